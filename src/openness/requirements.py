"""The algebra of requirements.

A requirement is a frozen value that can be asked of a release. It answers
met, unmet or unknown, why, and on which evidence. Definitions of openness
are built from these values; nothing here knows one of them.

House rules:

1. Silence is unknown. Only a statement that something is withheld, an access
   that is known to be too narrow, or a term that forbids, is unmet.
2. One artifact has to meet all that a requirement asks; two halves of an
   answer from two artifacts do not make one.
3. An artifact that holds only a part says nothing about the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, Protocol

import attrs

from openness.licenses.catalog import UNKNOWN_LICENSE
from openness.licenses.criteria import LicenseCriterion
from openness.licenses.expression import all_of
from openness.licenses.judgement import judge
from openness.outcome import Outcome
from openness.release import (
    Access,
    Artifact,
    Completeness,
    Component,
    ContentType,
    Evidence,
    Release,
    Stage,
    Strength,
)

__all__ = [
    "AllOf",
    "Answer",
    "AnyOf",
    "AtLeast",
    "AtMost",
    "Claimed",
    "Documented",
    "During",
    "Licensed",
    "NotMonetized",
    "Published",
    "Requirement",
    "Unshareable",
    "asked_about",
    "effective_license",
    "leaves",
    "named",
    "of_base",
]


class Answer(NamedTuple):
    """What a release answers to a requirement.

    A named tuple: a frozen attrs class takes twice as long to make, and a
    verdict makes many.

    Attributes:
        outcome: Met, unmet or unknown.
        because: The reason, a clause for people.
        evidence: Where it was read.
    """

    outcome: Outcome
    because: str
    evidence: tuple[Evidence, ...] = ()


class Requirement(Protocol):
    """Anything that can be asked of a release."""

    def ask(self, release: Release) -> Answer:
        """Return the answer of `release`."""


def effective_license(release: Release, artifact: Artifact) -> str | None:
    """Return the license expression that holds for an artifact.

    Weights of a derivative are under their own license and under those of
    all its parents; a parent whose license is not known leaves the terms
    unknown. None if nothing is known.
    """
    own = artifact.license
    if not release.parents or not _holds_weights(artifact):
        return own
    above = [parent.license for parent in release.parents]
    return all_of(*[one or UNKNOWN_LICENSE for one in (own, *above)])


def _holds_weights(artifact: Artifact) -> bool:
    return any(
        component.content_type is ContentType.WEIGHTS
        for component in artifact.provides
    )


@attrs.frozen
class Published:
    """A component can be had.

    Attributes:
        component: Which one.
        access: The narrowest access that suffices.
        completeness: `Completeness.PARTIAL` if a part of it suffices.
        weakest: The weakest evidence that suffices. An artifact that comes
            with none, as in Python, is taken at its word.
        unsettled: An access, narrower than `access`, of which the definition
            does not say whether it suffices; from there on the answer is
            unknown. None if every narrower access fails.
    """

    component: Component
    access: Access = attrs.field(default=Access.PUBLIC, kw_only=True)
    completeness: Completeness = attrs.field(
        default=Completeness.FULL, kw_only=True
    )
    weakest: Strength = attrs.field(default=Strength.PRESUMED, kw_only=True)
    unsettled: Access | None = attrs.field(default=None, kw_only=True)

    def ask(self, release: Release) -> Answer:
        """Return whether an artifact provides the component."""
        return _best(release, self.component, self.completeness, self._of)

    def _of(self, _: Release, artifact: Artifact) -> Answer:
        outcome, because = _had(
            artifact, self.component, self.access, self.completeness
        )
        if (
            outcome is Outcome.UNMET
            and self.unsettled is not None
            and artifact.access is not None
            and artifact.access >= self.unsettled
        ):
            outcome = Outcome.UNKNOWN
            because += ", and whether that suffices is not settled"
        if (
            outcome is Outcome.MET
            and self.weakest is not Strength.PRESUMED
            and _presumed(artifact)
        ):
            outcome = Outcome.UNKNOWN
            because += ", which is not enough here"
        return Answer(outcome, because, artifact.evidence)


@attrs.frozen
class Licensed:
    """A component is published under terms of a kind.

    Attributes:
        component: Which one.
        terms: What is asked of the terms.
        access: The narrowest access that suffices; None if only the terms
            are asked about.
        completeness: `Completeness.PARTIAL` if a part of it suffices.
    """

    component: Component
    terms: LicenseCriterion
    access: Access | None = attrs.field(default=Access.PUBLIC, kw_only=True)
    completeness: Completeness = attrs.field(
        default=Completeness.FULL, kw_only=True
    )

    def ask(self, release: Release) -> Answer:
        """Return whether an artifact provides the component on such terms."""
        return _best(release, self.component, self.completeness, self._of)

    def _of(self, release: Release, artifact: Artifact) -> Answer:
        license = effective_license(release, artifact)
        outcome, why = judge(self.terms, license)
        because = f"the {_NAMES[self.component]}: {why}"
        evidence = artifact.evidence
        if release.parents and license != artifact.license:
            evidence += tuple(e for p in release.parents for e in p.evidence)
        if self.access is None or outcome is Outcome.UNMET:
            return Answer(outcome, because, evidence)
        had, how = _had(
            artifact, self.component, self.access, self.completeness
        )
        if had is Outcome.MET:
            return Answer(outcome, because, evidence)
        if had is Outcome.UNKNOWN and outcome is Outcome.UNKNOWN:
            how = f"{how}; {because}"
        return Answer(had, how, artifact.evidence)


@attrs.frozen
class Documented:
    """A component is described, or published so that anyone can look."""

    component: Component

    def ask(self, release: Release) -> Answer:
        """Return whether anyone can read about the component."""
        return _best(release, self.component, Completeness.PARTIAL, self._of)

    def _of(self, _: Release, artifact: Artifact) -> Answer:
        outcome, because = _had(
            artifact, self.component, Access.DESCRIBED, Completeness.PARTIAL
        )
        if artifact.access in {Access.HOSTED, Access.ON_REQUEST}:
            outcome = Outcome.UNKNOWN
        return Answer(outcome, because, artifact.evidence)


@attrs.frozen
class Unshareable:
    """A component is withheld because it cannot be shared."""

    component: Component

    def ask(self, release: Release) -> Answer:
        """Return whether the component is known to be unshareable."""
        name = _NAMES[self.component]
        statement = release.withholding(self.component)
        if statement is None or statement.reason is None:
            answer = _shared(self.component).ask(release)
            if answer.outcome is Outcome.MET:
                because = f"the {name} is shared"
                return Answer(Outcome.UNMET, because, answer.evidence)
            because = f"whether the {name} could be shared is not known"
            return Answer(Outcome.UNKNOWN, because)
        met = statement.reason.value == "unshareable"
        why = "cannot be shared" if met else "is withheld by choice"
        answered = Answer(
            Outcome.MET if met else Outcome.UNMET,
            f"the {name} {why}",
            statement.evidence,
        )
        return _through(statement.through, answered)


@lru_cache(maxsize=64)
def _shared(component: Component) -> Published:
    return Published(component, access=Access.GATED)


@attrs.frozen
class During:
    """A requirement on a stage of training; met if there was no such stage.

    Attributes:
        stages: The stages, any of which makes the requirement apply.
        then: The requirement.
    """

    stages: frozenset[Stage]
    then: Requirement

    def ask(self, release: Release) -> Answer:
        """Return the answer for the stages that the release went through.

        While the stages are not known, failing is not certain: there may
        have been none to fail in.
        """
        if release.stages is not None and not self.stages & release.stages:
            return Answer(Outcome.MET, f"the release had no {self._names()}")
        answer = self.then.ask(release)
        if release.stages is None and answer.outcome is Outcome.UNMET:
            because = (
                f"{answer.because}; whether it had {self._names()} "
                "is not known"
            )
            return answer._replace(outcome=Outcome.UNKNOWN, because=because)
        return answer

    def _names(self) -> str:
        return " or ".join(sorted(stage.value for stage in self.stages))


@attrs.frozen
class AtMost:
    """The training compute does not exceed a number of operations."""

    operations: float

    def ask(self, release: Release) -> Answer:
        """Return whether the training compute is known to stay below."""
        spent = release.training_compute
        if spent is None:
            because = "the training compute is not known"
            return Answer(Outcome.UNKNOWN, because)
        met = spent <= self.operations
        words = "at most" if met else "more than"
        return Answer(
            Outcome.MET if met else Outcome.UNMET,
            f"the training took {spent:.2g} FLOP, "
            f"{words} {self.operations:.2g}",
        )


@attrs.frozen
class NotMonetized:
    """Access to the model is not sold."""

    def ask(self, release: Release) -> Answer:
        """Return whether the release is known to be free of charge."""
        if release.monetized is None:
            because = "whether the model is monetized is not known"
            return Answer(Outcome.UNKNOWN, because)
        if release.monetized:
            return Answer(Outcome.UNMET, "the model is monetized")
        return Answer(Outcome.MET, "the model is not monetized")


def _values(value: Iterable[str]) -> frozenset[str]:
    return frozenset(value)


@attrs.frozen
class Claimed:
    """What somebody judged; where they did not, a requirement of one's own.

    Attributes:
        by: Whose judgement counts.
        about: What they judged.
        values: The judgements that suffice.
        otherwise: The requirement for a release that they did not judge.
    """

    by: str
    about: str
    values: frozenset[str] = attrs.field(converter=_values)
    otherwise: Requirement

    def ask(self, release: Release) -> Answer:
        """Return whether they judged so, or the answer of the facts."""
        for claim in release.claims:
            if claim.by == self.by and claim.about == self.about:
                met = claim.value in self.values
                return Answer(
                    Outcome.MET if met else Outcome.UNMET,
                    f"{claim.about.replace('-', ' ')}: {claim.value}, "
                    f"according to the {claim.by}",
                    claim.evidence,
                )
        return self.otherwise.ask(release)


def _parts(value: Iterable[Requirement]) -> tuple[Requirement, ...]:
    return tuple(value)


@attrs.frozen
class AllOf:
    """Every one of some requirements."""

    parts: tuple[Requirement, ...] = attrs.field(converter=_parts)

    def ask(self, release: Release) -> Answer:
        """Return the conjunction of the answers."""
        answers = [part.ask(release) for part in self.parts]
        outcome = Outcome.all_of(answer.outcome for answer in answers)
        return _together(outcome, answers)


@attrs.frozen
class AnyOf:
    """At least one of some requirements."""

    parts: tuple[Requirement, ...] = attrs.field(converter=_parts)

    def ask(self, release: Release) -> Answer:
        """Return the disjunction of the answers."""
        answers = [part.ask(release) for part in self.parts]
        outcome = Outcome.any_of(answer.outcome for answer in answers)
        return _together(outcome, answers)


@attrs.frozen
class AtLeast:
    """So many of some requirements.

    Attributes:
        count: How many have to be met.
        parts: The requirements.
    """

    count: int
    parts: tuple[Requirement, ...] = attrs.field(converter=_parts)

    def ask(self, release: Release) -> Answer:
        """Return whether enough are met, or still may be."""
        answers = [part.ask(release) for part in self.parts]
        met = [a for a in answers if a.outcome is Outcome.MET]
        possible = [a for a in answers if a.outcome is not Outcome.UNMET]
        if len(met) >= self.count:
            outcome = Outcome.MET
        elif len(possible) < self.count:
            outcome = Outcome.UNMET
        else:
            outcome = Outcome.UNKNOWN
        return _together(outcome, answers)


def leaves(requirement: Requirement) -> Iterator[Requirement]:
    """Return the requirements that a requirement is made of, in the end."""
    if isinstance(requirement, AllOf | AnyOf | AtLeast):
        for part in requirement.parts:
            yield from leaves(part)
    elif isinstance(requirement, During):
        yield from leaves(requirement.then)
    elif isinstance(requirement, Claimed):
        yield from leaves(requirement.otherwise)
    else:
        yield requirement


def asked_about(requirement: Requirement) -> frozenset[Component]:
    """Return the components that a requirement asks about.

    What a release says of other components does not change its answer. Of a
    requirement that is not one of this module's, all components are
    returned.
    """
    return frozenset[Component]().union(
        *(_asked_about(leaf) for leaf in leaves(requirement))
    )


def _asked_about(leaf: Requirement) -> frozenset[Component]:
    if isinstance(leaf, Published | Licensed | Documented | Unshareable):
        return frozenset({leaf.component})
    if isinstance(leaf, AtMost | NotMonetized):
        return frozenset()
    return frozenset(Component)


def named(component: Component) -> str:
    """Return what people call a component."""
    return _NAMES[component]


def _together(outcome: Outcome, answers: list[Answer]) -> Answer:
    """Join the answers that decide."""
    deciding = [answer for answer in answers if answer.outcome is outcome]
    if len(deciding) == 1:
        return deciding[0]
    evidence = [answer.evidence for answer in deciding if answer.evidence]
    return Answer(
        outcome,
        "; ".join(dict.fromkeys([answer.because for answer in deciding])),
        # Hashing evidence is the larger part of judging most cards.
        evidence[0]
        if len(evidence) == 1
        else tuple(dict.fromkeys(e for some in evidence for e in some)),
    )


def _best(
    release: Release,
    component: Component,
    completeness: Completeness,
    answer: Callable[[Release, Artifact], Answer],
) -> Answer:
    """Return the best answer that an artifact gives, or what silence gives.

    Where the component is said to be withheld, a part of it is all there is:
    only what may be the whole can still answer for the whole.
    """
    withheld = release.withholding(component)
    best: Answer | None = None
    for artifact in release.artifacts:
        if component not in artifact.provides or (
            withheld is not None
            and completeness is Completeness.FULL
            and artifact.completeness is Completeness.PARTIAL
        ):
            continue
        found = _through(artifact.through, answer(release, artifact))
        if found.outcome is Outcome.MET:
            if withheld is None or artifact.completeness is not None:
                return found
            because = f"{found.because}; whether it is the whole is not known"
            found = found._replace(outcome=Outcome.UNKNOWN, because=because)
        if best is None or found.outcome is Outcome.UNKNOWN:
            best = found
    if best is not None:
        return best
    if withheld is None:
        return _SILENCE[component]
    because = f"the {_NAMES[component]}: withheld"
    answered = Answer(Outcome.UNMET, because, withheld.evidence)
    return _through(withheld.through, answered)


def _through(base: str | None, answer: Answer) -> Answer:
    """Say of which base model an answer tells, if it is not the release."""
    if base is None:
        return answer
    return answer._replace(because=f"{answer.because}{of_base(base)}")


def of_base(base: str | None) -> str:
    """Return the words that put something down to a base model, if it is."""
    return "" if base is None else f" (of the base model {base})"


def _had(
    artifact: Artifact,
    component: Component,
    access: Access,
    completeness: Completeness,
) -> tuple[Outcome, str]:
    """Return whether an artifact can be had as widely as is asked."""
    return _compared(
        component,
        access,
        artifact.access,
        completeness is Completeness.PARTIAL
        or artifact.completeness is Completeness.FULL,
        _presumed(artifact),
    )


@lru_cache(maxsize=4096)
def _compared(
    component: Component,
    asked: Access,
    access: Access | None,
    whole: bool,  # noqa: FBT001
    presumed: bool,  # noqa: FBT001
) -> tuple[Outcome, str]:
    name = _NAMES[component]
    if access is None:
        return Outcome.UNKNOWN, f"how the {name} can be had is not known"
    if access < asked:
        # A convention can say that a thing is there, not that it is not.
        return (
            Outcome.UNKNOWN if presumed else Outcome.UNMET,
            f"access to the {name} is {access}{_PRESUMED[presumed]}",
        )
    if not whole:
        return Outcome.UNKNOWN, f"only a part of the {name} is {access}"
    return (
        Outcome.MET,
        f"the {name}: {access}{_PRESUMED[presumed]}",
    )


def _presumed(artifact: Artifact) -> bool:
    """Whether nothing but a convention says that the artifact is there."""
    for one in artifact.evidence:  # noqa: SIM110  (any() takes three times as long)
        if one.strength is Strength.PRESUMED:
            return True
    return False


_NAMES = {
    component: component.value.replace("-", " ") for component in Component
}
_NAMES[Component.MODEL_PARAMETERS_FINAL] = "weights"
_NAMES[Component.MODEL_PARAMETERS_INTERMEDIATE] = "intermediate checkpoints"
_NAMES[Component.DATASETS] = "training data"
_NAMES[Component.HOSTED_API] = "hosted API"

_PRESUMED = {True: ", presumed", False: ""}

_SILENCE = {
    component: Answer(
        Outcome.UNKNOWN, f"nothing is known of the {_NAMES[component]}"
    )
    for component in Component
}

"""The verdict: a release judged by one definition.

The engine evaluates each criterion once. A level is proven when all that it
requires is met, and possible while nothing that it requires is unmet: so the
floor, the ceiling and the bounds of the score come from one evaluation.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from openness.definition import Category, Criterion, Framework, Level
from openness.licenses.catalog import choices
from openness.licenses.criteria import OPEN
from openness.licenses.terms import Condition, Fact, Restriction, Terms
from openness.outcome import Outcome
from openness.release import Access, Component, Evidence, Release
from openness.requirements import asked_about, effective_license

if TYPE_CHECKING:
    from openness.gap import Gap

__all__ = [
    "Finding",
    "Score",
    "TermsOnWeights",
    "Verdict",
    "evaluate",
]


class TermsOnWeights(Enum):
    """Whether the terms on the final weights are open."""

    OPEN = "open"
    RESTRICTED = "restricted"
    UNKNOWN = "unknown"


@attrs.frozen
class Finding:
    """One criterion's outcome, its reason, its evidence.

    Attributes:
        criterion: The id of the criterion.
        outcome: Met, unmet or unknown.
        because: The reason, for people; its wording may change.
        evidence: Where it was read; empty where silence is the reason.
    """

    criterion: str
    outcome: Outcome
    because: str
    evidence: tuple[Evidence, ...] = ()


@attrs.frozen
class Score:
    """An interval on a definition's own scale.

    Attributes:
        low: The score with every unknown at its worst.
        high: The score with every unknown at its best.
        of: The best score that the definition can give.
    """

    low: float
    high: float
    of: float


@attrs.frozen(kw_only=True)
class Verdict:
    """What one definition says of one release.

    Attributes:
        label: The definition's own word for what is proven; its word for
            undetermined if nothing is.
        category: Our class for `label`; None if the definition does not
            speak of one.
        ceiling: The most open label that is still possible.
        findings: One for each criterion, in the definition's order.
        score: None if the definition does not score.
        terms_on_weights: Whether the terms on the final weights are open.
        restrictions: The restrictions on the final weights, as clauses.
        release: What was judged.
        definition: By what it was judged.
    """

    label: str
    category: Category | None
    ceiling: str
    findings: tuple[Finding, ...]
    score: Score | None
    terms_on_weights: TermsOnWeights
    restrictions: tuple[Fact, ...]
    release: Release = attrs.field(repr=False)
    definition: Framework = attrs.field(repr=False)

    @property
    def framework(self) -> str:
        """The id of the definition."""
        return self.definition.id

    @property
    def floor(self) -> str:
        """The label that is proven: another name for `label`."""
        return self.label

    @property
    def conditions(self) -> tuple[Fact, ...]:
        """What is asked of who passes the weights on, besides notices.

        Source, or the same license: the conditions of copyleft, by the
        license with the best terms.
        """
        terms = _judged(_licenses(self.release))[1]
        facts = {fact.tag: fact for fact in reversed(terms.facts)}
        return tuple(
            facts.get(tag) or Fact(tag=tag, license="")
            for tag in Condition
            if tag in terms.present and tag not in _NOTICES
        )

    @property
    def unsettled(self) -> tuple[Restriction, ...]:
        """The restrictions of which it is not known whether they apply.

        Empty where nothing at all is known of the terms on the weights.
        """
        terms = _judged(_licenses(self.release))[1]
        left = tuple(r for r in Restriction if r in terms.unknown)
        return left if len(left) < len(Restriction) else ()

    @property
    def means(self) -> str | None:
        """What follows from `label`; None if it says it all."""
        for level in self.definition.levels:
            if level.label == self.label:
                return level.means
        return None

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is worth saying beside the label."""
        return self.definition.remarks(self.release)

    def gap(self, label: str) -> Gap:
        """Return what the release lacks for a label, and what closes it.

        Raises:
            LabelError: The definition has no such label.
        """
        from openness.gap import find_gap

        return find_gap(self.release, self.definition, label)

    def reaches(self, label: str) -> bool:
        """Return whether the release is proven to be so open, or more so.

        Raises:
            LabelError: The definition has no such label.
        """
        wanted = self.definition.levels[self.definition.level(label)]
        outcomes = {f.criterion: f.outcome for f in self.findings}
        return all(outcomes[id] is Outcome.MET for id in wanted.requires)

    @property
    def met(self) -> tuple[Finding, ...]:
        """The findings whose outcome is met."""
        return self._with(Outcome.MET)

    @property
    def unmet(self) -> tuple[Finding, ...]:
        """The findings whose outcome is unmet."""
        return self._with(Outcome.UNMET)

    @property
    def unknown(self) -> tuple[Finding, ...]:
        """The findings whose outcome is unknown."""
        return self._with(Outcome.UNKNOWN)

    def _with(self, outcome: Outcome) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.outcome is outcome)


def evaluate(release: Release, framework: Framework) -> Verdict:
    """Judge a release by a definition."""
    findings = _findings(release, framework)
    terms, restrictions = _on_weights(release)
    proven, ceiling, score = _conclude(
        framework, tuple([finding.outcome for finding in findings])
    )
    return Verdict(
        label=proven.label,
        category=proven.category,
        ceiling=ceiling.label,
        findings=findings,
        score=score,
        terms_on_weights=terms,
        restrictions=restrictions,
        release=release,
        definition=framework,
    )


@lru_cache(maxsize=4096)
def _conclude(
    framework: Framework, outcomes: tuple[Outcome, ...]
) -> tuple[Level, Level, Score | None]:
    """Return floor, ceiling and score; all follow from the outcomes."""
    by_id = {
        criterion.id: outcome
        for criterion, outcome in zip(
            framework.criteria, outcomes, strict=True
        )
    }
    floor = _first(framework, by_id, proven=True)
    ceiling = _first(framework, by_id, proven=False)
    # The last level asks nothing, so it is proven only by elimination.
    if floor is framework.levels[-1] and floor is not ceiling:
        speaks = any(level.category for level in framework.levels)
        floor = Level(
            label=framework.undetermined,
            category=Category.UNDETERMINED if speaks else None,
        )
    return floor, ceiling, _score(framework, by_id)


def _findings(release: Release, framework: Framework) -> tuple[Finding, ...]:
    """Ask each criterion once.

    Most releases say nothing of most components; what silence answers is
    worked out once for a definition.
    """
    if release.facts:
        return tuple(_ask(release, one) for one in framework.criteria)
    mentioned = release.components
    silent, asked = _silence(framework)
    findings = list(silent)
    for place, components, criterion in asked:
        if not components.isdisjoint(mentioned):
            findings[place] = _ask(release, criterion)
    return tuple(findings)


def _ask(release: Release, criterion: Criterion) -> Finding:
    return Finding(criterion.id, *criterion.requirement.ask(release))


@lru_cache(maxsize=64)
def _silence(
    framework: Framework,
) -> tuple[
    tuple[Finding, ...],
    tuple[tuple[int, frozenset[Component], Criterion], ...],
]:
    """Return what silence answers, and which components each asks about."""
    nothing = Release("")
    return tuple(_ask(nothing, one) for one in framework.criteria), tuple(
        (place, asked_about(one.requirement), one)
        for place, one in enumerate(framework.criteria)
    )


def _first(
    framework: Framework, outcomes: dict[str, Outcome], *, proven: bool
) -> Level:
    """Return the most open level that is proven, or that is possible."""
    for level in framework.levels:
        needed = [outcomes[id] for id in level.requires]
        if Outcome.UNMET in needed or (proven and Outcome.UNKNOWN in needed):
            continue
        return level
    message = f"{framework.id}: the last level must require nothing"
    raise ValueError(message)


def _score(framework: Framework, outcomes: dict[str, Outcome]) -> Score | None:
    low = high = total = 0.0
    for criterion in framework.criteria:
        total += criterion.points
        if outcomes[criterion.id] is Outcome.MET:
            low += criterion.points
        if outcomes[criterion.id] is not Outcome.UNMET:
            high += criterion.points
    # Twelfths and the like do not add up exactly.
    return Score(*(round(x, 6) for x in (low, high, total))) if total else None


_WEIGHTS = Component.MODEL_PARAMETERS_FINAL
_NOTICES = {
    Condition.INCLUDE_COPYRIGHT,
    Condition.INCLUDE_COPYRIGHT_SOURCE,
    Condition.DOCUMENT_CHANGES,
}
_TERMS = {
    Outcome.MET: TermsOnWeights.OPEN,
    Outcome.UNMET: TermsOnWeights.RESTRICTED,
    Outcome.UNKNOWN: TermsOnWeights.UNKNOWN,
}


def _on_weights(
    release: Release,
) -> tuple[TermsOnWeights, tuple[Fact, ...]]:
    """Return whether the best terms are open, and what they restrict."""
    outcome, _, restrictions = _judged(_licenses(release))
    return _TERMS[outcome], restrictions


def _licenses(release: Release) -> tuple[str | None, ...]:
    return tuple(
        [
            effective_license(release, artifact)
            for artifact in release.artifacts
            if _WEIGHTS in artifact.provides
            and artifact.access is not Access.DESCRIBED
        ]
    )


@lru_cache(maxsize=4096)
def _judged(
    licenses: tuple[str | None, ...],
) -> tuple[Outcome, Terms, tuple[Fact, ...]]:
    """Return how open the best terms are, they, and what they restrict."""
    judged = [
        (OPEN.judge(terms), terms)
        for license in licenses or (None,)
        for terms in choices(license)
    ]
    outcome = Outcome.any_of(outcome for outcome, _ in judged)
    terms = next(terms for found, terms in judged if found is outcome)
    return outcome, terms, _restrictions(terms)


def _restrictions(terms: Terms) -> tuple[Fact, ...]:
    if not terms.restrictions:
        return ()
    facts = {fact.tag: fact for fact in reversed(terms.facts)}
    tags = [
        tag
        for tag in terms.restrictions
        if tag is not Restriction.PATENT_RETALIATION
    ]
    # Copyleft hands on what it has, and it has no restriction to hand on.
    if tags == [Restriction.PASSES_RESTRICTIONS_ON]:
        return ()
    return tuple(facts.get(tag) or Fact(tag=tag, license="") for tag in tags)

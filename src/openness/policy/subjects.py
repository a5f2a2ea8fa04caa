"""What a rule can speak about, as values.

There are four kinds. Terms are judged on each artifact that provides the
component; what can be had, and how well it is shown, on each component;
verdicts once for each definition; anything else that can be asked of a
release, such as the requirements of `openness.requirements`, by asking it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import ClassVar, Protocol

import attrs

from openness.affordances import ALL as AFFORDANCES
from openness.affordances import May, answer
from openness.definition import Category, Level
from openness.frameworks import find
from openness.licenses import OPEN, TermsCriterion, catalog, resolve
from openness.licenses.terms import Tag
from openness.outcome import Outcome
from openness.problems import near_miss
from openness.release import (
    Access,
    Completeness,
    Component,
    Release,
    Strength,
)
from openness.requirements import Answer, Documented, Published, Requirement
from openness.verdict import Verdict

__all__ = [
    "Affords",
    "Criterion",
    "Evidenced",
    "InCategory",
    "Labelled",
    "LicenseNamed",
    "Obtainable",
    "OnComponent",
    "OnVerdict",
    "Subject",
    "Tagged",
    "TermsMeet",
    "at_least",
    "fits",
]


class OnComponent(Protocol):
    """A subject that is a requirement on each component of a rule."""

    @property
    def name(self) -> str:
        """What it is called."""

    def on(self, component: Component) -> Requirement:
        """Return what is asked of one component."""


class OnVerdict(Protocol):
    """A subject that is answered by the verdict of a definition."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def framework(self) -> str:
        """The id of the definition."""

    def of(self, verdict: Verdict) -> Answer:
        """Return the answer of a verdict."""


def _tags(value: Iterable[Tag]) -> frozenset[Tag]:
    return frozenset(value)


@attrs.frozen
class Tagged:
    """Terms carry tags.

    Attributes:
        tags: Permissions, conditions, limitations, restrictions.
        kinds: The kinds of tags that a closed list closes; by default those
            of `tags`.
    """

    tags: frozenset[Tag] = attrs.field(converter=_tags)
    kinds: frozenset[type[Tag]] = attrs.field()

    @kinds.default
    def _kinds_of_tags(self) -> frozenset[type[Tag]]:
        return frozenset(type(tag) for tag in self.tags)

    @property
    def others(self) -> frozenset[Tag]:
        """The tags of the same kinds that are not named."""
        return frozenset(t for kind in self.kinds for t in kind) - self.tags

    @property
    def name(self) -> str:
        """The tags."""
        if not self.tags:
            return " or ".join(f"no {k.__name__.lower()}" for k in self.kinds)
        return ", ".join(sorted(tag.value for tag in self.tags))


def _names(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(_license(name) for name in value)


def fits(text: str, pattern: str) -> bool:
    """Whether a text is a pattern, in which ``*`` stands for any text.

    Case does not matter.
    """
    text = text.lower()
    first, *others = pattern.lower().split("*")
    if not others:
        return text == first
    *middle, last = others
    place = len(first)
    end = len(text) - len(last)
    if not (text.startswith(first) and text.endswith(last)):
        return False
    for part in middle:
        found = text.find(part, place, end)
        if found < 0:
            return False
        place = found + len(part)
    return place <= end


def _license(name: str) -> str:
    """Return the id of one license, or a pattern that fits a known one."""
    if "*" in name:
        known = catalog.every_id()
        if any(fits(id, name) for id in known):
            return name
        message = f"{name!r} fits no license that is known."
        raise ValueError(message)
    found = resolve(name)
    if found.license is None or " " in found.license:
        hint = (
            f"did you mean {found.suggestion!r}?"
            if found.suggestion
            else "name one license by its SPDX id or as 'LicenseRef-…'."
        )
        message = f"{name!r} is no license; {hint}"
        raise ValueError(message)
    return found.license


@attrs.frozen
class LicenseNamed:
    """All licenses that apply are among some names.

    Attributes:
        names: Ids of SPDX or ``LicenseRef-…``; ``*`` stands for any text.

    Raises:
        ValueError: A name is that of no license.
    """

    names: tuple[str, ...] = attrs.field(
        converter=_names, validator=attrs.validators.min_len(1)
    )

    @property
    def name(self) -> str:
        """The licenses."""
        return f"license {' or '.join(self.names)}"


@attrs.frozen
class TermsMeet:
    """Terms meet a criterion, such as `openness.licenses.OPEN`."""

    criterion: TermsCriterion = OPEN

    @property
    def name(self) -> str:
        """What the criterion asks for."""
        return self.criterion.name


@attrs.frozen
class Obtainable:
    """A component can be had at least as widely as an access.

    Attributes:
        access: The narrowest access; `Access.DESCRIBED` asks for no more
            than a description.
        completeness: `Completeness.PARTIAL` if a part suffices.
    """

    access: Access = Access.PUBLIC
    completeness: Completeness = Completeness.FULL

    @property
    def name(self) -> str:
        """The access."""
        return f"access {self.access}"

    def on(self, component: Component) -> Requirement:
        """Return the requirement on one component."""
        if self.access is Access.DESCRIBED:
            return Documented(component)
        return Published(
            component, access=self.access, completeness=self.completeness
        )


_STRENGTHS = tuple(Strength)


@attrs.frozen
class Evidenced:
    """The best evidence for a component is at least as strong as this."""

    strength: Strength

    @property
    def name(self) -> str:
        """The strength."""
        return f"evidence {self.strength.value}"

    def on(self, component: Component) -> Requirement:
        """Return the requirement on one component."""
        return _EvidenceFor(component, self.strength)


@attrs.frozen
class _EvidenceFor:
    """Every artifact that provides a component is well enough shown."""

    component: Component
    strength: Strength

    def ask(self, release: Release) -> Answer:
        """Return whether the evidence is strong enough."""
        shown = release.providing(self.component)
        if not shown:
            return Obtainable().on(self.component).ask(release)
        enough = _STRENGTHS[: _STRENGTHS.index(self.strength) + 1]
        worst = Outcome.MET
        because = []
        for artifact in shown:
            found = {one.strength for one in artifact.evidence}
            if found.isdisjoint(enough):
                best = next((s.value for s in _STRENGTHS if s in found), None)
                because.append(
                    f"the evidence for the {self.component.value} is {best}"
                    if best
                    else f"no evidence is given for the {self.component.value}"
                )
                worst = Outcome.all_of(
                    [worst, Outcome.UNMET if best else Outcome.UNKNOWN]
                )
        words = f"the evidence for the {self.component.value} suffices"
        return Answer(
            worst,
            "; ".join(dict.fromkeys(because)) or words,
            tuple(e for artifact in shown for e in artifact.evidence),
        )


def _labels(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


@attrs.frozen(cache_hash=True)
class Labelled:
    """A definition gives one of some labels.

    Attributes:
        framework: The id of the definition.
        labels: Its own words.

    Raises:
        FrameworkError: No definition has this id.
        ValueError: It has no such label.
    """

    framework: str
    labels: tuple[str, ...] = attrs.field(
        converter=_labels, validator=attrs.validators.min_len(1)
    )

    @labels.validator
    def _exist(self, _: object, labels: tuple[str, ...]) -> None:
        known = [level.label for level in find(self.framework).levels]
        for label in labels:
            _check(label, known, f"label of {self.framework}")
        _tells_apart(labels, known, "label")

    @property
    def name(self) -> str:
        """The definition and the labels."""
        return f"{self.framework} {' or '.join(self.labels)}"

    def of(self, verdict: Verdict) -> Answer:
        """Return whether all that is still possible is among the labels."""
        return _concluded(verdict, self)

    def accepts(self, level: Level) -> bool:
        """Whether a level is good enough."""
        return level.label in self.labels


def _categories(value: Iterable[Category]) -> tuple[Category, ...]:
    return tuple(value)


@attrs.frozen(cache_hash=True)
class InCategory:
    """A release is in one of some categories.

    Attributes:
        categories: The categories.
        framework: The id of the definition that decides.

    Raises:
        FrameworkError: No definition has this id.
        ValueError: It does not speak of one of the categories.
    """

    categories: tuple[Category, ...] = attrs.field(
        converter=_categories, validator=attrs.validators.min_len(1)
    )
    framework: str = attrs.field(default="spectrum-1.0")

    @framework.validator
    def _speaks_of_them(self, _: object, framework: str) -> None:
        levels = find(framework).levels
        known = [one.category.value for one in levels if one.category]
        for category in self.categories:
            what = f"category that {framework} can prove"
            _check(category.value, known, what)
        _tells_apart(
            self.categories, {one.category for one in levels}, "category"
        )

    @property
    def name(self) -> str:
        """The categories."""
        return " or ".join(category.value for category in self.categories)

    def of(self, verdict: Verdict) -> Answer:
        """Return whether all that is still possible is among them."""
        return _concluded(verdict, self)

    def accepts(self, level: Level) -> bool:
        """Whether a level is good enough."""
        return level.category in self.categories


@attrs.frozen
class Criterion:
    """A criterion of a definition is met.

    Attributes:
        framework: The id of the definition.
        criterion: The id of the criterion.

    Raises:
        FrameworkError: No definition has this id.
        ValueError: It has no such criterion.
    """

    framework: str
    criterion: str = attrs.field()

    @criterion.validator
    def _exists(self, _: object, criterion: str) -> None:
        known = [one.id for one in find(self.framework).criteria]
        _check(criterion, known, f"criterion of {self.framework}")

    @property
    def name(self) -> str:
        """The definition and the criterion."""
        return f"{self.framework} {self.criterion}"

    def ask(self, release: Release) -> Answer:
        """Return what the definition finds, asking no other criterion."""
        return _requirement(self.framework, self.criterion).ask(release)


@lru_cache(maxsize=256)
def _requirement(framework: str, criterion: str) -> Requirement:
    return next(
        one.requirement
        for one in find(framework).criteria
        if one.id == criterion
    )


def _answers(value: Iterable[May]) -> tuple[May, ...]:
    return tuple(value)


@attrs.frozen
class Affords:
    """A release lets its users do something.

    Attributes:
        affordance: The id of the affordance, such as ``commercial-use``.
        answers: The answers that are good enough.

    Raises:
        ValueError: There is no such affordance.
    """

    affordance: str = attrs.field()
    answers: tuple[May, ...] = attrs.field(
        default=(May.YES,),
        converter=_answers,
        validator=attrs.validators.min_len(1),
    )

    @affordance.validator
    def _exists(self, _: object, affordance: str) -> None:
        _check(affordance, list(self.known), "affordance")

    #: Every affordance by its id.
    known: ClassVar = {one.id: one for one in AFFORDANCES}

    @property
    def name(self) -> str:
        """The affordance and the answers."""
        words = " or ".join(answer.value for answer in self.answers)
        return f"{self.affordance}: {words}"

    def ask(self, release: Release) -> Answer:
        """Return whether the answer is among those."""
        found = answer(release, self.known[self.affordance])
        because = f"{self.affordance}: {found.answer.value}, {found.because}"
        if found.answer in self.answers:
            return Answer(Outcome.MET, because)
        unknown = found.answer is May.UNKNOWN
        return Answer(Outcome.UNKNOWN if unknown else Outcome.UNMET, because)


#: What a rule can speak about.
Subject = (
    Tagged
    | LicenseNamed
    | TermsMeet
    | Obtainable
    | Evidenced
    | Labelled
    | InCategory
    | Criterion
    | Affords
    | Requirement
)


def at_least(framework: str, label: str) -> Labelled:
    """Return the subject of a definition's label or a more open one.

    Raises:
        FrameworkError: No definition has this id.
        ValueError: It has no such label.
    """
    labels = [level.label for level in find(framework).levels]
    _check(label, labels, f"label of {framework}")
    return Labelled(framework, labels[: labels.index(label) + 1])


def _tells_apart(
    words: Iterable[object], known: Iterable[object], what: str
) -> None:
    """Refuse a subject that would hold for every release."""
    if set(words) >= set(known):
        message = f"names every {what}, so it would tell nothing apart"
        raise ValueError(message)


def _check(word: str, known: list[str], what: str) -> None:
    """Refuse a word that would never hold, and so never be forbidden."""
    if word not in known:
        meant = near_miss(word, known)
        hint = (
            f"did you mean {meant!r}?"
            if meant
            else f"known: {', '.join(map(repr, known))}."
        )
        message = f"{word!r} is no {what}; {hint}"
        raise ValueError(message)


def _concluded(verdict: Verdict, subject: Labelled | InCategory) -> Answer:
    """Answer whether every level that is still possible is accepted."""
    findings = verdict.findings
    outcome, because, deciding = _between(
        subject,
        verdict.framework,
        verdict.floor,
        verdict.ceiling,
        tuple([finding.outcome for finding in findings]),
    )
    evidence = {id(one): one for n in deciding for one in findings[n].evidence}
    return Answer(outcome, because, tuple(evidence.values()))


@lru_cache(maxsize=4096)
def _between(
    subject: Labelled | InCategory,
    id: str,
    floor: str,
    ceiling: str,
    outcomes: tuple[Outcome, ...],
) -> tuple[Outcome, str, tuple[int, ...]]:
    """Judge the levels from what is still possible to what is proven.

    Returns:
        The outcome, the reason, and the numbers of the criteria that stand
        between the release and the least open of the accepted levels.
    """
    framework = find(id)
    levels = framework.levels
    labels = [level.label for level in levels]
    last = labels.index(floor) + 1 if floor in labels else len(labels)
    possible = levels[labels.index(ceiling) : last]
    found = {subject.accepts(level) for level in possible}
    because = f"{id}: {floor}"
    if found == {True}:
        return Outcome.MET, because, ()
    if True in found:
        because += f", {ceiling} still possible"
    asked = [level for level in levels if subject.accepts(level)][-1].requires
    deciding = []
    for words, outcome in (
        ("not met", Outcome.UNMET),
        ("not known", Outcome.UNKNOWN),
    ):
        numbers = [
            number
            for number, criterion in enumerate(framework.criteria)
            if criterion.id in asked and outcomes[number] is outcome
        ]
        if numbers:
            names = [framework.criteria[number].id for number in numbers]
            because += f"; {words}: {', '.join(names)}"
        deciding += numbers
    known = Outcome.UNKNOWN if True in found else Outcome.UNMET
    return known, because, tuple(deciding)

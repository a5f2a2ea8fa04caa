"""The gap: what a release lacks for a label, and the least that closes it.

The changes are found from the requirement values themselves: each kind of
requirement says how it could come to be met, the ways are combined, and a set
of changes counts only if the requirements are met once it is applied.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, islice
from typing import Any

import attrs

from openness.definition import Criterion, Framework
from openness.licenses.criteria import LicenseCriterion, ListCriterion
from openness.licenses.judgement import judge
from openness.outcome import Outcome
from openness.release import (
    Access,
    Artifact,
    Completeness,
    Component,
    ContentType,
    Release,
    Withheld,
    WithheldReason,
)
from openness.requirements import (
    AllOf,
    Answer,
    AnyOf,
    AtLeast,
    AtMost,
    Claimed,
    Documented,
    During,
    Licensed,
    NotMonetized,
    Published,
    Requirement,
    Unshareable,
    named,
)

__all__ = [
    "Change",
    "ClearParent",
    "DropClaim",
    "Gap",
    "Provide",
    "StateCompute",
    "StateFree",
    "StateUnshareable",
    "find_changes",
    "find_gap",
]


@attrs.frozen
class Provide:
    """Publish a component, document it, or license it otherwise.

    Attributes:
        component: Which one.
        access: How widely.
        completeness: How much of it.
        terms: What the license has to satisfy; empty if any will do.
    """

    component: Component
    access: Access
    completeness: Completeness = Completeness.FULL
    terms: tuple[LicenseCriterion, ...] = ()

    def apply(self, release: Release) -> Release:
        """Return the release with the component provided."""
        artifact = Artifact(
            [self.component],
            license=self.license(release),
            access=self.access,
            completeness=self.completeness,
        )
        whole = self.completeness is Completeness.FULL
        return attrs.evolve(
            release,
            artifacts=(*release.artifacts, artifact),
            withheld=[
                one
                for one in release.withheld
                if one.component is not self.component or not whole
            ],
        )

    def license(self, release: Release) -> str | None:
        """Return a license that would do: the present one, or a common one."""
        present = [a.license for a in release.providing(self.component)]
        if not self.terms:
            return next(filter(None, present), None)
        usual = _USUAL[self.component.content_type]
        listed = [
            id
            for terms in self.terms
            if isinstance(terms, ListCriterion)
            for id in sorted(terms.ids)
        ]
        for license in (*present, *usual, *listed):
            if license and all(
                judge(terms, license)[0] is Outcome.MET for terms in self.terms
            ):
                return license
        return None

    def words(self, release: Release) -> str:
        """Say what to do."""
        name = named(self.component)
        terms = " and ".join(terms.name for terms in self.terms)
        example = self.license(release)
        under = f" under {terms}, such as {example}" if terms else ""
        there = any(
            a.access is not None and a.access >= self.access
            for a in release.providing(self.component)
        )
        if there and terms:
            return f"license the {name}{under}"
        if self.access is Access.DESCRIBED:
            return f"document the {name}{under}"
        part = "" if self.completeness is Completeness.FULL else "part of "
        return f"publish {part}the {name}{_ENOUGH[self.access]}{under}"


@attrs.frozen
class ClearParent:
    """Rest on a base model whose terms do.

    Attributes:
        parent: The name of the base model.
        terms: What its license has to satisfy.
    """

    parent: str
    terms: tuple[LicenseCriterion, ...]

    def apply(self, release: Release) -> Release:
        """Return the release with such a base model in its place."""
        license = Provide(
            Component.MODEL_PARAMETERS_FINAL, Access.PUBLIC, terms=self.terms
        ).license(Release(""))
        return attrs.evolve(
            release,
            parents=[
                attrs.evolve(one, license=license)
                if one.name == self.parent
                else one
                for one in release.parents
            ],
        )

    def words(self, release: Release) -> str:
        """Say what to do."""
        terms = " and ".join(terms.name for terms in self.terms)
        known = any(
            one.license for one in release.parents if one.name == self.parent
        )
        return (
            f"build on a base model with {terms} in place of {self.parent}"
            if known
            else f"state the license of the base model {self.parent}, if it "
            f"gives {terms}; else build on one that does"
        )


@attrs.frozen
class StateUnshareable:
    """Say that a component cannot be shared, if that is so."""

    component: Component

    def apply(self, release: Release) -> Release:
        """Return the release with that statement."""
        others = [
            one
            for one in release.withheld
            if one.component is not self.component
        ]
        said = Withheld(self.component, WithheldReason.UNSHAREABLE)
        return attrs.evolve(release, withheld=[*others, said])

    def words(self, _: Release) -> str:
        """Say what to do."""
        return (
            f"state why the {named(self.component)} cannot be shared, if law "
            "or technique forbids it"
        )


@attrs.frozen
class StateCompute:
    """Say how much compute the training took, if little enough."""

    operations: float

    def apply(self, release: Release) -> Release:
        """Return the release with that statement."""
        return attrs.evolve(release, training_compute=self.operations)

    def words(self, _: Release) -> str:
        """Say what to do."""
        return (
            "state the training compute, if it is at most "
            f"{self.operations:.2g} FLOP"
        )


@attrs.frozen
class StateFree:
    """Offer the model free of charge, and say so."""

    def apply(self, release: Release) -> Release:
        """Return the release with that statement."""
        return attrs.evolve(release, monetized=False)

    def words(self, release: Release) -> str:
        """Say what to do."""
        if release.monetized:
            return "offer the model free of charge"
        return "state that the model is not monetized, if so"


@attrs.frozen
class DropClaim:
    """Have a judgement taken back, or made anew."""

    by: str
    about: str

    def apply(self, release: Release) -> Release:
        """Return the release without the judgement."""
        return attrs.evolve(
            release,
            claims=[
                one
                for one in release.claims
                if (one.by, one.about) != (self.by, self.about)
            ],
        )

    def words(self, _: Release) -> str:
        """Say what to do."""
        return f"have {self.by} judge the {self.about} anew"


#: How a narrower access is put that suffices.
_ENOUGH = {
    Access.PUBLIC: "",
    Access.GATED: " (a gate that lets everybody in will do)",
    Access.ON_REQUEST: " (on request will do)",
    Access.HOSTED: " (as a service will do)",
}

Change = (
    Provide
    | ClearParent
    | StateUnshareable
    | StateCompute
    | StateFree
    | DropClaim
)
_Way = frozenset[Change]


@attrs.frozen(kw_only=True)
class Gap:
    """What a release lacks for a label.

    Attributes:
        framework: The id of the definition.
        label: The label to reach.
        open: The criteria of the label that are not met, with the answer.
        changes: The fewest changes that were found to reach it; empty if it
            is reached, None if nothing can.
    """

    framework: str
    label: str
    open: tuple[tuple[Criterion, Answer], ...]
    changes: tuple[Change, ...] | None

    def apply(self, release: Release) -> Release:
        """Return the release with the changes made."""
        return _applied(release, self.changes or ())


def find_gap(release: Release, framework: Framework, label: str) -> Gap:
    """Find what is unmet or unknown for a label, and what would change that.

    Raises:
        LabelError: The definition has no such label.
    """
    level = framework.levels[framework.level(label)]
    needed = [c for c in framework.criteria if c.id in level.requires]
    unmet = tuple(
        (criterion, answer)
        for criterion in needed
        if (answer := criterion.requirement.ask(release)).outcome
        is not Outcome.MET
    )
    changes = find_changes(needed, release)
    return Gap(
        framework=framework.id, label=label, open=unmet, changes=changes
    )


def find_changes(
    criteria: Iterable[Criterion], release: Release
) -> tuple[Change, ...] | None:
    """Find the fewest changes after which all of some criteria are met.

    Returns:
        None if no changes were found that do.
    """
    criteria = tuple(criteria)
    ways = _merged([_ways(one.requirement, release) for one in criteria])
    for way in ways:
        if _met(_applied(release, way), criteria):
            return tuple(sorted(way, key=_order))
    return None


def _met(release: Release, criteria: Iterable[Criterion]) -> bool:
    return all(
        one.requirement.ask(release).outcome is Outcome.MET for one in criteria
    )


def _applied(release: Release, changes: Iterable[Change]) -> Release:
    for change in sorted(changes, key=_order):
        release = change.apply(release)
    return release


def _order(change: Change) -> tuple[int, int]:
    kinds = (
        DropClaim,
        Provide,
        ClearParent,
        StateUnshareable,
        StateCompute,
        StateFree,
    )
    component: Any = getattr(change, "component", None)
    return kinds.index(type(change)), _RANK.get(component, 0)


def _ways(requirement: Requirement, release: Release) -> list[_Way]:
    """Return the sets of changes, each of which may meet a requirement."""
    if requirement.ask(release).outcome is Outcome.MET:
        return [frozenset()]
    match requirement:
        case AllOf(parts=parts):
            ways = _merged([_ways(part, release) for part in parts])
        case AnyOf(parts=parts):
            ways = [way for part in parts for way in _ways(part, release)]
        case AtLeast(count=count, parts=parts):
            ways = [
                way
                for some in combinations(parts, count)
                for way in _merged([_ways(part, release) for part in some])
            ]
        case During(then=then):
            ways = _ways(then, release)
        case Claimed():
            ways = _claimed(requirement, release)
        case Published() | Documented() | Licensed():
            ways = _provided(requirement, release)
        case _:
            ways = _stated(requirement, release)
    return ways


def _provided(
    requirement: Published | Documented | Licensed, release: Release
) -> list[_Way]:
    """Return the ways that consist in providing something."""
    match requirement:
        case Documented(component=one):
            part = Completeness.PARTIAL
            return [_way(Provide(one, Access.DESCRIBED, part))]
        case Published(component=one) if not _cannot_be_shared(release, one):
            whole = requirement.completeness
            return [_way(Provide(one, requirement.access, whole))]
        case Licensed(component=one) if not _cannot_be_shared(release, one):
            return [_licensed(requirement, release)]
    return []


def _cannot_be_shared(release: Release, component: Component) -> bool:
    said = release.withholding(component)
    return said is not None and said.reason is WithheldReason.UNSHAREABLE


def _way(*changes: Change) -> _Way:
    return frozenset(changes)


def _stated(requirement: Requirement, release: Release) -> list[_Way]:
    """Return the ways that consist in a statement; a known fact stands."""
    unknown = requirement.ask(release).outcome is Outcome.UNKNOWN
    match requirement:
        case NotMonetized():
            return [_way(StateFree())]
        case AtMost(operations=most) if unknown:
            return [_way(StateCompute(most))]
        case Unshareable(component=one) if unknown:
            return [_way(StateUnshareable(one))]
        case _:
            return []


def _licensed(requirement: Licensed, release: Release) -> _Way:
    one, terms = requirement.component, requirement.terms
    present = [a.access for a in release.providing(one) if a.access]
    access = requirement.access or max(present, default=Access.PUBLIC)
    changes: list[Change] = []
    alone = attrs.evolve(release, parents=())
    if requirement.ask(alone).outcome is not Outcome.MET:
        provide = Provide(one, access, requirement.completeness, (terms,))
        changes.append(provide)
    if one.content_type is ContentType.WEIGHTS:
        changes += [
            ClearParent(parent.name, (terms,))
            for parent in release.parents
            if judge(terms, parent.license)[0] is not Outcome.MET
        ]
    return frozenset(changes)


def _claimed(requirement: Claimed, release: Release) -> list[_Way]:
    by, about = requirement.by, requirement.about
    if not any((c.by, c.about) == (by, about) for c in release.claims):
        return _ways(requirement.otherwise, release)
    drop = DropClaim(by, about)
    without = drop.apply(release)
    return [way | {drop} for way in _ways(requirement.otherwise, without)]


#: So many of the cheapest combinations are carried on.
_BEAM = 64


def _merged(choices: list[list[_Way]]) -> list[_Way]:
    """Return one way of each, all combined, the fewest changes first."""
    combined: list[_Way] = [frozenset()]
    for ways in choices:
        found = {
            _together((*one, *other)): None
            for one in combined
            for other in ways
        }
        combined = list(islice(sorted(found, key=len), _BEAM))
    return combined


def _together(changes: Iterable[Change]) -> _Way:
    """Join what concerns one component, or one base model."""
    provide: dict[Component, Provide] = {}
    clear: dict[str, ClearParent] = {}
    others: list[Change] = []
    for change in changes:
        if isinstance(change, Provide):
            before = provide.get(change.component, change)
            provide[change.component] = Provide(
                change.component,
                max(before.access, change.access),
                Completeness.FULL
                if Completeness.FULL
                in {before.completeness, change.completeness}
                else Completeness.PARTIAL,
                _union(before.terms, change.terms),
            )
        elif isinstance(change, ClearParent):
            first = clear.get(change.parent, change)
            clear[change.parent] = ClearParent(
                change.parent, _union(first.terms, change.terms)
            )
        else:
            others.append(change)
    return frozenset((*provide.values(), *clear.values(), *others))


def _union(
    one: tuple[LicenseCriterion, ...], other: tuple[LicenseCriterion, ...]
) -> tuple[LicenseCriterion, ...]:
    both = {criterion.name: criterion for criterion in (*one, *other)}
    return tuple(both[name] for name in sorted(both))


_RANK = {component: rank for rank, component in enumerate(Component)}

#: Licenses in common use for a kind of content, to give as an example.
_USUAL = {
    ContentType.CODE: ("Apache-2.0", "MIT"),
    ContentType.DATA: ("CDLA-Permissive-2.0", "CC-BY-4.0", "CC0-1.0"),
    ContentType.DOCUMENTATION: ("CC-BY-4.0", "Apache-2.0", "CC0-1.0"),
    ContentType.WEIGHTS: ("Apache-2.0", "MIT"),
}

"""Lineage: what is declared of a derivative is not what holds for it.

The weights of a derivative are under its own license and under those of all
the releases it derives from. The terms of a base model are looked up in the
embedded catalog, and in the releases given beside it, through all ancestors;
where one is not known, the terms are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from os.path import basename, exists, splitext
from typing import TYPE_CHECKING

import attrs

from openness.errors import OpennessError, ReadError
from openness.licenses.catalog import UNKNOWN_LICENSE, choices
from openness.licenses.terms import Fact, Restriction
from openness.problems import Problem, listed
from openness.readers import Card
from openness.readers import read as read_raw
from openness.release import (
    Artifact,
    Component,
    Parent,
    Relation,
    Release,
    Withheld,
)
from openness.requirements import effective_license

if TYPE_CHECKING:
    from openness.releases import Outline

__all__ = ["beside", "read", "read_alone", "trace"]

_WEIGHTS = Component.MODEL_PARAMETERS_FINAL
_DATA = {Component.DATASETS, Component.POST_TRAINING_DATA}
#: What a base model publishes counts for its derivatives too.
INHERITED = frozenset(
    {
        Component.MODEL_ARCHITECTURE,
        Component.INFERENCE_CODE,
        Component.TRAINING_CODE,
        Component.DATA_PREPROCESSING_CODE,
        Component.DATASETS,
        Component.DATA_CARD,
        Component.DATA_INFORMATION,
    }
)
#: What the catalog tells of a base model: its weights bind, the rest counts.
PASSED_ON = INHERITED | {_WEIGHTS}
#: What is longer, or ends so, is no name of a release.
_LONGEST_NAME = 100
_RELEASES = {".md", ".toml", ".yml", ".yaml"}
_FILE_SUFFIXES = _RELEASES | {".json", ".txt"}
#: Ancestors further up than this are not followed,
_DEEPEST = 20
#: nor more of them in all: each way to one is gone by itself.
_MOST = 500
_NOTHING: Mapping[str, Release] = {}


def read(path: str, *, known: Mapping[str, Release] = _NOTHING) -> Card:
    """Read one input, and look up the terms that its base models pass on.

    Args:
        path: What `openness.readers.read` takes, or the name of a release
            in the catalog, where no file has it.
        known: Releases beside the catalog, by name; see `beside`.

    Raises:
        ReadError: It cannot be read, and no release has that name.
        ManifestError: It is a manifest that breaks the rules of the format.
    """
    return trace(read_alone(path), known=known)


def read_alone(path: str) -> Card:
    """Read one input as it stands; what it derives from is not looked up.

    Args and errors are those of `read`.
    """
    try:
        return read_raw(path)
    except OpennessError:
        from openness import releases

        name = str(path)
        entry = None if exists(path) else releases.find(name)
        if entry is None:
            meant = _meant(name)
            if exists(path) or not meant:
                raise
            raise ReadError(
                name,
                "no such file, nor a release of the catalog",
                f"Did you mean {listed(meant)}?",
            ) from None
        return _noted(entry.card)


def _noted(card: Card) -> Card:
    """Return the card of a release, a data set with the remark that it is."""
    if card.release.components != {Component.DATASETS}:
        return card
    problem = Problem(
        card.source,
        "not-a-model",
        "is a data set, so no model was judged. Ask for it by "
        "`openness catalog show`.",
    )
    return attrs.evolve(card, problems=(*card.problems, problem))


def _meant(name: str) -> tuple[str, ...]:
    """Return the releases that a name may mean, if it is no path."""
    from openness import releases

    if (
        name == "-"
        or len(name) > _LONGEST_NAME
        or splitext(name)[1] in _FILE_SUFFIXES
    ):
        return ()
    return releases.suggestions(name)


def beside(directory: str) -> dict[str, Release]:
    """Return the releases in a folder, by the names they may go by.

    Files that are no release are passed over. A file is known by the name of
    its release, and by the path below the folder that leads to it
    (``org/name/README.md``, ``org__name.md``).
    """
    from pathlib import Path

    found: dict[str, Release] = {}
    root = Path(directory)
    for path in sorted(root.rglob("*")):
        if path.suffix not in _RELEASES or not path.is_file():
            continue
        try:
            release = read_raw(str(path)).release
        except OpennessError:
            continue
        place = path.relative_to(root).with_suffix("")
        if place.stem.lower() in {"readme", "release"}:
            place = place.parent
        names = {release.name, place.as_posix(), place.name}
        for name in names:
            found.setdefault(_key(name), release)
    return found


def trace(card: Card, *, known: Mapping[str, Release] = _NOTHING) -> Card:
    """Return a card whose base models have the terms that they pass on.

    Data sets that it names and the catalog knows get their access and their
    license.

    Problems that come of it: ``parent-unknown``, ``parent-withdrawn``,
    ``license-more-permissive-than-base``, ``naming-obligation-unmet``.
    """
    release = card.release
    artifacts = _data_found(release.artifacts)
    if not release.parents:
        if artifacts is release.artifacts:
            return card
        traced = attrs.evolve(release, artifacts=artifacts)
        return attrs.evolve(card, release=traced)
    if artifacts is not release.artifacts:
        release = attrs.evolve(release, artifacts=artifacts)
    traced = _Ancestors(known).follow(release, (_key(release.name),))
    problems = [p for p in card.problems if p.kind != "parent-terms-unknown"]
    for parent in traced.parents:
        problems += _problems(traced, parent)
        if _is_named(traced, card.source):
            problems += _misnamed(traced, parent)
    return attrs.evolve(card, release=traced, problems=tuple(problems))


def _data_found(artifacts: tuple[Artifact, ...]) -> tuple[Artifact, ...]:
    """Return artifacts, the named data sets as the catalog knows them.

    How a data set can be had and its license are facts about it; how much of
    it a release was trained on stays what the release says. Of several, one
    that is known tells nothing of the data as a whole.
    """
    named = [
        one for one in artifacts if one.access is None and _is_named_data(one)
    ]
    if not named:
        return artifacts
    found = {one: _as_known(one) for one in named}
    doubtful = {one.provides for one in named if _is_named_data(found[one])}
    return tuple(
        one if one.provides in doubtful else found.get(one, one)
        for one in artifacts
    )


def _is_named_data(artifact: Artifact) -> bool:
    return bool(
        artifact.access is None
        and artifact.location
        and artifact.provides <= _DATA
    )


def _as_known(artifact: Artifact) -> Artifact:
    entry = _outline(artifact.location or "")
    if entry is None:
        return artifact
    for known in entry.release.providing(Component.DATASETS):
        return attrs.evolve(
            artifact,
            access=known.access,
            license=artifact.license or known.license,
            evidence=(*artifact.evidence, *known.evidence),
        )
    return artifact


class _Ancestors:
    """One walk up from a release to all that it derives from."""

    def __init__(self, known: Mapping[str, Release]) -> None:
        self.known = known
        self.left = _MOST

    def follow(self, release: Release, below: tuple[str, ...]) -> Release:
        """Return a release with what comes from its base models.

        Each of them gets the license that it and its own base models give.
        Where there is one alone, what it publishes for training and running
        it also counts for the derivative; of several, nobody knows what came
        from which.
        """
        bases = [self.base(parent, below) for parent in release.parents]
        parents = [
            parent
            if parent.license is not None or base is None
            else _bound_by(parent, base)
            for parent, base in zip(release.parents, bases, strict=True)
        ]
        artifacts, withheld = release.artifacts, release.withheld
        if len(bases) == 1 and bases[0] is not None:
            more, less = _inherited(release, bases[0])
            artifacts, withheld = (*artifacts, *more), (*withheld, *less)
        return attrs.evolve(
            release, parents=parents, artifacts=artifacts, withheld=withheld
        )

    def base(self, parent: Parent, below: tuple[str, ...]) -> Release | None:
        """Return a base model with what it derives from; None: not known."""
        key = _key(parent.name)
        release = _look_up(parent.name, self.known)
        self.left -= 1
        if (
            release is None
            or key in below
            or len(below) >= _DEEPEST
            or self.left < 0
        ):
            return None
        if not release.parents:
            return release
        return self.follow(release, (*below, key))


def _bound_by(parent: Parent, base: Release) -> Parent:
    """Return a parent with the license of a base, and where that was read."""
    for weights in base.providing(_WEIGHTS):
        license = effective_license(base, weights)
        if license is not None:
            above = (e for one in base.parents for e in one.evidence[-1:])
            return attrs.evolve(
                parent,
                license=license,
                evidence=(*parent.evidence, *weights.evidence[:1], *above),
            )
    return parent


def _inherited(
    release: Release, base: Release
) -> tuple[list[Artifact], list[Withheld]]:
    """Return what a base publishes and withholds that a release passes by."""
    missing = INHERITED - release.components
    (parent,) = release.parents
    named = parent.evidence[:1]
    artifacts = [
        attrs.evolve(
            one,
            provides=one.provides & missing,
            through=one.through or parent.name,
            evidence=(*named, *one.evidence),
        )
        for one in base.artifacts
        if one.provides & missing
    ]
    withheld = [
        attrs.evolve(
            one,
            through=one.through or parent.name,
            evidence=(*named, *one.evidence),
        )
        for one in base.withheld
        if one.component in missing
    ]
    return artifacts, withheld


def _look_up(name: str, known: Mapping[str, Release]) -> Release | None:
    if _key(name) in known:
        return known[_key(name)]
    entry = _outline(name)
    return entry.release if entry else None


@lru_cache(maxsize=4096)
def _outline(name: str) -> Outline | None:
    """Look a release up in the catalog, which is loaded when first asked."""
    from openness import releases

    return releases.outline(name)


def _where(release: Release, parent: Parent) -> str:
    return parent.evidence[0].where if parent.evidence else release.name


def _problems(release: Release, parent: Parent) -> list[Problem]:
    where = _where(release, parent)
    problems = []
    entry = _outline(parent.name)
    if entry is not None and entry.withdrawn is not None:
        problems.append(
            Problem(
                where,
                "parent-withdrawn",
                f"the base model {parent.name} was withdrawn: "
                f"{entry.withdrawn}. Check whether you may still use it.",
            )
        )
    if parent.license is None or UNKNOWN_LICENSE in parent.license:
        problems.append(
            Problem(
                where,
                "parent-unknown",
                f"the terms of the base model {parent.name} also bind this "
                "release, and they are not known; a license declared here "
                "rests on the declaration alone. Check the base model, or "
                "give the folder that holds its card by --with.",
            )
        )
        return problems
    dropped = _dropped(release, parent.license)
    if dropped:
        declared = _declared(release)
        terms = ", ".join(f"{fact} [{fact.section}]" for fact in dropped)
        adapter = parent.relation is Relation.ADAPTER
        problems.append(
            Problem(
                where,
                "license-more-permissive-than-base",
                f"declares {declared} for the adapter, yet using it takes "
                f"{parent.name} under {parent.license}, whose terms apply as "
                f"well: {terms}. Say so beside the license."
                if adapter
                else f"declares {declared}, yet derives from {parent.name} "
                f"under {parent.license}, whose terms still apply: {terms}. "
                "Declare the license of the base model.",
            )
        )
    return problems


def _is_named(release: Release, source: str) -> bool:
    """Return whether a release has more of a name than that of its file."""
    stem = splitext(basename(source))[0]
    return release.name != stem or "__" in stem


def _declared(release: Release) -> str | None:
    return next(
        (a.license for a in release.providing(_WEIGHTS) if a.license), None
    )


def _dropped(release: Release, license: str) -> tuple[Fact, ...]:
    """Return the restrictions of a base model that a derivative leaves out."""
    declared = _declared(release)
    if declared is None:
        return ()
    own = [terms.present | terms.unknown for terms in choices(declared)]
    return tuple(
        fact
        for fact in _restrictions(license)
        if fact.tag is not Restriction.PATENT_RETALIATION
        and not any(fact.tag in tags for tags in own)
    )


@lru_cache(maxsize=1024)
def _restrictions(license: str) -> tuple[Fact, ...]:
    """Return one clause a restriction, for the choice with the fewest."""
    terms = min(choices(license), key=lambda one: len(one.restrictions))
    first = {fact.tag: fact for fact in reversed(terms.facts)}
    return tuple(first[tag] for tag in terms.restrictions if tag in first)


def _misnamed(release: Release, parent: Parent) -> list[Problem]:
    where = _where(release, parent)
    name = release.name.replace("__", "/").rpartition("/")[2]
    return [
        Problem(
            where,
            "naming-obligation-unmet",
            f"the name {name!r} does not begin with {fact.prefix!r}, as "
            f"{fact.license}, section {fact.section}, of the base model "
            f"{parent.name} demands. Rename it.",
        )
        for fact in _restrictions(parent.license or "")
        if fact.prefix is not None
        and not _bare(name).startswith(_bare(fact.prefix))
    ]


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()


def _key(name: str) -> str:
    return name.replace("__", "/").strip().lower()

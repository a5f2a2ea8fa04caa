"""The embedded catalog of known releases.

One release is one TOML file in ``data/``: a manifest, with a table
``[catalog]`` that says by which names it is known and when its sources were
read. Names match exactly, up to case and spaces; nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from ast import literal_eval
from collections.abc import Iterable
from functools import cache
from os.path import dirname, join

import attrs

from openness.problems import near_miss
from openness.readers import Card
from openness.release import (
    Access,
    Artifact,
    Completeness,
    Component,
    Evidence,
    Parent,
    Release,
    Strength,
    Withheld,
    WithheldReason,
)
from openness.releases._index import FILES, NAMES, OUTLINES

__all__ = [
    "Entry",
    "Outline",
    "find",
    "ids",
    "outline",
    "plain",
    "show",
    "stale",
    "suggestions",
]

_DATA = join(dirname(__file__), "data")
#: The address of a repository on the Hub, or of something in it.
_HUB = re.compile(
    r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/(?:datasets/)?"
    r"([^/?#]+(?:/[^/?#]+)?).*",
    re.IGNORECASE,
)
#: What is shorter begins too many names.
_SHORTEST = 3
#: What stands between words in the names of models.
_SPACES = str.maketrans("_ ", "--")
_NO_SPACES = str.maketrans("", "", "-_ ")


@attrs.frozen(kw_only=True)
class Entry:
    """One release of the catalog.

    Attributes:
        id: Its stable identifier, the stem of its file.
        card: The release, and what could not be taken at its word.
        hub_ids: The Hub repositories that are this release.
        names: Other names by which it is known.
        read: The day its sources were read.
        withdrawn: When and how it was withdrawn; None if it was not.
        note: What is worth knowing beside the facts; None if nothing.
    """

    id: str
    card: Card
    hub_ids: tuple[str, ...]
    names: tuple[str, ...]
    read: dt.date
    withdrawn: str | None = None
    note: str | None = None


def ids() -> tuple[str, ...]:
    """Return the ids of all releases of the catalog."""
    return FILES


def find(name: str) -> Entry | None:
    """Return the release known by a name; None if there is none.

    Args:
        name: An id of the catalog, a Hub repository
            (``meta-llama/Llama-3.1-8B``), or a spelling; any case, with or
            without spaces, hyphens or underscores between words.
    """
    id = NAMES.get(_normal(name))
    return None if id is None else show(id)


@cache
def show(id: str) -> Entry:
    """Return the release with an id.

    Raises:
        KeyError: There is none.
    """
    import tomli

    from openness.readers._text import Text
    from openness.readers.manifest import read_manifest

    if id not in FILES:
        raise KeyError(id)
    with open(join(_DATA, f"{id}.toml"), encoding="utf-8") as file:
        content = file.read()
    about = tomli.loads(content)["catalog"]
    return Entry(
        id=id,
        card=read_manifest(Text(f"catalog:{id}", content)),
        hub_ids=tuple(about["hub_ids"]),
        names=tuple(about["names"]),
        read=about["read"],
        withdrawn=about.get("withdrawn"),
        note=about.get("note"),
    )


@attrs.frozen
class Outline:
    """What a derivative inherits from a release of the catalog.

    Attributes:
        release: The release with its parents and those components that
            count for a derivative; see `openness.lineage.PASSED_ON`.
        withdrawn: As in `Entry`.
    """

    release: Release
    withdrawn: str | None


def outline(name: str) -> Outline | None:
    """Return what is inherited from a release, without parsing its file.

    Args:
        name: As `find` takes it.
    """
    id = NAMES.get(_normal(name))
    return None if id is None else _outline(id)


@cache
def _outline(id: str) -> Outline:
    published, withheld, parents, withdrawn = literal_eval(OUTLINES[id])
    return Outline(
        Release(
            id,
            artifacts=[
                Artifact(
                    map(Component, provides),
                    license=license,
                    access=access and Access(access),
                    completeness=completeness and Completeness(completeness),
                    evidence=_evidence(evidence),
                )
                for provides, license, access, completeness, evidence in (
                    published
                )
            ],
            withheld=[
                Withheld(
                    Component(component),
                    reason and WithheldReason(reason),
                    _evidence(evidence),
                )
                for component, reason, evidence in withheld
            ],
            parents=[Parent(one, license=terms) for one, terms in parents],
        ),
        withdrawn,
    )


def _evidence(plain: Iterable[tuple[str, str | None, str]]) -> list[Evidence]:
    return [
        Evidence(where, field, Strength(strength))
        for where, field, strength in plain
    ]


def stale(before: dt.date) -> tuple[Entry, ...]:
    """Return the releases whose sources were last read before a day."""
    return tuple(entry for entry in map(show, FILES) if entry.read < before)


def suggestions(name: str) -> tuple[str, ...]:
    """Return what was probably meant by a name that is not known.

    The ids of the releases of which a name begins so, since a family is
    never one release; else of the one whose name comes nearest, if any does.
    """
    begun = _normal(name)
    if len(begun) < _SHORTEST:
        return ()
    family = dict.fromkeys(
        id
        for word, id in NAMES.items()
        if word.startswith(begun)
        or word.partition("/")[2].translate(_NO_SPACES).startswith(begun)
    )
    if family:
        return tuple(sorted(family))
    near = near_miss(begun, list(NAMES))
    return () if near is None else (NAMES[near],)


def plain(name: str) -> str:
    """Return a name without case, spaces, hyphens and underscores."""
    return "".join(name.lower().translate(_NO_SPACES).split())


def _normal(name: str) -> str:
    address = _HUB.fullmatch(name.strip())
    name = address[1] if address else name.strip()
    # A repository is named to the letter; what people write is not.
    if "/" not in name:
        return plain(name)
    return " ".join(name.split()).lower().translate(_SPACES)

"""The embedded catalog of known releases.

One release is one TOML file in ``data/``: a manifest, with a table
``[catalog]`` that says by which names it is known and when its sources were
read. Names match exactly, up to case and spaces; nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path

import attrs

from openness.problems import near_miss
from openness.readers import Card
from openness.releases._index import FILES, NAMES

__all__ = ["Entry", "find", "ids", "show", "stale", "suggestion"]

_DATA = Path(__file__).parent / "data"
_HUB = "https://huggingface.co/"
#: What stands between words in the names of models.
_SPACES = str.maketrans("_ ", "--")


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
            (``meta-llama/Llama-3.1-8B``), or a spelling; any case, with
            spaces, hyphens or underscores between words.
    """
    id = NAMES.get(_normal(name))
    return None if id is None else show(id)


@lru_cache(maxsize=256)
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
    content = (_DATA / f"{id}.toml").read_text(encoding="utf-8")
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


def stale(before: dt.date) -> tuple[Entry, ...]:
    """Return the releases whose sources were last read before a day."""
    return tuple(entry for entry in map(show, FILES) if entry.read < before)


def suggestion(name: str) -> str | None:
    """Return the name that was probably meant by one that is not known."""
    return near_miss(_normal(name), list(NAMES))


def _normal(name: str) -> str:
    name = name.strip().removeprefix(_HUB).rstrip("/")
    return " ".join(name.split()).lower().translate(_SPACES)

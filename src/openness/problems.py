"""Problems: what an input says that could not be taken at its word."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from reprlib import Repr

__all__ = ["Problem", "listed", "near_miss", "shown"]

#: More names than this do not help.
_FEW = 8


@attrs.frozen
class Problem:
    """Something in an input that could not be taken at its word.

    Attributes:
        where: The place, ``path:line`` or ``path``.
        kind: A stable identifier of the kind, such as ``unknown-license``.
        message: What is wrong and what to do, for people; wording may change.
    """

    where: str
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def near_miss(word: str, known: list[str]) -> str | None:
    """Return the known word that `word` was probably meant to be, if any."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1, cutoff=0.75)
    return close[0] if close else None


def listed(names: Iterable[str]) -> str:
    """Return some names as they can stand in a message: a few of many."""
    first = [repr(name) for name in names]
    if len(first) > _FEW:
        first = [*first[:_FEW], f"or {len(first) - _FEW} more"]
    return ", ".join(first)


def shown(value: object) -> str:
    """Return a value of an input as it can stand in a message."""
    return _short().repr(value)


@lru_cache(maxsize=1)
def _short() -> Repr:
    """YAML aliases make values whose full text would not fit any memory."""
    from reprlib import Repr

    short = Repr()
    short.maxlevel = 2
    short.maxlist = short.maxdict = short.maxset = short.maxtuple = 3
    short.maxstring = short.maxother = 80
    return short

"""Problems: what an input says that could not be taken at its word."""

from __future__ import annotations

from reprlib import Repr

import attrs

__all__ = ["Problem", "near_miss", "shown"]

# YAML aliases make values whose full text would not fit any memory.
_SHORT = Repr()
_SHORT.maxlevel = 2
_SHORT.maxlist = _SHORT.maxdict = _SHORT.maxset = _SHORT.maxtuple = 3
_SHORT.maxstring = _SHORT.maxother = 80


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


def shown(value: object) -> str:
    """Return a value of an input as it can stand in a message."""
    return _SHORT.repr(value)

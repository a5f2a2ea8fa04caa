"""What every reader returns."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

import attrs

from openness.problems import Problem
from openness.release import Release

__all__ = ["Card"]


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by line; those of the whole input come last."""
    found = tuple(problems)
    return found if len(found) < 2 else tuple(sorted(found, key=_line))  # noqa: PLR2004


def _line(problem: Problem) -> float:
    line = problem.where.rpartition(":")[2]
    return int(line) if line.isdecimal() else inf


@attrs.frozen
class Card:
    """A release as an input describes it.

    Attributes:
        release: What could be taken from the input.
        problems: What could not be taken at its word, by line; those of
            the whole input come last.
        source: What the input is called in messages.
    """

    release: Release
    problems: tuple[Problem, ...] = attrs.field(converter=_in_order)
    source: str

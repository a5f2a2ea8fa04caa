"""What every reader returns."""

from __future__ import annotations

import attrs

from openness.problems import Problem
from openness.release import Release

__all__ = ["Card"]


@attrs.frozen
class Card:
    """A release as an input describes it.

    Attributes:
        release: What could be taken from the input.
        problems: What could not be taken at its word.
        source: What the input is called in messages.
    """

    release: Release
    problems: tuple[Problem, ...]
    source: str

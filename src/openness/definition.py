"""A definition of openness as a value: criteria, levels, points.

The engine in ``verdict`` evaluates these values and knows none of them by
name. A definition of somebody's own is another such value.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

import attrs

from openness.errors import LabelError
from openness.release import Release
from openness.requirements import Requirement

__all__ = ["Category", "Criterion", "Framework", "Level"]


class Category(Enum):
    """The three classes of openness, and the absence of proof."""

    OPEN_SOURCE = "open-source"
    OPEN_WEIGHT = "open-weight"
    PROPRIETARY = "proprietary"
    UNDETERMINED = "undetermined"


@attrs.frozen(kw_only=True)
class Criterion:
    """One question of a definition.

    Attributes:
        id: Its stable identifier.
        asks: What it asks, in one sentence.
        requirement: The question as a value.
        points: What meeting it adds to the score; 0 in a definition that
            does not score.
        source: Where the definition asks it: URL and section.
        quote: A few of its own words; None if it has none.
    """

    id: str
    asks: str
    requirement: Requirement = attrs.field(repr=False)
    points: float = 0
    source: str | None = None
    quote: str | None = None


@attrs.frozen(kw_only=True)
class Level:
    """One of a definition's labels and what it takes to reach it.

    Attributes:
        label: The definition's own word.
        requires: The ids of the criteria that must all be met.
        category: Our class for it; None where the definition does not speak
            of one.
        means: What follows from the label and what does not, where the
            definition says so; None if the label says it all.
    """

    label: str
    requires: tuple[str, ...] = ()
    category: Category | None = None
    means: str | None = None


def _nothing(_: Release) -> tuple[str, ...]:
    return ()


@attrs.frozen(kw_only=True, cache_hash=True)
class Framework:
    """A published definition of openness.

    Attributes:
        id: Its stable identifier with version, such as ``osaid-1.0``.
        title: Its title.
        source: The address of its text.
        criteria: Its questions; each is answered once.
        levels: Its labels, most open first. The last requires nothing; it
            holds only if all others are known to fail.
        undetermined: The label while the facts do not decide.
        remarks: What is worth saying of a release beside its label: known
            weaknesses of the definition that show in it.
    """

    id: str
    title: str
    source: str
    criteria: tuple[Criterion, ...]
    levels: tuple[Level, ...]
    undetermined: str = "undetermined"
    remarks: Callable[[Release], tuple[str, ...]] = attrs.field(
        default=_nothing, repr=False
    )

    def level(self, label: str) -> int:
        """Return the rank of a label: 0 is the most open.

        Raises:
            LabelError: The definition has no such label.
        """
        for rank, level in enumerate(self.levels):
            if level.label == label:
                return rank
        raise LabelError(
            self.id, label, tuple(level.label for level in self.levels)
        )

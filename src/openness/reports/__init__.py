"""Reports: verdicts as text and as JSON."""

from __future__ import annotations

import attrs

from openness.affordances import Afforded
from openness.errors import OpennessError
from openness.readers import Card
from openness.verdict import Verdict

__all__ = ["Result"]


@attrs.frozen
class Result:
    """What came of one input: verdicts, or the error that prevented them.

    Attributes:
        source: The input, as it was named.
        card: What was read; None if it could not be.
        verdicts: One for each definition asked for.
        affordances: What the release lets its users do.
        error: Why nothing was read; None if it was.
    """

    source: str
    card: Card | None = None
    verdicts: tuple[Verdict, ...] = ()
    affordances: tuple[Afforded, ...] = ()
    error: OpennessError | None = None

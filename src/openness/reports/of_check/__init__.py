"""Reports of a policy's rulings, one module a format."""

from __future__ import annotations

from enum import Enum

import attrs

from openness.errors import OpennessError
from openness.policy import Decision, Policy, Ruling, Severity, Violation
from openness.problems import Problem
from openness.release import Evidence

__all__ = ["Check", "Checked", "FailOn", "place", "placed"]


class FailOn(Enum):
    """Which violations make a check fail."""

    NEVER = "never"
    """None; a check then only reports."""
    DENIED = "denied"
    """Errors that deny; what a person is to decide does not fail."""
    ERROR = "error"
    """Errors, whether they deny or ask."""
    WARNING = "warning"
    """Errors and warnings."""
    NOTE = "note"
    """Every violation."""

    def counts(self, violation: Violation) -> bool:
        """Whether a violation makes the check fail."""
        if self is FailOn.DENIED:
            return (
                violation.severity is Severity.ERROR
                and violation.decision is Decision.DENY
            )
        return violation.severity in _COUNTED[self]


_COUNTED: dict[FailOn, frozenset[Severity]] = {
    FailOn.NEVER: frozenset(),
    FailOn.ERROR: frozenset({Severity.ERROR}),
    FailOn.WARNING: frozenset({Severity.ERROR, Severity.WARNING}),
    FailOn.NOTE: frozenset(Severity),
}


@attrs.frozen
class Checked:
    """What came of one input: a ruling, or the error that prevented it.

    Attributes:
        source: The input, as it was named.
        ruling: What the policy says; None if nothing was read.
        problems: What could not be taken at its word.
        error: Why nothing was read; None if it was.
    """

    source: str
    ruling: Ruling | None = None
    problems: tuple[Problem, ...] = ()
    error: OpennessError | None = None


@attrs.frozen(kw_only=True)
class Check:
    """What a policy says of some inputs.

    Attributes:
        policy: The policy.
        checked: One for each input, in their order.
        fail_on: Which violations make the check fail.
    """

    policy: Policy
    checked: tuple[Checked, ...]
    fail_on: FailOn = FailOn.ERROR

    def fails(self, one: Checked) -> bool:
        """Whether an input makes the check fail."""
        return one.ruling is not None and any(
            self.fail_on.counts(found) for found in one.ruling.violations
        )


def place(evidence: Evidence) -> tuple[str, int | None]:
    """Return the path or address of a piece of evidence, and the line."""
    path, colon, line = evidence.where.rpartition(":")
    if colon and line.isdecimal() and len(line) < _LONGEST:
        return path, max(int(line), 1)
    return evidence.where, None


_LONGEST = 9


def placed(source: str, violation: Violation) -> tuple[str, int]:
    """Return where in an input a violation is best shown."""
    for evidence in violation.evidence:
        path, line = place(evidence)
        if path == source and line is not None:
            return path, line
    return source, 1

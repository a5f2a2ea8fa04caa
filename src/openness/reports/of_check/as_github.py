"""Violations as workflow commands, which GitHub shows beside the lines.

The syntax is that of
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands.
"""

from __future__ import annotations

from collections.abc import Iterator

from openness._terminal import printable
from openness.policy import Severity
from openness.reports.of_check import Check, placed

__all__ = ["as_github"]

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}


def as_github(check: Check) -> Iterator[str]:
    """Render each violation as one command; what passes says nothing."""
    for one in check.checked:
        if one.ruling is None:
            yield _command("error", one.source, 1, "not read", str(one.error))
            continue
        for violation in one.ruling.violations:
            source, line = placed(one.source, violation)
            yield _command(
                _COMMANDS[violation.severity],
                source,
                line,
                violation.rule,
                f"{violation.because}. {violation.fix}",
            )


def _command(
    kind: str, source: str, line: int, title: str, message: str
) -> str:
    places = f"file={_property(source)},line={line},title={_property(title)}"
    return f"::{kind} {places}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return "%0A".join(
        printable(line).replace("%", "%25") for line in text.splitlines()
    )


def _property(text: str) -> str:
    plain = printable(text).replace("%", "%25")
    return plain.replace(":", "%3A").replace(",", "%2C")

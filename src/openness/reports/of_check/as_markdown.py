"""Rulings as Markdown, for the summary of a job or a comment."""

from __future__ import annotations

from collections.abc import Iterator

from openness._terminal import printable
from openness.policy import Decision, Violation
from openness.reports.of_check import Check
from openness.reports.of_check.as_text import WORDS, waived

__all__ = ["as_markdown"]


def as_markdown(check: Check) -> Iterator[str]:
    """Render what a policy says, line by line."""
    yield f"# Policy {_cell(check.policy.name)}"
    for one in check.checked:
        yield ""
        if one.ruling is None:
            yield f"## {_cell(one.source)}: not read"
            yield ""
            yield _cell(str(one.error))
            continue
        yield f"## {_cell(one.source)}: {WORDS[one.ruling.decision]}"
        yield ""
        if not one.ruling.violations:
            yield "No rule is broken."
        else:
            yield "| | rule | because | what to do |"
            yield "| --- | --- | --- | --- |"
            for violation in one.ruling.violations:
                yield _row(violation)
        for violation in one.ruling.waived:
            yield ""
            yield (f"Waived: `{violation.rule}`, {_cell(waived(violation))}")


def _row(violation: Violation) -> str:
    asked = violation.decision is Decision.ASK
    cells = (
        f"{violation.severity.value}{', ask' if asked else ''}",
        f"`{violation.rule}`",
        _cell(violation.because),
        _cell(violation.fix),
    )
    return f"| {' | '.join(cells)} |"


_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>|#"})


def _cell(words: str) -> str:
    """Return words that Markdown takes as they are."""
    plain = " ".join(words.split())
    return printable(plain).translate(_SPECIAL)

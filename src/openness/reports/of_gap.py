"""The gap of a release, as text."""

from __future__ import annotations

from collections.abc import Iterator

from openness.gap import Gap
from openness.outcome import Outcome
from openness.release import Release

__all__ = ["as_json", "as_text"]


def as_text(gap: Gap, release: Release) -> Iterator[str]:
    """Render what a release lacks for a label, line by line."""
    target = f"{gap.label!r} ({gap.framework})"
    if not gap.open:
        yield f"{release.name}: {target} is reached; nothing is missing."
        return
    yield f"{release.name}: for {target}, {len(gap.open)} to go"
    for criterion, answer in gap.open:
        mark = "-" if answer.outcome is Outcome.UNMET else "?"
        yield f"  {mark} {criterion.id}: {answer.because}"
    if gap.changes is None:
        yield "  No change to the release can reach it."
        return
    yield "  The least that reaches it:"
    for number, change in enumerate(gap.changes, 1):
        yield f"  {number:>2}. {change.words(release)}"


def as_json(gap: Gap, release: Release) -> dict[str, object]:
    """Return what a release lacks for a label, for ``json.dumps``."""
    return {
        "schema": "openness/gap/1",
        "release": release.name,
        "framework": gap.framework,
        "label": gap.label,
        "reached": not gap.open,
        "open": [
            {
                "criterion": criterion.id,
                "outcome": answer.outcome.value,
                "because": answer.because,
            }
            for criterion, answer in gap.open
        ],
        "changes": gap.changes
        and [change.words(release) for change in gap.changes],
    }

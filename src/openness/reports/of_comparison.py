"""Two licenses side by side, as text, JSON and Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from openness.licenses.comparison import Comparison, Difference
from openness.licenses.terms import (
    Condition,
    Fact,
    Limitation,
    Permission,
    Tag,
)

__all__ = ["SCHEMA", "as_json", "as_markdown", "as_text"]

#: The version of the JSON format.
SCHEMA = "openness/comparison/1"


def as_text(found: Comparison) -> str:
    """Render a comparison as plain text."""
    return "\n".join([_headline(found), *_lines(found)])


def _lines(found: Comparison) -> Iterator[str]:
    for one in found.differences:
        yield (
            f"  {_kind(one.tag)} {one.tag.value}: "
            f"{one.first.value}, {one.second.value}"
        )
        for fact in one.clauses:
            yield f"    {_clause(fact)}"
    for label, tags in _rest(found):
        yield f"  {label}: {tags}"


def as_markdown(found: Comparison) -> str:
    """Render a comparison as Markdown."""
    lines = [_headline(found), ""]
    if found.differences:
        lines += [
            f"| term | {found.first} | {found.second} | clauses |",
            "| --- | --- | --- | --- |",
            *map(_row, found.differences),
            "",
        ]
    lines += [f"- {label}: {tags}" for label, tags in _rest(found)]
    return "\n".join(lines)


def _row(one: Difference) -> str:
    cells = (
        f"{_kind(one.tag)} `{one.tag.value}`",
        one.first.value,
        one.second.value,
        "; ".join(map(_clause, one.clauses)).replace("|", "\\|"),
    )
    return f"| {' | '.join(cells)} |"


def as_json(found: Comparison) -> str:
    """Render a comparison as one JSON document."""
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "first": found.first,
        "second": found.second,
        "ordering": found.ordering.value,
        "differences": [
            {
                "kind": _kind(one.tag),
                "tag": one.tag.value,
                "first": one.first.value,
                "second": one.second.value,
                "clauses": [
                    {
                        "license": fact.license,
                        "section": fact.section,
                        "note": fact.note,
                        "value": fact.value,
                        "unit": fact.unit,
                        "source": fact.source,
                    }
                    for fact in one.clauses
                ],
            }
            for one in found.differences
        ],
        "unsettled": [
            {"kind": _kind(tag), "tag": tag.value} for tag in found.unsettled
        ],
        "in_both": [tag.value for tag in found.in_both],
    }
    return json.dumps(document, indent=2, ensure_ascii=True)


def _headline(found: Comparison) -> str:
    return f"{found.first}, compared with {found.second}: {_said(found)}"


def _said(found: Comparison) -> str:
    """Return the ordering; the same terms are more than the same order."""
    same = not (found.differences or found.unsettled or found.in_both)
    return "the same terms" if same else found.ordering.value


def _rest(found: Comparison) -> Iterator[tuple[str, str]]:
    if found.unsettled:
        words = (f"{_kind(tag)} {tag.value}" for tag in found.unsettled)
        yield "not known of one or both", ", ".join(words)
    if found.in_both:
        words = (tag.value for tag in found.in_both)
        yield "in both, and to be compared by reading", ", ".join(words)


_KINDS: tuple[tuple[type[Tag], str], ...] = (
    (Permission, "permission"),
    (Condition, "condition"),
    (Limitation, "limitation"),
)


def _kind(tag: Tag) -> str:
    return next(
        (word for kind, word in _KINDS if isinstance(tag, kind)), "restriction"
    )


def _clause(fact: Fact) -> str:
    note = f" {fact.note}" if fact.note else ""
    return f"{fact} [{fact.license}, section {fact.section}]{note}"

"""What is known of a license, as text, JSON and Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from openness.licenses import (
    OPEN,
    Condition,
    Fact,
    LicenseText,
    Limitation,
    Permission,
    Restriction,
    Terms,
)
from openness.licenses.terms import Tag

__all__ = ["SCHEMA", "as_json", "as_markdown", "as_text"]

#: The version of the JSON format.
SCHEMA = "openness/license/1"

_GROUPS: tuple[tuple[str, tuple[Tag, ...]], ...] = (
    ("permissions", tuple(Permission)),
    ("conditions", tuple(Condition)),
    ("limitations", tuple(Limitation)),
    ("restrictions", tuple(Restriction)),
)


def as_text(licenses: Iterable[LicenseText]) -> str:
    """Render licenses as plain text."""
    return "\n".join(line for one in licenses for line in _lines(one))


def _lines(one: LicenseText) -> Iterator[str]:
    yield f"{one.id}: {one.name}"
    for label, value in _about(one):
        yield f"  {label}: {value}"
    yield f"  open terms: {_judgement(one.terms)}"
    for group, facts in _grouped(one.terms):
        if facts:
            yield f"  {group}"
        for fact in facts:
            section = f"  [section {fact.section}]" if fact.section else ""
            note = f"  {fact.note}" if fact.note else ""
            yield f"    {fact}{section}{note}"
    if one.terms.unknown:
        yield f"  not known: {_not_known(one.terms)}"
    yield ""


def as_markdown(licenses: Iterable[LicenseText]) -> str:
    """Render licenses as Markdown, one section each."""
    return "\n".join(line for one in licenses for line in _markdown(one))


def _markdown(one: LicenseText) -> Iterator[str]:
    yield f"# {one.name}"
    yield ""
    yield f"`{one.id}`"
    yield ""
    for label, value in _about(one):
        yield f"- {label}: {value}"
    yield f"- open terms: {_judgement(one.terms)}"
    if one.terms.unknown:
        yield f"- not known: {_not_known(one.terms)}"
    yield ""
    for group, facts in _grouped(one.terms):
        if not facts:
            continue
        yield f"| {group} | section | |"
        yield "| --- | --- | --- |"
        for fact in facts:
            cells = (
                f"`{fact.tag.value}`{_value(fact)}",
                fact.section or "",
                (fact.note or "").replace("|", "\\|"),
            )
            yield f"| {' | '.join(cells)} |"
        yield ""


def as_json(licenses: Iterable[LicenseText]) -> str:
    """Render licenses as one JSON document."""
    document = {
        "schema": SCHEMA,
        "licenses": [_json(one) for one in licenses],
    }
    return json.dumps(document, indent=2, ensure_ascii=True)


def _json(one: LicenseText) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "owner": one.owner,
        "version": one.version,
        "date": one.date and one.date.isoformat(),
        "urls": list(one.urls),
        "text": one.text,
        "read": one.read and one.read.isoformat(),
        "policies": list(one.policies),
        "members": list(one.members),
        "note": one.note,
        "osi_approved": one.osi_approved,
        "fsf_libre": one.fsf_libre,
        "open_terms": OPEN.judge(one.terms).value,
        "unknown": sorted({tag.value for tag in one.terms.unknown}),
        **{
            group: {
                fact.tag.value: {
                    "section": fact.section,
                    "note": fact.note,
                    "value": fact.value,
                    "unit": fact.unit,
                    "source": fact.source,
                }
                for fact in facts
            }
            for group, facts in _grouped(one.terms)
        },
    }


def _about(one: LicenseText) -> Iterator[tuple[str, str]]:
    facts = (
        ("by", one.owner),
        ("version", one.version),
        ("dated", one.date),
        ("one of", ", ".join(one.members)),
        ("kept at", ", ".join(one.urls)),
        ("read", f"{one.read} at {one.text}" if one.text else one.read),
        ("incorporates", ", ".join(one.policies)),
        ("OSI-approved", _yes_no(one.osi_approved)),
        ("FSF-libre", _yes_no(one.fsf_libre)),
        ("note", one.note),
    )
    for label, value in facts:
        if value:
            yield label, str(value)


def _yes_no(flag: bool | None) -> str | None:  # noqa: FBT001
    return None if flag is None else ("yes" if flag else "no")


def _judgement(terms: Terms) -> str:
    """Say whether the terms are open, and what decides it."""
    outcome = OPEN.judge(terms).value
    if terms.approved:
        return f"{outcome}, by approval"
    deciding = OPEN.breaches(terms) or OPEN.doubts(terms)
    words = [
        f"no {tag.value}"
        if isinstance(tag, Permission) and terms.has(tag) is False
        else tag.value
        for tag in deciding
    ]
    return f"{outcome}: {', '.join(words)}" if words else outcome


def _grouped(terms: Terms) -> Iterator[tuple[str, list[Fact]]]:
    for group, tags in _GROUPS:
        yield (
            group,
            [
                fact
                for tag in tags
                if tag in terms.present
                for fact in terms.about(tag) or (Fact(tag=tag, license=""),)
            ],
        )


def _not_known(terms: Terms) -> str:
    every = sum(len(tags) for _, tags in _GROUPS)
    if len(terms.unknown) == every:
        return "any of its terms"
    names = [
        tag.value
        for _, tags in _GROUPS
        for tag in tags
        if tag in terms.unknown
    ]
    return ", ".join(dict.fromkeys(names))


def _value(fact: Fact) -> str:
    return "" if fact.value is None else f" ({fact.value:,.0f} {fact.unit})"

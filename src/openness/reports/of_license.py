"""What is known of a license, as text, JSON and Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

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
from openness.licenses.criteria import LicenseCriterion, ListCriterion
from openness.licenses.identify import Identification
from openness.licenses.judgement import decide, judge
from openness.licenses.names import Resolution
from openness.licenses.questions import QUESTIONS, Answered, answer
from openness.licenses.terms import Tag
from openness.outcome import Outcome
from openness.release import Component
from openness.reports.of_identification import (
    json_of,
    markdown_lines,
    text_lines,
)

__all__ = ["SCHEMA", "as_json", "as_markdown", "as_text", "ids_as_json"]

#: The version of the JSON format.
SCHEMA = "openness/license/1"

Files = Mapping[str, Identification]

_NO_FILES: Files = {}
_NO_NAMES: Mapping[str, Resolution] = {}
_NO_ERRORS: Mapping[str, str] = {}
#: The version of the JSON of a list.
LIST_SCHEMA = "openness/license-list/1"

_GROUPS: tuple[tuple[str, tuple[Tag, ...]], ...] = (
    ("permissions", tuple(Permission)),
    ("conditions", tuple(Condition)),
    ("limitations", tuple(Limitation)),
    ("restrictions", tuple(Restriction)),
)


def as_text(
    licenses: Iterable[LicenseText],
    expressions: Iterable[str] = (),
    files: Files = _NO_FILES,
) -> str:
    """Render licenses as plain text, and what expressions of them come to.

    Args:
        licenses: What is known of each.
        expressions: License expressions, what holds for each as a whole.
        files: What each file was found to be; it stands first.
    """
    lines = [line for file in files.items() for line in text_lines(*file)]
    lines += [line for one in licenses for line in _lines(one)]
    for expression in expressions:
        lines += [f"{expression}: together", *_meaning(expression), ""]
    return "\n".join(lines)


def ids_as_json(ids: Iterable[str]) -> str:
    """Render the ids of the catalog as one JSON document."""
    return json.dumps({"schema": LIST_SCHEMA, "ids": list(ids)}, indent=2)


def _lines(one: LicenseText) -> Iterator[str]:
    yield f"{one.id}: {one.name}"
    for label, value in _about(one):
        yield f"  {label}: {value}"
    yield from _meaning(one.id)
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


def _meaning(license: str) -> Iterator[str]:
    yield "  asked of the license of weights"
    for asked in _definitions(license):
        because = f"  {asked.because}" if asked.because else ""
        yield f"    {asked.outcome:<8} {asked.name} ({asked.by}){because}"
    yield "  may I?"
    for found in _answers(license):
        duties = ", ".join(map(_with_section, found.duties))
        owed = f"; in return {duties}" if duties else ""
        yield f"    {_left(found):<19} {found.id}  {found.because}{owed}"


def as_markdown(
    licenses: Iterable[LicenseText],
    expressions: Iterable[str] = (),
    files: Files = _NO_FILES,
) -> str:
    """Render licenses as Markdown, one section each; see `as_text`."""
    lines = [line for file in files.items() for line in markdown_lines(*file)]
    lines += [line for one in licenses for line in _markdown(one)]
    for expression in expressions:
        lines += [f"# {expression}", "", *_markdown_meaning(expression)]
    return "\n".join(lines)


def _markdown(one: LicenseText) -> Iterator[str]:
    yield f"# {one.name}"
    yield ""
    yield f"`{one.id}`"
    yield ""
    for label, value in _about(one):
        yield f"- {label}: {value}"
    if one.terms.unknown:
        yield f"- not known: {_not_known(one.terms)}"
    yield ""
    yield from _markdown_meaning(one.id)
    for group, facts in _grouped(one.terms):
        if not facts:
            continue
        yield f"| {group} | section | |"
        yield "| --- | --- | --- |"
        for fact in facts:
            yield _row(
                f"`{fact.tag.value}`{_value(fact)}",
                fact.section or "",
                fact.note or "",
            )
        yield ""


def _markdown_meaning(license: str) -> Iterator[str]:
    yield "| asked of the license of weights | by | | because |"
    yield "| --- | --- | --- | --- |"
    for asked in _definitions(license):
        yield _row(asked.name, asked.by, asked.outcome, asked.because)
    yield ""
    yield "| may I? | | because | in return |"
    yield "| --- | --- | --- | --- |"
    asks = {question.id: question.asks for question in QUESTIONS}
    for found in _answers(license):
        yield _row(
            asks[found.id],
            _left(found),
            found.because,
            ", ".join(map(_with_section, found.duties)),
        )
    yield ""


def _row(*cells: str) -> str:
    return (
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    )


def as_json(
    licenses: Iterable[LicenseText],
    expressions: Iterable[str] = (),
    files: Files = _NO_FILES,
    *,
    names: Mapping[str, Resolution] = _NO_NAMES,
    errors: Mapping[str, str] = _NO_ERRORS,
) -> str:
    """Render licenses as one JSON document.

    Args:
        licenses: What to show.
        expressions: Those of which the meaning as a whole is shown.
        files: What was identified, by path.
        names: What each name that was asked about was taken to mean.
        errors: Why a file could not be read, by path.
    """
    document = {
        "schema": SCHEMA,
        "names": [
            {
                "name": name,
                "license": found.license,
                "how": found.how,
                "suggestion": found.suggestion,
                "named": list(found.named),
            }
            for name, found in names.items()
        ],
        "files": [
            *(json_of(*file) for file in files.items()),
            *({"path": path, "error": why} for path, why in errors.items()),
        ],
        "licenses": [_json(one) for one in licenses],
        "expressions": [
            {"expression": one, **_json_meaning(one)} for one in expressions
        ],
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
        **_json_meaning(one.id),
        "unknown": sorted({tag.value for tag in one.terms.unknown}),
        **{
            group: {fact.tag.value: _clause(fact) for fact in facts}
            for group, facts in _grouped(one.terms)
        },
    }


def _json_meaning(license: str) -> dict[str, Any]:
    return {
        "definitions": [
            {
                "asks": asked.name,
                "by": asked.by.split(", "),
                "outcome": asked.outcome,
                "because": asked.because,
            }
            for asked in _definitions(license)
        ],
        "may": {
            found.id: {
                "answer": found.answer.value,
                "possible": [one.value for one in found.possible],
                "because": found.because,
                "clauses": [_cited(fact) for fact in found.clauses],
                "duties": [_cited(fact) for fact in found.duties],
            }
            for found in _answers(license)
        },
    }


def _clause(fact: Fact) -> dict[str, Any]:
    return {
        "section": fact.section,
        "note": fact.note,
        "value": fact.value,
        "unit": fact.unit,
        "source": fact.source,
    }


def _cited(fact: Fact) -> dict[str, Any]:
    return {"tag": fact.tag.value, "license": fact.license, **_clause(fact)}


class _Asked(NamedTuple):
    """What a definition asks of a license, and what comes of it."""

    name: str
    by: str
    outcome: str
    because: str


def _definitions(license: str) -> Iterator[_Asked]:
    """Judge a license by what the definitions ask of that of weights."""
    for criterion, ids in _asked():
        because = ""
        if isinstance(criterion, ListCriterion):
            outcome, _ = judge(criterion, license)
        else:
            outcome, because, _, terms = decide(criterion, license)
            if outcome is Outcome.MET:
                approved = criterion.accepts_approved and terms.approved
                because = "by approval" if approved else ""
        yield _Asked(criterion.name, ", ".join(ids), outcome.value, because)


@lru_cache(maxsize=1)
def _asked() -> tuple[tuple[LicenseCriterion, tuple[str, ...]], ...]:
    """Return what the definitions ask, and the ids of those that ask it."""
    from openness.frameworks import ALL
    from openness.requirements import Licensed, leaves

    asked: dict[LicenseCriterion, dict[str, None]] = {}
    for framework in ALL:
        for criterion in framework.criteria:
            for leaf in leaves(criterion.requirement):
                if (
                    isinstance(leaf, Licensed)
                    and leaf.component is Component.MODEL_PARAMETERS_FINAL
                ):
                    asked.setdefault(leaf.terms, {})[framework.id] = None
    return tuple((terms, tuple(ids)) for terms, ids in asked.items())


def _answers(license: str) -> Iterator[Answered]:
    return (answer(question, license) for question in QUESTIONS)


def _left(found: Answered) -> str:
    """Return the answer, or the two that are left."""
    if len(found.possible) == 2:  # noqa: PLR2004
        return " or ".join(one.value for one in found.possible)
    return found.answer.value


def _with_section(fact: Fact) -> str:
    return f"{fact} [{fact.section}]"


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

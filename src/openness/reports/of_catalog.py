"""The catalog of releases, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from openness.frameworks import classify
from openness.licenses.criteria import OPEN
from openness.licenses.judgement import judge
from openness.lineage import trace
from openness.outcome import Outcome
from openness.release import Component, Evidence
from openness.releases import Entry
from openness.requirements import named, of_base

__all__ = ["as_json", "as_text", "one"]


#: What stands in place of a class for a data set.
_DATA_SET = "data set"


def as_text(entries: Iterable[Entry]) -> Iterator[str]:
    """List releases, a line each: id, class, terms, producer."""
    listed = list(entries)
    wide = max((len(entry.id) for entry in listed), default=0)
    for entry in listed:
        label, terms = _summary(entry)
        producer = entry.card.release.producer or ""
        yield f"{entry.id:<{wide}} {label:<13} {terms:<11} {producer}".rstrip()


def as_json(entries: Iterable[Entry]) -> str:
    """List releases as one JSON document."""
    rows = []
    for entry in entries:
        label, terms = _summary(entry)
        rows.append(
            {
                "id": entry.id,
                "name": entry.card.release.name,
                "producer": entry.card.release.producer,
                "hub_ids": list(entry.hub_ids),
                "read": entry.read.isoformat(),
                "label": label,
                "terms": terms,
            }
        )
    return json.dumps({"schema": "openness/catalog/1", "releases": rows})


def _summary(entry: Entry) -> tuple[str, str]:
    """Return the class of a release, and whether its terms are open.

    Of a data set, the terms are those of the data.
    """
    release = trace(entry.card).release
    if release.components == {Component.DATASETS}:
        (data, *_) = release.providing(Component.DATASETS)
        outcome, _ = judge(OPEN, data.license)
        return _DATA_SET, _TERMS[outcome]
    verdict = classify(release)
    return verdict.label, verdict.terms_on_weights.value


_TERMS = {
    Outcome.MET: "open",
    Outcome.UNMET: "restricted",
    Outcome.UNKNOWN: "unknown",
}


def one(entry: Entry) -> Iterator[str]:
    """Show what is known of one release, each fact with its source."""
    card = trace(entry.card)
    release = card.release
    yield f"{release.name} ({entry.id}), read on {entry.read}"
    for title, words in (
        ("by", release.producer),
        ("dated", release.date),
        ("at", release.homepage),
        ("on the Hub", ", ".join(entry.hub_ids)),
        ("withdrawn", entry.withdrawn),
        ("note", entry.note),
    ):
        if words:
            yield f"  {title}: {words}"
    for artifact in release.artifacts:
        names = ", ".join(
            named(c) for c in Component if c in artifact.provides
        )
        access = (
            "access not known"
            if artifact.access is None
            else str(artifact.access)
        )
        part = (
            ""
            if artifact.completeness is None
            else ("" if artifact.completeness.value == "full" else ", in part")
        )
        license = artifact.license or "no license stated"
        whose = of_base(artifact.through)
        yield f"  + {names}: {access}{part}, {license}{whose}"
        yield from _sources(artifact.evidence)
    for item in release.withheld:
        why = f" ({item.reason.value})" if item.reason else ""
        whose = of_base(item.through)
        yield f"  - {named(item.component)}: withheld{why}{whose}"
        yield from _sources(item.evidence)
    for parent in release.parents:
        relation = parent.relation.value if parent.relation else "derives"
        license = parent.license or "license not known"
        yield f"  < {parent.name}: {relation}, {license}"
        yield from _sources(parent.evidence)
    for problem in card.problems:
        yield f"  ! {problem}"


def _sources(evidence: tuple[Evidence, ...]) -> Iterator[str]:
    for item in evidence:
        field = f", {item.field}" if item.field else ""
        yield f"      {item.where}{field}"

"""The JSON of ``classify``: schema ``openness/verdict/1``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from openness.reports import Result
from openness.verdict import Finding, Verdict

__all__ = ["SCHEMA", "as_json"]

#: The version of the format; a change that breaks readers changes it.
SCHEMA = "openness/verdict/1"


def as_json(results: Iterable[Result]) -> Iterator[str]:
    """Render results as one JSON document, line by line.

    The pieces, joined by newlines, are the document; each result is a piece
    of its own, so that many can be written without holding them all.
    """
    yield f'{{"schema": {json.dumps(SCHEMA)}, "results": ['
    before = None
    for result in results:
        if before is not None:
            yield f"{before},"
        before = json.dumps(_result(result))
    yield f"{before or ''}]}}"


def _result(result: Result) -> dict[str, Any]:
    if result.card is None:
        return {"source": result.source, "error": str(result.error)}
    release = result.card.release
    return {
        "source": result.source,
        "release": {"name": release.name, "producer": release.producer},
        "verdicts": [_verdict(verdict) for verdict in result.verdicts],
        "affordances": {
            one.id: {"answer": one.answer.value, "because": one.because}
            for one in result.affordances
        },
        "problems": [
            {
                "where": problem.where,
                "kind": problem.kind,
                "message": problem.message,
            }
            for problem in result.card.problems
        ],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    score = verdict.score
    return {
        "framework": verdict.framework,
        "label": verdict.label,
        "category": verdict.category and verdict.category.value,
        "floor": verdict.floor,
        "ceiling": verdict.ceiling,
        "terms_on_weights": verdict.terms_on_weights.value,
        "restrictions": [fact.tag.value for fact in verdict.restrictions],
        "unsettled": [tag.value for tag in verdict.unsettled],
        "conditions": [fact.tag.value for fact in verdict.conditions],
        "score": score
        and {"low": score.low, "high": score.high, "of": score.of},
        "means": verdict.means,
        "remarks": list(verdict.remarks),
        "findings": [_finding(finding) for finding in verdict.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "criterion": finding.criterion,
        "outcome": finding.outcome.value,
        "because": finding.because,
        "evidence": [
            {
                "where": evidence.where,
                "field": evidence.field,
                "strength": evidence.strength.value,
            }
            for evidence in finding.evidence
        ],
    }

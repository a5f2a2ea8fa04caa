"""The JSON of ``check``: schema ``openness/check/1``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from openness.policy import Violation, Waiver
from openness.release import Evidence
from openness.reports.of_check import Check, Checked

__all__ = ["SCHEMA", "as_json"]

#: The version of the format; a change that breaks readers changes it.
SCHEMA = "openness/check/1"


def as_json(check: Check) -> Iterator[str]:
    """Render what a policy says as one JSON document."""
    document = {
        "schema": SCHEMA,
        "policy": check.policy.name,
        "results": [_one(one) for one in check.checked],
    }
    yield json.dumps(document, indent=1)


def _one(one: Checked) -> dict[str, Any]:
    if one.ruling is None:
        return {"source": one.source, "error": str(one.error)}
    ruling = one.ruling
    return {
        "source": one.source,
        "release": ruling.release,
        "decision": ruling.decision.value,
        "violations": [_violation(found) for found in ruling.violations],
        "waived": [_violation(found) for found in ruling.waived],
        "findings": [
            {
                "rule": finding.criterion,
                "outcome": finding.outcome.value,
                "because": finding.because,
                "evidence": [_evidence(one) for one in finding.evidence],
            }
            for finding in ruling.findings
        ],
        "problems": [
            {
                "where": problem.where,
                "kind": problem.kind,
                "message": problem.message,
            }
            for problem in one.problems
        ],
    }


def _violation(found: Violation) -> dict[str, Any]:
    component, artifact = found.component, found.artifact
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "decision": found.decision.value,
        "outcome": found.outcome.value,
        "because": found.because,
        "component": component and component.value,
        "location": artifact and artifact.location,
        "terms": [
            {
                "tag": fact.tag.value,
                "license": fact.license,
                "section": fact.section,
                "value": fact.value,
                "unit": fact.unit,
                "source": fact.source,
            }
            for fact in found.terms
        ],
        "evidence": [_evidence(one) for one in found.evidence],
        "reason": found.broken.reason,
        "fix": found.fix,
        "waiver": found.waiver and _waiver(found.waiver),
    }


def _waiver(waiver: Waiver) -> dict[str, str]:
    return {
        "owner": waiver.owner,
        "reason": waiver.reason,
        "granted": waiver.granted.isoformat(),
        "expires": waiver.expires.isoformat(),
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "where": one.where,
        "field": one.field,
        "strength": one.strength.value,
    }

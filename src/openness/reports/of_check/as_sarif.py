"""Rulings as SARIF 2.1.0 (OASIS), for code scanning.

Every violation is a result; what passes is none. What a person is to decide
is a result too, since nothing is allowed before. A waived violation is a
suppressed note (section 3.35 of the standard).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import openness
from openness.policy import Policy, Rule, Severity, Violation
from openness.reports.of_check import Check, Checked, place, placed
from openness.reports.of_check.as_text import waived

__all__ = ["as_sarif"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json"
)
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}


def as_sarif(check: Check) -> Iterator[str]:
    """Render what a policy says as one SARIF log."""
    unread = [one for one in check.checked if one.ruling is None]
    run = {
        "tool": {
            "driver": {
                "name": "openness",
                "semanticVersion": openness.__version__,
                "rules": [_rule(rule) for rule in check.policy.rules],
                "properties": {"policy": check.policy.name},
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not unread,
                "toolExecutionNotifications": [_unread(o) for o in unread],
            }
        ],
        "results": [
            result
            for one in check.checked
            for result in _results(check.policy, one)
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, indent=1)


def _rule(rule: Rule) -> dict[str, Any]:
    described = {
        "id": rule.id,
        "shortDescription": {"text": rule.says},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["license", "ai-model"]},
    }
    if rule.reason:
        described["fullDescription"] = {"text": rule.reason}
    if rule.fix:
        described["help"] = {"text": rule.fix}
    return described


def _results(policy: Policy, one: Checked) -> Iterator[dict[str, Any]]:
    if one.ruling is None:
        return
    index = {rule.id: number for number, rule in enumerate(policy.rules)}
    for violation in one.ruling.violations:
        yield _result(index[violation.rule], one.source, violation)
    for violation in one.ruling.waived:
        yield _result(index[violation.rule], one.source, violation) | {
            "level": "note",
            "suppressions": [
                {
                    "kind": "external",
                    "status": "accepted",
                    "justification": waived(violation),
                }
            ],
        }


def _result(index: int, source: str, violation: Violation) -> dict[str, Any]:
    result = {
        "ruleId": violation.rule,
        "ruleIndex": index,
        "kind": "fail",
        "level": _LEVELS[violation.severity],
        "message": {"text": f"{violation.because}. {violation.fix}"},
        "locations": [_location(*placed(source, violation))],
        "partialFingerprints": {
            "openness/v1": _fingerprint(source, violation)
        },
        "properties": {
            "decision": violation.decision.value,
            "outcome": violation.outcome.value,
            "release": violation.release,
        },
    }
    related = [
        _location(*place(evidence))
        | {"message": {"text": evidence.field or evidence.strength.value}}
        for evidence in dict.fromkeys(violation.evidence)
    ]
    if related:
        result["relatedLocations"] = related
    return result


def _fingerprint(source: str, violation: Violation) -> str:
    """Return what stays the same when lines move."""
    component, artifact = violation.component, violation.artifact
    parts = (
        violation.rule,
        PurePath(source).as_posix(),
        component.value if component else "",
        (artifact.location or "") if artifact else "",
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _location(path: str, line: int | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if line is not None:
        physical["region"] = {"startLine": line}
    return {"physicalLocation": physical}


def _uri(path: str) -> str:
    """Return a path as a URI reference; an address as it is, made safe."""
    if re.match(r"[a-z][a-z0-9+.-]+:/", path, re.IGNORECASE):
        return quote(path, safe=":/?#[]@!$&'()*+,;=%~")
    pure = PurePath(path)
    if pure.is_absolute():
        return pure.as_uri()
    uri = quote(pure.as_posix())
    # A colon in the first segment would read as a scheme.
    return uri.replace(":", "%3A")


def _unread(one: Checked) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": str(one.error)},
        "locations": [_location(one.source, None)],
    }

"""Rulings as plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from openness._terminal import printable
from openness.policy import Decision, Policy, Rule, Violation
from openness.release import Strength
from openness.reports.of_check import Check, Checked

__all__ = ["WORDS", "as_text", "explained"]

_PRESUMED = Strength.PRESUMED

#: What becomes of a release, in words.
WORDS = {
    Decision.ALLOW: "allowed",
    Decision.ASK: "to be decided by a person",
    Decision.DENY: "denied",
}


def as_text(check: Check) -> Iterator[str]:
    """Render what a policy says, line by line."""
    for one in check.checked:
        yield from _one(check.policy, one)
    found = Counter(
        one.ruling.decision for one in check.checked if one.ruling is not None
    )
    words = [f"{found[one]} {WORDS[one]}" for one in Decision if found[one]]
    unread = len(check.checked) - sum(found.values())
    if unread:
        words.append(f"{unread} not read")
    if len(check.checked) > 1:
        yield f"{len(check.checked)} inputs: {', '.join(words)}"


def _one(policy: Policy, one: Checked) -> Iterator[str]:
    if one.ruling is None:
        return
    words = WORDS[one.ruling.decision]
    yield printable(f"{one.source}: {words}, by policy {policy.name}")
    for violation in one.ruling.violations:
        yield from _violation(violation)
    for violation in one.ruling.waived:
        yield f"  waived {violation.rule}: {printable(violation.because)}"
        yield f"    {waived(violation)}"
    for finding in one.ruling.findings:
        if "does not bind the organization" in finding.because:
            yield f"  note {finding.criterion}: {printable(finding.because)}"
    for problem in one.problems:
        yield f"  problem in the input: {printable(str(problem))}"


def _violation(violation: Violation) -> Iterator[str]:
    asked = violation.decision is Decision.ASK
    firm = [e for e in violation.evidence if e.strength is not _PRESUMED]
    places = ", ".join(
        dict.fromkeys(e.where for e in firm or violation.evidence)
    )
    yield printable(
        f"  {violation.severity.value} {violation.rule}"
        f"{' (a person decides)' if asked else ''}: {violation.because}"
        f"{f'  <- {places}' if places else ''}"
    )
    if violation.broken.reason:
        yield f"    why: {printable(violation.broken.reason)}"
    if violation.waiver is not None:
        yield f"    {waived(violation)}"
    yield f"    fix: {printable(violation.fix)}"


def waived(violation: Violation) -> str:
    """Return who set a violation aside, until when and why."""
    waiver = violation.waiver
    assert waiver is not None  # noqa: S101  (asked of the waived only)
    return printable(
        f"waiver of {waiver.owner}, {waiver.granted} to {waiver.expires}: "
        f"{waiver.reason}"
    )


def explained(policy: Policy, rule: Rule) -> Iterator[str]:
    """Explain a rule, line by line."""
    yield printable(f"{rule.id}: {rule.says}")
    facts = (
        ("policy", policy.name),
        ("severity", rule.severity.value),
        ("scopes", ", ".join(sorted(rule.scopes)) or "all"),
        ("known to be broken", rule.otherwise.value),
        ("not known", rule.unknown.value),
        ("withheld", rule.withheld.value),
        ("reason", rule.reason),
        ("fix", rule.fix),
    )
    for label, value in facts:
        if value:
            yield printable(f"  {label}: {value}")

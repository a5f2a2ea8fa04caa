"""Rulings as JUnit XML: an input is a suite, a rule is a case.

The format is that of the xUnit plugin of Jenkins, ``junit-10.xsd``, which
GitLab and others read too.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from openness._terminal import printable
from openness.policy import Violation
from openness.reports.of_check import Check, Checked
from openness.reports.of_check.as_text import waived

__all__ = ["as_junit"]


def as_junit(check: Check) -> Iterator[str]:
    """Render what a policy says as one XML document."""
    root = Element("testsuites", {"name": printable(check.policy.name)})
    for one in check.checked:
        _suite(root, check, one)
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    indent(root, " ")
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield tostring(root, encoding="unicode")


def _suite(root: Element, check: Check, one: Checked) -> None:
    source = printable(one.source)
    suite = SubElement(root, "testsuite", {"name": source})
    if one.ruling is None:
        case = SubElement(
            suite, "testcase", {"name": "read", "classname": source}
        )
        message = printable(" ".join(str(one.error).split()))
        SubElement(case, "error", {"type": "unreadable", "message": message})
        _count(suite)
        return
    by_rule: dict[str, list[Violation]] = {}
    for violation in (*one.ruling.violations, *one.ruling.waived):
        by_rule.setdefault(violation.rule, []).append(violation)
    for finding in one.ruling.findings:
        attributes = {
            "name": printable(finding.criterion),
            "classname": source,
        }
        case = SubElement(suite, "testcase", attributes)
        found = by_rule.get(finding.criterion, [])
        _outcome(case, check, one, found)
    _count(suite)


def _outcome(
    case: Element, check: Check, one: Checked, found: list[Violation]
) -> None:
    """Say what became of a rule: a failure, set aside, or worth a word."""
    assert one.ruling is not None  # noqa: S101  (there are findings)
    standing = [v for v in found if v in one.ruling.violations]
    failing = [v for v in standing if check.fail_on.counts(v)]
    words = "\n".join(
        printable(f"{v.because}. {v.fix}") for v in standing or found
    )
    if failing:
        kinds = {v.decision.value for v in failing}
        attributes = {
            "type": "deny" if "deny" in kinds else "ask",
            "message": printable(failing[0].because),
        }
        SubElement(case, "failure", attributes).text = words
    elif standing:
        SubElement(case, "system-out").text = words
    elif found:
        attributes = {"type": "waived", "message": waived(found[0])}
        SubElement(case, "skipped", attributes).text = words


def _count(suite: Element) -> None:
    suite.set("tests", str(len(suite)))
    for name, tag in (
        ("failures", "failure"),
        ("errors", "error"),
        ("skipped", "skipped"),
    ):
        suite.set(name, str(len(suite.findall(f"testcase/{tag}"))))

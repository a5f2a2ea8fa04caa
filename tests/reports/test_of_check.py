import datetime as dt
import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from openness import Access, Artifact, Component, Evidence, Release
from openness.errors import ReadError
from openness.licenses import Permission, Restriction
from openness.policy import (
    Organization,
    Policy,
    Severity,
    Waiver,
    ask,
    forbid,
    require,
)
from openness.problems import Problem
from openness.release import Strength
from openness.reports.of_check import Check, Checked, FailOn
from openness.reports.of_check.as_github import as_github
from openness.reports.of_check.as_json import as_json
from openness.reports.of_check.as_junit import as_junit
from openness.reports.of_check.as_markdown import as_markdown
from openness.reports.of_check.as_sarif import as_sarif
from openness.reports.of_check.as_text import as_text

TODAY = dt.date(2026, 11, 23)
POLICY = Policy(
    "product",
    [
        require(
            Permission.COMMERCIAL_USE, reason="We sell.", fix="Buy | ask."
        ),
        forbid(Restriction.USER_THRESHOLD),
        ask(Restriction.FIELD_OF_USE),
        forbid(Restriction.NAMING_OBLIGATION, severity=Severity.NOTE),
        forbid(Restriction.PATENT_RETALIATION, severity=Severity.WARNING),
        forbid(Restriction.REVOCABLE),
    ],
    waivers=[
        Waiver(
            rule="forbid-user-threshold",
            release="*",
            owner="legal",
            reason="far away",
            granted=dt.date(2026, 1, 1),
            expires=dt.date(2026, 12, 31),
        ),
        Waiver(
            rule="ask-field-of-use",
            release="*",
            owner="legal",
            reason="read once",
            granted=dt.date(2025, 1, 1),
            expires=dt.date(2025, 12, 31),
        ),
    ],
)


def checked(source: str, license: str | None, line: int = 4) -> Checked:
    artifact = Artifact(
        {Component.MODEL_PARAMETERS_FINAL},
        license=license,
        access=Access.PUBLIC,
        location="https://example.org/w",
        evidence=[
            Evidence("https://example.org/a b", "section 1"),
            Evidence(f"{source}:{line}", "license"),
            Evidence(source, "model card", Strength.PRESUMED),
        ],
    )
    ruling = POLICY.judge(Release("R", artifacts=[artifact]), today=TODAY)
    return Checked(source, ruling, (Problem(source, "odd", "is odd"),))


UNREAD = Checked(
    "no%,:\x1b.md", error=ReadError("no.md", "no such file", "Check.")
)
CHECK = Check(
    policy=POLICY,
    checked=(
        checked("a/R M.md", "LicenseRef-llama-3.1"),
        checked("good.md", "MIT"),
        checked("silent.md", None),
        UNREAD,
    ),
)


def lines(render: Callable[[Check], Any], check: Check = CHECK) -> str:
    return "\n".join(render(check))


class TestFailOn:
    @pytest.mark.parametrize(
        ("fail_on", "licenses"),
        [
            (FailOn.NEVER, []),
            (FailOn.DENIED, [None]),
            (FailOn.ERROR, ["LicenseRef-llama-3.1", None]),
            (FailOn.WARNING, ["LicenseRef-llama-3.1", "Apache-2.0", None]),
            (
                FailOn.NOTE,
                ["LicenseRef-llama-3.1", "Apache-2.0", "LicenseRef-x", None],
            ),
        ],
    )
    def test_what_fails(
        self, fail_on: FailOn, licenses: list[str | None]
    ) -> None:
        """Llama asks, Apache-2.0 warns of patents, silence denies."""
        some = ["LicenseRef-llama-3.1", "Apache-2.0", "MIT", None]
        check = Check(policy=POLICY, checked=(), fail_on=fail_on)

        assert [one for one in some if check.fails(checked("x", one))] == [
            one for one in licenses if one in some
        ]

    def test_what_was_not_read_breaks_no_rule(self) -> None:
        """An input that could not be read is another kind of failure."""
        assert not CHECK.fails(UNREAD)


class TestText:
    def test_says_what_why_where_and_what_to_do(self) -> None:
        """A violation is told in full, a pass in a line."""
        text = lines(as_text).splitlines()

        assert text[0] == (
            "a/R M.md: to be decided by a person, by policy product"
        )
        assert text[1:4] == [
            "  error ask-field-of-use (a person decides): the weights: "
            "LicenseRef-llama-3.1 has field-of-use [1.b.iv]  <- "
            "https://example.org/a b, a/R M.md:4",
            "    waiver of legal, 2025-01-01 to 2025-12-31: read once",
            "    fix: Choose another release, or record a waiver.",
        ]
        assert "good.md: allowed, by policy product" in text
        assert (
            text[-1] == "4 inputs: 1 allowed, 1 to be decided by a person, "
            "1 denied, 1 not read"
        )

    def test_a_waiver_is_shown(self) -> None:
        """What was set aside, by whom, until when and why."""
        text = lines(as_text)

        assert "  waived forbid-user-threshold: the weights: " in text
        assert (
            "    waiver of legal, 2026-01-01 to 2026-12-31: far away" in text
        )

    def test_a_threshold_that_does_not_bind_is_said(self) -> None:
        """A pass that rests on the organization's size says so."""
        sized = Policy(
            "p",
            [forbid(Restriction.USER_THRESHOLD)],
            organization=Organization(monthly_active_users=5),
        )
        artifact = Artifact(
            {Component.MODEL_PARAMETERS_FINAL}, license="LicenseRef-llama-3.1"
        )
        ruling = sized.judge(Release("R", artifacts=[artifact]))
        check = Check(policy=sized, checked=(Checked("x", ruling),))

        assert lines(as_text, check).splitlines() == [
            "x: allowed, by policy p",
            "  note forbid-user-threshold: the weights: LicenseRef-llama-3.1:"
            " user-threshold (700,000,000 monthly active users) [2] does not "
            "bind the organization, which has 5",
        ]


class TestJson:
    def test_holds_it_all(self) -> None:
        """One result an input; an error stands for what was not read."""
        document = json.loads(lines(as_json))

        assert document["schema"] == "openness/check/1"
        llama, good, silent, unread = document["results"]
        assert (llama["decision"], good["decision"], silent["decision"]) == (
            "ask",
            "allow",
            "deny",
        )
        assert unread == {
            "source": "no%,:\x1b.md",
            "error": "no.md: no such file. Check.",
        }
        (waived,) = llama["waived"]
        assert waived["waiver"]["owner"] == "legal"
        assert waived["terms"][0]["section"] == "2"
        assert {one["rule"] for one in good["findings"]} == {
            rule.id for rule in POLICY.rules
        }


class TestMarkdown:
    def test_is_a_table_an_input(self) -> None:
        """Cells cannot break out of the table."""
        text = lines(as_markdown)

        assert "## good.md: allowed\n\nNo rule is broken." in text
        assert "| error | `require-commercial-use` | " in text
        assert "Buy \\| ask." in text
        assert "Waived: `forbid-user-threshold`, waiver of legal" in text


class TestSarif:
    log = json.loads(lines(as_sarif))
    (run,) = log["runs"]

    def test_is_valid(self, published_schema: Callable[[str], Any]) -> None:
        """The log is valid by the schema of SARIF 2.1.0."""
        schema = published_schema(
            "https://json.schemastore.org/sarif-2.1.0.json"
        )

        jsonschema.validate(self.log, schema)

    def test_the_schema_would_object(
        self, published_schema: Callable[[str], Any]
    ) -> None:
        """The schema that is used refuses a log that is wrong."""
        schema = published_schema(
            "https://json.schemastore.org/sarif-2.1.0.json"
        )
        wrong = json.loads(lines(as_sarif))
        wrong["runs"][0]["results"][0]["level"] = "bad"

        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)

    def test_passes_are_no_results(self) -> None:
        """Only what breaks a rule is reported, at the rule's level."""
        sources = [
            result["locations"][0]["physicalLocation"]["artifactLocation"][
                "uri"
            ]
            for result in self.run["results"]
        ]

        assert "good.md" not in sources
        assert {result["kind"] for result in self.run["results"]} == {"fail"}

    def test_rule_ids_are_those_of_the_policy(self) -> None:
        """Every result points at its rule."""
        rules = self.run["tool"]["driver"]["rules"]

        assert [rule["id"] for rule in rules] == [r.id for r in POLICY.rules]
        for result in self.run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]

    def test_fingerprints_outlive_moved_lines(self) -> None:
        """A finding is the same when its line moves, and unlike others."""
        prints = [
            result["partialFingerprints"]["openness/v1"]
            for result in self.run["results"]
        ]
        moved = Check(
            policy=POLICY,
            checked=tuple(
                checked(one.source, license, line=9)
                for one, license in zip(
                    CHECK.checked,
                    ["LicenseRef-llama-3.1", "MIT", None],
                    strict=False,
                )
            ),
        )
        (run,) = json.loads(lines(as_sarif, moved))["runs"]

        assert len(set(prints)) == len(prints)
        assert [
            result["partialFingerprints"]["openness/v1"]
            for result in run["results"]
        ] == prints

    def test_points_at_the_line(self) -> None:
        """The place in the input comes first, as a URI."""
        first = self.run["results"][0]

        assert first["locations"][0]["physicalLocation"] == {
            "artifactLocation": {"uri": "a/R%20M.md"},
            "region": {"startLine": 4},
        }
        assert first["relatedLocations"][0]["physicalLocation"] == {
            "artifactLocation": {"uri": "https://example.org/a%20b"}
        }

    def test_what_is_waived_is_suppressed(self) -> None:
        """A waived violation is a note, with its justification."""
        waived, _ = [r for r in self.run["results"] if "suppressions" in r]

        assert waived["ruleId"] == "forbid-user-threshold"
        assert waived["level"] == "note"
        (suppression,) = waived["suppressions"]
        assert suppression["status"] == "accepted"
        assert "far away" in suppression["justification"]

    def test_what_was_not_read_is_told(self) -> None:
        """The run says that it did not see everything."""
        (invocation,) = self.run["invocations"]

        assert invocation["executionSuccessful"] is False
        (notification,) = invocation["toolExecutionNotifications"]
        assert notification["message"]["text"].startswith("no.md: no such")

    @pytest.mark.parametrize(
        ("source", "uri"),
        [
            ("/srv/m/README.md", "file:///srv/m/README.md"),
            ("a:b.md", "a%3Ab.md"),
            ("-", "-"),
        ],
    )
    def test_paths_become_uris(self, source: str, uri: str) -> None:
        """Absolute paths are file addresses; a colon is no scheme."""
        check = Check(policy=POLICY, checked=(checked(source, None),))

        log = json.loads(lines(as_sarif, check))

        result = log["runs"][0]["results"][0]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == uri


#: What junit-10.xsd of the xUnit plugin of Jenkins (MIT) allows: for each
#: element its attributes, the required ones first, and its children. Read at
#: https://github.com/jenkinsci/xunit-plugin/blob/031e285ef3b60dee7aaf36e9096d7dcd95ffae83/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
#: on 2026-11-23.
JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (
        set(),
        {"name", "time", "tests", "failures", "errors"},
        {"testsuite"},
    ),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {
            *("group", "time", "skipped", "timestamp", "hostname", "id"),
            *("package", "file", "log", "url"),
        },
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "testcase": (
        {"name"},
        {"time", "classname", "group"},
        {
            *("skipped", "error", "failure", "rerunFailure", "rerunError"),
            *("flakyFailure", "flakyError", "system-out", "system-err"),
        },
    ),
    "failure": (set(), {"type", "message"}, set()),
    "error": (set(), {"type", "message"}, set()),
    "skipped": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}
MIXED = {"failure", "error", "skipped", "system-out"}


def junit_faults(element: ET.Element) -> list[str]:
    """Return what the schema has against an element."""
    required, optional, children = JUNIT[element.tag]
    faults = [
        f"{element.tag}: no {name}" for name in required - set(element.keys())
    ]
    faults += [
        f"{element.tag}: {name}"
        for name in set(element.keys()) - required - optional
    ]
    if element.tag not in MIXED and (element.text or "").strip():
        faults.append(f"{element.tag}: text")
    for child in element:
        if child.tag not in children:
            faults.append(f"{element.tag}: <{child.tag}>")
        else:
            faults += junit_faults(child)
    return faults


class TestJunit:
    root = ET.fromstring(lines(as_junit))  # noqa: S314  (our own output)

    def test_is_valid(self) -> None:
        """Elements and attributes are those of the schema."""
        assert self.root.tag == "testsuites"
        assert junit_faults(self.root) == []

    def test_the_check_would_object(self) -> None:
        """The check refuses what the schema refuses."""
        wrong = ET.fromstring(  # noqa: S314
            "<testsuites>x<testsuite name='a' tests='1' failures='0' odd=''>"
            "<failure/></testsuite></testsuites>"
        )

        assert sorted(junit_faults(wrong)) == [
            "testsuite: <failure>",
            "testsuite: no errors",
            "testsuite: odd",
            "testsuites: text",
        ]

    def test_counts(self) -> None:
        """Llama asks one thing; silence breaks four rules that are errors.

        One of those four is waived.
        """
        found = {
            suite.get("name"): (
                suite.get("tests"),
                suite.get("failures"),
                suite.get("errors"),
                suite.get("skipped"),
            )
            for suite in self.root
        }

        assert found == {
            "a/R M.md": ("6", "1", "0", "1"),
            "good.md": ("6", "0", "0", "0"),
            "silent.md": ("6", "3", "0", "1"),
            "no%,:\ufffd.md": ("1", "0", "1", "0"),
        }
        assert self.root.get("failures") == "4"

    def test_what_does_not_fail_is_said(self) -> None:
        """Warnings and notes are output of a case that passes."""
        suite = self.root[0]
        words = {
            case.get("name"): case.findtext("system-out") for case in suite
        }

        assert "naming-obligation" in str(words["forbid-naming-obligation"])

    def test_control_characters_do_not_break_it(self) -> None:
        """XML has no escape for control characters; none is written."""
        assert "\x1b" not in lines(as_junit)


class TestGithub:
    def test_one_command_a_violation(self) -> None:
        """Severity, place and rule; messages and places are escaped."""
        commands = lines(as_github).splitlines()

        assert commands[0].startswith(
            "::error file=a/R M.md,line=4,title=ask-field-of-use::the weights"
        )
        assert not any("good.md" in command for command in commands)
        assert commands[-1] == (
            "::error file=no%25%2C%3A\ufffd.md,line=1,title=not read::"
            "no.md: no such file. Check."
        )

    def test_a_message_stays_one_command(self) -> None:
        """A line end in a message cannot start another command."""
        rule = forbid(Restriction.REVOCABLE, fix="a\n::error::b 100%")
        policy = Policy("p", [rule])
        ruling = policy.judge(Release("R"))
        check = Check(policy=policy, checked=(Checked("x", ruling),))

        (command,) = as_github(check)

        assert command.endswith("a%0A::error::b 100%25")

    def test_severities(self) -> None:
        """Warnings warn and notes are notices."""
        commands = lines(as_github)

        assert "::warning file=a/R M.md,line=4,title=forbid-patent" in commands
        assert "::notice file=a/R M.md,line=4,title=forbid-naming" in commands

import datetime as dt
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from openness import Access, Category, Component
from openness.affordances import May
from openness.cli import main
from openness.errors import PolicyError
from openness.licenses import OPEN, Condition, Permission, Restriction
from openness.policy import (
    Affords,
    Criterion,
    Decision,
    Effect,
    InCategory,
    Obtainable,
    Organization,
    Policy,
    Rule,
    Severity,
    Tagged,
    Waiver,
    allow,
    ask,
    at_least,
    forbid,
    load,
    read_policy,
    require,
)
from openness.policy.reading import FORMAT, SHIPPED, structured
from openness.release import Completeness, Strength

RULE = '[[rules]]\nforbid = "user-threshold"\n'

WHOLE = """
[policy]
name = "product"
description = "What goes into our products."

[organization]
monthly_active_users = 2_000_000

[[rules]]
id = "commercial"
require = "commercial-use"
on = ["model-parameters-final", "inference-code"]
severity = "warning"
reason = "We sell it."
fix = "Ask legal."
scopes = ["product", "EU"]
unknown = "ask"
withheld = "allow"

[[rules]]
forbid = ["user-threshold", "non-commercial"]
otherwise = "ask"

[[rules]]
id = "closed"
allow = { restriction = [], condition = "include-copyright" }

[[rules]]
ask = { limitation = "patent-use" }

[[rules]]
forbid = { license = ["AGPL-*", "llama3.1"] }

[[rules]]
require = { terms = "open" }

[[rules]]
require = { access = "gated", completeness = "partial" }
on = "datasets"

[[rules]]
require = { evidence = "declared" }

[[rules]]
require = { category = ["open-source", "open-weight"] }

[[rules]]
forbid = { category = "proprietary", framework = "spectrum-1.0" }

[[rules]]
require = { framework = "spectrum-1.0", at_least = "open-weight" }

[[rules]]
require = { framework = "spectrum-1.0", criterion = "data-open" }

[[rules]]
require = { affordance = "commercial-use", answer = ["yes", "conditional"] }

[[rules]]
require = { affordance = "offline" }

[[waivers]]
rule = "commercial"
release = "acme/*"
owner = "legal@example.org"
reason = "bought"
granted = 2026-01-01
expires = 2026-12-31
"""


def write(folder: Path, **files: str) -> None:
    for name, content in files.items():
        (folder / f"{name}.toml").write_text(content, encoding="utf-8")


def validate(data: object, schema: dict[str, Any]) -> None:
    """JSON has no dates; a date of TOML is a text of one."""
    jsonschema.validate(json.loads(json.dumps(data, default=str)), schema)


def faults(content: str) -> tuple[str, ...]:
    with pytest.raises(PolicyError) as caught:
        load(content)
    return caught.value.faults


class TestLoad:
    def test_expresses_every_rule(self) -> None:
        """Whatever Python can say of a standard subject, TOML can."""
        policy = load(WHOLE)

        assert policy == Policy(
            "product",
            [
                require(
                    Permission.COMMERCIAL_USE,
                    id="commercial",
                    on=[
                        Component.MODEL_PARAMETERS_FINAL,
                        Component.INFERENCE_CODE,
                    ],
                    severity=Severity.WARNING,
                    reason="We sell it.",
                    fix="Ask legal.",
                    scopes=["product", "EU"],
                    unknown=Decision.ASK,
                    withheld=Decision.ALLOW,
                ),
                forbid(
                    Restriction.USER_THRESHOLD,
                    Restriction.NON_COMMERCIAL,
                    otherwise=Decision.ASK,
                ),
                Rule(
                    id="closed",
                    effect=Effect.ALLOW,
                    subject=Tagged(
                        [Condition.INCLUDE_COPYRIGHT],
                        frozenset({Restriction, Condition}),
                    ),
                ),
                policy.rules[3],
                forbid("AGPL-*", "LicenseRef-llama-3.1"),
                require(OPEN),
                require(
                    Obtainable(Access.GATED, Completeness.PARTIAL),
                    on=Component.DATASETS,
                ),
                require(Strength.DECLARED),
                require(Category.OPEN_SOURCE, Category.OPEN_WEIGHT),
                forbid(InCategory([Category.PROPRIETARY])),
                require(at_least("spectrum-1.0", "open-weight")),
                require(Criterion("spectrum-1.0", "data-open")),
                require(Affords("commercial-use", [May.YES, May.CONDITIONAL])),
                require(Affords("offline")),
            ],
            description="What goes into our products.",
            organization=Organization(monthly_active_users=2_000_000),
            waivers=[
                Waiver(
                    rule="commercial",
                    release="acme/*",
                    owner="legal@example.org",
                    reason="bought",
                    granted=dt.date(2026, 1, 1),
                    expires=dt.date(2026, 12, 31),
                )
            ],
        )
        assert policy.rules[3].id == "ask-patent-use"
        assert policy.rules[3].unknown is Decision.ASK

    def test_is_named_by_its_file(self) -> None:
        """A policy without a name has that of its file."""
        assert load(RULE, "rules/product.toml").name == "product"

    def test_asking_can_still_deny_what_is_unknown(self) -> None:
        """What a rule says of unknown goes before what its effect implies."""
        policy = load('[[rules]]\nask = "revocable"\nunknown = "deny"\n')

        assert policy.rules == (
            ask(Restriction.REVOCABLE, unknown=Decision.DENY),
        )


class TestInclude:
    def test_a_rule_of_the_same_id_replaces_the_included_one(
        self, tmp_path: Path
    ) -> None:
        """Rules are inherited, replaced by id, and left out by id."""
        write(
            tmp_path,
            base=RULE
            + '[[rules]]\nforbid = "revocable"\n'
            + '[[rules]]\nforbid = "registration"\n'
            + "[organization]\nmonthly_active_users = 1\nusd_a_year = 2\n",
            product='[policy]\ninclude = "base.toml"\n'
            'exclude = ["forbid-registration"]\n'
            '[[rules]]\nforbid = "user-threshold"\nseverity = "note"\n'
            '[[rules]]\nallow = { license = "MIT" }\n'
            "[organization]\nmonthly_active_users = 3\n",
        )

        policy = read_policy(str(tmp_path / "product.toml"))

        assert policy.rules == (
            forbid(Restriction.USER_THRESHOLD, severity=Severity.NOTE),
            forbid(Restriction.REVOCABLE),
            allow("MIT"),
        )
        assert policy.organization == Organization(
            monthly_active_users=3, usd_a_year=2
        )

    def test_waivers_are_inherited(self, tmp_path: Path) -> None:
        """A decision recorded in the base holds in what includes it."""
        waiver = (
            '[[waivers]]\nrule = "forbid-user-threshold"\nrelease = "r"\n'
            'owner = "o"\nreason = "r"\ngranted = 2026-01-01\n'
            "expires = 2026-01-02\n"
        )
        write(
            tmp_path,
            base=RULE + waiver,
            product='[policy]\ninclude = "base.toml"\n',
        )

        policy = read_policy(str(tmp_path / "product.toml"))

        assert [one.owner for one in policy.waivers] == ["o"]

    def test_shipped_policies_are_included_by_name(self) -> None:
        """A name without a path is that of a shipped policy."""
        policy = load('[policy]\nname = "p"\ninclude = "permissive-only"\n')

        assert policy.rules == read_policy("permissive-only").rules

    @pytest.mark.parametrize(
        ("files", "fault"),
        [
            (
                {"p": '[policy]\ninclude = "p.toml"\n'},
                "policy.include[0]: 'p.toml' includes this file; break the "
                "circle.",
            ),
            (
                {
                    "p": '[policy]\ninclude = "q.toml"\n',
                    "q": '[policy]\ninclude = "p.toml"\n',
                },
                "policy.include[0]: 'p.toml' includes this file; break the "
                "circle.",
            ),
            (
                {"p": '[policy]\ninclude = "none.toml"\n'},
                "no such file. Name a policy file (.toml).",
            ),
            (
                {"p": '[policy]\ninclude = "permisive-only"\n'},
                "is neither a file nor a policy that is shipped; did you "
                "mean 'permissive-only'?",
            ),
        ],
    )
    def test_faults(
        self, files: dict[str, str], fault: str, tmp_path: Path
    ) -> None:
        """A circle, a missing base and a misspelt name are one error."""
        write(tmp_path, **files)

        with pytest.raises(PolicyError) as caught:
            read_policy(str(tmp_path / "p.toml"))

        assert caught.value.faults == (fault,)

    def test_a_long_chain_is_refused(self, tmp_path: Path) -> None:
        """Includes end, before the stack does."""
        files = {
            f"p{n}": f'[policy]\ninclude = "p{n + 1}.toml"\n'
            for n in range(30)
        }
        write(tmp_path, **files)

        with pytest.raises(PolicyError, match="more than 20 files include"):
            read_policy(str(tmp_path / "p0.toml"))

    def test_each_file_is_read_once(self, tmp_path: Path) -> None:
        """Bases that share a base do not multiply the work."""
        files = {
            f"p{n}": f"[policy]\ninclude = {[f'p{n + 1}.toml'] * 2}\n"
            for n in range(18)
        }
        write(tmp_path, **files, p18=RULE)

        assert len(read_policy(str(tmp_path / "p0.toml")).rules) == 1


BROKEN = [
    ("", "has no rules, so it would allow everything. Add one."),
    (
        RULE + "[polcy]\n",
        "unknown key 'polcy'; did you mean 'policy'?",
    ),
    (
        RULE + "[policy]\nnam = 'x'\n",
        "policy: unknown key 'nam'; did you mean 'name'?",
    ),
    (
        RULE + "[policy]\nname = 3\n",
        "policy.name: 3 is no text; put it in quotes.",
    ),
    (RULE + "policy = 3\n", "rules[0]: unknown key 'policy'; "),
    ("policy = 3\n" + RULE, "policy: takes a table, not 3."),
    (
        "[rules]\nforbid = 'revocable'\n",
        "rules: takes tables in double brackets, not {'forbid': 'revocable'}.",
    ),
    ("rules = [3]\n", "rules[0]: takes a table, not 3."),
    (
        "[[rules]]\nid = 'r'\n",
        "rules[0]: says 0 of 'require', 'forbid', 'allow', 'ask'; a rule "
        "says one.",
    ),
    (
        "[[rules]]\nforbid = 'revocable'\nrequire = 'commercial-use'\n",
        "rules[0]: says 2 of 'require', 'forbid', 'allow', 'ask'; a rule "
        "says one.",
    ),
    (
        "[[rules]]\nforbid = 'user-treshold'\n",
        "rules[0].forbid: 'user-treshold' is no term; did you mean "
        "'user-threshold'?",
    ),
    (
        "[[rules]]\nforbid = ['revocable', 'non-comercial']\n",
        "rules[0].forbid[1]: 'non-comercial' is no term; did you mean "
        "'non-commercial'?",
    ),
    (
        "[[rules]]\nrequire = 'patent-use'\n",
        "rules[0].require: 'patent-use' is a permission and a limitation; "
        "write { permission = 'patent-use' }.",
    ),
    (
        "[[rules]]\nforbid = 3\n",
        "rules[0].forbid: takes a term, a list of terms or a table, not 3.",
    ),
    ("[[rules]]\nforbid = []\n", "rules[0]: name a term."),
    ("[[rules]]\nforbid = {}\n", "rules[0].forbid: speaks about nothing."),
    (
        "[[rules]]\nallow = { licence = 'MIT' }\n",
        "rules[0].allow: unknown key 'licence'; did you mean 'license'?",
    ),
    (
        "[[rules]]\nallow = { license = 'Apache-2.1' }\n",
        "rules[0].allow: 'Apache-2.1' is no license; did you mean "
        "'apache-2.0'?",
    ),
    (
        "[[rules]]\nforbid = { license = 'FOO-*' }\n",
        "rules[0].forbid: 'FOO-*' fits no license that is known.",
    ),
    (
        "[[rules]]\nrequire = { access = 'gated', license = 'MIT' }\n",
        "rules[0].require: speaks about 'license' and 'access'; a rule "
        "speaks about one thing.",
    ),
    (
        "[[rules]]\nrequire = { framework = 'osaid', at_least = 'x' }\n",
        "rules[0].require: 'osaid' matches no framework; known: ",
    ),
    (
        "[[rules]]\nrequire = { framework = 'spectrum-1.0' }\n",
        "rules[0].require: says nothing of 'framework'; add 'at_least', "
        "'label' or 'criterion'.",
    ),
    (
        "[[rules]]\n"
        "require = { framework = 'spectrum-1.0', label = 'open-wieght' }\n",
        "rules[0].require: 'open-wieght' is no label of spectrum-1.0; did "
        "you mean 'open-weight'?",
    ),
    (
        "[[rules]]\nforbid = { category = 'undetermined' }\n",
        "rules[0].forbid: 'undetermined' is no category that spectrum-1.0 "
        "can prove; known: 'open-source', 'open-weight', 'proprietary'.",
    ),
    (
        "[[rules]]\nforbid = { evidence = 'presumed' }\n",
        "rules[0]: evidence can be required, not forbidden.",
    ),
    (
        "[[rules]]\nforbid = 'revocable'\non = 'wieghts'\n",
        "rules[0].on: 'wieghts' is no component; did you mean "
        "'model-parameters-final'?",
    ),
    (
        "[[rules]]\nforbid = 'revocable'\nseverity = 'eror'\n",
        "rules[0].severity: 'eror' is no severity; did you mean 'error'?",
    ),
    (
        "[[rules]]\nforbid = 'revocable'\nunknown = 'allow'\n",
        "rules[0].unknown: 'allow' is no decision on what is not known; "
        "known: ask, deny.",
    ),
    (
        '[[rules]]\nid = "a\\nb"\nforbid = "revocable"\n',
        "rules[0]: 'a\\nb' is no id; write letters, digits, '-', '_' and '.'.",
    ),
    (
        RULE + RULE,
        "rules[1]: has the id 'forbid-user-threshold' of rules[0]; give it "
        "an 'id' of its own.",
    ),
    (
        RULE + "[policy]\nexclude = ['x']\n",
        "policy.exclude[0]: 'x' is no included rule; known: nothing is "
        "included.",
    ),
    (
        RULE + "[organization]\nmonthly_active_user = 3\n",
        "organization: unknown key 'monthly_active_user'; did you mean "
        "'monthly_active_users'?",
    ),
    (
        RULE + "[organization]\nusd_a_year = 'much'\n",
        "organization.usd_a_year: 'much' is no number.",
    ),
    (
        RULE + "[organization]\nusd_a_year = nan\n",
        "organization: 'usd_a_year' must be >= 0: nan.",
    ),
    (
        RULE + "[[waivers]]\nrule = 'forbid-user-threshold'\n",
        "waivers[0].owner: is missing and required.",
    ),
    (
        RULE + "[[waivers]]\nrule = 'forbid-user-treshold'\nrelease = '*'\n"
        "owner = 'o'\nreason = 'r'\ngranted = 2026-01-01\n"
        "expires = 2026-01-02\n",
        "waivers[0].rule: 'forbid-user-treshold' is no rule of the policy; "
        "did you mean 'forbid-user-threshold'?",
    ),
    (
        RULE + "[[waivers]]\nrule = 'x'\nrelease = '*'\nowner = 'o'\n"
        "reason = 'r'\ngranted = 2026-01-01\nexpires = '2026-01-02'\n",
        "waivers[0].expires: '2026-01-02' is no date; write it as 2026-12-31.",
    ),
    (
        RULE + "[[waivers]]\nrule = 'x'\nrelease = '*'\nowner = 'o'\n"
        "reason = 'r'\ngranted = 2026-02-01\nexpires = 2026-01-02\n",
        "waivers[0]: expires on 2026-01-02, before it was granted.",
    ),
]


class TestFaults:
    @pytest.mark.parametrize(("content", "fault"), BROKEN)
    def test_name_path_fault_and_remedy(
        self, content: str, fault: str
    ) -> None:
        """A fault says where, what, and what to write instead."""
        assert any(one.startswith(fault) for one in faults(content))

    @pytest.mark.parametrize(("content", "fault"), BROKEN)
    def test_on_the_command_line(
        self,
        content: str,
        fault: str,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """A broken policy is 2, never 1, and nothing is checked."""
        policy = tmp_path / "p.toml"
        policy.write_text(content, encoding="utf-8")

        status = main(["check", "none.md", "--policy", str(policy)])

        captured = capsys.readouterr()
        assert (status, captured.out) == (2, "")
        assert f"{policy}: {fault}" in captured.err

    def test_all_are_reported_at_once(self) -> None:
        """One run shows every fault of a file."""
        found = faults(
            "[[rules]]\nforbid = 'x'\nseverity = 'y'\n"
            "[organization]\nusd_a_year = 'z'\n"
        )

        assert {fault.split(":")[0] for fault in found} == {
            "rules[0].forbid",
            "rules[0].severity",
            "organization.usd_a_year",
        }

    @pytest.mark.parametrize(
        ("content", "where"),
        [
            ("[[rules]]\nforbid = \n", "policy.toml:2"),
            ("a = " + "[" * 100_000, "policy.toml"),
        ],
    )
    def test_broken_toml(self, content: str, where: str) -> None:
        """Broken TOML is one error with its line."""
        with pytest.raises(PolicyError) as caught:
            load(content)

        assert caught.value.where == where
        assert str(caught.value).startswith(f"{where}: is n")

    def test_files_that_cannot_be_read(self, tmp_path: Path) -> None:
        """A directory, a binary, an odd encoding: one error each."""
        binary = tmp_path / "a.toml"
        binary.write_bytes(b"\0\1\2\3")
        latin = tmp_path / "b.toml"
        latin.write_bytes(b"# caf\xe9\n" + RULE.encode())

        for path in (tmp_path, binary, latin):
            with pytest.raises(PolicyError) as caught:
                read_policy(str(path))
            assert str(caught.value).startswith(str(path))

    @given(
        data=st.dictionaries(
            st.sampled_from(
                ["policy", "rules", "waivers", "organization", "x"]
            ),
            st.recursive(
                st.none()
                | st.booleans()
                | st.integers()
                | st.text(max_size=5)
                | st.sampled_from(["forbid", "revocable", "MIT"]),
                lambda inside: (
                    st.lists(inside, max_size=3)
                    | st.dictionaries(
                        st.sampled_from(
                            ["forbid", "on", "rule", "license", "id", "y"]
                        ),
                        inside,
                        max_size=4,
                    )
                ),
                max_leaves=8,
            ),
            max_size=3,
        )
    )
    def test_whatever_is_in_a_file(self, data: dict[str, Any]) -> None:
        """Any document is a policy, or is refused with places."""
        with suppress(PolicyError):
            structured(data, FORMAT, "p.toml")


class TestSchema:
    schema = json.loads(
        (
            Path(__file__).parents[2] / "docs/reference/policy.schema.json"
        ).read_text(encoding="utf-8")
    )

    def test_is_that_of_the_reader(self) -> None:
        """The published schema is the one that the reader has."""
        assert self.schema["properties"] == FORMAT.schema["properties"]

    def test_accepts_what_the_reader_accepts(self) -> None:
        """A policy that is read is valid by the schema."""
        validate(tomli.loads(WHOLE), self.schema)

    @pytest.mark.parametrize("name", SHIPPED)
    def test_accepts_what_is_shipped(self, name: str) -> None:
        """Every shipped policy is valid by the schema."""
        shelf = Path(read_policy.__code__.co_filename).parent / "shipped"
        path = shelf / f"{name}.toml"

        validate(tomli.loads(path.read_text(encoding="utf-8")), self.schema)

import datetime as dt
from pathlib import Path

import pytest

from openness import Access, Component, Release
from openness.errors import PolicyError
from openness.policy import Decision
from openness.policy.cases import Case, Suite, fault, read_cases

POLICY = """
[[rules]]
id = "no-nc"
forbid = "non-commercial"
scopes = ["product"]
[[waivers]]
rule = "no-nc"
release = "bought"
owner = "legal"
reason = "bought"
granted = 2026-01-01
expires = 2026-06-30
"""


def read(folder: Path, content: str) -> Suite:
    (folder / "p.toml").write_text(POLICY, encoding="utf-8")
    path = folder / "p.policy-test.toml"
    path.write_text(content, encoding="utf-8")
    return read_cases(str(path))


def faults(folder: Path, content: str) -> tuple[str, ...]:
    with pytest.raises(PolicyError) as caught:
        read(folder, content)
    return caught.value.faults


class TestReadCases:
    def test_a_license_stands_for_weights_under_it(
        self, tmp_path: Path
    ) -> None:
        """The shortest case: a license, and what must come of it."""
        suite = read(
            tmp_path,
            'today = 2026-03-01\n[[cases]]\nname = "n"\n'
            'license = "cc-by-nc-4.0"\naccess = "gated"\n'
            'scopes = "product"\nexpect = "deny"\nbecause = "no-nc"\n',
        )

        (case,) = suite.cases
        (artifact,) = case.release.artifacts
        assert suite.policy.name == "p"
        assert (artifact.license, artifact.access) == (
            "CC-BY-NC-4.0",
            Access.GATED,
        )
        assert artifact.provides == {Component.MODEL_PARAMETERS_FINAL}
        assert (case.expect, case.because, case.scopes) == (
            Decision.DENY,
            ("no-nc",),
            ("product",),
        )
        assert case.today == dt.date(2026, 3, 1)

    def test_a_release_can_be_written_out_or_read(
        self, tmp_path: Path
    ) -> None:
        """Tables of a manifest, a file, the catalog, or nothing at all."""
        (tmp_path / "card.md").write_text(
            "---\nlicense: mit\n---\n", encoding="utf-8"
        )
        suite = read(
            tmp_path,
            '[[cases]]\nname = "tables"\nexpect = "deny"\n'
            "release = { monetized = true }\n"
            'artifacts = [{ provides = ["datasets"], license = "MIT" }]\n'
            'withheld = [{ component = "training-code" }]\n'
            'parents = [{ name = "base" }]\n'
            '[[cases]]\nname = "file"\nexpect = "allow"\n'
            'release = "card.md"\n'
            '[[cases]]\nname = "catalog"\nexpect = "allow"\n'
            'release = "meta-llama/Llama-3.1-8B"\n'
            '[[cases]]\nname = "silence"\nexpect = "deny"\n',
        )

        tables, file, catalog, silence = suite.cases
        assert tables.release.monetized is True
        assert len(tables.release.artifacts) == 1
        assert len(tables.release.parents) == 1
        assert file.release.name == "card"
        assert catalog.release.name == "Llama 3.1"
        assert silence.release == Release("silence")

    def test_the_policy_can_be_named(self, tmp_path: Path) -> None:
        """By a path beside the file, or by the name of one shipped."""
        case = '[[cases]]\nname = "n"\nexpect = "deny"\n'

        beside = read(tmp_path, 'policy = "p.toml"\n' + case)
        shipped = read(tmp_path, 'policy = "research"\n' + case)

        assert (beside.policy.name, shipped.policy.name) == ("p", "research")

    @pytest.mark.parametrize(
        ("content", "found"),
        [
            ("", "cases: is missing and required."),
            ("cases = []\n", "cases: has none. Add one."),
            (
                "[[cases]]\nname = 'n'\nexpect = 'denied'\n",
                "cases[0].expect: 'denied' is no decision; known: allow, "
                "ask, deny.",
            ),
            (
                "[[cases]]\nname = 'n'\nexpect = 'deny'\nbecause = 'no-mc'\n",
                "cases[0].because[0]: 'no-mc' is no rule of the policy; did "
                "you mean 'no-nc'?",
            ),
            (
                "[[cases]]\nname = 'n'\nexpect = 'deny'\nscopes = 'prod'\n",
                "cases[0].scopes[0]: 'prod' is no scope of the policy; "
                "known: product.",
            ),
            (
                "[[cases]]\nname = 'n'\nexpect = 'deny'\n"
                "license = 'apache-2.1'\n",
                "cases[0].license: 'apache-2.1' is no license; did you mean "
                "'apache-2.0'?",
            ),
            (
                "[[cases]]\nname = 'n'\nexpect = 'deny'\n"
                "license = 'zzzz qqqq'\n",
                "cases[0].license: 'zzzz qqqq' is no license; see "
                "openness license.",
            ),
            (
                "[[cases]]\nname = 'n'\nexpect = 'deny'\naccess = 'gated'\n",
                "cases[0].access: goes with 'license'.",
            ),
            (
                "[[cases]]\nname = 'n'\nexpect = 'deny'\n"
                "release = 'none.md'\n",
                "cases[0].release: ",
            ),
            (
                "[[cases]]\nname = 'n'\nexpect = 'deny'\n"
                "release = 'none.md'\nlicense = 'mit'\n",
                "cases[0]: takes its release from a file; add no more.",
            ),
            (
                "[[cases]]\nname = 'n'\nexpect = 'deny'\nrelease = 3\n",
                "cases[0].release: takes a path or a table, not 3.",
            ),
            (
                "[[cases]]\nname = 'n'\nexpect = 'deny'\n"
                "artifacts = [{ provides = ['wieghts'] }]\n",
                "cases[0].artifacts[0].provides[0]: 'wieghts' is no "
                "component; did you mean 'model-parameters-final'?",
            ),
            (
                "[[cases]]\nname = 'n'\nexpect = 'deny'\n"
                "[[cases]]\nname = 'n'\nexpect = 'deny'\n",
                "cases[1].name: 'n' is the name of another case too.",
            ),
        ],
    )
    def test_faults(self, content: str, found: str, tmp_path: Path) -> None:
        """A fault says where, what, and what to write instead."""
        assert any(one.startswith(found) for one in faults(tmp_path, content))

    def test_the_policy_must_be_there(self, tmp_path: Path) -> None:
        """Cases without their policy test nothing."""
        path = tmp_path / "q.policy-test.toml"
        path.write_text(
            "[[cases]]\nname = 'n'\nexpect = 'deny'\n", encoding="utf-8"
        )

        with pytest.raises(PolicyError, match=r"q\.toml: no such file"):
            read_cases(str(path))


class TestCase:
    @pytest.mark.parametrize(
        ("today", "waived"),
        [(dt.date(2026, 6, 30), ["no-nc"]), (dt.date(2026, 7, 1), [])],
    )
    def test_waivers_hold_on_a_day(
        self,
        today: dt.date,
        waived: list[str],
        tmp_path: Path,
    ) -> None:
        """A case can fix the day, so that it does not age."""
        suite = read(
            tmp_path,
            f"today = {today}\n[[cases]]\nname = 'bought'\n"
            "license = 'cc-by-nc-4.0'\nexpect = 'deny'\n",
        )
        (case,) = suite.cases

        ruling = case.ruling(suite.policy)

        assert (fault(ruling, case.expect) is None) is not bool(waived)
        assert [violation.rule for violation in ruling.waived] == waived

    def test_what_is_waived_is_told(self, tmp_path: Path) -> None:
        """Why nothing denies a release can be read from the failure."""
        suite = read(
            tmp_path,
            "today = 2026-06-01\n[[cases]]\nname = 'bought'\n"
            "license = 'cc-by-nc-4.0'\nexpect = 'deny'\n",
        )
        (case,) = suite.cases

        words = fault(case.ruling(suite.policy), case.expect)

        assert "  waived no-nc: the weights: CC-BY-NC-4.0" in str(words)

    def test_a_case_is_a_value(self) -> None:
        """Cases can be made in Python."""
        case = Case(name="n", release=Release("r"), expect=Decision.DENY)

        assert case.today is None

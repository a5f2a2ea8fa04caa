from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

POLICY = """
[[rules]]
forbid = "non-commercial"
[[rules]]
forbid = "user-threshold"
"""
GOOD = """
[[cases]]
name = "permissive"
license = "mit"
expect = "allow"

[[cases]]
name = "non-commercial"
license = "cc-by-nc-4.0"
expect = "deny"
because = "forbid-non-commercial"
"""
BAD = """
[[cases]]
name = "wrong"
license = "cc-by-nc-4.0"
expect = "allow"
"""


@pytest.fixture(name="folder")
def _folder(pytester: pytest.Pytester) -> Path:
    (pytester.path / "p.toml").write_text(POLICY, encoding="utf-8")
    return pytester.path


def write(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")


class TestPlugin:
    def test_works_without_being_configured(
        self, folder: Path, pytester: pytest.Pytester
    ) -> None:
        """Each case is a test with its name, and coverage is told."""
        write(folder, "p.policy-test.toml", GOOD)

        result = pytester.runpytest("-v")

        result.assert_outcomes(passed=2)
        result.stdout.fnmatch_lines(
            [
                "p.policy-test.toml::permissive PASSED*",
                "p.policy-test.toml::non-commercial PASSED*",
                "*policy coverage*",
                "*p.policy-test.toml: p: no case breaks forbid-user-threshold",
                "1 of 2 rules of 1 policies are broken by a case",
            ]
        )

    def test_a_failure_is_told_in_words(
        self, folder: Path, pytester: pytest.Pytester
    ) -> None:
        """No traceback of the plugin, but what was expected and found."""
        write(folder, "p.policy-test.toml", BAD)

        result = pytester.runpytest()

        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(
            [
                "policy 'p' on 'wrong':",
                "  expected allow, found deny",
                "  error forbid-non-commercial (deny): the weights: *",
            ]
        )
        result.stdout.no_fnmatch_line("*pytest_plugin.py*")

    def test_a_broken_file_is_one_error(
        self, folder: Path, pytester: pytest.Pytester
    ) -> None:
        """A file that breaks the format is told with its key path."""
        write(folder, "p.policy-test.toml", "[[cases]]\nname = 'x'\n")

        result = pytester.runpytest()

        result.assert_outcomes(errors=1)
        result.stdout.fnmatch_lines(
            ["*cases[[]0[]].expect: is missing and required."]
        )

    def test_an_error_inside_is_not_hidden(
        self,
        folder: Path,
        pytester: pytest.Pytester,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """What is no failure of a case is shown as pytest shows it."""
        write(folder, "p.policy-test.toml", GOOD)

        def broken(*_: object) -> None:
            message = "boom"
            raise RuntimeError(message)

        monkeypatch.setattr("openness.policy.cases.Case.ruling", broken)

        result = pytester.runpytest()

        result.stdout.fnmatch_lines(["*RuntimeError: boom"])

    def test_claims_no_other_file(
        self, folder: Path, pytester: pytest.Pytester
    ) -> None:
        """Other files are left alone, and nothing is said of policies."""
        write(folder, "policy-test.toml", "not toml")
        write(folder, "other.toml", "not toml")
        write(folder, "test_x.py", "def test_x():\n    pass\n")

        result = pytester.runpytest()

        result.assert_outcomes(passed=1)
        result.stdout.no_fnmatch_line("*policy coverage*")

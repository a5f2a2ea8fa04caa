import json
from pathlib import Path

import pytest

from openness.cli import main

POLICY = """
[[rules]]
id = "no-nc"
forbid = "non-commercial"
scopes = ["product"]
reason = "We sell."
[[rules]]
id = "no-threshold"
forbid = "user-threshold"
severity = "warning"
[[waivers]]
rule = "no-nc"
release = "waived"
owner = "legal"
reason = "bought"
granted = 2026-01-01
expires = 2026-06-30
"""


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    for name, license in (
        ("good", "mit"),
        ("bad", "cc-by-nc-4.0"),
        ("waived", "cc-by-nc-4.0"),
        ("warned", "llama3.1"),
    ):
        (tmp_path / f"{name}.md").write_text(
            f"---\nlicense: {license}\n---\n", encoding="utf-8"
        )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    return main(["check", "--policy", "policy.toml", *arguments])


@pytest.mark.usefixtures("folder")
class TestCheck:
    @pytest.mark.parametrize(
        ("arguments", "status"),
        [
            (["good.md"], 0),
            (["good.md", "bad.md"], 1),
            (["bad.md", "--fail-on", "never"], 0),
            (["warned.md"], 0),
            (["warned.md", "--fail-on", "warning"], 1),
            (["good.md", "none.md"], 2),
            (["bad.md", "none.md"], 2),
            (["bad.md", "--scope", "product"], 1),
            (["waived.md", "--today", "2026-06-30"], 0),
            (["waived.md", "--today", "2026-07-01"], 1),
            ([], 2),
        ],
    )
    def test_exit_status(self, arguments: list[str], status: int) -> None:
        """0 fine, 1 a release falls short, 2 not everything was judged."""
        assert run(*arguments) == status

    @pytest.mark.parametrize(
        "form", ["text", "json", "markdown", "sarif", "junit", "github"]
    )
    def test_every_input_is_reported(
        self, form: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What cannot be read costs no other input its result."""
        status = run("none.md", "bad.md", "--format", form)

        captured = capsys.readouterr()
        assert status == 2
        assert "no-nc" in captured.out
        assert captured.err == "none.md: no such file. Check the path.\n"

    @pytest.mark.parametrize(
        ("policy", "message"),
        [
            ("none.toml", "none.toml: no such file. Name a policy file"),
            ("permisive-only", "did you mean 'permissive-only'?"),
            (".", ".: is a directory. Name a policy file (.toml).\n"),
            ("bad.md", "bad.md:1: is not valid TOML"),
            ("broken.toml", "broken.toml: rules[0].forbid: 'x' is no term"),
        ],
    )
    def test_a_broken_policy_checks_nothing(
        self,
        policy: str,
        message: str,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """A policy that cannot be relied on is 2, never a pass or a 1."""
        (folder / "broken.toml").write_text(
            "[[rules]]\nforbid = 'x'\n", encoding="utf-8"
        )

        status = main(["check", "bad.md", "--policy", policy])

        captured = capsys.readouterr()
        assert status == 2
        assert captured.out == ""
        assert message in captured.err

    def test_an_unknown_scope_is_wrong_usage(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A misspelt scope must not switch rules off."""
        assert run("bad.md", "--scope", "prodcut") == 2
        assert capsys.readouterr().err == (
            "'prodcut' is no scope of the policy; known: 'product'.\n"
        )

    def test_a_day_that_is_none(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A date that cannot be read is wrong usage."""
        with pytest.raises(SystemExit) as caught:
            run("bad.md", "--today", "tomorrow")

        assert caught.value.code == 2
        assert "'tomorrow' is no date" in capsys.readouterr().err

    def test_base_models_are_looked_up(self, folder: Path) -> None:
        """A release of the catalog, and a base in a folder beside."""
        (folder / "tuned.md").write_text(
            "---\nlicense: mit\nbase_model: org/base\n---\n", "utf-8"
        )
        bases = folder / "bases"
        bases.mkdir()
        (bases / "base.toml").write_text(
            '[release]\nname = "org/base"\n[[artifacts]]\n'
            'provides = ["model-parameters-final"]\nlicense = "MIT"\n',
            encoding="utf-8",
        )

        assert run("meta-llama/Llama-3.1-8B", "--fail-on", "warning") == 1
        assert run("tuned.md") == 1
        assert run("tuned.md", "--with", "bases") == 0

    def test_shipped_policies_go_by_name(self) -> None:
        """A policy that is shipped needs no path."""
        assert main(["check", "good.md", "--policy", "permissive-only"]) == 0

    def test_explains_a_rule(self, capsys: pytest.CaptureFixture[str]) -> None:
        """What a rule says, how it is decided, and why it is there."""
        assert run("--explain", "no-nc") == 0
        assert capsys.readouterr().out.splitlines() == [
            "no-nc: forbids non-commercial on model-parameters-final",
            "  policy: policy",
            "  severity: error",
            "  scopes: product",
            "  known to be broken: deny",
            "  not known: deny",
            "  withheld: deny",
            "  reason: We sell.",
        ]

    @pytest.mark.parametrize(
        ("rule", "hint"),
        [
            ("no-threshhold", "did you mean 'no-threshold'?"),
            ("xyz", "it has: no-nc, no-threshold."),
        ],
    )
    def test_explains_no_other(
        self, rule: str, hint: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A rule that the policy lacks is wrong usage."""
        assert run("--explain", rule) == 2
        assert hint in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
class TestBadge:
    @pytest.mark.parametrize(
        ("arguments", "label", "message"),
        [
            (["good.md"], "openness", "open-weight"),
            (["good.md", "--policy", "policy.toml"], "policy", "allowed"),
            (["bad.md", "--policy", "policy.toml"], "policy", "denied"),
            (
                ["good.md", "--framework", "osaid-1.0"],
                "osaid-1.0",
                "undetermined",
            ),
        ],
    )
    def test_says_what_is_so(
        self,
        arguments: list[str],
        label: str,
        message: str,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """The badge of a verdict, or of a ruling."""
        assert main(["badge", *arguments]) == 0

        badge = json.loads(capsys.readouterr().out)
        assert (badge["label"], badge["message"]) == (label, message)

    def test_as_a_picture(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The SVG needs no service."""
        assert main(["badge", "good.md", "--format", "svg"]) == 0
        assert capsys.readouterr().out.startswith("<svg ")

    @pytest.mark.parametrize(
        "arguments",
        [
            ["none.md"],
            ["good.md", "--policy", "none.toml"],
            ["good.md", "--framework", "osi"],
        ],
    )
    def test_no_badge_without_an_answer(
        self, arguments: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What cannot be judged gets no badge."""
        assert main(["badge", *arguments]) == 2
        assert capsys.readouterr().out == ""

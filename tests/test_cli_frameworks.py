import json
from pathlib import Path

import pytest

from openness.cli import main
from openness.frameworks import IDS

CARD = "---\nlicense: mit\n---\n# M\n"
OWN = """
[framework]
id = "own-1"
[[criteria]]
id = "weights"
requires = { published = "model-parameters-final" }
[[levels]]
label = "good"
requires = ["weights"]
[[levels]]
label = "bad"
"""


@pytest.fixture(name="card")
def _card(tmp_path: Path) -> str:
    path = tmp_path / "README.md"
    path.write_text(CARD, encoding="utf-8")
    return str(path)


@pytest.fixture(name="own")
def _own(tmp_path: Path) -> str:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


class TestClassify:
    def test_by_all_definitions(
        self, card: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """One line a definition, each with its own word."""
        assert main(["classify", "--framework", "all", card]) == 0

        first, *lines = capsys.readouterr().out.splitlines()
        assert first == card
        assert [line.split()[0] for line in lines[: len(IDS)]] == list(IDS)
        assert "Weights Available AI" in lines[1]
        assert "still possible: Open Source AI with Open Data" in lines[1]

    def test_by_one_s_own(
        self, card: str, own: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A file is a definition like any other, also beside all."""
        arguments = ["--framework", own, "--framework", "all"]
        assert main(["classify", "--format", "json", *arguments, card]) == 0

        (result,) = json.loads(capsys.readouterr().out)["results"]
        assert [v["framework"] for v in result["verdicts"]] == [
            *IDS,
            "own-1",
        ]

    def test_by_one_that_is_broken(
        self, card: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A broken definition is wrong usage: nothing is judged."""
        broken = tmp_path / "broken.toml"
        broken.write_text("[framework]\n", encoding="utf-8")

        status = main(["classify", "--framework", str(broken), card])

        captured = capsys.readouterr()
        assert status == 2
        assert captured.out == ""
        assert "framework.id: is missing and required." in captured.err


class TestGap:
    @pytest.mark.parametrize(
        ("to", "status", "words"),
        [
            ("spectrum-1.0:open-weight", 0, "nothing is missing"),
            ("osaid-1.0:Open Source AI", 1, "The least that reaches it"),
            ("osaid-1.0:open", 2, "has no label 'open'"),
            ("osaid:open", 2, "'osaid' matches no framework"),
            ("spectrum-1.0", 2, "has no label ''"),
        ],
    )
    def test_exit_status(
        self,
        card: str,
        to: str,
        status: int,
        words: str,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """Reached, not reached, no such label."""
        assert main(["gap", card, "--to", to]) == status

        captured = capsys.readouterr()
        assert words in captured.out + captured.err

    def test_json_and_one_s_own(
        self, card: str, own: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The definition may be a file."""
        assert main(["gap", card, "--to", f"{own}:good", "--format=json"]) == 0

        assert json.loads(capsys.readouterr().out)["reached"] is True

    def test_unreadable(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A path that leads nowhere is wrong usage."""
        assert main(["gap", "no.md", "--to", "g7-2026:Open Weights AI"]) == 2
        assert capsys.readouterr().err.startswith("no.md: no such file")


class TestRule:
    def test_one_criterion(self, capsys: pytest.CaptureFixture[str]) -> None:
        """An id with a colon is a criterion."""
        assert main(["rule", "osaid-1.0:training-code"]) == 0
        assert capsys.readouterr().out.startswith(
            "## osaid-1.0:training-code\n"
        )

    def test_a_whole_definition(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """An id without is all of it."""
        assert main(["rule", "g7-2026"]) == 0
        assert capsys.readouterr().out.startswith("# g7-2026: ")

    def test_without_an_id_all_are_listed(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What can be asked for is a list."""
        assert main(["rule"]) == 0
        assert "mof-1.0:datasets\n" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("id", "words"),
        [
            ("mof", "'mof' matches no framework"),
            ("mof-1.0:data", "mof-1.0 has no criterion 'data'; it has: model"),
        ],
    )
    def test_unknown(
        self, id: str, words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The error names what there is; the others are still explained."""
        assert main(["rule", id, "g7-2026:weights"]) == 2

        captured = capsys.readouterr()
        assert words in captured.err
        assert "## g7-2026:weights" in captured.out


class TestConvert:
    @pytest.mark.parametrize(
        ("to", "words"), [("toml", "[release]"), ("mof", "framework:")]
    )
    def test_to_standard_output(
        self,
        card: str,
        to: str,
        words: str,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """The other format, and nothing else."""
        assert main(["convert", card, "--to", to]) == 0
        assert capsys.readouterr().out.startswith(words)

    def test_problems_go_to_standard_error(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What was not taken at its word is said beside the result."""
        path = tmp_path / "README.md"
        path.write_text("---\ntags: [a]\n---\n", encoding="utf-8")

        assert main(["convert", str(path), "--to", "toml"]) == 0
        assert "declares no license" in capsys.readouterr().err

    def test_unreadable(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A path that leads nowhere is wrong usage."""
        assert main(["convert", "no.md", "--to", "mof"]) == 2
        assert "no such file" in capsys.readouterr().err

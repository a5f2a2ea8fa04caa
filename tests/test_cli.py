import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from openness import cli
from openness.cli import main

CARD = "---\nlicense: mit\n---\n# M\n"


@pytest.fixture(name="card")
def _card(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_text(CARD, encoding="utf-8")
    return path


@pytest.fixture(name="hosted")
def _hosted(tmp_path: Path) -> Path:
    path = tmp_path / "release.toml"
    path.write_text(
        '[release]\nname = "H"\n'
        '[[withheld]]\ncomponent = "model-parameters-final"\n',
        encoding="utf-8",
    )
    return path


class TestClassify:
    def test_prints_the_answer_first(
        self, card: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The first line holds the input, the label and the terms."""
        status = main(["classify", str(card)])

        out = capsys.readouterr().out
        assert status == 0
        assert out.splitlines()[0] == (
            f"{card}: open-weight, terms on the weights open (spectrum-1.0)"
        )

    def test_one_result_an_input_whatever_the_others_do(
        self, card: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A file that cannot be read costs no other file its result."""
        missing = str(tmp_path / "none.md")

        status = main(
            ["classify", "--format", "json", str(card), missing, str(card)]
        )

        captured = capsys.readouterr()
        results = json.loads(captured.out)["results"]
        assert status == 2
        assert [sorted(result) for result in results] == [
            ["affordances", "problems", "release", "source", "verdicts"],
            ["error", "source"],
            ["affordances", "problems", "release", "source", "verdicts"],
        ]
        assert captured.err == f"{missing}: no such file. Check the path.\n"

    @pytest.mark.parametrize(
        ("label", "status"),
        [("open-source", 1), ("open-weight", 0), ("proprietary", 0)],
    )
    def test_at_least(self, card: Path, label: str, status: int) -> None:
        """A verdict that falls short of the label exits with 1."""
        assert status == main(["classify", str(card), "--at-least", label])

    def test_undetermined_reaches_no_label(self, tmp_path: Path) -> None:
        """What is not proven falls short even of the lowest label."""
        path = tmp_path / "bare.md"
        path.write_text("# Nothing here\n", encoding="utf-8")

        assert main(["classify", str(path), "--at-least", "proprietary"]) == 1

    def test_proprietary(
        self, hosted: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A withheld model is proprietary, and says where that stands."""
        assert (
            main(["classify", str(hosted), "--at-least", "open-weight"]) == 1
        )

        out = capsys.readouterr().out
        assert out.startswith(f"{hosted}: proprietary (spectrum-1.0)\n")
        assert f"<- {hosted}:3" in out

    def test_unreadable_outweighs_falling_short(
        self, card: Path, tmp_path: Path
    ) -> None:
        """Exit status 2 tells that not every input was judged."""
        paths = [str(card), str(tmp_path / "none.md")]

        assert main(["classify", *paths, "--at-least", "open-source"]) == 2

    @pytest.mark.parametrize(
        ("option", "message"),
        [
            (
                ["--framework", "osi"],
                "'osi' matches no framework; known: 'spectrum-1.0'",
            ),
            (["--at-least", "free"], "--at-least 'free' is no label; known"),
        ],
    )
    def test_wrong_usage(
        self,
        card: Path,
        option: list[str],
        message: str,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """Wrong usage is 2, before anything is read."""
        status = main(["classify", str(card), *option])

        captured = capsys.readouterr()
        assert status == 2
        assert captured.out == ""
        assert captured.err.startswith(message)

    @pytest.mark.parametrize(
        ("content", "label"),
        [
            (CARD, "open-weight"),
            ('[release]\nname = "r"\n', "undetermined"),
            ("", "undetermined"),
        ],
    )
    def test_standard_input(
        self,
        content: str,
        label: str,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """`-` reads a card or a manifest from standard input."""
        stream = io.TextIOWrapper(io.BytesIO(content.encode()))
        monkeypatch.setattr(sys, "stdin", stream)

        assert main(["classify", "-"]) == 0
        assert capsys.readouterr().out.startswith(f"-: {label}")

    def test_standard_input_is_bounded(
        self,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """An endless stream does not take endless memory."""
        raw = b"x" * (17 * 2**20)
        stream = io.TextIOWrapper(io.BytesIO(raw))
        monkeypatch.setattr(sys, "stdin", stream)

        assert main(["classify", "-"]) == 2
        assert "-: is too large" in capsys.readouterr().err

    @pytest.mark.parametrize("name", ["card.json", "model.pdf"])
    def test_formats_that_are_not_read(
        self, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A format that is not read is said so, never guessed at."""
        path = tmp_path / name
        path.write_text("{}", encoding="utf-8")

        assert main(["classify", str(path)]) == 2
        assert "is no format that can be read" in capsys.readouterr().err

    def test_control_characters_do_not_reach_the_terminal(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What a card says cannot steer the terminal."""
        path = tmp_path / "c.md"
        path.write_text('---\nlicense: "a\\e[31mb"\n---\n', "utf-8")

        main(["classify", str(path)])

        assert "\x1b" not in capsys.readouterr().out


class TestOutput:
    @pytest.mark.skipif(
        not Path("/dev/full").exists(), reason="no device that is full"
    )
    def test_that_cannot_be_written_is_2(self, card: Path) -> None:
        """A full disk is no verdict."""
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run(
                [sys.executable, "-m", "openness", "classify", str(card)],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )

        assert done.returncode == 2
        assert done.stderr.startswith("openness: No space left on device.")

    def test_with_needs_a_folder(
        self, card: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A typing error must not drop the base models in silence."""
        assert main(["classify", str(card), "--with", "nope"]) == 2
        assert capsys.readouterr() == (
            "",
            "nope: is no folder. Give --with a folder.\n",
        )

    def test_a_data_set_is_no_model(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A data set of the catalog is said to be one."""
        assert main(["classify", "dolma"]) == 0
        assert "is a data set, so no model was judged" in (
            capsys.readouterr().out
        )


class TestText:
    def test_what_a_family_leaves_open_is_named(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Some restrictions are common to all members, others not."""
        path = tmp_path / "c.md"
        path.write_text("---\nlicense: openrail\n---\n", "utf-8")

        main(["classify", str(path)])

        lines = capsys.readouterr().out.splitlines()
        start = lines.index("  restrictions on the weights")
        assert "field-of-use  [such as LicenseRef-" in lines[start + 1]
        assert any(
            line.startswith("    not known: ") and "must-update" in line
            for line in lines[start:]
        )

    def test_conditions_of_copyleft_are_named(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Open terms too ask for something: source, or the same license."""
        path = tmp_path / "c.md"
        path.write_text("---\nlicense: gpl-3.0\n---\n", "utf-8")

        main(["classify", str(path)])

        lines = capsys.readouterr().out.splitlines()
        start = lines.index("  conditions on passing them on, besides notices")
        assert lines[start + 1].startswith("    disclose-source  [GPL-3.0")
        assert lines[start + 2].startswith("    same-license  [GPL-3.0")

    def test_further_lines_of_a_file_do_not_repeat_its_path(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The path once, then the lines."""
        path = tmp_path / "c.md"
        path.write_text(
            "---\nlicense: other\nlicense_name: llama3\n---\n", "utf-8"
        )

        main(["classify", str(path)])

        assert f"  <- {path}:2, :3\n" in capsys.readouterr().out


class TestColor:
    def test_is_for_terminals(
        self,
        card: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """FORCE_COLOR colors, NO_COLOR goes before it, a pipe is plain."""
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setenv("TERM", "xterm-256color")
        main(["classify", str(card)])
        plain = capsys.readouterr().out

        monkeypatch.setenv("FORCE_COLOR", "1")
        main(["classify", str(card)])
        colored = capsys.readouterr().out
        monkeypatch.setenv("NO_COLOR", "1")
        main(["classify", str(card)])
        again = capsys.readouterr().out

        assert "\x1b[" in colored
        assert "\x1b[" not in plain
        assert plain == again

    def test_needs_rich(
        self,
        card: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """Without rich the output is plain."""
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setitem(sys.modules, "rich.console", None)

        main(["classify", str(card)])

        assert "\x1b[" not in capsys.readouterr().out


class TestRun:
    def test_without_a_command_it_helps(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Nothing asked: the help, and exit status 2."""
        assert main([]) == 2
        assert "classify" in capsys.readouterr().out

    def test_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The version is that of the package."""
        with pytest.raises(SystemExit) as caught:
            main(["--version"])

        assert caught.value.code == 0
        assert capsys.readouterr().out == "openness 0.1.0\n"

    def test_exits_with_the_status(
        self, card: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The console script hands the status to the system."""
        arguments = ["openness", "classify", str(card)]
        monkeypatch.setattr(sys, "argv", arguments)

        with pytest.raises(SystemExit) as caught:
            cli.run()

        assert caught.value.code == 0

    def test_interruption_is_quiet(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Control-C ends the run without a traceback."""

        def interrupted(_: object) -> int:
            raise KeyboardInterrupt

        monkeypatch.setattr(cli, "main", interrupted)

        with pytest.raises(SystemExit) as caught:
            cli.run()

        assert caught.value.code == 130

    def test_a_closed_pipe_is_no_fault(self, card: Path) -> None:
        """`openness … | head -1` ends quietly."""
        code = (
            "import sys; from openness.cli import run; "
            f"sys.argv = ['openness', 'classify'] + [{str(card)!r}] * 2000; "
            "run()"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()

        errors = process.stderr.read()
        process.stderr.close()

        assert process.wait() == 0
        assert errors == b""

import io
import sys

import pytest

from openness._help import Parser, PlainHelp
from openness.cli import main


class TestWidth:
    def test_is_what_the_environment_says(
        self,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """COLUMNS goes before the terminal, as for other commands."""
        monkeypatch.setenv("COLUMNS", "50")

        with pytest.raises(SystemExit):
            main(["classify", "--help"])

        lines = capsys.readouterr().out.splitlines()
        assert max(map(len, lines[:12])) <= 50

    @pytest.mark.parametrize("told", ["", "0", "wide"])
    def test_without_a_terminal_is_eighty(
        self, told: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A pipe has no width, and nonsense is none."""
        monkeypatch.setenv("COLUMNS", told)
        monkeypatch.setattr(sys, "stdout", io.StringIO())
        parser = Parser(prog="p", description="word " * 40)

        lines = parser.format_help().splitlines()
        assert 70 < max(map(len, lines)) <= 78

    def test_plain_help_keeps_its_lines(self) -> None:
        """What is laid out by hand stays so."""
        parser = Parser(
            prog="p", description="a\n  b", formatter_class=PlainHelp
        )

        assert "a\n  b" in parser.format_help()


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    """Help pages are what the command line promises."""
    for command in ("classify", "license", "catalog", "gap", "check"):
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0
        assert capsys.readouterr().out.startswith(f"usage: openness {command}")

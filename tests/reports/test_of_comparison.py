import json

import pytest

from openness.cli import main


def shown(
    capsys: pytest.CaptureFixture[str], one: str, two: str, form: str = "text"
) -> str:
    assert main(["license", one, "--compare", two, "--format", form]) == 0
    return capsys.readouterr().out


class TestText:
    def test_says_which_and_on_what(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The ordering, each difference with its clause, the rest to read."""
        out = shown(capsys, "GPL-3.0-only", "AGPL-3.0-only")

        assert out == (
            "GPL-3.0-only, compared with AGPL-3.0-only: less restrictive\n"
            "  condition network-use-disclose: no, yes\n"
            "    network-use-disclose [AGPL-3.0-only, section 13] modified "
            "versions that users interact with over a network\n"
            "  in both, and to be compared by reading: "
            "passes-restrictions-on, patent-retaliation\n"
        )

    def test_the_same_terms(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Where no tag differs and none is left to read, it says so."""
        assert shown(capsys, "MIT", "BSD-2-Clause") == (
            "MIT, compared with BSD-2-Clause: the same terms\n"
        )

    def test_what_is_not_known(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Terms that a text leaves open are listed."""
        out = shown(capsys, "llama3.1", "llama3")

        assert "unknown\n" in out.splitlines(keepends=True)[0]
        assert "  not known of one or both: permission patent-use, " in out


class TestMarkdown:
    def test_is_a_table(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The same as a table, for a page."""
        out = shown(capsys, "GPL-3.0-only", "AGPL-3.0-only", "markdown")

        assert "| term | GPL-3.0-only | AGPL-3.0-only | clauses |" in out
        assert "| condition `network-use-disclose` | no | yes |" in out

    def test_has_no_table_without_differences(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """An empty table would say nothing."""
        assert "| term" not in shown(capsys, "MIT", "MIT", "markdown")


class TestJson:
    def test_is_whole(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The same as data."""
        document = json.loads(shown(capsys, "cc-by-nc-4.0", "mit", "json"))

        assert document["schema"] == "openness/comparison/1"
        assert document["ordering"] == "more restrictive"
        assert {
            (one["kind"], one["tag"]): (one["first"], one["second"])
            for one in document["differences"]
        }[("permission", "commercial-use")] == ("no", "yes")


class TestCommand:
    @pytest.mark.parametrize("names", [[], ["MIT", "ISC"]])
    def test_takes_two(
        self, names: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """One license is compared with one other."""
        assert main(["license", *names, "--compare", "MIT"]) == 2
        assert "license" in capsys.readouterr().err

    @pytest.mark.parametrize("names", [("MIT", "zzz"), ("zzz", "MIT")])
    def test_both_must_be_known(
        self, names: tuple[str, str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """An unknown name is an error."""
        assert main(["license", names[0], "--compare", names[1]]) == 2
        assert "'zzz' is no license" in capsys.readouterr().err

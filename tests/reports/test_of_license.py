import json

import pytest

from openness.cli import main


class TestLicense:
    def test_text_gives_clauses(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Name, date, sources, terms by group with clauses, the judgement."""
        assert main(["license", "llama3.1"]) == 0

        captured = capsys.readouterr()
        out = captured.out
        assert out.startswith(
            "LicenseRef-llama-3.1: Llama 3.1 Community License Agreement\n"
        )
        assert "open terms: unmet: user-threshold, field-of-use" in out or (
            "open terms: unmet: field-of-use, user-threshold" in out
        )
        assert (
            "user-threshold (700,000,000 monthly active users)  [section 2]"
            in out
        )
        assert "not known: patent-use, geographic-exclusion" in out
        assert captured.err == (
            "# llama3.1: LicenseRef-llama-3.1, by hub id\n"
        )

    def test_markdown(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The same as tables, for a page."""
        main(["license", "llama3.1", "--format", "markdown"])

        out = capsys.readouterr().out
        assert out.startswith("# Llama 3.1 Community License Agreement\n")
        assert "| restrictions | section | |" in out
        assert (
            "| `user-threshold` (700,000,000 monthly active users) | 2 |"
            in out
        )

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The same as data, with sources."""
        main(["license", "llama3.1", "MIT", "--format", "json"])

        document = json.loads(capsys.readouterr().out)
        llama, mit = document["licenses"]
        assert document["schema"] == "openness/license/1"
        assert llama["date"] == "2024-07-23"
        assert llama["restrictions"]["user-threshold"]["value"] == 7e8
        assert llama["open_terms"] == "unmet"
        assert mit["osi_approved"] is True
        assert mit["open_terms"] == "met"

    @pytest.mark.parametrize(
        ("name", "judgement"),
        [
            ("MIT", "met, by approval"),
            ("LicenseRef-nobody", "unknown: "),
            ("openmdw-1.0", "met"),
            ("apple-amlr", "unmet: no commercial-use, "),
        ],
    )
    def test_judges_the_terms(
        self, name: str, judgement: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Open, not open and why, or not known."""
        for form in ("text", "markdown"):
            main(["license", name, "--format", form])

            assert f"open terms: {judgement}" in capsys.readouterr().out

    def test_an_unread_license_says_so(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Nothing known is said in so many words."""
        main(["license", "h-research"])

        assert "not known: any of its terms" in capsys.readouterr().out

    def test_unknown_names(self, capsys: pytest.CaptureFixture[str]) -> None:
        """An unknown name is an error with the near miss; others print."""
        assert main(["license", "apachee-2.0", "zzzz", "isc"]) == 2

        captured = capsys.readouterr()
        assert captured.out.startswith("ISC: ")
        assert captured.err.splitlines()[:2] == [
            "'apachee-2.0' is no license that is known; "
            "did you mean 'apache-2.0'?",
            "'zzzz' is no license that is known.",
        ]

    def test_list(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The catalog can be listed."""
        assert main(["license", "--list"]) == 0
        assert "LicenseRef-llama-3.1" in capsys.readouterr().out.splitlines()

    def test_needs_a_name(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Without a name there is nothing to show."""
        assert main(["license"]) == 2
        assert "Name a license" in capsys.readouterr().err

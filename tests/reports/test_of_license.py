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
        assert (
            "unmet    open terms (spectrum-1.0, g7-2026, osaid-1.0, "
            "osai-index)  field-of-use [1.b.iv], user-threshold "
            "(700,000,000 monthly active users) [2]\n" in out
        )
        assert (
            "conditional         commercial-use  field-of-use [1.b.iv], "
            "user-threshold (700,000,000 monthly active users) [2], "
            "naming-obligation [1.b.i]\n" in out
        )
        assert (
            "user-threshold (700,000,000 monthly active users)  [section 2]"
            in out
        )
        assert "not known: patent-use, amendable" in out
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
        ("name", "outcome", "because"),
        [
            ("MIT", "met", "by approval"),
            ("LicenseRef-nobody", "unknown", ""),
            ("openmdw-1.0", "met", ""),
            (
                "apple-amlr",
                "unmet",
                "no commercial-use, non-commercial [License Scope], "
                "research-only [License Scope]",
            ),
        ],
    )
    def test_judges_the_terms(
        self,
        name: str,
        outcome: str,
        because: str,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """Open, not open and why, or not known, by those who ask for it."""
        by = "spectrum-1.0, g7-2026, osaid-1.0, osai-index"

        main(["license", name])
        line = f"{outcome:<8} open terms ({by})  {because}".rstrip() + "\n"
        assert line in capsys.readouterr().out

        main(["license", name, "--format", "markdown"])
        row = f"| open terms | {by} | {outcome} | {because} |"
        assert row in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("name", "mof", "ai_act"),
        [
            # On the tool's list; open by terms as the guidelines read them.
            ("Apache-2.0", "met", "met"),
            ("cc-by-4.0", "met", "met"),
            # Paragraph 83: non-commercial; thresholds.
            ("cc-by-nc-4.0", "unmet", "unmet"),
            ("llama3.1", "unmet", "unmet"),
            # Paragraph 84: safety-oriented terms are a judgement on the case.
            ("creativeml-openrail-m", "unmet", "unknown"),
        ],
    )
    def test_asks_what_the_definitions_ask(
        self,
        name: str,
        mof: str,
        ai_act: str,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """What the MOF and the AI Act's guidelines make of a license."""
        main(["license", name, "--format", "json"])

        (license,) = json.loads(capsys.readouterr().out)["licenses"]
        found = {
            by: one["outcome"]
            for one in license["definitions"]
            for by in one["by"]
        }
        assert (found["mof-1.0"], found["eu-ai-act-gpai"]) == (mof, ai_act)

    def test_answers_with_clauses(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Each answer as data: what is left, why, and what is owed."""
        main(["license", "cc-by-nc-4.0", "--format", "json"])

        (license,) = json.loads(capsys.readouterr().out)["licenses"]
        business = license["may"]["commercial-use"]
        assert business["answer"] == "no"
        assert business["possible"] == ["no"]
        assert business["clauses"][0]["tag"] == "non-commercial"
        assert business["clauses"][0]["section"] == "2(a)(1)"
        owed = license["may"]["redistribute"]["duties"]
        assert owed[0]["tag"] == "include-copyright"

    def test_an_expression_is_more_than_its_parts(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What licenses come to together, once for the whole expression."""
        written = "CC-BY-NC-4.0 OR MIT"
        outs = {}
        for form in ("text", "markdown", "json"):
            main(["license", written, "--format", form])
            outs[form] = capsys.readouterr().out

        assert f"{written}: together\n" in outs["text"]
        assert f"# {written}\n" in outs["markdown"]
        (whole,) = json.loads(outs["json"])["expressions"]
        assert whole["expression"] == written
        assert whole["may"]["commercial-use"]["answer"] == "yes"

    def test_what_is_left_is_shown(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Where two answers are left, both are."""
        main(["license", "elastic-2.0"])

        assert "conditional or no   host  hosted-service [Limitations]" in (
            capsys.readouterr().out
        )

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
            "'zzzz' is no license that is known, nor a file. Name an "
            "identifier of SPDX or the Hub, or the path of a license text; "
            "`openness license --list` lists the catalog.",
        ]

    def test_several_names_in_one(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """How licenses go together is asked, not guessed."""
        assert main(["license", "Apache 2.0, MIT License"]) == 2
        assert capsys.readouterr().err == (
            "'Apache 2.0, MIT License' is no license that is known: "
            "it names Apache-2.0, MIT; join them by AND or OR.\n"
        )

    def test_list(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The catalog can be listed."""
        assert main(["license", "--list"]) == 0
        assert "LicenseRef-llama-3.1" in capsys.readouterr().out.splitlines()

    def test_needs_a_name(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Without a name there is nothing to show."""
        assert main(["license"]) == 2
        assert "Name a license" in capsys.readouterr().err

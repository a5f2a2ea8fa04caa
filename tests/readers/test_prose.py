import pytest

from openness.problems import Problem
from openness.readers import read_text
from openness.readers._prose import license_in_prose
from openness.readers._text import Text


def found(content: str) -> Problem | None:
    return license_in_prose(Text("c.md", content), 0)


class TestLicenseInProse:
    @pytest.mark.parametrize(
        ("content", "line", "says"),
        [
            ("# M\n\n**License:** MIT\n", 3, "'MIT'"),
            ("- License: [Apache 2.0](LICENSE)", 1, "'Apache 2.0'"),
            ("| Model | M |\n| License | MIT |", 2, "'MIT'"),
            ("## License\n\nFor research only.", 3, "'For research only'"),
            ("## 7. License\nOurs, see [it](L).", 2, "'Ours, see it'"),
            ("## 使用协议\n\n商用须登记", 3, "'商用须登记'"),
            ("# License\n- **License:** MIT", 2, "'MIT'"),
            ("- **License** A custom one", 1, "'A custom one'"),
            ("License: <b>MIT</b>", 1, "'MIT'"),
            ("Model license: foo", 1, "'foo'"),
            ("LICENCE: bar", 1, "'bar'"),
            ("text\n\nlicense: mit\n", 3, "'mit'"),
        ],
    )
    def test_is_shown_with_its_line(
        self, content: str, line: int, says: str
    ) -> None:
        """A line or a section of its own is where people look."""
        problem = found(content)

        assert problem is not None
        assert (problem.where, problem.kind) == (
            f"c.md:{line}",
            "license-in-prose",
        )
        assert f"the text says of its license {says}; " in problem.message

    def test_names_the_license_if_it_is_known(self) -> None:
        """A known name is how to declare it; an unknown one is not guessed."""
        known, unknown = found("License: Apache 2.0"), found("License: X Y")

        assert known is not None
        assert known.message.endswith("in the front matter as 'apache-2.0'.")
        assert unknown is not None
        assert unknown.message.endswith("in the front matter.")

    def test_names_it_as_the_hub_does(self) -> None:
        """The Hub takes identifiers of its own list only."""
        problem = found("License: Llama 3.1 Community License")

        assert problem is not None
        assert problem.message.endswith("in the front matter as 'llama3.1'.")

    @pytest.mark.parametrize(
        "content",
        [
            "",
            "This model has a license that forbids things.",
            "## License\n\n## Citation\n",
            "## License",
            "```\nlicense: mit\n```\n",
            "License:",
            "## License\n\n[More Information Needed]\n",
            "licensed: mit",
            "# License Plate Recognition\n\nThis model finds plates.",
            "## Licensed data\n\nMIT",
            "## \u901a\u4fe1\u534f\u8bae\n\nTCP",
            "| License | Params |\n|---|---|\n| MIT | 7B |",
            "Dataset license: MIT",
            "## License\n\n<!-- say which -->",
            "## License\n\n---\nmore",
            "License: TBD",
            "License: unknown",
            "## License\n\nCopyright (c) Nobody",
        ],
    )
    def test_other_words_are_none(self, content: str) -> None:
        """A mention, an empty section, a sample of code."""
        assert found(content) is None

    def test_is_no_fact(self) -> None:
        """Prose declares nothing: the terms stay unknown."""
        read = read_text(Text("c.md", "---\ntags: [a]\n---\nLicense: MIT\n"))

        assert read.release.artifacts[0].license is None
        assert [problem.kind for problem in read.problems] == [
            "license-in-prose",
            "no-license",
        ]

    def test_is_not_looked_for_beside_a_declaration(self) -> None:
        """Where the front matter names a license, the prose is not read."""
        read = read_text(
            Text("c.md", "---\nlicense: mit\n---\nLicense: GPL-3.0\n")
        )

        assert read.problems == ()

    def test_a_license_that_the_hub_does_not_list(self) -> None:
        """The Hub would refuse its identifier, so none is given."""
        problem = found("License: GPL-3.0-only")

        assert problem is not None
        assert problem.message.endswith("in the front matter.")

    @pytest.mark.parametrize(
        "line",
        [
            "#" * 200_000 + " foo bar license",
            "license" + " " * 200_000,
            "License: " + "[" * 200_000,
            "License: " + "[a](" * 50_000,
            "License: " + "<a" * 100_000,
        ],
    )
    def test_long_lines_end(self, line: str) -> None:
        """A line is looked at as far as somebody would read it."""
        problem = found(line)

        assert problem is None or len(problem.message) < 400

    def test_a_text_about_licenses_ends(self) -> None:
        """The word may stand there a million times."""
        assert found("a license\n" * 100_000 + "License: MIT") is None

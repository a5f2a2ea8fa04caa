import html
import re
import textwrap
from pathlib import Path

import pytest

from openness.licenses.identify import identify, triples, words

APACHE = (Path(__file__).parents[2] / "LICENSE").read_text(encoding="utf-8")
MIT = """\
Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""
CLAUSE = """
The licensee may not use the work for any commercial purpose whatsoever, and
shall pay a fee for each copy that is passed on to a third party.
"""


class TestExact:
    @pytest.mark.parametrize(
        "text",
        [
            MIT,
            f"MIT License\n\nCopyright (c) 2026 Jane Doe\n\n{MIT}",
            f"MIT License\n\n© 2026 Jane Doe\n\n{MIT}",
            html.escape(f"MIT License\n\n{MIT}"),
            f"# MIT License\n\n{MIT}",
            f"MIT LICENSE\r\n\r\n{MIT}".replace("\n", "\r\n"),
            textwrap.fill(f"MIT License {MIT}", 40),
        ],
        ids=["bare", "notice", "sign", "html", "markdown", "crlf", "wrapped"],
    )
    def test_whatever_spdx_leaves_out_of_account(self, text: str) -> None:
        """Case, space, punctuation, markup and notices do not matter."""
        found = identify(text)

        assert found.kind == "exact"
        assert [match.license for match in found.matches] == ["MIT"]
        assert found.added == ()

    def test_apache(self) -> None:
        """The license of this project is recognized as what it is."""
        found = identify(APACHE)

        assert found.kind == "exact"
        assert found.matches[0].license == "Apache-2.0"

    @pytest.mark.parametrize("width", [40, 66, 110])
    def test_lines_may_end_elsewhere(self, width: int) -> None:
        """Numbers that come to stand at the head of a line still count."""
        wrapped = "\n\n".join(
            textwrap.fill(paragraph, width)
            for paragraph in APACHE.split("\n\n")
        )

        assert identify(wrapped).kind == "exact"
        changed = re.sub(r"(through\s+)9", r"\g<1>7", wrapped)
        assert changed != wrapped
        assert identify(changed).kind == "near"


class TestNear:
    def test_one_more_clause_is_never_exact(self) -> None:
        """An added clause can turn the terms around; it is quoted."""
        found = identify(APACHE + CLAUSE)

        assert found.kind == "near"
        assert found.matches[0].license == "Apache-2.0"
        assert found.added[0].startswith("The licensee may not use")

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("free of charge", "for a fee"),
            ("without restriction", "with restrictions"),
            ("to use, copy", "to copy"),
            ("sell\ncopies", "not sell\ncopies"),
        ],
    )
    def test_one_changed_word_is_never_exact(self, old: str, new: str) -> None:
        """A text that is not the known one to the word is near at most."""
        assert old in MIT

        found = identify(MIT.replace(old, new))

        assert found.kind == "near"

    @pytest.mark.parametrize(
        "line",
        [
            "Copyright (c) 2026 Jane Doe. You may not use it in a business.",
            "(c) 2026 Jane Doe, for non-commercial purposes",
            "<you may not use it in a business>",
            "<!-- you may not use it in a business -->",
            "---\nuse: not in a business\n---",
        ],
        ids=["notice", "sign", "brackets", "comment", "front-matter"],
    )
    def test_a_clause_cannot_hide(self, line: str) -> None:
        """What does not count cannot hold a term."""
        assert identify(f"{line}\n\n{MIT}").kind == "near"

    def test_a_part_is_near(self) -> None:
        """A text that was cut off is near the whole."""
        found = identify(APACHE[: len(APACHE) * 9 // 10])

        assert found.kind == "near"
        assert found.matches[0].contained < 1

    def test_two_licenses_in_one_file(self) -> None:
        """A known text inside a longer one is found."""
        found = identify(f"{APACHE}\n\n{'Some words of our own. ' * 3}\n{MIT}")

        assert found.kind == "near"
        assert found.matches[0].license == "Apache-2.0"


class TestNone:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "All rights reserved.",
            "This model is open source!",
            "The quick brown fox jumps over the lazy dog. " * 100,
        ],
    )
    def test_no_known_text(self, text: str) -> None:
        """Prose about a license is no license."""
        assert identify(text).kind == "none"


class TestWords:
    def test_normalization(self) -> None:
        """Numbers of clauses go, numbers in clauses stay."""
        assert words("1. The <b>Licence</b> ends &amp; 30 days pass.") == [
            "the",
            "license",
            "ends",
            "30",
            "days",
            "pass",
        ]

    def test_a_short_text_has_no_triples(self) -> None:
        """Two words give none."""
        assert triples(["two", "words"]) == []


class TestTitles:
    @pytest.mark.parametrize(
        "head",
        [
            "The MIT License (MIT)",
            "# License",
            "# MIT License",
            "MIT License\n\nCopyright Jane Doe\nAll rights reserved.",
            "MIT\n\nCopyright Jane Doe, Inc.",
        ],
    )
    def test_name_a_license_and_say_no_more(self, head: str) -> None:
        """Titles and holders do not count (SPDX matching guidelines)."""
        found = identify(f"{head}\n\n{MIT}")

        assert (found.kind, found.matches[0].license) == ("exact", "MIT")

    @pytest.mark.parametrize(
        "head",
        [
            "Non-Commercial MIT License",
            "MIT License for research only",
            "MIT License (weights excluded)",
            "Modified MIT License",
        ],
    )
    def test_that_say_more_count(self, head: str) -> None:
        """A term can stand in a title."""
        assert identify(f"{head}\n\n{MIT}").kind == "near"

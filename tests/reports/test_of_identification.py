import json
from pathlib import Path

import pytest

from openness.cli import main

#: The text of 0BSD.
TEXT = """\
Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY
SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER
RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF
CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN
CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
"""
#: A clause that 0BSD does not have.
CLAUSE = "The software must not be used to train models of competitors."


@pytest.fixture(name="exact")
def _exact(tmp_path: Path) -> str:
    path = tmp_path / "LICENSE"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture(name="near")
def _near(tmp_path: Path) -> str:
    path = tmp_path / "LICENSE.md"
    path.write_text(f"{TEXT}\n{CLAUSE}\n", encoding="utf-8")
    return str(path)


class TestFiles:
    def test_an_exact_text_has_the_terms_of_its_license(
        self, exact: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What the file is comes first, then what the license says."""
        assert main(["license", exact]) == 0

        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == f"{exact}: exact, the text of 0BSD"
        assert "0BSD: BSD Zero Clause License" in lines

    def test_a_near_text_has_none(
        self, near: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A clause more may turn the terms around: it is shown instead."""
        assert main(["license", near]) == 0

        out = capsys.readouterr().out
        assert out.startswith(f"{near}: near 0BSD, and not its text; ")
        assert f"  not in 0BSD:\n    {CLAUSE}\n" in out
        assert "may I?" not in out

    def test_no_known_text(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Nothing is likened to what is nothing like it."""
        path = tmp_path / "notes.txt"
        path.write_text("Buy milk.\n", encoding="utf-8")

        assert main(["license", str(path)]) == 0
        assert capsys.readouterr().out == (
            f"{path}: none of the texts that are known\n\n"
        )

    def test_as_json(
        self, exact: str, near: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Files, licenses and expressions are one document."""
        assert main(["license", exact, near, "--format", "json"]) == 0

        document = json.loads(capsys.readouterr().out)
        first, second = document["files"]
        assert first == {
            "path": exact,
            "kind": "exact",
            "matches": [{"license": "0BSD", "overlap": 1, "contained": 1}],
            "added": [],
        }
        assert (second["path"], second["kind"]) == (near, "near")
        assert second["added"] == [CLAUSE]
        assert [one["id"] for one in document["licenses"]] == ["0BSD"]

    def test_as_markdown(
        self, near: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The texts that it resembles are a table, the rest is quoted."""
        assert main(["license", near, "--format", "markdown"]) == 0

        out = capsys.readouterr().out
        shown = near.replace("_", "\\_")
        assert out.startswith(f"# {shown}\n\nnear 0BSD, and not its text; ")
        assert "| `0BSD` | " in out
        assert f"> {CLAUSE}\n" in out

    def test_what_a_file_says_steers_nothing(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Neither the terminal nor the page that shows it."""
        path = tmp_path / "LICENSE"
        clause = "A \x1b[31mred clause with <script> and `code` in it."
        path.write_text(f"{TEXT}\n{clause}\n", encoding="utf-8")

        main(["license", str(path)])
        assert "\x1b" not in capsys.readouterr().out
        main(["license", str(path), "--format", "markdown"])
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert "\\<script\\> and \\`code\\` in it." in out

    def test_compare_takes_exact_texts(
        self, exact: str, near: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What is not the text of a license has no terms to compare."""
        assert main(["license", exact, "--compare", "0BSD"]) == 0
        assert "the same terms" in capsys.readouterr().out
        assert main(["license", near, "--compare", "0BSD"]) == 2
        assert capsys.readouterr().err.startswith(f"{near}: is not the exact")

    def test_a_folder_may_share_a_name(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """A folder called MIT does not hide the license."""
        (tmp_path / "MIT").mkdir()
        monkeypatch.chdir(tmp_path)

        assert main(["license", "MIT"]) == 0
        assert capsys.readouterr().out.startswith("MIT: MIT License")

    def test_a_directory(
        self, exact: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A file in it is named, if there is one."""
        folder = Path(exact).parent

        assert main(["license", str(folder)]) == 2
        assert capsys.readouterr().err == (
            f"{folder}: is a directory. Name a license file in it, "
            f"such as {exact}.\n"
        )

    def test_an_empty_directory(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Without one, none is invented."""
        assert main(["license", str(tmp_path)]) == 2
        assert capsys.readouterr().err == (
            f"{tmp_path}: is a directory. Name a license file in it.\n"
        )

    def test_a_binary_file(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What is no text is one clear error."""
        path = tmp_path / "LICENSE"
        path.write_bytes(b"\0\xff" * 50)

        assert main(["license", str(path)]) == 2
        assert "is not text" in capsys.readouterr().err


class TestNames:
    @pytest.mark.parametrize(
        ("written", "message"),
        [
            (
                "MIT AND",
                "'MIT AND' is no license that is known. Invalid license "
                "expression: expected a license after 'AND'.\n"
                "    MIT AND\n"
                "           ^\n",
            ),
            ("zzzz OR MIT", "'zzzz OR MIT' is no license that is known"),
            (
                "bloom",
                "'bloom' is no license that is known, but a release of the "
                "catalog. Ask for it by `openness catalog show`",
            ),
        ],
    )
    def test_an_expression_shows_where_it_breaks(
        self,
        written: str,
        message: str,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """What reads like an expression is held to its syntax."""
        assert main(["license", written]) == 2
        assert capsys.readouterr().err.startswith(message)

    def test_json_has_one_answer_for_each_name_and_file(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What means no license, and what cannot be read, is in it too."""
        names = ["Apache 2.0", "zzzz", str(tmp_path)]
        assert main(["license", *names, "--format", "json"]) == 2

        document = json.loads(capsys.readouterr().out)
        assert [
            (one["name"], one["license"], one["how"])
            for one in document["names"]
        ] == [
            ("Apache 2.0", "Apache-2.0", "spelling"),
            ("zzzz", None, "unresolved"),
        ]
        (file,) = document["files"]
        assert file["path"] == str(tmp_path)
        assert "is a directory" in file["error"]

    def test_a_comparison_needs_both(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What cannot be read is not compared."""
        names = [str(tmp_path), "--compare", "mit"]
        assert main(["license", *names]) == 2
        assert "is a directory" in capsys.readouterr().err

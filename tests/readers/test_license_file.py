from pathlib import Path

import pytest

from openness.readers import Card, read
from openness.release import Component, Strength

WEIGHTS = Component.MODEL_PARAMETERS_FINAL
#: The text of 0BSD, and with a clause that it does not have.
EXACT = """\
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
NEAR = f"{EXACT}\nThe software must not be used in any weapon.\n"


def card(folder: Path, front: str, **files: str) -> Card:
    """A card with files beside it; `__` in a name stands for a dot."""
    (folder / "README.md").write_text(f"---\n{front}\n---\n", "utf-8")
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, "utf-8")
    return read(str(folder / "README.md"))


def license(found: Card) -> str | None:
    (weights,) = found.release.providing(WEIGHTS)
    return weights.license


class TestUndeclared:
    @pytest.mark.parametrize(
        "front", ["license: other", "tags: [a]", "license:", "license: ???"]
    )
    def test_an_exact_text_says_the_license(
        self, front: str, tmp_path: Path
    ) -> None:
        """It was there to read; the card should declare it all the same."""
        found = card(tmp_path, front, LICENSE=EXACT)

        (weights,) = found.release.providing(WEIGHTS)
        assert weights.license == "0BSD"
        assert weights.evidence[0].where == str(tmp_path / "LICENSE")
        assert weights.evidence[0].strength is Strength.OBSERVED
        assert [p.kind for p in found.problems] == ["license-not-declared"]

    def test_a_near_text_says_nothing(self, tmp_path: Path) -> None:
        """One clause more, and nobody knows the terms but by reading."""
        found = card(tmp_path, "license: other", LICENSE=NEAR)

        assert license(found) is None
        assert [p.kind for p in found.problems] == [
            "license-not-named",
            "unknown-license",
        ]
        assert "is near 0BSD and not its text" in found.problems[1].message

    def test_a_license_of_the_model_goes_first(self, tmp_path: Path) -> None:
        """The other one is for the code, as often as not."""
        found = card(
            tmp_path, "license: other", LICENSE__md=NEAR, MODEL_LICENSE=EXACT
        )

        assert license(found) == "0BSD"

    @pytest.mark.parametrize("text", ["Buy milk.", "\0\1\2"])
    def test_other_texts_change_nothing(
        self, text: str, tmp_path: Path
    ) -> None:
        """A note, or a file that is no text."""
        found = card(tmp_path, "license: other", LICENSE=text)

        assert license(found) is None
        assert [p.kind for p in found.problems] == ["license-not-named"]

    def test_without_weights_there_is_nothing_to_license(
        self, tmp_path: Path
    ) -> None:
        """The card of a data set has no weights beside it."""
        found = card(tmp_path, "task_categories: [a]", LICENSE=EXACT)

        assert [p.kind for p in found.problems] == ["not-a-model-card"]


class TestDeclared:
    @pytest.mark.parametrize("text", [EXACT, NEAR])
    def test_the_same_license_is_no_news(
        self, text: str, tmp_path: Path
    ) -> None:
        """Nor is a text that is only near to one."""
        found = card(tmp_path, "license: 0bsd", LICENSE=text)

        assert (license(found), found.problems) == ("0BSD", ())

    def test_another_license_holds_too(self, tmp_path: Path) -> None:
        """Neither is believed against the other."""
        found = card(tmp_path, "license: mit", LICENSE=EXACT)

        assert license(found) == "MIT AND 0BSD"
        assert [p.kind for p in found.problems] == ["license-contradiction"]

    def test_a_member_of_the_declared_family_is_none(
        self, tmp_path: Path
    ) -> None:
        """A family says less than the text of one of its members."""
        apache = Path(__file__).parents[2] / "LICENSE"
        found = card(
            tmp_path, "license: apache", LICENSE=apache.read_text("utf-8")
        )

        assert found.problems == ()

    @pytest.mark.parametrize("joint", ["OR", "AND"])
    def test_one_of_several_is_no_news(
        self, joint: str, tmp_path: Path
    ) -> None:
        """The file may hold one of the licenses that are declared."""
        found = card(tmp_path, f"license: MIT {joint} 0BSD", LICENSE=EXACT)

        assert (license(found), found.problems) == (f"MIT {joint} 0BSD", ())

    def test_another_than_those_to_choose_from(self, tmp_path: Path) -> None:
        """It holds whatever is chosen."""
        front = "license: MIT OR Apache-2.0"
        found = card(tmp_path, front, LICENSE=EXACT)

        assert license(found) == "(MIT OR Apache-2.0) AND 0BSD"
        assert [p.kind for p in found.problems] == ["license-contradiction"]

import pytest

from openness.licenses._names import NAMES
from openness.licenses._spdx import LICENSES
from openness.licenses.wording import folded, parts, without_scope


class TestFolded:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("The MIT License", "mit"),
            ("Apache 2.0 license", "Apache-2.0"),
            ("CC-BY-NC 4.0", "cc by nc 4"),
            (
                "Creative Commons Attribution-NonCommercial 4.0 International",
                "CC-BY-NC-4.0",
            ),
            ("Attribution-ShareAlike 3.0 Unported", "CC-BY-SA-3.0"),
            ("Open Rail-M", "OpenRAIL M"),
            ("GNU GPLv3", "GPL v3.0"),
            ("Aquila Model Licence Agreement", "aquila model"),
        ],
    )
    def test_wordings_of_one_name_agree(self, one: str, other: str) -> None:
        """Case, spaces, punctuation and idle words tell nothing apart."""
        assert folded(one) == folded(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("MIT", "MIT-0"),
            ("MIT", "MIT-style"),
            ("MIT", "modified MIT"),
            ("MIT", "not MIT"),
            ("Apache-2.0", "Apache-2.0 with changes"),
            ("GPL-2.0", "GPL-2.0+"),
            ("GPL-2.0", "GPL-2.1"),
            ("CC-BY-4.0", "CC-BY-NC-4.0"),
            ("CC0-1.0", "CC-01"),
            ("Llama 3.1", "Llama 31"),
            ("Llama 3 1", "Llama 31"),
        ],
    )
    def test_every_other_word_counts(self, one: str, other: str) -> None:
        """A word more or less can name another license."""
        assert folded(one) != folded(other)

    def test_spdx_ids_stay_apart(self) -> None:
        """No two licenses that SPDX lists fold to one name."""
        listed = [id for id, _, flags in LICENSES.values() if "d" not in flags]

        assert len({folded(id) for id in listed}) == len(listed)

    def test_no_name_folds_to_nothing(self) -> None:
        """A name made of idle words alone would stand for any license."""
        assert all(folded(name) for name in NAMES)


class TestWithoutScope:
    @pytest.mark.parametrize(
        ("written", "left"),
        [
            ("CC BY NC 4.0 (model weights)", "CC BY NC 4.0"),
            ("MIT (the weights)", "MIT"),
            ("MIT (code)", "MIT (code)"),
            ("MIT (modified)", "MIT (modified)"),
        ],
    )
    def test_only_the_weights(self, written: str, left: str) -> None:
        """A license of the code says nothing of the weights."""
        assert without_scope(written) == left


class TestParts:
    def test_splits_what_may_be_several(self) -> None:
        """Commas, slashes and the words and, or join names."""
        assert parts("MIT (code), Apache 2.0 and ISC / X; Y") == [
            "MIT",
            "Apache 2.0",
            "ISC",
            "X",
            "Y",
        ]

import importlib.util
import re
from pathlib import Path

import pytest

from openness.licenses import resolve, resolve_url
from openness.licenses.catalog import text
from openness.licenses.names import Resolution
from openness.licenses.urls import normal_url

ROOT = Path(__file__).parents[2]


class TestResolve:
    @pytest.mark.parametrize(
        ("written", "license", "how"),
        [
            ("apache-2.0", "Apache-2.0", "spdx-id"),
            ("llama3.1", "LicenseRef-llama-3.1", "hub-id"),
            ("openrail++", "LicenseRef-openrail-plusplus", "hub-id"),
            ("LicenseRef-llama-3.1", "LicenseRef-llama-3.1", "catalog-id"),
            ("llama-3.1", "LicenseRef-llama-3.1", "catalog-id"),
            (
                "Llama  3.1 Community License",
                "LicenseRef-llama-3.1",
                "spelling",
            ),
            ("mit OR isc", "MIT OR ISC", "expression"),
            ("https://ai.google.dev/gemma/terms", "LicenseRef-gemma", "url"),
            ("Apache 2.0 license", "Apache-2.0", "wording"),
            ("CC-BY-NC 4.0", "CC-BY-NC-4.0", "wording"),
            ("GPLv3 or later", "GPL-3.0-or-later", "wording"),
            ("CC BY-NC-SA", "LicenseRef-cc-by-nc-sa", "spelling"),
            ("Llama license", "LicenseRef-llama", "spelling"),
        ],
    )
    def test_says_how(self, written: str, license: str, how: str) -> None:
        """A resolution is exact, up to case and spaces, and says how."""
        assert resolve(written) == Resolution(license, how)

    @pytest.mark.parametrize(
        ("written", "suggestion"),
        [
            ("apachee-2.0", "apache-2.0"),
            ("zzzzzz", None),
            ("x" * 1000, None),
            ("Apache 2.0 (code)", None),
            ("unknown (model weights), Apache 2.0 (code)", None),
            ("Apache 2.0 and bespoke community license", None),
            ("MIT with changes", None),
            ("https://example.org/license", None),
        ],
    )
    def test_never_guesses(self, written: str, suggestion: str | None) -> None:
        """A near miss is a suggestion; anything else is nothing."""
        assert resolve(written) == Resolution(None, "unresolved", suggestion)

    @pytest.mark.parametrize(
        ("written", "named"),
        [
            (
                "Apache-2.0 (code), CC-BY-4.0 (weights)",
                ("Apache-2.0", "CC-BY-4.0"),
            ),
            ("Apache and CC-BY-4.0", ("LicenseRef-apache", "CC-BY-4.0")),
            ("The MIT License / Apache 2.0", ("MIT", "Apache-2.0")),
        ],
    )
    def test_several_names_are_none(
        self, written: str, named: tuple[str, ...]
    ) -> None:
        """How several licenses go together is for their author to say."""
        assert resolve(written) == Resolution(None, "ambiguous", named=named)


class TestResolveUrl:
    @pytest.mark.parametrize(
        "written",
        [
            "https://ai.google.dev/gemma/terms",
            "http://ai.google.dev/gemma/terms/",
            " https://AI.google.dev/gemma/terms#section ",
        ],
    )
    def test_ignores_what_does_not_matter(self, written: str) -> None:
        """Scheme, case, fragment and a last slash lead to the same text."""
        assert resolve_url(written).license == "LicenseRef-gemma"

    def test_views_of_a_file_are_one(self) -> None:
        """A repository's blob, raw and resolve views show one file."""
        assert normal_url("https://huggingface.co/a/b/resolve/main/L") == (
            normal_url("https://huggingface.co/a/b/blob/main/L")
        )


class TestIndex:
    def test_is_that_of_the_files(self) -> None:
        """The generated index is current, and no name means two licenses."""
        path = ROOT / "tasks/update_names.py"
        spec = importlib.util.spec_from_file_location("update_names", path)
        assert spec is not None
        assert spec.loader is not None
        task = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(task)

        written, faults = task.index()

        index = ROOT / "src/openness/licenses/_names.py"
        assert faults == []
        assert written == index.read_text(encoding="utf-8")


def test_the_documented_names_stay_unresolved() -> None:
    """What the reference says to mean no license means none."""
    page = ROOT / "docs/reference/licenses.md"
    table = page.read_text(encoding="utf-8").split("| not resolved |")[1]
    rows = table.split("\n\n")[0].splitlines()[2:]
    names = [
        code or quoted
        for row in rows
        for code, quoted in re.findall(
            r'`([^`]+)`|"([^"]+)"', row.split(" | ")[0]
        )
    ]

    assert len(names) > 10
    assert {name: resolve(name).license for name in names} == dict.fromkeys(
        names
    )


def test_an_address_beside_weights() -> None:
    """What a publisher's card says of an address is known of the address."""
    beside = (
        "https://huggingface.co/Qwen/Qwen2.5-3B-Instruct/blob/main/LICENSE"
    )
    assert resolve_url(beside).license == "LicenseRef-qwen-research-2024"
    found = text("LicenseRef-qwen-research-2024")
    assert found is not None
    assert beside not in found.urls

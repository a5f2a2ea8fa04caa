"""The embedded catalog: its files, its index, its names."""

import datetime as dt
import sys
from pathlib import Path

import pytest
import tomli

from openness import releases
from openness.licenses.catalog import text
from openness.licenses.expression import alternatives, parse
from openness.release import Component

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "src/openness/releases/data").glob("*.toml"))
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


class TestFiles:
    @every_file
    def test_follow_the_schema(self, path: Path) -> None:
        """Names, the day of reading, and no key that nobody reads."""
        about = tomli.loads(path.read_text(encoding="utf-8"))["catalog"]

        assert {"hub_ids", "names", "read"} <= about.keys()
        assert about.keys() <= {
            "hub_ids",
            "names",
            "read",
            "note",
            "withdrawn",
        }
        assert type(about["read"]) is dt.date

    @every_file
    def test_every_fact_has_a_source(self, path: Path) -> None:
        """An artifact, a withheld component, a parent cites an address."""
        release = releases.show(path.stem).card.release

        facts = [one.evidence for one in release.artifacts]
        facts += [one.evidence for one in release.withheld]
        facts += [one.evidence for one in release.parents]

        assert facts
        for evidence in facts:
            assert any(one.where.startswith("https://") for one in evidence)

    @every_file
    def test_outlines_are_of_the_file(self, path: Path) -> None:
        """What a derivative inherits is what the file says."""
        whole = releases.show(path.stem)
        outline = releases.outline(path.stem)

        assert outline is not None
        assert outline.withdrawn == whole.withdrawn
        release = whole.card.release
        for component in (
            Component.MODEL_PARAMETERS_FINAL,
            Component.DATASETS,
        ):
            known = [
                one.license for one in outline.release.providing(component)
            ]
            own = [one.license for one in release.providing(component)]
            assert known == own[: len(known)]
            assert bool(known) == bool(own)
        assert [(p.name, p.license) for p in outline.release.parents] == [
            (p.name, p.license) for p in release.parents
        ]

    @every_file
    def test_licenses_are_known(self, path: Path) -> None:
        """A license that is named is SPDX's or of the license catalog."""
        release = releases.show(path.stem).card.release
        licenses = {one.license for one in release.artifacts}
        licenses |= {one.license for one in release.parents}

        for license in licenses - {None}:
            for choice in alternatives(parse(str(license))):
                for one in choice:
                    assert text(one.id) is not None, one.id

    def test_the_index_is_that_of_the_files(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """`tasks/update_releases.py` was run after the last change."""
        monkeypatch.setattr(sys, "path", [str(ROOT / "tasks"), *sys.path])
        import update_releases

        written, faults = update_releases.index()

        assert faults == []
        assert update_releases.INDEX.read_text(encoding="utf-8") == written


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            "llama-3.1",
            "Llama 3.1",
            "meta-llama/Llama-3.1-8B-Instruct",
            "https://huggingface.co/meta-llama/Llama-3.1-8B",
            "  LLAMA_3.1 ",
        ],
    )
    def test_match_exactly_up_to_case_and_spaces(self, name: str) -> None:
        """Hub ids, addresses and spellings lead to one release."""
        entry = releases.find(name)

        assert entry is not None
        assert entry.id == "llama-3.1"

    def test_nothing_is_guessed(self) -> None:
        """A near miss is a suggestion, never a match."""
        assert releases.find("llama-3.11") is None
        assert releases.suggestions("lama 3.1") == ("llama-3.1",)
        assert releases.suggestions("zzzzzzzz") == ()
        assert releases.suggestions(" ") == ()

    def test_a_family_is_no_release(self) -> None:
        """Versions differ, so the name of a family suggests them all."""
        assert releases.find("Llama") is None
        meant = releases.suggestions("Llama 3")
        assert {"llama-3", "llama-3.1", "llama-3.2-vision"} <= set(meant)
        assert not any(id.startswith(("llama-2", "gemma")) for id in meant)

    def test_unknown_id(self) -> None:
        """Showing what is not there is a KeyError."""
        with pytest.raises(KeyError):
            releases.show("no-such-release")


class TestStale:
    def test_lists_what_was_read_before_a_day(self) -> None:
        """Everything is old some day, nothing before it was read."""
        assert len(releases.stale(dt.date.max)) == len(FILES)
        assert releases.stale(dt.date(2020, 1, 1)) == ()

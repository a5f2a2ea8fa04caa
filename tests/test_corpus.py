"""Real cards, by other people, where they are at hand.

The corpus is not part of the project. Without it these tests skip; the
project's own fixtures cover the same behaviors.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from openness import Category, Component, classify
from openness.errors import ReadError
from openness.licenses import resolve, text
from openness.licenses.catalog import members
from openness.readers import Card, read
from openness.readers._text import decode
from openness.readers.front_matter import read_front_matter
from openness.verdict import TermsOnWeights

SHARED = Path(__file__).parents[2] / "shared"
CARDS = sorted(
    path for path in (SHARED / "corpus/cards").glob("*/*") if path.is_file()
)
HUB = re.compile(r"^(\s*---[\r\n]+)([\S\s]*?)([\r\n]+---(\r\n|\r|\n|$))")

pytestmark = pytest.mark.skipif(
    not CARDS, reason="the corpus of real cards is not at hand"
)


@pytest.fixture(name="read_cards", scope="module")
def _read_cards() -> list[tuple[Path, Card]]:
    return [(path, read(str(path))) for path in CARDS]


class TestEveryCard:
    def test_in_one_run(self) -> None:
        """One result each, in order, whatever is wrong with some."""
        command = [sys.executable, "-m", "openness", "classify"]

        done = subprocess.run(
            [*command, "--format", "json", *map(str, CARDS)],
            capture_output=True,
            check=False,
            text=True,
        )

        results = json.loads(done.stdout)["results"]
        assert [result["source"] for result in results] == [
            str(path) for path in CARDS
        ]
        assert "Traceback" not in done.stderr

    def test_values_are_those_of_pyyaml(self) -> None:
        """Cutting keys out gives what a full parse of the block gives."""
        compared = 0
        for path in CARDS:
            try:
                text = decode(path.read_bytes(), str(path))
            except ReadError:
                continue
            match = HUB.match(text.content)
            front = read_front_matter(text, lambda _: True)
            assert (match is None) == (front is None), path
            if match is None or front is None:
                continue
            try:
                whole = yaml.load(match[2], Loader=yaml.CSafeLoader)
            except yaml.YAMLError:
                assert front.problems, path
                continue
            if isinstance(whole, dict):
                compared += 1
                assert {
                    name: field.value for name, field in front.fields.items()
                } == {
                    name: value
                    for name, value in whole.items()
                    if isinstance(name, str)
                }, path
        assert compared > 800


class TestHonesty:
    def test_no_card_is_open_source_on_its_own(
        self, read_cards: list[tuple[Path, Card]]
    ) -> None:
        """A card's metadata cannot prove code and data."""
        for path, card in read_cards:
            category = classify(card.release).category
            assert category is not Category.OPEN_SOURCE, path

    def test_no_license_is_invented(
        self, read_cards: list[tuple[Path, Card]]
    ) -> None:
        """A card without a license field gets no terms."""
        for path, card in read_cards:
            text = path.read_bytes().decode("utf-8", "replace")
            if "license" in text.lower() or "\0" in text:
                continue
            verdict = classify(card.release)
            assert verdict.terms_on_weights is TermsOnWeights.UNKNOWN, path
            assert verdict.restrictions == ()

    def test_an_unchecked_parent_is_reported(
        self, read_cards: list[tuple[Path, Card]]
    ) -> None:
        """No declared license over a base model passes as settled."""
        derived = 0
        for path, card in read_cards:
            if card.release.parents:
                derived += 1
                kinds = {problem.kind for problem in card.problems}
                assert "parent-terms-unknown" in kinds, path
                verdict = classify(card.release)
                assert verdict.terms_on_weights is not TermsOnWeights.OPEN
        assert derived > 100

    def test_problems_have_a_place(
        self, read_cards: list[tuple[Path, Card]]
    ) -> None:
        """Every problem starts with the file it is in."""
        for path, card in read_cards:
            for problem in card.problems:
                assert problem.where.startswith(str(path))

    def test_weights_are_presumed_only_of_hub_cards(
        self, read_cards: list[tuple[Path, Card]]
    ) -> None:
        """Without front matter nothing is presumed."""
        for path, card in read_cards:
            if card.release.providing(Component.MODEL_PARAMETERS_FINAL):
                assert b"---" in path.read_bytes()[:65536].replace(b"\0", b"")


class TestHubIdentifiers:
    def test_are_all_known(self) -> None:
        """Each of the Hub's 83 identifiers resolves, but two that say none."""
        listed = json.loads(
            (SHARED / "facts/hub-license-ids.json").read_text()
        )
        ids = [one["id"] for one in listed["licenses"]]

        unresolved = [id for id in ids if resolve(id).license is None]

        assert len(ids) == 83
        assert unresolved == ["unknown", "other"]


#: Where the reader of the spellings and the catalog call a license otherwise.
OURS = {
    "AGPL-3.0-only": "AGPL-3.0",
    "GPL-2.0-only": "GPL-2.0",
    "LGPL-3.0-only": "LGPL-3.0",
    "OpenRAIL family": "LicenseRef-openrail",
    "CC family": "LicenseRef-cc",
    "GPL family": "LicenseRef-gpl",
    "BSD family": "LicenseRef-bsd",
    "CC-BY-ND": "LicenseRef-cc-by-nd",
    "CC-BY-NC-SA": "LicenseRef-cc-by-nc-sa",
    "hunyuan": "LicenseRef-tencent-hunyuan",
    "exaone": "LicenseRef-exaone-nc",
    "krea-2-community": "LicenseRef-krea-2",
    "ltx-2.x-community": "LicenseRef-ltx-2.x",
    "playground-v2-community": "LicenseRef-playground-v2",
    "stability-nc-research-2023-12": "LicenseRef-stability-nc-2023",
    "fair-noncommercial-research": "LicenseRef-fair-nc-research",
    "ChatGLM3-6B License": "LicenseRef-chatglm3-6b",
    "Mistral AI Non-Production License": "LicenseRef-mnpl-0.1",
}
#: Names that the reader gave to a text of the catalog, but other texts bear.
OTHERS = {
    # The first text for LTX-2; the one in the catalog is of August 2026.
    "LTX-2 Community License Agreement",
    "ltx-2-community-license-agreement",
    # Without the registration that ChatGLM3's asks for.
    "ChatGLM2-6B License",
    # Other terms than those of RMBG 1.4.
    "bria-rmbg-2.0",
}


def entry(intended: str) -> str | None:
    """Return the id of the one license that a reader took to be meant."""
    if " AND" in intended:
        return None
    name = intended.partition(" (")[0]
    for id in (OURS.get(name, name), f"LicenseRef-{name}"):
        known = text(id)
        if known is not None:
            return known.id
    return None


class TestSpellings:
    def test_of_known_licenses_resolve_rightly(self) -> None:
        """At least 95 % of the names of known licenses, and none wrongly.

        A family of which the license is a member is right, and says less.
        """
        data = json.loads(
            (SHARED / "facts/license-spellings.json").read_text()
        )
        wanted = {}
        for row in data["spellings"]:
            raw = row["raw"]
            raw = raw[0] if isinstance(raw, list) and len(raw) == 1 else raw
            meant = entry(row["intended"])
            if isinstance(raw, str) and meant and raw not in OTHERS:
                wanted[raw] = meant
        found = {raw: resolve(raw).license for raw in wanted}

        wrong = {
            raw: (license, wanted[raw])
            for raw, license in found.items()
            if license is not None and not _means(license, wanted[raw])
        }
        unresolved = [raw for raw in found if found[raw] is None]
        assert len(wanted) > 110
        assert wrong == {}
        assert len(unresolved) <= len(wanted) * 0.05, unresolved


def _means(license: str, wanted: str) -> bool:
    if license == wanted:
        return True
    known = text(license)
    return known is not None and wanted in {m.id for m in members(known)}

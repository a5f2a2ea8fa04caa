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
from openness.licenses import resolve
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

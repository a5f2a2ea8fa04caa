"""Real cards, by other people, where they are at hand.

The corpus is not part of the project. Without it these tests skip; the
project's own fixtures cover the same behaviors.
"""

import html
import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from openness import Category, Component, classify
from openness.errors import ReadError
from openness.frameworks import MOF_1_0
from openness.licenses import OPEN, Condition, LicenseText, resolve, text
from openness.licenses.catalog import members
from openness.licenses.criteria import ListCriterion
from openness.licenses.identify import identify
from openness.outcome import Outcome
from openness.readers import Card, read
from openness.readers._text import decode
from openness.readers.front_matter import read_front_matter
from openness.requirements import Licensed, leaves
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


TEXTS = SHARED / "corpus/license-texts"
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
#: How the texts in model repositories begin, and what they are.
TITLES = {
    "Apache License": "Apache-2.0",
    "title: Apache License 2.0": "Apache-2.0",
    "MIT License": "MIT",
    "Attribution-NonCommercial 4.0": "CC-BY-NC-4.0",
    "Attribution-NonCommercial-NoDerivatives 4.0": "CC-BY-NC-ND-4.0",
    "GNU AFFERO": "AGPL-3.0-or-later",
    "GNU GENERAL": "GPL-3.0-or-later",
    "Mozilla Public License Version 2.0": "MPL-2.0",
    "BSD 3-Clause": "BSD-3-Clause",
    "Copyright (c) The gemma.cpp": "BSD-3-Clause",
    "Copyright (c) 2022 Robin Rombach": "LicenseRef-creativeml-openrail-m",
    "Copyright (c) 2023 Stability AI": (
        "LicenseRef-creativeml-openrail-plusplus-m-2023"
    ),
    # MIT's words, with a restriction to research added.
    "Copyright (c) 2023 DeepFloyd": "MIT",
    "Copyright (C) 2024 Apple": "LicenseRef-apple-ascl",
    "Copyright (C) 2025 Apple": "LicenseRef-apple-ascl",
    "Disclaimer: IMPORTANT: This Apple": "LicenseRef-apple-amlr",
    "LLAMA 2 COMMUNITY": "LicenseRef-llama-2",
    "Llama 2 Version": "LicenseRef-llama-2",
    "META LLAMA 3 COMMUNITY": "LicenseRef-llama-3",
    "LLAMA 3.1 COMMUNITY": "LicenseRef-llama-3.1",
    "LLAMA 3.2 COMMUNITY": "LicenseRef-llama-3.2",
    "Llama 2 Acceptable Use": "LicenseRef-llama-2-use-policy",
    "Meta Llama 3 Acceptable Use": "LicenseRef-llama-3-use-policy",
    "Llama 3.2** **Acceptable Use": "LicenseRef-llama-3.2-use-policy",
    "Llama 4** **Acceptable Use": "LicenseRef-llama-4-use-policy",
    "Seamless Acceptable Use": "LicenseRef-seamless-use-policy",
    '<h2 align="center"> OPT-175B': "LicenseRef-opt-175b",
    "DINOv3": "LicenseRef-dinov3",
    "SAM License": "LicenseRef-sam-license",
    "Chameleon": "LicenseRef-chameleon",
    "Creative Commons Attribution-NonCommercial 4.0": "LicenseRef-galactica",
    "DEEPSEEK": "LicenseRef-deepseek-1.0",
    # DeepSeek's, renamed.
    ".KRAVE": "LicenseRef-deepseek-1.0",
    "Tongyi Qianwen": "LicenseRef-tongyi-qianwen-2023",
    "Qwen RESEARCH": "LicenseRef-qwen-research-2024",
    "The ChatGLM3-6B": "LicenseRef-chatglm3-6b",
    "The GLM-130B": "LicenseRef-glm-130b",
    "The CodeGeeX": "LicenseRef-codegeex2",
    "Databricks": "LicenseRef-databricks-open-model",
    "\u4e2d\u6587\u7248": "LicenseRef-kolors",
    "MINIMAX MODEL": "LicenseRef-minimax-01",
    "MINIMAX COMMUNITY": "LicenseRef-minimax-m3",
    "EXAONE AI Model License Agreement 1.1": "LicenseRef-exaone-1.1-nc",
    "DEEPFLOYD IF": "LicenseRef-deepfloyd-if",
    "FLUX.1 [dev]": "LicenseRef-flux-1-dev-nc-1.1.1",
    "Krutrim": "LicenseRef-krutrim-1.0",
    "MODEL LICENSE": "LicenseRef-moss-diarizen",
    "LFM Open": "LicenseRef-lfm-1.0",
    "LICENSE TEXT": "LicenseRef-lfm-1.0",
    "STABILITY AI COMMUNITY": "LicenseRef-stability-community-2024",
    "NVIDIA License": "LicenseRef-nvidia-license-locateanything",
    # Hunyuan's notices hold the text of the Apache license.
    "Usage and Legal Notices": "Apache-2.0",
}


def _as_markdown(text: str) -> str:
    """Return a text with headings, emphasis and quotes."""
    parts = [part.strip() for part in text.split("\n\n") if part.strip()]
    return "\n\n".join(
        (
            f"## {part}",
            f"**{' '.join(part.split())}**",
            "> " + part.replace("\n", "\n> "),
        )[number % 3]
        for number, part in enumerate(parts)
    )


class TestTexts:
    def test_in_repositories_are_named_rightly(self) -> None:
        """The texts beside models: each as its title, or as none of ours."""
        lines = (TEXTS / "manifest.jsonl").read_text("utf-8").splitlines()
        wrong = []
        for line in lines:
            row = json.loads(line)
            expected = {
                license
                for title, license in TITLES.items()
                if row["title"].startswith(title)
            }
            text = (TEXTS / row["path"]).read_text("utf-8", "replace")
            found = identify(text)
            named = {
                match.license
                for match in found.matches
                if match.overlap == found.matches[0].overlap
            }
            if bool(named) != bool(expected) or not expected <= named:
                wrong.append((row["path"], row["title"], named))

        assert len(lines) == 141
        assert len(wrong) <= 141 * 0.03, wrong

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param(lambda t: f"(c) 2026 Jane Doe\n\n{t}", id="notice"),
            pytest.param(html.escape, id="html"),
            pytest.param(lambda t: textwrap.fill(t, 60), id="rewrapped"),
            pytest.param(_as_markdown, id="markdown"),
            pytest.param(lambda t: t[: len(t) * 9 // 10], id="truncated"),
        ],
    )
    def test_are_known_in_other_clothes(
        self, change: Callable[[str], str]
    ) -> None:
        """Every ninth reference text; the same license, or a set with it."""
        wrong = []
        paths = sorted(
            [
                *TEXTS.glob("scancode-licensedb/*.LICENSE"),
                *TEXTS.glob("ai-by-id/*.txt"),
            ]
        )[::9]
        for path in paths:
            text = FRONT_MATTER.sub("", path.read_text("utf-8", "replace"))
            meant = {match.license for match in identify(text).matches}
            found = identify(change(text)).matches
            named = {
                match.license
                for match in found
                if match.overlap == found[0].overlap
            }
            if not named & meant:
                wrong.append((path.name, named))

        assert len(paths) > 100
        assert len(wrong) <= len(paths) * 0.01, wrong

    def test_without_their_attachment_are_never_exact(self) -> None:
        """Restrictions on use that stand behind the end are part of it."""
        cut = []
        for path in sorted(TEXTS.glob("ai-by-id/*.txt")):
            text = path.read_text("utf-8", "replace")
            body, end, rest = text.partition("END OF TERMS AND CONDITIONS")
            if end and "attachment a" in rest.lower():
                cut.append((path.name, identify(body + end).kind))

        assert len(cut) > 10
        assert [name for name, kind in cut if kind != "near"] == []

    def test_cut_short_are_never_exact(self) -> None:
        """A text without its end is not the text."""
        for path in sorted(TEXTS.glob("ai-by-id/*.txt"))[::9]:
            text = path.read_text("utf-8", "replace")
            assert identify(text[: len(text) * 9 // 10]).kind == "near"


PAGE = Path(__file__).parents[1] / "docs/licenses/differences.md"
COPYLEFT = {
    "Permissive": set[Condition](),
    "Public Domain": set[Condition](),
    "Copyleft": {Condition.SAME_LICENSE},
    "Copyleft Limited": {
        Condition.SAME_LICENSE_FILE,
        Condition.SAME_LICENSE_LIBRARY,
    },
}
SAME = {
    Condition.SAME_LICENSE,
    Condition.SAME_LICENSE_FILE,
    Condition.SAME_LICENSE_LIBRARY,
}

#: Keys of texts that are not among those at hand.
RENAMED = {
    "moonshot-ai-modified-mit-2025": "LicenseRef-kimi-k2-modified-mit",
    "soml-1.0": "LicenseRef-soml-1.0",
}


def _explained(heading: str) -> set[str]:
    """Return the licenses in the first column of the table of a section."""
    section = PAGE.read_text(encoding="utf-8").split(heading)[1]
    rows = [
        line.split("|")[1]
        for line in section.split("\n## ")[0].splitlines()
        if line.startswith("| ")
    ]
    return {name.strip() for row in rows[2:] for name in row.split(",")}


def _agrees(license: LicenseText, category: str) -> bool:
    """Say whether a category tells the same as the terms."""
    outcome = OPEN.judge(license.terms)
    if category not in COPYLEFT:
        return outcome is Outcome.UNMET
    asked = COPYLEFT[category]
    held = license.terms.conditions & SAME
    return outcome is Outcome.MET and (
        held <= asked and bool(held) == bool(asked)
    )


class TestModelOpennessTool:
    def test_each_difference_is_explained(self) -> None:
        """Where its list and our terms differ, the page says why."""
        data = json.loads(
            (SHARED / "conformance/mof/license-flags.json").read_text()
        )
        listed = {
            leaf.terms
            for criterion in MOF_1_0.criteria
            for leaf in leaves(criterion.requirement)
            if isinstance(leaf, Licensed)
        }
        (theirs,) = listed
        assert isinstance(theirs, ListCriterion)
        differing = set()
        for id, *_ in data["rows"]:
            known = text(id)
            assert known is not None, id
            ours = OPEN.judge(known.terms) is Outcome.MET
            if ours != (id in theirs.ids):
                differing.add(id)

        assert _explained("## Where the Model Openness Tool") == differing


class TestScanCode:
    def test_each_difference_is_explained(self) -> None:
        """Where a category and our terms differ, the page says why."""
        data = json.loads(
            (SHARED / "facts/scancode-licenses.json").read_text()
        )
        differing = set()
        compared = 0
        for key, spdx, category, _, exception, _ in data["rows"]:
            known = text(RENAMED.get(key, spdx or key))
            if known is None:
                path = TEXTS / f"scancode-licensedb/{key}.LICENSE"
                body = path.read_text("utf-8") if path.exists() else ""
                found = identify(FRONT_MATTER.sub("", body))
                if found.kind == "exact":
                    known = text(found.matches[0].license)
            described = known is not None and known.read is not None
            if known is None or exception or not described:
                continue
            compared += 1
            if not _agrees(known, category):
                differing.add(known.id)

        explained = _explained("## The differences")
        assert compared > 170
        assert explained == differing

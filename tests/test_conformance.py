"""Other people's judgements of real releases, where they are at hand.

The cases are not part of the project. Without them these tests skip; the
project's own fixtures cover the same rules.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from openness import classify, releases
from openness.frameworks import MOF_1_0, OSAI_INDEX
from openness.frameworks.mof import COMPONENTS, report
from openness.lineage import trace
from openness.readers import read
from openness.release import Component
from openness.reports.as_mof import as_mof

CASES = Path(__file__).parents[2] / "shared/conformance"


def cases(name: str) -> list[Any]:
    """The expected results of one source; none if it is not at hand."""
    path = CASES / name / "expected.jsonl"
    if not path.exists():
        reason = pytest.mark.skip(reason="the cases are not at hand")
        return [pytest.param({}, marks=reason)]
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        pytest.param(case, id=case["name"]) for case in map(json.loads, lines)
    ]


def named(components: frozenset[Component]) -> list[str]:
    return sorted(COMPONENTS[one] for one in components)


@pytest.mark.parametrize("case", cases("mof"))
def test_mof(case: dict[str, Any]) -> None:
    """Class, progress and every list are those of the reference tool."""
    release = read(str(CASES / "mof" / case["input"])).release
    verdict = classify(release, framework=MOF_1_0)
    found = report(release)

    rank = MOF_1_0.level(verdict.label)
    assert (rank + 1) % 4 == case["mof_class"]
    assert verdict.floor == verdict.ceiling
    assert {str(k): v for k, v in found.progress.items()} == pytest.approx(
        case["progress"], abs=0.01
    )
    for name in (
        "included",
        "optional",
        "missing",
        "invalid",
        "unlicensed",
        "not_type_appropriate",
    ):
        assert named(getattr(found, name)) == sorted(case[name]), name


@pytest.mark.parametrize("case", cases("mof"))
def test_mof_is_written_as_it_was_read(
    case: dict[str, Any], tmp_path: Path
) -> None:
    """A record that is read and written has the class it had."""
    release = read(str(CASES / "mof" / case["input"])).release
    path = tmp_path / "again.yml"
    path.write_text(as_mof(release), encoding="utf-8")

    again = read(str(path)).release

    assert report(again).included >= report(release).included


@pytest.mark.parametrize("case", cases("osai-index"))
def test_osai_index(case: dict[str, Any]) -> None:
    """Score and category are those of the index's judgements."""
    release = read(str(CASES / "osai-index" / case["input"])).release
    verdict = classify(release, framework=OSAI_INDEX)

    assert verdict.score is not None
    assert verdict.score.low == verdict.score.high
    assert verdict.score.low == pytest.approx(case["score"], abs=1e-5)
    if case["category"] is not None:
        assert verdict.category is not None
        assert verdict.category.value == case["category"]


LABELS = CASES / "releases/labels.jsonl"
PAGE = Path(__file__).parents[1] / "docs/decisions/independent-labels.md"
#: What the catalog calls a release that they call otherwise.
OURS = {
    "amazon-nova": "amazon-nova-1",
    "claude-opus-4-x": "claude-opus-4.5",
    "command-r": "command-r-plus",
    "hermes-4-llama-3-1-405b": "hermes-4",
    "hermes-4-llama-3-1-70b": "hermes-4",
    "llama-4-scout-maverick": "llama-4",
    "nemotron-3": "nemotron-3-nano",
    "nemotron-3-nvidia": "nemotron-3-nano",
    "qwen-3-6": "qwen3.6",
}


@pytest.mark.skipif(not LABELS.exists(), reason="the labels are not at hand")
def test_independent_labels() -> None:
    """Category and terms are theirs, or the page says why they are not."""
    differing = set()
    labels = [json.loads(line) for line in LABELS.read_text().splitlines()]
    for label in labels:
        named = [OURS.get(label["id"], label["name"]), label["id"]]
        named += [hub["url"] for hub in label["huggingface"] or ()]
        entry = next(filter(None, map(releases.find, named)), None)
        assert entry is not None, label["id"]
        verdict = classify(trace(entry.card).release)
        assert verdict.category is not None
        terms = label["terms_on_weights"]
        if verdict.category.value != label["category"] or terms not in {
            None,
            verdict.terms_on_weights.value,
        }:
            differing.add(label["id"])

    table = PAGE.read_text(encoding="utf-8").split("## The differences")[1]
    explained = {
        name.strip(" `")
        for line in table.splitlines()
        if line.startswith("| `")
        for name in line.split("|")[1].split(",")
    }
    assert len(labels) == 39
    assert explained == differing

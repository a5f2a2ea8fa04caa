from pathlib import Path

import pytest

from openness import Access, Artifact, Category, Component, Release, classify
from openness.errors import ManifestError, ReadError
from openness.readers.framework import read_framework
from openness.release import Stage

OWN = """
[framework]
id = "acme-1"
title = "What Acme calls open"
source = "https://acme.example/open"

[terms.ours]
permits = ["commercial-use", "modifications"]
without = ["non-commercial", "user-threshold"]
unsettled = ["field-of-use"]
accepts_approved = true

[terms.listed]
ids = ["MIT", "Apache-2.0"]

[[criteria]]
id = "weights"
asks = "Are the weights ours to use?"
points = 2
quote = "ours to use"
[criteria.requires]
licensed = "model-parameters-final"
terms = "ours"
access = "gated"

[[criteria]]
id = "code"
requires = { licensed = "inference-code", terms = "listed", access = "any" }

[[criteria]]
id = "data"
[criteria.requires]
any_of = [
  { published = "datasets", weakest = "stated", unsettled = "gated" },
  { all_of = [
    { unshareable = "datasets" },
    { documented = "data-information" },
  ] },
  { at_least = 1, of = [
    { not_monetized = true },
    { training_compute_at_most = 1e25 },
  ] },
  { during = ["fine-tuning"], then = { all_of = [
    { claimed = "data", by = "us", values = ["fine"], otherwise = { all_of = [
      { published = "post-training-data", completeness = "partial" },
    ] } },
  ] } },
]

[[levels]]
label = "open"
category = "open-source"
requires = ["weights", "code", "data"]
means = "use it"

[[levels]]
label = "usable"
category = "open-weight"
requires = ["weights"]

[[levels]]
label = "neither"
"""


def written(tmp_path: Path, content: str) -> str:
    path = tmp_path / "own.toml"
    path.write_text(content, encoding="utf-8")
    return str(path)


class TestDefinition:
    def test_judges_like_any_other(self, tmp_path: Path) -> None:
        """What a file defines is the same kind of value."""
        own = read_framework(written(tmp_path, OWN))
        weights = Artifact(
            [Component.MODEL_PARAMETERS_FINAL],
            license="Apache-2.0",
            access=Access.GATED,
        )
        code = Artifact([Component.INFERENCE_CODE], license="MIT")
        usable = Release("r", artifacts=[weights])
        all_there = Release(
            "r", artifacts=[weights, code], stages=[Stage.PRE_TRAINING]
        )

        assert classify(usable, framework=own).label == "usable"
        verdict = classify(all_there, framework=own)
        assert (verdict.label, verdict.category, verdict.means) == (
            "open",
            Category.OPEN_SOURCE,
            "use it",
        )
        assert verdict.score is not None
        assert verdict.score.low == 2

    def test_needs_no_more_than_an_id_and_a_level(
        self, tmp_path: Path
    ) -> None:
        """Title and source default to the id."""
        own = read_framework(
            written(
                tmp_path,
                "[framework]\nid = 'x'\n[[levels]]\nlabel = 'all'\n",
            )
        )

        assert (own.title, own.source) == ("x", "x")


class TestFaults:
    @pytest.mark.parametrize(
        ("old", "new", "fault"),
        [
            (
                "[framework]",
                "[framwork]",
                "unknown key 'framwork'; did you mean 'framework'?",
            ),
            ('id = "acme-1"\n', "", "framework.id: is missing and required."),
            (
                'id = "acme-1"',
                "id = 3",
                "framework.id: 3 is no text; put it in quotes.",
            ),
            (
                '"modifications"]',
                '"modificatons"]',
                "terms.ours.permits[1]: 'modificatons' is no permission; did "
                "you mean 'modifications'?",
            ),
            (
                'terms = "ours"',
                'terms = "our"',
                "criteria[0].requires.terms: 'our' is no terms; did you mean "
                "'ours'?",
            ),
            (
                'licensed = "inference-code"',
                'lisensed = "inference-code"',
                "criteria[1].requires: takes one kind of requirement, one of "
                "published, licensed, documented, unshareable, during, "
                "training_compute_at_most, not_monetized, claimed, all_of, "
                "any_of, at_least; did you mean 'licensed'?",
            ),
            (
                'licensed = "inference-code"',
                'licensed = "inference"',
                "criteria[1].requires.licensed: 'inference' is no component; ",
            ),
            (
                'documented = "data-information"',
                'documented = "data-informaton"',
                "criteria[2].requires.any_of[1].all_of[1].documented: "
                "'data-informaton' is no component; did you mean "
                "'data-information'?",
            ),
            (
                "at_least = 1",
                "at_least = 3",
                "criteria[2].requires.any_of[2].at_least: takes a count from "
                "1 to 2, the parts of 'of'.",
            ),
            (
                "not_monetized = true",
                "not_monetized = false",
                "criteria[2].requires.any_of[2].of[0].not_monetized: can only "
                "be true.",
            ),
            (
                "training_compute_at_most = 1e25",
                "training_compute_at_most = 'much'",
                "criteria[2].requires.any_of[2].of[1]."
                "training_compute_at_most: 'much' is no number of operations.",
            ),
            (
                'access = "gated"',
                'access = "gatd"',
                "criteria[0].requires.access: 'gatd' is no access; did you "
                "mean 'gated'?",
            ),
            (
                "points = 2",
                "points = 'two'",
                "criteria[0].points: 'two' is no number.",
            ),
            (
                "points = 2",
                "points = -2",
                "criteria[0].points: takes a number from 0 on.",
            ),
            (
                'id = "code"',
                'id = "weights"',
                "criteria[1].id: 'weights' stands there twice. Give each its "
                "own id.",
            ),
            (
                'label = "usable"',
                'label = "open"',
                "levels[1].label: 'open' stands there twice. Give each its "
                "own label.",
            ),
            (
                '"code", "data"]',
                '"code", "date"]',
                "levels[0].requires[2]: 'date' is no criterion; did you mean "
                "'data'?",
            ),
            (
                'label = "neither"',
                'label = "neither"\nrequires = ["weights"]',
                "levels[2].requires: the last level must require nothing: it "
                "is what is left. Add a level below it.",
            ),
            (
                'category = "open-weight"',
                'category = "open-weights"',
                "levels[1].category: 'open-weights' is no category; did you "
                "mean 'open-weight'?",
            ),
            (
                'requires = ["weights"]',
                'requires = "weights"',
                "levels[1].requires: takes a list of texts.",
            ),
            (
                "accepts_approved = true",
                "accepts_approved = 1",
                "terms.ours.accepts_approved: 1 is neither true nor false.",
            ),
            (
                'during = ["fine-tuning"]',
                'during = "fine-tuning"',
                "criteria[2].requires.any_of[3].during: takes a list.",
            ),
            (
                "any_of = [",
                "any_of = []\nall_of = [",
                "criteria[2].requires: takes one kind of requirement",
            ),
        ],
    )
    def test_name_key_fault_and_remedy(
        self, tmp_path: Path, old: str, new: str, fault: str
    ) -> None:
        """Each breach is one sentence that begins with its key path."""
        assert OWN.count(old) >= 1
        path = written(tmp_path, OWN.replace(old, new, 1))

        with pytest.raises(ManifestError) as caught:
            read_framework(path)

        assert any(one.startswith(fault) for one in caught.value.faults), (
            caught.value.faults
        )

    @pytest.mark.parametrize(
        ("content", "fault"),
        [
            ("", "framework: is missing and required."),
            (
                "criteria = 1",
                "criteria: takes a list of tables: [[criteria]].",
            ),
            ("levels = [1]", "levels[0]: takes a table, not 1."),
            ("terms = []", "terms: takes a table, not []."),
            ("[framework]\nid='x'", "levels: there is none. Add [[levels]]."),
            (
                "[[criteria]]\nid='x'\n[criteria.requires]\nall_of = 3",
                "criteria[0].requires.all_of: takes a list of requirements.",
            ),
        ],
    )
    def test_other_shapes(
        self, tmp_path: Path, content: str, fault: str
    ) -> None:
        """Whatever stands in the file, there is no traceback."""
        with pytest.raises(ManifestError) as caught:
            read_framework(written(tmp_path, content))

        assert fault in caught.value.faults

    def test_nesting_is_bounded(self, tmp_path: Path) -> None:
        """A requirement of endless depth is refused."""
        deep = "{all_of=[" * 60 + "{not_monetized=true}" + "]}" * 60
        content = f"[[criteria]]\nid='x'\nrequires={deep}"

        with pytest.raises(ManifestError) as caught:
            read_framework(written(tmp_path, content))

        assert any("too much nesting" in one for one in caught.value.faults)

    @pytest.mark.parametrize("content", ["[framework", "a = " + "[" * 9999])
    def test_what_is_no_toml(self, tmp_path: Path, content: str) -> None:
        """One error, with the place."""
        with pytest.raises(ManifestError, match=r"own\.toml"):
            read_framework(written(tmp_path, content))

    def test_what_is_not_there(self) -> None:
        """A path that leads nowhere is an error that says so."""
        with pytest.raises(ReadError, match="no such file"):
            read_framework("nowhere.toml")

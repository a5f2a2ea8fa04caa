import pytest

from openness import (
    Access,
    Artifact,
    Component,
    Evidence,
    Parent,
    Release,
    Withheld,
)
from openness.errors import ManifestError
from openness.readers import Card, read_text
from openness.readers._text import Text
from openness.release import (
    Completeness,
    Relation,
    Stage,
    Strength,
    WithheldReason,
)


def manifest(content: str) -> Card:
    return read_text(Text("release.toml", content))


def faults(content: str) -> tuple[str, ...]:
    with pytest.raises(ManifestError) as caught:
        manifest(content)
    return caught.value.faults


WHOLE = """
[release]
name = "R-7B"
producer = "Example"
version = "1"
date = "2026-01-02"
homepage = "https://example.org"
stages = ["pre-training"]
training_compute = 1_000
monetized = false

[[artifacts]]
provides = ["datasets", "evaluation-data"]
license = "cc-by-4.0"
access = "gated"
completeness = "partial"
location = "https://example.org/data"

[[artifacts.evidence]]
where = "https://example.org/paper"
field = "section 2"
strength = "stated"

[[artifacts]]
provides = ["training-code"]

[[withheld]]
component = "post-training-data"
reason = "unshareable"

[[parents]]
name = "example/base"
relation = "finetune"
license = "MIT"
"""


class TestReadManifest:
    def test_expresses_the_whole_model(self) -> None:
        """Every field of a release can be written down."""
        read = manifest(WHOLE)

        assert read.problems == ()
        assert read.release == Release(
            "R-7B",
            producer="Example",
            version="1",
            date="2026-01-02",
            homepage="https://example.org",
            stages=[Stage.PRE_TRAINING],
            training_compute=1000.0,
            monetized=False,
            artifacts=[
                Artifact(
                    {Component.DATASETS, Component.EVALUATION_DATA},
                    license="cc-by-4.0",
                    access=Access.GATED,
                    completeness=Completeness.PARTIAL,
                    location="https://example.org/data",
                    evidence=[
                        Evidence(
                            "https://example.org/paper",
                            "section 2",
                            Strength.STATED,
                        )
                    ],
                ),
                Artifact(
                    {Component.TRAINING_CODE},
                    evidence=[Evidence("release.toml:24", "artifacts[1]")],
                ),
            ],
            withheld=[
                Withheld(
                    Component.POST_TRAINING_DATA,
                    WithheldReason.UNSHAREABLE,
                    [Evidence("release.toml:27", "withheld[0]")],
                )
            ],
            parents=[
                Parent(
                    "example/base",
                    relation=Relation.FINETUNE,
                    license="MIT",
                    evidence=[Evidence("release.toml:31", "parents[0]")],
                )
            ],
        )

    def test_inline_tables_have_the_file_as_place(self) -> None:
        """Where no heading gives a line, the path alone is the evidence."""
        read = manifest(
            'artifacts = [{provides = ["datasets"]}]\n[release]\nname = "r"\n'
        )

        (artifact,) = read.release.artifacts
        assert artifact.evidence == (Evidence("release.toml", "artifacts[0]"),)

    def test_an_undescribed_license_is_a_problem(self) -> None:
        """A `LicenseRef-` nobody described is allowed; its terms unknown."""
        read = manifest(
            '[release]\nname = "r"\n[[artifacts]]\n'
            'provides = ["datasets"]\nlicense = "MIT OR LicenseRef-own"\n'
        )

        assert [(p.where, p.kind) for p in read.problems] == [
            ("release.toml:3", "unknown-license")
        ]


class TestFaults:
    @pytest.mark.parametrize(
        ("content", "fault"),
        [
            ("", "needs a table [release] with a 'name'."),
            ("release = 1", "needs a table [release] with a 'name'."),
            ("[release]\n", "release.name: is missing and required."),
            (
                "[relaese]\nname = 'r'\n[release]\nname = 'r'",
                "unknown key 'relaese'; did you mean 'release'?",
            ),
            (
                "[release]\nname = 3",
                "release.name: 3 is no text; put it in quotes.",
            ),
            (
                "[release]\nname = 'r'\ntraining_compute = 'big'",
                "release.training_compute: 'big' is no number.",
            ),
            (
                "[release]\nname = 'r'\ntraining_compute = true",
                "release.training_compute: True is no number.",
            ),
            (
                "[release]\nname = 'r'\nmonetized = 'no'",
                "release.monetized: 'no' is neither true nor false.",
            ),
            (
                "[release]\nname = ['r']",
                "release.name: takes one value, not ['r'].",
            ),
            (
                "[release]\nname = 'r'\nstages = 'pre-training'",
                "release.stages: takes a list, not 'pre-training'.",
            ),
            (
                "[release]\nname = 'r'\nstages = [1]",
                "release.stages[0]: takes a text, not 1.",
            ),
            (
                "artifacts = [1]\n[release]\nname = 'r'",
                "artifacts[0]: takes a table, not 1.",
            ),
            (
                "[release]\nname = 'r'\n[[release.artifacts]]\n"
                "provides = ['datasets']",
                "release: key 'artifacts' belongs to the top level.",
            ),
            (
                "[release]\nname = 'r'\n[[artifacts]]\nprovides = ['wieghts']",
                "artifacts[0].provides[0]: 'wieghts' is no component; "
                "did you mean 'model-parameters-final'?",
            ),
            (
                "[release]\nname = 'r'\n[[artifacts]]\nprovides = []",
                "artifacts[0].provides: names no component.",
            ),
            (
                "[release]\nname = 'r'\n[[artifacts]]\n"
                "provides = ['datasets']\nlicence = 'MIT'",
                "artifacts[0]: unknown key 'licence'; did you mean 'license'?",
            ),
            (
                "[release]\nname = 'r'\nzzz = 1",
                "release: unknown key 'zzz'; known: artifacts, claims, "
                "date, homepage, monetized, name, parents, producer, stages, "
                "training_compute, version, withheld.",
            ),
            (
                "[release]\nname = 'r'\n[[artifacts]]\n"
                "provides = ['datasets']\naccess = 'everyone'",
                "artifacts[0].access: 'everyone' is no access; known: "
                "described, gated, hosted, on-request, public.",
            ),
            (
                "[release]\nname = 'r'\n[[artifacts]]\n"
                "provides = ['datasets']\naccess = 5",
                "artifacts[0].access: 5 is no access; known: "
                "described, gated, hosted, on-request, public.",
            ),
            (
                "[release]\nname = 'r'\n[[parents]]\nname = 'p'\n"
                "license = 'Apache-2'",
                "parents[0].license: 'Apache-2' is no license expression; "
                "write 'Apache-2.0'.",
            ),
            (
                "[release]\nname = 'r'\n[[artifacts]]\n"
                "provides = ['datasets']\nlicense = 'llama3.1'",
                "artifacts[0].license: 'llama3.1' is no license expression; "
                "write 'LicenseRef-llama-3.1'.",
            ),
        ],
    )
    def test_name_path_fault_and_remedy(
        self, content: str, fault: str
    ) -> None:
        """A fault says where, what, and what to write instead."""
        assert fault in faults(content)

    def test_all_are_reported_at_once(self) -> None:
        """One run shows every fault of a file."""
        found = faults(
            "[release]\nname = 3\n[[artifacts]]\nprovides = ['datasets']\n"
            "access = 'pubic'\n[[withheld]]\ncomponent = 'x'\n"
        )

        assert {fault.split(":")[0] for fault in found} == {
            "release.name",
            "artifacts[0].access",
            "withheld[0].component",
        }

    @pytest.mark.parametrize(
        ("content", "where"),
        [
            ("[release]\nname = \n", "release.toml:2"),
            ("a = " + "[" * 100_000, "release.toml"),
        ],
    )
    def test_broken_toml(self, content: str, where: str) -> None:
        """Broken TOML is one error with its line."""
        with pytest.raises(ManifestError) as caught:
            manifest(content)

        assert caught.value.where == where
        assert str(caught.value).startswith(f"{where}: is n")

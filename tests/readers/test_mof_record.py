import pytest

from openness import Access, Component, Release, classify
from openness.errors import ReadError
from openness.frameworks import MOF_1_0
from openness.frameworks.mof import report
from openness.readers import Card, read_text
from openness.readers._text import Text
from openness.reports.as_mof import as_mof

HEAD = "framework:\n  name: Model Openness Framework\n"


def record(release: str, source: str = "r.yml") -> Card:
    return read_text(Text(source, f"{HEAD}release:\n{release}"))


def component(name: str, license: str = "") -> str:
    return f"  - name: {name}\n{license}"


class TestRelease:
    def test_reads_what_the_record_says(self) -> None:
        """Names and components, each with its line."""
        card = record(
            "  name: Open-3B\n  producer: Somebody\n  version: '2'\n"
            "  date: '2026-01-01'\n  huggingface: https://example.org/m\n"
            "  license: {}\n  components:\n"
            "  - name: Datasets\n    license: MIT\n"
            "    component_path: https://example.org/data\n"
        )
        (artifact,) = card.release.artifacts

        assert card.problems == ()
        assert (
            card.release.name,
            card.release.producer,
            card.release.version,
            card.release.date,
            card.release.homepage,
        ) == (
            "Open-3B",
            "Somebody",
            "2",
            "2026-01-01",
            "https://example.org/m",
        )
        assert artifact.provides == {Component.DATASETS}
        assert artifact.access is Access.PUBLIC
        assert artifact.license == "MIT"
        assert artifact.location == "https://example.org/data"
        assert artifact.evidence[0].where == "r.yml:11"

    def test_standard_input_is_known_by_its_head(self) -> None:
        """Without a name, the content says what it is."""
        assert record("  name: r\n", source="-").release.name == "r"

    def test_what_is_not_listed_is_unknown_to_all_others(self) -> None:
        """Missing is the framework's word; silence stays silence."""
        release = record("  name: r\n  components: []\n").release

        assert classify(release, framework=MOF_1_0).label == "Unclassified"
        assert classify(release).label == "undetermined"


class TestLicense:
    @pytest.mark.parametrize(
        ("own", "of_release", "license", "field"),
        [
            pytest.param(
                "    license: MIT\n",
                "{data: {name: ISC}}",
                "MIT",
                "license",
                id="own",
            ),
            pytest.param(
                "",
                "{data: {name: ISC}, distribution: {name: 0BSD}}",
                "ISC",
                "release.license.data",
                id="of-its-kind",
            ),
            pytest.param(
                "",
                "{code: {name: ISC}, distribution: {name: 0BSD}}",
                "0BSD",
                "release.license.distribution",
                id="of-the-whole",
            ),
            pytest.param(
                "    license: unlicensed\n",
                "{distribution: {name: 0BSD}}",
                None,
                "license",
                id="none-and-no-fallback",
            ),
            pytest.param(
                "    license: ''\n",
                "{distribution: {name: 0BSD}}",
                None,
                "license",
                id="empty-and-no-fallback",
            ),
            pytest.param("", "{}", None, "license", id="nowhere"),
        ],
    )
    def test_its_own_then_its_kind_s_then_the_whole_s(
        self, own: str, of_release: str, license: str | None, field: str
    ) -> None:
        """The order of the reference tool."""
        card = record(
            f"  name: r\n  license: {of_release}\n  components:\n"
            f"  - name: Datasets\n{own}"
        )
        (artifact,) = card.release.artifacts

        assert artifact.license == license
        assert artifact.evidence[0].field == field

    @pytest.mark.parametrize(
        ("written", "license"),
        [
            pytest.param("apache-2.0", "Apache-2.0", id="case"),
            pytest.param("Apache 2.0", "Apache-2.0", id="spelling"),
            pytest.param("MIT OR 0BSD", "MIT OR 0BSD", id="expression"),
        ],
    )
    def test_only_the_exact_id_is_open_for_the_framework(
        self, written: str, license: str
    ) -> None:
        """What the tool calls invalid, others may well understand."""
        release = record(
            "  name: r\n  components:\n"
            f"  - name: Datasets\n    license: {written}\n"
        ).release

        assert release.artifacts[0].license == license
        assert report(release).invalid == {Component.DATASETS}


class TestProblems:
    @pytest.mark.parametrize(
        ("components", "kind", "place"),
        [
            ("  - name: Datasetz\n", "unknown-component", "r.yml:6"),
            (
                "  - name: Datasets\n    license: Fantasy\n",
                "unknown-license",
                "r.yml:6",
            ),
            (
                "  - name: Datasets\n    license: Component not included\n",
                "component-not-included",
                "r.yml:6",
            ),
        ],
    )
    def test_have_a_place(
        self, components: str, kind: str, place: str
    ) -> None:
        """What cannot be taken at its word is said, with its line."""
        card = record(f"  name: r\n  components:\n{components}")

        assert [(p.kind, p.where) for p in card.problems] == [(kind, place)]

    @pytest.mark.parametrize(
        ("content", "where"),
        [
            (f"{HEAD}release: [", "r.yml:"),
            (HEAD + "release:" + "[" * 5000, "r.yml"),
        ],
    )
    def test_what_is_no_yaml_is_one_error(
        self, content: str, where: str
    ) -> None:
        """Bad syntax and endless nesting name the place and the remedy."""
        with pytest.raises(ReadError) as caught:
            read_text(Text("r.yml", content))

        assert str(caught.value).startswith(where)

    @pytest.mark.parametrize(
        "release",
        ["  []\n", "  name: [1, 2]\n  components: x\n", "  components: [3]\n"],
    )
    def test_odd_shapes_are_survived(self, release: str) -> None:
        """Lists for texts and texts for lists give an empty record."""
        assert record(release).release.artifacts == ()

    def test_aliases_cost_nothing(self) -> None:
        """A bomb of aliases is not spelled out."""
        levels = "\n".join(
            f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]"
            for n in range(1, 30)
        )
        card = read_text(
            Text(
                "r.yml", f"{HEAD}a0: &a0 x\n{levels}\nrelease: {{name: *a29}}"
            )
        )

        assert card.release.name == "r.yml"

    def test_other_yaml_says_what_it_is_not(self) -> None:
        """An unknown document is an error that names the two formats."""
        with pytest.raises(ReadError, match="neither a record of the Model"):
            read_text(Text("r.yml", "a: 1\n"))


class TestWriting:
    def test_reads_back(self) -> None:
        """What is written is what the reference tool would read."""
        release = record(
            "  name: r\n  license: {distribution: {name: MIT}}\n"
            "  components:\n"
            + "".join(
                component(name)
                for name in ("Datasets", "Model card", "Inference code")
            )
        ).release
        again = read_text(Text("r.yml", as_mof(release)))

        assert report(again.release) == report(release)

    def test_lists_only_what_can_be_had(self) -> None:
        """What is hosted, partial or described has no place in a record."""
        from openness import Artifact
        from openness.release import Completeness

        release = Release(
            "r",
            artifacts=[
                Artifact([Component.DATASETS], access=Access.DESCRIBED),
                Artifact(
                    [Component.TRAINING_CODE],
                    access=Access.PUBLIC,
                    completeness=Completeness.PARTIAL,
                ),
                Artifact(
                    [Component.MODEL_PARAMETERS_FINAL],
                    access=Access.GATED,
                    license="LicenseRef-llama-3.1",
                    location="https://example.org",
                ),
                Artifact(
                    [Component.DATA_CARD],
                    access=Access.PUBLIC,
                    license="PDDL-1.0",
                ),
                Artifact([Component.MODEL_CARD], access=Access.PUBLIC),
            ],
        )
        found = report(read_text(Text("r.yml", as_mof(release))).release)

        assert found.included == {Component.DATA_CARD}
        assert found.invalid == {Component.MODEL_PARAMETERS_FINAL}
        assert found.unlicensed == {Component.MODEL_CARD}
        assert found.optional == set()

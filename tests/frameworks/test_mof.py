import pytest

from openness import Access, Artifact, Component, Release, classify
from openness.frameworks import MOF_1_0
from openness.frameworks.mof import COMPONENTS, REQUIRED, report
from openness.release import ContentType, Evidence

PAPER = Component.RESEARCH_PAPER
REPORT = Component.TECHNICAL_REPORT


def releasing(
    *components: Component, license: str | None = "Apache-2.0"
) -> Release:
    return Release(
        "r",
        artifacts=[
            Artifact([one], license=license, access=Access.PUBLIC)
            for one in components
        ],
    )


def upto(number: int) -> list[Component]:
    """All that a class requires, with what the classes below it do."""
    return [c for n in REQUIRED if n >= number for c in REQUIRED[n]]


class TestClasses:
    @pytest.mark.parametrize(
        ("number", "label"),
        [
            (3, "Class III - Open Model"),
            (2, "Class II - Open Tooling Model"),
            (1, "Class I - Open Science Model"),
        ],
    )
    def test_are_cumulative(self, number: int, label: str) -> None:
        """A class needs what the classes below it need, and its own."""
        release = releasing(*upto(number))

        assert classify(release, framework=MOF_1_0).label == label

    @pytest.mark.parametrize("number", [3, 2, 1])
    def test_a_paper_stands_in_for_a_report(self, number: int) -> None:
        """The technical report may be left out where a paper is included."""
        components = [c for c in upto(number) if c is not REPORT]
        with_paper = releasing(*components, PAPER)
        without = releasing(*(c for c in components if c is not PAPER))

        rank = {1: 0, 2: 1, 3: 2}[number]
        assert (
            classify(with_paper, framework=MOF_1_0).label
            == MOF_1_0.levels[rank].label
        )
        assert (
            classify(without, framework=MOF_1_0).label
            != MOF_1_0.levels[rank].label
        )

    def test_optional_components_are_never_required(self) -> None:
        """Three of the seventeen count for nothing."""
        required = {id for level in MOF_1_0.levels for id in level.requires}

        assert len(required) == len(COMPONENTS) - 3

    @pytest.mark.parametrize(
        ("license", "included"),
        [
            pytest.param("MIT", True, id="osi-approved"),
            pytest.param("GFDL-1.3-only", True, id="fsf-libre"),
            pytest.param("CC-BY-2.5-AU", True, id="open-data"),
            pytest.param("OpenMDW-1.0", True, id="named-by-the-tool"),
            pytest.param("PDDL-1.0", True, id="spdx-id-of-a-listed-one"),
            pytest.param("CC-BY-NC-4.0", False, id="not-listed"),
            pytest.param("CNRI-Python-GPL-Compatible", False, id="later"),
            pytest.param("LicenseRef-llama-3.1", False, id="not-of-spdx"),
        ],
    )
    def test_open_is_what_the_list_says(
        self,
        license: str,
        included: bool,  # noqa: FBT001
    ) -> None:
        """The framework goes by lists, not by terms."""
        found = report(releasing(Component.DATASETS, license=license))

        assert (Component.DATASETS in found.included) is included


class TestReport:
    def test_open_but_not_for_this_kind_of_content(self) -> None:
        """An open license that does not fit counts, and is reported."""
        found = report(releasing(Component.DATASETS, license="MIT"))

        assert found.included == {Component.DATASETS}
        assert found.not_type_appropriate == {Component.DATASETS}

    def test_no_license_and_another_one(self) -> None:
        """What is there without an open license is told apart by why."""
        none = report(releasing(PAPER, license=None))
        other = report(releasing(PAPER, license="CC-BY-NC-4.0"))

        assert none.unlicensed == other.invalid == {PAPER}

    def test_progress_stops_at_the_first_class_that_is_not_complete(
        self,
    ) -> None:
        """A higher class counts for nothing while a lower one is open."""
        half = upto(3)[:3]
        found = report(releasing(*half, *REQUIRED[2]))

        assert found.progress == {3: 50, 2: 0, 1: 0}

    def test_progress_never_exceeds_the_whole(self) -> None:
        """With a report and a paper, there is more than class III asks."""
        found = report(releasing(*upto(3), PAPER))

        assert found.progress[3] == 100


class TestRemarks:
    def test_name_what_inherited_the_license_of_the_whole(self) -> None:
        """Papers and data under the distribution license are pointed out."""
        inherited = Evidence("r.yml:3", "release.license.distribution")
        release = Release(
            "r",
            artifacts=[
                Artifact([c], license="MIT", evidence=[inherited])
                for c in (PAPER, Component.TRAINING_CODE)
            ],
        )

        (remark,) = classify(release, framework=MOF_1_0).remarks
        assert "(MIT) was taken for Research paper;" in remark

    def test_are_silent_where_each_has_its_own(self) -> None:
        """Nothing is said where nothing was inherited."""
        assert classify(releasing(PAPER), framework=MOF_1_0).remarks == ()


def test_every_kind_of_content_is_mapped() -> None:
    """The framework has three kinds where the model has four."""
    from openness.frameworks.mof import KINDS

    assert set(KINDS) == set(ContentType)

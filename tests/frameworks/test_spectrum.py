import pytest

from openness import Access, Artifact, Category, Component, Release, classify
from openness.errors import FrameworkError
from openness.frameworks import ALL, SPECTRUM_1_0, find
from openness.release import Stage, Withheld, WithheldReason
from openness.verdict import Score

WEIGHTS = Component.MODEL_PARAMETERS_FINAL
OPEN_SOURCE = (
    WEIGHTS,
    Component.MODEL_ARCHITECTURE,
    Component.INFERENCE_CODE,
    Component.TRAINING_CODE,
    Component.DATASETS,
)


def public(*components: Component, license: str = "Apache-2.0") -> Artifact:
    return Artifact(components, license=license, access=Access.PUBLIC)


def base(*artifacts: Artifact, **more: object) -> Release:
    return Release(
        "base",
        artifacts=artifacts,
        stages=[Stage.PRE_TRAINING],
        **more,  # type: ignore[arg-type]
    )


class TestOpenSource:
    def test_everything_in_the_open(self) -> None:
        """All parts public under open terms make a release open-source."""
        verdict = classify(base(public(*OPEN_SOURCE)))

        assert verdict.category is Category.OPEN_SOURCE

    @pytest.mark.parametrize("missing", OPEN_SOURCE)
    def test_no_part_may_be_missing(self, missing: Component) -> None:
        """Silence on one part leaves the class unproven."""
        parts = [one for one in OPEN_SOURCE if one is not missing]

        verdict = classify(base(public(*parts)))

        assert verdict.category is not Category.OPEN_SOURCE
        assert verdict.ceiling == "open-source"

    @pytest.mark.parametrize("closed", OPEN_SOURCE)
    def test_no_part_may_be_restricted(self, closed: Component) -> None:
        """Non-commercial terms on one part rule the class out."""
        parts = [one for one in OPEN_SOURCE if one is not closed]

        verdict = classify(
            base(public(*parts), public(closed, license="CC-BY-NC-4.0"))
        )

        assert verdict.ceiling == "open-weight"

    def test_tuning_needs_its_own_code_and_data(self) -> None:
        """A tuned model owes the code and data of its tuning too."""
        tuned = Release(
            "tuned",
            artifacts=[public(*OPEN_SOURCE)],
            stages=[Stage.PRE_TRAINING, Stage.FINE_TUNING],
        )

        verdict = classify(tuned)

        assert verdict.category is Category.OPEN_WEIGHT
        assert {f.criterion for f in verdict.unknown} >= {
            "fine-tuning-code-open",
            "post-training-data-open",
        }

    def test_unshareable_data_may_be_described(self) -> None:
        """Data that cannot be shared is replaced by information on it."""
        parts = [one for one in OPEN_SOURCE if one is not Component.DATASETS]
        withheld = [Withheld(Component.DATASETS, WithheldReason.UNSHAREABLE)]
        artifact = public(*parts, Component.DATA_INFORMATION)

        verdict = classify(base(artifact, withheld=withheld))

        assert verdict.category is Category.OPEN_SOURCE

    def test_data_withheld_by_choice_may_not(self) -> None:
        """A description does not replace data that could be shared."""
        parts = [one for one in OPEN_SOURCE if one is not Component.DATASETS]
        withheld = [Withheld(Component.DATASETS, WithheldReason.CHOICE)]
        artifact = public(*parts, Component.DATA_INFORMATION)

        verdict = classify(base(artifact, withheld=withheld))

        assert verdict.ceiling == "open-weight"

    def test_a_gate_rules_it_out(self) -> None:
        """Open-source parts are public; a gate is not."""
        gated = Artifact({WEIGHTS}, license="MIT", access=Access.GATED)

        verdict = classify(base(gated, public(*OPEN_SOURCE[1:])))

        assert (verdict.category, verdict.ceiling) == (
            Category.OPEN_WEIGHT,
            "open-weight",
        )


class TestOpenWeight:
    @pytest.mark.parametrize("access", [Access.PUBLIC, Access.GATED])
    def test_whatever_the_terms(self, access: Access) -> None:
        """Weights that anyone can obtain are open-weight."""
        weights = Artifact({WEIGHTS}, access=access)

        verdict = classify(Release("r", artifacts=[weights]))

        assert verdict.category is Category.OPEN_WEIGHT


class TestProprietary:
    @pytest.mark.parametrize(
        "release",
        [
            Release("r", withheld=[WEIGHTS]),
            Release(
                "r", artifacts=[Artifact({WEIGHTS}, access=Access.HOSTED)]
            ),
            Release(
                "r", artifacts=[Artifact({WEIGHTS}, access=Access.ON_REQUEST)]
            ),
        ],
        ids=["withheld", "hosted", "case-by-case"],
    )
    def test_needs_a_known_fact(self, release: Release) -> None:
        """Withheld, only hosted, or given out case by case."""
        assert classify(release).category is Category.PROPRIETARY

    def test_silence_is_undetermined(self) -> None:
        """A release of which nothing is known is in no class."""
        verdict = classify(Release("r"))

        assert verdict.category is Category.UNDETERMINED
        assert (verdict.floor, verdict.ceiling) == (
            "undetermined",
            "open-source",
        )
        assert verdict.score == Score(0, 100, 100)


class TestScore:
    def test_points_add_up_to_a_hundred(self) -> None:
        """The scale is 0 to 100."""
        assert sum(one.points for one in SPECTRUM_1_0.criteria) == 100

    def test_nothing_published_scores_nothing(self) -> None:
        """With everything withheld, both bounds meet at the bottom."""
        verdict = classify(
            Release("r", withheld=Component, stages=list(Stage))
        )

        assert verdict.score == Score(0, 0, 100)


class TestFind:
    def test_by_id(self) -> None:
        """A definition is found by its id."""
        assert find("spectrum-1.0") is SPECTRUM_1_0
        assert ALL[0] is SPECTRUM_1_0

    def test_unknown(self) -> None:
        """An unknown id names those that exist."""
        with pytest.raises(FrameworkError, match=r"known: 'spectrum-1\.0'"):
            find("osaid")

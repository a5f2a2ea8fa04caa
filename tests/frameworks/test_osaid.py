import pytest

from openness import (
    Access,
    Artifact,
    Category,
    Component,
    Outcome,
    Release,
    classify,
)
from openness.frameworks import OSAID_1_0
from openness.release import Stage

WEIGHTS = Component.MODEL_PARAMETERS_FINAL
CODE = (
    Component.DATA_PREPROCESSING_CODE,
    Component.TRAINING_CODE,
    Component.EVALUATION_CODE,
    Component.INFERENCE_CODE,
    Component.MODEL_ARCHITECTURE,
)


def releasing(
    *components: Component,
    weights: str = "Apache-2.0",
    code: str = "MIT",
    text: str = "CC-BY-4.0",
    withheld: tuple[Component, ...] = (),
) -> Release:
    licenses = dict.fromkeys(CODE, code) | {WEIGHTS: weights}
    return Release(
        "r",
        artifacts=[
            Artifact(
                [one], license=licenses.get(one, text), access=Access.PUBLIC
            )
            for one in components
        ],
        withheld=withheld,
        stages=[Stage.PRE_TRAINING],
    )


WHOLE = (WEIGHTS, *CODE, Component.DATA_INFORMATION)


class TestParameters:
    @pytest.mark.parametrize(
        ("license", "outcome"),
        [
            pytest.param(None, Outcome.UNKNOWN, id="not-stated"),
            pytest.param("LicenseRef-x", Outcome.UNKNOWN, id="unheard-of"),
            pytest.param("CC-BY-NC-4.0", Outcome.UNMET, id="non-commercial"),
            pytest.param("Apache-2.0", Outcome.MET, id="osi-approved"),
        ],
    )
    def test_follow_the_license(
        self, license: str | None, outcome: Outcome
    ) -> None:
        """Silence and ignorance are unknown; only known terms decide."""
        weights = Artifact([WEIGHTS], license=license)

        (parameters, *_) = classify(
            Release("r", artifacts=[weights]), framework=OSAID_1_0
        ).findings

        assert parameters.outcome is outcome


class TestLabel:
    def test_needs_data_information_code_and_parameters(self) -> None:
        """All three under open terms make Open Source AI."""
        verdict = classify(releasing(*WHOLE), framework=OSAID_1_0)

        assert verdict.label == "Open Source AI"
        assert verdict.category is Category.OPEN_SOURCE

    def test_published_data_with_its_description_informs(self) -> None:
        """Who has the data and its card can build an equivalent."""
        release = releasing(
            WEIGHTS, *CODE, Component.DATASETS, Component.DATA_CARD
        )

        assert classify(release, framework=OSAID_1_0).label == "Open Source AI"

    @pytest.mark.parametrize("missing", WHOLE)
    def test_each_of_them_is_needed(self, missing: Component) -> None:
        """The definition is binary, and silence is not enough."""
        rest = (one for one in WHOLE if one is not missing)
        verdict = classify(releasing(*rest), framework=OSAID_1_0)

        assert verdict.label == "undetermined"

    @pytest.mark.parametrize(
        "release",
        [
            pytest.param(
                releasing(*WHOLE, weights="LicenseRef-bigscience-rail-1.0"),
                id="restricted-parameters",
            ),
            pytest.param(
                releasing(*WHOLE, code="CC0-1.0"),
                id="code-under-a-license-that-was-not-approved",
            ),
            pytest.param(
                releasing(
                    *WHOLE,
                    text="CC-BY-NC-4.0",
                    withheld=(Component.DATASETS,),
                ),
                id="restricted-information",
            ),
        ],
    )
    def test_terms_alone_can_fail(self, release: Release) -> None:
        """A fitting release under other terms is not Open Source AI."""
        verdict = classify(release, framework=OSAID_1_0)

        assert verdict.label == "not Open Source AI"
        assert verdict.category is None

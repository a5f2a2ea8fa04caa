import pytest

from openness import Access, Artifact, Category, Component, Release, classify
from openness.frameworks import RELEASE_GRADIENT
from openness.release import Claim

WEIGHTS = Component.MODEL_PARAMETERS_FINAL
ALL = (
    WEIGHTS,
    Component.MODEL_ARCHITECTURE,
    Component.INFERENCE_CODE,
    Component.TRAINING_CODE,
    Component.DATASETS,
)
CLOSED = (WEIGHTS, Component.HOSTED_API)


@pytest.mark.parametrize(
    ("release", "label", "category"),
    [
        (
            Release("r", artifacts=[Artifact(ALL, access=Access.PUBLIC)]),
            "fully open",
            None,
        ),
        (
            Release(
                "r",
                artifacts=[Artifact([WEIGHTS], access=Access.GATED)],
                withheld=[Component.DATASETS],
            ),
            "downloadable",
            Category.OPEN_WEIGHT,
        ),
        (
            Release(
                "r",
                artifacts=[
                    Artifact([Component.HOSTED_API], access=Access.HOSTED)
                ],
                withheld=[WEIGHTS],
            ),
            "cloud-based or API access",
            Category.PROPRIETARY,
        ),
        (
            Release(
                "r",
                artifacts=[Artifact([WEIGHTS], access=Access.HOSTED)],
                withheld=[Component.HOSTED_API],
            ),
            "hosted access",
            Category.PROPRIETARY,
        ),
        (
            Release(
                "r",
                withheld=CLOSED,
                claims=[Claim("publisher", "release", "staged")],
            ),
            "gradual or staged access",
            Category.PROPRIETARY,
        ),
        (Release("r", withheld=CLOSED), "fully closed", Category.PROPRIETARY),
        (Release("r"), "undetermined", Category.UNDETERMINED),
    ],
)
def test_six_levels(
    release: Release, label: str, category: Category | None
) -> None:
    """Access alone decides; of open terms the gradient does not speak."""
    verdict = classify(release, framework=RELEASE_GRADIENT)

    assert (verdict.label, verdict.category) == (label, category)

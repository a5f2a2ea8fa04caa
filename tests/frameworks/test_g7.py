import pytest

from openness import Access, Artifact, Category, Component, Release, classify
from openness.frameworks import G7_2026
from openness.release import Stage, Withheld, WithheldReason

WEIGHTS = Component.MODEL_PARAMETERS_FINAL
BASE = frozenset({Stage.PRE_TRAINING})


def releasing(
    *components: Component,
    license: str = "Apache-2.0",
    withheld: tuple[Withheld, ...] = (),
) -> Release:
    return Release(
        "r",
        artifacts=[
            Artifact([one], license=license, access=Access.PUBLIC)
            for one in components
        ],
        withheld=withheld,
        stages=BASE,
    )


CODE = (Component.INFERENCE_CODE, Component.TRAINING_CODE)


@pytest.mark.parametrize(
    ("release", "label", "category"),
    [
        pytest.param(
            releasing(WEIGHTS, *CODE, Component.DATASETS),
            "Open Source AI with Open Data",
            Category.OPEN_SOURCE,
            id="all",
        ),
        pytest.param(
            releasing(
                WEIGHTS,
                *CODE,
                Component.DATA_INFORMATION,
                withheld=(
                    Withheld(Component.DATASETS, WithheldReason.UNSHAREABLE),
                ),
            ),
            "Open Source AI",
            Category.OPEN_SOURCE,
            id="information-for-unshareable-data",
        ),
        pytest.param(
            releasing(
                WEIGHTS,
                *CODE,
                Component.DATA_INFORMATION,
                withheld=(
                    Withheld(Component.DATASETS, WithheldReason.CHOICE),
                ),
            ),
            "Open Weights AI",
            Category.OPEN_WEIGHT,
            id="information-is-no-excuse-for-withholding",
        ),
        pytest.param(
            releasing(WEIGHTS, Component.INFERENCE_CODE),
            "Open Weights AI",
            Category.OPEN_WEIGHT,
            id="weights-and-deployment-code",
        ),
        pytest.param(
            releasing(
                WEIGHTS,
                Component.INFERENCE_CODE,
                license="LicenseRef-llama-3.1",
            ),
            "Weights Available AI",
            Category.OPEN_WEIGHT,
            id="restricted",
        ),
        pytest.param(
            Release("r", withheld=[WEIGHTS]),
            "none of the four",
            None,
            id="withheld",
        ),
        pytest.param(
            Release("r"), "undetermined", Category.UNDETERMINED, id="silence"
        ),
    ],
)
def test_labels(
    release: Release, label: str, category: Category | None
) -> None:
    """The four labels, what is below, and what is not known."""
    verdict = classify(release, framework=G7_2026)

    assert (verdict.label, verdict.category) == (label, category)

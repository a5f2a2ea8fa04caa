import pytest

from openness import Access, Artifact, Component, Release, classify
from openness.frameworks import AA_OPENNESS_INDEX
from openness.release import Stage

WEIGHTS = Component.MODEL_PARAMETERS_FINAL


def points(release: Release, prefix: str) -> float:
    """The proven points of one component, on its scale."""
    verdict = classify(release, framework=AA_OPENNESS_INDEX)
    worth = {c.id: c.points for c in AA_OPENNESS_INDEX.criteria}
    return sum(
        worth[f.criterion] * 18 / 100
        for f in verdict.met
        if f.criterion.startswith(prefix)
    )


def weights(license: str, access: Access = Access.PUBLIC) -> Release:
    return Release(
        "r", artifacts=[Artifact([WEIGHTS], license=license, access=access)]
    )


def test_eighteen_points_are_a_hundred() -> None:
    """Six components of three points each."""
    total = sum(criterion.points for criterion in AA_OPENNESS_INDEX.criteria)

    assert total == pytest.approx(100)


@pytest.mark.parametrize(
    ("license", "expected"),
    [
        ("Apache-2.0", 3),
        ("LicenseRef-creativeml-openrail-m", 2),
        ("LicenseRef-llama-3.1", 1),
        ("CC-BY-NC-4.0", 0),
    ],
)
def test_license_of_the_weights(license: str, expected: float) -> None:
    """Commercial use, then no attribution, then no limitation."""
    assert points(weights(license), "weights-license") == pytest.approx(
        expected
    )


def test_an_api_alone_is_one_point_for_sure() -> None:
    """Whether it hides tokens is not recorded, so the second is open."""
    api = Release(
        "r",
        artifacts=[Artifact([Component.HOSTED_API], access=Access.HOSTED)],
        withheld=[WEIGHTS],
    )
    verdict = classify(api, framework=AA_OPENNESS_INDEX)

    assert points(api, "weights-access") == pytest.approx(1)
    assert "weights-access-2" in {f.criterion for f in verdict.unknown}
    assert "weights-access-3" in {f.criterion for f in verdict.unmet}


def test_data_counts_by_halves() -> None:
    """Pre-training and post-training data each make half of a component."""
    release = Release(
        "r",
        artifacts=[
            Artifact(
                [Component.DATASETS],
                license="ODC-By-1.0",
                access=Access.PUBLIC,
            )
        ],
        stages=list(Stage),
    )

    assert points(release, "pre-training-data-access") == pytest.approx(1.5)
    # Attribution is required.
    assert points(release, "pre-training-data-license") == pytest.approx(0.5)
    assert points(release, "post-training") == 0


def test_open_in_every_way_but_attribution_for_the_data() -> None:
    """OLMo 3.1's published 88.89 is sixteen of eighteen points.

    https://artificialanalysis.ai/methodology/openness-index: Apache-2.0 for
    weights and code, all data shared under ODC-By, full disclosure.
    """
    apache = (
        WEIGHTS,
        Component.TRAINING_CODE,
        Component.MODEL_ARCHITECTURE,
        Component.TECHNICAL_REPORT,
        Component.TRAINING_CONFIGURATION,
    )
    data = (Component.DATASETS, Component.POST_TRAINING_DATA)
    release = Release(
        "r",
        artifacts=[
            *(
                Artifact([one], license="Apache-2.0", access=Access.PUBLIC)
                for one in apache
            ),
            *(
                Artifact([one], license="ODC-By-1.0", access=Access.PUBLIC)
                for one in data
            ),
        ],
        stages=list(Stage),
    )

    score = classify(release, framework=AA_OPENNESS_INDEX).score
    assert score is not None
    assert score.low == score.high == pytest.approx(88.89, abs=0.01)

from openness import Access, Artifact, Component, Release, classify
from openness.reports.of_gap import as_json, as_text

WEIGHTS = Component.MODEL_PARAMETERS_FINAL
OPEN_WEIGHT = Release(
    "r", artifacts=[Artifact([WEIGHTS], access=Access.PUBLIC)]
)
CLOSED = Release("r", withheld=[WEIGHTS])


def test_text_says_what_is_open_and_what_to_do() -> None:
    """Findings first, then the numbered changes."""
    gap = classify(CLOSED).gap("open-weight")

    assert list(as_text(gap, CLOSED)) == [
        "r: for 'open-weight' (spectrum-1.0), 1 to go",
        "  - weights-published: the weights: withheld",
        "  The least that reaches it:",
        "   1. publish the weights (a gate that lets everybody in will do)",
    ]


def test_text_of_what_is_reached() -> None:
    """One line where nothing is missing."""
    gap = classify(OPEN_WEIGHT).gap("open-weight")

    assert list(as_text(gap, OPEN_WEIGHT)) == [
        "r: 'open-weight' (spectrum-1.0) is reached; nothing is missing."
    ]


def test_text_of_what_cannot_be_reached() -> None:
    """It is said where no change helps."""
    from openness.frameworks import EU_AI_ACT_GPAI

    spent = Release("r", training_compute=1e26)
    gap = classify(spent, framework=EU_AI_ACT_GPAI).gap("exempt")

    assert list(as_text(gap, spent))[-1] == (
        "  No change to the release can reach it."
    )


def test_json() -> None:
    """The same as data."""
    assert as_json(classify(CLOSED).gap("open-weight"), CLOSED) == {
        "schema": "openness/gap/1",
        "release": "r",
        "framework": "spectrum-1.0",
        "label": "open-weight",
        "reached": False,
        "open": [
            {
                "criterion": "weights-published",
                "outcome": "unmet",
                "because": "the weights: withheld",
            }
        ],
        "changes": [
            "publish the weights (a gate that lets everybody in will do)"
        ],
    }

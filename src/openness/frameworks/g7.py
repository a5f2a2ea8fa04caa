"""``g7-2026``: the G7 Vision on AI Openness, Paris, 29 May 2026.

https://g7.utoronto.ca/ict/260529-vision.html (read 2026-11-23; the four
definitions also at https://www.phoronix.com/news/G7-On-Open-Source-AI).
Non-binding. How passages were read: docs/decisions/g7.md.
"""

from __future__ import annotations

from openness.definition import Category, Criterion, Framework, Level
from openness.licenses.criteria import OPEN
from openness.release import (
    TUNING,
    Access,
    Component,
)
from openness.requirements import (
    AllOf,
    AnyOf,
    Documented,
    During,
    Licensed,
    Published,
    Requirement,
    Unshareable,
)

__all__ = ["G7_2026"]

_PAGE = "https://g7.utoronto.ca/ict/260529-vision.html"
_LICENSE = "under an Open Source license"
_GATED = Access.GATED


def _or_information(component: Component) -> Requirement:
    """Return: the data, or, if it cannot be shared, information on it."""
    return AnyOf(
        [
            Licensed(component, OPEN),
            AllOf(
                [
                    Unshareable(component),
                    Documented(Component.DATA_INFORMATION),
                ]
            ),
        ]
    )


def _criterion(
    id: str, asks: str, requirement: Requirement, quote: str
) -> Criterion:
    return Criterion(
        id=id, asks=asks, requirement=requirement, source=_PAGE, quote=quote
    )


G7_2026 = Framework(
    id="g7-2026",
    title="G7 Vision on AI Openness, 2026",
    source=_PAGE,
    criteria=(
        _criterion(
            "weights",
            "Can anyone obtain the weights, free of charge?",
            Published(Component.MODEL_PARAMETERS_FINAL, access=_GATED),
            "released free of charge along with its weights",
        ),
        _criterion(
            "weights-open",
            "Are the weights under an Open Source license?",
            Licensed(Component.MODEL_PARAMETERS_FINAL, OPEN, access=_GATED),
            _LICENSE,
        ),
        _criterion(
            "deployment-code-open",
            "Is the deployment code there, under an Open Source license?",
            Licensed(Component.INFERENCE_CODE, OPEN, access=_GATED),
            "weights and deployment code, under an Open Source License",
        ),
        _criterion(
            "training-code-open",
            "Is the training code there, under an Open Source license?",
            AllOf(
                [
                    Licensed(Component.TRAINING_CODE, OPEN),
                    During(TUNING, Licensed(Component.FINE_TUNING_CODE, OPEN)),
                ]
            ),
            "training code",
        ),
        _criterion(
            "data-or-information",
            "Is the full training data there, or, where sharing it is "
            "impossible, Data Information in its place?",
            AllOf(
                [
                    _or_information(Component.DATASETS),
                    During(
                        TUNING, _or_information(Component.POST_TRAINING_DATA)
                    ),
                ]
            ),
            "where sharing is legally or technically impossible",
        ),
        _criterion(
            "data-open",
            "Is the full training data there, under an Open Source license?",
            AllOf(
                [
                    Licensed(Component.DATASETS, OPEN),
                    During(
                        TUNING, Licensed(Component.POST_TRAINING_DATA, OPEN)
                    ),
                ]
            ),
            "full training data",
        ),
    ),
    levels=(
        Level(
            label="Open Source AI with Open Data",
            requires=(
                "weights",
                "weights-open",
                "deployment-code-open",
                "training-code-open",
                "data-open",
            ),
            category=Category.OPEN_SOURCE,
        ),
        Level(
            label="Open Source AI",
            requires=(
                "weights",
                "weights-open",
                "deployment-code-open",
                "training-code-open",
                "data-or-information",
            ),
            category=Category.OPEN_SOURCE,
        ),
        Level(
            label="Open Weights AI",
            requires=("weights", "weights-open", "deployment-code-open"),
            category=Category.OPEN_WEIGHT,
        ),
        Level(
            label="Weights Available AI",
            requires=("weights",),
            category=Category.OPEN_WEIGHT,
        ),
        # The Vision has no word for what is below.
        Level(label="none of the four"),
    ),
)

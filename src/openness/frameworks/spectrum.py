"""``spectrum-1.0``: the default definition of this project.

Open-source, open-weight, proprietary, made exact; the page
``docs/spectrum.md`` gives the definition, the score and the reason for each
of its weights.
"""

from __future__ import annotations

from openness.definition import Category, Criterion, Framework, Level
from openness.licenses.criteria import OPEN
from openness.release import (
    TUNING,
    Access,
    Completeness,
    Component,
    Strength,
)
from openness.requirements import (
    AllOf,
    AnyOf,
    Documented,
    During,
    Licensed,
    Published,
    Unshareable,
)

__all__ = ["SPECTRUM_1_0"]

_PAGE = "docs/spectrum.md"


def _open_data(component: Component) -> AnyOf:
    """Data in the open, or, if it cannot be shared, information on it."""
    return AnyOf(
        [
            Licensed(component, OPEN),
            AllOf(
                [
                    Unshareable(component),
                    Licensed(Component.DATA_INFORMATION, OPEN),
                ]
            ),
        ]
    )


_CRITERIA = (
    Criterion(
        id="weights-published",
        asks="Can anyone obtain the final weights, if only after a click?",
        requirement=Published(
            Component.MODEL_PARAMETERS_FINAL, access=Access.GATED
        ),
        points=18,
    ),
    Criterion(
        id="weights-public",
        asks="Can anyone obtain the final weights without a gate?",
        # Open-source is never reached on presumption.
        requirement=Published(
            Component.MODEL_PARAMETERS_FINAL, weakest=Strength.STATED
        ),
        points=4,
    ),
    Criterion(
        id="weights-open-terms",
        asks="Are the final weights under open terms?",
        requirement=Licensed(
            Component.MODEL_PARAMETERS_FINAL, OPEN, access=Access.GATED
        ),
        points=13,
    ),
    Criterion(
        id="architecture-documented",
        asks="Is the architecture described?",
        requirement=Documented(Component.MODEL_ARCHITECTURE),
        points=4,
    ),
    Criterion(
        id="architecture-open",
        asks="Is the architecture public, as code or fully specified, under "
        "open terms?",
        requirement=Licensed(Component.MODEL_ARCHITECTURE, OPEN),
        points=6,
    ),
    Criterion(
        id="inference-code-published",
        asks="Is the inference code public?",
        requirement=Published(Component.INFERENCE_CODE),
        points=3,
    ),
    Criterion(
        id="inference-code-open",
        asks="Is the inference code public under open terms?",
        requirement=Licensed(Component.INFERENCE_CODE, OPEN),
        points=3,
    ),
    Criterion(
        id="training-code-published",
        asks="Is the training code public?",
        requirement=Published(Component.TRAINING_CODE),
        points=6,
    ),
    Criterion(
        id="training-code-open",
        asks="Is the training code public under open terms?",
        requirement=Licensed(Component.TRAINING_CODE, OPEN),
        points=5,
    ),
    Criterion(
        id="fine-tuning-code-open",
        asks="Is the code of the tuning stages public under open terms?",
        requirement=During(TUNING, Licensed(Component.FINE_TUNING_CODE, OPEN)),
        points=4,
    ),
    Criterion(
        id="data-documented",
        asks="Is the training data described?",
        requirement=AnyOf(
            [
                Documented(Component.DATA_INFORMATION),
                Documented(Component.DATA_CARD),
                Documented(Component.DATASETS),
            ]
        ),
        points=7,
    ),
    Criterion(
        id="data-published",
        asks="Is the training data public?",
        requirement=Published(Component.DATASETS),
        points=8,
    ),
    Criterion(
        id="data-open",
        asks="Is the training data public under open terms, or, where it "
        "cannot be shared, information to build an equivalent?",
        requirement=_open_data(Component.DATASETS),
        points=6,
    ),
    Criterion(
        id="post-training-data-open",
        asks="The same for the data of the tuning stages.",
        requirement=During(TUNING, _open_data(Component.POST_TRAINING_DATA)),
        points=4,
    ),
    Criterion(
        id="evaluation-documented",
        asks="Are evaluation results given?",
        requirement=Documented(Component.EVALUATION_RESULTS),
        points=2,
    ),
    Criterion(
        id="evaluation-code-published",
        asks="Is the evaluation code public?",
        requirement=Published(Component.EVALUATION_CODE),
        points=2,
    ),
    Criterion(
        id="model-card",
        asks="Is there a model card?",
        requirement=Published(
            Component.MODEL_CARD, completeness=Completeness.PARTIAL
        ),
        points=2,
    ),
    Criterion(
        id="report",
        asks="Is there a technical report or a paper?",
        requirement=AnyOf(
            [
                Published(Component.TECHNICAL_REPORT),
                Published(Component.RESEARCH_PAPER),
            ]
        ),
        points=3,
    ),
)

SPECTRUM_1_0 = Framework(
    id="spectrum-1.0",
    title="The openness spectrum",
    source=_PAGE,
    criteria=_CRITERIA,
    levels=(
        Level(
            label="open-source",
            category=Category.OPEN_SOURCE,
            requires=(
                "weights-published",
                "weights-public",
                "weights-open-terms",
                "architecture-open",
                "inference-code-open",
                "training-code-open",
                "fine-tuning-code-open",
                "data-open",
                "post-training-data-open",
            ),
        ),
        Level(
            label="open-weight",
            category=Category.OPEN_WEIGHT,
            requires=("weights-published",),
        ),
        Level(label="proprietary", category=Category.PROPRIETARY),
    ),
)

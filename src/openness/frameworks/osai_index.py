"""``osai-index``: the European Open Source AI Index, Radboud University.

A. Liesenfeld and M. Dingemanse, "Rethinking open source generative AI",
FAccT 2024, doi 10.1145/3630106.3659005; data CC-BY-4.0,
doi 10.5281/zenodo.15386042. Each dimension is open, partial or closed; the
score is their mean. The index gives no classes: the levels here are the
reading of its judgements in docs/decisions/osai-index.md.
"""

from __future__ import annotations

from openness.definition import Category, Criterion, Framework, Level
from openness.licenses.criteria import OPEN
from openness.release import (
    TUNING,
    Access,
    Completeness,
    Component,
)
from openness.requirements import (
    AtLeast,
    Claimed,
    During,
    Licensed,
    Published,
    Requirement,
)

__all__ = ["OSAI_INDEX"]

#: Whose claims a record of the index makes.
BY = "osai-index"

#: The dimensions that are the publication of one component.
DIMENSIONS = {
    "datasources_basemodel": Component.DATASETS,
    "datasources_endmodel": Component.POST_TRAINING_DATA,
    "weights_basemodel": Component.BASE_MODEL_PARAMETERS,
    "weights_endmodel": Component.MODEL_PARAMETERS_FINAL,
    "trainingcode": Component.TRAINING_CODE,
    "code": Component.CODE_DOCUMENTATION,
    "hardware_architecture": Component.HARDWARE_ARCHITECTURE,
    "preprint": Component.TECHNICAL_REPORT,
    "paper": Component.RESEARCH_PAPER,
    "modelcard": Component.MODEL_CARD,
    "datasheet": Component.DATA_CARD,
}

#: What a base model, which has no such stage, does not owe.
_OF_TUNING = {"datasources_endmodel", "weights_basemodel"}
_SOURCE = "https://osai-index.eu/contribute"

_LICENSED = tuple(
    Licensed(component, OPEN, access=Access.GATED)
    for component in (
        Component.MODEL_PARAMETERS_FINAL,
        Component.TRAINING_CODE,
        Component.DATASETS,
    )
)


def _dimension(name: str, component: Component) -> tuple[Criterion, ...]:
    partly: Requirement = Published(
        component, access=Access.GATED, completeness=Completeness.PARTIAL
    )
    wholly: Requirement = Published(component)
    if name in _OF_TUNING:
        partly, wholly = During(TUNING, partly), During(TUNING, wholly)
    return _halves(name, partly, wholly)


def _halves(
    name: str, partly: Requirement, wholly: Requirement
) -> tuple[Criterion, ...]:
    """Return a dimension as two questions, worth half a point each."""
    words = name.replace("_", " ")
    return (
        Criterion(
            id=f"{name}-partial",
            asks=f"Is the dimension {words!r} at least partial?",
            requirement=partly,
            points=0.5 / _COUNT,
            source=_SOURCE,
        ),
        Criterion(
            id=f"{name}-open",
            asks=f"Is the dimension {words!r} open?",
            requirement=wholly,
            points=0.5 / _COUNT,
            source=_SOURCE,
        ),
    )


_COUNT = len(DIMENSIONS) + 1

OSAI_INDEX = Framework(
    id="osai-index",
    title="European Open Source AI Index",
    source="https://osai-index.eu",
    criteria=(
        *(
            criterion
            for name, component in DIMENSIONS.items()
            for criterion in _dimension(name, component)
        ),
        # Weights, training code and data under open licenses: all of them,
        # or two.
        *_halves(
            "licenses",
            Claimed(
                BY, "licenses", {"partial", "open"}, AtLeast(2, _LICENSED)
            ),
            Claimed(BY, "licenses", {"open"}, AtLeast(3, _LICENSED)),
        ),
    ),
    levels=(
        Level(
            label="all open",
            requires=(
                "weights_endmodel-open",
                "datasources_basemodel-open",
                "datasources_endmodel-open",
                "trainingcode-open",
                "licenses-open",
            ),
            category=Category.OPEN_SOURCE,
        ),
        Level(
            label="weights open",
            requires=("weights_endmodel-partial",),
            category=Category.OPEN_WEIGHT,
        ),
        Level(label="weights closed", category=Category.PROPRIETARY),
    ),
)

"""``osaid-1.0``: the Open Source AI Definition of the Open Source Initiative.

Version 1.0, 28 October 2024, https://opensource.org/ai/open-source-ai-definition
(read 2026-11-23 in the wording of RC1, which 1.0 kept for these clauses:
https://hackmd.io/@opensourceinitiative/osaid-1-0-RC1). How passages were
read: docs/decisions/osaid.md.
"""

from __future__ import annotations

from openness.definition import Category, Criterion, Framework, Level
from openness.licenses._spdx import LICENSES
from openness.licenses.criteria import OPEN, LicenseCriterion, ListCriterion
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
)

__all__ = ["OSAID_1_0"]

_PAGE = "https://opensource.org/ai/open-source-ai-definition"
_FORM = f"{_PAGE}, Preferred form to make modifications"

#: "Code shall be made available under OSI-approved licenses."
APPROVED = ListCriterion(
    name="a license approved by the Open Source Initiative",
    ids=[id for id, _, flags in LICENSES.values() if "o" in flags],
)


def _criterion(
    id: str, asks: str, requirement: Requirement, quote: str
) -> Criterion:
    return Criterion(
        id=id, asks=asks, requirement=requirement, source=_FORM, quote=quote
    )


def _code(id: str, component: Component, quote: str) -> Criterion:
    return _criterion(
        id,
        f"Is the {component.value.replace('-', ' ')} public under an "
        "OSI-approved license?",
        _under(component, APPROVED),
        quote,
    )


def _under(component: Component, terms: LicenseCriterion) -> Licensed:
    return Licensed(component, terms)


_CRITERIA = (
    _criterion(
        "parameters",
        "Are the parameters under OSI-approved terms?",
        Licensed(Component.MODEL_PARAMETERS_FINAL, OPEN, access=None),
        "made available under OSI-approved terms",
    ),
    _criterion(
        "parameters-available",
        "Can anyone obtain the parameters?",
        Published(Component.MODEL_PARAMETERS_FINAL, access=Access.GATED),
        "weights or other configuration settings",
    ),
    _code(
        "data-processing-code",
        Component.DATA_PREPROCESSING_CODE,
        "code used for processing and filtering data",
    ),
    _code(
        "training-code",
        Component.TRAINING_CODE,
        "code used for training including arguments and settings used",
    ),
    _criterion(
        "tuning-code",
        "Is the code of the tuning stages public under an OSI-approved "
        "license?",
        During(TUNING, _under(Component.FINE_TUNING_CODE, APPROVED)),
        "The complete source code used to train and run the system",
    ),
    _code(
        "evaluation-code",
        Component.EVALUATION_CODE,
        "validation and testing",
    ),
    _code("inference-code", Component.INFERENCE_CODE, "inference code"),
    _code("architecture", Component.MODEL_ARCHITECTURE, "model architecture"),
    _criterion(
        "data-information",
        "Is there information on all training data, under open terms, for a "
        "skilled person to build a substantially equivalent system?",
        AnyOf(
            [
                Licensed(Component.DATA_INFORMATION, OPEN),
                AllOf(
                    [
                        Licensed(Component.DATASETS, OPEN),
                        Documented(Component.DATA_CARD),
                    ]
                ),
            ]
        ),
        "so that a skilled person can build a substantially equivalent system",
    ),
)

OSAID_1_0 = Framework(
    id="osaid-1.0",
    title="Open Source AI Definition 1.0",
    source=_PAGE,
    criteria=_CRITERIA,
    levels=(
        Level(
            label="Open Source AI",
            requires=tuple(criterion.id for criterion in _CRITERIA),
            category=Category.OPEN_SOURCE,
        ),
        # The definition is binary: it speaks of no lesser class.
        Level(label="not Open Source AI"),
    ),
)

"""``release-gradient``: the Gradient of Generative AI Release.

I. Solaiman, FAccT 2023, doi 10.1145/3593013.3593981, arXiv:2302.04844 (read
2026-11-23): six levels of access. Terms are not its subject. How the levels
were read: docs/decisions/release-gradient.md.
"""

from __future__ import annotations

from openness.definition import Category, Criterion, Framework, Level
from openness.release import Access, Component
from openness.requirements import AllOf, AnyOf, Claimed, Documented, Published

__all__ = ["RELEASE_GRADIENT"]

_PAGE = "https://arxiv.org/abs/2302.04844, section 3"
_WEIGHTS = Component.MODEL_PARAMETERS_FINAL
_API = Published(Component.HOSTED_API, access=Access.HOSTED)
_DOWNLOAD = Published(_WEIGHTS, access=Access.GATED)
_HOSTED = AnyOf([Published(_WEIGHTS, access=Access.HOSTED), _API])

RELEASE_GRADIENT = Framework(
    id="release-gradient",
    title="The Gradient of Generative AI Release",
    source="https://doi.org/10.1145/3593013.3593981",
    criteria=(
        Criterion(
            id="everything",
            asks="Are weights, code and training data all public?",
            requirement=AllOf(
                [
                    Published(_WEIGHTS),
                    Documented(Component.MODEL_ARCHITECTURE),
                    Published(Component.INFERENCE_CODE),
                    Published(Component.TRAINING_CODE),
                    Published(Component.DATASETS),
                ]
            ),
            source=_PAGE,
        ),
        Criterion(
            id="download",
            asks="Can anyone download the weights, if after a click?",
            requirement=_DOWNLOAD,
            source=_PAGE,
        ),
        Criterion(
            id="api",
            asks="Can programs use the model over a network?",
            requirement=AnyOf([_DOWNLOAD, _API]),
            source=_PAGE,
        ),
        Criterion(
            id="hosted",
            asks="Can people use the model where its publisher runs it?",
            requirement=AnyOf([_DOWNLOAD, _HOSTED]),
            source=_PAGE,
        ),
        Criterion(
            id="staged",
            asks="Does the publisher let out the model step by step?",
            requirement=Claimed("publisher", "release", {"staged"}, _HOSTED),
            source=_PAGE,
        ),
    ),
    levels=(
        # Openness of terms is not asked, so no class is claimed for it.
        Level(label="fully open", requires=("everything",)),
        Level(
            label="downloadable",
            requires=("download",),
            category=Category.OPEN_WEIGHT,
        ),
        Level(
            label="cloud-based or API access",
            requires=("api",),
            category=Category.PROPRIETARY,
        ),
        Level(
            label="hosted access",
            requires=("hosted",),
            category=Category.PROPRIETARY,
        ),
        Level(
            label="gradual or staged access",
            requires=("staged",),
            category=Category.PROPRIETARY,
        ),
        Level(label="fully closed", category=Category.PROPRIETARY),
    ),
)

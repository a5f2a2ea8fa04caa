"""``aa-openness-index``: the Openness Index of Artificial Analysis.

https://artificialanalysis.ai/methodology/openness-index (read 2026-11-23).
Six components of 0 to 3 points; data counts for pre- and post-training by
halves; 18 points are 100. The index gives points and no classes. How its
steps were read: docs/decisions/aa-openness-index.md.
"""

from __future__ import annotations

from openness.definition import Criterion, Framework, Level
from openness.licenses.criteria import TermsCriterion
from openness.licenses.terms import Permission, Restriction
from openness.release import (
    TUNING,
    Access,
    Completeness,
    Component,
    Stage,
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

__all__ = ["AA_OPENNESS_INDEX"]

_PAGE = "https://artificialanalysis.ai/methodology/openness-index"
_STEP = 100 / 18
_WEIGHTS = Component.MODEL_PARAMETERS_FINAL

_RESTRICTED_USE = (
    Restriction.NON_COMMERCIAL,
    Restriction.RESEARCH_ONLY,
    Restriction.NON_PRODUCTION,
)
_LIMITATIONS = (
    Restriction.FIELD_OF_USE,
    Restriction.USER_THRESHOLD,
    Restriction.REVENUE_THRESHOLD,
    Restriction.NO_COMPETING_MODEL_TRAINING,
    Restriction.NO_COMPETING_USE,
    Restriction.OUTPUTS_RESTRICTED,
    Restriction.NO_REDISTRIBUTION,
    Restriction.NO_DERIVATIVES,
    Restriction.GEOGRAPHIC_EXCLUSION,
    Restriction.HOSTED_SERVICE,
    Restriction.REGISTRATION,
)

#: The three steps of every license scale.
_LICENSES = (
    TermsCriterion(
        name="commercial use",
        permits=[Permission.COMMERCIAL_USE],
        without=_RESTRICTED_USE,
    ),
    TermsCriterion(
        name="commercial use without attribution",
        permits=[Permission.COMMERCIAL_USE],
        without=[*_RESTRICTED_USE, Restriction.NAMING_OBLIGATION],
    ),
    TermsCriterion(
        name="commercial use without attribution or meaningful limitation",
        permits=[
            Permission.COMMERCIAL_USE,
            Permission.MODIFICATIONS,
            Permission.DISTRIBUTION,
        ],
        without=[
            *_RESTRICTED_USE,
            Restriction.NAMING_OBLIGATION,
            *_LIMITATIONS,
        ],
    ),
)
_SCALE = (
    "commercial use, attribution required",
    "commercial use, no attribution required",
    "no meaningful limitations",
)


def _scale(
    name: str,
    steps: tuple[tuple[str, Requirement], ...],
    points: float = _STEP,
) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(
            id=f"{name}-{number}",
            asks=f"{name.replace('-', ' ').capitalize()}: {words}?",
            requirement=requirement,
            points=points,
            source=_PAGE,
        )
        for number, (words, requirement) in enumerate(steps, 1)
    )


def _data(
    component: Component, when: frozenset[Stage] | None
) -> tuple[Criterion, ...]:
    """Return the two scales of one half of the data."""
    name = "pre-training" if when is None else "post-training"

    def asked(requirement: Requirement) -> Requirement:
        return requirement if when is None else During(when, requirement)

    some = Published(component, completeness=Completeness.PARTIAL)
    described = AnyOf(
        [
            Documented(Component.DATA_INFORMATION),
            Documented(Component.DATA_CARD),
            Documented(component),
        ]
    )
    access = (
        ("sources disclosed in part", asked(described)),
        (
            "full mix disclosed and substantial data shared",
            asked(AllOf([some, described])),
        ),
        ("full data shared", asked(Published(component))),
    )
    license = tuple(
        (
            words,
            asked(
                Licensed(component, terms, completeness=Completeness.PARTIAL)
            ),
        )
        for words, terms in zip(_SCALE, _LICENSES, strict=True)
    )
    return (
        *_scale(f"{name}-data-access", access, _STEP / 2),
        *_scale(f"{name}-data-license", license, _STEP / 2),
    )


_ANY_WEIGHTS = Published(_WEIGHTS, access=Access.GATED)

AA_OPENNESS_INDEX = Framework(
    id="aa-openness-index",
    title="Artificial Analysis Openness Index",
    source=_PAGE,
    criteria=(
        *_scale(
            "weights-access",
            (
                (
                    "an API, if one that limits the visibility of tokens",
                    AnyOf(
                        [
                            _ANY_WEIGHTS,
                            Published(
                                Component.HOSTED_API, access=Access.HOSTED
                            ),
                        ]
                    ),
                ),
                (
                    "an API",
                    AnyOf(
                        [
                            _ANY_WEIGHTS,
                            # Whether tokens are visible is not recorded.
                            Published(
                                Component.HOSTED_API,
                                unsettled=Access.HOSTED,
                            ),
                        ]
                    ),
                ),
                ("open weights", _ANY_WEIGHTS),
            ),
        ),
        *_scale(
            "weights-license",
            tuple(
                (words, Licensed(_WEIGHTS, terms, access=Access.GATED))
                for words, terms in zip(_SCALE, _LICENSES, strict=True)
            ),
        ),
        *_data(Component.DATASETS, None),
        *_data(Component.POST_TRAINING_DATA, TUNING),
        *_scale(
            "methodology",
            (
                ("architecture", Documented(Component.MODEL_ARCHITECTURE)),
                (
                    "technical details in part",
                    Published(
                        Component.TECHNICAL_REPORT,
                        completeness=Completeness.PARTIAL,
                    ),
                ),
                (
                    "full technical details",
                    AllOf(
                        [
                            Published(Component.TECHNICAL_REPORT),
                            Documented(Component.TRAINING_CONFIGURATION),
                        ]
                    ),
                ),
            ),
        ),
        *_scale(
            "code-license",
            (
                (
                    "frameworks disclosed",
                    AnyOf(
                        [
                            Documented(Component.TRAINING_CODE),
                            Documented(Component.SUPPORTING_LIBRARIES),
                        ]
                    ),
                ),
                (
                    "code for commercial use",
                    Licensed(
                        Component.TRAINING_CODE,
                        _LICENSES[1],
                        completeness=Completeness.PARTIAL,
                    ),
                ),
                (
                    "all code, no meaningful limitations",
                    Licensed(Component.TRAINING_CODE, _LICENSES[2]),
                ),
            ),
        ),
    ),
    # The index gives points and speaks of no class.
    levels=(Level(label="scored"),),
)

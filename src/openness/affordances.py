"""What a release lets its users do, for developers and businesses.

Each affordance is two requirements: what it takes without strings, and what
it takes at all. The answer is *yes* if the first is met, *conditional* if
only the second is, *no* if the second is known to fail.
"""

from __future__ import annotations

from enum import Enum

import attrs

from openness.licenses.criteria import TermsCriterion
from openness.licenses.terms import Permission, Restriction
from openness.outcome import Outcome
from openness.release import Access, Completeness, Component, Release
from openness.requirements import (
    AllOf,
    Documented,
    Licensed,
    Published,
    Requirement,
)

__all__ = ["ALL", "Affordance", "Afforded", "May", "afford", "answer"]


class May(Enum):
    """The answer to "may I, can I?"."""

    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"


@attrs.frozen
class Affordance:
    """One question that users ask of a release.

    Attributes:
        id: Its stable identifier.
        asks: The question.
        freely: What it takes for an unconditional yes.
        at_all: What it takes for a conditional yes.
        answers: The answers if the first is met, if only the second is, and
            if the second is known to fail.
    """

    id: str
    asks: str
    freely: Requirement
    at_all: Requirement
    answers: tuple[May, May, May] = (May.YES, May.CONDITIONAL, May.NO)


@attrs.frozen
class Afforded:
    """The answer of one release to one affordance.

    Attributes:
        id: The affordance.
        answer: Yes, no, conditional or unknown.
        because: The reason, for people.
    """

    id: str
    answer: May
    because: str


_WEIGHTS = Component.MODEL_PARAMETERS_FINAL

#: Restrictions that tell a user for what a model may be used.
_USE = (
    Restriction.NON_COMMERCIAL,
    Restriction.RESEARCH_ONLY,
    Restriction.NON_PRODUCTION,
    Restriction.FIELD_OF_USE,
    Restriction.USER_THRESHOLD,
    Restriction.REVENUE_THRESHOLD,
    Restriction.GEOGRAPHIC_EXCLUSION,
    Restriction.NO_COMPETING_USE,
    Restriction.REGISTRATION,
)
_BARS_BUSINESS = (
    Restriction.NON_COMMERCIAL,
    Restriction.RESEARCH_ONLY,
    Restriction.NON_PRODUCTION,
)


def _weights(terms: TermsCriterion) -> Licensed:
    return Licensed(_WEIGHTS, terms, access=Access.GATED)


def _may(
    permission: Permission, *, freely: tuple[Restriction, ...]
) -> TermsCriterion:
    return TermsCriterion(
        name=f"{permission.value} without conditions on use",
        permits=[permission],
        without=freely,
        accepts_approved=True,
    )


def _at_all(
    permission: Permission, *, without: tuple[Restriction, ...] = ()
) -> TermsCriterion:
    return TermsCriterion(
        name=permission.value, permits=[permission], without=without
    )


ALL: tuple[Affordance, ...] = (
    Affordance(
        "self-host",
        "Can I run it on my own machines?",
        _weights(_may(Permission.PRIVATE_USE, freely=_USE)),
        _weights(_at_all(Permission.PRIVATE_USE)),
    ),
    Affordance(
        "offline",
        "Can I run it without a connection to the publisher?",
        Published(_WEIGHTS, access=Access.GATED),
        Published(_WEIGHTS, access=Access.GATED),
    ),
    Affordance(
        "fine-tune",
        "May I adapt it?",
        _weights(
            _may(
                Permission.MODIFICATIONS,
                freely=(*_USE, Restriction.NO_DERIVATIVES),
            )
        ),
        _weights(_at_all(Permission.MODIFICATIONS)),
    ),
    Affordance(
        "commercial-use",
        "May I use it in a business?",
        _weights(_may(Permission.COMMERCIAL_USE, freely=_USE)),
        _weights(_at_all(Permission.COMMERCIAL_USE, without=_BARS_BUSINESS)),
    ),
    Affordance(
        "redistribute",
        "May I pass it on?",
        _weights(
            _may(
                Permission.DISTRIBUTION,
                freely=(
                    *_USE,
                    Restriction.NO_REDISTRIBUTION,
                    Restriction.PASSES_RESTRICTIONS_ON,
                    Restriction.NAMING_OBLIGATION,
                ),
            )
        ),
        _weights(_at_all(Permission.DISTRIBUTION)),
    ),
    Affordance(
        "audit-weights",
        "Can anyone inspect the weights?",
        Published(_WEIGHTS, access=Access.GATED),
        Published(_WEIGHTS, access=Access.ON_REQUEST),
    ),
    Affordance(
        "audit-data",
        "Can anyone inspect the training data?",
        Published(Component.DATASETS, access=Access.GATED),
        Published(
            Component.DATASETS,
            access=Access.ON_REQUEST,
            completeness=Completeness.PARTIAL,
        ),
    ),
    Affordance(
        "reproduce",
        "Can anyone train it again?",
        AllOf(
            [
                Published(Component.TRAINING_CODE),
                Published(Component.DATASETS),
                Documented(Component.MODEL_ARCHITECTURE),
            ]
        ),
        AllOf(
            [
                Published(Component.TRAINING_CODE),
                Documented(Component.DATASETS),
                Documented(Component.MODEL_ARCHITECTURE),
            ]
        ),
    ),
    Affordance(
        "train-on-outputs",
        "May I train other models on what it produces?",
        _weights(
            TermsCriterion(
                name="free use of outputs",
                without=[
                    *_USE,
                    Restriction.NO_COMPETING_MODEL_TRAINING,
                    Restriction.OUTPUTS_RESTRICTED,
                ],
                accepts_approved=True,
            )
        ),
        _weights(
            TermsCriterion(
                name="training on outputs",
                without=[Restriction.NO_COMPETING_MODEL_TRAINING],
            )
        ),
    ),
    Affordance(
        "revocable",
        "Can the publisher still take it back?",
        _weights(
            TermsCriterion(
                name="terms that the publisher cannot change or end",
                without=[Restriction.REVOCABLE, Restriction.AMENDABLE],
            )
        ),
        _weights(
            TermsCriterion(
                name="terms that the publisher cannot end",
                without=[Restriction.REVOCABLE],
            )
        ),
        answers=(May.NO, May.CONDITIONAL, May.YES),
    ),
)


def afford(release: Release) -> tuple[Afforded, ...]:
    """Answer every affordance for a release."""
    return tuple(answer(release, affordance) for affordance in ALL)


def answer(release: Release, affordance: Affordance) -> Afforded:
    """Answer one affordance for a release."""
    met, partly, unmet = affordance.answers
    freely = affordance.freely.ask(release)
    if freely.outcome is Outcome.MET:
        return Afforded(affordance.id, met, freely.because)
    at_all = affordance.at_all.ask(release)
    if at_all.outcome is Outcome.UNMET:
        return Afforded(affordance.id, unmet, at_all.because)
    for found in (freely, at_all):
        if found.outcome is Outcome.UNKNOWN:
            return Afforded(affordance.id, May.UNKNOWN, found.because)
    return Afforded(affordance.id, partly, freely.because)

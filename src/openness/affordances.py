"""What a release lets its users do, for developers and businesses.

Each affordance is two requirements: what it takes without strings, and what
it takes at all. The answer is *yes* if the first is met, *conditional* if
only the second is, *no* if the second is known to fail.
"""

from __future__ import annotations

import attrs

from openness.licenses import questions
from openness.licenses.questions import May, Question, weigh
from openness.release import TUNING, Access, Completeness, Component, Release
from openness.requirements import (
    AllOf,
    Documented,
    During,
    Licensed,
    Published,
    Requirement,
)

__all__ = ["ALL", "Affordance", "Afforded", "May", "afford", "answer"]


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
_TUNED_ON = Component.POST_TRAINING_DATA


def _of_weights(id: str, question: Question) -> Affordance:
    """Return a question to a license, asked of the weights at hand."""
    return Affordance(
        id,
        question.asks,
        Licensed(_WEIGHTS, question.freely, access=Access.GATED),
        Licensed(_WEIGHTS, question.at_all, access=Access.GATED),
        question.answers,
    )


ALL: tuple[Affordance, ...] = (
    attrs.evolve(
        _of_weights("self-host", questions.PRIVATE_USE),
        asks="Can I run it on my own machines?",
    ),
    Affordance(
        "offline",
        "Can I run it without a connection to the publisher?",
        Published(_WEIGHTS, access=Access.GATED),
        Published(_WEIGHTS, access=Access.GATED),
    ),
    _of_weights("fine-tune", questions.MODIFY),
    _of_weights("commercial-use", questions.COMMERCIAL_USE),
    _of_weights("redistribute", questions.REDISTRIBUTE),
    Affordance(
        "audit-weights",
        "Can anyone inspect the weights?",
        Published(_WEIGHTS, access=Access.GATED),
        Published(_WEIGHTS, access=Access.ON_REQUEST),
    ),
    Affordance(
        "audit-data",
        "Can anyone inspect the training data?",
        AllOf(
            [
                Published(Component.DATASETS, access=Access.GATED),
                During(TUNING, Published(_TUNED_ON, access=Access.GATED)),
            ]
        ),
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
                During(TUNING, Published(Component.FINE_TUNING_CODE)),
                During(TUNING, Published(_TUNED_ON)),
            ]
        ),
        AllOf(
            [
                Published(Component.TRAINING_CODE),
                Documented(Component.DATASETS),
                Documented(Component.MODEL_ARCHITECTURE),
                During(TUNING, Published(Component.FINE_TUNING_CODE)),
                During(TUNING, Documented(_TUNED_ON)),
            ]
        ),
    ),
    _of_weights("train-on-outputs", questions.TRAIN_ON_OUTPUTS),
    _of_weights("revocable", questions.REVOCABLE),
)


def afford(release: Release) -> tuple[Afforded, ...]:
    """Answer every affordance for a release."""
    return tuple(answer(release, affordance) for affordance in ALL)


def answer(release: Release, affordance: Affordance) -> Afforded:
    """Answer one affordance for a release."""
    freely = affordance.freely.ask(release)
    at_all = affordance.at_all.ask(release)
    weighed = weigh(freely.outcome, at_all.outcome, affordance.answers)
    said = freely if weighed.by_first else at_all
    return Afforded(affordance.id, weighed.answer, said.because)

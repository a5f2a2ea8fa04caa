"""May I? What a license lets its recipients do, as questions.

A question is two criteria: what it takes without strings, and what it takes
at all. The answer is *yes* if the first is met, *conditional* if only the
second is, *no* if the second is known to fail. Where terms are not known,
several of these remain possible.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

import attrs

from openness.licenses.criteria import TermsCriterion
from openness.licenses.judgement import decide
from openness.licenses.terms import Condition, Fact, Permission, Restriction
from openness.outcome import Outcome

__all__ = [
    "ANYWHERE",
    "COMMERCIAL_USE",
    "HOST",
    "KEEP_CLOSED",
    "MODIFY",
    "PATENTS",
    "PRIVATE_USE",
    "QUESTIONS",
    "REDISTRIBUTE",
    "REVOCABLE",
    "TRAIN_ON_OUTPUTS",
    "Answered",
    "May",
    "Question",
    "Weighed",
    "answer",
    "weigh",
]


class May(Enum):
    """The answer to "may I, can I?"."""

    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"


def _conditions(value: Iterable[Condition]) -> frozenset[Condition]:
    return frozenset(value)


@attrs.frozen(kw_only=True)
class Question:
    """One question that users ask of a license.

    Attributes:
        id: Its stable identifier.
        asks: The question.
        freely: What it takes for an unconditional yes.
        at_all: What it takes for a conditional yes.
        answers: The answers if the first is met, if only the second is, and
            if the second is known to fail.
        duties: The conditions that come with it.
    """

    id: str
    asks: str
    freely: TermsCriterion
    at_all: TermsCriterion
    answers: tuple[May, May, May] = (May.YES, May.CONDITIONAL, May.NO)
    duties: frozenset[Condition] = attrs.field(
        default=frozenset(), converter=_conditions
    )


@attrs.frozen(kw_only=True)
class Answered:
    """The answer of one license expression to one question.

    Attributes:
        id: The question.
        answer: Yes, no, conditional or unknown.
        possible: What the answer can still turn out to be, the answer that
            asks least of the terms first; one if it is known.
        because: The terms that decide, with their sections, for people.
        clauses: The clauses behind them, as far as they were recorded.
        duties: The clauses on what must be done in return.
    """

    id: str
    answer: May
    possible: tuple[May, ...]
    because: str
    clauses: tuple[Fact, ...] = ()
    duties: tuple[Fact, ...] = ()


class Weighed(NamedTuple):
    """What the outcomes of the two criteria of a question come to.

    Attributes:
        answer: Yes, no, conditional or unknown.
        possible: What it can still turn out to be, best first.
        by_first: Whether the first criterion tells why, not the second.
    """

    answer: May
    possible: tuple[May, ...]
    by_first: bool


def weigh(
    freely: Outcome, at_all: Outcome, answers: tuple[May, May, May]
) -> Weighed:
    """Return the answer that two outcomes give, or leave possible."""
    met, partly, unmet = answers
    if freely is Outcome.MET:
        return Weighed(met, (met,), by_first=True)
    if at_all is Outcome.UNMET:
        return Weighed(unmet, (unmet,), by_first=False)
    left = (
        *([met] if freely is Outcome.UNKNOWN else []),
        partly,
        *([unmet] if at_all is Outcome.UNKNOWN else []),
    )
    by_first = freely is Outcome.UNKNOWN or at_all is Outcome.MET
    answer = partly if len(left) == 1 else May.UNKNOWN
    return Weighed(answer, left, by_first)


def answer(question: Question, license: str | None) -> Answered:
    """Answer a question for a license expression.

    All parts of an ``AND`` hold; of an ``OR`` the recipient has the better.

    Args:
        question: What is asked.
        license: A license expression; None if none is known.
    """
    freely = decide(question.freely, license)
    at_all = decide(question.at_all, license)
    weighed = weigh(freely.outcome, at_all.outcome, question.answers)
    said = freely if weighed.by_first else at_all
    duties = tuple(
        fact
        for condition in Condition
        if condition in question.duties & at_all.terms.conditions
        for fact in at_all.terms.about(condition)
    )
    return Answered(
        id=question.id,
        answer=weighed.answer,
        possible=weighed.possible,
        because=said.tags or _NOTHING[said.outcome],
        clauses=said.clauses,
        duties=duties if at_all.outcome is not Outcome.UNMET else (),
    )


_NOTHING = {
    Outcome.MET: "no term limits it",
    Outcome.UNMET: "the terms forbid it",
    Outcome.UNKNOWN: "the terms are not known",
}

#: Restrictions that tell a recipient for what the work may be used.
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
_NOTICES = (
    Condition.INCLUDE_COPYRIGHT,
    Condition.INCLUDE_COPYRIGHT_SOURCE,
)
_SOURCE = (
    Condition.DISCLOSE_SOURCE,
    Condition.SAME_LICENSE,
    Condition.SAME_LICENSE_FILE,
    Condition.SAME_LICENSE_LIBRARY,
)


def _freely(
    permission: Permission, without: Iterable[Restriction]
) -> TermsCriterion:
    return TermsCriterion(
        name=f"{permission.value} without conditions on use",
        permits=[permission],
        without=without,
        accepts_approved=True,
    )


def _at_all(
    permission: Permission, without: Iterable[Restriction] = ()
) -> TermsCriterion:
    return TermsCriterion(
        name=permission.value, permits=[permission], without=without
    )


PRIVATE_USE = Question(
    id="private-use",
    asks="May I use it without publishing anything?",
    freely=_freely(Permission.PRIVATE_USE, _USE),
    at_all=_at_all(Permission.PRIVATE_USE),
)
COMMERCIAL_USE = Question(
    id="commercial-use",
    asks="May I use it in a business?",
    freely=_freely(
        Permission.COMMERCIAL_USE, (*_USE, Restriction.NAMING_OBLIGATION)
    ),
    at_all=_at_all(Permission.COMMERCIAL_USE, _BARS_BUSINESS),
)
MODIFY = Question(
    id="modify",
    asks="May I adapt it?",
    freely=_freely(
        Permission.MODIFICATIONS, (*_USE, Restriction.NO_DERIVATIVES)
    ),
    at_all=_at_all(Permission.MODIFICATIONS),
    duties=[Condition.DOCUMENT_CHANGES],
)
REDISTRIBUTE = Question(
    id="redistribute",
    asks="May I pass it on?",
    # Approved licenses ask for more than notices too: source, the same terms.
    freely=TermsCriterion(
        name="distribution with nothing but notices attached",
        permits=[Permission.DISTRIBUTION],
        without=[
            *_USE,
            Restriction.NO_REDISTRIBUTION,
            Restriction.PASSES_RESTRICTIONS_ON,
            Restriction.NAMING_OBLIGATION,
            Condition.NETWORK_USE_DISCLOSE,
            *_SOURCE,
        ],
    ),
    at_all=_at_all(Permission.DISTRIBUTION),
    duties=[*_NOTICES, Condition.DOCUMENT_CHANGES, *_SOURCE],
)
KEEP_CLOSED = Question(
    id="keep-closed",
    asks="May I pass on changed versions under terms of my own, without "
    "their source?",
    freely=TermsCriterion(
        name="changed versions under other terms",
        permits=[Permission.MODIFICATIONS, Permission.DISTRIBUTION],
        without=[
            *_USE,
            Restriction.NO_DERIVATIVES,
            Restriction.NO_REDISTRIBUTION,
            Restriction.PASSES_RESTRICTIONS_ON,
            Condition.NETWORK_USE_DISCLOSE,
            *_SOURCE,
        ],
    ),
    at_all=TermsCriterion(
        name="changed versions under partly other terms",
        permits=[Permission.MODIFICATIONS, Permission.DISTRIBUTION],
        without=[
            Restriction.NO_DERIVATIVES,
            Restriction.NO_REDISTRIBUTION,
            # The weaker forms leave the rest of a work its own terms.
            Condition.SAME_LICENSE,
        ],
    ),
)
HOST = Question(
    id="host",
    asks="May I offer it to others as a service?",
    freely=_freely(
        Permission.PRIVATE_USE,
        (
            *_USE,
            Restriction.HOSTED_SERVICE,
            Restriction.NAMING_OBLIGATION,
        ),
    ),
    at_all=TermsCriterion(
        name="use in a service",
        permits=[Permission.PRIVATE_USE],
        without=[Restriction.NON_PRODUCTION],
        # The tag says "forbids or limits": the clause has to be read.
        unsettled=[Restriction.HOSTED_SERVICE],
    ),
    duties=[Condition.NETWORK_USE_DISCLOSE],
)
TRAIN_ON_OUTPUTS = Question(
    id="train-on-outputs",
    asks="May I train other models on what it produces?",
    freely=TermsCriterion(
        name="free use of outputs",
        without=[
            *_USE,
            Restriction.NO_COMPETING_MODEL_TRAINING,
            Restriction.OUTPUTS_RESTRICTED,
        ],
        accepts_approved=True,
    ),
    at_all=TermsCriterion(
        name="training on outputs",
        without=[Restriction.NO_COMPETING_MODEL_TRAINING],
    ),
)
PATENTS = Question(
    id="patents",
    asks="Does it grant patent rights, expressly?",
    freely=TermsCriterion(
        name="patent rights that no lawsuit ends",
        permits=[Permission.PATENT_USE],
        without=[Restriction.PATENT_RETALIATION],
    ),
    at_all=_at_all(Permission.PATENT_USE),
)
ANYWHERE = Question(
    id="anywhere",
    asks="May I use it in every country, those of the European Union "
    "included?",
    freely=_freely(
        Permission.PRIVATE_USE, (Restriction.GEOGRAPHIC_EXCLUSION,)
    ),
    at_all=_at_all(Permission.PRIVATE_USE),
)
REVOCABLE = Question(
    id="revocable",
    asks="Can the publisher still take it back?",
    freely=TermsCriterion(
        name="terms that the publisher cannot change or end",
        without=[Restriction.REVOCABLE, Restriction.AMENDABLE],
    ),
    at_all=TermsCriterion(
        name="terms that the publisher cannot end",
        without=[Restriction.REVOCABLE],
    ),
    answers=(May.NO, May.CONDITIONAL, May.YES),
)

#: Every question, in the order in which people ask.
QUESTIONS = (
    PRIVATE_USE,
    COMMERCIAL_USE,
    MODIFY,
    REDISTRIBUTE,
    KEEP_CLOSED,
    HOST,
    TRAIN_ON_OUTPUTS,
    PATENTS,
    ANYWHERE,
    REVOCABLE,
)

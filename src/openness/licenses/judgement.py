"""A license expression judged by a criterion, with the clauses that decide."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from openness.errors import InvalidExpressionError
from openness.licenses.catalog import (
    UNKNOWN_LICENSE,
    choices,
    members,
    text,
)
from openness.licenses.criteria import (
    LicenseCriterion,
    ListCriterion,
    TermsCriterion,
)
from openness.licenses.expression import alternatives, parse
from openness.licenses.terms import Fact, Permission, Tag, Terms
from openness.outcome import Outcome

__all__ = ["Decision", "decide", "judge"]


@lru_cache(maxsize=8192)
def judge(
    criterion: LicenseCriterion, license: str | None
) -> tuple[Outcome, str]:
    """Judge a license expression and say why.

    Args:
        criterion: What is asked of the license.
        license: A license expression; None if none is known.

    Returns:
        The outcome for the best choice that the expression leaves to the
        recipient, and the reason, a clause for people.
    """
    if isinstance(criterion, ListCriterion):
        return _listed(criterion, license)
    outcome, terms = _best(criterion, license)
    name = (license or "").replace(UNKNOWN_LICENSE, "an unknown license")
    if outcome is Outcome.MET:
        return outcome, f"{name} gives {criterion.name}"
    if outcome is Outcome.UNMET:
        words = _tags(criterion.breaches(terms), terms)
        return outcome, f"{name} does not give {criterion.name}: {words}"
    if license is None:
        return outcome, "no license is known"
    words = _tags(_telling(criterion.doubts(terms), terms), terms)
    return outcome, (
        f"whether {name} gives {criterion.name} is not settled: {words}"
        if words
        else f"the terms of {name} are not known"
    )


class Decision(NamedTuple):
    """What decides a criterion.

    Attributes:
        outcome: The outcome for the best choice left to the recipient.
        tags: Those that break the criterion, or leave it open, or permit
            what it asks for, as words with their clauses; empty if none.
        clauses: The same as facts, as far as clauses were recorded.
        terms: The terms of that choice.
    """

    outcome: Outcome
    tags: str
    clauses: tuple[Fact, ...]
    terms: Terms


def decide(criterion: TermsCriterion, license: str | None) -> Decision:
    """Judge a license expression, as `judge` does, and return the clauses."""
    outcome, terms = _best(criterion, license)
    tags: Iterable[Tag] = {
        Outcome.MET: tuple(p for p in Permission if p in criterion.permits),
        Outcome.UNMET: criterion.breaches(terms),
        Outcome.UNKNOWN: _telling(criterion.doubts(terms), terms),
    }[outcome]
    clauses = tuple(
        fact
        for tag in tags
        if tag in terms.present
        for fact in terms.about(tag)
    )
    return Decision(outcome, _tags(tags, terms), clauses, terms)


def _best(
    criterion: TermsCriterion, license: str | None
) -> tuple[Outcome, Terms]:
    """Return the best outcome of the choices, and terms that give it."""
    judged = [(criterion.judge(terms), terms) for terms in choices(license)]
    outcome = Outcome.any_of(outcome for outcome, _ in judged)
    return outcome, next(terms for found, terms in judged if found is outcome)


def _telling(doubts: tuple[Tag, ...], terms: Terms) -> tuple[Tag, ...]:
    """Return the doubts worth telling: none where nothing much is known."""
    known = tuple(tag for tag in doubts if tag in terms.present)
    return known or (doubts if len(doubts) < _FEW else ())


def _listed(
    criterion: ListCriterion, license: str | None
) -> tuple[Outcome, str]:
    """Say whether the best choice of an expression stands on a list."""
    if license is None:
        return Outcome.UNKNOWN, "no license is known"
    try:
        choices = alternatives(parse(license))
    except InvalidExpressionError:
        return Outcome.UNKNOWN, "the license cannot be read"
    outcome = Outcome.any_of(
        Outcome.all_of(_stands(criterion, one.id) for one in together)
        for together in choices
    )
    name = license.replace(UNKNOWN_LICENSE, "an unknown license")
    words = {
        Outcome.MET: f"{name} is {criterion.name}",
        Outcome.UNMET: f"{name} is not {criterion.name}",
        Outcome.UNKNOWN: f"whether {name} is {criterion.name} is not known",
    }
    return outcome, words[outcome]


def _stands(criterion: ListCriterion, id: str) -> Outcome:
    """Say whether one license stands on a list."""
    known = text(id)
    if known is None:
        return Outcome.UNKNOWN
    if id in criterion.ids:
        return Outcome.MET
    agreed = {_stands(criterion, member.id) for member in members(known)}
    if len(agreed) > 1:
        return Outcome.UNKNOWN
    return agreed.pop() if agreed else Outcome.UNMET


#: More doubts than this are not worth listing: nothing much is known.
_FEW = 8


def _tags(tags: Iterable[Tag], terms: Terms) -> str:
    return ", ".join(_tag(tag, terms) for tag in tags)


def _tag(tag: Tag, terms: Terms) -> str:
    facts = terms.about(tag)
    if tag not in terms.present or not facts:
        refused = isinstance(tag, Permission) and terms.has(tag) is False
        return f"no {tag.value}" if refused else tag.value
    return f"{facts[0]} [{facts[0].section}]"

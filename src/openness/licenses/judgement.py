"""A license expression judged by a criterion, with the clauses that decide."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from openness.licenses.catalog import UNKNOWN_LICENSE, choices
from openness.licenses.criteria import TermsCriterion
from openness.licenses.terms import Permission, Tag, Terms
from openness.outcome import Outcome

__all__ = ["judge"]


@lru_cache(maxsize=8192)
def judge(
    criterion: TermsCriterion, license: str | None
) -> tuple[Outcome, str]:
    """Judge a license expression and say why.

    Args:
        criterion: What is asked of the terms.
        license: A license expression; None if none is known.

    Returns:
        The outcome for the best choice that the expression leaves to the
        recipient, and the reason, a clause for people.
    """
    judged = [(criterion.judge(terms), terms) for terms in choices(license)]
    outcome = Outcome.any_of(outcome for outcome, _ in judged)
    terms = next(terms for found, terms in judged if found is outcome)
    name = (license or "").replace(UNKNOWN_LICENSE, "an unknown license")
    if outcome is Outcome.MET:
        return outcome, f"{name} gives {criterion.name}"
    if outcome is Outcome.UNMET:
        words = _tags(criterion.breaches(terms), terms)
        return outcome, f"{name} does not give {criterion.name}: {words}"
    if license is None:
        return outcome, "no license is stated"
    doubts = criterion.doubts(terms)
    known = [tag for tag in doubts if tag in terms.present]
    words = (
        _tags(known or doubts, terms) if len(doubts) < _FEW or known else ""
    )
    return outcome, (
        f"whether {name} gives {criterion.name} is not settled: {words}"
        if words
        else f"the terms of {name} are not known"
    )


#: More doubts than this are not worth listing: nothing much is known.
_FEW = 8


def _tags(tags: Iterable[Tag], terms: Terms) -> str:
    return ", ".join(_tag(tag, terms) for tag in tags)


def _tag(tag: Tag, terms: Terms) -> str:
    facts = terms.about(tag)
    if not facts:
        refused = isinstance(tag, Permission) and terms.has(tag) is False
        return f"no {tag.value}" if refused else tag.value
    return f"{facts[0]} [{facts[0].section}]"

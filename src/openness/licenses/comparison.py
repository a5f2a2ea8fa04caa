"""Two licenses compared, term by term.

One license is more restrictive than another if it gives no permission that
the other does not give, and sets every condition, limitation and restriction
that the other sets. Of an ``OR`` each choice counts: an expression is more
restrictive if each of its choices is more restrictive than one of the
other's.

What is compared are the tags, and the numbers of thresholds. That two
licenses both restrict the field of use does not say that they restrict it
alike: that takes reading.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

import attrs

from openness.licenses.catalog import choices
from openness.licenses.expression import License, alternatives, parse
from openness.licenses.terms import (
    Condition,
    Fact,
    Limitation,
    Permission,
    Restriction,
    Tag,
    Terms,
)
from openness.outcome import Outcome

__all__ = ["Comparison", "Difference", "Ordering", "Standing", "compare"]

_TAGS: tuple[Tag, ...] = (*Permission, *Condition, *Limitation, *Restriction)
#: Of these the lower number is the narrower license.
_THRESHOLDS = (Restriction.USER_THRESHOLD, Restriction.REVENUE_THRESHOLD)


class Ordering(Enum):
    """How a license stands to another."""

    MORE_RESTRICTIVE = "more restrictive"
    AT_LEAST_AS_RESTRICTIVE = "at least as restrictive"
    SAME = "as restrictive"
    AT_MOST_AS_RESTRICTIVE = "at most as restrictive"
    LESS_RESTRICTIVE = "less restrictive"
    NOT_COMPARABLE = "not comparable"
    UNKNOWN = "unknown"


class Standing(Enum):
    """Whether a license carries a tag."""

    PRESENT = "yes"
    ABSENT = "no"
    BY_CHOICE = "by choice"
    UNKNOWN = "unknown"


@attrs.frozen
class Difference:
    """A term on which two licenses are known to differ.

    Attributes:
        tag: The term.
        first: Whether the first license carries it.
        second: Whether the second one does.
        clauses: Where they say so, as far as it was recorded.
    """

    tag: Tag
    first: Standing
    second: Standing
    clauses: tuple[Fact, ...] = ()


@attrs.frozen(kw_only=True)
class Comparison:
    """How one license stands to another.

    Attributes:
        first: The one license expression.
        second: The other.
        ordering: What the first is, compared with the second.
        differences: The terms on which they are known to differ.
        unsettled: The terms of which it is not known, for one of them or
            both, whether they carry them.
        in_both: Restrictions of both, of which nothing is said but that they
            are there: their clauses may still differ.
    """

    first: str
    second: str
    ordering: Ordering
    differences: tuple[Difference, ...] = ()
    unsettled: tuple[Tag, ...] = ()
    in_both: tuple[Restriction, ...] = ()


def compare(first: str, second: str) -> Comparison:
    """Compare two license expressions.

    Args:
        first: A license expression.
        second: Another one.

    Raises:
        InvalidExpressionError: One of them breaks the syntax.
    """
    one, two = _choices(first), _choices(second)
    standings = {
        tag: (_standing(tag, one), _standing(tag, two)) for tag in _TAGS
    }
    unsettled = tuple(t for t in _TAGS if Standing.UNKNOWN in standings[t])
    differences = tuple(
        Difference(tag, *standings[tag], _clauses(tag, (*one, *two)))
        for tag in _TAGS
        if tag not in unsettled
        and (
            len(set(standings[tag])) > 1
            or (
                tag in _THRESHOLDS and _numbers(tag, one) != _numbers(tag, two)
            )
        )
    )
    differing = {found.tag for found in differences}
    return Comparison(
        first=first,
        second=second,
        ordering=_ORDERINGS.get(
            (_narrower(one, two), _narrower(two, one)), Ordering.UNKNOWN
        ),
        differences=differences,
        unsettled=unsettled,
        in_both=tuple(
            tag
            for tag in Restriction
            if tag not in differing
            and set(standings[tag]) == {Standing.PRESENT}
        ),
    )


_ORDERINGS = {
    (Outcome.MET, Outcome.MET): Ordering.SAME,
    (Outcome.MET, Outcome.UNMET): Ordering.MORE_RESTRICTIVE,
    (Outcome.MET, Outcome.UNKNOWN): Ordering.AT_LEAST_AS_RESTRICTIVE,
    (Outcome.UNMET, Outcome.MET): Ordering.LESS_RESTRICTIVE,
    (Outcome.UNKNOWN, Outcome.MET): Ordering.AT_MOST_AS_RESTRICTIVE,
    (Outcome.UNMET, Outcome.UNMET): Ordering.NOT_COMPARABLE,
}


class _Choice(NamedTuple):
    """Licenses that all apply, and their terms together."""

    licenses: frozenset[License]
    terms: Terms


def _choices(license: str) -> tuple[_Choice, ...]:
    return tuple(
        _Choice(frozenset(together), terms)
        for together, terms in zip(
            alternatives(parse(license)), choices(license), strict=True
        )
    )


def _narrower(one: tuple[_Choice, ...], two: tuple[_Choice, ...]) -> Outcome:
    """Say whether what `one` allows is no more than what `two` allows."""
    return Outcome.all_of(
        Outcome.any_of(
            Outcome.MET
            # Whatever they say: more licenses never allow more.
            if wide.licenses <= narrow.licenses
            else _within(narrow.terms, wide.terms)
            for wide in two
        )
        for narrow in one
    )


def _within(narrow: Terms, wide: Terms) -> Outcome:
    return Outcome.all_of(_tag_within(tag, narrow, wide) for tag in _TAGS)


def _tag_within(tag: Tag, narrow: Terms, wide: Terms) -> Outcome:
    """Say whether, as for one tag, `narrow` allows no more than `wide`."""
    less, more = narrow.has(tag), wide.has(tag)
    if not isinstance(tag, Permission):
        less, more = more, less
    if less is False or (more is True and tag not in _THRESHOLDS):
        return Outcome.MET
    if less is None or more is None:
        return Outcome.UNKNOWN
    if more is False:
        return Outcome.UNMET
    low, high = narrow.threshold(tag), wide.threshold(tag)
    if low is None or high is None or low[1] != high[1]:
        return Outcome.UNKNOWN
    return Outcome.MET if low[0] <= high[0] else Outcome.UNMET


def _clauses(tag: Tag, choices: tuple[_Choice, ...]) -> tuple[Fact, ...]:
    found = (
        fact
        for choice in choices
        if tag in choice.terms.present
        for fact in choice.terms.about(tag)
    )
    return tuple(dict.fromkeys(found))


def _numbers(
    tag: Tag, choices: tuple[_Choice, ...]
) -> set[tuple[float, str] | None]:
    return {choice.terms.threshold(tag) for choice in choices}


def _standing(tag: Tag, choices: tuple[_Choice, ...]) -> Standing:
    found = {choice.terms.has(tag) for choice in choices}
    if found == {True}:
        return Standing.PRESENT
    if found == {False}:
        return Standing.ABSENT
    return Standing.UNKNOWN if None in found else Standing.BY_CHOICE

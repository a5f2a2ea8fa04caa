"""What definitions ask of terms, as values.

A criterion on terms lists what must be permitted, what must not be
restricted, and what the definition leaves open. It never names a license.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from openness.licenses.terms import (
    Condition,
    Permission,
    Restriction,
    Tag,
    Terms,
)
from openness.outcome import Outcome

__all__ = ["OPEN", "LicenseCriterion", "ListCriterion", "TermsCriterion"]


def _permissions(value: Iterable[Permission]) -> frozenset[Permission]:
    return frozenset(value)


def _restrictions(value: Iterable[Restriction]) -> frozenset[Restriction]:
    return frozenset(value)


#: What terms may ask of the recipient.
_Demand = Restriction | Condition


def _demands(value: Iterable[_Demand]) -> frozenset[_Demand]:
    return frozenset(value)


@attrs.frozen(kw_only=True, cache_hash=True)
class TermsCriterion:
    """A question about the terms of a license.

    Attributes:
        name: The noun for terms that meet it, such as ``open terms``.
        permits: What the terms must permit.
        without: The restrictions, or conditions, that break it.
        unsettled: The restrictions of which the definition does not say
            whether they break it: they make the answer unknown.
        accepts_approved: Whether approval by the Open Source Initiative or
            the Free Software Foundation settles the question.
    """

    name: str
    permits: frozenset[Permission] = attrs.field(
        default=frozenset(), converter=_permissions
    )
    without: frozenset[_Demand] = attrs.field(
        default=frozenset(), converter=_demands
    )
    unsettled: frozenset[Restriction] = attrs.field(
        default=frozenset(), converter=_restrictions
    )
    accepts_approved: bool = False

    def judge(self, terms: Terms) -> Outcome:
        """Return whether `terms` meet this criterion."""
        if self.accepts_approved and terms.approved:
            return Outcome.MET
        if self.breaches(terms):
            return Outcome.UNMET
        if self.doubts(terms):
            return Outcome.UNKNOWN
        return Outcome.MET

    def breaches(self, terms: Terms) -> tuple[Tag, ...]:
        """Return the tags for which `terms` are known to fail."""
        refused = [
            p
            for p in Permission
            if p in self.permits and terms.has(p) is False
        ]
        return (
            *refused,
            *(
                tag
                for tag in (*Restriction, *Condition)
                if tag in self.without and tag in terms.present
            ),
        )

    def doubts(self, terms: Terms) -> tuple[Tag, ...]:
        """Return the tags that leave the answer open."""
        asked = self.permits | self.without | self.unsettled
        return (
            *(r for r in terms.restrictions if r in self.unsettled),
            *(
                t
                for t in (*Permission, *Restriction, *Condition)
                if t in asked and t in terms.unknown
            ),
        )


def _ids(value: Iterable[str]) -> frozenset[str]:
    return frozenset(value)


@attrs.frozen(kw_only=True, cache_hash=True)
class ListCriterion:
    """A question whether a license stands on a list that somebody keeps.

    For definitions that go by such a list instead of by terms.

    Attributes:
        name: The noun for a license that stands on it, such as ``a license
            approved by the Open Source Initiative``.
        ids: The identifiers on the list; other spellings of them, and
            ``LicenseRef-…`` ids, do not stand on it.
    """

    name: str
    ids: frozenset[str] = attrs.field(converter=_ids, repr=False)


#: What can be asked of a license.
LicenseCriterion = TermsCriterion | ListCriterion


#: Terms that meet the Open Source Definition 1.9 in substance
#: (https://opensource.org/osd, read 2026-11-23); for data and documents the
#: Open Definition 2.1 (https://opendefinition.org/od/2.1/en/) asks the same.
OPEN = TermsCriterion(
    name="open terms",
    permits=[
        # OSD 6: no field of endeavor, "from being used in a business".
        Permission.COMMERCIAL_USE,
        # OSD 3: "must allow modifications and derived works".
        Permission.MODIFICATIONS,
        # OSD 1: no restriction on "selling or giving away".
        Permission.DISTRIBUTION,
        Permission.PRIVATE_USE,
    ],
    without=[
        # OSD 1, free redistribution; 3, derived works.
        Restriction.NO_REDISTRIBUTION,
        Restriction.NO_DERIVATIVES,
        # OSD 5, no discrimination against persons or groups.
        Restriction.USER_THRESHOLD,
        Restriction.REVENUE_THRESHOLD,
        Restriction.GEOGRAPHIC_EXCLUSION,
        Restriction.NO_COMPETING_USE,
        # OSD 6, no discrimination against fields of endeavor.
        Restriction.NON_COMMERCIAL,
        Restriction.RESEARCH_ONLY,
        Restriction.NON_PRODUCTION,
        Restriction.FIELD_OF_USE,
        Restriction.NO_COMPETING_MODEL_TRAINING,
        Restriction.OUTPUTS_RESTRICTED,
        Restriction.HOSTED_SERVICE,
        # OSD 7, no additional license or registration.
        Restriction.REGISTRATION,
    ],
    unsettled=[
        # OSD 10 forbids terms on "style of interface", yet licenses that
        # demand a display were approved (CPAL-1.0).
        Restriction.NAMING_OBLIGATION,
        # The OSD says nothing of these.
        Restriction.MUST_UPDATE,
        Restriction.REVOCABLE,
        Restriction.AMENDABLE,
        Restriction.OTHER_DUTY,
    ],
    accepts_approved=True,
)

"""Terms: what a license permits, requires and forbids.

Permissions, conditions and limitations carry the tags of choosealicense.com
(https://choosealicense.com/appendix/); restrictions are what sets AI licenses
apart, and are defined in ``docs/how-to/add-a-license.md``.

Terms are three-valued: a tag is present, absent, or unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

import attrs

__all__ = [
    "Condition",
    "Fact",
    "Limitation",
    "Permission",
    "Restriction",
    "Tag",
    "Terms",
]


class Permission(Enum):
    """What the recipient may do; choosealicense.com's tags."""

    COMMERCIAL_USE = "commercial-use"
    MODIFICATIONS = "modifications"
    DISTRIBUTION = "distribution"
    PRIVATE_USE = "private-use"
    PATENT_USE = "patent-use"


class Condition(Enum):
    """What the recipient must do in return; choosealicense.com's tags."""

    INCLUDE_COPYRIGHT = "include-copyright"
    INCLUDE_COPYRIGHT_SOURCE = "include-copyright--source"
    DOCUMENT_CHANGES = "document-changes"
    DISCLOSE_SOURCE = "disclose-source"
    NETWORK_USE_DISCLOSE = "network-use-disclose"
    SAME_LICENSE = "same-license"
    SAME_LICENSE_FILE = "same-license--file"
    SAME_LICENSE_LIBRARY = "same-license--library"


class Limitation(Enum):
    """What the licensor does not give; choosealicense.com's tags."""

    TRADEMARK_USE = "trademark-use"
    LIABILITY = "liability"
    PATENT_USE = "patent-use"
    WARRANTY = "warranty"


class Restriction(Enum):
    """What the recipient may not do, or only up to a point."""

    NON_COMMERCIAL = "non-commercial"
    RESEARCH_ONLY = "research-only"
    NON_PRODUCTION = "non-production"
    FIELD_OF_USE = "field-of-use"
    USER_THRESHOLD = "user-threshold"
    REVENUE_THRESHOLD = "revenue-threshold"
    NO_COMPETING_MODEL_TRAINING = "no-competing-model-training"
    NO_COMPETING_USE = "no-competing-use"
    OUTPUTS_RESTRICTED = "outputs-restricted"
    NO_REDISTRIBUTION = "no-redistribution"
    NO_DERIVATIVES = "no-derivatives"
    GEOGRAPHIC_EXCLUSION = "geographic-exclusion"
    HOSTED_SERVICE = "hosted-service"
    REGISTRATION = "registration"
    NAMING_OBLIGATION = "naming-obligation"
    MUST_UPDATE = "must-update"
    REVOCABLE = "revocable"
    AMENDABLE = "amendable"
    PASSES_RESTRICTIONS_ON = "passes-restrictions-on"
    PATENT_RETALIATION = "patent-retaliation"
    OTHER_DUTY = "other-duty"


Tag = Permission | Condition | Limitation | Restriction

_EVERY_TAG: frozenset[Tag] = frozenset(
    [*Permission, *Condition, *Limitation, *Restriction]
)
_PERMISSIONS: frozenset[Tag] = frozenset(Permission)


@attrs.frozen(kw_only=True)
class Fact:
    """One term of one license text, with the clause that states it.

    Attributes:
        tag: What the clause does.
        license: The id of the license whose text it is.
        section: The clause as the text numbers it.
        note: What the tag alone would leave out, in our words.
        value: The number, where the term is a threshold.
        unit: The unit of `value`, such as ``monthly active users``.
        prefix: How the names of derivatives have to begin, where the term
            is about names.
        source: The address of the text in which the clause stands.
        example: Whether it stands for the like clauses of other texts: what
            it was asked of may be any of several, and all have the term.
    """

    tag: Tag
    license: str
    section: str | None = None
    note: str | None = None
    value: float | None = None
    unit: str | None = None
    prefix: str | None = None
    source: str | None = None
    example: bool = False

    def __str__(self) -> str:
        words: str = self.tag.value
        if self.value is not None:
            words += f" ({self.value:,.0f} {self.unit})"
        return words


@attrs.frozen
class Terms:
    """What a license says, tag by tag: present, absent, or unknown.

    Attributes:
        present: The tags that the terms are known to carry.
        unknown: The tags of which nothing is known. A tag in neither set is
            known to be absent.
        facts: The clauses behind `present`, as far as they were recorded.
        approved: Whether the Open Source Initiative approved the license, the
            Free Software Foundation lists it as free, or the stewards of the
            Open Definition list it as conformant.
    """

    present: frozenset[Tag]
    unknown: frozenset[Tag] = frozenset()
    facts: tuple[Fact, ...] = ()
    approved: bool = False

    @property
    def permissions(self) -> frozenset[Permission]:
        """The permissions known to be given."""
        return frozenset(t for t in self.present if isinstance(t, Permission))

    @property
    def conditions(self) -> frozenset[Condition]:
        """The conditions known to apply."""
        return frozenset(t for t in self.present if isinstance(t, Condition))

    @property
    def limitations(self) -> frozenset[Limitation]:
        """The limitations known to apply."""
        return frozenset(t for t in self.present if isinstance(t, Limitation))

    @property
    def restrictions(self) -> tuple[Restriction, ...]:
        """The restrictions known to apply, in the order of the enum."""
        return tuple(r for r in Restriction if r in self.present)

    def has(self, tag: Tag) -> bool | None:
        """Return whether the terms carry `tag`; None if not known."""
        return None if tag in self.unknown else tag in self.present

    def about(self, tag: Tag) -> tuple[Fact, ...]:
        """Return the clauses recorded for `tag`."""
        return tuple(fact for fact in self.facts if fact.tag is tag)

    def threshold(self, tag: Tag) -> tuple[float, str] | None:
        """Return the lowest number that a tag sets, and its unit.

        None if it sets none, or numbers in several units.
        """
        found = [
            (fact.value, fact.unit)
            for fact in self.about(tag)
            if fact.value is not None and fact.unit is not None
        ]
        return min(found) if len({unit for _, unit in found}) == 1 else None

    @classmethod
    def nothing_known(cls) -> Terms:
        """Return the terms of which nothing is known."""
        return _NOTHING_KNOWN

    @classmethod
    def all_of(cls, many: Iterable[Terms]) -> Terms:
        """Return the terms of a thing to which all of `many` apply.

        A permission holds only if each of them gives it; a condition, a
        limitation or a restriction holds as soon as one of them sets it.
        """
        first, *rest = many
        for other in rest:
            first = _both(first, other)
        return first

    @classmethod
    def common_to(cls, many: Iterable[Terms]) -> Terms:
        """Return what all of `many` agree on, and unknown for the rest.

        This is what is known of a license that is one of them, when it is
        not known which one.
        """
        first, *rest = many
        present, unknown = set(first.present), set(first.unknown)
        for other in rest:
            unknown |= other.unknown | (present ^ other.present)
            present &= other.present
        present -= unknown
        facts = tuple(
            attrs.evolve(f, example=True) if rest else f
            for f in first.facts
            if f.tag in present
            and all(
                one.threshold(f.tag) == first.threshold(f.tag) for one in rest
            )
        )
        approved = all(terms.approved for terms in (first, *rest))
        return cls(frozenset(present), frozenset(unknown), facts, approved)


_NOTHING_KNOWN = Terms(frozenset(), _EVERY_TAG)


def _both(one: Terms, two: Terms) -> Terms:
    """Conjunction, tag by tag, in Kleene's three-valued logic."""
    duties = (one.present | two.present) - _PERMISSIONS
    grants = one.present & two.present & _PERMISSIONS
    refused = (
        _PERMISSIONS - one.present - one.unknown
        | _PERMISSIONS - two.present - two.unknown
    )
    unknown = (one.unknown | two.unknown) - duties - refused
    return Terms(
        duties | grants,
        unknown,
        one.facts + two.facts,
        one.approved and two.approved,
    )

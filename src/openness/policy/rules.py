"""Rules: what a release must or must not be, and what to do if it is not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from enum import Enum
from typing import Any, TypedDict, Unpack

import attrs

from openness.definition import Category
from openness.licenses.criteria import TermsCriterion
from openness.licenses.terms import (
    Condition,
    Limitation,
    Permission,
    Restriction,
    Tag,
)
from openness.policy.subjects import (
    Evidenced,
    InCategory,
    LicenseNamed,
    Obtainable,
    Subject,
    Tagged,
    TermsMeet,
)
from openness.release import Access, Component, Strength

__all__ = [
    "ID",
    "About",
    "Decision",
    "Details",
    "Effect",
    "Organization",
    "Rule",
    "Severity",
    "Waiver",
    "allow",
    "ask",
    "default_id",
    "forbid",
    "require",
    "speaks_of_components",
]


class Effect(Enum):
    """What a rule says of its subject. In each case unknown is no pass."""

    REQUIRE = "require"
    """It must be known to hold."""
    FORBID = "forbid"
    """It must be known not to hold."""
    ALLOW = "allow"
    """It is a closed list: nothing else of its kind may hold."""
    ASK = "ask"
    """Where it is not known to be absent, a person decides."""


class Decision(Enum):
    """What becomes of a release."""

    ALLOW = "allow"
    ASK = "ask"
    """A person decides, and records it as a waiver."""
    DENY = "deny"


class Severity(Enum):
    """How much a violation matters; only errors decide about a release."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


#: What the id of a rule looks like, as a regular expression.
ID = r"[A-Za-z0-9][A-Za-z0-9._*-]*"


def _components(value: Iterable[Component]) -> tuple[Component, ...]:
    return tuple(value)


def _scopes(value: Iterable[str]) -> frozenset[str]:
    return frozenset(value)


@attrs.frozen(kw_only=True, cache_hash=True)
class Rule:
    """One rule of a policy.

    Attributes:
        id: Its stable identifier.
        effect: What it says of its subject.
        subject: What it speaks about.
        on: The components; each must comply. For subjects that are asked of
            a whole release they do not matter.
        severity: How much a violation matters.
        reason: Why the rule is there, for people; None if not given.
        fix: What to do about a violation; None if not given.
        scopes: The uses to which it applies; all if empty.
        otherwise: What becomes of a release that is known to break it.
        unknown: What becomes of a release of which it is not known.
        withheld: `Decision.ALLOW` if a component that is known to be
            withheld keeps a rule on its terms.
    """

    id: str = attrs.field()
    effect: Effect
    subject: Subject = attrs.field()
    on: tuple[Component, ...] = attrs.field(
        default=(Component.MODEL_PARAMETERS_FINAL,),
        converter=_components,
        validator=attrs.validators.min_len(1),
    )
    severity: Severity = Severity.ERROR
    reason: str | None = None
    fix: str | None = None
    scopes: frozenset[str] = attrs.field(
        default=frozenset(), converter=_scopes
    )
    otherwise: Decision = attrs.field(default=Decision.DENY)
    unknown: Decision = attrs.field(default=Decision.DENY)
    withheld: Decision = attrs.field(default=Decision.DENY)

    @id.validator
    def _plain(self, _: object, id: str) -> None:
        if not re.fullmatch(ID, id):
            message = (
                f"{id!r} is no id; write letters, digits, '-', '_' and '.'"
            )
            raise ValueError(message)

    @subject.validator
    def _provable(self, _: object, subject: Subject) -> None:
        """Refuse what could pass without a fact that shows it."""
        if (
            isinstance(subject, Tagged)
            and not subject.tags
            and self.effect is not Effect.ALLOW
        ):
            message = "name a term"
            raise ValueError(message)
        if isinstance(subject, Evidenced) and self.effect in {
            Effect.FORBID,
            Effect.ASK,
        }:
            message = "evidence can be required, not forbidden"
            raise ValueError(message)

    @unknown.validator
    @otherwise.validator
    def _fails(self, _: object, decision: Decision) -> None:
        if decision is Decision.ALLOW:
            message = "a violation is asked about or denied, never allowed"
            raise ValueError(message)

    @withheld.validator
    def _settled(self, _: object, decision: Decision) -> None:
        if decision is Decision.ASK:
            message = "what is withheld is allowed, or breaks the rule"
            raise ValueError(message)

    @property
    def says(self) -> str:
        """The rule in words."""
        verb = {
            Effect.REQUIRE: "requires",
            Effect.FORBID: "forbids",
            Effect.ALLOW: "allows only",
            Effect.ASK: "asks about",
        }[self.effect]
        words = f"{verb} {getattr(self.subject, 'name', self.subject)}"
        if speaks_of_components(self.subject):
            on = ", ".join(component.value for component in self.on)
            words += f" on {on}"
        return words


def _size() -> Any:
    return attrs.field(
        default=None,
        validator=attrs.validators.optional(attrs.validators.ge(0)),
    )


@attrs.frozen(kw_only=True)
class Organization:
    """What an organization knows of itself; terms with a threshold ask it.

    A term with a threshold does not bind an organization that is known to
    stay below it. The fields are the units of the license catalog; None: not
    stated, so every threshold binds. Count all affiliates, and state the
    greater of revenue and funding.
    """

    monthly_active_users: float | None = _size()
    monthly_unique_users: float | None = _size()
    visits_a_month: float | None = _size()
    usd_a_year: float | None = _size()
    eur_a_year: float | None = _size()
    cny_a_year: float | None = _size()

    def size(self, unit: str | None) -> float | None:
        """Return the size in a unit of the catalog; None if not stated."""
        name = (unit or "").replace(" ", "_").lower()
        found: float | None = getattr(self, name, None)
        return found


@attrs.frozen(kw_only=True)
class Waiver:
    """A decision of a person: a rule does not hold for a release.

    Attributes:
        rule: The id of the rule.
        release: The name of the release; ``*`` stands for any text.
        owner: Who decided, and answers for it.
        reason: Why.
        granted: The day of the decision.
        expires: The last day on which it holds.
    """

    rule: str
    release: str
    owner: str
    reason: str
    granted: dt.date
    expires: dt.date = attrs.field()

    @expires.validator
    def _after(self, _: object, expires: dt.date) -> None:
        if expires < self.granted:
            message = f"expires on {expires}, before it was granted"
            raise ValueError(message)


class Details(TypedDict, total=False):
    """The fields of a `Rule` that its builders take by name."""

    id: str
    severity: Severity
    reason: str | None
    fix: str | None
    scopes: Iterable[str]
    otherwise: Decision
    unknown: Decision
    withheld: Decision


_WEIGHTS = Component.MODEL_PARAMETERS_FINAL

#: The components about which something is said.
On = Component | Iterable[Component]

#: What the builders take: tags, license ids and categories may be several.
About = Tag | str | Category | Access | Strength | TermsCriterion | Subject


def require(
    *about: About, on: On = _WEIGHTS, **details: Unpack[Details]
) -> Rule:
    """Return the rule that something must be known to hold.

    Args:
        about: Tags, license ids or categories; or one access (the narrowest
            that suffices), strength of evidence (the weakest that does),
            criterion on terms, or subject.
        on: The components about which it is said.
        details: Further fields of `Rule`; by default ``id`` is made
            from the others.
    """
    return _rule(Effect.REQUIRE, about, on, details)


def forbid(
    *about: About, on: On = _WEIGHTS, **details: Unpack[Details]
) -> Rule:
    """Return the rule that something must be known not to hold."""
    return _rule(Effect.FORBID, about, on, details)


def allow(
    *about: About, on: On = _WEIGHTS, **details: Unpack[Details]
) -> Rule:
    """Return the rule that nothing else of the kind may hold."""
    return _rule(Effect.ALLOW, about, on, details)


def ask(*about: About, on: On = _WEIGHTS, **details: Unpack[Details]) -> Rule:
    """Return the rule that a person decides unless something is absent."""
    asking = Details(otherwise=Decision.ASK, unknown=Decision.ASK)
    return _rule(Effect.ASK, about, on, asking | details)


def _rule(
    effect: Effect, about: tuple[About, ...], on: On, details: Details
) -> Rule:
    components = (on,) if isinstance(on, Component) else tuple(on)
    subject = _several(about) or _one(about)
    id = default_id(effect, subject, components)
    rule = Rule(id=id, effect=effect, subject=subject, on=components)
    return attrs.evolve(rule, **details)


def _several(about: tuple[About, ...]) -> Subject | None:
    """Return the subject of tags, license ids or categories."""
    tags = [one for one in about if isinstance(one, _TAGS)]
    names = [one for one in about if isinstance(one, str)]
    categories = [one for one in about if isinstance(one, Category)]
    if tags and len(tags) == len(about):
        return Tagged(tags)
    if names and len(names) == len(about):
        return LicenseNamed(names)
    if categories and len(categories) == len(about):
        return InCategory(categories)
    return None


def _one(about: tuple[About, ...]) -> Subject:
    if len(about) != 1:
        message = "a rule speaks about one thing, or about several of a kind"
        raise ValueError(message)
    (one,) = about
    if isinstance(one, Access):
        return Obtainable(one)
    if isinstance(one, Strength):
        return Evidenced(one)
    if isinstance(one, TermsCriterion):
        return TermsMeet(one)
    assert not isinstance(one, _SEVERAL)  # noqa: S101  (never one alone)
    return one


_TAGS = (Permission, Condition, Limitation, Restriction)
_SEVERAL = (*_TAGS, str, Category)


def default_id(
    effect: Effect, subject: Subject, on: Iterable[Component]
) -> str:
    """Return the id of a rule that was not given one."""
    words = f"{effect.value} {getattr(subject, 'name', 'requirement')}"
    others = [c.value for c in on if c is not Component.MODEL_PARAMETERS_FINAL]
    if others and speaks_of_components(subject):
        words += f" on {' '.join(others)}"
    return "-".join(re.findall(r"[a-z0-9.*]+", words.lower()))


def speaks_of_components(subject: Subject) -> bool:
    """Whether the components of a rule matter to its subject."""
    return isinstance(
        subject, Tagged | LicenseNamed | TermsMeet | Obtainable | Evidenced
    )

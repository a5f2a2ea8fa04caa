"""The catalog: what is known of each license, and its terms.

One reviewed text is one TOML file in ``data/``; it is parsed when it is first
asked for. What SPDX lists and no file describes answers what its approval by
the OSI or the FSF implies, and unknown for the rest.
"""

from __future__ import annotations

from functools import lru_cache
from os.path import dirname, join
from typing import TYPE_CHECKING, Any

import attrs

from openness.errors import InvalidExpressionError
from openness.licenses._names import FILES
from openness.licenses._spdx import LICENSES
from openness.licenses.expression import License as Simple
from openness.licenses.expression import alternatives, parse
from openness.licenses.terms import (
    Condition,
    Fact,
    Limitation,
    Permission,
    Restriction,
    Tag,
    Terms,
)

if TYPE_CHECKING:
    import datetime as dt

__all__ = [
    "UNKNOWN_LICENSE",
    "LicenseText",
    "choices",
    "every_id",
    "ids",
    "members",
    "mentioned",
    "one_of",
    "text",
]

#: The license of a thing whose license is not known.
UNKNOWN_LICENSE = "LicenseRef-unknown"

_DATA = join(dirname(__file__), "data")
_REFERENCE = "LicenseRef-"
_ONE_OF = "LicenseRef-one-of--"
_TABLES: tuple[
    tuple[str, type[Permission | Condition | Limitation | Restriction]], ...
] = (
    ("permissions", Permission),
    ("conditions", Condition),
    ("limitations", Limitation),
    ("restrictions", Restriction),
)


@attrs.frozen(kw_only=True)
class LicenseText:
    """One license text, or a family of texts under one name.

    Attributes:
        id: The SPDX id, or ``LicenseRef-…``.
        name: Its title.
        owner: Who wrote it; None if not recorded.
        version: Its version; None if it has none.
        date: The date that the text bears; None if it bears none.
        urls: Where its publisher keeps it.
        text: The address of the copy that was read; None if none was.
        read: The day it was read; None if it was not: then nothing is known
            of its terms.
        policies: Documents that it incorporates by reference.
        members: The ids of the texts that a family may mean; empty for one
            text.
        note: What a lawyer would want to know; None if nothing.
        osi_approved: Whether the Open Source Initiative approved it; None if
            SPDX does not list it.
        fsf_libre: Whether the Free Software Foundation lists it as free;
            None if SPDX does not list it.
        terms: What it says.
    """

    id: str
    name: str
    owner: str | None = None
    version: str | None = None
    date: dt.date | None = None
    urls: tuple[str, ...] = ()
    text: str | None = None
    read: dt.date | None = None
    policies: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    note: str | None = None
    osi_approved: bool | None = None
    fsf_libre: bool | None = None
    terms: Terms


@lru_cache(maxsize=1024)
def text(id: str) -> LicenseText | None:
    """Return what is known of one license.

    Args:
        id: An SPDX id or ``LicenseRef-…``, any case.

    Returns:
        None if neither SPDX nor the catalog knows it.
    """
    if id.lower().startswith(_ONE_OF.lower()):
        return _either(id)
    key = id.lower()
    listed = LICENSES.get(key)
    if key in FILES:
        return _from_file(FILES[key], id=listed[0] if listed else id)
    return _from_spdx(*listed) if listed else None


def ids() -> tuple[str, ...]:
    """Return the ids of the licenses that the catalog describes."""
    described = (
        LICENSES[id][0] if id in LICENSES else _REFERENCE + stem
        for id, stem in FILES.items()
    )
    return tuple(sorted(described, key=str.lower))


def every_id() -> tuple[str, ...]:
    """Return every id that the SPDX list or the catalog names."""
    listed = {one[0] for one in LICENSES.values()}
    return tuple(sorted(listed.union(ids()), key=str.lower))


def members(family: LicenseText) -> tuple[LicenseText, ...]:
    """Return what is known of each text that a family may mean."""
    return tuple(
        text(id)
        or text(_REFERENCE + id)
        or LicenseText(id=id, name="unknown", terms=Terms.nothing_known())
        for id in family.members
    )


def mentioned(license: str) -> tuple[LicenseText, ...]:
    """Return what is known of each license that an expression names.

    Raises:
        InvalidExpressionError: The expression breaks the syntax.
    """
    names = dict.fromkeys(
        one.id for choice in alternatives(parse(license)) for one in choice
    )
    return tuple(
        text(id)
        or LicenseText(id=id, name="unknown", terms=Terms.nothing_known())
        for id in names
    )


def one_of(ids: list[str]) -> str:
    """Return the id of "one of these, it is not known which"."""
    parts = (id.removeprefix(_REFERENCE) for id in ids)
    return _ONE_OF + "--".join(parts)


@lru_cache(maxsize=4096)
def choices(license: str | None) -> tuple[Terms, ...]:
    """Return the terms of each choice that a license leaves the recipient.

    Args:
        license: A license expression; None if no license is known.

    Returns:
        One or more; terms of which nothing is known where the expression is
        invalid or names a license that nobody described.
    """
    try:
        expression = parse(license or UNKNOWN_LICENSE)
    except InvalidExpressionError:
        return (Terms.nothing_known(),)
    return tuple(
        Terms.all_of(_terms(one) for one in together)
        for together in alternatives(expression)
    )


def _terms(one: Simple) -> Terms:
    found = text(one.id)
    if found is None:
        return Terms.nothing_known()
    terms = found.terms
    if one.exception is not None:
        # An exception adds permissions; which duties it lifts is not
        # recorded.
        relaxed = frozenset[Tag](Condition)
        terms = attrs.evolve(
            terms,
            present=terms.present - relaxed,
            unknown=terms.unknown | (terms.present & relaxed),
        )
    return terms


def _either(id: str) -> LicenseText:
    members = tuple(id[len(_ONE_OF) :].split("--"))
    return LicenseText(
        id=id,
        name=f"one of {', '.join(members)}; it is not known which",
        members=members,
        terms=_of_members(members),
    )


def _from_spdx(id: str, name: str, flags: str) -> LicenseText:
    osi, fsf = "o" in flags, "f" in flags
    return LicenseText(
        id=id,
        name=name,
        urls=(f"https://spdx.org/licenses/{id}.html",),
        osi_approved=osi,
        fsf_libre=fsf,
        terms=_APPROVED if osi or fsf else Terms.nothing_known(),
    )


def _from_file(stem: str, *, id: str) -> LicenseText:
    import tomli

    with open(join(_DATA, f"{stem}.toml"), "rb") as file:
        data = tomli.load(file)
    flags = LICENSES[id.lower()][2] if id.lower() in LICENSES else None
    members = tuple(data.get("members", ()))
    terms = _of_members(members) if members else _recorded(id, data)
    if "conformant" in data or "o" in (flags or "") or "f" in (flags or ""):
        terms = attrs.evolve(terms, approved=True)
    return LicenseText(
        id=id,
        name=data["name"],
        owner=data.get("owner"),
        version=data.get("version"),
        date=data.get("date"),
        urls=tuple(data.get("urls", ())),
        text=data.get("text"),
        read=data.get("read"),
        policies=tuple(data.get("policies", ())),
        members=members,
        note=data.get("note"),
        osi_approved=None if flags is None else "o" in flags,
        fsf_libre=None if flags is None else "f" in flags,
        terms=terms,
    )


def _of_members(members: tuple[str, ...]) -> Terms:
    found = [text(m) or text(_REFERENCE + m) for m in members]
    return Terms.common_to(
        one.terms if one else Terms.nothing_known() for one in found
    )


def _recorded(id: str, data: dict[str, Any]) -> Terms:
    if "read" not in data:
        return Terms.nothing_known()
    facts = tuple(
        Fact(
            tag=kind(word),
            license=id,
            section=says.get("section"),
            note=says.get("note"),
            value=says.get("value"),
            unit=says.get("unit"),
            prefix=says.get("prefix"),
            source=says.get("source", data.get("text")),
        )
        for table, kind in _TABLES
        for word, says in data.get(table, {}).items()
    )
    unsettled = set(data.get("unknown", ()))
    return Terms(
        frozenset(fact.tag for fact in facts),
        frozenset(
            tag
            for _, kind in _TABLES
            for tag in kind
            if tag.value in unsettled
        ),
        facts,
    )


#: What approval alone tells. OSD 1, 3 and 6 demand these permissions, as the
#: FSF's four freedoms do (https://www.gnu.org/philosophy/free-sw.html).
_APPROVED = attrs.evolve(
    Terms.nothing_known(),
    present=frozenset[Tag](set(Permission) - {Permission.PATENT_USE}),
    unknown=frozenset[Tag](
        [
            Permission.PATENT_USE,
            *Condition,
            *Limitation,
            Restriction.NAMING_OBLIGATION,
            Restriction.PASSES_RESTRICTIONS_ON,
            Restriction.PATENT_RETALIATION,
            Restriction.OTHER_DUTY,
            Restriction.REVOCABLE,
            Restriction.AMENDABLE,
            Restriction.MUST_UPDATE,
        ]
    ),
    approved=True,
)

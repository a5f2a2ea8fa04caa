"""A definition of openness of one's own, from a TOML file.

The format is that of docs/how-to/write-a-framework.md. It is held to its
rules: unknown keys and words are errors, all of them reported at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, TypeVar

import tomli

from openness.definition import Category, Criterion, Framework, Level
from openness.errors import ManifestError
from openness.licenses.criteria import (
    OPEN,
    LicenseCriterion,
    ListCriterion,
    TermsCriterion,
)
from openness.licenses.terms import Permission, Restriction
from openness.problems import near_miss, shown
from openness.readers._text import decode, read_bytes, refuse_long
from openness.release import Access, Completeness, Component, Stage, Strength
from openness.requirements import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Claimed,
    Documented,
    During,
    Licensed,
    NotMonetized,
    Published,
    Requirement,
    Unshareable,
)

__all__ = ["read_framework"]

_Word = TypeVar("_Word", bound=Enum)
_DEEPEST = 50


def read_framework(path: str) -> Framework:
    """Read a definition of openness from a TOML file.

    Raises:
        ReadError: The file cannot be read at all.
        ManifestError: It breaks the rules of the format; the error names
            every breach, its key path first.
    """
    text = decode(read_bytes(path), path)
    refuse_long(text)
    try:
        data = tomli.loads(text.content)
    except tomli.TOMLDecodeError as error:
        place = f"{path}:{error.lineno}"
        fault = f"is not valid TOML: {error.msg}. Mend it."
        raise ManifestError(place, (fault,)) from None
    except RecursionError:
        fault = "is nested too deeply. Write plain tables."
        raise ManifestError(path, (fault,)) from None
    reader = _Reader()
    framework = reader.framework(data)
    if reader.faults or framework is None:
        raise ManifestError(path, tuple(dict.fromkeys(reader.faults)))
    return framework


class _Reader:
    """Builds the values and collects the faults on the way."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.terms: dict[str, LicenseCriterion] = {"open": OPEN}

    def framework(self, data: dict[str, Any]) -> Framework | None:
        self.known("", data, {"framework", "terms", "criteria", "levels"})
        head = self.table("framework", data.get("framework"))
        self.known("framework", head, {"id", "title", "source"})
        terms = self.table("terms", data.get("terms", {}))
        for name, value in terms.items():
            at = f"terms.{name}"
            self.terms[name] = self.criterion_on_terms(name, at, value)
        criteria = [
            self.criterion(at, table)
            for at, table in self.tables("criteria", data)
        ]
        levels = [
            self.level(at, table) for at, table in self.tables("levels", data)
        ]
        id = self.text("framework.id", head.get("id"))
        title = self.text("framework.title", head.get("title", id))
        source = self.text("framework.source", head.get("source", id))
        self.consistent(criteria, levels)
        if self.faults:
            return None
        return Framework(
            id=id,
            title=title,
            source=source,
            criteria=tuple(criteria),
            levels=tuple(levels),
        )

    def consistent(
        self, criteria: list[Criterion], levels: list[Level]
    ) -> None:
        """Hold levels and criteria against each other."""
        ids = [criterion.id for criterion in criteria]
        for number, id in enumerate(ids):
            if id in ids[:number]:
                self.fault(
                    f"criteria[{number}].id",
                    f"{id!r} stands there twice. Give each its own id.",
                )
        labels = [level.label for level in levels]
        for number, label in enumerate(labels):
            if label in labels[:number]:
                self.fault(
                    f"levels[{number}].label",
                    f"{label!r} stands there twice. Give each its own label.",
                )
        for number, level in enumerate(levels):
            for place, id in enumerate(level.requires):
                if id not in ids:
                    at = f"levels[{number}].requires[{place}]"
                    self.fault(at, _unknown(id, "criterion", ids))
        if not levels:
            self.fault("levels", "there is none. Add [[levels]].")
        elif levels[-1].requires:
            self.fault(
                f"levels[{len(levels) - 1}].requires",
                "the last level must require nothing: it is what is left. "
                "Add a level below it.",
            )

    def criterion(self, at: str, table: dict[str, Any]) -> Criterion:
        fields = {"id", "asks", "requires", "points", "source", "quote"}
        self.known(at, table, fields)
        id = self.text(f"{at}.id", table.get("id"))
        points = table.get("points", 0)
        if isinstance(points, bool) or not isinstance(points, int | float):
            self.fault(f"{at}.points", f"{shown(points)} is no number.")
            points = 0
        elif not 0 <= points < float("inf"):
            self.fault(f"{at}.points", "takes a number from 0 on.")
        return Criterion(
            id=id,
            asks=self.text(f"{at}.asks", table.get("asks", id)),
            requirement=self.requirement(
                f"{at}.requires", table.get("requires")
            ),
            points=points,
            source=self.optional(f"{at}.source", table.get("source")),
            quote=self.optional(f"{at}.quote", table.get("quote")),
        )

    def level(self, at: str, table: dict[str, Any]) -> Level:
        self.known(at, table, {"label", "requires", "category", "means"})
        category = table.get("category")
        return Level(
            label=self.text(f"{at}.label", table.get("label")),
            requires=self.texts(f"{at}.requires", table.get("requires", [])),
            category=None
            if category is None
            else self.word(f"{at}.category", category, Category),
            means=self.optional(f"{at}.means", table.get("means")),
        )

    def criterion_on_terms(
        self, name: str, at: str, value: Any
    ) -> LicenseCriterion:
        table = self.table(at, value)
        if "ids" in table:
            self.known(at, table, {"ids"})
            ids = self.texts(f"{at}.ids", table["ids"])
            return ListCriterion(name=f"one of {name}", ids=ids)
        self.known(
            at, table, {"permits", "without", "unsettled", "accepts_approved"}
        )
        approved = table.get("accepts_approved", False)
        if not isinstance(approved, bool):
            self.fault(
                f"{at}.accepts_approved",
                f"{shown(approved)} is neither true nor false.",
            )
        return TermsCriterion(
            name=f"{name} terms",
            permits=self.words(at, "permits", table, Permission),
            without=self.words(at, "without", table, Restriction),
            unsettled=self.words(at, "unsettled", table, Restriction),
            accepts_approved=approved is True,
        )

    def requirement(self, at: str, value: Any, depth: int = 0) -> Requirement:
        table = self.table(at, value)
        kinds = [key for key in table if key in _KINDS]
        if len(kinds) != 1 or depth > _DEEPEST:
            other = next((key for key in table if key not in _KINDS), "")
            meant = near_miss(other, list(_KINDS))
            self.fault(
                at,
                "asks for too much nesting."
                if depth > _DEEPEST
                else "takes one kind of requirement, one of "
                f"{', '.join(_KINDS)}"
                + (f"; did you mean {meant!r}?" if meant else "."),
            )
            return NotMonetized()
        (kind,) = kinds
        build, allowed = _KINDS[kind]
        self.known(at, table, {kind, *allowed})
        return build(self, at, table, depth)

    # The kinds of requirements, each by its key.

    def published(self, at: str, table: dict[str, Any], _: int) -> Requirement:
        return Published(
            self.component(at, "published", table),
            access=self.access(at, table) or Access.PUBLIC,
            completeness=self.completeness(at, table),
            weakest=self.word(
                f"{at}.weakest", table.get("weakest", "presumed"), Strength
            ),
            unsettled=self.access(at, table, "unsettled"),
        )

    def licensed(self, at: str, table: dict[str, Any], _: int) -> Requirement:
        name = self.text(f"{at}.terms", table.get("terms", "open"))
        if name not in self.terms:
            self.fault(f"{at}.terms", _unknown(name, "terms", self.terms))
        any_access = table.get("access") == "any"
        return Licensed(
            self.component(at, "licensed", table),
            self.terms.get(name, OPEN),
            access=None
            if any_access
            else self.access(at, table) or Access.PUBLIC,
            completeness=self.completeness(at, table),
        )

    def documented(
        self, at: str, table: dict[str, Any], _: int
    ) -> Requirement:
        return Documented(self.component(at, "documented", table))

    def unshareable(
        self, at: str, table: dict[str, Any], _: int
    ) -> Requirement:
        return Unshareable(self.component(at, "unshareable", table))

    def during(
        self, at: str, table: dict[str, Any], depth: int
    ) -> Requirement:
        return During(
            frozenset(self.words(at, "during", table, Stage)),
            self.requirement(f"{at}.then", table.get("then"), depth + 1),
        )

    def at_most(self, at: str, table: dict[str, Any], _: int) -> Requirement:
        most = table["training_compute_at_most"]
        if isinstance(most, bool) or not isinstance(most, int | float):
            self.fault(
                f"{at}.training_compute_at_most",
                f"{shown(most)} is no number of operations.",
            )
            most = 0
        return AtMost(float(most))

    def not_monetized(
        self, at: str, table: dict[str, Any], _: int
    ) -> Requirement:
        if table["not_monetized"] is not True:
            self.fault(f"{at}.not_monetized", "can only be true.")
        return NotMonetized()

    def claimed(
        self, at: str, table: dict[str, Any], depth: int
    ) -> Requirement:
        return Claimed(
            self.text(f"{at}.by", table.get("by")),
            self.text(f"{at}.claimed", table["claimed"]),
            frozenset(self.texts(f"{at}.values", table.get("values"))),
            self.requirement(
                f"{at}.otherwise", table.get("otherwise"), depth + 1
            ),
        )

    def all_of(
        self, at: str, table: dict[str, Any], depth: int
    ) -> Requirement:
        return AllOf(self.parts(at, "all_of", table, depth))

    def any_of(
        self, at: str, table: dict[str, Any], depth: int
    ) -> Requirement:
        return AnyOf(self.parts(at, "any_of", table, depth))

    def at_least(
        self, at: str, table: dict[str, Any], depth: int
    ) -> Requirement:
        parts = tuple(self.parts(at, "of", table, depth))
        count = table["at_least"]
        if isinstance(count, bool) or not (
            isinstance(count, int) and 1 <= count <= max(len(parts), 1)
        ):
            self.fault(
                f"{at}.at_least",
                f"takes a count from 1 to {len(parts)}, the parts of 'of'.",
            )
            count = 1
        return AtLeast(count, parts)

    # The smaller values.

    def parts(
        self, at: str, key: str, table: dict[str, Any], depth: int
    ) -> Iterator[Requirement]:
        value = table.get(key)
        if not isinstance(value, list) or not value:
            self.fault(f"{at}.{key}", "takes a list of requirements.")
            return
        for number, part in enumerate(value):
            yield self.requirement(f"{at}.{key}[{number}]", part, depth + 1)

    def component(self, at: str, key: str, table: dict[str, Any]) -> Component:
        return self.word(f"{at}.{key}", table.get(key), Component)

    def completeness(self, at: str, table: dict[str, Any]) -> Completeness:
        value = table.get("completeness", "full")
        return self.word(f"{at}.completeness", value, Completeness)

    def access(
        self, at: str, table: dict[str, Any], key: str = "access"
    ) -> Access | None:
        if key not in table:
            return None
        words = {str(access): access for access in Access}
        value = table[key]
        if not isinstance(value, str) or value not in words:
            self.fault(f"{at}.{key}", _unknown(value, "access", words))
            return None
        return words[value]

    def words(
        self, at: str, key: str, table: dict[str, Any], kind: type[_Word]
    ) -> list[_Word]:
        value = table.get(key, [])
        if not isinstance(value, list):
            self.fault(f"{at}.{key}", "takes a list.")
            return []
        return [
            self.word(f"{at}.{key}[{number}]", one, kind)
            for number, one in enumerate(value)
        ]

    def word(self, at: str, value: Any, kind: type[_Word]) -> _Word:
        words = {member.value: member for member in kind}
        if isinstance(value, str) and value in words:
            return words[value]
        self.fault(at, _unknown(value, kind.__name__.lower(), words))
        return next(iter(kind))

    def texts(self, at: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            self.fault(at, "takes a list of texts.")
            return ()
        return tuple(
            self.text(f"{at}[{number}]", one)
            for number, one in enumerate(value)
        )

    def text(self, at: str, value: Any) -> str:
        if isinstance(value, str) and value:
            return value
        self.fault(
            at,
            "is missing and required."
            if value is None
            else f"{shown(value)} is no text; put it in quotes.",
        )
        return ""

    def optional(self, at: str, value: Any) -> str | None:
        return None if value is None else self.text(at, value)

    def table(self, at: str, value: Any) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self.fault(
            at,
            "is missing and required."
            if value is None
            else f"takes a table, not {shown(value)}.",
        )
        return {}

    def tables(
        self, key: str, data: dict[str, Any]
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        value = data.get(key, [])
        if not isinstance(value, list):
            self.fault(key, f"takes a list of tables: [[{key}]].")
            return
        for number, item in enumerate(value):
            at = f"{key}[{number}]"
            yield at, self.table(at, item)

    def known(self, at: str, table: dict[str, Any], keys: set[str]) -> None:
        for key in table:
            if key not in keys:
                place = f"{at}: " if at else ""
                self.faults.append(
                    f"{place}unknown key {_unknown(key, '', keys)}"
                )

    def fault(self, at: str, message: str) -> None:
        self.faults.append(f"{at}: {message}")


def _unknown(value: Any, noun: str, known: Any) -> str:
    names = sorted(known)
    meant = near_miss(value, names) if isinstance(value, str) else None
    hint = (
        f"did you mean {meant!r}?" if meant else f"known: {', '.join(names)}."
    )
    return (
        f"{shown(value)} is no {noun}; {hint}"
        if noun
        else (f"{value!r:.60}; {hint}")
    )


_Build = Callable[[_Reader, str, dict[str, Any], int], Requirement]
#: What a requirement may be, by its key, with the keys that go with it.
_KINDS: dict[str, tuple[_Build, tuple[str, ...]]] = {
    "published": (
        _Reader.published,
        ("access", "completeness", "weakest", "unsettled"),
    ),
    "licensed": (_Reader.licensed, ("terms", "access", "completeness")),
    "documented": (_Reader.documented, ()),
    "unshareable": (_Reader.unshareable, ()),
    "during": (_Reader.during, ("then",)),
    "training_compute_at_most": (_Reader.at_most, ()),
    "not_monetized": (_Reader.not_monetized, ()),
    "claimed": (_Reader.claimed, ("by", "values", "otherwise")),
    "all_of": (_Reader.all_of, ()),
    "any_of": (_Reader.any_of, ()),
    "at_least": (_Reader.at_least, ("of",)),
}

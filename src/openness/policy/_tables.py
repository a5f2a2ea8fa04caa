"""Reading TOML tables by a table of fields, with the key path of each fault.

A `Kind` says how a value is read and how a JSON Schema describes it, so that
the reader and the schema cannot differ.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, NamedTuple

from openness.problems import near_miss, shown

__all__ = [
    "DATE",
    "NUMBER",
    "TEXT",
    "Kind",
    "Wrong",
    "either",
    "several",
    "table",
    "words",
]


class Wrong(Exception):  # noqa: N818  (never leaves the reader)
    """A value is not what the format has.

    Attributes:
        faults: The key path below the value, and what is wrong, for each.
    """

    def __init__(self, *faults: tuple[str, str]) -> None:
        """Hold the faults."""
        super().__init__(*faults)
        self.faults = faults


class Kind(NamedTuple):
    """A kind of value.

    Attributes:
        read: Turns a TOML value into what it means, or raises `Wrong`.
        schema: Its JSON Schema.
        required: Whether a table must have it.
    """

    read: Callable[[object], Any]
    schema: dict[str, Any]
    required: bool = False

    def needed(self) -> Kind:
        """Return the same kind, required."""
        return self._replace(required=True)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Wrong(("", f"{shown(value)} is no text; put it in quotes."))
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Wrong(("", f"{shown(value)} is no number."))
    return value


def _date(value: object) -> dt.date:
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        message = f"{shown(value)} is no date; write it as 2026-12-31."
        raise Wrong(("", message))
    return value


TEXT = Kind(_text, {"type": "string", "minLength": 1})
NUMBER = Kind(_number, {"type": "number", "minimum": 0})
DATE = Kind(_date, {"type": "string", "format": "date"})


def words(
    meanings: Mapping[str, Any], noun: str, *, meant: Mapping[str, str] = {}
) -> Kind:
    """Return the kind of one word of a list.

    Args:
        meanings: What each word means.
        noun: What they are called in messages.
        meant: What people write for some of them, for suggestions only.
    """

    def read(value: object) -> Any:
        if isinstance(value, str) and value in meanings:
            return meanings[value]
        hint = unknown(value, [*meanings, *meant], meant)
        raise Wrong(("", f"{shown(value)} is no {noun}; {hint}"))

    return Kind(read, {"enum": list(meanings)})


def unknown(
    value: object, known: list[str], meant: Mapping[str, str] = {}
) -> str:
    """Return what to write in place of an unknown word."""
    close = near_miss(value, known) if isinstance(value, str) else None
    if close is not None:
        return f"did you mean {meant.get(close, close)!r}?"
    return f"known: {', '.join(sorted(set(known) - set(meant)))}."


def members(kind: type[Enum]) -> dict[str, Any]:
    """Return the members of an enum by their words."""
    return {
        str(one.value if isinstance(one.value, str) else one): one
        for one in kind
    }


def several(one: Kind) -> Kind:
    """Return the kind of one value, or a list of such values."""

    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            return (one.read(value),)
        found = []
        faults: list[tuple[str, str]] = []
        for number, item in enumerate(value):
            try:
                found.append(one.read(item))
            except Wrong as wrong:
                faults += [(f"[{number}]{p}", m) for p, m in wrong.faults]
        if faults:
            raise Wrong(*faults)
        return tuple(found)

    schema = {"anyOf": [one.schema, {"type": "array", "items": one.schema}]}
    return Kind(read, schema)


def tables(one: Kind) -> Kind:
    """Return the kind of a list of tables."""
    many = several(one)

    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            message = f"takes tables in double brackets, not {shown(value)}."
            raise Wrong(("", message))
        found: tuple[Any, ...] = many.read(value)
        return found

    return Kind(read, {"type": "array", "items": one.schema})


def table(
    fields: Mapping[str, Kind], make: Callable[..., Any], noun: str = "table"
) -> Kind:
    """Return the kind of a table.

    Args:
        fields: Its keys; others are faults.
        make: Takes the values by name and returns what the table means; its
            `ValueError`s and `LookupError`s are faults of the table.
        noun: What it is called in messages.
    """

    def read(value: object) -> Any:
        if not isinstance(value, dict):
            raise Wrong(("", f"takes a {noun}, not {shown(value)}."))
        found = {}
        faults: list[tuple[str, str]] = [
            ("", f"unknown key {key!r}; {unknown(key, [*fields])}")
            for key in value
            if key not in fields
        ]
        for key, kind in fields.items():
            if key not in value:
                if kind.required:
                    faults.append((f".{key}", "is missing and required."))
                continue
            try:
                found[key] = kind.read(value[key])
            except Wrong as wrong:
                faults += [(f".{key}{p}", m) for p, m in wrong.faults]
        if faults:
            raise Wrong(*faults)
        try:
            return make(**found)
        except (ValueError, LookupError) as error:
            raise Wrong(("", f"{error}".rstrip(".") + ".")) from None

    schema = {
        "type": "object",
        "properties": {key: kind.schema for key, kind in fields.items()},
        "required": [key for key, kind in fields.items() if kind.required],
        "additionalProperties": False,
    }
    return Kind(read, schema)


def either(shapes: Mapping[type, Kind], otherwise: str) -> Kind:
    """Return the kind of a value that may have one of some shapes."""

    def read(value: object) -> Any:
        for shape, kind in shapes.items():
            if isinstance(value, shape):
                return kind.read(value)
        raise Wrong(("", f"{otherwise}, not {shown(value)}."))

    schemas = {id(kind): kind.schema for kind in shapes.values()}
    return Kind(read, {"anyOf": list(schemas.values())})

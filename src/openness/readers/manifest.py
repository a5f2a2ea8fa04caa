"""The release manifest: ``release.toml``, the whole model, exact.

A manifest is written for this library, so it is held to its rules: unknown
keys and words are errors, all of them reported at once. Its JSON Schema is
``docs/reference/release.schema.json``.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import tomli

from openness.errors import InvalidExpressionError, ManifestError
from openness.licenses.catalog import text as license_text
from openness.licenses.expression import alternatives, parse
from openness.licenses.names import resolve
from openness.problems import Problem, near_miss
from openness.readers._text import Text, refuse_long
from openness.readers.card import Card
from openness.release import (
    Access,
    Artifact,
    Claim,
    Completeness,
    Component,
    Evidence,
    Parent,
    Relation,
    Release,
    Stage,
    Strength,
    Withheld,
    WithheldReason,
)

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["EVERYDAY", "read_manifest", "release_from"]

#: The table of the embedded catalog is none of the release's.
_ABOUT = "catalog"
_TABLES = {"release", "artifacts", "withheld", "parents", "claims"}
_Item = TypeVar("_Item", Artifact, Withheld, Parent, Claim)


def read_manifest(text: Text) -> Card:
    """Read a release manifest.

    Raises:
        ManifestError: It is not TOML, or breaks the rules of the format; the
            error names every breach.
    """
    refuse_long(text)
    try:
        data = tomli.loads(text.content)
        data.pop(_ABOUT, None)
    except tomli.TOMLDecodeError as error:
        place = f"{text.source}:{error.lineno}"
        fault = f"is not valid TOML: {error.msg}. Mend it."
        raise ManifestError(place, (fault,)) from None
    except RecursionError:
        fault = "is nested too deeply. Write plain tables."
        raise ManifestError(text.source, (fault,)) from None
    release = release_from(data, text.source)
    release = _with_places(release, text)
    return Card(release, (*text.problems, *_problems(release)), text.source)


def release_from(data: dict[str, Any], source: str) -> Release:
    """Return the release that the parsed tables of a manifest describe.

    Raises:
        ManifestError: They break the rules of the format.
    """
    faults = [_unknown_key(key, _TABLES) for key in data if key not in _TABLES]
    head = data.get("release")
    if not isinstance(head, dict):
        faults.append("needs a table [release] with a 'name'.")
        raise ManifestError(source, tuple(faults))
    faults += _misshapen(data)
    if faults:
        raise ManifestError(source, tuple(faults))
    taken = _TABLES - {"release"}
    faults += [
        f"release: key {key!r} belongs to the top level."
        for key in head
        if key in taken
    ]
    whole = {k: v for k, v in head.items() if k not in taken}
    whole |= {k: v for k, v in data.items() if k in taken}
    try:
        release = _converter().structure(whole, Release)
        faults += _faulty_licenses(release)
    except Exception as error:  # noqa: BLE001  (cattrs raises groups)
        from cattrs import transform_error

        faults += [
            _placed(fault)
            for fault in transform_error(
                error, path="", format_exception=_fault
            )
        ]
    if faults:
        raise ManifestError(source, tuple(dict.fromkeys(faults)))
    return release


def _placed(fault: str) -> str:
    """Put the key path first: cattrs gives ``message @ .path``."""
    message, _, path = fault.rpartition(" @ ")
    path = path.lstrip(".")
    if not path or re.split(r"[.\[]", path)[0] not in _TABLES:
        path = f"release.{path}".rstrip(".")
    return f"{path}: {message}"


def _fault(error: BaseException, _: type | None) -> str:
    from cattrs import ForbiddenExtraKeysError

    if isinstance(error, ForbiddenExtraKeysError):
        known = {field.name for field in attrs.fields(error.cl)}
        return " ".join(
            _unknown_key(key, known) for key in sorted(error.extra_fields)
        )
    if isinstance(error, KeyError):
        return "is missing and required."
    return str(error)


def _unknown_key(key: str, known: set[str]) -> str:
    meant = near_miss(key, sorted(known))
    hint = (
        f"did you mean {meant!r}?"
        if meant
        else (f"known: {', '.join(sorted(known))}.")
    )
    return f"unknown key {key!r}; {hint}"


@lru_cache(maxsize=1)
def _converter() -> Converter:
    from cattrs import Converter

    converter = Converter(forbid_extra_keys=True)
    converter.register_structure_hook(str, _string)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(bool, _truth)
    converter.register_structure_hook(Access, _word)
    converter.register_structure_hook_func(
        lambda kind: isinstance(kind, type) and issubclass(kind, Enum), _word
    )
    return converter


def _string(value: object, _: type) -> str:
    if not isinstance(value, str):
        message = f"{value!r} is no text; put it in quotes."
        raise TypeError(message)
    return value


def _number(value: object, _: type) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        message = f"{value!r} is no number."
        raise TypeError(message)
    return float(value)


def _truth(value: object, _: type) -> bool:
    if not isinstance(value, bool):
        message = f"{value!r} is neither true nor false."
        raise TypeError(message)
    return value


def _word(value: object, kind: type[Enum]) -> Enum:
    words = {_spelled(member): member for member in kind}
    if isinstance(value, str) and value in words:
        return words[value]
    known = sorted(words)
    meant = None
    if isinstance(value, str):
        close = near_miss(value, [*known, *EVERYDAY])
        meant = EVERYDAY.get(close or "", close)
    hint = (
        f"did you mean {meant!r}?"
        if meant
        else (f"known: {', '.join(known)}.")
    )
    message = f"{value!r} is no {_NOUNS[kind]}; {hint}"
    raise ValueError(message)


#: What people call some components, for suggestions only.
EVERYDAY = {
    "architecture": "model-architecture",
    "code": "inference-code",
    "data": "datasets",
    "dataset": "datasets",
    "training-data": "datasets",
    "weights": "model-parameters-final",
}


def _spelled(member: Enum) -> str:
    return str(member) if isinstance(member, Access) else member.value


_NOUNS: dict[type[Enum], str] = {
    Access: "access",
    Completeness: "completeness",
    Component: "component",
    Relation: "relation",
    Stage: "stage",
    Strength: "strength",
    WithheldReason: "reason",
}

#: Where the format has a list of tables, of words, or of either.
_LISTS = {
    "artifacts": dict,
    "withheld": dict,
    "parents": dict,
    "claims": dict,
    "stages": str,
    "provides": str,
    "evidence": dict,
}


def _misshapen(value: object, path: str = "") -> list[str]:
    """Return the places that hold another shape than the format has."""
    if not isinstance(value, dict):
        return []
    faults = []
    for key, inside in value.items():
        place = f"{path}.{key}" if path else key
        if key not in _LISTS:
            if place == "release":
                faults += _misshapen(inside, place)
            elif isinstance(inside, list | dict):
                faults.append(f"{place}: takes one value, not {inside!r:.40}.")
            continue
        if not isinstance(inside, list):
            faults.append(f"{place}: takes a list, not {inside!r:.40}.")
            continue
        for number, item in enumerate(inside):
            at = f"{place}[{number}]"
            if not isinstance(item, _LISTS[key]):
                kind = "a table" if _LISTS[key] is dict else "a text"
                faults.append(f"{at}: takes {kind}, not {item!r:.40}.")
            faults += _misshapen(item, at)
    return faults


def _faulty_licenses(release: Release) -> list[str]:
    faults = []
    licenses = {
        "artifacts": [one.license for one in release.artifacts],
        "parents": [one.license for one in release.parents],
    }
    for table, expressions in licenses.items():
        for number, expression in enumerate(expressions):
            try:
                parse("MIT" if expression is None else expression)
            except InvalidExpressionError as error:
                meant = resolve(str(expression)).license
                what = (
                    error.what
                    if meant is None
                    else f"{expression!r} is no license expression; write "
                    f"{meant!r}"
                )
                faults.append(f"{table}[{number}].license: {what}.")
    faults += [
        f"artifacts[{number}].provides: names no component."
        for number, artifact in enumerate(release.artifacts)
        if not artifact.provides
    ]
    return faults


def _with_places(release: Release, text: Text) -> Release:
    """Give the line in the manifest to what brings no evidence of its own."""
    return attrs.evolve(
        release,
        artifacts=_placed_in(text, "artifacts", release.artifacts),
        withheld=_placed_in(text, "withheld", release.withheld),
        parents=_placed_in(text, "parents", release.parents),
        claims=_placed_in(text, "claims", release.claims),
    )


def _placed_in(
    text: Text, table: str, items: tuple[_Item, ...]
) -> list[_Item]:
    heading = rf"^[ \t]*\[\[[ \t]*{table}[ \t]*\]\]"
    lines = [
        text.where(match.end())
        for match in re.finditer(heading, text.content, re.MULTILINE)
    ]
    lines += [text.source] * (len(items) - len(lines))
    return [
        item
        if item.evidence
        else attrs.evolve(
            item, evidence=[Evidence(line, f"{table}[{number}]")]
        )
        for number, (item, line) in enumerate(zip(items, lines, strict=False))
    ]


def _problems(release: Release) -> list[Problem]:
    """Say which licenses are named and not described."""
    problems = []
    for artifact in release.artifacts:
        if artifact.license is None:
            continue
        for choice in alternatives(parse(artifact.license)):
            problems += [
                Problem(
                    artifact.evidence[0].where,
                    "unknown-license",
                    f"nothing is known of the terms of {one.id!r}; they "
                    "count as unknown.",
                )
                for one in choice
                if license_text(one.id) is None
            ]
    return list(dict.fromkeys(problems))

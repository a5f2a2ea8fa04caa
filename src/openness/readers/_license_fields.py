"""The license of a model card: three fields that may contradict each other.

`license` is an identifier of the Hub's list, `other`, or a list; with
`other`, `license_name` and `license_link` say which license is meant
(https://huggingface.co/docs/hub/repositories-licenses). Real cards use all
three in every combination.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from openness.licenses.catalog import (
    UNKNOWN_LICENSE,
    members,
    one_of,
    text,
)
from openness.licenses.expression import all_of
from openness.licenses.names import Resolution, resolve, resolve_url
from openness.problems import Problem, shown
from openness.readers.front_matter import Field
from openness.release import Evidence

__all__ = ["Declared", "read_license"]

_FIELDS = ("license", "license_name", "license_link")
#: Values that name no license.
_SILENT = {"other", "unknown", "none", "unlicensed", "n/a", "license", "tbd"}
#: A link to the license file of a repository tells no more than the field.
_OWN_FILE = re.compile(
    r"(?:.*/)?(?:license|licence|copying|notice)[\w.-]*(?:#.*)?",
    re.IGNORECASE,
)


class Declared(NamedTuple):
    """What the fields of a card declare.

    Attributes:
        license: A license expression; None if none is known.
        evidence: The fields that say so.
        problems: What could not be taken at its word.
    """

    license: str | None
    evidence: tuple[Evidence, ...]
    problems: tuple[Problem, ...]


def read_license(fields: dict[str, Field], source: str) -> Declared:
    """Read the license that a card declares for its weights."""
    return _alone(fields) or _Reader(fields, source).read()


def _alone(fields: dict[str, Field]) -> Declared | None:
    """Read what most cards have: one known identifier, and nothing else."""
    field = fields.get("license")
    if (
        field is None
        or not isinstance(field.value, str)
        or "license_name" in fields
        or "license_link" in fields
        or field.value.strip().lower() in _SILENT
    ):
        return None
    license = resolve(field.value).license
    if license is None:
        return None
    return Declared(license, (Evidence(field.where, field.name),), ())


def _narrowed(licenses: list[str]) -> list[str]:
    """Return licenses without the families of which another is a member."""
    return [
        one
        for one in licenses
        if not any(
            other != one and other in _members(one) for other in licenses
        )
    ]


def _members(license: str) -> set[str]:
    found = None if " " in license else text(license)
    return {one.id for one in members(found)} if found else set()


class _Reader:
    def __init__(self, fields: dict[str, Field], source: str) -> None:
        self.fields = {n: fields[n] for n in _FIELDS if n in fields}
        self.source = source
        self.problems: list[Problem] = []

    def read(self) -> Declared:
        said = {}
        if (declared := self.identifier()) is not None:
            said["license"] = declared
        for name, how in (
            ("license_name", resolve),
            ("license_link", resolve_url),
        ):
            license = self.described(name, how)
            # Beside an identifier, a name that nobody knows may change the
            # terms; beside `other` it is no more than a label.
            if license is not None and (
                license != UNKNOWN_LICENSE or declared is not None
            ):
                said[name] = license
        licenses = _narrowed(list(dict.fromkeys(said.values())))
        if len(licenses) > 1:
            self.contradiction(said)
        if not licenses:
            self.nothing_said()
        return Declared(
            all_of(*licenses) or None,
            tuple(Evidence(f.where, f.name) for f in self.fields.values()),
            tuple(self.problems),
        )

    def identifier(self) -> str | None:
        """Return what `license` itself declares."""
        field = self.fields.get("license")
        if field is None:
            return None
        values = (
            field.value if isinstance(field.value, list) else [field.value]
        )
        words = [self.text(field, value) for value in values if value]
        found = [self.meant(field, word) for word in words if word]
        if len(values) > 1:
            return self.several(field, found, len(values))
        return found[0] if found else None

    def meant(self, field: Field, word: str) -> str | None:
        if word.lower() in _SILENT:
            return None
        found = resolve(word)
        if found.named:
            self.problem(
                field.where,
                "license-list",
                f"{word[:80]!r} names {', '.join(found.named)} and does not "
                "say whether all apply, one may be chosen, or each covers a "
                "part; only what they agree on is known. Declare one, or "
                "'other' with a 'license_link' that explains.",
            )
            return one_of(list(found.named))
        if found.license is None:
            hint = found.suggestion
            self.problem(
                field.where,
                "unknown-license",
                f"unknown license {word[:80]!r}"
                + (f"; did you mean {hint!r}? " if hint else ". ")
                + "Nothing is known of its terms. Use an identifier of the "
                "Hub or of SPDX.",
            )
        return found.license

    def several(
        self, field: Field, found: list[str | None], stated: int
    ) -> str:
        """Return what a list of licenses means, which it does not say."""
        distinct = list(dict.fromkeys(one or UNKNOWN_LICENSE for one in found))
        if len(distinct) == 1 and len(found) == stated:
            return distinct[0]
        self.problem(
            field.where,
            "license-list",
            f"'license' lists {stated} licenses and does not say whether all "
            "apply, one may be chosen, or each covers a part; only what they "
            "agree on is known. Declare one, or 'other' with a "
            "'license_link' that explains.",
        )
        if len(found) < stated or any(" " in one for one in distinct):
            return UNKNOWN_LICENSE
        return one_of(distinct)

    def described(
        self, name: str, how: Callable[[str], Resolution]
    ) -> str | None:
        """Return what a name or a link says; None if it says nothing."""
        field = self.fields.get(name)
        if field is None:
            return None
        value = field.value
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        word = self.text(field, value) if value else None
        if word is None or word.lower() in _SILENT:
            return None
        license = how(word).license
        if license is None and name == "license_link":
            return None if _OWN_FILE.fullmatch(word) else UNKNOWN_LICENSE
        return license or UNKNOWN_LICENSE

    def text(self, field: Field, value: object) -> str | None:
        if isinstance(value, str):
            return value.strip() or None
        self.problem(
            field.where,
            "odd-value",
            f"{field.name!r} holds {shown(value)} where a name was "
            "expected; it was not read.",
        )
        return None

    def contradiction(self, said: dict[str, str]) -> None:
        last = self.fields[list(said)[-1]]
        words = ", ".join(
            f"{name!r} ({shown(self.fields[name].value)})" for name in said
        )
        self.problem(
            last.where,
            "license-contradiction",
            f"{words} do not name the same license; all of it is taken to "
            "apply. Make them agree.",
        )

    def nothing_said(self) -> None:
        if not self.fields:
            self.problem(
                self.source,
                "no-license",
                "declares no license in its front matter, so nothing is known "
                "of the terms. Add a 'license' key.",
            )
        elif self.problems:
            return
        elif len(self.fields) == 1:
            (field,) = self.fields.values()
            self.unnamed(field)
        else:
            *_, field = self.fields.values()
            words = ", ".join(
                f"{f.name}: {shown(f.value)}" for f in self.fields.values()
            )
            self.problem(
                field.where,
                "unknown-license",
                f"no license is known by {words}; nothing is known of its "
                "terms. Read the license itself.",
            )

    def unnamed(self, field: Field) -> None:
        """Report a field that stands alone and names no license."""
        value = field.value
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        word = value.strip().lower() if isinstance(value, str) else value
        if not word:
            kind, what = "empty-license", "empty"
        elif word == "other" and field.name == "license":
            self.problem(
                field.where,
                "license-not-named",
                f"{field.name!r} is {shown(field.value)}, which needs "
                "'license_name' or 'license_link' to say which; nothing is "
                "known of the terms.",
            )
            return
        else:
            kind, what = "license-not-named", shown(field.value)
        self.problem(
            field.where,
            kind,
            f"{field.name!r} is {what}, so nothing is known of the terms. "
            "Name a license.",
        )

    def problem(self, where: str, kind: str, message: str) -> None:
        problem = Problem(where, kind, message)
        if problem not in self.problems:
            self.problems.append(problem)

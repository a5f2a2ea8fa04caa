"""Errors: the caller must act.

An error is raised where no answer can be given: bad syntax, an unreadable
file. A sloppy but readable input is no error; it is read, with `Problem`s.

The fields of these classes are public. Their wording is not.
"""

from __future__ import annotations

import attrs

__all__ = [
    "FrameworkError",
    "InvalidExpressionError",
    "LabelError",
    "ManifestError",
    "OpennessError",
    "PolicyError",
    "ReadError",
    "ScopeError",
]


class OpennessError(Exception):
    """Base of all errors of this library; never raised itself."""


@attrs.frozen
class ReadError(OpennessError, ValueError):
    """An input could not be read at all.

    Attributes:
        where: The path, with ``:line`` where a line is to blame.
        what: What is wrong.
        todo: What to do about it.
    """

    where: str
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.todo}"


@attrs.frozen
class ManifestError(OpennessError, ValueError):
    """A release manifest breaks its own rules; all breaches at once.

    Attributes:
        where: The path of the manifest.
        faults: One sentence for each breach, its key path first.
    """

    where: str
    faults: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(f"{self.where}: {fault}" for fault in self.faults)


@attrs.frozen
class InvalidExpressionError(OpennessError, ValueError):
    """A license expression breaks the SPDX syntax.

    Attributes:
        expression: The expression as given.
        position: The offset, in characters, at which it breaks.
        what: What is wrong there.
    """

    expression: str
    position: int
    what: str

    def __str__(self) -> str:
        return (
            f"Invalid license expression: {self.what}.\n"
            f"    {self.expression}\n"
            f"    {' ' * self.position}^"
        )


@attrs.frozen
class FrameworkError(OpennessError, LookupError):
    """No definition of openness has this id.

    Attributes:
        id: The id as given.
        known: The ids that exist.
    """

    id: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.id!r} matches no framework; "
            f"known: {', '.join(map(repr, self.known))}."
        )


@attrs.frozen
class LabelError(OpennessError, LookupError):
    """A definition of openness has no such label.

    Attributes:
        framework: The id of the definition.
        label: The label as given.
        known: The labels it has, most open first.
    """

    framework: str
    label: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.framework} has no label {self.label!r}; "
            f"it has: {', '.join(map(repr, self.known))}."
        )


@attrs.frozen
class PolicyError(OpennessError, ValueError):
    """A policy, or a file of tests for one, breaks the rules of its format.

    Attributes:
        where: The path of the file, with ``:line`` where a line is to blame.
        faults: One sentence for each breach, its key path first.
    """

    where: str
    faults: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(f"{self.where}: {fault}" for fault in self.faults)


@attrs.frozen
class ScopeError(OpennessError, LookupError):
    """No rule of a policy tells a scope apart.

    Attributes:
        scope: The scope as given.
        known: The scopes that its rules name.
    """

    scope: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        known = ", ".join(map(repr, self.known)) or "none"
        return f"{self.scope!r} is no scope of the policy; known: {known}."

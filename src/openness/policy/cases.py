"""Tests of policies: tables of cases in ``*.policy-test.toml``.

A case is a release (written out, read from a file, or one of the catalog) or
just a license, and what the policy must make of it.
The format is ``docs/reference/policy-test.schema.json``; the pytest plugin of
this library runs such files, and anything else can, with `Case.fault`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from openness.errors import ManifestError, OpennessError, PolicyError
from openness.licenses import resolve
from openness.lineage import read
from openness.policy._tables import (
    DATE,
    TEXT,
    Kind,
    Wrong,
    either,
    members,
    several,
    table,
    tables,
    unknown,
    words,
)
from openness.policy.policy import Policy, Ruling
from openness.policy.reading import (
    SHIPPED,
    content_of,
    parse_toml,
    read_policy,
    structured,
)
from openness.policy.rules import Decision
from openness.readers.manifest import release_from
from openness.release import Access, Artifact, Component, Evidence, Release

__all__ = ["CASES", "Case", "Suite", "fault", "read_cases"]

_ENDING = ".policy-test.toml"


@attrs.frozen(kw_only=True)
class Case:
    """One release and what a policy must make of it.

    Attributes:
        name: What the case shows.
        release: The release.
        expect: What the policy must decide.
        because: Rules that it must break, of any severity; others may be
            broken too.
        scopes: The uses that it is checked for.
        today: The day on which waivers must hold; None: today.
    """

    name: str
    release: Release
    expect: Decision
    because: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    today: dt.date | None = None

    def ruling(self, policy: Policy) -> Ruling:
        """Return what a policy says of the release."""
        return policy.judge(self.release, scopes=self.scopes, today=self.today)


def fault(
    ruling: Ruling, expect: Decision, because: Iterable[str] = ()
) -> str | None:
    """Return how a ruling differs from what was expected; None if not."""
    broken = {violation.rule for violation in ruling.violations}
    missing = [rule for rule in because if rule not in broken]
    if ruling.decision is expect and not missing:
        return None
    words = [f"policy {ruling.policy!r} on {ruling.release!r}:"]
    if ruling.decision is not expect:
        words.append(
            f"  expected {expect.value}, found {ruling.decision.value}"
        )
    words += [f"  {rule} was not broken" for rule in missing]
    words += [
        f"  {violation.severity.value} {violation.rule} "
        f"({violation.decision.value}): {violation.because}"
        for violation in ruling.violations
    ]
    words += [
        f"  waived {violation.rule}: {violation.because}"
        for violation in ruling.waived
    ]
    if not ruling.violations:
        words.append("  no rule is broken")
    return "\n".join(words)


@attrs.frozen(kw_only=True)
class Suite:
    """The cases of one file.

    Attributes:
        source: The path of the file.
        policy: The policy under test.
        cases: The cases.
    """

    source: str
    policy: Policy
    cases: tuple[Case, ...]


@attrs.frozen(kw_only=True)
class _Case:
    """A case as it is written."""

    name: str
    expect: Decision
    because: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    license: str | None = None
    access: Access | None = None
    release: str | dict[str, Any] | None = None
    artifacts: list[Any] | None = None
    withheld: list[Any] | None = None
    parents: list[Any] | None = None


@attrs.frozen(kw_only=True)
class _File:
    cases: tuple[_Case, ...]
    policy: str | None = None
    today: dt.date | None = None


_ANY_TABLE = Kind(lambda value: value, {"type": "object"})
_ANY_LIST = Kind(lambda value: value, {"type": "array"})
_CASE = table(
    {
        "name": TEXT.needed(),
        "expect": words(members(Decision), "decision").needed(),
        "because": several(TEXT),
        "scopes": several(TEXT),
        "license": TEXT,
        "access": words(members(Access), "access"),
        "release": either(
            {str: TEXT, dict: _ANY_TABLE}, "takes a path or a table"
        ),
        "artifacts": _ANY_LIST,
        "withheld": _ANY_LIST,
        "parents": _ANY_LIST,
    },
    _Case,
)

#: The format: how a file is read, and its JSON Schema.
CASES = table(
    {"policy": TEXT, "today": DATE, "cases": tables(_CASE).needed()}, _File
)


def read_cases(path: str) -> Suite:
    """Read a file of cases, and the policy that it tests.

    The policy is the file that ``policy`` names, beside this one, or a
    shipped policy; by default ``x.toml`` for ``x.policy-test.toml``.

    Raises:
        PolicyError: It cannot be read, or breaks the rules of the format.
    """
    path = str(path)
    content = content_of(path)
    file: _File = structured(parse_toml(content, path), CASES, path)
    policy = read_policy(_policy_of(path, file.policy))
    faults: list[str] = []
    cases = []
    for number, case in enumerate(file.cases):
        try:
            _check(case, policy)
            cases.append(_made(case, file, path))
        except Wrong as wrong:
            faults += [f"cases[{number}]{p}: {m}" for p, m in wrong.faults]
    names = [case.name for case in file.cases]
    faults += [
        f"cases[{number}].name: {name!r} is the name of another case too."
        for number, name in enumerate(names)
        if name in names[:number]
    ]
    if not file.cases:
        faults.append("cases: has none. Add one.")
    if faults:
        raise PolicyError(path, tuple(faults))
    return Suite(source=path, policy=policy, cases=tuple(cases))


def _policy_of(path: str, policy: str | None) -> str:
    if policy in SHIPPED:
        return str(policy)
    beside = Path(path)
    return str(
        beside.parent.joinpath(
            policy or beside.name.removesuffix(_ENDING) + ".toml"
        )
    )


def _check(case: _Case, policy: Policy) -> None:
    """Refuse rules and scopes that the policy does not have."""
    known = [rule.id for rule in policy.rules]
    faults = [
        (
            f".because[{number}]",
            f"{rule!r} is no rule of the policy; {unknown(rule, known)}",
        )
        for number, rule in enumerate(case.because)
        if rule not in known
    ]
    scopes = sorted(policy.scopes)
    faults += [
        (
            f".scopes[{number}]",
            f"{scope!r} is no scope of the policy; {unknown(scope, scopes)}",
        )
        for number, scope in enumerate(case.scopes)
        if scope not in scopes
    ]
    if faults:
        raise Wrong(*faults)


def _made(case: _Case, file: _File, path: str) -> Case:
    return Case(
        name=case.name,
        release=_release(case, path),
        expect=case.expect,
        because=case.because,
        scopes=case.scopes,
        today=file.today,
    )


def _release(case: _Case, path: str) -> Release:
    tables = {
        name: value
        for name in ("artifacts", "withheld", "parents")
        if (value := getattr(case, name)) is not None
    }
    if isinstance(case.release, str):
        if tables or case.license or case.access:
            raise Wrong(("", "takes its release from a file; add no more."))
        return _from_file(case.release, path)
    if case.access is not None and case.license is None:
        raise Wrong((".access", "goes with 'license'."))
    head = {"name": case.name} | (case.release or {})
    try:
        release = release_from({"release": head} | tables, "")
    except ManifestError as error:
        raise Wrong(*((f".{fault}", "") for fault in error.faults)) from None
    if case.license is None:
        return release
    weights = _licensed(case.license, case.access, path)
    return attrs.evolve(release, artifacts=[weights, *release.artifacts])


def _licensed(name: str, access: Access | None, path: str) -> Artifact:
    """Return weights that metadata declare to be under a license."""
    found = resolve(name)
    if found.license is None:
        hint = (
            f"did you mean {found.suggestion!r}?" if found.suggestion else ""
        )
        message = f"{name!r} is no license; {hint or 'see openness license.'}"
        raise Wrong((".license", message))
    return Artifact(
        {Component.MODEL_PARAMETERS_FINAL},
        license=found.license,
        access=access or Access.PUBLIC,
        evidence=[Evidence(path, "license")],
    )


def _from_file(name: str, path: str) -> Release:
    """Return the release of a file beside the cases, or of the catalog."""
    beside = Path(path).parent / name
    try:
        return read(str(beside) if beside.exists() else name).release
    except OpennessError as error:
        raise Wrong((".release", str(error))) from None

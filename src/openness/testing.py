"""Tests of policies in Python: assertions and releases to make them on.

    >>> from openness.licenses import Restriction
    >>> from openness.policy import Policy, forbid
    >>> from openness.testing import assert_allowed, assert_denied, licensed
    >>> policy = Policy("p", [forbid(Restriction.NON_COMMERCIAL)])
    >>> assert_allowed(policy, licensed("MIT"))
    >>> assert_denied(
    ...     policy,
    ...     licensed("CC-BY-NC-4.0"),
    ...     because="forbid-non-commercial",
    ... )

Cases can be written in TOML too, see `openness.policy.cases`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from openness import releases
from openness.licenses import catalog, resolve
from openness.lineage import trace
from openness.policy.cases import fault
from openness.policy.policy import Policy
from openness.policy.rules import Decision
from openness.problems import listed, near_miss
from openness.release import (
    Access,
    Artifact,
    Component,
    Evidence,
    Parent,
    Relation,
    Release,
)

__all__ = [
    "assert_allowed",
    "assert_asked",
    "assert_denied",
    "cataloged",
    "derived",
    "every_license",
    "hosted",
    "licensed",
]


def assert_allowed(
    policy: Policy,
    release: Release,
    *,
    because: str | Iterable[str] = (),
    scopes: Iterable[str] = (),
    today: dt.date | None = None,
) -> None:
    """Assert that a policy allows a release.

    Args:
        policy: The policy.
        release: The release.
        because: Rules that it must break all the same, as warnings or notes.
        scopes: The uses that it is checked for.
        today: The day on which waivers must hold; by default today.
    """
    __tracebackhide__ = True
    _assert(Decision.ALLOW, policy, release, because, scopes, today)


def assert_asked(
    policy: Policy,
    release: Release,
    *,
    because: str | Iterable[str],
    scopes: Iterable[str] = (),
    today: dt.date | None = None,
) -> None:
    """Assert that a policy leaves a release to a person."""
    __tracebackhide__ = True
    _assert(Decision.ASK, policy, release, because, scopes, today)


def assert_denied(
    policy: Policy,
    release: Release,
    *,
    because: str | Iterable[str],
    scopes: Iterable[str] = (),
    today: dt.date | None = None,
) -> None:
    """Assert that a policy denies a release, and by which rules.

    Args:
        policy: The policy.
        release: The release.
        because: Rules that it must break; it may break others too.
        scopes: The uses that it is checked for.
        today: The day on which waivers must hold; by default today.
    """
    __tracebackhide__ = True
    _assert(Decision.DENY, policy, release, because, scopes, today)


def _assert(  # noqa: PLR0913, PLR0917  (what all three take)
    expect: Decision,
    policy: Policy,
    release: Release,
    because: str | Iterable[str],
    scopes: Iterable[str],
    today: dt.date | None,
) -> None:
    __tracebackhide__ = True
    rules = [because] if isinstance(because, str) else list(because)
    known = [rule.id for rule in policy.rules]
    for rule in rules:
        if rule not in known:
            meant = near_miss(rule, known) or ", ".join(known)
            message = f"{policy.name} has no rule {rule!r}; it has: {meant}"
            raise LookupError(message)
    ruling = policy.judge(release, scopes=scopes, today=today)
    found = fault(ruling, expect, rules)
    if found is not None:
        raise AssertionError(found)


def licensed(
    license: str | None,
    *,
    on: Component = Component.MODEL_PARAMETERS_FINAL,
    access: Access | None = Access.PUBLIC,
) -> Release:
    """Return a release of one artifact whose metadata declare a license.

    Args:
        license: An identifier of SPDX or the Hub, or an expression; None for
            an artifact without a license.
        on: What the artifact provides.
        access: How it can be had.

    Raises:
        ValueError: The license is none that is known.
    """
    expression = None
    if license is not None:
        found = resolve(license)
        if found.license is None:
            hint = f"; did you mean {found.suggestion!r}?"
            what = f"{license!r} is no license"
            raise ValueError(what + (hint if found.suggestion else ""))
        expression = found.license
    artifact = Artifact(
        {on},
        license=expression,
        access=access,
        evidence=[Evidence("README.md:2", "license")],
    )
    return Release(license or "no license", artifacts=[artifact])


def cataloged(name: str) -> Release:
    """Return a release of the catalog, with the terms of its base models.

    Args:
        name: A name by which the catalog knows it, such as
            ``meta-llama/Llama-3.1-8B``.

    Raises:
        LookupError: The catalog does not know it.
    """
    entry = releases.find(name)
    if entry is None:
        meant = listed(releases.suggestions(name))
        hint = f"; did you mean {meant}?" if meant else ""
        message = f"the catalog has no release {name!r}{hint}"
        raise LookupError(message)
    return trace(entry.card).release


def derived(
    license: str | None,
    *,
    base: str | None,
    relation: Relation | None = Relation.FINETUNE,
) -> Release:
    """Return a release under a license, made from a base under another."""
    release = licensed(license)
    parent = Parent(
        "base",
        relation=relation,
        license=None if base is None else resolve(base).license,
    )
    return Release(
        f"{release.name} on {base or 'an unknown base'}",
        artifacts=release.artifacts,
        parents=[parent],
    )


def hosted() -> Release:
    """Return a release that is only offered as a service."""
    weights = Component.MODEL_PARAMETERS_FINAL
    return Release(
        "hosted",
        artifacts=[Artifact({Component.HOSTED_API}, access=Access.HOSTED)],
        withheld=[weights],
    )


def every_license() -> Iterator[Release]:
    """Return a release under each license that the catalog describes."""
    for id in catalog.ids():
        yield licensed(id)

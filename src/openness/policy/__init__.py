"""Policies: what an organization accepts, as values that can be tested.

A `Policy` is made of `Rule`s, which the functions `require`, `forbid`,
`allow` and `ask` build; it says of a release which of them it breaks.

    >>> from openness import Release
    >>> from openness.licenses import Permission
    >>> from openness.policy import Policy, require
    >>> policy = Policy("product", [require(Permission.COMMERCIAL_USE)])
    >>> [violation.rule for violation in policy.check(Release("silent"))]
    ['require-commercial-use']
"""

from __future__ import annotations

from openness.policy.policy import Policy, Ruling, Violation
from openness.policy.reading import SHIPPED, load, read_policy
from openness.policy.rules import (
    Decision,
    Effect,
    Organization,
    Rule,
    Severity,
    Waiver,
    allow,
    ask,
    forbid,
    require,
)
from openness.policy.subjects import (
    Affords,
    Criterion,
    Evidenced,
    InCategory,
    Labelled,
    LicenseNamed,
    Obtainable,
    Tagged,
    TermsMeet,
    at_least,
)

__all__ = [
    "SHIPPED",
    "Affords",
    "Criterion",
    "Decision",
    "Effect",
    "Evidenced",
    "InCategory",
    "Labelled",
    "LicenseNamed",
    "Obtainable",
    "Organization",
    "Policy",
    "Rule",
    "Ruling",
    "Severity",
    "Tagged",
    "TermsMeet",
    "Violation",
    "Waiver",
    "allow",
    "ask",
    "at_least",
    "forbid",
    "load",
    "read_policy",
    "require",
]

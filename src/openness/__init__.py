"""How open is this AI release, by which definition, and why?

The flow, from a file to an answer:

1. `read` turns a model card or a manifest into a `Card`: a `Release` and the
   `Problem`s of the input. The terms of base models are looked up in the
   catalog of `openness.releases`.
2. A `Release` holds `Artifact`s, each providing `Component`s, with `Access`
   and a license expression; `openness.licenses` knows the terms.
3. `classify` judges it by a definition from `openness.frameworks` and
   returns a `Verdict`: label, `Category`, `Finding`s with their `Outcome`.
4. A `Policy` says which of its rules a release breaks; see
   `openness.policy`.

    >>> from openness import Access, Artifact, Component, Release, classify
    >>> weights = Artifact(
    ...     {Component.MODEL_PARAMETERS_FINAL},
    ...     license="Apache-2.0",
    ...     access=Access.PUBLIC,
    ... )
    >>> verdict = classify(Release("demo", artifacts=[weights]))
    >>> verdict.category.value, verdict.terms_on_weights.value
    ('open-weight', 'open')

Names load when they are first used, so that the import stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openness.definition import Category
    from openness.frameworks import classify
    from openness.lineage import read
    from openness.outcome import Outcome
    from openness.policy import Policy
    from openness.problems import Problem
    from openness.readers import Card
    from openness.release import (
        Access,
        Artifact,
        Component,
        Evidence,
        Parent,
        Release,
        Withheld,
    )
    from openness.verdict import Finding, Verdict

__all__ = [
    "Access",
    "Artifact",
    "Card",
    "Category",
    "Component",
    "Evidence",
    "Finding",
    "Outcome",
    "Parent",
    "Policy",
    "Problem",
    "Release",
    "Verdict",
    "Withheld",
    "classify",
    "read",
]

__version__ = "0.1.0"

_HOMES = {
    "Access": "release",
    "Artifact": "release",
    "Card": "readers",
    "Category": "definition",
    "Component": "release",
    "Evidence": "release",
    "Finding": "verdict",
    "Outcome": "outcome",
    "Parent": "release",
    "Policy": "policy",
    "Problem": "problems",
    "Release": "release",
    "Verdict": "verdict",
    "Withheld": "release",
    "classify": "frameworks",
    "read": "lineage",
}
_MODULES = {
    "errors",
    "frameworks",
    "licenses",
    "lineage",
    "policy",
    "readers",
    "releases",
    "reports",
}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"openness.{name}")
    if name not in _HOMES:
        message = f"module 'openness' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"openness.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, *_MODULES, "__version__"])

"""What licenses permit, require and forbid."""

from __future__ import annotations

from openness.licenses.catalog import LicenseText, choices, text
from openness.licenses.criteria import OPEN, TermsCriterion
from openness.licenses.expression import parse
from openness.licenses.names import Resolution, resolve, resolve_url
from openness.licenses.terms import (
    Condition,
    Fact,
    Limitation,
    Permission,
    Restriction,
    Terms,
)

__all__ = [
    "OPEN",
    "Condition",
    "Fact",
    "LicenseText",
    "Limitation",
    "Permission",
    "Resolution",
    "Restriction",
    "Terms",
    "TermsCriterion",
    "choices",
    "parse",
    "resolve",
    "resolve_url",
    "text",
]

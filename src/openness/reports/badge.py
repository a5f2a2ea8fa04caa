"""Badges: the JSON of an endpoint badge, and an SVG of our own.

The JSON is what https://shields.io/badges/endpoint-badge reads, version 1.
"""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

import attrs

from openness._terminal import printable
from openness.definition import Category
from openness.policy import Decision, Ruling
from openness.verdict import Verdict

__all__ = ["Badge", "as_json", "as_svg", "of_ruling", "of_verdict"]


@attrs.frozen
class Badge:
    """Two words and a color.

    Attributes:
        label: What it is about.
        message: What is so.
        color: A color by its CSS name or as ``#rrggbb``.
    """

    label: str
    message: str
    color: str


_GREEN, _BLUE, _ORANGE, _RED, _GREY = (
    "#2e7d32",
    "#1565c0",
    "#b85c00",
    "#c62828",
    "#616161",
)
_CATEGORIES = {
    Category.OPEN_SOURCE: _GREEN,
    Category.OPEN_WEIGHT: _BLUE,
    Category.PROPRIETARY: _RED,
}
_DECISIONS = {
    Decision.ALLOW: ("allowed", _GREEN),
    Decision.ASK: ("ask", _ORANGE),
    Decision.DENY: ("denied", _RED),
}


def of_verdict(verdict: Verdict) -> Badge:
    """Return the badge of a verdict."""
    named = verdict.framework
    label = "openness" if named == "spectrum-1.0" else named
    color = _GREY
    if verdict.category is not None:
        color = _CATEGORIES.get(verdict.category, _GREY)
    return Badge(label, verdict.label, color)


def of_ruling(ruling: Ruling) -> Badge:
    """Return the badge of a policy's ruling."""
    message, color = _DECISIONS[ruling.decision]
    return Badge(ruling.policy, message, color)


def as_json(badge: Badge) -> str:
    """Render a badge for an endpoint."""
    return json.dumps(
        {
            "schemaVersion": 1,
            "label": badge.label,
            "message": badge.message,
            "color": badge.color,
        }
    )


_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" \
role="img" aria-label="{title}">
 <title>{title}</title>
 <rect width="{width}" height="20" rx="3" fill="#444"/>
 <path d="M{left} 0h{square}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{square}z" \
fill="{color}"/>
 <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" \
text-anchor="middle">
  <text x="{label_at}" y="14" textLength="{label_width}">{label}</text>
  <text x="{message_at}" y="14" textLength="{message_width}">{message}</text>
 </g>
</svg>
"""


def as_svg(badge: Badge) -> str:
    """Render a badge as a picture of its own, without a service."""
    label, message = printable(badge.label), printable(badge.message)
    label_width, message_width = _width(label), _width(message)
    left, right = label_width + 10, message_width + 10
    quoted = {'"': "&quot;"}
    return _SVG.format(
        width=left + right,
        title=escape(f"{label}: {message}", quoted),
        left=left,
        square=right - 3,
        color=escape(badge.color, quoted),
        label_at=left / 2,
        label_width=label_width,
        label=escape(label),
        message_at=left + right / 2,
        message_width=message_width,
        message=escape(message),
    )


def _width(words: str) -> int:
    """Return about how wide words are at 11 pixels; the text is fitted."""
    narrow = sum(c in "ijlftr.,:;'|!I()[] -" for c in words)
    return max(7 * len(words) - 3 * narrow, 1)

"""A release as a manifest, ``release.toml``; the reader's other half."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import Enum
from typing import Any

import attrs

from openness.release import Access, Release

__all__ = ["as_toml"]

_TABLES = ("artifacts", "withheld", "parents", "claims")


def as_toml(release: Release) -> str:
    """Render a release as a manifest that reads back as the same release."""
    head = attrs.fields(Release)
    lines = ["[release]"]
    lines += _pairs(release, [f.name for f in head if f.name not in _TABLES])
    for table in _TABLES:
        for item in getattr(release, table):
            lines += ["", f"[[{table}]]"]
            lines += _pairs(item, [f.name for f in attrs.fields(type(item))])
    return "\n".join(lines) + "\n"


def _pairs(item: Any, names: list[str]) -> Iterator[str]:
    """Yield what is not as it would be if left out."""
    defaults = {f.name: f.default for f in attrs.fields(type(item))}
    for name in names:
        value = getattr(item, name)
        if value is not None and value != defaults[name]:
            yield f"{name} = {_value(value)}"


def _value(value: Any) -> str:
    match value:
        case Access():
            words = _text(str(value))
        case Enum():
            words = _text(value.value)
        case bool() | float():
            words = repr(value).lower()
        case frozenset():
            words = f"[{', '.join(sorted(map(_value, value)))}]"
        case tuple():
            words = f"[{', '.join(map(_inline, value))}]"
        case _:
            words = _text(value)
    return words


def _inline(item: Any) -> str:
    names = [f.name for f in attrs.fields(type(item))]
    return f"{{ {', '.join(_pairs(item, names))} }}"


def _text(words: str) -> str:
    # JSON's escapes are TOML's; TOML wants this one escaped, too.
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007F")

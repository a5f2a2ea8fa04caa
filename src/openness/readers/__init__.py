"""Readers: one module a format; each gives a `Card`."""

from __future__ import annotations

import re
import sys
from os.path import splitext

from openness.errors import ReadError
from openness.readers._text import LARGEST, Text, decode, read_bytes
from openness.readers.card import Card
from openness.readers.hub_card import read_hub_card

__all__ = ["Card", "read", "read_plain", "read_text"]

_MANIFEST = re.compile(r"^\s*\[release\]", re.MULTILINE)
_CARDS = {".md", ".markdown", ".mdx", ".txt", ""}


def read(path: str) -> Card:
    """Read one input.

    Args:
        path: A model card, a release manifest (``.toml``), or ``-`` for
            standard input.

    Returns:
        The release and the problems of the input.

    Raises:
        ReadError: It cannot be read at all.
        ManifestError: It is a manifest that breaks the rules of the format.
    """
    path = str(path)
    if path == "-":
        raw = sys.stdin.buffer.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise ReadError("-", "is too large", "Give one card at a time.")
        return read_text(decode(raw, "-"))
    return read_text(decode(read_bytes(path), path))


def read_plain(path: str) -> str:
    """Return the text of a file, such as a license.

    Raises:
        ReadError: It cannot be read at all.
    """
    return decode(read_bytes(path), path).content


def read_text(text: Text) -> Card:
    """Read an input that is already in memory; see `read`."""
    suffix = splitext(text.source)[1].lower()
    if suffix == ".toml" or (
        text.source == "-" and _MANIFEST.search(text.content)
    ):
        from openness.readers.manifest import read_manifest

        return read_manifest(text)
    if suffix not in _CARDS:
        raise ReadError(
            text.source,
            f"{suffix!r} is no format that can be read",
            "Name a model card (.md) or a release manifest (.toml).",
        )
    return read_hub_card(text)

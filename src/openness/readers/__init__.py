"""Readers: one module a format; each gives a `Card`."""

from __future__ import annotations

import re
import sys
from os.path import basename, dirname, isfile, join, splitext

from openness.errors import ReadError
from openness.readers._text import LARGEST, Text, decode, read_bytes
from openness.readers.card import Card
from openness.readers.hub_card import read_hub_card

__all__ = ["Card", "read", "read_plain", "read_text"]

_MANIFEST = re.compile(r"^\s*\[release\]", re.MULTILINE)
_MOF = re.compile(
    r"^framework:\s+name:\s*['\"]?Model Openness Framework", re.MULTILINE
)
_OSAI_INDEX = re.compile(r"^system:\s", re.MULTILINE)
_CARDS = {".md", ".markdown", ".mdx", ".txt", ""}
_RECORDS = {".yml", ".yaml"}
#: A license for the model goes before one for the repository.
_LICENSE_FILES = tuple(
    stem + ending
    for stem in (
        "LICENSE-MODEL",
        "LICENSE_MODEL",
        "MODEL_LICENSE",
        "LICENSE",
        "LICENCE",
        "COPYING",
    )
    for ending in ("", ".md", ".txt")
)


def read(path: str) -> Card:
    """Read one input, and what lies beside a README.md.

    That is ``adapter_config.json`` and the license file.

    Args:
        path: A model card, a release manifest (``.toml``), a record of the
            Model Openness Framework or of the European Open Source AI Index
            (``.yml``), or ``-`` for standard input.

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
    card = read_text(decode(read_bytes(path), path))
    if path.endswith("README.md") and basename(path) == "README.md":
        return _with_neighbors(card, dirname(path))
    return card


def _with_neighbors(card: Card, folder: str) -> Card:
    """Return a card with what the files beside it add."""
    adapter = join(folder, "adapter_config.json")
    if isfile(adapter):
        from openness.readers.adapter_config import with_base

        card = with_base(card, adapter)
    for name in _LICENSE_FILES:
        path = join(folder, name)
        if isfile(path):
            from openness.readers.license_file import with_license

            return with_license(card, path)
    return card


def read_plain(path: str) -> str:
    """Return the text of a file, such as a license.

    Raises:
        ReadError: It cannot be read at all.
    """
    return decode(read_bytes(path), path).content


def read_text(text: Text) -> Card:
    """Read an input that is already in memory; see `read`."""
    suffix = splitext(text.source)[1].lower()
    unnamed = text.source == "-"
    if suffix == ".toml" or (unnamed and _MANIFEST.search(text.content)):
        from openness.readers.manifest import read_manifest

        return read_manifest(text)
    if suffix in _RECORDS or unnamed:
        if _MOF.search(text.content):
            from openness.readers.mof_record import read_mof

            return read_mof(text)
        if _OSAI_INDEX.search(text.content):
            from openness.readers.osai_record import read_osai_index

            return read_osai_index(text)
    if suffix in _RECORDS:
        raise ReadError(
            text.source,
            "is neither a record of the Model Openness Framework nor of the "
            "European Open Source AI Index",
            "Give it 'framework: name: Model Openness Framework', or "
            "'system:' and the dimensions of the index.",
        )
    if suffix not in _CARDS:
        raise ReadError(
            text.source,
            f"{suffix!r} is no format that can be read",
            "Name a model card (.md), a release manifest (.toml), or a "
            "record (.yml).",
        )
    return read_hub_card(text)

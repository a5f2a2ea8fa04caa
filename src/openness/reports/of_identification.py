"""What license files were found to be, as text, JSON and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from openness._terminal import printable
from openness.licenses.identify import Identification

__all__ = ["json_of", "markdown_lines", "text_lines"]


def text_lines(path: str, found: Identification) -> Iterator[str]:
    """Render what one file is as lines of plain text."""
    yield f"{printable(path)}: {_sentence(found)}"
    if found.kind == "near":
        for match in found.matches:
            yield f"  {match.license}: {match.overlap:.0%} in common"
    if found.added:
        yield f"  not in {found.matches[0].license}:"
        for passage in found.added:
            yield f"    {printable(passage)}"
    yield ""


def markdown_lines(path: str, found: Identification) -> Iterator[str]:
    """Render what one file is as lines of Markdown."""
    yield f"# {_escaped(path)}"
    yield ""
    yield f"{_sentence(found)}."
    yield ""
    if found.kind == "near":
        yield "| license | in common |"
        yield "| --- | --- |"
        for match in found.matches:
            yield f"| `{match.license}` | {match.overlap:.0%} |"
        yield ""
    if found.added:
        yield f"Not in `{found.matches[0].license}`:"
        yield ""
        for passage in found.added:
            yield f"> {_escaped(passage)}"
            yield ">"
        yield ""


def json_of(path: str, found: Identification) -> dict[str, Any]:
    """Render what one file is as plain data."""
    return {
        "path": path,
        "kind": found.kind,
        "matches": [
            {
                "license": match.license,
                "overlap": round(match.overlap, 4),
                "contained": round(match.contained, 4),
            }
            for match in found.matches
        ],
        "added": list(found.added),
    }


def _escaped(words: str) -> str:
    """Return words of a file as Markdown shows them, and no more."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", printable(words))


def _sentence(found: Identification) -> str:
    names = " or ".join(match.license for match in found.matches)
    if found.kind == "exact":
        return f"exact, the text of {names}"
    if found.kind == "near":
        return (
            f"near {found.matches[0].license}, and not its text; "
            "nothing follows for the terms but by reading it"
        )
    return "none of the texts that are known"

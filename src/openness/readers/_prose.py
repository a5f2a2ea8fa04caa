"""What a text says of its license outside the front matter.

Prose is no declaration: nothing here becomes a fact of a release. It only
lets a problem say where somebody who looks for the license will find it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from openness.licenses._names import NAMES
from openness.licenses._spdx import LICENSES
from openness.licenses.names import resolve
from openness.problems import Problem, shown
from openness.readers._text import Text

__all__ = ["license_in_prose"]

#: A line such as "**License:** MIT", "| License | MIT |", "**License** MIT".
_LABEL = re.compile(
    r"[\s>*_|`-]*(?:[a-z]+\s)?licen[sc]e\s*"
    r"(?:[*_`]*\s*[:\uff1a|]|\*\*|__)\s*(?P<rest>.+)",
    re.IGNORECASE,
)
#: A heading such as "## License" or "## 7. License".
_HEADING = re.compile(
    r"\s*#+[^a-z]*(?:[a-z]+\s)?(?:licen[sc]e|\u534f\u8bae|\u8bb8\u53ef)",
    re.IGNORECASE,
)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_TAG = re.compile(r"</?[a-z][^>\n]*>", re.IGNORECASE)
#: Plain searches: an expression that ignores case takes thirty times as long.
_WORDS = ("icen", "ICEN", "\u534f\u8bae", "\u8bb8\u53ef")
_FENCES = ("```", "~~~")
#: What templates say where nobody filled them in.
_BLANK = {"more information needed", "needs more information", "n/a", "none"}
#: A text that says the word more often is about licenses.
_MOST = 40


def license_in_prose(text: Text, start: int) -> Problem | None:
    """Return the first place that states a license, as a problem.

    Args:
        text: The whole text.
        start: Where its front matter ends.
    """
    content = text.content
    for place in sorted(set(_lines(content, start))):
        found = _stated(content, place)
        if found is None or _in_code(content, place):
            continue
        where, said = found
        if said and said.strip("[]").lower() not in _BLANK:
            return _problem(text.where(where), said)
    return None


def _lines(content: str, start: int) -> Iterator[int]:
    """Return where lines begin that have one of the words."""
    for word in _WORDS:
        place = start - 1
        for _ in range(_MOST):
            place = content.find(word, place + 1)
            if place == -1:
                break
            yield content.rfind("\n", 0, place) + 1


def _stated(content: str, begin: int) -> tuple[int, str] | None:
    """Return what a line, or the section that it heads, states, and where."""
    line = _line(content, begin)
    label = _LABEL.fullmatch(line)
    if label is not None:
        return begin, _plain(label["rest"])
    if _HEADING.match(line) is None:
        return None
    # The next line that is not empty.
    following = re.compile(r"\s*").match(content, begin + len(line))
    begin = following.end() if following else len(content)
    line = _line(content, begin)
    if line.startswith(("#", *_FENCES)):
        return None
    label = _LABEL.fullmatch(line)
    return begin, _plain(label["rest"] if label else line)


def _line(content: str, begin: int) -> str:
    end = content.find("\n", begin)
    return content[begin : end if end != -1 else len(content)].rstrip()


def _problem(where: str, said: str) -> Problem:
    name = _on_the_hub(resolve(said).license)
    todo = f" as {name!r}" if name else ""
    return Problem(
        where,
        "license-in-prose",
        f"the text says of its license {shown(said)}; prose was not taken "
        f"for a declaration. If it holds, declare it in the front matter"
        f"{todo}.",
    )


@lru_cache(maxsize=256)
def _on_the_hub(license: str | None) -> str | None:
    """Return what the Hub calls a license: most by the SPDX id, in lower case.

    Source: https://huggingface.co/docs/hub/repositories-licenses.
    """
    for name, (how, meant) in NAMES.items():
        if how == "hub-id" and meant == license:
            return name
    listed = license is not None and license.lower() in LICENSES
    return license.lower() if license and listed else None


def _plain(markup: str) -> str:
    """Return the words of a line of Markdown."""
    words = _TAG.sub("", _LINK.sub(r"\1", markup))
    return words.strip(" \t\r*_`|<>\"'.")


def _in_code(content: str, place: int) -> bool:
    """Return whether a place stands in a fenced block of code."""
    before = f"\n{content[:place]}"
    return any(before.count(f"\n{fence}") % 2 for fence in _FENCES)

"""What a text says of its license outside the front matter.

Prose is no declaration: nothing here becomes a fact of a release. It only
lets a problem say where somebody who looks for the license will find it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from openness.licenses.names import resolve
from openness.problems import Problem, shown
from openness.readers._text import Text

__all__ = ["license_in_prose"]

#: A line such as "**License:** MIT", "| License | MIT |" or "## License".
_LINE = re.compile(
    r"[\s#>*_|`-]*(?:[a-z]+\s)?licen[sc]e[\s*_`|]*(?:[:\uff1a|]\s*(?P<rest>.+)|$)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\s*#+\s")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
#: Plain searches: an expression that ignores case takes thirty times as long.
_WORDS = ("icen", "ICEN")
_FENCE = ("```", "~~~")
#: A text that says the word more often is about licenses.
_MOST = 40


def license_in_prose(text: Text, start: int) -> Problem | None:
    """Return the first line that states a license, as a problem.

    Args:
        text: The whole text.
        start: Where its front matter ends.
    """
    content = text.content
    for place in sorted(_places(content, start)):
        begin = content.rfind("\n", 0, place) + 1
        end = content.find("\n", place)
        line = content[begin : end if end != -1 else len(content)]
        match = _LINE.fullmatch(line.rstrip())
        if match is None or _in_code(content, begin):
            continue
        said = _plain(match["rest"] or "")
        if not said and _HEADING.match(line) and end != -1:
            said = _plain(_next(content[end : end + 400]))
        if said:
            return _problem(text.where(begin), said)
    return None


def _places(content: str, start: int) -> Iterator[int]:
    for word in _WORDS:
        place = start
        for _ in range(_MOST):
            place = content.find(word, place + 1)
            if place == -1:
                break
            yield place


def _problem(where: str, said: str) -> Problem:
    license = resolve(said).license
    todo = (
        f"declare it in the front matter, as {license!r}"
        if license
        else "declare it in the front matter"
    )
    return Problem(
        where,
        "license-in-prose",
        f"the text says of its license {shown(said)}; prose was not taken "
        f"for a declaration. If it holds, {todo}.",
    )


def _plain(markup: str) -> str:
    """Return the words of a line of Markdown."""
    return _LINK.sub(r"\1", markup).strip(" \t\r*_`|<>\"'.")


def _next(following: str) -> str:
    """Return the next line that is not empty, unless it is a heading."""
    lines = (line.strip() for line in following.splitlines())
    line = next(filter(None, lines), "")
    return "" if line.startswith(("#", *_FENCE)) else line


def _in_code(content: str, place: int) -> bool:
    """Return whether a place stands in a fenced block of code."""
    before = f"\n{content[:place]}"
    return any(before.count(f"\n{fence}") % 2 for fence in _FENCE)

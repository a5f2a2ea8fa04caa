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

_NAME = r"(?:(?:model|weights?)\s+)?licen[sc](?:es?|ing)"
#: A line such as "**License:** MIT", "| License | MIT |", "**License** MIT".
_LABEL = re.compile(
    rf"[\s>*_|`-]*{_NAME}(?:[*_`]*\s*[:\uff1a|]|\*\*|__)\s*(?P<rest>.+)",
    re.IGNORECASE,
)
#: A heading such as "## License", "## 7. License Information".
_HEADING = re.compile(
    rf"\s*\#{{1,6}}\s+(?:\d+\.?\s*)?[*_]*(?:{_NAME}"
    r"(?:\s+(?:agreement|information|terms|notice))?"
    r"|(?:\u4f7f\u7528|\u8bb8\u53ef|\u5f00\u6e90|\u6a21\u578b)?\u534f\u8bae|\u8bb8\u53ef\u8bc1?)"
    r"(?:\s*[(\uff08][^)\uff09]{0,60}[)\uff09])?[\s*_:#]*",
    re.IGNORECASE,
)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_TAG = re.compile(r"</?[a-z][^>\n]*>", re.IGNORECASE)
#: What tells nothing: a comment, a rule, the head of a table, a holder of
#: the copyright, and what templates say where nobody filled them in.
_NOTHING = re.compile(
    r"<!--.*|[-=*_|: ]*|(?:copyright|\(c\)|\u00a9).*|\[?(?:n/?a|none|tbd|todo"
    r"|unknown|other|more information needed|needs more information)\]?\.?",
    re.IGNORECASE,
)
#: Plain searches: an expression that ignores case takes thirty times as long.
_WORDS = ("icens", "icenc", "ICENS", "ICENC", "\u534f\u8bae", "\u8bb8\u53ef")
_FENCES = ("\n```", "\n~~~")
#: A text that says the word more often is about licenses.
_MOST = 40
#: Nobody states a license further on in a line.
_LONGEST = 500


def license_in_prose(text: Text, start: int) -> Problem | None:
    """Return the first place that states a license, as a problem.

    Args:
        text: The whole text.
        start: Where its front matter ends.
    """
    content = text.content
    for begin in sorted(set(_lines(content, start))):
        found = _stated(content, begin)
        if found is None or _in_code(content, start, begin):
            continue
        where, said = found
        if not _NOTHING.fullmatch(said):
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
        head = line.lstrip().startswith("|") and re.match(
            r"\s*\|?[\s:-]*-", _line(content, _after(content, begin))
        )
        return None if head else (begin, _plain(label["rest"]))
    if _HEADING.fullmatch(line) is None:
        return None
    begin = _after(content, begin)
    while begin < len(content) and not _line(content, begin).strip():
        begin = _after(content, begin)
    line = _line(content, begin)
    if line.startswith(("#", "```", "~~~")):
        return None
    label = _LABEL.fullmatch(line)
    return begin, _plain(label["rest"] if label else line)


def _line(content: str, begin: int) -> str:
    """Return the line that begins somewhere, as far as it is looked at."""
    end = content.find("\n", begin, begin + _LONGEST)
    return content[begin : end if end != -1 else begin + _LONGEST].rstrip()


def _after(content: str, begin: int) -> int:
    """Return where the next line begins."""
    end = content.find("\n", begin)
    return len(content) if end == -1 else end + 1


def _problem(where: str, said: str) -> Problem:
    # Asked for by few cards, and its list is long.
    from openness.licenses.hub import hub_id

    license = resolve(said).license
    name = hub_id(license) if license else None
    todo = f" as {name!r}" if name else ""
    return Problem(
        where,
        "license-in-prose",
        f"the text says of its license {shown(said)}; prose was not taken "
        "for a declaration. If it holds, declare it in the front matter"
        f"{todo}.",
    )


def _plain(markup: str) -> str:
    """Return the words of a line of Markdown."""
    words = _TAG.sub("", _LINK.sub(r"\1", markup))
    return words.strip(" \t\r*_`|>\"'.")


def _in_code(content: str, start: int, place: int) -> bool:
    """Return whether a place stands in a fenced block of code."""
    start = max(start - 1, 0)
    return any(
        (content.count(fence, start, place) + content.startswith(fence[1:]))
        % 2
        for fence in _FENCES
    )

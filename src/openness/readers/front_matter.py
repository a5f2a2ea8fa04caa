"""Front matter: the YAML block at the head of a model card.

The block is found as the Hub finds it. Only the wanted keys are taken out of
it, by cutting the block at its top-level keys: what stands under the others,
up to 700 kB in real cards, is never parsed. Plain scalars and lists of them
are read here, everything else by PyYAML, with the same values.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import attrs

from openness.problems import Problem
from openness.readers._text import Text

__all__ = ["Field", "FrontMatter", "read_front_matter"]

# The Hub's own expression, cut in two so that it runs in linear time:
# ^(\s*---[\r\n]+)([\S\s]*?)([\r\n]+---(\r\n|\r|\n|$))
_OPENING = re.compile(r"\s*---[\r\n]+")
_CLOSING = re.compile(r"[\r\n]+---(?:[\r\n]|\Z)")

# A top-level key, plain or quoted, at the start of a line.
_KEY = re.compile(
    r"^(?:([A-Za-z_][^\s:#'\"]*)|\"([^\"\\\n]+)\"|'([^'\n]+)')"
    r"[ \t]*:(?=[ \t\r\n]|\Z)",
    re.MULTILINE,
)
# A line at column 0 that is no such key, no list item and no comment.
_STRAY = re.compile(
    r"^(?![A-Za-z_][^\s:#'\"]*[ \t]*:(?:[ \t\r\n]|\Z)|[\"'][^\n]*:"
    r"|-[ \t\r\n]|[ #\r\n]|\Z)",
    re.MULTILINE,
)
_PLAIN = re.compile(r"[A-Za-z][\w.+/-]*(?: [\w.+/()-]+)*")
_FLOW = re.compile(r"\[([^\[\]{}#&*!|>'\"\r\n]*)\]")
_COMMENT = re.compile(r"[ \t]#[^\r\n]*")
#: A merge key: a chain of them can grow without bound.
_MERGE = re.compile(r"<<[ \t]*:")
#: Plain words that YAML 1.1 does not read as strings.
_NOT_TEXT = {"yes", "no", "true", "false", "on", "off", "null", "y", "n"}
#: More nesting than this is refused: PyYAML's C loader overruns its stack.
_DEEPEST = 1000


@attrs.frozen
class Field:
    """One value of the front matter.

    Attributes:
        name: Its key.
        value: Its value, as PyYAML would give it.
        where: ``source:line`` of the key.
    """

    name: str
    value: Any
    where: str


@attrs.frozen
class FrontMatter:
    """What was read of a front matter.

    Attributes:
        fields: The wanted fields, by key.
        keys: Every top-level key and its place, also the unwanted.
        problems: What could not be taken at its word.
    """

    fields: dict[str, Field]
    keys: dict[str, str]
    problems: tuple[Problem, ...]


def read_front_matter(
    text: Text, wanted: Callable[[str], bool]
) -> FrontMatter | None:
    """Read the wanted fields of a front matter.

    Args:
        text: The whole card.
        wanted: Says which keys are wanted.

    Returns:
        None if the text has no front matter.
    """
    span = _span(text.content)
    return None if span is None else _Reader(text, *span).read(wanted)


def _span(content: str) -> tuple[int, int] | None:
    opening = _OPENING.match(content)
    if opening is None:
        return None
    start = opening.end()
    closing = _CLOSING.search(content, start)
    if closing is None:
        # Newlines that the opening took may belong to the closing.
        start = content.index("---", opening.start()) + 4
        closing = _CLOSING.search(content, start)
    return None if closing is None else (start, closing.start())


class _Reader:
    """One reading of one block."""

    def __init__(self, text: Text, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.block = text.content[start:end]
        if "\r" in self.block and "\n" not in self.block:
            self.block = self.block.replace("\r", "\n")
        self.problems: list[Problem] = []

    def read(self, wanted: Callable[[str], bool]) -> FrontMatter:
        keys = [
            (match[1] or match[2] or match[3], match.start(), match.end())
            for match in _KEY.finditer(self.block)
        ]
        whole = self.whole() if self.odd(keys) else None
        fields: dict[str, Field] = {}
        for number, (name, start, end) in enumerate(keys):
            if not wanted(name):
                continue
            if name in fields:
                self.problem(
                    "duplicate-key",
                    start,
                    f"{name!r} is given again; the last one is read, the Hub "
                    "refuses both. Keep one.",
                )
            if whole is not None:
                if name not in whole:
                    continue
                value = whole[name]
            else:
                stop = (
                    keys[number + 1][1]
                    if number + 1 < len(keys)
                    else len(self.block)
                )
                value = self.value(name, self.block[end:stop], start)
                if value is _UNREADABLE:
                    fields.pop(name, None)
                    continue
            fields[name] = Field(name, value, self.where(start))
        places = {name: self.where(start) for name, start, _ in keys}
        for name in whole or ():
            # Keys that do not start their line: indented, or in braces.
            if isinstance(name, str) and name not in places:
                places[name] = self.where(max(self.block.find(name), 0))
                if wanted(name) and whole is not None:
                    value = whole[name]
                    fields[name] = Field(name, value, places[name])
        return FrontMatter(fields, places, tuple(self.problems))

    def odd(self, keys: list[tuple[str, int, int]]) -> bool:
        """Return whether the block is more than keys at column 0."""
        first = self.block[: keys[0][1]] if keys else self.block
        return bool(_COMMENT.sub("", "\n" + first).strip()) or bool(
            _STRAY.search(self.block)
        )

    def whole(self) -> dict[Any, Any] | None:
        """Parse the whole block; None if that does not give a mapping."""
        value = self.yaml(self.block, 0)
        if value is _UNREADABLE:
            return None
        if not isinstance(value, dict):
            self.problem(
                "invalid-yaml",
                0,
                "the front matter is not a mapping of keys to values. "
                "Write 'key: value' lines.",
            )
            return {}
        return value

    def value(self, name: str, rest: str, start: int) -> Any:
        """Read what follows a key and its colon."""
        simple = _simple(rest)
        if simple is not _UNREADABLE:
            return simple
        if "*" in rest and (whole := self.yaml(self.block, start)):
            return whole.get(name) if isinstance(whole, dict) else _UNREADABLE
        parsed = self.yaml(f"k:{rest}", start)
        return parsed["k"] if isinstance(parsed, dict) else _UNREADABLE

    def yaml(self, source: str, start: int) -> Any:
        """Parse YAML with PyYAML, bounded; a failure is a problem."""
        if _too_deep(source) or _MERGE.search(source):
            self.problem(
                "invalid-yaml",
                start,
                "the front matter is nested too deeply or uses merge keys; "
                "it was not read. Write plain values.",
            )
            return _UNREADABLE
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            return yaml.load(source, Loader=loader)  # noqa: S506  (a safe loader)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            self.not_yaml(error, start)
            return _UNREADABLE

    def not_yaml(self, error: Exception, start: int) -> None:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "it cannot be parsed"
        if mark is not None and mark.line:
            lines = self.block[start:].split("\n")[: mark.line]
            start += sum(len(line) + 1 for line in lines)
        self.problem(
            "invalid-yaml",
            min(start, len(self.block)),
            f"the front matter is not valid YAML: {what}. Mend it; the Hub "
            "reads none of it.",
        )

    def problem(self, kind: str, offset: int, message: str) -> None:
        problem = Problem(self.where(offset), kind, message)
        if problem not in self.problems:
            self.problems.append(problem)

    def where(self, offset: int) -> str:
        return self.text.where(self.start + offset)


_UNREADABLE: Any = object()


def _simple(rest: str) -> Any:
    """Read a plain scalar or a list of them; `_UNREADABLE` if it is more."""
    if "\n" not in rest[:-1].rstrip("\r\n"):
        return _scalar(rest.strip(" \t\r\n"))
    first, _, others = rest.partition("\n")
    if first.strip():
        if others.strip():
            return _UNREADABLE
        return _scalar(first.strip(" \t\r\n"))
    items = []
    indent = None
    for line in others.split("\n"):
        bare = line.strip(" \t\r")
        if not bare:
            continue
        column = len(line) - len(line.lstrip(" "))
        if indent is None:
            indent = column
        if column != indent or not bare.startswith("- "):
            return _UNREADABLE
        item = _word(bare[2:].strip(" \t"))
        if item is _UNREADABLE:
            return _UNREADABLE
        items.append(item)
    return items or None


def _scalar(words: str) -> Any:
    if not words:
        return None
    flow = _FLOW.fullmatch(words)
    if flow is None:
        return _word(words)
    items = [_word(item.strip(" \t")) for item in flow[1].split(",")]
    if any(item is _UNREADABLE for item in items):
        return _UNREADABLE
    return items


def _word(words: str) -> Any:
    if _PLAIN.fullmatch(words) and words.lower() not in _NOT_TEXT:
        return words
    if len(words) > 1 and words[0] in "\"'" and words[-1] == words[0]:
        inside = words[1:-1]
        if words[0] not in inside and "\\" not in inside:
            return inside
    return _UNREADABLE


def _too_deep(source: str) -> bool:
    """Return whether nesting may exceed the bound; never says no wrongly."""
    brackets = source.count("[") + source.count("{")
    if brackets > _DEEPEST:
        return True
    return any(
        len(line)
        - len(line.lstrip(" "))
        + line.count("- ")
        + line.count("? ")
        + brackets
        > _DEEPEST
        for line in (source.split("\n") if len(source) > _DEEPEST else ())
    )

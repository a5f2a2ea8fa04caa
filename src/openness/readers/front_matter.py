"""Front matter: the YAML block at the head of a model card.

The block is found as the Hub finds it. Only the wanted keys are taken out of
it, by cutting the block at its top-level keys: what stands under the others,
up to 700 kB in real cards, is never parsed. Plain scalars and lists of them
are read here, everything else by PyYAML, with the same values.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from openness.problems import Problem
from openness.readers._text import Text

__all__ = ["Field", "FrontMatter", "read_front_matter", "too_deep"]

_OPENING = re.compile(r"\s*---[\r\n]+")

# The block is searched with a newline put before it: a fixed first character
# makes these expressions several times faster than ^ does.
# What stands at column 0, but for list items and comments: a top-level key,
# plain or quoted, or something else.
_COLUMN_0 = re.compile(
    r"\n(?:(?:([A-Za-z_][^\s:#'\"]*)|\"([^\"\\\n]+)\"|'([^'\n]+)')"
    r"[ \t]*:(?=[ \t\r\n]|\Z)|([^ \r\n#-]|-[^ \r\n]))",
)
_SOMETHING_ELSE = 4
_PLAIN = re.compile(
    r"[A-Za-z][\w.+/-]*(?: [\w.+/()-]+)*|https?://[\w.+/()%?=&~#-]+"
)
_FLOW = re.compile(r"\[([^\[\]{}#&*!|>'\"\r\n]*)\]")
_COMMENT = re.compile(r"\n[ \t]*#[^\r\n]*")
#: A merge key: a chain of them can grow without bound.
_MERGE = re.compile(r"<<[ \t]*:")
#: Plain words that YAML 1.1 does not read as strings.
_NOT_TEXT = {"yes", "no", "true", "false", "on", "off", "null", "y", "n"}
#: More nesting than this is refused: PyYAML's C loader overruns its stack.
_DEEPEST = 1000


class Field(NamedTuple):
    """One value of the front matter.

    Attributes:
        name: Its key.
        value: Its value, as PyYAML would give it.
        where: ``source:line`` of the key.
    """

    name: str
    value: Any
    where: str


class FrontMatter(NamedTuple):
    """What was read of a front matter.

    Attributes:
        fields: The wanted fields, by key.
        keys: The offset in `text` of every top-level key, also of the
            unwanted.
        end: The offset at which the block ends.
        problems: What could not be taken at its word.
        text: The text that was read.
    """

    fields: dict[str, Field]
    keys: dict[str, int]
    end: int
    problems: tuple[Problem, ...]
    text: Text

    def where(self, key: str) -> str:
        """Return ``source:line`` of a key."""
        return self.text.where(self.keys[key])

    def raw(self, key: str) -> str:
        """Return a key and its value as they stand in the text."""
        start = self.keys[key]
        later = (other for other in self.keys.values() if other > start)
        return self.text.content[start : min(later, default=self.end)]


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
    end = _closing(content, start)
    if end is None:
        # Newlines that the opening took may belong to the closing.
        start = content.index("---", opening.start()) + 4
        end = _closing(content, start)
    return None if end is None else (start, end)


def _closing(content: str, start: int) -> int | None:
    r"""Return where the newlines before the closing fence begin.

    With `_OPENING` this is the Hub's own expression, in linear time:
    ``^(\s*---[\r\n]+)([\S\s]*?)([\r\n]+---(\r\n|\r|\n|$))``.
    """
    fence = content.find("---", start)
    while fence != -1:
        before = content[max(start, fence - 1) : fence]
        after = content[fence + 3 : fence + 4]
        if before in {"\r", "\n"} and after in {"", "\r", "\n"}:
            end = fence - 1
            while end > start and content[end - 1] in "\r\n":
                end -= 1
            return end
        fence = content.find("---", fence + 1)
    return None


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
        lines = f"\n{self.block}"
        found = list(_COLUMN_0.finditer(lines))
        keys = [
            (match[match.lastindex or 1], match.start(), match.end() - 1)
            for match in found
            if match.lastindex != _SOMETHING_ELSE
        ]
        offsets = {name: self.start + start for name, start, _ in keys}
        before = lines[: keys[0][1]] if keys else lines
        odd = len(keys) < len(found) or (
            before.strip() and _COMMENT.sub("", before).strip()
        )
        if odd and (whole := self.whole()) is not None:
            fields = self.of_mapping(whole, wanted, offsets)
        else:
            fields = self.cut_out(keys, wanted)
        if len(offsets) < len(keys):
            self.check_twice(keys, wanted)
        return FrontMatter(
            fields,
            offsets,
            self.start + len(self.block),
            tuple(self.problems),
            self.text,
        )

    def cut_out(
        self,
        keys: list[tuple[str, int, int]],
        wanted: Callable[[str], bool],
    ) -> dict[str, Field]:
        """Read the wanted values out of the block, one by one."""
        fields: dict[str, Field] = {}
        for number, (name, start, after) in enumerate(keys, 1):
            if not wanted(name):
                continue
            end = keys[number][1] if number < len(keys) else len(self.block)
            value = self.value(name, self.block[after:end], start)
            if value is _UNREADABLE:
                fields.pop(name, None)
            else:
                fields[name] = Field(name, value, self.where(start))
        return fields

    def of_mapping(
        self,
        whole: dict[Any, Any],
        wanted: Callable[[str], bool],
        offsets: dict[str, int],
    ) -> dict[str, Field]:
        """Take the wanted values from a block that was parsed whole."""
        fields = {}
        for name, value in whole.items():
            if not isinstance(name, str):
                continue
            # Keys that do not start their line: indented, or in braces.
            if name not in offsets:
                found = max(self.block.find(name), 0)
                offsets[name] = self.start + found
            if wanted(name):
                where = self.text.where(offsets[name])
                fields[name] = Field(name, value, where)
        return fields

    def check_twice(
        self, keys: list[tuple[str, int, int]], wanted: Callable[[str], bool]
    ) -> None:
        seen = set()
        for name, start, _ in keys:
            if name in seen and wanted(name):
                self.problem(
                    "duplicate-key",
                    start,
                    f"{name!r} is given again; the last one is read, the Hub "
                    "refuses both. Keep one.",
                )
            seen.add(name)

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
        if too_deep(source) or _MERGE.search(source):
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
    if not flow[1].strip():
        return []
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


def too_deep(source: str) -> bool:
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

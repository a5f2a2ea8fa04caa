"""YAML documents, bounded, with the line of each value.

A document is composed, not constructed: no tag of it is obeyed, and aliases
cost nothing, since only the places that a reader asks for are visited.
"""

from __future__ import annotations

from typing import Any

import attrs

from openness.errors import ReadError
from openness.readers._text import Text, refuse_long
from openness.readers.front_matter import too_deep

__all__ = ["Node", "read_yaml"]

_NULL = "tag:yaml.org,2002:null"


@attrs.frozen
class Node:
    """A place in a document.

    Attributes:
        source: What the document is called in messages.
        content: The composed node of PyYAML; None where there is nothing.
    """

    source: str
    content: Any

    @property
    def where(self) -> str:
        """``source:line``; the source alone where there is nothing."""
        if self.content is None:
            return self.source
        return f"{self.source}:{self.content.start_mark.line + 1}"

    @property
    def there(self) -> bool:
        """Whether anything is written here, be it empty."""
        return self.content is not None

    @property
    def text(self) -> str | None:
        """The scalar as it is written; None for null and for all else."""
        if self.content is None or self.content.id != "scalar":
            return None
        if self.content.tag == _NULL:
            return None
        words: str = self.content.value
        return words

    @property
    def texts(self) -> tuple[str, ...]:
        """The scalars of a list, or the one scalar that stands for it."""
        found = [item.text for item in self.items] or [self.text]
        return tuple(words for words in found if words)

    @property
    def items(self) -> tuple[Node, ...]:
        """What a list holds; nothing if this is none."""
        if self.content is None or self.content.id != "sequence":
            return ()
        return tuple(Node(self.source, item) for item in self.content.value)

    def __getitem__(self, key: str) -> Node:
        """Return what stands under a key; of several, the last."""
        found = None
        if self.content is not None and self.content.id == "mapping":
            for name, value in self.content.value:
                if name.value == key:
                    found = value
        return Node(self.source, found)


def read_yaml(text: Text) -> Node:
    """Return the root of a document.

    Raises:
        ReadError: It is not YAML, or nested too deeply.
    """
    refuse_long(text)
    if too_deep(text.content):
        raise ReadError(
            text.source, "is nested too deeply", "Write a plain record."
        )
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(text.content, Loader=loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "it cannot be parsed"
        place = (
            text.source if mark is None else f"{text.source}:{mark.line + 1}"
        )
        raise ReadError(
            place, f"is not valid YAML: {what}", "Mend it."
        ) from None
    return Node(text.source, root)

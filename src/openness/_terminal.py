"""Text for terminals and logs, whatever they can show."""

from __future__ import annotations

import sys

__all__ = ["complain", "printable", "write"]


def printable(words: str) -> str:
    """Return words without what would steer a terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in words)


def write(text: str) -> None:
    """Print text, whatever the encoding of the output can hold."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding))


def complain(message: str) -> None:
    """Print a message to standard error."""
    encoding = sys.stderr.encoding or "utf-8"
    message = "\n".join(map(printable, message.split("\n")))
    safe = message.encode(encoding, "backslashreplace").decode(encoding)
    print(safe, file=sys.stderr)

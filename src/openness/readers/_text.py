"""From bytes to text: encodings, line ends, limits."""

from __future__ import annotations

import codecs
from os.path import isfile, join
from typing import NamedTuple

from openness.errors import ReadError
from openness.problems import Problem

__all__ = ["Text", "decode", "read_bytes", "refuse_long"]

#: Larger files are refused; the largest real card known has 0.8 MB.
LARGEST = 16 * 2**20

#: What is written by hand and parsed whole is smaller by far; parsing more
#: than this takes hundreds of times its size.
LONGEST = 2**20

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Text(NamedTuple):
    """The decoded text of an input.

    Attributes:
        source: What the input is called in messages.
        content: The text, line ends as they were.
        problems: What was wrong with the encoding.
    """

    source: str
    content: str
    problems: tuple[Problem, ...] = ()

    def where(self, offset: int) -> str:
        """Return ``source:line`` for an offset into `content`."""
        return f"{self.source}:{line_of(self.content, offset)}"


def refuse_long(text: Text) -> None:
    """Refuse a manifest or record that is too long to be parsed whole.

    Raises:
        ReadError: It is.
    """
    if len(text.content) > LONGEST:
        raise ReadError(
            text.source,
            f"is longer than {LONGEST:,} characters",
            "Split it, one release a file.",
        )


def line_of(content: str, offset: int) -> int:
    """Return the line at an offset, from 1; CRLF, CR and LF end a line."""
    carriage = content.count("\r", 0, offset)
    both = content.count("\r\n", 0, offset) if carriage else 0
    return content.count("\n", 0, offset) + carriage - both + 1


def read_bytes(path: str) -> bytes:
    """Return what is in a file.

    Raises:
        ReadError: It is missing, a directory, too large, or not readable.
    """
    try:
        # Unbuffered, since the whole is wanted; a pipe gives it in pieces.
        with open(path, "rb", buffering=0) as file:
            raw = file.read(LARGEST + 1)
            while len(raw) <= LARGEST and (more := file.read(LARGEST)):
                raw += more
    except FileNotFoundError:
        raise ReadError(path, "no such file", "Check the path.") from None
    except IsADirectoryError:
        raise ReadError(path, "is a directory", _inside(path)) from None
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise ReadError(
            path, f"cannot be read: {what}", "Check the path and its rights."
        ) from None
    if len(raw) > LARGEST:
        raise ReadError(
            path,
            f"is larger than {LARGEST // 2**20} MiB",
            "Name a model card or a release manifest.",
        )
    return raw


def _inside(path: str) -> str:
    for name in ("release.toml", "README.md"):
        if isfile(join(path, name)):
            return f"Name a file in it, such as {join(path, name)}."
    return (
        "Name a model card or a release manifest in it; it has no README.md."
    )


def decode(raw: bytes, source: str) -> Text:
    """Decode an input as UTF-8, or as UTF-16 where it says so.

    Raises:
        ReadError: It is binary.
    """
    if raw.startswith(_UTF16):
        try:
            content = raw.decode("utf-16")
        except UnicodeDecodeError:
            raise _binary(source) from None
        return _checked(source, content, "is UTF-16; the Hub reads UTF-8")
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        content = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        content = raw.decode("utf-8", errors="replace")
        if b"\0" in raw or _mostly_control(content):
            raise _binary(source) from None
        line = raw[: error.start].count(b"\n") + 1
        problem = Problem(
            f"{source}:{line}",
            "encoding",
            "is not UTF-8 from here on; what could not be decoded was "
            "left out. Save it as UTF-8.",
        )
        return Text(source, content, (problem,))
    if "\0" in content:
        nul = content.index("\0")
        if not content[:nul].strip() or _mostly_control(content):
            raise _binary(source)
        return _checked(source, content, "holds NUL characters")
    return Text(source, content)


def _checked(source: str, content: str, what: str) -> Text:
    problem = Problem(source, "encoding", f"{what}. Save it as UTF-8.")
    return Text(source, content, (problem,))


def _mostly_control(content: str) -> bool:
    sample = content[:4096].replace("\0", "")
    odd = sum(
        1 for c in sample if c == "\ufffd" or (c < " " and c not in "\t\r\n\f")
    )
    return odd * 20 > len(sample)


def _binary(source: str) -> ReadError:
    return ReadError(
        source, "is not text", "Name a model card or a release manifest."
    )

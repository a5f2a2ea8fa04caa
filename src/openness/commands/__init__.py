"""The commands, one module a subject; each is loaded when asked for.

Here is what they share: exit statuses, definitions, base models.
"""

from __future__ import annotations

import argparse
from os.path import isdir
from typing import TYPE_CHECKING

from openness._terminal import complain
from openness.errors import ReadError

if TYPE_CHECKING:
    from openness.definition import Framework
    from openness.release import Release

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

__all__ = [
    "FINE",
    "SHORT",
    "UNUSABLE",
    "add_beside",
    "fail",
    "find_framework",
    "releases_beside",
]

FINE, SHORT, UNUSABLE = 0, 1, 2


def fail(message: str) -> int:
    """Complain, and return the exit status for what is unusable."""
    complain(message)
    return UNUSABLE


def add_beside(parser: argparse.ArgumentParser) -> None:
    """Let a command look base models up in a folder."""
    parser.add_argument(
        "--with",
        dest="beside",
        metavar="DIR",
        help="a folder of cards and manifests in which base models are "
        "looked up, before the catalog",
    )


def releases_beside(directory: str | None) -> dict[str, Release]:
    """Return the releases in a folder, in which base models are looked up.

    Raises:
        ReadError: It is no folder.
    """
    if directory is None:
        return {}
    from openness.lineage import beside

    if not isdir(directory):
        raise ReadError(directory, "is no folder", "Give --with a folder.")
    return beside(directory)


def find_framework(id: str) -> Framework:
    """Return a definition by its id, or from a file of one's own."""
    from openness.frameworks import find

    if id.endswith(".toml"):
        from openness.readers.framework import read_framework

        return read_framework(id)
    return find(id)

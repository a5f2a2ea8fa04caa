"""Help pages as wide as the terminal.

argparse asks shutil for the width, for every option, and importing shutil
costs 2 ms of the start-up.
"""

from __future__ import annotations

import argparse
import os
import sys

__all__ = ["Help", "Parser", "PlainHelp"]


class Help(argparse.HelpFormatter):
    """Help whose texts are wrapped."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


class PlainHelp(Help, argparse.RawDescriptionHelpFormatter):
    """Help whose description stays as it was written."""


class Parser(argparse.ArgumentParser):
    """A parser of arguments whose help is `Help`, unless told otherwise."""

    def __init__(
        self, *, formatter_class: type[Help] = Help, **rest: object
    ) -> None:
        super().__init__(formatter_class=formatter_class, **rest)  # type: ignore[arg-type]


def _columns() -> int:
    """Return the width of the terminal, or what COLUMNS says it is."""
    told = os.environ.get("COLUMNS", "")[:6]
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (AttributeError, ValueError, OSError):
        return 80

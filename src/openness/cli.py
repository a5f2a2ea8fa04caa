"""The command line: which command, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from openness._help import Parser, PlainHelp
from openness._terminal import complain

__all__ = ["main", "run"]

#: Where each command lives, in the order of the help.
_HOMES = {
    "classify": "classify",
    "check": "policies",
    "gap": "definitions",
    "rule": "definitions",
    "license": "license",
    "catalog": "catalog",
    "convert": "definitions",
    "badge": "policies",
}

_EPILOG = """\
exit status: 0 fine; 1 a verdict or a policy falls short; 2 wrong usage, or
an input that cannot be read
"""


def run() -> None:
    """Run the command line and exit; the console script."""
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output went away, as `head` does: no fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except OSError as error:
        # The output cannot be written: a full disk, a closed file.
        complain(f"openness: {error.strerror or error}.")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 2
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


def main(arguments: Sequence[str]) -> int:
    """Run the command line.

    Returns:
        The exit status.
    """
    parser = _parser(arguments)
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 2
    status: int = options.command(options)
    return status


def _parser(arguments: Sequence[str]) -> Parser:
    """Return the parser of the command that is asked for, or of all."""
    parser = Parser(
        prog="openness",
        description="How open is this AI release, by which definition, "
        "and why?",
        epilog=_EPILOG,
        formatter_class=PlainHelp,
    )
    parser.add_argument(
        "--version", action="version", version=f"%(prog)s {_version()}"
    )
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(
        title="commands",
        metavar="COMMAND",
        prog="openness",
        parser_class=Parser,
    )
    asked = arguments[0] if arguments else ""
    homes = (
        [_HOMES[asked]] if asked in _HOMES else dict.fromkeys(_HOMES.values())
    )
    for home in homes:
        import_module(f"openness.commands.{home}").add(commands)
    return parser


def _version() -> str:
    from openness import __version__

    return __version__

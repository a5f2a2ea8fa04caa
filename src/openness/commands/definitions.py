"""The commands about definitions: ``gap``, ``rule``, ``convert``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from openness._terminal import write
from openness.commands import (
    FINE,
    SHORT,
    add_beside,
    fail,
    find_framework,
    releases_beside,
)
from openness.errors import OpennessError

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

__all__ = ["add"]


def add(commands: Commands) -> None:
    """Add the commands to a parser."""
    gap = commands.add_parser(
        "gap",
        help="say what a release lacks for a label, and what would close it",
        description="Say what a release lacks for a label of a definition, "
        "and the fewest changes that reach it.",
        epilog="exit status: 0 it is reached; 1 it is not; 2 wrong usage, or "
        "an input that cannot be read",
    )
    gap.add_argument("path", metavar="PATH", help="as for classify")
    gap.add_argument(
        "--to",
        required=True,
        metavar="FRAMEWORK:LABEL",
        help="such as osaid-1.0:'Open Source AI'",
    )
    gap.add_argument("--format", choices=("text", "json"), default="text")
    add_beside(gap)
    gap.set_defaults(command=_gap)
    rule = commands.add_parser(
        "rule",
        help="explain what a definition or one of its criteria asks",
        description="Explain a definition of openness, or one criterion of "
        "it: its source, what meets it and what fails it.",
        epilog="exit status: 0 fine; 2 there is no such rule",
    )
    rule.add_argument(
        "ids",
        nargs="*",
        metavar="ID",
        help="such as osaid-1.0 or osaid-1.0:training-code; without it, all "
        "are listed",
    )
    rule.set_defaults(command=_rule)
    convert = commands.add_parser(
        "convert",
        help="write a release in another format",
        description="Write a release in another format, to standard output.",
        epilog="exit status: 0 fine; 2 an input that cannot be read",
    )
    convert.add_argument("path", metavar="PATH", help="as for classify")
    convert.add_argument("--to", required=True, choices=("toml", "mof"))
    convert.set_defaults(command=_convert)


def _gap(options: argparse.Namespace) -> int:
    from openness.gap import find_gap
    from openness.lineage import read
    from openness.reports import of_gap

    own = ".toml:" in options.to  # a path may hold colons of its own
    split = options.to.rpartition if own else options.to.partition
    id, _, label = split(":")
    try:
        framework = find_framework(id)
        known = releases_beside(options.beside)
        release = read(options.path, known=known).release
        gap = find_gap(release, framework, label)
    except OpennessError as error:
        return fail(str(error))
    if options.format == "json":
        import json

        write(json.dumps(of_gap.as_json(gap, release), indent=1))
    else:
        write("\n".join(of_gap.as_text(gap, release)))
    return SHORT if gap.open else FINE


def _rule(options: argparse.Namespace) -> int:
    from openness.frameworks import IDS
    from openness.reports.of_rule import of_criterion, of_framework

    status = FINE
    for id in options.ids:
        name, _, wanted = id.partition(":")
        try:
            framework = find_framework(name)
        except OpennessError as error:
            status = fail(str(error))
            continue
        found = [c for c in framework.criteria if c.id == wanted]
        if wanted and not found:
            known = ", ".join(one.id for one in framework.criteria)
            status = fail(
                f"{name} has no criterion {wanted!r}; it has: {known}."
            )
            continue
        lines = (
            of_criterion(framework, found[0])
            if found
            else of_framework(framework)
        )
        write("\n".join(lines))
    if not options.ids:
        write(
            "\n".join(
                f"{id}:{criterion.id}"
                for id in IDS
                for criterion in find_framework(id).criteria
            )
        )
    return status


def _convert(options: argparse.Namespace) -> int:
    from openness.lineage import read_alone

    try:
        card = read_alone(options.path)
    except OpennessError as error:
        return fail(str(error))
    for problem in card.problems:
        fail(str(problem))
    if options.to == "mof":
        from openness.reports.as_mof import as_mof

        written = as_mof(card.release)
    else:
        from openness.reports.as_toml import as_toml

        written = as_toml(card.release)
    write(written.rstrip("\n"))
    return FINE

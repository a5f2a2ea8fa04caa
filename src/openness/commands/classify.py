"""``openness classify``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from openness._help import PlainHelp
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
    from rich.console import Console

    from openness.definition import Framework
    from openness.release import Release
    from openness.reports import Result

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

__all__ = ["add"]


_EPILOG = """\
exit status: 0 fine; 1 a verdict falls short of --at-least; 2 wrong usage, or
an input that cannot be read
"""


def add(commands: Commands) -> None:
    """Add the command to a parser."""
    classify = commands.add_parser(
        "classify",
        help="judge releases and say why",
        description="Judge releases and say why.",
        epilog=_EPILOG,
        formatter_class=PlainHelp,
    )
    classify.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a model card (.md), a release manifest (.toml), a record (.yml) "
        "or a release of the catalog; - reads standard input",
    )
    classify.add_argument(
        "--framework",
        action="append",
        metavar="ID",
        help="the definition to judge by (default: spectrum-1.0); all, or "
        "the path of a definition of your own (.toml); may be repeated",
    )
    classify.add_argument("--format", choices=("text", "json"), default="text")
    classify.add_argument(
        "--at-least",
        metavar="LABEL",
        help="exit with 1 unless every release is proven to be as open as "
        "this label of the definition",
    )
    add_beside(classify)
    classify.set_defaults(command=_classify)


def _classify(options: argparse.Namespace) -> int:
    from openness.frameworks import IDS, SPECTRUM_1_0

    asked = options.framework or [SPECTRUM_1_0.id]
    if "all" in asked:
        asked = [*IDS, *(id for id in asked if id not in {"all", *IDS})]
    try:
        frameworks = [find_framework(id) for id in asked]
        wanted = _levels(frameworks, options.at_least)
        known = releases_beside(options.beside)
    except (OpennessError, ValueError) as error:
        return fail(str(error))
    # Results are printed as they come, so that memory stays small.
    statuses = [FINE]
    results = _watched(
        (_judge(path, frameworks, known) for path in options.paths),
        wanted,
        statuses,
    )
    _print(results, options.format)
    return max(statuses)


def _watched(
    results: Iterable[Result],
    enough: dict[str, frozenset[str]],
    statuses: list[int],
) -> Iterator[Result]:
    """Pass results on; complain of errors and note the exit status."""
    for result in results:
        yield result
        if result.error is not None:
            statuses.append(fail(str(result.error)))
        elif not _reaches(result, enough):
            statuses.append(SHORT)


def _levels(
    frameworks: Sequence[Framework], label: str | None
) -> dict[str, frozenset[str]]:
    """Return, for each definition, the labels that are open enough."""
    if label is None:
        return {}
    enough = {}
    for framework in frameworks:
        labels = [level.label for level in framework.levels]
        if label in labels:
            reach = labels[: labels.index(label) + 1]
            enough[framework.id] = frozenset(reach)
    if not enough:
        known = ", ".join(
            repr(level.label) for f in frameworks for level in f.levels
        )
        message = f"--at-least {label!r} is no label; known: {known}."
        raise ValueError(message)
    return enough


def _judge(
    path: str, frameworks: Sequence[Framework], known: dict[str, Release]
) -> Result:
    from openness.affordances import afford
    from openness.lineage import read
    from openness.reports import Result
    from openness.verdict import evaluate

    try:
        card = read(path, known=known)
    except OpennessError as error:
        return Result(path, error=error)
    return Result(
        path,
        card=card,
        verdicts=tuple(evaluate(card.release, f) for f in frameworks),
        affordances=afford(card.release),
    )


def _reaches(result: Result, enough: dict[str, frozenset[str]]) -> bool:
    return all(
        verdict.label in enough.get(verdict.framework, {verdict.label})
        for verdict in result.verdicts
    )


def _print(results: Iterable[Result], form: str) -> None:
    if form == "json":
        from openness.reports.as_json import as_json

        for piece in as_json(results):
            print(piece)
        return
    from openness.reports.as_text import lines

    console = _console()
    for number, result in enumerate(results):
        if number and result.card is not None:
            write("")
        for text, style in lines(result):
            if console is None:
                write(text)
            else:
                console.print(text, style=style, markup=False, highlight=False)


def _console() -> Console | None:
    """Return a console for colored output; None where it is not wanted.

    NO_COLOR and FORCE_COLOR are honored (https://no-color.org,
    https://force-color.org).
    """
    forced = bool(os.environ.get("FORCE_COLOR"))
    if os.environ.get("NO_COLOR") or not (forced or sys.stdout.isatty()):
        return None
    try:
        from rich.console import Console
    except ImportError:
        return None
    return Console(soft_wrap=True, force_terminal=True)

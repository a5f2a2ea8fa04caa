"""The command line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from openness import cli_check
from openness._terminal import complain, write
from openness.errors import OpennessError

if TYPE_CHECKING:
    from rich.console import Console

    from openness.definition import Framework
    from openness.licenses import LicenseText
    from openness.release import Release
    from openness.reports import Result

__all__ = ["main", "run"]

FINE, SHORT, UNUSABLE = 0, 1, 2

_EPILOG = """\
exit status: 0 fine; 1 a verdict falls short of --at-least; 2 wrong usage, or
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
        status = FINE
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


def main(arguments: Sequence[str]) -> int:
    """Run the command line.

    Returns:
        The exit status.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return UNUSABLE
    status: int = options.command(options)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="openness",
        description="How open is this AI release, by which definition, "
        "and why?",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"%(prog)s {_version()}"
    )
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    classify = commands.add_parser(
        "classify",
        help="judge releases and say why",
        description="Judge releases and say why.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
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
    _add_beside(classify)
    classify.set_defaults(command=_classify)
    _add_frameworks(commands)
    _add_catalog(commands)
    license = commands.add_parser(
        "license",
        help="show what a license permits, requires and forbids",
        description="Show what a license permits, requires and forbids.",
        epilog="exit status: 0 fine; 2 nothing is known by a name",
    )
    license.add_argument(
        "names",
        nargs="*",
        metavar="LICENSE",
        help="an identifier of SPDX or the Hub, a license expression, a "
        "spelling, an address, or the path of a license file to identify",
    )
    license.add_argument(
        "--list", action="store_true", help="list the catalog"
    )
    license.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text"
    )
    license.set_defaults(command=_license)
    cli_check.add(commands)
    return parser


def _add_beside(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--with",
        dest="beside",
        metavar="DIR",
        help="a folder of cards and manifests in which base models are "
        "looked up, before the catalog",
    )


def _add_catalog(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    catalog = commands.add_parser(
        "catalog",
        help="what is known of releases by heart",
        description="What is known of releases by heart: list them, show "
        "one, or say which should be read again.",
        epilog="exit status: 0 fine; 1 something is stale; 2 there is no "
        "such release",
    )
    actions = catalog.add_subparsers(
        title="actions", metavar="ACTION", required=True
    )
    listing = actions.add_parser("list", help="list the releases")
    listing.add_argument("--format", choices=("text", "json"), default="text")
    listing.set_defaults(command=_catalog_list)
    show = actions.add_parser("show", help="show what is known of one")
    show.add_argument("names", nargs="+", metavar="NAME")
    show.set_defaults(command=_catalog_show)
    stale = actions.add_parser("stale", help="list what to read again")
    stale.add_argument(
        "--older-than",
        required=True,
        metavar="AGE",
        help="a number of days, or a day such as 2026-01-31",
    )
    stale.set_defaults(command=_catalog_stale)


def _add_frameworks(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
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
    _add_beside(gap)
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


def _version() -> str:
    from openness import __version__

    return __version__


def _classify(options: argparse.Namespace) -> int:
    from openness.frameworks import IDS, SPECTRUM_1_0

    asked = options.framework or [SPECTRUM_1_0.id]
    if "all" in asked:
        asked = [*IDS, *(id for id in asked if id not in {"all", *IDS})]
    try:
        frameworks = [_framework(id) for id in asked]
        wanted = _levels(frameworks, options.at_least)
    except (OpennessError, ValueError) as error:
        return _complain(str(error))
    # Results are printed as they come, so that memory stays small.
    statuses = [FINE]
    known = _beside(options.beside)
    results = _watched(
        (_judge(path, frameworks, known) for path in options.paths),
        wanted,
        statuses,
    )
    _print(results, options.format)
    return max(statuses)


def _framework(id: str) -> Framework:
    """Return a definition by its id, or from a file of one's own."""
    from openness.frameworks import find

    if id.endswith(".toml"):
        from openness.readers.framework import read_framework

        return read_framework(id)
    return find(id)


def _gap(options: argparse.Namespace) -> int:
    from openness.gap import find_gap
    from openness.lineage import read
    from openness.reports import of_gap

    own = ".toml:" in options.to  # a path may hold colons of its own
    split = options.to.rpartition if own else options.to.partition
    id, _, label = split(":")
    try:
        framework = _framework(id)
        known = _beside(options.beside)
        release = read(options.path, known=known).release
        gap = find_gap(release, framework, label)
    except OpennessError as error:
        return _complain(str(error))
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
            framework = _framework(name)
        except OpennessError as error:
            status = _complain(str(error))
            continue
        found = [c for c in framework.criteria if c.id == wanted]
        if wanted and not found:
            known = ", ".join(one.id for one in framework.criteria)
            status = _complain(
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
                for criterion in _framework(id).criteria
            )
        )
    return status


def _convert(options: argparse.Namespace) -> int:
    from openness.lineage import read

    try:
        card = read(options.path)
    except OpennessError as error:
        return _complain(str(error))
    for problem in card.problems:
        _complain(str(problem))
    if options.to == "mof":
        from openness.reports.as_mof import as_mof

        written = as_mof(card.release)
    else:
        from openness.reports.as_toml import as_toml

        written = as_toml(card.release)
    write(written.rstrip("\n"))
    return FINE


def _catalog_list(options: argparse.Namespace) -> int:
    from openness import releases
    from openness.reports import of_catalog

    entries = map(releases.show, releases.ids())
    if options.format == "json":
        write(of_catalog.as_json(entries))
    else:
        for line in of_catalog.as_text(entries):
            write(line)
    return FINE


def _catalog_show(options: argparse.Namespace) -> int:
    from openness import releases
    from openness.reports import of_catalog

    status = FINE
    for name in options.names:
        entry = releases.find(name)
        if entry is None:
            meant = releases.suggestion(name)
            status = _complain(
                f"{name!r} is no release of the catalog"
                + (f"; did you mean {meant!r}?" if meant else ".")
            )
            continue
        for line in of_catalog.one(entry):
            write(line)
    return status


def _catalog_stale(options: argparse.Namespace) -> int:
    import datetime as dt

    from openness import releases

    age = options.older_than
    try:
        before = (
            dt.datetime.now(dt.UTC).date() - dt.timedelta(days=int(age))
            if age.isdigit()
            else dt.date.fromisoformat(age)
        )
    except (ValueError, OverflowError):
        return _complain(
            f"--older-than {age!r} is neither a number of days nor a day "
            "such as 2026-01-31."
        )
    found = releases.stale(before)
    for entry in found:
        write(f"{entry.id}: read on {entry.read}")
    return SHORT if found else FINE


def _watched(
    results: Iterable[Result],
    enough: dict[str, frozenset[str]],
    statuses: list[int],
) -> Iterator[Result]:
    """Pass results on; complain of errors and note the exit status."""
    for result in results:
        yield result
        if result.error is not None:
            statuses.append(_complain(str(result.error)))
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


def _beside(directory: str | None) -> dict[str, Release]:
    """Return the releases in a folder, in which base models are looked up."""
    if directory is None:
        return {}
    from openness.lineage import beside

    return beside(directory)


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


def _license(options: argparse.Namespace) -> int:
    from openness.licenses import catalog, resolve
    from openness.reports import of_license

    if options.list:
        print("\n".join(catalog.ids()))
    elif not options.names:
        return _complain("Name a license, or ask for --list.")
    status = FINE
    found: list[LicenseText] = []
    for name in options.names:
        if os.path.isfile(name):  # noqa: PTH113
            status = max(status, _identify(name))
            continue
        resolution = resolve(name)
        if resolution.license is None:
            hint = resolution.suggestion
            status = _complain(
                f"{name!r} is no license that is known"
                + (f"; did you mean {hint!r}?" if hint else ".")
            )
            continue
        texts = catalog.mentioned(resolution.license)
        if resolution.license.lower() != name.lower():
            how = resolution.how.replace("-", " ")
            print(f"# {name}: {resolution.license}, by {how}", file=sys.stderr)
        found += texts
    if found:
        render = {
            "text": of_license.as_text,
            "json": of_license.as_json,
            "markdown": of_license.as_markdown,
        }
        write(render[options.format](found))
    return status


def _identify(path: str) -> int:
    """Say which license text a file is."""
    from openness.licenses.identify import identify
    from openness.readers import read_plain

    try:
        found = identify(read_plain(path))
    except OpennessError as error:
        return _complain(str(error))
    lines = [f"{path}: {found.kind}"]
    lines += [
        f"  {match.license}: {match.overlap:.0%} in common"
        for match in found.matches
    ]
    if found.added:
        lines.append(f"  not in {found.matches[0].license}:")
        lines += [f"    {passage}" for passage in found.added]
    write("\n".join(lines))
    return FINE


def _complain(message: str) -> int:
    complain(message)
    return UNUSABLE

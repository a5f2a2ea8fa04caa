"""The commands about policies: ``check`` and ``badge``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from openness._terminal import complain, write
from openness.errors import OpennessError

if TYPE_CHECKING:
    import datetime as dt

    from openness.policy import Policy
    from openness.release import Release
    from openness.reports.badge import Badge
    from openness.reports.of_check import Check, Checked

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

__all__ = ["add"]

FINE, SHORT, UNUSABLE = 0, 1, 2

_FORMATS = ("text", "json", "markdown", "sarif", "junit", "github")


def add(commands: Commands) -> None:
    """Add the commands to a parser."""
    _add_check(commands)
    _add_badge(commands)


def _add_check(commands: Commands) -> None:
    check = commands.add_parser(
        "check",
        help="hold releases to a policy",
        description="Hold releases to a policy.",
        epilog="exit status: 0 fine; 1 a release breaks the policy; 2 wrong "
        "usage, a broken policy, or an input that cannot be read",
    )
    check.add_argument(
        "paths", nargs="*", metavar="PATH", help="as for classify"
    )
    check.add_argument(
        "--policy",
        required=True,
        metavar="FILE",
        help="a policy file (.toml), or the name of one that is shipped",
    )
    check.add_argument("--format", choices=_FORMATS, default="text")
    check.add_argument(
        "--fail-on",
        choices=("never", "denied", "error", "warning", "note"),
        default="error",
        help="the least violation that exits with 1 (default: error); "
        "denied: errors, but not those that a person is to decide",
    )
    check.add_argument(
        "--scope",
        action="append",
        default=[],
        metavar="SCOPE",
        help="a use to check for (default: all); may be repeated",
    )
    _add_beside(check)
    check.add_argument(
        "--today",
        type=_date,
        metavar="DATE",
        help="the day on which waivers must hold (default: today)",
    )
    check.add_argument(
        "--explain", metavar="RULE", help="explain a rule; nothing is checked"
    )
    check.set_defaults(command=_check)


def _add_badge(commands: Commands) -> None:
    badge = commands.add_parser(
        "badge",
        help="make a badge of a verdict or a ruling",
        description="Make a badge of a verdict, or of what a policy says: "
        "JSON for an endpoint badge of shields.io, or an SVG.",
        epilog="exit status: 0 fine; 2 wrong usage, a broken policy, or an "
        "input that cannot be read",
    )
    badge.add_argument("path", metavar="PATH", help="as for classify")
    about = badge.add_mutually_exclusive_group()
    about.add_argument("--framework", default="spectrum-1.0", metavar="ID")
    about.add_argument("--policy", metavar="FILE", help="as for check")
    badge.add_argument("--format", choices=("json", "svg"), default="json")
    _add_beside(badge)
    badge.set_defaults(command=_badge)


def _add_beside(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--with",
        dest="beside",
        metavar="DIR",
        help="a folder of cards and manifests in which base models are "
        "looked up, before the catalog",
    )


def _date(text: str) -> dt.date:
    import datetime as dt

    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is no date; write it as 2026-12-31"
        raise argparse.ArgumentTypeError(message) from None


def _check(options: argparse.Namespace) -> int:
    from openness.policy import read_policy
    from openness.reports.of_check import Check, FailOn

    try:
        policy = read_policy(options.policy)
        # A scope that no rule knows is wrong usage, before anything is read.
        policy.known_scopes(options.scope)
    except OpennessError as error:
        return _complain(error)
    if options.explain is not None:
        return _explain(policy, options.explain)
    if not options.paths:
        complain("Name an input to check: a model card or a manifest.")
        return UNUSABLE
    check = Check(
        policy=policy,
        checked=tuple(_all(options, policy)),
        fail_on=FailOn(options.fail_on),
    )
    for line in _renderer(options.format)(check):
        write(line)
    for one in check.checked:
        if one.error is not None:
            complain(str(one.error))
    if any(one.error is not None for one in check.checked):
        return UNUSABLE
    return SHORT if any(map(check.fails, check.checked)) else FINE


def _all(options: argparse.Namespace, policy: Policy) -> Iterator[Checked]:
    from openness.lineage import read
    from openness.reports.of_check import Checked

    known = _beside(options)
    for path in options.paths:
        try:
            card = read(path, known=known)
        except OpennessError as error:
            yield Checked(path, error=error)
            continue
        ruling = policy.judge(
            card.release, scopes=options.scope, today=options.today
        )
        yield Checked(path, ruling, card.problems)


def _beside(options: argparse.Namespace) -> Mapping[str, Release]:
    if options.beside is None:
        return {}
    from openness.lineage import beside

    return beside(options.beside)


def _renderer(form: str) -> Callable[[Check], Iterable[str]]:
    from importlib import import_module

    module = import_module(f"openness.reports.of_check.as_{form}")
    renderer: Callable[[Check], Iterable[str]] = getattr(module, f"as_{form}")
    return renderer


def _explain(policy: Policy, id: str) -> int:
    from openness.problems import near_miss
    from openness.reports.of_check.as_text import explained

    rule = policy.rule(id)
    if rule is not None:
        for line in explained(policy, rule):
            write(line)
        return FINE
    known = [one.id for one in policy.rules]
    meant = near_miss(id, known)
    hint = f"did you mean {meant!r}?" if meant else f"it has: {_list(known)}."
    complain(f"policy {policy.name} has no rule {id!r}; {hint}")
    return UNUSABLE


def _list(words: Sequence[str]) -> str:
    return ", ".join(words)


def _badge(options: argparse.Namespace) -> int:
    from openness.reports.badge import as_json, as_svg

    try:
        badge = _made(options)
    except OpennessError as error:
        return _complain(error)
    render = as_svg if options.format == "svg" else as_json
    write(render(badge).rstrip("\n"))
    return FINE


def _made(options: argparse.Namespace) -> Badge:
    from openness.lineage import read
    from openness.reports.badge import of_ruling, of_verdict

    release = read(options.path, known=_beside(options)).release
    if options.policy is not None:
        from openness.policy import read_policy

        policy = read_policy(options.policy)
        return of_ruling(policy.judge(release))
    from openness.frameworks import find
    from openness.verdict import evaluate

    framework = find(options.framework)
    return of_verdict(evaluate(release, framework))


def _complain(error: OpennessError) -> int:
    complain(str(error))
    return UNUSABLE

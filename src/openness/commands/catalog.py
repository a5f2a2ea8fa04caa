"""``openness catalog``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from openness._terminal import write
from openness.commands import (
    FINE,
    SHORT,
    fail,
)
from openness.problems import listed

if TYPE_CHECKING:
    from openness.releases import Entry

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

__all__ = ["add"]


def add(commands: Commands) -> None:
    """Add the command to a parser."""
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
    listing.add_argument(
        "words",
        nargs="*",
        metavar="WORD",
        help="only those of which the id, a name or the producer has it",
    )
    listing.add_argument("--format", choices=("text", "json"), default="text")
    listing.set_defaults(command=_list)
    show = actions.add_parser("show", help="show what is known of one")
    show.add_argument("names", nargs="+", metavar="NAME")
    show.set_defaults(command=_show)
    stale = actions.add_parser("stale", help="list what to read again")
    stale.add_argument(
        "--older-than",
        required=True,
        metavar="AGE",
        help="a number of days, or a day such as 2026-01-31",
    )
    stale.set_defaults(command=_stale)


def _list(options: argparse.Namespace) -> int:
    from openness import releases
    from openness.reports import of_catalog

    entries = [
        entry
        for entry in map(releases.show, releases.ids())
        if all(_has(entry, releases.plain(word)) for word in options.words)
    ]
    if not entries:
        return fail(f"No release has {' and '.join(options.words)} in a name.")
    if options.format == "json":
        write(of_catalog.as_json(entries))
    else:
        for line in of_catalog.as_text(entries):
            write(line)
    return FINE


def _has(entry: Entry, word: str) -> bool:
    from openness.releases import plain

    release = entry.card.release
    names = (entry.id, release.name, *entry.names, *entry.hub_ids)
    words = [*map(plain, names), plain(release.producer or "")]
    return any(word in one for one in words)


def _show(options: argparse.Namespace) -> int:
    from openness import releases
    from openness.reports import of_catalog

    status = FINE
    for name in options.names:
        entry = releases.find(name)
        if entry is None:
            meant = listed(releases.suggestions(name))
            status = fail(
                f"{name!r} is no release of the catalog"
                + (f"; did you mean {meant}?" if meant else ".")
            )
            continue
        for line in of_catalog.one(entry):
            write(line)
    return status


def _stale(options: argparse.Namespace) -> int:
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
        return fail(
            f"--older-than {age!r} is neither a number of days nor a day "
            "such as 2026-01-31."
        )
    found = releases.stale(before)
    for entry in found:
        write(f"{entry.id}: read on {entry.read}")
    return SHORT if found else FINE

"""``openness license``."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from openness._terminal import write
from openness.commands import FINE, UNUSABLE, fail
from openness.errors import OpennessError

if TYPE_CHECKING:
    from openness.licenses import LicenseText

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

__all__ = ["add"]


def add(commands: Commands) -> None:
    """Add the command to a parser."""
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
    license.add_argument(
        "--compare",
        metavar="LICENSE",
        help="say which is more restrictive, and on which terms they differ",
    )
    license.set_defaults(command=_license)


def _license(options: argparse.Namespace) -> int:
    from openness.licenses import catalog
    from openness.reports import of_license

    if options.list:
        print("\n".join(catalog.ids()))
    elif not options.names:
        return fail("Name a license, or ask for --list.")
    if options.compare is not None:
        return _compare(options)
    status = FINE
    found: dict[LicenseText, None] = {}
    expressions = []
    for name in options.names:
        if os.path.isfile(name):
            status = max(status, _identify(name))
            continue
        license = _resolved(name)
        if license is None:
            status = UNUSABLE
            continue
        found |= dict.fromkeys(catalog.mentioned(license))
        if " " in license:
            expressions.append(license)
    if found:
        render = {
            "text": of_license.as_text,
            "json": of_license.as_json,
            "markdown": of_license.as_markdown,
        }
        write(render[options.format](found, expressions))
    return status


def _compare(options: argparse.Namespace) -> int:
    """Compare one license with another."""
    from openness.licenses.comparison import compare
    from openness.reports import of_comparison

    if len(options.names) != 1:
        return fail("--compare takes one license, and one to compare it with.")
    first, second = _resolved(options.names[0]), _resolved(options.compare)
    if first is None or second is None:
        return UNUSABLE
    render = {
        "text": of_comparison.as_text,
        "json": of_comparison.as_json,
        "markdown": of_comparison.as_markdown,
    }
    write(render[options.format](compare(first, second)))
    return FINE


def _resolved(name: str) -> str | None:
    """Return the license that a name means, and say how on standard error."""
    from openness.licenses import resolve

    found = resolve(name)
    if found.license is None:
        hint = f"; did you mean {found.suggestion!r}?"
        if found.named:
            names = ", ".join(found.named)
            hint = f": it names {names}; join them by AND or OR."
        fail(
            f"{name!r} is no license that is known"
            + (hint if found.suggestion or found.named else ".")
        )
    elif found.license.lower() != name.lower():
        how = found.how.replace("-", " ")
        print(f"# {name}: {found.license}, by {how}", file=sys.stderr)
    return found.license


def _identify(path: str) -> int:
    """Say which license text a file is."""
    from openness.licenses.identify import identify
    from openness.readers import read_plain

    try:
        found = identify(read_plain(path))
    except OpennessError as error:
        return fail(str(error))
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

"""``openness license``."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from openness._terminal import write
from openness.commands import (
    FINE,
    fail,
)
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
    license.set_defaults(command=_license)


def _license(options: argparse.Namespace) -> int:
    from openness.licenses import catalog, resolve
    from openness.reports import of_license

    if options.list:
        print("\n".join(catalog.ids()))
    elif not options.names:
        return fail("Name a license, or ask for --list.")
    status = FINE
    found: list[LicenseText] = []
    for name in options.names:
        if os.path.isfile(name):  # noqa: PTH113
            status = max(status, _identify(name))
            continue
        resolution = resolve(name)
        if resolution.license is None:
            hint = resolution.suggestion
            status = fail(
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

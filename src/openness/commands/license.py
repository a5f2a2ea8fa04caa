"""``openness license``."""

from __future__ import annotations

import argparse
import os
import re
import sys
from typing import TYPE_CHECKING

from openness._terminal import write
from openness.commands import FINE, UNUSABLE, fail
from openness.errors import (
    InvalidExpressionError,
    OpennessError,
    ReadError,
)

if TYPE_CHECKING:
    from openness.licenses import LicenseText, Resolution
    from openness.licenses.identify import Identification

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

__all__ = ["add"]

_LICENSE_FILE = re.compile(r"licen[sc]e|copying|use[_-]policy", re.IGNORECASE)


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
        if options.names:
            return fail("--list takes no names.")
        ids = catalog.ids()
        as_json = options.format == "json"
        write(of_license.ids_as_json(ids) if as_json else "\n".join(ids))
        return FINE
    if not options.names:
        return fail("Name a license, or ask for --list.")
    if options.compare is not None:
        return _compare(options)
    asked = _Asked()
    for name in options.names:
        asked.take(name)
    if options.format == "json":
        write(
            of_license.as_json(
                asked.licenses,
                asked.expressions,
                asked.files,
                names=asked.names,
                errors=asked.errors,
            )
        )
    elif asked.licenses or asked.files:
        render = {
            "text": of_license.as_text,
            "markdown": of_license.as_markdown,
        }
        write(
            render[options.format](
                asked.licenses, asked.expressions, asked.files
            )
        )
    return asked.status


class _Asked:
    """What is known of the names that were asked about, each once."""

    def __init__(self) -> None:
        self.status = FINE
        self.licenses: dict[LicenseText, None] = {}
        self.expressions: dict[str, None] = {}
        self.files: dict[str, Identification] = {}
        self.names: dict[str, Resolution] = {}
        self.errors: dict[str, str] = {}

    def take(self, name: str) -> None:
        license = self.of_file(name) if _is_path(name) else self.of(name)
        if license is not None:
            from openness.licenses import catalog

            self.licenses |= dict.fromkeys(catalog.mentioned(license))

    def of(self, name: str) -> str | None:
        found = self.names[name] = _resolved(name)
        if found.license is None:
            self.status = UNUSABLE
        elif " " in found.license:
            self.expressions[found.license] = None
        return found.license

    def of_file(self, path: str) -> str | None:
        """Identify a file; only an exact text has the terms of a license."""
        try:
            file = _identified(path)
        except OpennessError as error:
            self.errors[path] = str(error)
            self.status = fail(str(error))
            return None
        self.files[path] = file
        return _text_of(file) if file.kind == "exact" else None


def _compare(options: argparse.Namespace) -> int:
    """Compare one license with another."""
    from openness.licenses.comparison import compare
    from openness.reports import of_comparison

    if len(options.names) != 1:
        return fail("--compare takes one license, and one to compare it with.")
    first, second = _meant(options.names[0]), _meant(options.compare)
    if first is None or second is None:
        return UNUSABLE
    render = {
        "text": of_comparison.as_text,
        "json": of_comparison.as_json,
        "markdown": of_comparison.as_markdown,
    }
    write(render[options.format](compare(first, second)))
    return FINE


def _meant(name: str) -> str | None:
    """Return the license that a name means, or that a file holds exactly."""
    if not _is_path(name):
        return _resolved(name).license
    try:
        file = _identified(name)
    except OpennessError as error:
        fail(str(error))
        return None
    if file.kind == "exact":
        return _text_of(file)
    fail(
        f"{name}: is not the exact text of a license that is known. "
        "Compare it by reading."
    )
    return None


def _text_of(file: Identification) -> str:
    """Return the license of an exact text; of several, any may be meant."""
    return " OR ".join(match.license for match in file.matches)


def _resolved(name: str) -> Resolution:
    """Return what a name means, and say how on standard error."""
    from openness.licenses import resolve

    found = resolve(name)
    if found.license is None:
        fail(f"{name!r} is no license that is known{_hint(name, found)}")
    elif found.license.lower() != name.lower():
        how = found.how.replace("-", " ")
        print(f"# {name}: {found.license}, by {how}", file=sys.stderr)
    return found


def _hint(name: str, found: Resolution) -> str:
    """Say what to do about a name that means no license."""
    from openness import releases
    from openness.licenses import parse

    if found.named:
        names = ", ".join(found.named)
        return f": it names {names}; join them by AND or OR."
    if releases.find(name) is not None:
        return (
            ", but a release of the catalog. Ask for it by `openness catalog "
            "show` or `openness classify`."
        )
    if found.suggestion:
        return f"; did you mean {found.suggestion!r}?"
    if {"AND", "OR", "WITH"}.isdisjoint(name.upper().split()):
        return (
            ", nor a file. Name an identifier of SPDX or the Hub, or the "
            "path of a license text; `openness license --list` lists the "
            "catalog."
        )
    try:
        parse(name)
    except InvalidExpressionError as error:
        return f". {error}"
    return "."


def _is_path(name: str) -> bool:
    """Return whether a file is meant; a folder may share a license's name."""
    from openness.licenses import resolve

    return os.path.isfile(name) or (
        os.path.exists(name) and resolve(name).license is None
    )


def _such(folder: str) -> str:
    """Return the words that name a license file of a folder, if it has any."""
    try:
        files = sorted(
            entry.path
            for entry in os.scandir(folder)
            if entry.is_file() and _LICENSE_FILE.match(entry.name)
        )
    except OSError:
        return ""
    return f", such as {files[0]}" if files else ""


def _identified(path: str) -> Identification:
    """Return which license text a file is.

    Raises:
        ReadError: It cannot be read.
    """
    from openness.licenses.identify import identify
    from openness.readers import read_plain

    if os.path.isdir(path):
        remedy = f"Name a license file in it{_such(path)}."
        raise ReadError(path, "is a directory", remedy)
    return identify(read_plain(path))

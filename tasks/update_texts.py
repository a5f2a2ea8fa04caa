"""Write the index of license texts from folders of reference texts.

    python tasks/update_texts.py FOLDER...

A folder holds ``<id>.txt`` files, named by SPDX ids or by our own;
``<key>.LICENSE`` files as scancode-licensedb has them, whose keys ``--keys
FILE`` maps to SPDX ids; or ``<id>.json`` files as the npm package
spdx-license-list has them. The texts are not copied: the index holds digests
and samples of their hashes.
"""

from __future__ import annotations

import argparse
import json
import re
from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from zlib import compress

from openness.licenses._spdx import LICENSES
from openness.licenses.catalog import text as known_text
from openness.licenses.identify import (
    SAMPLED,
    digest,
    triples,
    without_appendix,
    words,
    wrapped_words,
)

INDEX = Path(__file__).parents[1] / "src/openness/licenses/texts.bin"
FRONT_MATTER = re.compile(r"\A\s*---\r?\n.*?\n---\s*\n", re.DOTALL)

#: So many triples of a short text are kept.
SHORT = 60
#: Texts with so much in common are told apart
LIKE = 0.6
#: by so many triples of each that the other lacks.
TELLING = 8


def references(
    folder: Path, keys: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Return the license and the text of each file of a folder."""
    for path in sorted(folder.glob("*.txt")):
        body = path.read_text("utf-8", "replace")
        yield named(path.stem), FRONT_MATTER.sub("", body)
    for path in sorted(folder.glob("*.LICENSE")):
        license = keys.get(path.stem) or f"LicenseRef-scancode-{path.stem}"
        body = path.read_text("utf-8", "replace")
        yield license, FRONT_MATTER.sub("", body)
    for path in sorted(folder.glob("*.json")):
        _, _, flags = LICENSES.get(path.stem.lower(), ("", "", "d"))
        if "d" not in flags:
            text = json.loads(path.read_bytes())["licenseText"]
            yield named(path.stem), text


def named(stem: str) -> str:
    """Return the id by which the catalog knows a license."""
    found = known_text(stem) or known_text(f"LicenseRef-{stem}")
    return found.id if found else f"LicenseRef-{stem}"


class Index:
    """The texts, each license once."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.bearers: dict[bytes, list[str]] = {}
        self.texts: list[tuple[str, bytes, frozenset[int]]] = []
        self.triples: dict[str, frozenset[int]] = {}

    def add(self, license: str, text: str) -> None:
        """Take up a text."""
        whole = without_appendix(text)
        tokens = words(whole)
        if not tokens:
            return
        ways = (words, wrapped_words)
        for one in {digest(way(t)) for way in ways for t in (whole, text)}:
            bearers = self.bearers.setdefault(one, [])
            if license not in bearers:
                bearers.append(license)
        self.texts.append(
            (license, digest(tokens), frozenset(triples(tokens)))
        )

    def settle(self) -> None:
        """Leave each text to those licenses that the catalog knows.

        If it knows none of them, to the one that came first.
        """
        for one, bearers in self.bearers.items():
            known = [name for name in bearers if known_text(name)]
            self.bearers[one] = sorted(known) or bearers[:1]
        # Further wordings of a license need no sample of their own.
        for license, main, own in self.texts:
            if license in self.bearers[main]:
                self.triples.setdefault(license, own)

    def written(self) -> bytes:
        """Return the index as it is stored."""
        self.settle()
        licenses = sorted(self.triples)
        kept = self.kept()
        having: dict[int, list[int]] = {}
        for place, license in enumerate(licenses):
            for one in self.triples[license] & kept:
                having.setdefault(one, []).append(place)
        groups: dict[tuple[int, ...], list[int]] = {}
        for one, places in sorted(having.items()):
            groups.setdefault(tuple(places), []).append(one)
        ordered = sorted(groups.items())
        digests = sorted(
            (name, one)
            for one, bearers in self.bearers.items()
            for name in bearers
        )
        head = {
            "digests": [license for license, _ in digests],
            "licenses": licenses,
            "sizes": [len(self.triples[license]) for license in licenses],
            "samples": [
                len(self.triples[license] & kept) for license in licenses
            ],
            "hashes": len(having),
            "groups": len(groups),
        }
        counts = array("H", chain(*((len(h), len(p)) for p, h in ordered)))
        holders = array("H", chain(*(p for p, _ in ordered)))
        return b"".join(
            [
                json.dumps(head, separators=(",", ":")).encode(),
                b"\n",
                *(one for _, one in digests),
                array("I", chain(*(h for _, h in ordered))).tobytes(),
                compress(counts.tobytes() + holders.tobytes(), 9),
            ]
        )

    def kept(self) -> set[int]:
        """Return the triples that are kept of every text that has them."""
        kept = {
            one
            for own in self.triples.values()
            for one in own
            if one % SAMPLED == 0
        }
        for own in self.triples.values():
            self.fill(kept, own, SHORT)
        for one, other in self.alike(kept):
            self.fill(kept, self.triples[one] - self.triples[other], TELLING)
        return kept

    def fill(self, kept: set[int], own: frozenset[int], least: int) -> None:
        """Keep at least so many of some triples, or all."""
        missing = least - len(own & kept)
        if missing > 0:
            kept.update(sorted(own - kept)[:missing])

    def alike(self, kept: set[int]) -> list[tuple[str, str]]:
        """Return the pairs of texts that have much in common."""
        samples = {name: own & kept for name, own in self.triples.items()}
        having: dict[int, list[str]] = {}
        for name, own in samples.items():
            for one in own:
                having.setdefault(one, []).append(name)
        pairs = []
        for name, own in sorted(samples.items()):
            shared = Counter(chain(*(having[one] for one in own)))
            pairs += [
                (name, other)
                for other, count in sorted(shared.items())
                if other != name
                and 2 * count >= LIKE * (len(own) + len(samples[other]))
            ]
        return pairs


def main() -> None:
    """Write the index."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--keys", type=Path)
    options = parser.parse_args()
    keys: dict[str, str] = {}
    if options.keys:
        data = json.loads(options.keys.read_text(encoding="utf-8"))
        # What ScanCode alone names keeps its name.
        keys = {row[0]: row[1] for row in data["rows"] if row[1]}
    index = Index()
    for folder in options.folders:
        for license, text in references(folder, keys):
            index.add(license, text)
    INDEX.write_bytes(index.written())


if __name__ == "__main__":
    main()

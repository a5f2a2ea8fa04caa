"""Write the index of license texts from folders of reference texts.

    python tasks/update_texts.py FOLDER...

A folder holds ``<id>.txt`` files, named by SPDX ids or by our own, or
``<key>.LICENSE`` files as scancode-licensedb has them. ``--keys FILE`` maps
those keys to SPDX ids, ``--ours FILE`` to our own. The texts are not copied:
the index holds digests and samples of their hashes.
"""

from __future__ import annotations

import argparse
import json
from array import array
from collections.abc import Iterator
from pathlib import Path

from openness.licenses.catalog import text as known_text
from openness.licenses.identify import digest, sample, words

INDEX = Path(__file__).parents[1] / "src/openness/licenses/texts.bin"


def references(
    folder: Path, keys: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Return the license and the text of each file of a folder."""
    for path in sorted(folder.glob("*.txt")):
        found = known_text(path.stem) or known_text(f"LicenseRef-{path.stem}")
        license = found.id if found else f"LicenseRef-{path.stem}"
        yield license, path.read_text(encoding="utf-8", errors="replace")
    for path in sorted(folder.glob("*.LICENSE")):
        license = keys.get(path.stem) or f"LicenseRef-scancode-{path.stem}"
        yield license, path.read_text(encoding="utf-8", errors="replace")


def main() -> None:
    """Write the index."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--keys", type=Path)
    parser.add_argument("--ours", type=Path)
    options = parser.parse_args()
    keys: dict[str, str] = {}
    if options.keys:
        data = json.loads(options.keys.read_text(encoding="utf-8"))
        keys = {row[0]: row[1] for row in data["rows"] if row[1]}
    if options.ours:
        for line in options.ours.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            key = row.get("scancode_key")
            if key and "LicenseRef-" in keys.get(key, "LicenseRef-"):
                keys[key] = f"LicenseRef-{row['id']}"
    head = []
    hashes = array("I")
    seen: set[bytes] = set()
    sampled: set[str] = set()
    for folder in options.folders:
        for license, text in references(folder, keys):
            # How to apply a license is no part of it, and often left out.
            body, end, _ = text.partition("END OF TERMS AND CONDITIONS")
            tokens = words(body + end)
            wordings = {digest(tokens), digest(words(text))} - seen
            if not wordings or not tokens:
                continue
            seen |= wordings
            # Further wordings of a license need no sample of their own.
            own = [] if license in sampled else sorted(sample(tokens))
            sampled.add(license)
            first, *others = sorted(one.hex() for one in wordings)
            head.append([license, first, len(tokens), len(own)])
            head += [[license, one, 0, 0] for one in others]
            hashes.extend(own)
    INDEX.write_bytes(
        json.dumps(head, separators=(",", ":")).encode()
        + b"\n"
        + hashes.tobytes()
    )


if __name__ == "__main__":
    main()

"""Write the page of each AI license, and their index, from the catalog.

    python tasks/write_license_pages.py

A page shows what ``openness license ID --format markdown`` shows, and the
names that resolve to the license.
"""

from __future__ import annotations

from pathlib import Path

import tomli

from openness.licenses import OPEN, LicenseText
from openness.licenses.catalog import ids, text
from openness.licenses.questions import COMMERCIAL_USE, answer
from openness.reports.of_license import as_markdown

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src/openness/licenses/data"
PAGES = ROOT / "docs/licenses"

#: Licenses for models and for data to train them on that SPDX lists.
LISTED = (
    "C-UDA-1.0",
    "CDLA-Permissive-1.0",
    "CDLA-Permissive-2.0",
    "CDLA-Sharing-1.0",
    "O-UDA-1.0",
    "OpenMDW-1.0",
)

INDEX = """\
# AI licenses

What SPDX does not list, and what it lists that was made for models or for
data to train them on. Written from the catalog, not by hand.

- [What the tags mean](../how-to/add-a-license.md)
- [What is asked of a license, and the answers](../reference/licenses.md)
- [Where the categories of ScanCode differ](differences.md)

| license | by | open terms | in a business? | restrictions |
| --- | --- | --- | --- | --- |
"""


def pages() -> dict[str, str]:
    """Return the text of each page by its file name."""
    found = {}
    rows = []
    for id in [i for i in ids() if i in LISTED or i.startswith("LicenseRef")]:
        license = text(id)
        if license is None:
            raise LookupError(id)
        stem = id.removeprefix("LicenseRef-").lower()
        found[f"{stem}.md"] = page(license, stem)
        rows.append((license.name.lower(), row(license, stem)))
    lines = [line for _, line in sorted(rows)]
    found["index.md"] = INDEX + "".join(lines)
    return found


def page(license: LicenseText, stem: str) -> str:
    """Return the page of one license."""
    data = tomli.loads((DATA / f"{stem}.toml").read_text(encoding="utf-8"))
    lines = [
        f"- {label}: {', '.join(f'`{name}`' for name in data[key])}"
        for label, key in (
            ("identifiers of the Hub", "hub_ids"),
            ("other names", "spellings"),
        )
        if data.get(key)
    ]
    names = "\n".join(["## Names", "", *lines, ""]) + "\n" if lines else ""
    return f"{as_markdown([license])}\n{names}[All AI licenses](index.md)\n"


def row(license: LicenseText, stem: str) -> str:
    """Return the row of one license in the index."""
    restrictions = ", ".join(one.value for one in license.terms.restrictions)
    unread = not (license.read or license.members)
    cells = (
        f"[{license.name}]({stem}.md)".replace("|", "\\|"),
        (license.owner or "").replace("|", "\\|"),
        OPEN.judge(license.terms).value,
        answer(COMMERCIAL_USE, license.id).answer.value,
        "not read" if unread else restrictions,
    )
    return f"| {' | '.join(cells)} |\n"


def main() -> None:
    """Write the pages, and remove those of licenses that are gone."""
    written = pages()
    for path in PAGES.glob("*.md"):
        if path.name not in {*written, "differences.md"}:
            path.unlink()
    for name, content in written.items():
        (PAGES / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()

"""Write the page of each definition: the text of ``openness rule ID``.

python tasks/write_framework_pages.py
"""

from __future__ import annotations

from pathlib import Path

from openness.frameworks import ALL
from openness.reports.of_rule import of_framework

PAGES = Path(__file__).parents[1] / "docs/frameworks"


def main() -> None:
    """Write one page a definition."""
    for framework in ALL:
        text = "\n".join(of_framework(framework)).rstrip() + "\n"
        path = PAGES / f"{framework.id}.md"
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

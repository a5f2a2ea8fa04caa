"""``python -m openness``."""

from __future__ import annotations

from openness.cli import run

__all__: list[str] = []

if __name__ == "__main__":
    run()

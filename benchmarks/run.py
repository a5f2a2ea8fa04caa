"""Speed, as ratios to floors measured in the same run.

    python benchmarks/run.py            (about two minutes)
    python benchmarks/run.py --quick    (a smoke test: few repeats)

A ratio compares medians of runs that alternate, so that a busy machine slows
both sides. huggingface_hub is compared with where it is installed.
"""

from __future__ import annotations

import compileall
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import openness
from openness.frameworks import classify
from openness.readers import read

CARD = """\
---
license: {license}
language:
- en
tags:
- text-generation
- model-{number}
datasets:
- allenai/dolma
pipeline_tag: text-generation
widget:
- text: "Once upon a time"
  example_title: {number}
---
# Model {number}

{body}
"""
LICENSES = ("apache-2.0", "mit", "llama3.1", "cc-by-nc-4.0", "other")
WANTED = re.compile(
    r"^(license|license_name|license_link|base_model|base_model_relation|"
    r"datasets):(.*(?:\n[ -].*)*)",
    re.MULTILINE,
)


def process(code: str, *arguments: str) -> Callable[[], float]:
    """Return a timer of a whole Python process."""

    def run() -> float:
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", code, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return time.perf_counter() - start

    return run


def compare(
    what: str,
    ours: Callable[[], float],
    floor: Callable[[], float],
    *,
    goal: float,
    repeats: int,
) -> None:
    """Print the ratio of two timers, run in turn."""
    pairs = [(ours(), floor()) for _ in range(repeats)]
    mine = statistics.median(pair[0] for pair in pairs)
    theirs = statistics.median(pair[1] for pair in pairs)
    ratio = mine / theirs
    print(
        f"{what:<58} {ratio:5.2f} x  (goal {goal} x; "
        f"{mine * 1000:.1f} ms to {theirs * 1000:.1f} ms)"
    )


def real_cards() -> list[bytes]:
    """Return cards to measure on: real ones if they are at hand."""
    corpus = Path(__file__).parents[2] / "shared/corpus/cards"
    real = [path.read_bytes() for path in sorted(corpus.glob("hf-20*/*.md"))]
    print(f"cards: {len(real)} real ones" if real else "cards: made up")
    return real or [
        CARD.format(
            license=license, number=number, body="Words. " * 600
        ).encode()
        for number, license in enumerate(LICENSES)
    ]


def floor(paths: list[str]) -> float:
    """Read each file, slice the wanted keys out of its front matter."""
    start = time.perf_counter()
    for path in paths:
        with open(path, "rb") as file:
            content = file.read().decode("utf-8", "replace")
        end = content.find("\n---", 4)
        dict(WANTED.findall(content[4:end]))
    return time.perf_counter() - start


def whole(paths: list[str]) -> float:
    """Read and classify each file."""
    start = time.perf_counter()
    for path in paths:
        classify(read(path).release)
    return time.perf_counter() - start


def extremes(paths: list[str]) -> None:
    """Print the slowest card and the peak memory of all in one run."""
    slowest = max(whole([path]) for path in paths)
    code = (
        "import resource, sys; from openness.cli import main; "
        "main(['classify', '--format', 'json', *sys.argv[1:]]); "
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; "
        "print(peak / 1024, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *paths],
        check=True,
        capture_output=True,
        text=True,
    )
    peak = float(done.stderr.splitlines()[-1])
    print(
        f"{len(paths):,} cards: slowest {slowest * 1000:.1f} ms (goal 100), "
        f"peak memory {peak:.0f} MB (goal 150)"
    )


def main() -> None:
    """Measure and print."""
    quick = "--quick" in sys.argv
    repeats = 3 if quick else 21
    compileall.compile_dir(
        str(Path(openness.__file__).parent), quiet=1, maxlevels=9
    )
    bare = process("import attrs")
    compare(
        "import openness / import attrs",
        process("import openness"),
        bare,
        goal=1.3,
        repeats=repeats,
    )
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        cards = real_cards()
        for number in range(1000 if quick else 20_000):
            path = Path(folder) / f"{number}.md"
            path.write_bytes(cards[number % len(cards)])
            paths.append(str(path))
        run = "import sys; from openness.cli import main; main(sys.argv[1:])"
        path = Path(folder) / "README.md"
        path.write_text(
            CARD.format(license="llama3.1", number=1, body="Words. " * 600)
        )
        command = process(run, "classify", str(path))
        compare(
            "openness classify CARD / import attrs",
            command,
            bare,
            goal=2.2,
            repeats=repeats,
        )
        if find_spec("huggingface_hub"):
            load = (
                "import sys; from huggingface_hub import ModelCard; "
                "ModelCard.load(sys.argv[1])"
            )
            compare(
                "openness classify CARD / huggingface_hub ModelCard.load",
                command,
                process(load, str(path)),
                goal=0.4,
                repeats=repeats,
            )
        extremes(paths[:1073])
        compare(
            f"read and classify {len(paths):,} cards / slice wanted keys",
            lambda: whole(paths),
            lambda: floor(paths),
            goal=3.0,
            repeats=3 if quick else 5,
        )


if __name__ == "__main__":
    main()

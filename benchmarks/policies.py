"""The speed of policies, as a share of the speed of classifying.

    python benchmarks/policies.py            (about a minute)
    python benchmarks/policies.py --quick    (a smoke test: few releases)

A share compares medians of runs that alternate, so that a busy machine slows
both sides. A policy that does no more than ask another definition than the
default is compared with that definition.
"""

from __future__ import annotations

import statistics
import sys
import time
from itertools import cycle, islice
from pathlib import Path

from openness.definition import Framework
from openness.frameworks import SPECTRUM_1_0, classify, find
from openness.policy import SHIPPED, Labelled, Policy, read_policy
from openness.readers import read
from openness.release import Release
from openness.testing import every_license

GOAL = 0.6


def releases(number: int) -> list[Release]:
    """Return releases of real cards if they are at hand, and of licenses."""
    corpus = Path(__file__).parents[2] / "shared/corpus/cards"
    paths = sorted(corpus.glob("hf-20*/*.md"))
    known = [read(str(path)).release for path in paths]
    print(f"cards: {len(known)} real ones" if known else "cards: made up")
    return list(islice(cycle(known or every_license()), number))


def definition(policy: Policy) -> Framework:
    """Return the definition that a policy consists of, or the default."""
    subject = policy.rules[0].subject
    if len(policy.rules) == 1 and isinstance(subject, Labelled):
        return find(subject.framework)
    return SPECTRUM_1_0


def checking(policy: Policy, some: list[Release]) -> float:
    """Return how long a policy takes for all releases."""
    start = time.perf_counter()
    for release in some:
        policy.check(release)
    return time.perf_counter() - start


def classifying(framework: Framework, some: list[Release]) -> float:
    """Return how long a definition takes for all releases."""
    start = time.perf_counter()
    for release in some:
        classify(release, framework=framework)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    quick = "--quick" in sys.argv
    some = releases(500 if quick else 10_000)
    for name in SHIPPED:
        policy = read_policy(name)
        framework = definition(policy)
        pairs = [
            (checking(policy, some), classifying(framework, some))
            for _ in range(2 if quick else 7)
        ]
        ours = statistics.median(pair[0] for pair in pairs)
        floor = statistics.median(pair[1] for pair in pairs)
        print(
            f"{name:<28} {floor / ours:5.2f} of the speed of {framework.id} "
            f"(goal {GOAL}; {ours * 1000:.0f} ms to {floor * 1000:.0f} ms "
            f"for {len(some):,} releases)"
        )


if __name__ == "__main__":
    main()

"""Policies that are shipped, and those shown as examples."""

from pathlib import Path

import attrs
import pytest

import openness.policy
from openness import Outcome, Release
from openness.policy import SHIPPED, Effect, Evidenced, Policy, Rule, Tagged
from openness.policy.cases import Suite, fault, read_cases
from openness.requirements import Answer
from openness.testing import hosted, licensed

ROOT = Path(__file__).parents[2]
SHELF = Path(openness.policy.__file__).parent / "shipped"
EXAMPLES = ROOT / "examples/policies"
SUITES = sorted(
    [*SHELF.glob("*.policy-test.toml"), *EXAMPLES.glob("*.policy-test.toml")]
)
FLIPPED = {
    Effect.REQUIRE: Effect.FORBID,
    Effect.ALLOW: Effect.FORBID,
    Effect.FORBID: Effect.REQUIRE,
    Effect.ASK: Effect.REQUIRE,
}

every_suite = pytest.mark.parametrize(
    "path", SUITES, ids=lambda path: path.name.partition(".")[0]
)


def passes(suite: Suite, policy: Policy) -> bool:
    """Whether a policy does all that its cases expect."""
    return all(
        fault(case.ruling(policy), case.expect, case.because) is None
        for case in suite.cases
    )


class Kept:
    """A requirement that every release meets."""

    def ask(self, _: Release) -> Answer:
        """Return that it is met."""
        return Answer(Outcome.MET, "always")


def mutants(policy: Policy) -> list[tuple[str, Policy]]:
    """Return the policy with each of its rules idle, and each flipped."""
    found = []
    for rule in policy.rules:
        idle = attrs.evolve(rule, effect=Effect.REQUIRE, subject=Kept())
        found.append((f"{rule.id} idle", changed(policy, rule, idle)))
        if can_flip(rule):
            flipped = attrs.evolve(rule, effect=FLIPPED[rule.effect])
            found.append(
                (f"{rule.id} flipped", changed(policy, rule, flipped))
            )
    return found


def changed(policy: Policy, old: Rule, new: Rule) -> Policy:
    rules = [new if rule is old else rule for rule in policy.rules]
    return attrs.evolve(policy, rules=rules)


def can_flip(rule: Rule) -> bool:
    """Evidence cannot be forbidden, and nothing cannot be required."""
    subject = rule.subject
    return not isinstance(subject, Evidenced) and not (
        isinstance(subject, Tagged) and not subject.tags
    )


class TestSuites:
    @every_suite
    def test_pass(self, path: Path) -> None:
        """The policy does what its cases say."""
        suite = read_cases(str(path))

        assert passes(suite, suite.policy)

    @every_suite
    def test_notice_a_rule_that_is_dropped_or_flipped(
        self, path: Path
    ) -> None:
        """No rule can be turned round without a case that fails."""
        suite = read_cases(str(path))

        unnoticed = [
            name
            for name, mutant in mutants(suite.policy)
            if passes(suite, mutant)
        ]

        assert unnoticed == []

    @every_suite
    def test_every_rule_gives_its_reason(self, path: Path) -> None:
        """Who is denied is told why the rule is there."""
        policy = read_cases(str(path)).policy

        assert [rule.id for rule in policy.rules if not rule.reason] == []
        assert policy.description

    @every_suite
    def test_fail_closed(self, path: Path) -> None:
        """Nothing known, no license, only hosted: no policy allows it."""
        policy = read_cases(str(path)).policy

        for release in (Release("r"), licensed(None), hosted()):
            assert policy.judge(release).violations


class TestShipped:
    def test_are_all_listed_and_tested(self) -> None:
        """The list is the folder, and each has its cases."""
        cases = {path.name.partition(".policy-test")[0] for path in SUITES}
        files = {
            path.stem
            for path in SHELF.glob("*.toml")
            if ".policy-test" not in path.name
        }

        assert files == set(SHIPPED)
        assert files <= cases


class TestExamples:
    def test_there_are_thirty(self) -> None:
        """Each example policy comes with its cases."""
        policies = {
            path.stem
            for path in EXAMPLES.glob("*.toml")
            if ".policy-test" not in path.name
        }
        cases = {
            path.name.partition(".policy-test")[0]
            for path in EXAMPLES.glob("*.policy-test.toml")
        }

        assert len(policies) >= 30
        assert policies == cases

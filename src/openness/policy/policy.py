"""A policy: the rules of an organization, and what they say of a release.

House rules:

1. A policy fails closed. What is not known breaks every rule that asks.
2. Each artifact that provides a component must comply, whatever others do.
3. The recipient chooses once. Of a license that leaves a choice, one branch
   has to satisfy all rules together.
4. Terms are effective terms: those of the parents of a derivative included.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache

import attrs

from openness.errors import ScopeError
from openness.licenses.terms import Fact
from openness.outcome import Outcome
from openness.policy._answers import Plan, Said, SaidOf
from openness.policy.rules import (
    Decision,
    Organization,
    Rule,
    Severity,
    Waiver,
)
from openness.policy.subjects import fits
from openness.release import Artifact, Component, Evidence, Release
from openness.verdict import Finding

__all__ = ["Policy", "Ruling", "Violation"]


@attrs.frozen
class Violation:
    """A rule that a release breaks, or is not known to keep.

    Attributes:
        broken: The rule.
        release: The name of the release.
        outcome: Unmet if the rule is known to be broken; unknown if it is
            not known to be kept.
        because: The reason, for people.
        component: The component; None if the rule is about the whole.
        artifact: The artifact; None if it is not about one.
        terms: The terms that break the rule, with their clauses.
        evidence: Where it was read; empty where silence is the reason.
        waiver: The waiver that sets it aside, or set it aside until it
            expired; None if there is none.
    """

    broken: Rule
    release: str
    outcome: Outcome
    because: str
    component: Component | None = None
    artifact: Artifact | None = None
    terms: tuple[Fact, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    waiver: Waiver | None = None

    @property
    def rule(self) -> str:
        """The id of the rule."""
        return self.broken.id

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.broken.severity

    @property
    def decision(self) -> Decision:
        """Whether a person is to decide, or the release is denied."""
        unknown = self.outcome is Outcome.UNKNOWN
        return self.broken.unknown if unknown else self.broken.otherwise

    @property
    def fix(self) -> str:
        """What to do."""
        if self.outcome is Outcome.UNKNOWN:
            find_out = (
                "Find out, and write it into a release manifest with its "
                "source; or record a waiver."
            )
            return " ".join(filter(None, [find_out, self.broken.fix]))
        return self.broken.fix or "Choose another release, or record a waiver."


@attrs.frozen(kw_only=True)
class Ruling:
    """What a policy says of one release.

    Attributes:
        policy: The name of the policy.
        release: The name of the release.
        findings: One for each rule that applies, in the policy's order, its
            criterion the id of the rule.
        violations: The rules broken and not waived.
        waived: The rules broken and set aside.
    """

    policy: str
    release: str
    findings: tuple[Finding, ...]
    violations: tuple[Violation, ...]
    waived: tuple[Violation, ...]

    @property
    def decision(self) -> Decision:
        """What becomes of the release; only errors count."""
        found = {
            violation.decision
            for violation in self.violations
            if violation.severity is Severity.ERROR
        }
        for decision in (Decision.DENY, Decision.ASK):
            if decision in found:
                return decision
        return Decision.ALLOW


_ALL: frozenset[str] = frozenset()


def _rules(value: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(value)


def _waivers(value: Iterable[Waiver]) -> tuple[Waiver, ...]:
    return tuple(value)


@attrs.frozen(cache_hash=True)
class Policy:
    """What an organization accepts.

    Attributes:
        name: What it is called.
        rules: Its rules; each id is unique.
        description: What it is for; None if not given.
        organization: What terms with a threshold need to know.
        waivers: The decisions of people.
    """

    name: str
    rules: tuple[Rule, ...] = attrs.field(converter=_rules)
    description: str | None = attrs.field(default=None, kw_only=True)
    organization: Organization = attrs.field(
        factory=Organization, kw_only=True
    )
    waivers: tuple[Waiver, ...] = attrs.field(
        default=(), converter=_waivers, kw_only=True
    )

    @rules.validator
    def _told_apart(self, _: object, rules: tuple[Rule, ...]) -> None:
        ids = [rule.id for rule in rules]
        twice = next((id for id in ids if ids.count(id) > 1), None)
        if twice is not None:
            message = f"two rules have the id {twice!r}"
            raise ValueError(message)

    @property
    def scopes(self) -> frozenset[str]:
        """The scopes that its rules tell apart."""
        return frozenset(s for rule in self.rules for s in rule.scopes)

    def rule(self, id: str) -> Rule | None:
        """Return the rule with an id; None if there is none."""
        return next((rule for rule in self.rules if rule.id == id), None)

    def known_scopes(self, scopes: Iterable[str]) -> frozenset[str]:
        """Return scopes that were asked for, if rules know all of them.

        Raises:
            ScopeError: No rule knows one of them.
        """
        if not scopes:
            return _ALL
        wanted = frozenset(scopes)
        for scope in sorted(wanted - self.scopes):
            raise ScopeError(scope, tuple(sorted(self.scopes)))
        return wanted

    def check(
        self,
        release: Release,
        *,
        scopes: Iterable[str] = (),
        today: dt.date | None = None,
    ) -> tuple[Violation, ...]:
        """Return the rules that a release breaks and no waiver sets aside.

        Args:
            release: What to check.
            scopes: The uses that it is checked for; by default all, so that
                every rule applies.
            today: The day on which waivers must hold; by default today.

        Raises:
            ScopeError: No rule knows one of the scopes.
        """
        answers = _plan(self, self.known_scopes(scopes)).answers(release)
        broken = _broken(self, release, answers)
        if not self.waivers:
            return broken
        return _Waivers(self, today).sort(broken)[0]

    def judge(
        self,
        release: Release,
        *,
        scopes: Iterable[str] = (),
        today: dt.date | None = None,
    ) -> Ruling:
        """Return all that the policy says of a release; see `check`."""
        plan = _plan(self, self.known_scopes(scopes))
        answers = list(plan.answers(release))
        violations, waived = _Waivers(self, today).sort(
            _broken(self, release, answers)
        )
        return Ruling(
            policy=self.name,
            release=release.name,
            findings=tuple(_findings(answers, self.rules)),
            violations=violations,
            waived=waived,
        )


@lru_cache(maxsize=64)
def _plan(policy: Policy, scopes: frozenset[str]) -> Plan:
    """Return the plan for the rules that apply; made once."""
    rules = tuple(
        rule
        for rule in policy.rules
        if not scopes or not rule.scopes or rule.scopes & scopes
    )
    return Plan(rules, policy.organization)


def _broken(
    policy: Policy, release: Release, answers: Iterable[SaidOf]
) -> tuple[Violation, ...]:
    """Return the rules broken, in the policy's order."""
    found = [
        Violation(
            said.rule,
            release.name,
            said.outcome,
            said.because,
            said.component,
            artifact,
            said.terms,
            said.evidence
            or (artifact.evidence if artifact is not None else ()),
        )
        for artifact, _, broken in answers
        for said in broken
    ]
    if len(found) > 1:
        places = _places(policy)
        found.sort(key=lambda one: places[one.broken.id])
    return tuple(found)


@lru_cache(maxsize=64)
def _places(policy: Policy) -> dict[str, int]:
    return {rule.id: place for place, rule in enumerate(policy.rules)}


def _findings(
    answers: list[SaidOf], rules: tuple[Rule, ...]
) -> Iterator[Finding]:
    """Join what is said of each rule; what decides is the worst."""
    by_rule: dict[str, list[tuple[Artifact | None, Said]]] = {}
    for artifact, kept, broken in answers:
        for said in (*kept, *broken):
            by_rule.setdefault(said.rule.id, []).append((artifact, said))
    for rule in rules:
        if rule.id not in by_rule:
            continue
        found = by_rule[rule.id]
        outcome = Outcome.all_of(said.outcome for _, said in found)
        deciding = [one for one in found if one[1].outcome is outcome]
        evidence = [
            one
            for artifact, said in deciding
            for one in said.evidence or (artifact.evidence if artifact else ())
        ]
        yield Finding(
            rule.id,
            outcome,
            "; ".join(dict.fromkeys(said.because for _, said in deciding)),
            tuple(dict.fromkeys(evidence)),
        )


class _Waivers:
    """The waivers of a policy on a day."""

    def __init__(self, policy: Policy, today: dt.date | None) -> None:
        self.all = policy.waivers
        self.today = today or dt.datetime.now(dt.UTC).date()

    def sort(
        self, violations: tuple[Violation, ...]
    ) -> tuple[tuple[Violation, ...], tuple[Violation, ...]]:
        """Return the violations that stand, and those that are waived."""
        standing = []
        waived = []
        for violation in violations:
            waiver = self.on(violation)
            if waiver is None:
                standing.append(violation)
            elif waiver.granted <= self.today <= waiver.expires:
                waived.append(attrs.evolve(violation, waiver=waiver))
            else:
                standing.append(attrs.evolve(violation, waiver=waiver))
        return tuple(standing), tuple(waived)

    def on(self, violation: Violation) -> Waiver | None:
        """Return the waiver that reaches furthest into the future."""
        matching = [
            waiver
            for waiver in self.all
            if waiver.rule == violation.rule
            and fits(violation.release, waiver.release)
        ]
        holding = [w for w in matching if w.granted <= self.today]
        return max(
            holding or matching, key=lambda one: one.expires, default=None
        )

"""Laws that hold for every policy: it fails closed, whatever it says."""

from typing import TypeVar

import attrs
from hypothesis import given
from hypothesis import strategies as st
from strategies import LICENSES, TAGS, components, releases

from openness import (
    Access,
    Artifact,
    Category,
    Evidence,
    Outcome,
    Parent,
    Release,
)
from openness.affordances import ALL as AFFORDANCES
from openness.affordances import May
from openness.frameworks import ALL as FRAMEWORKS
from openness.licenses import OPEN
from openness.policy import (
    Affords,
    Criterion,
    Decision,
    Effect,
    Evidenced,
    InCategory,
    Labelled,
    LicenseNamed,
    Obtainable,
    Organization,
    Policy,
    Rule,
    Severity,
    Tagged,
    TermsMeet,
)
from openness.release import Completeness, Strength
from openness.requirements import NotMonetized

T = TypeVar("T")

NAMES = ["MIT", "GPL-*", "CC-BY-NC-4.0", "LicenseRef-llama-3.1"]
PROVABLE = [
    Category.OPEN_SOURCE,
    Category.OPEN_WEIGHT,
    Category.PROPRIETARY,
]


def few(of: st.SearchStrategy[T]) -> st.SearchStrategy[list[T]]:
    """One to three of a kind."""
    return st.lists(of, min_size=1, max_size=3)


evidence = st.lists(
    st.builds(Evidence, st.just("x"), st.none(), st.sampled_from([*Strength])),
    max_size=3,
)


@st.composite
def labelled(draw: st.DrawFn) -> Labelled:
    """Some labels of some definition."""
    framework = draw(
        st.sampled_from([one for one in FRAMEWORKS if one.levels[1:]])
    )
    # Not all of them, which would be no rule.
    labels = [level.label for level in framework.levels[1:]]
    chosen = draw(few(st.sampled_from(labels)))
    return Labelled(framework.id, chosen)


@st.composite
def criteria(draw: st.DrawFn) -> Criterion:
    """Some criterion of some definition."""
    framework = draw(st.sampled_from(FRAMEWORKS))
    one = draw(st.sampled_from(framework.criteria))
    return Criterion(framework.id, one.id)


evidenced = st.builds(Evidenced, st.sampled_from(Strength))
subjects = st.one_of(
    st.builds(Tagged, few(st.sampled_from(TAGS))),
    st.builds(LicenseNamed, few(st.sampled_from(NAMES))),
    st.just(TermsMeet(OPEN)),
    st.builds(
        Obtainable, st.sampled_from(Access), st.sampled_from(Completeness)
    ),
    st.builds(
        InCategory,
        st.lists(st.sampled_from(PROVABLE), min_size=1, max_size=2),
    ),
    labelled(),
    criteria(),
    st.builds(
        Affords,
        st.sampled_from([one.id for one in AFFORDANCES]),
        few(st.sampled_from([May.YES, May.NO, May.CONDITIONAL])),
    ),
    st.just(NotMonetized()),
)
violated = st.sampled_from([Decision.ASK, Decision.DENY])


@st.composite
def rules(draw: st.DrawFn, number: int) -> Rule:
    """A rule of any kind."""
    effect = draw(st.sampled_from(Effect))
    evidence_fits = effect in {Effect.REQUIRE, Effect.ALLOW}
    return Rule(
        id=f"rule-{number}",
        effect=effect,
        subject=draw(subjects | evidenced if evidence_fits else subjects),
        on=draw(few(components)),
        severity=draw(st.sampled_from(Severity)),
        otherwise=draw(violated),
        unknown=draw(violated),
        withheld=draw(st.sampled_from([Decision.ALLOW, Decision.DENY])),
    )


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """A policy of a few rules, of an organization of some size."""
    size = draw(st.none() | st.floats(0, 1e10))
    return Policy(
        "p",
        [draw(rules(number)) for number in range(draw(st.integers(1, 4)))],
        organization=Organization(monthly_active_users=size, usd_a_year=size),
    )


@st.composite
def derived(draw: st.DrawFn) -> Release:
    """A release, often with parents and evidence."""
    release = draw(releases)
    parents = draw(
        st.lists(
            st.builds(
                Parent, st.just("base"), license=st.sampled_from(LICENSES)
            ),
            max_size=2,
        )
    )
    artifacts = [
        attrs.evolve(one, evidence=draw(evidence)) for one in release.artifacts
    ]
    return attrs.evolve(release, parents=parents, artifacts=artifacts)


@st.composite
def less_known(draw: st.DrawFn, release: Release) -> Release:
    """The same release, with some of its facts unknown.

    That a second artifact of a kind exists cannot be forgotten: no rule
    could tell a release that has it from one that has not.
    """
    forget = st.booleans()
    artifacts = []
    for one in release.artifacts:
        unique = all(
            other is one or other.provides.isdisjoint(one.provides)
            for other in release.artifacts
        ) and not any(w.component in one.provides for w in release.withheld)
        if unique and draw(forget):
            continue
        artifacts.append(_less(draw, one))
    return attrs.evolve(
        release,
        artifacts=artifacts,
        withheld=[one for one in release.withheld if not draw(forget)],
        parents=[
            attrs.evolve(one, license=None) if draw(forget) else one
            for one in release.parents
        ],
        stages=None if draw(forget) else release.stages,
        training_compute=None if draw(forget) else release.training_compute,
        monetized=None if draw(forget) else release.monetized,
    )


def _less(draw: st.DrawFn, one: Artifact) -> Artifact:
    forget = st.booleans()
    return attrs.evolve(
        one,
        license=None if draw(forget) else one.license,
        access=None if draw(forget) else one.access,
        completeness=None if draw(forget) else one.completeness,
        # That a thing is presumed only is no fact in its favor.
        evidence=[
            shown
            for shown in one.evidence
            if shown.strength is Strength.PRESUMED or not draw(forget)
        ],
    )


class TestFailClosed:
    @given(policy=policies(), release=derived(), data=st.data())
    def test_forgetting_a_fact_never_turns_a_violation_into_a_pass(
        self, policy: Policy, release: Release, data: st.DataObject
    ) -> None:
        """Each rule that is broken is still broken when less is known."""
        before = {found.rule for found in policy.check(release)}
        less = data.draw(less_known(release))

        after = {found.rule for found in policy.check(less)}

        assert before <= after

    @given(policy=policies())
    def test_silence_breaks_every_rule(self, policy: Policy) -> None:
        """Of a release of which nothing is known, no rule is kept."""
        found = policy.check(Release("r"))

        assert {one.rule for one in found} == {r.id for r in policy.rules}
        assert {one.outcome for one in found} == {Outcome.UNKNOWN}

    @given(policy=policies(), release=derived())
    def test_every_rule_is_answered_with_a_reason(
        self, policy: Policy, release: Release
    ) -> None:
        """What `check` reports is what `judge` does not find met."""
        ruling = policy.judge(release)

        assert [f.criterion for f in ruling.findings] == [
            rule.id for rule in policy.rules
        ]
        assert all(finding.because for finding in ruling.findings)
        assert ruling.violations == policy.check(release)
        assert {found.rule for found in ruling.violations} == {
            f.criterion
            for f in ruling.findings
            if f.outcome is not Outcome.MET
        }

"""Laws that hold for every release, every definition, every license."""

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import TAGS, artifacts, components, releases, stages, terms

from openness import Access, Artifact, Outcome, Release, classify
from openness.definition import Framework
from openness.frameworks import ALL
from openness.licenses import OPEN, Permission, Terms
from openness.licenses.catalog import choices, ids
from openness.licenses.comparison import Ordering, compare
from openness.licenses.expression import Compound, License, parse
from openness.licenses.judgement import judge
from openness.licenses.questions import QUESTIONS, answer
from openness.release import Completeness, Component, ContentType, Stage
from openness.verdict import Verdict

RANK = {Outcome.UNMET: 0, Outcome.UNKNOWN: 1, Outcome.MET: 2}
every_framework = pytest.mark.parametrize(
    "framework", ALL, ids=lambda framework: framework.id
)


def levels(verdict: Verdict, framework: Framework) -> tuple[int, int]:
    """Floor and ceiling as numbers, the most open the smallest.

    While nothing is proven, the worst that is possible is the last level.
    """
    rank = {level.label: n for n, level in enumerate(framework.levels)}
    rank[framework.undetermined] = len(framework.levels) - 1
    return rank[verdict.floor], rank[verdict.ceiling]


@st.composite
def better_known(draw: st.DrawFn, release: Release) -> Release:
    """The same release with some of its unknown facts known."""
    licenses = st.sampled_from(["MIT", "CC-BY-NC-4.0", None])
    artifacts = [
        attrs.evolve(
            one,
            access=one.access
            if one.access is not None
            else draw(st.sampled_from([None, *Access])),
            license=one.license or draw(licenses),
            completeness=one.completeness
            or draw(st.sampled_from([None, *Completeness])),
        )
        for one in release.artifacts
    ]
    return attrs.evolve(
        release,
        artifacts=artifacts,
        parents=[
            attrs.evolve(one, license=one.license or draw(licenses))
            for one in release.parents
        ],
        stages=draw(stages) if release.stages is None else release.stages,
    )


class TestVerdicts:
    @every_framework
    @given(release=releases)
    def test_each_criterion_is_answered_once_with_a_reason(
        self, framework: Framework, release: Release
    ) -> None:
        """No criterion is skipped, answered twice, or left unexplained."""
        verdict = classify(release, framework=framework)

        assert [f.criterion for f in verdict.findings] == [
            criterion.id for criterion in framework.criteria
        ]
        assert all(finding.because for finding in verdict.findings)

    @every_framework
    @given(release=releases)
    def test_floor_never_exceeds_ceiling(
        self, framework: Framework, release: Release
    ) -> None:
        """What is proven is possible, in labels and in score."""
        verdict = classify(release, framework=framework)
        floor, ceiling = levels(verdict, framework)

        assert ceiling <= floor
        assert verdict.score is None or (
            verdict.score.low <= verdict.score.high
        )

    @every_framework
    def test_silence_is_never_met(self, framework: Framework) -> None:
        """A release of which nothing is known meets no criterion."""
        verdict = classify(Release("r"), framework=framework)

        assert verdict.met == ()

    @every_framework
    @given(
        release=releases,
        component=components,
        license=st.sampled_from(["MIT", "Apache-2.0", "GPL-3.0-only"]),
        whole=artifacts,
    )
    def test_publishing_openly_never_worsens(
        self,
        framework: Framework,
        release: Release,
        component: Component,
        license: str,
        whole: Artifact,
    ) -> None:
        """One more open artifact lowers no outcome, floor or score bound.

        Weights are open only if those of every base model are, too.
        """
        assume(
            component.content_type is not ContentType.WEIGHTS
            or not release.parents
        )
        extra = Artifact(
            {component},
            license=license,
            access=Access.PUBLIC,
            completeness=whole.completeness,
        )
        more = attrs.evolve(release, artifacts=[*release.artifacts, extra])

        before = classify(release, framework=framework)
        after = classify(more, framework=framework)

        for old, new in zip(before.findings, after.findings, strict=True):
            assert RANK[old.outcome] <= RANK[new.outcome]
        assert levels(after, framework)[0] <= levels(before, framework)[0]
        assert levels(after, framework)[1] <= levels(before, framework)[1]
        if before.score is not None and after.score is not None:
            assert before.score.low <= after.score.low
            assert before.score.high <= after.score.high

    @every_framework
    @given(release=releases, data=st.data())
    def test_resolving_an_unknown_stays_inside_the_interval(
        self, framework: Framework, release: Release, data: st.DataObject
    ) -> None:
        """Learning a fact narrows floor, ceiling and score, or keeps them."""
        known = data.draw(better_known(release))

        before = classify(release, framework=framework)
        after = classify(known, framework=framework)

        for was, now in zip(before.findings, after.findings, strict=True):
            assert was.outcome in {Outcome.UNKNOWN, now.outcome}
        assert levels(after, framework)[0] <= levels(before, framework)[0]
        assert levels(after, framework)[1] >= levels(before, framework)[1]
        if before.score is not None and after.score is not None:
            assert before.score.low <= after.score.low
            assert after.score.high <= before.score.high


class TestGap:
    @every_framework
    @given(release=releases, data=st.data())
    def test_empty_exactly_when_the_label_is_reached(
        self, framework: Framework, release: Release, data: st.DataObject
    ) -> None:
        """Nothing is missing for what is proven, something for the rest."""
        level = data.draw(st.sampled_from(framework.levels))
        verdict = classify(release, framework=framework)
        gap = verdict.gap(level.label)

        assert (gap.open == ()) == verdict.reaches(level.label)
        assert (gap.changes == ()) == verdict.reaches(level.label)

    @every_framework
    @given(release=releases, data=st.data())
    def test_the_changes_reach_the_label(
        self, framework: Framework, release: Release, data: st.DataObject
    ) -> None:
        """Made, the changes are enough; no single one of them can go."""
        level = data.draw(st.sampled_from(framework.levels))
        gap = classify(release, framework=framework).gap(level.label)
        assume(gap.changes is not None)

        after = classify(gap.apply(release), framework=framework)

        assert after.reaches(level.label)
        for change in gap.changes or ():
            fewer = tuple(one for one in gap.changes or () if one != change)
            less = attrs.evolve(gap, changes=fewer).apply(release)
            assert not classify(less, framework=framework).reaches(level.label)

    @every_framework
    def test_only_a_fact_that_stands_cannot_be_changed(
        self, framework: Framework
    ) -> None:
        """From a release that withholds all, every label can be reached."""
        closed = Release("r", withheld=Component, stages=list(Stage))

        for level in framework.levels:
            gap = classify(closed, framework=framework).gap(level.label)
            assert gap.changes is not None


class TestTerms:
    @given(one=terms(), two=terms())
    def test_and_permits_at_most_what_each_permits(
        self, one: Terms, two: Terms
    ) -> None:
        """A conjunction gives no permission that a branch lacks."""
        both = Terms.all_of([one, two])

        assert both.permissions == one.permissions & two.permissions
        assert set(both.restrictions) >= set(one.restrictions)
        assert RANK[OPEN.judge(both)] <= RANK[OPEN.judge(one)]
        assert RANK[OPEN.judge(both)] <= RANK[OPEN.judge(two)]

    @given(many=st.lists(terms(), min_size=1, max_size=4))
    def test_what_is_common_holds_for_each(self, many: list[Terms]) -> None:
        """What is known of "one of these" is true of every one."""
        common = Terms.common_to(many)

        for tag in TAGS:
            said = common.has(tag)
            assert said is None or all(one.has(tag) is said for one in many)

    @given(found=terms())
    def test_a_tag_is_in_one_state(self, found: Terms) -> None:
        """Present and unknown exclude each other, also after combining."""
        both = Terms.all_of([found, Terms.nothing_known()])

        assert not both.present & both.unknown

    @given(
        one=st.sampled_from(["MIT", "CC-BY-NC-4.0", "LicenseRef-none"]),
        two=st.sampled_from(["GPL-3.0-only", "LicenseRef-llama-3.1"]),
    )
    def test_or_permits_at_least_what_each_branch_permits(
        self, one: str, two: str
    ) -> None:
        """The recipient of a disjunction can take either branch."""
        either = choices(f"{one} OR {two}")

        assert either == (*choices(one), *choices(two))
        for permission in Permission:
            given_by_one = any(
                t.has(permission) for t in (*choices(one), *choices(two))
            )
            assert given_by_one == any(t.has(permission) for t in either)


#: Licenses of every kind: described, listed only, unheard of.
one_license = st.sampled_from([*ids(), "Watcom-1.0", "LicenseRef-x"])
AT_LEAST = {
    Ordering.MORE_RESTRICTIVE,
    Ordering.AT_LEAST_AS_RESTRICTIVE,
    Ordering.SAME,
}
AT_MOST = {
    Ordering.LESS_RESTRICTIVE,
    Ordering.AT_MOST_AS_RESTRICTIVE,
    Ordering.SAME,
}
OPPOSITE = {
    Ordering.MORE_RESTRICTIVE: Ordering.LESS_RESTRICTIVE,
    Ordering.AT_LEAST_AS_RESTRICTIVE: Ordering.AT_MOST_AS_RESTRICTIVE,
}


class TestComparison:
    @given(one=one_license, two=one_license)
    def test_and_is_never_more_permissive(self, one: str, two: str) -> None:
        """All terms together restrict at least as much as some of them."""
        assert compare(f"{one} AND {two}", one).ordering in AT_LEAST

    @given(one=one_license, two=one_license)
    def test_or_is_never_less_permissive(self, one: str, two: str) -> None:
        """A choice restricts at most as much as what can be chosen."""
        assert compare(f"{one} OR {two}", one).ordering in AT_MOST

    @given(one=one_license, two=one_license)
    def test_either_side_tells_the_same(self, one: str, two: str) -> None:
        """More restrictive from here is less restrictive from there."""
        here = compare(one, two).ordering
        there = compare(two, one).ordering

        both_ways = OPPOSITE | {to: back for back, to in OPPOSITE.items()}
        assert there is both_ways.get(here, here)

    def test_is_transitive(self) -> None:
        """What restricts more than the narrower restricts more."""
        some = [*ids()[::16], "MIT OR GPL-3.0-only", "MIT AND CC-BY-NC-4.0"]
        wider = {
            one: [
                two for two in some if compare(one, two).ordering in AT_LEAST
            ]
            for one in some
        }

        for one in some:
            for two in wider[one]:
                assert set(wider[two]) <= set(wider[one])

    @given(one=one_license, two=one_license)
    def test_as_restrictive_means_the_same_terms(
        self, one: str, two: str
    ) -> None:
        """Of two licenses, neither is narrower only if no tag differs."""
        found = compare(one, two)
        assume(one != two and not found.unsettled)

        assert (found.ordering is Ordering.SAME) == (not found.differences)


class TestQuestions:
    @given(one=one_license, two=one_license)
    def test_more_terms_never_allow_more(self, one: str, two: str) -> None:
        """A criterion is met by AND at most, by OR at least, as by a part."""
        for question in QUESTIONS:
            for criterion in (question.freely, question.at_all):
                each = [RANK[judge(criterion, part)[0]] for part in (one, two)]
                both = RANK[judge(criterion, f"{one} AND {two}")[0]]
                either = RANK[judge(criterion, f"{one} OR {two}")[0]]

                assert both <= min(each)
                assert either == max(each)

    @given(one=one_license, two=one_license)
    def test_the_worst_and_the_best_move_one_way(
        self, one: str, two: str
    ) -> None:
        """An AND raises neither what is proven nor what is possible."""
        for question in QUESTIONS:
            alone = answer(question, one).possible
            both = answer(question, f"{one} AND {two}").possible
            places = {may: n for n, may in enumerate(question.answers)}

            assert places[alone[0]] <= places[both[0]]
            assert places[alone[-1]] <= places[both[-1]]


def _expressions() -> st.SearchStrategy[License | Compound]:
    licenses = st.sampled_from(
        [
            License("MIT"),
            License("Apache-2.0", or_later=True),
            License("GPL-2.0-only", exception="Classpath-exception-2.0"),
            License("LicenseRef-x"),
        ]
    )

    def combine(
        parts: st.SearchStrategy[License | Compound],
    ) -> st.SearchStrategy[License | Compound]:
        ors = st.lists(parts, min_size=2, max_size=3).map(
            lambda items: Compound(
                "OR", tuple(i for i in items if not _is(i, "OR"))
            )
        )
        ands = st.lists(parts, min_size=2, max_size=3).map(
            lambda items: Compound(
                "AND", tuple(i for i in items if not _is(i, "AND"))
            )
        )
        return (ors | ands).filter(lambda found: len(found.parts) > 1)

    return st.recursive(licenses, combine, max_leaves=8)


def _is(expression: License | Compound, operator: str) -> bool:
    return isinstance(expression, Compound) and expression.operator == operator


class TestExpressions:
    @given(expression=_expressions())
    def test_text_and_tree_are_the_same(
        self, expression: License | Compound
    ) -> None:
        """Parsing what an expression prints gives it back."""
        assert parse(str(expression)) == expression

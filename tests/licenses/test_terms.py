from openness.licenses.terms import (
    Condition,
    Fact,
    Limitation,
    Permission,
    Restriction,
    Terms,
)

COMMERCIAL = Permission.COMMERCIAL_USE
NC = Restriction.NON_COMMERCIAL


class TestTerms:
    def test_sorts_tags_by_group(self) -> None:
        """The four groups of terms are read off one set of tags."""
        terms = Terms(
            frozenset(
                [COMMERCIAL, Condition.SAME_LICENSE, Limitation.WARRANTY, NC]
            )
        )

        assert terms.permissions == {COMMERCIAL}
        assert terms.conditions == {Condition.SAME_LICENSE}
        assert terms.limitations == {Limitation.WARRANTY}
        assert terms.restrictions == (NC,)

    def test_tags_are_present_absent_or_unknown(self) -> None:
        """A tag that is neither present nor unknown is known to be absent."""
        terms = Terms(frozenset([COMMERCIAL]), frozenset([NC]))

        assert terms.has(COMMERCIAL) is True
        assert terms.has(NC) is None
        assert terms.has(Restriction.RESEARCH_ONLY) is False

    def test_finds_clauses(self) -> None:
        """The clauses of a tag are those recorded for it."""
        fact = Fact(tag=NC, license="x", section="2")
        terms = Terms(frozenset([NC]), facts=(fact,))

        assert terms.about(NC) == (fact,)
        assert terms.about(COMMERCIAL) == ()


class TestAllOf:
    def test_permits_what_all_permit(self) -> None:
        """Under two licenses at once, each must give the permission."""
        both = Terms.all_of(
            [Terms(frozenset([COMMERCIAL])), Terms(frozenset())]
        )

        assert both.has(COMMERCIAL) is False

    def test_restricts_what_one_restricts(self) -> None:
        """Under two licenses at once, either can restrict."""
        both = Terms.all_of([Terms(frozenset([NC])), Terms.nothing_known()])

        assert both.has(NC) is True

    def test_refusal_outweighs_ignorance(self) -> None:
        """A permission that one refuses is refused, whatever the other."""
        both = Terms.all_of([Terms(frozenset()), Terms.nothing_known()])

        assert both.has(COMMERCIAL) is False
        assert both.has(NC) is None

    def test_approval_needs_all(self) -> None:
        """Approval of one license says nothing of the other."""
        approved = Terms(frozenset(), approved=True)

        assert Terms.all_of([approved, approved]).approved
        assert not Terms.all_of([approved, Terms(frozenset())]).approved


class TestCommonTo:
    def test_keeps_what_all_agree_on(self) -> None:
        """Of a license that is one of several, only the common is known."""
        one = Terms(frozenset([COMMERCIAL, Permission.DISTRIBUTION]))
        two = Terms(frozenset([Permission.DISTRIBUTION, NC]))

        common = Terms.common_to([one, two])

        assert common.has(Permission.DISTRIBUTION) is True
        assert common.has(COMMERCIAL) is None
        assert common.has(NC) is None
        assert common.has(Restriction.RESEARCH_ONLY) is False

    def test_a_clause_is_an_example(self) -> None:
        """The clause of one text stands for those of the others."""
        facts = [Fact(tag=NC, license=id, section="2") for id in ("a", "b")]
        many = [Terms(frozenset([NC]), facts=(fact,)) for fact in facts]

        (shown,) = Terms.common_to(many).facts
        assert (shown.license, shown.example) == ("a", True)
        assert Terms.common_to(many[:1]).facts == (facts[0],)


class TestFact:
    def test_shows_its_threshold(self) -> None:
        """A threshold is shown with value and unit."""
        fact = Fact(
            tag=Restriction.USER_THRESHOLD,
            license="x",
            value=700_000_000,
            unit="monthly active users",
        )

        assert str(fact) == (
            "user-threshold (700,000,000 monthly active users)"
        )

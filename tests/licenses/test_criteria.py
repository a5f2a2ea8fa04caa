import pytest

from openness.licenses.criteria import OPEN
from openness.licenses.terms import Permission, Restriction, Tag, Terms
from openness.outcome import Outcome

GRANTS: frozenset[Tag] = frozenset(
    {
        Permission.COMMERCIAL_USE,
        Permission.MODIFICATIONS,
        Permission.DISTRIBUTION,
        Permission.PRIVATE_USE,
    }
)


class TestOpen:
    def test_needs_the_permissions_and_no_restriction(self) -> None:
        """OSD 1, 3 and 6: use, change and share for any purpose."""
        assert OPEN.judge(Terms(GRANTS)) is Outcome.MET

    @pytest.mark.parametrize("grant", sorted(GRANTS, key=str))
    def test_a_refused_permission_breaks_it(self, grant: Tag) -> None:
        """Each of the permissions is needed."""
        terms = Terms(GRANTS - {grant})

        assert OPEN.judge(terms) is Outcome.UNMET
        assert OPEN.breaches(terms) == (grant,)

    @pytest.mark.parametrize("restriction", sorted(OPEN.without, key=str))
    def test_a_use_restriction_breaks_it(
        self, restriction: Restriction
    ) -> None:
        """OSD 5 and 6: no persons, groups or fields shut out."""
        assert OPEN.judge(Terms(GRANTS | {restriction})) is Outcome.UNMET

    @pytest.mark.parametrize("restriction", sorted(OPEN.unsettled, key=str))
    def test_what_the_osd_leaves_open_is_unknown(
        self, restriction: Restriction
    ) -> None:
        """Where the definition is silent, the answer is not ours to give."""
        terms = Terms(GRANTS | {restriction})

        assert OPEN.judge(terms) is Outcome.UNKNOWN
        assert OPEN.doubts(terms) == (restriction,)

    def test_unknown_terms_are_unknown(self) -> None:
        """Unknown is never a yes."""
        assert OPEN.judge(Terms.nothing_known()) is Outcome.UNKNOWN

    def test_approval_settles_it(self) -> None:
        """The OSI's approval is the OSD's own judgement."""
        terms = Terms(
            frozenset({Restriction.NAMING_OBLIGATION}), approved=True
        )

        assert OPEN.judge(terms) is Outcome.MET

    def test_every_restriction_has_a_reading(self) -> None:
        """A restriction breaks the OSD, is unsettled, or is harmless."""
        harmless = {
            Restriction.PASSES_RESTRICTIONS_ON,
            Restriction.PATENT_RETALIATION,
        }

        assert OPEN.without | OPEN.unsettled | harmless == set(Restriction)
        assert not OPEN.without & OPEN.unsettled

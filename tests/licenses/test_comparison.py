import pytest

from openness.errors import InvalidExpressionError
from openness.licenses import Condition, Limitation, Permission, Restriction
from openness.licenses.comparison import (
    Comparison,
    Difference,
    Ordering,
    Standing,
    compare,
)

YES, NO = Standing.PRESENT, Standing.ABSENT


class TestOrdering:
    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [
            # The AGPL is the GPL with section 13 on use over a network.
            ("AGPL-3.0-only", "GPL-3.0-only", Ordering.MORE_RESTRICTIVE),
            ("GPL-3.0-only", "AGPL-3.0-only", Ordering.LESS_RESTRICTIVE),
            ("CC-BY-NC-4.0", "CC-BY-4.0", Ordering.MORE_RESTRICTIVE),
            ("CC-BY-SA-4.0", "CC-BY-4.0", Ordering.MORE_RESTRICTIVE),
            # Each gives, and asks, something that the other does not.
            ("MIT", "Apache-2.0", Ordering.NOT_COMPARABLE),
            ("CC-BY-SA-4.0", "CC-BY-NC-4.0", Ordering.NOT_COMPARABLE),
            ("MIT", "BSD-2-Clause", Ordering.SAME),
            ("MIT", "LicenseRef-nobody", Ordering.UNKNOWN),
            ("LicenseRef-nobody", "LicenseRef-nobody", Ordering.SAME),
            ("LicenseRef-nobody", "LicenseRef-none", Ordering.UNKNOWN),
            (
                "MIT AND LicenseRef-nobody",
                "MIT",
                Ordering.AT_LEAST_AS_RESTRICTIVE,
            ),
            (
                "MIT OR LicenseRef-nobody",
                "MIT",
                Ordering.AT_MOST_AS_RESTRICTIVE,
            ),
            ("MIT OR CC-BY-NC-4.0", "CC-BY-NC-4.0", Ordering.LESS_RESTRICTIVE),
        ],
    )
    def test_of_texts(
        self, first: str, second: str, expected: Ordering
    ) -> None:
        """What the first gives less, or demands more, than the second."""
        assert compare(first, second).ordering is expected

    def test_a_lower_threshold_is_narrower(self) -> None:
        """Hunyuan ends at 100 million users, Llama 3 at 700 million."""
        found = compare("LicenseRef-hunyuan-dit", "LicenseRef-llama-3")
        (threshold,) = [
            one
            for one in found.differences
            if one.tag is Restriction.USER_THRESHOLD
        ]

        assert [fact.value for fact in threshold.clauses] == [1e8, 7e8]
        assert (threshold.first, threshold.second) == (YES, YES)


class TestDifferences:
    def test_are_whole(self) -> None:
        """Permissions, conditions, limitations, restrictions; with clauses."""
        found = compare("MIT", "Apache-2.0")

        assert [
            (one.tag, one.first, one.second) for one in found.differences
        ] == [
            (Permission.PATENT_USE, NO, YES),
            (Condition.DOCUMENT_CHANGES, NO, YES),
            (Limitation.TRADEMARK_USE, NO, YES),
            (Restriction.PATENT_RETALIATION, NO, YES),
        ]
        assert all(
            fact.license == "Apache-2.0"
            for one in found.differences
            for fact in one.clauses
        )

    def test_of_a_license_from_itself(self) -> None:
        """Nothing differs, and nothing is left to read."""
        assert compare("MIT", "MIT") == Comparison(
            first="MIT", second="MIT", ordering=Ordering.SAME
        )

    def test_a_choice(self) -> None:
        """What holds for one branch only is up to the recipient."""
        found = compare("MIT OR CC-BY-NC-4.0", "MIT")

        assert (
            Difference(
                Restriction.NON_COMMERCIAL,
                Standing.BY_CHOICE,
                NO,
                found.differences[-1].clauses,
            )
            == found.differences[-1]
        )

    def test_what_is_not_known(self) -> None:
        """A term that one text leaves open is no difference."""
        found = compare("LicenseRef-llama-3.1", "MIT")

        assert Restriction.AMENDABLE in found.unsettled
        assert Restriction.AMENDABLE not in {
            one.tag for one in found.differences
        }

    def test_what_takes_reading(self) -> None:
        """That both restrict the use does not say that they do it alike."""
        found = compare("LicenseRef-llama-3", "LicenseRef-llama-3.1")

        assert Restriction.FIELD_OF_USE in found.in_both

    def test_a_broken_expression(self) -> None:
        """What is no expression cannot be compared."""
        with pytest.raises(InvalidExpressionError):
            compare("MIT AND", "MIT")

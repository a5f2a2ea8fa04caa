import pytest

from openness import Outcome

MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN


class TestOutcome:
    @pytest.mark.parametrize(
        ("outcomes", "both", "either"),
        [
            ([MET, MET], MET, MET),
            ([MET, UNKNOWN], UNKNOWN, MET),
            ([MET, UNMET], UNMET, MET),
            ([UNKNOWN, UNKNOWN], UNKNOWN, UNKNOWN),
            ([UNKNOWN, UNMET], UNMET, UNKNOWN),
            ([UNMET, UNMET], UNMET, UNMET),
            ([], MET, UNMET),
        ],
    )
    def test_follows_kleene(
        self, outcomes: list[Outcome], both: Outcome, either: Outcome
    ) -> None:
        """Unknown yields only to what decides without it."""
        assert Outcome.all_of(outcomes) is both
        assert Outcome.any_of(outcomes) is either

import pytest

from openness.licenses.criteria import OPEN
from openness.licenses.judgement import judge
from openness.outcome import Outcome


class TestJudge:
    @pytest.mark.parametrize(
        ("license", "outcome", "because"),
        [
            ("MIT", Outcome.MET, "MIT gives open terms"),
            (None, Outcome.UNKNOWN, "no license is known"),
            (
                "LicenseRef-llama-3.1",
                Outcome.UNMET,
                "LicenseRef-llama-3.1 does not give open terms: "
                "field-of-use [1.b.iv], user-threshold (700,000,000 monthly "
                "active users) [2]",
            ),
            (
                "LicenseRef-apple-amlr",
                Outcome.UNMET,
                "LicenseRef-apple-amlr does not give open terms: "
                "no commercial-use, non-commercial [License Scope], "
                "research-only [License Scope]",
            ),
            (
                "LicenseRef-llama-3.1 OR MIT",
                Outcome.MET,
                "LicenseRef-llama-3.1 OR MIT gives open terms",
            ),
            (
                "MIT AND LicenseRef-unknown",
                Outcome.UNKNOWN,
                "the terms of MIT AND an unknown license are not known",
            ),
            (
                "LGPLLR",
                Outcome.UNKNOWN,
                "whether LGPLLR gives open terms is not settled: "
                "other-duty [2.a]",
            ),
        ],
    )
    def test_names_the_clauses_that_decide(
        self, license: str | None, outcome: Outcome, because: str
    ) -> None:
        """The reason holds the tags that break or unsettle, with clauses."""
        assert judge(OPEN, license) == (outcome, because)

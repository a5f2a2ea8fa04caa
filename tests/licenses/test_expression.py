import pytest

from openness.errors import InvalidExpressionError
from openness.licenses.expression import (
    Compound,
    License,
    all_of,
    alternatives,
    parse,
)


class TestParse:
    @pytest.mark.parametrize(
        ("written", "normal"),
        [
            ("mit", "MIT"),
            ("APACHE-2.0", "Apache-2.0"),
            ("(MIT)", "MIT"),
            ("mit or apache-2.0", "MIT OR Apache-2.0"),
            ("MIT and ISC or 0BSD", "MIT AND ISC OR 0BSD"),
            ("MIT AND (ISC OR 0BSD)", "MIT AND (ISC OR 0BSD)"),
            ("gpl-2.0+", "GPL-2.0+"),
            ("Apache-2.0+", "Apache-2.0+"),
            (
                "gpl-2.0-only with classpath-exception-2.0",
                "GPL-2.0-only WITH Classpath-exception-2.0",
            ),
            ("LicenseRef-llama-3.1", "LicenseRef-llama-3.1"),
            ("DocumentRef-a:LicenseRef-b", "DocumentRef-a:LicenseRef-b"),
            ("MIT WITH AdditionRef-x", "MIT WITH AdditionRef-x"),
        ],
    )
    def test_normalizes(self, written: str, normal: str) -> None:
        """Identifiers get their official spelling, operators capitals."""
        assert normal == str(parse(written))

    def test_and_binds_tighter_than_or(self) -> None:
        """SPDX 3.0.1, annex B: AND comes before OR."""
        assert parse("MIT OR ISC AND 0BSD") == Compound(
            "OR",
            (
                License("MIT"),
                Compound("AND", (License("ISC"), License("0BSD"))),
            ),
        )

    @pytest.mark.parametrize(
        ("written", "position", "what"),
        [
            ("", 0, "expected a license"),
            ("MIT AND", 7, "expected a license after 'AND'"),
            ("MIT AND OR ISC", 8, "expected a license after 'AND'"),
            ("(MIT", 4, "expected ')'"),
            ("MIT ISC", 4, "expected 'AND', 'OR' or the end"),
            ("MIT)", 3, "expected 'AND', 'OR' or the end"),
            ("MIT WITH", 8, "expected an exception after 'WITH'"),
            ("MIT WITH MIT", 9, "unknown exception 'MIT'"),
            ("+", 0, "expected a license"),
            ("Classpath-exception-2.0", 0, "unknown license"),
        ],
    )
    def test_points_at_the_fault(
        self, written: str, position: int, what: str
    ) -> None:
        """The error carries the offset at which the syntax breaks."""
        with pytest.raises(InvalidExpressionError) as caught:
            parse(written)

        assert position == caught.value.position
        assert caught.value.what.startswith(what)

    def test_error_draws_a_caret(self) -> None:
        """The text of the error shows the expression and the place."""
        with pytest.raises(InvalidExpressionError) as caught:
            parse("MIT AND")

        assert str(caught.value) == (
            "Invalid license expression: "
            "expected a license after 'AND'.\n"
            "    MIT AND\n"
            "           ^"
        )

    def test_suggests_the_near_miss(self) -> None:
        """An unknown identifier is never guessed, only suggested."""
        with pytest.raises(InvalidExpressionError, match=r"'Apache-2\.0'"):
            parse("Apache-2")

    def test_bounds_nesting(self) -> None:
        """A hostile expression cannot exhaust the stack."""
        with pytest.raises(InvalidExpressionError, match="nested"):
            parse("(" * 100_000 + "MIT")


class TestAlternatives:
    def test_lists_what_the_recipient_may_choose(self) -> None:
        """OR gives choices; within one, all licenses apply."""
        choices = alternatives(parse("MIT AND (ISC OR 0BSD)"))

        mit, isc, bsd = License("MIT"), License("ISC"), License("0BSD")
        assert choices == ((mit, isc), (mit, bsd))

    @pytest.mark.parametrize(
        "written",
        [
            " AND ".join(["(MIT OR ISC)"] * 7),
            " OR ".join(["MIT"] * 65),
            " AND ".join(["(MIT OR ISC)"] * 3000),
        ],
        ids=["product", "sum", "many"],
    )
    def test_too_many_choices_are_unknown(self, written: str) -> None:
        """More choices than can be worked out are not worked out."""
        ((one,),) = alternatives(parse(written))

        assert one.id == "LicenseRef-too-many-choices"


class TestAllOf:
    @pytest.mark.parametrize(
        ("licenses", "expected"),
        [
            ([], ""),
            (["mit"], "MIT"),
            (["MIT", "MIT AND (ISC AND 0BSD)"], "MIT AND ISC AND 0BSD"),
            (["MIT OR ISC", "0BSD"], "(MIT OR ISC) AND 0BSD"),
            (["MIT or ISC", "(MIT OR ISC)"], "MIT OR ISC"),
            (["MIT AND (ISC OR 0BSD)"], "MIT AND (ISC OR 0BSD)"),
            (["MIT", "MIT AND"], "MIT AND (MIT AND)"),
        ],
    )
    def test_all_apply(self, licenses: list[str], expected: str) -> None:
        """A choice stays together, what is joined is joined flat."""
        assert all_of(*licenses) == expected

import datetime as dt
from collections.abc import Callable

import pytest

from openness import Access, Category, Component
from openness.errors import FrameworkError
from openness.licenses import OPEN, Condition, Permission, Restriction, catalog
from openness.policy import (
    Affords,
    Criterion,
    Decision,
    InCategory,
    Labelled,
    LicenseNamed,
    Obtainable,
    Organization,
    Rule,
    Tagged,
    Waiver,
    allow,
    ask,
    at_least,
    forbid,
    require,
)
from openness.policy.subjects import fits
from openness.release import Strength


class TestIds:
    @pytest.mark.parametrize(
        ("rule", "id"),
        [
            (forbid(Restriction.USER_THRESHOLD), "forbid-user-threshold"),
            (
                require(Permission.DISTRIBUTION, Permission.MODIFICATIONS),
                "require-distribution-modifications",
            ),
            (
                forbid(Restriction.NON_COMMERCIAL, on=Component.DATASETS),
                "forbid-non-commercial-on-datasets",
            ),
            (allow("MIT"), "allow-license-mit"),
            (require(Access.GATED), "require-access-gated"),
            (require(Strength.DECLARED), "require-evidence-declared"),
            (require(OPEN), "require-open-terms"),
            (forbid(Category.PROPRIETARY), "forbid-proprietary"),
            (
                require(at_least("spectrum-1.0", "open-weight")),
                "require-spectrum-1.0-open-source-or-open-weight",
            ),
            (
                require(Criterion("spectrum-1.0", "data-open")),
                "require-spectrum-1.0-data-open",
            ),
            (require(Affords("offline")), "require-offline-yes"),
            (ask(Restriction.REVOCABLE, id="mine"), "mine"),
        ],
    )
    def test_say_what_the_rule_does(self, rule: Rule, id: str) -> None:
        """A rule without a name of its own is named by what it does."""
        assert rule.id == id


class TestSays:
    @pytest.mark.parametrize(
        ("rule", "words"),
        [
            (
                forbid(Restriction.USER_THRESHOLD),
                "forbids user-threshold on model-parameters-final",
            ),
            (require(Category.OPEN_SOURCE), "requires open-source"),
            (
                Rule(
                    id="x",
                    effect=allow("MIT").effect,
                    subject=Tagged((), frozenset({Condition})),
                ),
                "allows only no condition on model-parameters-final",
            ),
        ],
    )
    def test_puts_a_rule_into_words(self, rule: Rule, words: str) -> None:
        """The words name the effect, the subject and the components."""
        assert rule.says == words


class TestRefusals:
    @pytest.mark.parametrize(
        "make",
        [
            require,
            lambda: require(Permission.COMMERCIAL_USE, "MIT"),
            lambda: require(Access.PUBLIC, Access.GATED),
            lambda: forbid(Strength.DECLARED),
            lambda: ask(Strength.DECLARED),
            lambda: forbid(Tagged(())),
            lambda: forbid(Restriction.REVOCABLE, on=()),
            lambda: forbid(Restriction.REVOCABLE, unknown=Decision.ALLOW),
            lambda: forbid(Restriction.REVOCABLE, otherwise=Decision.ALLOW),
            lambda: forbid(Restriction.REVOCABLE, withheld=Decision.ASK),
            lambda: LicenseNamed(()),
            lambda: LicenseNamed(["Apache-2.1"]),
            lambda: LicenseNamed(["zzz-*"]),
            lambda: LicenseNamed(["MIT OR Apache-2.0"]),
            lambda: Labelled("spectrum-1.0", ()),
            lambda: Labelled("spectrum-1.0", ["open-sauce"]),
            lambda: at_least("spectrum-1.0", "free"),
            lambda: at_least("spectrum-1.0", "proprietary"),
            lambda: InCategory([c for c in Category if c.value[0] != "u"]),
            lambda: InCategory(()),
            lambda: InCategory([Category.UNDETERMINED]),
            lambda: Criterion("spectrum-1.0", "nothing"),
            lambda: Affords("fly"),
            lambda: Affords("offline", ()),
        ],
    )
    def test_what_could_never_break_is_no_rule(
        self, make: Callable[[], object]
    ) -> None:
        """Empty, misspelt and unprovable rules are refused, not kept."""
        with pytest.raises(ValueError):  # noqa: PT011  (each says its own)
            make()

    def test_unknown_definitions(self) -> None:
        """A definition that does not exist is an error when it is named."""
        with pytest.raises(FrameworkError):
            Labelled("spectrum-9", ["open-source"])

    def test_near_misses_are_suggested(self) -> None:
        """A misspelt word is answered with the word meant."""
        with pytest.raises(ValueError, match="did you mean 'open-source'"):
            Labelled("spectrum-1.0", ["open-sauce"])

    def test_a_waiver_ends_after_it_begins(self) -> None:
        """A waiver that never holds is a mistake."""
        with pytest.raises(ValueError, match="before it was granted"):
            Waiver(
                rule="r",
                release="*",
                owner="o",
                reason="r",
                granted=dt.date(2026, 2, 1),
                expires=dt.date(2026, 1, 1),
            )

    @pytest.mark.parametrize("size", [-1.0, float("nan")])
    def test_sizes_are_numbers(self, size: float) -> None:
        """What is no size must not lift a threshold."""
        with pytest.raises(ValueError, match="must be >= 0"):
            Organization(monthly_active_users=size)


class TestSubjects:
    def test_can_be_built_outright(self) -> None:
        """The builders take a subject as well as its parts."""
        assert require(Obtainable(Access.GATED)) == require(Access.GATED)


class TestOrganization:
    def test_knows_every_unit_of_the_catalog(self) -> None:
        """Every threshold of a license can be answered."""
        units = {
            fact.unit
            for id in catalog.ids()
            if (found := catalog.text(id))
            for fact in found.terms.facts
            if fact.value is not None
        }
        one = Organization(
            monthly_active_users=1,
            monthly_unique_users=1,
            visits_a_month=1,
            usd_a_year=1,
            eur_a_year=1,
            cny_a_year=1,
        )

        assert units
        assert {unit for unit in units if one.size(unit) is None} == set()
        assert one.size(None) is None


class TestFits:
    @pytest.mark.parametrize(
        ("text", "pattern", "fitting"),
        [
            ("MIT", "mit", True),
            ("MIT", "mi", False),
            ("AGPL-3.0-only", "AGPL-*", True),
            ("LGPL-3.0-only", "*GPL-3.0*", True),
            ("org/model", "*/model", True),
            ("org/model", "*/mod", False),
            ("anything", "*", True),
            ("", "*", True),
            ("ab", "ab*b", False),
            ("abcabc", "a*c*a*c", True),
            ("abc", "a*x*c", False),
            ("a.c", "a?c", False),
            ("b", "[ab]", False),
        ],
    )
    def test_only_the_star_is_special(
        self, text: str, pattern: str, *, fitting: bool
    ) -> None:
        """A star stands for any text; all else for itself, in any case."""
        assert fits(text, pattern) is fitting

    def test_takes_no_longer_than_the_text(self) -> None:
        """A long name cannot make a pattern run for long."""
        assert not fits("a" * 100_000, "*a" * 30 + "b")

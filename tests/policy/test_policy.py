import datetime as dt

import pytest

from openness import (
    Access,
    Artifact,
    Category,
    Component,
    Evidence,
    Outcome,
    Parent,
    Release,
    Withheld,
)
from openness.affordances import May
from openness.errors import ScopeError
from openness.licenses import OPEN, Condition, Permission, Restriction
from openness.policy import (
    Affords,
    Criterion,
    Decision,
    Labelled,
    Organization,
    Policy,
    Rule,
    Severity,
    Tagged,
    Waiver,
    allow,
    ask,
    at_least,
    forbid,
    require,
)
from openness.policy.policy import Violation
from openness.release import Strength
from openness.requirements import NotMonetized

WEIGHTS = Component.MODEL_PARAMETERS_FINAL
TODAY = dt.date(2026, 11, 23)


def weights(
    license: str | None, access: Access | None = Access.PUBLIC
) -> Artifact:
    return Artifact(
        {WEIGHTS},
        license=license,
        access=access,
        evidence=[Evidence("README.md:2", "license")],
    )


def release(*licenses: str | None) -> Release:
    return Release("r", artifacts=[weights(one) for one in licenses])


def outcomes(rule: Rule, given: Release) -> list[Outcome]:
    return [found.outcome for found in Policy("p", [rule]).check(given)]


KEPT: list[Outcome] = []
BROKEN = [Outcome.UNMET]
UNKNOWN = [Outcome.UNKNOWN]


class TestTerms:
    @pytest.mark.parametrize(
        ("rule", "license", "found"),
        [
            (require(Permission.COMMERCIAL_USE), "MIT", KEPT),
            (require(Permission.COMMERCIAL_USE), "CC-BY-NC-4.0", BROKEN),
            (require(Permission.COMMERCIAL_USE), None, UNKNOWN),
            (require(Permission.COMMERCIAL_USE), "LicenseRef-own", UNKNOWN),
            (require(Permission.COMMERCIAL_USE), "not a license", UNKNOWN),
            (forbid(Restriction.NON_COMMERCIAL), "MIT", KEPT),
            (forbid(Restriction.NON_COMMERCIAL), "CC-BY-NC-4.0", BROKEN),
            (forbid(Restriction.NON_COMMERCIAL), None, UNKNOWN),
            (allow(Condition.INCLUDE_COPYRIGHT), "MIT", KEPT),
            (allow(Condition.INCLUDE_COPYRIGHT), "GPL-3.0-only", BROKEN),
            (allow(Condition.INCLUDE_COPYRIGHT), None, UNKNOWN),
            (ask(Restriction.FIELD_OF_USE), "MIT", KEPT),
            (ask(Restriction.FIELD_OF_USE), "LicenseRef-llama-3.1", BROKEN),
            (ask(Restriction.FIELD_OF_USE), None, UNKNOWN),
            (require(OPEN), "GPL-3.0-only", KEPT),
            (require(OPEN), "LicenseRef-llama-3.1", BROKEN),
            (require(OPEN), None, UNKNOWN),
            (forbid(OPEN), "LicenseRef-llama-3.1", KEPT),
        ],
    )
    def test_unknown_is_no_pass(
        self, rule: Rule, license: str | None, found: list[Outcome]
    ) -> None:
        """A rule is kept only by terms that are known to keep it."""
        assert outcomes(rule, release(license)) == found

    def test_no_condition_at_all(self) -> None:
        """An empty closed list of a kind closes the kind."""
        rule = Rule(
            id="no-conditions",
            effect=allow(Condition.SAME_LICENSE).effect,
            subject=Tagged((), frozenset({Condition})),
        )

        assert outcomes(rule, release("MIT-0")) == KEPT
        assert outcomes(rule, release("MIT")) == BROKEN

    def test_every_artifact_must_comply(self) -> None:
        """One good artifact does not excuse another."""
        rule = forbid(Restriction.NON_COMMERCIAL)

        assert outcomes(rule, release("MIT", "CC-BY-NC-4.0")) == BROKEN

    def test_the_recipient_chooses_once(self) -> None:
        """One branch of a choice has to satisfy all rules together.

        CC-BY-NC-4.0 forbids commercial use and GPL-3.0 demands the same
        license: each breaks one rule, so neither choice is free of both.
        """
        either = release("CC-BY-NC-4.0 OR GPL-3.0-only")
        rules = [
            forbid(Restriction.NON_COMMERCIAL),
            forbid(Condition.SAME_LICENSE),
        ]

        assert [outcomes(rule, either) for rule in rules] == [KEPT, KEPT]
        assert len(Policy("p", rules).check(either)) == 1

    def test_the_best_choice_counts(self) -> None:
        """Errors weigh more than warnings in the choice of a branch."""
        policy = Policy(
            "p",
            [
                forbid(Restriction.NON_COMMERCIAL),
                forbid(Condition.SAME_LICENSE, severity=Severity.WARNING),
            ],
        )

        (found,) = policy.check(release("CC-BY-NC-4.0 OR GPL-3.0-only"))

        assert found.rule == "forbid-same-license"

    def test_effective_terms_count(self) -> None:
        """A license declared on a derivative does not lift its parents'."""
        derived = Release(
            "r",
            artifacts=[weights("Apache-2.0")],
            parents=[Parent("base", license="CC-BY-NC-4.0")],
        )
        unsaid = Release(
            "r", artifacts=[weights("Apache-2.0")], parents=[Parent("base")]
        )
        rule = forbid(Restriction.NON_COMMERCIAL)

        assert outcomes(rule, derived) == BROKEN
        assert outcomes(rule, unsaid) == UNKNOWN

    def test_silence_and_withholding(self) -> None:
        """Of what nothing provides the terms are unknown, or there are none.

        Withheld components break a rule on their terms, unless it says that
        they may be withheld.
        """
        data = Component.DATASETS
        withheld = Release("r", withheld=[Withheld(data)])
        strict = forbid(Restriction.NON_COMMERCIAL, on=data)
        lenient = forbid(
            Restriction.NON_COMMERCIAL, on=data, withheld=Decision.ALLOW
        )

        assert outcomes(strict, Release("r")) == UNKNOWN
        assert outcomes(strict, withheld) == BROKEN
        assert outcomes(lenient, Release("r")) == UNKNOWN
        assert outcomes(lenient, withheld) == KEPT


class TestLicenseNames:
    @pytest.mark.parametrize(
        ("rule", "license", "found"),
        [
            (allow("MIT", "apache-2.0"), "Apache-2.0", KEPT),
            (allow("MIT", "apache-2.0"), "MIT AND Apache-2.0", KEPT),
            (allow("MIT"), "MIT AND Apache-2.0", BROKEN),
            (allow("MIT"), "MIT OR GPL-3.0-only", KEPT),
            (allow("MIT"), "LicenseRef-own", BROKEN),
            (allow("MIT"), None, UNKNOWN),
            (allow("AGPL-3.0-only"), "AGPL-3.0", KEPT),
            (forbid("AGPL-*"), "AGPL-3.0-or-later", BROKEN),
            (forbid("AGPL-3.0-only"), "AGPL-3.0", BROKEN),
            (forbid("AGPL-*"), "MIT", KEPT),
            (forbid("AGPL-*"), "MIT AND AGPL-3.0-only", BROKEN),
            (forbid("AGPL-*"), "LicenseRef-own", UNKNOWN),
            (forbid("AGPL-*"), None, UNKNOWN),
            # A family is one of its members, and it is not known which.
            (
                forbid("LicenseRef-gemma-2024-04-01"),
                "LicenseRef-gemma",
                UNKNOWN,
            ),
            (allow("LicenseRef-gemma-*"), "LicenseRef-gemma", KEPT),
            (allow("llama3.1"), "LicenseRef-llama-3.1", KEPT),
        ],
    )
    def test_a_name_stands_for_a_text(
        self, rule: Rule, license: str | None, found: list[Outcome]
    ) -> None:
        """Names are matched by text; what is not known is no pass."""
        assert outcomes(rule, release(license)) == found


class TestWhole:
    @pytest.mark.parametrize(
        ("rule", "given", "found"),
        [
            (require(Access.GATED), release("MIT"), KEPT),
            (require(Access.GATED), Release("r"), UNKNOWN),
            (
                require(Access.PUBLIC),
                Release("r", artifacts=[weights("MIT", Access.GATED)]),
                BROKEN,
            ),
            (
                require(Access.PUBLIC, on=[WEIGHTS, Component.DATASETS]),
                release("MIT"),
                UNKNOWN,
            ),
            (forbid(Access.HOSTED), release("MIT"), BROKEN),
            (forbid(Access.HOSTED), Release("r"), UNKNOWN),
            (
                forbid(Access.HOSTED),
                Release("r", withheld=[WEIGHTS]),
                KEPT,
            ),
            (
                require(Access.DESCRIBED),
                Release("r", artifacts=[weights(None, Access.DESCRIBED)]),
                KEPT,
            ),
            (require(Category.OPEN_WEIGHT), release("MIT"), UNKNOWN),
            (
                require(Category.OPEN_SOURCE, Category.OPEN_WEIGHT),
                release("MIT"),
                KEPT,
            ),
            (
                require(Category.OPEN_SOURCE, Category.OPEN_WEIGHT),
                Release("r", withheld=[WEIGHTS]),
                BROKEN,
            ),
            (forbid(Category.PROPRIETARY), release("MIT"), KEPT),
            (forbid(Category.PROPRIETARY), Release("r"), UNKNOWN),
            (
                require(at_least("spectrum-1.0", "open-weight")),
                release("MIT"),
                KEPT,
            ),
            (
                forbid(Labelled("spectrum-1.0", ["proprietary"])),
                Release("r", withheld=[WEIGHTS]),
                BROKEN,
            ),
            (
                require(Criterion("spectrum-1.0", "weights-open-terms")),
                release("CC-BY-NC-4.0"),
                BROKEN,
            ),
            (require(Affords("commercial-use")), release("MIT"), KEPT),
            (
                require(Affords("commercial-use")),
                release("LicenseRef-llama-3.1"),
                BROKEN,
            ),
            (
                require(Affords("commercial-use", [May.YES, May.CONDITIONAL])),
                release("LicenseRef-llama-3.1"),
                KEPT,
            ),
            (require(Affords("commercial-use")), release(None), UNKNOWN),
            (require(NotMonetized()), Release("r"), UNKNOWN),
            (require(NotMonetized()), Release("r", monetized=True), BROKEN),
        ],
    )
    def test_a_rule_can_speak_about(
        self, rule: Rule, given: Release, found: list[Outcome]
    ) -> None:
        """Access, categories, labels, criteria, affordances, requirements.

        What is still possible beside what is proven makes it unknown.
        """
        assert outcomes(rule, given) == found

    @pytest.mark.parametrize(
        ("strengths", "found"),
        [
            ([Strength.OBSERVED], KEPT),
            ([Strength.PRESUMED, Strength.DECLARED], KEPT),
            ([Strength.STATED], BROKEN),
            ([], UNKNOWN),
        ],
    )
    def test_evidence(
        self, strengths: list[Strength], found: list[Outcome]
    ) -> None:
        """The best evidence counts; none at all is unknown."""
        shown = Artifact(
            {WEIGHTS}, evidence=[Evidence("x", None, s) for s in strengths]
        )
        rule = require(Strength.DECLARED)

        assert outcomes(rule, Release("r", artifacts=[shown])) == found

    def test_evidence_for_what_nothing_provides(self) -> None:
        """Nothing shows what nothing provides."""
        rule = require(Strength.STATED)

        assert outcomes(rule, Release("r")) == UNKNOWN
        assert outcomes(rule, Release("r", withheld=[WEIGHTS])) == BROKEN


class TestViolation:
    def test_names_rule_release_artifact_term_evidence_and_remedy(
        self,
    ) -> None:
        """All that a person needs to act is in the violation."""
        rule = forbid(
            Restriction.USER_THRESHOLD, reason="We grow.", fix="Ask Meta."
        )
        artifact = weights("LicenseRef-llama-3.1")
        (found,) = Policy("p", [rule]).check(
            Release("Llama", artifacts=[artifact])
        )

        (term,) = found.terms
        assert (term.tag, term.section) == (Restriction.USER_THRESHOLD, "2")
        assert found == Violation(
            rule,
            "Llama",
            Outcome.UNMET,
            "the weights: LicenseRef-llama-3.1 has user-threshold "
            "(700,000,000 monthly active users) [2]",
            WEIGHTS,
            artifact,
            (term,),
            (Evidence("README.md:2", "license"),),
        )
        assert found.rule == "forbid-user-threshold"
        assert found.severity is Severity.ERROR
        assert found.fix == "Ask Meta."

    def test_there_is_always_something_to_do(self) -> None:
        """Without a fix of its own, the outcome says what to do."""
        policy = Policy("p", [forbid(Restriction.NON_COMMERCIAL)])

        (broken,) = policy.check(release("CC-BY-NC-4.0"))
        (unknown,) = policy.check(release(None))

        assert broken.fix.startswith("Choose another release")
        assert unknown.fix.startswith("Find out")

    @pytest.mark.parametrize(
        ("license", "because"),
        [
            ("CC-BY-NC-4.0", "CC-BY-NC-4.0 does not give patent-use"),
            (
                "CC-BY-NC-4.0 AND LicenseRef-x",
                "CC-BY-NC-4.0 AND LicenseRef-x does",
            ),
            (None, "no license is known"),
            ("LicenseRef-x", "the terms of LicenseRef-x are not known"),
            (
                "BSD-1-Clause",
                "whether BSD-1-Clause has patent-use is not known",
            ),
        ],
    )
    def test_says_why(self, license: str | None, because: str) -> None:
        """The reason names the license and what is wrong with it."""
        policy = Policy("p", [require(Permission.PATENT_USE)])

        (found,) = policy.check(release(license))

        assert found.because.startswith(f"the weights: {because}")


class TestJudge:
    def test_one_finding_a_rule(self) -> None:
        """Every rule that applies is answered once, with a reason."""
        policy = Policy(
            "p",
            [
                require(Category.OPEN_SOURCE),
                forbid(Restriction.NON_COMMERCIAL),
            ],
        )

        ruling = policy.judge(release("CC-BY-NC-4.0", "CC-BY-NC-4.0"))

        assert [(f.criterion, f.outcome) for f in ruling.findings] == [
            ("require-open-source", Outcome.UNMET),
            ("forbid-non-commercial", Outcome.UNMET),
        ]
        assert all(finding.because for finding in ruling.findings)

    @pytest.mark.parametrize(
        ("rules", "decision"),
        [
            ([require(Permission.COMMERCIAL_USE)], Decision.ALLOW),
            ([forbid(Restriction.FIELD_OF_USE)], Decision.DENY),
            ([ask(Restriction.FIELD_OF_USE)], Decision.ASK),
            (
                [
                    ask(Restriction.FIELD_OF_USE),
                    forbid(Restriction.USER_THRESHOLD),
                ],
                Decision.DENY,
            ),
            (
                [forbid(Restriction.FIELD_OF_USE, severity=Severity.WARNING)],
                Decision.ALLOW,
            ),
            (
                [require(Access.PUBLIC, otherwise=Decision.ASK)],
                Decision.ASK,
            ),
            (
                [
                    require(
                        Access.PUBLIC,
                        on=Component.DATASETS,
                        unknown=Decision.ASK,
                    )
                ],
                Decision.ASK,
            ),
        ],
    )
    def test_the_worst_error_decides(
        self, rules: list[Rule], decision: Decision
    ) -> None:
        """A denial outweighs a question; warnings decide nothing."""
        llama = Release(
            "r", artifacts=[weights("LicenseRef-llama-3.1", Access.GATED)]
        )

        assert Policy("p", rules).judge(llama).decision is decision


class TestOrganization:
    llama = release("LicenseRef-llama-3.1")
    policy = Policy("p", [forbid(Restriction.USER_THRESHOLD)])

    def test_a_threshold_far_away_is_satisfied_and_said_so(self) -> None:
        """Llama 3.1 binds from 700 million monthly active users."""
        sized = Policy(
            "p",
            self.policy.rules,
            organization=Organization(monthly_active_users=2_000_000),
        )

        ruling = sized.judge(self.llama)

        assert ruling.violations == ()
        assert ruling.findings[0].because == (
            "the weights: LicenseRef-llama-3.1: user-threshold (700,000,000 "
            "monthly active users) [2] does not bind the organization, which "
            "has 2,000,000"
        )

    @pytest.mark.parametrize(
        "organization",
        [
            Organization(),
            Organization(monthly_active_users=700_000_000),
            Organization(usd_a_year=1),
        ],
    )
    def test_otherwise_it_binds(self, organization: Organization) -> None:
        """Not stated, reached, or stated in another unit: it binds."""
        sized = Policy("p", self.policy.rules, organization=organization)

        assert len(sized.check(self.llama)) == 1

    def test_the_threshold_of_a_family_is_not_known(self) -> None:
        """Of "one of these texts" no text's number may be relied on."""
        family = release(
            "LicenseRef-one-of--LicenseRef-llama-3.1--LicenseRef-llama-3.2"
        )
        sized = Policy(
            "p",
            self.policy.rules,
            organization=Organization(monthly_active_users=1),
        )

        assert len(sized.check(family)) == 1

    def test_a_second_license_may_still_bind(self) -> None:
        """One clause out of reach does not lift another license's."""
        both = release("LicenseRef-llama-3.1 AND LicenseRef-hunyuan-large")
        sized = Policy(
            "p",
            self.policy.rules,
            organization=Organization(monthly_active_users=200_000_000),
        )

        assert len(sized.check(both)) == 1


class TestScopes:
    policy = Policy(
        "p",
        [
            require(Permission.PRIVATE_USE),
            forbid(Restriction.NON_COMMERCIAL, scopes=["product", "EU"]),
            forbid(Restriction.NO_REDISTRIBUTION, scopes=["redistribute"]),
        ],
    )

    @pytest.mark.parametrize(
        ("scopes", "rules"),
        [
            ([], 3),
            (["product"], 2),
            (["EU", "redistribute"], 3),
        ],
    )
    def test_choose_the_rules(self, scopes: list[str], rules: int) -> None:
        """Rules without scopes always apply; no scope asks for all."""
        assert len(self.policy.check(Release("r"), scopes=scopes)) == rules

    def test_an_unknown_scope_is_an_error(self) -> None:
        """A misspelt scope must not switch rules off."""
        with pytest.raises(ScopeError) as caught:
            self.policy.check(Release("r"), scopes=["prodcut"])

        assert str(caught.value) == (
            "'prodcut' is no scope of the policy; "
            "known: 'EU', 'product', 'redistribute'."
        )


def waiver(release: str = "r", rule: str = "forbid-non-commercial") -> Waiver:
    return Waiver(
        rule=rule,
        release=release,
        owner="legal@example.org",
        reason="bought a license",
        granted=dt.date(2026, 1, 1),
        expires=dt.date(2026, 12, 31),
    )


class TestWaivers:
    rules = (forbid(Restriction.NON_COMMERCIAL),)
    given = release("CC-BY-NC-4.0")

    def test_set_a_violation_aside(self) -> None:
        """A waived violation is kept apart, with its waiver."""
        policy = Policy("p", self.rules, waivers=[waiver()])

        ruling = policy.judge(self.given, today=TODAY)

        assert policy.check(self.given, today=TODAY) == ()
        assert ruling.decision is Decision.ALLOW
        assert [one.waiver for one in ruling.waived] == [waiver()]

    @pytest.mark.parametrize(
        ("given", "today"),
        [
            (waiver(), dt.date(2027, 1, 1)),
            (waiver(), dt.date(2025, 12, 31)),
            (waiver("other"), TODAY),
            (waiver("[r]"), TODAY),
            (waiver("?"), TODAY),
            (waiver(rule="another-rule"), TODAY),
        ],
    )
    def test_hold_for_a_rule_a_release_and_a_time(
        self, given: Waiver, today: dt.date
    ) -> None:
        """Outside of what was decided, nothing is set aside."""
        policy = Policy("p", self.rules, waivers=[given])

        assert len(policy.check(self.given, today=today)) == 1

    def test_an_expired_waiver_is_told(self) -> None:
        """Whose waiver ran out can be told from the violation."""
        policy = Policy("p", self.rules, waivers=[waiver("*")])

        (found,) = policy.check(self.given, today=dt.date(2028, 1, 1))

        assert found.waiver == waiver("*")

    def test_today_is_the_default(self) -> None:
        """Without a day, waivers must hold today."""
        past = Waiver(
            rule="forbid-non-commercial",
            release="r",
            owner="o",
            reason="r",
            granted=dt.date(2000, 1, 1),
            expires=dt.date(2000, 1, 2),
        )
        policy = Policy("p", self.rules, waivers=[past])

        assert len(policy.check(self.given)) == 1


class TestPolicy:
    def test_ids_are_unique(self) -> None:
        """Two rules with one id could not be told apart."""
        rule = forbid(Restriction.NON_COMMERCIAL)

        with pytest.raises(ValueError, match="two rules have the id"):
            Policy("p", [rule, rule])

    def test_rules_are_found_by_id(self) -> None:
        """A violation leads back to its rule."""
        rule = forbid(Restriction.NON_COMMERCIAL)
        policy = Policy("p", [rule])

        assert policy.rule("forbid-non-commercial") == rule
        assert policy.rule("other") is None

    def test_remembers_a_bounded_number_of_licenses(self) -> None:
        """Memory stays bounded however many licenses there are."""
        policy = Policy("p", [forbid(Restriction.NON_COMMERCIAL)])

        found = {
            len(policy.check(release(f"LicenseRef-{number}")))
            for number in range(5000)
        }

        assert found == {1}

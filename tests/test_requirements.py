import pytest

from openness import (
    Access,
    Artifact,
    Component,
    Evidence,
    Outcome,
    Parent,
    Release,
    Withheld,
)
from openness.licenses import OPEN
from openness.release import (
    Completeness,
    Stage,
    Strength,
    WithheldReason,
)
from openness.requirements import (
    AllOf,
    Answer,
    AnyOf,
    AtMost,
    Documented,
    During,
    Licensed,
    NotMonetized,
    Published,
    Requirement,
    Unshareable,
    asked_about,
    effective_license,
)

WEIGHTS = Component.MODEL_PARAMETERS_FINAL
CODE = Component.TRAINING_CODE
DATA = Component.DATASETS
MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN

SILENT = Release("r")
HERE = Evidence("card.md:1")


def having(*artifacts: Artifact, **more: object) -> Release:
    return Release("r", artifacts=artifacts, **more)  # type: ignore[arg-type]


def outcome(requirement: Requirement, release: Release) -> Outcome:
    return requirement.ask(release).outcome


class TestPublished:
    @pytest.mark.parametrize(
        ("access", "expected"),
        [
            (None, UNKNOWN),
            (Access.PUBLIC, MET),
            (Access.GATED, MET),
            (Access.ON_REQUEST, UNMET),
            (Access.HOSTED, UNMET),
            (Access.DESCRIBED, UNMET),
        ],
    )
    def test_compares_access(
        self, access: Access | None, expected: Outcome
    ) -> None:
        """Wider access than asked suffices; unknown access decides nothing."""
        release = having(Artifact({CODE}, access=access))

        assert outcome(Published(CODE, access=Access.GATED), release) is (
            expected
        )

    def test_silence_is_unknown(self) -> None:
        """A component that nobody mentions is neither there nor withheld."""
        answer = Published(CODE).ask(SILENT)

        assert answer == Answer(
            UNKNOWN, "nothing is known of the training code"
        )

    def test_withheld_is_unmet(self) -> None:
        """A statement that a component is withheld decides, with evidence."""
        release = Release("r", withheld=[Withheld(CODE, None, [HERE])])

        assert Published(CODE).ask(release) == Answer(
            UNMET, "the training code: withheld", (HERE,)
        )

    def test_a_part_says_nothing_of_the_rest(self) -> None:
        """Half of a data set is not the data set, nor proof of its absence."""
        part = Artifact(
            {DATA}, access=Access.PUBLIC, completeness=Completeness.PARTIAL
        )

        assert outcome(Published(DATA), having(part)) is UNKNOWN
        assert outcome(
            Published(DATA, completeness=Completeness.PARTIAL), having(part)
        ) is (MET)

    def test_a_part_beside_a_withheld_rest_is_unmet(self) -> None:
        """Where the rest is withheld, the part does not help."""
        part = Artifact(
            {DATA}, access=Access.PUBLIC, completeness=Completeness.PARTIAL
        )

        assert outcome(Published(DATA), having(part, withheld=[DATA])) is (
            UNMET
        )

    def test_one_good_artifact_suffices(self) -> None:
        """The best artifact answers."""
        hosted = Artifact({CODE}, access=Access.HOSTED)
        public = Artifact({CODE}, access=Access.PUBLIC)

        assert outcome(Published(CODE), having(hosted, public)) is MET

    def test_presumption_can_be_refused(self) -> None:
        """What only a convention says can be too weak for a requirement."""
        presumed = Artifact(
            {WEIGHTS},
            access=Access.PUBLIC,
            evidence=[Evidence("card.md", None, Strength.PRESUMED)],
        )

        assert outcome(Published(WEIGHTS), having(presumed)) is MET
        assert outcome(
            Published(WEIGHTS, weakest=Strength.STATED), having(presumed)
        ) is (UNKNOWN)

    def test_presumption_proves_nothing_too_narrow(self) -> None:
        """A form for a gate does not prove that there is one."""
        gated = Artifact(
            {WEIGHTS},
            access=Access.GATED,
            evidence=[Evidence("card.md", None, Strength.PRESUMED)],
        )

        assert outcome(Published(WEIGHTS), having(gated)) is UNKNOWN


class TestLicensed:
    @pytest.mark.parametrize(
        ("license", "expected"),
        [
            pytest.param(None, UNKNOWN, id="nothing-stated"),
            pytest.param("MIT", MET, id="osi-approved"),
            pytest.param("LicenseRef-nobody-knows", UNKNOWN, id="unheard-of"),
            pytest.param("MIT AND LicenseRef-x", UNKNOWN, id="and-unknown"),
            pytest.param("MIT OR LicenseRef-x", MET, id="or-unknown"),
            pytest.param("MIT AND", UNKNOWN, id="broken"),
        ],
    )
    def test_follows_the_terms(
        self, license: str | None, expected: Outcome
    ) -> None:
        """Silence and ignorance are unknown; only known terms decide."""
        release = having(
            Artifact({CODE}, license=license, access=Access.PUBLIC)
        )

        assert outcome(Licensed(CODE, OPEN), release) is expected

    def test_one_artifact_has_to_meet_all(self) -> None:
        """An open license on one and public access on another do not add."""
        release = having(
            Artifact({CODE}, license="MIT", access=Access.HOSTED),
            Artifact({CODE}, access=Access.PUBLIC),
        )

        assert outcome(Licensed(CODE, OPEN), release) is UNKNOWN

    def test_narrow_access_is_unmet_whatever_the_license(self) -> None:
        """Open terms on what cannot be had are worth nothing."""
        hosted = having(Artifact({CODE}, license="MIT", access=Access.HOSTED))

        answer = Licensed(CODE, OPEN).ask(hosted)

        assert answer.outcome is UNMET
        assert "hosted" in answer.because

    def test_can_ask_about_terms_alone(self) -> None:
        """Without an access asked for, only the terms count."""
        unknown_access = having(Artifact({CODE}, license="MIT"))

        assert outcome(Licensed(CODE, OPEN, access=None), unknown_access) is (
            MET
        )
        assert outcome(Licensed(CODE, OPEN), unknown_access) is UNKNOWN

    def test_says_all_that_is_not_known(self) -> None:
        """Unknown access and unknown terms are both reasons."""
        answer = Licensed(CODE, OPEN).ask(having(Artifact({CODE})))

        assert answer.because == (
            "how the training code can be had is not known; "
            "the training code: no license is known"
        )


class TestEffectiveLicense:
    def test_weights_carry_the_terms_of_all_parents(self) -> None:
        """Declared is not effective: parents bind their derivatives."""
        weights = Artifact({WEIGHTS}, license="MIT")
        release = having(
            weights,
            parents=[Parent("a", license="LicenseRef-x"), Parent("b")],
        )

        assert effective_license(release, weights) == (
            "MIT AND LicenseRef-x AND LicenseRef-unknown"
        )

    @pytest.mark.parametrize("own", ["MIT OR Apache-2.0", "mit or apache-2.0"])
    def test_a_choice_is_no_way_past_the_parents(self, own: str) -> None:
        """AND binds tighter than OR, so a choice stays together."""
        weights = Artifact({WEIGHTS}, license=own)
        release = having(
            weights, parents=[Parent("a", license="CC-BY-NC-4.0")]
        )

        assert effective_license(release, weights) == (
            "(MIT OR Apache-2.0) AND CC-BY-NC-4.0"
        )

    def test_code_does_not(self) -> None:
        """A parent's weights do not bind new code."""
        code = Artifact({CODE}, license="MIT")

        assert effective_license(
            having(code, parents=[Parent("a")]), code
        ) == ("MIT")


class TestDocumented:
    @pytest.mark.parametrize(
        ("access", "expected"),
        [
            (None, UNKNOWN),
            (Access.PUBLIC, MET),
            (Access.GATED, MET),
            (Access.ON_REQUEST, UNKNOWN),
            (Access.HOSTED, UNKNOWN),
            (Access.DESCRIBED, MET),
        ],
    )
    def test_needs_something_to_read(
        self, access: Access | None, expected: Outcome
    ) -> None:
        """A description counts, and so does the thing itself."""
        release = having(Artifact({DATA}, access=access))

        assert outcome(Documented(DATA), release) is expected


class TestUnshareable:
    @pytest.mark.parametrize(
        ("release", "expected"),
        [
            (SILENT, UNKNOWN),
            (Release("r", withheld=[DATA]), UNKNOWN),
            (having(Artifact({DATA}, access=Access.PUBLIC)), UNMET),
            (having(Artifact({DATA}, access=Access.HOSTED)), UNKNOWN),
            (
                Release("r", withheld=[Withheld(DATA, WithheldReason.CHOICE)]),
                UNMET,
            ),
            (
                Release(
                    "r", withheld=[Withheld(DATA, WithheldReason.UNSHAREABLE)]
                ),
                MET,
            ),
        ],
    )
    def test_needs_the_reason(
        self, release: Release, expected: Outcome
    ) -> None:
        """Only a stated impossibility excuses."""
        assert outcome(Unshareable(DATA), release) is expected


class TestDuring:
    requirement = During(frozenset({Stage.FINE_TUNING}), Published(CODE))

    def test_no_such_stage_is_met(self) -> None:
        """A base model owes no fine-tuning code."""
        release = Release("r", stages=[Stage.PRE_TRAINING])

        assert self.requirement.ask(release) == Answer(
            MET, "the release had no fine-tuning"
        )

    @pytest.mark.parametrize("stages", [None, [Stage.FINE_TUNING]])
    def test_otherwise_it_applies(self, stages: list[Stage] | None) -> None:
        """An unknown stage excuses nothing."""
        release = Release("r", stages=stages)

        assert outcome(self.requirement, release) is UNKNOWN
        assert asked_about(self.requirement) == {CODE}


class TestWholeRelease:
    @pytest.mark.parametrize(
        ("compute", "expected"), [(None, UNKNOWN), (1e24, MET), (2e25, UNMET)]
    )
    def test_compute(self, compute: float | None, expected: Outcome) -> None:
        """Unknown compute is unknown, not small."""
        release = Release("r", training_compute=compute)

        assert outcome(AtMost(1e25), release) is expected
        assert asked_about(AtMost(1e25)) == frozenset()

    @pytest.mark.parametrize(
        ("monetized", "expected"),
        [(None, UNKNOWN), (False, MET), (True, UNMET)],
    )
    def test_money(
        self,
        monetized: bool | None,  # noqa: FBT001
        expected: Outcome,
    ) -> None:
        """Unknown is not free of charge."""
        release = Release("r", monetized=monetized)

        assert outcome(NotMonetized(), release) is expected
        assert asked_about(NotMonetized()) == frozenset()


class TestCombinations:
    release = having(Artifact({CODE}, access=Access.PUBLIC, evidence=[HERE]))

    def test_all_of_names_what_decides(self) -> None:
        """A conjunction gives the reasons that keep it from being met."""
        both = AllOf([Published(CODE), Published(DATA)])

        assert both.ask(self.release) == Answer(
            UNKNOWN, "nothing is known of the training data"
        )
        assert asked_about(both) == {CODE, DATA}

    def test_any_of_names_what_suffices(self) -> None:
        """A disjunction gives the reason that meets it."""
        either = AnyOf([Published(CODE), Published(DATA)])

        assert either.ask(self.release) == Answer(
            MET, "the training code: public", (HERE,)
        )
        assert asked_about(either) == {CODE, DATA}


class TestAskedAbout:
    def test_a_foreign_requirement_may_ask_about_anything(self) -> None:
        """Of somebody else's requirement nothing is taken for granted."""

        class Own:
            def ask(self, release: Release) -> Answer:
                return Answer(MET, release.name)

        assert asked_about(Own()) == frozenset(Component)

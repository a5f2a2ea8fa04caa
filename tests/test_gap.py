import pytest

from openness import (
    Access,
    Artifact,
    Component,
    Outcome,
    Parent,
    Release,
    classify,
)
from openness.definition import Criterion, Framework, Level
from openness.errors import LabelError
from openness.frameworks import (
    EU_AI_ACT_GPAI,
    G7_2026,
    MOF_1_0,
    OSAID_1_0,
    SPECTRUM_1_0,
)
from openness.gap import Provide, find_gap
from openness.licenses import OPEN
from openness.licenses.criteria import ListCriterion
from openness.release import Claim, Completeness, Withheld, WithheldReason
from openness.requirements import (
    AllOf,
    Answer,
    AnyOf,
    AtLeast,
    AtMost,
    Documented,
    Licensed,
    NotMonetized,
    Published,
    Requirement,
    Unshareable,
)

CODE = Component.TRAINING_CODE
DATA = Component.DATASETS
WEIGHTS = Component.MODEL_PARAMETERS_FINAL


def asking(requirement: Requirement) -> Framework:
    return Framework(
        id="own",
        title="",
        source="",
        criteria=(Criterion(id="one", asks="?", requirement=requirement),),
        levels=(
            Level(label="good", requires=("one",)),
            Level(label="not so good"),
        ),
    )


def changes(release: Release, requirement: Requirement) -> list[str] | None:
    """What to do, in words; None if nothing can be done."""
    found = find_gap(release, asking(requirement), "good").changes
    return None if found is None else [one.words(release) for one in found]


class TestChanges:
    @pytest.mark.parametrize(
        ("requirement", "words"),
        [
            (Published(DATA), ["publish the training data"]),
            (
                Published(DATA, completeness=Completeness.PARTIAL),
                ["publish part of the training data"],
            ),
            (
                Published(WEIGHTS, access=Access.GATED),
                [
                    "publish the weights (a gate that lets everybody in "
                    "will do)"
                ],
            ),
            (Documented(DATA), ["document the training data"]),
            (
                Licensed(CODE, OPEN),
                [
                    "publish the training code under open terms, such as "
                    "Apache-2.0"
                ],
            ),
            (
                AtMost(1e25),
                ["state the training compute, if it is at most 1e+25 FLOP"],
            ),
            (
                AnyOf(
                    [
                        AllOf([Published(CODE), Published(DATA)]),
                        Published(WEIGHTS),
                    ]
                ),
                ["publish the weights"],
            ),
            (
                AtLeast(
                    1,
                    [
                        AllOf([Published(CODE), Published(DATA)]),
                        Documented(WEIGHTS),
                    ],
                ),
                ["document the weights"],
            ),
        ],
    )
    def test_of_silence_are_the_fewest_that_do(
        self, requirement: Requirement, words: list[str]
    ) -> None:
        """Each kind of requirement knows what would meet it."""
        assert changes(Release("r"), requirement) == words

    def test_of_one_component_are_one(self) -> None:
        """Publishing whole and licensing openly is one thing to do."""
        both = AllOf([Documented(DATA), Published(DATA), Licensed(DATA, OPEN)])

        assert changes(Release("r"), both) == [
            "publish the training data under open terms, such as "
            "CDLA-Permissive-2.0"
        ]

    def test_what_is_published_is_licensed_anew(self) -> None:
        """Where only the terms are wrong, only they have to change."""
        release = Release(
            "r",
            artifacts=[
                Artifact([CODE], license="CC-BY-NC-4.0", access=Access.PUBLIC)
            ],
        )

        assert changes(release, Licensed(CODE, OPEN)) == [
            "license the training code under open terms, such as Apache-2.0"
        ]

    def test_a_license_that_does_is_kept(self) -> None:
        """An open license already there is the example."""
        release = Release("r", artifacts=[Artifact([DATA], license="ISC")])
        found = find_gap(release, asking(Licensed(DATA, OPEN)), "good")

        (change,) = found.changes or ()
        assert isinstance(change, Provide)
        assert change.license(release) == "ISC"

    def test_parents_known_and_unknown_alike(self) -> None:
        """Made, the change gives the base model such terms."""
        release = Release(
            "r",
            artifacts=[
                Artifact([WEIGHTS], license="MIT", access=Access.PUBLIC)
            ],
            parents=[Parent("one"), Parent("two", license="ISC")],
        )
        gap = find_gap(release, asking(Licensed(WEIGHTS, OPEN)), "good")

        assert [p.license for p in gap.apply(release).parents] == [
            "Apache-2.0",
            "ISC",
        ]

    def test_a_price_can_be_dropped(self) -> None:
        """What is sold can be offered for nothing, or said to be."""
        sold = Release("r", monetized=True)

        assert changes(sold, NotMonetized()) == [
            "offer the model free of charge"
        ]

    def test_what_cannot_be_shared_may_be_said_to_be(self) -> None:
        """An unknown reason can be stated; a known one stands."""
        chosen = Release("r", withheld=[Withheld(DATA, WithheldReason.CHOICE)])

        assert changes(Release("r"), Unshareable(DATA)) == [
            "state why the training data cannot be shared, if law or "
            "technique forbids it"
        ]
        assert changes(chosen, Unshareable(DATA)) is None

    @pytest.mark.parametrize(
        ("license", "words"),
        [
            (
                None,
                "state the license of the base model base, if it gives open "
                "terms; else build on one that does",
            ),
            (
                "CC-BY-NC-4.0",
                "build on a base model with open terms in place of base",
            ),
        ],
    )
    def test_a_base_model_has_to_give_the_terms_too(
        self, license: str | None, words: str
    ) -> None:
        """The publisher's own license does not clear the base model's."""
        release = Release(
            "r",
            artifacts=[
                Artifact([WEIGHTS], license="MIT", access=Access.PUBLIC)
            ],
            parents=[Parent("base", license=license)],
        )

        assert changes(release, Licensed(WEIGHTS, OPEN)) == [words]

    def test_a_license_off_the_usual_is_taken_from_the_list(self) -> None:
        """Where only a list will do, one of it is the example."""
        listed = ListCriterion(name="one of ours", ids=["ISC", "Zlib"])

        assert changes(Release("r"), Licensed(CODE, listed)) == [
            "publish the training code under one of ours, such as ISC"
        ]

    def test_a_judgement_has_to_be_made_anew(self) -> None:
        """A claim stands until it is taken back."""
        claim = Claim("mof-record", "datasets", "invalid")
        gap = classify(Release("r", claims=[claim]), framework=MOF_1_0).gap(
            "Class I - Open Science Model"
        )

        assert "have mof-record judge the datasets anew" in [
            change.words(Release("r")) for change in gap.changes or ()
        ]

    def test_data_that_cannot_be_shared_needs_information(self) -> None:
        """With a known reason, information is the shorter way."""
        release = Release(
            "r",
            withheld=[Withheld(DATA, WithheldReason.UNSHAREABLE)],
            stages=[],
        )
        gap = classify(release, framework=G7_2026).gap("Open Source AI")

        words = [change.words(release) for change in gap.changes or ()]
        assert "document the data information" in words
        assert not any("the training data" in one for one in words)

    def test_data_that_cannot_be_shared_is_not_asked_for(self) -> None:
        """Where only the data itself will do, nothing can be done."""
        release = Release(
            "r", withheld=[Withheld(DATA, WithheldReason.UNSHAREABLE)]
        )

        assert changes(release, Published(DATA)) is None

    def test_what_stands_cannot_be_changed(self) -> None:
        """Compute that was spent is spent."""
        release = Release("r", training_compute=1e26)
        gap = find_gap(release, EU_AI_ACT_GPAI, "exempt")

        assert gap.changes is None
        assert gap.open != ()

    def test_a_requirement_of_somebody_else_s_is_left_open(self) -> None:
        """What is not of the algebra has no known way to be met."""

        class Blessed:
            def ask(self, release: Release) -> Answer:
                return Answer(Outcome.UNMET, f"{release.name} is not blessed")

        assert changes(Release("r"), Blessed()) is None


class TestGap:
    def test_lists_what_is_not_met(self) -> None:
        """Unmet and unknown criteria of the label, with the answer."""
        release = Release("r", withheld=[WEIGHTS])
        gap = classify(release).gap("open-weight")

        ((criterion, answer),) = gap.open
        assert criterion.id == "weights-published"
        assert answer.because == "the weights: withheld"

    def test_is_empty_where_the_label_is_reached(self) -> None:
        """A lower label is reached with a higher one."""
        release = Release(
            "r", artifacts=[Artifact([WEIGHTS], access=Access.PUBLIC)]
        )
        verdict = classify(release)

        assert verdict.gap("open-weight").open == ()
        assert verdict.gap("open-weight").changes == ()
        assert verdict.reaches("open-weight")
        assert verdict.reaches("proprietary")
        assert not verdict.reaches("open-source")

    def test_unknown_label(self) -> None:
        """The error names the labels there are."""
        with pytest.raises(LabelError, match="it has: 'Open Source AI', 'not"):
            find_gap(Release("r"), OSAID_1_0, "open")

    def test_spectrum_from_nothing(self) -> None:
        """A silent release is told everything that open-source takes."""
        gap = find_gap(Release("r"), SPECTRUM_1_0, "open-source")

        assert gap.changes is not None
        assert len(gap.changes) == 7
        assert classify(gap.apply(Release("r"))).label == "open-source"

import attrs
import pytest

from openness import (
    Access,
    Artifact,
    Category,
    Component,
    Outcome,
    Parent,
    Release,
    classify,
)
from openness.definition import Criterion, Framework, Level
from openness.requirements import Published
from openness.verdict import Finding, Score, TermsOnWeights, evaluate

CODE = Component.TRAINING_CODE
DATA = Component.DATASETS
WEIGHTS = Component.MODEL_PARAMETERS_FINAL

OWN = Framework(
    id="own-1",
    title="Somebody's own definition",
    source="https://example.org/own",
    criteria=(
        Criterion(id="code", asks="?", requirement=Published(CODE), points=1),
        Criterion(id="data", asks="?", requirement=Published(DATA), points=2),
    ),
    levels=(
        Level(label="gold", requires=("code", "data")),
        Level(label="silver", requires=("code",)),
        Level(label="none"),
    ),
)


def release(
    *public: Component, withheld: tuple[Component, ...] = ()
) -> Release:
    return Release(
        "r",
        artifacts=[Artifact({one}, access=Access.PUBLIC) for one in public],
        withheld=withheld,
    )


class TestEvaluate:
    @pytest.mark.parametrize(
        ("given", "label", "floor", "ceiling", "score"),
        [
            (
                release(),
                "undetermined",
                "undetermined",
                "gold",
                Score(0, 3, 3),
            ),
            (release(CODE), "silver", "silver", "gold", Score(1, 3, 3)),
            (release(CODE, DATA), "gold", "gold", "gold", Score(3, 3, 3)),
            (
                release(CODE, withheld=(DATA,)),
                "silver",
                "silver",
                "silver",
                Score(1, 1, 3),
            ),
            (
                release(withheld=(DATA,)),
                "undetermined",
                "undetermined",
                "silver",
                Score(0, 1, 3),
            ),
            (
                release(withheld=(CODE,)),
                "none",
                "none",
                "none",
                Score(0, 2, 3),
            ),
        ],
    )
    def test_floor_is_proven_and_ceiling_possible(
        self,
        given: Release,
        label: str,
        floor: str,
        ceiling: str,
        score: Score,
    ) -> None:
        """The lowest label holds only once all others are known to fail."""
        verdict = evaluate(given, OWN)

        assert (verdict.label, verdict.floor, verdict.ceiling) == (
            label,
            floor,
            ceiling,
        )
        assert verdict.score == score

    def test_sorts_findings_by_outcome(self) -> None:
        """Each criterion is found met, unmet or unknown, with a reason."""
        verdict = evaluate(release(CODE), OWN)

        assert verdict.met == (
            Finding("code", Outcome.MET, "the training code: public"),
        )
        assert verdict.unmet == ()
        assert verdict.unknown == (
            Finding(
                "data",
                Outcome.UNKNOWN,
                "nothing is known of the training data",
            ),
        )

    def test_translates_only_what_the_definition_speaks_of(self) -> None:
        """A definition that speaks of no class of ours gives none at all."""
        speaks = attrs.evolve(
            OWN,
            levels=(
                attrs.evolve(OWN.levels[0], category=Category.OPEN_SOURCE),
                *OWN.levels[1:],
            ),
        )

        assert evaluate(release(CODE), OWN).category is None
        assert evaluate(release(), OWN).category is None
        assert evaluate(release(), speaks).category is Category.UNDETERMINED
        assert evaluate(release(CODE), speaks).category is None

    def test_a_definition_without_points_does_not_score(self) -> None:
        """No points, no score, rather than a score of zero."""
        plain = Framework(
            id="plain",
            title="Plain",
            source="",
            criteria=(
                Criterion(id="code", asks="?", requirement=Published(CODE)),
            ),
            levels=(Level(label="any"),),
        )

        assert evaluate(release(CODE), plain).score is None

    def test_the_last_level_must_require_nothing(self) -> None:
        """A definition without a last resort is a programming error."""
        endless = Framework(
            id="endless",
            title="Endless",
            source="",
            criteria=OWN.criteria,
            levels=OWN.levels[:1],
        )

        with pytest.raises(ValueError, match="endless: the last level"):
            evaluate(release(withheld=(CODE,)), endless)


class TestTermsOnWeights:
    @pytest.mark.parametrize(
        ("licenses", "parents", "expected"),
        [
            ((), (), TermsOnWeights.UNKNOWN),
            ((None,), (), TermsOnWeights.UNKNOWN),
            (("Apache-2.0",), (), TermsOnWeights.OPEN),
            (("CC-BY-NC-4.0",), (), TermsOnWeights.RESTRICTED),
            (("CC-BY-NC-4.0", "MIT"), (), TermsOnWeights.OPEN),
            (("MIT OR CC-BY-NC-4.0",), (), TermsOnWeights.OPEN),
            (("MIT AND CC-BY-NC-4.0",), (), TermsOnWeights.RESTRICTED),
            (("MIT",), (None,), TermsOnWeights.UNKNOWN),
            (("MIT",), ("MIT",), TermsOnWeights.OPEN),
            (("MIT",), ("CC-BY-NC-4.0",), TermsOnWeights.RESTRICTED),
            (("CC-BY-NC-4.0",), (None,), TermsOnWeights.RESTRICTED),
        ],
    )
    def test_are_the_best_that_all_parents_leave(
        self,
        licenses: tuple[str | None, ...],
        parents: tuple[str | None, ...],
        expected: TermsOnWeights,
    ) -> None:
        """The recipient takes the best offer; parents bind every one."""
        verdict = classify(
            Release(
                "r",
                artifacts=[
                    Artifact({WEIGHTS}, license=one, access=Access.PUBLIC)
                    for one in licenses
                ],
                parents=[Parent("p", license=one) for one in parents],
            )
        )

        assert verdict.terms_on_weights is expected

    def test_a_description_has_no_terms(self) -> None:
        """A paper about weights is not weights."""
        described = Artifact({WEIGHTS}, license="MIT", access=Access.DESCRIBED)

        verdict = classify(Release("r", artifacts=[described]))

        assert verdict.terms_on_weights is TermsOnWeights.UNKNOWN


class TestRestrictions:
    @pytest.mark.parametrize(
        ("license", "tags"),
        [
            ("MIT", []),
            ("GPL-3.0-only", []),
            (
                "LicenseRef-deepseek-1.0",
                ["field-of-use", "outputs-restricted"],
            ),
        ],
    )
    def test_copyleft_is_none(self, license: str, tags: list[str]) -> None:
        """Handing on a license without restrictions restricts no use."""
        weights = Artifact({WEIGHTS}, license=license, access=Access.PUBLIC)
        verdict = classify(Release("r", artifacts=[weights]))

        found = [fact.tag.value for fact in verdict.restrictions]
        assert [
            one for one in found if one != "passes-restrictions-on"
        ] == tags
        assert ("passes-restrictions-on" in found) is bool(tags)

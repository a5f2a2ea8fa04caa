import pytest

from openness import Access, Artifact, Category, Component, Release, classify
from openness.frameworks import OSAI_INDEX
from openness.frameworks.osai_index import DIMENSIONS
from openness.release import Claim, Completeness, Stage


def judged(
    component: Component, access: Access, completeness: Completeness
) -> float:
    """The points for one dimension, of one."""
    artifact = Artifact([component], access=access, completeness=completeness)
    score = classify(
        Release("r", artifacts=[artifact]), framework=OSAI_INDEX
    ).score
    assert score is not None
    return round(score.low * (len(DIMENSIONS) + 1), 3)


class TestScore:
    @pytest.mark.parametrize(
        ("access", "completeness", "points"),
        [
            (Access.PUBLIC, Completeness.FULL, 1),
            (Access.PUBLIC, Completeness.PARTIAL, 0.5),
            (Access.GATED, Completeness.FULL, 0.5),
            (Access.HOSTED, Completeness.FULL, 0),
        ],
    )
    def test_open_partial_closed(
        self, access: Access, completeness: Completeness, points: float
    ) -> None:
        """Open counts one, partial or gated a half, closed nothing."""
        assert judged(Component.RESEARCH_PAPER, access, completeness) == points

    def test_is_a_mean(self) -> None:
        """All dimensions together make one."""
        total = sum(criterion.points for criterion in OSAI_INDEX.criteria)

        assert total == pytest.approx(1)

    @pytest.mark.parametrize(
        ("licensed", "points"), [(1, 0), (2, 0.5), (3, 1)]
    )
    def test_licenses_are_counted_where_nobody_judged_them(
        self, licensed: int, points: float
    ) -> None:
        """Two of weights, code and data make partial, three open."""
        three = (
            Component.MODEL_PARAMETERS_FINAL,
            Component.TRAINING_CODE,
            Component.DATASETS,
        )
        release = Release(
            "r",
            artifacts=[
                Artifact([one], license="MIT", access=Access.PUBLIC)
                for one in three[:licensed]
            ],
        )
        verdict = classify(release, framework=OSAI_INDEX)
        assert verdict.score is not None

        others = licensed / 12
        assert verdict.score.low - others == pytest.approx(
            points / 12, abs=1e-5
        )

    def test_the_index_s_own_judgement_counts(self) -> None:
        """What the index says of the licenses stands."""
        claim = Claim("osai-index", "licenses", "closed")
        verdict = classify(Release("r", claims=[claim]), framework=OSAI_INDEX)

        assert {f.criterion for f in verdict.unmet} == {
            "licenses-partial",
            "licenses-open",
        }


def test_a_base_model_owes_nothing_of_later_stages() -> None:
    """Without a tuning stage its dimensions are met."""
    base = Release("r", stages=[Stage.PRE_TRAINING])
    met = {f.criterion for f in classify(base, framework=OSAI_INDEX).met}

    assert met == {
        "datasources_endmodel-partial",
        "datasources_endmodel-open",
        "weights_basemodel-partial",
        "weights_basemodel-open",
    }


@pytest.mark.parametrize(
    ("release", "category"),
    [
        (
            Release("r", withheld=[Component.MODEL_PARAMETERS_FINAL]),
            Category.PROPRIETARY,
        ),
        (
            Release(
                "r",
                artifacts=[
                    Artifact(
                        [Component.MODEL_PARAMETERS_FINAL],
                        access=Access.GATED,
                    )
                ],
            ),
            Category.OPEN_WEIGHT,
        ),
        (Release("r"), Category.UNDETERMINED),
    ],
)
def test_category(release: Release, category: Category) -> None:
    """Our reading of its judgements."""
    assert classify(release, framework=OSAI_INDEX).category is category

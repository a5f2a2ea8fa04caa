import attrs
import pytest

from openness import Access, Artifact, Component, Parent, Release
from openness.affordances import ALL, May, afford
from openness.release import Stage

WEIGHTS = Component.MODEL_PARAMETERS_FINAL


def answers(release: Release) -> dict[str, May]:
    return {one.id: one.answer for one in afford(release)}


def weights(license: str | None, access: Access = Access.PUBLIC) -> Release:
    artifact = Artifact({WEIGHTS}, license=license, access=access)
    return Release("r", artifacts=[artifact])


class TestAfford:
    def test_answers_every_question(self) -> None:
        """The questions of developers and businesses, each answered once."""
        assert [one.id for one in afford(Release("r"))] == [
            "self-host",
            "offline",
            "fine-tune",
            "commercial-use",
            "redistribute",
            "audit-weights",
            "audit-data",
            "reproduce",
            "train-on-outputs",
            "revocable",
        ]
        assert len({one.asks for one in ALL}) == len(ALL)

    def test_silence_answers_nothing(self) -> None:
        """Of a release of which nothing is known, nothing is promised."""
        assert set(answers(Release("r")).values()) == {May.UNKNOWN}

    def test_unknown_license_promises_nothing(self) -> None:
        """Weights at hand without known terms: only the physical is known."""
        found = answers(weights(None))

        assert {id for id, may in found.items() if may is May.YES} == {
            "offline",
            "audit-weights",
        }
        assert May.NO not in found.values()

    def test_hosted_weights(self) -> None:
        """What is only hosted cannot be run, inspected, changed, passed on."""
        found = answers(weights("MIT", Access.HOSTED))

        assert {id for id, may in found.items() if may is May.NO} == {
            "self-host",
            "offline",
            "fine-tune",
            "commercial-use",
            "redistribute",
            "audit-weights",
            "train-on-outputs",
        }

    def test_on_request_is_conditional(self) -> None:
        """A person at the gate leaves inspection to that person."""
        found = answers(weights(None, Access.ON_REQUEST))

        assert found["audit-weights"] is May.CONDITIONAL

    def test_permissive_license(self) -> None:
        """MIT terms leave every use open; MIT is silent on revocation."""
        found = answers(weights("MIT"))

        assert found["commercial-use"] is May.YES
        assert found["fine-tune"] is May.YES
        assert found["redistribute"] is May.YES
        assert found["train-on-outputs"] is May.YES
        assert found["revocable"] is May.NO

    def test_non_commercial_license(self) -> None:
        """Non-commercial terms forbid business, and tie the rest."""
        found = answers(weights("CC-BY-NC-4.0"))

        assert found["commercial-use"] is May.NO
        assert found["self-host"] is May.CONDITIONAL
        assert found["fine-tune"] is May.CONDITIONAL
        assert found["redistribute"] is May.CONDITIONAL

    def test_threshold_license(self) -> None:
        """A user threshold makes business use conditional."""
        found = answers(weights("LicenseRef-llama-3.1", Access.GATED))

        assert found["commercial-use"] is May.CONDITIONAL
        assert found["fine-tune"] is May.CONDITIONAL

    def test_parents_bind(self) -> None:
        """An unknown parent makes permissions unknown again."""
        artifact = Artifact({WEIGHTS}, license="MIT", access=Access.PUBLIC)
        release = Release("r", artifacts=[artifact], parents=[Parent("p")])

        assert answers(release)["commercial-use"] is May.UNKNOWN

    @pytest.mark.parametrize(
        ("access", "expected"),
        [
            (Access.PUBLIC, May.YES),
            (Access.ON_REQUEST, May.CONDITIONAL),
            (Access.DESCRIBED, May.NO),
        ],
    )
    def test_data(self, access: Access, expected: May) -> None:
        """Training data can be audited as far as it can be had."""
        data = Artifact({Component.DATASETS}, access=access)
        release = Release("r", artifacts=[data], stages={Stage.PRE_TRAINING})

        assert answers(release)["audit-data"] is expected

    def test_data_of_all_stages(self) -> None:
        """Who tuned a model on unknown data cannot be audited in full."""
        data = Artifact({Component.DATASETS}, access=Access.PUBLIC)
        tuned = Release("r", artifacts=[data], stages={Stage.FINE_TUNING})

        assert answers(tuned)["audit-data"] is May.UNKNOWN
        withheld = attrs.evolve(tuned, withheld=[Component.POST_TRAINING_DATA])
        assert answers(withheld)["audit-data"] is May.CONDITIONAL
        silent = Release("r", artifacts=[data])
        assert answers(silent)["audit-data"] is May.UNKNOWN

    def test_reproduce(self) -> None:
        """Training again takes code, data and the architecture."""
        parts = [
            Component.TRAINING_CODE,
            Component.DATASETS,
            Component.MODEL_ARCHITECTURE,
        ]
        stages = {Stage.PRE_TRAINING}
        whole = Release(
            "r",
            artifacts=[Artifact(parts, access=Access.PUBLIC)],
            stages=stages,
        )
        described = Release(
            "r",
            artifacts=[
                Artifact(parts[:1], access=Access.PUBLIC),
                Artifact(parts[1:], access=Access.DESCRIBED),
            ],
            stages=stages,
        )

        assert answers(whole)["reproduce"] is May.YES
        assert answers(described)["reproduce"] is May.CONDITIONAL

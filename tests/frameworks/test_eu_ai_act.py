import attrs
import pytest

from openness import (
    Access,
    Artifact,
    Component,
    Outcome,
    Release,
    classify,
)
from openness.frameworks import EU_AI_ACT_GPAI

WEIGHTS = Component.MODEL_PARAMETERS_FINAL


def release(
    license: str = "Apache-2.0", access: Access = Access.PUBLIC
) -> Release:
    described = [
        Artifact([one], access=Access.DESCRIBED)
        for one in (
            Component.MODEL_ARCHITECTURE,
            Component.USAGE_DOCUMENTATION,
        )
    ]
    return Release(
        "r",
        artifacts=[
            Artifact([WEIGHTS], license=license, access=access),
            *described,
        ],
        training_compute=1e24,
        monetized=False,
    )


def outcomes(of: Release) -> dict[str, Outcome]:
    verdict = classify(of, framework=EU_AI_ACT_GPAI)
    return {f.criterion: f.outcome for f in verdict.findings}


def test_exempt_says_from_what_and_from_what_not() -> None:
    """The duties on copyright and training content remain."""
    verdict = classify(release(), framework=EU_AI_ACT_GPAI)

    assert verdict.label == "exempt"
    assert verdict.means is not None
    assert "Article 53(1)(c) and (d)" in verdict.means


@pytest.mark.parametrize(
    ("license", "outcome"),
    [
        pytest.param("GPL-3.0-only", Outcome.MET, id="share-alike"),
        pytest.param("CC-BY-4.0", Outcome.MET, id="credit"),
        pytest.param("CC-BY-NC-4.0", Outcome.UNMET, id="non-commercial"),
        pytest.param("LicenseRef-llama-3.1", Outcome.UNMET, id="user-scale"),
        pytest.param("LicenseRef-llama-4", Outcome.UNMET, id="geography"),
        pytest.param(
            "LicenseRef-creativeml-openrail-m",
            Outcome.UNKNOWN,
            id="safety-oriented-terms-are-judged-on-the-case",
        ),
        pytest.param("LicenseRef-x", Outcome.UNKNOWN, id="unheard-of"),
    ],
)
def test_license(license: str, outcome: Outcome) -> None:
    """Credit and share-alike are fine, limits on who and what for are not."""
    assert outcomes(release(license))["license"] is outcome


@pytest.mark.parametrize(
    ("access", "outcome"),
    [
        (Access.PUBLIC, Outcome.MET),
        (Access.GATED, Outcome.UNKNOWN),
        (Access.ON_REQUEST, Outcome.UNMET),
    ],
)
def test_verification_of_users_may_be_reasonable(
    access: Access, outcome: Outcome
) -> None:
    """A gate is neither ruled out nor in; a person who decides is."""
    assert outcomes(release(access=access))["parameters"] is outcome


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({"training_compute": 2e25}, "not exempt"),
        ({"training_compute": None}, "undetermined"),
        ({"monetized": True}, "not exempt"),
        ({"monetized": None}, "undetermined"),
    ],
)
def test_facts_of_the_release_as_a_whole(
    change: dict[str, float | bool | None], label: str
) -> None:
    """Compute and money decide; what is not known leaves it open."""
    changed = attrs.evolve(release(), **change)  # type: ignore[arg-type]

    assert classify(changed, framework=EU_AI_ACT_GPAI).label == label

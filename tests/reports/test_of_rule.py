import pytest

from openness import Outcome, Release
from openness.definition import Criterion, Framework
from openness.frameworks import ALL, EU_AI_ACT_GPAI
from openness.gap import find_changes
from openness.reports.of_rule import (
    failing,
    meeting,
    of_criterion,
    of_framework,
)

every_criterion = pytest.mark.parametrize(
    ("framework", "criterion"),
    [
        pytest.param(f, criterion, id=f"{f.id}:{criterion.id}")
        for f in ALL
        for criterion in f.criteria
    ],
)


@every_criterion
def test_the_examples_are_examples(
    framework: Framework, criterion: Criterion
) -> None:
    """One meets the criterion, the other is known to fail it."""
    changes = find_changes([criterion], Release("example"))
    assert changes is not None

    met = criterion.requirement.ask(meeting(changes))
    fails = criterion.requirement.ask(failing(criterion.requirement))

    assert met.outcome is Outcome.MET, framework.id
    assert fails.outcome is Outcome.UNMET, framework.id


@every_criterion
def test_every_criterion_has_a_source(
    framework: Framework, criterion: Criterion
) -> None:
    """A published definition is cited; our own page stands for ours."""
    assert criterion.source or framework.source == "docs/spectrum.md"


def test_a_criterion_explained() -> None:
    """The question, the labels, the source, its words, how to meet it."""
    (criterion,) = (
        one for one in EU_AI_ACT_GPAI.criteria if one.id == "no-monetization"
    )

    assert list(of_criterion(EU_AI_ACT_GPAI, criterion)) == [
        "## eu-ai-act-gpai:no-monetization",
        "",
        criterion.asks,
        "",
        "- Required for: exempt",
        "- Source: Recital 103; C(2025) 5045 final, paragraphs 85 to 89",
        "- In its words: \u201cno monetary compensation should be "
        "required\u201d",
        "- Met when:",
        "  - access to the model is not sold",
        "- How to satisfy it: state that the model is not monetized, if so.",
        "",
        "A release that meets it:",
        "",
        "```toml",
        '[release]\nname = "example"\nmonetized = false',
        "```",
        "",
        "One that fails:",
        "",
        "```toml",
        '[release]\nname = "example"\nmonetized = true',
        "```",
        "",
    ]


@pytest.mark.parametrize("framework", ALL, ids=lambda one: one.id)
def test_a_definition_explained(framework: Framework) -> None:
    """All its labels and criteria are there."""
    text = "\n".join(of_framework(framework))

    for criterion in framework.criteria:
        assert f"## {framework.id}:{criterion.id}\n" in text
    if len(framework.levels) > 1:
        for level in framework.levels:
            assert f"| {level.label} |" in text

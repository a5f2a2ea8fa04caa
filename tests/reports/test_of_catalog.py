import datetime as dt

from openness import (
    Access,
    Artifact,
    Card,
    Component,
    Evidence,
    Parent,
    Release,
    Withheld,
)
from openness.release import Completeness, WithheldReason
from openness.releases import Entry
from openness.reports.of_catalog import one

WEIGHTS = Component.MODEL_PARAMETERS_FINAL


def test_shows_every_kind_of_fact() -> None:
    """What is there, what is not, where it comes from, what is wrong."""
    release = Release(
        "R",
        artifacts=[
            Artifact(
                [WEIGHTS, Component.MODEL_CARD],
                license="MIT",
                access=Access.GATED,
                completeness=Completeness.PARTIAL,
                evidence=[Evidence("https://example.org/r", "3")],
            ),
            Artifact([Component.DATASETS]),
        ],
        withheld=[
            Withheld(
                Component.TRAINING_CODE,
                WithheldReason.CHOICE,
                [Evidence("https://example.org/no")],
            )
        ],
        parents=[Parent("nobody/knows")],
    )
    entry = Entry(
        id="r",
        card=Card(release, (), "catalog:r"),
        hub_ids=("org/r",),
        names=(),
        read=dt.date(2026, 11, 23),
        withdrawn="2026-01-01",
        note="a note",
    )

    assert list(one(entry))[:-1] == [
        "R (r), read on 2026-11-23",
        "  on the Hub: org/r",
        "  withdrawn: 2026-01-01",
        "  note: a note",
        "  + weights, model card: gated, in part, MIT",
        "      https://example.org/r, 3",
        "  + training data: access not known, no license stated",
        "  - training code: withheld (choice)",
        "      https://example.org/no",
        "  < nobody/knows: derives, license not known",
    ]
    assert list(one(entry))[-1].startswith(
        "  ! R: the terms of the base model nobody/knows"
    )

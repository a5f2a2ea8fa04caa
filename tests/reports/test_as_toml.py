import attrs
from hypothesis import given
from strategies import releases

from openness import Access, Artifact, Component, Release
from openness.readers import read_text
from openness.readers._text import Text
from openness.release import Evidence, Strength
from openness.reports.as_toml import as_toml


def bare(release: Release) -> Release:
    """The release without the places that reading adds."""
    return attrs.evolve(
        release,
        artifacts=[attrs.evolve(x, evidence=()) for x in release.artifacts],
        withheld=[attrs.evolve(x, evidence=()) for x in release.withheld],
        parents=[attrs.evolve(x, evidence=()) for x in release.parents],
        claims=[attrs.evolve(x, evidence=()) for x in release.claims],
    )


@given(release=releases)
def test_reads_back(release: Release) -> None:
    """What is written is read as the same release."""
    # An unknown completeness has no word of its own in a manifest.
    known = [one for one in release.artifacts if one.completeness]
    written = attrs.evolve(release, artifacts=known)
    read = read_text(Text("r.toml", as_toml(written))).release

    assert bare(read) == bare(written)


def test_evidence_and_odd_letters() -> None:
    """Quotes, backslashes, control characters and evidence survive."""
    release = Release(
        'a "b" \\ \x7f \x01 \u00e9',
        artifacts=[
            Artifact(
                [Component.DATASETS, Component.DATA_CARD],
                access=Access.ON_REQUEST,
                evidence=[
                    Evidence("https://example.org", "4.1", Strength.STATED)
                ],
            )
        ],
        training_compute=1e25,
        monetized=False,
    )

    assert read_text(Text("r.toml", as_toml(release))).release == release

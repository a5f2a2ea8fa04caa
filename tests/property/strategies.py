"""Releases, artifacts and terms of every kind."""

from hypothesis import strategies as st

from openness import Access, Artifact, Component, Parent, Release, Withheld
from openness.licenses import (
    Condition,
    Limitation,
    Permission,
    Restriction,
    Terms,
)
from openness.licenses.terms import Tag
from openness.release import Claim, Completeness, Stage, WithheldReason

LICENSES = [
    None,
    "MIT",
    "GPL-3.0-only",
    "CC-BY-NC-4.0",
    "LicenseRef-llama-3.1",
    "LicenseRef-unheard-of",
    "MIT OR CC-BY-NC-4.0",
    "MIT AND LicenseRef-unheard-of",
]
TAGS: list[Tag] = [*Permission, *Condition, *Limitation, *Restriction]

components = st.sampled_from(Component)
artifacts = st.builds(
    Artifact,
    st.frozensets(components, min_size=1, max_size=4),
    license=st.sampled_from(LICENSES),
    access=st.sampled_from([None, *Access]),
    completeness=st.sampled_from([None, *Completeness]),
)
withheld = st.builds(
    Withheld, components, st.sampled_from([None, *WithheldReason])
)
stages = st.none() | st.frozensets(st.sampled_from(Stage), min_size=1)
parents = st.builds(
    Parent, st.sampled_from("xyz"), license=st.sampled_from(LICENSES)
)
claims = st.one_of(
    st.builds(
        Claim,
        st.just("osai-index"),
        st.just("licenses"),
        st.sampled_from(["open", "partial", "closed"]),
    ),
    st.builds(
        Claim,
        st.just("mof-record"),
        components.map(lambda component: component.value),
        st.sampled_from(["included", "invalid", "unlicensed", "missing"]),
    ),
)
releases = st.builds(
    Release,
    st.just("r"),
    artifacts=st.lists(artifacts, max_size=6),
    withheld=st.lists(withheld, max_size=3),
    parents=st.lists(parents, max_size=2),
    stages=stages,
    training_compute=st.none() | st.floats(0, 1e27),
    monetized=st.none() | st.booleans(),
    claims=st.lists(claims, max_size=3),
)


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    """Terms with each tag present, absent or unknown."""
    states = draw(
        st.lists(
            st.sampled_from("pau"), min_size=len(TAGS), max_size=len(TAGS)
        )
    )
    pairs = list(zip(TAGS, states, strict=True))
    return Terms(
        frozenset(tag for tag, state in pairs if state == "p"),
        frozenset(tag for tag, state in pairs if state == "u"),
    )

"""``mof-1.0``: the Model Openness Framework of LF AI & Data.

M. White et al., "The Model Openness Framework", arXiv:2403.13784, as its
reference tool computes it (github.com/lfai/model_openness_tool, commit
8b5d30e, read 2026-11-23). How passages were read: docs/decisions/mof.md.
"""

from __future__ import annotations

from enum import Enum

import attrs

from openness.definition import Criterion, Framework, Level
from openness.licenses._spdx import LICENSES
from openness.licenses.criteria import ListCriterion
from openness.outcome import Outcome
from openness.release import Access, Component, ContentType, Release
from openness.requirements import AnyOf, Claimed, Licensed, Requirement

__all__ = ["MOF_1_0", "MofReport", "Standing", "report"]

#: Whose claims a record of the framework makes.
BY = "mof-record"

#: What the framework calls its components.
COMPONENTS = {
    Component.MODEL_ARCHITECTURE: "Model architecture",
    Component.MODEL_PARAMETERS_FINAL: "Model parameters (Final)",
    Component.EVALUATION_RESULTS: "Evaluation results",
    Component.MODEL_CARD: "Model card",
    Component.DATA_CARD: "Data card",
    Component.TECHNICAL_REPORT: "Technical report",
    Component.SAMPLE_OUTPUTS: "Sample model outputs",
    Component.TRAINING_CODE: "Training code",
    Component.INFERENCE_CODE: "Inference code",
    Component.EVALUATION_CODE: "Evaluation code",
    Component.EVALUATION_DATA: "Evaluation data",
    Component.SUPPORTING_LIBRARIES: "Supporting libraries and tools",
    Component.DATASETS: "Datasets",
    Component.DATA_PREPROCESSING_CODE: "Data preprocessing code",
    Component.MODEL_PARAMETERS_INTERMEDIATE: "Model parameters (Intermediate)",
    Component.RESEARCH_PAPER: "Research paper",
    Component.MODEL_METADATA: "Model metadata",
}

#: The components that each class is the first to require.
REQUIRED = {
    3: (
        Component.MODEL_ARCHITECTURE,
        Component.MODEL_PARAMETERS_FINAL,
        Component.EVALUATION_RESULTS,
        Component.MODEL_CARD,
        Component.DATA_CARD,
        Component.TECHNICAL_REPORT,
    ),
    2: (
        Component.TRAINING_CODE,
        Component.INFERENCE_CODE,
        Component.EVALUATION_CODE,
        Component.EVALUATION_DATA,
    ),
    1: (
        Component.DATASETS,
        Component.DATA_PREPROCESSING_CODE,
        Component.MODEL_PARAMETERS_INTERMEDIATE,
        Component.RESEARCH_PAPER,
    ),
}
OPTIONAL = (
    Component.SAMPLE_OUTPUTS,
    Component.SUPPORTING_LIBRARIES,
    Component.MODEL_METADATA,
)

#: The framework's three kinds of content.
KINDS = {
    ContentType.CODE: "code",
    ContentType.DATA: "data",
    ContentType.WEIGHTS: "data",
    ContentType.DOCUMENTATION: "document",
}

#: What a record writes where there is no license.
NO_LICENSE = ("", "unlicensed")

# LicenseHandler.php, OPEN_DATA_LICENSES and OPEN_LICENSES.
_OPEN_DATA = (
    "CC0-1.0 CC-BY-1.0 CC-BY-2.0 CC-BY-2.5 CC-BY-2.5-AU CC-BY-3.0 "
    "CC-BY-3.0-AT CC-BY-3.0-AU CC-BY-3.0-DE CC-BY-3.0-IGO CC-BY-3.0-NL "
    "CC-BY-3.0-US CC-BY-4.0 CC-BY-SA-1.0 CC-BY-SA-2.0 CC-BY-SA-2.0-UK "
    "CC-BY-SA-2.1-JP CC-BY-SA-2.5 CC-BY-SA-3.0 CC-BY-SA-3.0-AT CC-BY-SA-4.0 "
    "CDLA-Permissive-1.0 CDLA-Permissive-2.0 CDLA-Sharing-1.0 ODC-PDDL-1.0 "
    "ODC-By-1.0 ODbL-1.0 GFDL-1.3 OGL-Canada-2.0 OGL-UK-2.0 OGL-UK-3.0 "
    "OpenMDW-1.0"
)
# Approved since the SPDX list that the tool goes by (d8abdb0) was drawn up.
_LATER = frozenset(
    [
        "ALGLIB-Documentation",
        "BSD-3-Clause-Open-MPI",
        "BSD-ask-to-endorse",
        "CDDL-1.1",
        "CNRI-Python-GPL-Compatible",
        "OSC-1.0",
        "Python-2.0.1",
        "W3C-20150513",
        "WordNet",
        "curl",
    ]
)
#: The identifiers that the tool takes for open: exactly these spellings.
OPEN_IDS = frozenset(
    id
    for id, _, flags in LICENSES.values()
    if ("o" in flags or "f" in flags) and id not in _LATER
) | frozenset(_OPEN_DATA.split())

#: The licenses that the tool takes to fit a kind of content
#: (``mof-licenses.json``, ContentType).
APPROPRIATE = {
    "code": frozenset(
        [
            "0BSD",
            "AFL-1.1",
            "AFL-1.2",
            "AFL-2.0",
            "AFL-2.1",
            "AFL-3.0",
            "Apache-1.0",
            "Apache-1.1",
            "Apache-2.0",
            "ECL-1.0",
            "ECL-2.0",
            "ISC",
            "MIT",
            "MIT-0",
            "MulanPSL-1.0",
            "MulanPSL-2.0",
            "NCSA",
            "OpenMDW-1.0",
            "UPL-1.0",
        ]
    ),
    "data": frozenset(
        [
            "C-UDA-1.0",
            "CDLA-Permissive-1.0",
            "CDLA-Permissive-2.0",
            "OpenMDW-1.0",
            "PDDL-1.0",
        ]
    ),
    "document": frozenset(
        [
            "Apache-2.0",
            "CC-BY-4.0",
            "CC-BY-SA-3.0",
            "CC-BY-SA-4.0",
            "CC-PDDC",
            "CC0-1.0",
            "FreeBSD-DOC",
            "OpenMDW-1.0",
        ]
    ),
}

OPEN_LICENSE = ListCriterion(
    name="a license that the Model Openness Framework takes for open",
    # PDDL-1.0 is the id of SPDX for what the tool lists as ODC-PDDL-1.0.
    ids=OPEN_IDS | {"PDDL-1.0"},
)


class Standing(Enum):
    """How the framework reads a component; the words are its tool's."""

    INCLUDED = "included"
    INVALID = "invalid"
    UNLICENSED = "unlicensed"
    MISSING = "missing"


def _openly(component: Component) -> Requirement:
    return Claimed(
        BY,
        component.value,
        {Standing.INCLUDED.value},
        Licensed(component, OPEN_LICENSE, access=Access.GATED),
    )


def _criterion(component: Component) -> Criterion:
    name = COMPONENTS[component]
    requirement = _openly(component)
    asks = f"Is the component {name!r} included, under an open license?"
    if component is Component.TECHNICAL_REPORT:
        paper = Component.RESEARCH_PAPER
        requirement = AnyOf([requirement, _openly(paper)])
        asks = (
            f"Is {name!r} included, under an open license, or "
            f"{COMPONENTS[paper]!r} in its place?"
        )
    return Criterion(
        id=component.value,
        asks=asks,
        requirement=requirement,
        source="https://arxiv.org/abs/2403.13784, sections 5 and 6",
    )


def _remarks(release: Release) -> tuple[str, ...]:
    """Name what a record's license for the whole stands in for.

    See lfai/model_openness_tool#80: most licenses of papers and data that
    were audited had been inherited that way, and were wrong.
    """
    inherited = [
        (COMPONENTS[component], artifact.license)
        for artifact in release.artifacts
        for component in artifact.provides
        for evidence in artifact.evidence
        if evidence.field == "release.license.distribution"
        and component.content_type
        in {ContentType.DATA, ContentType.DOCUMENTATION}
    ]
    if not inherited:
        return ()
    names = ", ".join(name for name, _ in inherited)
    return (
        f"the license for the whole distribution ({inherited[0][1]}) was "
        f"taken for {names}; papers and data often have another one",
    )


def _class(number: int, label: str) -> Level:
    """Return a class; it requires all that the classes below it require."""
    return Level(
        label=label,
        requires=tuple(
            component.value
            for first in REQUIRED
            if first >= number
            for component in REQUIRED[first]
        ),
    )


MOF_1_0 = Framework(
    id="mof-1.0",
    title="Model Openness Framework 1.0",
    source="https://arxiv.org/abs/2403.13784",
    criteria=tuple(
        _criterion(component)
        for component in (
            *(c for number in (3, 2, 1) for c in REQUIRED[number]),
            *OPTIONAL,
        )
    ),
    levels=(
        _class(1, "Class I - Open Science Model"),
        _class(2, "Class II - Open Tooling Model"),
        _class(3, "Class III - Open Model"),
        Level(label="Unclassified"),
    ),
    remarks=_remarks,
)


@attrs.frozen(kw_only=True)
class MofReport:
    """What the framework's tool reports beside the class.

    Attributes:
        progress: For class I, II and III, in percent: what is included of
            what is required; 0 while a lower class is not complete.
        included: The required components under an open license.
        optional: The optional components under an open license.
        missing: The required components that are not there.
        invalid: Those under a license that is not open.
        unlicensed: Those without a license.
        not_type_appropriate: Those under an open license that does not fit
            their kind of content.
    """

    progress: dict[int, float]
    included: frozenset[Component]
    optional: frozenset[Component]
    missing: frozenset[Component]
    invalid: frozenset[Component]
    unlicensed: frozenset[Component]
    not_type_appropriate: frozenset[Component]


def report(release: Release) -> MofReport:
    """Return the lists and the progress that the reference tool computes.

    Of a release that comes from no record of the framework, what nothing is
    known of is missing, as it is in a record.
    """
    standing = {c: _standing(release, c) for c in COMPONENTS}
    of = {
        one: frozenset(c for c, found in standing.items() if found is one)
        for one in Standing
    }
    required = frozenset(c for cs in REQUIRED.values() for c in cs)
    replaced = (
        standing[Component.TECHNICAL_REPORT] is not Standing.INCLUDED
        and standing[Component.RESEARCH_PAPER] is not Standing.MISSING
    )
    missing = (of[Standing.MISSING] & required) - (
        {Component.TECHNICAL_REPORT} if replaced else set()
    )
    return MofReport(
        progress=_progress(of[Standing.INCLUDED]),
        included=of[Standing.INCLUDED] & required,
        optional=of[Standing.INCLUDED] - required,
        missing=missing,
        invalid=of[Standing.INVALID],
        unlicensed=of[Standing.UNLICENSED],
        not_type_appropriate=frozenset(
            c
            for c in of[Standing.INCLUDED]
            if not any(
                artifact.license in APPROPRIATE[KINDS[c.content_type]]
                for artifact in release.providing(c)
            )
        ),
    )


def _progress(included: frozenset[Component]) -> dict[int, float]:
    """Return how far each class is reached.

    Class II and III count a report or a paper as one thing, class I counts
    both; there the report may be left out where a paper is included.
    """
    either = {Component.TECHNICAL_REPORT, Component.RESEARCH_PAPER}
    progress = dict.fromkeys((1, 2, 3), 0.0)
    asked: list[Component] = []
    for number in (3, 2, 1):
        asked += REQUIRED[number]
        there = len(included.intersection(asked) - either)
        total = len(asked)
        if number > 1:
            there += bool(included & either)
        else:
            there += len(included & either)
            total -= included & either == {Component.RESEARCH_PAPER}
        progress[number] = min(100.0, 100 * there / total)
        if there < total:
            break
    return progress


def _standing(release: Release, component: Component) -> Standing:
    for claim in release.claims:
        if claim.by == BY and claim.about == component.value:
            return Standing(claim.value)
    if _openly(component).ask(release).outcome is Outcome.MET:
        return Standing.INCLUDED
    artifacts = release.providing(component)
    if not artifacts:
        return Standing.MISSING
    licensed = any(artifact.license for artifact in artifacts)
    return Standing.INVALID if licensed else Standing.UNLICENSED

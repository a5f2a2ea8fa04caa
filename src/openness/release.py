"""The release: what was published, how it can be had, under which license.

Everything here is frozen data. Nothing here reads files, knows what a license
means, or judges.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, IntEnum

import attrs

__all__ = [
    "Access",
    "Artifact",
    "Claim",
    "Completeness",
    "Component",
    "ContentType",
    "Evidence",
    "Parent",
    "Relation",
    "Release",
    "Stage",
    "Strength",
    "Withheld",
    "WithheldReason",
]


class ContentType(Enum):
    """What kind of thing a component is; licenses fit some kinds only."""

    CODE = "code"
    DATA = "data"
    DOCUMENTATION = "documentation"
    WEIGHTS = "weights"


class Component(Enum):
    """A part of a release that definitions of openness ask about.

    The first 17 are those of the Model Openness Framework
    (arXiv:2403.13784, section 5); the others are asked for by further
    definitions.
    """

    MODEL_ARCHITECTURE = "model-architecture"
    MODEL_PARAMETERS_FINAL = "model-parameters-final"
    MODEL_PARAMETERS_INTERMEDIATE = "model-parameters-intermediate"
    MODEL_METADATA = "model-metadata"
    TRAINING_CODE = "training-code"
    INFERENCE_CODE = "inference-code"
    EVALUATION_CODE = "evaluation-code"
    DATA_PREPROCESSING_CODE = "data-preprocessing-code"
    SUPPORTING_LIBRARIES = "supporting-libraries"
    DATASETS = "datasets"
    EVALUATION_DATA = "evaluation-data"
    MODEL_CARD = "model-card"
    DATA_CARD = "data-card"
    TECHNICAL_REPORT = "technical-report"
    RESEARCH_PAPER = "research-paper"
    EVALUATION_RESULTS = "evaluation-results"
    SAMPLE_OUTPUTS = "sample-outputs"

    FINE_TUNING_CODE = "fine-tuning-code"
    POST_TRAINING_DATA = "post-training-data"
    DATA_INFORMATION = "data-information"
    TRAINING_CONFIGURATION = "training-configuration"
    HARDWARE_ARCHITECTURE = "hardware-architecture"
    CODE_DOCUMENTATION = "code-documentation"
    BASE_MODEL_PARAMETERS = "base-model-parameters"
    USAGE_DOCUMENTATION = "usage-documentation"
    HOSTED_API = "hosted-api"
    PACKAGE = "package"

    # Members are singletons; hashing them by identity is four times faster.
    __hash__ = object.__hash__

    @property
    def content_type(self) -> ContentType:
        """The kind of thing this component is."""
        return _CONTENT_TYPES.get(self, ContentType.DOCUMENTATION)


_CONTENT_TYPES = {
    Component.MODEL_ARCHITECTURE: ContentType.CODE,
    Component.MODEL_PARAMETERS_FINAL: ContentType.WEIGHTS,
    Component.MODEL_PARAMETERS_INTERMEDIATE: ContentType.WEIGHTS,
    Component.BASE_MODEL_PARAMETERS: ContentType.WEIGHTS,
    Component.MODEL_METADATA: ContentType.DATA,
    Component.TRAINING_CODE: ContentType.CODE,
    Component.INFERENCE_CODE: ContentType.CODE,
    Component.EVALUATION_CODE: ContentType.CODE,
    Component.DATA_PREPROCESSING_CODE: ContentType.CODE,
    Component.SUPPORTING_LIBRARIES: ContentType.CODE,
    Component.FINE_TUNING_CODE: ContentType.CODE,
    Component.TRAINING_CONFIGURATION: ContentType.CODE,
    Component.HOSTED_API: ContentType.CODE,
    Component.PACKAGE: ContentType.CODE,
    Component.DATASETS: ContentType.DATA,
    Component.POST_TRAINING_DATA: ContentType.DATA,
    Component.EVALUATION_DATA: ContentType.DATA,
}


class Access(IntEnum):
    """How a published thing can be had; more open is greater."""

    DESCRIBED = 1
    """Documented, not released."""
    HOSTED = 2
    """Usable as a service, not obtainable."""
    ON_REQUEST = 3
    """Obtainable if a person decides so, case by case."""
    GATED = 4
    """Obtainable by anyone who accepts terms or leaves contact details."""
    PUBLIC = 5
    """Obtainable by anyone."""

    def __str__(self) -> str:
        return self.name.lower().replace("_", "-")


class Completeness(Enum):
    """Whether an artifact holds all of the components it provides."""

    FULL = "full"
    PARTIAL = "partial"


class Stage(Enum):
    """A stage of training."""

    PRE_TRAINING = "pre-training"
    FINE_TUNING = "fine-tuning"
    PREFERENCE_TUNING = "preference-tuning"


#: The stages that come after pre-training.
TUNING = frozenset({Stage.FINE_TUNING, Stage.PREFERENCE_TUNING})


class Relation(Enum):
    """How a release derives from a parent; the Hub's words, and more."""

    FINETUNE = "finetune"
    ADAPTER = "adapter"
    QUANTIZED = "quantized"
    MERGE = "merge"
    DISTILLED = "distilled"


class Strength(Enum):
    """How strong a piece of evidence is, strongest first."""

    OBSERVED = "observed"
    """The file itself was there."""
    DECLARED = "declared"
    """A metadata field says so."""
    STATED = "stated"
    """Prose says so."""
    PRESUMED = "presumed"
    """A convention says so, such as: a Hub card sits beside weights."""

    # As in Component: members are singletons, and evidence is hashed a lot.
    __hash__ = object.__hash__


class WithheldReason(Enum):
    """Why something is not released."""

    UNSHAREABLE = "unshareable"
    """Sharing it is legally or technically impossible."""
    CHOICE = "choice"
    """It could be shared; the publisher does not."""


@attrs.frozen
class Evidence:
    """What was read, and where.

    Attributes:
        where: ``path:line``, a path, or a URL.
        field: The metadata field or section that was read; None if the place
            says it all.
        strength: How strong this evidence is.
    """

    where: str
    field: str | None = None
    strength: Strength = Strength.DECLARED


def _components(value: Iterable[Component]) -> frozenset[Component]:
    return frozenset(value)


def _evidence(value: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(value)


@attrs.frozen
class Artifact:
    """One published thing.

    Attributes:
        provides: The components that it provides, one or more.
        license: The license expression (SPDX syntax, ``LicenseRef-…`` for
            what SPDX does not list) under which it is published. None: none
            is known; its terms are then unknown, never open.
        access: How it can be had. None: not known, so nothing follows.
        completeness: `Completeness.PARTIAL` if it holds only some of what
            it provides; None: not known.
        location: A URL or path at which it lies, if known.
        through: The base model whose publisher published it; None if it is
            the release's own.
        evidence: Where all this was read.
    """

    provides: frozenset[Component] = attrs.field(converter=_components)
    license: str | None = attrs.field(default=None, kw_only=True)
    access: Access | None = attrs.field(default=None, kw_only=True)
    completeness: Completeness | None = attrs.field(
        default=Completeness.FULL, kw_only=True
    )
    location: str | None = attrs.field(default=None, kw_only=True)
    through: str | None = attrs.field(default=None, kw_only=True)
    evidence: tuple[Evidence, ...] = attrs.field(
        default=(), converter=_evidence, kw_only=True
    )


@attrs.frozen
class Withheld:
    """A component that the publisher is known not to release.

    Attributes:
        component: What is withheld.
        reason: Why; None if not known.
        evidence: The statements that say so.
        through: The base model whose publisher withholds it; None if it is
            the release's own.
    """

    component: Component
    reason: WithheldReason | None = None
    evidence: tuple[Evidence, ...] = attrs.field(
        default=(), converter=_evidence
    )
    through: str | None = attrs.field(default=None, kw_only=True)


@attrs.frozen
class Parent:
    """A release from which this one derives.

    Attributes:
        name: Its name as given, such as ``meta-llama/Llama-3.1-8B``.
        relation: How this one derives from it; None if not known.
        license: The license expression on the parent's weights as far as it
            is known; None: not known, so the terms that it passes on are
            not known either.
        evidence: Where it is named.
    """

    name: str
    relation: Relation | None = attrs.field(default=None, kw_only=True)
    license: str | None = attrs.field(default=None, kw_only=True)
    evidence: tuple[Evidence, ...] = attrs.field(
        default=(), converter=_evidence, kw_only=True
    )


@attrs.frozen
class Claim:
    """What somebody else judged of a release, in their own words.

    Attributes:
        by: Who judged, such as ``osai-index``.
        about: What they judged, such as ``licenses``.
        value: Their judgement, such as ``partial``.
        evidence: Where it was read.
    """

    by: str
    about: str
    value: str
    evidence: tuple[Evidence, ...] = attrs.field(
        default=(), converter=_evidence, kw_only=True
    )


def _artifacts(value: Iterable[Artifact]) -> tuple[Artifact, ...]:
    return tuple(value)


def _withheld(
    value: Iterable[Withheld | Component],
) -> tuple[Withheld, ...]:
    return tuple(
        Withheld(item) if isinstance(item, Component) else item
        for item in value
    )


def _parents(value: Iterable[Parent]) -> tuple[Parent, ...]:
    return tuple(value)


def _claims(value: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(value)


def _stages(value: Iterable[Stage] | None) -> frozenset[Stage] | None:
    return None if value is None else frozenset(value)


@attrs.frozen
class Release:
    """A model as one publisher made it available.

    A component that neither an artifact provides nor `withheld` names is
    unknown: silence is not a statement.

    Attributes:
        name: What the publisher calls it.
        producer: Who published it; None if not known.
        version: Its version; None if not known.
        date: The day of publication, ISO 8601; None if not known.
        homepage: A URL; None if not known.
        artifacts: The published things.
        withheld: What is known not to be released.
        parents: The releases from which it derives.
        stages: The stages of training that it went through; None if not
            known. A requirement on a stage it did not have is met.
        training_compute: Floating-point operations spent on training; None
            if not known.
        monetized: Whether access to the model is sold; None if not known.
        claims: What others judged of it; only a definition that asks for
            the judgement of one of them looks at these.
    """

    name: str
    producer: str | None = attrs.field(default=None, kw_only=True)
    version: str | None = attrs.field(default=None, kw_only=True)
    date: str | None = attrs.field(default=None, kw_only=True)
    homepage: str | None = attrs.field(default=None, kw_only=True)
    artifacts: tuple[Artifact, ...] = attrs.field(
        default=(), converter=_artifacts, kw_only=True
    )
    withheld: tuple[Withheld, ...] = attrs.field(
        default=(), converter=_withheld, kw_only=True
    )
    parents: tuple[Parent, ...] = attrs.field(
        default=(), converter=_parents, kw_only=True
    )
    stages: frozenset[Stage] | None = attrs.field(
        default=None, converter=_stages, kw_only=True
    )
    training_compute: float | None = attrs.field(default=None, kw_only=True)
    monetized: bool | None = attrs.field(default=None, kw_only=True)
    claims: tuple[Claim, ...] = attrs.field(
        default=(), converter=_claims, kw_only=True
    )

    @property
    def components(self) -> set[Component]:
        """The components that anything is known of."""
        known = {item.component for item in self.withheld}
        for artifact in self.artifacts:
            known |= artifact.provides
        return known

    @property
    def facts(self) -> bool:
        """Whether anything is known of the release as a whole."""
        return not (
            self.stages is None
            and self.training_compute is None
            and self.monetized is None
            and not self.claims
        )

    def providing(self, component: Component) -> tuple[Artifact, ...]:
        """Return the artifacts that provide `component`, in order."""
        return tuple(a for a in self.artifacts if component in a.provides)

    def withholding(self, component: Component) -> Withheld | None:
        """Return the statement that `component` is withheld, if any."""
        for item in self.withheld:
            if item.component is component:
                return item
        return None

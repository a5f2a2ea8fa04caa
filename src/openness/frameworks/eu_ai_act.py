"""``eu-ai-act-gpai``: the open-source exemption for general-purpose models.

Regulation (EU) 2024/1689, Articles 53(2) and 54(6), recitals 102 to 104
(https://ai-act-law.eu/recital/102/), and the Commission's guidelines
C(2025) 5045 final of 18 July 2025, section 4, paragraphs 72 to 92, which are
not binding (all read 2026-11-23). How passages were read:
docs/decisions/eu-ai-act.md.
"""

from __future__ import annotations

from openness.definition import Criterion, Framework, Level
from openness.licenses.criteria import TermsCriterion
from openness.licenses.terms import Permission, Restriction
from openness.release import Access, Component
from openness.requirements import (
    AtMost,
    Documented,
    Licensed,
    NotMonetized,
    Published,
    Requirement,
)

__all__ = ["EU_AI_ACT_GPAI", "FREE_AND_OPEN_SOURCE"]

_GUIDELINES = "C(2025) 5045 final, paragraph"

#: A free and open-source license as the guidelines understand it.
FREE_AND_OPEN_SOURCE = TermsCriterion(
    name="free and open-source terms in the sense of the AI Act",
    permits=[
        # Paragraph 78: the rights to access, use, modify and redistribute.
        Permission.COMMERCIAL_USE,
        Permission.MODIFICATIONS,
        Permission.DISTRIBUTION,
        Permission.PRIVATE_USE,
    ],
    without=[
        # Paragraph 83, first example.
        Restriction.NON_COMMERCIAL,
        Restriction.RESEARCH_ONLY,
        Restriction.NON_PRODUCTION,
        # Second example, and paragraphs 81 and 82.
        Restriction.NO_REDISTRIBUTION,
        Restriction.NO_DERIVATIVES,
        # Third and fourth example: thresholds, separate licenses.
        Restriction.USER_THRESHOLD,
        Restriction.REVENUE_THRESHOLD,
        Restriction.HOSTED_SERVICE,
        # Paragraph 80: no restriction of use but attribution and share-alike.
        Restriction.NO_COMPETING_USE,
        Restriction.NO_COMPETING_MODEL_TRAINING,
        # Paragraph 79: no discrimination by country of origin.
        Restriction.GEOGRAPHIC_EXCLUSION,
    ],
    unsettled=[
        # Paragraph 84: proportionate, safety-oriented terms are allowed;
        # whether these are is a judgement on the case.
        Restriction.FIELD_OF_USE,
        Restriction.OUTPUTS_RESTRICTED,
        # Paragraphs 79 and 87: verification may be reasonable, the
        # collection of personal data is not.
        Restriction.REGISTRATION,
        # Nothing is said of these.
        Restriction.MUST_UPDATE,
        Restriction.REVOCABLE,
        Restriction.AMENDABLE,
        Restriction.OTHER_DUTY,
    ],
)


def _criterion(
    id: str, asks: str, requirement: Requirement, source: str, quote: str
) -> Criterion:
    return Criterion(
        id=id, asks=asks, requirement=requirement, source=source, quote=quote
    )


_CRITERIA = (
    _criterion(
        "license",
        "Is the model under a free and open-source license?",
        Licensed(
            Component.MODEL_PARAMETERS_FINAL, FREE_AND_OPEN_SOURCE, access=None
        ),
        f"{_GUIDELINES}s 76 to 84",
        "access, usage, modification, and distribution of the model",
    ),
    _criterion(
        "parameters",
        "Are the parameters, including the weights, publicly available?",
        Published(
            Component.MODEL_PARAMETERS_FINAL,
            # Paragraph 79: user verification may be reasonable.
            unsettled=Access.GATED,
        ),
        f"Article 53(2); {_GUIDELINES}s 79 and 90",
        "made publicly available",
    ),
    _criterion(
        "architecture",
        "Is information on the model architecture publicly available?",
        Documented(Component.MODEL_ARCHITECTURE),
        f"Article 53(2); {_GUIDELINES} 90",
        "the information on the model architecture",
    ),
    _criterion(
        "usage",
        "Is information on the usage of the model publicly available: "
        "modalities, capabilities, limitations, technical means?",
        Documented(Component.USAGE_DOCUMENTATION),
        f"Article 53(2); {_GUIDELINES}s 91 and 92",
        "the information on model usage",
    ),
    _criterion(
        "no-monetization",
        "Is the model free of charge, without dual licensing or paid "
        "services that it cannot do without?",
        NotMonetized(),
        f"Recital 103; {_GUIDELINES}s 85 to 89",
        "no monetary compensation should be required",
    ),
    _criterion(
        "no-systemic-risk",
        "Is the training compute at most 10^25 floating-point operations, "
        "above which systemic risk is presumed?",
        AtMost(1e25),
        f"Article 51(2); {_GUIDELINES} 72",
        "not a general-purpose AI model with systemic risk",
    ),
)

EU_AI_ACT_GPAI = Framework(
    id="eu-ai-act-gpai",
    title="EU AI Act, open-source exemption for general-purpose models",
    source="https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
    criteria=_CRITERIA,
    levels=(
        Level(
            label="exempt",
            requires=tuple(criterion.id for criterion in _CRITERIA),
            means="exempt from Article 53(1)(a) and (b) and Article 54; not "
            "from the copyright policy and the summary of the training "
            "content, Article 53(1)(c) and (d), and only while the "
            "Commission does not designate the model as one with systemic "
            "risk",
        ),
        Level(
            label="not exempt",
            means="if it is a general-purpose model placed on the Union "
            "market, all of Articles 53 and 54 applies",
        ),
    ),
)

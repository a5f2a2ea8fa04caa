"""The published definitions of openness, one module each.

A module is loaded when its definition is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from openness.definition import Framework
from openness.errors import FrameworkError
from openness.frameworks.spectrum import SPECTRUM_1_0
from openness.release import Release
from openness.verdict import Verdict, evaluate

if TYPE_CHECKING:
    from openness.frameworks.aa_openness import AA_OPENNESS_INDEX
    from openness.frameworks.eu_ai_act import EU_AI_ACT_GPAI
    from openness.frameworks.g7 import G7_2026
    from openness.frameworks.gradient import RELEASE_GRADIENT
    from openness.frameworks.mof import MOF_1_0
    from openness.frameworks.osai_index import OSAI_INDEX
    from openness.frameworks.osaid import OSAID_1_0

    ALL: tuple[Framework, ...]

__all__ = [
    "AA_OPENNESS_INDEX",
    "ALL",
    "EU_AI_ACT_GPAI",
    "G7_2026",
    "IDS",
    "MOF_1_0",
    "OSAID_1_0",
    "OSAI_INDEX",
    "RELEASE_GRADIENT",
    "SPECTRUM_1_0",
    "classify",
    "find",
]

#: Where each definition lives, the default first.
_HOMES = {
    "spectrum-1.0": ("spectrum", "SPECTRUM_1_0"),
    "g7-2026": ("g7", "G7_2026"),
    "osaid-1.0": ("osaid", "OSAID_1_0"),
    "mof-1.0": ("mof", "MOF_1_0"),
    "eu-ai-act-gpai": ("eu_ai_act", "EU_AI_ACT_GPAI"),
    "osai-index": ("osai_index", "OSAI_INDEX"),
    "aa-openness-index": ("aa_openness", "AA_OPENNESS_INDEX"),
    "release-gradient": ("gradient", "RELEASE_GRADIENT"),
}

#: The id of every definition.
IDS = tuple(_HOMES)


def __getattr__(name: str) -> object:
    """Load a definition on first use; ``ALL`` is all of them."""
    if name == "ALL":
        return tuple(map(find, IDS))
    for id, (_, constant) in _HOMES.items():
        if constant == name:
            return find(id)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def classify(
    release: Release, *, framework: Framework = SPECTRUM_1_0
) -> Verdict:
    """Judge a release by a definition of openness.

    Args:
        release: What to judge. What it does not state is unknown, and
            unknown never satisfies a criterion.
        framework: The definition; the default is the three classes
            open-source, open-weight and proprietary.
    """
    return evaluate(release, framework)


def find(id: str) -> Framework:
    """Return the definition with an id, such as ``spectrum-1.0``.

    Raises:
        FrameworkError: There is none.
    """
    if id not in _HOMES:
        raise FrameworkError(id, IDS)
    module, constant = _HOMES[id]
    framework: Framework = getattr(
        import_module(f"openness.frameworks.{module}"), constant
    )
    return framework

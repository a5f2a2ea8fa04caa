"""The published definitions of openness, one module each."""

from __future__ import annotations

from openness.definition import Framework
from openness.errors import FrameworkError
from openness.frameworks.spectrum import SPECTRUM_1_0
from openness.release import Release
from openness.verdict import Verdict, evaluate

__all__ = ["ALL", "SPECTRUM_1_0", "classify", "find"]

#: Every definition, the default first.
ALL: tuple[Framework, ...] = (SPECTRUM_1_0,)


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
    for framework in ALL:
        if framework.id == id:
            return framework
    raise FrameworkError(id, tuple(framework.id for framework in ALL))

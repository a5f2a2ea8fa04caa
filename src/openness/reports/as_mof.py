"""A release as a record of the Model Openness Framework."""

from __future__ import annotations

from typing import Any

from openness.frameworks.mof import COMPONENTS, NO_LICENSE
from openness.licenses.catalog import text
from openness.release import Access, Artifact, Completeness, Release

__all__ = ["as_mof"]

#: SPDX's identifiers for what the framework's tool lists otherwise.
_IDS = {"PDDL-1.0": "ODC-PDDL-1.0"}


def as_mof(release: Release) -> str:
    """Render a release as YAML that the framework's tool reads.

    What can be had by everybody, whole, is listed with its own license;
    the rest has no place in a record. A `LicenseRef-` becomes the license's
    title, since the tool knows none of them.
    """
    import yaml

    components = []
    for component, name in COMPONENTS.items():
        artifact = _included(release.providing(component))
        if artifact is None:
            continue
        entry: dict[str, Any] = {
            "name": name,
            "license": _license(artifact.license),
        }
        if artifact.location:
            entry["component_path"] = artifact.location
        components.append(entry)
    record = {
        "framework": {
            "name": "Model Openness Framework",
            "version": "1.0",
            "date": "2024-12-15",
        },
        "release": {
            "name": release.name,
            "version": release.version or "",
            "date": release.date or "",
            "producer": release.producer or "",
            "repository": release.homepage or "",
            "license": {},
            "components": components,
        },
    }
    written: str = yaml.safe_dump(record, sort_keys=False, allow_unicode=True)
    return written


def _included(artifacts: tuple[Artifact, ...]) -> Artifact | None:
    """Return what everybody can have of a component, the licensed first."""
    had = [
        one
        for one in artifacts
        if one.access is not None
        and one.access >= Access.GATED
        and one.completeness is Completeness.FULL
    ]
    return min(had, key=lambda one: one.license is None, default=None)


def _license(license: str | None) -> str:
    if license is None:
        return NO_LICENSE[-1]
    known = text(license)
    if known is not None and license.startswith("LicenseRef-"):
        return known.name
    return _IDS.get(license, license)

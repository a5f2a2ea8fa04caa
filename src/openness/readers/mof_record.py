"""Records of the Model Openness Framework, as its tool reads and writes them.

The format: github.com/lfai/model_openness_tool, ``schema/mof_schema.json``
(read 2026-11-23). A record lists the components that a release includes, each
with its license, or with none; then the license of the release for its kind
applies, then that for the whole distribution.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from openness.frameworks.mof import (
    BY,
    COMPONENTS,
    KINDS,
    NO_LICENSE,
    OPEN_IDS,
    Standing,
)
from openness.licenses.catalog import UNKNOWN_LICENSE
from openness.licenses.names import resolve
from openness.problems import Problem, near_miss
from openness.readers._text import Text
from openness.readers._yaml import Node, read_yaml
from openness.readers.card import Card
from openness.release import (
    Access,
    Artifact,
    Claim,
    Component,
    Evidence,
    Release,
)

__all__ = ["read_mof"]

_BY_NAME = {name: component for component, name in COMPONENTS.items()}
#: License values that say that there is nothing to license.
_ABSENT = re.compile(r"component\s.*\bnot\s+includ", re.IGNORECASE)


def read_mof(text: Text) -> Card:
    """Read a record of the Model Openness Framework.

    Each component becomes an artifact, public as far as the record says, and
    a claim: how the framework's own rules read its license. What the record
    does not list is, for the framework, missing; for everybody else it is
    unknown.

    Raises:
        ReadError: It is not YAML.
    """
    return _Reader(text).read()


class _License(NamedTuple):
    """The license that a record gives a component.

    Attributes:
        id: As written; None if there is none.
        field: Where in the record it stands.
    """

    id: str | None
    field: str


class _Reader:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.release = read_yaml(text)["release"]
        self.problems = list(text.problems)

    def read(self) -> Card:
        listed = self.listed()
        artifacts, claims = [], []
        for component in COMPONENTS:
            node = listed.get(component)
            if node is None:
                claims.append(self.claim(component, Standing.MISSING, None))
                continue
            license = self.license(component, node)
            claims.append(self.claim(component, _standing(license), node))
            if license.id and _ABSENT.match(license.id):
                self.problem(
                    node,
                    "component-not-included",
                    f"{COMPONENTS[component]!r} is listed, and its license "
                    f"is {license.id!r}; it was not taken as published. "
                    "Take it off the list.",
                )
                continue
            artifacts.append(self.artifact(component, node, license))
        head = self.release
        release = Release(
            head["name"].text or self.text.source,
            producer=head["producer"].text or None,
            version=head["version"].text or None,
            date=head["date"].text or None,
            homepage=head["huggingface"].text
            or head["repository"].text
            or None,
            artifacts=artifacts,
            claims=claims,
        )
        return Card(release, tuple(self.problems), self.text.source)

    def listed(self) -> dict[Component, Node]:
        """Return the entries of the record, by component."""
        listed = {}
        for node in self.release["components"].items:
            name = node["name"].text or ""
            component = _BY_NAME.get(name)
            if component is not None:
                listed[component] = node
                continue
            hint = near_miss(name, list(_BY_NAME))
            self.problem(
                node,
                "unknown-component",
                f"{name[:80]!r} is no component of the framework"
                + (f"; did you mean {hint!r}?" if hint else "."),
            )
        return listed

    def license(self, component: Component, node: Node) -> _License:
        """Return the license of a component, by the record's own order."""
        if node["license"].there and node["license"].text is not None:
            return _License(node["license"].text or None, "license")
        licenses = self.release["license"]
        for kind in (KINDS[component.content_type], "distribution"):
            id = licenses[kind]["name"].text
            if id:
                return _License(id, f"release.license.{kind}")
        return _License(None, "license")

    def artifact(
        self, component: Component, node: Node, license: _License
    ) -> Artifact:
        path = node["component_path"].text
        return Artifact(
            [component],
            license=self.expression(node, license.id),
            access=Access.PUBLIC,
            location=path or None,
            evidence=[Evidence(node.where, license.field)],
        )

    def expression(self, node: Node, id: str | None) -> str | None:
        """Return the license that a record means, by whatever spelling."""
        if id is None or id in NO_LICENSE:
            return None
        found = resolve(id)
        if found.license is None:
            self.problem(
                node,
                "unknown-license",
                f"unknown license {id[:80]!r}"
                + (
                    f"; did you mean {found.suggestion!r}?"
                    if found.suggestion
                    else ". Nothing is known of its terms."
                ),
            )
        return found.license or UNKNOWN_LICENSE

    def claim(
        self, component: Component, standing: Standing, node: Node | None
    ) -> Claim:
        place = node or self.release["components"]
        return Claim(
            BY,
            component.value,
            standing.value,
            evidence=[Evidence(place.where, "components")],
        )

    def problem(self, node: Node, kind: str, message: str) -> None:
        self.problems.append(Problem(node.where, kind, message))


def _standing(license: _License) -> Standing:
    """Read a license by the framework's rule: exact identifiers only."""
    if license.id is None or license.id in NO_LICENSE:
        return Standing.UNLICENSED
    if license.id in OPEN_IDS:
        return Standing.INCLUDED
    return Standing.INVALID

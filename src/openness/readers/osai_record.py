"""Records of the European Open Source AI Index.

The format: one YAML file a system, each dimension with a class (open,
partial, closed), links and notes (osai-index.eu/contribute, read 2026-11-23).
"""

from __future__ import annotations

from openness.frameworks.osai_index import BY, DIMENSIONS
from openness.licenses.catalog import UNKNOWN_LICENSE
from openness.licenses.names import resolve
from openness.problems import Problem
from openness.readers._text import Text
from openness.readers._yaml import Node, read_yaml
from openness.readers.card import Card
from openness.release import (
    Access,
    Artifact,
    Claim,
    Completeness,
    Component,
    Evidence,
    Parent,
    Release,
    Stage,
    Withheld,
)

__all__ = ["read_osai_index"]

_CLASSES = {"open", "partial", "closed"}
_WEIGHTS = {Component.MODEL_PARAMETERS_FINAL, Component.BASE_MODEL_PARAMETERS}
#: The code of a training pipeline is one dimension of the index.
_WITH = {
    Component.TRAINING_CODE: (
        Component.TRAINING_CODE,
        Component.FINE_TUNING_CODE,
        Component.DATA_PREPROCESSING_CODE,
    )
}


def read_osai_index(text: Text) -> Card:
    """Read a record of the European Open Source AI Index.

    ``open`` is public and whole, ``partial`` is gated for weights and a part
    for everything else, ``closed`` is withheld. Only the license of the final
    weights is named in a record; the judgement of the licenses as a whole
    becomes a claim.

    Raises:
        ReadError: It is not YAML.
    """
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: Text) -> None:
        self.source = text.source
        self.root = read_yaml(text)
        self.problems = list(text.problems)
        self.artifacts: list[Artifact] = []
        self.withheld: list[Withheld] = []

    def read(self) -> Card:
        for name, component in DIMENSIONS.items():
            self.dimension(name, component)
        system, licenses = self.root["system"], self.judged("licenses")
        release = Release(
            system["name"].text or self.source,
            producer=self.root["org"]["name"].text,
            version=system["version"].text,
            date=system["releasedate"].text,
            homepage=next(iter(system["link"].texts), None),
            artifacts=self.artifacts,
            withheld=self.withheld,
            parents=self.parents(system),
            # It judges an end model as one that was tuned from a base model.
            stages=[Stage.PRE_TRAINING, Stage.FINE_TUNING],
            claims=()
            if licenses is None
            else [
                Claim(
                    BY,
                    "licenses",
                    licenses,
                    evidence=self.evidence(self.root["licenses"], "licenses"),
                )
            ],
        )
        return Card(release, tuple(self.problems), self.source)

    def judged(self, name: str) -> str | None:
        """Return the judgement of a dimension; None if it gives none."""
        node = self.root[name]["class"]
        words = (node.text or "").strip().lower()
        if words in _CLASSES:
            return words
        place = node if node.there else self.root[name]
        self.problems.append(
            Problem(
                place.where,
                "odd-value",
                f"the class of {name!r} is {node.text!r:.40}; it is unknown. "
                "Write open, partial or closed."
                if place.there
                else f"the dimension {name!r} is missing; it is unknown.",
            )
        )
        return None

    def dimension(self, name: str, component: Component) -> None:
        judged = self.judged(name)
        if judged is None:
            return
        node = self.root[name]
        evidence = self.evidence(node["class"], name)
        provides = _WITH.get(component, (component,))
        weights = component in _WEIGHTS
        if judged == "closed" or (judged == "partial" and not weights):
            self.withheld += [
                Withheld(one, evidence=evidence) for one in provides
            ]
        if judged == "closed":
            return
        gated = judged == "partial" and weights
        self.artifacts.append(
            Artifact(
                provides,
                license=self.license(component),
                access=Access.GATED if gated else Access.PUBLIC,
                completeness=Completeness.FULL
                if judged == "open" or weights
                else Completeness.PARTIAL,
                location=next(iter(node["link"].texts), None),
                evidence=evidence,
            )
        )

    def license(self, component: Component) -> str | None:
        """Return the license of the final weights, the only one named."""
        node = self.root["system"]["endmodellicense"]
        if component is not Component.MODEL_PARAMETERS_FINAL or not node.text:
            return None
        found = resolve(node.text)
        if found.license is None:
            self.problems.append(
                Problem(
                    node.where,
                    "unknown-license",
                    f"unknown license {node.text[:80]!r}"
                    + (
                        f"; did you mean {found.suggestion!r}?"
                        if found.suggestion
                        else ". Nothing is known of its terms."
                    ),
                )
            )
        return found.license or UNKNOWN_LICENSE

    def parents(self, system: Node) -> tuple[Parent, ...]:
        """Return the base model, where it is another one."""
        base, end = system["basemodelname"], system["endmodelname"]
        if not base.text or base.text in {end.text, system["name"].text}:
            return ()
        return (
            Parent(base.text, evidence=self.evidence(base, "basemodelname")),
        )

    def evidence(self, node: Node, field: str) -> tuple[Evidence, ...]:
        return (Evidence(node.where, field),)

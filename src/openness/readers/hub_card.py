"""The Hugging Face model card: a README.md with front matter.

Format: https://huggingface.co/docs/hub/model-cards#model-card-metadata

A card proves little. It declares the license of the weights and names
parents; one thing is presumed, that a Hub model card sits beside its
weights. It says nothing that could make a release open-source.
"""

from __future__ import annotations

import re
from functools import lru_cache
from os.path import basename, split
from typing import Any

from openness.licenses.criteria import OPEN
from openness.licenses.judgement import judge
from openness.outcome import Outcome
from openness.problems import Problem, near_miss, shown
from openness.readers._license_fields import read_license
from openness.readers._text import Text
from openness.readers.card import Card
from openness.readers.front_matter import (
    Field,
    FrontMatter,
    read_front_matter,
)
from openness.release import (
    Access,
    Artifact,
    Component,
    Evidence,
    Parent,
    Relation,
    Release,
    Strength,
)

__all__ = ["read_hub_card", "terms_unknown"]

_WANTED = frozenset(
    {
        "license",
        "license_name",
        "license_link",
        "base_model",
        "base_model_relation",
        "datasets",
        "model_name",
    }
)
#: Keys that the Hub documents for model cards, or that its tools write.
_MODEL_KEYS = _WANTED | {
    "co2_eq_emissions",
    "inference",
    "language",
    "library_name",
    "metrics",
    "model-index",
    "model_creator",
    "model_type",
    "new_version",
    "pipeline_tag",
    "quantized_by",
    "tags",
    "thumbnail",
    "widget",
}
#: Keys that only cards of data sets, of Spaces or of other sites have.
_FOREIGN_KEYS = {
    "annotations_creators": "the card of a data set",
    "dataset_info": "the card of a data set",
    "size_categories": "the card of a data set",
    "task_categories": "the card of a data set",
    "app_file": "the card of a Space",
    "sdk": "the card of a Space",
    "layout": "the front matter of a web page",
}
_GATE = "extra_gated_"
_RESULTS = "model-index"
#: One measured value in a model index.
_MEASURED = re.compile(r"""\bvalue['"]?[ \t]*:[ \t]*['"]?[-+]?\.?\d""")
#: In lower case: prompts hold whole agreements, and ignoring case takes
#: three times as long.
_MANUAL = re.compile(
    r"manual(?:ly)?\s+(?:approv|review)|approv[a-z]{0,6}\s+manual"
    r"|review(?:ed)?\s+(?:by|manually)|case[- ]by[- ]case"
)
#: How much of a text is searched for what was meant as front matter.
_LOOKED_AT = 8_000
_PLACEHOLDERS = {"more information needed", "none", "n/a", "[]", "{}"}
_CARD_ITSELF = frozenset({Component.MODEL_CARD})
_EVALUATION = frozenset({Component.EVALUATION_RESULTS})
_WEIGHTS = frozenset({Component.MODEL_PARAMETERS_FINAL})
_RELATIONS = {relation.value: relation for relation in Relation}


def read_hub_card(text: Text) -> Card:
    """Read a model card.

    A text without front matter that the Hub would read gives a release of
    which nothing is known, and a problem that says why.
    """
    front = read_front_matter(text, _WANTED.__contains__)
    if front is None:
        from openness.readers._prose import license_in_prose

        kind, line, message = absence(text.content)
        where = f"{text.source}:{line}" if line else text.source
        problems = [*text.problems, Problem(where, kind, message)]
        # Misplaced front matter is told as such already.
        if kind == "no-front-matter":
            problems += filter(None, [license_in_prose(text, 0)])
        release = Release(_name(text.source, None))
        return Card(release, problems, text.source)
    return _Reader(text, front).read()


class _Reader:
    """One reading of one card; collects problems as it goes."""

    def __init__(self, text: Text, front: FrontMatter) -> None:
        self.source = text.source
        self.front = front
        self.fields = front.fields
        self.problems = [*text.problems, *front.problems]

    def read(self) -> Card:
        self.check_keys()
        artifacts = []
        parents = self.parents()
        if self.is_model_card():
            artifacts.append(self.weights())
            if not parents:
                self.check_unnamed(artifacts[0].license)
            artifacts.append(
                Artifact(
                    _CARD_ITSELF,
                    access=Access.PUBLIC,
                    evidence=[Evidence(self.source, None, Strength.OBSERVED)],
                )
            )
            artifacts += self.results()
            artifacts += self.datasets(derived=bool(parents))
        else:
            parents = ()
        named = self.fields.get("model_name")
        release = Release(
            _name(self.source, named.value if named else None),
            artifacts=artifacts,
            parents=parents,
        )
        return Card(release, self.problems, self.source)

    def is_model_card(self) -> bool:
        keys = self.front.keys
        if not _FOREIGN_KEYS.keys().isdisjoint(keys):
            key = next(key for key in keys if key in _FOREIGN_KEYS)
            self.problem(
                self.front.where(key),
                "not-a-model-card",
                f"{key!r} is a key of {_FOREIGN_KEYS[key]}, not of a model "
                "card; no model was read. Name a model card.",
            )
            return False
        if not _MODEL_KEYS.isdisjoint(keys) or any(
            key.startswith(_GATE) for key in keys
        ):
            return True
        # Keys that could not be read are not missing.
        if not any(one.kind == "invalid-yaml" for one in self.problems):
            self.problem(
                self.source,
                "not-a-model-card",
                "the front matter has none of the keys of a model card; no "
                "model was read. Name a model card.",
            )
        return False

    def check_keys(self) -> None:
        for key in [k for k in self.front.keys if k not in _MODEL_KEYS]:
            meant = _misspelt(key)
            if meant is not None:
                self.problem(
                    self.front.where(key),
                    "misspelt-key",
                    f"unknown key {key!r}; did you mean {meant!r}? "
                    "It was not read.",
                )

    def weights(self) -> Artifact:
        """The weights beside the card, with the declared license."""
        declared = read_license(self.fields, self.source)
        self.problems += (
            problem
            for problem in declared.problems
            # A license that could not be read is not missing.
            if problem.kind != "no-license" or "license" not in self.front.keys
        )
        if declared.license is None:
            from openness.readers._prose import license_in_prose

            prose = license_in_prose(self.front.text, self.front.end)
            self.problems += filter(None, [prose])
        gates = [key for key in self.front.keys if key.startswith(_GATE)]
        evidence = [
            *declared.evidence,
            Evidence(self.source, "model card", Strength.PRESUMED),
        ]
        access = Access.PUBLIC
        if gates:
            where = self.front.where(gates[0])
            evidence.append(Evidence(where, gates[0]))
            # A person decides, if the gate says so.
            manual = any(
                _MANUAL.search(self.front.raw(key).lower()) for key in gates
            )
            access = Access.ON_REQUEST if manual else Access.GATED
        return Artifact(
            _WEIGHTS,
            license=declared.license,
            access=access,
            evidence=evidence,
        )

    def results(self) -> list[Artifact]:
        """The measured values, if the card holds at least one."""
        if _RESULTS not in self.front.keys:
            return []
        if _MEASURED.search(self.front.raw(_RESULTS)) is None:
            return []
        where = self.front.where(_RESULTS)
        return [
            Artifact(
                _EVALUATION,
                access=Access.PUBLIC,
                completeness=None,
                evidence=[Evidence(where, _RESULTS)],
            )
        ]

    def parents(self) -> tuple[Parent, ...]:
        field = self.fields.get("base_model")
        if field is None:
            return ()
        relation = self.relation()
        names = self.names(field)
        if names:
            self.problems.append(terms_unknown(field.where, *names))
        evidence = [Evidence(field.where, field.name)]
        return tuple(
            Parent(name, relation=relation, evidence=evidence)
            for name in names
        )

    def relation(self) -> Relation | None:
        field = self.fields.get("base_model_relation")
        if field is None:
            return self.tagged_relation()
        value = field.value
        relation = _RELATIONS.get(value) if isinstance(value, str) else None
        if relation is None:
            known = ", ".join(_RELATIONS)
            self.problem(
                field.where,
                "unknown-relation",
                f"{shown(value)} is no relation to a base model; "
                f"known: {known}.",
            )
        return relation

    def tagged_relation(self) -> Relation | None:
        """Return the relation that the tags or the library declare."""
        if "quantized_by" in self.front.keys:
            return Relation.QUANTIZED
        tags = "".join(
            self.front.raw(key)
            for key in ("tags", "library_name")
            if key in self.front.keys
        )
        from openness.readers._tags import tagged_relation

        return tagged_relation(tags)

    def check_unnamed(self, license: str | None) -> None:
        """Report what derives from a model, or may, that it does not name."""
        for key in ("quantized_by", "model_creator"):
            if key in self.front.keys:
                self.problem(
                    self.front.where(key),
                    "parent-not-named",
                    f"{key!r} says that this is a copy of another model, and "
                    "no 'base_model' names it; a license declared here rests "
                    "on the declaration alone. Name the base model.",
                )
                return
        # Open terms beside a tag of Llama, whose terms never are. A tag
        # names no base model, so nothing follows from it but a doubt.
        if (
            license is None
            or "tags" not in self.front.keys
            or judge(OPEN, license)[0] is not Outcome.MET
        ):
            return
        from openness.readers._tags import llama_tag

        tag = llama_tag(self.front.raw("tags"))
        if tag is None:
            return
        self.problem(
            self.front.where("tags"),
            "parent-not-named",
            f"the tag {tag!r} is the name of a model family whose "
            "licenses are not open, and no 'base_model' says whether this "
            f"derives from it; {license} rests on the declaration alone. "
            "Name the base model.",
        )

    def datasets(self, *, derived: bool) -> list[Artifact]:
        """The named data sets; how they can be had is not in the card."""
        field = self.fields.get("datasets")
        if field is None:
            return []
        component = (
            Component.POST_TRAINING_DATA if derived else Component.DATASETS
        )
        evidence = [Evidence(field.where, field.name)]
        return [
            Artifact(
                {component},
                access=None,
                completeness=None,
                location=name,
                evidence=evidence,
            )
            for name in self.names(field)
        ]

    def names(self, field: Field) -> list[str]:
        """Return the names in a field that is a name or a list of them."""
        items = field.value if isinstance(field.value, list) else [field.value]
        names = []
        for item in items:
            if isinstance(item, dict):
                item = item.get("name") or item.get("id") or item  # noqa: PLW2901
            if item is None:
                continue
            if isinstance(item, str) and item.strip():
                name = item.strip()
                if name.strip("[]").lower() not in _PLACEHOLDERS:
                    names.append(name)
                continue
            self.problem(
                field.where,
                "odd-value",
                f"{field.name!r} holds {shown(item)} where a name was "
                "expected; it was not read.",
            )
        return list(dict.fromkeys(names))

    def problem(self, where: str, kind: str, message: str) -> None:
        self.problems.append(Problem(where, kind, message))


def terms_unknown(where: str, *names: str) -> Problem:
    """Say that nobody has looked up what base models pass on."""
    return Problem(
        where,
        "parent-terms-unknown",
        f"the terms of the base model {', '.join(names)} also bind this "
        "release and were not looked up; a license declared here rests on "
        "the declaration alone. Check the base model.",
    )


def absence(content: str) -> tuple[str, int, str]:
    """Say why the Hub finds no front matter: kind, line (0: none), words."""
    lines = content[:_LOOKED_AT].lstrip("\ufeff").splitlines()
    filled = [(n, line) for n, line in enumerate(lines, 1) if line.strip()]
    if not filled:
        return "empty", 0, "is empty. Write a model card."
    (number, first), *rest = filled
    if first.rstrip() == "---" or re.fullmatch(r"\s*-{3,}\s*", first):
        return _odd_fence(number, first, rest)
    fences = [
        n
        for n, line in rest
        if line.startswith("---") and not line.strip("- \t")
    ]
    if fences and re.match(r"[\w-]+:(\s|$)", first):
        return (
            "no-opening-fence",
            number,
            "the front matter has no opening line '---', so the Hub reads "
            "none of it. Add one above it.",
        )
    for fence in fences:
        following = lines[fence : fence + 1]
        if following and re.match(r"[\w-]+:(\s|$)", following[0]):
            return (
                "late-front-matter",
                fence,
                "text stands before the front matter, so the Hub reads none "
                "of it. Move the front matter to the top.",
            )
    key = re.match(r"([\w-]+):(\s|$)", first)
    if key is not None and key[1] in _MODEL_KEYS:
        return (
            "no-opening-fence",
            number,
            f"{key[1]!r} stands outside front matter, so the Hub reads none "
            "of it. Put a line '---' above and below such lines.",
        )
    return (
        "no-front-matter",
        0,
        "has no front matter, so the Hub reads no license from it. Add one; "
        "see https://huggingface.co/docs/hub/model-cards.",
    )


def _odd_fence(
    number: int, first: str, rest: list[tuple[int, str]]
) -> tuple[str, int, str]:
    if first.strip() != "---" or first != first.rstrip():
        return (
            "odd-fence",
            number,
            f"the opening line is {first!r} where the Hub wants '---', so "
            "it reads no front matter. Write exactly '---'.",
        )
    for line_number, line in rest:
        if re.fullmatch(r"\s*-{3,}\s*", line):
            return (
                "odd-fence",
                line_number,
                f"the closing line is {line!r} where the Hub wants '---', so "
                "it reads no front matter. Write exactly '---'.",
            )
    return (
        "unclosed-front-matter",
        number,
        "the front matter is opened and never closed, so the Hub reads none "
        "of it. Close it with a line '---'.",
    )


@lru_cache(maxsize=4096)
def _misspelt(key: str) -> str | None:
    if key.startswith(_GATE) or len(key) > 30:  # noqa: PLR2004
        return None
    word = key.lower().replace("-", "_")
    if word == _RESULTS.replace("-", "_"):
        return _RESULTS
    # The same words in another order, such as model-base.
    words = sorted(word.split("_"))
    for known in sorted(_WANTED):
        if words == sorted(known.split("_")) and known != key:
            return known
    if word in {"licence", "liscence", "lisence", "licenses", "licences"}:
        return "license"
    keys = {one.replace("-", "_"): one for one in sorted(_MODEL_KEYS)}
    meant = keys.get(near_miss(word, list(keys)) or "")
    return meant if meant in _WANTED else None


def _name(source: str, named: Any) -> str:
    """The declared name, or that of the folder or file."""
    if isinstance(named, str) and named.strip():
        return named.strip()
    folder, file = split(source)
    stem = file.rpartition(".")[0] or file
    if stem.lower() in {"readme", "model_card", "modelcard"}:
        return basename(folder) or stem
    return stem

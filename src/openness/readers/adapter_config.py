"""The configuration of an adapter, which lies beside its model card.

PEFT writes ``adapter_config.json`` and names the model that the adapter
changes in ``base_model_name_or_path``
(https://huggingface.co/docs/peft/developer_guides/checkpoint).
"""

from __future__ import annotations

import json

import attrs

from openness.errors import ReadError
from openness.problems import Problem
from openness.readers._text import decode, read_bytes, refuse_long
from openness.readers.card import Card
from openness.readers.hub_card import terms_unknown
from openness.release import Evidence, Parent, Relation

__all__ = ["with_base"]

_KEY = "base_model_name_or_path"


def with_base(card: Card, path: str) -> Card:
    """Return a card with the base model that the configuration names.

    Args:
        card: What the card itself says.
        path: The configuration, beside the card.
    """
    try:
        text = decode(read_bytes(path), path)
        refuse_long(text)
        name = json.loads(text.content)[_KEY].strip()
    except (
        ReadError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
    ):
        name = ""
    if not name:
        problem = Problem(
            path,
            "odd-value",
            f"has no {_KEY!r} that could be read, so it does not tell the "
            "base model of the adapter. Name it there or in the card.",
        )
        return attrs.evolve(card, problems=(*card.problems, problem))
    where = text.where(max(text.content.find(f'"{_KEY}"'), 0))
    named = [parent.name for parent in card.release.parents]
    parents = list(card.release.parents)
    problems = list(card.problems)
    if name not in named:
        parents.append(Parent(name))
        problems.append(terms_unknown(where, name))
    evidence = Evidence(where, _KEY)
    parents = [
        attrs.evolve(
            parent,
            relation=Relation.ADAPTER,
            evidence=(*parent.evidence, evidence),
        )
        if parent.name == name
        else parent
        for parent in parents
    ]
    release = attrs.evolve(card.release, parents=parents)
    return attrs.evolve(card, release=release, problems=problems)

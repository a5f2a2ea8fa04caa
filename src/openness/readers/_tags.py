"""What the tags of a model card say of its base model.

Tags are words that anybody may choose. They tell how a release derives from
a base model that the card names; they never name one.
"""

from __future__ import annotations

import re

from openness.release import Relation

__all__ = ["llama_tag", "tagged_relation"]


def _tag(words: str) -> re.Pattern[str]:
    """Return what finds a tag, or the name of a library, in raw YAML."""
    return re.compile(
        rf"(?:^[ \t]*-[ \t]+|[,\[][ \t]*|:[ \t]+)['\"]?({words})['\"]?"
        r"[ \t\r]*(?=[,\]\n]|\Z)",
        re.IGNORECASE | re.MULTILINE,
    )


#: Tags and libraries that say how a model derives from its base model.
_RELATIONS = {
    Relation.MERGE: _tag("merge|mergekit"),
    Relation.ADAPTER: _tag("peft|lora|adapter|adapter-transformers"),
    Relation.QUANTIZED: _tag("gguf|ggml|gptq|awq|exl2|quantized"),
}
#: A version of Llama, each of which has restricted terms.
_LLAMA = _tag(r"(?:meta-)?llama[-_]?[1-4](?:\.\d)?")


def tagged_relation(raw: str) -> Relation | None:
    """Return the relation to a base model that tags or a library declare."""
    for relation, words in _RELATIONS.items():
        if words.search(raw):
            return relation
    return None


def llama_tag(raw: str) -> str | None:
    """Return the first tag that is the name of a version of Llama."""
    # Most have none, and finding that out by the expression takes long.
    found = _LLAMA.search(raw) if "lama" in raw.lower() else None
    return found[1] if found else None

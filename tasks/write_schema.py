"""Write the JSON Schemas of the formats from what their readers hold to.

python tasks/write_schema.py
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

import attrs

from openness.policy.cases import CASES
from openness.policy.reading import FORMAT
from openness.release import (
    Access,
    Artifact,
    Claim,
    Parent,
    Release,
    Withheld,
)

REFERENCE = Path(__file__).parents[1] / "docs/reference"
SCHEMA = REFERENCE / "release.schema.json"

#: Parts of a release that have a table of their own.
TABLES = {
    "artifacts": Artifact,
    "withheld": Withheld,
    "parents": Parent,
    "claims": Claim,
}


def of_type(kind: Any) -> dict[str, Any]:
    """Return the schema of a field's type."""
    origin = typing.get_origin(kind)
    if origin in {typing.Union, types.UnionType}:
        known = [one for one in typing.get_args(kind) if one is not type(None)]
        return of_type(known[0])
    if origin in {tuple, frozenset}:
        return {"type": "array", "items": of_type(typing.get_args(kind)[0])}
    if attrs.has(kind):
        return of_class(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {
            "enum": [
                str(member) if kind is Access else member.value
                for member in kind
            ]
        }
    names: Mapping[Any, str] = {
        str: "string",
        float: "number",
        bool: "boolean",
    }
    return {"type": names[kind]}


def of_class(cls: type[attrs.AttrsInstance]) -> dict[str, Any]:
    """Return the schema of a table."""
    hints = typing.get_type_hints(cls)
    fields = attrs.fields(cls)
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {f.name: of_type(hints[f.name]) for f in fields},
        "required": [f.name for f in fields if f.default is attrs.NOTHING],
        "additionalProperties": False,
    }
    if "provides" in schema["properties"]:
        schema["properties"]["provides"]["minItems"] = 1
    return schema


def schema() -> str:
    """Return the text of the schema."""
    release = of_class(Release)
    for name in TABLES:
        del release["properties"][name]
    tables = {
        name: {"type": "array", "items": of_class(cls)}
        for name, cls in TABLES.items()
    }
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "openness release manifest",
        "type": "object",
        "properties": {"release": release, **tables},
        "required": ["release"],
        "additionalProperties": False,
    }
    return json.dumps(whole, indent=1) + "\n"


def titled(title: str, body: dict[str, Any]) -> str:
    """Return the text of a schema that its reader brings along."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
    }
    return json.dumps(head | body, indent=1) + "\n"


if __name__ == "__main__":
    for name, kind in (("policy", FORMAT), ("policy-test", CASES)):
        (REFERENCE / f"{name}.schema.json").write_text(
            titled(f"openness {name.replace('-', ' ')}", kind.schema),
            encoding="utf-8",
        )
    SCHEMA.write_text(schema(), encoding="utf-8")

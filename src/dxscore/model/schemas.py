"""JSON Schemas of the files that dxscore reads and writes, generated from the models."""

from __future__ import annotations

from typing import Any, Literal

from dxscore.model.assignments import AssignmentsFile
from dxscore.model.catalogue import COMPARATORS, TargetsFile
from dxscore.model.scorecard import Scorecard

SchemaName = Literal["targets", "assignments", "scorecard"]
SCHEMA_NAMES: tuple[SchemaName, ...] = ("targets", "assignments", "scorecard")
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(name: SchemaName) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of targets.yaml, assignments.yaml or a scorecard.

    The same version of dxscore gives the same schema; ``$id`` changes only with the version of the shape.
    """
    head = {"$schema": DIALECT, "$id": f"urn:dxscore:{name}:1", "title": _TITLES[name]}
    if name == "targets":
        schema = TargetsFile.model_json_schema()
        schema["$defs"]["Target"] |= _one_of_each()
    elif name == "assignments":
        schema = AssignmentsFile.model_json_schema()
    else:
        schema = Scorecard.model_json_schema(mode="serialization")
    return {**head, **{key: value for key, value in schema.items() if key != "title"}}


_TITLES: dict[SchemaName, str] = {
    "targets": "dxscore catalogue: targets.yaml",
    "assignments": "dxscore catalogue: assignments.yaml",
    "scorecard": "dxscore scorecard",
}


def _one_of_each() -> dict[str, Any]:
    """One comparator and one kind of deadline: what the model checks in code, said to editors too."""
    return {
        "allOf": [
            {"oneOf": [{"required": [comparator]} for comparator in COMPARATORS]},
            {"oneOf": [{"required": ["by"]}, {"required": ["every", "from"]}]},
        ],
        "dependentRequired": {"every": ["from"], "from": ["every"]},
    }

"""The published JSON Schemas, for holding what the program writes against them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

SCHEMAS = Path(__file__).parents[2] / "schemas"


@cache
def _validator(name: str) -> Any:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema)


def kept_to(name: str, text: str) -> Any:
    """The document in `text`, which keeps to the schema `name` ('receipt-1')."""
    document = json.loads(text)
    _validator(name).validate(document)
    return document

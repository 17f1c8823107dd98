"""The metrics file for other programs: a Table Schema, and a data package that frictionless validates."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import PurePath

from dxscore.model.json_document import json_document
from dxscore.model.loaded import Catalogue
from dxscore.words.say import say_of

Json = dict[str, object]

_TYPES = {
    "indicator": "string",
    "reporting_unit": "string",
    "period": "string",
    "numerator": "number",
    "denominator": "number",
    "value": "string",
    "evidence": "string",
    "note": "string",
    "closed_on": "date",
}
_REQUIRED = ("indicator", "reporting_unit", "period")
_AT_LEAST_0 = ("numerator", "denominator")


def table_schema(catalogue: Catalogue) -> Json:
    """The columns in their usual order, as Table Schema; `value` is text, for it may be yes or no.

    It describes the plain form, which dxscore itself writes (`collect`, `template --format csv`): dxscore
    also reads grouped thousands, decimal commas and other dates, which no Table Schema can say.
    """
    fields = [_field(name, type_, catalogue) for name, type_ in _TYPES.items()]
    return {"fields": fields, "missingValues": [""]}


def _field(name: str, type_: str, catalogue: Catalogue) -> Json:
    constraints: Json = {"required": True} if name in _REQUIRED else {}
    if name == "indicator":
        constraints["enum"] = list(catalogue.indicators)
    if name in _AT_LEAST_0:
        constraints["minimum"] = 0
    vi, en = say_of("metrics_column", name, "vi"), say_of("metrics_column", name, "en")
    field: Json = {"name": name, "type": type_, "title": vi, "description": en}
    return field | ({"constraints": constraints} if constraints else {})


def data_package(catalogue: Catalogue, files: Sequence[str]) -> Json:
    """A data package of the metrics files, `metrics.csv` where none is named, each with the schema."""
    plan = catalogue.targets.plan
    names = _resource_names(files or ("metrics.csv",))
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": _slug(plan.id),
        "title": plan.name.vi,
        "description": plan.name.en,
        "resources": [
            {
                "name": name,
                "type": "table",
                "path": file.replace("\\", "/"),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": table_schema(catalogue),
            }
            for name, file in names.items()
        ],
    }


def _resource_names(files: Sequence[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for file in files:
        stem = name = _slug(PurePath(file).stem)
        number = 1
        while name in names:
            number += 1
            name = f"{stem}-{number}"
        names[name] = file
    return names


def _slug(text: str) -> str:
    """`text` as a package name may be: small letters, digits, dot, hyphen, underscore."""
    return re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-") or "metrics"


def _schema_text(catalogue: Catalogue, _files: Sequence[str]) -> str:
    return _text(table_schema(catalogue))


def _package_text(catalogue: Catalogue, files: Sequence[str]) -> str:
    return _text(data_package(catalogue, files))


def _text(data: Json) -> str:
    return json_document(data)


METRICS_SCHEMAS: dict[str, Callable[[Catalogue, Sequence[str]], str]] = {
    "frictionless": _package_text,
    "datapackage": _package_text,
    "table-schema": _schema_text,
}
"""By the name that `--format` gives it; what frictionless takes is a data package."""

"""`dxscore schema`: what each kind of file looks like, for editors and other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from dxscore.cli import options, run
from dxscore.cli.files import check_suffix
from dxscore.cli.language import phrase
from dxscore.flows.asked import one_of, refused
from dxscore.model.json_document import json_document
from dxscore.model.schemas import SCHEMA_NAMES, json_schema
from dxscore.report.table_schema import METRICS_SCHEMAS
from dxscore.words.text import both

_METRICS = "metrics"
_NAMES = (*SCHEMA_NAMES, _METRICS)
_JSON_SCHEMA = "json-schema"


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="|".join(_NAMES),
            autocompletion=lambda: list(_NAMES),
            help=phrase("help_schema.name"),
        ),
    ],
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILES...]",
            help=phrase("help_schema.files"),
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join((_JSON_SCHEMA, *METRICS_SCHEMAS)),
            help=phrase("help_schema.format"),
        ),
    ] = None,
    catalogue: options.CatalogueFolder = None,
    output: options.Output = None,
    lang: options.Lang = None,
) -> int:
    run.chosen_language(lang)
    one_of("schema", name, _NAMES)
    check_suffix("--output", output, "json")
    choices = tuple(METRICS_SCHEMAS) if name == _METRICS else (_JSON_SCHEMA,)
    chosen = one_of("--format", format_ or choices[0], choices)
    if name == _METRICS:
        from dxscore.read.catalogue import load

        text = METRICS_SCHEMAS[chosen](load(catalogue), files or ())
    elif files:
        raise refused(both("refusal.files_without_metrics"))
    else:
        text = json_text(name)
    run.put(text, output, bom=False, inputs=files or ())
    return 0


schema.__doc__ = phrase("help_schema.command")


def json_text(name: str) -> str:
    """The JSON Schema of one kind of file, as it is published under schemas/."""
    document = json_schema(next(known for known in SCHEMA_NAMES if known == name))
    return json_document(document)

"""`dxscore catalogue`: check a catalogue, list it, print the JSON Schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxscore.cli import options, run, streams
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.flows.asked import one_of
from dxscore.flows.catalogue import diff, folder_of, inspect
from dxscore.model.json_document import json_document
from dxscore.model.schemas import SCHEMA_NAMES, json_schema
from dxscore.report.findings import faults_count
from dxscore.words.say import Language, say

_FORMATS = ("table", "json")
_Format = Annotated[
    str, typer.Option("--format", metavar="|".join(_FORMATS), help=phrase("help_catalogue.format"))
]


def check_catalogue(
    directories: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[DIR...]",
            help=phrase("help_catalogue.directories"),
        ),
    ] = None,
    lang: options.Lang = None,
) -> int:
    language = run.chosen_language(lang)
    folders = dict.fromkeys(folder_of(path) for path in directories) if directories else (None,)
    return max([_check_one(folder, language) for folder in folders])


def _check_one(folder: Path | None, lang: Language) -> int:
    catalogue, findings = inspect(folder)
    streams.say(*run.all_finding_lines(findings, lang))
    if catalogue is None:
        streams.say(faults_count(findings, lang))
        return COULD_NOT_JUDGE
    targets = sum(len(indicator.targets) for indicator in catalogue.targets.indicators)
    sound = say(
        "catalogue.sound",
        lang,
        targets=targets,
        indicators=len(catalogue.indicators),
        bodies=len(catalogue.bodies),
        tasks=len(catalogue.tasks),
    )
    streams.write_result(f"{sound}\n")
    return 0


check_catalogue.__doc__ = phrase("help_catalogue.check_catalogue")


def show_catalogue(
    catalogue: options.CatalogueFolder = None,
    format_: _Format = "table",
    lang: options.Lang = None,
) -> int:
    from dxscore.read.catalogue import load

    language = run.chosen_language(lang)
    name = one_of("--format", format_, _FORMATS)
    loaded = load(catalogue)
    if name == "json":
        from dxscore.report.catalogue import catalogue_json

        streams.write_result(catalogue_json(loaded))
    else:
        from dxscore.report.catalogue import catalogue_text

        streams.write_result(catalogue_text(loaded, language, options.width(), options.colour(True)))
    return 0


show_catalogue.__doc__ = phrase("help_catalogue.show_catalogue")


def diff_catalogue(
    old: Annotated[Path, typer.Argument(metavar="OLD", help=phrase("help_catalogue.old"))],
    new: Annotated[Path, typer.Argument(metavar="NEW", help=phrase("help_catalogue.new"))],
    format_: _Format = "table",
    lang: options.Lang = None,
) -> int:
    language = run.chosen_language(lang)
    name = one_of("--format", format_, _FORMATS)
    found = diff(folder_of(old), folder_of(new))
    if name == "json":
        streams.write_result(found.to_json())
    else:
        from dxscore.report.catalogue import diff_text

        streams.write_result(diff_text(found, language, options.width(), options.colour(True)))
    return 0


diff_catalogue.__doc__ = phrase("help_catalogue.diff_catalogue")


def test_catalogue(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help=phrase("help_catalogue.test_directory"))],
    format_: _Format = "table",
    lang: options.Lang = None,
) -> int:
    from dxscore.flows.catalogue_test import catalogue_test

    language = run.chosen_language(lang)
    name = one_of("--format", format_, _FORMATS)
    tested = catalogue_test(folder_of(directory))
    if name == "json":
        streams.write_result(tested.to_json())
    else:
        from dxscore.report.catalogue import catalogue_test_text

        streams.write_result(catalogue_test_text(tested, language, options.width(), options.colour(True)))
    return 1 if tested.failed else 0


test_catalogue.__doc__ = phrase("help_catalogue.test_catalogue")


def print_schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="|".join(SCHEMA_NAMES),
            autocompletion=lambda: list(SCHEMA_NAMES),
            help=phrase("help_catalogue.name"),
        ),
    ],
    lang: options.Lang = None,
) -> int:
    run.chosen_language(lang)
    known = one_of("schema", name, SCHEMA_NAMES)
    streams.write_result(json_document(json_schema(known)))
    return 0


print_schema.__doc__ = phrase("help_catalogue.print_schema")

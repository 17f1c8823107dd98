"""`dxscore rollup`: from case records to a metrics file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from dxscore.cli import options, run, streams
from dxscore.cli.files import check_suffix, check_target, write_whole
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.progress import bytes_read
from dxscore.flows import asked
from dxscore.flows.rollup import ENGINES, RollupRequest, read_counts, roll_up
from dxscore.report.rollup import rolled_up_json, rolled_up_lines

_FORMATS: Final = ("table", "json")


def rollup(
    counts: Annotated[Path, typer.Option("--counts", metavar="FILE", help=phrase("help_rollup.counts"))],
    records: Annotated[
        list[str] | None, typer.Argument(metavar="[RECORDS...]", help=phrase("help_rollup.records"))
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", metavar="FILE", help=phrase("help_rollup.output"))
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="URL", help=phrase("help_rollup.source"))
    ] = None,
    table: Annotated[
        str | None, typer.Option("--table", metavar="NAME", help=phrase("help_rollup.table"))
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", metavar="|".join(ENGINES), help=phrase("help_rollup.engine"))
    ] = "duckdb",
    until: Annotated[
        str | None, typer.Option("--until", metavar="YYYY-MM-DD", help=phrase("help_rollup.until"))
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="|".join(_FORMATS), help=phrase("help_rollup.format"))
    ] = "table",
    processes: Annotated[
        int | None, typer.Option("--processes", metavar="N", min=1, help=phrase("help_rollup.processes"))
    ] = None,
    catalogue: options.CatalogueFolder = None,
    lang: options.Lang = None,
) -> int:
    from dxscore.read.catalogue import load
    from dxscore.read.sources import expand

    language = run.chosen_language(lang)
    chosen = asked.one_of("--format", format_, _FORMATS)
    check_suffix("--output", output, "csv")
    request = RollupRequest(
        files=records or (),
        source=source,
        table=table,
        engine=asked.one_of("--engine", engine, ENGINES),
        until=asked.day("--until", until),
        processes=processes,
    )
    target = None if output is None else check_target(output, expand([*(records or ()), str(counts)]))
    loaded = load(catalogue)
    with bytes_read() as watched:
        rolled = roll_up(loaded, read_counts(counts, loaded), request, watched)
    if target is not None:
        write_whole(target, rolled.metrics.encode())
    else:
        streams.write_result(rolled.metrics)
    summary = rolled_up_lines(rolled.document, language)
    if chosen == "json":
        text = rolled_up_json(rolled.document, run.language_of(lang, "json"))
        streams.write_result(text) if target is not None else streams.say(*text.splitlines())
    elif target is not None:
        streams.say(*summary[:-1])
        streams.write_result(f"{summary[-1]}\n")
    else:
        streams.say(*summary)
    return COULD_NOT_JUDGE if rolled.faulty else 0


rollup.__doc__ = phrase("help_rollup.command")

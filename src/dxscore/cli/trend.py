"""`dxscore trend`: where figures come from, how fast they move, and whether that will do."""

from __future__ import annotations

from typing import Annotated

import typer

from dxscore.cli import options, outputs, run, streams
from dxscore.cli.configured import configured_lines
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.outputs import Destination, Rendered
from dxscore.cli.progress import watched
from dxscore.flows import asked
from dxscore.flows.judge import Request
from dxscore.flows.trend import Told, trend_files
from dxscore.model.loaded import Catalogue
from dxscore.report.findings import finding_lines
from dxscore.report.outputs import OUTPUTS, choices
from dxscore.report.trend import TrendView


def trend(
    files: Annotated[list[str], typer.Argument(metavar="FILES...", help=phrase("help_trend.files"))],
    catalogue: options.CatalogueFolder = None,
    as_of: options.AsOf = None,
    to: Annotated[str | None, typer.Option("--to", metavar="YEAR", help=phrase("help_trend.to"))] = None,
    unit: options.Unit = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="|".join(choices("trend")), help=phrase("help_trend.format")),
    ] = None,
    output: options.Outputs = None,
    units: Annotated[
        str, typer.Option("--units", metavar="worst|all", help=phrase("help_trend.units"))
    ] = "worst",
    lang: options.Lang = None,
    ctx: typer.Context = options.NO_CONTEXT,
) -> int:
    from dxscore.read.catalogue import load

    language = run.chosen_language(lang)
    wanted = outputs.destinations(format_, output or (), choices("trend"))
    paths = outputs.targets([item.file for item in wanted], files)
    all_units = asked.one_of("--units", units, ("worst", "all")) == "all"
    year = asked.year("--to", to)
    day = asked.day("--as-of", as_of)
    loaded = load(catalogue)
    request = Request(as_of=day, reporting_unit=asked.reporting_unit("--for", loaded, unit))
    told = trend_files(loaded, files, request, year, watched)
    outputs.deliver([_finished(told, loaded, item, lang, year, all_units) for item in wanted], paths)
    streams.say(*finding_lines(told.trend.findings, language), *configured_lines(ctx, language))
    faulty = any(finding.severity == "error" for finding in told.trend.findings)
    return COULD_NOT_JUDGE if faulty else 0


trend.__doc__ = phrase("help_trend.command")


def _finished(
    told: Told, catalogue: Catalogue, item: Destination, asked_lang: str | None, year: int | None, all_: bool
) -> Rendered:
    chosen = OUTPUTS[item.format]
    view = TrendView(
        told.trend,
        catalogue,
        run.language_of(asked_lang, item.format),
        options.width(),
        options.colour(item.file is None),
        all_,
        told.without_target,
        year,
    )
    return Rendered(chosen.render_trend(view), item.file, chosen.bom)

"""`dxscore gaps`: what is missing, by who has to act."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from dxscore.cli import by_body, options, run, streams
from dxscore.cli.configured import configured_lines
from dxscore.cli.files import check_suffix
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.task_files import tasks_on_day
from dxscore.flows.asked import one_of
from dxscore.flows.gaps import GROUPS
from dxscore.report.outputs import OUTPUTS, choices


def gaps(
    files: options.Files,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="|".join(GROUPS),
            help=phrase("help_gaps.by"),
        ),
    ] = "body",
    catalogue: options.CatalogueFolder = None,
    as_of: options.AsOf = None,
    target_year: options.TargetYearOption = None,
    unit: options.Unit = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(choices("gaps")),
            help=phrase("help_gaps.format"),
        ),
    ] = "table",
    output: options.Output = None,
    tasks: by_body.Tasks = None,
    waivers: options.WaiversOption = None,
    lang: options.Lang = None,
    ctx: typer.Context = options.NO_CONTEXT,
) -> int:
    language = run.chosen_language(lang)
    group = one_of("--by", by, GROUPS)
    chosen = OUTPUTS[one_of("--format", format_, choices("gaps"))]
    check_suffix("--output", output, format_)
    judged = run.judge_files(files, catalogue, as_of, target_year, unit, waivers=waivers).with_results()
    told = tasks_on_day(tasks, judged)
    view = replace(run.view_of(judged, run.language_of(lang, format_), output), tasks=told.listed)
    run.put(chosen.render_gaps(view, group), output, chosen.bom, [*files, *(tasks or ())])
    run.tell_findings(judged.scorecard, language)
    told.tell(language)
    streams.say(*configured_lines(ctx, language))
    return COULD_NOT_JUDGE if judged.faulty or told.faulty else 0


gaps.__doc__ = phrase("help_gaps.command")

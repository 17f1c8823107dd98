"""`dxscore tasks`: which tasks, duties and documents are done, due or overdue, by body."""

from __future__ import annotations

from typing import Annotated

import typer

from dxscore.cli import options, run, streams
from dxscore.cli.configured import configured_lines
from dxscore.cli.files import check_suffix
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.progress import watched
from dxscore.flows import asked
from dxscore.flows.tasks import FAIL_ON, read_task_files, task_failures
from dxscore.flows.tasks import tasks as judged
from dxscore.report.findings import finding_lines
from dxscore.report.outputs import OUTPUTS, choices
from dxscore.report.tasks import TaskView
from dxscore.words.say import say


def tasks(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILES...]", help=phrase("help_tasks.files"))
    ] = None,
    catalogue: options.CatalogueFolder = None,
    as_of: options.AsOf = None,
    year: Annotated[
        str | None, typer.Option("--year", metavar="YEAR", help=phrase("help_tasks.year"))
    ] = None,
    unit: Annotated[str | None, typer.Option("--for", metavar="BODY", help=phrase("help_tasks.for"))] = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="|".join(FAIL_ON), help=phrase("help_tasks.fail_on"))
    ] = "never",
    whole: Annotated[bool, typer.Option("--all", help=phrase("help_tasks.all"))] = False,
    format_: Annotated[
        str, typer.Option("--format", metavar="|".join(choices("tasks")), help=phrase("help_gaps.format"))
    ] = "table",
    output: options.Output = None,
    lang: options.Lang = None,
    ctx: typer.Context = options.NO_CONTEXT,
) -> int:
    from dxscore.read.catalogue import load

    language = run.chosen_language(lang)
    gate = asked.one_of("--fail-on", fail_on, FAIL_ON)
    chosen = OUTPUTS[asked.one_of("--format", format_, choices("tasks"))]
    check_suffix("--output", output, format_)
    day, of_year = asked.day("--as-of", as_of), asked.year("--year", year)
    loaded = load(catalogue)
    body = asked.reporting_unit("--for", loaded, unit)
    log = read_task_files(files or [], loaded, watched)
    if log.findings and not log.records and day is None:  # why there is no day is said by the findings
        streams.say(*finding_lines(log.findings, language))
        return COULD_NOT_JUDGE
    listed = judged(loaded, log, day, of_year)
    view = TaskView(
        listed,
        loaded,
        run.language_of(lang, format_),
        options.width(),
        options.colour(to_terminal=output is None),
        whole,
        body,
    )
    run.put(chosen.render_tasks(view), output, chosen.bom, files or [])
    streams.say(*finding_lines(listed.findings, language))
    streams.say(*configured_lines(ctx, language))
    failures = task_failures(listed, gate)
    streams.say(*(say("task_list.fails", language, said=failure.get(language)) for failure in failures))
    if any(finding.severity == "error" for finding in listed.findings):
        return COULD_NOT_JUDGE
    return 1 if failures else 0


tasks.__doc__ = phrase("help_tasks.command")

"""`dxscore report`: files for people to read, from the same scorecard as `check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from dxscore.cli import check_options, options, run, streams
from dxscore.cli.configured import configured_lines
from dxscore.cli.files import check_target, write_whole
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.task_files import tasks_on_day
from dxscore.errors import OutputError
from dxscore.flows.asked import one_of, refused, shown
from dxscore.flows.report import rendered
from dxscore.report.letterhead import head_ended
from dxscore.report.outputs import DOCUMENTS, format_of_file
from dxscore.words.say import Language, say
from dxscore.words.system import system_words
from dxscore.words.text import both

_TEMPLATE_LIMIT = 20_000_000


def report(
    files: options.Files,
    output: Annotated[
        list[str],
        typer.Option(
            "--output",
            metavar="FILE",
            help=phrase("help_report.output"),
        ),
    ],
    template: Annotated[
        str | None,
        typer.Option(
            "--template",
            metavar="FILE",
            help=phrase("help_report.template"),
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help=phrase("help_report.force")),
    ] = False,
    tasks: Annotated[
        list[str] | None,
        typer.Option("--tasks", metavar="FILE", help=phrase("help_report.tasks")),
    ] = None,
    catalogue: options.CatalogueFolder = None,
    as_of: options.AsOf = None,
    target_year: options.TargetYearOption = None,
    unit: options.Unit = None,
    units: check_options.Units = None,
    waivers: options.WaiversOption = None,
    lang: options.Lang = None,
    ctx: typer.Context = options.NO_CONTEXT,
) -> int:
    language = run.chosen_language(lang)
    asked = _formats(output, template)
    read = _files_read([*files, *(tasks or [])], template, waivers, catalogue)
    targets = {name: _target(name, read, force, language) for name in asked}
    form = None if template is None else _template(template)
    judged = run.judge_files(files, catalogue, as_of, target_year, unit, waivers=waivers).with_results()
    card = judged.scorecard
    told = tasks_on_day(tasks, judged)
    told.tell(language)
    shown_units = None if units is None else one_of("--units", units, check_options.UNITS)
    view = run.view_of(judged, language, output[0], units=shown_units)
    view = replace(view, template=form, tasks=told.listed)
    drawn = {name: rendered(judged, view, format_) for name, format_ in asked.items()}
    for name, data in drawn.items():  # all are drawn before the first is written
        write_whole(targets[name], data)
        streams.say(run.written(name, len(data), language))
    run.tell_findings(card, language)
    streams.say(*run.not_listed(view, [(format_, name) for name, format_ in asked.items()]))
    if "docx" in asked.values() and (gone := head_ended(view.names, card.day)):
        streams.say(gone)
    missing = run.not_drawn(language)
    streams.say(*configured_lines(ctx, language), *missing)
    return COULD_NOT_JUDGE if judged.faulty or told.faulty or missing else 0


report.__doc__ = phrase("help_report.command")


def _formats(names: Sequence[str], template: str | None) -> dict[str, str]:
    """The format of each file asked for, refused before any work is done."""
    asked: dict[str, str] = {}
    for name in names:
        format_ = format_of_file(name)
        if format_ is None or Path(name).suffix.lower() not in DOCUMENTS:
            known = ", ".join(DOCUMENTS)
            raise refused(both("refusal.no_report_of_kind", file=shown(name), known=known))
        if os.path.abspath(name) in {os.path.abspath(other) for other in asked}:  # noqa: PTH100  # follows no link
            raise refused(both("refusal.written_twice", file=shown(name)))
        asked[name] = format_
    if template is not None and "docx" not in asked.values():
        raise refused(both("refusal.template_for_word"))
    return asked


def _files_read(
    files: Sequence[str], template: str | None, waivers: Path | None, catalogue: Path | None
) -> list[str]:
    """Everything that the report is made from: none of it is ever written over."""
    from dxscore.read.sources import expand

    read = [*expand(files), *(str(path) for path in (template, waivers) if path is not None)]
    return read + ([] if catalogue is None else [str(path) for path in catalogue.glob("*")])


def _target(name: str, inputs: Sequence[str], force: bool, lang: Language) -> Path:
    """The path to write, once it is clear that what stands there may go."""
    path = check_target(name, inputs)
    if force or not path.exists() or _overwrite(name, lang):
        return path
    said = both("refusal.exists", file=shown(name))
    raise OutputError(said.vi, said.en)


def _overwrite(name: str, lang: Language) -> bool:
    """Asks on a terminal; elsewhere nobody can answer, and the answer is no."""
    if not (sys.stdin is not None and sys.stdin.isatty() and sys.stderr is not None and sys.stderr.isatty()):
        return False
    return typer.confirm(say("written.overwrite", lang, file=shown(name)), default=False, err=True)


def _template(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            data = file.read(_TEMPLATE_LIMIT + 1)
    except OSError as error:
        why = system_words(error)
        raise refused(both("refusal.template_unread", file=shown(name), why=why)) from error
    if len(data) > _TEMPLATE_LIMIT:
        raise refused(both("refusal.template_too_large"))
    return data

"""`dxscore remind`: what each body still owes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxscore.cli import form_options, options, run, streams
from dxscore.cli.files import check_suffix
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.progress import watched
from dxscore.flows.asked import form_unit, one_of, refused, shown
from dxscore.flows.asked import period as asked_period
from dxscore.flows.remind import collected_so_far
from dxscore.forms.expected import Expected
from dxscore.forms.letter import Dates, addressed, letter
from dxscore.forms.reminders import REMINDER_FORMATS, Reminder, reminder
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.tasks import TaskList
from dxscore.report.findings import finding_lines
from dxscore.words.say import say
from dxscore.words.text import both

if TYPE_CHECKING:
    from dxscore.words.keys import Key

_LETTER = ".docx"


def remind(
    source: Annotated[
        str,
        typer.Argument(
            metavar="DIR|FILE",
            help=phrase("help_remind.source"),
        ),
    ],
    period: form_options.PeriodOption,
    before: Annotated[
        str | None,
        typer.Option(
            "--before",
            metavar="DAY",
            help=phrase("help_remind.before"),
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="NAME",
            help=phrase("help_remind.to"),
        ),
    ] = None,
    unit: options.Unit = None,
    definitions: Annotated[
        bool,
        typer.Option(
            "--definitions",
            help=phrase("help_remind.definitions"),
        ),
    ] = False,
    due: Annotated[str | None, typer.Option("--due", metavar="DAY", help=phrase("help_remind.due"))] = None,
    tasks: Annotated[
        list[str] | None, typer.Option("--tasks", metavar="FILE", help=phrase("help_remind.tasks"))
    ] = None,
    today: Annotated[
        str | None, typer.Option("--today", metavar="DAY", help=phrase("help_remind.today"))
    ] = None,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="|".join(REMINDER_FORMATS), help=phrase("help_remind.format")),
    ] = "table",
    output: options.Output = None,
    catalogue: options.CatalogueFolder = None,
    lang: options.Lang = None,
) -> int:
    from dxscore.read.catalogue import load

    language = run.chosen_language(lang)
    render = REMINDER_FORMATS[one_of("--format", format_, REMINDER_FORMATS)]
    as_letter = format_ == "table" and output is not None and output.lower().endswith(_LETTER)
    if not as_letter:
        check_suffix("--output", output, format_)
    asked, day = asked_period("--period", period), _day("--before", before)
    dates = Dates(_day("--today", today) or date.today(), _day("--due", due))
    loaded = load(catalogue)
    only = None if unit is None else form_unit("--for", Expected(loaded, asked), unit)
    collected, findings = collected_so_far(source, loaded, asked, only, watched)
    listed = _tasks(tasks, loaded, dates.today)
    pressing = () if listed is None else listed.pressing(loaded.task_titles(language))
    owed = reminder(collected, language, day, to, only, definitions, pressing)
    text: str | bytes = _document(owed, findings, dates) if as_letter else render(owed)
    run.put(text, output, bom=False, inputs=() if Path(source).is_dir() else [source])
    streams.say(*finding_lines(findings, language))
    told = () if listed is None else listed.findings
    streams.say(*finding_lines(told, language))
    if as_letter and len(addressed(owed)) < len(owed.units):
        streams.say(say("letter.own_left_out", language))
    failed = any(
        only is None or only in collected.expected.bodies_of(item.observation) for item in collected.rejected
    ) or any(finding.severity == "error" for finding in (*findings, *told))
    return COULD_NOT_JUDGE if failed else 0


remind.__doc__ = phrase("help_remind.command")


def _tasks(files: list[str] | None, catalogue: Catalogue, today: date) -> TaskList | None:
    """Where tasks stand today; None where no list was given."""
    if not files:
        return None
    from dxscore.flows.tasks import read_task_files, tasks

    return tasks(catalogue, read_task_files(files, catalogue), today)


def _document(owed: Reminder, findings: tuple[Finding, ...], dates: Dates) -> bytes:
    """One letter to all who owe, as a Word document."""
    from dxscore.report.letter import letter_document

    return letter_document(letter(owed, findings, dates), owed.lang)


def _day(named: str, value: str | None) -> date | None:
    from dxscore.read.periods import parse_day

    found = None if value is None else parse_day(value)
    if isinstance(found, str):
        key: Key = "refusal.no_such_day" if found == "no_such_day" else "refusal.no_day_like"
        raise refused(both(key, named=named, typed=shown(value)))
    return found

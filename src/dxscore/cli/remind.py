"""`dxscore remind`: what each body still owes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dxscore.cli import form_options, options, run, streams
from dxscore.cli.collected_pair import Pair
from dxscore.cli.files import check_suffix, write_whole
from dxscore.cli.language import phrase
from dxscore.cli.lock import alone_with
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.progress import watched
from dxscore.flows.asked import form_unit, one_of, printed_day, refused, shown
from dxscore.flows.asked import period as asked_period
from dxscore.flows.remind import SUFFIX, collected_so_far, noted, receipt_of, timely
from dxscore.forms.expected import Expected
from dxscore.forms.letter import Dates, addressed, letter
from dxscore.forms.reminders import REMINDER_FORMATS, Reminder, reminder
from dxscore.forms.returned import Collected
from dxscore.forms.written import day_words
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period
from dxscore.model.receipt import Receipt
from dxscore.model.tasks import TaskList
from dxscore.report.findings import finding_lines
from dxscore.words.say import say
from dxscore.words.text import both

_LETTER = ".docx"


_Source = Annotated[str, typer.Argument(metavar="DIR|FILE", help=phrase("help_remind.source"))]
_Before = Annotated[str | None, typer.Option("--before", metavar="DAY", help=phrase("help_remind.before"))]
_To = Annotated[str | None, typer.Option("--to", metavar="NAME", help=phrase("help_remind.to"))]
_Definitions = Annotated[bool, typer.Option("--definitions", help=phrase("help_remind.definitions"))]
_Due = Annotated[str | None, typer.Option("--due", metavar="DAY", help=phrase("help_remind.due"))]
_Tasks = Annotated[
    list[str] | None, typer.Option("--tasks", metavar="FILE", help=phrase("help_remind.tasks"))
]
_Today = Annotated[str | None, typer.Option("--today", metavar="DAY", help=phrase("help_remind.today"))]
_Sent = Annotated[bool, typer.Option("--sent", help=phrase("help_remind.sent"))]
_Format = Annotated[
    str, typer.Option("--format", metavar="|".join(REMINDER_FORMATS), help=phrase("help_remind.format"))
]


def remind(
    source: _Source,
    period: form_options.PeriodOption,
    before: _Before = None,
    to: _To = None,
    unit: options.Unit = None,
    definitions: _Definitions = False,
    due: _Due = None,
    tasks: _Tasks = None,
    today: _Today = None,
    sent: _Sent = False,
    format_: _Format = "table",
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
    asked, day = asked_period("--period", period), printed_day("--before", before)
    dates = Dates(printed_day("--today", today) or date.today(), printed_day("--due", due))
    loaded = load(catalogue)
    only = None if unit is None else form_unit("--for", Expected(loaded, asked), unit)
    known = _receipt(source, loaded, asked, sent)
    collected, findings = collected_so_far(source, loaded, asked, only, watched)
    listed = _tasks(tasks, loaded, dates.today)
    pressing = () if listed is None else listed.pressing(loaded.task_titles(language))
    owed = reminder(collected, language, day, to, only, definitions, pressing)
    if known is not None:
        owed = owed._replace(timely=timely(known, asked))
        dates = dates if dates.due else dates._replace(due=known.collections[str(asked)].due)
    text: str | bytes = _document(owed, findings, dates) if as_letter else render(owed)
    run.put(text, output, bom=False, inputs=() if Path(source).is_dir() else [source])
    told = () if listed is None else listed.findings
    streams.say(*finding_lines(findings, language), *finding_lines(told, language))
    if as_letter and len(addressed(owed)) < len(owed.units):
        streams.say(say("letter.own_left_out", language))
    if sent:
        streams.say(_note_sent(source, owed, dates.today))
    return _code(collected, (*findings, *told), only)


remind.__doc__ = phrase("help_remind.command")


def _receipt(source: str, catalogue: Catalogue, period: Period, needed: bool) -> Receipt | None:
    """The receipt beside a collected file; none is of a folder.

    Raises:
        RequestError: it is needed, and there is none that fits.
    """
    known = None if Path(source).is_dir() else receipt_of(source, catalogue, period)
    if needed and known is None:
        raise refused(both("refusal.no_receipt_to_note", file=shown(source), period=period))
    return known


def _code(collected: Collected, told: Sequence[Finding], only: str | None) -> int:
    """2 where something that came could not be read or counted, of `only` one body where one was named."""
    rejected = any(
        only is None or only in collected.expected.bodies_of(item.observation) for item in collected.rejected
    )
    return COULD_NOT_JUDGE if rejected or any(finding.severity == "error" for finding in told) else 0


def _note_sent(source: str, owed: Reminder, today: date) -> str:
    """Note in the receipt that those who owe were reminded; the line that says so."""
    pair = Pair(Path(source), Path(source + SUFFIX))
    bodies = [unit.unit for unit in addressed(owed)]
    with alone_with(pair.metrics, _nobody), alone_with(pair.receipt, _nobody):
        known = _receipt(source, owed.catalogue, owed.period, needed=True)
        assert known is not None  # noqa: S101  # it was needed
        text = noted(known, owed.period, bodies, today)
        write_whole(pair.receipt, text.encode("utf-8", "backslashreplace"))
    day = day_words(today)
    return say("collection.reminder_noted", owed.lang, receipt=pair.receipt, day=day, count=len(bodies))


def _nobody() -> None:
    """Nobody is told of waiting for a moment."""


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

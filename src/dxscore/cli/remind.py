"""`dxscore remind`: what each body still owes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from dxscore.cli import form_options, options, run, streams
from dxscore.cli.files import check_suffix, of_plan
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.progress import watched
from dxscore.flows.asked import one_of, refused, shown
from dxscore.flows.asked import period as asked_period
from dxscore.flows.remind import collected_so_far
from dxscore.forms.expected import Expected
from dxscore.forms.letter import Dates, addressed, letter
from dxscore.forms.reminders import REMINDER_FORMATS, Reminder, reminder
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period
from dxscore.model.tasks import TaskList
from dxscore.report.findings import finding_lines
from dxscore.words.say import Language, say
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
    catalogue: options.Catalogues = None,
    lang: options.Lang = None,
) -> int:
    language = run.chosen_language(lang)
    one_of("--format", format_, REMINDER_FORMATS)
    as_letter = format_ == "table" and output is not None and output.lower().endswith(_LETTER)
    if not as_letter:
        check_suffix("--output", output, format_)
    asked = _Asked(
        period=asked_period("--period", period),
        before=_day("--before", before),
        to=to,
        unit=unit,
        definitions=definitions,
        dates=Dates(_day("--today", today) or date.today(), _day("--due", due)),
        tasks=tasks,
        lang=language,
    )
    plans = _plans(catalogue, format_, output, tasks)
    owed = _owed_by_plan(plans, source, asked)
    files = [None if output is None else _named(output, each.catalogue, plans) for each in owed]
    inputs = () if Path(source).is_dir() else [each.source for each in owed]
    if output is None:
        run.put("\n".join(_text(each, format_, titled=len(owed) > 1) for each in owed), None, False, ())
    for each, file in zip(owed, files, strict=True):
        if file is not None:
            made: str | bytes = _text(each, format_, titled=False)
            if as_letter:
                made = _document(each.reminder, each.findings, asked.dates)
            run.put(made, file, bom=False, inputs=inputs)
    streams.say(*dict.fromkeys(line for each in owed for line in finding_lines(each.findings, language)))
    streams.say(*dict.fromkeys(line for each in owed for line in finding_lines(each.told, language)))
    if as_letter and any(len(addressed(each.reminder)) < len(each.reminder.units) for each in owed):
        streams.say(say("letter.own_left_out", language))
    return COULD_NOT_JUDGE if any(each.failed for each in owed) else 0


remind.__doc__ = phrase("help_remind.command")


class _Asked(NamedTuple):
    """What is asked, of every plan alike."""

    period: Period
    before: date | None
    to: str | None
    unit: str | None
    definitions: bool
    dates: Dates
    tasks: list[str] | None
    lang: Language


class _Owed(NamedTuple):
    """What is owed to one plan, from which source that is known, and what is to be said of it."""

    catalogue: Catalogue
    source: str
    reminder: Reminder
    findings: tuple[Finding, ...]
    told: tuple[Finding, ...]
    failed: bool


def _plans(
    folders: Sequence[Path] | None, format_: str, output: str | None, tasks: list[str] | None
) -> tuple[Catalogue, ...]:
    from dxscore.flows.many_plans import load_plans, refuse_one_plans_options
    from dxscore.read.catalogue import load

    plans = load_plans(folders) if folders else (load(None),)
    if len(plans) > 1:
        refuse_one_plans_options({"--tasks": tasks or None})
        if output is None and format_ == "json":
            raise refused(both("plans.one_output", format=format_))
    return plans


def _named(file: str, catalogue: Catalogue, plans: Sequence[Catalogue]) -> str:
    """A file of one plan: its own where there are several."""
    return of_plan(file, catalogue.targets.plan.id) if len(plans) > 1 else file


def _owed_by_plan(plans: Sequence[Catalogue], source: str, asked: _Asked) -> list[_Owed]:
    """What is owed, plan by plan; a figure that an earlier plan asks for is asked for once.

    Raises:
        RequestError: no plan asks the unit that is named for anything.
    """
    from dxscore.flows.many_plans import expected_once, others_of, units_asked

    every = expected_once(plans, asked.period)
    units = units_asked(every, asked.unit)
    found = []
    for place, (expected, only) in enumerate(zip(every, units, strict=True)):
        if asked.unit is None or only is not None:
            own = source if Path(source).is_dir() else _named(source, expected.catalogue, plans)
            known = own if len(plans) == 1 or Path(own).exists() else source
            found.append(_owed_to(expected, known, only, others_of(plans, place), asked))
    return found


def _owed_to(
    expected: Expected, source: str, only: str | None, others: Sequence[Catalogue], asked: _Asked
) -> _Owed:
    catalogue = expected.catalogue
    collected, findings = collected_so_far(source, catalogue, asked.period, only, watched, others, expected)
    listed = _tasks(asked.tasks, catalogue, asked.dates.today)
    pressing = () if listed is None else listed.pressing(catalogue.task_titles(asked.lang))
    owed = reminder(collected, asked.lang, asked.before, asked.to, only, asked.definitions, pressing)
    told = () if listed is None else listed.findings
    failed = any(
        only is None or only in collected.expected.bodies_of(item.observation) for item in collected.rejected
    ) or any(finding.severity == "error" for finding in (*findings, *told))
    return _Owed(catalogue, source, owed, findings, told, failed)


def _text(owed: _Owed, format_: str, *, titled: bool) -> str:
    text = REMINDER_FORMATS[format_](owed.reminder)
    return f"{owed.catalogue.targets.plan.name.get(owed.reminder.lang)}\n\n{text}" if titled else text


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

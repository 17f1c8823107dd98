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
from dxscore.flows.asked import one_of, printed_day, refused
from dxscore.flows.asked import period as asked_period
from dxscore.flows.many_plans import load_plans, of_plan, refuse_one_plans_options
from dxscore.flows.owed import Owed, OwedRequest, owed, receipt_beside
from dxscore.flows.remind import SUFFIX, noted
from dxscore.forms.letter import addressed, tasks_asked_of_others
from dxscore.forms.reminders import REMINDER_FORMATS, Reminder
from dxscore.forms.written import day_words, unit_name
from dxscore.model.loaded import Catalogue
from dxscore.report.findings import finding_lines
from dxscore.words.say import Language, say
from dxscore.words.text import both

_LETTER = ".docx"


def remind(
    source: Annotated[str, typer.Argument(metavar="DIR|FILE", help=phrase("help_remind.source"))],
    period: form_options.PeriodOption,
    before: form_options.BeforeOption = None,
    to: form_options.ToOption = None,
    unit: options.Unit = None,
    definitions: form_options.DefinitionsOption = False,
    due: form_options.DueOption = None,
    tasks: form_options.TasksOption = None,
    today: form_options.TodayOption = None,
    sent: form_options.SentOption = False,
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
    request = OwedRequest(
        period=asked_period("--period", period),
        today=printed_day("--today", today) or date.today(),
        before=printed_day("--before", before),
        due=printed_day("--due", due),
        to=to,
        unit=unit,
        definitions=definitions,
        tasks=tuple(tasks or ()),
        lang=language,
    )
    plans = _plans(catalogue, format_, output, tasks)
    found = owed(plans, source, request, watched)
    if sent:  # refused before anything is written
        for each in found:
            receipt_beside(each.source, each.catalogue, request.period, needed=True)
    files = [_file_of(each, output, several=len(plans) > 1) for each in found]
    _write(found, files, () if Path(source).is_dir() else [each.source for each in found], format_, as_letter)
    _tell(found, language, as_letter=as_letter)
    if request.before is not None and request.before < request.today:
        before, day = day_words(request.before), day_words(request.today)
        streams.say(say("reminder.day_past", language, day=before, today=day))
    streams.say(*(run.written(file, Path(file).stat().st_size, language) for file in files if file))
    if sent:
        streams.say(*(_note_sent(each, request.today) for each in found))
    return COULD_NOT_JUDGE if any(each.failed for each in found) else 0


remind.__doc__ = phrase("help_remind.command")


def _plans(
    folders: Sequence[Path] | None, format_: str, output: str | None, tasks: list[str] | None
) -> tuple[Catalogue, ...]:
    from dxscore.read.catalogue import load

    plans = load_plans(folders) if folders else (load(None),)
    if len(plans) > 1:
        refuse_one_plans_options({"--tasks": tasks or None})
        if output is None and format_ == "json":
            raise refused(both("plans.one_output", format=format_))
    return plans


def _file_of(found: Owed, output: str | None, *, several: bool) -> str | None:
    return None if output is None else of_plan(output, found.catalogue.targets.plan.id) if several else output


def _write(
    found: Sequence[Owed],
    files: Sequence[str | None],
    inputs: Sequence[str],
    format_: str,
    as_letter: bool,
) -> None:
    """Each plan's into its file; without files all on standard output, each under its plan's name."""
    made: list[tuple[str | None, str | bytes]] = []
    for each, file in zip(found, files, strict=True):
        text = "" if as_letter else REMINDER_FORMATS[format_](each.reminder)
        if file is None and len(found) > 1:
            text = f"{each.catalogue.targets.plan.name.get(each.reminder.lang)}\n\n{text}"
        made.append((file, each.letter() if as_letter else text))
    if None in files:
        run.put("\n".join(str(content) for _, content in made), None, bom=False, inputs=())
        return
    for file, content in made:
        run.put(content, file, bom=False, inputs=inputs)


def _tell(found: Sequence[Owed], lang: Language, *, as_letter: bool) -> None:
    """What is to be said of figures and of task lists, each once however many plans have it."""
    streams.say(*dict.fromkeys(line for each in found for line in finding_lines(each.findings, lang)))
    streams.say(*dict.fromkeys(line for each in found for line in finding_lines(each.told, lang)))
    if as_letter and any(_leaves_out(each.reminder) for each in found):
        streams.say(say("letter.own_left_out", lang))
    if as_letter:
        streams.say(*dict.fromkeys(line for each in found if (line := _ended(each, lang))))


def _ended(found: Owed, lang: Language) -> str:
    """A line on those that a letter goes to although they had ended when it was written; else ''."""
    asked = found.reminder
    to = (*(unit.unit for unit in addressed(asked)), *(task.body for task in tasks_asked_of_others(asked)))
    bodies = [found.catalogue.bodies[body] for body in dict.fromkeys(to)]
    gone = [b.id for b in bodies if b.valid_to is not None and b.valid_to < found.dates.today]
    names = "; ".join(unit_name(found.catalogue, body, lang) for body in gone)
    return say("letter.ended", lang, bodies=names) if gone else ""


def _leaves_out(asked: Reminder) -> bool:
    """Whether a letter does not say all that the reminder says: nobody urges himself, nor who is above."""
    said = len(addressed(asked)), len(tasks_asked_of_others(asked))
    return said != (len(asked.units), len(asked.tasks))


def _note_sent(found: Owed, today: date) -> str:
    """Note in the receipt that those who owe were reminded; the line that says so."""
    pair, reminder = Pair(Path(found.source), Path(found.source + SUFFIX)), found.reminder
    bodies = [unit.unit for unit in addressed(reminder)]
    with alone_with(pair.metrics, _nobody), alone_with(pair.receipt, _nobody):
        known = receipt_beside(found.source, found.catalogue, reminder.period, needed=True)
        assert known is not None  # noqa: S101  # it was needed
        text = noted(known, reminder.period, bodies, today)
        write_whole(pair.receipt, text.encode("utf-8", "backslashreplace"))
    day, count = day_words(today), len(bodies)
    return say("collection.reminder_noted", reminder.lang, receipt=pair.receipt, day=day, count=count)


def _nobody() -> None:
    """Nobody is told of waiting for a moment."""

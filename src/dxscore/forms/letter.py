"""What is owed as one letter to all who owe, with an annex: who, what, which cell was wrong, how late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from dxscore.forms.arrivals import Timely
from dxscore.forms.missing import Missing, short_words
from dxscore.forms.normalised import Series
from dxscore.forms.reminders import Reminder, receiver, request_key
from dxscore.forms.unit_returns import UnitReturn
from dxscore.forms.written import OFFICE_ALIAS, collecting_office, day_words, row_words, unit_name
from dxscore.model.finding import Finding
from dxscore.model.letter import Letter, LetterRow
from dxscore.model.period import period_inside
from dxscore.model.place import Place
from dxscore.model.tasks import OwedTask
from dxscore.words.names import committee
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible

_COLUMNS: Final = ("number", "body", "what", "wrong", "owed", "late")
_RECIPIENTS_AT_MOST: Final = 8
"""So many stand on the first page above what is asked of them."""
_FAULTS_AT_MOST: Final = 3
_LONGEST_FAULT: Final = 160


class Dates(NamedTuple):
    """The days of a letter.

    Args:
        today: on which it is written.
        due: by which the figures were to come; None where no day was set.
    """

    today: date
    due: date | None = None

    @property
    def late(self) -> int:
        """How many days are past since; 0 before."""
        return 0 if self.due is None else max(0, (self.today - self.due).days)


def letter(asked: Reminder, findings: Iterable[Finding], dates: Dates) -> Letter:
    """One letter to every body that owes.

    Args:
        asked: what is owed by whom, and by which day it is wanted.
        findings: what is wrong in the files: of a row with an error the annex says which cell and why.
        dates: of the letter, and the day that is past.
    """
    lang, catalogue = asked.lang, asked.catalogue
    office = collecting_office(catalogue)
    faults: dict[Place, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.severity == "error":
            faults[finding.place.line].append(finding)
    others = addressed(asked)
    own = next((unit.unit for unit in asked.units if unit not in others), None)
    tasks = [task for task in asked.tasks if task.body != own]
    period = period_inside(asked.period, lang)
    return Letter(
        above=visible(committee(catalogue.targets.plan.place, lang)),
        office=say("letter.to_fill_in", lang) if office is None else visible(office.name.get(lang)),
        symbol=say("letter.symbol_unknown", lang) if office is None else OFFICE_ALIAS,
        subject=say("letter.subject_with_tasks" if tasks else "letter.subject", lang, period=period),
        recipients=_recipients(asked, _bodies(others, tasks)),
        paragraphs=tuple(_paragraphs(asked, dates, others, tasks)),
        annex=say("letter.annex_with_tasks" if tasks else "letter.annex_title", lang, period=period),
        columns=tuple(say_of("letter_column", name, lang) for name in _COLUMNS),
        rows=(
            *(row for unit in others for row in _rows(asked, unit.unit, unit.missing, faults, dates)),
            *(_task_row(asked, task) for task in tasks),
        ),
        day=dates.today,
    )


def _recipients(asked: Reminder, bodies: Iterable[str]) -> tuple[str, ...]:
    """Names of all who are addressed; of many only who stands above, for the annex names everybody."""
    catalogue, lang = asked.catalogue, asked.lang
    every = list(bodies)
    if len(every) <= _RECIPIENTS_AT_MOST:
        return tuple(visible(unit_name(catalogue, body, lang)) for body in every)
    above = [body for body in every if catalogue.bodies[body].kind == "area"]
    named = [visible(unit_name(catalogue, body, lang)) for body in above]
    return (*named, say("letter.in_annex", lang, count=len(every) - len(above)))


def _bodies(others: Iterable[UnitReturn], tasks: Iterable[OwedTask]) -> dict[str, None]:
    """Ids of all that are addressed, each once."""
    return dict.fromkeys((*(unit.unit for unit in others), *(task.body for task in tasks)))


def _task_row(asked: Reminder, task: OwedTask) -> LetterRow:
    lang = asked.lang
    return LetterRow(
        body=visible(unit_name(asked.catalogue, task.body, lang)),
        what=visible(task.title),
        wrong=say_of("task_state", task.state, lang),
        owed=say("letter.task", lang, due="" if task.due is None else day_words(task.due)),
        late=say("letter.days", lang, count=task.days_overdue) if task.days_overdue else "",
    )


def addressed(asked: Reminder) -> tuple[UnitReturn, ...]:
    """The bodies to which it goes: all that owe but the office that writes."""
    return tuple(unit for unit in asked.units if request_key(asked, unit) != "reminder.our_own")


def _paragraphs(
    asked: Reminder, dates: Dates, others: Sequence[UnitReturn], tasks: Sequence[OwedTask]
) -> Iterator[str]:
    """Why it is written, what is asked and by when, and what the annex holds."""
    lang = asked.lang
    plan = visible(asked.catalogue.targets.plan.name.get(lang))
    figures = sum(len(unit.missing) for unit in others)
    period = period_inside(asked.period, lang)
    if not others:
        yield say("reminder.nothing_owed", lang, period=period)
    else:
        due = say("letter.was_due", lang, day=day_words(dates.due)) if dates.due and dates.late else ""
        yield say("letter.why", lang, plan=plan, period=period, count=len(others), figures=figures, due=due)
    if tasks:
        yield say("letter.tasks", lang, count=len(tasks), bodies=len({task.body for task in tasks}))
    if not others:
        return
    day = day_words(asked.before) if asked.before else say("reminder.dots", lang)
    yield say("letter.please", lang, day=day, to=receiver(asked))
    yield say("letter.how", lang)
    yield say("letter.end", lang)


def _rows(
    asked: Reminder,
    body: str,
    missing: Mapping[Series, Missing],
    faults: Mapping[Place, Sequence[Finding]],
    dates: Dates,
) -> Iterator[LetterRow]:
    lang, catalogue = asked.lang, asked.catalogue
    late = _late(asked, body, dates)
    for series, why in missing.items():
        indicator, unit = series
        what = visible(catalogue.indicators[indicator].name.get(lang))
        if asked.expected.is_others(body, series):
            what += say("reminder.of_unit", lang, unit=unit_name(catalogue, unit, lang))
        period = asked.expected.period_of(indicator)
        yield LetterRow(
            body=visible(unit_name(catalogue, body, lang)),
            what=what,
            wrong=_wrong(asked, why, faults),
            owed=say("letter.figure_of", lang, period=period_inside(period, lang)),
            late=late,
        )


def _late(asked: Reminder, body: str, dates: Dates) -> str:
    """'4 ngày, đã nhắc 2 lần'; of one that sent in time that it did; '' where no day is past."""
    if not dates.late:
        return ""
    known = asked.timely.get(body, Timely())
    reminded, in_time = known.reminded, known.days_late == 0
    said = [
        say("letter.in_time", asked.lang) if in_time else say("letter.days", asked.lang, count=dates.late)
    ]
    said += [say("letter.reminded", asked.lang, count=len(reminded))] if reminded else []
    return ", ".join(said)


def _wrong(asked: Reminder, why: Missing, faults: Mapping[Place, Sequence[Finding]]) -> str:
    """What is the matter, then the cells and what stood there."""
    lang: Language = asked.lang
    if why.why == "not_sent":
        return ""
    said = [visible(short_words(asked.catalogue, why, lang))]
    for place in why.places[:_FAULTS_AT_MOST]:
        for finding in faults.get(place.line, ())[:_FAULTS_AT_MOST]:
            message = visible(finding.message.get(lang), _LONGEST_FAULT)
            said.append(say("letter.at", lang, place=finding.place, said=message))
    for item in why.rejected[:_FAULTS_AT_MOST]:
        row = item.observation
        said.append(
            say("letter.at", lang, place=row.place, said=visible(row_words(asked.catalogue, row, lang)))
        )
    return "; ".join(said)

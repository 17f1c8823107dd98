"""What is owed as one letter to all who owe, with an annex: who, what, which cell was wrong, how late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from dxscore.forms.arrivals import Timely
from dxscore.forms.missing import Missing, letter_words
from dxscore.forms.reminders import Reminder, receiver, tone
from dxscore.forms.unit_returns import UnitReturn
from dxscore.forms.written import (
    OFFICE_ALIAS,
    collecting_office,
    day_words,
    row_words,
    unit_inside,
    unit_name,
)
from dxscore.model.letter import Letter, LetterRow
from dxscore.model.period import Period, period_inside
from dxscore.model.place import Place, cell_name, cell_number
from dxscore.model.tasks import OwedTask
from dxscore.words.names import committee
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from dxscore.words.keys import Key

_COLUMNS: Final = ("number", "what", "wrong", "owed", "late")
_RECIPIENTS_AT_MOST: Final = 8
"""So many stand on the first page above what is asked of them."""
_FAULTS_AT_MOST: Final = 3


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


def letter(asked: Reminder, dates: Dates) -> Letter:
    """One letter to every body that owes.

    Args:
        asked: what is owed by whom, and by which day it is wanted.
        dates: of the letter, and the day that is past.
    """
    lang, catalogue = asked.lang, asked.catalogue
    office = collecting_office(catalogue)
    of_place = visible(committee(catalogue.targets.plan.place, lang))
    others, tasks = addressed(asked), tasks_asked_of_others(asked)
    bodies = _bodies(others, tasks)
    period = period_inside(asked.period, lang)
    rows = [
        *(row for unit in others for row in _rows(asked, unit, dates)),
        *(row for body in bodies for row in _task_rows(asked, [t for t in tasks if t.body == body])),
    ]
    places = {visible(unit_name(catalogue, body, lang)): place for place, body in enumerate(bodies)}
    parts = _parts(others, tasks)
    named = [say_of("letter_subject", part, lang, period=period) for part in parts]
    return Letter(
        above="" if office is None else of_place,
        office=of_place if office is None else visible(office.name.get(lang)),
        symbol=say("letter.symbol_unknown", lang) if office is None else OFFICE_ALIAS,
        subject=_enumerated(named, "letter.and", lang),
        recipients=_recipients(asked, bodies),
        paragraphs=tuple(_paragraphs(asked, dates, others, tasks, tuple(bodies))),
        annex="; ".join(say_of("letter_annex", part, lang, period=period) for part in parts),
        columns=tuple(say_of("letter_column", name, lang) for name in _COLUMNS),
        rows=tuple(sorted(rows, key=lambda row: places[row.body])),
        day=dates.today,
        names=tuple(body.name.get(lang) for body in catalogue.assignments.bodies),
    )


def _parts(others: Collection[UnitReturn], tasks: Collection[OwedTask]) -> list[str]:
    """What the letter asks for: figures and forms of the period, then tasks that press."""
    figures = any(unit.missing for unit in others)
    forms = any(unit.tasks_missing is not None for unit in others)
    of_period = {(True, True): "figures_and_forms", (False, True): "forms", (True, False): "figures"}
    parts = [of_period[figures, forms]] if figures or forms else []
    parts += ["tasks"] if tasks else []
    return parts or ["figures"]


def _enumerated(parts: Sequence[str], last: Key, lang: Language) -> str:
    """'a, b and c', with the word that stands before the last."""
    before = ", ".join(parts[:-1])
    return f"{before}{say(last, lang)}{parts[-1]}" if before else parts[-1]


def _recipients(asked: Reminder, bodies: Collection[str]) -> tuple[str, ...]:
    """Names of all who are addressed; of many only who stands above, for the annex names everybody."""
    catalogue, lang = asked.catalogue, asked.lang
    if len(bodies) <= _RECIPIENTS_AT_MOST:
        return tuple(visible(unit_name(catalogue, body, lang)) for body in bodies)
    above = [body for body in bodies if catalogue.bodies[body].kind == "area"]
    named = [visible(unit_name(catalogue, body, lang)) for body in above]
    return (*named, say("letter.in_annex", lang, count=len(bodies) - len(above)))


def _bodies(others: Iterable[UnitReturn], tasks: Iterable[OwedTask]) -> dict[str, None]:
    """Ids of all that are addressed, each once."""
    return dict.fromkeys((*(unit.unit for unit in others), *(task.body for task in tasks)))


def _task_rows(asked: Reminder, tasks: Iterable[OwedTask]) -> Iterator[LetterRow]:
    """One body's tasks, those that are equally late together."""
    lang = asked.lang
    groups: dict[LetterRow, list[str]] = {}
    for task in tasks:
        row = LetterRow(
            body=visible(unit_name(asked.catalogue, task.body, lang)),
            what="",
            wrong=say_of("task_state", task.state, lang),
            owed=say("letter.task", lang, due="" if task.due is None else day_words(task.due)),
            late=say("letter.days", lang, count=task.days_overdue) if task.days_overdue else "",
        )
        groups.setdefault(row, []).append(visible(task.title))
    for row, titles in groups.items():
        yield row._replace(what=_each_on_a_line(titles))


def _each_on_a_line(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else "\n".join(f"- {name}" for name in names)


def addressed(asked: Reminder) -> tuple[UnitReturn, ...]:
    """The bodies to which it goes: all that owe but the office that writes."""
    return tuple(unit for unit in asked.units if tone(asked, unit.unit) != "own")


def tasks_asked_of_others(asked: Reminder) -> tuple[OwedTask, ...]:
    """The tasks that it asks for: neither the writing office's own, nor those of the body above it.

    An office urges nobody above; where that body alone is asked about, the letter is meant for it.
    """
    urged = ("below", "beside") if asked.only is None else ("below", "beside", "above")
    return tuple(task for task in asked.tasks if tone(asked, task.body) in urged)


def _paragraphs(
    asked: Reminder,
    dates: Dates,
    others: Sequence[UnitReturn],
    tasks: Sequence[OwedTask],
    bodies: Sequence[str],
) -> Iterator[str]:
    """Why it is written, what is asked and by when, and what the annex holds."""
    lang = asked.lang
    if not bodies:
        yield say("reminder.nothing_owed", lang, period=period_inside(asked.period, lang))
        return
    who = say("letter.all_of_you", lang)
    if len(bodies) == 1:
        who = visible(unit_inside(asked.catalogue, bodies[0], lang))
    if others:
        yield _why(asked, dates, others, who)
    if tasks:
        several = len({task.body for task in tasks})
        key: Key = "letter.tasks_of_one" if len(bodies) == 1 else "letter.tasks"
        yield say(key, lang, count=len(tasks), bodies=several, who=f"{who[:1].upper()}{who[1:]}")
    day = day_words(asked.before) if asked.before else say("reminder.dots", lang)
    urged = all(tone(asked, body) == "below" for body in bodies)
    what = "both" if others and tasks else "figures" if others else "tasks"
    opening = say_of("letter_asks", "urged" if urged else "kindly", lang, who=who)
    yield say_of("letter_asks", what, lang, please=opening, day=day, to=receiver(asked))
    if any(_was_wrong(unit) for unit in others):
        yield say("letter.how", lang)
    yield say("letter.end", lang, who=who)


def _why(asked: Reminder, dates: Dates, others: Sequence[UnitReturn], who: str) -> str:
    lang, reasons = asked.lang, Counter(each.why for unit in others for each in unit.missing.values())
    counts: Mapping[Key, int] = {
        "letter.figures": reasons.total() - reasons["parts_only"],
        "letter.percentages": reasons["parts_only"],
        "letter.forms": sum(unit.tasks_missing is not None for unit in others),
    }
    missing = [say(key, lang, count=count) for key, count in counts.items() if count]
    return say(
        "letter.why_one" if len(others) == 1 else "letter.why",
        lang,
        plan=visible(asked.catalogue.targets.plan.name.get(lang)),
        period=period_inside(asked.period, lang),
        count=len(others),
        who=visible(unit_inside(asked.catalogue, others[0].unit, lang)) if len(others) == 1 else who,
        missing=_enumerated(missing, "letter.and_what", lang),
        due=say("letter.was_due", lang, day=day_words(dates.due)) if dates.due and dates.late else "",
    )


def _was_wrong(unit: UnitReturn) -> bool:
    """Whether the annex tells of cells that came and were wrong."""
    reasons = (*unit.missing.values(), *([unit.tasks_missing] if unit.tasks_missing else ()))
    return any(reason.rejected or reason.cells for reason in reasons)


def _rows(asked: Reminder, unit: UnitReturn, dates: Dates) -> Iterator[LetterRow]:
    """One body's figures, those together that lack for the same reason; or its form on tasks."""
    lang, catalogue, body = asked.lang, asked.catalogue, unit.unit
    named = visible(unit_name(catalogue, body, lang))
    late = _late(asked, body, dates)
    groups: dict[LetterRow, list[str]] = {}
    for series, why_ in unit.missing.items():
        indicator, of = series
        what = visible(catalogue.indicators[indicator].name.get(lang))
        if asked.expected.is_others(body, series):
            what += say("reminder.of_unit", lang, unit=unit_name(catalogue, of, lang))
        period_ = asked.expected.period_of(indicator)
        owed = say("letter.figure_of", lang, period=period_inside(period_, lang))
        row = LetterRow(named, "", _wrong(asked, why_, period_), owed, late)
        groups.setdefault(row, []).append(what)
    for row, names in groups.items():
        yield row._replace(what=_each_on_a_line(names))
    if unit.tasks_missing is not None:
        why, period = _wrong(asked, unit.tasks_missing, asked.period), period_inside(asked.period, lang)
        owed = say("letter.form_of", lang, period=period, count=len(unit.tasks))
        yield LetterRow(named, say("letter.task_form", lang), why, owed, late)


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


def _wrong(asked: Reminder, why: Missing, period: Period) -> str:
    """What is the matter, then the cells and what stood there, in plain words."""
    lang = asked.lang
    reason = letter_words(asked.catalogue, period, why, lang).removeprefix(" – ")
    if not reason:
        return ""
    said = [visible(reason)]
    for cell in why.cells[:_FAULTS_AT_MOST]:
        place = Place(cell.file, cell.sheet, cell.row or None, cell_number(cell.cell))
        said.append(say("letter.at", lang, place=_place(place, lang), said=cell.said.get(lang)))
    for item in why.rejected[:_FAULTS_AT_MOST]:
        row = item.observation
        figure = visible(row_words(asked.catalogue, row, lang))
        where = _place(row.place, lang)
        said.append(where if figure in said[0] else say("letter.at", lang, place=where, said=figure))
    words = "; ".join(said)
    return f"{words[:1].upper()}{words[1:]}"


def _place(place: Place, lang: Language) -> str:
    """'ô E12, trang “Biểu số liệu”, tệp a.xlsx'; of a text 'dòng 4, tệp a.csv'."""
    file = visible(place.file)
    if place.row is None:
        return say("letter.in_file", lang, file=file)
    if place.sheet is None:
        return say("letter.in_line", lang, row=place.row, file=file)
    cell = str(place.row) if place.cell is None else cell_name(place.cell, place.row)
    key: Key = "letter.in_row" if place.cell is None else "letter.in_cell"
    return say(key, lang, cell=cell, sheet=visible(place.sheet), file=file)

"""What each body still owes, as text to paste into a letter, or as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from dxscore.forms.arrivals import Timely
from dxscore.forms.expected import Expected
from dxscore.forms.form import definition
from dxscore.forms.missing import Missing, letter_words
from dxscore.forms.normalised import Series, series_of
from dxscore.forms.printed import folded
from dxscore.forms.receipt import rejected_rows, whose
from dxscore.forms.returned import Collected
from dxscore.forms.unit_returns import UnitReturn
from dxscore.forms.written import collector_words, day_words, unit_inside, unit_name
from dxscore.model.assignments import COMMITTEES, Body
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period, period_inside
from dxscore.model.reminder import OwedFigure, OwingBody, ReminderList
from dxscore.model.tasks import OwedTask
from dxscore.words.names import owed_words, when_owed
from dxscore.words.say import Language, say
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from dxscore.words.keys import Key

Tone = Literal["own", "below", "beside", "above"]


class Reminder(NamedTuple):
    """What is asked of whom.

    Args:
        expected: whose figures are owed.
        units: those that owe at least one, or what their form asks about tasks.
        only: id of the one that was asked about, where not all were.
        before: the day by which to send; dots are left to fill in where it is not set.
        to: where to send it, in words; None stands for the office that collects.
        lang: language of the text.
        definitions: whether numerator and denominator are explained.
        tasks: what is overdue or due soon, by body, where a task list was given.
        timely: of each body when it sent and was reminded, where a receipt tells.
    """

    expected: Expected
    units: tuple[UnitReturn, ...]
    before: date | None
    to: str | None
    lang: Language
    only: str | None = None
    definitions: bool = False
    tasks: tuple[OwedTask, ...] = ()
    timely: Mapping[str, Timely] = MappingProxyType({})

    @property
    def catalogue(self) -> Catalogue:
        """Whose indicators and units."""
        return self.expected.catalogue

    @property
    def period(self) -> Period:
        """That of the forms."""
        return self.expected.period


def reminder(
    collected: Collected,
    lang: Language,
    before: date | None = None,
    to: str | None = None,
    only: str | None = None,
    definitions: bool = False,
    tasks: tuple[OwedTask, ...] = (),
) -> Reminder:
    """The reminder of a collection, to all bodies that owe or to `only` one."""
    bare = {series_of(row): Missing("parts_only") for row in collected.percentages}
    units = (
        unit._replace(
            missing={**unit.missing, **{each: bare[each] for each in unit.expected if each in bare}}
        )
        for unit in collected.units
        if only in (None, unit.unit)
    )
    owing = tuple(unit for unit in units if unit.owes)
    own = tuple(task for task in tasks if only in (None, task.body))
    return Reminder(collected.expected, owing, before, to, lang, only, definitions, own)


def reminder_text(asked: Reminder) -> str:
    """A paragraph for each body, with its indicators below; then those on tasks."""
    return "\n".join(part for part in (_figures(asked), _tasks(asked)) if part)


def _tasks(asked: Reminder) -> str:
    """A paragraph for each body that has something overdue or due soon."""
    owed: dict[str, list[OwedTask]] = {}
    for task in asked.tasks:
        owed.setdefault(task.body, []).append(task)
    return "\n".join(_tasks_of(asked, body, tasks) for body, tasks in owed.items())


def _tasks_of(asked: Reminder, body: str, tasks: list[OwedTask]) -> str:
    name = _named(asked, body)
    key: Key = _TASK_KEYS[tone(asked, body)]
    lines = [say(key, asked.lang, unit=name, count=len(tasks))]
    groups: dict[object, list[OwedTask]] = {}
    for task in tasks:
        groups.setdefault((task.due, task.state, task.days_overdue), []).append(task)
    numbers = count(1)
    for several in groups.values():
        if len(several) > 1:
            lines.append(f"{_capital(when_owed(several[0], asked.lang))}:")
        for task in several:
            number = next(numbers)
            end = "." if number == len(tasks) else ";"
            words = owed_words(task, asked.lang) if len(several) == 1 else visible(task.title)
            lines.append(f"{number}. {words}{end}")
    return "\n".join(lines) + "\n"


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _figures(asked: Reminder) -> str:
    lang = asked.lang
    if not asked.units:
        period = period_inside(asked.period, lang)
        if asked.only is None:
            return say("reminder.nothing_owed", lang, period=period) + "\n"
        unit = unit_name(asked.catalogue, asked.only, lang)
        return say("reminder.unit_owes_nothing", lang, unit=unit, period=period) + "\n"
    return "\n".join(_paragraph(asked, unit) for unit in asked.units)


def _paragraph(asked: Reminder, unit: UnitReturn) -> str:
    lang = asked.lang
    day = day_words(asked.before) if asked.before else say("reminder.dots", lang)
    name, period = _named(asked, unit.unit), period_inside(asked.period, lang)
    how = tone(asked, unit.unit)
    named = {"unit": name, "period": period, "to": receiver(asked), "day": day}
    lines = []
    if unit.missing:
        what = say("reminder.indicators", lang, count=len(unit.missing))
        lines += [say(_FIGURE_KEYS[how], lang, what=what, **named), *_entries(asked, unit)]
    if unit.tasks_missing is not None:
        why = letter_words(asked.catalogue, asked.period, unit.tasks_missing, lang)
        lines.append(say(_FORM_KEYS[how], lang, count=len(unit.tasks), why=why, **named))
    return "\n".join(lines) + "\n"


def _named(asked: Reminder, body: str) -> str:
    """A body where a paragraph names it: first of all where it writes itself, else within the sentence."""
    named = unit_name if tone(asked, body) == "own" else unit_inside
    return named(asked.catalogue, body, asked.lang)


def _entries(asked: Reminder, unit: UnitReturn) -> Iterator[str]:
    """The figures, numbered, under the reason that several of them have in common."""
    groups: dict[str, list[Series]] = {}
    for series, missing in unit.missing.items():
        period = asked.expected.period_of(series[0])
        groups.setdefault(letter_words(asked.catalogue, period, missing, asked.lang), []).append(series)
    numbers = count(1)
    for reason, several in sorted(groups.items(), key=lambda group: group[0] != ""):
        if reason and len(several) > 1:
            words = reason.removeprefix(" – ").replace(": ", ", ")  # one colon a line
            yield f"{_capital(words)}:"
        for series in several:
            number = next(numbers)
            end = "." if number == len(unit.missing) else ";"
            yield f"{number}. {_owed(asked, unit.unit, series)}{reason if len(several) == 1 else ''}{end}"


def receiver(asked: Reminder) -> str:
    """Where figures are to be sent, in words: as asked; or the office that collects; or the committee."""
    return asked.to or collector_words(asked.catalogue, asked.lang)


def tone(asked: Reminder, unit: str) -> Tone:
    """How the body may be asked: one may urge those below, but neither equals nor those above."""
    body = asked.catalogue.bodies[unit]
    to = folded(receiver(asked._replace(lang="vi")))
    names = (body.name.vi, body.name.en, *body.aliases, unit_name(asked.catalogue, body.id, "vi"))
    if to in map(folded, names):
        return "own"
    if _may_be_urged(body):
        return "below"
    return "above" if body.kind == "area" else "beside"


_FIGURE_KEYS: Final[Mapping[Tone, Key]] = {
    "own": "reminder.our_own",
    "below": "reminder.please_below",
    "beside": "reminder.please_beside",
    "above": "reminder.please_above",
}
_FORM_KEYS: Final[Mapping[Tone, Key]] = {
    "own": "reminder.form_own",
    "below": "reminder.form_below",
    "beside": "reminder.form_beside",
    "above": "reminder.form_beside",
}
_TASK_KEYS: Final[Mapping[Tone, Key]] = {
    "own": "reminder.tasks_own",
    "below": "reminder.tasks_below",
    "beside": "reminder.tasks_beside",
    "above": "reminder.tasks_beside",
}


def _may_be_urged(body: Body) -> bool:
    """Whether it is a unit below: offices are equals, and the place itself is above."""
    return body.kind == "hamlet" or (body.kind in COMMITTEES and body.kind != "area")


def _owed(asked: Reminder, body: str, series: Series) -> str:
    indicator, unit = series
    lang, described, period = (
        asked.lang,
        asked.catalogue.indicators[indicator],
        asked.expected.period_of(indicator),
    )
    named = described.name.get(lang)
    if asked.expected.is_others(body, series):
        named += say("reminder.of_unit", lang, unit=unit_name(asked.catalogue, unit, lang))
    if period != asked.period:
        named += say("reminder.of_period", lang, period=period_inside(period, lang))
    explained = asked.definitions and described.measure == "share"
    words = f" ({'; '.join(definition(described, lang)[:2])})" if explained else ""
    return f"{named}{words}"


def reminder_json(asked: Reminder) -> str:
    """One object; bodies in the catalogue's order."""
    return reminder_list(asked).to_json()


def reminder_list(asked: Reminder) -> ReminderList:
    """Who owes what, as values; bodies in the catalogue's order."""
    return ReminderList(
        plan=asked.catalogue.targets.plan.id,
        period=str(asked.period),
        before=asked.before,
        bodies=tuple(_body(asked, unit) for unit in asked.units),
        tasks=asked.tasks,
    )


def _body(asked: Reminder, unit: UnitReturn) -> OwingBody:
    owed = (
        OwedFigure(
            **whose(asked.expected, unit.unit, series),
            name=asked.catalogue.indicators[series[0]].name.get(asked.lang),
            reason=missing.why,
            cells=missing.cells,
            left_out=rejected_rows(asked.catalogue, missing.rejected),
        )
        for series, missing in unit.missing.items()
    )
    return OwingBody(
        reporting_unit=unit.unit,
        name=unit_name(asked.catalogue, unit.unit, asked.lang),
        sent=unit.sent,
        status=unit.status,
        expected=len(unit.expected),
        owes=tuple(owed),
        tasks_asked=len(unit.tasks),
        tasks_told=unit.told,
        tasks_missing=None if unit.tasks_missing is None else unit.tasks_missing.why,
        tasks_cells=() if unit.tasks_missing is None else unit.tasks_missing.cells,
        **asked.timely.get(unit.unit, Timely())._asdict(),
    )


REMINDER_FORMATS: dict[str, Callable[[Reminder], str]] = {"table": reminder_text, "json": reminder_json}
"""The choices of `--format`."""

"""What one unit's form contains: its indicators by pillar, in words, with its last figures beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple, get_args

from dxscore.forms.asked_of import asked_of
from dxscore.forms.expected import Expected
from dxscore.forms.normalised import Series, series_of
from dxscore.forms.stamp import Stamp, stamp
from dxscore.forms.task_form import TaskLine
from dxscore.forms.written import day_words, figure_words, unit_name
from dxscore.model.catalogue import Indicator, Pillar
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period, ReportingCalendar, period_words
from dxscore.model.territory import how_many, months_of
from dxscore.words.say import Language, say, say_of

FormColumn = Literal[
    "number",
    "indicator",
    "name",
    "definition",
    "unit",
    "period",
    "previous",
    "numerator",
    "denominator",
    "value",
    "evidence",
    "note",
    "closed_on",
]
COLUMNS: Final[tuple[FormColumn, ...]] = get_args(FormColumn)
# Between the lines of one cell, where a file has none.
DEFINITION_MARK: Final = " | "
_MONTHS_OF_A_QUARTER: Final = 3
FIGURES: Final[tuple[FormColumn, ...]] = ("numerator", "denominator", "value")
INPUTS: Final[tuple[FormColumn, ...]] = (*FIGURES, "evidence", "note", "closed_on")


class FormLine(NamedTuple):
    """One indicator of a form.

    Args:
        indicator: what is asked for.
        unit: id of the unit whose figure it is.
        period: the time that it has to cover.
        previous: the unit's newest figure from before, where there is one.
        taken_on: the day of that figure, where it was taken before its period closed.
    """

    indicator: Indicator
    unit: str
    period: Period
    previous: Observation | None = None
    taken_on: date | None = None

    @property
    def asked(self) -> tuple[FormColumn, ...]:
        """The columns that are filled in. A share is asked for by its parts; its value only says 'none'."""
        return INPUTS if self.indicator.measure == "share" else INPUTS[2:]


class SendBack(NamedTuple):
    """Where a form is to be sent.

    Args:
        to: the office, or its address, in words; '' where nobody says.
        due: the day by which; None where no day was set.
    """

    to: str = ""
    due: date | None = None


class Form(NamedTuple):
    """One body's form for one period.

    Args:
        catalogue: what it was made from.
        unit: id of the body that is asked.
        period: that of the form; an indicator that is asked less often may want a longer one.
        sections: what it is asked for under its pillars, in the order of print; no pillar is empty.
        tasks: the tasks and documents that it is asked about, on a sheet of their own.
        send: to whom and by when it is to be sent back.
    """

    catalogue: Catalogue
    unit: str
    period: Period
    sections: tuple[tuple[Pillar, tuple[FormLine, ...]], ...]
    tasks: tuple[TaskLine, ...] = ()
    send: SendBack = SendBack()

    @property
    def stamp(self) -> Stamp:
        """How the form is recognised when it comes back."""
        return stamp(self.unit, str(self.period), self.catalogue.sha256)

    @property
    def file_stem(self) -> str:
        """The file's name without its suffix: ids only."""
        return f"{self.unit}_{self.period}"


def form(expected: Expected, body: str, earlier: Iterable[Observation] = ()) -> Form:
    """The form of one body.

    Args:
        expected: which figures it is asked for.
        body: id of a body; one that is asked for none of them has no sections.
        earlier: observations of any units and periods; beside each figure that is asked for stands the unit's
            newest one taken before its period closes.
    """
    catalogue = expected.catalogue
    known: dict[Series, list[Observation]] = defaultdict(list)
    for observation in earlier:
        known[series_of(observation)].append(observation)
    lines: dict[str, list[FormLine]] = defaultdict(list)
    for series in expected.of.get(body, ()):
        indicator = catalogue.indicators[series[0]]
        lines[indicator.pillar].append(_line(expected, series, known[series]))
    sections = [(pillar, tuple(lines[pillar.id])) for pillar in catalogue.targets.pillars if lines[pillar.id]]
    return Form(catalogue, body, expected.period, tuple(sections))


def _line(expected: Expected, series: Series, earlier: Iterable[Observation]) -> FormLine:
    calendar = expected.catalogue.targets.plan.reporting_calendar
    indicator, period = expected.catalogue.indicators[series[0]], expected.period_of(series[0])
    closed = [o for o in earlier if o.closes(calendar) < period.closes(calendar)]
    previous = max(closed, key=lambda o: o.closes(calendar), default=None)
    if previous is None or previous.closes(calendar) == previous.period.closes(calendar):
        return FormLine(indicator, series[1], period, previous)
    return FormLine(indicator, series[1], period, previous, previous.closed_on)


def covered(built: Form) -> tuple[date, date]:
    """The first and last day of which the form asks: of a body that ended meanwhile, to the end of its life.

    One that ended before, and is asked all the same, is asked for the whole period: others answer for it.
    """
    calendar = built.catalogue.targets.plan.reporting_calendar
    body = built.catalogue.bodies.get(built.unit)
    opens, ends = built.period.opens(calendar), None if body is None else body.valid_to
    meanwhile = ends if ends is not None and ends >= opens else None
    return opens, _last_day(built.period, calendar, meanwhile)


def headers(lang: Language) -> dict[FormColumn, str]:
    """The header row in one language: what the reader of metrics files understands, or knows to pass over."""
    return {column: say_of("form_column", column, lang) for column in COLUMNS}


def _last_day(period: Period, calendar: ReportingCalendar, ends: date | None) -> date:
    """The last day that a figure of the period can speak of: its close, or the end of its unit's life."""
    closes = period.closes(calendar)
    return closes if ends is None else min(closes, ends)


def time_asked(
    indicator: Indicator,
    period: Period,
    calendar: ReportingCalendar,
    lang: Language,
    ends: date | None = None,
) -> str | None:
    """Which time the figure has to cover, in words; None where the catalogue does not say.

    A count is asked for from the first to the last day of its period, a state as it is on the last; of a
    unit whose life `ends` within it, to that day.
    """
    opens, closes = day_words(period.opens(calendar)), day_words(_last_day(period, calendar, ends))
    if indicator.over_time == "flow":
        if period.first_month == 1 and how_many(months_of(period)) > _MONTHS_OF_A_QUARTER:
            return say("form.since_new_year", lang, opens=opens, closes=closes)
        return say("form.in_period", lang, opens=opens, closes=closes)
    return None if indicator.over_time is None else say("form.on_day", lang, day=closes)


def name_words(built: Form, line: FormLine, lang: Language) -> str:
    """The indicator's name; whose figure it is below, where the body is asked for another's."""
    name = line.indicator.name.get(lang)
    if line.unit == built.unit:
        return name
    return f"{name}\n{say('form.figure_of', lang, unit=unit_name(built.catalogue, line.unit, lang))}"


def definition(indicator: Indicator, lang: Language) -> tuple[str, ...]:
    """What is to be counted, one sentence a line."""
    lines = []
    if indicator.measure == "yes_no":
        lines.append(say("form.answer_with_evidence" if indicator.needs_evidence else "form.answer", lang))
    elif indicator.measure != "share":
        lines.append(say("form.rank" if indicator.measure == "rank" else "form.number", lang))
    for name in ("numerator", "denominator", "excludes", "counted_in"):
        text = getattr(indicator, name)
        if text is not None:
            lines.append(say_of("form", name, lang, text=text.get(lang)))
    return tuple(lines)


def definition_words(built: Form, line: FormLine, lang: Language) -> tuple[str, ...]:
    """Which time is meant, what is to be counted, and what a target asks beside a number by a year's end."""
    calendar = built.catalogue.targets.plan.reporting_calendar
    unit = built.catalogue.bodies.get(line.unit)
    time = time_asked(line.indicator, line.period, calendar, lang, None if unit is None else unit.valid_to)
    asked = asked_of(built.catalogue, line.indicator, line.unit, line.period, lang)
    return (*([] if time is None else [time]), *definition(line.indicator, lang), *asked)


def previous_words(line: FormLine, lang: Language) -> tuple[str, ...]:
    """The last figure and its period; nothing where there is none."""
    if line.previous is None:
        return ()
    figure = figure_words(line.previous, line.indicator, lang)
    period = period_words(line.previous.period, lang)
    return (
        (figure, period)
        if line.taken_on is None
        else (figure, period, say("form.taken_on", lang, day=day_words(line.taken_on)))
    )


def choices(indicator: Indicator, lang: Language) -> Sequence[str]:
    """What the value column offers for choice, 'không áp dụng' where the catalogue allows it."""
    not_applicable = [say("form.not_applicable", lang)] if indicator.may_not_apply else []
    if indicator.measure == "yes_no":
        return [say("form.yes", lang), say("form.no", lang), *not_applicable]
    if indicator.measure == "share":
        return [say("form.nothing_arose", lang), *not_applicable]
    return []


def fixed_cells(built: Form, line: FormLine, lang: Language) -> dict[FormColumn, str]:
    """The cells of one row that are filled in already."""
    return {
        "indicator": line.indicator.id,
        "name": name_words(built, line, lang),
        "definition": "\n".join(definition_words(built, line, lang)),
        "unit": line.unit,
        "period": str(line.period),
        "previous": "\n".join(previous_words(line, lang)),
    }

"""What one unit's form contains: its indicators by pillar, in words, with its last figures beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple, get_args

from dxscore.forms.stamp import Stamp, stamp
from dxscore.forms.written import day_words, figure_words
from dxscore.model.catalogue import Indicator, Pillar
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period, ReportingCalendar, period_words
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
FIGURES: Final[tuple[FormColumn, ...]] = ("numerator", "denominator", "value")
INPUTS: Final[tuple[FormColumn, ...]] = (*FIGURES, "evidence", "note", "closed_on")


class Line(NamedTuple):
    """One indicator of a form.

    Args:
        indicator: what is asked for.
        previous: the unit's newest figure from before, where there is one.
        taken_on: the day of that figure, where it was taken before its period closed.
    """

    indicator: Indicator
    previous: Observation | None = None
    taken_on: date | None = None

    @property
    def asked(self) -> tuple[FormColumn, ...]:
        """The columns that are filled in. A share is asked for by its parts; its value only says 'none'."""
        return INPUTS if self.indicator.measure == "share" else INPUTS[2:]


class Form(NamedTuple):
    """One unit's form for one period.

    Args:
        catalogue: what it was made from.
        unit: id of the reporting unit.
        period: the time that it asks about.
        sections: the unit's indicators under their pillars, in the order of print; no pillar is empty.
    """

    catalogue: Catalogue
    unit: str
    period: Period
    sections: tuple[tuple[Pillar, tuple[Line, ...]], ...]

    @property
    def stamp(self) -> Stamp:
        """How the form is recognised when it comes back."""
        return stamp(self.unit, str(self.period), self.catalogue.sha256)

    @property
    def file_stem(self) -> str:
        """The file's name without its suffix: ids only."""
        return f"{self.unit}_{self.period}"


def reporting_units(catalogue: Catalogue) -> tuple[str, ...]:
    """Ids of all bodies that report at least one indicator, in the catalogue's order."""
    reporting = {unit for indicator in catalogue.indicators for unit in catalogue.reporting_units(indicator)}
    return tuple(body for body in catalogue.bodies if body in reporting)


def reported_by(catalogue: Catalogue, unit: str) -> tuple[str, ...]:
    """Ids of the indicators that `unit` reports, in the order of print."""
    return tuple(i for i in catalogue.indicators if unit in catalogue.reporting_units(i))


def form(catalogue: Catalogue, unit: str, period: Period, earlier: Iterable[Observation] = ()) -> Form:
    """The form of one unit.

    Args:
        catalogue: whose indicators it asks for.
        unit: id of a body that reports at least one of them.
        period: the time it asks about.
        earlier: observations of any units and periods; the unit's newest one taken before this period
            closes stands beside each indicator.
    """
    calendar = catalogue.targets.plan.reporting_calendar
    newest = _newest(catalogue, unit, period, earlier)
    own = set(reported_by(catalogue, unit))
    sections = []
    for pillar in catalogue.targets.pillars:
        indicators = (i for i in catalogue.targets.indicators if i.pillar == pillar.id and i.id in own)
        lines = tuple(_line(i, newest.get(i.id), calendar) for i in indicators)
        if lines:
            sections.append((pillar, lines))
    return Form(catalogue, unit, period, tuple(sections))


def _line(indicator: Indicator, previous: Observation | None, calendar: ReportingCalendar) -> Line:
    if previous is None or previous.closes(calendar) == previous.period.closes(calendar):
        return Line(indicator, previous)
    return Line(indicator, previous, previous.closed_on)


def _newest(
    catalogue: Catalogue, unit: str, period: Period, earlier: Iterable[Observation]
) -> dict[str, Observation]:
    calendar = catalogue.targets.plan.reporting_calendar
    closes = period.closes(calendar)
    newest: dict[str, Observation] = {}
    for observation in earlier:
        if observation.reporting_unit != unit or observation.closes(calendar) >= closes:
            continue
        known = newest.get(observation.indicator)
        if known is None or observation.closes(calendar) > known.closes(calendar):
            newest[observation.indicator] = observation
    return newest


def headers(lang: Language) -> dict[FormColumn, str]:
    """The header row in one language: what the reader of metrics files understands, or knows to pass over."""
    return {column: say_of("form_column", column, lang) for column in COLUMNS}


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


def previous_words(line: Line, lang: Language) -> tuple[str, ...]:
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
    """What the value column offers for choice; nothing for a number or a rank."""
    if indicator.measure == "yes_no":
        return [say("form.yes", lang), say("form.no", lang), say("form.not_applicable", lang)]
    if indicator.measure == "share":
        return [say("form.nothing_arose", lang), say("form.not_applicable", lang)]
    return []


def fixed_cells(built: Form, line: Line, lang: Language) -> dict[FormColumn, str]:
    """The cells of one row that are filled in already."""
    return {
        "indicator": line.indicator.id,
        "name": line.indicator.name.get(lang),
        "definition": "\n".join(definition(line.indicator, lang)),
        "unit": built.unit,
        "period": str(built.period),
        "previous": "\n".join(previous_words(line, lang)),
    }

"""Results, units' own figures, gaps and findings put into words: the one row that every format shows.

A line holds what it speaks of (`result`, `figure`, `gap`, `finding`) and says each part of it when that is
first asked for, so that a format pays only for what it prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from dxscore.model.catalogue import Indicator
from dxscore.model.figures import exact_value
from dxscore.model.finding import Finding
from dxscore.model.period import Period, PeriodKind, first_months, period_inside, written_period
from dxscore.model.scorecard import Gap, Remark, Result, Span, Status, UnitResult, WaiverRef
from dxscore.report.naming import LESS, SIGN, Names, target_words, written_bounds, yes_no
from dxscore.words.columns import COLUMN_NAMES
from dxscore.words.numbers import day, distinct, number, percent
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible

NO_FIGURE = "–"


@dataclass(frozen=True, eq=False)
class FigureLine:
    """A figure held against a target: of the whole, or of one unit.

    Args:
        names: of the catalogue, in one language.
        result: whose target it is held against.
        figure: the result itself, or one unit's figure in it.
    """

    names: Names
    result: Result
    figure: Result | UnitResult

    @property
    def indicator(self) -> Indicator:
        """What is measured."""
        return self.names.catalogue.indicators[self.result.indicator]

    @property
    def status(self) -> Status:
        """The verdict's key."""
        return self.figure.status

    @property
    def sign(self) -> str:
        """The verdict's mark, for the screen."""
        return SIGN[self.figure.status]

    @cached_property
    def verdict(self) -> str:
        """The verdict in words."""
        return say_of("status", self.figure.status, self.names.lang)

    @cached_property
    def exact(self) -> Fraction | None:
        """The figure itself; None where there is none."""
        return exact_value(self.figure)

    @cached_property
    def bounds(self) -> tuple[str, ...]:
        """The threshold's numbers as the catalogue writes them."""
        return written_bounds(self.result.target)

    @cached_property
    def amount(self) -> str:
        """The figure without its parts: '65,2%'; '–' where there is none."""
        lang = self.names.lang
        if self.exact is None:
            return NO_FIGURE
        if self.indicator.measure == "yes_no":
            return yes_no(self.exact, lang)
        if self.indicator.unit_of_measure == "percent":
            return percent(self.exact, [Fraction(bound) for bound in self.bounds], lang)
        return number(self.figure.value or Decimal(0), lang)

    @cached_property
    def parts(self) -> str:
        """Numerator and denominator: '9.787/15.010'; '' where they are not known."""
        above, below = self.figure.numerator, self.figure.denominator
        if above is None or below is None:
            return ""
        return f"{number(above, self.names.lang)}/{number(below, self.names.lang)}"

    @cached_property
    def value(self) -> str:
        """The figure with its parts: '65,2% (9.787/15.010)'; '–' where there is none."""
        if self.exact is None:
            return f"({self.parts})" if self.parts else NO_FIGURE
        if self.indicator.unit_of_measure == "percent" and self.parts:
            return f"{self.amount} ({self.parts})"
        return self.amount

    @cached_property
    def covers(self) -> str:
        """The time of the figure, as it stands in a sentence: 'năm 2025', 'Quý IV/2025'; '' where none."""
        if self.figure.span is not None:
            return span_words(self.figure.span, self.names.lang)
        if self.figure.period is None:
            return ""
        return period_inside(written_period(self.figure.period), self.names.lang)

    @cached_property
    def time(self) -> str:
        """'số liệu 6 tháng đầu năm 2025' where the figure is not of the target's own year; else ''."""
        return self._time()

    def _time(self) -> str:
        span, year = self.figure.span, str(self.result.target.by)
        own = self.figure.period == year
        if span is not None:
            own = (span.from_, span.to, span.months) == (f"{year}-01", f"{year}-12", 12)
        if own or not self.covers or (self.exact is None and not self.parts):
            return ""
        return self.names.say("report.figures_of", period=self.covers)

    @cached_property
    def gap(self) -> str:
        """What is missing, in points and in counts, or why nothing can be said; '' where nothing is."""
        return self._gap(self.figure)

    @cached_property
    def shortfall(self) -> str:
        """The same; of a unit's old figure the period is not said where it is not known."""
        unit = isinstance(self.figure, UnitResult)
        if self.figure.reason == "stale" and unit and self.figure.period is None:
            return self.names.say("official.stale")
        return self.gap

    def _gap(self, figure: Result | UnitResult) -> str:
        if figure.status in ("met", "not_applicable"):
            return ""
        if figure.waiver is not None:
            return self._waived(figure, figure.waiver)
        lang = self.names.lang
        if figure.reason is not None:
            period, year = figure.period or self.result.period, self.result.target.by
            return say_of("reason", figure.reason, lang, period=period, year=year)
        if isinstance(figure, Result) and not figure.value and self.indicator.judged_on == "each":
            return self.names.say("report.units_failing", count=figure.gap_count)
        if figure.gap is None:
            return say_of("status", figure.status, lang)
        on_it = self._remark("on_strict_threshold")
        if figure.gap == 0 and figure.gap_count is None:  # nothing that could be counted is missing
            return on_it
        said = self._missing(figure, figure.gap)
        strict = isinstance(figure, Result) and "on_strict_threshold" in figure.remarks
        return f"{said} ({on_it})" if strict else said

    def _waived(self, figure: Result | UnitResult, waiver: WaiverRef) -> str:
        """What would be missing, and until when and by which document nobody is held to it."""
        missing = self._gap(figure.model_copy(update={"waiver": None}))
        until = day(waiver.until, self.names.lang)
        document, reason = visible(waiver.document), visible(waiver.reason)
        waived = self.names.say("report.waived_until", day=until, document=document, reason=reason)
        bare = say_of("status", "waived", self.names.lang)
        return waived if missing == bare else f"{missing}; {waived}"

    def _missing(self, figure: Result | UnitResult, gap: Decimal) -> str:
        say, lang, count = self.names.say, self.names.lang, figure.gap_count
        if self.indicator.measure == "rank":
            return say("report.places_away", count=number(gap if count is None else count, lang))
        counted = "" if count is None else self._counted(count)
        points = ""
        if self.indicator.unit_of_measure == "percent" and gap:
            unlike = [Fraction(0), *(Fraction(bound) for bound in self.bounds)]
            points = f"{distinct(Fraction(gap), unlike, lang)} {say('report.points')}"
        elif not counted:
            points = number(gap, lang)
        missing = "; ".join(part for part in (points, counted) if part)
        if self._is_too_much():
            return say("report.over", missing=missing)
        return say("report.short", missing=missing)

    def _is_too_much(self) -> bool:
        """Whether the figure lies above what is asked for: above a limit, a band or an exact number."""
        if self.result.target.comparator not in ("exactly", "between"):
            return self.result.target.comparator in LESS
        return self.exact is not None and self.exact > Fraction(self.bounds[-1])

    def _counted(self, count: int) -> str:
        """A count with its noun: '7 hồ sơ'."""
        said, counted_in = number(count, self.names.lang), self.indicator.counted_in
        if not counted_in:
            return said
        noun = visible(counted_in.get(self.names.lang))
        return self.names.say("report.counted", count=said, noun=noun)

    def _remark(self, remark: Remark) -> str:
        """A remark in words; the comparator's own where it speaks of a strict threshold."""
        comparator, lang = self.result.target.comparator, self.names.lang
        strict = comparator in ("more_than", "less_than")
        strictly = say_of("strictly", comparator, lang) if strict else ""
        figure = self.figure
        closes = "" if figure.closes is None else day(figure.closes, lang)
        months, of = (figure.span.months, figure.span.of) if figure.span else (0, 0)
        said = {"strictly": strictly, "closes": closes, "months": months, "of": of}
        return say_of("remark", remark, lang, **said)


@dataclass(frozen=True, eq=False)
class UnitLine(FigureLine):
    """One unit's own figure."""

    figure: UnitResult

    @property
    def id(self) -> str:
        """Id of the unit."""
        return self.figure.reporting_unit

    @cached_property
    def time(self) -> str:
        """As of the whole, and only where the unit's figure is of another time than the whole's."""
        whole = FigureLine(self.names, self.result, self.result)
        return "" if self.covers == whole.covers else self._time()

    @cached_property
    def unit(self) -> str:
        """Name of the unit."""
        return self.names.body(self.figure.reporting_unit)


@dataclass(frozen=True, eq=False)
class ResultLine(FigureLine):
    """The verdict on one target.

    Args:
        one_of_several: whether the scorecard has other results of this indicator.
    """

    figure: Result
    one_of_several: bool = False

    @property
    def id(self) -> str:
        """Id of the indicator."""
        return self.result.indicator

    @cached_property
    def name(self) -> str:
        """Name of the indicator."""
        return self.names.indicator(self.result.indicator)

    @cached_property
    def dated_name(self) -> str:
        """The name, with the target's year where there are several."""
        return f"{self.name} ({self.by})" if self.one_of_several else self.name

    @property
    def by(self) -> int:
        """When the target falls due."""
        return self.result.target.by

    @cached_property
    def threshold(self) -> str:
        """The target without its year: 'Trên 80%'."""
        return target_words(self.indicator, self.result.target.comparator, self.bounds, self.names.lang)

    @cached_property
    def target(self) -> str:
        """The target as the plan has it, with its year where that tells it apart."""
        if self.result.target.every:
            year = f" ({self.by})" if self.one_of_several else ""
            return f"{self.threshold}, {self.names.say('report.every_year')}{year}"
        return self.threshold if self.result.due else f"{self.threshold} ({self.by})"

    @cached_property
    def verdict(self) -> str:
        """The verdict in words, with what is uncertain or not due about it."""
        result, lang = self.result, self.names.lang
        words = say_of("status", result.status, lang)
        if result.exceeded:
            words = say_of("status", "below_limit" if self.is_limit else "exceeded", lang)
        if result.provisional:
            words += f" ({say_of('status', 'provisional', lang)})"
        if not result.due and result.status in ("no_data", "not_assessable"):
            words += f" ({self.names.say('report.not_due')})"
        return words

    @property
    def is_limit(self) -> bool:
        """Whether the target is a limit, of which exceeding it would be the fault."""
        return self.result.target.comparator in LESS and self.indicator.measure != "rank"

    @cached_property
    def figures(self) -> str:
        """The value with its coverage, time and remarks, which are never shown without each other."""
        said, coverage = [self.value], self.result.coverage
        if coverage.expected > 1:
            said.append(self.coverage)
        return "; ".join([*said, *([self.time] if self.time else []), *self.remarks])

    @cached_property
    def coverage(self) -> str:
        """'14/15 đơn vị, 1 không áp dụng': units that reported, of those that should have."""
        coverage, say = self.result.coverage, self.names.say
        units = say("report.units_of", reported=coverage.reported, expected=coverage.expected)
        if not coverage.not_applicable:
            return units
        return f"{units}, {say('report.not_applicable', count=len(coverage.not_applicable))}"

    @cached_property
    def remarks(self) -> list[str]:
        """What to know beside the verdict; that a strict threshold was only reached is said with the gap."""
        return [self._remark(r) for r in self.result.remarks if r != "on_strict_threshold"]

    @cached_property
    def all_remarks(self) -> list[str]:
        """The same with all that there are."""
        return [self._remark(remark) for remark in self.result.remarks]

    @cached_property
    def lead(self) -> str:
        """Names of the lead bodies, with a * after those that are inferred."""
        return self.names.lead(self.result.lead)

    @cached_property
    def lead_in_words(self) -> str:
        """The same for texts that have no asterisks."""
        return self.names.lead_in_words(self.result.lead)

    @cached_property
    def coordinating(self) -> str:
        """Names of the coordinating bodies."""
        return "; ".join(self.names.owners(self.result.coordinating))

    @cached_property
    def missing_units(self) -> str:
        """Names of the units without a usable figure."""
        return self.names.bodies(self.result.coverage.missing)

    @cached_property
    def units(self) -> tuple[UnitLine, ...]:
        """Each unit's own figure, where several report."""
        return tuple(UnitLine(self.names, self.result, unit) for unit in self.result.units)

    @cached_property
    def unit_of(self) -> dict[str, UnitLine]:
        """The same by the unit's id."""
        return {unit.id: unit for unit in self.units}


@dataclass(frozen=True, eq=False)
class GapLine:
    """One target, or one unit's share of it, that is not satisfied.

    Args:
        gap: what is missing and whose it is.
        result: the line of the target.
        figure: the line of the figure that falls short: the result itself, or one unit's of it.
    """

    gap: Gap
    result: ResultLine
    figure: FigureLine

    @property
    def id(self) -> str:
        """Id of the indicator."""
        return self.gap.indicator

    @property
    def unit(self) -> str:
        """Name of the unit whose own gap it is; '' where it is the whole's."""
        unit = self.gap.reporting_unit
        return self.result.names.body(unit) if unit else ""

    @cached_property
    def lead(self) -> str:
        """Names of the lead bodies, with a * after those that are inferred."""
        return self.result.names.lead(self.gap.lead)

    @cached_property
    def coordinating(self) -> str:
        """Names of the coordinating bodies."""
        return "; ".join(self.result.names.owners(self.gap.coordinating))


@dataclass(frozen=True, eq=False)
class FindingLine:
    """One fault in a file.

    Args:
        finding: what was found.
        lang: of its words.
    """

    finding: Finding
    lang: Language

    @cached_property
    def place(self) -> str:
        """FILE:ROW:CELL; in a workbook FILE:Sheet1!D12."""
        return str(self.finding.place)

    @property
    def code(self) -> str:
        """The code, which never changes."""
        return self.finding.code

    @cached_property
    def severity(self) -> str:
        """How heavy it is, in words."""
        return say_of("severity", self.finding.severity, self.lang)

    @cached_property
    def column(self) -> str:
        """What people call the column of which it speaks; '' where it speaks of none."""
        return column_words(self.finding.column, self.lang) if self.finding.column else ""

    @cached_property
    def message(self) -> str:
        """What is wrong."""
        return visible(self.finding.message.get(self.lang))

    @cached_property
    def about(self) -> str:
        """What is wrong, the column of which it speaks in front."""
        return f"{self.column}: {self.message}" if self.column else self.message

    @cached_property
    def remedy(self) -> str:
        """What to do."""
        return visible(self.finding.remedy.get(self.lang))

    @cached_property
    def advice(self) -> str:
        """What is wrong and what to do, on one line in which nothing acts or hides, without the place."""
        return visible(f"{self.about}; {self.remedy}")


def span_words(span: Span, lang: Language) -> str:
    """The months that a figure covers: a period's name where they are one, else from when to when."""
    year, first, last = int(span.from_[:4]), int(span.from_[5:]), int(span.to[5:])
    period = _period_of(year, first, last) if span.months == last - first + 1 else None
    if period is not None:
        return period_inside(period, lang)
    return say("report.months", lang, first=first, last=last, year=year, months=span.months)


def _period_of(year: int, first: int, last: int) -> Period | None:
    """The period from one month to another, both included, where it has a name."""
    if first == 1:
        return first_months(year, last)
    kinds: tuple[PeriodKind, ...] = ("half", "quarter", "month")
    own = (Period(kind, year, number) for kind in kinds for number in range(1, 13))
    return next((p for p in own if (p.first_month, p.last_month) == (first, last)), None)


def column_words(column: str, lang: Language) -> str:
    """What people call a column of figures; any other column, or path of keys, is shown as it is."""
    named = COLUMN_NAMES.get(column)
    return visible(column) if named is None else named[0] if lang == "vi" else named[1]


def gap_lines(gaps: Sequence[Gap], results: Sequence[ResultLine]) -> tuple[GapLine, ...]:
    """A line for each gap, beside the line of the result that it was taken from."""
    by_target = {(line.id, line.by): line for line in reversed(results)}
    return tuple(gap_line(gap, by_target[gap.indicator, gap.target_by]) for gap in gaps)


def gap_line(gap: Gap, result: ResultLine) -> GapLine:
    """The line of one gap."""
    return GapLine(gap, result, result.unit_of.get(gap.reporting_unit or "", result))

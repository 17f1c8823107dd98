"""A figure held against a target, put into words: value, verdict, time, and what is missing.

The base of the lines of results and units (`lines`): all formats say these parts alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from dxscore.model.catalogue import Comparator, Indicator
from dxscore.model.figures import exact_value
from dxscore.model.period import Period, PeriodKind, first_months, period_inside, written_period
from dxscore.model.scorecard import (
    HeldAgainst,
    Remark,
    Result,
    Span,
    UnitResult,
    UnitVerdict,
    WaiverRef,
)
from dxscore.report.naming import (
    LESS,
    SIGN,
    Names,
    difference_sign,
    first_units,
    unit_sign,
    written,
    written_bounds,
    yes_no,
)
from dxscore.report.rule_words import limit_words
from dxscore.words.names import inside
from dxscore.words.numbers import day, distinct, number, percent
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible

NO_FIGURE = "–"
UNITS_NAMED_AT_MOST = 5


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
    def status(self) -> UnitVerdict:
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
        held = self._held
        return written_bounds(self.result.target) if held is None else written(held.threshold)

    @property
    def _held(self) -> HeldAgainst | None:
        """What the figure is held against, where that is not the number of the target itself."""
        if isinstance(self.figure, UnitResult):
            return self.figure.held
        rule = self.result.target.rule
        return None if rule is None else rule.held

    @property
    def comparator(self) -> Comparator:
        """How the figure is compared."""
        return self.result.target.comparator if self._held is None else self._held.comparator

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
        field = "" if self.indicator.of is None else f"/{self.indicator.of}"
        return f"{number(self.figure.value or Decimal(0), lang)}{field}{unit_sign(self.indicator)}"

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
        span, year = self.figure.span, self.result.target.due_by
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

    def _unconfirmed(self, figure: Result | UnitResult) -> str:
        """What is missing before one knows that a due target is met; '' where nothing is."""
        if not isinstance(figure, Result) or not (figure.provisional and figure.falls_due):
            return ""
        missing = self.names.missing(figure, in_sentence=True)
        if missing:
            return self.names.say("report.unconfirmed_units", units=self._some(missing))
        open_: tuple[Remark, ...] = ("not_whole_span", "closed_early")
        said = "; ".join(self._remark(remark) for remark in open_ if remark in figure.remarks)
        return self.names.say("report.unconfirmed", why=said)

    def _gap(self, figure: Result | UnitResult) -> str:
        if figure.status in ("met", "not_applicable", "counted") and figure.reason != "part_of_sum":
            unconfirmed = self._unconfirmed(figure) if figure.status == "met" else ""
            return unconfirmed or self._to_next_level(figure)
        if figure.waiver is not None:
            return self._waived(figure, figure.waiver)
        lang = self.names.lang
        if figure.reason is not None:
            period, year = self._period_words(figure), self.result.target.due_by
            return say_of("reason", figure.reason, lang, period=period, year=year)
        if isinstance(figure, Result) and not figure.value and self.indicator.judged_on == "each":
            return self.names.say("report.units_failing", count=figure.gap_count)
        if figure.gap is None:
            return self._without_amount(figure)
        on_it = self._remark("on_strict_threshold")
        if figure.gap == 0 and figure.gap_count is None:  # nothing that could be counted is missing
            return on_it
        said = self._missing(figure, figure.gap)
        strict = isinstance(figure, Result) and "on_strict_threshold" in figure.remarks
        return f"{said} ({on_it})" if strict else said

    def _period_words(self, figure: Result | UnitResult) -> str:
        """The period of a figure in words: 'Quý IV/2025'."""
        period = figure.period or self.result.period
        if period is None or period.isdigit():
            return period or ""
        return period_inside(written_period(period), self.names.lang)

    def _without_amount(self, figure: Result | UnitResult) -> str:
        """What is missing where no number says it: something to do, or a share that is not known."""
        if self.comparator == "done":
            return self.names.say("report.not_done")
        if isinstance(figure, Result) and "settled_by_percentages" in figure.remarks:
            bare = [unit for unit in figure.units if unit.value is not None and unit.denominator is None]
            units = self._some([inside(self.names.body(u.reporting_unit), self.names.lang) for u in bare])
            return self.names.say("report.by_percentages", units=units)
        return say_of("status", figure.status, self.names.lang)

    def _some(self, named: Sequence[str]) -> str:
        return first_units(named, UNITS_NAMED_AT_MOST, self.names.lang)

    def _to_next_level(self, figure: Result | UnitResult) -> str:
        """Of a target with levels, what is missing to the next one; '' where there is none."""
        level = figure.level
        if figure.status != "met" or level is None or level.next is None or level.gap is None:
            return ""
        wanted = figure.model_copy(update={"gap_count": level.gap_count})
        missing, name = self._missing(wanted, level.gap), visible(level.next.get(self.names.lang))
        return self.names.say("rule.to_level", level=name, missing=missing)

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
            points = f"{number(gap, lang)}{difference_sign(self.indicator, lang)}"
        missing = "; ".join(part for part in (points, counted) if part)
        if self._is_too_much():
            return say("report.over", missing=missing)
        return say("report.short", missing=missing)

    def _is_too_much(self) -> bool:
        """Whether the figure lies above what is asked for: above a limit, a band or an exact number."""
        if self.comparator not in ("exactly", "between"):
            return self.comparator in LESS
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
        comparator, lang = self.comparator, self.names.lang
        strict = comparator in ("more_than", "less_than")
        strictly = say_of("strictly", comparator, lang) if strict else ""
        figure = self.figure
        closes = "" if figure.closes is None else day(figure.closes, lang)
        months, of = (figure.span.months, figure.span.of) if figure.span else (0, 0)
        if remark == "not_whole_span" and months == of:  # together they have all months, and not each of them
            return self.names.say("report.units_without_months")
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
    def own_threshold(self) -> str:
        """What it is held against where that is not the number of the target: 'tối đa 13,9%'; else ''."""
        held = self.figure.held
        return "" if held is None else limit_words(self.names, self.indicator, held)

    @cached_property
    def shortfall(self) -> str:
        """What is missing, beside the unit's own threshold where it has one."""
        said = super().shortfall
        own = self.own_threshold
        return f"{said} ({own})" if said and own and self.figure.reason is None else said

    @cached_property
    def unit(self) -> str:
        """Name of the unit."""
        return self.names.body(self.figure.reporting_unit)


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

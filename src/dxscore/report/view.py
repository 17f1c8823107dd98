"""A scorecard with what is needed to put it into words: every format speaks through this."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from dxscore.model.catalogue import Comparator, Indicator
from dxscore.model.figures import exact_value
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Gap, Owner, Remark, Result, Scorecard, UnitResult, WaiverRef
from dxscore.report.words import (
    BELOW_LIMIT,
    COMPARATOR,
    EXCEEDED,
    LESS,
    PROVISIONAL,
    REASON,
    REMARK,
    STATUS,
    STRICT,
    YES_NO,
    phrase,
    pick,
)
from dxscore.words.names import inside
from dxscore.words.numbers import day, distinct, number, percent
from dxscore.words.say import Language
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from dxscore.model.history import History
    from dxscore.model.observation import Observation


class View(NamedTuple):
    """One scorecard as somebody wants to see it.

    Args:
        scorecard: what was found.
        catalogue: names, nouns and owners.
        lang: language of everything that people read.
        width: columns available to text that is drawn.
        colour: whether to write terminal colours.
        all_units: list every lagging unit, not only the worst.
        history: earlier figures of the indicators, for the documents that show them.
        observations: the rows as read, for the documents that list them.
        root: folder that absolute file names are made relative to, for services that know a checkout only.
    """

    scorecard: Scorecard
    catalogue: Catalogue
    lang: Language = "vi"
    width: int = 100
    colour: bool = False
    all_units: bool = False
    history: tuple[History, ...] = ()
    observations: tuple[Observation, ...] = ()
    root: str = ""

    def say(self, name: str, *values: object) -> str:
        """A phrase in the view's language."""
        return phrase(name, self.lang, *values)

    def indicator(self, result: Result | Gap) -> Indicator:
        """The indicator of a result."""
        return self.catalogue.indicators[result.indicator]

    def body(self, body: str) -> str:
        """Name of a body or group."""
        return visible(self.catalogue.name(body).get(self.lang))

    def bodies(self, bodies: tuple[str, ...]) -> str:
        """Names of several, in their order."""
        return "; ".join(self.body(body) for body in bodies)

    def status(self, result: Result | UnitResult) -> str:
        """The verdict in words."""
        words = pick(STATUS[result.status], self.lang)
        if isinstance(result, Result) and result.exceeded:
            limit = result.target.comparator in LESS and self.indicator(result).measure != "rank"
            words = pick(BELOW_LIMIT if limit else EXCEEDED, self.lang)
        if isinstance(result, Result) and result.provisional:
            words += f" ({pick(PROVISIONAL, self.lang)})"
        if isinstance(result, Result) and not result.due and result.status in ("no_data", "not_assessable"):
            words += f" ({self.say('not_due')})"
        return words

    def target(self, result: Result) -> str:
        """The target in words, as the plan has it: 'Trên 80%'; with its year where that tells it apart."""
        words = target_words(
            self.indicator(result), result.target.comparator, written_bounds(result), self.lang
        )
        if result.target.every:
            same = sum(other.indicator == result.indicator for other in self.scorecard.results)
            year = f" ({result.target.by})" if same > 1 else ""
            return f"{words}, {self.say('every_year')}{year}"
        return words if result.due else f"{words} ({result.target.by})"

    def value(self, result: Result, figure: Result | UnitResult) -> str:
        """A figure in words, with its parts: '65,2% (9.787/15.010)'; '–' where there is none."""
        indicator, exact = self.indicator(result), exact_value(figure)
        parts = ""
        if figure.numerator is not None and figure.denominator is not None:
            parts = f"({number(figure.numerator, self.lang)}/{number(figure.denominator, self.lang)})"
        if exact is None:
            return parts or "–"
        if indicator.measure == "yes_no":
            return pick(YES_NO[exact == 1], self.lang)
        if indicator.unit_of_measure != "percent":
            return number(figure.value or Decimal(0), self.lang)
        bounds = [Fraction(bound) for bound in written_bounds(result)]
        return f"{percent(exact, bounds, self.lang)} {parts}".rstrip()

    def figures(self, result: Result) -> str:
        """The value with its coverage and remarks, which are never shown without each other."""
        said = [self.value(result, result)]
        coverage = result.coverage
        if coverage.expected > 1:
            said.append(self.say("units_of", coverage.reported, coverage.expected))
        return "; ".join([*said, *self.remarks(result)])

    def remarks(self, result: Result, all_: bool = False) -> list[str]:
        """What to know beside the verdict; that a strict threshold was only reached is said with the gap."""
        return [self._remark(result, r) for r in result.remarks if all_ or r != "on_strict_threshold"]

    def _remark(self, result: Result, remark: Remark) -> str:
        """A remark in words; the comparator's own where it tells of a strict threshold."""
        strict = STRICT.get(result.target.comparator)
        return pick(REMARK[remark], self.lang).format(strict and pick(strict, self.lang))

    def gap(self, result: Result, figure: Result | UnitResult | Gap) -> str:
        """What is missing, in points and in counts, or why nothing can be said."""
        if figure.status in ("met", "not_applicable"):
            return ""
        if isinstance(figure, Result | UnitResult) and figure.waiver is not None:
            return self._waived(result, figure, figure.waiver)
        if figure.reason is not None:
            period = getattr(figure, "period", None) or result.period
            return pick(REASON[figure.reason], self.lang).format(period=period)
        indicator = self.indicator(result)
        if isinstance(figure, Result) and not figure.value and indicator.judged_on == "each":
            return self.say("unit_failing" if figure.gap_count == 1 else "units_failing", figure.gap_count)
        if figure.gap is None:
            return pick(STATUS[figure.status], self.lang)
        on_it = self._remark(result, "on_strict_threshold")
        if figure.gap == 0 and figure.gap_count is None:  # nothing that could be counted is missing
            return on_it
        said = self._missing(result, figure, figure.gap)
        strict = isinstance(figure, Result) and "on_strict_threshold" in figure.remarks
        return f"{said} ({on_it})" if strict else said

    def _waived(self, result: Result, figure: Result | UnitResult, waiver: WaiverRef) -> str:
        """What would be missing, and until when and by which document nobody is held to it."""
        missing = self.gap(result, figure.model_copy(update={"waiver": None}))
        words = (visible(waiver.document), visible(waiver.reason))
        waived = self.say("waived_until", day(waiver.until, self.lang), *words)
        return waived if missing == pick(STATUS["waived"], self.lang) else f"{missing}; {waived}"

    def _missing(self, result: Result, figure: Result | UnitResult | Gap, gap: Decimal) -> str:
        indicator, count = self.indicator(result), figure.gap_count
        if indicator.measure == "rank":
            places = count if count is not None else gap
            return self.say("place_away" if places == 1 else "places_away", number(places, self.lang))
        counted = "" if count is None else self._counted(indicator, count)
        points = ""
        if indicator.unit_of_measure == "percent" and gap:
            unlike = [Fraction(0), *(Fraction(bound) for bound in written_bounds(result))]
            points = f"{distinct(Fraction(gap), unlike, self.lang)} {self.say('points')}"
        elif not counted:
            points = number(gap, self.lang)
        phrase_ = "over" if self._is_too_much(result, figure) else "short"
        return self.say(phrase_, "; ".join(part for part in (points, counted) if part))

    def _is_too_much(self, result: Result, figure: Result | UnitResult | Gap) -> bool:
        """Whether the figure lies above what is asked for: above a limit, a band or an exact number."""
        if result.target.comparator not in ("exactly", "between"):
            return result.target.comparator in LESS
        exact = exact_value(self.figure_of(figure) if isinstance(figure, Gap) else figure)
        return exact is not None and exact > Fraction(written_bounds(result)[-1])

    def _counted(self, indicator: Indicator, count: int) -> str:
        """A count with its noun: '7 hồ sơ'."""
        said = number(count, self.lang)
        noun = visible(indicator.counted_in.get(self.lang)) if indicator.counted_in else ""
        return self.say("counted_one" if count == 1 else "counted", said, noun) if noun else said

    def lead(self, result: Result | Gap) -> str:
        """Names of the lead bodies, with a * where they are inferred from tasks; `owners` explains it."""
        marked = [self.body(o.body) + ("*" if o.basis == "inferred" else "") for o in result.lead]
        return "; ".join(marked) or self.say("no_lead")

    def lead_in_words(self, result: Result | Gap, in_sentence: bool = False) -> str:
        """The same for official texts, which have no asterisks: 'Phòng Nội vụ (suy ra từ nhiệm vụ)'."""
        ground = f" ({self.say('inferred_from_tasks')})"
        names = [inside(name, self.lang) if in_sentence else name for name in self.names(result.lead)]
        inferred = [owner.basis == "inferred" for owner in result.lead]
        if names and all(inferred):  # said once of all
            return "; ".join(names) + ground
        said = [name + ground * own for name, own in zip(names, inferred, strict=True)]
        return "; ".join(said) or self.say("no_lead")

    def names(self, owners: Iterable[Owner]) -> list[str]:
        """Names of owners, without the ground on which they are."""
        return [self.body(owner.body) for owner in owners]

    def lead_is_inferred(self, result: Result | Gap) -> bool:
        """Whether no document ties one of the lead bodies to the indicator."""
        return any(owner.basis == "inferred" for owner in result.lead)

    def result_of(self, gap: Gap) -> Result:
        """The result that a gap was taken from."""
        return next(
            result
            for result in self.scorecard.results
            if result.indicator == gap.indicator and result.target.by == gap.target_by
        )

    def figure_of(self, gap: Gap) -> Result | UnitResult:
        """The figure that falls short: the whole result's, or one unit's of it."""
        result = self.result_of(gap)
        units = {unit.reporting_unit: unit for unit in result.units}
        return units.get(gap.reporting_unit or "", result)


def target_words(indicator: Indicator, comparator: Comparator, bounds: Sequence[str], lang: Language) -> str:
    """A comparator and its numbers in words, as the indicator's kind of number asks."""
    form: str = comparator
    if indicator.measure == "rank" and comparator == "at_most":
        form = "rank_at_most"
    elif indicator.measure == "share" and comparator == "at_least" and Decimal(bounds[0]) == 100:
        form = "all"
    elif comparator == "done" and indicator.needs_evidence:
        form = "done_with_evidence"
    sign = "%" if indicator.unit_of_measure == "percent" else ""
    return pick(COMPARATOR[form], lang).format(*(number(Decimal(bound), lang) + sign for bound in bounds))


def written_bounds(result: Result) -> tuple[str, ...]:
    """The threshold's numbers as the catalogue writes them."""
    threshold = result.target.threshold
    if threshold is None:
        return ()
    return (threshold,) if isinstance(threshold, str) else threshold

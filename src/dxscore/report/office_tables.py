"""The rows of the Word report's tables: pillars, the annex of targets, the annex of units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dxscore.model.figures import exact_value
from dxscore.model.scorecard import Counts, Gap, Result
from dxscore.report.closing_day import closing_day
from dxscore.report.groups import grouped_gaps
from dxscore.report.narrative import in_scope, indicator_name, named, pillar_name, pillar_words, shortfall
from dxscore.report.office_words import UNIT_OF_MEASURE, capitalised, roman, say
from dxscore.report.view import View, written_bounds
from dxscore.report.words import YES_NO, pick
from dxscore.words.numbers import number, percent

LISTED_AT_MOST = 12
NAMED_IN_A_CELL = 3
NO_FIGURE = "–"


@dataclass(frozen=True, slots=True)
class PillarRow:
    """Counts of one pillar, or of all. The verdicts counted are those of the targets in question."""

    name: str
    targets: int
    not_due: int
    due: int
    met: int
    missed: int
    no_data: int
    not_assessable: int
    not_applicable: int
    waived: int


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target in the annex, every cell in words."""

    number: int
    id: str
    name: str
    unit_of_measure: str
    target: str
    value: str
    parts: str
    period: str
    closed_on: str
    achievement: str
    verdict: str
    lead: str
    remark: str


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """The annex rows of one pillar under its Roman numeral."""

    numeral: str
    title: str
    rows: tuple[TargetRow, ...]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What one reporting unit still owes: figures, and results."""

    number: int
    name: str
    missing: tuple[str, ...]
    behind: tuple[str, ...]


def pillar_rows(view: View) -> tuple[PillarRow, ...]:
    """Counts of every pillar, then of the whole run."""
    scope = in_scope(view.scorecard.results)
    rows = [
        _pillar_row(pillar_name(view, pillar.id), pillar, [r for r in scope if r.pillar == pillar.id])
        for pillar in view.scorecard.pillars
    ]
    return (*rows, _pillar_row(say("total", view.lang), view.scorecard.summary, scope))


def _pillar_row(name: str, counts: Counts, scope: Sequence[Result]) -> PillarRow:
    verdicts = Counter(result.status for result in scope)
    return PillarRow(
        name=name,
        targets=counts.targets,
        not_due=counts.targets - counts.due,
        due=counts.due,
        met=verdicts["met"],
        missed=verdicts["missed"],
        no_data=verdicts["no_data"],
        not_assessable=verdicts["not_assessable"],
        not_applicable=verdicts["not_applicable"],
        waived=verdicts["waived"],
    )


def target_groups(view: View) -> tuple[TargetGroup, ...]:
    """The annex of targets: rows are numbered through, groups by pillar."""
    groups, before = [], 0
    for place, pillar in enumerate(view.scorecard.pillars, start=1):
        own = [result for result in view.scorecard.results if result.pillar == pillar.id]
        rows = tuple(_target_row(view, result, before + row) for row, result in enumerate(own, start=1))
        counts = pillar_words(view, pillar)
        groups.append(TargetGroup(roman(place), f"{pillar_name(view, pillar.id)} ({counts})", rows))
        before += len(own)
    return tuple(groups)


def _target_row(view: View, result: Result, place: int) -> TargetRow:
    return TargetRow(
        number=place,
        id=result.indicator,
        name=indicator_name(view, result),
        unit_of_measure=pick(UNIT_OF_MEASURE[view.indicator(result).unit_of_measure], view.lang),
        target=view.target(result),
        value=value_words(view, result),
        parts=_parts(view, result),
        period=result.period or NO_FIGURE,
        closed_on=closing_day(view, result),
        achievement=_achievement(view, result),
        verdict=view.status(result),
        lead=view.lead_in_words(result),
        remark=_remark(view, result),
    )


def value_words(view: View, result: Result) -> str:
    """The figure without its parts, '–' where there is none."""
    exact, indicator = exact_value(result), view.indicator(result)
    if exact is None:
        return NO_FIGURE
    if indicator.measure == "yes_no":
        return pick(YES_NO[exact == 1], view.lang)
    if indicator.unit_of_measure == "percent":
        return percent(exact, [Fraction(bound) for bound in written_bounds(result)], view.lang)
    return number(result.value or Decimal(0), view.lang)


def _parts(view: View, result: Result) -> str:
    if result.numerator is None or result.denominator is None:
        return NO_FIGURE
    return f"{number(result.numerator, view.lang)}/{number(result.denominator, view.lang)}"


def _achievement(view: View, result: Result) -> str:
    if result.achievement is None:
        return NO_FIGURE
    return percent(100 * Fraction(result.achievement), [], view.lang)


def _remark(view: View, result: Result) -> str:
    """Gap or reason, who is missing, and what else to know."""
    said = [view.gap(result, result)]
    coverage = result.coverage
    if coverage.expected > 1 and 0 < coverage.reported < coverage.expected:
        units = view.say("units_of", coverage.reported, coverage.expected)
        missing = view.say("missing_units", named(view, coverage.missing, NAMED_IN_A_CELL))
        said.append(f"{units}, {missing}")
    said += view.remarks(result)
    return capitalised("; ".join(part for part in said if part))


def unit_rows(view: View) -> tuple[UnitRow, ...]:
    """Units that owe figures or fall short of targets in question, in the catalogue's order."""
    scope = {(r.indicator, r.target.by) for r in in_scope(view.scorecard.results)}
    rows: list[UnitRow] = []
    for name, gaps in grouped_gaps(view, "unit").items():
        own = [gap for gap in gaps if (gap.indicator, gap.target_by) in scope]
        missing = [gap for gap in own if gap.status in ("no_data", "not_assessable") and _is_owed(gap)]
        behind = [gap for gap in own if gap.status in ("missed", "pending")]
        if missing or behind:
            rows.append(UnitRow(len(rows) + 1, name, _listed(view, missing), _listed(view, behind)))
    return tuple(rows)


def _is_owed(gap: Gap) -> bool:
    """Whether a figure could still come: where nothing arose there is none to send."""
    return gap.reason != "zero_denominator"


def _listed(view: View, gaps: Sequence[Gap]) -> tuple[str, ...]:
    lines = [
        f"- {indicator_name(view, gap)}: {shortfall(view, view.result_of(gap), view.figure_of(gap))}"
        for gap in gaps[:LISTED_AT_MOST]
    ]
    rest = len(gaps) - len(lines)
    if rest > 0:
        lines.append(say("more_items", view.lang, rest))
    return tuple(lines) or (NO_FIGURE,)  # a cell of a Word table has to hold a paragraph

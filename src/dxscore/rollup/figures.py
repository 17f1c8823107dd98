"""Counted groups -> the figures of each indicator, unit and period."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import PurePath
from typing import NamedTuple

from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.rollup.plan import CountingPlan, Outcome
from dxscore.rollup.tally import Tally


class Figures(NamedTuple):
    """What was counted.

    Args:
        observations: a row for each indicator, unit and period.
        counted: how many records were counted.
        rejected: how many were not, by code of the finding.
        strays: how many records fit an indicator that their unit does not report, by indicator and unit.
        passed_on: how many records of a unit count for the one that took it over, by both.
    """

    observations: tuple[Observation, ...]
    counted: int
    rejected: dict[str, int]
    strays: dict[tuple[str, str], int]
    passed_on: dict[tuple[str, str], int]


class _Sum:
    """A numerator and a denominator on their way."""

    def __init__(self) -> None:
        self.numerator = self.denominator = 0


def figures(plan: CountingPlan, tally: Tally) -> Figures:
    """The figures of all records of `tally`.

    A unit with records in a period has a figure for each indicator that it reports, if only 0 of 0: that none
    arose. A unit without any has none, for whether it had cases is not known.
    """
    sums: dict[tuple[str, str, Period], _Sum] = {}
    rejected = Counter(tally.rejected)
    strays: Counter[tuple[str, str]] = Counter()
    passed_on: Counter[tuple[str, str]] = Counter()
    counted = 0
    for group, count in tally.groups.items():
        outcome = plan.outcome(group)
        if outcome.fault or outcome.period is None:
            rejected[outcome.fault] += count
            continue
        counted += count
        _add(sums, plan, outcome, outcome.period, count)
        for indicator in outcome.strays:
            strays[indicator, outcome.unit] += count
        if outcome.named != outcome.unit:
            passed_on[outcome.named, outcome.unit] += count
    observations = tuple(_observation(plan, *key, total) for key, total in sums.items())
    return Figures(
        observations,
        counted,
        dict(sorted(rejected.items())),
        dict(sorted(strays.items())),
        dict(sorted(passed_on.items())),
    )


def _add(
    sums: dict[tuple[str, str, Period], _Sum],
    plan: CountingPlan,
    outcome: Outcome,
    period: Period,
    count: int,
) -> None:
    for indicator in plan.reports(outcome.unit):
        sums.setdefault((indicator, outcome.unit, period), _Sum())
    for part in outcome.parts:
        total = sums[part.indicator, outcome.unit, period]
        total.denominator += count
        total.numerator += count if part.counts else 0


def _observation(plan: CountingPlan, indicator: str, unit: str, period: Period, total: _Sum) -> Observation:
    """One row. A share has both parts; a number is how many records met all conditions."""
    share = plan.catalogue.indicators[indicator].measure == "share"
    numerator, denominator = Decimal(total.numerator), Decimal(total.denominator)
    calendar = plan.catalogue.targets.plan.reporting_calendar
    cut = plan.until is not None and plan.until < period.closes(calendar)
    return Observation(
        indicator,
        unit,
        period,
        numerator=numerator if share else None,
        denominator=denominator if share else None,
        value=None if share else numerator,
        evidence=f"{PurePath(plan.counts.file).name} sha256:{plan.counts.sha256[:16]}",
        closed_on=plan.until if cut else None,
    )

"""OpenMetrics text, for a dashboard. What is not known has no sample: never 0, never NaN.

Samples carry no time of their own (what collects the file from disk refuses them); the day of judgement is
a metric. Only the form that both OpenMetrics and the older Prometheus text share is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal
from fractions import Fraction

from dxscore.model.scorecard import STATUSES, Result, UnitResult
from dxscore.report.naming import written_bounds
from dxscore.report.view import View
from dxscore.words.numbers import PLACES_AT_MOST, number, places_apart
from dxscore.words.runner_lines import without_commands
from dxscore.words.visible import visible

Labels = dict[str, str]
Sample = tuple[Labels, Decimal | int]
_BOUND = {"at_least": "low", "more_than": "low", "at_most": "high", "less_than": "high", "exactly": "exact"}


@dataclass(frozen=True, slots=True)
class Family:
    """One metric: its name (which ends with its unit, where it has one), what it says, its samples."""

    name: str
    help: str
    samples: Iterator[Sample]
    unit: str = ""

    def lines(self) -> Iterator[str]:
        """The metric's block."""
        yield f"# TYPE {self.name} gauge"
        if self.unit:
            yield f"# UNIT {self.name} {self.unit}"
        yield f"# HELP {self.name} {escape(self.help)}"
        for labels, value in self.samples:
            said = ",".join(
                f'{name}="{escape(without_commands(visible(text)))}"' for name, text in labels.items()
            )
            series = f"{self.name}{{{said}}}" if said else self.name
            yield f"{series} {Decimal(value):f}"


def openmetrics_text(view: View) -> str:
    """What every target and every unit has and misses, counts of findings and of rows left out, the day.

    Where nothing could be judged, the counts alone.
    """
    lines = [line for family in _families(view) for line in family.lines()]
    return "\n".join([*lines, "# EOF"]) + "\n"


def escape(text: str) -> str:
    """`text` for a label's value or a help line."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


def _families(view: View) -> Iterator[Family]:
    yield Family(
        "dxscore_target_status",
        view.say("metric.status"),
        _statuses(view),
    )
    yield Family(
        "dxscore_target_value",
        view.say("metric.value"),
        _values(view, "value"),
    )
    yield Family(
        "dxscore_target_threshold",
        view.say("metric.threshold"),
        _thresholds(view),
    )
    yield Family(
        "dxscore_target_gap",
        view.say("metric.gap"),
        _values(view, "gap"),
    )
    yield Family(
        "dxscore_target_gap_count",
        view.say("metric.gap_count"),
        _values(view, "gap_count"),
    )
    yield from _of_units(view)
    yield Family(
        "dxscore_target_coverage_ratio",
        view.say("metric.coverage"),
        _coverage(view),
        unit="ratio",
    )
    yield Family(
        "dxscore_findings",
        view.say("metric.findings"),
        _findings(view),
    )
    if view.scorecard.rejected is not None:
        yield Family(
            "dxscore_rejected_rows",
            view.say("metric.rejected"),
            iter([({}, view.scorecard.rejected)]),
        )
    if view.scorecard.as_of is None:  # nothing could be judged
        return
    midnight = datetime.combine(view.scorecard.day, time(), UTC)
    yield Family(
        "dxscore_as_of_timestamp_seconds",
        view.say("metric.as_of"),
        iter([({}, int(midnight.timestamp()))]),
        unit="seconds",
    )


def _of_units(view: View) -> Iterator[Family]:
    """Each unit's own figures. Of its status only the one that holds: units by statuses would be too many."""
    yield Family("dxscore_unit_status", view.say("metric.unit_status"), _unit_statuses(view))
    yield Family("dxscore_unit_value", view.say("metric.unit_value"), _unit_values(view, "value"))
    yield Family("dxscore_unit_gap", view.say("metric.unit_gap"), _unit_values(view, "gap"))
    yield Family("dxscore_unit_gap_count", view.say("metric.unit_gap_count"), _unit_values(view, "gap_count"))


def _units(view: View) -> Iterator[tuple[Labels, UnitResult]]:
    for result in view.scorecard.results:
        for unit in result.units:
            yield {**_labels(view, result), "reporting_unit": unit.reporting_unit}, unit


def _unit_statuses(view: View) -> Iterator[Sample]:
    for labels, unit in _units(view):
        yield {**labels, "status": unit.status}, 1


def _unit_values(view: View, name: str) -> Iterator[Sample]:
    for labels, unit in _units(view):
        value: Decimal | int | None = getattr(unit, name)
        if value is not None:
            yield labels, value


def _labels(view: View, result: Result) -> Labels:
    """Ids only: a series must not change its name with the language."""
    labels = {
        "plan": view.scorecard.plan,
        "indicator": result.indicator,
        "pillar": result.pillar,
        "target_by": result.target.due_by,
    }
    return labels if result.reporting_unit is None else labels | {"reporting_unit": result.reporting_unit}


def _statuses(view: View) -> Iterator[Sample]:
    for result in view.scorecard.results:
        for status in STATUSES:
            yield {**_labels(view, result), "status": status}, int(result.status == status)


def _values(view: View, name: str) -> Iterator[Sample]:
    for result in view.scorecard.results:
        value: Decimal | int | None = getattr(result, name)
        if value is not None:
            yield _labels(view, result), value


def _thresholds(view: View) -> Iterator[Sample]:
    for result in view.scorecard.results:
        bounds = written_bounds(result.target)
        sides = ("low", "high") if len(bounds) > 1 else (_BOUND.get(result.target.comparator, ""),)
        for side, bound in zip(sides, bounds, strict=False):
            yield {**_labels(view, result), "bound": side}, Decimal(bound)


def _coverage(view: View) -> Iterator[Sample]:
    for result in view.scorecard.results:
        coverage = result.coverage
        if coverage.expected:
            ratio = Fraction(coverage.reported, coverage.expected)
            places = places_apart([ratio], (Fraction(0), Fraction(1)), 4)
            places = PLACES_AT_MOST if places is None else max(places, 4)
            yield _labels(view, result), Decimal(number(ratio, "en", places))


def _findings(view: View) -> Iterator[Sample]:
    counted = view.scorecard.counted
    by_severity = {"error": counted.errors, "warning": counted.warnings, "note": counted.notes}
    for severity, count in by_severity.items():
        yield {"severity": severity}, count

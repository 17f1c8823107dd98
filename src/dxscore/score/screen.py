"""Checks that need more than one cell: within a row, and between rows and files (DX3xx)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from dxscore.model.base import Text
from dxscore.model.catalogue import Indicator
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import ReportingCalendar
from dxscore.model.rules import rows
from dxscore.score.figures import lacks_evidence
from dxscore.score.placed import finding_on, order, place_of
from dxscore.score.select import Key, Usable


class Screened(NamedTuple):
    """What may be scored, and what was found wrong between rows."""

    usable: Usable
    findings: tuple[Finding, ...]


def screen(catalogue: Catalogue, observations: Sequence[Observation]) -> Screened:
    """Leave out rows that cannot be true, join rows that say the same, mark rows that contradict.

    Rows may come in any order: the findings and what is kept depend on file and row numbers alone.
    """
    findings: list[Finding] = []
    by_key: dict[Key, list[Observation]] = defaultdict(list)
    for observation in sorted(observations, key=order):
        fault = _row_fault(catalogue.indicators[observation.indicator], observation)
        if fault is not None:
            findings.append(fault)
            continue
        findings.extend(_row_remarks(catalogue, observation))
        by_key[observation.indicator, observation.reporting_unit, observation.period].append(observation)
    contradicted: set[Key] = set()
    kept: dict[str, list[Observation]] = defaultdict(list)
    for key, same in by_key.items():
        observation, faults = _one_of(same, catalogue.targets.plan.reporting_calendar)
        kept[key[0]].append(observation)
        findings.extend(faults)
        if any(fault.severity == "error" for fault in faults):
            contradicted.add(key)
    usable = Usable({name: tuple(items) for name, items in kept.items()}, frozenset(contradicted))
    findings.extend(_totals_against_units(catalogue, usable))
    return Screened(usable, tuple(findings))


def _row_fault(indicator: Indicator, observation: Observation) -> Finding | None:
    """What makes the row impossible by itself."""
    numerator, denominator, value = observation.numerator, observation.denominator, observation.value
    if numerator is not None and denominator is not None and numerator > denominator:
        counted_in = indicator.counted_in or Text(vi="đối tượng", en="items")
        return finding_on(
            rows.PART_OVER_WHOLE,
            observation,
            "numerator",
            numerator=numerator,
            denominator=denominator,
            counted_in=counted_in,
        )
    if value is None:
        return None
    if indicator.measure == "share" and not 0 <= value <= 100:
        return finding_on(rows.SHARE_OUT_OF_RANGE, observation, "value", value=value)
    low, high = indicator.minimum, indicator.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        bounds = f"{'…' if low is None else low}–{'…' if high is None else high}"
        return finding_on(rows.VALUE_OUT_OF_RANGE, observation, "value", value=value, range=bounds)
    return None


def _row_remarks(catalogue: Catalogue, observation: Observation) -> Iterator[Finding]:
    indicator = catalogue.indicators[observation.indicator]
    if lacks_evidence(indicator, observation):
        yield finding_on(rows.NO_EVIDENCE, observation, "evidence")
    pooled = indicator.measure == "share" and indicator.judged_on == "pooled"
    whole = observation.reporting_unit == catalogue.total_unit(indicator.id)
    if pooled and not whole and len(catalogue.reporting_units(indicator.id)) > 1 and lacks_parts(observation):
        yield finding_on(rows.NOT_POOLABLE, observation, "value")


def lacks_parts(observation: Observation) -> bool:
    """Whether only a percentage is known, not what it is a percentage of."""
    return observation.denominator is None and observation.value is not None


def _one_of(same: list[Observation], calendar: ReportingCalendar) -> tuple[Observation, list[Finding]]:
    """The one observation that stands for rows of one key, and what is to be said of the rest.

    It is known from the day on which the earliest of them closes.
    """
    if len(same) == 1:
        return same[0], []
    closed_on = min(same, key=lambda o: o.closes(calendar)).closed_on
    first = same[0]._replace(closed_on=closed_on)
    figures = {_figure(o) for o in same}
    if len(figures) == 1:
        repeated = [finding_on(rows.REPEATED_ROW, o, other=place_of(first)) for o in same[1:]]
        evidence = next((o.evidence for o in same if o.evidence), "")
        return first._replace(evidence=evidence), repeated
    other_of = {figure: next(o for o in same if _figure(o) != figure) for figure in figures}
    return first, [
        finding_on(
            rows.CONTRADICTION,
            o,
            figure=_written(o),
            other_figure=_written(other_of[_figure(o)]),
            other=place_of(other_of[_figure(o)]),
        )
        for o in same
    ]


def _figure(observation: Observation) -> tuple[Decimal | bool | None, ...]:
    """What the row claims: its parts where it has them, for a value beside them only repeats them."""
    parts = observation.numerator, observation.denominator
    value = observation.value if observation.denominator is None else None
    return (*parts, value, observation.not_applicable)


def _written(observation: Observation) -> Text:
    if observation.not_applicable:
        return Text(vi="không áp dụng", en="not applicable")
    if observation.denominator is not None:
        return Text.model_validate(f"{observation.numerator}/{observation.denominator}")
    return Text.model_validate(str(observation.value))


def _totals_against_units(catalogue: Catalogue, usable: Usable) -> Iterator[Finding]:
    """Where the units' rows stand beside a row for the whole place: the units decide, the row is said."""
    calendar = catalogue.targets.plan.reporting_calendar
    for name, observations in usable.by_indicator.items():
        indicator, total = catalogue.indicators[name], catalogue.total_unit(name)
        units = catalogue.reporting_units(name)
        for whole in (o for o in observations if total is not None and o.reporting_unit == total):
            same_year = [
                o
                for o in observations
                if o.reporting_unit in units
                and o.period.year == whole.period.year
                and o.closes(calendar) <= whole.closes(calendar)
            ]
            sound = [o for o in same_year if o.period == whole.period and _key(o) not in usable.contradicted]
            pooled = indicator.judged_on == "pooled" and _key(whole) not in usable.contradicted
            if sound and pooled:
                yield _total_beside_units(indicator, whole, sound, len(units))
            elif same_year or indicator.judged_on == "each":
                yield finding_on(rows.TOTAL_NOT_USED, whole)


def _key(observation: Observation) -> Key:
    return observation.indicator, observation.reporting_unit, observation.period


def _total_beside_units(
    indicator: Indicator, whole: Observation, parts: list[Observation], expected: int
) -> Finding:
    """What is to be said of a row for the whole place beside its units' rows of the same period."""
    added = _added_up(whole, parts)
    share = indicator.measure == "share"
    complete = len(parts) == expected and not any(share and lacks_parts(o) for o in parts)
    if _both_can_be_true(indicator, whole, added, complete):
        return finding_on(rows.TOTAL_NOT_USED, whole)
    return finding_on(
        rows.TOTAL_CONTRADICTS_UNITS,
        whole,
        figure=_written(whole),
        sum=_written(added),
        reported=len(parts),
        expected=expected,
    )


def _added_up(whole: Observation, parts: list[Observation]) -> Observation:
    """What the row for the whole place would say if it were the sum of `parts`."""
    if whole.denominator is None:
        return whole._replace(value=sum((o.value or Decimal(0) for o in parts), Decimal(0)))
    numerator = sum((o.numerator or Decimal(0) for o in parts), Decimal(0))
    denominator = sum((o.denominator or Decimal(0) for o in parts), Decimal(0))
    return whole._replace(numerator=numerator, denominator=denominator)


def _both_can_be_true(indicator: Indicator, whole: Observation, added: Observation, complete: bool) -> bool:
    """Whether units not in the sum, if there are any, could make up the difference."""
    if whole.numerator is not None and whole.denominator is not None:
        numerator = whole.numerator - (added.numerator or 0)
        denominator = whole.denominator - (added.denominator or 0)
        return numerator == denominator == 0 if complete else 0 <= numerator <= denominator
    if indicator.measure != "number" or whole.value is None:
        return True  # a bare percentage says too little
    rest = whole.value - (added.value or 0)
    return rest == 0 if complete else rest >= 0 or not indicator.only_adds_up


def of_unit(
    catalogue: Catalogue, observations: Iterable[Observation], unit: str
) -> tuple[list[Observation], list[Finding]]:
    """The unit's own observations, and a note for every row of another unit."""
    own: list[Observation] = []
    notes: list[Finding] = []
    for observation in observations:
        if observation.reporting_unit == unit:
            own.append(observation)
        else:
            name = catalogue.name(observation.reporting_unit)
            notes.append(finding_on(rows.OTHER_UNIT, observation, unit=name))
    return own, notes

"""Counts, coverage and score over many results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import nextafter

from dxscore.model.figures import exact_value
from dxscore.model.scorecard import (
    JUDGED,
    STATUSES,
    HeldAgainst,
    Pillar,
    Result,
    Summary,
    UnitResult,
    in_scope,
)
from dxscore.score.arithmetic import ALL_OR_NOTHING, Threshold, achievement, portion_met
from dxscore.words.numbers import ENDS, PLACES_AT_MOST, places_apart


def exact_coverage(results: Sequence[Result]) -> Fraction | None:
    """Reporting units that reported over those expected, summed over the results in scope; None for 0/0."""
    scope = in_scope(results)
    expected = sum(result.coverage.expected for result in scope)
    return Fraction(sum(result.coverage.reported for result in scope), expected) if expected else None


def exact_score(
    results: Sequence[Result], weights: Mapping[str, Decimal], missing: Fraction | None = None
) -> Fraction | None:
    """100 × the mean of achievement, weighted by pillar (all weights are 1 where the plan names none).

    Over the results in scope that have an achievement; with `missing`, results without data count as that
    much. Yes/no targets have no achievement and take no part; nor do waived ones. None where nothing is
    left: 100 % of nothing is never said.
    """
    achieved = [
        (weights[result.pillar], share)
        for result in in_scope(results)
        if (share := _achievement(result, missing)) is not None
    ]
    weight = sum((Fraction(w) for w, _ in achieved), Fraction(0))
    if not any(_achievement(result, None) is not None for result in in_scope(results)):
        return None
    return 100 * sum((Fraction(w) * share for w, share in achieved), Fraction(0)) / weight


def _achievement(result: Result, missing: Fraction | None) -> Fraction | None:
    if not _has_number(result) or result.status in ("not_applicable", "waived"):
        return None
    if result.status not in JUDGED:
        return missing
    value = exact_value(result)
    if value is None and "settled_by_percentages" in result.remarks:  # of the whole only the side is known
        return Fraction(1) if result.status == "met" else missing
    if value is None:  # every unit was judged by itself
        return portion_met([unit.status for unit in result.units if unit.status in JUDGED])
    return achievement(value, threshold(result))


def _has_number(result: Result) -> bool:
    """Whether there is anything to reach in part: a yes/no duty is done or not."""
    return result.target.threshold is not None or result.target.rule is not None


def threshold(result: Result) -> Threshold:
    """The threshold that the result was held against."""
    rule = result.target.rule
    held = None if rule is None else rule.held
    if held is not None:
        return threshold_of(held)
    written = result.target.threshold
    bounds = (written,) if isinstance(written, str) else written or ()
    return Threshold(result.target.comparator, tuple(Fraction(bound) for bound in bounds))


def unit_threshold(result: Result, unit: UnitResult) -> Threshold:
    """The threshold that one unit's figure was held against."""
    return threshold(result) if unit.held is None else threshold_of(unit.held)


def threshold_of(held: HeldAgainst) -> Threshold:
    """A threshold as it has travelled."""
    bounds = (held.threshold,) if isinstance(held.threshold, str) else held.threshold
    return Threshold(held.comparator, tuple(Fraction(bound) for bound in bounds))


def counts(results: Sequence[Result]) -> dict[str, int]:
    """How many results there are in all, due, due and met, of each status, and provisional."""
    by_status: dict[str, int] = {s: sum(r.status == s for r in results) for s in STATUSES}
    return {
        "targets": len(results),
        "due": sum(r.falls_due for r in results),
        "met_due": sum(r.due and r.status == "met" for r in results),
        **by_status,
        "provisional": sum(r.provisional for r in results),
    }


def summarise(results: Sequence[Result], weights: Mapping[str, Decimal]) -> Summary:
    """The whole run in one line."""
    coverage = exact_coverage(results)
    return Summary.model_construct(
        None,
        **counts(results),
        coverage=None if coverage is None else _printed(coverage, ALL_OR_NOTHING, 4),
        score=_score(exact_score(results, weights)),
        score_low=_score(exact_score(results, weights, Fraction(0))),
        score_high=_score(exact_score(results, weights, Fraction(1))),
    )


def _score(score: Fraction | None) -> float | None:
    return None if score is None else _printed(score, ENDS, 1)


def _printed(value: Fraction, ends: tuple[Fraction, ...], least: int) -> float:
    """To `least` decimals, or as many more as it takes not to look like one of its `ends`."""
    places = places_apart([value], ends, least)
    nearest = float(round(value, PLACES_AT_MOST if places is None else places))
    if places is None:  # then it lies within a millionth of a millionth of an end, and inside it
        return nextafter(nearest, float(sum(ends)) / 2)
    return nearest


def pillar_counts(results: Sequence[Result], pillars: Sequence[str]) -> tuple[Pillar, ...]:
    """Counts of every pillar that has results, in the catalogue's order."""
    grouped = {pillar: [r for r in results if r.pillar == pillar] for pillar in pillars}
    return tuple(
        Pillar.model_construct(None, id=pillar, **counts(own)) for pillar, own in grouped.items() if own
    )

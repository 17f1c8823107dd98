"""Which targets are looked at on a day, and when each falls due."""

from __future__ import annotations

from datetime import date

import pytest
from builders import target, the_indicator

from dxscore.model.catalogue import Indicator
from dxscore.model.period import ReportingCalendar
from dxscore.score.deadlines import DatedTarget, TargetYear, dated_targets

ADMINISTRATIVE: ReportingCalendar = "administrative"


def with_targets(*targets: dict[str, object]) -> Indicator:
    return the_indicator(targets=targets)


MILESTONES = with_targets(target(by=2030, at_least=90), target(by=2025, at_least=70))
YEARLY = with_targets(target(every="year", **{"from": 2024}, at_least=50))


def years(indicator: Indicator, as_of: date, target_year: TargetYear = None) -> list[tuple[int, bool]]:
    """Year and due of every target looked at."""
    return [(t.year, t.due) for t in dated_targets(indicator, ADMINISTRATIVE, as_of, target_year)]


@pytest.mark.parametrize(
    ("as_of", "in_force"),
    [
        (date(2020, 1, 1), [(2025, False)]),
        (date(2025, 12, 13), [(2025, False)]),
        (date(2025, 12, 14), [(2025, True), (2030, False)]),
        (date(2025, 12, 31), [(2025, True), (2030, False)]),
        (date(2030, 12, 14), [(2030, True)]),
        (date(2040, 1, 1), [(2030, True)]),
    ],
)
def test_in_force_are_the_newest_that_fell_due_and_the_next(
    as_of: date, in_force: list[tuple[int, bool]]
) -> None:
    assert years(MILESTONES, as_of) == in_force


def test_the_calendar_moves_the_deadline() -> None:
    day = date(2025, 12, 20)
    (target,) = dated_targets(MILESTONES, "calendar", day)
    assert target == DatedTarget(MILESTONES.targets[1], 2025, date(2025, 12, 31), due=False)


@pytest.mark.parametrize(
    ("as_of", "in_force"),
    [
        (date(2023, 5, 1), [(2024, False)]),
        (date(2024, 12, 14), [(2024, True), (2025, False)]),
        (date(2025, 6, 1), [(2024, True), (2025, False)]),
        (date(2026, 1, 1), [(2025, True), (2026, False)]),
    ],
)
def test_a_yearly_target_comes_again_every_year(as_of: date, in_force: list[tuple[int, bool]]) -> None:
    assert years(YEARLY, as_of) == in_force


def test_a_year_picks_what_falls_due_then() -> None:
    day = date(2025, 6, 1)
    assert years(MILESTONES, day, 2030) == [(2030, False)]
    assert years(MILESTONES, day, 2027) == []
    assert years(YEARLY, day, 2024) == [(2024, True)]
    assert years(YEARLY, day, 2027) == [(2027, False)]
    assert years(YEARLY, day, 2023) == []


def test_all_of_them() -> None:
    assert years(MILESTONES, date(2026, 1, 1), "all") == [(2025, True), (2030, False)]
    assert years(YEARLY, date(2025, 6, 1), "all") == [(2024, True), (2025, False)]
    assert years(YEARLY, date(2020, 6, 1), "all") == [(2024, False)]


def test_milestones_before_a_yearly_target() -> None:
    both = with_targets(target(by=2025, at_least=50), target(every="year", **{"from": 2026}, at_least=60))
    assert years(both, date(2025, 12, 14)) == [(2025, True), (2026, False)]
    assert years(both, date(2028, 1, 1)) == [(2027, True), (2028, False)]


def test_days_at_the_end_of_time() -> None:
    assert years(YEARLY, date(9999, 12, 31)) == [(9999, True)]
    assert years(YEARLY, date(2025, 1, 1), 10_000) == []

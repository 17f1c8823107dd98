"""Which observation of each unit speaks on a target (docs/decisions/0003-when-a-figure-speaks.md)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

from builders import CLOSE_2025, COMMUNES, MID_2025, TOWN, catalogue, indicator, row, target

from dxscore.model.observation import Observation
from dxscore.model.scorecard import Reason
from dxscore.score.arithmetic import Threshold
from dxscore.score.coverage import Covered
from dxscore.score.deadlines import dated_targets
from dxscore.score.figures import Bench, Figure
from dxscore.score.judge import weigh
from dxscore.score.select import Selection, select

YEARLY = target(every="year", **{"from": 2024}, at_least=80)


class Chosen(NamedTuple):
    """Who is expected, whose row speaks, why the others have none, and whether the whole place's one does."""

    units: tuple[str, ...]
    chosen: dict[str, Observation]
    absent: dict[str, Reason | None]
    stale: bool
    whole_row: bool


def chosen(
    *observations: Observation,
    on: dict[str, object] | None = None,
    as_of: date = CLOSE_2025,
    year: int = 2025,
    total: bool = True,
) -> Chosen:
    """What is selected on a target `by: year`, which is due on 14 December of that year."""
    known = catalogue(indicator(on or target(by=year, at_least=80)), total=total)
    measured = known.indicators["X"]
    (dated,) = dated_targets(measured, "administrative", as_of, year)
    whole = TOWN if total else None
    selection = select(known, observations, COMMUNES, whole, dated, as_of)
    bench = Bench(measured, dated, Threshold("at_least", (Fraction(80),)), frozenset())
    covered = Covered(known, bench, selection)
    figures = covered.figures()
    weighed = weigh(bench, figures, TOWN, covered.whole_place(TOWN) if total else None)
    counting = weighed.counting
    return Chosen(
        tuple(counting),
        {
            unit: figure.rows[0]
            for unit, figure in counting.items()
            if figure.rows and not figure_is_old(figure, selection)
        },
        {
            unit: figure.reason
            for unit, figure in counting.items()
            if not figure.rows or figure_is_old(figure, selection)
        },
        selection.stale,
        weighed.whole_speaks,
    )


def figure_is_old(figure: Figure, selection: Selection) -> bool:
    """A figure of another year, shown beside current ones."""
    return figure.reason == "stale" and not selection.stale


def speaking(selection: Chosen) -> dict[str, str]:
    """The period that speaks for each unit."""
    return {unit: str(observation.period) for unit, observation in selection.chosen.items()}


def test_the_newest_of_each_unit() -> None:
    selection = chosen(
        row("an", "1/2", "2025-Q1"), row("an", "1/2", "2025-H1"), row("binh", "1/2", "2025-11")
    )
    assert speaking(selection) == {"an": "2025-H1", "binh": "2025-11"}
    assert selection.absent == {"chau": "not_reported"}
    assert not selection.stale
    assert selection.units == COMMUNES


def test_of_two_that_close_together_the_longer_speaks() -> None:
    rows = [row("an", "1/2", when) for when in ("2025-12", "2025", "2025-Q4", "2025-H2")]
    for order in permutations(rows):
        assert speaking(chosen(*order)) == {"an": "2025"}


def test_closing_days_decide_before_lengths() -> None:
    early_year = row("an", "1/2", "2025", closed_on=date(2025, 9, 1))
    quarter = row("an", "1/2", "2025-9M")
    assert speaking(chosen(early_year, quarter)) == {"an": "2025-9M"}


def test_periods_that_close_together_do_not_depend_on_rows() -> None:
    day = date(2025, 9, 10)
    one = row("an", "1/2", "2025-Q3", closed_on=day)
    other = row("an", "1/3", "2025-09", closed_on=day)
    assert speaking(chosen(one, other)) == speaking(chosen(other, one)) == {"an": "2025-Q3"}


def test_closed_on_makes_a_figure_known_early() -> None:
    september = row("an", "1/2", "2025", closed_on=date(2025, 9, 30))
    assert speaking(chosen(september, as_of=date(2025, 9, 30))) == {"an": "2025"}
    assert chosen(september, as_of=date(2025, 9, 29)).absent["an"] == "after_deadline"


def test_closed_on_outside_the_period_moves_nothing() -> None:
    before, after = date(2024, 6, 1), date(2025, 12, 31)
    for day in (before, after):
        observation = row("an", "1/2", "2025", closed_on=day)
        assert speaking(chosen(observation)) == {"an": "2025"}
        assert speaking(chosen(observation, as_of=MID_2025)) == {}


def test_what_closes_after_the_day_or_the_deadline_is_not_looked_at() -> None:
    later = row("an", "1/2", "2026-01")
    assert chosen(later, as_of=date(2026, 6, 1)).absent["an"] == "after_deadline"
    assert chosen(row("an", "1/2", "2025"), as_of=MID_2025).absent["an"] == "after_deadline"
    both = chosen(later, row("an", "1/2", "2025-Q2"), as_of=date(2026, 6, 1))
    assert speaking(both) == {"an": "2025-Q2"}


def test_once_due_only_the_year_of_the_deadline_counts() -> None:
    selection = chosen(row("an", "1/2", "2024"), row("binh", "1/2", "2024-Q4"))
    assert selection.stale
    assert speaking(selection) == {"an": "2024", "binh": "2024-Q4"}
    assert selection.absent == {"chau": "not_reported"}


def test_every_absent_unit_has_its_own_reason() -> None:
    selection = chosen(
        row("an", "1/2", "2025"),
        row("binh", "1/2", "2024"),
        row("chau", "1/2", "2026-01"),
        as_of=date(2026, 2, 1),
    )
    assert speaking(selection) == {"an": "2025"}
    assert selection.absent == {"binh": "stale", "chau": "after_deadline"}
    around = chosen(
        row("an", "1/2", "2025"),
        row("binh", "1/2", "2024"),
        row("binh", "1/2", "2026-01"),
        as_of=date(2026, 2, 1),
    )
    assert around.absent["binh"] == "stale"


def test_before_the_deadline_the_newest_year_of_all_counts() -> None:
    selection = chosen(
        row("an", "1/2", "2023"), row("an", "1/2", "2024"), row("binh", "1/2", "2023"), as_of=MID_2025
    )
    assert speaking(selection) == {"an": "2024"}
    assert selection.absent == {"binh": "stale", "chau": "not_reported"}
    assert not selection.stale


def test_a_yearly_target_takes_only_its_own_year_even_before_it_is_due() -> None:
    last_year = row("an", "1/2", "2024")
    assert chosen(last_year, on=YEARLY, as_of=MID_2025).stale
    assert not chosen(row("an", "1/2", "2025-Q1"), last_year, on=YEARLY, as_of=MID_2025).stale
    assert speaking(chosen(last_year, on=YEARLY, year=2024)) == {"an": "2024"}


def test_no_row_at_all() -> None:
    selection = chosen()
    assert selection.absent == dict.fromkeys(COMMUNES, "not_reported")
    assert (dict(selection.chosen), selection.stale, selection.whole_row) == ({}, False, False)


def test_rows_of_units_that_do_not_report_are_not_taken() -> None:
    assert speaking(chosen(row("elsewhere", "1/2"))) == {}
    assert speaking(chosen(row(TOWN, "1/2"), total=False)) == {}


def test_one_row_for_the_whole_place_stands_in() -> None:
    selection = chosen(row(TOWN, "8/10"))
    assert (selection.units, selection.whole_row) == ((TOWN,), True)
    assert speaking(selection) == {TOWN: "2025"}
    assert selection.absent == {}


def test_the_whole_place_speaks_unless_its_units_are_complete_or_newer() -> None:
    one_unit = chosen(row(TOWN, "8/10", "2025"), row("an", "1/2", "2025-Q1"))
    assert one_unit.whole_row and speaking(one_unit) == {TOWN: "2025"}
    newer = chosen(row(TOWN, "8/10", "2025-Q1"), row("an", "1/2", "2025-Q2"))
    assert not newer.whole_row and speaking(newer) == {"an": "2025-Q2"}
    complete = chosen(row(TOWN, "3/6", "2025"), *(row(unit, "1/2") for unit in COMMUNES))
    assert not complete.whole_row and set(speaking(complete)) == {*COMMUNES}


def test_the_whole_row_of_this_year_goes_before_units_of_another() -> None:
    rows = (row(TOWN, "8/10", "2025-Q1"), row("an", "1/2", "2024"))
    for day in (CLOSE_2025, MID_2025):
        selection = chosen(*rows, as_of=day)
        assert selection.whole_row and not selection.stale
    reverse = chosen(row(TOWN, "8/10", "2024"), row("an", "1/2", "2025-Q1"), as_of=MID_2025)
    assert not reverse.whole_row


def test_an_old_whole_row_is_stale() -> None:
    selection = chosen(row(TOWN, "8/10", "2024"))
    assert selection.stale and selection.whole_row


def test_a_whole_row_after_the_deadline_speaks_for_every_unit() -> None:
    selection = chosen(row(TOWN, "8/10", "2026-01"), as_of=date(2026, 6, 1))
    assert selection.absent == dict.fromkeys(COMMUNES, "after_deadline")

"""Figures period by period."""

from datetime import date
from fractions import Fraction

from builders import catalogue, indicator, number, row, target, yes_no

from dxscore.model.history import Point
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.score.history import history
from dxscore.score.rows import validate

CLOSE = date(2025, 12, 14)


def _points(data: Catalogue, *rows: Observation, as_of: date = CLOSE, unit: str | None = None) -> list[Point]:
    own = [o for o in rows if unit is None or o.reporting_unit == unit]
    told = history(data, validate(data, own).usable, as_of, unit)
    return [point for item in told for point in item.points]


def _seen(points: list[Point]) -> list[tuple[str, Fraction, int, int]]:
    return [(str(p.period), p.value, p.reported, p.expected) for p in points]


def test_parts_are_added_up_in_each_period_oldest_first() -> None:
    points = _points(
        catalogue(),
        row("an", "1/2", "2025"),
        row("binh", "1/3", "2024"),
        row("an", "8/10", "2024"),
        row("chau", "0/7", "2024"),
    )
    assert _seen(points) == [("2024", Fraction(45), 3, 3), ("2025", Fraction(50), 1, 3)]
    assert [point.complete for point in points] == [True, False]


def test_what_closes_later_is_not_known_yet() -> None:
    rows = (row("an", "1/2", "2024"), row("an", "1/4", "2025"))
    assert _seen(_points(catalogue(), *rows, as_of=date(2025, 12, 13))) == [("2024", Fraction(50), 1, 3)]


def test_one_row_for_the_whole_place_stands_where_no_unit_reported() -> None:
    rows = (row("town", "9/10", "2023"), row("town", "5/10", "2024"), row("an", "1/10", "2024"))
    points = _points(catalogue(total=True), *rows)
    assert _seen(points) == [("2023", Fraction(90), 1, 1), ("2024", Fraction(10), 1, 3)]


def test_a_percentage_without_parts_cannot_be_pooled() -> None:
    assert _points(catalogue(), row("an", "80"), row("binh", "70")) == []
    assert _seen(_points(catalogue(), row("an", "80"), unit="an")) == [("2025", Fraction(80), 1, 1)]


def test_who_declares_it_not_applicable_is_not_expected() -> None:
    points = _points(catalogue(), row("an", "1/2"), row("binh", "na"))
    assert _seen(points) == [("2025", Fraction(50), 1, 2)]


def test_contradicting_rows_and_empty_denominators_give_no_figure() -> None:
    assert _points(catalogue(), row("an", "1/2", line=2), row("an", "2/2", line=3)) == []
    assert _points(catalogue(), row("an", "0/0")) == []


def test_numbers_are_summed() -> None:
    data = catalogue(number(target(at_least="10")))
    assert _seen(_points(data, row("an", "3"), row("binh", "4.5"))) == [("2025", Fraction(15, 2), 2, 3)]


def test_there_is_no_figure_of_the_whole_where_each_unit_is_judged_or_the_answer_is_yes_or_no() -> None:
    assert _points(catalogue(indicator(judged_on="each")), row("an", "1/2")) == []
    assert _points(catalogue(yes_no()), row("town", "1", evidence="QĐ 1")) == []


def test_an_evidence_that_is_needed_is_missed() -> None:
    data = catalogue(indicator(needs_evidence=True))
    rows = (row("an", "1/2", evidence="QĐ 1"), row("binh", "2/2"))
    assert _seen(_points(data, *rows)) == [("2025", Fraction(50), 1, 3)]


def test_half_a_year_and_its_year_are_periods_of_their_own() -> None:
    points = _points(catalogue(), row("an", "1/4", "2025-H1"), row("an", "1/2", "2025"))
    assert [str(point.period) for point in points] == ["2025-H1", "2025"]


def test_units_judged_one_by_one_have_no_common_figure_and_a_single_one_has_its_own() -> None:
    several = catalogue(indicator(judged_on="each"))
    assert _points(several, row("an", "1/2"), row("binh", "1/2")) == []
    (alone,) = _points(several, row("an", "1/2"), unit="an")
    assert alone.value == 50

"""Figures that look like a slip: what is questioned, and what stays silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from builders import TOWN, catalogue, indicator, number, row, yes_no

from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.score.plausibility import (
    CHANCE_COUNT,
    DENOMINATOR_FROM,
    DENOMINATOR_TIMES,
    JUMP_POINTS,
    JUMP_TIMES,
    WHOLE_FORM_FROM,
    doubts,
    implausible,
)
from dxscore.score.rows import validate

SHARE = catalogue(indicator())
NUMBER = catalogue(number())
THREE = catalogue(*(indicator(id=name) for name in "XYZ"))


def said(data: Catalogue, observations: Sequence[Observation]) -> list[Finding]:
    return [found.written() for found in implausible(data, validate(data, observations).usable)]


def codes(data: Catalogue, observations: Sequence[Observation]) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.row) for finding in said(data, observations)]


def years(*figures: str) -> list[Observation]:
    """One unit's figures from 2023 on, in rows from 1."""
    return [row("an", figure, str(2023 + n), line=n + 1) for n, figure in enumerate(figures)]


@pytest.mark.parametrize(
    ("figures", "rows"),
    [
        (("50/100", "80/100"), []),
        (("50/100", "81/100"), [2]),
        (("81/100", "50/100"), [2]),
        (("10/100", "50/100", "90/100"), [2, 3]),
        (("1/9", "9/9"), []),
        (("20", "51"), [2]),
    ],
)
def test_a_share_that_jumps(figures: tuple[str, ...], rows: list[int]) -> None:
    assert codes(SHARE, years(*figures)) == [("DX314", number) for number in rows]


def test_a_change_just_beyond_the_bound_does_not_read_like_it() -> None:
    finding = said(SHARE, years("500000/1000000", "800001/1000000"))[0]
    assert "30,0001 điểm phần trăm" in finding.message.vi and "80,0001%" in finding.message.vi


def test_large_numbers_are_written_in_full() -> None:
    finding = said(NUMBER, years("1234567", "12345670.5"))[0]
    assert "1.234.567 " in finding.message.vi and "12.345.670,5:" in finding.message.vi


def test_the_bound_is_stated() -> None:
    finding = said(SHARE, years("50/100", "81/100"))[0]
    assert finding.severity == "warning"
    assert "31 percentage points" in finding.message.en and str(JUMP_POINTS) in finding.message.en


@pytest.mark.parametrize(
    ("figures", "rows"),
    [(("12", "119"), []), (("12", "120"), [2]), (("120", "12"), [2]), (("0", "500"), []), (("5", "0"), [])],
)
def test_a_number_with_a_digit_too_many(figures: tuple[str, ...], rows: list[int]) -> None:
    assert codes(NUMBER, years(*figures)) == [("DX315", number) for number in rows]
    assert JUMP_TIMES == 10


@pytest.mark.parametrize(
    ("figures", "rows"),
    [
        (("1631/2112", "15000/18000"), [2]),  # a digit too many in both parts: the share hardly moves
        (("4533/5716", "44/54"), [2]),
        (("80/100", "390/499"), []),
        (("80/100", "390/500"), [2]),
        (("390/500", "80/100"), [2]),
        (("3/4", "72/99"), []),  # too few to count: inspections
        (("0/0", "400/500"), []),  # none had arisen
        (("400/500", "0/0"), []),
        (("80", "390/500"), []),
    ],
)
def test_a_denominator_that_jumps(figures: tuple[str, ...], rows: list[int]) -> None:
    assert codes(SHARE, years(*figures)) == [("DX317", number) for number in rows]
    assert (DENOMINATOR_TIMES, DENOMINATOR_FROM) == (5, 100)


def test_a_jump_of_a_denominator_names_both_and_the_bound() -> None:
    finding = said(SHARE, years("1631/2112", "15000/18000"))[0]
    assert finding.severity == "warning"
    assert finding.message.vi == "mẫu số từ 2.112 (năm 2023) thành 18.000: chênh 8,5 lần (ngưỡng 5 lần)"


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        (("2025-Q4", 4000), ("2026-Q1", 600), []),  # counted from the start of the year
        (("2025-Q4", 4000), ("2026-Q1", 500), ["DX317"]),  # 8 times: twice the four quarters
        (("2026-Q1", 500), ("2026-Q2", 2400), []),
        (("2026-Q1", 500), ("2026-Q2", 2500), ["DX317"]),
        (("2025-12", 2300), ("2026-01", 100), []),
        (("2025-12", 2400), ("2026-01", 100), ["DX317"]),
        (("2026-01", 100), ("2026-06", 1100), []),  # the months between are not there
        (("2025-Q4", 100), ("2026-Q1", 500), ["DX317"]),  # no count starts again higher
    ],
)
def test_counts_from_the_start_of_the_year_are_not_questioned(
    before: tuple[str, int], now: tuple[str, int], found: list[str]
) -> None:
    observations = [row("an", f"{n}/{n}", when, line=i) for i, (when, n) in enumerate((before, now), start=1)]
    assert [code for code, _ in codes(SHARE, observations)] == found


def test_a_year_counted_up_to_an_early_day_is_not_questioned() -> None:
    early = row("an", "90/100", "2025", line=2, closed_on=date(2025, 2, 28))
    assert codes(SHARE, [row("an", "900/1000", "2024", line=1), early]) == []


def test_a_quarter_is_not_held_against_a_year() -> None:
    observations = [row("an", "10/100", "2024", line=1), row("an", "90/100", "2025-Q1", line=2)]
    assert codes(SHARE, observations) == []


@pytest.mark.parametrize(
    ("figure", "found"),
    [
        ("120/200", [("DX312", 1)]),
        ("200/200", []),
        ("0/200", []),
        ("12/15", []),
        ("82.5", [("DX312", 1)]),
        ("100", []),
    ],
)
def test_one_unit_gives_one_figure_for_several_indicators(
    figure: str, found: list[tuple[str, int | None]]
) -> None:
    observations = [row("an", figure, id=name, line=n) for n, name in enumerate("XYZ", start=1)]
    assert codes(THREE, observations) == found
    assert codes(THREE, observations[:2]) == []
    assert CHANCE_COUNT == 100


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        (("12/15", "12/15", "12/15"), [("DX313", 1)]),
        (("12/15", "12/15", "13/15"), []),
        (("1/2", "1/2", "1/2"), [("DX313", 1)]),
        # All or nothing: only denominators can tell, and few of a kind may well be as many everywhere.
        (("15/15", "15/15", "15/15"), [("DX313", 1)]),
        (("15/15", "15/15", "16/16"), []),
        (("10/10", "10/10", "10/10"), [("DX313", 1)]),
        (("9/9", "9/9", "9/9"), []),
        (("0/15", "0/15", "0/15"), [("DX313", 1)]),
        (("0/15", "0/16", "0/17"), []),
        (("0/0", "0/0", "0/0"), []),
        (("100", "100", "100"), []),
        (("0", "0", "0"), []),
        (("12/15", "12/15"), []),
        (("95", "95", "95"), [("DX313", 1)]),
    ],
)
def test_all_units_say_the_same(figures: tuple[str, ...], found: list[tuple[str, int | None]]) -> None:
    observations = [
        row(unit, figure, line=n)
        for n, (unit, figure) in enumerate(zip(("an", "binh", "chau"), figures, strict=False), start=1)
    ]
    assert codes(SHARE, observations) == found


@pytest.mark.parametrize("figure", ["1", "0"])
def test_that_all_say_yes_or_all_say_no_is_no_copy(figure: str) -> None:
    data = catalogue(yes_no(reported_by="communes", needs_evidence=False))
    assert codes(data, [row(unit, figure, line=1) for unit in ("an", "binh", "chau")]) == []


@pytest.mark.parametrize(
    ("figure", "found"),
    [
        ("50/80", [("DX312", 1)]),
        ("500/500", [("DX312", 1)]),
        ("1/1", [("DX312", 1)]),
        ("0/0", [("DX312", 1)]),
        ("0/500", [("DX312", 1)]),
        ("82.5", [("DX312", 1)]),
        ("100", []),  # of whatever there is: all
        ("0", []),
    ],
)
def test_one_figure_in_every_row_of_a_form(figure: str, found: list[tuple[str, int | None]]) -> None:
    five = catalogue(*(indicator(id=name) for name in "VWXYZ"))
    form = [row("an", figure, id=name, line=n) for n, name in enumerate("VWXYZ", start=1)]
    other = row("an", "49/80", id="Z", line=5)
    small = [(code, line) for code, line in found if figure == "82.5"]
    assert codes(five, form) == found
    assert codes(five, form[:4]) == codes(five, [*form[:4], other]) == small
    assert codes(five, [*form, row("binh", "49/80", id="Z", line=6)]) == found
    assert WHOLE_FORM_FROM == 5


def test_all_the_indicators_are_named() -> None:
    names = [f"CQ-A-LONG-NAME-{n}" for n in range(10)]
    data = catalogue(*(indicator(id=name) for name in names))
    (finding,) = said(data, [row("an", "50/80", id=name, line=n) for n, name in enumerate(names)])
    assert ", ".join(names) in finding.message.vi


def test_yes_and_no_are_no_rows_of_figures() -> None:
    data = catalogue(*(indicator(id=name) for name in "VWXYZ"), yes_no("J", needs_evidence=False))
    form = [row("an", "1/1", id=name, line=n) for n, name in enumerate("VWXYZ", start=1)]
    (doubt,) = doubts(data, validate(data, [*form, row(TOWN, "1", id="J"), row("an", "1", id="J")]).usable)
    assert len(doubt.observations) == 5


def test_it_is_said_of_the_units_that_have_reported() -> None:
    five = catalogue(indicator(), communes=("an", "binh", "chau", "dong", "em"))
    finding = said(five, [row(unit, "12/15", line=n) for n, unit in enumerate(("an", "dong", "em"), 1)])[0]
    assert finding.message.vi == "cả 3 đơn vị đã gửi (3/5) cùng một số liệu 12/15"


def test_contradicted_figures_are_not_questioned_as_well() -> None:
    observations = [*years("50/100", "81/100"), row("an", "82/100", "2024", line=3)]
    assert codes(SHARE, observations) == []


def test_percentages_of_a_jump_are_written_as_the_reader_writes_them() -> None:
    (finding,) = said(SHARE, years("50/100", "165/200"))
    assert "từ 50% (năm 2023) thành 82,5%: đổi 32,5 điểm" in finding.message.vi
    assert "from 50% (period 2023) to 82.5%: 32.5 percentage points" in finding.message.en

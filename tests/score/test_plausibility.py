"""Figures that look like a slip: what is questioned, and what stays silent."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from builders import TOWN, catalogue, indicator, number, row, yes_no

from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation
from dxscore.score.plausibility import CHANCE_COUNT, JUMP_POINTS, JUMP_TIMES, implausible
from dxscore.score.screen import screen
from dxscore.score.strict import strictly

SHARE = catalogue(indicator())
NUMBER = catalogue(number())
THREE = catalogue(*(indicator(id=name) for name in "XYZ"))


def said(data: Catalogue, observations: Sequence[Observation]) -> list[Finding]:
    return list(implausible(data, screen(data, observations).usable))


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


def test_contradicted_figures_are_not_questioned_as_well() -> None:
    observations = [*years("50/100", "81/100"), row("an", "82/100", "2024", line=3)]
    assert codes(SHARE, observations) == []


def test_strict_leaves_out_the_rows_that_a_warning_was_given_on() -> None:
    metrics = strictly(SHARE, Metrics(tuple(years("50/100", "81/100"))))
    assert [o.row for o in metrics.observations] == [1]
    assert [(f.code, f.severity, f.row) for f in metrics.findings] == [("DX314", "error", 2)]


def test_strict_keeps_what_has_only_notes() -> None:
    data = catalogue(indicator(), total=True)
    observations = (row("an", "8/10", line=1), row(TOWN, "9/12", line=2))
    metrics = strictly(data, Metrics(observations))
    assert metrics.observations == observations and metrics.findings == ()


def test_percentages_of_a_jump_are_written_as_the_reader_writes_them() -> None:
    (finding,) = said(SHARE, years("50/100", "825/1000"))
    assert "từ 50% (kỳ 2023) thành 82,5%: đổi 32,5 điểm" in finding.message.vi
    assert "from 50% (period 2023) to 82.5%: 32.5 percentage points" in finding.message.en

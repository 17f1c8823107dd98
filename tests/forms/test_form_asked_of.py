"""What a form says of the targets that its figures are held against."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxscore.api import load_catalogue
from dxscore.forms.asked_of import asked_of
from dxscore.model.period import written_period
from dxscore.words.say import Language

COMMUNE = load_catalogue(Path(__file__).parents[2] / "examples" / "xa-va-thon")
NATION = load_catalogue(Path(__file__).parents[2] / "examples" / "nq03")
TOWN = load_catalogue()


@pytest.mark.parametrize(
    ("indicator", "unit", "period", "lines"),
    [
        ("XH-TAPHUAN", "thon-an-hoa", "2026-Q3", ("Mục tiêu hằng quý: tối thiểu 2 buổi",)),
        (
            "XH-TAPHUAN",
            "thon-an-hoa",
            "2026",
            ("Mục tiêu hằng quý: tối thiểu 2 buổi; mỗi kỳ một số riêng, số gộp không thay được",),
        ),
        ("XH-TAPHUAN", "thon-an-hoa", "2025-Q4", ()),  # before the first of them
        ("XH-TAIKHOAN", "thon-suoi-da", "2026-Q2", ("Mục tiêu đến hết năm 2026: tối thiểu 50%",)),
        ("XH-TAIKHOAN", "thon-an-hoa", "2026-Q2", ("Mục tiêu đến hết năm 2026: tối thiểu 70%",)),
        ("CQ-HSTT", "xa-minh-phuong", "2026-Q1", ("Mục tiêu đến hết Quý II/2026: tối thiểu 70%",)),
        ("CQ-HSTT", "xa-minh-phuong", "2026-Q3", ("Mục tiêu đến hết năm 2026: tối thiểu 80%",)),
        (
            "XH-MANG",
            "thon-an-hoa",
            "2026-Q2",
            ("Mục tiêu chung của các đơn vị, đến hết năm 2026: Đạt: tối thiểu 60%; Tốt: tối thiểu 80%",),
        ),
    ],
)
def test_a_form_says_what_its_unit_has_to_reach(
    indicator: str, unit: str, period: str, lines: tuple[str, ...]
) -> None:
    found = asked_of(COMMUNE, COMMUNE.indicators[indicator], unit, written_period(period), "vi")
    assert found == lines


@pytest.mark.parametrize(
    ("lang", "line"),
    [("vi", "Mục tiêu hằng năm: «≥ 3% và tăng dần»"), ("en", "Target, every year: “≥ 3% và tăng dần”")],
)
def test_a_change_is_said_as_it_is_printed(lang: Language, line: str) -> None:
    own = NATION.indicators["NQ-17"]
    assert asked_of(NATION, own, own.reported_by, written_period("2030"), lang) == (line,)


@pytest.mark.parametrize(
    ("indicator", "unit", "period", "line"),
    [
        ("CQ-HSCV-XP", "pho-hoa", "2025", "Mục tiêu chung của các đơn vị, đến hết năm 2025: tối thiểu 70%"),
        ("CQ-HSCV-XP", "pho-hoa", "2026", "Mục tiêu chung của các đơn vị, đến hết năm 2030: tối thiểu 90%"),
        ("CQ-KTRA", "duc-pho", "2025", "Mục tiêu đến hết năm 2025: tối thiểu 50%"),
    ],
)
def test_a_form_says_the_target_that_is_next(indicator: str, unit: str, period: str, line: str) -> None:
    assert asked_of(TOWN, TOWN.indicators[indicator], unit, written_period(period), "vi") == (line,)

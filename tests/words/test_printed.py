"""Targets as they are printed: cells of tables, and sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxscore.words.printed import limits_in, read_printed, years_in


@pytest.mark.parametrize(
    ("cell", "side", "number"),
    [
        # Phụ lục I of NQ 03/NQ-CP, as copied in the national example: nos. 4, 9, 14, 16, 23, 28
        ("≤ 3 Đông Nam Á", "at_most", "3"),
        ("≥ 50", "at_least", "50"),
        ("> 0,7", "more_than", "0.7"),
        ("> 60", "more_than", "60"),
        ("≥ 350 Tbps", "at_least", "350"),
        ("≥ 03", "at_least", "3"),
        (">= 30", "at_least", "30"),
        ("09", None, "9"),
        ("Trên 80%", "more_than", "80"),
        ("100%", None, "100"),
        ("80% trở lên", "at_least", "80"),
        ("Từ 80% trở lên", "at_least", "80"),
        ("5 doanh nghiệp trở lên", "at_least", "5"),
        ("Phấn đấu đạt trên 90%", "more_than", "90"),
        ("không vượt quá 5", "at_most", "5"),
        ("Dưới 3%", "less_than", "3"),
        ("Không dưới 3%", "at_least", "3"),
        ("Không lớn hơn 3", "at_most", "3"),
        ("1.234", None, "1234"),
        ("1.234.567,5", None, "1234567.5"),
        ("1,234,567", None, "1234567"),
        ("82,5%", None, "82.5"),
        ("0,700", None, "0.700"),
    ],
)
def test_a_limit(cell: str, side: str | None, number: str) -> None:
    read = read_printed(cell)
    assert (read.kind, read.side, read.numbers) == ("limit", side, (Decimal(number),))


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("40 - 50", "band"),
        ("20%-50%", "band"),
        ("từ 30 đến 40%", "band"),
        ("1,234", "number"),
        ("1.2.3", "number"),
        ("khoảng 40%", "about"),
        ("~ 40%", "about"),
        ("Giảm 20%", "change"),
        ("≥ 3% và tăng dần", "change"),
        ("gấp 2 lần", "change"),
        ("10%/năm", "yearly"),
        ("25/63", "rank_of"),
        ("80% (cấp tỉnh), 60% (cấp xã)", "several"),
        ("mức tiên tiến", "words"),
        ("Nhóm 10", "words"),
        ("-5%", "sign"),
        ("trên 5 trở xuống", "sign"),
    ],
)
def test_what_a_person_has_to_decide(cell: str, why: str) -> None:
    read = read_printed(cell)
    assert (read.kind, read.unclear) == ("unclear", why)


@pytest.mark.parametrize("cell", ["Đạt", "đạt.", "Hoàn thành", "x", "Có"])
def test_a_duty(cell: str) -> None:
    assert read_printed(cell).kind == "done"


@pytest.mark.parametrize("cell", ["", "-", "–", "…", "Không thực hiện", "không", "Không giao"])
def test_no_target(cell: str) -> None:
    assert read_printed(cell).kind == "none"


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["Trên", "≥", "không quá", "dưới", "đạt"]))
def test_a_number_is_read_as_it_was_written(value: Decimal, words: str) -> None:
    whole, _, decimals = f"{value:,.2f}".partition(".")
    read = read_printed(f"{words} {whole.replace(',', '.')},{decimals}%")
    assert (read.kind, read.numbers) == ("limit", (value,))


@given(st.text(alphabet="0123456789.,- %/≥<>đếntrên", max_size=20))
def test_anything_may_stand_in_a_cell(cell: str) -> None:
    read = read_printed(cell)
    assert (read.unclear is not None) == (read.kind == "unclear")
    assert read.kind != "limit" or len(read.numbers) == 1
    list(limits_in(cell))


@pytest.mark.parametrize(
    ("sentence", "limits", "years"),
    [
        ("100% thủ tục hành chính có đủ điều kiện", [(None, "100")], set()),
        ("đến năm 2025 đạt trên 80% số hồ sơ", [("more_than", "80")], {2025}),
        ("tối thiểu 50% dịch vụ công mức độ 4", [("at_least", "50")], set()),
        ("Kế hoạch 12/KH-UBND ngày 01/01/2025 đạt 90%", [(None, "90")], set()),
        ("phổ cập", [], set()),
    ],
)
def test_limits_of_a_sentence(sentence: str, limits: list[tuple[str | None, str]], years: set[int]) -> None:
    assert [(limit.side, str(limit.readings[0])) for limit in limits_in(sentence)] == limits
    assert years_in(sentence) == years

"""Periods, days and numbers in findings: as each language writes them."""

from datetime import date
from decimal import Decimal

import pytest

from dxscore.model.period import period_inside, period_words, written_period
from dxscore.model.place import Place
from made_rules import made_rule

ANY = made_rule("DX997", "note", message=("{it}", "{it}"), remedy=("x", "x"))


@pytest.mark.parametrize(
    ("period", "alone", "inside"),
    [
        ("2025", "Năm 2025", "năm 2025"),
        ("2025-9M", "9 tháng năm 2025", "9 tháng năm 2025"),
        ("2025-H2", "6 tháng cuối năm 2025", "6 tháng cuối năm 2025"),
        ("2025-Q3", "Quý III/2025", "Quý III/2025"),
        ("2025-02", "Tháng 02/2025", "tháng 02/2025"),
    ],
)
def test_a_period_as_people_read_it(period: str, alone: str, inside: str) -> None:
    found = written_period(period)
    assert (period_words(found, "vi"), period_inside(found, "vi")) == (alone, inside)
    assert (period_words(found, "en"), period_inside(found, "en")) == (period, period)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (written_period("2025-Q4"), "Quý IV/2025", "2025-Q4"),
        (date(2025, 12, 4), "04/12/2025", "2025-12-04"),
        (Decimal("82.50"), "82,50", "82.50"),
        (12008, "12.008", "12,008"),
    ],
)
def test_a_finding_says_it_in_each_language(value: object, vi: str, en: str) -> None:
    message = ANY.finding(Place("a.csv"), it=value).message
    assert (message.vi, message.en) == (vi, en)

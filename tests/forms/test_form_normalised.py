"""What is written to the normalised file reads back as the same figures."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxscore.api import load_catalogue
from dxscore.forms.normalised import HOUSE_HEADER, KeptRow, as_written, normalised_csv
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.place import Place
from dxscore.read.metrics import read
from dxscore.read.sources import Source

TOWN = load_catalogue()
PROVINCE = load_catalogue(Path(__file__).parents[2] / "examples" / "quang-ngai-province")
Q4 = Period("quarter", 2024, 4)
counts = st.integers(0, 10**14).map(Decimal)
amounts = st.decimals(0, 10**9, places=3) | st.decimals(0, 10**6, places=9)
# Letters that a spreadsheet runs, separators and quotes included. The reader keeps single spaces only.
words = st.text("=+-@ ,;\"'ạĐ1(|%", max_size=12).map(lambda text: f"{' '.join(text.split())}a")


def read_back(text: str) -> Observation:
    metrics = read([Source("m.csv", text.encode("utf-8-sig"))], TOWN)
    assert [finding for finding in metrics.findings if finding.severity == "error"] == []
    return as_written(metrics.observations[0])


@given(counts, counts, words)
def test_counts_and_words_come_back(numerator: Decimal, denominator: Decimal, note: str) -> None:
    row = Observation("CQ-HSCV-XP", "pho-hoa", Q4, numerator, denominator, note=note)
    assert read_back(normalised_csv(TOWN, [as_written(row)], [])) == as_written(row)


@given(amounts, amounts)
def test_amounts_of_money_come_back_with_every_decimal(numerator: Decimal, denominator: Decimal) -> None:
    row = Observation("NL-NGANSACH", "duc-pho", Period("year", 2024), numerator, denominator)
    back = read_back(normalised_csv(TOWN, [as_written(row)], []))
    assert (back.numerator, back.denominator) == (numerator, denominator)


@given(st.decimals(0, 100, places=3) | st.decimals(0, 100, places=1) | st.decimals(0, 100, places=9))
def test_percentages_come_back(value: Decimal) -> None:
    row = Observation("CQ-HSCV-XP", "pho-hoa", Q4, value=value)
    assert read_back(normalised_csv(TOWN, [as_written(row)], [])).value == value


def test_a_whole_count_is_written_whole_and_a_percentage_as_it_was_rounded() -> None:
    row = Observation("CQ-HSCV-XP", "pho-hoa", Q4, Decimal("874.0"), Decimal("1.0E+3"), Decimal("87.40"))
    assert ',874,1000,"87,40",' in normalised_csv(TOWN, [row], [])
    id_ = next(iter(PROVINCE.indicators))
    unit = PROVINCE.reporting_units(id_)[0]
    rank = Observation(id_, unit, Period("year", 2023), value=Decimal("21.0"))
    assert ",2023,,,21," in normalised_csv(PROVINCE, [rank], [])


def test_a_percentage_of_three_decimals_still_agrees_with_its_parts() -> None:
    row = Observation("CQ-HSCV-XP", "pho-hoa", Q4, Decimal(612), Decimal(874), Decimal("70.023"))
    assert read_back(normalised_csv(TOWN, [row], [])) == row


def test_a_share_that_may_be_a_fraction_stays_in_doubt() -> None:
    row = Observation("CQ-HSCV-XP", "pho-hoa", Q4, value=Decimal("0.825"))
    written = normalised_csv(TOWN, [row], [])
    assert '"0,8250"' in written
    assert "DX213" in [f.code for f in read([Source("m.csv", written.encode())], TOWN).findings]


@pytest.mark.parametrize(
    "row",
    [
        Observation("XH-DIDONG", "duc-pho", Q4, value=Decimal(1), evidence="Biên bản 03/BB-VHTT"),
        Observation("XH-DIDONG", "duc-pho", Q4, value=Decimal(0)),
        Observation("CQ-HSCV-XP", "pho-hoa", Q4, not_applicable=True, note="không có"),
        Observation("CQ-HSCV-XP", "pho-hoa", Q4, Decimal(0), Decimal(0), closed_on=date(2024, 12, 10)),
    ],
)
def test_answers_and_declarations_come_back(row: Observation) -> None:
    assert read_back(normalised_csv(TOWN, [row], [])) == row


def test_ranks_come_back() -> None:
    id_ = next(iter(PROVINCE.indicators))
    unit = PROVINCE.reporting_units(id_)[0]
    row = Observation(id_, unit, Period("year", 2023), value=Decimal(21))
    metrics = read([Source("m.csv", normalised_csv(PROVINCE, [row], []).encode())], PROVINCE)
    assert [as_written(o) for o in metrics.observations] == [row]


def test_a_binary_fraction_is_kept_to_nine_decimals() -> None:
    row = Observation("CQ-HSCV-XP", "pho-hoa", Q4, value=Decimal("82.35294117647059"))
    assert as_written(row).value == Decimal("82.352941176")


def test_the_noise_of_a_binary_fraction_is_not_written() -> None:
    row = Observation("CQ-HSCV-XP", "pho-hoa", Q4, value=Decimal("82.00000000000001"))
    assert ",82," in normalised_csv(TOWN, [as_written(row)], [])


def test_nothing_typed_acts_as_a_formula() -> None:
    row = as_written(Observation("CQ-HSCV-XP", "pho-hoa", Q4, Decimal(1), Decimal(2), note="=HYPERLINK(1)"))
    once = normalised_csv(TOWN, [row], [])
    assert "'=HYPERLINK(1)" in once
    assert normalised_csv(TOWN, [read_back(once)], []) == once


def test_rows_stand_by_period_indicator_and_unit_and_kept_ones_as_typed() -> None:
    typed = ("CQ-HSCV-XP", "Phường Phổ Hòa", "Quý III/2024", "1.612", "1.874", "", "", "", "")
    old = Observation("CQ-HSCV-XP", "pho-hoa", Period("quarter", 2024, 3), Decimal(1612), Decimal(1874))
    silent = ("XH-DTTM", "pho-hoa", "2024-Q3", "", "", "", "", "", "")
    new = [
        Observation("XH-DTTM", "pho-an", Q4, Decimal(1), Decimal(2)),
        Observation("XH-DTTM", "nguyen-nghiem", Q4, Decimal(1), Decimal(2)),
        Observation("CQ-HSCV-XP", "pho-chau", Q4, Decimal(1), Decimal(2)),
    ]
    text = normalised_csv(TOWN, new, [KeptRow(typed, old), KeptRow(silent, None)])
    lines = text.splitlines()
    assert lines[:3] == [",".join(HOUSE_HEADER), ",".join(silent), ",".join(typed)]
    assert [line.split(",")[:2] for line in lines[3:]] == [
        ["CQ-HSCV-XP", "pho-chau"],
        ["XH-DTTM", "nguyen-nghiem"],
        ["XH-DTTM", "pho-an"],
    ]


def test_a_row_as_written_has_no_place() -> None:
    row = Observation("CQ-HSCV-XP", "pho-hoa", Q4, Decimal(1), Decimal(2))
    placed = row._replace(place=Place("a.xlsx", "Biểu", 9, 8), evidence_cell=11)
    assert as_written(placed) == as_written(row) == row

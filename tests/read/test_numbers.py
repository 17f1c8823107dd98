"""Every line of the number table, and properties of the reading."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxscore.read.numbers import NumberRead, marks_of, parse
from dxscore.workbooks.cell_texts import PointDecimal


def figure(value: str, **more: object) -> NumberRead:
    return NumberRead(Decimal(value), **more)  # type: ignore[arg-type] # keywords of the table below


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234", figure("1234")),
        ("0", figure("0")),
        ("05", figure("5")),
        (" 15 ", figure("15")),
        ("82,5", figure("82.5", decimals=1)),
        ("82,50", figure("82.50", decimals=2)),
        ("82,5%", figure("82.5", decimals=1, percent=True)),
        ("82,5 %", figure("82.5", decimals=1, percent=True)),
        ("100%", figure("100", percent=True)),
        ("82,125%", figure("82.125", decimals=3, percent=True)),
        ("1.234", figure("1234")),
        ("1.234,5", figure("1234.5", decimals=1)),
        ("1.234.567,5", figure("1234567.5", decimals=1)),
        ("1.234.567", figure("1234567")),
        ("82.5", figure("82.5", decimals=1, point=True)),
        ("0.825", figure("0.825", decimals=3, point=True)),
        ("1234.567", figure("1234.567", decimals=3, point=True)),
        ("0,825", figure("0.825", decimals=3)),
        ("1234,567", figure("1234.567", decimals=3)),
        ("1 234", figure("1234")),
        ("1\u00a0234\u00a0567", figure("1234567")),
        ("1\u202f234,5", figure("1234.5", decimals=1)),
        ("12008/15010", figure("12008", denominator=Decimal(15010))),
        ("08/80", figure("8", denominator=Decimal(80))),
        ("1.234 / 2.345", figure("1234", denominator=Decimal(2345))),
        ("-5", figure("-5")),
        ("−5", figure("-5")),
        ("５００", figure("500")),
        ("８２，５％", figure("82.5", decimals=1, percent=True)),
        ("8\u200b2", figure("82")),
        ("\ufeff82,5\u200b", figure("82.5", decimals=1)),
        ("1,234,567", figure("1234567", commas=True)),
        ("1,234.5", figure("1234.5", decimals=1, point=True, commas=True)),
        ("1234.0", figure("1234")),
        ("12/15 (80%)", figure("12", denominator=Decimal(15), stated=figure("80", percent=True))),
        ("80% (12/15)", figure("12", denominator=Decimal(15), stated=figure("80", percent=True))),
        (
            "80,0 % [12 / 15]",
            figure("12", denominator=Decimal(15), stated=figure("80.0", decimals=1, percent=True)),
        ),
        ("12/15 = 80%", figure("12", denominator=Decimal(15), stated=figure("80", percent=True))),
        ("-0", figure("0")),
        ("999999999999999", figure("999999999999999")),
        ("0,123456789", figure("0.123456789", decimals=9)),
    ],
)
def test_numbers(text: str, expected: NumberRead) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1,234", "ambiguous"),
        ("-1,234", "ambiguous"),
        ("123,456", "ambiguous"),
        ("12.345%", "ambiguous"),
        ("1,234/2,345", "ambiguous"),
        ("≈ 80%", "approximate"),
        ("~80", "approximate"),
        ("khoảng 80%", "approximate"),
        ("Khoảng 1.200", "approximate"),
        ("trên 80%", "approximate"),
        ("TRÊN 80%", "approximate"),
        (">80%", "approximate"),
        (">= 80", "approximate"),
        ("80-85%", "approximate"),
        ("80 – 85", "approximate"),
        ("từ 80 đến 85%", "approximate"),
        ("80 ± 2", "approximate"),
        ("hơn 1.000", "approximate"),
        ("1234567890123456", "too_long"),
        ("1,1234567890", "too_long"),
        ("1e5", "unreadable"),
        ("nan", "unreadable"),
        ("inf", "unreadable"),
        ("-inf", "unreadable"),
        ("1_000", "unreadable"),
        ("+5", "unreadable"),
        ("٤٢", "unreadable"),
        ("१२", "unreadable"),
        ("½", "unreadable"),
        ("²", "unreadable"),
        ("82,", "unreadable"),
        (",5", "unreadable"),
        (".5", "unreadable"),
        ("1.23.456", "unreadable"),
        ("1.234.5", "unreadable"),
        ("007,5", "unreadable"),
        ("0.825,5", "unreadable"),
        ("--5", "unreadable"),
        ("- 5", "unreadable"),
        ("15 hồ sơ", "unreadable"),
        ("12/13/14", "unreadable"),
        ("12/", "unreadable"),
        ("50%/100%", "unreadable"),
        ("80% (12)", "unreadable"),
        ("12/15 (80)", "unreadable"),
        ("12/15 (80%) 3", "unreadable"),
        ("80% (1,234/2,345)", "ambiguous"),
        ("0x1F", "unreadable"),
        ("True", "unreadable"),
        ("=1+1", "unreadable"),
        ("1" * 5000 + "x", "unreadable"),
        ("", "unreadable"),
    ],
)
def test_what_is_no_number(text: str, fault: str) -> None:
    assert parse(text) == fault


@pytest.mark.parametrize(
    ("others", "text", "expected"),
    [
        (["0.62"], "123.456", figure("123.456", decimals=3, point=True, inferred=True)),
        (["1310.5"], "1.234", figure("1.234", decimals=3, point=True, inferred=True)),
        (["82.5%"], "12.345%", figure("12.345", decimals=3, point=True, inferred=True, percent=True)),
        (["10.0"], "1.234", figure("1.234", decimals=3, point=True, inferred=True)),
        (["1.234.567"], "123.456", figure("123456")),
        (["1.234,5"], "123.456", figure("123456")),
        (["82,5"], "123.456", figure("123456")),
        (["0.62", "1.234.567"], "123.456", "dot"),
        (["1,234,567"], "123.456", "dot"),
        (["82,5"], "1,234", figure("1.234", decimals=3, inferred=True)),
        (["1.234.567"], "1,234", figure("1.234", decimals=3, inferred=True)),
        (["1,234,567"], "1,234", figure("1234", inferred=True, commas=True)),
        (["1,234,567", "82,5"], "1,234", "ambiguous"),
        (["0.62"], "1,234", "ambiguous"),
        (["1,234", "123.456", "7", "x", ""], "1,234", "ambiguous"),
        (["1,234", "123.456", "7", "x", ""], "123.456", figure("123456")),
        (["12.5/80"], "1.234", figure("1.234", decimals=3, point=True, inferred=True)),
        ([PointDecimal("82.5")], "1.234", figure("1234")),
    ],
)
def test_marks_are_read_by_what_other_cells_prove(
    others: list[str], text: str, expected: NumberRead | str
) -> None:
    assert parse(text, marks_of([*others, text])) == expected


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=5), st.integers(1, 999), st.integers(0, 999))
def test_a_dot_is_never_a_thousand_beside_a_decimal_point(
    counts: list[int], integer: int, decimals: int
) -> None:
    """Whatever else stands in the column: once 0.62 is there, 123.456 is 123,456 or is asked about."""
    text = f"{integer}.{decimals:03d}"
    column = ["0.62", text, *(f"{count:,}".replace(",", ".") for count in counts)]
    found = parse(text, marks_of(column))
    assert found == "dot" or (isinstance(found, NumberRead) and found.value == Decimal(text))


@given(st.integers(0, 10**15 - 1), st.integers(0, 9), st.data())
def test_vietnamese_form_is_read_exactly(integer: int, places: int, data: st.DataObject) -> None:
    decimals = f"{data.draw(st.integers(0, 10**places - 1)):0{places}d}" if places else ""
    text = f"{integer:,}".replace(",", ".") + (f",{decimals}" if decimals else "")
    if 0 < integer < 1000 and places == 3:
        assert parse(text) == "ambiguous"
        return
    expected = Decimal(f"{integer}.{decimals}" if decimals else integer)
    assert parse(text) == NumberRead(expected, places)


@given(st.text(max_size=30))
def test_any_text_gives_a_finite_number_or_a_fault(text: str) -> None:
    found = parse(text)
    assert isinstance(found, str) or found.value.is_finite()


@given(
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12).filter(lambda f: f % 1)
)
def test_a_programs_float_is_read_as_it_prints(number: float) -> None:
    text = format(Decimal(repr(number)), "f")
    found = parse(PointDecimal(text))
    if len(text.partition(".")[2]) <= 30:
        assert isinstance(found, NumberRead)
        assert found.value == Decimal(repr(number))
        assert not found.point


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.234", "1.234"), ("-82.5", "-82.5"), ("0.000001", "0.000001"), ("1" * 15 + ".5", "1" * 15 + ".5")],
)
def test_point_decimals(text: str, value: str) -> None:
    found = parse(PointDecimal(text))
    assert isinstance(found, NumberRead)
    assert found.value == Decimal(value)


@pytest.mark.parametrize("text", ["1" * 16 + ".5", "0." + "1" * 31])
def test_point_decimals_have_limits(text: str) -> None:
    assert parse(PointDecimal(text)) == "too_long"

"""How numbers are rounded: no printed number lies on another side of a number than the exact one does."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxscore.words.numbers import PLACES_AT_MOST, distinct, number, places_apart
from dxscore.words.say import Language
from printed import read_back

LANGUAGES: tuple[Language, ...] = ("vi", "en")
thresholds = st.decimals(0, 100, places=3).map(Fraction) | st.integers(0, 100).map(Fraction)
steps = st.fractions(Fraction(1, 10**18), Fraction(1, 2))


@st.composite
def near(draw: st.DrawFn) -> tuple[Fraction, list[Fraction]]:
    """A number and a few others, which it may equal, or lie beside by very little."""
    others = draw(st.lists(thresholds, min_size=1, max_size=3))
    beside = draw(st.sampled_from(others))
    shift = draw(st.just(Fraction(0)) | steps | steps.map(lambda step: -step))
    return draw(st.just(beside + shift) | st.fractions(0, 100)), others


def side(value: Fraction, other: Fraction) -> int:
    return (value > other) - (value < other)


@given(near(), st.sampled_from(LANGUAGES), st.integers(1, 4))
def test_what_is_printed_stands_to_every_other_as_the_exact_number_does(
    case: tuple[Fraction, list[Fraction]], lang: Language, least: int
) -> None:
    value, others = case
    printed = read_back(distinct(value, others, lang, least), lang)
    assert [side(printed, other) for other in others] == [side(value, other) for other in others]
    assert abs(printed - value) <= Fraction(1, 2 * 10**least)


@given(st.lists(st.fractions(0, 100, max_denominator=10**7), min_size=2, max_size=4), thresholds)
def test_numbers_side_by_side_keep_their_order(values: list[Fraction], threshold: Fraction) -> None:
    places = places_apart(values, [threshold])
    if places is None:
        assert any(abs(one - other) < Fraction(1, 10**PLACES_AT_MOST) for one in values for other in values)
        return
    printed = [read_back(number(value, "vi", places), "vi") for value in values]
    for value, seen in zip(values, printed, strict=True):
        assert side(seen, threshold) == side(value, threshold)
        assert [side(seen, p) for p in printed] == [side(value, v) for v in values]


@pytest.mark.parametrize(
    ("value", "unlike", "said"),
    [
        ("62.366", ["62.37"], "62,366"),
        ("62.374", ["62.37"], "62,4"),
        ("62.3", ["62.37"], "62,3"),
        ("62.375", ["62.375"], "62,375"),
        ("79.996", ["80"], "79,996"),
        ("31.25", [], "31,25"),  # half of a tenth to either side: programs differ on it
        ("31.26", [], "31,3"),
        ("80", ["80"], "80"),
        ("0.004", ["0"], "0,004"),
        ("99.999999999", ["100"], "99,999999999"),
        ("99.9999999999999", ["100"], "chưa tới 100"),
        ("0.00000000000001", ["0"], "hơn 0"),
        ("62.40000000000001", ["62.4"], "hơn 62,4"),
    ],
)
def test_cases(value: str, unlike: list[str], said: str) -> None:
    assert distinct(Fraction(value), map(Fraction, unlike), "vi") == said


def test_of_what_never_ends_and_is_the_same() -> None:
    third = Fraction(100, 3)
    assert distinct(third, [third], "en") == "33.3"
    assert distinct(third + Fraction(1, 10**20), [third], "en") == "just over 33.333333333333"


@given(st.decimals(-(10**6), 10**6, places=3), st.sampled_from(LANGUAGES))
def test_a_decimal_is_printed_whole(value: Decimal, lang: Language) -> None:
    assert read_back(number(value, lang), lang) == Fraction(value)

"""Cases in which one condition of the readers of cells decides alone: a limit, a way of writing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dxscore.read.numbers import NumberRead, parse
from dxscore.workbooks.cell_texts import PointDecimal


@pytest.mark.parametrize(
    ("text", "read"),
    [("0." + "1" * 30, True), ("0." + "1" * 31, False), ("9" * 15 + ".5", True), ("9" * 16 + ".5", False)],
)
def test_a_programs_number_has_all_digits_of_a_binary_float_and_no_more(text: str, read: bool) -> None:
    found = parse(PointDecimal(text))
    assert isinstance(found, NumberRead) is read
    assert found == "too_long" or found.value == Decimal(text)  # type: ignore[union-attr]

"""A table's own totals against the sum of its units."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from builders import catalogue, indicator, number, row, rows, scored, yes_no
from hypothesis import given
from hypothesis import strategies as st

from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation
from dxscore.model.place import Place
from dxscore.score.sums import is_the_sum, says_the_share, totals_against_tables
from placed import placed
from scoring import score

SHARE = catalogue(indicator())
ALL = rows(an="8/10", binh="5/10", chau="9/20")  # in rows 2, 3 and 4


def total(figure: str, line: int = 5, label: str = "Tổng cộng", when: str = "2025") -> Observation:
    return row(label, figure, when, line=line)


def found(units: Sequence[Observation], *totals: Observation, data: Catalogue = SHARE) -> list[Finding]:
    return list(totals_against_tables(data, Metrics(tuple(units), totals=totals)))


def test_both_figures_and_the_place_are_told() -> None:
    (finding,) = found(ALL, total("23/40"))
    assert (finding.code, finding.severity, finding.file, finding.row) == ("DX316", "warning", "m.csv", 5)
    assert finding.message.vi == (
        "“Tổng cộng” ghi 23/40, nhưng cộng các đơn vị trong bảng được 22/40 (3/3 đơn vị)"
    )
    assert "says 23/40; the units in the table add up to 22/40 (3/3 units)" in finding.message.en


@pytest.mark.parametrize(
    ("figure", "count"), [("22/40", 0), ("22/41", 1), ("21/40", 1), ("55", 0), ("55.1", 1)]
)
def test_a_share(figure: str, count: int) -> None:
    assert len(found(ALL, total(figure))) == count


@pytest.mark.parametrize("below", range(5))
def test_a_total_of_few_is_what_they_come_to_rounded(below: int) -> None:
    """Every percentage with up to one decimal, of all small sums: none is that of nothing."""
    for above, tenths in product(range(below + 1), range(1001)):
        stated = f"{tenths / 10:g}" if tenths % 10 else str(tenths // 10)
        unit = Fraction(1, 10) if tenths % 10 else Fraction(1)
        off = abs(Fraction(tenths, 10) - Fraction(100 * above, below)) if below else unit
        assert is_the_sum(total(stated), row("an", f"{above}/{below}")) is (2 * off <= unit), (above, stated)


def test_a_percentage_of_a_part_of_the_table() -> None:
    """65 % of the two units above it, 55 % of all: each total speaks of its own."""
    units = [row("an", "8/10", line=2), row("binh", "5/10", line=3), row("chau", "9/20", line=5)]
    assert found(units, total("65", 4), total("55", 6)) == []
    assert [finding.row for finding in found(units, total("66", 4), total("55", 6))] == [4]
    assert found(units[:2], total("12")) == []


@pytest.mark.parametrize(("figure", "count"), [("17", 0), ("16", 1), ("18", 1)])
def test_a_number(figure: str, count: int) -> None:
    units = rows(an="8", binh="5", chau="4")
    assert len(found(units, total(figure), data=catalogue(number()))) == count
    assert found(units, total(figure), data=catalogue(number(judged_on="each"))) == []


def test_yes_and_no_are_not_added_up() -> None:
    assert found([row("town", "1")], total("3"), data=catalogue(yes_no())) == []


@pytest.mark.parametrize(
    ("figure", "count"), [("13/20", 0), ("15/25", 0), ("12/20", 1), ("13/19", 1), ("19/25", 1)]
)
def test_units_that_are_not_there_may_account_for_more_and_never_for_less(figure: str, count: int) -> None:
    assert len(found(ALL[:2], total(figure))) == count


@pytest.mark.parametrize(("least", "count"), [(0, 1), (None, 0)])
def test_nothing_in_all_is_less_than_one_unit_has(least: int | None, count: int) -> None:
    data = catalogue(number() if least is None else number(minimum=least))
    assert len(found(rows(an="1"), total("0"), data=data)) == count
    assert found(rows(an="1"), total("1"), data=data) == []
    assert found(rows(an="0"), total("0"), data=data) == []


def test_a_unit_without_parts_may_account_for_the_difference() -> None:
    assert found([*ALL[:2], row("chau", "45", line=4)], total("22/40")) == []


def test_a_unit_that_stands_twice_settles_nothing() -> None:
    assert found([*ALL, row("an", "8/10", line=5)], total("30/50", line=6)) == []
    assert found([*ALL, row("an", "8/10", line=5)], total("1/50", line=6)) == []


@pytest.mark.parametrize(
    "stranger",
    [
        {"place": Place("other.csv", row=2)},
        {"place": Place("m.csv", "2", 2)},
        {"period": row("an", when="2024").period},
    ],
)
def test_only_rows_of_the_same_table_and_period_are_added_up(stranger: dict[str, object]) -> None:
    assert found([o._replace(**stranger) for o in ALL], total("1/40")) == []  # type: ignore[arg-type]


def test_groups_of_units_with_totals_of_their_own() -> None:
    def at(line: int, unit: str, figure: str) -> Observation:
        return row(unit, figure, line=line)

    units = [at(2, "an", "8/10"), at(3, "binh", "5/10"), at(5, "chau", "9/20")]
    assert found(units, total("13/20", 4, "Cộng"), total("9/20", 6, "Cộng"), total("22/40", 7)) == []
    assert [f.row for f in found(units, total("13/20", 4), total("9/20", 6), total("23/40", 7))] == [7]
    assert [f.row for f in found(units, total("14/20", 4), total("9/20", 6))] == [4]
    assert found(units[:2], total("13/20", 4), total("9/20", 6)) == []
    # At the head of each group, as statistics print them.
    heads = [at(3, "an", "8/10"), at(4, "binh", "5/10"), at(6, "chau", "9/20")]
    assert found(heads, total("22/40", 1), total("13/20", 2), total("9/20", 5)) == []


def test_totals_across_the_same_row() -> None:
    units = [placed(o, row=2, cell=place) for o, place in zip(ALL, (3, 4, 6), strict=True)]
    subtotal, whole = placed(total("13/20", 2), cell=5), placed(total("22/40", 2), cell=7)
    assert found(units, subtotal, whole) == []
    assert [f.row for f in found(units, subtotal, whole._replace(numerator=whole.denominator))] == [2]


def test_a_total_of_nothing_is_held_against_the_units_too() -> None:
    assert len(found(ALL, total("0/0", 1))) == 1


def test_a_scorecard_tells_of_it_and_counts_the_units() -> None:
    card = score(SHARE, Metrics(ALL, totals=(total("40/40"),)))
    assert [f.code for f in card.findings] == ["DX316"]
    assert card.results == scored(SHARE, *ALL).results


def test_strictly_it_is_an_error_told_once() -> None:
    data = Metrics(ALL, totals=(total("40/40"),))
    card = score(SHARE, data, strict=True)
    assert [(f.code, f.severity) for f in card.findings] == [("DX316", "error")]


def test_one_units_own_scorecard_is_not_about_the_total() -> None:
    each = score(SHARE, Metrics(ALL, totals=(total("40/40"),)), reporting_unit="an")
    assert "DX316" not in [f.code for f in each.findings]


@given(st.integers(0, 1000), st.integers(1, 60), st.integers(0, 60))
def test_a_percentage_is_said_of_a_share_to_its_last_decimal(tenths: int, below: int, above: int) -> None:
    """Of 82,4 no share is meant that lies farther than half a tenth from it."""
    share = Fraction(100 * above, below)
    off = abs(Fraction(tenths, 10) - share)
    assert says_the_share(Decimal(tenths) / 10 + Decimal("0.0"), share) is (off <= Fraction(1, 20))

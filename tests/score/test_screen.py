"""Checks within a row and between rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from builders import TOWN, catalogue, indicator, number, row, rows, yes_no

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.score.rows import Validated, of_unit, validate
from dxscore.score.sums import lacks_parts
from placed import placed

SHARES = catalogue(indicator())
WITH_TOTAL = catalogue(indicator(), total=True)


def said(screened: Validated) -> list[tuple[str, int | None]]:
    """Code and row of every finding."""
    return [(finding.code, finding.row) for finding in screened.findings]


def kept(screened: Validated) -> list[Observation]:
    return [o for own in screened.usable.by_indicator.values() for o in own]


def codes(data: Catalogue, *observations: Observation) -> list[str]:
    return [finding.code for finding in validate(data, observations).findings]


def test_good_rows_pass_untouched() -> None:
    good = rows(an="8/10", binh="0/0", chau="7/10")
    screened = validate(SHARES, good)
    assert kept(screened) == list(good)
    assert screened.findings == ()
    assert screened.usable.contradicted == frozenset()


@pytest.mark.parametrize(
    ("data", "figure", "code", "column"),
    [
        (SHARES, "11/10", "DX301", "numerator"),
        (SHARES, "1/0", "DX301", "numerator"),
        (SHARES, "100.1", "DX302", "value"),
        (SHARES, "-1", "DX302", "value"),
        (catalogue(number(minimum="0", maximum="63")), "64", "DX303", "value"),
        (catalogue(number(minimum="0")), "-1", "DX303", "value"),
        (catalogue(number(maximum="63")), "64", "DX303", "value"),
    ],
)
def test_impossible_rows_are_left_out(data: Catalogue, figure: str, code: str, column: str) -> None:
    screened = validate(data, [row("an", figure, line=7)])
    assert kept(screened) == []
    (finding,) = screened.findings
    assert (finding.code, finding.severity, finding.row, finding.column) == (code, "error", 7, column)


def test_the_noun_of_the_indicator_is_in_the_message() -> None:
    (finding,) = validate(SHARES, [row("an", "11/10")]).findings
    assert "hồ sơ" in finding.remedy.vi
    bare = catalogue(number(counted_in=None))
    (finding,) = validate(bare, [row("an", "11/10")]).findings
    assert "items" in finding.remedy.en


@pytest.mark.parametrize(
    ("said", "figure", "range_"),
    [
        ({"minimum": "0", "maximum": "63"}, "64", "0–63"),
        ({"minimum": "0"}, "-1", "0–…"),
        ({"maximum": "63"}, "64", "…–63"),
    ],
)
def test_the_range_is_in_the_message(said: dict[str, Any], figure: str, range_: str) -> None:
    (finding,) = validate(catalogue(number(**said)), [row("an", figure)]).findings
    assert finding.message.en == f"value {figure} lies outside {range_}"


def test_ends_of_a_range_belong_to_it() -> None:
    data = catalogue(number(minimum="0", maximum="63"))
    assert len(kept(validate(data, rows(an="0", binh="63")))) == 2
    assert len(kept(validate(SHARES, rows(an="0", binh="100", chau="10/10")))) == 3


def test_a_percentage_that_cannot_be_pooled_is_said() -> None:
    assert said(validate(SHARES, [row("an", "85", line=3)])) == [("DX308", 3)]
    assert codes(catalogue(indicator(judged_on="each")), row("an", "85")) == []
    assert codes(catalogue(indicator(reported_by=TOWN)), row(TOWN, "85")) == []
    assert codes(WITH_TOTAL, row(TOWN, "85")) == []


def test_lacks_parts() -> None:
    assert lacks_parts(row("an", "85"))
    assert not lacks_parts(row("an", "8/10"))
    assert not lacks_parts(row("an", "na"))


def test_a_yes_without_evidence_is_said() -> None:
    data = catalogue(yes_no())
    assert codes(data, row(TOWN, "1")) == ["DX309"]
    assert codes(data, row(TOWN, "1", evidence="Báo cáo 12")) == []
    assert codes(data, row(TOWN, "0")) == []
    assert codes(data, row(TOWN, "na")) == ["DX329"]


def test_any_other_figure_that_needs_evidence_needs_it_always() -> None:
    data = catalogue(number(needs_evidence=True, reported_by=TOWN))
    assert codes(data, row(TOWN, "0")) == ["DX309"]
    assert codes(data, row(TOWN, "7", evidence="QĐ 1")) == []


def test_a_repeated_row_counts_once() -> None:
    screened = validate(SHARES, [row("an", "8/10", line=2), row("an", "8/10", line=5, evidence="QĐ 1")])
    assert said(screened) == [("DX304", 5)]
    assert screened.findings[0].severity == "warning"
    (observation,) = kept(screened)
    assert (observation.place.row, observation.evidence) == (2, "QĐ 1")


def test_rows_that_repeat_the_parts_with_and_without_the_value_agree() -> None:
    with_value = row("an", "8/10", value=Decimal(80))
    assert codes(SHARES, with_value, row("an", "8/10")) == ["DX304"]


def test_contradicting_rows_are_all_marked() -> None:
    screened = validate(
        SHARES, [row("an", "8/10", line=2), row("an", "9/10", line=3), row("binh", "1/2", line=4)]
    )
    assert said(screened) == [("DX305", 2), ("DX305", 3)]
    first, second = screened.findings
    assert ("8/10" in first.message.en, "9/10 at m.csv:3" in first.message.en) == (True, True)
    assert "8/10 at m.csv:2" in second.message.en
    assert [key[1] for key in screened.usable.contradicted] == ["an"]
    assert [o.reporting_unit for o in kept(screened)] == ["an", "binh"]


def test_a_figure_contradicts_not_applicable_and_another_value() -> None:
    screened = validate(SHARES, [row("an", "na", line=2), row("an", "8/10", line=3)])
    assert [f.code for f in screened.findings] == ["DX329", "DX305", "DX305"]
    assert "not applicable contradicts 8/10" in screened.findings[1].message.en
    assert codes(catalogue(number()), row("an", "1"), row("an", "2")) == ["DX305", "DX305"]


def test_who_says_that_it_does_not_apply_where_it_must_has_not_reported() -> None:
    data = catalogue(indicator(may_not_apply=False))
    screened = validate(data, [row("an", "na", line=2), row("binh", "8/10", line=3)])
    (finding,) = screened.findings
    assert (finding.code, finding.severity, finding.row) == ("DX328", "warning", 2)
    assert "Xã an" in finding.message.vi and "X" in finding.message.vi and "không có" in finding.message.vi
    assert [o.reporting_unit for o in kept(screened)] == ["binh"]


def test_different_periods_do_not_contradict() -> None:
    assert codes(SHARES, row("an", "8/10", "2025-Q4"), row("an", "9/10", "2025")) == []


def test_the_earliest_closing_day_stands_for_repeated_rows() -> None:
    july, october = date(2025, 7, 1), date(2025, 10, 1)
    same = [row("an", "8/10", closed_on=day, line=n) for n, day in enumerate((october, None, july))]
    for order in permutations(same):
        (observation,) = kept(validate(SHARES, order))
        assert observation.closed_on == july


def test_order_of_rows_does_not_matter() -> None:
    mixed = [
        row("an", "8/10", line=2),
        row("an", "9/10", line=3),
        row("binh", "1/2", line=4),
        row("binh", "1/2", line=5),
        row("chau", "3/2", line=6),
    ]
    first = validate(SHARES, mixed)
    for order in permutations(mixed):
        assert validate(SHARES, order) == first


@pytest.mark.parametrize(
    ("town", "units", "code"),
    [
        ("24/30", {"an": "8/10", "binh": "8/10", "chau": "8/10"}, ""),
        ("25/30", {"an": "8/10", "binh": "8/10", "chau": "8/10"}, "DX306"),
        ("24/31", {"an": "8/10", "binh": "8/10", "chau": "8/10"}, "DX306"),
        ("16/20", {"an": "8/10", "binh": "8/10", "chau": "na"}, ""),
        ("17/20", {"an": "8/10", "binh": "8/10", "chau": "na"}, "DX306"),
        ("20/30", {"an": "8/10", "binh": "8/10"}, ""),  # châu may have 4 of 10
        ("15/30", {"an": "8/10", "binh": "8/10"}, "DX306"),  # fewer than two units have alone
        ("16/19", {"an": "8/10", "binh": "8/10"}, "DX306"),
        ("27/30", {"an": "8/10", "binh": "8/10"}, "DX306"),  # châu would have 11 of 10
        ("20/30", {"an": "8/10", "binh": "8/10", "chau": "40"}, ""),
        ("80", {"an": "8/10", "binh": "8/10"}, "DX319"),  # châu may have any number of any
        ("12", {"an": "8/10", "binh": "8/10"}, "DX319"),
        ("12", {"an": "8/10", "binh": "8/10", "chau": "80"}, "DX319"),
        ("80", {"an": "80", "binh": "80", "chau": "80"}, ""),
        ("12", {"an": "8/10", "binh": "8/10", "chau": "8/10"}, "DX306"),
        ("80", {"an": "8/10", "binh": "8/10", "chau": "8/10"}, ""),
        ("80", {"an": "8/10", "binh": "8/10", "chau": "na"}, ""),
        ("0", {"an": "0/0", "binh": "0/0", "chau": "0/0"}, "DX306"),  # nothing arose: no percentage
        # 2 of 3, to the decimals that are stated: each reaches half of its last one.
        ("67", {"an": "2/3", "binh": "2/3", "chau": "2/3"}, ""),
        ("66.7", {"an": "2/3", "binh": "2/3", "chau": "2/3"}, ""),
        ("66.67", {"an": "2/3", "binh": "2/3", "chau": "2/3"}, ""),
        ("66.70", {"an": "2/3", "binh": "2/3", "chau": "2/3"}, "DX306"),
        ("66.66", {"an": "2/3", "binh": "2/3", "chau": "2/3"}, "DX306"),
        ("66", {"an": "2/3", "binh": "2/3", "chau": "2/3"}, "DX306"),
        ("66.66666666666666", {"an": "2/3", "binh": "2/3", "chau": "2/3"}, ""),  # a binary fraction
        ("12.5", {"an": "1/4", "binh": "0/2", "chau": "0/2"}, ""),
        ("12", {"an": "1/4", "binh": "0/2", "chau": "0/2"}, ""),  # 12,5: half of it, to either side
        ("13", {"an": "1/4", "binh": "0/2", "chau": "0/2"}, ""),
        ("na", {"an": "8/10"}, ""),
    ],
)
def test_the_whole_row_beside_the_units(town: str, units: dict[str, str], code: str) -> None:
    found = codes(WITH_TOTAL, *rows(**units), row(TOWN, town, line=9))
    assert [c for c in found if c not in ("DX308", "DX329")] == ([code] if code else [])


def test_what_the_contradiction_says() -> None:
    screened = validate(WITH_TOTAL, [*rows(an="8/10", binh="8/10"), row(TOWN, "15/30", line=9)])
    (finding,) = screened.findings
    assert (finding.row, finding.severity) == (9, "warning")
    assert "15/30" in finding.message.en and "16/20" in finding.message.en and "2/3" in finding.message.en


def test_what_is_said_of_a_percentage_beside_the_units_parts() -> None:
    town = row(TOWN, "12.5", line=9)
    (finding,) = validate(WITH_TOTAL, [*rows(an="8/10", binh="8/10", chau="7/10"), town]).findings
    assert finding.message.vi == (
        "số toàn địa bàn 12,5% không khớp với tổng các đơn vị 23/30 = 76,67% (3/3 đơn vị)"
    )
    (finding,) = validate(WITH_TOTAL, [*rows(an="8/10", binh="8/10"), town]).findings
    assert (finding.severity, finding.message.vi) == (
        "note",
        "số toàn địa bàn 12,5% chưa đối chiếu được: mới cộng được 2/3 đơn vị (16/20 = 80%)",
    )


def test_units_with_a_bare_percentage_are_not_counted_as_added_up() -> None:
    found = validate(
        WITH_TOTAL, [*rows(an="8/10", binh="8/10", chau="40"), row(TOWN, "15/30", line=9)]
    ).findings
    (finding,) = (finding for finding in found if finding.code == "DX306")
    assert "16/20 (2/3 units)" in finding.message.en


@pytest.mark.parametrize(
    ("said", "town", "units", "code"),
    [
        ({}, "30", {"an": "10", "binh": "10", "chau": "10"}, ""),
        ({}, "31", {"an": "10", "binh": "10", "chau": "10"}, "DX306"),
        ({}, "15", {"an": "10", "binh": "10"}, ""),  # châu may be below 0
        ({"minimum": "0"}, "15", {"an": "10", "binh": "10"}, "DX306"),
        ({"minimum": "0"}, "25", {"an": "10", "binh": "10"}, ""),
        ({"minimum": "0"}, "20", {"an": "10", "binh": "10"}, ""),
        ({}, "na", {"an": "10", "binh": "10"}, ""),
    ],
)
def test_numbers_beside_their_sum(said: dict[str, Any], town: str, units: dict[str, str], code: str) -> None:
    data = catalogue(number(**said), total=True)
    found = codes(data, *rows(**units), row(TOWN, town))
    assert [c for c in found if c != "DX329"] == ([code] if code else [])


def test_only_rows_of_the_same_period_are_added_up() -> None:
    units = rows(an="8/10", binh="8/10", chau="8/10")
    assert codes(WITH_TOTAL, *units, row("an", "5/9", "2025-Q3"), row(TOWN, "24/30")) == []


def test_contradicting_rows_are_held_against_nothing() -> None:
    town = row(TOWN, "5/30", line=9)
    twice = [row("an", "8/10", line=2), row("an", "9/10", line=3)]
    assert codes(WITH_TOTAL, *twice, town) == ["DX305", "DX305"]
    assert codes(WITH_TOTAL, row("an", "8/10"), town, row(TOWN, "1/30", line=10)) == ["DX305", "DX305"]


def test_rows_of_one_unit() -> None:
    own, notes = of_unit(SHARES, rows(an="8/10", binh="1/2"), "an")
    assert [o.reporting_unit for o in own] == ["an"]
    (note,) = notes
    assert (note.code, note.severity, note.row) == ("DX310", "note", 3)
    assert "Xã binh" in note.message.vi


def test_rows_of_other_units_are_one_note_for_each_file() -> None:
    others = [row("binh", "8/10", line=n) for n in range(9, 1, -1)]
    elsewhere = placed(row("binh", "8/10", line=5), file="other.csv")
    own, notes = of_unit(SHARES, [*others, elsewhere], "an")
    assert own == []
    assert [(note.file, note.row) for note in notes] == [(others[0].place.file, 2), ("other.csv", 5)]
    assert notes[0].message.en == "rows not of the unit asked for: 8 (the first: Xã binh); not counted"


def test_figures_in_messages_are_written_as_the_reader_writes_them() -> None:
    (finding,) = validate(SHARES, [row("an", "12008/1201.5")]).findings
    assert "12.008 lớn hơn mẫu số 1.201,5" in finding.message.vi
    assert "12,008 is greater than denominator 1,201.5" in finding.message.en
    (finding,) = validate(SHARES, [row("an", "120.5")]).findings
    assert ("120,5%" in finding.message.vi, "120.5%" in finding.message.en) == (True, True)
    contested = validate(SHARES, [row("an", "1000/2000", line=1), row("an", "82.5", line=2)]).findings
    first = next(finding for finding in contested if finding.code == "DX305")
    assert first.message.vi.startswith("1.000/2.000 trái với 82,5% ")
    assert first.message.en.startswith("1,000/2,000 contradicts 82.5% ")


def test_parts_that_leave_months_out_are_held_against_no_whole() -> None:
    data = catalogue(number(over_time="flow"))
    parts = [row("an", "4", "2025-Q1"), row("an", "4", "2025-Q2"), row("an", "4", "2025-Q4")]
    assert not validate(data, [row("an", "9"), *parts]).findings


def test_two_halves_that_are_not_their_year_are_told() -> None:
    data = catalogue(number(over_time="flow"))
    told = validate(data, [row("an", "9", line=2), row("an", "4", "2025-H1"), row("an", "4", "2025-H2")])
    assert [(f.code, f.row) for f in told.findings] == [("DX326", 2)]
    assert not validate(data, [row("an", "8"), row("an", "4", "2025-H1"), row("an", "4", "2025-H2")]).findings

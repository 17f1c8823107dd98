"""Metrics in, scorecard out."""

from __future__ import annotations

import random
from datetime import date

import pytest
from builders import (
    CLOSE_2025,
    MID_2025,
    TOWN,
    catalogue,
    codes,
    indicator,
    judged,
    number,
    row,
    rows,
    scored,
    seen,
    target,
    yes_no,
)
from hypothesis import given
from hypothesis import strategies as st

from dxscore.errors import MetricsError, RequestError
from dxscore.model import rules
from dxscore.model.observation import Metrics, Observation
from dxscore.model.place import Place
from dxscore.model.scorecard import InputFile
from placed import placed
from scoring import score

OWN = indicator(target(by=2025, at_least=70), target(by=2030, at_least=90), reported_by=TOWN)
YEARLY = indicator(target(every="year", **{"from": 2024}, at_least=50), id="Y", reported_by=TOWN)


@pytest.mark.parametrize(
    ("calendar", "day"), [("administrative", date(2025, 12, 14)), ("calendar", date(2025, 12, 31))]
)
def test_by_default_the_day_is_the_close_of_the_newest_period(calendar: str, day: date) -> None:
    data = catalogue(OWN, calendar=calendar)
    taken_early = row(TOWN, "8/10", "2025", closed_on=date(2025, 9, 1))
    assert scored(data, row(TOWN, "8/10", "2025-Q1"), taken_early, as_of=None).as_of == day


def test_rows_left_out_do_not_move_the_day() -> None:
    card = scored(catalogue(OWN), row(TOWN, "8/10", "2025-H1"), row(TOWN, "11/10", "2025"), as_of=None)
    assert card.as_of == date(2025, 6, 14)


@pytest.mark.parametrize(
    ("target_year", "expected"),
    [
        (None, [("X", 2025, True), ("X", 2030, False), ("Y", 2025, True), ("Y", 2026, False)]),
        (2025, [("X", 2025, True), ("Y", 2025, True)]),
        (2030, [("X", 2030, False), ("Y", 2030, False)]),
        (2027, [("Y", 2027, False)]),
        (
            "all",
            [
                ("X", 2025, True),
                ("X", 2030, False),
                ("Y", 2024, True),
                ("Y", 2025, True),
                ("Y", 2026, False),
            ],
        ),
    ],
)
def test_which_targets_are_judged(target_year: int | None, expected: list[tuple[str, int, bool]]) -> None:
    card = scored(catalogue(OWN, YEARLY), row(TOWN, "8/10"), target_year=target_year)
    assert [(r.indicator, r.target.by, r.due) for r in card.results] == expected


def test_a_year_in_which_nothing_falls_due() -> None:
    with pytest.raises(RequestError, match="no target falls due in 2027") as caught:
        scored(catalogue(OWN), row(TOWN, "8/10"), target_year=2027)
    assert "2027" in caught.value.vi


def test_a_later_milestone_is_judged_on_what_is_known() -> None:
    _, result = scored(catalogue(OWN), row(TOWN, "8/10"), as_of=date(2026, 3, 1)).results
    assert seen(result, "target.by", "status", "period") == (2030, "pending", "2025")


def test_one_reporting_unit() -> None:
    data = catalogue(indicator(id="A"), OWN, indicator(id="B", judged_on="each"))
    card = scored(data, *(row(u, "8/10", id="A", line=n) for n, u in enumerate(("an", "binh"), 2)), unit="an")
    assert [(r.indicator, r.reporting_unit, r.status) for r in card.results] == [
        ("A", "an", "met"),
        ("B", "an", "no_data"),
    ]
    assert [(f.code, f.row) for f in card.findings] == [("DX310", 3)]


def test_a_unit_that_reports_nothing() -> None:
    with pytest.raises(RequestError, match="unit 'town' reports no indicator"):
        scored(catalogue(), row("an", "8/10"), unit=TOWN)
    with pytest.raises(RequestError, match="unit 'nowhere' reports no indicator"):
        scored(catalogue(), row("an", "8/10"), unit="nowhere")


def test_nothing_to_judge() -> None:
    with pytest.raises(MetricsError, match="not one usable figure") as caught:
        scored(catalogue())
    assert caught.value.findings == ()
    with pytest.raises(MetricsError) as caught:
        scored(catalogue(), row("an", "11/10", line=4))
    assert [f.code for f in caught.value.findings] == ["DX301"]
    with pytest.raises(MetricsError) as caught:
        scored(catalogue(), row("binh", "8/10"), unit="an")
    assert [f.code for f in caught.value.findings] == ["DX310"]


def test_nothing_known_by_the_day_is_nothing_to_judge() -> None:
    with pytest.raises(MetricsError, match="not one figure had closed by 2025-06-30") as caught:
        scored(catalogue(), row("an", "8/10"), as_of=MID_2025)
    assert [f.code for f in caught.value.findings] == ["DX311"]


def test_rows_after_the_day_are_noted() -> None:
    card = scored(
        catalogue(OWN), row(TOWN, "9/10", "2025-Q1", line=2), row(TOWN, "1/10", line=3), as_of=MID_2025
    )
    (note,) = card.findings
    assert seen(note, "code", "severity", "row", "column") == ("DX311", "note", 3, "period")
    assert "2025-12-14" in note.message.en and "2025-06-30" in note.message.en
    assert card.results[0].value == 90


def test_what_was_read_rides_along() -> None:
    early = rules.NOT_POOLABLE.finding(Place("a.csv", row=9))
    inputs = (InputFile(file="m.csv", sha256="1" * 64, rows=1),)
    card = score(catalogue(OWN), Metrics((row(TOWN, "8/10", line=2),), (early,), inputs))
    read = (inputs[0].model_copy(update={"rejected": 0}),)
    assert (card.inputs, card.findings, card.plan, card.catalogue.sha256) == (read, (early,), "p", "0" * 64)


def test_findings_stand_in_the_order_of_severity_files_and_rows() -> None:
    late = placed(row(TOWN, "11/10", line=2), file="b.csv")
    card = scored(
        catalogue(OWN), late, row(TOWN, "12/10", line=5), row(TOWN, "8/10", line=3), row(TOWN, "8/10", line=4)
    )
    assert [(f.file, f.row, f.code) for f in card.findings] == [
        ("b.csv", 2, "DX301"),
        ("m.csv", 5, "DX301"),
        ("m.csv", 4, "DX304"),
    ]


MIXED = catalogue(
    indicator(id="A"),
    indicator(id="B", judged_on="each"),
    number(target(at_least="20"), id="C", minimum="0"),
    yes_no(id="D"),
    total=True,
)


@st.composite
def reports(draw: st.DrawFn) -> list[Observation]:
    """Rows of every kind: repeated, contradicting, old, for the whole place."""
    shares = st.sampled_from(["8/10", "9/10", "0/0", "na", "85", "11/10"])
    found = [row("an", "8/10", id="A")]
    for name, figures in (("A", shares), ("B", shares), ("C", st.sampled_from(["5", "7", "-1"]))):
        for unit in draw(st.lists(st.sampled_from(["an", "binh", "chau", TOWN]), max_size=5)):
            when = draw(st.sampled_from(["2025", "2025-Q4", "2025-12", "2024"]))
            found.append(row(unit, draw(figures), when, id=name))
    found += [
        row(TOWN, "1", id="D", evidence=text)
        for text in draw(st.lists(st.sampled_from(["", "QĐ"]), max_size=2))
    ]
    return [placed(o, row=n) for n, o in enumerate(found, 2)]


@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(report: list[Observation], chance: random.Random) -> None:
    shuffled = list(report)
    chance.shuffle(shuffled)
    first, again = scored(MIXED, *report), scored(MIXED, *shuffled)
    assert first.model_dump_json(by_alias=True) == again.model_dump_json(by_alias=True)
    # Even where the lines of the file were shuffled, so that the rows bear other numbers.
    moved = scored(MIXED, *(placed(o, row=n) for n, o in enumerate(shuffled, 2)))
    assert seen(moved, "results", "gaps", "summary") == (first.results, first.gaps, first.summary)
    assert sorted(codes(moved)) == sorted(codes(first))


@given(reports())
def test_pooled_is_the_sum_of_its_units(report: list[Observation]) -> None:
    result = scored(MIXED, *report).results[0]
    old = result.reason == "stale"
    counted = [u for u in result.units if u.denominator is not None and (old or u.reason != "stale")]
    if counted and "whole_row" not in result.remarks:
        assert result.numerator == sum(unit.numerator or 0 for unit in counted)
        assert result.denominator == sum(unit.denominator or 0 for unit in counted)
        assert result.coverage.reported == (0 if result.reason == "stale" else len(counted))


@given(reports(), st.sampled_from(["1/2", "8/10", "10/10", "0/5"]))
def test_a_final_verdict_survives_the_missing_units(report: list[Observation], figure: str) -> None:
    before = scored(MIXED, *report).results[0]
    late = [row(unit, figure, id="A", line=99) for unit in before.coverage.missing]
    current = {o.reporting_unit for o in report if o.indicator == "A" and o.period.year == 2025}
    if before.reason is None and not before.provisional and current.isdisjoint(before.coverage.missing):
        after = scored(MIXED, *report, *late).results[0]
        assert after.status == before.status


def test_the_same_input_gives_the_same_bytes() -> None:
    report = rows(an="8/10", binh="7/9", chau="1/3")
    first, again = (scored(catalogue(), *report, as_of=CLOSE_2025).model_dump_json() for _ in range(2))
    assert first == again


def test_a_year_asked_for_by_name_counts_though_no_file_holds_it() -> None:
    newer = row(TOWN, "8/10", "2026")
    (result,) = scored(catalogue(OWN), newer, as_of=date(2026, 12, 14), target_year=2025).results
    assert (result.status, result.reason) == ("no_data", "after_deadline")
    first = scored(catalogue(OWN), newer, as_of=date(2026, 12, 14)).results[0]
    assert first.reason == "year_not_in_files"


def test_rows_that_were_left_out_are_counted() -> None:
    files = tuple(InputFile(file=name, sha256="0" * 64, rows=2) for name in ("m.csv", "n.csv"))
    more_than_all = row("an", "9/5", line=2), row("binh", "9/5", line=3)
    sent = Metrics((*more_than_all, row("chau", "8/10", line=4)), inputs=files)
    card = score(catalogue(), sent)
    assert [each.rejected for each in card.inputs] == [2, 0]
    assert card.finding_counts is not None
    assert card.finding_counts.rejected == 2


def test_bounds_of_a_band_travel_in_their_order() -> None:
    band = {"period": 2024, "change": "points", "between": [5, 10]}
    units = ("an", "binh", "chau")
    years = [row(unit, "50/100", "2024") for unit in units] + [row(unit, "57/100") for unit in units]
    rule = judged(indicator(target(by=2025, against=band)), *years).target.rule
    assert rule is not None and rule.held is not None
    assert rule.held.threshold == ("55", "60")

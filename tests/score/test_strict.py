"""`--strict`: what a warning leaves out, and that it is reported once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from builders import TOWN, catalogue, indicator, row, scored, yes_no

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation, SourceTable
from dxscore.model.place import Place
from dxscore.model.rules import SPREADSHEET_ERROR
from dxscore.model.scorecard import Scorecard
from dxscore.score.rows import of_unit, validate
from dxscore.score.strict import strictly as strictly_validated
from placed import placed
from scoring import score

SHARE = catalogue(indicator())
LETTERS = catalogue(*(indicator(id=name) for name in "VWXYZ"))


def judged(data: Catalogue, observations: Sequence[Observation], unit: str | None = None) -> Scorecard:
    return score(data, Metrics(tuple(observations)), reporting_unit=unit, strict=True)


def strictly(data: Catalogue, metrics: Metrics, unit: str | None = None) -> Metrics:
    looked_at = metrics.observations if unit is None else of_unit(data, metrics.observations, unit)[0]
    return strictly_validated(data, metrics, validate(data, looked_at), unit).metrics


def found(card: Scorecard) -> list[tuple[str, str, int | None]]:
    return [(finding.code, finding.severity, finding.row) for finding in card.findings]


def kept(data: Catalogue, observations: Sequence[Observation], unit: str | None = None) -> list[int | None]:
    return [o.place.row for o in strictly(data, Metrics(tuple(observations)), unit).observations]


JUMPING = [
    row("an", figure, year, line=n)
    for n, (figure, year) in enumerate((("50/100", "2023"), ("81/100", "2024"), ("85/100", "2025")), start=1)
]
COPIED = [
    *(row("an", "120/200", id=name, line=n) for n, name in enumerate("VWXY", start=1)),
    row("an", "130/200", id="Z", line=5),
]
ALIKE = [row(unit, "12/15", line=n) for n, unit in enumerate(("an", "binh", "chau"), start=1)]


def test_a_row_with_a_warning_is_left_out_and_its_warning_is_an_error() -> None:
    assert kept(SHARE, JUMPING) == [1, 3]
    assert found(judged(SHARE, JUMPING)) == [("DX314", "error", 2)]


def test_what_only_shows_over_the_gap_is_no_fault_of_the_rows_left() -> None:
    assert [f.code for f in scored(SHARE, JUMPING[0], JUMPING[2]).findings] == ["DX314"]
    assert ("DX314", "error", 3) not in found(judged(SHARE, JUMPING))


def test_one_figure_for_several_indicators_leaves_out_all_of_them_and_is_reported_once() -> None:
    assert kept(LETTERS, COPIED) == [5]
    others = [("DX318", "error", n) for n in (2, 3, 4)]
    assert found(judged(LETTERS, COPIED)) == [("DX312", "error", 1), *others]


def test_one_figure_for_all_units_leaves_out_all_of_them_and_is_reported_once() -> None:
    elsewhere = row("an", "70/100", id="Y", line=9)
    card = judged(catalogue(indicator(), indicator(id="Y")), [*ALIKE, elsewhere])
    assert found(card) == [("DX313", "error", 1), ("DX318", "error", 2), ("DX318", "error", 3)]
    (result,) = (result for result in card.results if result.indicator == "X")
    assert (result.status, result.coverage.reported) == ("no_data", 0)


def test_a_row_left_out_with_others_says_where_the_warning_stands() -> None:
    finding = judged(LETTERS, COPIED).findings[1]
    assert finding.message.vi == "bị loại cùng với dòng ở m.csv:1: cùng thuộc cảnh báo DX312"


def test_every_row_left_out_is_handed_back() -> None:
    lines = tuple((n, ("…",)) for n in range(1, 6))
    metrics = strictly(LETTERS, Metrics(tuple(COPIED), tables=(SourceTable("m.csv", ("h",), lines, (3,)),)))
    assert metrics.tables[0].rejected == (1, 2, 3, 4)


def test_in_a_row_of_many_figures_the_doubtful_one_alone_is_left_out() -> None:
    wide = [o._replace(place=Place("m.xlsx", "S", 7, n)) for n, o in enumerate(COPIED, start=3)]
    others = [placed(o._replace(reporting_unit="binh"), row=8) for o in wide[:2]]
    assert [o.place[2:] for o in strictly(LETTERS, Metrics((*wide, *others))).observations] == [
        (7, 7),
        (8, 3),
        (8, 4),
    ]


def test_for_one_unit_the_others_rows_are_not_looked_at() -> None:
    jumping = [placed(o._replace(reporting_unit="binh"), row=(o.place.row or 0) + 10) for o in JUMPING]
    assert kept(SHARE, [*JUMPING, *jumping], "an") == [1, 3, 11, 12, 13]
    assert found(judged(SHARE, [*JUMPING, *jumping], "an")) == [("DX314", "error", 2), ("DX310", "note", 11)]


@pytest.mark.parametrize("beside", [row(TOWN, "9/12", line=2), row("binh", "9/12", line=2)])
def test_what_has_only_notes_stays(beside: Observation) -> None:
    data = catalogue(indicator(), total=True)
    metrics = Metrics((row("an", "8/10", line=1), beside))
    assert strictly(data, metrics) == metrics


def test_a_yes_without_evidence_is_left_out_by_the_warning_on_its_evidence_cell() -> None:
    data = catalogue(yes_no())
    lacking = row(TOWN, "1", line=9)._replace(place=Place("a.xlsx", "Biểu", 9, 10), evidence_cell=11)
    (warning,) = scored(data, lacking).findings
    assert (warning.code, warning.position) == ("DX309", 11)
    assert kept(data, [lacking]) == []


def test_a_warning_on_one_of_two_that_contradict_does_not_let_the_other_decide() -> None:
    both = [row("an", "20", line=1), row("an", "143/200", line=2)]
    assert [f.code for f in scored(SHARE, *both).findings if f.severity == "error"] == ["DX305", "DX305"]
    card = judged(SHARE, both)
    assert {code for code, severity, _ in found(card) if severity == "error"} >= {"DX305", "DX308"}
    assert [result.status for result in card.results] == [r.status for r in scored(SHARE, *both).results]


def test_a_warning_made_while_reading_is_about_one_figure_of_a_wide_row() -> None:
    wide = [
        placed(row("an", f"5{place}/100", id=name, line=2), sheet="S", cell=place)
        for name, place in (("V", 3), ("W", 5), ("X", 7))
    ]

    def left(column: str | None, position: int) -> list[str]:
        warned = SPREADSHEET_ERROR.finding(Place("m.csv", "S", 2, position), column, got="#N/A")
        return [o.indicator for o in strictly(LETTERS, Metrics(tuple(wide), (warned,))).observations]

    assert left("denominator", 6) == ["V", "X"]
    assert left("value", 7) == ["V", "W"]
    assert left("reporting_unit", 1) == []


def test_only_the_unit_asked_for_is_spoken_of() -> None:
    rows = [row("an", "50/100", line=1), row("binh", "60/100", line=2)]
    warned = tuple(SPREADSHEET_ERROR.finding(Place("m.csv", row=line), got="#N/A") for line in (1, 2))
    assert [f.row for f in strictly(SHARE, Metrics(tuple(rows), warned), "an").findings] == [1]
    card = score(SHARE, Metrics(tuple(rows), warned), reporting_unit="an")
    assert [(f.code, f.row) for f in card.findings] == [("DX216", 1), ("DX310", 2)]


def test_no_count_of_findings_that_are_not_listed_is_left_over() -> None:
    years = [f"{year}-{month:02d}" for year in range(1900, 2100) for month in range(1, 13)]
    zigzag = [row("an", "10/100" if n % 2 else "90/100", p, line=n + 1) for n, p in enumerate(years[:2300])]
    codes = [code for code, _, _ in found(judged(SHARE, zigzag))]
    assert codes.count("DX140") == 1 and "DX141" not in codes


def test_a_total_that_its_table_contradicts_is_an_error_too() -> None:
    metrics = Metrics(tuple(row(unit, "8/10", line=n) for n, unit in enumerate(("an", "binh"), 2)))
    metrics = metrics._replace(totals=(row("Tổng cộng", "17/20", line=4),))
    (loose,), (strict,) = (
        [(f.severity, f.row) for f in score(SHARE, metrics, strict=how).findings if f.code == "DX316"]
        for how in (False, True)
    )
    assert (loose, strict) == (("warning", 4), ("error", 4))
    assert strictly(SHARE, metrics, "an").findings == ()


def test_what_closes_after_the_day_that_was_found_is_an_error_too() -> None:
    sent = [row(unit, "8/10", line=n) for n, unit in enumerate(("an", "binh"), 2)]
    sent.append(row("an", "8/10", "2026", line=4))
    for card, severity in ((scored(SHARE, *sent, as_of=None), "warning"), (judged(SHARE, sent), "error")):
        assert ("DX332", severity, 4) in found(card)

"""Units under a set: three numbers a criterion, what is said of them, ranks, what-if, next points."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dxscore.errors import RequestError
from dxscore.flows import points as scoring
from dxscore.model.period import written_period
from dxscore.model.points import PointsCard
from dxscore.read.catalogue import load
from points_sets import (
    CATALOGUE,
    EXAMPLE,
    PHU_THO,
    SET_766,
    UNITS,
    contents,
    criterion,
    metrics,
    of,
    said,
    scored,
    scores,
    unit,
)

SHARE = criterion(max=6, share={"full_at": 80, "none_arising": "zero"})
ALL = [f"A,{id_},{n},100," for n, id_ in enumerate(UNITS, start=40)]


def codes(card: PointsCard) -> list[str]:
    return sorted(finding.code for finding in card.findings if finding.code != "DX617")


# 766, as it was published.


def test_the_set_766_gives_the_published_points_of_37_units_within_the_portals_rounding() -> None:
    loaded = scoring.load(SET_766, load(PHU_THO))
    card = scoring.scored(loaded, scoring.read([str(PHU_THO / "metrics.csv")], loaded))
    found = {
        each.reporting_unit: next(group.total for group in each.groups if group.group == "TT")
        for each in card.units
    }
    with (PHU_THO / "published.csv").open(encoding="utf-8", newline="") as lines:
        published = {
            row["reporting_unit"].lower().replace(".", "-"): Decimal(row["published"])
            for row in csv.DictReader(lines)
        }
    assert found.keys() == published.keys() and len(found) == 37
    differing = {id_: found[id_] - published[id_] for id_ in found if found[id_] != published[id_]}
    assert differing == {"h44-125": Decimal("0.01")}  # a half in the last place, reckoned in binary there


def test_766_knows_three_meanings_of_nothing_arising(tmp_path: Path) -> None:
    """As the portal's rows of August 2026 for a provincial office that handled nothing."""
    catalogue = load(PHU_THO)
    rows = [f"{id_},h44-01,0,0," for id_ in ("TD-1", "TT-1", "SH-1", "SH-2", "HL-1", "HL-2", "HL-3")]
    loaded = scoring.load(SET_766, catalogue)
    card = scoring.scored(loaded, scoring.read([metrics(tmp_path, rows)], loaded))
    office = {each.criterion: each for each in unit(card, "h44-01").criteria}
    official = {id_: office[id_].official for id_ in ("TD-1", "TT-1", "SH-1", "HL-1", "HL-2", "HL-3")}
    assert official == {
        "TD-1": 0,
        "TT-1": 0,
        "SH-1": None,
        "HL-1": 6,
        "HL-2": 6,
        "HL-3": 0,
    }
    assert (office["SH-1"].left_out, office["SH-1"].cause) == (True, "zero_denominator")


def test_four_unanswered_petitions_move_a_unit_from_18_to_nearly_6(tmp_path: Path) -> None:
    loaded = scoring.load(SET_766, load(PHU_THO))
    totals = []
    for petitions in ("0,0", "0,4"):
        rows = [f"HL-1,h44-104,{petitions},", f"HL-2,h44-104,{petitions},", "HL-3,h44-104,893,900,"]
        card = scoring.scored(loaded, scoring.read([metrics(tmp_path, rows)], loaded))
        one = unit(card, "h44-104")
        totals.append(next(group.total for group in one.groups if group.group == "HL"))
        small = {each.criterion for each in one.criteria if each.small}
    assert totals == [18, 6]
    assert small == {"HL-1", "HL-2"}
    assert next(each.one_case for each in one.criteria if each.criterion == "HL-1") == Decimal("1.5")


# Stages.


def test_official_is_the_last_stage_present_and_what_differs_is_said(tmp_path: Path) -> None:
    given = scores(
        tmp_path,
        "A,xa-mot,self,3,,",
        "A,xa-hai,self,3.5,,",
        "A,xa-hai,verified,2,biên bản 12,",
        "A,xa-ba,self,3.15,,",
        "A,xa-ba,verified,1,,",
    )
    card = scored(tmp_path, contents(SHARE, rounding={"each": 2}), [metrics(tmp_path, ALL), given])
    numbers = [(of(card, id_).computed, of(card, id_).self_, of(card, id_).verified) for id_ in UNITS]
    assert numbers == [
        (3, 3, None),
        (Decimal("3.08"), Decimal("3.5"), 2),
        (Decimal("3.15"), Decimal("3.15"), 1),
        (Decimal("3.23"), None, None),
    ]
    assert [of(card, id_).official for id_ in UNITS] == [3, 2, 1, Decimal("3.23")]
    assert of(card, "xa-hai").reason == "biên bản 12"
    assert codes(card) == ["DX640", "DX641"]  # xa-hai differs from the figures, xa-ba was changed in silence


def test_a_stage_that_the_set_does_not_use_is_refused(tmp_path: Path) -> None:
    given = scores(tmp_path, "A,xa-mot,verified,3,,")
    card = scored(tmp_path, contents(SHARE, stages=["computed", "self"]), [metrics(tmp_path, ALL), given])
    assert codes(card) == ["DX631"] and of(card, "xa-mot").official == 3


@pytest.mark.parametrize(("then", "points"), [("no_points", 0), ("flag", 4)])
def test_points_without_the_evidence_that_is_wanted(tmp_path: Path, then: str, points: int) -> None:
    data = contents(criterion(max=5, given={}, evidence="required", without_evidence=then))
    card = scored(tmp_path, data, [scores(tmp_path, "A,xa-mot,self,4,,", "A,xa-hai,self,4,,QĐ 1")])
    assert said(of(card, "xa-mot").official, of(card, "xa-mot").cause) == (points, "no_evidence")
    assert said(of(card, "xa-hai").official, of(card, "xa-hai").evidence) == (4, "QĐ 1")
    assert "DX642" in codes(card)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("A,xa-mot,self,7,,", "DX625"),
        ("A,xa-mot,self,-1,,", "DX626"),
        ("A,xa-mot,self,abc,,", "DX624"),
        ("A,xa-mot,self,50%,,", "DX624"),
        ("AA,xa-mot,self,1,,", "DX621"),
        (",xa-mot,self,1,,", "DX622"),
        ("A,xa-năm,self,1,,", "DX231"),
        ("A,,self,1,,", "DX230"),
        ("A,xa-mot,checked,1,,", "DX623"),
        ("A,xa-mot,self,không áp dụng,vì,", "DX630"),
    ],
)
def test_a_row_of_points_that_cannot_be_used_is_an_error_and_counts_for_nothing(
    tmp_path: Path, row: str, code: str
) -> None:
    card = scored(tmp_path, contents(SHARE), [metrics(tmp_path, ALL), scores(tmp_path, row)])
    mine = [finding for finding in card.findings if finding.code == code]
    assert [(finding.severity, finding.row) for finding in mine] == [("error", 2)]
    assert of(card, "xa-mot").official == 3


def test_two_numbers_for_one_place_count_for_none_and_equal_ones_once(tmp_path: Path) -> None:
    given = scores(
        tmp_path, "A,xa-mot,self,1,,", "A,xa-mot,self,2,,", "A,xa-hai,self,2,,", "A,xa-hai,self,2,,"
    )
    card = scored(tmp_path, contents(criterion(max=5, given={})), [given])
    assert of(card, "xa-mot").official is None and of(card, "xa-hai").official == 2
    assert {"DX627", "DX628"} <= set(codes(card))


def test_levels_may_be_given_by_name(tmp_path: Path) -> None:
    data = contents(criterion(max=10, levels={"head": 1, "deputy": "1/2", "none": 0}))
    card = scored(
        tmp_path,
        data,
        [scores(tmp_path, "A,xa-mot,self,deputy,,", "A,xa-hai,self,boss,,", "A,xa-ba,self,none,,")],
    )
    assert [of(card, id_).official for id_ in UNITS] == [5, None, 0, None]
    assert "DX633" in codes(card)


def test_points_of_the_reader_are_typed_as_people_type_them(tmp_path: Path) -> None:
    path = tmp_path / "tu-cham.csv"
    path.write_text(
        "Mã tiêu chí;Đơn vị;Kỳ;Bước;Điểm;Giải trình;Tài liệu kiểm chứng\n"
        "A;Xã Một;Năm 2026;Tự chấm;5,18;;QĐ 1\nA;90002;2026;Thẩm định;4;;\n",
        encoding="utf-8-sig",
    )
    card = scored(tmp_path, contents(SHARE), [str(path)])
    assert said(of(card, "xa-mot").self_, of(card, "xa-hai").verified) == (Decimal("5.18"), 4)


# Not answered, left out, next points, what-if.


def test_what_is_not_answered_is_a_range_and_not_nothing(tmp_path: Path) -> None:
    data = contents(SHARE, criterion(id="B", max=1, given={}))
    card = scored(tmp_path, data, [metrics(tmp_path, ALL), scores(tmp_path, "B,xa-mot,self,1,,")])
    second = unit(card, "xa-hai")
    assert (second.low, second.high, second.complete, second.unanswered) == (
        second.total,
        second.total + 1 if second.total is not None else None,
        False,
        ("B",),
    )
    assert (second.rank_best, second.rank, second.rank_worst) == (1, 4, 4)
    assert "DX643" in codes(card)
    assert next(each for each in second.criteria if each.criterion == "B").official is None


def test_nobody_is_ranked_on_less_than_four_fifths(tmp_path: Path) -> None:
    data = contents(SHARE, criterion(id="B", max=4, given={}))
    card = scored(tmp_path, data, [metrics(tmp_path, ALL)])
    assert all(one.rank is one.rank_best is one.rank_worst is None for one in card.units)
    assert codes(card) == ["DX646"]  # one for all units that owe the same


def test_what_is_left_out_for_some_only_is_said(tmp_path: Path) -> None:
    rows = [*ALL[1:], "A,xa-mot,0,0,"]
    data = contents(criterion(max=6, share={"none_arising": "left_out"}), left_out="rescale")
    card = scored(tmp_path, data, [metrics(tmp_path, rows)])
    assert (of(card, "xa-mot").left_out, unit(card, "xa-mot").left_out) == (True, ("A",))
    assert unit(card, "xa-mot").total is None
    assert "DX644" in codes(card)


def test_not_applicable_counts_only_where_the_criterion_allows_it(tmp_path: Path) -> None:
    data = contents(
        criterion(max=70, given={}),
        criterion(id="S", max=30, given={}, may_not_apply=True),
        left_out="rescale",
    )
    given = scores(
        tmp_path, "A,xa-mot,self,35,,", "S,xa-mot,verified,không áp dụng,chưa khảo sát,", "A,xa-hai,self,35,,"
    )
    card = scored(tmp_path, data, [given])
    assert said(unit(card, "xa-mot").total, unit(card, "xa-mot").rescaled) == (50, True)
    assert said(unit(card, "xa-hai").low, unit(card, "xa-hai").high) == (35, 65)


def test_the_cheapest_next_points_come_first_in_the_officers_own_units(tmp_path: Path) -> None:
    data = contents(
        {**SHARE, "counted_in": "hồ sơ"},
        criterion(id="B", max=4, done={}),
        criterion(id="C", max=4, steps=[{"at_least": 4, "points": 4}, {"at_least": 2, "points": 2}]),
        rounding={"each": 2, "total": 2},
    )
    rows = [f"{id_},xa-mot,{said}" for id_, said in (("A", "66,100,"), ("B", ",,không"), ("C", ",,1"))]
    card = scored(tmp_path, data, [metrics(tmp_path, rows)])
    steps = unit(card, "xa-mot").next
    assert [(step.criterion, step.count, step.points, step.to) for step in steps] == [
        ("B", None, 4, "done"),
        ("C", 1, 2, "next_step"),
        ("A", 14, Decimal("1.05"), "full"),
    ]
    assert steps[2].counted_in is not None and steps[2].counted_in.vi == "hồ sơ"
    first = of(card, "xa-mot")
    assert (first.missing, first.missing_count) == (Decimal("1.05"), 14)


def test_each_next_step_brings_what_it_says() -> None:
    """Done for real, a step raises the total by the points that were promised."""
    files = [str(path) for path in sorted(EXAMPLE.glob("*.csv"))]
    loaded = scoring.load(EXAMPLE / "points.yaml", CATALOGUE)
    before = scoring.scored(loaded, scoring.read(files, loaded))
    tried = 0
    for one in before.units:
        for step in one.next:
            own = next(each for each in one.criteria if each.criterion == step.criterion)
            if step.part is not None or own.denominator is None or step.count is None:
                continue
            assert own.numerator is not None
            supposed = f"{step.criterion}/{one.reporting_unit}={own.numerator + step.count}/{own.denominator}"
            after = scoring.scored(loaded, scoring.read(files, loaded), suppositions=[supposed])
            total = unit(after, one.reporting_unit).total
            assert total is not None and one.total is not None
            assert total - one.total == step.points
            tried += 1
    assert tried >= 2


def test_a_supposition_changes_its_unit_and_is_shown_before_and_after(tmp_path: Path) -> None:
    card = scored(
        tmp_path,
        contents(SHARE),
        [metrics(tmp_path, ALL)],
        suppositions=["A/Xã Một=80/100", "A/xa-hai=0/100"],
    )
    first, second = card.what_if
    assert said(first.total_before, first.total_after, first.rank_before, first.rank_after) == (3, 6, 4, 1)
    assert said(second.total_after, second.rank_after, first.figure) == (0, 4, "80/100")
    with pytest.raises(RequestError):
        scored(tmp_path, contents(SHARE), [metrics(tmp_path, ALL)], suppositions=["B/xa-mot=1/2"])


def test_other_units_figures_matter_for_two_rules_alone_and_it_is_said(tmp_path: Path) -> None:
    data = contents(
        criterion(max=6, share={"against": "best_unit", "none_arising": "zero"}),
        criterion(id="B", max=4, leader={}),
        criterion(id="C", max=4, share={"none_arising": "zero"}),
    )
    rows = [f"{id_},{name},{n},100," for id_ in "ABC" for n, name in zip((90, 60), UNITS[:2], strict=True)]
    first = scored(tmp_path, data, [metrics(tmp_path, rows)])
    changed = [row.replace("xa-mot,90", "xa-mot,70") for row in rows]
    second = scored(tmp_path, data, [metrics(tmp_path, changed)])
    assert first.compared == ("A", "B")
    before, after = ([each.computed for each in unit(card, "xa-hai").criteria] for card in (first, second))
    assert before[0] != after[0] and before[2] == after[2]
    assert [each.depends_on_others for each in unit(first, "xa-hai").criteria] == [True, True, False]


# Figures and periods.


def test_a_year_is_put_together_from_its_parts_where_the_figure_is_a_flow() -> None:
    loaded = scoring.load(EXAMPLE / "points.yaml", CATALOGUE)
    read = scoring.read([str(EXAMPLE / "metrics.csv")], loaded)
    card = scoring.scored(loaded, read)
    figure = of(card, "xa-mot", "HS")
    assert said(figure.numerator, figure.denominator) == (650, 800)
    quarter = scoring.scored(loaded, read, period=written_period("2026-Q3"))
    assert said(of(quarter, "xa-mot", "HS").numerator, of(quarter, "xa-hai", "HS").official) == (170, None)


def test_the_period_is_the_newest_that_most_units_have(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    rows = [f"A,{name},2026-0{month},1,2," for month in (1, 2) for name in UNITS]
    rows += ["A,xa-mot,2026-03,1,2,"]
    header = "indicator,reporting_unit,period,numerator,denominator,value\n"
    path.write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
    card = scored(tmp_path, contents(SHARE), [str(path)])
    assert (card.period, card.periods) == ("2026-02", ("2026-01", "2026-02", "2026-03"))


def test_a_set_of_another_time_is_a_warning(tmp_path: Path) -> None:
    for own in ({"valid_from": 2027}, {"valid_to": 2025}):
        card = scored(tmp_path, contents(SHARE, **own), [metrics(tmp_path, ALL)])
        assert codes(card) == ["DX618"]


def test_nothing_to_score_is_said(tmp_path: Path) -> None:
    with pytest.raises(RequestError):
        scored(tmp_path, contents(SHARE), [])


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    def once() -> str:
        return scored(tmp_path, contents(SHARE), [metrics(tmp_path, ALL)]).to_json()

    assert once() == once()


def own_sets() -> list[dict[str, Any]]:
    return [contents(SHARE), contents(SHARE, rounding={"each": 2})]


@pytest.mark.parametrize("data", own_sets())
def test_points_without_rounding_travel_exact_or_to_six_places(tmp_path: Path, data: dict[str, Any]) -> None:
    card = scored(tmp_path, data, [metrics(tmp_path, ["A,xa-mot,1,7,"])])
    rounded = data["set"].get("rounding") is not None
    assert str(of(card, "xa-mot").computed) == ("1.07" if rounded else "1.071429")


def test_a_metrics_file_may_name_a_level(tmp_path: Path) -> None:
    levels = {"chu-tich": 1, "none": "1/3", "khong": 0}
    rows = ["A,xa-mot,,,None", "A,xa-hai,,,chu-tich", "A,xa-ba,,,0", "A,xa-bon,,,trưởng thôn"]
    card = scored(tmp_path, contents(criterion(max=9, levels=levels)), [metrics(tmp_path, rows)])
    assert [of(card, id_).official for id_ in UNITS] == [3, 9, 0, None]
    assert str(of(card, "xa-mot").value) == "0.333333"
    assert [f.code for f in card.findings if f.severity == "error"] == ["DX203"]


def test_who_leads_may_have_more_than_its_target(tmp_path: Path) -> None:
    rows = ["A,xa-mot,12,10,", "A,xa-hai,11,10,", "A,xa-ba,10,10,", "A,xa-bon,5,10,"]
    card = scored(tmp_path, contents(criterion(max=10, leader={})), [metrics(tmp_path, rows)])
    assert [str(of(card, id_).official) for id_ in UNITS] == ["10", "7.5", "5", "2.5"]
    plain = scored(tmp_path, contents(SHARE), [metrics(tmp_path, ["A,xa-mot,12,10,", "A,xa-hai,1,10,"])])
    assert "DX301" in codes(plain) and of(plain, "xa-mot").official is None


def test_points_of_another_period_are_mentioned_and_not_used(tmp_path: Path) -> None:
    given = tmp_path / "scores.csv"
    header = "criterion,reporting_unit,period,stage,points\n"
    given.write_text(header + "A,xa-mot,2025,self,1\nA,xa-mot,2024,self,2\n", encoding="utf-8")
    card = scored(tmp_path, contents(SHARE), [metrics(tmp_path, ALL), str(given)])
    notes = [finding for finding in card.findings if finding.code == "DX632"]
    assert [note.message.vi for note in notes] == ["điểm của kỳ năm 2024, năm 2025 không được xem"]
    assert of(card, "xa-mot").self_ is None


def test_a_table_of_points_without_its_columns_is_refused(tmp_path: Path) -> None:
    given = tmp_path / "scores.csv"
    given.write_text("criterion,points,reason\nA,1,\n", encoding="utf-8")
    card = scored(tmp_path, contents(SHARE), [metrics(tmp_path, ALL), str(given)])
    assert codes(card) == ["DX620"]


def test_a_unit_that_is_not_scored_and_a_computed_number_that_the_figures_deny(tmp_path: Path) -> None:
    given = scores(tmp_path, "A,xa-bon,self,1,,", "A,xa-mot,computed,2,,")
    rows = [row for row in ALL if "xa-bon" not in row]
    card = scored(tmp_path, contents(SHARE, scored_for=list(UNITS[:3])), [metrics(tmp_path, rows), given])
    assert {"DX629", "DX645"} <= set(codes(card)) and of(card, "xa-mot").official == 3


def test_contradictory_figures_give_no_points_and_say_so_at_the_criterion(tmp_path: Path) -> None:
    rows = [*ALL, "A,xa-mot,45,100,"]  # beside 40/100
    card = scored(tmp_path, contents(SHARE), [metrics(tmp_path, rows)])
    assert of(card, "xa-mot").official is None and of(card, "xa-mot").cause == "contradictory"
    assert unit(card, "xa-mot").unanswered == ("A",)
    found = [finding for finding in card.findings if finding.code == "DX647"]
    assert [(f.severity, f.message.vi) for f in found] == [
        ("error", "A, Xã Một: số liệu không dùng được cho quy tắc này")
    ]
    assert found[0].file.endswith("points.yaml") and found[0].row is not None
    given = scores(tmp_path, "A,xa-mot,self,3,,")
    stands = scored(tmp_path, contents(SHARE), [metrics(tmp_path, rows), given])
    assert "DX647" not in codes(stands) and of(stands, "xa-mot").official == 3  # a later stage settles it


@pytest.mark.parametrize(("supposed", "points"), [("2/5", None), ("1/2", 5), ("0", 0)])
def test_a_supposed_figure_that_is_no_level_gives_no_points_and_is_said(
    tmp_path: Path, supposed: str, points: int | None
) -> None:
    """2/5 beside levels of all, half and nothing: never rounded to the nearest one."""
    data = contents(criterion(max=10, levels={"all": 1, "half": "1/2", "none": 0}))
    figures = [metrics(tmp_path, ["A,xa-mot,,,all"])]
    card = scored(tmp_path, data, figures, suppositions=[f"A/xa-mot={supposed}"])
    assert of(card, "xa-mot").official == points
    assert (of(card, "xa-mot").cause == "unusable") is (points is None)
    assert [f.severity for f in card.findings if f.code == "DX647"] == ["error"] * (points is None)


@pytest.mark.parametrize(
    ("quarters", "units"),
    [
        ({"xa-mot": 4, "xa-hai": 4}, None),
        ({"xa-mot": 3, "xa-hai": 4}, "Xã Một"),
        ({"xa-mot": 3, "xa-hai": 2}, "2 đơn vị (Xã Một, Xã Hai)"),
    ],
)
def test_points_from_part_of_the_period_are_provisional(
    tmp_path: Path, quarters: dict[str, int], units: str | None
) -> None:
    header = "indicator,reporting_unit,period,numerator,denominator\n"
    rows = [
        f"HS,{name},2026-Q{quarter},40,100\n"
        for name, last in quarters.items()
        for quarter in range(1, last + 1)
    ]
    file = tmp_path / "m.csv"
    file.write_text(header + "".join(rows), encoding="utf-8")
    data = contents(criterion(id="HS", max=6, share={"full_at": 80, "none_arising": "zero"}))
    year = written_period("2026")
    card = scored(tmp_path, data, [str(file)], period=year)
    found = [finding.message.vi for finding in card.findings if finding.code == "DX648"]
    assert found == ([] if units is None else [f"tiêu chí HS: số liệu của {units} chưa đủ kỳ năm 2026"])
    assert of(card, "xa-mot", "HS").official == 3
    given = scores(tmp_path, "HS,xa-mot,verified,3,đủ kỳ,", "HS,xa-hai,verified,3,đủ kỳ,")
    settled = scored(tmp_path, data, [str(file), given], period=year)
    assert "DX648" not in codes(settled)  # the verified number is nobody's part of a year

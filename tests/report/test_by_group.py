"""Scorecards of groups as they are read: whole screens, Markdown, and rows for programs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from builders import CLOSE_2025, catalogue, indicator, row, rows, target
from pyarrow import parquet

from dxscore.flows.groups import group_results
from dxscore.flows.judge import Request, judge
from dxscore.model.assignments import Group
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation
from dxscore.report.by_group import GROUPS_AT_MOST, GroupsView
from dxscore.report.outputs import OUTPUTS
from dxscore.report.view import View
from dxscore.words.text import Text

UNITS = ("an", "binh", "chau", "dong")
SENT = rows(an="70/100", binh="95/100", chau="10/100")


def country(*indicators: dict[str, Any], **names: str) -> Catalogue:
    """Two provinces, one of them with a district that holds half of it."""
    data = catalogue(*(indicators or (indicator(target(at_least="80")),)), communes=UNITS)
    members = {"nuoc": ("bac", "nam"), "bac": ("an", "huyen"), "huyen": ("binh",), "nam": ("chau", "dong")}
    called = {"nuoc": "Cả nước", "bac": "Tỉnh Bắc", "huyen": "Huyện Một", "nam": "Tỉnh Nam", **names}
    groups = tuple(
        Group(id=id_, name=Text(vi=called[id_], en=called[id_]), members=own) for id_, own in members.items()
    )
    return replace(
        data, assignments=data.assignments.model_copy(update={"groups": (*data.assignments.groups, *groups)})
    )


def shown(data: Catalogue, *sent: Observation, only: str | None = None, **said: Any) -> GroupsView:
    judged = judge(data, Metrics(sent or SENT), Request(as_of=CLOSE_2025))
    found = group_results(judged)
    return GroupsView(found.document, found.found, found.whole, View(judged.scorecard, data, **said), only)


def text(view: GroupsView, format_: str = "table") -> str:
    return OUTPUTS[format_].render_groups(view).decode()


def test_the_screen_answers_first_and_shows_the_tree() -> None:
    assert text(shown(country(), width=110)) == SCREEN


SCREEN = """\
Có 0/1 chỉ tiêu đạt; 1 chỉ tiêu không đạt; 1 kết quả là tạm tính.
p
Đánh giá tại ngày 14/12/2025.
Mỗi nhóm được chấm trên số liệu của các đơn vị trong nhóm, cùng thời gian, cùng quy tắc với cả nơi. Số đơn vị
đạt đếm theo số liệu riêng của từng đơn vị.

Theo nhóm đơn vị ─────────────────────────────────────────────────────────────────────────────────────────────
Nhóm đơn vị      Số đơn vị  Đạt/đến hạn  Không đạt  Chưa có số liệu  Khác
─────────────────────────────────────────────────────────────────────────
Tất cả đơn vị    4          0/1          1
  Các xã         4          0/1          1
  Cả nước        4          0/1          1
    Tỉnh Bắc     2          1/1
      Huyện Một  1          1/1
    Tỉnh Nam     2          0/1          1

X: Tối thiểu 80% ─────────────────────────────────────────────────────────────────────────────────────────────
Nhóm đơn vị  Kết quả       Đánh giá        Còn thiếu                     Đơn vị                    Xa mục tiêu
                                                                                                   nhất
──────────────────────────────────────────────────────────────────────────────────────────────────────────────
Các xã       58,3%         ✗ Không đạt     còn thiếu 21,7 điểm phần      1/4 đạt; 2 không đạt; 1   Xã chau; Xã
             (175/300)     (tạm tính)      trăm; 65 hồ sơ                chưa có số liệu           an
Cả nước      58,3%         ✗ Không đạt     còn thiếu 21,7 điểm phần      1/4 đạt; 2 không đạt; 1   Xã chau; Xã
             (175/300)     (tạm tính)      trăm; 65 hồ sơ                chưa có số liệu           an
  Tỉnh Bắc   82,5%         ✓ Vượt                                        1/2 đạt; 1 không đạt      Xã an
             (165/200)
    Huyện    95% (95/100)  ✓ Vượt                                        1/1 đạt
Một
  Tỉnh Nam   10% (10/100)  ✗ Không đạt     còn thiếu 70 điểm phần trăm;  0/2 đạt; 1 không đạt; 1   Xã chau
                           (tạm tính)      70 hồ sơ                      chưa có số liệu
"""


def test_where_no_table_fits_each_group_is_a_paragraph() -> None:
    said = text(shown(country(), lang="en", width=34))
    assert "\n    Huyện Một\n      Result: 95% (95/100)\n" in said
    assert max(map(len, said.splitlines())) <= 34


def test_brief_is_the_answer_and_the_overview() -> None:
    said = text(shown(country(), brief=True, width=110))
    assert SCREEN.startswith(said)
    assert said.count("──\n") == 2


def test_one_group_is_shown_with_those_in_it() -> None:
    said = text(shown(country(), only="bac", width=110))
    assert "Tỉnh Bắc" in said and "Huyện Một" in said
    assert "Tỉnh Nam" not in said and "Tất cả đơn vị" not in said
    assert "\nTỉnh Bắc " in said and "\n  Huyện Một " in said


def test_of_many_groups_a_target_lists_those_farthest_behind() -> None:
    units = tuple(f"xa{n:02}" for n in range(40))
    data = catalogue(indicator(target(at_least="80")), communes=units)
    groups = tuple(
        Group(id=f"g{n:02}", name=Text(vi=f"Nhóm {n:02}", en=f"Group {n:02}"), members=(unit,))
        for n, unit in enumerate(units)
    )
    data = replace(
        data, assignments=data.assignments.model_copy(update={"groups": (*data.assignments.groups, *groups)})
    )
    view = shown(data, *(row(unit, f"{50 + n}/100", line=n + 2) for n, unit in enumerate(units)), lang="en")
    table = view.of_target(view.targets(every=False)[0], every=False)
    assert [each.cells[0] for each in table.rows] == ["All units", *(f"Group {n:02}" for n in range(10))]
    assert table.below == ("and 31 more groups; they are in files that --output writes",)
    every = view.of_target(view.targets(every=True)[0], every=True)
    assert len(every.rows) == 41 and not every.below


def test_of_a_deep_tree_the_screen_lists_whole_levels() -> None:
    units = tuple(f"xa{n:03}" for n in range(GROUPS_AT_MOST))
    data = catalogue(indicator(target(at_least="80")), communes=units)
    low = [Group(id=f"g{n:03}", name=Text(vi="g", en="g"), members=(unit,)) for n, unit in enumerate(units)]
    top = [
        Group(id=f"t{n}", name=Text(vi=f"t{n}", en=f"t{n}"), members=tuple(g.id for g in low[n::4]))
        for n in range(4)
    ]
    held = (data.assignments.groups[0], *top, *low)
    data = replace(data, assignments=data.assignments.model_copy(update={"groups": held}))
    view = shown(data, row("xa000", "1/2"), lang="en")
    assert [card.group for card in view.on_screen] == ["communes", "t0", "t1", "t2", "t3"]
    table = view.overview(every=False)
    assert table.below == (f"{GROUPS_AT_MOST} groups below these are in files that --output writes.",)
    assert len(view.overview(every=True).rows) == GROUPS_AT_MOST + 6


def test_what_is_not_due_is_counted_on_the_screen_and_whole_in_files() -> None:
    view = shown(
        country(indicator(target(at_least="80"), target(at_least="90", by=2030))), lang="en", width=110
    )
    assert text(view).endswith("\nNot due yet: 1 target; it is in files that --output writes.\n")
    assert text(view, "markdown").count("\n## ") == 3


def test_a_part_of_a_sum_is_called_one() -> None:
    said = text(
        shown(
            country(indicator(target(at_least="10"), measure="number", unit_of_measure="number")),
            *rows(an="3", binh="4", chau="5"),
            lang="en",
            width=130,
        )
    )
    assert "· Part of the sum" in said
    assert "2 are counted in the sum" in said


def test_rows_for_programs_are_guarded_and_the_same_in_parquet() -> None:
    view = shown(country(bac='=HYPERLINK("http://x")'))
    read = list(csv.DictReader(io.StringIO(text(view, "csv"))))
    assert [line["group"] for line in read] == ["", "communes", "nuoc", "bac", "huyen", "nam"]
    assert read[3]["group_name"].startswith("'=")
    table = parquet.read_table(io.BytesIO(OUTPUTS["parquet"].render_groups(view))).to_pylist()
    assert [each["numerator"] for each in table] == [175, 175, 175, 165, 95, 10]
    assert [each["within"] for each in table] == [[], [], [], ["nuoc"], ["bac"], ["nuoc"]]
    for own, other in zip(read, table, strict=True):
        assert own["status"] == other["status"]
        assert own["units_no_data"] == str(other["units_no_data"])
        assert own["missing_units"] == " ".join(other["missing_units"])


def test_the_workbook_has_all_groups_and_all_targets_to_filter() -> None:
    view = shown(country(bac="=1+1"), width=110)
    book = openpyxl.load_workbook(io.BytesIO(OUTPUTS["xlsx"].render_groups(view)))
    first, second = book.worksheets
    assert first["A1"].value == view.closing
    told = [[cell.value for cell in line] for line in first.iter_rows(min_row=first.max_row - 5)]
    assert [line[0] for line in told] == [
        *("Tất cả đơn vị", "– Các xã", "– Cả nước", "– – =1+1", "– – – Huyện Một", "– – Tỉnh Nam"),
    ]
    assert [line[1:3] for line in told[-2:]] == [[1, "1/1"], [2, "0/1"]]
    rows = [[cell.value for cell in line] for line in second.iter_rows(min_row=4)]
    assert [line[:3] for line in rows[-2:]] == [
        ["X: Tối thiểu 80%", "– – Huyện Một", "95% (95/100)"],
        ["X: Tối thiểu 80%", "– Tỉnh Nam", "10% (10/100)"],
    ]
    assert all(cell.data_type != "f" for sheet in book for line in sheet.iter_rows() for cell in line)


@pytest.mark.parametrize("format_", ["table", "markdown"])
def test_names_act_nowhere(format_: str) -> None:
    said = text(shown(country(bac="[red]Bắc[/red] \x1b[31m<script>|"), width=200), format_)
    assert "\x1b" not in said
    assert "red" in said and ("[red]" in said or format_ == "markdown")
    if format_ == "markdown":
        assert "<script>" not in said and "[red]" not in said.replace("\\[", "")

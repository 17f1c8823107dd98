"""Targets of real places as printed: read where they can be read in one way alone, asked about otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import docx
import printed_plans
import pytest

from dxscore.errors import RequestError
from dxscore.flows.start import answers, begin
from dxscore.model.loaded import Catalogue
from dxscore.read import catalogue
from dxscore.start.catalogue import NewCatalogue, catalogue_of_annex
from dxscore.start.table import Table
from dxscore.words.deadlines import deadline_in, in_order
from dxscore.words.printed import read_printed
from dxscore.workbooks.sheet import Sheet, SheetRow

Rows = Sequence[Sequence[str]]
TITLES = ("STT", "Chỉ tiêu", "Đơn vị tính", "Mục tiêu năm 2026", "Mục tiêu năm 2030")


def begun(*tables: Rows, of_document: bool = False, deadline: int | None = None) -> NewCatalogue:
    """What comes of tables of cells."""
    given = answers("Tỉnh A", year=2026, deadline=deadline, calendar="calendar")
    sheets = [
        Sheet(str(place), False, [SheetRow(n, False, tuple(row)) for n, row in enumerate(rows, start=1)])
        for place, rows in enumerate(tables, start=1)
    ]
    return catalogue_of_annex(
        given, [Table(sheet, "vi", of_document=of_document) for sheet in sheets], "a.xlsx"
    )


def loaded(folder: Path, files: dict[str, str], *also: str) -> Catalogue:
    """The catalogue of the files: no more than over_time, parts of shares and `also` is left to say."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    found, findings = catalogue.inspect(folder)
    assert found is not None, [str(finding) for finding in findings]
    assert {finding.code for finding in findings} <= {"DX452", "DX468", "DX469", *also}
    return found


def targets(found: Catalogue) -> dict[str, list[str]]:
    """Of each indicator its targets, in short."""
    return {
        id_: [
            f"{t.by} {t.comparator} {' '.join(map(str, t.bounds)) if t.comparator != 'done' else ''}".strip()
            for t in indicator.targets
        ]
        for id_, indicator in found.indicators.items()
    }


def test_each_printed_target_is_read_in_its_one_way_or_asked() -> None:
    for words, how, source in printed_plans.PRINTED:
        read = read_printed(words)
        found = str(read.unclear if read.kind == "unclear" else read.kind)
        if read.kind == "limit":
            found = f"{read.side or 'bare'} {read.numbers[0]}"
        assert found == how, (words, source)


def test_headings_are_deadlines_where_they_say_so(tmp_path: Path) -> None:
    """NQ 03/NQ-CP: 'I. Đến năm 2030', 'II. Đến năm 2045', and the targets stand under 'Kết quả'."""
    new = begun(printed_plans.NQ03_ROWS)
    assert targets(loaded(tmp_path / "new", new.files)) == {
        "I-7": ["2030 at_least 5"],
        "I-11.2": ["2030 at_least 90"],
        "I-11.8": ["2030 at_least 30"],
        "I-18": ["2030 at_least 12"],
        "I-20": ["2030 at_least 10"],
        "I-23.2": ["2030 at_least 9"],
        "I-29": ["2030 at_least 3"],
        "II-36": ["2045 at_least 50"],
    }
    assert new.left_out == 3
    assert "1!D1: «Kết quả»: cột được đọc là mục tiêu" in new.decisions[0]


def test_what_was_reached_is_no_target_and_a_growth_no_share(tmp_path: Path) -> None:
    new = begun(printed_plans.ECONOMY_2019_ROWS)
    found = loaded(tmp_path / "new", new.files)
    assert targets(found) == {
        "P1-4": ["2019 less_than 3"],
        "P1-10": ["2019 at_least 27"],
        "P1-11": ["2019 at_least 88.1"],
    }
    text = new.files["targets.yaml"]
    assert "Mức giảm tỷ lệ hộ nghèo: Giảm tỷ lệ hộ nghèo tại các huyện nghèo" in text
    assert re.search(r"#   name: \{vi: \"Tốc độ tăng tổng sản phẩm.*\n  #   measure: number", text)


def test_a_table_that_a_page_cuts_in_two_is_one(tmp_path: Path) -> None:
    whole = begun(printed_plans.NQ03_ROWS)
    document = docx.Document()
    for rows in (
        [("ỦY BAN NHÂN DÂN", "CỘNG HÒA")],
        printed_plans.NQ03_ROWS[:8],
        printed_plans.NQ03_ROWS[8:],
    ):
        table = document.add_table(len(rows), len(rows[0]))
        for n, row in enumerate(rows):
            for column, cell in enumerate(row):
                table.cell(n, column).text = cell
        document.add_paragraph("")
    document.save(str(tmp_path / "a.docx"))
    new = begin(answers("Tỉnh A", year=2026, calendar="calendar"), str(tmp_path / "a.docx"))
    assert targets(loaded(tmp_path / "cut", new.files)) == targets(loaded(tmp_path / "whole", whole.files))
    assert "bảng 1, dòng 1, cột 1: «ỦY BAN NHÂN DÂN | CỘNG HÒA»" in new.decisions[0]
    assert any("bảng 3, dòng 1, cột 1" in line and "không có tên cột" in line for line in new.decisions)


def test_titles_again_on_a_new_page_do_not_end_what_rows_belong_to(tmp_path: Path) -> None:
    first: Rows = [TITLES, ("1", "Hồ sơ trực tuyến", "", "", ""), ("a", "Cấp tỉnh", "%", "90", "")]
    again: Rows = [TITLES, ("b", "Cấp xã", "%", "80", "")]
    found = loaded(tmp_path / "new", begun(first, again, of_document=True).files)
    names = {id_: indicator.name.vi for id_, indicator in found.indicators.items()}
    assert names == {"P1-1.a": "Hồ sơ trực tuyến: Cấp tỉnh", "P1-1.b": "Hồ sơ trực tuyến: Cấp xã"}


def test_a_sheet_that_is_no_table_of_targets_is_told() -> None:
    other: Rows = [("Họ tên", "Điện thoại"), ("Nguyễn A", "0900")]
    new = begun([TITLES, ("1", "Hồ sơ", "%", "90", "")], other)
    assert any("2!A1: «Họ tên | Điện thoại»" in line for line in new.decisions)


def test_rows_under_rows_have_their_names_and_their_numbers(tmp_path: Path) -> None:
    """I, 1, 1.1, a), a dash, a plus; where the row above has targets, too, and in the column of names."""
    rows: Rows = [
        TITLES,
        ("I", "Chính quyền số", "", "", ""),
        ("1", "Hồ sơ", "%", "80", ""),
        ("1.1", "Trực tuyến", "%", "70", ""),
        ("a)", "Cấp tỉnh", "%", "90", ""),
        ("đ)", "Cấp xã", "%", "60", ""),
        ("", "- Trong đó: xã miền núi", "%", "40", ""),
        ("", "+ có mạng", "%", "50", ""),
        ("", "2. Văn bản", "%", "95", ""),
        ("B", "Xã hội số", "", "", ""),
        ("1", "Tổ công nghệ", "tổ", "≥ 3", ""),
    ]
    found = loaded(tmp_path / "new", begun(rows).files)
    assert {id_: indicator.name.vi for id_, indicator in found.indicators.items()} == {
        "I-1": "Hồ sơ",
        "I-1.1": "Hồ sơ: Trực tuyến",
        "I-1.1.a": "Hồ sơ: Trực tuyến: Cấp tỉnh",
        "I-1.1.dd": "Hồ sơ: Trực tuyến: Cấp xã",
        "I-5": "Hồ sơ: Trực tuyến: Cấp xã: xã miền núi",
        "I-6": "Hồ sơ: Trực tuyến: Cấp xã: xã miền núi: có mạng",
        "I-2": "Văn bản",
        "B-1": "Tổ công nghệ",
    }


@pytest.mark.parametrize(
    ("unit", "words"),
    [("%", "tối thiểu 01 mô hình"), ("mô hình", "80%"), ("tỷ đồng", "1.250 triệu đồng"), ("%", "2 điểm")],
)
def test_a_number_in_another_unit_than_the_rows_is_asked(unit: str, words: str) -> None:
    new = begun([TITLES, ("1", "Mô hình", unit, words, ""), ("2", "Hồ sơ", "%", "90", "")])
    assert new.left_out == 1
    assert any(f"1!D2: «{words}»" in line and f"«{unit}»" in line for line in new.decisions)


def test_a_place_among_the_first_is_a_rank_and_a_level_come_down_to_a_ceiling(tmp_path: Path) -> None:
    rows: Rows = [
        TITLES,
        ("1", "Chỉ số DTI", "", "nằm trong nhóm 20 tỉnh dẫn đầu", "Top 10"),
        ("2", "Tỷ lệ hộ nghèo", "%", "giảm còn dưới 2%", "giảm còn 1%"),
        ("3", "Bác sĩ", "người/vạn dân", "12", "15,5 người"),
        ("4", "Thời gian giải quyết", "giờ", "≤ 24 giờ", "không quá 08 giờ làm việc"),
    ]
    found = loaded(tmp_path / "new", begun(rows).files)
    assert found.indicators["P1-1"].measure == "rank"
    assert found.indicators["P1-2"].better == "lower"
    assert targets(found) == {
        "P1-1": ["2026 at_most 20", "2030 at_most 10"],
        "P1-2": ["2026 less_than 2", "2030 at_most 1"],
        "P1-3": ["2026 at_least 12", "2030 at_least 15.5"],
        "P1-4": ["2026 at_most 24", "2030 at_most 8"],
    }


def test_deadlines_of_columns_and_of_rows(tmp_path: Path) -> None:
    quarters: Rows = [
        ("STT", "Chỉ tiêu", "ĐVT", "Quý II/2026", "6 tháng đầu năm 2026", "Kế hoạch đến 30/9/2026"),
        ("1", "Hồ sơ", "%", "50", "", "70"),
        ("2", "Văn bản", "%", "", "90", ""),
    ]
    found = targets(loaded(tmp_path / "a", begun(quarters).files))
    assert found == {
        "P1-1": ["2026-Q2 at_least 50", "2026-09-30 at_least 70"],
        "P1-2": ["2026-H1 at_least 90"],
    }
    rows: Rows = [
        ("STT", "Chỉ tiêu", "ĐVT", "Chỉ tiêu giao", "Thời gian hoàn thành"),
        ("1", "Hồ sơ", "%", "80", "Quý III/2026"),
        ("2", "Ban hành quy chế", "", "Đạt", "31/12/2026"),
        ("3", "Tổ công nghệ", "tổ", "3", "Hằng năm"),
        ("4", "Văn bản", "%", "90", "Trước 30/6/2026"),
        ("5", "Dữ liệu", "%", "90", ""),
    ]
    new = begun(rows, deadline=2026)
    assert targets(loaded(tmp_path / "b", new.files)) == {
        "P1-1": ["2026-Q3 at_least 80"],
        "P1-2": ["2026-12-31 done"],
        "P1-5": ["2026 at_least 90"],
    }
    assert [cell for line in new.decisions for cell in re.findall(r"1!E\d(?=: «)", line)] == ["1!E4", "1!E5"]


def test_titles_in_two_rows_are_two_rows_without_merged_cells_too(tmp_path: Path) -> None:
    """A text file has no merged cells: what stands under 'Năm 2026' beside it is still of that year."""
    rows: Rows = [
        ("STT", "Chỉ tiêu", "ĐVT", "Chỉ tiêu năm 2026", "", "Đơn vị chủ trì"),
        ("", "", "", "Quý II", "Cả năm", ""),
        ("1", "Hồ sơ", "%", "50", "70", "Sở Nội vụ"),
    ]
    found = targets(loaded(tmp_path / "new", begun(rows).files))
    assert found == {"P1-1": ["2026-Q2 at_least 50", "2026 at_least 70"]}


def test_who_takes_part_stands_beside_who_leads_under_one_title(tmp_path: Path) -> None:
    rows: Rows = [
        ("STT", "Chỉ tiêu", "ĐVT", "Năm 2026", "Phân công", ""),
        ("", "", "", "", "Chủ trì", "Phối hợp"),
        ("1", "Hồ sơ", "%", "50", "Sở Nội vụ", "Sở Y tế"),
    ]
    (task,) = loaded(tmp_path / "new", begun(rows).files).assignments.tasks
    assert (task.lead, task.coordinating) == (("so-noi-vu",), ("so-y-te",))


def test_cells_under_no_title_are_told() -> None:
    rows: Rows = [(*TITLES, ""), ("1", "Hồ sơ", "%", "50", "70", "90")]
    assert any("1!F2: «90»: cột không được đọc" in line for line in begun(rows).decisions)


def test_comparisons_beside_a_plan_are_no_targets(tmp_path: Path) -> None:
    rows: Rows = [
        ("TT", "Chỉ tiêu", "ĐVT", "TH 2024", "Ước TH năm 2025", "KH năm 2026", "So sánh KH 2026/TH 2025 (%)"),
        ("1", "Thu ngân sách", "tỷ đồng", "900", "1.000", "1.250,5", "125"),
    ]
    assert targets(loaded(tmp_path / "new", begun(rows).files)) == {"P1-1": ["2026 at_least 1250.5"]}


def test_every_reading_that_is_offered_is_sound_once_its_mark_is_taken_away(tmp_path: Path) -> None:
    """One after another: the mark before a reading is taken away, and the catalogue is read."""
    cells = ["40 - 50%", "khoảng 30%", "tăng 10% so với năm trước", "giảm 30% so với năm 2020"]
    cells += ["hằng năm ít nhất 2%", "bình quân mỗi năm từ 21% trở lên"]
    rows = [
        (str(n), f"Tỷ lệ {n}", "%", cell, "≤ 95%" if "giảm" in cell else "95%")
        for n, cell in enumerate(cells, start=1)
    ]
    rows.append(("7", "Ban hành quy chế", "", "trước ngày 30/6/2026", "Đạt"))
    new = begun([TITLES, *rows])
    text = new.files["targets.yaml"]
    offered = re.findall(r"^      # - \{.*$", text, re.MULTILINE)
    assert len(offered) == 2 + 2 + 2 + 2 + 2 + 1 + 1
    for number, line in enumerate(offered):
        chosen = text.replace(line, line.replace("# -", "-", 1))
        yearly = "every: year" in line  # which speaks of 2030, too
        if yearly:
            chosen = re.sub(r"\n      - \{by: 2030[^\n]*1!E6[^\n]*", "", chosen)
        bare = ("DX448",) if "at_most: 30," in line else ()  # 'khoảng' is bare, and a ceiling is a choice
        found = loaded(tmp_path / str(number), new.files | {"targets.yaml": chosen}, *bare)
        assert sum(len(each.targets) for each in found.indicators.values()) == new.targets + 1 - yearly, line


def test_deadlines_are_in_order_and_words_that_are_none_are_not_read() -> None:
    assert in_order(["2026", "2026-Q2", "2026-05-31", "2025-9M", "2026-H2", "2026-06"]) == [
        "2025-9M",
        "2026-05-31",
        "2026-Q2",
        "2026-06",
        "2026",
        "2026-H2",
    ]
    for words in ("Giai đoạn 2026-2030", "So sánh 2026/2025", "31/02/2026", "80% năm 2026", "Quý I, quý II"):
        assert deadline_in(words) is None
    for words in ("31 tháng 12 năm 2026", "Năm 2026 Quý I", "9 tháng năm 2026", "Tháng 12/2026", "6/2025"):
        assert deadline_in(words) is not None


def test_a_decimal_comma_that_parts_a_row_is_asked_and_nothing_of_the_row_is_read(tmp_path: Path) -> None:
    annex = tmp_path / "a.csv"
    annex.write_text(
        "TT,Chỉ tiêu,ĐVT,Mục tiêu 2026,Chủ trì\n"
        "1,Hồ sơ,%,80,Sở A\n"
        "2,Chi,%,≥ 0,5% và tăng dần,Sở A\n"  # one cell too many
        "3,Thu,%,60,5%\n"  # none too many, for the last one is missing
        "4,Máy,%,90,\n",
        encoding="utf-8",
    )
    new = begin(answers("Xã A", year=2026), str(annex))
    assert list(loaded(tmp_path / "new", new.files, "DX437").indicators) == ["P1-1", "P1-4"]
    cut = [line for line in new.decisions if "«≥ 0»" in line or "«60»" in line]
    assert len(cut) == 2
    assert any("dấu phẩy thập phân" in line for line in new.decisions)


def test_what_comes_back_every_quarter_is_offered_so() -> None:
    for words, every in (
        ("Mỗi quý ít nhất 2 buổi", "quarter"),
        ("02 buổi/tháng", "month"),
        ("hằng năm ít nhất 2 buổi", "year"),
        ("mỗi 6 tháng tối thiểu 1 buổi", "half_year"),
    ):
        new = begun([TITLES, ("1", "Buổi tập huấn", "buổi", words, ""), ("2", "Hồ sơ", "%", "90", "")])
        assert f"# - {{every: {every}, from: 2" in new.files["targets.yaml"], words


def test_a_limit_that_is_to_rise_is_offered_as_both() -> None:
    """NQ 03/NQ-CP, 17."""
    new = begun([TITLES, ("17", "Ngân sách", "%", "≥ 3% và tăng dần", ""), ("2", "Hồ sơ", "%", "90", "")])
    assert "at_least: 3, keep: rising" in new.files["targets.yaml"]


def test_a_rank_out_of_so_many_is_read_where_the_row_is_of_ranks(tmp_path: Path) -> None:
    rows = [TITLES, ("1", "DTI", "Hạng", "10/96", ""), ("2", "Thôn", "thôn", "04/09", "")]
    new = begun(rows)
    found = loaded(tmp_path / "new", new.files).indicators["P1-1"]
    assert (found.of, [str(target.at_most) for target in found.targets]) == (96, ["10"])
    assert any("«04/09»" in line for line in new.decisions)


def test_a_target_of_nothing_at_all_is_written_as_0() -> None:
    new = begun([TITLES, ("1", "Số vụ mất an toàn thông tin", "vụ", "≤ 0", "")])
    assert "at_most: 0, source" in new.files["targets.yaml"]


def test_contents_under_a_criterion_have_its_name_and_columns_of_regions_are_told(tmp_path: Path) -> None:
    new = begun(printed_plans.RURAL_ROWS, deadline=2020)
    found = loaded(tmp_path / "new", new.files)
    assert {id_: indicator.name.vi for id_, indicator in found.indicators.items()} == {
        "II-2.1": "Giao thông: Tỷ lệ km đường trục xã",
        "II-2.2": "Tỷ lệ km đường trục thôn",  # whose criterion's cell is blank: nothing is put into it
        "II-3.1": "Thủy lợi: Hệ thống thủy lợi cơ bản đáp ứng yêu cầu",
    }
    told = [line for line in new.decisions if "TDMN phía Bắc" in line or "Đồng bằng sông Hồng" in line]
    assert len(told) == 2


def test_figures_beside_each_other_are_no_parted_number(tmp_path: Path) -> None:
    for separator in ";\t,":
        annex = tmp_path / "a.csv"
        row = separator.join(("1", "Thu ngân sách", "tỷ đồng", "1.250", "1.300", "Sở A"))
        titles = separator.join(("TT", "Chỉ tiêu", "ĐVT", "Kế hoạch 2026", "Ước thực hiện 2025", "Chủ trì"))
        annex.write_text(f"{titles}\n{row}\n", encoding="utf-8")
        assert "at_least: 1250" in begin(answers("Xã A", year=2026), str(annex)).files["targets.yaml"]


def test_where_nothing_can_be_judged_one_sentence_says_what_is_to_be_decided(tmp_path: Path) -> None:
    annex = tmp_path / "a.csv"
    annex.write_text("TT;Chỉ tiêu;ĐVT;Mục tiêu 2026;X;Y\n1;Số vụ;vụ;khoảng 5;1;2\n", encoding="utf-8")
    with pytest.raises(RequestError) as refused:
        begin(answers("Xã A", year=2026), str(annex))
    assert "1. Cột không được đọc: a!E1: «X», a!F1: «Y»; 2. a!D2: «khoảng 5»" in refused.value.vi


def test_who_leads_what_is_left_out_stands_in_comments_beside_it(tmp_path: Path) -> None:
    titles = ("TT", "Chỉ tiêu", "ĐVT", "Mục tiêu 2026", "Chủ trì")
    rows: Rows = [
        titles,
        ("1", "Hồ sơ", "%", "90", "Sở Y tế"),
        ("2", "Máy", "máy", "khoảng 5", "Sở Y tế"),
        ("3", "Tàu", "tàu", "khoảng 5", "Sở Tài chính"),
    ]
    new = begun(rows)
    loaded(tmp_path / "new", new.files)  # with nothing in it that is used nowhere
    text = new.files["assignments.yaml"]
    assert "    # Thêm vào serves khi được đưa vào targets.yaml: [{indicator: P1-2, basis: stated}]" in text
    assert "  #   serves: [{indicator: P1-3, basis: stated}]" in text
    assert '  # - {id: so-tai-chinh, name: {vi: "Sở Tài chính"}, kind: office}' in text


REGIONS = ("STT", "Chỉ tiêu", "Đơn vị tính", "Mục tiêu đồng bằng", "Mục tiêu miền núi", "Cơ quan chủ trì")


def test_of_columns_of_regions_none_becomes_the_whole_places_target(tmp_path: Path) -> None:
    rows = (
        ("1", "Hồ sơ trực tuyến", "%", "Trên 80%", "60%", "UBND tỉnh"),
        ("2", "Máy tính", "%", "100%", "90%", "Sở Nội vụ"),
        ("3", "Thôn có mạng", "%", "95%", "", "Sở Nội vụ"),
    )
    made = begun((REGIONS, *rows), deadline=2026)
    found = loaded(tmp_path, made.files)
    assert targets(found) == {"P1-3": ["2026 at_least 95"]}
    assert "for: [{units: …, more_than: 80}, {units: …, at_least: 60}]" in made.files["targets.yaml"]
    assert any("Mục tiêu miền núi: 60%" in line for line in made.decisions)
    assert "ubnd-tinh" not in made.files["assignments.yaml"], "the place's own committee is the place"


def test_a_sheet_without_a_heading_does_not_go_on_under_that_of_the_sheet_before(tmp_path: Path) -> None:
    first = (TITLES, ("I", "Chính quyền số", "", "", ""), ("1", "Hồ sơ", "%", "80%", "90%"))
    second = (TITLES, ("1", "Máy tính", "%", "70%", "75%"))
    found = loaded(tmp_path, begun(first, second).files)
    assert [pillar.name.vi for pillar in found.targets.pillars] == ["Chính quyền số", "2"]
    assert [indicator.pillar for indicator in found.targets.indicators] == ["I", "P2"]

"""A printed table of targets becomes a catalogue, and a list of what a person has to decide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import printed_tables
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxscore.api import score
from dxscore.errors import RequestError
from dxscore.flows.catalogue import left_to_do
from dxscore.flows.start import answers, begin
from dxscore.read import catalogue
from dxscore.report.summary import closing
from dxscore.start.answers import Answers
from dxscore.start.catalogue import NoTargetsError, catalogue_of_annex
from dxscore.start.table import Table
from dxscore.words.visible import visible
from dxscore.workbooks.sheet import Merge, Sheet, SheetRow

PROVINCE: Answers = answers("Tỉnh Quảng Ngãi", year=2025)
TARGETS = [
    ("I-1", "share", [(2025, "more_than", "80"), (2030, "at_least", "100")]),
    ("I-2.1", "share", [(2025, "at_least", "70"), (2030, "at_least", "90")]),
    ("I-2.2", "share", [(2025, "at_least", "60")]),
    ("II-1", "number", [(2025, "at_least", "3"), (2030, "at_least", "5")]),
    ("II-2", "number", [(2025, "at_least", "0.7"), (2030, "more_than", "20")]),
    ("II-3", "rank", [(2030, "at_most", "10")]),
    ("II-5", "yes_no", [(2025, "done", "")]),
]
ASKED = [
    ("B8", "I-1"),
    ("B10", "I-2.1"),
    ("B11", "I-2.2"),
    ("E11", "«40 - 50»"),
    ("F11", "«UBND cấp xã»"),
    ("B13", "II-1"),
    ("B14", "II-2"),
    ("D16", "«3»"),
    ("E16", "«2»"),
    ("D18", "«Tăng 10%»"),
    ("E18", "«mức tiên tiến»"),
    ("B19", "«Ghi chú: số liệu ước»"),
]


def written(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.xlsx", printed_tables.workbook),
        ("a.docx", printed_tables.document),
        ("a.csv", printed_tables.text),
    ],
)
def test_what_is_printed_is_what_is_judged(tmp_path: Path, name: str, made: Callable[[], bytes]) -> None:
    annex = tmp_path / name
    annex.write_bytes(made())
    begun = begin(PROVINCE, str(annex))
    loaded = catalogue.load(written(tmp_path / "new", begun.files))
    found = [
        (i.id, i.measure, [(t.by, t.comparator, "".join(map(str, t.bounds))) for t in i.targets])
        for i in loaded.targets.indicators
    ]
    assert found == TARGETS
    assert (begun.indicators, begun.targets, begun.left_out) == (7, 11, 2)
    assert loaded.indicators["I-2.1"].name.vi == "Thủ tục hành chính: Cấp tỉnh"
    assert [p.name.vi for p in loaded.targets.pillars] == ["Chính quyền số", "Kinh tế số"]
    lead = {served.indicator: task.lead for task in loaded.assignments.tasks for served in task.serves}
    assert lead["I-2.1"] == ("van-phong-ubnd-tinh", "so-noi-vu")
    assert lead["II-1"] == ("so-cong-thuong", "so-tai-chinh")  # two, for both are names of departments
    assert lead["II-3"] == ("so-van-hoa-the-thao-va-du-lich",)  # one, comma or not


def test_every_decision_names_its_cell(tmp_path: Path) -> None:
    annex = tmp_path / "a.xlsx"
    annex.write_bytes(printed_tables.workbook())
    begun = begin(PROVINCE, str(annex))
    cells = [line for line in begun.decisions if "Phụ lục I!" in line]
    assert len(cells) == len(ASKED) + 1
    for cell, words in ASKED:
        assert any(f"Phụ lục I!{cell}: " in line and words in line for line in cells)
    bare = begun.decisions[-1]
    assert all(f"Phụ lục I!{cell}" in bare for cell in ("E8", "D10", "E10", "E13", "D14", "E15"))
    assert "D8" not in bare  # 'Trên 80%' says its side
    assert "40 - 50" in begun.files["targets.yaml"]  # both readings stand there, as comments
    assert "# - {by: 2030, between: [40, 50]" in begun.files["targets.yaml"]


def test_a_finding_of_the_catalogue_is_no_more_than_what_was_asked(tmp_path: Path) -> None:
    annex = tmp_path / "a.xlsx"
    annex.write_bytes(printed_tables.workbook())
    _, findings = catalogue.inspect(written(tmp_path / "new", begin(PROVINCE, str(annex)).files))
    assert {finding.code for finding in findings} == {
        "DX452",
        "DX468",
        "DX469",
    }  # stock or flow, the parts of shares, what can be meant in several ways: the table does not say


def test_what_waits_for_a_decision_is_told_wherever_the_catalogue_speaks(tmp_path: Path) -> None:
    annex = tmp_path / "a.xlsx"
    annex.write_bytes(printed_tables.workbook())
    begun = begin(PROVINCE, str(annex))
    folder = written(tmp_path / "new", begun.files)
    loaded = catalogue.load(folder)
    waiting = loaded.targets.undecided or ()
    assert ("40 - 50", "Phụ lục I!E11") in {(each.wording, each.section) for each in waiting}
    (told,) = (finding for finding in left_to_do(folder) if finding.code == "DX469")
    assert f"{len(waiting)} mục tiêu của văn bản chờ quyết định" in told.message.vi
    figures = tmp_path / "m.csv"
    figures.write_text(f"indicator,reporting_unit,period,value\nII-1,{loaded.targets.plan.place.vi},2025,3\n")
    card = score(str(figures), loaded)
    assert card.catalogue.undecided == len(waiting)
    assert f"{len(waiting)} mục tiêu của văn bản chưa đưa vào danh mục" in closing(card, "vi")


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        ((1, "Số vụ", "vụ", "5", "3", ""), "số để trần"),  # falls from year to year: a ceiling or not?
        ((1, "Tỷ lệ", "%", "120", "", ""), "ngoài khoảng"),
        ((1, "Hạng", "Hạng", "0", "", ""), "ngoài khoảng"),
        ((1, "Đề án", "", "Đạt", "80%", ""), "tách thành hai"),
        ((1, "Máy", "máy", "1,234", "", ""), "hai cách hiểu"),
    ],
)
def test_what_is_not_guessed(tmp_path: Path, cells: tuple[str | int, ...], asked: str) -> None:
    annex = tmp_path / "a.xlsx"
    annex.write_bytes(printed_tables.workbook([cells, (2, "Tỷ lệ khác", "%", "50%", "", "Sở Y tế")]))
    assert any(asked in line.casefold() for line in begin(PROVINCE, str(annex)).decisions)


def test_a_column_without_a_year_is_asked_about_and_can_be_answered(tmp_path: Path) -> None:
    annex = tmp_path / "a.csv"
    annex.write_text("STT,Chỉ tiêu,ĐVT,Chỉ tiêu giao,Thực hiện 2024\n1,Tỷ lệ,%,≥ 80%,75%\n", encoding="utf-8")
    with pytest.raises(RequestError, match="--deadline") as refused:
        begin(PROVINCE, str(annex))
    assert "a!E1" in refused.value.vi  # what was reached last year is no target, and is told
    begun = begin(answers("Tỉnh A", year=2025, deadline=2026), str(annex))
    assert "{by: 2026, at_least: 80" in begun.files["targets.yaml"]


def test_a_file_without_a_table_of_targets_is_refused(tmp_path: Path) -> None:
    annex = tmp_path / "a.csv"
    annex.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(RequestError, match="no table of targets"):
        begin(PROVINCE, str(annex))


@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", b"PK\x03\x04none"), ("a.pdf", b"%PDF-1.4"), ("b.csv", b"\xff\xc3")]
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(RequestError):
        begin(PROVINCE, str(tmp_path / name))
    with pytest.raises(RequestError) as refused:
        begin(PROVINCE, str(tmp_path / "none.xlsx"))
    assert refused.value.findings[0].code == "DX101"


CELLS = st.one_of(
    st.sampled_from(
        ["", "1", "1.1", "I", "- a", "%", "Hạng", "80%", "≥ 3", "Đạt", "40 - 50", "Sở Y tế", "A, B", "100%"]
    ),
    st.text(max_size=12),
)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=6),
    merge=st.tuples(st.integers(3, 8), st.integers(0, 3), st.integers(1, 6), st.integers(0, 2)),
    lang=st.sampled_from(["vi", "en"]),
)
def test_whatever_stands_in_a_table_what_comes_of_it_is_sound(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], merge: tuple[int, ...], lang: str
) -> None:
    titles = [["" if cell is None else str(cell) for cell in row] for row in printed_tables.TITLES]
    cells = [SheetRow(n, False, tuple(row)) for n, row in enumerate([*titles, *rows], start=1) if any(row)]
    top, down, left, across = merge
    sheet = Sheet("Bảng", False, cells, merges=[Merge(top, top + down, left, left + across)])
    given_ = answers("Xã A", year=2025, lang="vi" if lang == "vi" else "en")
    try:
        begun = catalogue_of_annex(given_, [Table(sheet, given_.lang)], "a.xlsx")
    except NoTargetsError as nothing:
        assert all(line == visible(line) for line in nothing.decisions)
        return
    assert all(line == visible(line) for line in begun.decisions)
    folder = tmp_path_factory.mktemp("any") / "new"
    loaded, findings = catalogue.inspect(written(folder, begun.files))
    assert loaded is not None, [f for f in findings if f.severity == "error"]
    assert len(loaded.indicators) == begun.indicators


def of_text(folder: Path, text: str, deadline: int | None = None) -> str:
    """targets.yaml of an annex in a text file."""
    file = folder / "annex.csv"
    file.write_text(text, encoding="utf-8")
    return begin(answers("Xã A", year=2025, deadline=deadline), str(file)).files["targets.yaml"]


def test_how_a_share_is_counted_is_read_where_a_column_prints_it(tmp_path: Path) -> None:
    """As communes print it: an explanation beside each name, and one column of targets without a year."""
    text = of_text(
        tmp_path,
        "STT;Tên chỉ tiêu;Giải thích chỉ tiêu;Đơn vị tính;Chỉ tiêu cụ thể\n"
        "1;Tập huấn;Số cán bộ được tập huấn/tổng số cán bộ;%;100\n"
        "2;Phủ sóng;Số thôn có 4G/5G của xã;%;90\n",
        deadline=2025,
    )
    assert 'numerator: {vi: "Số cán bộ được tập huấn"}' in text
    assert 'denominator: {vi: "tổng số cán bộ"}' in text
    assert 'numerator: {vi: "Tử số của «Phủ sóng»"}' in text  # 4G/5G is no division
    assert text.count("by: 2025, at_least:") == 2


def test_targets_that_were_set_forth_are_read_beside_their_results(tmp_path: Path) -> None:
    """As provinces report: what was set for the year, what came of it, and their own verdict."""
    text = of_text(
        tmp_path, "TT;Mục tiêu/Chỉ tiêu;Đề ra năm 2023;Kết quả thực hiện;Đánh giá\n1;Hồ sơ;30%;75,3%;Vượt\n"
    )
    assert "by: 2023, at_least: 30" in text and "75" not in text


def test_a_question_is_asked_once_for_all_its_cells(tmp_path: Path) -> None:
    rows = [(n, f"Tỷ lệ {n}", "%", "50%", "", "Sở Y tế") for n in range(1, 6)]
    annex = tmp_path / "a.xlsx"
    annex.write_bytes(printed_tables.workbook(rows))
    begun = begin(PROVINCE, str(annex))
    asked = [line for line in begun.decisions if not line.startswith("   - ")]
    assert begun.to_decide == len(asked)
    assert [line for line in asked if "tử số" in line] == [
        next(line for line in begun.decisions if line.startswith("1. Là tỷ lệ; ghi tử số"))
    ]
    assert sum(line.startswith("   - Phụ lục I!B") for line in begun.decisions) == len(rows)


def test_the_page_of_decisions_reads_as_it_was_printed(tmp_path: Path) -> None:
    printed = "Hồ sơ_cấp xã (a < b), 100% & 5 > 4! #1 {x} 3.5 - kế hoạch"
    hostile = "<script>*x*</script> [a](http://b) `c` _d_ &lt; ~~e~~ ![f](g)"
    rows = [(1, printed, "%", "50%", "", ""), (2, hostile, "%", "50%", "", "")]
    annex = tmp_path / "a.xlsx"
    annex.write_bytes(printed_tables.workbook(rows))
    page = begin(PROVINCE, str(annex)).files["decisions.md"]
    assert printed in page
    shown = r"\<script>\*x\*\</script> \[a](http://b) \`c\` \_d\_ \&lt; \~~e\~~ \!\[f](g)"
    assert shown in page


def test_a_cell_that_says_there_is_no_target_is_told(tmp_path: Path) -> None:
    """KH Lạng Sơn 333/KH-UBND 2025, Phụ lục I: 'Không thực hiện' stands where others have a number."""
    rows = [(1, "Tỷ lệ", "%", "50%", "Không thực hiện", ""), (2, "Khác", "%", "50%", "-", "")]
    annex = tmp_path / "a.xlsx"
    annex.write_bytes(printed_tables.workbook(rows))
    begun = begin(PROVINCE, str(annex))
    told = [line for line in begun.decisions if "không đặt mục tiêu" in line]
    assert len(told) == 1
    assert "«Không thực hiện»" in told[0]
    assert "by: 2030" not in begun.files["targets.yaml"]

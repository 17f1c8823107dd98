"""What arrived counts as arrived: copies, Word tables, and corrected forms that were sent again."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from program import run

from dxscore.api import load_catalogue
from dxscore.flows.file_names import FileNames
from dxscore.flows.returned_folder import read_folder
from dxscore.forms.expected import Expected
from dxscore.forms.returned import Collected, collect
from dxscore.model.period import Period

CATALOGUE = load_catalogue()
NAMES = FileNames(CATALOGUE)
YEAR = Period("year", 2025)
UNIT = "phuong-sa-huynh"


@pytest.mark.parametrize(
    ("name", "units"),
    [
        ("phuong-sa-huynh_2025.pdf", ("phuong-sa-huynh",)),
        ("UBND phường Sa Huỳnh.jpg", ("phuong-sa-huynh",)),
        ("BC Q4 phuong Sa Huynh (ban scan).pdf", ("phuong-sa-huynh",)),
        ("Công an thị xã/scan001.jpg", ("cong-an",)),
        ("VP HĐND&UBND.zip", ("vp-hdnd-ubnd",)),
        ("bao-cao_Phòng Kinh tế_lan 2.pdf", ("phong-kinh-te",)),
        ("phường Sa Huỳnh và phường Trà Câu.pdf", ()),
        ("scan001.jpg", ()),
        ("huynh.pdf", ()),
        ("Sa Huyn.pdf", ()),
        ("", ()),
    ],
)
def test_a_file_is_a_units_by_its_exact_name(name: str, units: tuple[str, ...]) -> None:
    assert NAMES.units(name) == units


@given(st.text(max_size=80))
def test_any_name_of_a_file_is_looked_up_without_harm(name: str) -> None:
    assert all(unit in CATALOGUE.bodies for unit in NAMES.units(name))


def test_a_name_of_two_generations_is_that_of_whoever_is_asked(tmp_path: Path) -> None:
    (tmp_path / "Nguyễn Nghiêm.pdf").write_bytes(b"%PDF-1.7")
    found = collected(tmp_path)
    assert [unit.unit for unit in found.units if unit.unread] == ["xa-nguyen-nghiem"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("x.pdf", "bản PDF"), ("x.jpg", "ảnh chụp"), ("x.zip", "tệp nén"), ("x.doc", "văn bản Word")],
)
def test_a_copy_is_never_said_not_to_have_come(tmp_path: Path, name: str, kind: str) -> None:
    back = tmp_path / "back"
    back.mkdir()
    (back / name.replace("x", "Phường Sa Huỳnh")).write_bytes(b"\x00\x01")
    letter = run("remind", back, "--period", "2025", "--for", UNIT, "--lang", "vi").out
    assert letter.count(f"\nĐã gửi {kind}, chưa đọc được, đề nghị gửi bằng biểu số liệu:\n1. ") == 1
    said = json.loads(run("remind", back, "--period", "2025", "--for", UNIT, "--format", "json").out)
    (body,) = said["bodies"]
    assert (body["sent"], body["status"]) == (True, "set_aside")
    assert {owed["reason"] for owed in body["owes"]} == {"unread"}
    summary = run("collect", back, "--period", "2025", "--output", tmp_path / "m.csv", "--lang", "vi").out
    missing = summary[summary.index("Chưa gửi (") :].split("\n\n")[0]
    assert "1/23 đơn vị đã gửi" in summary
    assert "Sa Huỳnh" not in missing


def document(*rows: tuple[str, ...], above: str = "") -> bytes:
    made = docx.Document()
    made.add_paragraph(above)
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def collected(folder: Path) -> Collected:
    returned = read_folder(folder, CATALOGUE)
    return collect(Expected(CATALOGUE, YEAR), returned.files, copies=returned.copies)


def test_a_table_in_a_word_document_is_a_return(tmp_path: Path) -> None:
    rows = (
        ("Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số"),
        ("XH-DTTM", "Phường Sa Huỳnh", "2025", "10.245", "12.993"),
    )
    (tmp_path / "bao cao.docx").write_bytes(document(*rows, above="Kính gửi Phòng VH-TT"))
    found = collected(tmp_path)
    (row,) = found.rows
    assert (row.indicator, row.reporting_unit, str(row.numerator)) == ("XH-DTTM", UNIT, "10245")


def test_a_word_document_with_nothing_but_a_table_of_tasks_is_a_task_list(tmp_path: Path) -> None:
    rows = (
        ("Mã nhiệm vụ", "Cơ quan", "Tính đến ngày", "Tiến độ", "Minh chứng"),
        ("NV-4d", "Công an thị xã", "10/06/2025", "đang thực hiện", ""),
    )
    (tmp_path / "Công an thị xã.docx").write_bytes(document(*rows, above="Kính gửi Phòng VH-TT"))
    returned = read_folder(tmp_path, CATALOGUE)
    assert [(record.task, record.body) for record in returned.tasks.records] == [("NV-4d", "cong-an")]
    (file,) = returned.files
    assert (file.tasks_only, file.unreadable, returned.copies, returned.findings) == (True, False, (), ())


def test_a_letter_that_came_along_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "Công văn phường Sa Huỳnh.docx").write_bytes(document(("UBND", "Độc lập"), above="Kính gửi"))
    returned = read_folder(tmp_path, CATALOGUE)
    assert (returned.files, returned.findings) == ((), ())
    assert [(copy.kind, copy.units) for copy in returned.copies] == [("word", (UNIT,))]


def sent(folder: Path, name: str, figure: int, *, signed: str = "", saved: str = "2025-12-01") -> Path:
    """A form of the unit with one figure, signed and last saved on these days."""
    forms = folder.parent / "forms"
    if not forms.exists():
        run("template", "--for", UNIT, "--period", "2025", "--output", forms)
    book = openpyxl.load_workbook(forms / f"{UNIT}_2025.xlsx")
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=8):
        texts = [cell.value for cell in row]
        if "XH-DTTM" in texts:
            row[4].value, row[5].value = figure, 12993
        for cell in row:
            if signed and isinstance(cell.value, str) and "ngày …" in cell.value:
                cell.value = signed
    folder.mkdir(exist_ok=True)
    book.save(folder / name)
    stamped = io.BytesIO()
    with zipfile.ZipFile(folder / name) as old, zipfile.ZipFile(stamped, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename == "docProps/core.xml":
                today = datetime.datetime.now(datetime.UTC).date().isoformat()
                data = data.replace(today.encode(), saved.encode())
            new.writestr(member, data)
    (folder / name).write_bytes(stamped.getvalue())
    return folder / name


def the_figure(found: Collected) -> int | None:
    return next((int(o.numerator or 0) for o in found.rows if o.indicator == "XH-DTTM"), None)


def test_a_correction_signed_later_takes_the_place_of_the_older(tmp_path: Path) -> None:
    back = tmp_path / "back"
    sent(back, "a.xlsx", 200, signed="Sa Huỳnh, ngày 20 tháng 12 năm 2025")
    sent(back, "b.xlsx", 100, signed="Sa Huỳnh, ngày 10 tháng 12 năm 2025", saved="2025-12-30")
    found = collected(back)
    assert the_figure(found) == 200, "the later signature, though its file was saved earlier"
    assert [(each.remark, each.file) for each in found.remarks] == [("replaced", "b.xlsx → a.xlsx")]
    assert not found.rejected
    assert [int(each.observation.numerator or 0) for each in found.replaced] == [100]
    output = tmp_path / "m.csv"
    done = run("collect", back, "--period", "2025", "--output", output, "--lang", "vi")
    assert "Gửi lại bản sửa: lấy số của tệp có ngày sau (1)" in done.out
    assert "b.xlsx" in done.err and "DX335" in done.err
    assert done.code == 1, "other units are missing; what was corrected is no fault"
    kept = json.loads((tmp_path / "m.csv.receipt.json").read_text("utf-8"))["collections"]["2025"]
    assert [(each["file"], each["signed_day"]) for each in kept["files"]] == [
        ("a.xlsx", "2025-12-20"),
        ("b.xlsx", "2025-12-10"),
    ]


def test_without_signatures_the_day_of_saving_decides(tmp_path: Path) -> None:
    back = tmp_path / "back"
    sent(back, "a.xlsx", 100, saved="2025-12-10")
    sent(back, "b.xlsx", 200, saved="2025-12-11")
    assert the_figure(collected(back)) == 200


@pytest.mark.parametrize("signed", ["", "Sa Huỳnh, ngày 20 tháng 12 năm 2025"])
def test_of_two_answers_of_one_day_neither_counts(tmp_path: Path, signed: str) -> None:
    back = tmp_path / "back"
    for name, figure in (("a.xlsx", 100), ("b.xlsx", 200)):
        sent(back, name, figure, signed=signed)
    found = collected(back)
    assert the_figure(found) is None
    assert {each.fault for each in found.rejected} == {"differs"}


def with_fault(path: Path) -> None:
    """Type words over the figure of a form."""
    saved = path.read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(saved))
    for row in book.worksheets[0].iter_rows(min_row=8):
        if "XH-DTTM" in [cell.value for cell in row]:
            row[4].value = "khoảng mười nghìn"
    book.save(path)


def asked_again(source: Path) -> list[tuple[str, int]]:
    """Of the unit's figure why it is asked for, and how many cells are named."""
    said = run("remind", source, "--period", "2025", "--for", UNIT, "--format", "json")
    (body,) = json.loads(said.out)["bodies"]
    return [(each["reason"], len(each["cells"])) for each in body["owes"] if each["indicator"] == "XH-DTTM"]


def test_a_faulty_correction_is_asked_for_again_though_the_older_figure_stands(tmp_path: Path) -> None:
    back, output = tmp_path / "back", tmp_path / "m.csv"
    sent(back, "a.xlsx", 100, saved="2025-12-10")
    run("collect", back, "--period", "2025", "--output", output)
    with_fault(sent(back, "b.xlsx", 200, saved="2025-12-11"))
    found = collected(back)
    assert the_figure(found) == 100
    assert not [each for each in found.remarks if each.remark == "same_twice"], "they do not say the same"
    for source in (back, output):
        run("collect", back, "--period", "2025", "--output", output)
        assert asked_again(source) == [("faulty", 1)]
    (back / "a.xlsx").unlink()
    run("collect", back, "--period", "2025", "--output", output)
    assert asked_again(output) == [("faulty", 1)], "kept from before, it is asked for as well"


def test_a_fault_that_was_corrected_since_is_not_asked_for(tmp_path: Path) -> None:
    back = tmp_path / "back"
    with_fault(sent(back, "a.xlsx", 100, saved="2025-12-09"))
    sent(back, "b.xlsx", 200, saved="2099-12-11")
    assert the_figure(collected(back)) == 200
    assert asked_again(back) == []


def test_figures_without_a_form_leave_the_form_on_tasks_owed(tmp_path: Path) -> None:
    back = tmp_path / "back"
    back.mkdir()
    expected = Expected(CATALOGUE, YEAR)
    rows = [f"{indicator},{unit},2025,1,2," for indicator, unit in expected.of[UNIT]]
    header = "indicator,reporting_unit,period,numerator,denominator,value"
    (back / "so-lieu.csv").write_text("\n".join((header, *rows)), encoding="utf-8")
    said = run("remind", back, "--period", "2025", "--for", UNIT, "--format", "json")
    (body,) = json.loads(said.out)["bodies"]
    assert (body["owes"], body["tasks_missing"]) == ([], "not_sent")


def test_figures_of_other_periods_that_are_the_one_asked_for_are_not_owed() -> None:
    """The shipped example: halves of a count, sent by former units and by the new one, are its year."""
    example = Path(__file__).parents[2] / "examples" / "duc-pho-2025" / "metrics.csv"
    for period in ("2025", "2025-H2"):
        said = run("remind", example, "--period", period, "--format", "json")
        bodies = {body["reporting_unit"]: body["owes"] for body in json.loads(said.out)["bodies"]}
        owed = {each["indicator"] for each in bodies["xa-nguyen-nghiem"]}
        assert owed == {"XH-KYNANG", "XH-CHUKYSO"}
        assert "phuong-duc-pho" not in bodies, "which coverage calls whole"

"""What stands in a form, and in the files that it is written to."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from filled import CODES, fill, rows_of
from openpyxl.worksheet.datavalidation import DataValidation

from dxscore.api import load_catalogue
from dxscore.forms.csv import form_csv
from dxscore.forms.expected import Expected
from dxscore.forms.form import (
    COLUMNS,
    Form,
    definition,
    form,
    headers,
    previous_words,
)
from dxscore.forms.stamp import find
from dxscore.forms.workbook import form_workbook
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.read.collected import FindingsSoFar
from dxscore.read.header import understand
from dxscore.words.say import LANGUAGES, Language

Q4 = Period("quarter", 2024, 4)
PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def book(built: Form, lang: Language = "vi") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(form_workbook(built, lang)))


def saved(built: Form, folder: Path, lang: Language = "vi") -> Path:
    path = folder / f"{built.file_stem}.xlsx"
    path.write_bytes(form_workbook(built, lang))
    return path


def test_every_unit_is_asked_for_exactly_what_it_reports(catalogue: Catalogue) -> None:
    asked = {
        (line.indicator.id, line.unit)
        for body in Expected(catalogue, Q4).of
        for _, lines in form(Expected(catalogue, Q4), body).sections
        for line in lines
    }
    owed = {(i, unit) for i in catalogue.indicators for unit in catalogue.owing(i, Q4)}
    assert asked == owed


def test_the_town_is_not_asked_for_what_communes_report(catalogue: Catalogue) -> None:
    of = Expected(catalogue, Q4).of
    assert "CQ-HSCV-XP" not in dict(of["duc-pho"])
    assert "CQ-HSCV-TX" not in dict(of["pho-hoa"])


def test_definitions_are_the_catalogues_words(catalogue: Catalogue) -> None:
    said = definition(catalogue.indicators["CQ-HSCV-XP"], "vi")
    assert said == (
        "Tử số: Hồ sơ công việc tại UBND xã, phường được xử lý trên môi trường mạng",
        "Mẫu số: Tổng số hồ sơ công việc tại UBND xã, phường",
        "Không tính: Hồ sơ công việc thuộc phạm vi bí mật nhà nước",
        "Đơn vị tính: hồ sơ",
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reader_understands_every_header(lang: Language) -> None:
    findings = FindingsSoFar("form.csv")
    header = understand(list(headers(lang).values()), 1, findings)
    assert header is not None
    columns = [str(column) for column in COLUMNS]
    asked = {"indicator": "indicator", "unit": "reporting_unit", "period": "period"}
    asked |= {name: name for name in ("numerator", "denominator", "value", "evidence", "note", "closed_on")}
    assert header.positions == {meant: columns.index(name) for name, meant in asked.items()}
    assert all(finding.severity == "note" for finding in findings.result())


def test_last_figures_are_the_units_own_newest_from_before(catalogue: Catalogue) -> None:
    def seen(period: Period, numerator: int, unit: str = "pho-hoa", day: date | None = None) -> Observation:
        return Observation("CQ-HSCV-XP", unit, period, Decimal(numerator), Decimal(874), closed_on=day)

    earlier = [
        seen(Period("year", 2024), 400),
        seen(Period("quarter", 2024, 3), 612),
        seen(Period("quarter", 2024, 4), 700),
        seen(Period("quarter", 2024, 3), 1, unit="pho-an"),
    ]
    line = form(Expected(catalogue, Q4), "pho-hoa", earlier).sections[0][1][0]
    assert previous_words(line, "vi") == ("612/874", "Quý III/2024")
    newer = [*earlier, seen(Period("year", 2024), 650, day=date(2024, 10, 31))]
    line = form(Expected(catalogue, Q4), "pho-hoa", newer).sections[0][1][0]
    assert previous_words(line, "vi") == ("650/874", "Năm 2024", "đến 31/10/2024")
    assert previous_words(form(Expected(catalogue, Q4), "pho-an").sections[0][1][0], "vi") == ()


def test_only_cells_to_fill_in_are_unlocked(catalogue: Catalogue) -> None:
    sheet = book(form(Expected(catalogue, Q4), "phong-vhtt")).worksheets[0]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    rows = {cell.value: cell.row for cell in sheet[CODES] if cell.row > 7}
    share, yes_no = rows["AT-MADOC-CAIDAT"], rows["XH-DIDONG"]

    def unlocked(row: int) -> str:
        return "".join(cell.column_letter for cell in sheet[row] if not cell.protection.locked)

    assert unlocked(share) == "EFGHIJ"
    assert unlocked(yes_no) == "GHIJ"
    assert unlocked(7) == ""


def test_entries_are_held_to_what_is_possible(catalogue: Catalogue, tmp_path: Path) -> None:
    def drawn(body: str) -> tuple[dict[str, int], dict[str, DataValidation]]:
        path = saved(form(Expected(catalogue, Q4), body), tmp_path)
        sheet = openpyxl.load_workbook(path).worksheets[0]
        return rows_of(path), {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}

    lines, rules = drawn("phong-vhtt")
    row, yes_no = lines["AT-MADOC-CAIDAT"], lines["XH-DIDONG"]
    both = f"OR(ISBLANK(E{row}),ISBLANK(F{row}),E{row}<=F{row})"
    assert rules[f"E{row}"].formula1 == f"AND(ISNUMBER(E{row}),E{row}>=0,E{row}=INT(E{row}),{both})"
    assert f"F{row}=INT(F{row})" in rules[f"F{row}"].formula1
    assert rules[f"G{yes_no}"].formula1 == '"Có,Chưa"'
    assert rules[f"G{row}"].formula1 == '"Không phát sinh"'
    assert rules[f"J{row}"].type == "date"
    assert all(rule.errorStyle in (None, "stop") for rule in rules.values())
    lines, rules = drawn("phong-tckh")
    assert "INT(" not in rules[f"E{lines['NL-NGANSACH']}"].formula1


def test_numbers_and_ranks_are_held_to_their_range() -> None:
    catalogue = load_catalogue(PROJECT / "examples" / "quang-ngai-province")
    unit = next(iter(Expected(catalogue, Period("year", 2023)).of))
    sheet = book(form(Expected(catalogue, Period("year", 2023)), unit)).worksheets[0]
    ranks = [rule for rule in sheet.data_validations.dataValidation if str(rule.sqref).startswith("G")]
    assert {rule.type for rule in ranks} == {"whole"}
    assert {rule.formula1 for rule in ranks} == {"1"}


def test_it_prints_on_a4_landscape_as_wide_as_the_page(catalogue: Catalogue) -> None:
    sheet = book(form(Expected(catalogue, Q4), "pho-hoa")).worksheets[0]
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize) == ("landscape", 9)
    assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$7:$7"
    assert sheet.print_area.startswith("'Biểu số liệu'!$A$1:$J$")
    widths = (column for column in sheet.column_dimensions.values() if column.max <= 10)
    inches = sum(7 * column.width * (column.max - column.min + 1) for column in widths) / 96
    margins = sheet.page_margins.left + sheet.page_margins.right
    assert (297 / 25.4 - margins) / inches > 0.95  # hardly made smaller to fit
    assert sheet.oddFooter.left.text == "UBND phường Phổ Hòa – Quý IV/2024"


@pytest.mark.parametrize(
    ("unit", "lang", "signs"),
    [
        ("pho-hoa", "vi", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "(ký, đóng dấu, ghi rõ họ tên)"]),
        ("duc-pho", "en", ["FOR THE PEOPLE'S COMMITTEE", "CHAIRPERSON", "(signature, seal, name)"]),
        ("cong-an", "vi", ["TRƯỞNG CÔNG AN", "(ký, đóng dấu, ghi rõ họ tên)"]),
    ],
)
def test_the_head_signs_as_the_body_does(
    catalogue: Catalogue, unit: str, lang: Language, signs: list[str]
) -> None:
    sheet = book(form(Expected(catalogue, Q4), unit), lang).worksheets[0]
    rows = [cell.row for cell in sheet["C"] if cell.value in ("NGƯỜI LẬP BIỂU", "PREPARED BY")]
    assert [sheet[f"H{rows[0] + below}"].value for below in range(len(signs))] == signs
    assert not sheet[f"H{sheet.max_row}"].protection.locked
    assert not sheet[f"C{sheet.max_row}"].protection.locked


def test_a_share_without_parts_is_printed_as_a_percentage(catalogue: Catalogue) -> None:
    earlier = Observation("CQ-HSCV-XP", "pho-hoa", Period("quarter", 2024, 3), value=Decimal("81.5"))
    line = form(Expected(catalogue, Q4), "pho-hoa", [earlier]).sections[0][1][0]
    assert previous_words(line, "vi") == ("81,5%", "Quý III/2024")


def test_where_nothing_arose_last_time_the_form_says_so(catalogue: Catalogue) -> None:
    q3 = Period("quarter", 2024, 3)
    earlier = Observation("CQ-HSCV-XP", "pho-hoa", q3, numerator=Decimal(0), denominator=Decimal(0))
    line = form(Expected(catalogue, Q4), "pho-hoa", [earlier]).sections[0][1][0]
    assert previous_words(line, "vi") == ("Không phát sinh", "Quý III/2024")


def test_the_stamp_stands_in_a_hidden_sheet_and_in_a_visible_line(catalogue: Catalogue) -> None:
    built = form(Expected(catalogue, Q4), "pho-hoa")
    whole = book(built)
    assert whole["dxscore"].sheet_state == "hidden"
    assert whole["dxscore"]["A1"].value == str(built.stamp)
    assert str(built.stamp) in whole.worksheets[0]["A6"].value
    assert find(form_workbook(built, "vi")) == (built.stamp,)
    assert find(form_csv(built, "vi").encode("utf-8-sig")) == (built.stamp,)
    assert built.stamp.catalogue == catalogue.sha256[:16]


def test_no_cell_of_a_form_is_a_formula(catalogue: Catalogue) -> None:
    for unit in ("duc-pho", "pho-hoa", "phong-vhtt"):
        for sheet in book(form(Expected(catalogue, Q4), unit)).worksheets:
            assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_same_form_is_the_same_bytes(catalogue: Catalogue) -> None:
    built = form(Expected(catalogue, Q4), "pho-hoa")
    assert form_workbook(built, "vi") == form_workbook(built, "vi")
    assert book(built).properties.created == datetime(2024, 12, 14)


@pytest.mark.parametrize(("lang", "separator"), [("vi", ";"), ("en", ",")])
def test_the_csv_has_a_row_for_each_indicator(catalogue: Catalogue, lang: Language, separator: str) -> None:
    built = form(Expected(catalogue, Q4), "pho-hoa")
    rows = list(csv.reader(io.StringIO(form_csv(built, lang)), delimiter=separator))
    assert [len(row) for row in rows[:2]] == [1, 1]
    assert [row[0] for row in rows[3:]] == [
        indicator for indicator, _ in Expected(catalogue, Q4).of["pho-hoa"]
    ]
    assert {len(row) for row in rows[2:]} == {len(COLUMNS) - 1}
    assert {(row[3], row[4]) for row in rows[3:]} == {("pho-hoa", "2024-Q4")}


def test_a_filled_cell_is_where_the_form_asks_for_it(catalogue: Catalogue, tmp_path: Path) -> None:
    path = fill(saved(form(Expected(catalogue, Q4), "pho-hoa"), tmp_path), {"XH-DTTM": {"numerator": 3600}})
    sheet = openpyxl.load_workbook(path).worksheets[0]
    row = rows_of(path)["XH-DTTM"]
    assert (sheet["E7"].value, sheet[f"E{row}"].value) == ("Tử số", 3600)

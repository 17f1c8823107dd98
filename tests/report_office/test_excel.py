"""The workbook holds the scorecard's numbers as numbers, and nothing in it acts."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import every_kind
import hostile
import pytest
from office import LANGUAGES, book, example, example_excel, example_metrics, kinds_excel, member
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from dxscore.model.figures import exact_value
from dxscore.model.scorecard import Result
from dxscore.report.excel import excel_workbook
from dxscore.report.excel_cells import (
    LONGEST_TEXT,
    NumberCell,
    date_cell,
    fitting,
    number_cell,
    percent_cell,
    text_cell,
)
from dxscore.report.summary import closing
from dxscore.words.say import Language
from dxscore.words.visible import visible

SHEETS = {
    "vi": ["Tổng hợp", "Kết quả", "Theo đơn vị", "Còn thiếu", "Lỗi số liệu", "Số liệu"],
    "en": ["Summary", "Results", "Units", "Gaps", "Findings", "Data"],
}
HEAD = 3


def records(page: Worksheet, head: int = HEAD) -> list[dict[str, Cell]]:
    """The rows under the header, by the header's words."""
    titles = [cell.value for cell in page[head]]
    return [dict(zip(titles, row, strict=True)) for row in page.iter_rows(min_row=head + 1)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sheets_in_the_readers_language(lang: Language) -> None:
    assert book(example_excel(lang)).sheetnames == SHEETS[lang]


@pytest.mark.parametrize(
    ("place", "result"),
    list(enumerate(every_kind.scorecard().results)),
    ids=[result.indicator for result in every_kind.scorecard().results],
)
def test_results_are_the_scorecards_numbers(place: int, result: Result) -> None:
    row = records(book(kinds_excel("en"))["Results"])[place]
    view = every_kind.view("en")
    line = view.results[place]
    percent = line.indicator.unit_of_measure == "percent"
    exact = exact_value(result)
    assert row["Id"].value == result.indicator
    assert row["Status"].value == line.verdict
    assert row["Deadline"].value == result.target.by
    assert row["Numerator"].value == (None if result.numerator is None else float(result.numerator))
    assert row["Denominator"].value == (None if result.denominator is None else float(result.denominator))
    if exact is None:
        assert row["Result"].value is None
    elif line.indicator.measure != "yes_no":
        assert row["Result"].value == float(exact / 100 if percent else exact)
        assert ("%" in row["Result"].number_format) == percent
    if result.status in ("missed", "pending") and result.gap_count is not None:
        assert row["Gap in counts"].value == result.gap_count
    if len(line.bounds) == 1:
        assert row["Threshold"].value == float(Fraction(line.bounds[0]) / (100 if percent else 1))


def test_a_percentage_just_under_its_threshold_does_not_look_like_it() -> None:
    row = next(r for r in records(book(kinds_excel("en"))["Results"]) if r["Id"].value == "CQ-NEAR")
    assert row["Result"].number_format == "[$-409]0.000%"
    assert f"{row['Result'].value:.3%}" == "79.996%"


def test_the_conclusion_is_wrapped_across_the_summary() -> None:
    page = book(example_excel("vi"))["Tổng hợp"]
    row = next(row for row in page.iter_rows() if row[0].value == "Kết luận")
    assert row[1].value == closing(example().scorecard, "vi")
    assert row[1].alignment.wrap_text
    assert f"B{row[1].row}:J{row[1].row}" in page.merged_cells
    assert page.row_dimensions[row[1].row].height >= 30


def test_columns_of_short_words_leave_room_for_the_others_in_print() -> None:
    workbook = book(example_excel("vi"))
    for name in ("Kết quả", "Còn thiếu"):
        page = workbook[name]
        for cell in page[HEAD]:
            if cell.value in ("Mục tiêu", "Đánh giá"):
                assert page.column_dimensions[cell.column_letter].width < 18
                assert all(
                    below.alignment.wrap_text
                    for (below,) in page[f"{cell.column_letter}4:{cell.column_letter}9"]
                )


@pytest.mark.parametrize("value", [Fraction(8005, 100), Fraction(8225, 100), Fraction(799995, 10000)])
def test_a_half_is_shown_whole_for_programs_round_it_differently(value: Fraction) -> None:
    figure = percent_cell(value, [Fraction(801, 10), Fraction(80)], "vi")
    assert isinstance(figure, NumberCell)
    assert Fraction(round(value * 10**figure.places), 10**figure.places) == value


def test_decimals_of_a_number_that_does_not_end() -> None:
    figure = percent_cell(Fraction(100, 3), [Fraction(333, 10)], "vi")
    assert isinstance(figure, NumberCell) and figure.places == 2


@pytest.mark.parametrize("beside", ["62.37", "80", "100", "0.5"])
def test_what_fifteen_digits_cannot_tell_from_a_threshold_is_text(beside: str) -> None:
    threshold = Fraction(beside)
    under = percent_cell(threshold - Fraction(1, 10**20), [threshold], "vi", "✗")
    assert under == f"chưa tới {beside.replace('.', ',')}% ✗"


def test_units_by_targets_with_a_mark_beside_every_colour() -> None:
    page = book(example_excel("en"))["Units"]
    titles = [cell.value for cell in page[4]]
    column = next(place for place, title in enumerate(titles) if str(title).startswith("CQ-HSCV-XP: "))
    shown = {row[0].value: row[column] for row in page.iter_rows(min_row=5)}
    result = next(r for r in example().scorecard.results if r.indicator == "CQ-HSCV-XP")
    assert shown["Whole place"].value == pytest.approx(11239 / 16065)
    for unit in result.units:
        cell = shown[example("en").names.body(unit.reporting_unit)]
        assert unit.numerator is not None
        assert unit.denominator is not None
        assert cell.value == float(Fraction(unit.numerator) / Fraction(unit.denominator))
        assert {"met": "✓", "missed": "✗"}[unit.status] in cell.number_format
        assert cell.fill.start_color.rgb == {"met": "FFCDEBDF", "missed": "FFF9CDB8"}[unit.status]


def test_a_unit_without_a_figure_says_so() -> None:
    page = book(example_excel("vi"))["Theo đơn vị"]
    row = next(row for row in page.iter_rows(min_row=5) if row[0].value == "Xã Nguyễn Nghiêm")
    assert [cell.value for cell in row].count("? chưa báo cáo") == 4


def test_every_gap_and_every_finding_has_its_row() -> None:
    workbook, scorecard = book(kinds_excel("vi")), every_kind.scorecard()
    gaps = records(workbook["Còn thiếu"])
    assert sorted(row["Mã"].value for row in gaps) == sorted(gap.indicator for gap in scorecard.gaps)
    findings = records(workbook["Lỗi số liệu"])
    assert [row["Nội dung"].value for row in findings] == [visible(f.message.vi) for f in scorecard.findings]
    assert [row["Dòng"].value for row in findings] == [finding.row for finding in scorecard.findings]


def test_the_data_as_read() -> None:
    read = records(book(example_excel("en"))["Data"])
    assert len(read) == len(example_metrics().observations)
    for row, seen in zip(read, example_metrics().observations, strict=True):
        assert row["Numerator"].value == (None if seen.numerator is None else float(seen.numerator))
        assert row["Period"].value == str(seen.period)
        closed = row["Closed on"].value
        assert (closed.date() if isinstance(closed, datetime) else closed) == seen.closed_on


def test_the_data_judged_where_the_rows_are_not_given() -> None:
    judged = records(book(kinds_excel("en"))["Data"])
    assert len(judged) == sum(max(1, len(result.units)) for result in every_kind.scorecard().results)


def test_the_summary_is_the_scorecards() -> None:
    page, summary = book(example_excel("vi"))["Tổng hợp"], example().scorecard.summary
    facts = {row[0].value: row[1].value for row in page.iter_rows(max_row=40)}
    assert facts["Ngày đánh giá"] == datetime(2025, 12, 14)
    assert facts["Tỷ lệ báo cáo"] == pytest.approx(summary.coverage, abs=5e-5)
    assert facts["Mức hoàn thành bình quân (0–100)"] == summary.score


@pytest.mark.parametrize("lang", LANGUAGES)
def test_frozen_filtered_coloured_and_ready_to_print(lang: Language) -> None:
    workbook = book(example_excel(lang))
    for page in workbook.worksheets:
        assert page.freeze_panes
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.paperSize == 9
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToWidth in (None, 1)  # one page wide is the format's default
        assert page.page_setup.fitToHeight == 0
        assert page.print_title_rows
        assert page.auto_filter.ref or page.max_row <= HEAD
    for name in SHEETS[lang][1], SHEETS[lang][3]:
        assert len(workbook[name].conditional_formatting) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_scorecard_gives_the_same_bytes(lang: Language) -> None:
    again = excel_workbook(replace(example(lang), observations=example_metrics().observations))
    assert again == example_excel(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_that_somebody_typed_acts(lang: Language) -> None:
    for view in hostile.views(lang):
        made = excel_workbook(view)
        with zipfile.ZipFile(BytesIO(made)) as archive:
            sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/" in name]
        assert not [xml for xml in sheets if "<f>" in xml or "<f " in xml or "hyperlink" in xml]
        cells = [cell for page in book(made).worksheets for row in page.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        said = {cell.value for cell in cells}
        for finding in view.scorecard.findings:
            assert visible(finding.message.get(lang)) in said or not finding.message.get(lang).strip()


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://a.example", "_x0041_", "007"]
)
def test_text_stays_the_text_it_is(text: str) -> None:
    finding = every_kind.scorecard().findings[0].model_copy(update={"column": text})
    view = every_kind.view("en")
    scorecard = view.scorecard.model_copy(update={"findings": (finding,)})
    made = excel_workbook(type(view)(scorecard, view.catalogue, "en"))
    cell = records(book(made)["Findings"])[0]["Column"]
    assert cell.data_type == "s"
    shown = member(made, "xl/sharedStrings.xml")
    # An Excel reads _x0041_ as an escaped A: its underscore has to be escaped in turn.
    assert f">{visible(text)}<".replace("_x0041_", "_x005F_x0041_") in shown


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    cut = text_cell("\U0001f4a5" * LONGEST_TEXT)
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert cut.endswith("\U0001f4a5…")
    assert text_cell("a" * LONGEST_TEXT) == "a" * LONGEST_TEXT
    assert text_cell("a" * (LONGEST_TEXT + 1)) == "a" * (LONGEST_TEXT - 1) + "…"


def test_numbers_that_a_spreadsheet_cannot_hold_stay_whole_as_text() -> None:
    assert number_cell(Decimal("123456789012345"), "vi") == NumberCell(123456789012345.0)
    assert number_cell(Decimal("1234567890123456"), "vi") == "1.234.567.890.123.456"
    assert number_cell(Decimal("0.1234567890123456"), "en") == "0.1234567890123456"
    assert number_cell(Decimal("12.50"), "en") == NumberCell(12.5, 2)
    assert number_cell(Decimal("1E+20"), "en") == "100,000,000,000,000,000,000"
    assert number_cell(0, "en") == NumberCell(0.0)


def test_days_before_a_spreadsheets_calendar_stay_text() -> None:
    assert date_cell(datetime(1899, 12, 31).date()) == "1899-12-31"


def test_more_rows_than_a_sheet_holds_are_counted() -> None:
    assert fitting(range(10), used=3, most=13) == (tuple(range(10)), 0)
    assert fitting(range(11), used=3, most=13) == (tuple(range(9)), 2)


def test_no_sheet_name_or_width_breaks_the_formats_rules() -> None:
    for lang in LANGUAGES:
        for page in book(kinds_excel(lang)).worksheets:
            assert len(page.title) <= 31
            assert not re.search(r"[\[\]:*?/\\]", page.title)

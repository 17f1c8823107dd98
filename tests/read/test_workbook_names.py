"""What counts in a workbook: names by namespace and place, numbers in digits, parts that are there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from workbook_answers import MAIN, OPEN_DOCUMENT, RELATIONS, read_here, read_there

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.read import metrics
from dxscore.read import sources as opened
from dxscore.workbooks.cell_texts import NOT_STORED
from dxscore.workbooks.container import folded
from dxscore.workbooks.events import RefusedError
from dxscore.workbooks.parts import truth, whole
from dxscore.workbooks.sheet import Refusal, Workbook

STRICT = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
COMPATIBILITY = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
HEADER = ["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số"]
ROW = ["HS", "Phổ Hòa", 2025, 90, 100]
SHEET = "xl/worksheets/sheet1.xml"


def saved(*rows: Sequence[object], **more: Sequence[Sequence[object]]) -> bytes:
    """A workbook of one sheet, and more sheets by name."""
    book = openpyxl.Workbook()
    sheets = {book.worksheets[0].title: [list(row) for row in rows], **more}
    for name, cells in sheets.items():
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        for row in cells:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(
    content: bytes,
    words: Mapping[str, tuple[str, str]] | None = None,
    named: Callable[[str], str | None] = str,
) -> bytes:
    """A package with one text put for another in some parts, and parts called otherwise (None: left out)."""
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if words and name in words:
                old, new = words[name]
                assert old.encode() in part, (name, old)
                part = part.replace(old.encode(), new.encode())
            called = named(name)
            if called is not None:
                target.writestr(called, part)
    return out.getvalue()


def sheet_of(rows: str, before: str = "", main: str = MAIN, workbook: str = "", strings: str = "") -> bytes:
    """A workbook whose one sheet holds `rows` as they are."""
    office = OFFICE if main == MAIN else STRICT_OFFICE
    link = '<Relationship Id="{0}" Type="' + office + '/{1}" Target="{2}"/>'
    links = (("s", "worksheet", "s.xml"), ("t", "sharedStrings", "t.xml"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        first = link.format("a", "officeDocument", "xl/workbook.xml")
        target.writestr("_rels/.rels", f"<Relationships {RELATIONS}>{first}</Relationships>")
        own = "".join(link.format(*each) for each in links)
        target.writestr("xl/_rels/workbook.xml.rels", f"<Relationships {RELATIONS}>{own}</Relationships>")
        sheets = f'<sheets><sheet name="S" q:id="s" xmlns:q="{office}"/></sheets>{workbook}'
        target.writestr("xl/workbook.xml", f"<workbook {main} {COMPATIBILITY}>{sheets}</workbook>")
        target.writestr("xl/t.xml", f"<sst {main} {COMPATIBILITY}>{strings}</sst>")
        body = f"{before}<sheetData>{rows}</sheetData>"
        target.writestr("xl/s.xml", f'<worksheet {main} {COMPATIBILITY} xmlns:f="urn:f">{body}</worksheet>')
    return out.getvalue()


def cells(content: bytes) -> list[tuple[str, ...]]:
    """The rows of the first sheet."""
    answer = read_here(content)
    assert isinstance(answer, Workbook), answer
    return [row.cells for row in answer.sheets[0].rows]


def refusal(content: bytes) -> Refusal:
    answer = read_here(content)
    assert isinstance(answer, Refusal), answer
    return answer


def at(answer: Refusal) -> tuple[str | None, int | None, int | None]:
    return answer.sheet, answer.row, answer.column


def read(catalogue: Catalogue, content: bytes, name: str = "m.xlsx") -> Metrics:
    read_there(content)
    return metrics.read([opened.Source(name, content)], catalogue)


# --- names count by their namespace, and in their place ---

CELL = '<row r="1"><c r="A1"><v>90</v>{}</c></row>'
FOREIGN = (
    "<extLst><ext><f:v>77</f:v></ext></extLst>",
    "<extLst><ext><v>77</v></ext></extLst>",
    "<f:v>77</f:v>",
    "<v xmlns=''>77</v>",
    "<is><t>77</t></is>",
    "<unknown><v>77</v></unknown>",
    '<f:g v="77"><v>77</v></f:g>',
)


@pytest.mark.parametrize("main", [MAIN, STRICT], ids=["transitional", "strict"])
@pytest.mark.parametrize("more", FOREIGN)
def test_what_is_no_value_is_never_added_to_one(more: str, main: str) -> None:
    assert cells(sheet_of(CELL.format(more), main=main)) == [("90",)]
    assert cells(sheet_of(f'<row r="1"><c r="A1">{more}<v>90</v></c></row>', main=main)) == [("90",)]


def test_two_values_in_one_cell_are_no_figure() -> None:
    assert refusal(sheet_of(CELL.format("<v>77</v>"))) == Refusal(
        "broken", "two values in one cell", {}, "S", 1, 1
    )


def test_cells_where_none_can_be_are_no_cells() -> None:
    stray = '<row r="7"><c r="A7"><v>7</v></c></row>'
    for place in (f"<extLst>{stray}</extLst>", f"<f:x>{stray}</f:x>", stray):
        assert cells(sheet_of('<row r="9"><c r="A9"><v>1</v></c></row>', before=place)) == [("1",)]


CHOICES = "<mc:AlternateContent>{}</mc:AlternateContent>"


@pytest.mark.parametrize(
    ("alternatives", "value"),
    [
        ('<mc:Choice Requires="f"><v>1</v></mc:Choice><mc:Fallback><v>2</v></mc:Fallback>', "2"),
        ('<mc:Choice Requires="q"><v>1</v></mc:Choice><mc:Fallback><v>2</v></mc:Fallback>', "2"),
        ('<mc:Choice Requires="m"><v>1</v></mc:Choice><mc:Fallback><v>2</v></mc:Fallback>', "1"),
        ('<mc:Choice Requires="m f"><v>1</v></mc:Choice><mc:Choice Requires="m"><v>3</v></mc:Choice>', "3"),
    ],
    ids=["not known", "not declared", "known", "second"],
)
def test_of_what_is_written_for_several_programs_one_counts(alternatives: str, value: str) -> None:
    alternatives = alternatives.replace("<mc:Choice", f"<mc:Choice {MAIN.replace('xmlns', 'xmlns:m')}")
    assert cells(sheet_of(f'<row r="1"><c r="A1">{CHOICES.format(alternatives)}</c></row>')) == [(value,)]
    whole_cells = alternatives.replace("<v>", "<c><v>").replace("</v>", "</v></c>")
    assert cells(sheet_of(f'<row r="1">{CHOICES.format(whole_cells)}</row>')) == [(value,)]


def test_texts_of_foreign_pieces_are_no_texts() -> None:
    beside = "<rPh><t>z</t></rPh><f:t>z</f:t><extLst><t>z</t></extLst>"
    text = f'<si xmlns:f="f"><t>a</t>{beside}<r><t>b</t><f:t>z</f:t></r></si>'
    assert cells(sheet_of('<row r="1"><c t="s"><v>0</v></c></row>', strings=text)) == [("ab",)]


@pytest.mark.parametrize("prefixed", [False, True])
def test_days_are_counted_from_the_year_that_the_workbook_says(prefixed: bool, catalogue: Catalogue) -> None:
    """Excel 2013 and later write an x15:workbookPr, which says nothing of it."""
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.append(HEADER)
    sheet.append(["HS", "Phổ Hòa", date(2024, 12, 1), 90, 100])
    sheet["C2"].number_format = "mm/yyyy"
    out = io.BytesIO()
    book.save(out)
    later = (
        '<extLst><ext uri="{u}" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main">'
        '<x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>'
    )
    content = repacked(
        out.getvalue(), {"xl/workbook.xml": ("</workbook>", later if prefixed else "</workbook>")}
    )
    (observation,) = read(catalogue, content).observations
    assert str(observation.period) == "2024-12"


def test_a_part_that_begins_otherwise_is_damaged_and_never_empty() -> None:
    for old in ("worksheet", "sheetData"):
        content = repacked(saved(HEADER, ROW), {SHEET: (f"<{old}", "<dialogsheet")})
        assert refusal(content).reason == "broken"
    bare = repacked(saved(HEADER, ROW), {SHEET: (MAIN, "")})
    assert refusal(bare).detail == "a part that begins with {name}"


def test_a_name_of_a_namespace_without_end_costs_nothing() -> None:
    long = f'<row r="1" xmlns:l="urn:{"x" * 900_000}">' + "<l:a/>" * 50_000 + "</row>"
    assert refusal(sheet_of(long, before=f"<!--{'y' * 10}-->")).reason in ("too_much", "unsafe")


# --- OpenDocument ---


def document(cell: str, row: str = "", more: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        rows = f"<table:table-row {row}>{cell}</table:table-row>"
        package.writestr(
            "content.xml",
            f'<office:document-content {OPEN_DOCUMENT} xmlns:f="urn:f"><office:body><office:spreadsheet>'
            f'{more}<table:table table:name="S">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


FLOAT = '<table:table-cell office:value-type="float" office:value="{}"><text:p>90</text:p></table:table-cell>'


def test_cells_of_a_document_count_by_namespace() -> None:
    foreign = FLOAT.format(90).replace("office:value=", 'f:value-type="string" f:value="77" office:value=')
    assert cells(document(foreign)) == [("90",)]
    # In a paragraph, the text of what is unknown counts.
    inside = "<table:table-cell><f:p>z</f:p><text:p>a<f:b>b</f:b></text:p></table:table-cell>"
    assert cells(document(inside)) == [("ab",)]
    row = f"<table:table-row>{FLOAT.format(77)}</table:table-row>"
    kept = f"<table:dde-links><table:table table:name='D'>{row}</table:table></table:dde-links>"
    answer = read_here(document(FLOAT.format(90), more=kept))
    assert isinstance(answer, Workbook) and [sheet.name for sheet in answer.sheets] == ["S"]


@pytest.mark.parametrize("value", ["9_0", " 90", "+90", "９０", "0x90", "1e", "", "NaN", "9,0"])
def test_a_number_of_a_document_is_one_or_the_file_is_refused(value: str) -> None:
    assert at(refusal(document(FLOAT.format(value)))) == ("S", 1, 1)


@pytest.mark.parametrize("count", ["0", "-1", " 2", "2_0", "٢", "2.0", ""])
def test_a_count_of_a_document_is_one_or_the_file_is_refused(count: str) -> None:
    for name in ("columns-repeated", "rows-spanned"):
        cell = FLOAT.format(90).replace(
            "<table:table-cell", f'<table:table-cell table:number-{name}="{count}"'
        )
        assert refusal(document(cell)).reason == "broken"
    assert refusal(document(FLOAT.format(90), row=f'table:number-rows-repeated="{count}"')).reason == "broken"


@pytest.mark.parametrize(
    "attributes",
    [
        'office:value-type="boolean" office:boolean-value="TRUE"',
        'office:value-type="date" office:date-value="14/12/2025"',
        'office:value-type="number" office:value="1"',
    ],
)
def test_a_cell_of_a_document_is_what_it_says_it_is(attributes: str) -> None:
    assert refusal(document(f"<table:table-cell {attributes}><text:p>1</text:p></table:table-cell>")).row == 1


# --- numbers and indexes are digits ---

ODD_NUMBERS = [" 3 ", "+3", "1_0", "３", "٣", "-1", "3.0", "1e1", "0x3", "\u00a03", "3\n"]


@pytest.mark.parametrize("index", [*ODD_NUMBERS, "9", "99999999999999999999"])
def test_an_index_is_one_or_the_file_is_refused(index: str) -> None:
    strings = "".join(f"<si><t>{number}</t></si>" for number in range(9))
    rows = f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>'
    answer = refusal(sheet_of(rows, strings=strings))
    assert (answer.reason, *at(answer)) == ("broken", "S", 1, 1)


@pytest.mark.parametrize("number", ["9_0", " 90 ", "+90", "９０", "٩٠", "0x9", "90,5", "1e", ".", "-", "9 0"])
def test_a_number_is_one_or_the_file_is_refused(number: str) -> None:
    answer = refusal(sheet_of(f'<row r="1"><c r="A1"><v>{number}</v></c></row>'))
    assert (answer.detail, *at(answer)) == ("a number that is none", "S", 1, 1)


@pytest.mark.parametrize(
    "rows",
    [
        *(
            f'<row r="{odd}"><c><v>1</v></c></row>'
            for odd in (" 1", "+1", "1_0", "１", "0", "-1", "1048577", "")
        ),
        *(
            f'<row r="1"><c r="{odd}"><v>1</v></c></row>'
            for odd in ("A１", "A 1", "A01", "1A", "Ａ1", "", "A1_0")
        ),
        *(f'<row r="1"><c s="{odd}"><v>1</v></c></row>' for odd in (" 0", "+0", "0_0", "０", "-1", "9")),
        *(f'<row r="1"><c t="{odd}"><v>1</v></c></row>' for odd in ("", "N", " n", "x", "number")),
        *(f'<row r="1"><c t="b"><v>{odd}</v></c></row>' for odd in ("2", "TRUE", " 1", "yes", "-1")),
        *(f'<row r="1"><c t="d"><v>{odd}</v></c></row>' for odd in ("90", "14/12/2025", "2025-1-1")),
        '<row r="1"><c t="e"><v>90</v></c></row>',
        '<row r="1" hidden="yes"><c><v>1</v></c></row>',
    ],
)
def test_what_says_how_a_cell_is_to_be_taken_is_understood_or_the_file_is_refused(rows: str) -> None:
    assert refusal(sheet_of(rows)).reason == "broken"


def test_a_date_system_that_is_neither_is_no_date_system() -> None:
    rows = '<row r="1"><c><v>1</v></c></row>'
    for said in (" 1 ", "yes", "TRUE", "2", ""):
        assert refusal(sheet_of(rows, workbook=f'<workbookPr date1904="{said}"/>')).reason == "broken"


@given(st.text(max_size=12))
def test_whole_numbers_and_truths_are_ascii_and_nothing_else(text: str) -> None:
    for read_as, good in (
        (whole, text.isascii() and text.isdigit()),
        (truth, text in ("0", "1", "true", "false")),
    ):
        if not good or len(text) > 9:
            with pytest.raises(RefusedError):
                read_as(text)
        else:
            assert read_as(text) == ({"true": True, "false": False}[text] if text.isalpha() else int(text))


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=6))
def test_numbers_that_programs_write_are_read_in_full(number: object) -> None:
    value = float(str(number))
    (row,) = cells(sheet_of(f'<row r="1"><c><v>{value!r}</v></c><c t="str"><v>.</v></c></row>'))
    assert float(row[0]) == value


# --- parts of a package ---


@pytest.mark.parametrize(
    "named",
    [
        str.upper,
        str.swapcase,
        lambda name: name.replace("/", "\\"),
        lambda name: f"/{name}",
        lambda name: name.replace("e", "%65").replace("/_", "/%5F"),
        lambda name: name.replace("/", "\\").lower(),
    ],
    ids=["upper", "swapped", "backslash", "slash before", "percent", "lower and backslash"],
)
def test_part_names_fold_case_backslash_and_percent_codes(named: Callable[[str], str]) -> None:
    content = saved(HEADER, ROW)
    assert read_here(repacked(content, named=named)) == read_here(content)


def test_parts_that_fold_to_one_name_are_refused() -> None:
    for other in ("XL/Workbook.xml", "xl\\workbook.xml", "/xl/workbook.xml", "xl/work%62ook.xml"):
        out = io.BytesIO(saved(HEADER, ROW))
        with zipfile.ZipFile(out, "a") as package:
            package.writestr(other, "<x/>")
        assert refusal(out.getvalue()) == Refusal("unsafe", "two parts of one name")


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(name: str) -> None:
    once = folded(name)
    if "%" not in once:
        assert folded(once) == once


@pytest.mark.parametrize("folder", ["", "wtf/", "Excel/"])
def test_the_main_part_is_what_the_package_says_and_not_what_it_is_called(folder: str) -> None:
    content = repacked(
        saved(HEADER, ROW),
        {"_rels/.rels": ("xl/workbook.xml", f"{folder}book.xml"), RELS: ('"/xl/', f'"/{folder}')},
        named=lambda name: name.replace("xl/", folder).replace("workbook.xml", "book.xml"),
    )
    assert cells(content)[1] == ("HS", "Phổ Hòa", "2025", "90", "100")


LINK = f'Type="{OFFICE}/worksheet"'
RELS = "xl/_rels/workbook.xml.rels"
OTHER_SHEET = 'Target="/xl/worksheets/sheet2.xml"'
LOST: dict[str, Callable[[bytes], bytes]] = {
    "no part": lambda c: repacked(c, named=lambda name: None if name.endswith("sheet2.xml") else name),
    "no relation": lambda c: repacked(c, {"xl/workbook.xml": ('"rId2"', '"rId99"')}),
    "outside": lambda c: repacked(c, {RELS: (OTHER_SHEET, f'{OTHER_SHEET} TargetMode="External"')}),
    "another kind": lambda c: repacked(
        c, {RELS: (f"{LINK} {OTHER_SHEET}", f'Type="{OFFICE}/theme" {OTHER_SHEET}')}
    ),
    "a foreign kind": lambda c: repacked(
        c, {RELS: (f"{LINK} {OTHER_SHEET}", f'Type="f/worksheet" {OTHER_SHEET}')}
    ),
    "no id": lambda c: repacked(c, {"xl/workbook.xml": ('r:id="rId2"', "")}),
    "a foreign id": lambda c: repacked(c, {"xl/workbook.xml": ('r:id="rId2"', 'f:id="rId2" xmlns:f="f"')}),
}


@pytest.mark.parametrize("how", LOST)
def test_a_sheet_that_is_not_there_is_told_and_the_others_are_read(how: str, catalogue: Catalogue) -> None:
    found = read(catalogue, LOST[how](saved(HEADER, ROW, Hai=[HEADER, ROW])))
    assert [(f.code, f.severity) for f in found.findings] == [("DX174", "error")]
    assert "“Hai”" in found.findings[0].message.vi
    assert len(found.observations) == 1


def test_a_workbook_whose_only_sheet_is_lost_is_not_called_empty(catalogue: Catalogue) -> None:
    content = repacked(saved(HEADER, ROW), named=lambda name: None if name == SHEET else name)
    assert [f.code for f in read(catalogue, content).findings] == ["DX174"]


def test_charts_are_no_lost_tables_and_pages_of_macros_are_told(catalogue: Catalogue) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ROW)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Sheet1!$D$2:$E$2"})
    book.add_chartsheet("Chart1").set_chart(chart)
    book.close()
    found = read(catalogue, out.getvalue())
    assert found.findings == () and len(found.observations) == 1
    module = repacked(saved(HEADER, ROW, Hai=[]), {"xl/workbook.xml": ('r:id="rId2"', 'r:id=""')})
    assert [(f.code, f.severity) for f in read(catalogue, module).findings] == [("DX175", "warning")]
    for kind in ("dialogsheet", "chartsheet"):
        dialogue = repacked(
            saved(HEADER, ROW, Hai=[]),
            {RELS: (f"{LINK} {OTHER_SHEET}", f'Type="{OFFICE}/{kind}" {OTHER_SHEET}')},
        )
        assert read(catalogue, dialogue).findings == ()


def test_relations_that_programs_would_take_differently_are_refused() -> None:
    content = saved(HEADER, ROW)
    assert refusal(repacked(content, {RELS: ('"rId2"', '"rId1"')})).detail == "two relations called {name}"
    styles = f'Type="{OFFICE}/styles"'
    twice = repacked(content, {RELS: (f'Type="{OFFICE}/theme"', styles)})
    assert refusal(twice).detail == "two parts for one purpose: {name}"


# --- formulas that nobody has calculated ---


def calculated(stored: object, settings: str, formula: str = "=45+45") -> bytes:
    """A table whose numerator is a formula, as XlsxWriter writes it, under a `calcPr` with `settings`."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ROW)
    sheet.write_formula(1, 3, formula, None, stored)
    book.close()
    asked = 'calcId="124519" fullCalcOnLoad="1"'
    return repacked(out.getvalue(), {"xl/workbook.xml": (asked, settings)})


ASKING = [
    'calcId="1" fullCalcOnLoad="1"',
    'fullCalcOnLoad="true"',
    'calcCompleted="0"',
    'calcId="1" calcCompleted="false"',
]
NOT_ASKING = [
    'calcId="191029"',
    "",
    'fullCalcOnLoad="0"',
    'calcCompleted="1"',
    'calcId="1" forceFullCalc="1"',
]


@pytest.mark.parametrize("stored", [0, "0", "", "0.0", False])
@pytest.mark.parametrize("settings", ASKING)
def test_a_result_of_nothing_where_formulas_are_still_to_be_calculated(
    settings: str, stored: object, catalogue: Catalogue
) -> None:
    found = read(catalogue, calculated(stored, settings))
    assert ("DX163", 2, 4) in [(f.code, f.row, f.position) for f in found.findings]
    assert found.observations == ()


@pytest.mark.parametrize("settings", NOT_ASKING)
def test_a_formula_that_was_calculated_may_be_0(settings: str, catalogue: Catalogue) -> None:
    found = read(catalogue, calculated(0, settings))
    assert [o.numerator for o in found.observations] == [0] and found.findings == ()


@pytest.mark.parametrize("settings", [*ASKING, *NOT_ASKING])
def test_a_result_that_its_writer_knew_counts(settings: str, catalogue: Catalogue) -> None:
    found = read(catalogue, calculated(90, settings))
    assert [o.numerator for o in found.observations] == [90] and found.findings == ()


def test_a_typed_0_is_a_figure_whatever_is_asked(catalogue: Catalogue) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ["HS", "Phổ Hòa", 2025, 0, 100])
    book.close()
    assert [o.numerator for o in read(catalogue, out.getvalue()).observations] == [0]


def test_cells_of_an_array_are_of_its_formula() -> None:
    """XlsxWriter writes the formula into the first of them, and a bare 0 into the others."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    sheet.write_column(0, 0, [1, 2, 0])
    sheet.write_array_formula("B1:B2", "{=A1:A2*2}")
    sheet.write(2, 1, 0)
    book.close()
    answer = read_here(out.getvalue())
    assert isinstance(answer, Workbook)
    assert [row.cells[1] for row in answer.sheets[0].rows] == [NOT_STORED, NOT_STORED, "0"]


# --- line breaks ---


@pytest.mark.parametrize("written", ["a\nb", "a_x000D_\nb", "a_x000D_b", "a&#13;b", "a&#13;&#10;b"])
def test_a_line_break_in_a_cell_is_one_however_it_is_written(written: str) -> None:
    inline = f'<row r="1"><c t="inlineStr"><is><t>{written}</t></is></c></row>'
    assert cells(sheet_of(inline)) == [("a\nb",)]
    assert cells(
        document(f"<table:table-cell><text:p>{written}</text:p></table:table-cell>".replace("_x000D_", ""))
    )


def test_halves_of_characters_are_joined_or_replaced() -> None:
    for written, text in (("_xD83D__xDE00_", "\U0001f600"), ("a_xD83D_b", "a\ufffdb")):
        assert cells(sheet_of(f'<row r="1"><c t="inlineStr"><is><t>{written}</t></is></c></row>')) == [
            (text,)
        ]


# --- one file ---


def test_whatever_a_reader_stumbles_over_costs_its_own_file_one_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumble(*_: object) -> object:
        raise IndexError("list index out of range")

    monkeypatch.setattr("dxscore.workbooks.xlsx.related", stumble)
    assert refusal(saved(HEADER, ROW)) == Refusal(
        "broken", "not as the format asks ({name})", {"name": "IndexError"}
    )


def test_a_refusal_names_sheet_row_and_column(catalogue: Catalogue) -> None:
    found = read(catalogue, repacked(saved(HEADER, ROW), {SHEET: ("<v>90</v>", "<v>9_0</v>")}))
    (finding,) = found.findings
    assert (finding.code, finding.sheet, finding.row, finding.position) == ("DX151", "Sheet", 2, 4)


ARRIVALS = Path(__file__).parents[1] / "arrivals"


@pytest.mark.parametrize("path", sorted(ARRIVALS.glob("*.xlsx")), ids=lambda path: path.name)
def test_every_arrival_reads_the_same_under_names_of_another_case(path: Path) -> None:
    answer = read_here(path.read_bytes())
    if isinstance(answer, Workbook):
        assert read_here(repacked(path.read_bytes(), named=str.upper)) == answer


def test_a_part_in_an_encoding_that_nobody_knows_is_damaged() -> None:
    content = repacked(
        saved(HEADER, ROW), {SHEET: ("<worksheet", '<?xml version="1.0" encoding="koi-none"?><worksheet')}
    )
    assert refusal(content).detail == "XML in an unknown encoding"

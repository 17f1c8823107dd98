"""Builds the shipped Word templates, report-vi.docx and report-en.docx, in the layout of Nghị định 30/2020.

    python docs/make_word_template.py [FOLDER]

FOLDER is src/dxscore/report/templates unless another is named. What the fields in double braces mean stands
in docs/word-template.md.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from word_template_words import ENGLISH, VIETNAMESE, Words

from dxscore.report.office_zip import repacked

FOLDER = Path(__file__).parent.parent / "src" / "dxscore" / "report" / "templates"
FONT = "Times New Roman"
BODY_MM = 165
INDENT = Mm(12.7)
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
ANNEX_1_MM = (10, 47, 14, 24, 17, 30, 14, 16, 21, 32, 32)
PILLAR_FIELDS = (
    "name",
    "targets",
    "not_due",
    "due",
    "met",
    "missed",
    "no_data",
    "not_assessable",
    "not_applicable",
)
ANNEX_1_FIELDS = (
    "number",
    "name",
    "unit_of_measure",
    "target",
    "value",
    "parts",
    "period",
    "achievement",
    "verdict",
    "lead",
    "remark",
)
CENTRED_FIELDS = {"number", "unit_of_measure", "value", "parts", "period", "achievement", "verdict"}


def main(folder: Path) -> None:
    """Write both templates."""
    for name, words in (("report-vi.docx", VIETNAMESE), ("report-en.docx", ENGLISH)):
        out = io.BytesIO()
        built(words).save(out)
        (folder / name).write_bytes(repacked(out.getvalue()))


def built(words: Words) -> WordDocument:
    """One template."""
    document = Document()
    _styles(document, words["locale"])
    _properties(document)
    _first_section(document.sections[0])
    _letterhead(document, words)
    _title(document, words)
    _results(document, words)
    _assessment(document, words)
    _next_period(document, words)
    _signature(document, words)
    _target_annex(document, words)
    _unit_annex(document, words)
    return document


def _properties(document: WordDocument) -> None:
    properties = document.core_properties
    properties.title = "{{ subject }}"
    properties.author = ""
    properties.comments = ""
    properties.created = properties.modified = datetime(2020, 3, 5)


def _styles(document: WordDocument, locale: str) -> None:
    normal = cast(ParagraphStyle, document.styles["Normal"])
    _typeface(normal, 14, locale)
    normal.paragraph_format.space_after = Pt(0)
    body = _style(document, "Report Body", 14, locale)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.first_line_indent = INDENT
    body.paragraph_format.space_after = Pt(6)
    body.paragraph_format.line_spacing = 1.1
    for level in (1, 2, 3):
        heading = cast(ParagraphStyle, document.styles[f"Heading {level}"])
        _typeface(heading, 14, locale)
        heading.font.bold, heading.font.italic = True, level == 3
        heading.paragraph_format.first_line_indent = INDENT
        heading.paragraph_format.space_before = heading.paragraph_format.space_after = Pt(6)
        heading.paragraph_format.keep_with_next = True
    small = _style(document, "Report Table", 10.5, locale)
    small.paragraph_format.space_before = small.paragraph_format.space_after = Pt(1)
    centred = _style(document, "Report Centred", 14, locale)
    centred.paragraph_format.alignment = CENTRE
    centred.paragraph_format.space_after, centred.paragraph_format.line_spacing = Pt(0), 1.1
    fill = document.styles.add_style("To Fill In", WD_STYLE_TYPE.CHARACTER)
    fill.font.italic = True


def _style(document: WordDocument, name: str, size: float, locale: str) -> ParagraphStyle:
    style = cast(ParagraphStyle, document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    _typeface(style, size, locale)
    return style


def _typeface(style: ParagraphStyle, size: float, locale: str) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for attribute in [name for name in fonts.attrib if "Theme" in str(name)]:
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale)
    language.set(qn("w:eastAsia"), locale)
    properties.append(language)


def _first_section(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)
    run = number.add_run("2")
    run.font.size = Pt(13)
    field.append(run._r)


def _letterhead(document: WordDocument, words: Words) -> None:
    table = _grid(document, 2, (72, 93), border=False)
    left, right = table.rows[0].cells
    _line(left, "{{ parent_body }}", 12)
    _line(left, "{{ issuing_body }}", 12, bold=True)
    _rule(left.add_paragraph(), 22)
    _line(right, words["nation"], 12, bold=True)
    _line(right, words["motto"], 13, bold=True)
    _rule(right.add_paragraph(), 17)
    left, right = table.rows[1].cells
    _line(left, words["number"], 13)
    _line(right, words["day"], 13, italic=True)


def _title(document: WordDocument, words: Words) -> None:
    title = document.add_paragraph(style="Report Centred")
    title.paragraph_format.space_before = Pt(18)
    title.add_run(words["kind"]).bold = True
    document.add_paragraph(style="Report Centred").add_run("{{ subject }}").bold = True
    _rule(document.add_paragraph(), 55)
    to = document.add_paragraph(words["to"], style="Report Centred")
    to.paragraph_format.space_before = to.paragraph_format.space_after = Pt(12)
    _body(document, "{{ opening }}")
    _heading(document, words["I"], 1)
    _fill(document, words["I fill"])


def _results(document: WordDocument, words: Words) -> None:
    _heading(document, words["II"], 1)
    _heading(document, words["II.1"], 2)
    _body(document, "{{ summary }}", "{%p for line in scope %}", "{{ line }}", "{%p endfor %}")
    document.add_paragraph(style="Report Centred").add_run(words["table title"]).bold = True
    _pillar_table(document, words["columns 0"].split("|"))
    after = document.add_paragraph(words["detail"], style="Report Body")
    after.paragraph_format.space_before = Pt(6)
    _body(document, "{%p for pillar in pillars %}")
    _heading(document, "1.{{ pillar.number }}. {{ pillar.title }}", 3)
    _body(document, "{{ pillar.counts }}")
    _points(document, "pillar.points")
    _body(document, "{%p endfor %}")
    _heading(document, words["II.2"], 2)
    _fill(document, words["II.2 fill"])


def _charts(document: WordDocument) -> None:
    _body(document, "{%p for chart in charts %}")
    image = document.add_paragraph("{{ chart.image }}", style="Report Centred")
    image.paragraph_format.keep_with_next = True
    caption = document.add_paragraph(style="Report Centred")
    caption.paragraph_format.space_after = Pt(6)
    caption.add_run("{{ chart.caption }}").italic = True
    _body(document, "{%p endfor %}")


def _points(document: WordDocument, points: str) -> None:
    """Lettered points with their lines."""
    _body(document, f"{{%p for point in {points} %}}")
    head = document.add_paragraph("{{ point.letter }}) {{ point.title }}", style="Report Body")
    head.paragraph_format.keep_with_next = True
    _body(document, "{%p for item in point.items %}", "- {{ item }}", "{%p endfor %}", "{%p endfor %}")


def _assessment(document: WordDocument, words: Words) -> None:
    _heading(document, words["III"], 1)
    for number, lines in (("III.1", "strengths"), ("III.2", "weaknesses")):
        _heading(document, words[number], 2)
        _lines(document, lines)
        _fill(document, words[f"{number} fill"])
    _heading(document, words["III.3"], 2)
    for number in ("III.3a", "III.3b"):
        _body(document, words[number])
        _fill(document, words["III.3 fill"])


def _lines(document: WordDocument, lines: str) -> None:
    _body(document, f"{{%p for line in {lines} %}}", "- {{ line }}", "{%p endfor %}")


def _next_period(document: WordDocument, words: Words) -> None:
    _heading(document, words["IV"], 1)
    _heading(document, words["IV.1"], 2)
    _body(document, "{%p if not urgings %}", "{{ no_gaps }}", "{%p endif %}")
    _points(document, "urgings")
    _body(document, "{%p if inferred %}", "{{ inferred }}", "{%p endif %}")
    _heading(document, words["IV.2"], 2)
    _body(document, "{{ data_request }}")
    _heading(document, words["IV.3"], 2)
    _fill(document, words["IV.3 fill"])
    _heading(document, words["V"], 1)
    _fill(document, words["V fill"])
    ending = document.add_paragraph("{{ ending }}", style="Report Body")
    ending.paragraph_format.keep_with_next = True


def _signature(document: WordDocument, words: Words) -> None:
    row = _grid(document, 1, (75, 90), border=False).rows[0]
    _whole(row)
    left, right = row.cells
    _line(left, words["sent to"], 12, LEFT, bold=True, italic=True)
    for number in (1, 2, 3):
        _line(left, words[f"sent {number}"], 11, LEFT)
    _line(right, words["signer"], 14, bold=True)
    for _ in range(4):
        _line(right, " ", 14)
    _line(right, words["name"], 14, bold=True)


def _pillar_table(document: WordDocument, columns: Sequence[str]) -> None:
    table = _grid(document, 4, (38, 16, 15, 14, 13, 16, 17, 19, 17))
    _header(table.rows[0], columns)
    fields = [f"row.{field}" for field in PILLAR_FIELDS]
    _loop(table, 1, "row in pillar_rows", fields, set(PILLAR_FIELDS) - {"name"})


def _target_annex(document: WordDocument, words: Words) -> None:
    _annex_section(document)
    _annex_title(document, words, 1)
    table = _grid(document, 6, ANNEX_1_MM)
    _header(table.rows[0], words["columns 1"].split("|"))
    _tag(table.rows[1], "tr for group in target_groups")
    group = table.rows[2].cells
    _cell(group[0], "{{ group.numeral }}", CENTRE, bold=True)
    _cell(group[1].merge(group[-1]), "{{ group.title }}", LEFT, bold=True)
    fields = [f"row.{field}" for field in ANNEX_1_FIELDS]
    _loop(table, 3, "row in group.rows", fields, CENTRED_FIELDS)
    _tag(table.add_row(), "tr endfor")
    note = "{%p if inferred %}", "{{ inferred }}", "{%p endif %}"
    for line in note:
        document.add_paragraph(line, style="Report Table")


def _unit_annex(document: WordDocument, words: Words) -> None:
    _annex_section(document)
    _annex_title(document, words, 2)
    _charts(document)
    document.add_paragraph("{%p if not unit_rows %}", style="Report Centred")
    document.add_paragraph(words["nobody"], style="Report Centred")
    document.add_paragraph("{%p else %}", style="Report Centred")
    table = _grid(document, 4, (12, 45, 95, 105))
    _header(table.rows[0], words["columns 2"].split("|"))
    _loop(table, 1, "row in unit_rows", ["row.number", "row.name", "row.missing", "row.behind"], {"number"})
    for cell, field in zip(table.rows[2].cells[2:], ("missing", "behind"), strict=True):
        cell.paragraphs[0].runs[0].text = f"{{%p for line in row.{field} %}}"
        _cell(cell, "{{ line }}", LEFT, more=True)
        _cell(cell, "{%p endfor %}", LEFT, more=True)
    document.add_paragraph("{%p endif %}", style="Report Centred")


def _annex_section(document: WordDocument) -> None:
    """A landscape section whose pages are counted anew."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.different_first_page_header_footer = True
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    section._sectPr.find(qn("w:pgMar")).addnext(numbering)


def _annex_title(document: WordDocument, words: Words, number: int) -> None:
    for line in (words[f"annex {number}"], words[f"annex {number} title"]):
        document.add_paragraph(style="Report Centred").add_run(line).bold = True
    annexed = document.add_paragraph(style="Report Centred")
    annexed.add_run(words["annexed"]).italic = True
    annexed.paragraph_format.space_after = Pt(6)


def _grid(document: WordDocument, rows: int, widths: Sequence[float], border: bool = True) -> Table:
    table = document.add_table(rows, len(widths), "Table Grid" if border else "Normal Table")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _cell_margins(table, "57" if border else "0")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _cell_margins(table: Table, twentieths: str) -> None:
    """Room left and right of a cell's text, in twentieths of a point; 57 are one millimetre."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), twentieths)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _header(row: _Row, titles: Sequence[str]) -> None:
    """Titles, repeated on every page."""
    for cell, title in zip(row.cells, titles, strict=True):
        _cell(cell, title, CENTRE, bold=True)
        cell.vertical_alignment = 1
    repeated = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(repeated)
    _whole(row)


def _loop(table: Table, first: int, each: str, fields: Sequence[str], centred: set[str]) -> None:
    """Three rows from the `first`: the loop's head, the row that is repeated, its end."""
    _tag(table.rows[first], f"tr for {each}")
    for cell, field in zip(table.rows[first + 1].cells, fields, strict=True):
        _cell(cell, f"{{{{ {field} }}}}", CENTRE if field.split(".")[-1] in centred else LEFT)
    _whole(table.rows[first + 1])
    _tag(table.rows[first + 2], "tr endfor")


def _whole(row: _Row) -> None:
    """The row is not broken over two pages."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _tag(row: _Row, tag: str) -> None:
    row.cells[0].paragraphs[0].add_run(f"{{%{tag} %}}")


def _cell(
    cell: _Cell, text: str, alignment: WD_ALIGN_PARAGRAPH, bold: bool = False, more: bool = False
) -> None:
    paragraph = cell.add_paragraph() if more else cell.paragraphs[0]
    paragraph.style = "Report Table"
    paragraph.alignment = alignment
    paragraph.add_run(text).bold = bold or None


def _line(
    cell: _Cell,
    text: str,
    size: float,
    alignment: WD_ALIGN_PARAGRAPH = CENTRE,
    bold: bool = False,
    italic: bool = False,
) -> None:
    first = cell.paragraphs[0]
    paragraph = cell.add_paragraph() if first.text else first
    paragraph.alignment = alignment
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _rule(paragraph: Paragraph, indent_mm: float) -> None:
    """A thin line under what stands above, so many millimetres from either side."""
    format_ = paragraph.paragraph_format
    format_.left_indent = format_.right_indent = Mm(indent_mm)
    format_.space_before, format_.space_after, format_.line_spacing = Pt(2), Pt(4), Pt(4)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _heading(document: WordDocument, text: str, level: int) -> None:
    document.add_paragraph(text, style=f"Heading {level}")


def _body(document: WordDocument, *lines: str) -> None:
    for line in lines:
        document.add_paragraph(line, style="Report Body")


def _fill(document: WordDocument, text: str) -> None:
    """A visible line for what only the officer can write."""
    run = document.add_paragraph(style="Report Body").add_run(text, style="To Fill In")
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW  # Word shows no highlight that a style asks for


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)

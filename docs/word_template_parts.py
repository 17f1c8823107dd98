"""Tables, lines and rules that the Word templates are built of."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

CENTRE, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT


def add_grid(document: WordDocument, rows: int, widths: Sequence[float], border: bool = True) -> Table:
    table = document.add_table(rows, len(widths), "Table Grid" if border else "Normal Table")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    cell_margins(table, "57" if border else "0")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def cell_margins(table: Table, twentieths: str) -> None:
    """Room left and right of a cell's text, in twentieths of a point; 57 are one millimetre."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), twentieths)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def header_row(row: _Row, titles: Sequence[str]) -> None:
    """Titles, repeated on every page."""
    for cell, title in zip(row.cells, titles, strict=True):
        write_cell(cell, title, CENTRE, bold=True)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    repeated = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(repeated)
    keep_whole(row)


def loop_rows(table: Table, first: int, each: str, fields: Sequence[str], centred: set[str]) -> None:
    """Three rows from the `first`: the loop's head, the row that is repeated, its end."""
    tag_row(table.rows[first], f"tr for {each}")
    for cell, field in zip(table.rows[first + 1].cells, fields, strict=True):
        write_cell(cell, f"{{{{ {field} }}}}", CENTRE if field.split(".")[-1] in centred else LEFT)
    keep_whole(table.rows[first + 1])
    tag_row(table.rows[first + 2], "tr endfor")


def keep_whole(row: _Row) -> None:
    """The row is not broken over two pages."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def tag_row(row: _Row, tag: str) -> None:
    row.cells[0].paragraphs[0].add_run(f"{{%{tag} %}}")


def write_cell(
    cell: _Cell, text: str, alignment: WD_ALIGN_PARAGRAPH, bold: bool = False, more: bool = False
) -> None:
    paragraph = cell.add_paragraph() if more else cell.paragraphs[0]
    paragraph.style = "Report Table"
    paragraph.alignment = alignment
    paragraph.add_run(text).bold = bold or None


def write_line(
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


def rule_below(paragraph: Paragraph, indent_mm: float) -> None:
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


def add_heading(document: WordDocument, text: str, level: int) -> None:
    document.add_paragraph(text, style=f"Heading {level}")


def add_body(document: WordDocument, *lines: str) -> None:
    for line in lines:
        document.add_paragraph(line, style="Report Body")


def add_blank(document: WordDocument, text: str) -> None:
    """A visible line for what only the officer can write."""
    run = document.add_paragraph(style="Report Body").add_run(text, style="To Fill In")
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW  # Word shows no highlight that a style asks for

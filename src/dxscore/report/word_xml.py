"""Pieces of a Word document as XML: paragraphs and tables, and the file around them.

Tables are written as XML and not cell by cell through the library, which takes a hundred times as long.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Final
from xml.sax.saxutils import escape

from dxscore.report.packages import drawing_packages
from dxscore.report.word import repacked
from dxscore.words.visible import visible

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONT: Final = "Times New Roman"
LANDSCAPE_TWIPS: Final = 14_570
"""Width of an A4 page in landscape between margins of 2 cm, in twentieths of a point."""
PORTRAIT_TWIPS: Final = 9_070
"""Width of an A4 page between margins of 3 and 2 cm."""


def document_of(pieces: Iterable[str], title: str, day: date, *, landscape: bool = False) -> bytes:
    """The pieces as a .docx file made on `day`: the same input gives the same bytes.

    The page's number stands in the top margin, and not on the first page, as official documents have it.

    Raises:
        OutputError: the packages that write Word files are not installed.
    """
    with drawing_packages():
        from docx import Document
        from docx.enum.section import WD_ORIENT
        from docx.oxml import parse_xml
        from docx.shared import Cm
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    document.styles["Normal"].font.name = _FONT
    body = document.element.body
    for piece in pieces:
        body.insert(len(body) - 1, parse_xml(piece))  # before the section's own properties
    _number_pages(section)
    properties = document.core_properties
    properties.created = properties.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    properties.title, properties.author, properties.comments = visible(title, 250), "", ""
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _number_pages(section: object) -> None:
    from docx.oxml import parse_xml

    section.different_first_page_header_footer = True  # type: ignore[attr-defined]
    paragraph = section.header.paragraphs[0]  # type: ignore[attr-defined]
    field = (
        f'<w:p xmlns:w="{_W}"><w:pPr><w:jc w:val="center"/></w:pPr>'
        f'<w:fldSimple w:instr=" PAGE "><w:r>{_look(26)}<w:t>1</w:t></w:r></w:fldSimple></w:p>'
    )
    paragraph._p.getparent().replace(paragraph._p, parse_xml(field))


def paragraph(text: str, **how: object) -> str:
    """A paragraph of its own; how it looks as `inner` takes it."""
    return inner(text, **how).replace("<w:p>", f'<w:p xmlns:w="{_W}">', 1)  # type: ignore[arg-type]


def inner(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    align: str = "left",
    size: int = 26,
    before: int = 0,
    after: int = 0,
    indent: int = 0,
    left: int = 0,
    keep: bool = False,
    new_page: bool = False,
) -> str:
    """A paragraph inside a cell; sizes in half points, space and indent in twentieths of a point.

    `indent` is that of its first line, behind `left`; where it is negative the line hangs out.
    """
    where = ("<w:keepNext/>" if keep else "") + ("<w:pageBreakBefore/>" if new_page else "")
    first = f'w:hanging="{-indent}"' if indent < 0 else f'w:firstLine="{indent}"'
    room = f'<w:ind w:left="{left}" {first}/>' if left else f"<w:ind {first}/>" if indent else ""
    return (
        f'<w:p><w:pPr>{where}<w:spacing w:before="{before}" w:after="{after}"/>{room}'
        f'<w:jc w:val="{align}"/></w:pPr><w:r>{_look(size, bold, italic)}'
        f'<w:t xml:space="preserve">{escape(visible(text))}</w:t></w:r></w:p>'
    )


def _look(size: int, bold: bool = False, italic: bool = False) -> str:
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    fonts = f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}"/>'
    return f'<w:rPr>{fonts}{look}<w:sz w:val="{size}"/></w:rPr>'


def table(
    columns: Sequence[str],
    shares: Sequence[int],
    rows: Iterable[Sequence[str] | str],
    width: int,
    size: int = 22,
    to_the_right: Collection[int] = (),
) -> str:
    """A ruled table whose heading is repeated on every page.

    Args:
        columns: titles.
        shares: how wide each column is, in parts of the whole.
        rows: texts of the cells, which may have several lines, and then be cut by a page; a row that is
            one text spans all columns, as a heading.
        width: of the table, in twentieths of a point.
        size: of its letters, in half points.
        to_the_right: places of the columns of numbers.
    """
    widths = [width * share // sum(shares) for share in shares]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    head = "".join(
        _cell(title, own, size, bold=True, align="center") for title, own in zip(columns, widths, strict=True)
    )
    out = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
    for row in rows:
        if isinstance(row, str):
            cells = _cell(row, sum(widths), size, bold=True, span=len(widths))
        else:
            cells = "".join(
                _cell(text, own, size, align="right" if place in to_the_right else "left")
                for place, (text, own) in enumerate(zip(row, widths, strict=True))
            )
        whole = "" if any("\n" in text for text in row) else "<w:cantSplit/>"
        out.append(f"<w:tr><w:trPr>{whole}</w:trPr>{cells}</w:tr>")
    return _framed(widths, borders, "".join(out))


def side_by_side(cells: Sequence[Sequence[str]], shares: Sequence[int], width: int = PORTRAIT_TWIPS) -> str:
    """Paragraphs in columns without rules: the head of a letter, and where it is signed.

    Args:
        cells: of each column its paragraphs, made by `inner`.
        shares: how wide each column is, in parts of the whole.
        width: of all of them.
    """
    widths = [width * share // sum(shares) for share in shares]
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{own}" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc>'
        for paragraphs, own in zip(cells, widths, strict=True)
    )
    return _framed(widths, "", f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>")


def _framed(widths: Sequence[int], borders: str, rows: str) -> str:
    ruled = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    grid = "".join(f'<w:gridCol w:w="{own}"/>' for own in widths)
    return (
        f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{ruled}'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _cell(text: str, width: int, size: int, *, bold: bool = False, align: str = "left", span: int = 1) -> str:
    inside = "".join(inner(line, bold=bold, align=align, size=size) for line in text.split("\n"))
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}</w:tcPr>{inside}</w:tc>'

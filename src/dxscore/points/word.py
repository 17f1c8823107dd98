"""A points card as a Word annex in the printed form, and the ranking before it.

Tables are written as XML and not cell by cell through the library: ninety-six communes with a hundred
criteria are seventy thousand cells.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from dxscore.model.period import written_period
from dxscore.points.view import PointsView, UnitLine
from dxscore.report.packages import drawing_packages
from dxscore.report.word import repacked
from dxscore.words.visible import visible

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONT = "Times New Roman"
_TWIPS = 14_570
"""Width of an A4 page in landscape between margins of 2 cm, in twentieths of a point."""
_FORM = {
    "number": 4,
    "criterion": 22,
    "max": 7,
    "how": 19,
    "documents": 16,
    "computed": 8,
    "self": 7,
    "verified": 7,
    "explanation": 14,
}
_RIGHT = frozenset({"max", "computed", "self", "verified", "total"})


def word_document(view: PointsView) -> bytes:
    """The annex as a .docx file: the same input gives the same bytes.

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
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    style = document.styles["Normal"]
    style.font.name = _FONT
    body = document.element.body
    for piece in _pieces(view):
        body.insert(len(body) - 1, parse_xml(piece))  # before the section's own properties
    _footer(section)
    closes = written_period(view.card.period).closes(view.catalogue.targets.plan.reporting_calendar)
    properties = document.core_properties
    properties.created = properties.modified = datetime(closes.year, closes.month, closes.day, tzinfo=UTC)
    properties.title, properties.author, properties.comments = visible(view.title, 250), "", ""
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _footer(section: object) -> None:
    """The page's number, as official documents have it."""
    from docx.oxml import parse_xml

    paragraph = section.footer.paragraphs[0]  # type: ignore[attr-defined]
    field = (
        f'<w:p xmlns:w="{_W}"><w:pPr><w:jc w:val="center"/></w:pPr>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    )
    paragraph._p.getparent().replace(paragraph._p, parse_xml(field))


def _pieces(view: PointsView) -> list[str]:
    pieces = [
        _paragraph(view.say("annex"), bold=True, centred=True, size=26),
        _paragraph(view.title.upper(), bold=True, centred=True, size=26),
        _paragraph(view.answer(), before=120),
        *(_paragraph(note, italic=True) for note in view.notes()),
        *(_paragraph(line) for line in view.what_if()),
    ]
    several = len(view.lines) > 1
    if several:
        pieces += [_paragraph(view.say("ranking"), bold=True, before=160, keep=True), _ranking(view)]
    for line in view.lines:
        pieces += _unit(view, line, on_new_page=several)
    remarks = list(view.remarks())
    if remarks:
        pieces.append(_paragraph(view.say("about_set"), bold=True, before=160, keep=True))
        pieces += [_paragraph(remark, size=22) for remark in remarks]
    return pieces


def _ranking(view: PointsView) -> str:
    bands = bool(view.placed.set.bands)
    columns = {"rank": 10, "unit": 34, "total": 12, "range": 16, "unanswered": 28}
    if bands:
        columns = {**columns, "band": 14}
    rows = [
        [
            {
                "rank": line.rank,
                "unit": line.name,
                "total": line.total,
                "range": line.range,
                "unanswered": line.unanswered,
                "band": line.band,
            }[name]
            for name in columns
        ]
        for line in view.lines
    ]
    return _table(view, columns, rows)


def _unit(view: PointsView, line: UnitLine, *, on_new_page: bool) -> list[str]:
    """One unit's form: head, table by group, total, who signs."""
    rows: list[list[str] | str] = []
    any_computed = False
    totals = {group.group: group for group in line.unit.groups}
    ids = [group.id for group in view.placed.set.groups]
    for place, (title, criteria) in enumerate(view.criteria(line.unit)):
        own = totals.get(ids[place]) if place < len(ids) else None
        counted = f": {view.points(own.total)}/{view.points(own.max)}" if own is not None else ""
        if title:
            rows.append(f"{title}{counted}")
        for each in criteria:
            any_computed |= bool(each.computed)
            rows.append(
                [
                    each.number,
                    each.name,
                    each.max,
                    each.how,
                    each.documents,
                    each.computed if each.points.official is not None or each.computed else each.official,
                    each.self_,
                    each.verified,
                    each.explanation,
                ]
            )
    most = view.points(view.card.max)
    total = view.say("sum_of", points=line.total, max=most)
    if line.range:
        total += view.say("sum_range", range=line.range)
    if line.band:
        total += f" – {line.band}"
    rows.append(total)
    columns = dict(_FORM)
    if not any_computed:
        del columns["computed"]
        rows = [row if isinstance(row, str) else [*row[:5], *row[6:]] for row in rows]
    return [
        _paragraph(
            view.say("form_of", unit=line.name), bold=True, before=160, keep=True, new_page=on_new_page
        ),
        _paragraph(view.say("contact")),
        _table(view, columns, rows),
        _signed(view),
    ]


def _signed(view: PointsView) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_TWIPS // 2}" w:type="dxa"/></w:tcPr>'
        f"{_inner(text, bold=True, centred=True, before=200)}{_inner('', before=600)}</w:tc>"
        for text in (view.say("prepared_by"), view.say("head_of_unit"))
    )
    return (
        f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="{_TWIPS}" w:type="dxa"/></w:tblPr>'
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>"
    )


def _table(view: PointsView, columns: dict[str, int], rows: Sequence[Sequence[str] | str]) -> str:
    """A table with a heading that is repeated; a row that is one text spans all columns."""
    whole = sum(columns.values())
    widths = [_TWIPS * share // whole for share in columns.values()]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    names = list(columns)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    head = "".join(
        _cell(view.say(f"title_{name}"), width, bold=True, centred=True)
        for name, width in zip(names, widths, strict=True)
    )
    out = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
    for row in rows:
        if isinstance(row, str):
            cells = _cell(row, sum(widths), bold=True, span=len(widths))
        else:
            cells = "".join(
                _cell(text, width, right=name in _RIGHT)
                for text, width, name in zip(row, widths, names, strict=True)
            )
        out.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    return (
        f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="{_TWIPS}" w:type="dxa"/><w:tblBorders>{borders}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(out)}</w:tbl>"
    )


def _cell(
    text: str, width: int, *, bold: bool = False, centred: bool = False, right: bool = False, span: int = 1
) -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    inner = _inner(text, bold=bold, centred=centred, right=right, size=22)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}</w:tcPr>{inner}</w:tc>'


def _paragraph(text: str, **how: object) -> str:
    return _inner(text, **how).replace("<w:p>", f'<w:p xmlns:w="{_W}">', 1)  # type: ignore[arg-type]


def _inner(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
    right: bool = False,
    size: int = 24,
    before: int = 0,
    keep: bool = False,
    new_page: bool = False,
) -> str:
    """A paragraph; sizes in half points, space in twentieths of a point."""
    align = "center" if centred else "right" if right else "left"
    where = ("<w:keepNext/>" if keep else "") + ("<w:pageBreakBefore/>" if new_page else "")
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    return (
        f'<w:p><w:pPr>{where}<w:spacing w:before="{before}" w:after="0"/><w:jc w:val="{align}"/></w:pPr>'
        f'<w:r><w:rPr><w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}"/>{look}'
        f'<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{escape(visible(text))}</w:t></w:r></w:p>'
    )

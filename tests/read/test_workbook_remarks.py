"""What stands in no cell of a workbook: comments on cells, and text boxes. All of it is told."""

from __future__ import annotations

import io
import struct
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from workbook_answers import MAIN, OPEN_DOCUMENT, read_there
from workbook_answers import RELATIONS as DECLARED

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.read import metrics
from dxscore.read import sources as opened
from dxscore.workbooks import xls_remarks
from dxscore.workbooks.remarks import CHARACTERS_HELD, REMARKS_AT_MOST
from dxscore.workbooks.sheet import Refusal, Remark, Sheet, Workbook

ARRIVALS = Path(__file__).parents[1] / "arrivals"
TABLE = [
    ["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số"],
    ["HS", "Phổ Hòa", "2025", 812, 1015],
]
RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
DRAWINGML = "http://schemas.openxmlformats.org/drawingml/2006"
DRAWING = (
    f'xmlns:xdr="{DRAWINGML}/spreadsheetDrawing" xmlns:a="{DRAWINGML}/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
OLD_DRAWING = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"'
LATER = "http://schemas.microsoft.com/office/2017/10/relationships"


def workbook(comments: dict[str, str] | None = None, boxes: dict[str, str] | None = None) -> bytes:
    """A table with comments and text boxes by cell, as XlsxWriter writes it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    for number, row in enumerate(TABLE):
        sheet.write_row(number, 0, row)
    for cell, text in (comments or {}).items():
        sheet.write_comment(cell, text)
    for cell, text in (boxes or {}).items():
        sheet.insert_textbox(cell, text)
    book.close()
    return out.getvalue()


def with_parts(
    parts: dict[str, str], relations: list[tuple[str, str]], content: bytes | None = None
) -> bytes:
    """A workbook with parts put in; the relations of its sheet are pairs of type and target."""
    each = "".join(
        f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations)
    )
    put = {RELATIONS: f"<Relationships {DECLARED}>{each}</Relationships>", **parts}
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content or workbook())) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in put:
                target.writestr(name, source.read(name))
        for name, part in put.items():
            target.writestr(name, part)
    return out.getvalue()


def commented(comments: str, author: str = "Lê C") -> str:
    """A part of comments."""
    return (
        f"<comments {MAIN}><authors><author>{author}</author></authors>"
        f"<commentList>{comments}</commentList></comments>"
    )


def sheets(content: bytes) -> list[Sheet]:
    answer = read_there(content)
    assert isinstance(answer, Workbook), answer
    return answer.sheets


def remarks(content: bytes) -> list[Remark]:
    """The remarks of the first sheet."""
    return sheets(content)[0].remarks


def read(catalogue: Catalogue, content: bytes, name: str = "so-lieu.xlsx") -> Metrics:
    return metrics.read([opened.Source(name, content)], catalogue)


# --- what is said of them ---


def test_each_comment_and_text_box_is_told_at_its_cell_with_its_words(catalogue: Catalogue) -> None:
    content = workbook({"D2": "chưa chính thức,\nsẽ sửa"}, {"H5": "Đề nghị sửa\nmẫu số"})
    found = read(catalogue, content)
    assert [(f.code, f.severity, f.sheet, f.row, f.position) for f in found.findings] == [
        ("DX169", "warning", "Sheet1", 2, 4),
        ("DX170", "warning", "Sheet1", 5, 8),
    ]
    assert "“chưa chính thức, sẽ sửa”" in found.findings[0].message.vi
    assert "“Đề nghị sửa mẫu số”" in found.findings[1].message.vi
    (observation,) = found.observations
    assert (observation.numerator, observation.denominator) == (Decimal(812), Decimal(1015))


def test_a_sheet_without_a_table_may_have_them_too(catalogue: Catalogue) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for number, row in enumerate(TABLE):
        (book.get_worksheet_by_name("Số liệu") or book.add_worksheet("Số liệu")).write_row(number, 0, row)
    blank = book.add_worksheet("Ghi chép")
    blank.insert_textbox("B2", "Phổ Nhơn chưa gửi")
    blank.write_comment("A1", "hỏi lại")
    book.close()
    found = read(catalogue, out.getvalue())
    assert [(f.code, f.sheet, f.row, f.position) for f in found.findings] == [
        ("DX169", "Ghi chép", 1, 1),
        ("DX170", "Ghi chép", 2, 2),
    ]


def test_words_of_strangers_are_shown_and_cut_as_in_any_finding(catalogue: Catalogue) -> None:
    found = read(catalogue, workbook({"A1": "\u202e[red]\x9b31m " + "dài " * 8_000}))
    (finding,) = found.findings
    assert "“\\u202e[red]\\x9b31m dài" in finding.message.en
    assert finding.message.en.endswith("…”") and len(finding.message.en) < 150


def test_past_a_number_they_are_counted(catalogue: Catalogue) -> None:
    cells = [f"C{row}" for row in range(1, REMARKS_AT_MOST + 51)]
    found = read(catalogue, workbook(dict.fromkeys(cells, "x"), dict.fromkeys(cells[:3], "y")))
    codes = [finding.code for finding in found.findings]
    assert [codes.count(code) for code in ("DX169", "DX170", "DX172")] == [REMARKS_AT_MOST, 3, 1]
    (more,) = (finding for finding in found.findings if finding.code == "DX172")
    assert "50 nhận xét" in more.message.vi and "50 more comments" in more.message.en


def test_what_cannot_be_read_is_told_of_all_the_same(catalogue: Catalogue) -> None:
    found = read(catalogue, with_parts({}, [(f"{OFFICE}/comments", "../gone.xml")]))
    assert [(f.code, f.sheet, f.row) for f in found.findings] == [("DX171", "Sheet1", None)]
    assert len(found.observations) == 1
    found = read(catalogue, with_parts({"xl/comments9.xml": commented("")}, []))
    assert [(f.code, f.sheet) for f in found.findings] == [("DX171", None)]


# --- .xlsx: comments ---

THREADS = f"""<ThreadedComments xmlns="{THREADED}">
 <threadedComment ref="D2" id="{{A1}}"><text>số này
 của quý trước?</text></threadedComment>
 <threadedComment parentId="{{a1}}" id="{{A2}}"><text>đúng</text></threadedComment>
 <threadedComment parentId="{{A1}}" id="{{A3}}"><text>sẽ sửa</text></threadedComment>
</ThreadedComments>"""
STUB = '<comment ref="D2" authorId="0"><text><t>[Threaded comment] số này</t></text></comment>'


def test_a_threaded_comment_is_told_once_and_its_answers_with_it() -> None:
    parts = {"xl/t.xml": THREADS.replace("a1", "A1"), "xl/c.xml": commented(STUB, "tc={a1}")}
    both = [(f"{OFFICE}/comments", "../c.xml"), (f"{LATER}/threadedComment", "../t.xml")]
    assert remarks(with_parts(parts, both)) == [
        Remark("comment", 2, 4, "số này của quý trước?"),
        Remark("comment", 2, 4, "đúng"),
        Remark("comment", 2, 4, "sẽ sửa"),
    ]
    alone = remarks(with_parts(parts, both[:1]))
    assert alone == [Remark("comment", 2, 4, "[Threaded comment] số này")]
    others = {**parts, "xl/c.xml": commented(STUB, "tc={B7}")}
    assert len(remarks(with_parts(others, both))) == 4


def test_an_answer_to_a_thread_that_is_not_there_stands_on_no_cell() -> None:
    content = with_parts({"xl/t.xml": THREADS}, [(f"{LATER}/threadedComment", "../t.xml")])
    assert remarks(content)[1] == Remark("comment", None, None, "đúng")


def test_comments_in_pieces_with_escapes_and_readings() -> None:
    pieces = "<r><t>Lê C:</t></r><r><t>_x000D_\nchưa </t></r><r><t>ký</t></r><rPh><t>la</t></rPh>"
    comment = f'<comment ref="$B$3:C4" authorId="7"><text>{pieces}</text></comment>'
    blank = '<comment ref="D2" authorId="0"><text><t> \n</t></text></comment>'
    part = {"xl/c.xml": commented(comment + blank)}
    assert remarks(with_parts(part, [(f"{OFFICE}/comments", "/xl/c.xml")])) == [
        Remark("comment", 3, 2, "Lê C: chưa ký")
    ]


# --- .xlsx: drawings ---


def shape(text: str) -> str:
    return f"<xdr:sp><xdr:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"


def anchored(inside: str, place: str = "<xdr:col>2</xdr:col><xdr:row>6</xdr:row>") -> str:
    end = "<xdr:to><xdr:col>8</xdr:col><xdr:row>9</xdr:row></xdr:to>"
    return f"<xdr:twoCellAnchor><xdr:from>{place}</xdr:from>{end}{inside}</xdr:twoCellAnchor>"


def drawn(*anchors: str) -> bytes:
    part = f"<xdr:wsDr {DRAWING}>{''.join(anchors)}</xdr:wsDr>"
    return with_parts({"xl/drawings/d.xml": part}, [(f"{OFFICE}/drawing", "../drawings/d.xml")])


@pytest.mark.parametrize(
    ("anchor", "told"),
    [
        (anchored(shape("a</a:t></a:r><a:br/><a:r><a:t>b")), [(7, 3, "a b")]),
        (anchored(f"<xdr:grpSp>{shape('a')}{shape('b')}</xdr:grpSp>"), [(7, 3, "a"), (7, 3, "b")]),
        (anchored("<xdr:sp/>") + anchored("<xdr:pic/>") + anchored(shape(" ")), []),
        (
            anchored(shape("a")) + f"<xdr:absoluteAnchor>{shape('b')}</xdr:absoluteAnchor>",
            [(7, 3, "a"), (None, None, "b")],
        ),
        (
            anchored(
                f'<mc:AlternateContent><mc:Choice Requires="a14">{shape("a")}</mc:Choice>'
                f"<mc:Fallback>{shape('a')}</mc:Fallback></mc:AlternateContent>"
            ),
            [(7, 3, "a")],
        ),
        (anchored(shape("a"), "<xdr:col>-2</xdr:col><xdr:row>6</xdr:row>"), [(None, None, "a")]),
        (anchored(shape("a"), f"<xdr:col>2</xdr:col><xdr:row>{'9' * 999}</xdr:row>"), [(None, None, "a")]),
    ],
)
def test_shapes_with_text(anchor: str, told: list[tuple[int | None, int | None, str]]) -> None:
    assert remarks(drawn(anchor)) == [Remark("text_box", *each) for each in told]


NOTE = '<v:shape><v:textbox><div>D2</div></v:textbox><x:ClientData ObjectType="Note"/></v:shape>'
BUTTON = (
    '<v:shape><v:textbox><div>Đã<br>ký</div></v:textbox><x:ClientData ObjectType="Checkbox">'
    "<x:Anchor>\n 1, 15, 4, 2, 3, 15, 6, 4</x:Anchor></x:ClientData></v:shape>"
)


def test_an_old_drawing_tells_its_controls_and_not_the_comments_again() -> None:
    old = f"<xml {OLD_DRAWING}>{NOTE}{BUTTON}</xml>"
    relations = [(f"{OFFICE}/vmlDrawing", "../v.vml"), (f"{OFFICE}/drawing", "../d.xml")]
    assert remarks(with_parts({"xl/v.vml": old}, relations[:1])) == [Remark("text_box", 5, 2, "Đã ký")]
    new = f"<xdr:wsDr {DRAWING}>{anchored(shape('Đã ký'))}</xdr:wsDr>"
    assert remarks(with_parts({"xl/v.vml": old, "xl/d.xml": new}, relations)) == [
        Remark("text_box", 7, 3, "Đã ký")
    ]
    assert remarks(with_parts({"xl/v.vml": f"<xml {OLD_DRAWING}>{NOTE}"}, relations[:1])) == []


# --- hostile parts ---


@pytest.mark.parametrize("kind", ["comments", "drawing", "vmlDrawing"])
@pytest.mark.parametrize("target", ["../../../../etc/passwd", "/etc/passwd", "", "../x.xml"])
def test_parts_that_cannot_be_read_keep_no_figure_from_being_read(kind: str, target: str) -> None:
    broken = {"xl/x.xml": '<x ObjectType="Button"><p>'}
    (sheet,) = sheets(with_parts(broken, [(f"{OFFICE}/{kind}", target)]))
    assert [(remark.row, remark.text) for remark in sheet.remarks] == [(None, None)]
    assert len(sheet.rows) == len(TABLE)


def test_nothing_outside_of_the_file_is_looked_for() -> None:
    outside = "http://127.0.0.1/c.xml&quot; TargetMode=&quot;External".replace("&quot;", '"')
    assert remarks(with_parts({}, [(f"{OFFICE}/comments", outside)])) == []


@pytest.mark.parametrize("kind", ["comments", "drawing", "vmlDrawing"])
def test_a_document_type_is_refused_here_too(kind: str) -> None:
    part = '<!DOCTYPE x [<!ENTITY e "e">]><x ObjectType="Button">&e;</x>'
    content = with_parts({"xl/x.xml": part}, [(f"{OFFICE}/{kind}", "../x.xml")])
    assert read_there(content) == Refusal("unsafe", "XML with a document type", sheet="Sheet1")


def test_a_hundred_thousand_comments_and_one_without_end() -> None:
    row = "".join(
        f'<comment ref="A{number}" authorId="0"><text><t>{number:x}</t></text></comment>'
        for number in range(1, 100_001)
    )
    relations = [(f"{OFFICE}/comments", "../c.xml")]
    (sheet,) = sheets(with_parts({"xl/c.xml": commented(row)}, relations))
    assert len(sheet.remarks) == REMARKS_AT_MOST
    assert sheet.more_remarks == {"comment": 100_000 - REMARKS_AT_MOST}
    words = "".join(f"{number} " for number in range(1_000_000))
    long = f'<comment ref="A1" authorId="0"><text><t>{words}</t></text></comment>'
    (remark,) = remarks(with_parts({"xl/c.xml": commented(long)}, relations))
    assert remark.text is not None and len(remark.text) <= CHARACTERS_HELD + 1
    assert remark.text.startswith("0 1 2") and remark.text.endswith("…")


def test_a_part_that_two_sheets_name_is_read_once() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name in ("a", "b"):
        book.add_worksheet(name).write_comment("A1", name)
    book.close()
    link = f'<Relationship Id="r" Type="{OFFICE}/comments" Target="../comments1.xml"/>'
    other = f"<Relationships {DECLARED}>{link}</Relationships>"
    parts = {"xl/worksheets/_rels/sheet2.xml.rels": other}
    first, second = sheets(with_parts(parts, [(f"{OFFICE}/comments", "../comments1.xml")], out.getvalue()))
    assert first.remarks == [Remark("comment", 1, 1, "a")]
    assert second.remarks == [Remark("comment", None, None, None)]


# --- .ods ---


def document(tables: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "content.xml",
            f"<office:document-content {OPEN_DOCUMENT}><office:body>"
            f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def cell(inside: str) -> str:
    cells = f"<table:table-cell/><table:table-cell>{inside}</table:table-cell>"
    return f'<table:table table:name="S"><table:table-row>{cells}</table:table-row></table:table>'


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        (
            "<office:annotation><text:creator>C</text:creator>"
            "<text:p>a<text:s/>b</text:p><text:p>c</text:p></office:annotation>",
            ("comment", "a b c"),
        ),
        ("<draw:rect><text:p>a</text:p></draw:rect>", ("text_box", "a")),
        (
            "<draw:frame><draw:text-box><text:list><text:p>a</text:p></text:list></draw:text-box></draw:frame>",
            ("text_box", "a"),
        ),
        (
            "<draw:g><draw:g><draw:ellipse><svg:title>t</svg:title><text:p>a</text:p></draw:ellipse></draw:g>"
            "<draw:line/></draw:g>",
            ("text_box", "a"),
        ),
    ],
)
def test_what_stands_on_a_cell_is_no_text_of_the_cell(inside: str, told: tuple[str, str]) -> None:
    (sheet,) = sheets(document(cell(f"{inside}<text:p>ô</text:p>")))
    assert [(r.kind, r.text, r.row, r.column) for r in sheet.remarks] == [(*told, 1, 2)]
    assert [row.cells for row in sheet.rows] == [("", "ô")]


def test_shapes_on_the_sheet_stand_on_no_cell() -> None:
    shape = "<draw:rect><text:p>{}</text:p></draw:rect>".format
    shapes = f"<table:shapes>{shape('a')}<draw:g>{shape('b')}</draw:g></table:shapes>"
    (sheet,) = sheets(document(f'<table:table table:name="S">{shapes}</table:table>'))
    assert [(r.text, r.row) for r in sheet.remarks] == [("a", None), ("b", None)]


def test_cells_and_columns_of_no_sheet_say_nothing() -> None:
    stray = (
        '<table:table-column table:visibility="collapse"/><table:table-cell table:number-rows-spanned="2"/>'
    )
    (sheet,) = sheets(
        document(
            f'{stray}<office:annotation><text:p>a</text:p></office:annotation><table:table table:name="S"/>'
        )
    )
    assert (sheet.merges, sheet.hidden_columns, sheet.remarks) == ([], [], [])


# --- .xls ---


def test_a_comment_of_xls_whose_text_is_gone(catalogue: Catalogue) -> None:
    content = (ARRIVALS / "nhan-xet.xls").read_bytes()
    text, unknown = struct.pack("<HH", 0x1B6, 18), struct.pack("<HH", 0x1FE, 18)
    assert content.count(text) == 5
    codes = [f.code for f in read(catalogue, content.replace(text, unknown), "a.xls").findings]
    assert [code for code in codes if code in ("DX169", "DX170", "DX171")] == ["DX171"] * 3


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


BEGIN, END = record(0x809, bytes(16)), record(0x0A)


def text_box(*pieces: bytes, characters: int) -> bytes:
    box = record(0x5D, struct.pack("<HHHH", 0x15, 18, 6, 1) + bytes(14))
    return box + record(0x1B6, struct.pack("<10xH6x", characters)) + b"".join(record(0x3C, p) for p in pieces)


@pytest.mark.parametrize(
    ("records", "texts"),
    [
        (text_box(b"\0chu", b"\1k\0y\0", characters=5), ["chuky"]),
        (text_box(b"\1" + "Đã".encode("utf-16-le"), bytes(16), characters=2), ["Đã"]),
        (text_box(b"\0abc", characters=2), ["ab"]),
        (text_box(b"", characters=2), [None]),
        (text_box(b"\0ab", characters=9), ["ab"]),
        (text_box(characters=0), []),
        (BEGIN + text_box(b"\0ab", characters=2) + END, []),  # that of a chart
        (record(0x5D, b"\x15"), [None]),
        (record(0x1B6), [None]),
        (record(0xEC, struct.pack("<HHI", 0, 0xF010, 9)) + text_box(b"\0a", characters=1), [None]),
        (record(0xEC, struct.pack("<HHI", 0, 1, 0xFFFFFFFF)) + text_box(b"\0a", characters=1), ["a"]),
        (record(0x1C, b"\1"), [None]),
        (b"\x5d\0\xff\xff", [None]),
    ],
)
def test_records_of_a_sheet_whole_and_damaged(records: bytes, texts: list[str | None]) -> None:
    assert [event[4] for event in xls_remarks.events(BEGIN + records + END, 0)] == texts

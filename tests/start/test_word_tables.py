"""Tables of Word documents, read in a process of their own."""

from __future__ import annotations

import io
import zipfile

import pytest

from dxscore.workbooks.child import answer
from dxscore.workbooks.document_child import READERS
from dxscore.workbooks.sheet import Merge, Refusal, Workbook
from dxscore.workbooks.worker import Worker, gathered

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(body: str) -> bytes:
    """A .docx of these tags."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{OFFICE}/officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
        )
        whole = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", whole)
    return out.getvalue()


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def read(body: str) -> Workbook | Refusal:
    """The answer of a process, which has to be that of its code."""
    content = document(body)
    with Worker(documents=True) as worker:
        given = worker.read(content)
    out = io.BytesIO()
    answer(content, out, readers=READERS)
    out.seek(0)
    assert gathered(out) == given
    return given


def cells(body: str) -> list[tuple[str, ...]]:
    found = read(body)
    assert isinstance(found, Workbook)
    return [row.cells for sheet in found.sheets for row in sheet.rows]


def test_what_was_deleted_is_not_there_and_what_was_inserted_is() -> None:
    deleted = "<w:del><w:r><w:delText>70</w:delText></w:r></w:del>"
    changed = f"<w:tc><w:p>{deleted}<w:ins><w:r><w:t>80</w:t></w:r></w:ins></w:p></w:tc>"
    gone = "<w:trPr><w:del/></w:trPr>" + cell("đã xóa")
    assert cells(table(changed, gone, cell("còn"))) == [("80",), ("còn",)]


def test_lines_blanks_and_tables_in_cells_are_text_of_the_cell() -> None:
    first = "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>"
    lines = f"<w:tc>{first}<w:p><w:r><w:t>d</w:t></w:r></w:p></w:tc>"
    inner = f"<w:tc>{table(cell('e'), cell('f'))}<w:p/></w:tc>"
    assert cells(table(lines + inner)) == [("a\nb c\nd", "e\nf")]


def test_merges_and_cells_left_out() -> None:
    found = read(
        table(
            cell("a", '<w:vMerge w:val="restart"/>') + cell("b", '<w:gridSpan w:val="2"/>'),
            cell("", "<w:vMerge/>") + cell("c") + cell("d"),
            '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("e"),
        )
    )
    assert isinstance(found, Workbook)
    (sheet,) = found.sheets
    assert [row.cells for row in sheet.rows] == [("a", "b"), ("", "c", "d"), ("", "e")]
    assert set(sheet.merges) == {Merge(1, 1, 2, 3), Merge(1, 2, 1, 1)}


def test_tables_in_content_controls_are_found() -> None:
    control = f"<w:sdt><w:sdtContent>{table(cell('a'))}</w:sdtContent></w:sdt>"
    inside = table(f"<w:sdt><w:sdtContent>{cell('b')}</w:sdtContent></w:sdt>")
    assert cells(control + inside) == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (table(cell("a", '<w:gridSpan w:val="99999"/>')), "broken"),
        (table(cell("a", '<w:gridSpan w:val="x"/>')), "broken"),
        ("<w:tbl>", "broken"),
        (table(*[cell("a")] * 20_001), "too_many_rows"),
        (table(cell("a")) * 201, "too_much"),
    ],
)
def test_what_no_program_writes_is_refused(body: str, reason: str) -> None:
    found = read(body)
    assert isinstance(found, Refusal)
    assert found.reason == reason


def test_metrics_are_never_read_from_a_document() -> None:
    with Worker() as worker:
        found = worker.read(document(table(cell("a"))))
    assert isinstance(found, Refusal)
    assert (found.reason, found.detail) == ("other", "DOCX")

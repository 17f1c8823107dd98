"""Workbooks made to keep the program busy: each is refused by a limit, in the words of that limit.

Each is just beyond what may be, so that it is small to make; time decides none of them but the last.
"""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Callable, Iterator

import pytest
from workbook_answers import MAIN, OPEN_DOCUMENT, RELATED, RELATIONS, read_here

from dxscore.model.loaded import Catalogue
from dxscore.read import metrics
from dxscore.read.sources import Source
from dxscore.workbooks.child import answer
from dxscore.workbooks.deadline import Deadline
from dxscore.workbooks.events import (
    BLANK_CELLS_AT_MOST,
    CHARACTERS_AT_MOST,
    COLUMNS_THERE_ARE,
    FORMATS_AT_MOST,
    MERGES_AT_MOST,
    REPEATED_ROWS_AT_MOST,
    ROWS_AT_MOST,
    SHEETS_AT_MOST,
    TEXTS_AT_MOST,
    RefusedError,
)
from dxscore.workbooks.markup import DEPTH_AT_MOST, ELEMENTS_AT_MOST, NAMES_AT_MOST, TAG_AT_MOST
from dxscore.workbooks.sheet import Refusal, Workbook

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FILLER = os.urandom(40_000).hex()
_HEADER = "<row><c t='inlineStr'><is><t>x</t></is></c></row>"


def _package(parts: dict[str, str | bytes]) -> bytes:
    """A zip file. What packs too well to be let in gets a comment that does not pack."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name, part in parts.items():
            if isinstance(part, str) and len(part) > 1_000_000:
                part += f"<!--{_FILLER * (len(part) // 6_000_000 + 1)}-->"
            target.writestr(name, part)
    return out.getvalue()


def _xlsx(rows: str = "", before: str = "", after: str = "", **parts: str) -> bytes:
    """A workbook of one sheet, and parts by their names: strings, styles, workbook, links."""
    target = '<Relationship Id="{0}" Type="' + _TYPES + '/{1}" Target="{2}"/>'
    first = target.format("a", "officeDocument", "xl/workbook.xml")
    links = (("s", "worksheet", "s.xml"), ("t", "sharedStrings", "t.xml"), ("f", "styles", "f.xml"))
    own = "".join(target.format(*link) for link in links)
    sheets = "<sheet name='S' r:id='s'/>" + parts.get("workbook", "")
    both = f"{MAIN} {MAIN.replace('xmlns', 'xmlns:x')}"
    return _package(
        {
            "_rels/.rels": f"<Relationships {RELATIONS}>{first}{parts.get('links', '')}</Relationships>",
            "xl/workbook.xml": f"<workbook {MAIN} {RELATED}><sheets>{sheets}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f"<Relationships {RELATIONS}>{own}</Relationships>",
            "xl/s.xml": f"<x:worksheet {both}>{before}<sheetData>{rows}</sheetData>{after}</x:worksheet>",
            "xl/t.xml": f"<sst {MAIN}>{parts.get('strings', '')}</sst>",
            "xl/f.xml": f"<styleSheet {MAIN}>{parts.get('styles', '')}</styleSheet>",
        }
    )


def _ods(body: str, manifest: str = "") -> bytes:
    return _package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f"<manifest:manifest {OPEN_DOCUMENT}>{manifest}</manifest:manifest>",
            "content.xml": f"<office:document-content {OPEN_DOCUMENT}><office:body>"
            f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>",
        }
    )


def _ods_row(attributes: str = "", cell: str = "", text: str = "x") -> str:
    cells = f"<table:table-cell {cell}><text:p>{text}</text:p></table:table-cell>"
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


_A_FEW = 1_000  # are not seen where they are counted and not read
_HIDDEN = "<col min='1' max='1' hidden='1'/>"
_SHARED = "<c t='s'><v>0</v></c>"
_LINK = "<Relationship Id='{}'/>"
_ATTRIBUTE = "a{}=''"
_TABLE = "<table:table>{}</table:table>"

CRAFTED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "xlsx, rows": (
        lambda: _xlsx("<row><c><v>1</v></c></row>" * (ROWS_AT_MOST + _A_FEW)),
        "too_many_rows",
        "",
    ),
    "xlsx, rows with a prefix": (
        lambda: _xlsx("<x:row><c/></x:row>" * (ROWS_AT_MOST + _A_FEW)),
        "too_many_rows",
        "",
    ),
    "xlsx, columns": (
        lambda: _xlsx(before=f"<cols>{_HIDDEN * (COLUMNS_THERE_ARE + 1)}</cols>"),
        "too_much",
        "columns",
    ),
    "xlsx, columns of a row": (
        lambda: _xlsx(f"<row>{'<c/>' * (COLUMNS_THERE_ARE + 1)}</row>"),
        "broken",
        "column",
    ),
    "xlsx, blank cells": (
        lambda: _xlsx(f"<row>{'<c/>' * 10_000}</row>" * (BLANK_CELLS_AT_MOST // 10_000 + 1)),
        "too_much",
        "without content",
    ),
    "xlsx, merged cells": (
        lambda: _xlsx(
            after="<mergeCells>" + "<mergeCell ref='A1:B1'/>" * (MERGES_AT_MOST + 1) + "</mergeCells>"
        ),
        "too_much",
        "merged",
    ),
    "xlsx, merged over each other": (
        lambda: _xlsx(after="<mergeCells>" + "<mergeCell ref='A1:A1048576'/>" * 6 + "</mergeCells>"),
        "too_much",
        "merged over",
    ),
    "xlsx, sheets": (
        lambda: _xlsx(workbook="<sheet name='T' r:id='t'/>" * SHEETS_AT_MOST),
        "too_much",
        "sheets",
    ),
    "xlsx, sheets in one part": (
        lambda: _xlsx(workbook="<sheet name='T' r:id='s'/>"),
        "unsafe",
        "two sheets",
    ),
    "xlsx, cell formats": (
        lambda: _xlsx(styles=f"<cellXfs>{'<xf/>' * (FORMATS_AT_MOST + 1)}</cellXfs>"),
        "too_much",
        "formats",
    ),
    "xlsx, texts": (lambda: _xlsx(strings="<si></si>" * (TEXTS_AT_MOST + _A_FEW)), "too_much", "texts"),
    "xlsx, pieces of a text": (
        lambda: _xlsx(
            strings=f"<si>{'<t/>' * (2 * CHARACTERS_AT_MOST)}{'<t>x</t>' * (CHARACTERS_AT_MOST + 1)}</si>"
        ),
        "too_much",
        "a cell of",
    ),
    "xlsx, one text in many cells": (
        lambda: _xlsx(f"<row>{_SHARED * 250}</row>" * 4, strings=f"<si><t>{'x' * 32_000}</t></si>"),
        "too_much",
        "characters",
    ),
    "xlsx, links": (
        lambda: _xlsx(links="".join(map(_LINK.format, range(ELEMENTS_AT_MOST)))),
        "too_much",
        "elements",
    ),
    "xlsx, names": (lambda: _xlsx(workbook="<definedName/>" * ELEMENTS_AT_MOST), "too_much", "elements"),
    "xlsx, validations": (lambda: _xlsx(after="<dataValidation/>" * 500_001), "too_much", "elements"),
    "xlsx, attributes": (
        lambda: _xlsx(f"<row {' '.join(map(_ATTRIBUTE.format, range(NAMES_AT_MOST + 1)))}/>"),
        "too_much",
        "names",
    ),
    "xlsx, names of tags": (
        lambda: _xlsx(after="".join(f"<a{n}/>" for n in range(NAMES_AT_MOST + 1))),
        "too_much",
        "names",
    ),
    "xlsx, depth": (
        lambda: _xlsx(f"{'<a>' * DEPTH_AT_MOST * 2}{'</a>' * DEPTH_AT_MOST * 2}"),
        "too_much",
        "within",
    ),
    "xlsx, a long attribute": (
        lambda: _xlsx(f"<row a='{_FILLER * (TAG_AT_MOST // 40_000)}'/>"),
        "too_much",
        "a tag of",
    ),
    "xlsx, a long cell": (
        lambda: _xlsx(f"<row><c t='inlineStr'><is><t>{_FILLER * (TAG_AT_MOST // 40_000)}</t></is></c></row>"),
        "too_much",
        "a cell of",
    ),
    "ods, rows": (lambda: _ods(_TABLE.format(_ods_row() * (ROWS_AT_MOST + _A_FEW))), "too_many_rows", ""),
    "ods, a row repeated to the end": (
        lambda: _ods(_TABLE.format(_ods_row("table:number-rows-repeated='1048576'"))),
        "too_many_rows",
        "",
    ),
    "ods, a row repeated": (
        lambda: _ods(_TABLE.format(_ods_row(f"table:number-rows-repeated='{REPEATED_ROWS_AT_MOST + 2}'"))),
        "too_much",
        "repeated rows",
    ),
    "ods, cells repeated": (
        lambda: _ods(_TABLE.format(_ods_row(cell="table:number-columns-repeated='16384'") * 40)),
        "too_much",
        "repeat another",
    ),
    "ods, columns": (
        lambda: _ods(_TABLE.format("<table:table-column/>" * (COLUMNS_THERE_ARE + 1))),
        "too_much",
        "columns",
    ),
    "ods, merged cells": (
        lambda: _ods(_TABLE.format(_ods_row(cell="table:number-columns-spanned='2'") * (MERGES_AT_MOST + 1))),
        "too_much",
        "merged",
    ),
    "ods, sheets": (lambda: _ods("<table:table/>" * (SHEETS_AT_MOST + 1)), "too_much", "sheets"),
    "ods, lines of a cell": (
        lambda: _ods(_TABLE.format(_ods_row(text="</text:p><text:p>" * (CHARACTERS_AT_MOST + 1)))),
        "too_much",
        "a cell of",
    ),
    "ods, spaces of a cell": (
        lambda: _ods(_TABLE.format(_ods_row(text="<text:s/>" * (CHARACTERS_AT_MOST + 2)))),
        "too_much",
        "a cell of",
    ),
    "ods, files listed": (
        lambda: _ods("<table:table/>", "<manifest:file-entry/>" * ELEMENTS_AT_MOST),
        "too_much",
        "elements",
    ),
}


@pytest.mark.parametrize("name", CRAFTED)
def test_a_crafted_workbook_is_refused_by_a_limit(name: str) -> None:
    make, reason, words = CRAFTED[name]
    given = read_here(make())
    assert isinstance(given, Refusal)
    assert (given.reason, words in given.detail) == (reason, True), given


def test_too_many_rows_are_one_finding_that_says_what_to_do(catalogue: Catalogue) -> None:
    make, _, _ = CRAFTED["xlsx, rows"]
    found = metrics.read([Source("m.xlsx", make())], catalogue)
    assert [f.code for f in found.findings] == ["DX173"]
    assert "200" in found.findings[0].message.vi and "xóa các dòng thừa" in found.findings[0].remedy.vi


def test_many_blank_rows_under_a_table_do_no_harm() -> None:
    given = read_here(_xlsx(_HEADER + "<row ht='15'/>" * (ROWS_AT_MOST + _A_FEW)))
    assert isinstance(given, Workbook) and len(given.sheets[0].rows) == 1


def test_a_row_repeated_often_without_content_does_no_harm() -> None:
    blank = (
        "<table:table-row table:number-rows-repeated='1048575'>"
        "<table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
    )
    given = read_here(_ods(_TABLE.format(_ods_row() + blank)))
    assert isinstance(given, Workbook) and len(given.sheets[0].rows) == 1


def test_a_number_format_without_end_is_looked_at_as_far_as_programs_write_them() -> None:
    endless = f"<numFmt numFmtId='200' formatCode='{'[x' * 200_000}'/>"
    given = read_here(
        _xlsx(_HEADER, styles=f"<numFmts>{endless}</numFmts><cellXfs><xf numFmtId='200'/></cellXfs>")
    )
    assert isinstance(given, Workbook)


@pytest.fixture
def untraced() -> Iterator[None]:
    """Nobody looks on: a deadline that falls inside coverage's tracer would leave its lock held for ever."""
    tracer = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(tracer)


@pytest.mark.usefixtures("untraced")
def test_processor_time_ends_unless_something_is_told() -> None:
    with pytest.raises(RefusedError) as caught, Deadline(seconds=0.05):
        while True:
            pass
    assert caught.value.reason == "too_much"


@pytest.mark.usefixtures("untraced")
def test_what_is_told_gives_more_time() -> None:
    turns = 0
    with Deadline(seconds=0.01) as deadline:
        deadline.more(1_000_000)
        while turns < 1_000_000:
            turns += 1
    assert turns == 1_000_000


@pytest.mark.usefixtures("untraced")
def test_a_workbook_that_takes_too_long_is_refused() -> None:
    """Within all limits, and yet much to do for nothing that could be told."""
    out = io.BytesIO()
    answer(_xlsx(f"<row><c>{'<f/>' * 500_000}</c></row>"), out, seconds=0.01)
    assert out.getvalue().splitlines()[-2] == (
        b'["refused","too_much","too much time for what it holds",{},null,null]'
    )

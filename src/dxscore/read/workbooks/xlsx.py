"""Office Open XML workbooks (.xlsx, .xlsm; transitional and strict), told as events.

Read here and not through a library, because none gives all of it as a stream: number format, hidden rows,
merged cells and formulas without a stored result (docs/decisions/0011-spreadsheets.md has the measurements).
"""

from __future__ import annotations

from dataclasses import dataclass

from dxscore.read.workbooks import markup
from dxscore.read.workbooks.container import Package
from dxscore.read.workbooks.events import (
    FORMATS_AT_MOST,
    SHEETS_AT_MOST,
    TEXTS_AT_MOST,
    Budget,
    Events,
    RefusedError,
    check_pieces,
)
from dxscore.read.workbooks.office_remarks import OfficeRemarks, comments
from dxscore.read.workbooks.parts import main_part, related, unescaped, whole
from dxscore.read.workbooks.shown import BUILT_IN, Kind, Styles, kind_of
from dxscore.read.workbooks.xlsx_sheet import SheetReader


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet and the part that holds it."""

    name: str
    hidden: bool
    part: str


def events(package: Package) -> Events:
    """What the workbook in `package` holds.

    Raises:
        RefusedError: it is damaged, or beyond the limits.
    """
    workbook = main_part(package, "xl/workbook.xml")
    targets = related(package, workbook)
    sheets, from_1904 = _sheets(package, workbook, targets)
    styles = Styles(_kinds(package, _of_type(targets, "/styles")), from_1904)
    strings = _shared_strings(package, _of_type(targets, "/sharedStrings"))
    yield from macros(package)
    budget = Budget()
    remarks = OfficeRemarks(package, comments)
    for sheet in sheets:
        yield ("sheet", sheet.name, sheet.hidden)
        yield from SheetReader(strings, styles, budget).events(package, sheet.part)
        yield from remarks.of_sheet(sheet.part)
    yield from remarks.elsewhere()


def macros(package: Package) -> Events:
    """Whether the workbook carries macros, by the names of its parts."""
    if any(name.casefold().endswith("vbaproject.bin") for name in package.names):
        yield ("macros",)


def _of_type(targets: dict[str, tuple[str, str]], ending: str) -> str | None:
    return next((target for kind, target in targets.values() if kind.endswith(ending)), None)


def _sheets(
    package: Package, workbook: str, targets: dict[str, tuple[str, str]]
) -> tuple[list[SheetPart], bool]:
    sheets: list[SheetPart] = []
    from_1904 = False
    for tag, attributes in markup.elements(package.chunks(workbook)):
        if tag == "workbookPr":
            from_1904 = attributes.get("date1904") in ("1", "true")
        elif tag == "sheet":
            kind, part = targets.get(attributes.get("id", ""), ("", ""))
            if kind.endswith("/worksheet"):  # chart sheets hold no cells
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(SheetPart(attributes.get("name", ""), hidden, part))
    if not sheets:
        raise RefusedError("broken", "a workbook without sheets")
    if len(sheets) > SHEETS_AT_MOST:
        raise RefusedError(
            "too_much", "{count} sheets, at most {limit}", count=len(sheets), limit=SHEETS_AT_MOST
        )
    if len({sheet.part for sheet in sheets}) < len(sheets):
        raise RefusedError("unsafe", "a part of two sheets")
    return sheets, from_1904


def _kinds(package: Package, part: str | None) -> list[Kind]:
    if part is None:
        return []
    codes = dict(BUILT_IN)
    kinds: list[Kind] = []
    inside = ""
    for tag, attributes in markup.elements(package.chunks(part)):
        if tag in ("cellXfs", "cellStyleXfs", "dxfs", "cellStyles"):
            inside = tag
        elif tag == "numFmt" and inside != "dxfs":
            codes[whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag == "xf" and inside == "cellXfs":
            kinds.append(kind_of(codes.get(whole(attributes.get("numFmtId")), "")))
            if len(kinds) > FORMATS_AT_MOST:
                raise RefusedError("too_much", "more than {limit} cell formats", limit=FORMATS_AT_MOST)
    return kinds


def _shared_strings(package: Package, part: str | None) -> list[str]:
    """The texts that cells refer to by number, without phonetic readings."""
    strings: list[str] = []
    if part is None:
        return strings
    if package.size(part) > TEXTS_AT_MOST and package.count(part, b"</si>", b":si>") > TEXTS_AT_MOST:
        raise RefusedError("too_much", "more than {limit} different texts", limit=TEXTS_AT_MOST)
    reader = _StringReader(strings)
    for _ in markup.parse(package.chunks(part), reader.start, reader.end, reader.text):
        pass
    return strings


class _StringReader:
    """Texts, as their tags come. Those in Asian languages may have a reading beside them: left out."""

    def __init__(self, strings: list[str]) -> None:
        self._strings = strings
        self._pieces: list[str] = []
        self._inside = self._phonetic = False

    def start(self, name: str, _: dict[str, str]) -> None:
        tag = markup.local(name)
        if tag == "si":
            self._pieces.clear()
        elif tag == "t":
            self._inside = not self._phonetic
            check_pieces(self._pieces)
        elif tag == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        tag = markup.local(name)
        if tag == "t":
            self._inside = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "si":
            self._strings.append(unescaped("".join(self._pieces)))

    def text(self, data: str) -> None:
        if self._inside:
            self._pieces.append(data)

"""Office Open XML workbooks (.xlsx, .xlsm; transitional and strict), told as events.

Read here and not through a library, because none gives all of it as a stream: number format, hidden rows,
merged cells and formulas without a stored result (docs/decisions/0011-spreadsheets.md has the measurements).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from dxscore.workbooks import markup
from dxscore.workbooks.container import Package
from dxscore.workbooks.events import (
    FORMATS_AT_MOST,
    SHEETS_AT_MOST,
    TEXTS_AT_MOST,
    Budget,
    Events,
    RefusedError,
    check_pieces,
)
from dxscore.workbooks.markup import Attributes, Parser, Tag
from dxscore.workbooks.office_remarks import OfficeRemarks, comments
from dxscore.workbooks.parts import OUTSIDE, Relations, main_part, of_kind, related, truth, unescaped, whole
from dxscore.workbooks.shown import BUILT_IN, Kind, Styles, kind_of
from dxscore.workbooks.xlsx_sheet import SheetReader

_TABLE: Final = "worksheet"
_MACROS: Final = frozenset({"xlMacrosheet", "xlIntlMacrosheet"})
_NO_TABLES: Final = frozenset({"chartsheet", "dialogsheet", *_MACROS})


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet and the part that holds it."""

    name: str
    hidden: bool
    part: str


@dataclass
class Book:
    """What the part that names the sheets says: which there are, and how their cells are to be taken.

    Of `lost` sheets there are names and no cells. `modules` refer to no part on purpose: so Excel keeps the
    places of what were pages of macros in its fifth version.
    """

    sheets: list[SheetPart] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)
    macros: bool = False
    from_1904: bool = False
    asks_to_calculate: bool = False

    def add(
        self, name: str, hidden: bool, identity: str | None, package: Package, relations: Relations
    ) -> None:
        """One more sheet. One that is a chart or a dialogue holds no cells and is passed over.

        Raises:
            RefusedError: there are too many, or two in one part.
        """
        if len(self.sheets) + len(self.lost) + len(self.modules) == SHEETS_AT_MOST:
            raise RefusedError("too_much", "more than {limit} sheets", limit=SHEETS_AT_MOST)
        kind, part = relations.get(identity or "", OUTSIDE)
        if kind in _NO_TABLES:
            self.macros = self.macros or kind in _MACROS
        elif identity == "":
            self.modules.append(name)
        elif kind != _TABLE or part not in package.names:
            self.lost.append(name)
        elif any(sheet.part == part for sheet in self.sheets):
            raise RefusedError("unsafe", "a part of two sheets")
        else:
            self.sheets.append(SheetPart(name, hidden, part))

    def told(self, package: Package) -> Iterator[tuple[str, ...]]:
        """What is said before any sheet: that there are macros, and sheets that are not there.

        Raises:
            RefusedError: there is no sheet.
        """
        if not self.sheets and not self.lost:
            raise RefusedError("broken", "a workbook without sheets")
        if self.macros or any(name.endswith("vbaproject.bin") for name in package.names):
            yield ("macros",)
        yield from (("lost", name) for name in self.lost)
        yield from (("module", name) for name in self.modules)


def events(package: Package) -> Events:
    """What the workbook in `package` holds.

    Raises:
        RefusedError: it is damaged, or beyond the limits.
    """
    workbook = main_part(package) or "xl/workbook.xml"
    relations = related(package, workbook)
    book = _book(package, workbook, relations)
    styles = Styles(_kinds(package, of_kind(relations, "styles")), book.from_1904)
    strings = _shared_strings(package, of_kind(relations, "sharedStrings"))
    yield from book.told(package)
    budget = Budget()
    remarks = OfficeRemarks(package, comments)
    for sheet in book.sheets:
        yield ("sheet", sheet.name, sheet.hidden)
        reader = SheetReader(strings, styles, budget, book.asks_to_calculate)
        yield from reader.events(package, sheet.part)
        yield from remarks.of_sheet(sheet.part)
    yield from remarks.elsewhere()


def _book(package: Package, workbook: str, relations: Relations) -> Book:
    book = Book()

    def properties(attributes: Attributes) -> None:
        book.from_1904 = truth(attributes.get("date1904"))

    def sheet(attributes: Attributes) -> None:
        hidden = attributes.get("state", "visible") != "visible"
        identity = markup.attribute(attributes, "r:id")
        book.add(attributes.get("name", ""), hidden, identity, package, relations)

    def calculation(attributes: Attributes) -> None:
        done = attributes.get("calcCompleted")
        unfinished = done is not None and not truth(done)
        book.asks_to_calculate = unfinished or truth(attributes.get("fullCalcOnLoad"))

    tags = {
        "x:workbookPr": Tag(start=properties),
        "x:sheets": Tag({"x:sheet": Tag(start=sheet)}),
        "x:calcPr": Tag(start=calculation),
    }
    markup.read(package.chunks(workbook), {"x:workbook": Tag(tags)})
    return book


def _kinds(package: Package, part: str | None) -> list[Kind]:
    codes = dict(BUILT_IN)
    kinds: list[Kind] = []
    if part is None:
        return kinds

    def code(attributes: Attributes) -> None:
        codes[whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")

    def cell_format(attributes: Attributes) -> None:
        kinds.append(kind_of(codes.get(whole(attributes.get("numFmtId")), "")))
        if len(kinds) > FORMATS_AT_MOST:
            raise RefusedError("too_much", "more than {limit} cell formats", limit=FORMATS_AT_MOST)

    tags = {
        "x:numFmts": Tag({"x:numFmt": Tag(start=code)}),
        "x:cellXfs": Tag({"x:xf": Tag(start=cell_format)}),
    }
    markup.read(package.chunks(part), {"x:styleSheet": Tag(tags)})
    return kinds


def _shared_strings(package: Package, part: str | None) -> list[str]:
    """The texts that cells refer to by number, without the readings that those in Asian scripts may have."""
    strings: list[str] = []
    if part is None:
        return strings
    if package.size(part) > TEXTS_AT_MOST and package.count(part, b"</si>", b":si>") > TEXTS_AT_MOST:
        raise RefusedError("too_much", "more than {limit} different texts", limit=TEXTS_AT_MOST)
    pieces: list[str] = []
    text = Tag(start=lambda _: check_pieces(pieces), text=pieces.append)

    def end() -> None:
        strings.append(unescaped("".join(pieces)))
        pieces.clear()

    item = Tag({"x:t": text, "x:r": Tag({"x:t": text})}, end=end)
    for _ in Parser({"x:sst": Tag({"x:si": item})}).run(package.chunks(part)):
        pass
    return strings

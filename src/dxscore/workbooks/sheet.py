"""What a workbook holds, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dxscore.workbooks.events import Reason
from dxscore.workbooks.remarks import Kind


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with any text: its number, and cells from the first column to the last filled one.

    Numbers stand as people would type them; one with a point before decimals is a `PointDecimal`.
    """

    number: int
    hidden: bool
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells merged into one: first and last row and column, from 1."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A text that stands in no cell.

    Args:
        kind: a comment on a cell, or a text box.
        row, column: of its cell, from 1; None where it stands on none.
        text: its beginning, on one line; None where it cannot be read.
    """

    kind: Kind
    row: int | None
    column: int | None
    text: str | None


@dataclass
class Sheet:
    """One sheet.

    Args:
        name, hidden: as in the workbook.
        rows: in ascending order; rows without text are left out.
        hidden_columns: first and last of each run.
        merges: merged cells.
        far: row and column of a filled cell beyond the columns that are read.
        remarks: comments and text boxes.
        more_remarks: how many of a kind there are beside those.
    """

    name: str
    hidden: bool
    rows: list[SheetRow] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    far: tuple[int, int] | None = None
    remarks: list[Remark] = field(default_factory=list)
    more_remarks: dict[Kind, int] = field(default_factory=dict)


@dataclass
class Workbook:
    """The sheets of an XLSX, XLS or ODS; whether it carries macros, or comments of no sheet.

    Of `lost` sheets, names are there and cells are not; `modules` are pages of macros and have none.
    """

    kind: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)
    macros: bool = False
    comments: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a workbook was not read: as in `RefusedError`; and where, as far as that is known."""

    reason: Reason
    detail: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    sheet: str | None = None
    row: int | None = None
    column: int | None = None

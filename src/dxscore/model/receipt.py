"""The receipt of collections, in the shape in which it stands beside the metrics file as JSON."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from dxscore.model.base import Written
from dxscore.model.tasks import Stage
from dxscore.words.text import Text

Fault = Literal["wrong_period", "wrong_unit", "differs", "impossible", "doubtful", "replaced"]
Remark = Literal["old_form", "other_period_form", "same_twice", "no_figures", "replaced"]
UnitStatus = Literal["complete", "partial", "set_aside", "missing"]
CopyKind = Literal["pdf", "picture", "word", "archive", "table", "other"]
"""What a file is that could not be read as figures."""
Why = Literal[
    "not_sent",
    "not_listed",
    "left_blank",
    "faulty",
    "faulty_rows",
    "refused",
    "impossible",
    "doubtful",
    "contradictory",
    "other_form",
    "other_unit",
    "other_period",
    "unread",
    "parts_only",
]


class InFile(Written):
    """Where a row stands in its file."""

    row: int = Field(
        description="Line in the file, from 1; row of a sheet; 0 of a text box that stands on no cell."
    )
    sheet: str | None = Field(default=None, description="Sheet of a workbook; null for any other file.")
    cell: str | None = Field(
        default=None, description="The cell in a workbook, D12: of a row that of its first figure."
    )


class Where(InFile):
    """Where a row stands."""

    file: str = Field(description="Name of the file, from the folder that was collected.")


class WordsBeside(InFile):
    """What was typed and counts nowhere: around a table, in an unread column, a rejected row, a comment."""

    text: str = Field(description="As typed.")


class Signature(Written):
    """Who answers for the figures of one table, as far as written; empty texts where nothing is."""

    sheet: str | None = Field(default=None, description="Sheet of a workbook; null for any other file.")
    prepared_by: str = Field(description="Name under 'Người lập biểu'.")
    head: str = Field(description="Name under 'Thủ trưởng đơn vị'.")
    signed_on: str = Field(description="The day, as written.")


class Figure(Written):
    """What a row says, cell by cell as in the metrics file; an empty text where it says nothing."""

    period: str = Field(description="2025, 2025-Q4, 2025-H1, 2025-11M, 2025-12.")
    numerator: str = Field(description="With a decimal comma.")
    denominator: str = Field(description="With a decimal comma.")
    value: str = Field(description="A number, a percentage, yes, no or 'not applicable'.")
    evidence: str = Field(description="The document behind the figure.")
    note: str = Field(description="What the reporter added.")
    closed_on: str = Field(description="The day on which it was taken, ISO date.")


class RowLeftOut(Figure, Where):
    """A row that was understood, and yet does not count."""

    indicator: str = Field(description="Id of the indicator.")
    reporting_unit: str = Field(description="Id of the unit that the row names.")
    reason: Fault = Field(
        description="wrong_period: of another period; wrong_unit: in the form of another unit; differs: "
        "another row says otherwise; impossible: it cannot be true; doubtful: it bears a warning (--strict); "
        "replaced: a file of a later day says otherwise."
    )
    code: str = Field(description="Code of the finding that says so (dxscore explain CODE).")
    forms: tuple[str, ...] = Field(default=(), description="With wrong_unit: whose form it stands in, ids.")
    against: Where | None = Field(
        default=None, description="With differs, replaced: a row that says otherwise."
    )


class WrongCell(Where):
    """A cell with an error."""

    said: Text = Field(description="What is wrong with it, and what stood there.")


class MissingFigure(Written):
    """A figure that a body owes."""

    indicator: str = Field(description="Id of the indicator.")
    reporting_unit: str | None = Field(
        default=None, description="Id of the unit whose figure it is; null where that is the body itself."
    )
    period: str | None = Field(
        default=None, description="Of which period it is asked for; null where that is the forms' own."
    )
    reason: Why = Field(
        description="not_sent: nothing came; not_listed: it is not in what the unit sent; left_blank; "
        "faulty: its row has an error; faulty_rows: rows of the unit have errors and name no indicator; "
        "refused: the unit's file could not be read; "
        "impossible: it cannot be true; doubtful: it bears a warning (--strict); contradictory: rows differ; "
        "other_form: it stands in another unit's form; other_unit: the unit's form names another unit; "
        "other_period: it is of another period; "
        "unread: the unit sent a copy (PDF, photo, letter, archive) that is not read; "
        "parts_only: a percentage came without numerator and denominator (in reminders alone)."
    )
    cells: tuple[WrongCell, ...] = Field(
        default=(), description="With faulty: the first cells of its rows that are wrong."
    )


class ReceivedFile(Written):
    """A file that was read."""

    file: str = Field(description="Its name, from the folder that was collected.")
    sha256: str = Field(description="Of its bytes, hexadecimal.")
    forms: tuple[str, ...] = Field(description="The version stamps of forms that were found in it.")
    rows: int = Field(description="Rows that were understood and can be true.")
    blank: int = Field(description="Rows that hold no figure.")
    faulty: bool = Field(description="Whether it, or a row of it, could not be understood or be true.")
    signed: tuple[Signature, ...] = Field(default=(), description="Who signed it, table by table.")
    signed_day: date | None = Field(default=None, description="The day under which it was signed, if told.")
    saved_day: date | None = Field(default=None, description="The day on which it says it was last saved.")
    arrived: date | None = Field(
        default=None,
        description="The day on which it arrived: that of the file, or of the first collection that saw it, "
        "whichever is earlier.",
    )
    words: tuple[WordsBeside, ...] = Field(
        default=(), description="What was typed and counts nowhere, comments and text boxes too."
    )
    words_not_listed: int = Field(default=0, description="How many more such cells the file has.")


class UnitState(Written):
    """One body that was asked for figures, its own or others'."""

    reporting_unit: str = Field(description="Its id.")
    status: UnitStatus = Field(
        description="complete, or partial: it sent some; set_aside: what came is not of this period, not in "
        "its own form, faulty, or a copy that is not read; missing: nothing came."
    )
    files: tuple[str, ...] = Field(description="Names of the files that speak for it.")
    set_aside: tuple[str, ...] = Field(
        default=(),
        description="Names of files that name it, and hold nothing of it that speaks for the period.",
    )
    unread: tuple[str, ...] = Field(
        default=(), description="Names of files of the unit that hold no table that could be read."
    )
    expected: int = Field(description="Figures that it was asked for.")
    kept: int = Field(description="Figures of it that stand from an earlier collection.")
    tasks_asked: int = Field(
        default=0, description="Tasks and documents that its form asks about; 0 in receipts before 0.3."
    )
    tasks_told: int = Field(
        default=0,
        description="Of how many of them it told for the period: what has nothing new may stay blank.",
    )
    tasks_missing: Why | None = Field(
        default=None,
        description="Why it has to send its form on tasks, or send it again: faulty_rows where a row of it "
        "does not count; not_sent, left_blank or unread where it told of none and owes figures as well, or "
        "is asked for none.",
    )
    tasks_cells: tuple[WrongCell, ...] = Field(
        default=(), description="The first cells that are wrong in its form on tasks."
    )
    missing: tuple[MissingFigure, ...] = Field(description="Figures that it owes.")
    stale: tuple[MissingFigure, ...] = Field(
        default=(), description="Kept figures for which something newer came in, and why that does not count."
    )
    arrived: date | None = Field(
        default=None, description="The day on which the first thing of it for the period arrived."
    )
    completed: date | None = Field(
        default=None, description="The day since which nothing is missing; null where something is."
    )
    days_late: int | None = Field(
        default=None,
        description="Days from the due day to the arrival, 0 in time; null without a due day or an arrival.",
    )
    reminded: tuple[date, ...] = Field(
        default=(), description="The days on which it was reminded (remind --sent), oldest first."
    )


class FileRemark(Written):
    """Something about a file that does not keep its rows from counting."""

    remark: Remark = Field(
        description="old_form: made from another catalogue; other_period_form: made for another period; "
        "same_twice: files that say the same; no_figures: nothing was filled in; replaced: figures of the "
        "first file gave way to those of the second, which is of a later day."
    )
    file: str = Field(description="Name of the file, or of several.")
    units: tuple[str, ...] = Field(description="Ids of the units for which it speaks.")


class FigureChange(Written):
    """A figure that is not what was collected before."""

    indicator: str = Field(description="Id of the indicator.")
    reporting_unit: str = Field(description="Id of the unit.")
    old: Figure | None = Field(
        description="As collected before; null where a unit that had sent other figures adds it."
    )
    new: Figure | None = Field(description="As it is now; null where its cells are blank now.")
    file: str = Field(description="Name of the file that says so.")
    sha256: str = Field(description="Of that file's bytes.")
    by: Signature | None = Field(default=None, description="Who signed for it there, if anybody.")
    reason: str = Field(description="The row's note; empty where there is none.")


class ReportedTask(Written):
    """What a body says of a task."""

    stage: Stage = Field(description="How far it has come.")
    done_on: date | None = Field(description="The day on which it was done.")
    evidence: str = Field(description="Number, day and summary of the document, or what else proves it.")
    note: str = Field(description="What the reporter added.")


class TaskChange(Written):
    """A row of the task list that is not what was collected before."""

    task: str = Field(description="Id of the task, duty or deliverable.")
    body: str = Field(description="Id of the body.")
    as_of: str = Field(description="Of which day or period: 2025-11-30, 2025-Q3.")
    old: ReportedTask = Field(description="As collected before.")
    new: ReportedTask = Field(description="As it is now.")
    file: str = Field(description="Name of the file that says so.")


class TaskReturns(Written):
    """What forms said of tasks."""

    file: str = Field(description="Name of the task list.")
    sha256: str = Field(description="Of its bytes after the collection.")
    rows: int = Field(description="Rows that came in with this collection.")
    changes: tuple[TaskChange, ...] = Field(description="All rows ever replaced, oldest first.")


class CatalogueDigest(Written):
    """The catalogue that files were read against."""

    sha256: str = Field(description="Of its files' bytes.")


class Collection(Written):
    """What came in for one period."""

    catalogue: CatalogueDigest = Field(description="What the files were read against.")
    due: date | None = Field(
        default=None, description="The day by which units were to send (collect --due); null if none was set."
    )
    rows: int = Field(description="Rows of this period in the metrics file.")
    files: tuple[ReceivedFile, ...] = Field(description="All files that were read, by name.")
    units: tuple[UnitState, ...] = Field(description="All bodies asked, in the catalogue's order.")
    left_out: tuple[RowLeftOut, ...] = Field(description="Rows that do not count, by place.")
    left_out_not_listed: int = Field(default=0, description="How many more rows do not count.")
    remarks: tuple[FileRemark, ...] = Field(description="What else is to be said of files.")
    changes: tuple[FigureChange, ...] = Field(description="All figures ever replaced, oldest first.")
    tasks: TaskReturns | None = Field(
        default=None, description="What forms said of tasks; null where none brought a row on them."
    )


class OutputFile(Written):
    """The metrics file that the receipt belongs to."""

    file: str = Field(description="Its name.")
    sha256: str = Field(description="Of its bytes after the collection.")


class Receipt(Written):
    """What `dxscore collect` took in, by period: files, units, rows left out, changes."""

    schema_: Literal["dxscore/receipt/1"] = Field(
        default="dxscore/receipt/1", alias="schema", description="Name and version of this shape."
    )
    dxscore: str | None = Field(
        default=None, description="The version of dxscore that wrote this; null in old receipts."
    )
    plan: str = Field(description="Id of the plan.")
    output: OutputFile = Field(description="The metrics file.")
    collections: dict[str, Collection] = Field(description="The newest collection of each period.")

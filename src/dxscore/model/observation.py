"""Observations: one row of a metrics file, once it has been understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from dxscore.model.finding import Finding, Rule
from dxscore.model.period import Period, ReportingCalendar
from dxscore.model.place import place
from dxscore.model.scorecard import InputFile

_FIGURES = frozenset({None, "numerator", "value"})


class Observation(NamedTuple):
    """What one reporting unit measured of one indicator over one period.

    Args:
        indicator: id of the indicator.
        reporting_unit: id of the body whose figure this is.
        period: the time that the figure covers.
        numerator, denominator: the parts of a share, in the indicator's own counts.
        value: a number, a rank, a percentage (82.5 for 82,5 %) or, for yes/no, 1 or 0.
        not_applicable: declared not to apply; `note` or `evidence` says why.
        evidence: the document behind the figure.
        note: what the reporter added.
        closed_on: the day on which the figure was taken, where stated.
        file, row: where the row stands; row 0 for data that came from no file.
        sheet: of a workbook, the sheet.
        position: of a workbook and of a wide table, the number of the column of the first figure.
        evidence_position: of a workbook, the number of the column of this row's evidence; None where the row
            holds several figures.
    """

    indicator: str
    reporting_unit: str
    period: Period
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    not_applicable: bool = False
    evidence: str = ""
    note: str = ""
    closed_on: date | None = None
    file: str = ""
    row: int = 0
    sheet: str = ""
    position: int | None = None
    evidence_position: int | None = None

    @property
    def figure(self) -> tuple[Decimal | bool | None, ...]:
        """What the row claims: its parts where it has them, for a value beside them only repeats them."""
        value = self.value if self.denominator is None else None
        return self.numerator, self.denominator, value, self.not_applicable

    @property
    def positions(self) -> frozenset[int | None]:
        """Positions of findings on this figure: its own, its evidence's, and None for its whole row."""
        return frozenset((self.position, self.evidence_position, None))

    def closes(self, reporting_calendar: ReportingCalendar) -> date:
        """The day up to which the figure speaks.

        That is the period's close, or the stated closing day where it lies within the period: a figure
        taken in September for the year is known in September. A stated day outside moves nothing.
        """
        period_close = self.period.closes(reporting_calendar)
        if self.closed_on and self.period.opens(reporting_calendar) <= self.closed_on < period_close:
            return self.closed_on
        return period_close


FORM_MARK: Final = "dxscore-form/"
"""How the version stamp of a form of ours begins."""


def is_form(above: Iterable[tuple[int, Sequence[str]]]) -> bool:
    """Whether the rows above a table bear the stamp of a form."""
    return any(FORM_MARK in cell for _, cells in above for cell in cells)


class SourceTable(NamedTuple):
    """The rows of one file as they were typed: nothing is lost that was rejected or passed over.

    Args:
        file: the name as given.
        header: the header cells as typed.
        rows: line number in the file and the cells as typed, for every data row; a row that could not be cut
            into cells is one cell, its whole line.
        rejected: line numbers of the rows that were left out for an error.
        blank: line, indicator and unit of every figure that is asked for and blank; a wide table has several
            to a line.
        faulty: line, indicator and unit of every figure that an error keeps from being read, where both are
            known.
        of_others: line numbers of rejected rows of another table, whose cells stand under other columns.
        sheet: of a workbook, the sheet; each has a table of its own.
        columns: what each column that was read means ('numerator'), with its place, from 0; of a wide table
            only those that hold for the whole row.
        unused: places of the columns that were not read.
        above: rows with text above the header; of a text file, each a single cell.
        aside: rows between or under the data that are none: group titles, signatures, what was added.
        totals: rows that add up others.
        stated: columns that the table lacks, each with the text above it that says the same for all rows.
    """

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    rejected: tuple[int, ...] = ()
    blank: tuple[tuple[int, str, str], ...] = ()
    faulty: tuple[tuple[int, str, str], ...] = ()
    of_others: tuple[int, ...] = ()
    sheet: str = ""
    columns: tuple[tuple[str, int], ...] = ()
    unused: tuple[int, ...] = ()
    above: tuple[tuple[int, tuple[str, ...]], ...] = ()
    aside: tuple[tuple[int, tuple[str, ...]], ...] = ()
    totals: tuple[tuple[int, tuple[str, ...]], ...] = ()
    stated: tuple[tuple[str, str], ...] = ()


class SheetRemark(NamedTuple):
    """A text on a sheet of a workbook that stands in no cell: a comment, or a text box.

    Args:
        file, sheet: where it stands.
        row, position: of its cell, from 1; None where it stands on none.
        text: on one line, cut where it is very long.
    """

    file: str
    sheet: str
    row: int | None
    position: int | None
    text: str


class Metrics(NamedTuple):
    """Everything that was read.

    Args:
        observations: the usable rows.
        findings: faults found while reading.
        inputs: the files.
        tables: their rows as typed.
        totals: what the tables' own rows and columns of totals claim, the label ('Tổng cộng') in place of
            the reporting unit: nobody's figures, only to be held against those of the units.
        remarks: what stands in no cell.
    """

    observations: tuple[Observation, ...]
    findings: tuple[Finding, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    tables: tuple[SourceTable, ...] = ()
    totals: tuple[Observation, ...] = ()
    remarks: tuple[SheetRemark, ...] = ()


def finding_on(rule: Rule, observation: Observation, column: str | None = None, **values: object) -> Finding:
    """A finding of `rule` on the row of `observation`; in a workbook, on its figure or evidence."""
    position = observation.evidence_position if column == "evidence" else None
    return rule.finding(
        observation.file,
        observation.row or None,
        column=column,
        position=observation.position if column in _FIGURES else position,
        sheet=observation.sheet or None,
        **values,
    )


def place_of(observation: Observation) -> str:
    """Where the row stands: 'm.csv:12', 'm.xlsx:Sheet1!D12'."""
    return place(observation.file, observation.sheet or None, observation.row, observation.position)


def order(observation: Observation) -> tuple[str, str, int, int]:
    """By which rows are put in order, whatever the order in which they came."""
    return observation.file, observation.sheet, observation.row, observation.position or 0

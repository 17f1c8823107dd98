"""Observations: one row of a metrics file, once it has been understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from dxscore.model.finding import Finding, Rule
from dxscore.model.period import Period, ReportingCalendar
from dxscore.model.place import NOWHERE, Place
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
        place: where it stands: of a workbook and of a wide table, the cell of its first figure, else its row.
        evidence_cell: of a workbook, the number of the cell of this row's evidence; None where the row holds
            several figures.
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
    place: Place = NOWHERE
    evidence_cell: int | None = None

    @property
    def figure(self) -> tuple[Decimal | bool | None, ...]:
        """What the row claims: its parts where it has them, for a value beside them only repeats them."""
        value = self.value if self.denominator is None else None
        return self.numerator, self.denominator, value, self.not_applicable

    @property
    def places(self) -> frozenset[Place]:
        """Where findings on this figure stand: in its own cell, in its evidence's, or on its whole row."""
        return frozenset((self.place, self.place._replace(cell=self.evidence_cell), self.place.line))

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
        sheet: of a workbook, the sheet; each has a table of its own. None of any other file.
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
    sheet: str | None = None
    columns: tuple[tuple[str, int], ...] = ()
    unused: tuple[int, ...] = ()
    above: tuple[tuple[int, tuple[str, ...]], ...] = ()
    aside: tuple[tuple[int, tuple[str, ...]], ...] = ()
    totals: tuple[tuple[int, tuple[str, ...]], ...] = ()
    stated: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> Place:
        """The file, or the sheet of a workbook."""
        return Place(self.file, self.sheet)


class SheetRemark(NamedTuple):
    """A text on a sheet of a workbook that stands in no cell: a comment, or a text box.

    Args:
        place: the cell that it belongs to, or its sheet where it stands on none.
        text: on one line, cut where it is very long.
    """

    place: Place
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
    place = observation.place
    if column not in _FIGURES:
        place = place._replace(cell=observation.evidence_cell if column == "evidence" else None)
    return rule.finding(place, column, **values)


def order(observation: Observation) -> tuple[str, str, int, int]:
    """By which rows are put in order, whatever the order in which they came."""
    return observation.place.order

"""Observations: one row of a metrics file, once it has been understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dxscore.model.finding import Finding
from dxscore.model.period import Period, ReportingCalendar
from dxscore.model.scorecard import InputFile


@dataclass(frozen=True, slots=True)
class Observation:
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

    def closes(self, reporting_calendar: ReportingCalendar) -> date:
        """The day up to which the figure speaks.

        That is the period's close, or the stated closing day where it lies within the period: a figure
        taken in September for the year is known in September. A stated day outside moves nothing.
        """
        period_close = self.period.closes(reporting_calendar)
        if self.closed_on and self.period.opens(reporting_calendar) <= self.closed_on < period_close:
            return self.closed_on
        return period_close


@dataclass(frozen=True, slots=True)
class SourceTable:
    """The rows of one file as they were typed, kept so that rejected rows can be written out again.

    Args:
        file: the name as given.
        header: the header cells as typed.
        rows: line number in the file and the cells as typed, for every data row; a row that could not be cut
            into cells is one cell, its whole line.
        rejected: line numbers of the rows that were left out for an error.
    """

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    rejected: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Metrics:
    """Everything that was read: usable observations, faults found while reading, and the files."""

    observations: tuple[Observation, ...]
    findings: tuple[Finding, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    tables: tuple[SourceTable, ...] = field(default=(), repr=False)

"""What the commands on forms share: the period, reading a folder of returned files, reading the tidy CSV."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer

from dxscore.cli import options
from dxscore.cli.folder import Listing, listing
from dxscore.cli.language import both
from dxscore.cli.options import shown
from dxscore.cli.progress import Progress
from dxscore.cli.returned_files import form_faults, returned_files
from dxscore.errors import MetricsError, OutputError, RequestError
from dxscore.forms import stamp
from dxscore.forms.beside import figure_columns_missing
from dxscore.forms.form import reporting_units
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.tidy import HOUSE_HEADER, KeptRow
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.period import Period
from dxscore.model.rules import cells as cell_rules
from dxscore.model.rules import files as file_rules
from dxscore.model.rules import workbooks as workbook_rules
from dxscore.read.column_names import is_usual
from dxscore.read.metrics import read
from dxscore.read.periods import parse_period
from dxscore.read.sources import Source, open_source
from dxscore.score.table_totals import totals_against_tables

# A form that came back without one figure is no fault of the file.
_NOTHING_IN_IT: Final = (file_rules.NO_USABLE_ROW.code, file_rules.HEADER_ONLY.code)
# Notes on what was passed over, or taken to mean something: the tidy file has only the meaning.
_TOLD_NOTES: Final = (
    workbook_rules.SHEETS_NOT_READ.code,
    cell_rules.DECIMAL_POINT.code,
    cell_rules.UNDER_WAY.code,
)
# What a tidy file has none of, and what writing it again would lose.
_WOULD_BE_LOST: Final = (
    file_rules.LINES_ABOVE.code,
    file_rules.NOT_DATA.code,
    file_rules.REPEATED_HEADER.code,
)

PeriodOption = Annotated[
    str,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help=both(
            "Kỳ báo cáo: 2025, 2025-Q4, 2025-H1, 2025-9M, 2025-12.",
            "The period: 2025, 2025-Q4, 2025-H1, 2025-9M, 2025-12.",
        ),
    ),
]


def period(value: str) -> Period:
    """The period asked for, written in any way that a metrics file may."""
    found = parse_period(value)
    if isinstance(found, Period):
        return found
    raise RequestError(
        f"--period: «{shown(value)}» không phải kỳ báo cáo như 2025-Q4",
        f"--period: '{shown(value)}' is no period like 2025-Q4",
    )


def reporting_unit(catalogue: Catalogue, asked: str) -> str:
    """Id of the body that `asked` names.

    Raises:
        RequestError: there is none, or it reports nothing.
    """
    unit = options.reporting_unit(catalogue, asked)
    if unit is not None and unit in reporting_units(catalogue):
        return unit
    raise RequestError(
        f"--for: «{shown(asked)}» không báo cáo chỉ tiêu nào",
        f"--for: '{shown(asked)}' reports no indicator",
    )


class Folder(NamedTuple):
    """A folder of returned files, read.

    Args:
        files: those that hold figures or should, named from the folder.
        listing: what there is in it.
        findings: warnings and errors of the files.
    """

    files: tuple[ReturnedFile, ...]
    listing: Listing
    findings: tuple[Finding, ...]


def read_folder(folder: Path, catalogue: Catalogue, apart_from: Collection[Path] = ()) -> Folder:
    """Read every metrics file in a folder and the folders below it.

    Raises:
        RequestError: there is no such folder.
        MetricsError: there is no metrics file in it.
    """
    if not folder.is_dir():
        raise RequestError(f"không có thư mục «{shown(str(folder))}»", f"no folder '{shown(str(folder))}'")
    found = listing(folder, apart_from)
    if not found.wanted:
        passed_over = shown(", ".join((*found.hidden_files, *found.not_followed, *found.archives)))
        raise MetricsError(
            f"trong thư mục «{shown(str(folder))}» không có tệp số liệu nào"
            + (f"; tệp ẩn, liên kết, tệp nén không được đọc: {passed_over}" if passed_over else ""),
            f"there is no metrics file in '{shown(str(folder))}'"
            + (f"; hidden files, links and archives are not read: {passed_over}" if passed_over else ""),
        )
    stamps: dict[str, tuple[stamp.Stamp, ...]] = {}

    def opened() -> Iterator[Source]:
        for name in found.wanted:  # one at a time: no more than one file is held
            source = _named_from_folder(folder, name)
            stamps[name] = stamp.find(source.content)
            yield source

    with Progress(len(found.wanted)) as progress:
        metrics = read(progress.watched(opened()), catalogue)
    totals = totals_against_tables(catalogue, metrics)
    findings = (*form_faults(metrics), *_worth_saying(metrics), *totals)
    faulty = {finding.file for finding in findings if finding.severity == "error"}
    return Folder(tuple(returned_files(metrics, stamps, faulty, catalogue)), found, findings)


def _named_from_folder(folder: Path, name: str) -> Source:
    source = open_source(str(folder / name))
    fault = source.fault and source.fault.model_copy(update={"file": name})
    return source._replace(name=name, fault=fault)


def _worth_saying(metrics: Metrics) -> tuple[Finding, ...]:
    """Errors, warnings, what was passed over; a form without any figure is told of in the summary."""
    rejected = {table.file for table in metrics.tables if table.rejected}
    columns = {
        (table.file, table.sheet or None)
        for table in metrics.tables
        if not all(is_usual(table.header[place]) for place in table.unused)
    }
    renamed = [table for table in metrics.tables if figure_columns_missing(table)]
    told = {
        (table.file, table.sheet or None, rule.code)
        for table in renamed
        for rule in (file_rules.EXTRA_COLUMNS, file_rules.NO_USABLE_ROW)
    }
    told |= {
        (table.file, table.sheet or None, cell_rules.HALF_A_SHARE.code)
        for table in renamed
        if not dict(table.columns).keys() >= {"numerator", "denominator"}
    }

    def wanted(finding: Finding) -> bool:
        if (finding.file, finding.sheet, finding.code) in told:
            return False  # it only follows from the column's other name
        if finding.code in _NOTHING_IN_IT:
            return finding.file in rejected
        if finding.code == file_rules.EXTRA_COLUMNS.code:
            return (finding.file, finding.sheet) in columns
        return finding.severity != "note" or finding.code in _TOLD_NOTES

    return tuple(filter(wanted, metrics.findings))


def read_tidy(name: str, catalogue: Catalogue) -> tuple[bytes | None, tuple[KeptRow, ...]]:
    """The tidy CSV as it stands, and its rows; (None, ()) where there is none yet.

    Raises:
        OutputError: it is no tidy CSV, or has faults: writing it again would lose something.
    """
    if not os.path.lexists(name):
        return None, ()
    source = open_source(name)
    metrics = read([source], catalogue)
    lossy = [
        finding
        for finding in metrics.findings
        if finding.code in _WOULD_BE_LOST
        or (finding.severity == "error" and finding.code not in _NOTHING_IN_IT)
    ]
    if lossy or any(table.header != HOUSE_HEADER for table in metrics.tables):
        raise OutputError(
            f"«{shown(name)}» không phải tệp số liệu chuẩn của dxscore ({','.join(HOUSE_HEADER)}) hoặc còn"
            " lỗi, nên không ghi vào; sửa tệp đó hoặc chọn tệp khác cho --output",
            f"'{shown(name)}' is no tidy metrics file ({','.join(HOUSE_HEADER)}) or has faults, so it is not"
            " written to; mend it, or choose another --output",
            tuple(lossy),
        )
    by_row = {observation.row: observation for observation in metrics.observations}
    rows = tuple(KeptRow(cells, by_row.get(line)) for table in metrics.tables for line, cells in table.rows)
    return source.content, rows

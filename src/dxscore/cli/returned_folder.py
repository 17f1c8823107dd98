"""A folder of returned files, read: what each of them says, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from dxscore.cli.listing import Listing, listing
from dxscore.cli.progress import Progress
from dxscore.cli.returned_files import form_faults, returned_files
from dxscore.errors import MetricsError, RequestError
from dxscore.flows.asked import shown
from dxscore.forms import stamp
from dxscore.forms.beside import figure_columns_missing
from dxscore.forms.returned_file import ReturnedFile
from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, SourceTable
from dxscore.read.breakdown import breakdown
from dxscore.read.column_names import is_usual
from dxscore.read.metrics import read
from dxscore.read.sources import Source, open_source
from dxscore.score.sums import totals_against_tables

NOTHING_IN_IT: Final = (rules.NO_USABLE_ROW.code, rules.HEADER_ONLY.code)
"""What is said of a file without one figure, which in a form is no fault."""
# Notes on what was passed over, or taken to mean something: the tidy file has only the meaning.
_TOLD_NOTES: Final = (
    rules.SHEETS_NOT_READ.code,
    rules.DECIMAL_POINT.code,
    rules.UNDER_WAY.code,
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
        raise _nothing_to_read(folder, found)
    stamps: dict[str, tuple[stamp.Stamp, ...]] = {}

    def opened() -> Iterator[Source]:
        for name in found.wanted:  # one at a time: no more than one file is held
            source = _named_from_folder(folder, name)
            stamps[name] = ()
            try:
                stamps[name] = stamp.find(source.content)
            except BaseException as error:
                source = Source(name, fault=breakdown(name, error))
            yield source

    with Progress(len(found.wanted)) as progress:
        metrics = read(progress.watched(opened()), catalogue)
    totals = totals_against_tables(catalogue, metrics)
    findings = (*form_faults(metrics), *_worth_saying(metrics), *totals)
    faulty = {finding.file for finding in findings if finding.severity == "error"}
    files, broken = returned_files(metrics, stamps, faulty, catalogue)
    return Folder(files, found, (*broken, *findings))


def _nothing_to_read(folder: Path, found: Listing) -> MetricsError:
    name = shown(str(folder))
    passed_over = shown(", ".join((*found.hidden_files, *found.not_followed, *found.archives)))
    return MetricsError(
        f"trong thư mục «{name}» không có tệp số liệu nào"
        + (f"; tệp ẩn, liên kết, tệp nén không được đọc: {passed_over}" if passed_over else ""),
        f"there is no metrics file in '{name}'"
        + (f"; hidden files, links and archives are not read: {passed_over}" if passed_over else ""),
    )


def _named_from_folder(folder: Path, name: str) -> Source:
    source = open_source(str(folder / name))
    fault = source.fault and source.fault.model_copy(update={"file": name})
    return source._replace(name=name, fault=fault)


def _worth_saying(metrics: Metrics) -> tuple[Finding, ...]:
    """Errors, warnings, what was passed over; a form without any figure is told of in the summary."""
    rejected = {table.file for table in metrics.tables if table.rejected}
    with_unusual_columns = {
        (table.file, table.sheet or None)
        for table in metrics.tables
        if not all(is_usual(table.header[place]) for place in table.unused)
    }
    told_already = _told_by_renaming(metrics.tables)

    def wanted(finding: Finding) -> bool:
        if (finding.file, finding.sheet, finding.code) in told_already:
            return False
        if finding.code in NOTHING_IN_IT:
            return finding.file in rejected
        if finding.code == rules.EXTRA_COLUMNS.code:
            return (finding.file, finding.sheet) in with_unusual_columns
        return finding.severity != "note" or finding.code in _TOLD_NOTES

    return tuple(filter(wanted, metrics.findings))


def _told_by_renaming(tables: Sequence[SourceTable]) -> frozenset[tuple[str, str | None, str]]:
    """File, sheet and code of what only follows from a form's column of figures having another name."""
    told = set()
    for table in tables:
        if figure_columns_missing(table):
            follows = [rules.EXTRA_COLUMNS, rules.NO_USABLE_ROW]
            if not dict(table.columns).keys() >= {"numerator", "denominator"}:
                follows.append(rules.HALF_A_SHARE)
            told |= {(table.file, table.sheet or None, rule.code) for rule in follows}
    return frozenset(told)

"""A folder of returned files, read: what each of them says, and what is to be said of them."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from dxscore.errors import MetricsError
from dxscore.flows.asked import refused, shown
from dxscore.flows.file_names import FileNames
from dxscore.flows.judge import Watched
from dxscore.flows.returned_files import form_faults, returned_files
from dxscore.forms import stamp
from dxscore.forms.annotations import figure_columns_missing
from dxscore.forms.copies import Copy, kind_of
from dxscore.forms.receipt import read_receipt
from dxscore.forms.returned_file import ReturnedFile
from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, SourceTable
from dxscore.model.place import Place
from dxscore.model.tasks import TaskLog, TaskRecord
from dxscore.read.breakdown import breakdown
from dxscore.read.column_names import is_usual
from dxscore.read.metrics import read_for_each
from dxscore.read.sources import Source, open_source
from dxscore.read.tasks import is_task_list, read_tasks
from dxscore.score.sums import totals_against_tables
from dxscore.words.say import pair
from dxscore.words.text import both

NOTHING_IN_IT: Final = (rules.NO_USABLE_ROW.code, rules.HEADER_ONLY.code)
"""What is said of a file without one figure, which in a form is no fault."""
# Notes on what was passed over, or taken to mean something: the normalised file has only the meaning.
_TOLD_NOTES: Final = (
    rules.SHEETS_NOT_READ.code,
    rules.DECIMAL_POINT.code,
    rules.COMMAS_OF_THOUSANDS.code,
    rules.CUMULATIVE.code,
    rules.UNDER_WAY.code,
)


class Folder(NamedTuple):
    """A folder of returned files, read.

    Args:
        files: those that hold figures or tell of tasks, or should, named from the folder.
        listing: what there is in it.
        findings: warnings and errors of the files.
        copies: files that were not read, and are a unit's by their names.
        tasks: what their rows on tasks say.
    """

    files: tuple[ReturnedFile, ...]
    listing: Listing
    findings: tuple[Finding, ...]
    copies: tuple[Copy, ...] = ()
    tasks: TaskLog = TaskLog()


def read_folder(
    folder: Path,
    catalogue: Catalogue,
    apart_from: Collection[Path] = (),
    watched: Watched | None = None,
) -> Folder:
    """Read every metrics file in a folder and the folders below it, as `read_folders` does."""
    (found,) = read_folders(folder, (catalogue,), apart_from, watched)
    return found


def read_folders(
    folder: Path,
    catalogues: Sequence[Catalogue],
    apart_from: Collection[Path] = (),
    watched: Watched | None = None,
) -> list[Folder]:
    """Read every metrics file in a folder and the folders below it, once for all plans.

    Args:
        folder: where the forms came back to.
        catalogues: whose forms they are. To each plan forms and rows of another are that other's, but for
            figures that are said to be the same.
        apart_from: files that are none, though they stand there: what is collected.
        watched: told how many files there are, and given them one by one.

    Returns:
        What the folder says to each plan.

    Raises:
        RequestError: there is no such folder.
        MetricsError: there is no metrics file in it.
    """
    if not folder.is_dir():
        raise refused(both("refusal.not_a_folder", folder=shown(str(folder))))
    found = listing(folder, apart_from)
    names = [FileNames(catalogue) for catalogue in catalogues]
    beside = (*found.archives, *found.others)
    if not found.wanted and not any(any(_copies(each, beside)) for each in names):
        raise _nothing_to_read(folder, found)
    seen = _Seen(folder, found.wanted)
    sources: Iterable[Source] = seen.opened()
    readers = [
        (catalogue, [other for other in catalogues if other is not catalogue]) for catalogue in catalogues
    ]
    metrics = read_for_each(sources if watched is None else watched(len(found.wanted), sources), readers)
    return [
        _said_to(folder, reader, found, seen, names_, read_)
        for reader, names_, read_ in zip(readers, names, metrics, strict=True)
    ]


class _Seen:
    """What is seen of the files of a folder while they are opened, one at a time.

    Attributes:
        stamps: of every file, by its name.
        saved: of those that say so the day on which they were last saved.
        lists: names of those that are task lists, and so no metrics files.
    """

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self._folder = folder
        self._names = names
        self.stamps: dict[str, tuple[stamp.Stamp, ...]] = {}
        self.saved: dict[str, date] = {}
        self.lists: set[str] = set()

    def opened(self) -> Iterator[Source]:
        """The metrics files; no more than one is held."""
        for name in self._names:
            source = _named_from_folder(self._folder, name)
            self.stamps[name] = ()
            try:
                self.stamps[name] = stamp.find(source.content)
                day = stamp.saved_on(source.content)
                if day is not None:
                    self.saved[name] = day
            except BaseException as error:
                source = Source(name, fault=breakdown(name, error))
            if PurePath(name).suffix.lower() in _TEXTS and is_task_list(source):
                self.lists.add(name)
            else:
                yield source


def _said_to(
    folder: Path,
    reader: tuple[Catalogue, Sequence[Catalogue]],
    found: Listing,
    seen: _Seen,
    names: FileNames,
    metrics: Metrics,
) -> Folder:
    """What a folder says to one plan."""
    catalogue, others = reader
    of_others = {other.sha256[: stamp.SHA_SHOWN] for other in others}
    own = {
        name: tuple(each for each in stamps if each.catalogue not in of_others)
        for name, stamps in seen.stamps.items()
    }
    theirs = {name for name, stamps in own.items() if stamps != seen.stamps[name]}
    lists = {name: own[name] for name in sorted(seen.lists) if own[name] or name not in theirs}
    stamps = {name: each for name, each in own.items() if name not in seen.lists}
    theirs |= {finding.file for finding in metrics.findings if finding.code == rules.OTHER_PLAN.code}
    totals = totals_against_tables(catalogue, metrics)
    findings = (*form_faults(metrics), *_worth_saying(metrics), *totals)
    letters = _letters(findings)
    of_tasks = {name for name in letters if is_task_list(_named_from_folder(folder, name))}
    findings = tuple(finding for finding in findings if finding.file not in of_tasks)
    faulty = {finding.file for finding in findings if finding.severity == "error"}
    files, broken = returned_files(metrics, stamps, faulty, catalogue, seen.saved)
    sheets = dict.fromkeys(finding.file for finding in metrics.findings if finding.code == _TASK_SHEET)
    sheets |= dict.fromkeys(sorted(of_tasks))
    sheets = {name: None for name in sheets if name not in theirs or stamps.get(name)}
    days = {file.file: day for file in files if (day := file.signed_day or file.saved_day) is not None}
    tasks = _tasks(folder, (*lists, *sheets), catalogue, {**seen.saved, **days})
    files = tuple(_with_tasks([*files, *_lists(lists, seen.saved)], tasks, sheets, metrics))
    letters -= of_tasks
    found = found._replace(others=tuple(sorted((*found.others, *letters))))
    files = tuple(
        file._replace(arrived=_day_of(folder, file.file))
        for file in files
        if file.file not in letters and not _only_of(theirs, file)
    )
    unread = [file.file for file in files if file.refused and not file.stamps]
    copies = tuple(
        copy._replace(arrived=_day_of(folder, copy.file))
        for copy in _copies(names, (*found.archives, *found.others, *unread))
    )
    told = (finding for finding in (*broken, *findings) if finding.file not in letters)
    return Folder(files, found, tuple(told), copies, tasks)


def _lists(lists: Mapping[str, tuple[stamp.Stamp, ...]], saved: Mapping[str, date]) -> Iterator[ReturnedFile]:
    """Task lists in files of their own."""
    for name, stamps in lists.items():
        yield ReturnedFile(name, "", stamps, saved_day=saved.get(name), tasks_only=True)


def _with_tasks(
    files: Iterable[ReturnedFile], tasks: TaskLog, sheets: Collection[str], metrics: Metrics
) -> Iterator[ReturnedFile]:
    """Each file, by name, with whose tasks it tells of; a form that asks for no figure has no table."""
    told: dict[str, set[tuple[str, date]]] = defaultdict(set)
    for record in tasks.records:
        told[record.place.file].add((record.body, record.as_of))
    digests = {source.file: source.sha256 for source in tasks.inputs}
    faulty = {finding.file for finding in tasks.findings if finding.severity == "error"}
    of_figures = {table.file for table in metrics.tables if table.columns}
    for file in sorted(files, key=lambda file: file.file):
        only = file.tasks_only or (file.file in sheets and file.file not in of_figures)
        yield file._replace(
            sha256=file.sha256 or digests.get(file.file, ""),
            on_tasks=frozenset(told[file.file]),
            tasks_only=only,
            unreadable=file.unreadable or (only and file.file in faulty),
        )


def _tasks(folder: Path, names: Iterable[str], catalogue: Catalogue, days: Mapping[str, date]) -> TaskLog:
    """The rows of task lists; of contradictory ones those of the file of the latest day, where days tell."""

    def settled(records: Sequence[TaskRecord]) -> Sequence[TaskRecord]:
        known = [days[record.place.file] for record in records if record.place.file in days]
        if len(known) < len(records):
            return records
        return [record for record in records if days[record.place.file] == max(known)]

    return read_tasks((_named_from_folder(folder, name) for name in names), catalogue, settled)


def _day_of(folder: Path, name: str) -> date | None:
    """The day on which a file was put there or last saved; None where the system does not tell."""
    try:
        return datetime.fromtimestamp((folder / name).stat().st_mtime, UTC).astimezone().date()
    except (OSError, ValueError, OverflowError):
        return None


def _only_of(theirs: Collection[str], file: ReturnedFile) -> bool:
    """Whether a file says nothing to this plan, for it is another's."""
    return file.file in theirs and not (file.observations or file.stamps or file.faulty or file.unreadable)


def _letters(findings: Iterable[Finding]) -> frozenset[str]:
    """Word documents without a table of figures: a letter that came along is no fault."""
    return frozenset(
        finding.file
        for finding in findings
        if finding.code == rules.OTHER_FORMAT.code and finding.file.lower().endswith(_DOCUMENTS)
    )


def _copies(names: FileNames, files: Iterable[str]) -> Iterator[Copy]:
    for file in sorted(files):
        units = names.units(file)
        if units:
            yield Copy(file, kind_of(file), units)


def _nothing_to_read(folder: Path, found: Listing) -> MetricsError:
    name = shown(str(folder))
    passed_over = shown(", ".join((*found.hidden_files, *found.not_followed, *found.archives)))
    if not passed_over:
        return MetricsError(*pair("collection.no_files", folder=name))
    return MetricsError(*pair("collection.no_files_but", folder=name, others=passed_over))


def _named_from_folder(folder: Path, name: str) -> Source:
    source = open_source(str(folder / name))
    fault = source.fault and source.fault.model_copy(update={"file": name})
    return source._replace(name=name, fault=fault)


def _worth_saying(metrics: Metrics) -> tuple[Finding, ...]:
    """Errors, warnings, what was passed over; a form without any figure is told of in the summary."""
    rejected = {table.file for table in metrics.tables if table.rejected}
    with_unusual_columns = {
        table.place
        for table in metrics.tables
        if not all(is_usual(table.header[place]) for place in table.unused)
    }
    told_already = _told_by_renaming(metrics.tables)

    def wanted(finding: Finding) -> bool:
        if (finding.place.table, finding.code) in told_already:
            return False
        if finding.code in NOTHING_IN_IT:
            return finding.file in rejected
        if finding.code == rules.EXTRA_COLUMNS.code:
            return finding.place.table in with_unusual_columns
        return finding.severity != "note" or finding.code in _TOLD_NOTES

    return tuple(filter(wanted, metrics.findings))


def _told_by_renaming(tables: Sequence[SourceTable]) -> frozenset[tuple[Place, str]]:
    """Table and code of what only follows from a form's column of figures having another name."""
    told = set()
    for table in tables:
        if figure_columns_missing(table):
            follows = [rules.EXTRA_COLUMNS, rules.NO_USABLE_ROW]
            if not dict(table.columns).keys() >= {"numerator", "denominator"}:
                follows.append(rules.HALF_A_SHARE)
            told |= {(table.place, rule.code) for rule in follows}
    return frozenset(told)


_DOCUMENTS: Final = (".docx", ".docm")
_SUFFIXES: Final = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", *_DOCUMENTS)
_ARCHIVES: Final = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz")
_TEXTS: Final = (".csv", ".tsv")
_TASK_SHEET: Final = rules.TASK_SHEET.code
_RECEIPT: Final = ".receipt.json"
# Of Excel, WPS, LibreOffice; and what macOS writes beside a file on a foreign disk.
_LOCKS: Final = ("~$", ".~", "._")


class Listing(NamedTuple):
    """Names of the files in a folder and below it, as seen from it, sorted.

    Args:
        wanted: files of figures, by their suffix, or forms of ours whatever their names are.
        archives: what has to be unpacked first.
        not_followed: links to other folders, and to files outside.
        hidden_files: forms, and files of figures by their suffix, whose name begins with a dot.
        own: what an earlier collection wrote there.
        others: everything else.
    """

    wanted: tuple[str, ...]
    archives: tuple[str, ...]
    not_followed: tuple[str, ...]
    hidden_files: tuple[str, ...]
    own: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def not_read(self) -> dict[str, tuple[str, ...]]:
        """Names of the files that are not read, by why."""
        return {name: names for name, names in self._asdict().items() if name != "wanted"}


def listing(folder: Path, apart_from: Collection[Path] = ()) -> Listing:
    """What there is in `folder`; a spreadsheet program's locks, hidden folders and `apart_from` left out."""
    passed_over = {os.path.realpath(path) for path in apart_from}
    found, links = _walk(folder)
    found = [name for name in found if os.path.realpath(folder / name) not in passed_over]
    hidden = [name for name in found if Path(name).name.startswith(".")]
    files = [name for name in found if name not in hidden]
    own = set(_written_before(folder, files))
    rest = [name for name in files if name not in own]
    wanted = [name for name in rest if name.lower().endswith(_SUFFIXES)]
    archives = [name for name in rest if name.lower().endswith(_ARCHIVES)]
    named = {*wanted, *archives}
    others = [name for name in rest if name not in named]
    forms = {name for name in (*others, *hidden) if stamp.find(open_source(str(folder / name)).content)}
    return Listing(
        wanted=tuple(sorted([*wanted, *forms.intersection(others)])),
        archives=tuple(archives),
        not_followed=tuple(links),
        hidden_files=tuple(name for name in hidden if name in forms or name.lower().endswith(_SUFFIXES)),
        own=tuple(sorted(own)),
        others=tuple(name for name in others if name not in forms),
    )


def _walk(folder: Path) -> tuple[list[str], list[str]]:
    """Names of all files but locks, and of links to folders and out of `folder`."""
    files: list[Path] = []
    links: list[Path] = []
    for place, below, names in os.walk(folder):
        here = Path(place)
        below[:] = [name for name in below if not name.startswith(".")]
        links += [here / name for name in below if (here / name).is_symlink()]
        for name in names:
            if not name.startswith(_LOCKS):
                (links if _leads_out(here / name, folder) else files).append(here / name)
    return sorted(_named(files, folder)), sorted(_named(links, folder))


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether this is a link to something outside `folder`: what stands there was not sent."""
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _named(paths: Iterable[Path], folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in paths)


def _written_before(folder: Path, names: Collection[str]) -> Iterator[str]:
    """Receipts, and the normalised file beside them that they speak of."""
    for name in names:
        if name.endswith(_RECEIPT):
            told = read_receipt(open_source(str(folder / name)).content.decode(errors="replace"))
            if told is not None:
                yield name
                beside = (Path(name).parent / told.output.file).as_posix()
                if beside in names:
                    yield beside

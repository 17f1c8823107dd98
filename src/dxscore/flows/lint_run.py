"""One run of lint: files are sorted by kind, and read against the catalogue that they go with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from dxscore.errors import DxscoreError
from dxscore.flows.lint_files import holds_figures_too, is_yaml, yaml_kind
from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.in_order import in_order
from dxscore.model.lint import FileKind, LintedFile
from dxscore.model.loaded import Catalogue
from dxscore.model.place import Place
from dxscore.read.catalogue import ASSIGNMENTS, TARGETS
from dxscore.read.sources import Source

if TYPE_CHECKING:
    from dxscore.flows.points import Loaded

_BESIDE: Final[tuple[FileKind, ...]] = ("waivers", "points", "counts", "cases")
"""What stands in a YAML file of its own, and is held against a catalogue."""
_OF_THE_OTHER_SHEET: Final = (
    rules.SHEETS_NOT_READ.code,
    rules.TASK_SHEET.code,
    rules.NO_USABLE_ROW.code,
    rules.HEADER_ONLY.code,
)
"""What the readers of figures and of tasks say of each other's sheet; one of the two may be blank."""
_Kind = TypeVar("_Kind")


class Run:
    """What is found, file by file.

    Attributes:
        findings: in the order of reading.
        files: every file that was looked at, by its name.
    """

    def __init__(self, catalogue: Path | None) -> None:
        """A run; `catalogue` is the folder that all files are held against, where one is named."""
        self.findings: list[Finding] = []
        self.files: dict[str, LintedFile] = {}
        self._named = catalogue
        self._folders: dict[Path, Catalogue | None] = {}
        self._default: Catalogue | None = None
        self._sets: dict[Path, Loaded] = {}
        self._others: list[tuple[FileKind, Source]] = []
        self._tables: list[Source] = []

    @property
    def catalogue(self) -> Catalogue:
        """What names the findings speak by: the one catalogue of the run, else the one that comes along."""
        known = [each for each in self._folders.values() if each is not None]
        return known[0] if len(known) == 1 else self._shipped()

    def look_at(self, sources: Iterable[Source]) -> None:
        """Read all files: catalogues first, then what is held against them, rows of one plan together."""
        for source in sources:
            self._sort(source)
        self._read_catalogues()
        for kind, source in self._others:
            self._read_beside(kind, source)
        self._read_tables()

    def note(self, name: str, kind: FileKind, rows: int | None = None, rejected: int | None = None) -> None:
        """That a file was looked at."""
        self.files[name] = LintedFile(file=name, kind=kind, rows=rows, rejected=rejected)

    def _sort(self, source: Source) -> None:
        if source.fault is not None:
            self.findings.append(source.fault)
            self.note(source.name, "other")
        elif not is_yaml(source):
            self._tables.append(source)
        else:
            self._sort_yaml(source)

    def _sort_yaml(self, source: Source) -> None:
        kind, path = yaml_kind(source.content), Path(source.name)
        if kind == "catalogue" and path.name in (TARGETS, ASSIGNMENTS):
            self._folders[path.parent] = None
        elif kind in _BESIDE:
            self._others.append((kind, source))
        else:
            if kind == "catalogue":
                self.findings.append(rules.CATALOGUE_OF_OTHER_NAME.finding(Place(source.name)))
            kind = "other"
        self.note(source.name, kind)

    def _read_catalogues(self) -> None:
        from dxscore.read.catalogue import inspect

        if self._named is not None:
            self._folders[self._named] = None
        for folder in self._folders:
            self._folders[folder], findings = inspect(folder)
            self.findings += findings
            for name in (TARGETS, ASSIGNMENTS):
                if (folder / name).is_file():
                    self.note(str(folder / name), "catalogue")

    def _catalogue_of(self, source: Source) -> Catalogue | None:
        """What a file is held against: the catalogue that is named, else the nearest one above it among the
        files, else the only one, else the one that comes with dxscore. None where that one is faulty.
        """
        if self._named is not None:
            return self._folders[self._named]
        nearest = _nearest(self._folders, source)
        if nearest is None and len(self._folders) == 1:
            nearest = next(iter(self._folders))
        return self._shipped() if nearest is None else self._folders[nearest]

    def _shipped(self) -> Catalogue:
        if self._default is None:
            from dxscore.read.catalogue import load

            self._default = load()
        return self._default

    def _not_checked(self, source: Source) -> None:
        self.findings.append(rules.NOT_CHECKED.finding(Place(source.name)))

    def _read_beside(self, kind: FileKind, source: Source) -> None:
        path = Path(source.name)
        if kind == "counts" and path.parent in self._folders:
            return  # looked through with the catalogue that it lies beside
        catalogue = self._catalogue_of(source)
        if catalogue is None:
            self._not_checked(source)
            return
        try:
            _READERS[kind](self, path, catalogue)
        except DxscoreError as error:
            self.findings += error.findings

    def _read_waivers(self, path: Path, catalogue: Catalogue) -> None:
        from dxscore.read.waivers import read_waivers

        read_waivers(path, catalogue)

    def _read_set(self, path: Path, catalogue: Catalogue) -> None:
        from dxscore.flows.points import load

        loaded = self._sets[path.parent] = load(path, catalogue)
        self.findings += loaded.findings

    def _read_counts(self, path: Path, catalogue: Catalogue) -> None:
        from dxscore.read.counts import inspect_counts

        self.findings += inspect_counts(path, catalogue).findings

    def _read_cases(self, path: Path, catalogue: Catalogue) -> None:
        from dxscore.read.cases import read_cases

        read_cases(path, catalogue)

    def _read_tables(self) -> None:
        """Metrics files of one plan together, and task lists, for rows of one may contradict another's."""
        if not self._tables:
            return
        from dxscore.read.tasks import is_task_list

        together: dict[int, tuple[Catalogue, list[Source], list[Source]]] = {}
        for source in self._tables:
            points = self._set_of(source)
            # With a set come indicators that its catalogue does not have.
            catalogue = self._catalogue_of(source) if points is None else points.catalogue
            if catalogue is None:
                self._not_checked(source)
                self.note(source.name, "other")
            elif points is None or not self._read_points(source, points):
                _, metrics, lists = together.setdefault(id(catalogue), (catalogue, [], []))
                has_tasks = is_task_list(source)
                if has_tasks:
                    lists.append(source)
                if not has_tasks or holds_figures_too(source):
                    metrics.append(source)
        for catalogue, metrics, lists in together.values():
            self._read_tasks(lists, catalogue)
            self._read_metrics(metrics, catalogue)
            self._forget_other_sheets({source.name for source in lists if source in metrics})

    def _forget_other_sheets(self, forms: set[str]) -> None:
        """Of a form both sheets were read: neither reader's note on the other's holds."""
        self.findings = [
            finding
            for finding in self.findings
            if finding.file not in forms or finding.code not in _OF_THE_OTHER_SHEET
        ]

    def _set_of(self, source: Source) -> Loaded | None:
        """The points set among the files that a table goes with: the nearest above it."""
        nearest = _nearest(self._sets, source)
        return None if nearest is None else self._sets[nearest]

    def _read_points(self, source: Source, loaded: Loaded) -> bool:
        """Read a table of points that people gave; False where it is none."""
        from dxscore.points.given import Given, Reader, table_of

        table = table_of(source)
        if table is None:
            return False
        given, rows = Given(), None
        if isinstance(table, Finding):
            given.findings.append(table)
        else:
            Reader(loaded.placed, loaded.catalogue, loaded.units, given).read(table, source.content)
            rows = len(table.rows)
        self.findings += given.findings
        self.note(source.name, "points", rows)
        return True

    def _read_tasks(self, sources: Sequence[Source], catalogue: Catalogue) -> None:
        if not sources:
            return
        from dxscore.read.tasks import read_tasks

        log = read_tasks(sources, catalogue)
        self.findings += log.findings
        for file in log.inputs:
            self.note(file.file, "tasks", file.rows, file.rejected)

    def _read_metrics(self, sources: Sequence[Source], catalogue: Catalogue) -> None:
        if not sources:
            return
        from dxscore.read.metrics import read
        from dxscore.score.scorer import check, rejected_rows

        metrics = read(sources, catalogue)
        checked = check(catalogue, metrics)
        self.findings += in_order(checked.findings)
        by_file = Counter(
            place.file for place in rejected_rows(catalogue, checked.metrics, checked.validated)
        )
        for file in metrics.inputs:
            tasks = self.files.get(file.file)  # of a form, whose tasks were read before its figures
            rows, rejected = (tasks.rows or 0, tasks.rejected or 0) if tasks is not None else (0, 0)
            self.note(file.file, "metrics", file.rows + rows, by_file[file.file] + rejected)


def _nearest(folders: dict[Path, _Kind], source: Source) -> Path | None:
    """The nearest of the folders in which a file lies."""
    return next((folder for folder in Path(source.name).parents if folder in folders), None)


_READERS: Final[dict[FileKind, Callable[[Run, Path, Catalogue], None]]] = {
    "waivers": Run._read_waivers,
    "points": Run._read_set,
    "counts": Run._read_counts,
    "cases": Run._read_cases,
}

"""What is wrong with files of any kind that dxscore reads, and no verdict."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from dxscore.errors import DxscoreError
from dxscore.flows.asked import refused, shown
from dxscore.forms import stamp
from dxscore.model import rules
from dxscore.model.finding import Finding, Severity, Unlisted
from dxscore.model.finding_counts import counted, finding_counts, unlisted_finding
from dxscore.model.in_order import SEVERITIES, in_order
from dxscore.model.lint import CodeCount, FileKind, FindingList, LintedFile
from dxscore.model.loaded import Catalogue
from dxscore.model.place import Place
from dxscore.model.rules import RULES
from dxscore.model.scorecard import CatalogueRef, Scorecard
from dxscore.model.version import VERSION
from dxscore.read.catalogue import ASSIGNMENTS, TARGETS
from dxscore.read.sources import STANDARD_INPUT, Source, expand, open_source
from dxscore.words.text import both

if TYPE_CHECKING:
    from dxscore.model.observation import Metrics
    from dxscore.model.tasks import TaskLog

_TEXTS: Final = frozenset((".csv", ".tsv", ".txt"))
# A form holds figures and tasks: one of the two may be blank.
_SHEETS_OF_THE_OTHER: Final = (
    rules.SHEETS_NOT_READ.code,
    rules.TASK_SHEET.code,
    rules.NO_USABLE_ROW.code,
    rules.HEADER_ONLY.code,
)
_YAML: Final = frozenset((".yaml", ".yml"))
_TABLES: Final = frozenset((".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods"))
# By which a YAML file says that it is ours: the schema that its first comment names, or its top-level keys.
_SCHEMA: Final = re.compile(
    rb"^#.*\$schema=\S*/(targets|assignments|waivers|points|counts|cases)-[0-9]+\.json", re.MULTILINE
)
_KEY: Final = re.compile(rb"^([a-z_]+):", re.MULTILINE)
_OURS: Final[tuple[tuple[frozenset[bytes], FileKind], ...]] = (
    (frozenset((b"plan", b"indicators")), "catalogue"),
    (frozenset((b"version", b"bodies")), "catalogue"),
    (frozenset((b"version", b"waivers")), "waivers"),
    (frozenset((b"version", b"criteria")), "points"),
    (frozenset((b"records", b"indicators")), "counts"),
    (frozenset((b"version", b"cases")), "cases"),
)


@dataclass(frozen=True)
class LintRequest:
    """What is asked of one run.

    Args:
        catalogue: folder of the catalogue that the tables are held against; by default that among the files,
            else the one that comes with dxscore.
        stdin_filename: what standard input is called, and what its suffix is.
        select: codes, or beginnings of codes, to report; all where none is given.
        ignore: codes, or beginnings of codes, not to report.
        severity: another severity for some codes.
    """

    catalogue: Path | None = None
    stdin_filename: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)


class Linted(NamedTuple):
    """What came of one run.

    Args:
        listed: the findings.
        scorecard: the same in a scorecard without results, which every format for services takes.
        catalogue: names what the findings speak of.
    """

    listed: FindingList
    scorecard: Scorecard
    catalogue: Catalogue


def codes(named: str, given: Iterable[str]) -> tuple[str, ...]:
    """Codes, or beginnings of codes, each of which means at least one: DX3, DX204.

    Raises:
        RequestError: one means none.
    """
    found = tuple(part.strip().upper() for each in given for part in each.split(",") if part.strip())
    for code in found:
        if not any(known.startswith(code) for known in RULES):
            raise refused(both("refusal.no_such_code", named=named, typed=shown(code)))
    return found


def severities(named: str, given: Iterable[str]) -> dict[str, Severity]:
    """Severities by code from CODE=error, CODE=warning, CODE=note.

    Raises:
        RequestError: there is no such code or severity.
    """
    found: dict[str, Severity] = {}
    for each in given:
        code, _, name = each.partition("=")
        (known,) = codes(named, [code]) or ("",)
        wanted = [severity for severity in SEVERITIES if severity == name.strip()]
        if known not in RULES or not wanted:
            raise refused(both("refusal.no_such_severity", named=named, typed=shown(each)))
        found[known] = wanted[0]
    return found


def files_in(names: Sequence[str]) -> tuple[str, ...]:
    """Files behind names, patterns and folders; of a folder those that may be ours, by their suffix."""
    found: list[str] = []
    for name in names:
        folder = Path(name)
        if name != STANDARD_INPUT and folder.is_dir():
            found += sorted(
                str(path)
                for path in folder.rglob("*")
                if path.suffix.casefold() in _YAML | _TABLES
                and path.is_file()
                and not _is_hidden(path, folder)
            )
        else:
            found.append(name)
    return expand(found)


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)


def lint(names: Sequence[str], request: LintRequest | None = None) -> Linted:
    """What is wrong with files: metrics, task lists, catalogues, waivers and points sets, by what each is."""
    asked = request or LintRequest()
    run = _Run(asked)
    sources = [_named(open_source(name), asked) for name in files_in(names)]
    for source in sources:
        run.sort(source)
    run.read_yaml()
    run.read_tables()
    listed, catalogue = _listed(run, asked), run.catalogue or _default()
    plan, digest = catalogue.targets.plan.id, catalogue.sha256
    card = without_results(listed.findings, plan, digest, listed.files)
    return Linted(listed, card, catalogue)


def of_error(error: DxscoreError) -> Linted:
    """The findings of an error that kept a run from judging anything, for the services that show them."""
    run = _Run(LintRequest())
    run.findings += error.findings
    for name in dict.fromkeys(finding.file for finding in error.findings):
        run.files[name] = LintedFile(file=name, kind="catalogue")
    listed = _listed(run, run.asked)
    return Linted(listed, without_results(listed.findings, "unread", "0" * 64), _default())


def without_results(
    findings: tuple[Finding, ...], plan: str, sha256: str, files: Sequence[LintedFile] = ()
) -> Scorecard:
    """A scorecard of nothing but findings: what every format for services takes."""
    of_files = [file.rejected for file in files if file.rejected is not None]
    rejected = sum(of_files) if of_files else None
    from dxscore.score.totals import summarise

    return Scorecard(
        plan=plan,
        as_of=None,
        catalogue=CatalogueRef(sha256=sha256),
        dxscore=VERSION,
        inputs=(),
        summary=summarise((), {}),
        pillars=(),
        results=(),
        gaps=(),
        findings=findings,
        finding_counts=finding_counts(findings, rejected),
    )


def _named(source: Source, asked: LintRequest) -> Source:
    """Standard input under the name that it has elsewhere."""
    if source.name != STANDARD_INPUT or asked.stdin_filename is None:
        return source
    fault = source.fault and source.fault.model_copy(update={"file": asked.stdin_filename})
    return Source(asked.stdin_filename, source.content, fault)


def _default() -> Catalogue:
    from dxscore.read.catalogue import load

    return load()


def yaml_kind(content: bytes) -> FileKind:
    """What a YAML file says that it is; other where it says nothing of ours."""
    schema = _SCHEMA.search(content)
    if schema is not None:
        kinds: dict[bytes, FileKind] = {
            b"waivers": "waivers",
            b"points": "points",
            b"counts": "counts",
            b"cases": "cases",
        }
        return kinds.get(schema[1], "catalogue")
    keys = frozenset(_KEY.findall(content))
    return next((kind for ours, kind in _OURS if ours <= keys), "other")


class _Run:
    def __init__(self, asked: LintRequest) -> None:
        self.asked = asked
        self.findings: list[Finding] = []
        self.files: dict[str, LintedFile] = {}
        self.catalogue: Catalogue | None = None
        self._folders: dict[Path, None] = {}
        self._others: list[tuple[FileKind, Source]] = []
        self._tables: list[Source] = []

    def sort(self, source: Source) -> None:
        """Put a file beside others of its kind."""
        if source.fault is not None:
            self.findings.append(source.fault)
            self._note(source.name, "other")
        elif PurePath(source.name).suffix.casefold() not in _YAML:
            self._tables.append(source)
        else:
            self._sort_yaml(source)

    def _sort_yaml(self, source: Source) -> None:
        kind, path = yaml_kind(source.content), Path(source.name)
        if kind == "catalogue" and path.name in (TARGETS, ASSIGNMENTS):
            self._folders[path.parent] = None
        elif kind in ("waivers", "points", "counts", "cases"):
            self._others.append((kind, source))
        else:
            if kind == "catalogue":
                self.findings.append(rules.CATALOGUE_OF_OTHER_NAME.finding(Place(source.name)))
            self._note(source.name, "other")
            return
        self._note(source.name, kind)

    def _note(self, name: str, kind: FileKind, rows: int | None = None, rejected: int | None = None) -> None:
        self.files[name] = LintedFile(file=name, kind=kind, rows=rows, rejected=rejected)

    def read_yaml(self) -> None:
        """Check catalogues, then waivers against the one that holds."""
        from dxscore.read.catalogue import inspect, load

        if self.asked.catalogue is not None:
            self._folders[self.asked.catalogue] = None
        for folder in self._folders:
            catalogue, findings = inspect(folder)
            self.findings += findings
            for name in (TARGETS, ASSIGNMENTS):
                if (folder / name).is_file():
                    self._note(str(folder / name), "catalogue")
            if folder == self.asked.catalogue or (self.asked.catalogue is None and len(self._folders) == 1):
                self.catalogue = catalogue
        if self.catalogue is None and not self._folders:
            self.catalogue = load()
        for kind, source in self._others:
            self._read_other(kind, source)

    def _read_other(self, kind: FileKind, source: Source) -> None:
        """Waivers, a points set or a counts.yaml, held against the catalogue."""
        if kind == "counts" and Path(source.name).parent in self._folders:
            return  # looked through with the catalogue that it lies beside
        if self.catalogue is None:
            self.findings.append(rules.NOT_CHECKED.finding(Place(source.name)))
            return
        if kind == "counts":
            from dxscore.read.counts import inspect_counts

            self.findings += inspect_counts(Path(source.name), self.catalogue).findings
            return
        try:
            if kind == "waivers":
                from dxscore.read.waivers import read_waivers

                read_waivers(Path(source.name), self.catalogue)
            elif kind == "cases":
                from dxscore.read.cases import read_cases

                read_cases(Path(source.name), self.catalogue)
            else:
                from dxscore.flows.points import load as load_set

                load_set(Path(source.name), self.catalogue)
        except DxscoreError as error:
            self.findings += error.findings

    def read_tables(self) -> None:
        """Read metrics files together, and task lists together, for rows of one may contradict another's."""
        if not self._tables:
            return
        if self.catalogue is None and len(self._folders) > 1:
            self.catalogue = _default()
        if self.catalogue is None:
            for source in self._tables:
                self.findings.append(rules.NOT_CHECKED.finding(Place(source.name)))
                self._note(source.name, "other")
            return
        from dxscore.read.tasks import is_task_list

        lists = [source for source in self._tables if is_task_list(source)]
        forms = {source.name for source in lists if _holds_figures_too(source)}
        if lists:
            self._read_tasks(lists, self.catalogue)
        own = {source.name for source in lists} - forms
        self._read_metrics([source for source in self._tables if source.name not in own], self.catalogue)
        # Both sheets of a form were read: neither reader's note on the other's holds.
        self.findings = [
            finding
            for finding in self.findings
            if finding.file not in forms or finding.code not in _SHEETS_OF_THE_OTHER
        ]

    def _read_tasks(self, sources: Sequence[Source], catalogue: Catalogue) -> None:
        from dxscore.read.tasks import read_tasks

        log: TaskLog = read_tasks(sources, catalogue)
        self.findings += log.findings
        for file in log.inputs:
            self._note(file.file, "tasks", file.rows, file.rejected)

    def _read_metrics(self, sources: Sequence[Source], catalogue: Catalogue) -> None:
        from dxscore.read.metrics import read
        from dxscore.score.scorer import check, rejected_rows

        if not sources:
            return
        metrics: Metrics = read(sources, catalogue)
        checked = check(catalogue, metrics)
        self.findings += in_order(checked.findings)
        by_file = Counter(
            place.file for place in rejected_rows(catalogue, checked.metrics, checked.validated)
        )
        for file in metrics.inputs:
            before = self.files.get(file.file)
            self._note(
                file.file,
                "metrics",
                file.rows + (before.rows or 0 if before else 0),
                by_file[file.file] + (before.rejected or 0 if before else 0),
            )


def _holds_figures_too(source: Source) -> bool:
    """Whether a file with tasks is a workbook of ours, whose first sheet asks for figures."""
    return PurePath(source.name).suffix.casefold() not in _TEXTS and bool(stamp.find(source.content))


def _listed(run: _Run, asked: LintRequest) -> FindingList:
    ordered = sorted(in_order(_chosen(run.findings, asked)), key=lambda finding: finding.place.order)
    by_code: Counter[str] = Counter()
    for (code, _), count in counted(ordered).items():
        by_code[code] += count
    counts = finding_counts(ordered)
    return FindingList(
        dxscore=VERSION,
        total=counts.total,
        listed=counts.listed,
        errors=counts.errors,
        warnings=counts.warnings,
        notes=counts.notes,
        files=tuple(run.files[name] for name in sorted(run.files)),
        codes=tuple(CodeCount(code=code, count=count) for code, count in sorted(by_code.items())),
        findings=tuple(ordered),
    )


def _chosen(findings: Iterable[Finding], asked: LintRequest) -> Iterator[Finding]:
    """What was asked for, each at the severity that was asked for; unlisted findings are chosen likewise."""
    for finding in findings:
        if finding.more:
            more = tuple(
                each._replace(severity=asked.severity.get(each.code, each.severity))
                for each in finding.more
                if _is_wanted(each.code, asked)
            )
            if more:
                yield _counting(finding, more)
        elif _is_wanted(finding.code, asked):
            severity = asked.severity.get(finding.code, finding.severity)
            yield finding.model_copy(update={"severity": severity})


def _is_wanted(code: str, asked: LintRequest) -> bool:
    return (not asked.select or code.startswith(asked.select)) and not (
        asked.ignore and code.startswith(asked.ignore)
    )


def _counting(finding: Finding, more: tuple[Unlisted, ...]) -> Finding:
    """The finding that counts what is not listed, counting `more` and no others."""
    if more == finding.more or finding.code == rules.MORE_FAULTS.code:
        return finding.model_copy(update={"more": more})
    unlisted = Counter({(each.code, each.severity): each.times for each in more})
    return unlisted_finding(finding.file, unlisted, unlisted.total())

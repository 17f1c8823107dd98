"""Logs of case records and a counts.yaml in, figures out: whatever the records stand in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from dxscore.errors import RecordsError
from dxscore.flows.asked import refused
from dxscore.model import rules
from dxscore.model.counts import Counts
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.place import Place
from dxscore.model.rollup import CountedSource, RejectedFor, RolledUp
from dxscore.rollup.figures import Figures, figures
from dxscore.rollup.plan import CountingPlan
from dxscore.rollup.tally import PLACES
from dxscore.words.say import pair
from dxscore.words.text import both

if TYPE_CHECKING:
    from dxscore.rollup.files import Log, LogFile
    from dxscore.rollup.tables import Engine

ENGINES: Final[tuple[Engine, ...]] = ("duckdb", "spark")
_PARQUET: Final = b"PAR1"

Watched = Callable[[int], Callable[[int], None]]
"""Told how many bytes there are to read, gives what is told of each that has been: for a bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollupRequest:
    """What is to be counted, and how.

    Args:
        files: logs, with name patterns; '-' is standard input.
        source: in their place a database: duckdb://FILE, sqlite://FILE, postgresql://…
        table: the table or view in it; with Spark alone, one that Spark knows.
        engine: what reads Parquet files and tables.
        until: the last day that the log covers.
        processes: how many count a text file at most; by default one for each core.
        standard_input: read in place of the process's own.
    """

    files: Sequence[str] = ()
    source: str | None = None
    table: str | None = None
    engine: Engine = "duckdb"
    until: date | None = None
    processes: int | None = None
    standard_input: BinaryIO | None = None


@dataclass(frozen=True)
class Rolled:
    """What came of one run.

    Attributes:
        observations: the figures.
        document: the counts, and what is wrong with the records that were rejected.
    """

    catalogue: Catalogue
    observations: tuple[Observation, ...]
    document: RolledUp

    @property
    def faulty(self) -> bool:
        """Whether any record could not be counted."""
        return self.document.rejected > 0

    @property
    def metrics(self) -> str:
        """The figures as a metrics file."""
        from dxscore.forms.normalised import normalised_csv

        return normalised_csv(self.catalogue, self.observations, ())


def read_counts(path: Path, catalogue: Catalogue) -> Counts:
    """The counts.yaml at `path`.

    Raises:
        CountsError: with every fault of the file as a finding.
    """
    from dxscore.read.counts import read_counts as read

    return read(path, catalogue)


def roll_up(
    catalogue: Catalogue, counts: Counts, request: RollupRequest, watched: Watched | None = None
) -> Rolled:
    """Count all records of the logs.

    Raises:
        RequestError: neither files nor a table, or both; an unknown kind of source.
        RecordsError: a log that cannot be read whole, a count that another does not bear out, or not one
            record that could be counted.
        OutputError: a package is missing that reads such a log; how to get it is said.
    """
    from dxscore.rollup.files import Log  # starts processes: most runs read no records

    plan = CountingPlan(catalogue, counts, request.until)
    _refuse_half(request)
    logs = list(_logs(plan, request, watched))
    tally, sources = logs[0][0].tally, [source for _, named in logs for source in named]
    for log, _ in logs[1:]:
        tally.add(log.tally)
    came = figures(plan, tally)
    document = _document(plan, came, Log(tally, ()), sources)
    if document.counted + document.repeated + document.rejected != document.records:
        from dxscore.rollup.files import disagreement

        raise disagreement(
            sources[0].name, document.counted + document.repeated + document.rejected, document.records
        )
    if not came.observations:
        finding = rules.NOTHING_COUNTED.finding(Place(sources[0].name), records=document.records)
        raise RecordsError(*pair("rollup.nothing"), (*document.findings, finding))
    return Rolled(catalogue, came.observations, document)


def _refuse_half(request: RollupRequest) -> None:
    """Refuse what names no log, or two kinds of them."""
    on_spark = request.engine == "spark"
    if bool(request.source) != bool(request.table) and not (request.table and on_spark):
        raise refused(both("rollup.source_wants_table"))
    if request.source and on_spark:
        raise refused(both("rollup.spark_source"))
    if not request.files and not request.table:
        raise refused(both("rollup.no_source"))
    if request.files and request.table:
        raise refused(both("rollup.two_sources"))


def _logs(
    plan: CountingPlan, request: RollupRequest, watched: Watched | None
) -> Sequence[tuple[Log, list[CountedSource]]]:
    from dxscore.rollup.files import LogFile, count_files  # starts processes: most runs read no records

    if request.table:
        from dxscore.rollup.tables import count_table

        log = count_table(plan, request.source, request.table)
        return [(log, [CountedSource(name=request.table, records=sum(log.records))])]
    from dxscore.read.sources import expand

    names = expand(request.files)
    opened = [_opened(name, request.standard_input) for name in names]
    faults = tuple(found for found in opened if isinstance(found, Finding))
    if faults:
        raise RecordsError(*pair("rollup.refused", count=len(faults)), faults)
    files = [file for file in opened if isinstance(file, LogFile)]
    parquet = [file.name for file in files if _is_parquet(file)]
    text = [file for file in files if file.name not in parquet]
    if text and parquet and plan.key is not None:
        raise refused(both("rollup.mixed_key"))
    if text and request.engine == "spark":
        raise refused(both("rollup.spark_files"))
    found = []
    if text:
        read = (lambda _: None) if watched is None else watched(sum(file.size for file in text))
        log = count_files(plan, text, read, request.processes)
        named = [
            CountedSource(name=file.name, records=records)
            for file, records in zip(text, log.records, strict=True)
        ]
        found.append((log, named))
    if parquet:
        from dxscore.rollup.tables import count_parquet

        log = count_parquet(plan, request.engine, parquet)
        found.append((log, [CountedSource(name=", ".join(parquet), records=sum(log.records))]))
    return found


def _opened(name: str, standard_input: BinaryIO | None) -> LogFile | Finding:
    """A log that can be read, or the finding that says why not."""
    from dxscore.read.sources import STANDARD_INPUT, input_stream, why_not
    from dxscore.rollup.files import LogFile  # starts processes: most runs read no records

    if name == STANDARD_INPUT:
        stream = input_stream(standard_input)
        return stream if isinstance(stream, Finding) else LogFile(name, stream, 0)
    fault = why_not(name)
    return LogFile(name, None, Path(name).stat().st_size) if fault is None else fault


def _is_parquet(file: LogFile) -> bool:
    """Whether a file is Parquet, by its first bytes: a suffix promises nothing."""
    if file.stream is not None:
        return False
    with Path(file.name).open("rb") as stream:
        return stream.read(len(_PARQUET)) == _PARQUET


def _document(plan: CountingPlan, came: Figures, log: Log, sources: Sequence[CountedSource]) -> RolledUp:
    tally = log.tally
    findings = [finding for found in tally.places for finding in found]
    told = [*tally.doubts, *_told_of_all(plan, came, sources[0].name)]
    rejected = sum(came.rejected.values())
    return RolledUp(
        counts=plan.counts.file,
        counts_sha256=plan.counts.sha256,
        catalogue_sha256=plan.catalogue.sha256,
        records=sum(source.records for source in sources),
        counted=came.counted,
        repeated=tally.repeated,
        rejected=rejected,
        figures=len(came.observations),
        rejected_for=tuple(RejectedFor(code=code, records=count) for code, count in came.rejected.items()),
        sources=tuple(sources),
        total=rejected + len(told),
        listed=min(len(tally.places), PLACES) + len(told),
        findings=(*findings, *told),
    )


def _told_of_all(plan: CountingPlan, came: Figures, file: str) -> list[Finding]:
    """What is to be said of records that were counted, or left aside without a fault."""
    name = plan.catalogue.name
    strays = [
        rules.RECORDS_STRAY.finding(Place(file), count=count, id=indicator, meant=name(unit))
        for (indicator, unit), count in came.strays.items()
    ]
    passed_on = [
        rules.RECORDS_PASSED_ON.finding(Place(file), count=count, meant=name(unit), heir=name(heir))
        for (unit, heir), count in came.passed_on.items()
    ]
    return [*strays, *passed_on]

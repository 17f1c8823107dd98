"""Tables that an engine counts: one ibis expression for DuckDB, SQLite, PostgreSQL and Spark.

The engine groups rows whose used columns hold the same, and counts them; it casts nothing, compares nothing
but equality, and understands no text. What the groups mean is read here, by what reads a CSV file. So every
engine gives the same figures.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from dxscore.errors import DxscoreError, OutputError, RecordsError, RequestError
from dxscore.model import rules
from dxscore.model.place import Place
from dxscore.rollup.files import Log, disagreement
from dxscore.rollup.headers import NotThere, found_in
from dxscore.rollup.keys import At, Settler
from dxscore.rollup.plan import CountingPlan
from dxscore.rollup.tally import Recorder, Tally
from dxscore.words.say import pair
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from dxscore.rollup.text import Texts

Engine = Literal["duckdb", "spark"]

AT_A_TIME: Final = 50_000
"""Groups that are fetched at a time."""
_SOURCE = re.compile(r"(duckdb|sqlite|postgres(?:ql)?)://(.*)", re.DOTALL)
_EXTRAS: Final = {"duckdb": "duckdb", "sqlite": "sqlite", "postgres": "postgres", "spark": "spark"}
_COUNT, _CASES, _VARIANTS = "dxscore_count", "dxscore_cases", "dxscore_variants"
_VIEW: Final = "dxscore_records"
_SHOWN: Final = 200


def count_table(plan: CountingPlan, source: str | None, table: str) -> Log:
    """Count the rows of a table or view.

    Args:
        plan: what is read of each row.
        source: duckdb://FILE, sqlite://FILE or postgresql://…; None for a table that Spark knows.
        table: its name, perhaps behind that of its schema and a dot.

    Raises:
        RequestError: an unknown kind of source, or no such file.
        OutputError: a package is missing; how to get it is said.
        RecordsError: the table cannot be read, or lacks a column; or two counts do not agree.
    """
    schema, _, name = table.rpartition(".")
    return _counted(
        plan,
        table,
        _spark if source is None else lambda: _connected(source),
        lambda connection: connection.table(name, database=schema or None),
    )


def count_parquet(plan: CountingPlan, engine: Engine, files: Sequence[str]) -> Log:
    """Count the rows of Parquet files, together; as `count_table`."""

    def on_spark(connection: Any) -> Any:
        from pyspark.sql import SparkSession

        paths = (Path(file).absolute().as_uri() for file in files)
        SparkSession.builder.getOrCreate().read.parquet(*paths).createOrReplaceTempView(_VIEW)
        return connection.table(_VIEW)

    name = ", ".join(files)
    if engine == "spark":
        return _counted(plan, name, _spark, on_spark)
    return _counted(
        plan, name, lambda: _backend("duckdb").connect(), lambda opened: opened.read_parquet(list(files))
    )


def _backend(name: str) -> Any:
    """The module of ibis that speaks to one kind of engine.

    Raises:
        OutputError: it is not installed.
    """
    try:
        import importlib

        import ibis

        importlib.import_module(f"ibis.backends.{'pyspark' if name == 'spark' else name}")
        return getattr(ibis, "pyspark" if name == "spark" else name)
    except ImportError as error:
        package = error.name or name
        said = pair("rollup.missing_extra", package=package.partition(".")[0], extra=_EXTRAS[name])
        raise OutputError(*said) from error


def _connected(source: str) -> Any:
    """A connection to a database; to a file only where that is there, and to be read only."""
    found = _SOURCE.fullmatch(source)
    if found is None:
        raise RequestError(*pair("rollup.unknown_source", typed=visible(_without_password(source), _SHOWN)))
    kind, rest = found.groups()
    if kind.startswith("postgres"):
        return _postgres(source)
    path = Path(rest)
    if not path.is_file():
        raise RequestError(*pair("rollup.source_missing", typed=visible(rest, _SHOWN)))
    backend = _backend(kind)
    return backend.connect(rest, read_only=True) if kind == "duckdb" else backend.connect(rest)


def _postgres(source: str) -> Any:
    _backend("postgres")
    import ibis

    return ibis.connect(re.sub("^postgresql:", "postgres:", source))


def _without_password(source: str) -> str:
    return re.sub(r"(?<=://)[^/@]*@", "…@", source)


def _spark() -> Any:
    """A connection to Spark: to the session that is there, as under spark-submit, or to one of its own."""
    backend = _backend("spark")
    from pyspark.sql import SparkSession

    session = SparkSession.builder.appName("dxscore rollup").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return backend.connect(session)


class _Found(NamedTuple):
    """A table, its used columns and what they hold."""

    table: Any
    columns: tuple[str, ...]
    key: str | None


def _counted(
    plan: CountingPlan, name: str, connected: Callable[[], Any], table_in: Callable[[Any], Any]
) -> Log:
    """Count the rows of the table in a connection.

    Raises:
        RecordsError: whatever the engine, its driver or its server says; or two counts do not agree.
    """
    shown = visible(name, _SHOWN)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what these packages say to each other is for nobody here
            connection = connected()
            try:
                found = _columns(plan, shown, table_in(connection))
                records = int(found.table.count().to_pyarrow().as_py())
                tally = _by_key(plan, shown, found) if plan.key is not None else _plainly(plan, shown, found)
            finally:
                connection.disconnect()
    except (DxscoreError, MemoryError):
        raise
    except Exception as error:  # whatever an engine, its driver or its server raises
        reason = _without_password(
            str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        )
        finding = rules.TABLE_UNUSABLE.finding(Place(shown), reason=reason)
        raise RecordsError(*pair("rollup.table_unusable", name=shown), (finding,)) from error
    if tally.records != records:
        raise disagreement(shown, tally.records, records)
    return Log(tally, (records,))


def _columns(plan: CountingPlan, name: str, table: Any) -> _Found:
    """The used columns, by the names that the table has for them.

    Raises:
        RecordsError: one is not there, or of a type that no text says exactly.
    """
    needed = (*plan.headers, *(() if plan.key is None else (plan.key,)))
    found = found_in(table.columns, needed)
    if isinstance(found, NotThere):
        raise RecordsError(*pair("rollup.table_unusable", name=name), (found.finding(name),))
    names = tuple(table.columns[place] for place in found)
    schema = table.schema()
    unfit = [column for column in names if not _is_exact(schema[column])]
    if unfit:
        findings = tuple(
            rules.TABLE_COLUMN_TYPE.finding(Place(name), column=column, name=column, type=str(schema[column]))
            for column in unfit
        )
        raise RecordsError(*pair("rollup.table_unusable", name=name), findings)
    key = None if plan.key is None else names[-1]
    return _Found(table, names[: len(plan.headers)], key)


def _is_exact(type_: Any) -> bool:
    """Whether a column's values are text, or are written as one text by every engine."""
    if type_.is_timestamp():
        return type_.timezone is None
    return bool(type_.is_string() or type_.is_integer() or type_.is_boolean() or type_.is_date())


def _plainly(plan: CountingPlan, name: str, found: _Found) -> Tally:
    """Count rows that say the same in every used column."""
    table = found.table
    grouped = table.group_by(list(found.columns)).agg(**{_COUNT: table.count()})
    recorder = Recorder(plan, name)
    for columns in _batches(grouped):
        *texts, counts = columns
        recorder.add([_texts(column) for column in texts], None, None, [int(count) for count in counts])
    return recorder.tally()


def _by_key(plan: CountingPlan, name: str, found: _Found) -> Tally:
    """Count cases: those of which all rows say the same the engine counts, the others are settled here."""
    table, key, columns = found.table, found.key, list(found.columns)
    # The unit may be the key of the log, too: a column is grouped by once.
    both = list(dict.fromkeys([key, *columns]))
    grouped = table.group_by(both).agg(**{_COUNT: table.count()})
    cases = grouped.mutate(**{_VARIANTS: grouped.count().over(group_by=key)})
    has_key = cases[key].notnull()
    if table.schema()[key].is_string():
        has_key = has_key & (cases[key] != "")
    alike = cases.filter(has_key & (cases[_VARIANTS] == 1))
    settled = alike.group_by([*columns, _COUNT]).agg(**{_CASES: alike.count()})
    others = cases.filter(has_key & (cases[_VARIANTS] > 1)).select(*both, _COUNT)
    without = cases.filter(~has_key)
    settler = Settler(plan, [name])
    total = Tally()
    for *texts, counts, numbers in _batches(settled.select(*columns, _COUNT, _CASES)):
        details = _details(plan, [_texts(column) for column in texts])
        for said, count, cases_of in zip(details, counts, numbers, strict=True):
            settler.settle_alike(said, int(count), int(cases_of))
            total.records += int(count) * int(cases_of)
    places = [both.index(column) for column in columns]
    for batch in _by_whole_keys(_batches(others.order_by(key))):
        *texts, counts = batch
        details = _details(plan, [_texts(texts[place]) for place in places])
        total.records += sum(map(int, counts))
        settler.settle(
            (said_key, said, At(0, 0), int(count))
            for said_key, said, count in zip(_texts(texts[0]), details, counts, strict=True)
        )
    for (counts,) in _batches(without.agg(**{_COUNT: without[_COUNT].sum()})):
        keyless = sum(int(count or 0) for count in counts)
        if keyless:
            total.records += keyless
            total.rejected[rules.RECORD_NO_KEY.code] += keyless
            total.places.append((rules.RECORD_NO_KEY.finding(Place(name), column=plan.key, name=plan.key),))
    total.add(settler.tally())
    total.doubts += plan.doubts(name)
    return total


def _details(plan: CountingPlan, texts: Texts) -> list[tuple[str, ...]]:
    return list(zip(*(axis.details(texts) for axis in plan.axes), strict=True))


def _by_whole_keys(batches: Iterator[list[list[Any]]]) -> Iterator[list[list[Any]]]:
    """The same rows, in batches that no key is divided by; its column comes first, and is in order."""
    rest: list[list[Any]] = []
    for batch in batches:
        joined = [[*kept, *column] for kept, column in zip(rest, batch, strict=True)] if rest else batch
        last = joined[0][-1]
        cut = joined[0].index(last)
        if cut:
            yield [column[:cut] for column in joined]
        rest = [column[cut:] for column in joined]
    if rest and rest[0]:
        yield rest


def _batches(expression: Any) -> Iterator[list[list[Any]]]:
    """The columns of what an expression comes to, some rows at a time."""
    for batch in expression.to_pyarrow_batches(chunk_size=AT_A_TIME):
        if batch.num_rows:
            yield [column.to_pylist() for column in batch.columns]


def _texts(values: Sequence[Any]) -> list[str]:
    """Values as a CSV file would have them."""
    if all(type(value) is str for value in values):
        return list(values)
    return [value if type(value) is str else _text(value) for value in values]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ", "microseconds" if value.microsecond else "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)

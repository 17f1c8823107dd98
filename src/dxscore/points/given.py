"""Points that people give: files of computed, self-scored and verified points, tidy or as a returned form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Final, Literal, NamedTuple, get_args

from dxscore.model import rules
from dxscore.model.finding import Finding, Rule
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period, period_inside
from dxscore.model.place import Place
from dxscore.model.points_set import STAGES, Criterion, PlacedSet, Stage
from dxscore.model.scorecard import InputFile
from dxscore.points.outcome import least_of
from dxscore.read import encoding, numbers
from dxscore.read.delimited import SEPARATORS, BrokenRecord, records, split_lines
from dxscore.read.markers import Marker, marker
from dxscore.read.periods import parse_period
from dxscore.read.sources import Source
from dxscore.read.unit_names import Units
from dxscore.words.folding import name_key, unaccented
from dxscore.words.numbers import distinct
from dxscore.words.say import say_of
from dxscore.words.text import Text, both, in_both, joined
from dxscore.workbooks.cell_texts import NotStored

GivenColumn = Literal[
    "criterion",
    "reporting_unit",
    "period",
    "stage",
    "points",
    "reason",
    "evidence",
    "computed",
    "self",
    "verified",
]
COLUMNS: Final[tuple[GivenColumn, ...]] = (
    "criterion",
    "reporting_unit",
    "period",
    "stage",
    "points",
    "reason",
    "evidence",
)
_NUMBERS: Final[tuple[GivenColumn, ...]] = ("points", "self", "verified")
_SEARCHED_ROWS: Final = 40
_MEANT_AT_MOST: Final = 3
FORM_STAMP: Final = "dxscore-points/1"
"""How the stamp of a self-scoring form begins: set, unit and period stand behind it."""


class GivenPoints(NamedTuple):
    """One number that somebody gave.

    Args:
        criterion, reporting_unit, period, stage: whose it is.
        points: the number; None where it is said that the criterion does not apply.
        reason: giải trình.
        evidence: tài liệu kiểm chứng.
        place: where it stands.
    """

    criterion: str
    reporting_unit: str
    period: Period
    stage: Stage
    points: Fraction | None
    reason: str
    evidence: str
    place: Place


class Beside(NamedTuple):
    """Words that stand beside a number that is not there: evidence for what is computed."""

    evidence: str = ""
    reason: str = ""


@dataclass
class Given:
    """What all files of points say.

    Args:
        rows: numbers, in the order of files and rows.
        beside: evidence and reasons of rows without a number, by criterion, unit and period.
        findings: faults.
        inputs: the files.
        rejected: whether any row was left out.
    """

    rows: list[GivenPoints] = field(default_factory=list)
    beside: dict[tuple[str, str, Period], Beside] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    inputs: list[InputFile] = field(default_factory=list)

    def chosen(self, period: Period) -> dict[tuple[str, str, Stage], GivenPoints]:
        """The one number for each criterion, unit and stage of the period; contradictions count for none."""
        found: dict[tuple[str, str, Stage], GivenPoints] = {}
        refused: set[tuple[str, str, Stage]] = set()
        for row in self.rows:
            if row.period != period:
                continue
            key = (row.criterion, row.reporting_unit, row.stage)
            first = found.get(key)
            if first is None:
                found[key] = row
            elif first.points == row.points:
                self._add(rules.POINTS_REPEATED, row.place, "points", other=str(first.place))
            else:
                refused.add(key)
                self._add(rules.POINTS_CONTRADICT, row.place, "points", other=str(first.place))
        return {key: row for key, row in found.items() if key not in refused}

    def of_others(self, period: Period) -> Iterator[Finding]:
        """A note for each file with points of other periods: one is scored at a time."""
        others: dict[str, set[Period]] = {}
        for row in self.rows:
            if row.period != period:
                others.setdefault(row.place.file, set()).add(row.period)
        for file, periods in others.items():
            listed = joined(in_both(partial(period_inside, p)) for p in sorted(periods))
            yield rules.OTHER_PERIOD_POINTS.finding(Place(file), "period", period=listed)

    def _add(self, rule: Rule, place: Place, column: str, **values: object) -> None:
        self.findings.append(rule.finding(place, column, **values))


class Table(NamedTuple):
    """A table of points as cells.

    Args:
        file, sheet: where it stands.
        header: number of its row.
        columns: what each column means, with its place.
        rows: number and cells of each row below.
        above: cells of the rows above.
        is_text: whether rows are lines of a text, whose places are counted in cells.
    """

    file: str
    sheet: str | None
    header: int
    columns: Mapping[GivenColumn, int]
    rows: Sequence[tuple[int, Sequence[str]]]
    above: Sequence[Sequence[str]]


def table_of(source: Source) -> Table | Finding | None:
    """The table of points in a file; None where it holds none, and may hold figures."""
    if source.fault is not None:
        return None
    if encoding.posing_as_text(source.content) is not None:
        return _of_workbook(source)
    decoded = encoding.decode(source.name, source.content)
    if not isinstance(decoded, str):
        return None
    return _of_text(source.name, decoded)


def _of_text(file: str, text: str) -> Table | Finding | None:
    lines = split_lines(text)
    for separator in SEPARATORS:
        rows: list[tuple[int, Sequence[str]]] = []
        found: tuple[int, dict[GivenColumn, int]] | None = None
        above: list[Sequence[str]] = []
        for number, record in enumerate(records(lines, separator)):
            if found is None and number >= _SEARCHED_ROWS:
                break
            if isinstance(record, BrokenRecord):
                if found is not None:
                    return rules.UNCLOSED_QUOTE.finding(
                        Place(file, None, record.fault_line, record.position), limit=0
                    )
                continue
            if found is None:
                columns = _columns(record.cells)
                if columns is None:
                    above.append(record.cells)
                else:
                    found = record.line, columns
            else:
                rows.append((record.line, record.cells))
        if found is not None:
            return Table(file, None, *found, rows, above)
    return None


def _of_workbook(source: Source) -> Table | Finding | None:
    from dxscore.read.workbook import open_workbook
    from dxscore.workbooks.worker import Worker

    if encoding.posing_as_text(source.content) not in encoding.WORKBOOKS:
        return None
    with Worker() as worker:
        opened = open_workbook(source, worker)
    if isinstance(opened, Finding):
        return None  # the reader of figures says why it cannot be read
    for sheet in opened.sheets:
        for place, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
            columns = _columns(row.cells)
            if columns is not None:
                below = [(other.number, other.cells) for other in sheet.rows[place + 1 :]]
                above = [other.cells for other in sheet.rows[:place]]
                hidden = [other.rows[0].cells for other in opened.sheets if other.hidden and other.rows]
                return Table(source.name, sheet.name, row.number, columns, below, [*above, *hidden])
    return None


def _columns(cells: Sequence[str]) -> dict[GivenColumn, int] | None:
    """What the columns of a header mean; None for a row that is no header of points."""
    if len(cells) < _MEANT_AT_MOST:
        return None
    names = _names()
    found: dict[GivenColumn, int] = {}
    for place, cell in enumerate(cells):
        meant = names.get(name_key(cell)) or names.get(unaccented(name_key(cell)))
        if meant is not None:
            found.setdefault(meant, place)
    numbers_ = {"points", "self", "verified"} & {*found}
    return found if "criterion" in found and numbers_ and "indicator" not in map(name_key, cells) else None


def _names() -> dict[str, GivenColumn]:
    """Every written title, folded."""
    written: dict[GivenColumn, str] = {
        column: say_of("points_columns", column, "vi") for column in get_args(GivenColumn)
    }
    return {
        key: column
        for column, titles in written.items()
        for title in (column, *titles.split(" | "))
        for key in (name_key(title), unaccented(name_key(title)))
    }


class Reader:
    """Reads tables of points against a set and a catalogue."""

    def __init__(self, placed: PlacedSet, catalogue: Catalogue, units: Sequence[str], given: Given) -> None:
        self._placed = placed
        self._units = Units(catalogue)
        self._scored = frozenset(units)
        self._catalogue = catalogue
        self._criteria = {criterion.id.casefold(): criterion for criterion in placed.criteria}
        self._names: dict[str, Criterion] = {}
        for criterion in placed.criteria:
            self._names.setdefault(name_key(criterion.name.vi), criterion)
        self.given = given

    def read(self, table: Table, content: bytes) -> None:
        """Add what the table says."""
        digest = hashlib.sha256(content).hexdigest()
        rows = [row for row in table.rows if "".join(row[1]).strip()]
        self.given.inputs.append(InputFile(file=table.file, sha256=digest, rows=len(rows)))
        stamped = _stamp(table.above)
        wide = "points" not in table.columns
        wanted = {"criterion"} | (set() if stamped else {"reporting_unit", "period"})
        wanted |= set() if wide else {"stage", "points"}
        missing = [column for column in COLUMNS if column in wanted and column not in table.columns]
        if missing:
            place = Place(table.file, table.sheet, table.header)
            self.given.findings.append(
                rules.POINTS_COLUMN_MISSING.finding(place, None, columns=", ".join(missing))
            )
            return
        for number, cells in rows:
            self._row(_Row(self, table, number, cells, stamped), wide)

    def _row(self, row: _Row, wide: bool) -> None:
        criterion = row.criterion()
        if criterion is None:
            return
        unit, period = row.unit(), row.period()
        if wide:
            for stage in STAGES:
                if stage in row.table.columns:
                    row.number(criterion, unit, period, stage, stage)
        else:
            stage_ = row.stage()
            if stage_ is not None:
                row.number(criterion, unit, period, stage_, "points")

    def criterion(self, text: str) -> Criterion | None:
        return self._criteria.get(text.strip().casefold()) or self._names.get(name_key(text))

    @property
    def placed(self) -> PlacedSet:
        return self._placed

    @property
    def units(self) -> Units:
        return self._units

    def is_scored(self, unit: str) -> bool:
        return unit in self._scored

    def name(self, unit: str) -> Text:
        return self._catalogue.name(unit)

    def nearest(self, text: str) -> Text | str:
        from dxscore.words.nearest import nearest

        names = {criterion.id.casefold(): criterion.id for criterion in self._placed.criteria}
        near = nearest(text.casefold()[:64], names)
        return both("points.meant", word=names[near[0]]) if len(near) == 1 else ""


def _stamp(above: Iterable[Sequence[str]]) -> tuple[str, str] | None:
    """Unit and period of a form of ours, from its stamp."""
    for cells in above:
        for cell in cells:
            if FORM_STAMP in cell:
                parts = cell[cell.index(FORM_STAMP) :].split()
                if len(parts) >= 4:
                    return parts[2], parts[3]
    return None


class _Row:
    """One row on its way to numbers; what is wrong is added to the findings."""

    def __init__(
        self, reader: Reader, table: Table, number: int, cells: Sequence[str], stamped: tuple[str, str] | None
    ) -> None:
        self.reader, self.table, self.line, self.cells, self.stamped = reader, table, number, cells, stamped

    def cell(self, column: GivenColumn) -> str:
        place = self.table.columns.get(column)
        return "" if place is None or place >= len(self.cells) else self.cells[place]

    def fault(self, rule: Rule, column: GivenColumn, **values: object) -> None:
        self.reader.given.findings.append(rule.finding(self.place(column), column, **values))

    def place(self, column: GivenColumn) -> Place:
        at = self.table.columns.get(column)
        return Place(self.table.file, self.table.sheet, self.line, None if at is None else at + 1)

    def criterion(self) -> Criterion | None:
        text = self.cell("criterion").strip()
        if not text:
            if any(self.cell(column).strip() for column in _NUMBERS):
                self.fault(rules.NO_POINTS_CRITERION, "criterion")
            return None
        found = self.reader.criterion(text)
        if found is None and not self._is_title():
            self.fault(rules.UNKNOWN_CRITERION, "criterion", value=text, meant=self.reader.nearest(text))
        return found

    def _is_title(self) -> bool:
        """A row of a form that names a group, or a total, and gives no points."""
        return self.stamped is not None and not any(self.cell(column).strip() for column in _NUMBERS)

    def unit(self) -> str | None:
        text = self.cell("reporting_unit").strip() or (self.stamped[0] if self.stamped else "")
        if not text:
            self.fault(rules.NO_UNIT, "reporting_unit")
            return None
        found = self.reader.units.find(text)
        if found.unit is None:
            near = self.reader.units.nearest(text)
            if found.fault == "ambiguous":
                names = Text(
                    vi=", ".join(n.vi for n in found.candidates), en=", ".join(n.en for n in found.candidates)
                )
                self.fault(rules.AMBIGUOUS_UNIT, "reporting_unit", got=text, names=names)
            else:
                meant = "" if near is None else both("points.perhaps", word=near)
                self.fault(rules.UNKNOWN_UNIT, "reporting_unit", got=text, hint=meant)
            return None
        if not self.reader.is_scored(found.unit):
            self.fault(rules.UNIT_NOT_SCORED, "reporting_unit", unit=self.reader.name(found.unit))
            return None
        return found.unit

    def period(self) -> Period | None:
        text = self.cell("period").strip() or (self.stamped[1] if self.stamped else "")
        if not text:
            self.fault(rules.NO_PERIOD, "period")
            return None
        found = parse_period(text)
        if isinstance(found, Period):
            return found
        self.fault(rules.UNREADABLE_PERIOD, "period", got=text)
        return None

    def stage(self) -> Stage | None:
        text = self.cell("stage").strip()
        key = name_key(text)
        for stage in STAGES:
            written = {name_key(word) for word in (stage, *say_of("points_stages", stage, "vi").split(" | "))}
            if key in written or unaccented(key) in {unaccented(word) for word in written}:
                if stage in self.reader.placed.set.stages:
                    return stage
                self.fault(rules.STAGE_NOT_USED, "stage", stage=stage)
                return None
        self.fault(rules.UNKNOWN_STAGE, "stage", value=text, stages=", ".join(STAGES))
        return None

    def number(
        self,
        criterion: Criterion,
        unit: str | None,
        period: Period | None,
        stage: Stage,
        column: GivenColumn,
    ) -> None:
        text = self.cell(column)
        if isinstance(text, NotStored):
            self.fault(rules.NOT_STORED, column)
            return
        said = None if _level(criterion, text) is not None else marker(text)  # a level may be called none
        reason, evidence = self.cell("reason").strip(), self.cell("evidence").strip()
        if said is Marker.SPREADSHEET_ERROR:
            self.fault(rules.SPREADSHEET_ERROR, column, got=text.strip())
        if said is Marker.MISSING or said is Marker.SPREADSHEET_ERROR:
            if unit is not None and period is not None and (reason or evidence):
                self.reader.given.beside[criterion.id, unit, period] = Beside(evidence, reason)
            return
        if said is Marker.NOT_APPLICABLE:
            if not criterion.may_not_apply:
                self.fault(rules.NOT_APPLICABLE_REFUSED, column, criterion=criterion.id)
                return
            if not (reason or evidence):
                self.fault(rules.NO_REASON, column)
                return
            points: Fraction | None = None
        else:
            read = self._points(criterion, text, column)
            if read is None:
                return
            points = read
        if unit is None or period is None:
            return
        self.reader.given.rows.append(
            GivenPoints(criterion.id, unit, period, stage, points, reason, evidence, self.place(column))
        )

    def _points(self, criterion: Criterion, text: str, column: GivenColumn) -> Fraction | None:
        """The points in a cell: a number, or the name of a level."""
        level = _level(criterion, text)
        if level is not None:
            return level * criterion.most
        read = numbers.parse(text)
        if isinstance(read, str) or read.percent or read.denominator is not None:
            if criterion.levels is not None and not any(c.isdigit() for c in text):
                self.fault(
                    rules.UNKNOWN_LEVEL, column, value=text.strip(), levels=", ".join(criterion.levels)
                )
            else:
                self.fault(rules.UNREADABLE_POINTS, column, value=text.strip())
            return None
        points = Fraction(read.value)
        if criterion.deduction and points > 0:
            points = -points
        most = Fraction(0) if criterion.deduction else criterion.most
        least = -criterion.most if criterion.deduction and criterion.least == 0 else least_of(criterion)
        if points > most:
            self.fault(rules.ABOVE_MAX, column, points=read.value, max=_shown(most), criterion=criterion.id)
            return None
        if points < least:
            self.fault(rules.BELOW_MIN, column, points=read.value, min=_shown(least), criterion=criterion.id)
            return None
        return points


def _level(criterion: Criterion, text: str) -> Fraction | None:
    """The portion of the level that a cell names."""
    levels = {name_key(name): portion for name, portion in (criterion.levels or {}).items()}
    return levels.get(name_key(text))


def _shown(value: Fraction) -> Text:
    return in_both(lambda lang: distinct(value, (), lang, 0))


def split(sources: Iterable[Source]) -> Iterator[tuple[Source, Table | Finding | None]]:
    """Each file with its table of points, where it is one."""
    for source in sources:
        yield source, table_of(source)

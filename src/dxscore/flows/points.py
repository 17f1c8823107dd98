"""Points under a set: a set, a catalogue, figures and given points in, every unit's points out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Final

from dxscore.errors import RequestError
from dxscore.flows.asked import refused, shown
from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.period import Period, written_period
from dxscore.model.place import Place
from dxscore.model.points import PointsCard
from dxscore.model.points_set import PlacedSet, Stage
from dxscore.model.territory import months_of
from dxscore.points.figures import Source as Figures
from dxscore.points.figures import checked, newest_period
from dxscore.points.given import Given, Reader, table_of
from dxscore.points.measures import with_own_indicators
from dxscore.points.outcome import Figure
from dxscore.points.reader import read_set
from dxscore.points.score import score
from dxscore.points.taken import taken
from dxscore.points.task import Supposition, Task
from dxscore.points.view import PointsView
from dxscore.read import numbers
from dxscore.read.sources import Source, expand, open_source
from dxscore.words.say import Language, pair
from dxscore.words.text import both

SUPPOSED: Final = re.compile(r"(?P<criterion>[^/=]+)/(?P<unit>[^=]+)=(?P<figure>[^=]+)")
"""CRITERION/UNIT=a/b, or =value."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A set that was read, with the catalogue that it is used with.

    Args:
        placed: the set.
        catalogue: with an indicator for each criterion that it did not know.
        units: ids of the units that are scored.
        findings: notes on the set.
    """

    placed: PlacedSet
    catalogue: Catalogue
    units: tuple[str, ...]
    findings: tuple[Finding, ...]

    def units_in(self, period: Period | None) -> tuple[str, ...]:
        """The units that exist in the last month of the period."""
        if period is None:
            return self.units
        territory = self.catalogue.territory
        return territory.expected(self.units, period.year, months_of(period))


@dataclass(frozen=True)
class Points:
    """What units earn, and by what.

    Attributes:
        card: the points, in the shape of its JSON.
        loaded: the set and the catalogue.
    """

    card: PointsCard
    loaded: Loaded

    def to_json(self, lang: Language = "vi") -> str:
        """The document that `dxscore points --format json` prints."""
        return self.card.to_json(lang)

    def view(self, lang: Language, by: str = "unit", unit: str | None = None) -> PointsView:
        """The card as it is to be seen in a file."""
        return PointsView(self.card, self.loaded.placed, self.loaded.catalogue, lang, by=by, unit=unit)


@dataclass(frozen=True)
class Read:
    """What was handed in.

    Args:
        metrics: figures.
        given: points.
    """

    metrics: Metrics
    given: Given = field(default_factory=Given)


def load(path: Path, catalogue: Catalogue) -> Loaded:
    """The set in a file.

    Raises:
        PointsError: with every fault of the file as a finding.
    """
    placed, notes = read_set(path, catalogue)
    whole = with_own_indicators(catalogue, placed.contents)
    return Loaded(placed, whole, _scored(placed, whole), notes)


def _scored(placed: PlacedSet, catalogue: Catalogue) -> tuple[str, ...]:
    """The bodies that are scored: those named, else whoever reports the set's indicators."""
    own = placed.set
    if own.scored:
        return tuple(dict.fromkeys(unit for id_ in own.scored for unit in catalogue.units(id_)))
    indicators = [
        id_ for criterion in placed.criteria for each in taken(criterion, own) for id_ in each.indicators
    ]
    return tuple(
        dict.fromkeys(
            unit
            for id_ in indicators
            if id_ in catalogue.indicators
            for unit in catalogue.reporting_units(id_)
        )
    )


SHIPPED: Final = "points"
"""Folder of the sets that come with dxscore, beside its catalogue."""


def set_path(name: str) -> Path:
    """The file of a set: `name` as a path, or the id of one that comes with dxscore (766)."""
    path = Path(name)
    if path.exists() or path.name != name or path.suffix:
        return path
    from dxscore.read.catalogue import default_directory

    shipped = default_directory() / SHIPPED / f"{name}.yaml"
    return shipped if shipped.is_file() else path


def read(names: Sequence[str], loaded: Loaded) -> Read:
    """The files: those of points by their header, all others as figures."""
    return read_sources((open_source(name) for name in expand(names)), loaded)


def read_sources(sources: Iterable[Source], loaded: Loaded) -> Read:
    """As `read`, of opened files."""
    from dxscore.read.metrics import read as read_metrics

    given, figures = Given(), list[Source]()
    reader = Reader(loaded.placed, loaded.catalogue, loaded.units, given)
    for source in sources:
        table = table_of(source)
        if table is None:
            figures.append(source)
        elif isinstance(table, Finding):
            given.findings.append(table)
        else:
            reader.read(table, source.content)
    return Read(read_metrics(figures, loaded.catalogue), given)


def scored(
    loaded: Loaded,
    handed_in: Read,
    *,
    period: Period | None = None,
    suppositions: Sequence[str] = (),
    strict: bool = False,
    blank: bool = False,
) -> PointsCard:
    """Every unit's points.

    Args:
        loaded: the set.
        handed_in: figures and points.
        period: by default the newest of which more than half of the units have something.
        suppositions: 'CRITERION/UNIT=a/b'.
        strict: leave out rows with a warning, too.
        blank: a card of nothing will do, for forms; the period is then to be said.

    Raises:
        RequestError: there is nothing to score, or a supposition is none.
    """
    rows = checked(loaded.catalogue, handed_in.metrics, strict)
    calendar = loaded.catalogue.targets.plan.reporting_calendar
    ours = {
        id_
        for criterion in loaded.placed.criteria
        for each in taken(criterion, loaded.placed.set)
        for id_ in each.indicators
    }
    present = [(row.period, row.reporting_unit) for row in rows.by_key.values() if row.indicator in ours]
    present += [(row.period, row.reporting_unit) for row in handed_in.given.rows]
    asked = period or newest_period(present, len(loaded.units), calendar)
    findings = [*loaded.findings, *rows.findings]
    if blank and asked is None:
        raise refused(both("points.period_for_form"))
    if asked is None or not (blank or present):
        raise RequestError(*pair("points.nothing_to_score"), (*findings, *handed_in.given.findings))
    units = loaded.units_in(asked)
    if not units:
        raise RequestError(*pair("points.no_units"), tuple(findings))
    figures = Figures(loaded.catalogue, rows, asked, units)
    chosen: dict[tuple[str, str, Stage], object] = dict(handed_in.given.chosen(asked))
    findings += [
        *handed_in.given.findings,
        *handed_in.given.of_others(asked),
        *_in_force(loaded.placed, asked, loaded),
    ]
    task = Task(
        loaded.placed,
        loaded.catalogue,
        units,
        asked,
        figures,
        chosen,  # type: ignore[arg-type]  # widened by dict()
        handed_in.given.beside,
        tuple(_supposed(text, loaded, units) for text in suppositions),
    )
    inputs = (*handed_in.metrics.inputs, *handed_in.given.inputs)
    periods = sorted({found for found, _ in present}, key=lambda p: (p.closes(calendar), p.first_month))
    return score(task, inputs, findings, tuple(map(str, periods)))


def _in_force(placed: PlacedSet, period: Period, loaded: Loaded) -> Iterable[Finding]:
    """A warning where the set does not hold for the period."""
    from datetime import date

    own = placed.set
    calendar = loaded.catalogue.targets.plan.reporting_calendar
    first = date(own.valid_from, 1, 1) if isinstance(own.valid_from, int) else own.valid_from
    last = date(own.valid_to, 12, 31) if isinstance(own.valid_to, int) else own.valid_to
    ends, begins = period.closes(calendar), period.opens(calendar)
    if (first is not None and ends < first) or (last is not None and begins > last):
        known = [day for day in (first, last) if day is not None]
        yield rules.NOT_IN_FORCE.finding(
            Place(placed.file), "set", period=period, day=known[0 if first and ends < first else -1]
        )


def _supposed(text: str, loaded: Loaded, units: Sequence[str]) -> Supposition:
    found = SUPPOSED.fullmatch(text)
    if found is None:
        raise refused(both("points.not_supposed", typed=shown(text)))
    criterion = found["criterion"].strip()
    if criterion not in {known.id for known in loaded.placed.criteria}:
        raise refused(both("points.no_such_criterion", typed=shown(criterion)))
    from dxscore.read.unit_names import Units

    unit = Units(loaded.catalogue).find(found["unit"]).unit
    if unit is None or unit not in units:
        raise refused(both("points.no_such_unit", typed=shown(found["unit"])))
    figure = numbers.parse(found["figure"])
    if isinstance(figure, str):
        raise refused(both("points.not_supposed", typed=shown(text)))
    if figure.denominator is not None:
        supposed = Figure(Fraction(figure.value), Fraction(figure.denominator))
    else:
        supposed = Figure(None, None, Fraction(figure.value))
    return Supposition(criterion, unit, supposed, shown(found["figure"]))


def period_of(card: PointsCard) -> Period:
    """The period that a card is of."""
    return written_period(card.period)

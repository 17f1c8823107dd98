"""Metrics files and a catalogue in, one judgement out: all that printing, rejects and the gate need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dxscore.errors import MetricsError, ScorecardError
from dxscore.model.finding import Finding
from dxscore.model.in_order import in_order
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.place import Place
from dxscore.model.scorecard import Scorecard
from dxscore.model.waivers import Waivers
from dxscore.score.deadlines import TargetYear
from dxscore.score.gate import Gate, failures
from dxscore.score.rows import Validated, validate
from dxscore.score.scorer import check, score
from dxscore.words.say import pair
from dxscore.words.text import Text
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from dxscore.model.comparison import Ratchet
    from dxscore.model.history import History
    from dxscore.read.sources import Source

Watched = Callable[[int, Iterable["Source"]], Iterator["Source"]]
"""Told how many files there are, and given them one by one: for a bar that shows how far reading has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of one run.

    Args:
        as_of: the day of judgement; by default the close of the newest period in the data.
        target_year: judge what falls due when this year closes, or 'all'; by default what is in force.
        reporting_unit: id of the one unit to judge on its own figures.
        strict: leave out rows with a warning, too, and make an error of each.
        waivers: misses that are excused for a time.
        baseline: an earlier scorecard: its gaps are known.
    """

    as_of: date | None = None
    target_year: TargetYear = None
    reporting_unit: str | None = None
    strict: bool = False
    waivers: Waivers | None = None
    baseline: Scorecard | None = None


@dataclass(frozen=True)
class Judgement:
    """What came of one run.

    Attributes:
        request: what was asked.
        catalogue: what the figures were held against.
        metrics: the rows that were judged, their tables and what was said while reading.
        scorecard: without results or a day where nothing could be judged.
        nothing: why nothing could be judged, or None.
        ratchet: the due misses by what the baseline knew of them; None without a baseline.
    """

    request: Request
    catalogue: Catalogue
    metrics: Metrics
    scorecard: Scorecard
    nothing: MetricsError | None
    ratchet: Ratchet | None
    _validated: Validated

    def with_results(self) -> Judgement:
        """The judgement itself.

        Raises:
            MetricsError: there is nothing at all in it.
        """
        if self.nothing is not None:
            raise self.nothing
        return self

    @property
    def faulty(self) -> bool:
        """Whether anything handed in could not be counted."""
        return any(finding.severity == "error" for finding in self.scorecard.findings)

    @cached_property
    def rejected(self) -> frozenset[Place]:
        """Every row that was left out, while reading or for what stands in other rows."""
        unread = {table.place.at(row) for table in self.metrics.tables for row in table.rejected}
        checked = self._validated
        if self.request.reporting_unit is not None:  # the rows of the other units were not looked at
            checked = validate(self.catalogue, self.metrics.observations)
        faulty = checked.cells.get("error", frozenset())
        return frozenset(place.line for place in faulty) | unread

    def failures(self, gate: Gate) -> tuple[Text, ...]:
        """A sentence for everything that fails the gate; empty when it holds."""
        weights = {pillar.id: pillar.weight for pillar in self.catalogue.targets.pillars}
        return failures(self.scorecard, gate, weights, self.ratchet)

    @cached_property
    def history(self) -> tuple[History, ...]:
        """Every indicator's pooled figure in every period known on the day of judgement."""
        from dxscore.score.history import history  # only reports show it

        day, unit = self.scorecard.day, self.request.reporting_unit
        return history(self.catalogue, self._validated.usable, day, unit)


def read_files(names: Sequence[str], catalogue: Catalogue, watched: Watched | None = None) -> Metrics:
    """Read metrics files, name patterns and '-' for standard input, one at a time."""
    from dxscore.read.metrics import read
    from dxscore.read.sources import expand, open_source

    files = expand(names)
    sources: Iterable[Source] = (open_source(name) for name in files)
    return read(sources if watched is None else watched(len(files), sources), catalogue)


def read_waivers(path: Path, catalogue: Catalogue) -> Waivers:
    """The waivers in a file.

    Raises:
        WaiversError: with every fault of the file as a finding.
    """
    from dxscore.read.waivers import read_waivers as read  # most runs have none

    return read(path, catalogue)


def read_scorecard(name: str, catalogue: Catalogue) -> Scorecard:
    """An earlier scorecard, read back from the JSON that `check --format json` writes.

    Raises:
        ScorecardError: it cannot be read, or is none that this catalogue can be held against.
    """
    from dxscore.model.scorecard_json import read_json
    from dxscore.read.sources import open_source

    source, called = open_source(name), visible(name)
    if source.fault is not None:
        raise ScorecardError(*pair("refusal.scorecard_unread", file=called), (source.fault,))
    return read_json(source.content, called, catalogue)


def findings(catalogue: Catalogue, metrics: Metrics, request: Request | None = None) -> tuple[Finding, ...]:
    """What is wrong with `metrics`, and no verdict: as the findings of a scorecard without a day.

    Raises:
        RequestError: no such unit.
    """
    asked = request or Request()
    checked = check(catalogue, metrics, reporting_unit=asked.reporting_unit, strict=asked.strict)
    return in_order(checked.findings)


def judge(catalogue: Catalogue, metrics: Metrics, request: Request | None = None) -> Judgement:
    """Judge every target in force on `metrics`; its rows are validated once.

    Waivers are held against the results last: what is said of a waiver concerns no row of data, so that
    `strict` makes no error of it.

    Raises:
        RequestError: no such unit, or no target falls due in the year asked for.
        ScorecardError: the baseline cannot be compared with this run.
    """
    asked = request or Request()
    scored = score(
        catalogue,
        metrics,
        as_of=asked.as_of,
        target_year=asked.target_year,
        reporting_unit=asked.reporting_unit,
        strict=asked.strict,
    )
    card, ratchet = scored.scorecard, None
    if scored.nothing is None and asked.waivers is not None:
        from dxscore.score.waive import waive

        card = waive(catalogue, card, asked.waivers)
    if scored.nothing is None and asked.baseline is not None:
        from dxscore.score.compare import ratchet as held_against

        ratchet = held_against(asked.baseline, card)
    return Judgement(asked, catalogue, scored.metrics, card, scored.nothing, ratchet, scored.validated)

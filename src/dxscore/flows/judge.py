"""Metrics files and a catalogue in, one judgement out: all that printing, rejects and the gate need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dxscore.errors import MetricsError, ScorecardError
from dxscore.model.figures import lagging_units
from dxscore.model.finding import Finding
from dxscore.model.in_order import in_order
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.place import Place
from dxscore.model.scorecard import Scorecard
from dxscore.score.deadlines import TargetYear
from dxscore.score.gate import Gate, failures
from dxscore.score.rows import Validated
from dxscore.score.scorer import asking, check, score
from dxscore.score.trend import Yearly, with_outlooks
from dxscore.words.say import pair
from dxscore.words.text import Text
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from dxscore.model.comparison import Ratchet
    from dxscore.model.history import History
    from dxscore.model.place import Place
    from dxscore.model.waivers import Waivers
    from dxscore.read.sources import Source
    from dxscore.score.judge import Judged
    from dxscore.score.select import Usable

Watched = Callable[[int, Iterable["Source"]], Iterator["Source"]]
"""Told how many files there are, and given them one by one: for a bar that shows how far reading has come."""


class Request(NamedTuple):
    """What is asked of one run.

    Args:
        as_of: the day of judgement; by default found from the figures, see `score.day.find_day`.
        target_year: judge what falls due when this year closes, or 'all'; by default what is in force.
        reporting_unit: id of the one unit to judge on its own figures.
        strict: leave out rows with a warning, too, and make an error of each.
        waivers: misses that are excused for a time.
        baseline: an earlier scorecard: its gaps are known, and nothing may be worse.
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
        ratchet: the results by what the baseline knew of them; None without a baseline.
        rejected: every row that was left out, while reading or for what stands in other rows.
        yearly: the figures of each year, that outlooks are told from; None where nothing was judged.
    """

    request: Request
    catalogue: Catalogue
    metrics: Metrics
    scorecard: Scorecard
    nothing: MetricsError | None
    ratchet: Ratchet | None
    rejected: frozenset[Place]
    _validated: Validated
    _judged: tuple[Judged, ...] = ()
    yearly: Yearly | None = None

    def with_results(self) -> Judgement:
        """The judgement itself.

        Raises:
            MetricsError: there is nothing at all in it.
        """
        if self.nothing is not None:
            raise self.nothing
        return self

    @property
    def usable(self) -> Usable:
        """The rows that were judged, by indicator."""
        return self._validated.usable

    @property
    def faulty(self) -> bool:
        """Whether anything handed in could not be counted."""
        return any(finding.severity == "error" for finding in self.scorecard.findings)

    def failures(self, gate: Gate) -> tuple[Text, ...]:
        """A sentence for everything that fails the gate; empty when it holds."""
        weights = {pillar.id: pillar.weight for pillar in self.catalogue.targets.pillars}
        return failures(self.scorecard, gate, weights, self.ratchet)

    @cached_property
    def places(self) -> dict[tuple[str, str, str | None], Place]:
        """Of each target, by indicator, deadline and how often it comes, the row that decided on it.

        Of several that is the row of the unit that falls furthest short, else the first.
        """
        return {
            (judged.result.indicator, judged.result.target.due_by, judged.result.target.every): _deciding(
                judged
            )
            for judged in self._judged
            if judged.rows
        }

    @cached_property
    def baseline(self) -> Scorecard:
        """What later runs are held against: every target and unit, due or not, on the same day.

        Raises:
            MetricsError: there is nothing at all in it.
        """
        day = self.with_results().scorecard.day
        unit = self.request.reporting_unit
        every = score(self.catalogue, self.metrics, as_of=day, target_year="all", reporting_unit=unit)
        card = every.scorecard.with_findings(self.scorecard.findings)
        if self.request.waivers is None:
            return card
        from dxscore.score.waive import waive

        waived = waive(self.catalogue, card, self.request.waivers)
        return waived.with_findings(self.scorecard.findings)

    @cached_property
    def history(self) -> tuple[History, ...]:
        """Every indicator's pooled figure in every period known on the day of judgement."""
        from dxscore.score.history import history  # only reports show it

        day, unit = self.scorecard.day, self.request.reporting_unit
        return history(self.catalogue, self._validated.usable, day, unit)


def _deciding(judged: Judged) -> Place:
    lagging = lagging_units(judged.result)
    worst = [row for unit in lagging[:1] for row in judged.rows if row.reporting_unit == unit.reporting_unit]
    return (worst or judged.rows)[-1 if worst else 0].place


def read_files(
    names: Sequence[str],
    catalogue: Catalogue,
    watched: Watched | None = None,
    others: Sequence[Catalogue] = (),
) -> Metrics:
    """Read metrics files, name patterns and '-' for standard input, one at a time.

    `others` are catalogues of other plans that the same files are read for.
    """
    from dxscore.read.metrics import read
    from dxscore.read.sources import expand, open_source

    files = expand(names)
    sources: Iterable[Source] = (open_source(name) for name in files)
    return read(sources if watched is None else watched(len(files), sources), catalogue, others)


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
        ScorecardError: it cannot be read, or is of another plan.
    """
    from dxscore.read.sources import open_source

    return scorecard_in(open_source(name), name, catalogue)


def scorecard_in(source: Source, name: str, catalogue: Catalogue) -> Scorecard:
    """The scorecard in a file that was opened.

    Raises:
        ScorecardError: as `read_scorecard`.
    """
    from dxscore.model.scorecard_json import read_json

    called = visible(name)
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


def judge(
    catalogue: Catalogue, metrics: Metrics, request: Request | None = None, *, outlooks: bool = True
) -> Judgement:
    """Judge every target in force on `metrics`; its rows are validated once.

    Without `outlooks`, results say nothing of what is still to come: for whoever draws the series itself.
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
    card, ratchet, yearly = scored.scorecard, None, None
    if scored.nothing is None:
        yearly = Yearly(
            catalogue,
            scored.validated.usable,
            card.day,
            lambda indicator: asking(catalogue, indicator, asked.reporting_unit),
            _by_indicator(scored.judged) if outlooks else None,
        )
        if outlooks:
            card = card.model_copy(update={"results": with_outlooks(catalogue, card.results, yearly)})
    if scored.nothing is None and asked.waivers is not None:
        from dxscore.score.waive import waive

        card = waive(catalogue, card, asked.waivers)
    if scored.nothing is None and asked.baseline is not None:
        from dxscore.score.ratchet import ratchet as held_against

        ratchet = held_against(catalogue, asked.baseline, card)
    return Judgement(
        asked,
        catalogue,
        scored.metrics,
        card,
        scored.nothing,
        ratchet,
        scored.rejected,
        scored.validated,
        tuple(each._replace(covered=None) for each in scored.judged),
        yearly,
    )


def _by_indicator(judged: Iterable[Judged]) -> dict[str, list[Judged]]:
    found: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        found[each.result.indicator].append(each)
    return found

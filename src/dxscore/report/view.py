"""A scorecard as somebody wants to see it: what every format is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Scorecard, UnitsShown, in_scope
from dxscore.report.lines import FindingLine, GapLine, ResultLine, gap_lines
from dxscore.report.naming import Names, is_inferred
from dxscore.words.say import Language, say

if TYPE_CHECKING:
    from dxscore.model.comparison import Ratchet
    from dxscore.model.history import History
    from dxscore.model.observation import Observation
    from dxscore.model.place import Place
    from dxscore.model.tasks import TaskList
    from dxscore.words.keys import Key


@dataclass(frozen=True, eq=False)
class View:
    """One scorecard with its lines in one language.

    Args:
        scorecard: what was found.
        catalogue: names, nouns and owners.
        lang: language of everything that people read.
        width: columns available to text that is drawn.
        colour: whether to write terminal colours.
        units: which units are listed; None: as the format has it, the worst on the screen, all in files.
        brief: on the screen nothing but the answer: the closing sentence and what is due and not met.
        history: earlier figures of the indicators, for the documents that show them.
        observations: the rows as read, for the documents that list them.
        root: the checkout that file names are made relative to, for services that know nothing else.
        here: the folder, relative to `root`, that relative file names start from.
        ratchet: what a baseline knew of the results.
        baseline: the baseline.
        places: of a target, by indicator, deadline and how often it comes, the row that decided on it.
        template: an office's own Word template.
        tasks: where tasks stand, for the documents that tell of them.
    """

    scorecard: Scorecard
    catalogue: Catalogue
    lang: Language = "vi"
    width: int = 100
    colour: bool = False
    units: UnitsShown | None = None
    brief: bool = False
    history: tuple[History, ...] = ()
    observations: tuple[Observation, ...] = ()
    root: str = ""
    here: str = ""
    ratchet: Ratchet | None = None
    baseline: Scorecard | None = None
    places: Mapping[tuple[str, str, str | None], Place] = field(default_factory=dict)
    template: bytes | None = None
    tasks: TaskList | None = None

    def say(self, key: Key, **named: object) -> str:
        """A phrase in the view's language."""
        return say(key, self.lang, **named)

    @cached_property
    def names(self) -> Names:
        """The catalogue's names in the view's language."""
        return Names(self.catalogue, self.lang)

    @cached_property
    def results(self) -> tuple[ResultLine, ...]:
        """A line for each result, in the scorecard's order."""
        results = self.scorecard.results
        times = Counter(result.indicator for result in results)
        return tuple(
            ResultLine(self.names, result, result, times[result.indicator] > 1) for result in results
        )

    @cached_property
    def gaps(self) -> tuple[GapLine, ...]:
        """A line for each gap."""
        return gap_lines(self.scorecard.gaps, self.results)

    @cached_property
    def findings(self) -> tuple[FindingLine, ...]:
        """A line for each finding."""
        return tuple(FindingLine(finding, self.lang) for finding in self.scorecard.findings)

    @cached_property
    def in_scope(self) -> tuple[ResultLine, ...]:
        """The results that totals speak of: those due, or all that lie ahead where none is due yet."""
        wanted = {id(result) for result in in_scope(self.scorecard.results)}
        return tuple(line for line in self.results if id(line.result) in wanted)

    @cached_property
    def any_due(self) -> bool:
        """Whether any target is due, so that totals and the gate speak of those alone."""
        return any(line.result.falls_due for line in self.results)

    def of_pillar(self, pillar: str) -> list[ResultLine]:
        """The results of one pillar."""
        return [line for line in self.results if line.result.pillar == pillar]

    @property
    def has_inferred_leads(self) -> bool:
        """Whether a * stands after any lead body."""
        return any(is_inferred(result.lead) for result in self.scorecard.results)

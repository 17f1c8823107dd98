"""`--baseline`: a run held against an earlier scorecard."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dxscore.cli.run import Run
from dxscore.model.scorecard import Scorecard
from dxscore.report.view import View

if TYPE_CHECKING:
    from dxscore.model.comparison import Ratchet  # most runs have no baseline


class Held(NamedTuple):
    """A run's gaps sorted by what the baseline knows of them."""

    baseline: Scorecard
    ratchet: Ratchet

    def lines(self, view: View) -> list[str]:
        """What is newly missed, what is worse, and the known gaps apart, for people."""
        from dxscore.report.ratchet import ratchet_lines

        return ratchet_lines(view, self.baseline, self.ratchet)


def held_against(name: str, judged: Run) -> Held:
    """The judged run held against the scorecard in the file `name`.

    Raises:
        ScorecardError: it cannot be read, or not be compared with this run.
    """
    from dxscore.read.scorecard import read_scorecard
    from dxscore.read.sources import open_source
    from dxscore.score.compare import ratchet

    baseline = read_scorecard(open_source(name), judged.catalogue)
    return Held(baseline, ratchet(baseline, judged.scorecard))

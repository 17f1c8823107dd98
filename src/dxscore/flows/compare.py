"""Two sides held against each other, each a scorecard or the data behind one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dxscore.errors import RequestError
from dxscore.flows.judge import Request, judge, read_files, scorecard_in
from dxscore.model.comparison import Comparison, Ratchet
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Scorecard
from dxscore.score.compare import compare as compared
from dxscore.score.ratchet import held
from dxscore.words.text import both

if TYPE_CHECKING:
    from dxscore.model.observation import Metrics
    from dxscore.read.sources import Source

_JSON = ".json"


class Compared(NamedTuple):
    """What came of it.

    Args:
        old, new: the two scorecards.
        comparison: what became of every target and unit.
        ratchet: the results of the new one by what the old one knew of them.
    """

    old: Scorecard
    new: Scorecard
    comparison: Comparison
    ratchet: Ratchet


def compare_scorecards(catalogue: Catalogue, old: Scorecard, new: Scorecard) -> Compared:
    """Hold two scorecards against each other.

    Raises:
        ScorecardError: they are of two plans or scopes, or nothing was judged in one.
    """
    comparison = compared(catalogue, old, new)
    return Compared(old, new, comparison, held(comparison, new))


def compare_files(catalogue: Catalogue, old: str, new: str, request: Request) -> Compared:
    """Hold two files against each other: scorecards, metrics files, or '-' for standard input.

    Of the old data every target is judged, so that what is in force now finds what it was.

    Raises:
        ScorecardError: as `compare_scorecards`; or a scorecard cannot be read.
        MetricsError: nothing could be judged.
        RequestError: both are standard input.
    """
    if old == new == "-":
        said = both("refusal.two_standard_inputs")
        raise RequestError(said.vi, said.en)
    of_old = request if request.target_year is not None else request._replace(target_year="all")
    before = _side(old, catalogue, of_old)
    return compare_scorecards(catalogue, before, _side(new, catalogue, request))


def _side(name: str, catalogue: Catalogue, request: Request) -> Scorecard:
    from dxscore.read.sources import open_source

    if name.lower().endswith(_JSON) or name == "-":
        source = open_source(name)
        if name != "-" or source.content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return scorecard_in(source, name, catalogue)
        return _judged(_read_source(source, catalogue), catalogue, request)
    return _judged(read_files([name], catalogue), catalogue, request)


def _read_source(source: Source, catalogue: Catalogue) -> Metrics:
    from dxscore.read.metrics import read

    return read([source], catalogue)


def _judged(metrics: Metrics, catalogue: Catalogue, request: Request) -> Scorecard:
    return judge(catalogue, metrics, request).with_results().scorecard

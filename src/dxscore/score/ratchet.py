"""Whether anything got worse since a baseline: what a maintainer, and CI, want to hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dxscore.model.comparison import Compared, Comparison, Ratchet
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import UNMET, Result, Scorecard
from dxscore.score.compare import compare


def ratchet(catalogue: Catalogue, baseline: Scorecard, scorecard: Scorecard) -> Ratchet:
    """Sort the results of `scorecard` by what `baseline` knew of them.

    Worse is a value that is worse at all, due or not: of the whole, or, where the whole is not comparable, of
    the units that are counted on both sides; where every unit is judged by itself, of any unit, however many
    others have caught up. Pooled, one unit's loss is in the sum.

    Raises:
        ScorecardError: the two cannot be held against each other at all.
    """
    return held(compare(catalogue, baseline, scorecard), scorecard)


def held(comparison: Comparison, scorecard: Scorecard) -> Ratchet:
    """The same of two that were compared: `scorecard` is the new one."""
    rows: dict[tuple[str, str], list[Compared]] = defaultdict(list)
    for row in comparison.targets:
        rows[row.indicator, row.target.due_by].append(row)
    newly_missed: list[Result] = []
    unjudged: list[Result] = []
    worse: list[Result] = []
    stopped: list[Result] = []
    known: list[Result] = []
    for result in scorecard.results:
        own = [row for row in rows[result.indicator, result.target.due_by] if row.target == result.target]
        whole = next((row for row in own if row.reporting_unit == comparison.reporting_unit), None)
        before = len(newly_missed) + len(unjudged) + len(worse) + len(stopped)
        if whole is not None and whole.newly_missed:
            newly_missed.append(result)
        if whole is not None and whole.unjudged:
            unjudged.append(result)
        if whole is not None and is_worse(whole, own):
            worse.append(result)
        if any(row.calendar == "stopped_reporting" for row in own):
            stopped.append(result)
        in_none = before == len(newly_missed) + len(unjudged) + len(worse) + len(stopped)
        if in_none and result.due and result.status in UNMET and result.reason != "year_not_in_files":
            known.append(result)
    return Ratchet(
        tuple(newly_missed), tuple(unjudged), tuple(worse), tuple(stopped), tuple(known), comparison
    )


def is_worse(whole: Compared, rows: Sequence[Compared]) -> bool:
    """Whether a target's figure got worse, and not only one unit's in a sum.

    A figure that was there and cannot be assessed any more is worse: nobody may mend a gap by blurring it.
    """
    if whole.why_not == "none_now" and whole.verdict_after == "not_assessable":
        return True
    if whole.value == "worse" or (whole.of_both is not None and whole.of_both.value == "worse"):
        return True
    return whole.by_each and any(row.value == "worse" for row in rows)

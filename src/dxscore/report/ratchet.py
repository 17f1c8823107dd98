"""What a run's gaps are to the baseline it was held against, for people."""

from __future__ import annotations

from dxscore.model.comparison import Ratchet
from dxscore.model.scorecard import Result, Scorecard
from dxscore.report.comparison_words import say
from dxscore.report.view import View
from dxscore.words.numbers import day
from dxscore.words.visible import visible


def ratchet_lines(view: View, baseline: Scorecard, ratchet: Ratchet) -> list[str]:
    """How many gaps are new, worse and known, then a line for each, the known ones last."""
    lang = view.lang
    groups = {
        "newly_missed": ratchet.newly_missed,
        "got_worse": ratchet.worse,
        "known": ratchet.known,
    }
    counts = [len(results) for results in groups.values()]
    lines = [say("against_baseline", lang, day(baseline.day, lang), *counts)]
    for name, results in groups.items():
        lines += [f"  {say(name, lang)}: {_line(view, result)}" for result in results]
    return lines


def _line(view: View, result: Result) -> str:
    name = visible(view.indicator(result).name.get(view.lang))
    gap = view.gap(result, result)
    return f"{result.indicator} {name} ({view.target(result)}): {view.figures(result)}" + (
        f"; {gap}" if gap else ""
    )

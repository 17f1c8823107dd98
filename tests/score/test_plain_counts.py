"""Plain rows added up in the short way, and by the careful one: the same scorecards."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest
from random_worlds import judged_by_program, world

from dxscore.score.plain_counts import PlainCounts

WORLDS = 250


def test_both_ways_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over worlds of mergers, days of closing, rows that overlap or contradict, shares without parts."""
    taken: Counter[bool] = Counter()
    count = PlainCounts.count

    def counted(self: PlainCounts, *of: Any) -> Any:
        figure = count(self, *of)
        taken[figure is not None] += 1
        return figure

    made = [world(Random(seed)) for seed in range(WORLDS)]
    monkeypatch.setattr(PlainCounts, "count", counted)
    short = [judged_by_program(each) for each in made]
    monkeypatch.setattr(PlainCounts, "count", lambda *_: None)
    careful = [judged_by_program(each) for each in made]
    assert [both and both[1] for both in short] == [both and both[1] for both in careful]
    assert min(taken[True], taken[False]) > WORLDS // 3

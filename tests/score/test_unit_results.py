"""What is told of a unit: what is asked once for all units is what the bench says of each."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from random_worlds import judged_by_program, world

from dxscore.model.scorecard import UnitResult
from dxscore.score.figures import Bench, Figure
from dxscore.score.unit_results import UnitResults

WORLDS = 120


def test_the_bench_says_the_same_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over worlds of open years, bounds of either side, between two, and units with bounds of their own."""
    seen: Counter[str] = Counter()
    begin, tell = UnitResults.__init__, UnitResults.told
    benches: dict[int, Bench] = {}

    def begun(self: UnitResults, bench: Bench) -> None:
        begin(self, bench)
        benches[id(self)] = bench

    def told(self: UnitResults, unit: str, figure: Figure) -> UnitResult:
        result, bench = tell(self, unit, figure), benches[id(self)]
        if result.status != "counted":
            assert (result.gap, result.gap_count) == (bench.gap(figure), bench.gap_count(figure))
            assert result.provisional == (figure.reason is None and not bench.is_settled(figure))
            seen[result.status] += 1
            seen["open"] += result.provisional
        return result

    monkeypatch.setattr(UnitResults, "__init__", begun)
    monkeypatch.setattr(UnitResults, "told", told)
    for seed in range(WORLDS):
        judged_by_program(world(Random(seed)))
    assert min(seen[status] for status in ("met", "missed", "pending", "open")) > WORLDS // 4

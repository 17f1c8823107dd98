"""What verdicts found of units is used for outlooks: they say the same as if everything were found again."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
import random_worlds
from builders import catalogue, indicator, judged, row

from dxscore.flows import judge as flow
from dxscore.model.observation import Metrics
from dxscore.model.scorecard import Scorecard, TargetRule
from dxscore.score import judge as judging
from dxscore.score.deadlines import DatedTarget

WORLDS = 200


def _with_outlooks(data: Any, *rows: Any, as_of: Any, target_year: Any) -> Scorecard:
    request = flow.Request(as_of=as_of, target_year=target_year)
    return flow.judge(data, Metrics(rows), request).with_results().scorecard


def _all_worlds() -> list[str | None]:
    made = (random_worlds.world(Random(seed)) for seed in range(WORLDS))
    judged = (random_worlds.judged_by_program(each) for each in made)
    return [None if each is None else each[1].to_json() for each in judged]


def test_found_once_and_found_again_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over worlds of mergers, several years, thresholds of all kinds, shares without parts, whole rows."""
    used: Counter[bool] = Counter()
    only_measures = judging._only_measures

    def counted(*of: Any) -> bool:
        answer = only_measures(*of)
        used[answer] += 1
        return answer

    monkeypatch.setattr(random_worlds, "scored", _with_outlooks)
    monkeypatch.setattr(judging, "_only_measures", counted)
    once = _all_worlds()
    assert min(used[True], used[False]) > WORLDS // 20, used
    monkeypatch.setattr(flow, "_by_indicator", lambda _: {})
    assert once == _all_worlds()


SHARE: dict[str, Any] = {"status": "pending", "numerator": Decimal(3), "denominator": Decimal(4)}


@pytest.mark.parametrize(
    ("of_result", "of_target", "it_does"),
    [
        ({}, {}, True),
        ({"status": "met"}, {}, True),
        ({"status": "not_assessable"}, {}, False),
        ({"numerator": None, "denominator": None}, {}, False),
        ({}, {"by": 2026}, False),
        ({}, {"rule": TargetRule.model_construct(keep="rising")}, False),
    ],
)
def test_a_verdict_that_tells_the_figure_of_its_year(
    of_result: dict[str, Any], of_target: dict[str, Any], it_does: bool
) -> None:
    one = indicator()
    told = judged(one, row("an", "3/4"))
    asked = catalogue(one).indicators["X"].targets[0]
    dated = DatedTarget(asked, 2025, date(2025, 12, 14), due=True)
    result = told.model_copy(
        update={**SHARE, **of_result, "target": told.target.model_copy(update=of_target)}
    )
    assert judging._only_measures(result, dated) is it_does

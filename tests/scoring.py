"""Figures and a catalogue in, a scorecard out, as every command judges them."""

from __future__ import annotations

from typing import Any

from dxscore.flows.judge import Request, judge
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.scorecard import Scorecard


def score(catalogue: Catalogue, metrics: Metrics, **asked: Any) -> Scorecard:
    """The scorecard; raises where nothing could be judged. `asked` is what a `Request` takes."""
    return judge(catalogue, metrics, Request(**asked)).with_results().scorecard

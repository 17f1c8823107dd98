"""dxscore: a catalogue of policy targets, scored against measured indicators.

    import dxscore

    catalogue = dxscore.load_catalogue()
    metrics = dxscore.read_metrics("metrics.csv", catalogue)
    scorecard = dxscore.score(metrics, catalogue)
    print(scorecard.summary.met, "of", scorecard.summary.targets)

What is listed in ``__all__`` is public; everything else may change.
"""

from dxscore.api import load_catalogue, read_metrics, score
from dxscore.errors import DxscoreError
from dxscore.model.scorecard import Scorecard

__all__ = ["DxscoreError", "Scorecard", "load_catalogue", "read_metrics", "score"]

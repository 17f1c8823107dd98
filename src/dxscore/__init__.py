"""dxscore: a catalogue of policy targets, scored against measured indicators.

    import dxscore

    catalogue = dxscore.load_catalogue()
    metrics = dxscore.read_metrics("metrics.csv", catalogue)
    scorecard = dxscore.score(metrics, catalogue)
    print(scorecard.summary.met, "of", scorecard.summary.targets)

What is listed in ``__all__`` is public; everything else may change.
"""

TYPE_CHECKING = False  # nothing is imported here: with `python -m`, the current folder may still come first
if TYPE_CHECKING:
    from dxscore.api import DxscoreError, Scorecard, load_catalogue, read_metrics, score

__all__ = ["DxscoreError", "Scorecard", "load_catalogue", "read_metrics", "score"]


def __getattr__(name: str) -> object:
    """Bind the public names when the first of them is wanted: the command line needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from dxscore import api

    globals().update({public: getattr(api, public) for public in __all__})
    return globals()[name]

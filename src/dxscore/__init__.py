"""dxscore: a catalogue of policy targets, scored against measured indicators.

    import dxscore

    scorecard = dxscore.score("metrics.csv", as_of="2025-12-14")
    print(scorecard.summary.met, "of", scorecard.summary.targets)
    scorecard.to_frame()            # results as a pandas DataFrame; also "units", "gaps", "findings"
    scorecard.to_json()             # the document of `dxscore check --format json`

What a command does, a function does:

    dxscore.check_catalogue(folder)         # dxscore catalogue check: what is wrong with a catalogue
    dxscore.new_catalogue("Xã Mới")         # dxscore catalogue init: the files of a catalogue to begin with
    dxscore.diff_catalogues(old, new)       # dxscore catalogue diff: what differs between two
    dxscore.findings("metrics.csv")         # what is wrong with the data, without a verdict
    dxscore.judge("q4.csv", strict=True, waivers="waivers.yaml", baseline="q3.json")    # dxscore check
    dxscore.gaps(scorecard, by="unit")      # dxscore gaps
    dxscore.compare(old, new)               # dxscore compare
    dxscore.trend("metrics.csv", to=2030)   # dxscore trend
    dxscore.template("pho-hoa", "2025-Q4")  # dxscore template: the bytes of a form
    dxscore.collect("returned", "2025-Q4")  # dxscore collect: what counts of returned forms
    dxscore.points("metrics.csv", "766")    # dxscore points: what units earn under a points set
    dxscore.bodies(judged.scorecard)        # dxscore check --by body: a scorecard of each body
    dxscore.groups(judged)                  # dxscore check --by group: a scorecard of each group of units
    dxscore.report(judged, "docx")          # dxscore report: the bytes of a report
    dxscore.roll_up("cases.csv", "counts.yaml")     # dxscore rollup: figures counted from case records

All errors are `DxscoreError`; `str(error)` is a sentence, `error.findings` the faults with their places.
What is listed in ``__all__`` is public; everything else may change.
"""

TYPE_CHECKING = False  # nothing is imported here: with `python -m`, the current folder may still come first
if TYPE_CHECKING:
    from dxscore.api import (
        BodyScorecards,
        Catalogue,
        CatalogueDiff,
        CatalogueError,
        Collection,
        Comparison,
        CountsError,
        DxscoreError,
        Finding,
        FindingList,
        Gap,
        GapList,
        Gate,
        GroupScorecards,
        Judgement,
        Metrics,
        MetricsError,
        NewCatalogue,
        Observation,
        OutputError,
        Owed,
        Period,
        Points,
        PointsCard,
        PointsError,
        RecordsError,
        RequestError,
        Result,
        RolledUp,
        Scorecard,
        ScorecardError,
        TaskList,
        TaskLog,
        Trend,
        UnitResult,
        Waivers,
        WaiversError,
        bodies,
        check_catalogue,
        collect,
        compare,
        diff_catalogues,
        findings,
        gaps,
        groups,
        judge,
        lint,
        load_catalogue,
        new_catalogue,
        points,
        points_form,
        points_report,
        read_metrics,
        read_scorecard,
        read_tasks,
        read_waivers,
        remind,
        report,
        roll_up,
        score,
        tasks,
        template,
        trend,
    )

    __version__: str

__all__ = [
    "BodyScorecards",
    "Catalogue",
    "CatalogueDiff",
    "CatalogueError",
    "Collection",
    "Comparison",
    "CountsError",
    "DxscoreError",
    "Finding",
    "FindingList",
    "Gap",
    "GapList",
    "Gate",
    "GroupScorecards",
    "Judgement",
    "Metrics",
    "MetricsError",
    "NewCatalogue",
    "Observation",
    "OutputError",
    "Owed",
    "Period",
    "Points",
    "PointsCard",
    "PointsError",
    "RecordsError",
    "RequestError",
    "Result",
    "RolledUp",
    "Scorecard",
    "ScorecardError",
    "TaskList",
    "TaskLog",
    "Trend",
    "UnitResult",
    "Waivers",
    "WaiversError",
    "bodies",
    "check_catalogue",
    "collect",
    "compare",
    "diff_catalogues",
    "findings",
    "gaps",
    "groups",
    "judge",
    "lint",
    "load_catalogue",
    "new_catalogue",
    "points",
    "points_form",
    "points_report",
    "read_metrics",
    "read_scorecard",
    "read_tasks",
    "read_waivers",
    "remind",
    "report",
    "roll_up",
    "score",
    "tasks",
    "template",
    "trend",
]


def __getattr__(name: str) -> object:
    """Bind the public names when the first of them is wanted: the command line needs none of them."""
    if name == "__version__":
        from dxscore.model.version import VERSION

        return VERSION
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    import_module("dxscore.api")  # which binds them
    return globals()[name]


def __dir__() -> list[str]:
    """What is public, whether it has been bound yet or not."""
    return [*__all__, *(name for name in globals() if name.startswith("__")), "__version__"]

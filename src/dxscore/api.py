"""The library's functions. Reading and scoring meet here and in the command line, nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dxscore.errors import DxscoreError
from dxscore.flows import judge as _judging
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.scorecard import Scorecard
from dxscore.read import catalogue as _catalogue
from dxscore.read import frame as _frame
from dxscore.read import metrics as _metrics

__all__ = ["DxscoreError", "Scorecard", "load_catalogue", "read_metrics", "score"]

if TYPE_CHECKING:
    import pandas as pd


def load_catalogue(directory: str | PathLike[str] | None = None) -> Catalogue:
    """Load the catalogue in `directory` (targets.yaml and assignments.yaml); by default the Đức Phổ plan.

    Raises:
        CatalogueError: with every fault of both files in its `findings`.
    """
    return _catalogue.load(None if directory is None else Path(directory))


def read_metrics(
    files: str | PathLike[str] | Sequence[str | PathLike[str]], catalogue: Catalogue | None = None
) -> Metrics:
    """Read metrics files (CSV, TSV or workbooks, name patterns, '-' for standard input).

    Faulty cells become `findings` of the result and leave their rows out; nothing is raised for them.

    Args:
        files: one file or several.
        catalogue: whose indicators and units the rows name; by default the Đức Phổ plan.
    """
    names = [files] if isinstance(files, str | PathLike) else list(files)
    return _metrics.read_files([fspath(name) for name in names], catalogue or load_catalogue())


def score(
    data: Metrics | pd.DataFrame,
    catalogue: Catalogue | None = None,
    *,
    as_of: date | None = None,
    target_year: int | Literal["all"] | None = None,
    reporting_unit: str | None = None,
) -> Scorecard:
    """Judge `data` against the targets of `catalogue`.

    Args:
        data: what `read_metrics` returned, or a DataFrame of observations with the columns of a metrics
            file, one observation a row: indicator, reporting_unit, period, and numerator with denominator
            (counts) or value (percent, number, rank, yes/no), optionally evidence, note, closed_on.
        catalogue: targets and assignments; by default the Đức Phổ plan.
        as_of: the day of judgement; of a datetime, its day. By default the close of the newest period in
            the data.
        target_year: judge what falls due when this year closes, or 'all'; by default what is in force.
        reporting_unit: id of the one unit to judge on its own figures.

    Raises:
        MetricsError: there is nothing at all to judge.
        RequestError: no such unit, or nothing falls due in that year.
    """
    catalogue = catalogue or load_catalogue()
    if isinstance(as_of, datetime):  # a pandas Timestamp is one
        as_of = as_of.date()
    metrics = data if isinstance(data, Metrics) else _frame.read_frame(data, catalogue)
    request = _judging.Request(as_of=as_of, target_year=target_year, reporting_unit=reporting_unit)
    return _judging.judge(catalogue, metrics, request).with_results().scorecard

"""What many units, rows and findings cost: of twice as many about twice the calls, in every step.

Counted in calls, which are the same on every machine (`tests/calls.py`). They do not show a search within one
call, as `in` makes in a tuple: `benchmarks/scale.py` measures time.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest

import dxscore
from calls import calls
from dxscore.flows.groups import group_results
from dxscore.flows.judge import Judgement, judge, read_files
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.report.excel import excel_workbook
from dxscore.report.page.page import html_page
from dxscore.report.table import table_text
from dxscore.report.unit_rows import UnitRows
from dxscore.report.view import View

MAKER = Path(__file__).parents[2] / "benchmarks" / "country.py"
FEW, INDICATORS, ROWS = 150, 4, 2_400


def country() -> Any:
    """The module that makes a country for the benchmarks."""
    spec = importlib.util.spec_from_file_location("country", MAKER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["country"] = module
    spec.loader.exec_module(module)
    return module


class Make(Protocol):
    """What makes a folder with a country."""

    def __call__(self, units: int, rows: int = ROWS, faulty: int = 0) -> Path:
        """Of so many units and rows, in the first so many of which the part is above the whole."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """A folder with a country; unless said otherwise always of as many rows."""
    maker = country()

    def make(units: int, rows: int = ROWS, faulty: int = 0) -> Path:
        folder: Path = tmp_path_factory.mktemp(f"units-{units}")
        maker.write_catalogue(folder / "catalogue", units, INDICATORS)
        maker.write_metrics(folder / "metrics.csv", units, INDICATORS, rows)
        head, *lines = (folder / "metrics.csv").read_text("utf-8").splitlines()
        broken = [",".join((*line.split(",")[:3], "9", "8", ",,,")) for line in lines[:faulty]]
        text = "\n".join((head, *broken, *lines[faulty:], ""))
        (folder / "metrics.csv").write_text(text, "utf-8")
        return folder

    return make


def steps(folder: Path) -> dict[str, int]:
    """The calls of every step of a check."""
    kept: dict[str, Any] = {}

    def keep(name: str, work: Callable[[], object]) -> int:
        return calls(lambda: kept.__setitem__(name, work()))

    def catalogue() -> Catalogue:
        found: Catalogue = kept["catalogue"]
        return found

    def metrics() -> Metrics:
        found: Metrics = kept["metrics"]
        return found

    return {
        "catalogue": keep("catalogue", lambda: dxscore.load_catalogue(folder / "catalogue")),
        "metrics": keep("metrics", lambda: read_files([str(folder / "metrics.csv")], catalogue())),
        "judged": keep("judged", lambda: judge(catalogue(), metrics())),
        "json": keep("json", lambda: kept["judged"].scorecard.to_json()),
        "fewer units": keep("fewer units", lambda: kept["judged"].scorecard.with_units("worst")),
        "history": keep("history", lambda: kept["judged"].history),
        "page": keep("page", lambda: html_page(of_worst(kept["judged"]))),
        "workbook": keep("workbook", lambda: excel_workbook(of_worst(kept["judged"]))),
        "screen": keep("screen", lambda: table_text(of_worst(kept["judged"]))),
        "groups": keep("groups", lambda: group_results(kept["judged"]).document.to_json()),
        "unit rows": keep("unit rows", lambda: unit_rows(kept["judged"])),
    }


def unit_rows(judged: Judgement) -> bytes:
    """The units as a table."""
    found = group_results(judged)
    return UnitRows(View(judged.scorecard, judged.catalogue), found.whole, found.groups).as_csv()


def of_worst(judged: Judgement) -> View:
    """The judgement as a document shows it that does not list all units."""
    return View(
        judged.scorecard,
        judged.catalogue,
        history=judged.history,
        observations=judged.metrics.observations,
        units="worst",
    )


def test_twice_the_units_are_twice_the_calls(made: Make) -> None:
    steps(made(FEW))  # what is made once, and kept, is paid for here
    few, many = steps(made(FEW)), steps(made(2 * FEW))
    grown = {name: many[name] / few[name] for name in few}
    assert {name: ratio for name, ratio in grown.items() if ratio > 2.1} == {}
    # As many rows as before: reading them costs about the same, whatever the number of units.
    assert grown["metrics"] < 1.2


def test_twice_the_rows_are_twice_the_calls(made: Make) -> None:
    few, many = steps(made(FEW)), steps(made(FEW, 2 * ROWS))
    assert {name: many[name] / few[name] for name in few if many[name] / few[name] > 2.1} == {}


def test_twice_the_findings_are_twice_the_calls(made: Make) -> None:
    few, many = steps(made(FEW, faulty=ROWS // 4)), steps(made(FEW, faulty=ROWS // 2))
    assert {name: many[name] / few[name] for name in few if many[name] / few[name] > 2.1} == {}

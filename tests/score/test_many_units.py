"""What a catalogue of many units costs: twice the units, about twice the calls, in every step.

Counted in calls, which are the same on every machine (`tests/calls.py`). They do not show a search within one
call, as `in` makes in a tuple: `benchmarks/scale.py` measures time.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dxscore
from calls import calls
from dxscore.flows.judge import judge, read_files
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics

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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """A folder with a country of so many units, and always as many rows."""
    maker = country()

    def make(units: int) -> Path:
        folder: Path = tmp_path_factory.mktemp(f"units-{units}")
        maker.write_catalogue(folder / "catalogue", units, INDICATORS)
        maker.write_metrics(folder / "metrics.csv", units, INDICATORS, ROWS)
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
    }


def test_twice_the_units_are_twice_the_calls(made: Callable[[int], Path]) -> None:
    steps(made(FEW))  # what is made once, and kept, is paid for here
    few, many = steps(made(FEW)), steps(made(2 * FEW))
    grown = {name: many[name] / few[name] for name in few}
    assert {name: ratio for name, ratio in grown.items() if ratio > 2.1} == {}
    # As many rows as before: reading them costs about the same, whatever the number of units.
    assert grown["metrics"] < 1.2

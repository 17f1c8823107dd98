"""One command runs every benchmark and writes every table of docs/performance.md."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
HELPERS = {"country", "peers", "processes", "run_all"}


@pytest.fixture
def run_all(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module."""
    spec = importlib.util.spec_from_file_location("run_all", FOLDER / "run_all.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "run_all", module)
    spec.loader.exec_module(module)
    return module


def test_all_benchmarks_are_named_and_have_their_part_of_the_page(run_all: Any) -> None:
    assert {path.stem for path in FOLDER.glob("*.py")} - HELPERS == set(run_all.SMALL)
    page = run_all.PAGE.read_text("utf-8")
    order = [page.index(f"<!-- {name} -->") for name in run_all.SMALL]
    assert order == sorted(order), "in the page's order"
    for name in run_all.SMALL:
        changed = run_all.replaced(page, name, "| new |\n|---|")
        assert f"<!-- {name} -->\n| new |\n|---|\n<!-- end of {name} -->" in changed
        start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        assert changed.partition(start)[0] == page.partition(start)[0]
        assert changed.partition(end)[2] == page.partition(end)[2]


def test_a_part_that_is_not_there_is_refused(run_all: Any) -> None:
    with pytest.raises(ValueError, match="0 parts"):
        run_all.replaced("no part", "scale", "")


@pytest.mark.parametrize("name", ["no_such", "country"])
def test_an_unknown_name_is_refused(run_all: Any, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, "argv", ["run_all.py", name])
    with pytest.raises(SystemExit, match=name):
        run_all.main()

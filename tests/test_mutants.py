"""What scripts/mutate.py changes, and with which tests: all of scoring, and no name that is gone."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def mutate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutate", ROOT / "scripts" / "mutate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look
    spec.loader.exec_module(module)
    return module


def test_all_of_scoring_is_changed(mutate: ModuleType) -> None:
    score = ROOT / "src" / "dxscore" / "score"
    modules = {f"score/{path.name}" for path in score.glob("*.py") if path.name != "__init__.py"}
    assert modules <= set(mutate.TESTS)


def test_every_test_that_is_named_is_there(mutate: ModuleType) -> None:
    named = {test for tests in (*mutate.TESTS.values(), *mutate.BESIDE.values()) for test in tests}
    assert sorted(test for test in named if not (ROOT / "tests" / test).is_file()) == []


def test_what_is_listed_as_equal_is_a_change_of_the_code_as_it_is(mutate: ModuleType) -> None:
    listed = tomllib.loads((ROOT / "scripts" / "mutants.toml").read_text("utf-8"))["equal"]
    modules = {each["module"] for each in listed}
    known = {(one.module, one.name) for module in modules for one in mutate.mutants(module)}
    assert {(each["module"], each["change"]) for each in listed} - known == set()
    assert all(each["reason"].strip() for each in listed)

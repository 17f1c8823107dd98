"""Change the code in small ways, one at a time, and see whether the tests notice.

    python scripts/mutate.py                         # every change of every module below: hours
    python scripts/mutate.py --sample 100 --seed 1   # so many of them, by chance
    python scripts/mutate.py --only read/numbers.py

Each changed module is loaded in a process of its own, forked from one that has the libraries already, in the
place of the true one; then the module's tests run until the first that fails. Ends with 1 where fewer than
--floor per cent are noticed, with 2 where tests fail without any change. What changes nothing is listed
in scripts/mutants.toml, each with its reason, and do not count.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.machinery
import os
import signal
import sys
import time
import tomllib
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import CodeType, ModuleType
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCE: Final = ROOT / "src" / "dxscore"
SECONDS_AT_MOST: Final = 120
TESTS: Final = {
    "read/numbers.py": ["read/test_numbers.py", "read/test_columns.py", "read/test_metrics.py"],
    "read/periods.py": ["read/test_periods.py", "read/test_metrics.py"],
    "read/markers.py": ["read/test_markers.py", "read/test_metrics.py"],
    "score/arithmetic.py": [
        "score/test_arithmetic.py",
        "score/test_arithmetic_properties.py",
        "score/test_judge.py",
    ],
    "score/spans.py": ["score/test_spans.py", "score/test_covers.py"],
    "score/coverage.py": ["score/test_covers.py", "score/test_second_judge.py"],
    "score/select.py": ["score/test_select.py", "score/test_covers.py", "score/test_second_judge.py"],
    "score/figures.py": ["score/test_judge.py", "score/test_second_judge.py", "score/test_gaps.py"],
    "score/judge.py": ["score/test_judge.py", "score/test_covers.py", "score/test_second_judge.py"],
    "score/day.py": ["score/test_deadlines.py", "cli/test_shared_cases.py"],
    "score/deadlines.py": ["score/test_deadlines.py", "score/test_plan_language.py"],
    "score/gate.py": ["score/test_gate.py"],
    "score/totals.py": ["score/test_totals.py"],
    "score/waive.py": ["score/test_waive.py"],
    "score/outlook.py": ["score/test_outlook.py"],
}
"""Module -> its tests, those that notice most first."""
EQUAL: Final = ROOT / "scripts" / "mutants.toml"

_COMPARED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_OTHER_NAMES: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """A module with one change. `name` is the same as long as its line is."""

    module: str
    name: str
    line: int
    tree: ast.Module


def mutants(module: str) -> list[Mutant]:
    """Every change of one module that is tried."""
    text = (SOURCE / module).read_text(encoding="utf-8")
    tree = ast.parse(text)
    found: list[Mutant] = []
    lines, never_run = text.splitlines(), set(map(id, _annotations(tree)))
    for number, node in enumerate(ast.walk(tree)):
        if id(node) in never_run:
            continue
        for turn, _ in enumerate(_changes(node)):
            other = copy.deepcopy(tree)
            target = next(n for place, n in enumerate(ast.walk(other)) if place == number)
            before = _shown(target)
            change = list(_changes(target))[turn]
            _apply(target, change)
            line = getattr(target, "lineno", 0)
            name = f"{lines[line - 1].strip()}: {before} -> {_shown(target)}"
            found.append(Mutant(module, name, line, other))
    return found


def _annotations(tree: ast.AST) -> Iterator[ast.AST]:
    """What only says of what type something is."""
    for node in ast.walk(tree):
        for said in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if said is not None:
                yield from ast.walk(said)


def unchanged(module: str) -> Mutant:
    """The module as it is."""
    return Mutant(module, "nothing", 0, ast.parse((SOURCE / module).read_text(encoding="utf-8")))


def _changes(node: ast.AST) -> Iterator[tuple[str, object]]:
    """What may be changed in one node: a field and its other value."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        other = _COMPARED.get(type(node.ops[0]))
        if other is not None:
            yield "ops", [other()]
    elif isinstance(node, ast.BoolOp):
        yield "op", ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.BinOp) and type(node.op) in _COUNTED:
        if not _is_type(node):
            yield "op", _COUNTED[type(node.op)]()
    elif isinstance(node, ast.IfExp | ast.If | ast.While):
        yield "test", ast.UnaryOp(ast.Not(), node.test)
    else:
        yield from _changes_of_a_value(node)


def _changes_of_a_value(node: ast.AST) -> Iterator[tuple[str, object]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "value", not node.value
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield "value", node.value + 1
    elif isinstance(node, ast.Name) and node.id in _OTHER_NAMES:
        yield "id", _OTHER_NAMES[node.id]
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield "value", ast.Constant(None)


def _is_type(node: ast.BinOp) -> bool:
    """`int | None` of a signature, which nothing runs."""
    sides = (node.left, node.right)
    return any(isinstance(side, ast.Constant) and side.value is None for side in sides)


def _apply(node: ast.AST, change: tuple[str, object]) -> None:
    field, value = change
    setattr(node, field, value)
    ast.fix_missing_locations(node)


def _shown(node: ast.AST) -> str:
    """The first line of a node, for people and for the list of equals."""
    text = ast.unparse(node).splitlines()[0]
    return text if len(text) <= 100 else f"{text[:99]}…"


class _InPlace(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from a tree, and every other as ever."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self._name, self._path, self._code = name, path, code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if fullname != self._name:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, origin=str(self._path))

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(self._path)
        exec(self._code, module.__dict__)  # our own code, with one change


def noticed(mutant: Mutant) -> bool:
    """Whether a test fails, or does not end, under the change."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        _run_tests(mutant)
    began = time.monotonic()
    while time.monotonic() - began < SECONDS_AT_MOST:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) != 0
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def _run_tests(mutant: Mutant) -> None:
    """In the child: 0 where every test passes."""
    code = 1
    try:
        silent = os.open(
            os.environ.get("DXSCORE_MUTANTS_LOG", os.devnull), os.O_WRONLY | os.O_CREAT | os.O_APPEND
        )
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        path = SOURCE / mutant.module
        name = "dxscore." + mutant.module.removesuffix(".py").replace("/", ".")
        sys.meta_path.insert(0, _InPlace(name, path, compile(mutant.tree, str(path), "exec")))
        import pytest

        tests = [str(ROOT / "tests" / test) for test in TESTS[mutant.module]]
        code = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]))
    except BaseException:  # said where there is a log; that tests cannot be run is no reason to go on
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def main() -> int:
    """1 where too few changes are noticed."""
    parser = argparse.ArgumentParser(prog="scripts/mutate.py")
    parser.add_argument("--only", choices=sorted(TESTS), action="append")
    parser.add_argument("--sample", type=int, help="so many changes, by chance")
    parser.add_argument("--seed", default="0", help="any text")
    parser.add_argument("--floor", type=float, default=95, help="per cent that must be noticed")
    asked = parser.parse_args()
    os.chdir(ROOT)
    os.environ.setdefault("DXSCORE_WORLDS", "240")
    import pydantic  # noqa: F401  # once, for every child
    import pytest  # noqa: F401

    equal = equals()
    tried = [one for module in asked.only or TESTS for one in mutants(module)]
    tried = [one for one in tried if (one.module, one.name) not in equal]
    if asked.sample is not None and asked.sample < len(tried):
        tried = Random(asked.seed).sample(tried, asked.sample)
    for module in sorted({one.module for one in tried}):
        if noticed(unchanged(module)):
            print(f"the tests of {module} fail without any change: {TESTS[module]}")
            return 2
    left = [one for one in tried if not _told(one)]
    share = 100 * (len(tried) - len(left)) / max(1, len(tried))
    print(
        f"{len(tried)} changes, {len(tried) - len(left)} noticed ({share:.1f} %), {len(equal)} known as equal"
    )
    return 1 if share < asked.floor else 0


def _told(mutant: Mutant) -> bool:
    seen = noticed(mutant)
    if not seen:
        print(f"src/dxscore/{mutant.module}:{mutant.line}: not noticed: {mutant.name}", flush=True)
    return seen


def equals() -> set[tuple[str, str]]:
    """Changes that change nothing, by module and name."""
    listed = tomllib.loads(EQUAL.read_text(encoding="utf-8"))
    return {(one["module"], one["change"]) for one in listed.get("equal", [])}


if __name__ == "__main__":
    sys.exit(main())

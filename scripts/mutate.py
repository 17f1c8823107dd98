"""Change the code in small ways, one at a time, and see whether the tests notice.

    python scripts/mutate.py --kept FILE                 # every change of every module below: hours
    python scripts/mutate.py --kept FILE --seconds 600   # ten minutes of them, and goes on where it stopped
    python scripts/mutate.py --only read/numbers.py --lines 60-70

They are tried in an order by chance (--seed), so that wherever it stops, what was tried is an even sample. A
line of FILE is one result; those of a module that has changed since count no more. --again tries again what
was not noticed.

Each changed module is loaded in a process of its own, in the place of the true one, forked from one that has
the libraries and the layers below already; then the module's tests run until the first that fails, and where
none does, those beside them. Tests that take more than a minute of a processor do not end: they have noticed.
Ends with 1 where fewer than --floor per cent are noticed, with 2 where tests fail without any change. What
changes nothing is listed in scripts/mutants.toml, each with its reason, and does not count.
"""

from __future__ import annotations

import argparse
import ast
import copy
import hashlib
import importlib.abc
import importlib.machinery
import json
import os
import pkgutil
import resource
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
SECONDS_AT_MOST: Final = 60
"""Of a processor, not by the clock: what else the machine does makes no test notice anything."""
BELOW: Final = ("dxscore.words", "dxscore.model")
"""Layers that import nothing that is changed here: loaded once, for every child."""
TESTS: Final = {
    "read/figures.py": [
        "read/test_cells_decide_alone.py",
        "read/test_numbers.py",
        "read/test_columns.py",
        "read/test_rank_of.py",
        "read/test_metrics.py",
    ],
    "read/markers.py": ["read/test_markers.py", "read/test_metrics.py"],
    "read/numbers.py": [
        "read/test_cells_decide_alone.py",
        "read/test_numbers.py",
        "read/test_columns.py",
        "read/test_metrics.py",
    ],
    "read/periods.py": ["read/test_periods.py", "read/test_metrics.py"],
    "score/alike.py": ["score/test_compare.py", "score/test_trend.py"],
    "score/arithmetic.py": [
        "score/test_arithmetic.py",
        "score/test_arithmetic_properties.py",
        "score/test_judge.py",
        "score/test_second_judge.py",
    ],
    "score/beside.py": ["score/test_evidence_beside.py", "score/test_covers.py", "score/test_select.py"],
    "score/bodies.py": ["score/test_bodies.py"],
    "score/compare.py": ["score/test_compare.py", "score/test_baseline.py", "score/test_second_ratchet.py"],
    "score/coverage.py": [
        "score/test_decides_alone.py",
        "score/test_second_judge_beside.py",
        "score/test_covers.py",
        "score/test_asked_units.py",
        "score/test_judge.py",
        "score/test_second_judge.py",
        "score/test_engine.py",
    ],
    "score/day.py": ["score/test_day.py", "score/test_engine.py"],
    "score/deadlines.py": ["score/test_deadlines.py", "score/test_select.py", "score/test_plan_language.py"],
    "score/figures.py": [
        "score/test_judge.py",
        "score/test_second_judge.py",
        "score/test_gaps.py",
        "score/test_covers.py",
        "score/test_plan_language.py",
    ],
    "score/findings.py": ["score/test_capped.py"],
    "score/gaps.py": ["score/test_gaps.py", "score/test_engine.py"],
    "score/gate.py": ["score/test_gate.py"],
    "score/group_scorecards.py": ["score/test_group_scorecards.py"],
    "score/groups.py": ["score/test_group_scorecards.py"],
    "score/series.py": ["score/test_trend.py", "score/test_history.py"],
    "score/history.py": ["score/test_history.py"],
    "score/judge.py": [
        "score/test_decides_alone.py",
        "score/test_judge.py",
        "score/test_second_judge_beside.py",
        "score/test_covers.py",
        "score/test_second_judge.py",
        "score/test_share_verdicts_open.py",
        "score/test_plan_language.py",
    ],
    "score/like_for_like.py": [
        "score/test_compare.py",
        "score/test_second_ratchet.py",
        "score/test_trend.py",
    ],
    "score/outlook.py": ["score/test_outlook.py"],
    "score/periods.py": ["score/test_screen.py", "score/test_table_totals.py", "score/test_plausibility.py"],
    "score/plain_counts.py": [
        "score/test_second_judge.py",
        "score/test_covers.py",
        "score/test_plain_counts.py",
    ],
    "score/plausibility.py": [
        "score/test_plausibility_again.py",
        "score/test_plausibility.py",
        "score/test_screen.py",
    ],
    "score/ratchet.py": ["score/test_baseline.py", "score/test_second_ratchet.py"],
    "score/rows.py": ["score/test_screen.py", "score/test_strict.py", "score/test_plausibility.py"],
    "score/rules_change.py": ["score/test_plan_language.py", "score/test_trend.py"],
    "score/rules_levels.py": ["score/test_plan_language.py"],
    "score/scorer.py": ["score/test_engine.py", "score/test_covers.py", "score/test_select.py"],
    "score/select.py": ["score/test_select.py", "score/test_covers.py", "score/test_second_judge.py"],
    "score/spans.py": ["score/test_spans.py", "score/test_spans_apart.py", "score/test_covers.py"],
    "score/strict.py": ["score/test_strict.py", "score/test_screen.py"],
    "score/sums.py": ["score/test_table_totals.py", "score/test_screen.py", "score/test_covers.py"],
    "score/task_items.py": ["score/test_tasks_again.py", "score/test_tasks.py"],
    "score/task_states.py": ["score/test_tasks_again.py", "score/test_tasks.py"],
    "score/tasks.py": ["score/test_tasks_again.py", "score/test_tasks.py"],
    "score/totals.py": ["score/test_totals.py"],
    "score/trend.py": ["score/test_trend.py", "score/test_outlook.py", "score/test_history.py"],
    "score/unit_results.py": [
        "score/test_unit_results.py",
        "score/test_judge.py",
        "score/test_second_judge.py",
    ],
    "score/waive.py": ["score/test_waive.py", "score/test_second_judge.py"],
}
"""Module -> its tests, those that notice most first."""
BESIDE: Final = {
    "read": ["read/test_kept_cells.py", "read/test_cells_decide_alone.py"],
    "score": [
        f"score/test_{name}.py"
        for name in (
            "kept_answers", "decides_alone", "judge", "gaps", "evidence_beside", "table_totals",
            "plausibility", "screen", "deadlines",
            "waive", "gate", "asked_units", "strict", "history", "baseline", "spans_apart", "totals",
            "select", "tasks", "second_judge_beside",
        )
    ],
}  # fmt: skip
"""The tests of a room that take little time: tried where a module's own notice nothing."""
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
    """A module with one change. `name` is the same as long as its line is, `key` as long as the module is.

    Args:
        place: of the changed node among all, as they are walked.
        turn: which of the changes of that node.
    """

    module: str
    name: str
    line: int
    key: str
    place: int
    turn: int = 0

    def tree(self) -> ast.Module:
        """The module with the change in it."""
        tree = ast.parse(_text(self.module))
        target = next(node for place, node in enumerate(ast.walk(tree)) if place == self.place)
        _apply(target, list(_changes(target))[self.turn])
        return tree


def mutants(module: str) -> list[Mutant]:
    """Every change of one module that is tried."""
    text = _text(module)
    tree = ast.parse(text)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    lines, never_run = text.splitlines(), set(map(id, _annotations(tree)))
    found: list[Mutant] = []
    for place, node in enumerate(ast.walk(tree)):
        if id(node) in never_run:
            continue
        for turn, _ in enumerate(_changes(node)):
            other = copy.deepcopy(node)
            _apply(other, list(_changes(other))[turn])
            line = getattr(node, "lineno", 0)
            name = f"{lines[line - 1].strip()}: {_shown(node)} -> {_shown(other)}"
            found.append(Mutant(module, name, line, f"{module} {digest} {len(found)}", place, turn))
    return found


def _text(module: str) -> str:
    return (SOURCE / module).read_text(encoding="utf-8")


def _annotations(tree: ast.AST) -> Iterator[ast.AST]:
    """What only says of what type something is."""
    for node in ast.walk(tree):
        for said in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if said is not None:
                yield from ast.walk(said)


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
    own = TESTS[mutant.module]
    beside = [test for test in BESIDE[mutant.module.partition("/")[0]] if test not in own]
    return not _passes(mutant, [own, beside], SECONDS_AT_MOST)


def sound(modules: Sequence[str]) -> bool:
    """Whether all tests of these modules pass without any change."""
    rooms = {module.partition("/")[0] for module in modules}
    tests = [test for module in modules for test in TESTS[module]]
    tests += [test for room in sorted(rooms) for test in BESIDE[room]]
    return _passes(None, [list(dict.fromkeys(tests))], 20 * SECONDS_AT_MOST)


def _passes(mutant: Mutant | None, groups: Sequence[Sequence[str]], seconds: int) -> bool:
    """Whether all tests pass in a process of its own, in so many seconds of a processor."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        _run_tests(mutant, groups)
    began = time.monotonic()
    while time.monotonic() - began < 20 * seconds:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)  # it waits for something
    os.waitpid(child, 0)
    return False


def _run_tests(mutant: Mutant | None, groups: Sequence[Sequence[str]]) -> None:
    """In the child: 0 where every test passes."""
    code = 1
    try:
        silent = os.open(
            os.environ.get("DXSCORE_MUTANTS_LOG", os.devnull), os.O_WRONLY | os.O_CREAT | os.O_APPEND
        )
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        if mutant is not None:
            path = SOURCE / mutant.module
            name = "dxscore." + mutant.module.removesuffix(".py").replace("/", ".")
            sys.meta_path.insert(0, _InPlace(name, path, compile(mutant.tree(), str(path), "exec")))
        import hypothesis
        import pytest

        # The first failing example is enough, and the same change is to be noticed in every run.
        found = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile(
            "mutants", deadline=None, phases=found, derandomize=True, database=None
        )
        quick = ["-x", "-q", "--tb=no", "--hypothesis-profile=mutants"]
        plain = [
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "-W",
            "ignore::pytest.PytestAssertRewriteWarning",
        ]
        for tests in filter(None, groups):
            code = int(pytest.main([*quick, *plain, *(str(ROOT / "tests" / test) for test in tests)]))
            if code:
                break
    except BaseException:  # said where there is a log; that tests cannot be run is no reason to go on
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def main() -> int:
    """1 where too few changes are noticed."""
    asked = _options()
    os.chdir(ROOT)
    os.environ.setdefault("DXSCORE_WORLDS", "240")
    import hypothesis.strategies  # noqa: F401  # once, for every child
    import pydantic  # noqa: F401
    import pytest  # noqa: F401

    for layer in BELOW:
        for found in pkgutil.walk_packages(importlib.import_module(layer).__path__, f"{layer}."):
            importlib.import_module(found.name)

    equal = equals()
    every = [one for module in asked.only or TESTS for one in mutants(module)]
    every = [one for one in every if one.line in asked.lines] if asked.lines else every
    every = [one for one in every if (one.module, one.name) not in equal]
    Random(asked.seed).shuffle(every)
    known = _kept(asked.kept)
    as_it_is = f"unchanged {_digest()}"
    if as_it_is not in known:
        if not sound(asked.only or list(TESTS)):
            print("tests fail without any change")
            return 2
        known[as_it_is] = False
        _keep(asked.kept, as_it_is, noticed_=False)
    until = time.monotonic() + asked.seconds
    for number, one in enumerate(every):
        if number % asked.parts[1] != asked.parts[0] or time.monotonic() >= until:
            continue
        if known.get(one.key) or (one.key in known and not asked.again):
            continue
        known[one.key] = noticed(one)
        _keep(asked.kept, one.key, noticed_=known[one.key], line=one.line, change=one.name)
    tried = [one for one in every if one.key in known]
    for one in sorted(tried, key=lambda one: (one.module, one.line)):
        if not known[one.key]:
            print(f"src/dxscore/{one.module}:{one.line}: not noticed: {one.name}")
    return _told(len(every), [known[one.key] for one in tried], len(equal), asked.floor)


def _told(every: int, seen: list[bool], equal: int, floor: float) -> int:
    share = 100 * sum(seen) / max(1, len(seen))
    print(f"{len(seen)} of {every} changes, {sum(seen)} noticed ({share:.1f} %), {equal} known as equal")
    return 1 if share < floor else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/mutate.py")
    parser.add_argument("--only", choices=sorted(TESTS), action="append")
    parser.add_argument("--lines", type=_lines, help="as 60-70")
    parser.add_argument("--seed", default="0", help="any text")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no other after so long")
    parser.add_argument("--kept", type=Path, help="results: read, and written as they come")
    parser.add_argument("--again", action="store_true", help="try again what was not noticed")
    parser.add_argument("--parts", type=_part, default=(0, 1), help="as 1/2 and 2/2, for two at once")
    parser.add_argument("--floor", type=float, default=95, help="per cent that must be noticed")
    return parser.parse_args()


def _lines(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def _part(text: str) -> tuple[int, int]:
    one, _, of = text.partition("/")
    return int(one) - 1, int(of)


def _kept(file: Path | None) -> dict[str, bool]:
    """Results by key; of two the later."""
    if file is None or not file.exists():
        return {}
    results = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {one["key"]: one["noticed"] for one in results}


def _keep(file: Path | None, key: str, *, noticed_: bool, **told: object) -> None:
    if file is None:
        return
    with file.open("a", encoding="utf-8") as kept:
        kept.write(json.dumps({"key": key, "noticed": noticed_, **told}, ensure_ascii=False) + "\n")


def _digest() -> str:
    """Of the program and its tests: while it stays, tests that passed need not run again."""
    files = [file for top in (SOURCE, ROOT / "tests") for file in sorted(top.rglob("*.py"))]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:12]


def equals() -> set[tuple[str, str]]:
    """Changes that change nothing, by module and name."""
    listed = tomllib.loads(EQUAL.read_text(encoding="utf-8"))
    return {(one["module"], one["change"]) for one in listed.get("equal", [])}


if __name__ == "__main__":
    sys.exit(main())

"""What every run of the program owes, whatever it is given; and the running, shrinking and keeping of inputs.

A fuzzer is a function that makes a `Case` from a source of chance. `run` does the rest.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import itertools
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any, Final

PROJECT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT / "tests" / "screens")]

from asked import Said, ask  # noqa: E402  # from the folder that the line above names

__all__ = ["Broken", "Case", "Said", "ask", "run"]

KEPT_IN: Final = PROJECT / "tests" / "regress"
SECONDS_AT_MOST: Final = 30
"""Of one run, by the clock of a busy machine. Ordinary ones take a twentieth of a second."""
_SECONDS_TO_SHRINK: Final = 20.0
_ASKED: Final = "case.json"
_OUTPUT: Final = "out.json"
_HIDDEN: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_UNFILLED: Final = re.compile(r"\{[a-z_]{2,}\}")
_NO_MEMORY: Final = "not enough memory"
_CODE: Final = re.compile(r"DX\d{3}")
_OURS: Final = re.compile(r'File "[^"]*/dxscore/([^"]+)", line \d+, in (\w+)')


@dataclass(frozen=True)
class Case:
    """What is asked, and the files that stand in the current folder.

    Args:
        arguments: of the program, without its name and without `--lang`.
        files: content by name; a name may hold folders.
        printed: whether it prints one JSON document that `--output` would write just as it is.
        environment: variables that are set beside the usual ones.
        outputs: names of files that it may write; "*" for any that is not hidden.
    """

    arguments: tuple[str, ...]
    files: dict[str, bytes]
    printed: bool = False
    environment: dict[str, str] = field(default_factory=dict)
    outputs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Broken:
    """Which law a case broke, where (for telling finds apart), and what was seen."""

    law: str
    where: str
    seen: str

    @property
    def name(self) -> str:
        """Short, and the same for the same fault."""
        return f"{self.law}-{hashlib.sha256(self.where.encode()).hexdigest()[:10]}"


class TooLongError(BaseException):
    """A run took more than its time."""


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError


Maker = Callable[[Random], Case]


# ------------------------------------------------------------------ laws


def broken(case: Case, *, languages: bool = True) -> Broken | None:
    """The first law that a case breaks, if it breaks one. The current folder is another one meanwhile."""
    here = Path.cwd()
    top = Path(tempfile.mkdtemp(prefix="dxscore-fuzz-"))
    folder = top / "here"
    folder.mkdir()
    try:
        _put(folder, case.files)
        os.chdir(folder)
        return next((found for found in _laws(case, folder, languages) if found is not None), None)
    finally:
        os.chdir(here)
        shutil.rmtree(top)


def asked_alone(case: Case) -> Said:
    """What a case is answered, in a folder of its own."""
    here, folder = Path.cwd(), Path(tempfile.mkdtemp(prefix="dxscore-fuzz-"))
    try:
        _put(folder, case.files)
        os.chdir(folder)
        return _asked(case, "en")
    finally:
        os.chdir(here)
        shutil.rmtree(folder)


def _laws(case: Case, folder: Path, languages: bool) -> Iterator[Broken | None]:
    said = _asked(case, "en")
    yield _ends_well(case, said)
    yield _is_plain(case, said)
    yield _is_whole(case, said)
    yield _nothing_else_written(case, folder)
    if languages:
        other = _asked(case, "vi")
        yield _ends_well(case, other)
        yield _is_plain(case, other)
        if other.code != said.code:
            yield Broken("language", _kinds(said), f"exit {said.code} in English, {other.code} in Vietnamese")
    again = _asked(case, "en")
    if again != said:
        yield Broken("same", _kinds(said), f"{_shortened(said)}\n=== then\n{_shortened(again)}")
    if case.printed:
        yield _written_as_printed(case, folder, said)


def _asked(case: Case, lang: str, *more: str) -> Said:
    sys.argv[1:] = []
    if sys.platform != "win32":  # which has no such clock
        signal.signal(signal.SIGALRM, _too_long)
        signal.alarm(SECONDS_AT_MOST)
    try:
        return ask(*case.arguments, *more, "--lang", lang, variables=case.environment)
    finally:
        if sys.platform != "win32":
            signal.alarm(0)


def _ends_well(case: Case, said: Said) -> Broken | None:
    if said.code not in (0, 1, 2):
        told = _asked(case, "en", "--debug").err
        frames = _OURS.findall(told)
        last = told.strip().splitlines()[-1:] or [""]
        where = f"{last[0].partition(':')[0]} {frames[-1:]}"
        return Broken("exit", where, f"exit {said.code}\n{told[-4000:]}")
    if "Traceback (most" in said.out + said.err:
        return Broken("traceback", said.err[-200:], said.err)
    if _NO_MEMORY in said.err:
        return Broken("memory", "memory", said.err)
    if said.code == 2 and not said.err.strip():
        return Broken("silent", " ".join(case.arguments[:2]), "exit 2 without a word on standard error")
    return None


def _is_plain(case: Case, said: Said) -> Broken | None:
    """Nothing that was typed acts on a terminal or on a CI service; no phrase is left unfilled."""
    commands = "github" in case.arguments or "gitlab" in case.arguments
    for line in [*said.err.split("\n"), *said.out.split("\n")]:
        if hidden := _HIDDEN.search(line):
            return Broken("plain", f"{ord(hidden[0]):#x}", repr(line))
        if not commands and (line.lstrip().startswith("::") or "##[" in line):
            return Broken("command", " ".join(case.arguments[:1]), repr(line))
    for word in set(_UNFILLED.findall(said.err)):
        typed = [*case.files.values(), *(a.encode() for a in case.arguments)]
        if not any(word.encode() in text for text in typed):
            return Broken("unfilled", word, said.err)
    return None


def _is_whole(case: Case, said: Said) -> Broken | None:
    """A document of JSON is one, and its findings say what, where, and what to do."""
    if "json" not in case.arguments or not said.out:
        return None
    try:
        document = json.loads(said.out, parse_constant=_no_constant)
    except ValueError as error:
        return Broken("json", str(error)[:40], said.out[-500:])
    for finding in document.get("findings", []) if isinstance(document, dict) else []:
        if why := _unsound(finding, said):
            return Broken("findings", f"{why} {finding.get('code')}", json.dumps(finding, ensure_ascii=False))
    return _counted(document, said)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _unsound(finding: dict[str, Any], said: Said) -> str | None:
    if not _CODE.fullmatch(str(finding.get("code"))):
        return "no code"
    if not str(finding.get("message") or "").strip():
        return "no message"
    if any(isinstance(at, int) and at < 1 for at in (finding.get("row"), finding.get("position"))):
        return "no place"
    if finding.get("severity") not in ("error", "warning", "note"):
        return "no severity"
    if finding["severity"] == "error" and said.code != 2 and "lint" not in said.out[:40]:
        return "an error, and exit code 0 or 1" if not _is_lint(said) else None
    return None


def _is_lint(said: Said) -> bool:
    return '"dxscore/findings/' in said.out[:200]


def _counted(document: Any, said: Said) -> Broken | None:
    """What `lint` counts is what it lists; with errors it ends with 1."""
    if not isinstance(document, dict) or not _is_lint(said):
        return None
    listed = Counter(finding["severity"] for finding in document["findings"])
    if document["listed"] != listed.total() or document["total"] < document["listed"]:
        return Broken("counted", "listed", said.out[:400])
    if document["total"] == document["listed"]:
        told = {kind: document[f"{kind}s"] for kind in ("error", "warning", "note")}
        if any(told[kind] != listed[kind] for kind in told):
            return Broken("counted", "severity", f"{told} {listed}")
        if (listed["error"] > 0) != (said.code != 0):
            return Broken("counted", "exit code", f"{listed} exit {said.code}")
    return None


def _nothing_else_written(case: Case, folder: Path, *outputs: str) -> Broken | None:
    """Inputs stand as they were, and nothing stands beside them but the files that were asked for."""
    where = " ".join(case.arguments[:1])
    if above := [path.name for path in folder.parent.iterdir() if path != folder]:
        return Broken("litter", f"{where} above", f"left behind above: {sorted(above)}")
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name, content in case.files.items():
        if name not in found or (folder / name).read_bytes() != content:
            return Broken("input", where, f"{name} was changed")
    more = found - set(case.files) - {*case.outputs, *outputs}
    if "*" in case.outputs:
        more = {name for name in more if name.startswith(".")}
    if more:
        return Broken("litter", where, f"left behind: {sorted(more)}")
    return None


def _written_as_printed(case: Case, folder: Path, said: Said) -> Broken | None:
    """A file holds what would be printed, byte for byte; where nothing would be, the old file stands."""
    output = folder / _OUTPUT
    output.write_bytes(b"old")
    to_file = _asked(case, "en", "--output", _OUTPUT)
    where = " ".join(case.arguments[:1])
    if to_file.code != said.code:
        return Broken(
            "output", f"{where} code", f"{said.code} printed, {to_file.code} written\n{to_file.err}"
        )
    written = output.read_bytes()
    if written != (said.out.encode() or b"old"):
        return Broken(
            "output", where, f"printed {len(said.out.encode())} bytes, in the file {written[:80]!r}"
        )
    return _nothing_else_written(case, folder, _OUTPUT)


def _kinds(said: Said) -> str:
    return f"{said.code} {sorted(set(_CODE.findall(said.err)))[:3]}"


def _shortened(said: Said) -> str:
    return f"exit {said.code}\n{said.out[:1500]}\n{said.err[:1500]}"


# ------------------------------------------------------------------ cases as folders


def _put(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def keep(case: Case, found: Broken, fuzzer: str, came_from: str, top: Path = KEPT_IN) -> Path:
    """Write a case as a folder that `kept` reads; where there is one of the same name, that one stays."""
    folder = top / f"{fuzzer}-{found.name}"
    if not folder.exists():
        folder.mkdir(parents=True)
        _put(folder / "files", case.files)
        told = {
            "arguments": list(case.arguments),
            "printed": case.printed,
            "environment": case.environment,
            "outputs": list(case.outputs),
            "law": found.law,
            "came_from": came_from,
            "seen": found.seen.splitlines()[-1][:200] if found.seen else "",
        }
        text = json.dumps(told, ensure_ascii=False, indent=1)
        (folder / _ASKED).write_text(f"{text}\n", encoding="utf-8")
    return folder


def kept(folder: Path) -> Case:
    """The case in a folder of `tests/regress`."""
    told = json.loads((folder / _ASKED).read_text(encoding="utf-8"))
    inside = folder / "files"
    files = {p.relative_to(inside).as_posix(): p.read_bytes() for p in inside.rglob("*") if p.is_file()}
    return Case(tuple(told["arguments"]), files, told["printed"], told["environment"], tuple(told["outputs"]))


def all_kept(top: Path = KEPT_IN) -> list[Path]:
    """Every folder with a case."""
    return sorted(path.parent for path in top.glob(f"*/{_ASKED}"))


# ------------------------------------------------------------------ shrinking


def shrunk(case: Case, found: Broken, judge: Callable[[Case], Broken | None] = broken) -> Case:
    """A case with fewer lines in its files that breaks the same law at the same place."""
    until = time.monotonic() + _SECONDS_TO_SHRINK
    for name in sorted(case.files, key=lambda name: -len(case.files[name])):
        parts = case.files[name].splitlines(keepends=True)
        size = max(1, len(parts) // 2)
        while parts and time.monotonic() < until:
            shorter = _without_some(case, name, parts, size, found, until, judge)
            if shorter is None:
                if size == 1:
                    break
                size //= 2
            else:
                parts = shorter
                size = max(1, min(size, len(parts) // 2))
        case = replace(case, files=case.files | {name: b"".join(parts)})
    return case


def _without_some(
    case: Case,
    name: str,
    parts: list[bytes],
    size: int,
    found: Broken,
    until: float,
    judge: Callable[[Case], Broken | None],
) -> list[bytes] | None:
    for start in range(0, len(parts), size):
        if time.monotonic() > until:
            return None
        fewer = parts[:start] + parts[start + size :]
        still = judge(replace(case, files=case.files | {name: b"".join(fewer)}))
        if still is not None and still.name == found.name:
            return fewer
    return None


# ------------------------------------------------------------------ running


@dataclass
class Tried:
    """How many inputs, how they ended, and the finds by name."""

    inputs: int = 0
    finds: dict[str, Broken] = field(default_factory=dict)


def search(
    name: str,
    make: Maker,
    seconds: float,
    seed: str,
    first: int = 0,
    keeping: bool = True,
    judge: Callable[[Case], Broken | None] = broken,
) -> Tried:
    """Try inputs for so long. Input number n of a seed is the same in every run, whatever came before."""
    until, tried = time.monotonic() + seconds, Tried()
    for number in itertools.count(first):
        if time.monotonic() >= until:
            break
        came_from = f"{name} --seed {seed} --first {number}"
        case = make(Random(f"{name}:{seed}:{number}"))
        found = judge(case)
        tried.inputs += 1
        if found is None or found.name in tried.finds:
            continue
        tried.finds[found.name] = found
        _tell(f"{came_from}: {found.law}: {' '.join(case.arguments)}\n{found.seen}")
        if keeping:
            _tell(f"kept in {keep(shrunk(case, found, judge), found, name, came_from)}")
    return tried


def judged(folder: Path) -> Broken | None:
    """The law that a kept case breaks (again)."""
    if folder.name.startswith("same-"):
        from same import differ  # which is made of what is here

        return differ(kept(folder))
    return broken(kept(folder))


def replayed() -> list[tuple[Path, Broken]]:
    """Every kept case that breaks a law (again)."""
    results = ((folder, judged(folder)) for folder in all_kept())
    return [(folder, found) for folder, found in results if found is not None]


def read_here() -> None:
    """From now on workbooks are read in this process: the same code, without the start of another."""
    from dxscore.workbooks import child, worker
    from dxscore.workbooks.sheet import Refusal, Workbook

    def read(_: worker.Worker, content: bytes) -> Workbook | Refusal:
        answers = io.BytesIO()
        child.answer(content, answers)
        answers.seek(0)
        found = worker.gathered(answers)
        if found is None:
            raise AssertionError("an answer that breaks off")
        return found

    setattr(worker.Worker, "read", read)  # noqa: B010  # a method, put in the place of another


def run(make: Maker, name: str, judge: Callable[[Case], Broken | None] = broken) -> None:
    """What a script does: read its options, replay what was kept, search, tell, and exit."""
    parser = argparse.ArgumentParser(prog=f"fuzz/{name}.py")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", default="0", help="any text")
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument(
        "--processes", action="store_true", help="workbooks in processes of their own, as ever"
    )
    parser.add_argument("--no-keep", action="store_true", help="write nothing into tests/regress")
    options = parser.parse_args()
    if not options.processes:
        read_here()
    again = replayed()
    for folder, found in again:
        _tell(f"{folder.name}: {found.law}: {found.seen}")
    tried = search(name, make, options.seconds, options.seed, options.first, not options.no_keep, judge)
    _tell(f"{name}: {tried.inputs} inputs, {len(tried.finds)} finds, seed {options.seed}")
    sys.exit(1 if tried.finds or again else 0)


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()

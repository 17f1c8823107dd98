"""Logs in text files, counted in as many processes as the machine has cores where a file allows it."""

from __future__ import annotations

import itertools
import os
import pickle
import subprocess
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from dxscore.errors import RecordsError
from dxscore.isolated import parent
from dxscore.isolated.child import LENGTH_BYTES
from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.place import Place
from dxscore.rollup.child import Answer, Counted, KeySpace, Part, sink_for
from dxscore.rollup.keys import Settler, laid_down, parts_for
from dxscore.rollup.plan import CountingPlan
from dxscore.rollup.tally import Tally
from dxscore.rollup.text import (
    HEAD,
    LineCount,
    LogLayout,
    NotPlainError,
    RefusedError,
    TextReader,
    blocks,
    layout_of,
)
from dxscore.words.say import pair

APART_FROM: Final = 8 * 1024 * 1024
"""A smaller file is counted in the process that asks: to start another takes longer."""
_BOUNDARY_WITHIN: Final = 1 << 20

Read = Callable[[int], None]
"""Told how many more bytes have been read."""


class LogFile(NamedTuple):
    """A log to be read.

    Args:
        name: how findings name it.
        stream: where it is read from once; None where it is opened by its name, as often as it takes.
        size: its bytes; 0 where that is not known.
    """

    name: str
    stream: BinaryIO | None
    size: int


class Log(NamedTuple):
    """What came of some logs.

    Args:
        tally: of all their records.
        records: how many each has, by the other count.
    """

    tally: Tally
    records: tuple[int, ...]


def count_files(
    plan: CountingPlan, files: Sequence[LogFile], read: Read, processes: int | None = None
) -> Log:
    """The records of all `files`, as many of each meaning as there are.

    Args:
        plan: what is read of each record.
        files: at least one.
        read: told of the bytes as they are read.
        processes: how many at most; by default one for each core.

    Raises:
        RecordsError: a file that cannot be read whole, with the findings of all such files; or one that was
            changed meanwhile; or a count that the lines of its file do not bear out.
    """
    at_most = processes or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else [0])
    total, counts, refused = Tally(), list[int](), list[Finding]()
    with tempfile.TemporaryDirectory(prefix="dxscore-") as folder:
        size = sum(file.size for file in files) or 1 << 32
        keys = None if plan.key is None else KeySpace(folder, parts_for(size))
        lines_before: dict[str, int] = {}
        for number, file in enumerate(files):
            try:
                counted, records = _counted(_Job(plan, file, number, keys, read, at_most, lines_before))
            except RefusedError as error:
                refused.append(error.finding)
                continue
            if counted.tally.records != records:
                raise disagreement(file.name, counted.tally.records, records)
            total.add(counted.tally)
            counts.append(records)
        if refused:
            raise RecordsError(*pair("rollup.refused", count=len(refused)), tuple(refused))
        if keys is not None:
            settler = Settler(plan, [file.name for file in files])
            for part in range(keys.parts):
                settler.settle(laid_down(Path(folder), part, lines_before))
            settled = settler.tally()
            settled.places = sorted(
                [*total.places, *settled.places], key=lambda found: (found[0].file, found[0].row or 0)
            )
            total.places = []
            total.add(settled)
    return Log(total, tuple(counts))


def disagreement(file: str, counted: int, records: int) -> RecordsError:
    """Two ways of counting the same records have come to two numbers: no figure can be trusted."""
    finding = rules.RECORDS_DISAGREE.finding(Place(file), counted=counted, records=records)
    return RecordsError(*pair("rollup.disagree"), (finding,))


class _Job(NamedTuple):
    """One file to be counted, and how."""

    plan: CountingPlan
    file: LogFile
    number: int
    keys: KeySpace | None
    read: Read
    processes: int
    lines_before: dict[str, int]


def _counted(job: _Job) -> tuple[Counted, int]:
    """The records of one file, and how many there are by its lines.

    Raises:
        RefusedError: it cannot be read whole.
        RecordsError: it was changed meanwhile, or a process has ended.
    """
    if job.file.stream is not None:
        return _in_one_go(job, job.file.stream)
    path = Path(job.file.name)
    try:
        before = path.stat()
        with path.open("rb") as stream:
            counted = _in_parts(job, stream) or _in_one_go(job, stream)
        after = path.stat()
    except OSError as error:
        from dxscore.words.system import system_words

        raise RefusedError(
            rules.CANNOT_READ.finding(Place(job.file.name), reason=system_words(error))
        ) from error
    if (job.file.size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise RecordsError(*pair("rollup.changed"), (rules.RECORDS_CHANGED.finding(Place(job.file.name)),))
    return counted


def _in_one_go(job: _Job, stream: BinaryIO) -> tuple[Counted, int]:
    """Read from the first byte to the last; the lines are counted from the bytes as they pass."""
    head = _read_up_to(stream, HEAD)
    layout = layout_of(job.file.name, head, job.plan.headers, job.plan.key)
    counting = _Counting(head, stream, layout.encoding)
    counting.read(layout.start)
    sink = sink_for(job.plan, job.file.name, job.number, job.keys, f"{job.number:06d}")
    reader = TextReader(job.file.name, layout, sink)
    try:
        # Of a file no more than it had at first: one that is written on would have no end.
        size = None if job.file.stream is not None else max(job.file.size - layout.start, 0)
        for data, last in blocks(counting, layout, size):  # type: ignore[arg-type]  # it is read, no more
            reader.block(data, last)
            job.read(len(data))
    except UnicodeDecodeError as error:
        line = layout.line + reader.lines
        raise RefusedError(
            rules.BROKEN_UTF_16.finding(Place(job.file.name, None, line), byte=error.start + 1)
        ) from error
    records = counting.lines.result() - (layout.line - 1) - reader.between
    return Counted(sink.tally(), reader.lines, reader.between), records


class _Counting:
    """A stream read on behind its first bytes; counts the lines of all that passes."""

    def __init__(self, head: bytes, stream: BinaryIO, encoding: str) -> None:
        self._head, self._stream = head, stream
        self.lines = LineCount(encoding)

    def read(self, size: int) -> bytes:
        """As many bytes, fewer only at the end."""
        taken, self._head = self._head[:size], self._head[size:]
        if len(taken) < size:
            taken += _read_up_to(self._stream, size - len(taken))
        self.lines.add(taken)
        return taken


def _read_up_to(stream: BinaryIO, size: int) -> bytes:
    """So many bytes, fewer only at the end: a pipe gives what it has."""
    taken = stream.read(size)
    while len(taken) < size and (more := stream.read(size - len(taken))):
        taken += more
    return taken


def _in_parts(job: _Job, stream: BinaryIO) -> tuple[Counted, int] | None:
    """Count a file in several processes, and its lines meanwhile; None where it has to be read in one go."""
    if job.processes < 2 or job.file.size < APART_FROM:
        return None
    layout = layout_of(job.file.name, _read_up_to(stream, HEAD), job.plan.headers, job.plan.key)
    edges = _edges(stream, layout, job.file.size, job.processes)
    if edges is None:
        stream.seek(0)
        return None
    parts = [
        Part(
            job.plan,
            job.file.name,
            job.number,
            layout,
            start,
            end - start,
            job.keys,
            f"{job.number:06d}-{place:03d}",
        )
        for place, (start, end) in enumerate(itertools.pairwise(edges))
    ]
    lines = LineCount(layout.encoding)
    try:
        with _Processes(parts, job.read) as processes:
            stream.seek(0)
            while block := stream.read(1 << 20):
                lines.add(block)
            answers = processes.answers()
    except NotPlainError:
        for part in parts:
            if part.keys is not None:
                for path in Path(part.keys.folder).glob(f"*-{part.tag}"):
                    path.unlink()
        stream.seek(0)
        return None
    total, read, between = Tally(), 0, 0
    for part, counted in zip(parts, answers, strict=True):
        _move(counted.tally, read)
        job.lines_before[part.tag] = read
        total.add(counted.tally)
        read, between = read + counted.lines, between + counted.between
    return Counted(total, read, between), lines.result() - (layout.line - 1) - between


def _edges(stream: BinaryIO, layout: LogLayout, size: int, parts: int) -> list[int] | None:
    """Where the parts of a file begin, and the last one ends; None where no line ends are found there."""
    if layout.encoding != "utf-8":
        return None
    edges = [layout.start]
    for part in range(1, parts):
        stream.seek(layout.start + (size - layout.start) * part // parts)
        found = stream.read(_BOUNDARY_WITHIN)
        if b"\n" not in found:
            return None
        edges.append(stream.tell() - len(found) + found.index(b"\n") + 1)
    edges.append(size)
    return edges if edges == sorted(set(edges)) else None


def _move(tally: Tally, lines: int) -> None:
    """Let the places of a part count their lines from the start of the file."""
    if lines:
        tally.places = [
            tuple(finding.model_copy(update={"row": (finding.row or 0) + lines}) for finding in found)
            for found in tally.places
        ]


class _Processes:
    """A process for each part; all are ended on the way out."""

    def __init__(self, parts: Sequence[Part], read: Read) -> None:
        self._read = read
        self._parts = parts
        self._answers: list[Answer | None] = [None] * len(parts)
        self._running: list[subprocess.Popen[bytes]] = []
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()

    def __enter__(self) -> _Processes:
        try:
            for place, part in enumerate(self._parts):
                process = parent.start("dxscore.rollup.child")
                self._running.append(process)
                parent.ask(process, pickle.dumps(part))
                thread = threading.Thread(target=self._listen, args=(place, process), daemon=True)
                thread.start()
                self._threads.append(thread)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running:
            parent.end(process)

    def answers(self) -> list[Counted]:
        """What came of each part, in their order.

        Raises:
            NotPlainError: a part cannot be read by itself.
            RecordsError: a process has ended without an answer.
        """
        for thread in self._threads:
            thread.join()
        said = [answer for answer in self._answers if answer is not None]
        if any(answer.kind == "not_plain" for answer in said):
            raise NotPlainError
        counted = [answer.counted for answer in said if answer.counted is not None]
        if len(counted) < len(self._parts):
            raise RecordsError(*pair("rollup.process_ended"))
        return counted

    def _listen(self, place: int, process: subprocess.Popen[bytes]) -> None:
        stream = process.stdout
        while stream is not None and len(length := stream.read(LENGTH_BYTES)) == LENGTH_BYTES:
            data = stream.read(int.from_bytes(length, "big"))
            try:
                answer: Answer = pickle.loads(data)  # noqa: S301 -- from a process of our own
            except (EOFError, pickle.UnpicklingError):
                return  # it ended while it spoke
            if answer.kind == "read":
                with self._lock:
                    self._read(answer.read)
                continue
            self._answers[place] = answer
            if answer.kind == "not_plain":  # nothing that the others find is of use
                for other in self._running:
                    other.kill()
            return

"""Inside a process that counts a part of a log: what to count comes in, what came of it goes out."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from dxscore.isolated.child import LENGTH_BYTES, open_answers, requests
from dxscore.rollup.keys import KeyWriter
from dxscore.rollup.plan import CountingPlan
from dxscore.rollup.tally import Recorder, Tally
from dxscore.rollup.text import LogLayout, NotPlainError, RefusedError, TextReader, blocks


class KeySpace(NamedTuple):
    """Where records with a key are laid down: the folder, and in how many parts."""

    folder: str
    parts: int


class Part(NamedTuple):
    """A part of a log.

    Args:
        plan: what is read of each record.
        file, number: the file and its number.
        layout: how it is laid out.
        start, size: the bytes of the part.
        keys: where records with a key go; None where there is no key.
        tag: what sets this part apart from all others.
    """

    plan: CountingPlan
    file: str
    number: int
    layout: LogLayout
    start: int
    size: int
    keys: KeySpace | None
    tag: str


class Counted(NamedTuple):
    """What came of some lines of a log.

    Args:
        tally: of its records; their lines from that of the layout on.
        lines: how many lines were read.
        between: how many of them hold no record of their own.
    """

    tally: Tally
    lines: int
    between: int


class Answer(NamedTuple):
    """What a process says: how many more bytes it has read; what came of its part; or that it cannot read it
    by itself, for a fault in it has to be seen from the file's first line on.
    """

    kind: Literal["read", "counted", "not_plain"]
    read: int = 0
    counted: Counted | None = None


def sink_for(
    plan: CountingPlan, file: str, number: int, keys: KeySpace | None, tag: str
) -> Recorder | KeyWriter:
    """What takes the records of a part."""
    if keys is None:
        return Recorder(plan, file)
    return KeyWriter(plan, file, number, Path(keys.folder), keys.parts, tag)


def main() -> None:
    """Answer until nothing more is asked."""
    answers = open_answers()
    for request in requests():
        part: Part = pickle.loads(request)  # noqa: S301 -- from the process that started this one
        try:
            _say(answers, Answer("counted", counted=_count(part, answers)))
        except (RefusedError, NotPlainError):
            _say(answers, Answer("not_plain"))


def _count(part: Part, answers: BinaryIO) -> Counted:
    sink = sink_for(part.plan, part.file, part.number, part.keys, part.tag)
    reader = TextReader(part.file, part.layout, sink, plain=True)
    with Path(part.file).open("rb") as stream:
        stream.seek(part.start)
        for data, last in blocks(stream, part.layout, part.size):
            reader.block(data, last)
            _say(answers, Answer("read", read=len(data)))
    return Counted(sink.tally(), reader.lines, reader.between)


def _say(answers: BinaryIO, answer: Answer) -> None:
    data = pickle.dumps(answer)
    answers.write(len(data).to_bytes(LENGTH_BYTES, "big"))
    answers.write(data)
    answers.flush()

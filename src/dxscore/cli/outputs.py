"""Where the results of one run go: standard output and files, each in a format of its own."""

from __future__ import annotations

import codecs
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from dxscore.cli import streams
from dxscore.cli.files import check_target, write_whole
from dxscore.errors import OutputError
from dxscore.flows.asked import one_of, refused, shown
from dxscore.report.outputs import OUTPUTS, choices, format_of_file
from dxscore.words.text import both


class Destination(NamedTuple):
    """A format and the file it goes to; without a file, to standard output."""

    format: str
    file: str | None


class Rendered(NamedTuple):
    """Finished bytes and the file they go to; without a file, to standard output.

    Args:
        bom: a file begins with a byte order mark.
        binary: they are no text.
        commands: their lines are meant for a CI service to act on.
    """

    data: bytes
    file: str | None
    bom: bool = False
    binary: bool = False
    commands: bool = False


def destinations(
    format_: str | None, outputs: Sequence[str], formats: Collection[str] | None = None
) -> tuple[Destination, ...]:
    """What is to be written: files in the formats that they name, then standard output.

    An output is FILE, its format known by its suffix, or FORMAT=FILE; a file whose name begins like that is
    written as ./json=FILE. Standard output gets `format_`; without one it gets nothing beside files, else
    the table. `formats` are those that can be had; by default a scorecard's.

    Raises:
        RequestError: a format is unknown, cannot be known or not be shown, or a file is named twice.
        OutputError: a package that makes a format is not installed.
    """
    known = choices("scorecard") if formats is None else formats
    files = [_destination(output, known) for output in outputs]
    names = [Path(str(item.file)) for item in files]
    for item in files:
        if names.count(Path(str(item.file))) > 1:
            raise refused(both("refusal.written_twice", file=shown(str(item.file))))
    if format_ is None and files:
        wanted = tuple(files)
    else:
        wanted = (*files, Destination(one_of("--format", format_ or "table", known), None))
    for item in wanted:
        OUTPUTS[item.format].check_installed()
        if item.file is None and OUTPUTS[item.format].binary and streams.to_terminal():
            raise refused(both("refusal.binary", format=item.format))
    return wanted


def _destination(output: str, known: Collection[str]) -> Destination:
    name, equals, file = output.partition("=")
    if equals and file and name in known:
        return Destination(name, file)
    known_by = format_of_file(output)
    if known_by is None or known_by not in known:
        raise refused(both("refusal.no_format_told", file=shown(output)))
    return Destination(known_by, output)


def targets(files: Sequence[str | None], inputs: Sequence[str]) -> dict[str, Path]:
    """The path of every file to write, by its name; refused where writing there would do harm.

    Raises:
        OutputError: as `check_target`; or two names stand for one file.
    """
    from dxscore.read.sources import expand

    names = [name for name in files if name is not None]
    read = expand(inputs) if names else ()
    paths = {name: check_target(name, read) for name in names}
    places = [path.resolve() for path in paths.values()]
    if len(set(places)) < len(names):
        said = both("refusal.one_file")
        raise OutputError(said.vi, said.en)
    return paths


def deliver(rendered: Sequence[Rendered], paths: dict[str, Path]) -> None:
    """Write what is finished, files first: a reader of standard output that leaves early loses no file.

    Raises:
        OutputError: something could not be written; files written before it stand.
    """
    for item in sorted(rendered, key=lambda item: item.file is None):
        if item.file is not None:
            write_whole(paths[item.file], (codecs.BOM_UTF8 if item.bom else b"") + item.data)
        elif item.binary:
            streams.write_bytes(item.data)
        else:
            streams.write_result(item.data.decode(), commands=item.commands)

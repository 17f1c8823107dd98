"""Where the results of one run go: standard output and files, each in a format of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dxscore.cli import streams
from dxscore.cli.files import check_target, write_whole
from dxscore.errors import OutputError, RequestError
from dxscore.flows.asked import one_of, shown
from dxscore.report.formats import FORMATS, format_of_file
from dxscore.words.runner_lines import without_commands


class Destination(NamedTuple):
    """A format and the file it goes to; without a file, to standard output."""

    format: str
    file: str | None


class Rendered(NamedTuple):
    """A finished text and the file it goes to; without a file, to standard output.

    Args:
        as_it_is: rows as somebody typed them, or commands to a CI service that are meant.
    """

    text: str
    file: str | None
    bom: bool
    as_it_is: bool = False


def destinations(format_: str | None, outputs: Sequence[str]) -> tuple[Destination, ...]:
    """What is to be written: files in the formats that they name, then standard output.

    An output is FILE, its format told by its suffix, or FORMAT=FILE; a file whose name begins like that is
    written as ./json=FILE. Standard output gets `format_`; without one it gets nothing beside files, else
    the table.

    Raises:
        RequestError: a format is unknown or cannot be told, or a file is named twice.
    """
    files = [_destination(output) for output in outputs]
    names = [Path(str(item.file)) for item in files]
    for item in files:
        if names.count(Path(str(item.file))) > 1:
            typed = shown(str(item.file))
            raise RequestError(f"--output: «{typed}» ghi hai lần", f"--output: '{typed}' twice")
    if format_ is None and files:
        return tuple(files)
    return (*files, Destination(one_of("--format", format_ or "table", FORMATS), None))


def _destination(output: str) -> Destination:
    name, equals, file = output.partition("=")
    if equals and file and name in FORMATS:
        return Destination(name, file)
    told = format_of_file(output)
    if told is None:
        typed = shown(output)
        raise RequestError(
            f"--output: đuôi tệp «{typed}» không cho biết định dạng; ghi ĐỊNH-DẠNG=TỆP, ví dụ json={typed}",
            f"--output: the suffix of '{typed}' tells no format; write FORMAT=FILE, for example json={typed}",
        )
    return Destination(told, output)


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
        raise OutputError("hai đầu ra cùng một tệp", "two outputs go to one file")
    return paths


def deliver(rendered: Sequence[Rendered], paths: dict[str, Path]) -> None:
    """Write what is finished, files first: a reader of standard output that leaves early loses no file.

    Raises:
        OutputError: something could not be written; files written before it stand.
    """
    for item in sorted(rendered, key=lambda item: item.file is None):
        if item.file is None:
            streams.write_result(item.text, commands=item.as_it_is)
        else:
            text = item.text if item.as_it_is else without_commands(item.text)
            encoding = "utf-8-sig" if item.bom else "utf-8"
            write_whole(paths[item.file], text.encode(encoding, "backslashreplace"))

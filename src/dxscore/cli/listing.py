"""A folder of returned files: which of them hold figures, and what the others are."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from dxscore.forms import stamp
from dxscore.forms.receipt import read_receipt
from dxscore.read.sources import open_source

_SUFFIXES: Final = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_ARCHIVES: Final = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz")
_RECEIPT: Final = ".receipt.json"
# Of Excel, WPS, LibreOffice; and what macOS writes beside a file on a foreign disk.
_LOCKS: Final = ("~$", ".~", "._")


class Listing(NamedTuple):
    """Names of the files in a folder and below it, as seen from it, sorted.

    Args:
        wanted: files of figures, by their suffix, or forms of ours whatever their names are.
        archives: what has to be unpacked first.
        not_followed: links to other folders, and to files outside.
        hidden_files: forms, and files of figures by their suffix, whose name begins with a dot.
        own: what an earlier collection wrote there.
        others: everything else.
    """

    wanted: tuple[str, ...]
    archives: tuple[str, ...]
    not_followed: tuple[str, ...]
    hidden_files: tuple[str, ...]
    own: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def not_read(self) -> dict[str, tuple[str, ...]]:
        """Names of the files that are not read, by why."""
        return {name: names for name, names in self._asdict().items() if name != "wanted"}


def listing(folder: Path, apart_from: Collection[Path] = ()) -> Listing:
    """What there is in `folder`; a spreadsheet program's locks, hidden folders and `apart_from` left out."""
    left_out = {os.path.realpath(path) for path in apart_from}
    found, links = _walk(folder)
    found = [name for name in found if os.path.realpath(folder / name) not in left_out]
    hidden = [name for name in found if Path(name).name.startswith(".")]
    files = [name for name in found if name not in hidden]
    own = set(_written_before(folder, files))
    rest = [name for name in files if name not in own]
    wanted = [name for name in rest if name.lower().endswith(_SUFFIXES)]
    archives = [name for name in rest if name.lower().endswith(_ARCHIVES)]
    named = {*wanted, *archives}
    others = [name for name in rest if name not in named]
    forms = {name for name in (*others, *hidden) if stamp.find(open_source(str(folder / name)).content)}
    return Listing(
        wanted=tuple(sorted([*wanted, *forms.intersection(others)])),
        archives=tuple(archives),
        not_followed=tuple(links),
        hidden_files=tuple(name for name in hidden if name in forms or name.lower().endswith(_SUFFIXES)),
        own=tuple(sorted(own)),
        others=tuple(name for name in others if name not in forms),
    )


def _walk(folder: Path) -> tuple[list[str], list[str]]:
    """Names of all files but locks, and of links to folders and out of `folder`."""
    files: list[Path] = []
    links: list[Path] = []
    for place, below, names in os.walk(folder):
        here = Path(place)
        below[:] = [name for name in below if not name.startswith(".")]
        links += [here / name for name in below if (here / name).is_symlink()]
        for name in names:
            if not name.startswith(_LOCKS):
                (links if _leads_out(here / name, folder) else files).append(here / name)
    return sorted(_named(files, folder)), sorted(_named(links, folder))


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether this is a link to something outside `folder`: what stands there was not sent."""
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _named(paths: Iterable[Path], folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in paths)


def _written_before(folder: Path, names: Collection[str]) -> Iterator[str]:
    """Receipts, and the tidy files beside them that they speak of."""
    for name in names:
        if name.endswith(_RECEIPT):
            told = read_receipt(open_source(str(folder / name)).content.decode(errors="replace"))
            if told is not None:
                yield name
                beside = (Path(name).parent / told.output.file).as_posix()
                if beside in names:
                    yield beside

"""Writing result files: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from dxscore.cli.held import hold, is_there
from dxscore.errors import OutputError
from dxscore.flows.asked import refused
from dxscore.report.outputs import OUTPUTS
from dxscore.words.text import Text, both
from dxscore.words.visible import visible


def check_suffix(option: str, name: str | None, format_: str) -> None:
    """Refuse a name that promises something else than `format_`: Excel would not open a CSV called .xlsx.

    A name without a suffix promises nothing.

    Raises:
        RequestError: the file, named by `option`, has another suffix.
    """
    suffix, wanted = Path(name or "").suffix, OUTPUTS[format_].suffix
    if suffix.lower() not in ("", wanted):
        shown = visible(suffix, 20)
        raise refused(
            both("refusal.other_suffix", option=option, format=format_, wanted=wanted, suffix=shown)
        )


def check_target(name: str, inputs: Iterable[str]) -> Path:
    """The path of an output file, refused where writing there would do harm.

    Raises:
        OutputError: it is a link, a device, a folder or one of the inputs, or its folder does not exist.
    """
    path = Path(name)
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise unfit(both("refusal.no_folder", file=name)) from None
        return path
    except OSError as error:
        raise failure(name, error) from error
    if stat.S_ISLNK(mode):
        raise unfit(both("refusal.output_is_link", file=name))
    if not stat.S_ISREG(mode):
        raise unfit(both("refusal.output_not_regular", file=name))
    if any(source != "-" and _same(path, source) for source in inputs):
        raise unfit(both("refusal.output_is_input", file=name))
    return path


def _same(path: Path, source: str) -> bool:
    try:
        return path.samefile(source)
    except OSError:
        return False


def is_same_file(one: str, other: str) -> bool:
    """Whether two names stand for one file, whether or not it is there."""
    return Path(one).resolve() == Path(other).resolve()


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` beside `path`, then put it in its place in one step.

    Raises:
        OutputError: it could not be written; what stood there before still stands.
    """
    try:
        sweep(path)
        held: int | None
        held, temporary = begin(path)
    except OSError as error:
        raise failure(str(path), error) from error
    try:
        _fill(os.dup(held), data)
        temporary.chmod(0o666 & ~_umask())
        if sys.platform == "win32":  # what is open cannot be moved there
            os.close(held)
            held = None
        temporary.replace(path)
    except OSError as error:
        remove(temporary)
        raise failure(str(path), error) from error
    except BaseException:
        remove(temporary)
        raise
    finally:
        if held is not None:  # to the end: a file that nobody holds is taken for a killed run's
            with contextlib.suppress(OSError):
                os.close(held)


def _fill(descriptor: int, data: bytes) -> None:
    """Write all of it, down to the disk, and close."""
    with open(descriptor, "wb", buffering=0) as file:  # a descriptor has no path
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) or 0 :]
        os.fsync(descriptor)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def failure(name: str, error: OSError) -> OutputError:
    """Why the file `name` was not written."""
    from dxscore.words.system import system_words  # loads the models: only where something failed

    return unfit(both("refusal.not_written", file=name, why=system_words(error)))


def unfit(said: Text) -> OutputError:
    """A sentence on a file that cannot be written, as an error."""
    return OutputError(said.vi, said.en)


# On Windows an open file cannot be taken away, but one that is just being moved can.
_SECONDS_OLD_ON_WINDOWS = 3600
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def begin(path: Path) -> tuple[int, Path]:
    """A new file beside `path`, open and held, and its name.

    Raises:
        OSError: there can be none.
    """
    while True:
        descriptor, text = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        name = Path(text)
        try:
            # Another run may have come upon it before it was held, and taken it for a killed run's.
            if hold(descriptor) is not False and is_there(name, descriptor):
                return descriptor, name
        except OSError:
            os.close(descriptor)
            remove(name)
            raise
        os.close(descriptor)
        remove(name)


def sweep(path: Path) -> None:
    """Take away what killed runs left beside `path`. What cannot be looked at or taken away stays."""
    for name in _left(path):
        with contextlib.suppress(OSError):
            _take_away(name)


def remove(name: Path) -> None:
    """Take a file away, if it is there and that can be done."""
    with contextlib.suppress(OSError):
        name.unlink()


def _left(path: Path) -> Iterator[Path]:
    ours = re.compile(rf"\.{re.escape(path.name)}\.[a-z0-9_]{{8}}\.tmp")
    try:
        with os.scandir(path.parent) as entries:
            found = [Path(entry.path) for entry in entries if ours.fullmatch(entry.name) and _is_file(entry)]
    except OSError:
        return
    yield from found


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False


def _take_away(name: Path) -> None:
    if sys.platform == "win32":
        if time.time() - name.stat().st_mtime > _SECONDS_OLD_ON_WINDOWS:
            name.unlink()
        return
    descriptor = os.open(name, _FLAGS)
    try:
        if hold(descriptor) and is_there(name, descriptor):
            name.unlink()
    finally:
        os.close(descriptor)

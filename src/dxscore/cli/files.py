"""Writing result files: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from dxscore.errors import OutputError, RequestError
from dxscore.words.visible import visible

_SUFFIXES: Final = {"table": ".txt", "csv": ".csv", "json": ".json", "markdown": ".md"}


def check_suffix(option: str, name: str | None, format_: str) -> None:
    """Refuse a name that promises something else than `format_`: Excel would not open a CSV called .xlsx.

    A name without a suffix promises nothing.

    Raises:
        RequestError: the file, named by `option`, has another suffix.
    """
    suffix, wanted = Path(name or "").suffix, _SUFFIXES[format_]
    if suffix.lower() not in ("", wanted):
        shown = visible(suffix, 20)
        raise RequestError(
            f"{option}: nội dung ghi ra là {format_} nên đuôi tệp phải là {wanted}, không phải {shown}",
            f"{option}: what is written is {format_}, so the file must end in {wanted}, not in {shown}",
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
            raise OutputError(f"không có thư mục của «{name}»", f"there is no folder for '{name}'") from None
        return path
    except OSError as error:
        raise failure(name, error) from error
    if stat.S_ISLNK(mode):
        raise OutputError(
            f"«{name}» là liên kết, không ghi đè qua liên kết", f"'{name}' is a link: links are not followed"
        )
    if not stat.S_ISREG(mode):
        raise OutputError(f"«{name}» không phải tệp thường", f"'{name}' is not a regular file")
    if any(source != "-" and _same(path, source) for source in inputs):
        raise OutputError(f"«{name}» là tệp đầu vào", f"'{name}' is one of the inputs")
    return path


def _same(path: Path, source: str) -> bool:
    try:
        return path.samefile(source)
    except OSError:
        return False


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` beside `path`, then put it in its place in one step.

    Raises:
        OutputError: it could not be written; what stood there before still stands.
    """
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        with open(descriptor, "wb", buffering=0) as file:  # noqa: PTH123  # a descriptor has no path
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) or 0 :]
            os.fsync(descriptor)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        _remove(temporary)
        raise failure(str(path), error) from error
    except BaseException:
        _remove(temporary)
        raise


def _remove(temporary: str) -> None:
    if temporary:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def failure(name: str, error: OSError) -> OutputError:
    """Why the file `name` was not written."""
    from dxscore.words.system import system_words  # loads the models: only where something failed

    why = system_words(error)
    return OutputError(f"không ghi được «{name}»: {why.vi}", f"cannot write '{name}': {why.en}")

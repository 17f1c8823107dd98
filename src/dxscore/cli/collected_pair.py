"""The metrics file that `dxscore collect` keeps, and the receipt beside it: they change together.

The new receipt, which bears the digest of the new metrics file, is first written beside its place; then the
metrics file is replaced, then the receipt. Whatever ends a run in between, the digest tells the next one
whether the receipt that waits there belongs to the metrics file as it stands.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from typing import NamedTuple

from dxscore.cli.files import failure, unfit, write_whole
from dxscore.errors import OutputError
from dxscore.forms.receipt import read_receipt
from dxscore.model.receipt import Receipt
from dxscore.read.sources import open_source
from dxscore.words.text import Text, both


class Pair(NamedTuple):
    """Where the two files stand."""

    metrics: Path
    receipt: Path

    @property
    def waiting(self) -> Path:
        """Where the new receipt waits while the metrics file is replaced."""
        return self.receipt.with_name(f".{self.receipt.name}.new")


def finished(pair: Pair) -> bool:
    """Finish what an interrupted run has begun; whether there was anything to finish.

    A receipt that waits for a metrics file which never came is taken away: that run has changed nothing.

    Raises:
        OutputError: the receipt cannot be put in its place.
    """
    told = _read(pair.waiting)
    belongs = told is not None and told.output.sha256 == digest(_bytes(pair.metrics))
    if belongs:
        _put_receipt(pair)
    else:
        with contextlib.suppress(OSError):
            pair.waiting.unlink()
    return belongs


def earlier_receipt(pair: Pair) -> Receipt | None:
    """The receipt that stands there, or None.

    Raises:
        OutputError: something else stands there.
    """
    if not pair.receipt.exists():
        return None
    found = _read(pair.receipt)
    if found is None:
        raise unfit(both("refusal.no_receipt", file=pair.receipt))
    return found


def write(pair: Pair, before: bytes | None, metrics: bytes, receipt: str) -> bool:
    """Put both in place; whether anything is new. Names of files that are no text are escaped.

    Args:
        pair: where.
        before: the metrics file as it was read, if there was one: as it still has to be.
        metrics: as it is to be.
        receipt: as it is to be.

    Raises:
        OutputError: they could not be written, or somebody else has changed the metrics file meanwhile.
    """
    told = receipt.encode("utf-8", "backslashreplace")
    if metrics == before and told == _bytes(pair.receipt):
        return False
    write_whole(pair.waiting, told)
    if metrics != before:
        try:
            _check_unchanged(pair.metrics, before)
            write_whole(pair.metrics, metrics)
        except OutputError:
            with contextlib.suppress(OSError):
                pair.waiting.unlink()
            raise
    _put_receipt(pair)
    return True


def digest(content: bytes | None) -> str:
    """SHA-256 of a file's bytes, hexadecimal; of none where there is no file."""
    return hashlib.sha256(content or b"").hexdigest()


def _put_receipt(pair: Pair) -> None:
    try:
        pair.waiting.replace(pair.receipt)
    except OSError as error:
        failed = failure(str(pair.receipt), error)
        why = Text(vi=failed.vi, en=failed.en)
        raise unfit(both("refusal.receipt_waits", why=why)) from error


def _check_unchanged(path: Path, before: bytes | None) -> None:
    if _bytes(path) != before:
        raise unfit(both("refusal.changed_meanwhile", file=path))


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise failure(str(path), error) from error


def _read(path: Path) -> Receipt | None:
    """None where no receipt of ours stands there; never through a link, for who left that there?"""
    if path.is_symlink():
        return None
    return read_receipt(open_source(str(path)).content.decode(errors="replace"))

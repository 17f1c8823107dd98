"""The program asked in this very process: what it writes, and how it ends."""

from __future__ import annotations

import contextlib
import io
import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass

from dxscore.cli.main import main

KEPT = {"COLUMNS": "100", "PYDANTIC_DISABLE_PLUGINS": "__all__"}
"""What the program finds in the environment, and nothing that would change what it prints."""


@dataclass(frozen=True)
class Said:
    """Both streams, and the exit code."""

    code: int
    out: str
    err: str

    def __str__(self) -> str:
        """All that a reader is shown, for a file to hold."""
        ending = f"$? = {self.code}\n"
        return self.out + (f"--- stderr\n{self.err}{ending}" if self.err else f"--- {ending}")


def ask(*arguments: str, width: int = 100, variables: Mapping[str, str] | None = None) -> Said:
    """Run `dxscore` with `arguments` in the current folder, on streams that are no terminal.

    `variables` are set beside the usual ones. The signal that `main` takes for itself is given back.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    before = dict(os.environ)
    handler = signal.getsignal(signal.SIGTERM)
    os.environ.clear()
    os.environ.update(KEPT | {"COLUMNS": str(width), "PATH": before.get("PATH", "")} | dict(variables or {}))
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main(arguments)
    except SystemExit as leaving:
        code = leaving.code
    finally:
        signal.signal(signal.SIGTERM, handler)
        os.environ.clear()
        os.environ.update(before)
    assert isinstance(code, int)
    return Said(code, *(read_back(stream) for stream in (out, err)))


def read_back(stream: io.TextIOWrapper) -> str:
    """What was written to it."""
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()

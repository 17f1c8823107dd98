"""The process started, asked, and ended when it says nothing for too long."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator

from dxscore.isolated.child import LENGTH_BYTES

# The path is handed over as data: -I keeps the current folder and the environment out of it.
_CODE = (
    "import importlib, json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "importlib.import_module(sys.argv[2]).main()"
)


def start(module: str) -> subprocess.Popen[bytes]:
    """A process that runs `main` of `module`.

    Raises:
        OSError: the system starts none.
    """
    path = json.dumps([entry for entry in sys.path if entry])
    return subprocess.Popen(  # noqa: S603 -- our own interpreter and code, nothing typed
        [sys.executable, "-I", "-c", _CODE, path, module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def ask(process: subprocess.Popen[bytes], request: bytes) -> bool:
    """Hand it `request`; False where it is gone."""
    if process.stdin is None:
        return False
    try:
        process.stdin.write(len(request).to_bytes(LENGTH_BYTES, "big"))
        process.stdin.write(request)
        process.stdin.flush()
    except BrokenPipeError:
        return False
    return True


def end(process: subprocess.Popen[bytes]) -> None:
    """End it, whatever it is doing."""
    process.kill()
    with contextlib.suppress(OSError):
        process.communicate()


class Watch:
    """Kills a process that says nothing for so many seconds. `late` tells whether it came to that."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._seconds = seconds
        self._heard = time.monotonic()
        self._ended = threading.Event()
        self.late = False
        threading.Thread(target=self._run, daemon=True).start()

    def end(self) -> None:
        """Watch no more."""
        self._ended.set()

    def heard(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The same lines; each is a sign of life."""
        for line in lines:
            self._heard = time.monotonic()
            yield line

    def _run(self) -> None:
        left = self._seconds
        while not self._ended.wait(left):
            left = self._heard + self._seconds - time.monotonic()
            if left <= 0:
                self.late = True
                self._process.kill()
                return

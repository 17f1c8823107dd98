"""Inside the process: requests come in, answers go out, and there is only so much memory and time.

A request is a length in eight bytes and so many bytes.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO, Literal

LENGTH_BYTES = 8


def open_answers() -> BinaryIO:
    """Where answers go. Whatever a library prints does not go among them."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def requests() -> Iterator[bytes]:
    """What is asked for, until the other side has nothing more to ask or is gone."""
    while (length := sys.stdin.buffer.read(LENGTH_BYTES)) and len(length) == LENGTH_BYTES:
        yield sys.stdin.buffer.read(int.from_bytes(length, "big"))


def limit_memory(most: int, of: Literal["AS", "DATA"] = "AS") -> None:
    """So many bytes from now on, where the system can: of addresses, or of what is written to alone.

    A core dump is never left behind.
    """
    with contextlib.suppress(ImportError, ValueError, OSError, AttributeError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(getattr(resource, f"RLIMIT_{of}"), (most, most))


def limit_time(seconds: int) -> None:
    """So much processor time for the next request, on top of what was used so far."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + seconds
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))

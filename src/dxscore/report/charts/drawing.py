"""The process that draws charts. The library brings a whole JavaScript engine, which dies where memory ends.

A request is a chart as JSON. The answer is a letter that says what it is, the length of the rest, the rest.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from dxscore.isolated.child import LENGTH_BYTES, limit_memory, limit_time, open_answers, requests

DRAWN, MISSING, FAILED = b"d", b"m", b"f"
_VERSION = "6.1"
# Of what is written to: the engine reserves tens of gigabytes of addresses that it never uses, so that a
# limit on those would let it draw nothing. It takes some 150 MB, and cannot start with less than 600 here.
MEMORY_AT_MOST = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 30


def main() -> None:
    """Draw what is asked for until standard input ends."""
    answers = open_answers()
    limit_memory(MEMORY_AT_MOST, "DATA")
    for request in requests():
        limit_time(PROCESSOR_SECONDS)
        kind, picture = _answer(request)
        answers.write(kind + len(picture).to_bytes(LENGTH_BYTES, "big") + picture)
        answers.flush()


def _answer(request: bytes) -> tuple[bytes, bytes]:
    try:
        return DRAWN, _drawn(**json.loads(request))
    except ModuleNotFoundError as error:
        return MISSING, str(error.name).encode()
    except BaseException as error:  # a panic of the library is no Exception
        return FAILED, type(error).__name__.encode()


def _drawn(kind: str, spec: dict[str, Any], locale: dict[str, Any], scale: float) -> bytes:
    import vl_convert

    _register_fonts(vl_convert.register_font_directory)
    # Our fonts, and no address that data could be fetched from.
    how: dict[str, Any] = {"vl_version": _VERSION, "allowed_base_urls": [], "format_locale": locale}
    if kind == "svg":
        return vl_convert.vegalite_to_svg(spec, **how).encode()
    return vl_convert.vegalite_to_png(spec, scale=scale, **how)


@cache
def _register_fonts(register: Callable[[str], None]) -> None:
    register(str(Path(__file__).parent / "fonts"))

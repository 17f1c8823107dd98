"""An error that nobody foresaw costs the file on which it happened, and no other."""

from __future__ import annotations

from typing import Final

from dxscore.errors import DxscoreError, short_of_memory
from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.place import Place
from dxscore.words.visible import visible

_PANICS: Final = "pyo3_runtime"
"""Module of what libraries written in Rust raise when they fail (pydantic's core is one): no `Exception`."""


def breakdown(file: str, error: BaseException) -> Finding:
    """The finding on `file`, at whose reading `error` was raised; with --debug the traceback is shown, too.

    Raises:
        BaseException: `error` itself, where it is no fault of the program but an order to stop (Ctrl-C, a
            signal), too little memory, or an error that has words of its own.
    """
    fault = isinstance(error, Exception) or type(error).__module__ == _PANICS
    if not fault or short_of_memory(error) or isinstance(error, DxscoreError):
        raise error
    import logging  # only where something has failed

    logging.getLogger("dxscore").debug("reading %s", visible(file), exc_info=error)
    return rules.BROKE_DOWN.finding(Place(file), kind=type(error).__name__)

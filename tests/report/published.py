"""Published schemas, which are not ours to pass on: DXSCORE_SCHEMAS names a folder that holds them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

VARIABLE = "DXSCORE_SCHEMAS"


def schema(name: str) -> bytes:
    """The schema's bytes; the test is skipped, and says so, where there is none."""
    folder = os.environ.get(VARIABLE)
    if not folder:
        pytest.skip(f"{VARIABLE} is not set: no copy of {name} to check against")
    return (Path(folder) / name).read_bytes()

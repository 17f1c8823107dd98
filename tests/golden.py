"""Whole outputs kept as files in folders named golden/, compared byte for byte.

To renew them after a change that is meant: ``DXSCORE_RENEW=1 pytest tests/report tests/screens``, look at
the difference with ``git diff``, run again without the variable. A test that wrote a file fails, so that
nothing is ever renewed unseen.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

RENEW = "DXSCORE_RENEW"


def assert_golden(path: Path, text: str) -> None:
    """Fail unless `text` is exactly what the file holds."""
    kept = path.read_bytes().decode() if path.exists() else None
    if os.environ.get(RENEW) == "1" and kept != text:
        path.write_bytes(text.encode())
        pytest.fail(f"{path.name} was written anew: see git diff, then run again without {RENEW}")
    assert kept is not None, f"there is no {path.name} yet: run again with {RENEW}=1"
    assert text == kept

"""Whole outputs kept as files under tests/report/golden/, compared byte for byte.

To renew them after a change that is meant: ``DXSCORE_RENEW=1 pytest tests/report``, look at the difference
with ``git diff``, run again without the variable. A test that wrote a file fails, so that nothing is ever
renewed unseen.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

GOLDEN = Path(__file__).with_name("golden")
RENEW = "DXSCORE_RENEW"


def assert_golden(name: str, text: str) -> None:
    """Fail unless `text` is exactly what the file `name` holds."""
    path = GOLDEN / name
    kept = path.read_bytes().decode() if path.exists() else None
    if os.environ.get(RENEW) == "1" and kept != text:
        path.write_bytes(text.encode())
        pytest.fail(f"{name} was written anew: see git diff, then run again without {RENEW}")
    assert kept is not None, f"there is no {name} yet: {RENEW}=1 pytest tests/report"
    assert text == kept

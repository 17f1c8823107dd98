"""What is told of many small plans is what was told of them before, part by part.

The judges and the laws beside this file say what is right; this one says that nothing changed unseen. After a
change that is meant: ``DXSCORE_RENEW=1 pytest tests/score/test_kept_answers.py``; for what changed, hold
``python tests/score/scenarios.py N`` of a number that is named against that of a checkout before it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from scenarios import answer, digests

KEPT = Path(__file__).parent / "golden" / "answers.txt"
SCENARIOS = 300
BATCHES = 4


@pytest.mark.parametrize("batch", range(BATCHES))
def test_nothing_that_is_told_has_changed_unseen(batch: int) -> None:
    kept = KEPT.read_text(encoding="utf-8").splitlines()
    changed = [number for number in range(batch, SCENARIOS, BATCHES) if digests(number) != kept[number]]
    if changed and os.environ.get("DXSCORE_RENEW") == "1":
        KEPT.write_text("".join(f"{digests(number)}\n" for number in range(SCENARIOS)), encoding="utf-8")
        pytest.fail(f"{KEPT.name} was written anew: see git diff, then run again")
    assert changed == []


def test_scenarios_hold_every_verdict() -> None:
    """What would be left out by chance would not be compared."""
    told = [answer(number) for number in range(0, SCENARIOS, 4)]
    statuses = {result["status"] for one in told for result in one.get("results", ())}
    assert statuses == {"met", "missed", "pending", "no_data", "not_assessable", "not_applicable", "waived"}
    found = {name for one in told for name in one}
    assert found >= {"trend", "history", "compared", "ratchet", "bodies", "tasks", "gate", "refused"}

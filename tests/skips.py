"""Skips that are in order in CI, each with its why. There every other one is a failure: something is missing.

The two functions are pytest's hooks; conftest.py takes them from here.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import TypeVar

import pytest

from beside import NOTHING_BESIDE
from extras import NO_EXTRAS
from once import RUN_BEFORE

IN_ORDER: dict[str, str] = {
    NO_EXTRAS: "the README's second command installs what developers need, and no engines; the first run of"
    " the tests counts with all of them",
    NOTHING_BESIDE: "the README's second command runs in a clone in a temporary folder, which has no"
    " neighbours; the first run of the tests, in the checkout itself, uses them where they are",
    RUN_BEFORE: "what the templates for services install comes from pip alone, in the first run as in the"
    " second; they take minutes",
}

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _judged((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _judged((yield))


def _judged(report: Report) -> Report:
    """`report`, failed where it is a skip in CI for a reason that is not in order."""
    if not report.skipped or hasattr(report, "wasxfail") or os.environ.get("CI") != "true":
        return report
    told = report.longrepr
    reason = (told[2] if isinstance(told, tuple) else str(told)).removeprefix("Skipped: ")
    if reason not in IN_ORDER:
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, and tests/skips.py does not say that this is in order: {reason}"
    return report

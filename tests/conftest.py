"""For all tests: properties are held without a clock, which a busy machine would upset; skips are judged."""

from hypothesis import settings

from skips import pytest_make_collect_report, pytest_runtest_makereport

__all__ = ["pytest_make_collect_report", "pytest_runtest_makereport"]

settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")

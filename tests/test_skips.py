"""In CI a skip is a failure unless its reason is listed; elsewhere it is a skip."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from beside import NOTHING_BESIDE, needs
from skips import IN_ORDER

_TESTS = f"""
import pytest

def test_skipped():
    pytest.skip("soffice is missing")

@pytest.mark.skipif(True, reason={NOTHING_BESIDE!r})
def test_in_order(): ...

@pytest.mark.xfail(reason="known")
def test_known():
    assert False

def test_passed(): ...
"""


@pytest.mark.parametrize("ci", ["true", ""])
def test_a_skip_is_a_failure_in_ci(tmp_path: Path, ci: str) -> None:
    (tmp_path / "conftest.py").write_text(
        f"import sys\nsys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from skips import pytest_make_collect_report, pytest_runtest_makereport\n",
        "utf-8",
    )
    (tmp_path / "test_some.py").write_text(_TESTS, "utf-8")
    (tmp_path / "test_whole.py").write_text(
        "import pytest\npytest.importorskip('nobody_has_this')\n", "utf-8"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--continue-on-collection-errors"],
        cwd=tmp_path, env=os.environ | {"CI": ci}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    summary = done.stdout.splitlines()[-1]
    assert "1 xfailed" in summary
    if ci:
        assert done.returncode == 1
        assert "1 failed, 1 passed, 1 skipped" in summary
        assert "1 error" in summary, "a file that is skipped whole"
        assert "is in order: soffice is missing" in done.stdout
    else:
        assert done.returncode == 0
        assert "1 passed, 3 skipped" in summary


def test_every_reason_says_why() -> None:
    assert all(len(why) > 40 for why in IN_ORDER.values())
    assert needs("cases").kwargs["reason"] in (NOTHING_BESIDE, "the folder of cases is missing")

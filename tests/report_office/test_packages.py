"""The packages that draw files: told clearly where one is missing, and never loaded by a check."""

from __future__ import annotations

import subprocess
import sys

import pytest
from office import EXAMPLE

_MAKE = """
import sys
sys.modules[{module!r}] = None
from dxscore.api import load_catalogue, read_metrics, score
from dxscore.errors import OutputError
from dxscore.report.{home} import {function}
from dxscore.report.view import View
catalogue = load_catalogue()
try:
    {function}(View(score(read_metrics({example!r}), catalogue), catalogue))
except OutputError as error:
    print(error.vi)
    print(error.en)
"""


@pytest.mark.parametrize(
    ("module", "home", "function"),
    [
        ("docxtpl", "word", "word_document"),
        ("xlsxwriter", "excel", "excel_workbook"),
    ],
)
def test_a_missing_package_says_what_to_do(module: str, home: str, function: str) -> None:
    code = _MAKE.format(module=module, home=home, function=function, example=str(EXAMPLE))
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    vi, en = said.stdout.splitlines()
    assert module in vi
    assert module in en
    assert "cài lại dxscore từ thư mục hoặc tệp .whl" in vi
    assert "install dxscore again from its folder or wheel" in en


def test_a_check_loads_none_of_them() -> None:
    code = (
        "import sys\n"
        f"sys.argv = ['dxscore', 'check', {str(EXAMPLE)!r}, '--lang', 'en']\n"
        "import atexit\n"
        "heavy = {'docxtpl', 'docx', 'lxml', 'jinja2', 'xlsxwriter', 'openpyxl', 'vl_convert'}\n"
        "atexit.register(lambda: print('loaded:', sorted(heavy & set(sys.modules)), flush=True))\n"
        "from dxscore.score.gate import Gate\n"
        "from dxscore.cli import check\n"
        "check.check([sys.argv[2]], lang='en')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert "9 of 19 targets are met" in done.stdout
    assert done.stdout.splitlines()[-1] == "loaded: []"

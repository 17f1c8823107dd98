"""What tests use and the project may not pass on: a folder `shared` beside the checkout, if there is one.

Its folders: corpora (public sets of hard files), schemas (published ones), sources (the text of the documents
that catalogues cite), real (published figures), cases (inputs that once failed). DXSCORE_CORPORA and the like
for each of them name another place.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, Literal

import pytest

Name = Literal["corpora", "schemas", "sources", "real", "cases"]
SHARED: Final = Path(__file__).parents[2] / "shared"
NOTHING_BESIDE: Final = "no folder 'shared' beside the checkout"


def folder(name: Name) -> Path | None:
    """The folder `name`, where there is one."""
    path = Path(os.environ.get(f"DXSCORE_{name.upper()}") or SHARED / name)
    return path if path.is_dir() else None


def why_not(name: Name) -> str:
    """Why there is no folder `name`. That it alone is missing is no good reason for a skip in CI."""
    alone = SHARED.is_dir() or os.environ.get(f"DXSCORE_{name.upper()}")
    return f"the folder of {name} is missing" if alone else NOTHING_BESIDE


def found(name: Name) -> Path:
    """The folder `name`; the test is skipped where there is none."""
    path = folder(name)
    if path is None:
        pytest.skip(why_not(name))
    return path


def needs(name: Name) -> pytest.MarkDecorator:
    """Marks tests that are skipped where there is no folder `name`."""
    return pytest.mark.skipif(folder(name) is None, reason=why_not(name))

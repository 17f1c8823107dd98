"""Hard files, each with what it must give beside it: drop a file in, and it is tested.

`python tests/arrivals/test_arrivals.py FILE…` writes down what files give now, to be read before it is kept.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from arrival_files import arrivals, catalogue, expectation, told

from dxscore.model.loaded import Catalogue


@pytest.fixture(scope="module", name="catalogue")
def lasting() -> Catalogue:
    return catalogue()


@pytest.mark.parametrize("path", arrivals(), ids=lambda path: path.name)
def test_a_file_gives_what_is_written_beside_it(path: Path, catalogue: Catalogue) -> None:
    assert expectation(path).is_file(), f"write what {path.name} must give into {expectation(path).name}"
    assert told(path, catalogue) == json.loads(expectation(path).read_text(encoding="utf-8"))


def test_there_are_files() -> None:
    assert len(arrivals()) >= 25


if __name__ == "__main__":
    for name in sys.argv[1:]:
        text = json.dumps(told(Path(name), catalogue()), ensure_ascii=False, indent=1)
        expectation(Path(name)).write_text(f"{text}\n", encoding="utf-8")

"""A rank with its field in one cell: '25/63'."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

import pytest

import dxscore
from dxscore.model.catalogue import Indicator
from dxscore.read.collected import FindingsSoFar, RowFaults
from dxscore.read.figures import understand

sys.path.append(str(Path(__file__).parents[1] / "score"))

from builders import indicator  # from the folder that the line above names

CATALOGUE = Path(__file__).parents[1] / "catalogues" / "good" / "language"


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("25/63", 25, None),
        ("25", 25, None),
        ("25/34", None, "DX228"),
        ("64", None, "DX221"),
        ("0/63", None, "DX221"),
        ("1/63", 1, None),
        ("63/63", 63, None),
        ("1", 1, None),
    ],
)
def test_a_rank(tmp_path: Path, cell: str, value: int | None, code: str | None) -> None:
    file = tmp_path / "m.csv"
    file.write_text(f"indicator,reporting_unit,period,value\nHANG,xa,2025-H1,{cell}\n", encoding="utf-8")
    metrics = dxscore.read_metrics(file, dxscore.load_catalogue(CATALOGUE))
    assert [observation.value for observation in metrics.observations] == ([] if value is None else [value])
    assert code is None or code in {finding.code for finding in metrics.findings}


def test_a_place_is_one_of_those_that_are_ranked() -> None:
    """Whole, from 1 to as many as are ranked, for all small numbers; how many those are is not prescribed."""
    kind = Indicator.model_validate(
        {**indicator(measure="rank", unit_of_measure="rank", better="lower"), "id": "X"}
    )
    sizes = ("0", "1", "2", "3", "63", "0,5", "1,5", "2,0")
    for place, ranked in product(sizes, sizes):
        faults = RowFaults(FindingsSoFar("m.csv"), 2, {"value": 0})
        read = understand(kind, {"numerator": "", "denominator": "", "value": f"{place}/{ranked}"}, faults)
        first, last = (float(each.replace(",", ".")) for each in (place, ranked))
        holds = first.is_integer() and last.is_integer() and 1 <= first <= last
        assert (None if read is None else read.value) == (int(first) if holds else None), (place, ranked)

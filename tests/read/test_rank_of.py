"""A rank with its field in one cell: '25/63'."""

from __future__ import annotations

from pathlib import Path

import pytest

import dxscore

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

"""A DataFrame gives what the same table gives as a file."""

from __future__ import annotations

import datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.read.frame import read_frame


def frame(**columns: list[object]) -> pd.DataFrame:
    length = len(next(iter(columns.values())))
    base: dict[str, list[object]] = {
        "indicator": ["HS"] * length,
        "reporting_unit": ["pho-hoa"] * length,
        "period": [2024] * length,
    }
    return pd.DataFrame({**base, **columns})


def only(catalogue: Catalogue, table: pd.DataFrame) -> Observation:
    metrics = read_frame(table, catalogue)
    assert not metrics.findings
    (observation,) = metrics.observations
    return observation


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (82.5, "82.5"),
        (1.234, "1.234"),
        (65.2031978680879, "65.2031978680879"),
        (np.float64(12.345), "12.345"),
        (80, "80"),
        (80.0, "80"),
        (np.int64(80), "80"),
        (Decimal("82.50"), "82.50"),
        ("82,5%", "82.5"),
    ],
)
def test_numbers_are_taken_as_they_are(catalogue: Catalogue, value: object, expected: str) -> None:
    observation = only(catalogue, frame(value=[value], indicator=["TIEN"]).astype({"value": object}))
    assert observation.value == Decimal(expected)


def test_parts_beside_a_computed_percentage(catalogue: Catalogue) -> None:
    observation = only(catalogue, frame(numerator=[9787], denominator=[15010], value=[100 * 9787 / 15010]))
    assert (observation.numerator, observation.denominator) == (Decimal(9787), Decimal(15010))


def test_missing_cells_do_not_turn_counts_into_fractions(catalogue: Catalogue) -> None:
    metrics = read_frame(
        frame(numerator=[8, None], denominator=[10, np.nan], period=[2024.0, 2023.0]), catalogue
    )
    assert [(o.numerator, str(o.period)) for o in metrics.observations] == [(Decimal(8), "2024")]
    assert [(f.code, f.row) for f in metrics.findings] == [("DX215", 2)]


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA, pd.NaT, "", "chưa có số liệu"])
def test_every_kind_of_missing(catalogue: Catalogue, missing: object) -> None:
    table = frame(value=["80%"], closed_on=[missing], note=[missing]).astype(object)
    observation = only(catalogue, table)
    assert (observation.closed_on, observation.note) == (None, "")


@pytest.mark.parametrize(
    "day",
    [pd.Timestamp("2024-12-01"), datetime.date(2024, 12, 1), datetime.datetime(2024, 12, 1, 8), "1/12/2024"],
)
def test_days(catalogue: Catalogue, day: object) -> None:
    assert only(catalogue, frame(value=["80%"], closed_on=[day])).closed_on == datetime.date(2024, 12, 1)


@pytest.mark.parametrize("value", [float("inf"), Decimal("Infinity"), True, 1e300])
def test_what_is_no_figure(catalogue: Catalogue, value: object) -> None:
    metrics = read_frame(frame(value=[value]).astype({"value": object}), catalogue)
    assert not metrics.observations
    assert any(f.severity == "error" and f.column == "value" for f in metrics.findings)


def test_yes_and_no(catalogue: Catalogue) -> None:
    metrics = read_frame(frame(indicator=["CK", "CK"], value=[True, False]), catalogue)
    assert [o.value for o in metrics.observations] == [1, 0]


def test_rows_and_findings_are_placed(catalogue: Catalogue) -> None:
    metrics = read_frame(frame(value=["80%", "khoảng 80", "70%"]), catalogue)
    assert [(o.place.file, o.place.row) for o in metrics.observations] == [("DataFrame", 1), ("DataFrame", 3)]
    assert [(f.code, f.file, f.row, f.column) for f in metrics.findings] == [
        ("DX205", "DataFrame", 2, "value")
    ]
    assert metrics.inputs[0].rows == 3


def test_column_faults(catalogue: Catalogue) -> None:
    table = frame(value=["80%"]).rename(columns={"value": "valeu"})
    assert {f.code for f in read_frame(table, catalogue).findings} == {"DX122", "DX125"}


def test_the_digest_follows_the_cells(catalogue: Catalogue) -> None:
    digests = {read_frame(frame(value=[v]), catalogue).inputs[0].sha256 for v in ("80%", "81%", "80%")}
    assert len(digests) == 2

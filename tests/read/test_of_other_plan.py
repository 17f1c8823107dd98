"""A file of another plan is told once, and what is merely misspelt row by row."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dxscore.flows.lint import lint
from dxscore.model.finding import Finding

HEADER = "indicator,reporting_unit,period,value\n"


def found(folder: Path, rows: list[str]) -> tuple[Finding, ...]:
    file = folder / "m.csv"
    file.write_text(HEADER + "\n".join(rows), encoding="utf-8")
    listed = lint([str(file)]).listed
    assert [(each.rows, each.rejected) for each in listed.files] == [(len(rows), len(rows))]
    assert listed.total == sum(each.count for each in listed.codes)
    return listed.findings


@pytest.mark.parametrize("rows", [2, 30, 3000])
def test_once_for_the_file_with_the_count_of_its_rows(rows: int, tmp_path: Path) -> None:
    (finding,) = found(tmp_path, [f"ZZZ-{n % 40},nobody,20x5,{n}" for n in range(rows)])
    assert (finding.code, finding.row, finding.severity) == ("DX179", 1, "error")
    assert finding.message.en == (
        f"of {rows:}, no row names an indicator of the plan duc-pho; the first is “ZZZ-0”"
    )


@pytest.mark.parametrize(
    "rows",
    [
        ["ZZZ-1,duc-pho,2025,1"],  # one row proves nothing
        ["KT-DNNVX,duc-pho,2025,1", "KT-DNNVY,duc-pho,2025,2"],  # nearly ours
        ["ZZZ-1,duc-pho,2025,1", ",duc-pho,2025,2"],  # a row without any
        ["ZZZ-1,duc-pho,2025,1", "ZZZ-2,duc-pho,2025,1", "KT-DNNVV,duc-pho,2025,x"],  # one of ours
    ],
)
def test_row_by_row_where_it_may_be_ours(rows: list[str], tmp_path: Path) -> None:
    codes = Counter(each.code for each in found(tmp_path, rows))
    assert "DX179" not in codes
    assert codes["DX201"] >= 1

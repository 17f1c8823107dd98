"""Options of `dxscore check`, --strict of `dxscore collect` too, and how their values are understood."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from dxscore.cli.language import both
from dxscore.errors import RequestError
from dxscore.flows.asked import one_of, share
from dxscore.score.gate import FailOn, Gate

_KINDS: tuple[FailOn, ...] = get_args(FailOn)

Units = Annotated[
    str,
    typer.Option(
        "--units",
        metavar="worst|all",
        help=both(
            "Liệt kê các đơn vị thấp nhất hay tất cả đơn vị chưa đạt.",
            "List the farthest units below a target, or all of them.",
        ),
    ),
]
Rejects = Annotated[
    str | None,
    typer.Option(
        "--rejects",
        metavar="FILE",
        help=both(
            "Ghi các dòng bị loại, kèm lý do, vào tệp CSV này.",
            "Write the rows that were left out, with the reasons, to this CSV file.",
        ),
    ),
]
FailOnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-on",
        metavar="|".join(_KINDS),
        help=both(
            "Khi nào mã thoát là 1; ghi nhiều lần hoặc cách nhau bằng dấu phẩy. Mặc định: unmet.",
            "When to exit with 1; repeat it, or separate by commas. Default: unmet.",
        ),
    ),
]
MinCoverage = Annotated[
    str | None,
    typer.Option(
        "--min-coverage",
        metavar="N",
        help=both("Tỷ lệ báo cáo tối thiểu, 0–100.", "Least coverage, 0 to 100."),
    ),
]
MinScore = Annotated[
    str | None,
    typer.Option("--min-score", metavar="N", help=both("Điểm tối thiểu, 0–100.", "Least score, 0 to 100.")),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help=both(
            "Coi cảnh báo là lỗi: dòng có cảnh báo bị loại như dòng có lỗi, mã thoát là 2.",
            "Take warnings for errors: a row with one is left out, as with an error; the exit code is 2.",
        ),
    ),
]
Baseline = Annotated[
    str | None,
    typer.Option(
        "--baseline",
        metavar="OLD.json",
        help=both(
            "Bảng điểm cũ (--format json) làm mốc: chỉ báo không đạt với phần mới không đạt hoặc kém đi.",
            "An earlier scorecard (--format json): fail only for what is newly missed or worse.",
        ),
    ),
]


def gate(fail_on: list[str] | None, min_coverage: str | None, min_score: str | None) -> Gate:
    """What makes this run fail."""
    return Gate(
        _kinds(fail_on),
        share("--min-coverage", min_coverage),
        share("--min-score", min_score),
    )


def _kinds(asked: list[str] | None) -> frozenset[FailOn]:
    names = [name.strip() for item in asked or ["unmet"] for name in item.split(",")]
    kinds = frozenset(one_of("--fail-on", name, _KINDS) for name in names)
    if "never" in kinds and len(kinds) > 1:
        raise RequestError(
            "--fail-on: never không đi cùng lựa chọn khác", "--fail-on: never goes with nothing else"
        )
    return kinds - {"never"}

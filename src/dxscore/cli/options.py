"""Options that several commands share, and how their values are understood."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from dxscore.cli.language import LANGUAGES, both
from dxscore.report.formats import FORMATS

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILES...",
        help=both(
            "Tệp số liệu (CSV, TSV, XLSX, XLS, XLSB, ODS), mẫu tên (*.xlsx), hoặc - là đầu vào chuẩn.",
            "Metrics files (CSV, TSV, XLSX, XLS, XLSB, ODS), patterns (*.xlsx), or - for standard input.",
        ),
    ),
]
CatalogueFolder = Annotated[
    Path | None,
    typer.Option(
        "--catalogue",
        metavar="DIR",
        envvar="DXSCORE_CATALOGUE",
        show_envvar=False,
        help=both(
            "Thư mục có targets.yaml và assignments.yaml; mặc định là kế hoạch Đức Phổ kèm theo"
            " (biến môi trường DXSCORE_CATALOGUE).",
            "Folder with targets.yaml and assignments.yaml; by default the Đức Phổ plan inside"
            " (environment: DXSCORE_CATALOGUE).",
        ),
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="YYYY-MM-DD",
        help=both(
            "Ngày đánh giá; mặc định là ngày khép kỳ mới nhất trong số liệu.",
            "Day of judgement; by default the close of the newest period in the data.",
        ),
    ),
]
TargetYearOption = Annotated[
    str | None,
    typer.Option(
        "--target-year",
        metavar="YEAR|all",
        help=both(
            "Xét mục tiêu đến hạn năm này, hoặc all; mặc định là mục tiêu đang hiệu lực.",
            "Judge targets due in this year, or all; by default the target in force.",
        ),
    ),
]
Unit = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="UNIT",
        help=both(
            "Chỉ xét một đơn vị báo cáo (mã, mã số hoặc tên), trên số liệu của chính đơn vị đó.",
            "One reporting unit only (id, official code or name), on its own figures.",
        ),
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="|".join(FORMATS),
        autocompletion=lambda: list(FORMATS),
        help=both(
            "Cách trình bày trên đầu ra chuẩn; mặc định là table, hoặc không gì khi có --output.",
            "How to print on standard output; by default table, or nothing beside --output.",
        ),
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        metavar="FILE",
        help=both("Ghi kết quả vào tệp thay vì màn hình.", "Write the result to a file instead."),
    ),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        metavar="[FORMAT=]FILE",
        help=both(
            "Ghi kết quả vào tệp, định dạng theo đuôi tên hoặc ghi trước, ví dụ gitlab=report.json;"
            " ghi nhiều lần để có nhiều tệp.",
            "Write results to a file, its format by its suffix or named before it, as in"
            " gitlab=report.json; repeat it for several files.",
        ),
    ),
]
WaiversOption = Annotated[
    Path | None,
    typer.Option(
        "--waivers",
        metavar="FILE",
        help=both(
            "Tệp YAML các mục tiêu được tạm miễn: lý do, văn bản, từ ngày nào đến ngày nào.",
            "YAML file of misses that are waived: reason, document, from which day until which.",
        ),
    ),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="|".join(LANGUAGES),
        autocompletion=lambda: list(LANGUAGES),
        help=both(
            "Ngôn ngữ hiển thị (biến môi trường DXSCORE_LANG).",
            "Language that people read (environment: DXSCORE_LANG).",
        ),
    ),
]

NO_CONTEXT: Any = None
"""What a command's function has where it is called as a function."""


def width() -> int:
    """Columns to draw in: COLUMNS, else the terminal's, else 100."""
    return max(20, shutil.get_terminal_size((100, 24)).columns)


def colour(to_terminal: bool) -> bool:
    """Whether to write colours: NO_COLOR and TERM=dumb say no, FORCE_COLOR yes, else only on a terminal."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return to_terminal and sys.stdout is not None and sys.stdout.isatty()

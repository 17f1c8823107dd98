"""Options that several commands share, and how their values are understood."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Collection, Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import typer

from dxscore.cli.language import LANGUAGES, both
from dxscore.errors import RequestError
from dxscore.model.finding import SHOWN_AT_MOST
from dxscore.model.loaded import Catalogue
from dxscore.report.formats import FORMATS
from dxscore.score.deadlines import TargetYear
from dxscore.words.text import Text
from dxscore.words.visible import visible

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


def shown(value: str) -> str:
    """What somebody typed, cut and made visible."""
    return visible(value, SHOWN_AT_MOST)


def one_of(option: str, value: str, choices: Iterable[str]) -> str:
    """`value` if it is one of `choices`; otherwise a `RequestError` that names them."""
    known = list(choices)
    if value not in known:
        listed = ", ".join(known)
        raise RequestError(
            f"{option}: không có «{shown(value)}»; chọn một trong {listed}",
            f"{option}: no '{shown(value)}'; choose one of {listed}",
        )
    return value


def day(value: str | None) -> date | None:
    """A day written as YYYY-MM-DD."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise RequestError(
            f"--as-of: «{shown(value)}» không phải ngày dạng 2025-12-14",
            f"--as-of: '{shown(value)}' is no day like 2025-12-14",
        ) from None


def target_year(value: str | None) -> TargetYear:
    """A year, 'all', or None."""
    if value is None:
        return None
    if value == "all":
        return "all"
    if value.isascii() and value.isdecimal() and len(value) == 4:
        return int(value)
    raise RequestError(
        f"--target-year: «{shown(value)}» không phải năm hoặc all",
        f"--target-year: '{shown(value)}' is no year, nor all",
    )


def share(option: str, value: str | None) -> Fraction | None:
    """A number from 0 to 100, exact: 99.5 is 199/2."""
    if value is None:
        return None
    try:
        number = Fraction(value.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        number = Fraction(-1)
    if "/" in value or not 0 <= number <= 100:
        raise RequestError(
            f"{option}: «{shown(value)}» không phải số từ 0 đến 100",
            f"{option}: '{shown(value)}' is no number from 0 to 100",
        )
    return number


def reporting_unit(catalogue: Catalogue, asked: str | None) -> str | None:
    """Id of the unit asked for by id, official code, name or alias."""
    if asked is None:
        return None
    from dxscore.read.unit_names import Units

    units = Units(catalogue)
    found = units.find(asked)
    if found.unit is not None:
        return found.unit
    if found.fault == "successor":
        raise _came_later(catalogue, asked, found.candidates)
    near = found.candidates or tuple(name for name in [units.nearest(asked)] if name is not None)
    vi = f"; có phải {', '.join(name.vi for name in near)}?" if near else ""
    en = f"; did you mean {', '.join(name.en for name in near)}?" if near else ""
    raise RequestError(
        f"--for: không có đơn vị «{shown(asked)}»{vi}", f"--for: there is no unit '{shown(asked)}'{en}"
    )


def _came_later(catalogue: Catalogue, asked: str, names: Collection[Text]) -> RequestError:
    """What to say of a unit that came after the plan, as of one that nobody can report for."""
    later = [successor for successor in catalogue.assignments.successors if successor.name in names]
    since = min(successor.valid_from for successor in later)
    vi, en = since.strftime("%d/%m/%Y"), since.isoformat()
    return RequestError(
        f"--for: «{shown(asked)}» là đơn vị mới từ {vi}, không báo cáo theo kế hoạch này",
        f"--for: '{shown(asked)}' is a new unit since {en} and does not report under this plan",
    )


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

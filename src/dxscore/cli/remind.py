"""`dxscore remind`: what each body still owes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dxscore.cli import form_options, options, run, streams
from dxscore.cli.files import check_suffix
from dxscore.cli.language import both
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.progress import watched
from dxscore.errors import RequestError
from dxscore.flows.asked import form_unit, one_of, shown
from dxscore.flows.asked import period as asked_period
from dxscore.flows.remind import collected_so_far
from dxscore.forms.reminders import REMINDER_FORMATS, reminder
from dxscore.report.findings import finding_lines


def remind(
    source: Annotated[
        str,
        typer.Argument(
            metavar="DIR|FILE",
            help=both(
                "Thư mục các tệp gửi về, hoặc tệp số liệu đã thu.",
                "Folder of returned files, or collected metrics.",
            ),
        ),
    ],
    period: form_options.PeriodOption,
    before: Annotated[
        str | None,
        typer.Option(
            "--before",
            metavar="DAY",
            help=both("Hạn gửi: 20/12/2025 hoặc 2025-12-20.", "Send before: 20/12/2025 or 2025-12-20."),
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="NAME",
            help=both("Nơi nhận; mặc định Phòng Văn hóa và Thông tin.", "To whom to send it."),
        ),
    ] = None,
    unit: options.Unit = None,
    definitions: Annotated[
        bool,
        typer.Option(
            "--definitions",
            help=both("Ghi cả tử số, mẫu số của từng chỉ tiêu.", "Explain numerators and denominators."),
        ),
    ] = False,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="|".join(REMINDER_FORMATS), help=both("Cách trình bày.", "How.")),
    ] = "table",
    output: options.Output = None,
    catalogue: options.CatalogueFolder = None,
    lang: options.Lang = None,
) -> int:
    from dxscore.read.catalogue import load

    language = run.chosen_language(lang)
    render = REMINDER_FORMATS[one_of("--format", format_, REMINDER_FORMATS)]
    check_suffix("--output", output, format_)
    asked, day = asked_period("--period", period), _day(before)
    loaded = load(catalogue)
    only = None if unit is None else form_unit("--for", loaded, unit)
    collected, findings = collected_so_far(source, loaded, asked, only, watched)
    text = render(reminder(loaded, collected, language, day, to, only, definitions))
    run.put(text, output, bom=False, inputs=() if Path(source).is_dir() else [source])
    streams.say(*finding_lines(findings, language))
    failed = any(only in (None, item.observation.reporting_unit) for item in collected.rejected) or any(
        finding.severity == "error" for finding in findings
    )
    return COULD_NOT_JUDGE if failed else 0


remind.__doc__ = both(
    """Liệt kê số liệu mỗi đơn vị còn nợ, thành lời đề nghị để dán vào công văn.

    Ví dụ: dxscore remind gui-ve --period 2025-Q4 --before 20/12/2025
    """,
    """List what each body still owes, worded to be pasted into a letter.

    Example: dxscore remind returned --period 2025-Q4 --before 20/12/2025
    """,
)


def _day(value: str | None) -> date | None:
    from dxscore.read.periods import parse_day

    found = None if value is None else parse_day(value)
    typed = shown(value or "")
    if found == "no_such_day":
        raise RequestError(f"--before: không có ngày {typed}", f"--before: there is no day {typed}")
    if isinstance(found, str):
        raise RequestError(
            f"--before: «{typed}» không phải ngày như 20/12/2025",
            f"--before: '{typed}' is no day like 20/12/2025",
        )
    return found

"""`dxscore remind`: what each body still owes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dxscore.cli import form_options, options, run, sifting, streams
from dxscore.cli.files import check_suffix
from dxscore.cli.language import both
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.returned_folder import read_folder
from dxscore.errors import MetricsError, RequestError
from dxscore.flows.asked import one_of, shown
from dxscore.forms.reminders import REMINDER_FORMATS, reminder
from dxscore.forms.returned import Collected, collect
from dxscore.forms.returned_file import ReturnedFile
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period
from dxscore.report.sentences import finding_lines


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
    asked, day = form_options.period(period), _day(before)
    loaded = load(catalogue)
    only = None if unit is None else form_options.reporting_unit(loaded, unit)
    collected, findings = _collected(source, loaded, asked, only)
    text = render(reminder(loaded, collected, language, day, to, only, definitions))
    run.put(text, output, bom=False, inputs=() if Path(source).is_dir() else [source])
    streams.say(*finding_lines(findings, language))
    failed = any(only in (None, item.observation.reporting_unit) for item in collected.left_out) or any(
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


def _collected(
    source: str, catalogue: Catalogue, period: Period, unit: str | None
) -> tuple[Collected, tuple[Finding, ...]]:
    """Which figures have come, and what is wrong with them; where one unit is asked for, with its files.

    Raises:
        MetricsError: nothing could be read: not to know what somebody sent is no reason to ask for it.
    """
    if Path(source).is_dir():
        returned = read_folder(Path(source), catalogue)
        if not any(file.stamps or file.observations or file.blank or file.faulty for file in returned.files):
            raise _unread(source, returned.findings)
        sifted = sifting.sift(catalogue, returned.files, period)
        collected = collect(catalogue, period, sifted.files, taken_out=sifted.left_out)
        left_out = sifting.left_out_errors(catalogue, collected)
        findings = (*returned.findings, *sifted.findings, *left_out)
        others = {file.file for file in returned.files if unit is not None and not _may_name(file, unit)}
        return collected, tuple(finding for finding in findings if finding.file not in others)
    from dxscore.read.metrics import read_files

    metrics = read_files([source], catalogue)
    told = tuple(finding for finding in metrics.findings if finding.severity != "note")
    if not any(table.columns for table in metrics.tables):
        raise _unread(source, told)
    return collect(catalogue, period, (), metrics.observations), told


def _may_name(file: ReturnedFile, unit: str) -> bool:
    """Whether a file is the unit's form or holds a row of it; one that names nobody may be anybody's."""
    named = file.named | {whose for _, whose in file.blank}
    return not named or unit in named


def _unread(source: str, findings: tuple[Finding, ...]) -> MetricsError:
    name = shown(source)
    return MetricsError(
        f"không đọc được gì trong «{name}», nên chưa biết đơn vị nào còn nợ số liệu",
        f"nothing in '{name}' could be read, so what each body owes is not known",
        findings,
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

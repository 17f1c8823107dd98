"""`dxscore template`: forms to send out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from dxscore.cli import form_options, options, run, streams
from dxscore.cli.files import check_target, write_whole
from dxscore.cli.language import both
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.errors import OutputError
from dxscore.flows.asked import form_unit, one_of, shown
from dxscore.flows.asked import period as asked_period
from dxscore.flows.template import FORM_FORMATS
from dxscore.forms.form import form, reporting_units
from dxscore.forms.words import day_words, say, successor_names, unit_name
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.period import Period, period_inside
from dxscore.report.findings import finding_lines
from dxscore.words.say import Language
from dxscore.words.system import system_words


def template(
    unit: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="UNIT|all",
            help=both(
                "Đơn vị báo cáo (mã, mã số hoặc tên), hoặc all: mỗi đơn vị một tệp.",
                "A reporting unit (id, official code or name), or all: one file each.",
            ),
        ),
    ],
    period: form_options.PeriodOption,
    output: Annotated[
        Path,
        typer.Option("--output", metavar="DIR", help=both("Thư mục ghi biểu mẫu.", "Folder for the forms.")),
    ],
    previous: Annotated[
        str | None,
        typer.Option(
            "--previous",
            metavar="FILE",
            help=both(
                "Tệp số liệu trước đây, không còn lỗi; số gần nhất của đơn vị được in bên cạnh.",
                "Earlier metrics without errors; each unit's last figures are printed beside.",
            ),
        ),
    ] = None,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="|".join(FORM_FORMATS), help=both("Loại tệp.", "Kind of file.")),
    ] = "xlsx",
    force: Annotated[
        bool, typer.Option("--force", help=both("Ghi đè tệp đã có.", "Overwrite files that exist."))
    ] = False,
    catalogue: options.CatalogueFolder = None,
    lang: options.Lang = None,
) -> int:
    from dxscore.read.catalogue import load
    from dxscore.read.metrics import read_files

    language = run.chosen_language(lang)
    suffix = one_of("--format", format_, FORM_FORMATS)
    asked = asked_period("--period", period)
    loaded = load(catalogue)
    units = _units(loaded, unit)
    earlier = Metrics(()) if previous is None else read_files([previous], loaded)
    errors = [finding for finding in earlier.findings if finding.severity == "error"]
    if errors:
        streams.say(*finding_lines(errors, language))
        return COULD_NOT_JUDGE
    built = [form(loaded, id_, asked, earlier.observations) for id_ in units]
    _write(output, {f"{one.file_stem}.{suffix}": FORM_FORMATS[suffix](one, language) for one in built}, force)
    _tell_of_ended(loaded, units, asked, language)
    return 0


template.__doc__ = both(
    """Xuất biểu mẫu cho các đơn vị báo cáo điền số liệu.

    Ví dụ: dxscore template --for all --period 2025-Q4 --output bieu-mau --previous metrics.csv
    """,
    """Write the forms that reporting units fill in.

    Example: dxscore template --for all --period 2025-Q4 --output forms --previous metrics.csv
    """,
)


def _units(catalogue: Catalogue, asked: str) -> Sequence[str]:
    if asked == "all":
        return reporting_units(catalogue)
    return [form_unit("--for", catalogue, asked)]


def _write(folder: Path, contents: dict[str, bytes], force: bool) -> None:
    """All files or, where one of them exists and may not be overwritten, none."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        why = system_words(error)
        raise OutputError(
            f"không tạo được thư mục «{folder}»: {why.vi}", f"cannot make the folder '{folder}': {why.en}"
        ) from error
    paths = {check_target(str(folder / name), ()): content for name, content in contents.items()}
    there = [path for path in paths if path.exists()]
    if there and not force:
        raise OutputError(
            f"đã có {len(there)} tệp, ví dụ «{there[0]}»; thêm --force nếu muốn ghi đè",
            f"{len(there)} files exist, for example '{there[0]}'; add --force to overwrite",
        )
    for path, content in paths.items():
        write_whole(path, content)
    streams.write_result("".join(f"{shown(str(path))}\n" for path in paths))


def _tell_of_ended(catalogue: Catalogue, units: Sequence[str], period: Period, lang: Language) -> None:
    opens = period.opens(catalogue.targets.plan.reporting_calendar)
    ended: dict[tuple[date, tuple[str, ...]], list[str]] = defaultdict(list)
    for body in map(catalogue.bodies.__getitem__, units):
        if body.valid_to is not None and body.valid_to < opens:
            since = body.valid_to + timedelta(days=1)
            ended[since, body.successors].append(unit_name(catalogue, body.id, lang))
    if ended:
        successors = successor_names(catalogue, lang)
        told = "; ".join(
            say("gone", lang, ", ".join(names), day_words(since))
            if not into
            else say(
                "merged",
                lang,
                ", ".join(names),
                ", ".join(successors[each] for each in into),
                day_words(since),
            )
            for (since, into), names in ended.items()
        )
        count = sum(map(len, ended.values()))
        line = say("ended", lang, count, period_inside(period, lang), day_words(opens), told)
        streams.say(f"dxscore: {line}")


def _joined(names: Mapping[str, str], ids: Sequence[str]) -> str:
    return ", ".join(names[each] for each in ids)

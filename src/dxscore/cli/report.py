"""`dxscore report`: files for people to read, from the same scorecard as `check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from dxscore.cli import options, run, streams
from dxscore.cli.configured import configured_lines
from dxscore.cli.files import check_target, write_whole
from dxscore.cli.language import both
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.errors import OutputError, RequestError
from dxscore.flows.asked import shown
from dxscore.flows.report import with_figures
from dxscore.report.documents import DOCUMENTS, Document
from dxscore.words.say import Language
from dxscore.words.system import system_words

_TEMPLATE_LIMIT = 20_000_000


def report(
    files: options.Files,
    output: Annotated[
        list[str],
        typer.Option(
            "--output",
            metavar="FILE",
            help=both(
                f"Tệp cần lập, loại theo đuôi tên ({', '.join(DOCUMENTS)}); ghi nhiều lần để lập nhiều tệp.",
                f"File to make, its kind by its suffix ({', '.join(DOCUMENTS)}); repeat it for several.",
            ),
        ),
    ],
    template: Annotated[
        str | None,
        typer.Option(
            "--template",
            metavar="FILE",
            help=both(
                "Mẫu Word của cơ quan, thay cho mẫu kèm theo.",
                "An office's own Word template instead of ours.",
            ),
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help=both("Ghi đè tệp đã có.", "Overwrite files that exist.")),
    ] = False,
    catalogue: options.CatalogueFolder = None,
    as_of: options.AsOf = None,
    target_year: options.TargetYearOption = None,
    unit: options.Unit = None,
    waivers: options.WaiversOption = None,
    lang: options.Lang = None,
    ctx: typer.Context = options.NO_CONTEXT,
) -> int:
    language = run.chosen_language(lang)
    asked = _documents(output, template)
    read = _files_read(files, template, waivers, catalogue)
    targets = {name: _target(name, read, force, language) for name in asked}
    form = None if template is None else _template(template)
    judged = run.judge_files(files, catalogue, as_of, target_year, unit, waivers=waivers).with_results()
    card = judged.scorecard
    view = with_figures(run.view_of(judged, language, output[0]), judged)
    drawn = {name: document.render(view, form) for name, document in asked.items()}
    for name, data in drawn.items():  # all are drawn before the first is written
        write_whole(targets[name], data)
        streams.say(_written(name, len(data), language))
    run.tell_findings(card, language)
    missing = _not_drawn(language)
    streams.say(*configured_lines(ctx, language), *missing)
    return COULD_NOT_JUDGE if judged.faulty or missing else 0


report.__doc__ = both(
    """Lập báo cáo để đọc: trang web, Word, Excel, Markdown.

    Ví dụ: dxscore report metrics.csv --output bao-cao.html --output bao-cao.docx

    Mã thoát: 0 đã ghi xong, 2 không lập được, thiếu biểu đồ hoặc có dòng số liệu bị loại. Đạt hay không đạt
    không đổi mã thoát: việc chặn là của dxscore check.
    """,
    """Make reports for people: web page, Word, Excel, Markdown.

    Example: dxscore report metrics.csv --output report.html --output report.docx

    Exit codes: 0 written, 2 could not, or charts or rows of the data were left out. Missed targets do not
    change it: the gate is that of dxscore check.
    """,
)


def _documents(names: Sequence[str], template: str | None) -> dict[str, Document]:
    """The kind of each file asked for, refused before any work is done."""
    asked: dict[str, Document] = {}
    for name in names:
        suffix = Path(name).suffix.lower()
        if suffix not in DOCUMENTS:
            known = ", ".join(DOCUMENTS)
            raise RequestError(
                f"--output: không lập được loại tệp của «{shown(name)}»; chọn đuôi {known}",
                f"--output: no kind of report ends like '{shown(name)}'; choose one of {known}",
            )
        if os.path.abspath(name) in {os.path.abspath(other) for other in asked}:  # noqa: PTH100  # follows no link
            raise RequestError(f"--output: «{shown(name)}» ghi hai lần", f"--output: '{shown(name)}' twice")
        asked[name] = DOCUMENTS[suffix]
    if template is not None and not any(document.takes_template for document in asked.values()):
        raise RequestError(
            "--template: chỉ dùng cho tệp Word (.docx)", "--template: only a Word file (.docx) takes one"
        )
    return asked


def _files_read(
    files: Sequence[str], template: str | None, waivers: Path | None, catalogue: Path | None
) -> list[str]:
    """Everything that the report is made from: none of it is ever written over."""
    from dxscore.read.sources import expand

    read = [*expand(files), *(str(path) for path in (template, waivers) if path is not None)]
    return read + ([] if catalogue is None else [str(path) for path in catalogue.glob("*")])


def _target(name: str, inputs: Sequence[str], force: bool, lang: Language) -> Path:
    """The path to write, once it is clear that what stands there may go."""
    path = check_target(name, inputs)
    if force or not path.exists() or _overwrite(name, lang):
        return path
    raise OutputError(
        f"«{shown(name)}» đã có; dùng --force để ghi đè",
        f"'{shown(name)}' exists; --force overwrites it",
    )


def _overwrite(name: str, lang: Language) -> bool:
    """Asks on a terminal; elsewhere nobody can answer, and the answer is no."""
    if not (sys.stdin is not None and sys.stdin.isatty() and sys.stderr is not None and sys.stderr.isatty()):
        return False
    typed = shown(name)
    question = f"«{typed}» đã có, ghi đè?" if lang == "vi" else f"'{typed}' exists, overwrite it?"
    return typer.confirm(question, default=False, err=True)


def _template(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            data = file.read(_TEMPLATE_LIMIT + 1)
    except OSError as error:
        why = system_words(error)
        typed = shown(name)
        raise RequestError(
            f"--template: không đọc được «{typed}»: {why.vi}", f"--template: cannot read '{typed}': {why.en}"
        ) from error
    if len(data) > _TEMPLATE_LIMIT:
        raise RequestError("--template: tệp quá lớn", "--template: the file is too large")
    return data


def _not_drawn(lang: Language) -> list[str]:
    """The line that says why the files have no charts, where that is so."""
    draw = sys.modules.get("dxscore.report.charts.draw")  # most files have none
    if draw is None or draw.not_drawn() is None:
        return []
    return [f"dxscore: {draw.not_drawn().get(lang)}"]


def _written(name: str, size: int, lang: Language) -> str:
    kilobytes = max(1, round(size / 1000))
    return (
        f"đã ghi {shown(name)} ({kilobytes} KB)"
        if lang == "vi"
        else (f"wrote {shown(name)} ({kilobytes} KB)")
    )

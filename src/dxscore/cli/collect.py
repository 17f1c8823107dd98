"""`dxscore collect`: forms back in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from dxscore.cli import check_options, form_options, options, run, sifting, streams
from dxscore.cli.files import check_suffix, check_target, write_whole
from dxscore.cli.language import both
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.returned_folder import Folder, read_folder
from dxscore.cli.tidy_file import read_tidy
from dxscore.errors import OutputError
from dxscore.forms.receipt import read_receipt, receipt
from dxscore.forms.returned import Collected
from dxscore.forms.returned import collect as collect_files
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.summary import summary_text
from dxscore.forms.tidy import KeptRow, place, tidy_csv
from dxscore.forms.words import say
from dxscore.model.base import Language
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.receipt import Receipt
from dxscore.report.sentences import finding_lines
from dxscore.score.strict import promoted


def collect(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help=both("Thư mục các tệp gửi về.", "Folder of returned files.")),
    ],
    period: form_options.PeriodOption,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            metavar="FILE",
            help=both(
                "Tệp CSV số liệu; dòng của kỳ khác trong đó được giữ nguyên.",
                "The metrics CSV; its rows of other periods stay as they are.",
            ),
        ),
    ],
    receipt_file: Annotated[
        str | None,
        typer.Option(
            "--receipt",
            metavar="FILE",
            help=both("Tệp biên nhận JSON; mặc định FILE.receipt.json.", "JSON receipt; FILE.receipt.json."),
        ),
    ] = None,
    strict: check_options.Strict = False,
    catalogue: options.CatalogueFolder = None,
    lang: options.Lang = None,
) -> int:
    from dxscore.read.catalogue import load

    language = run.chosen_language(lang)
    check_suffix("--output", output, "csv")
    check_suffix("--receipt", receipt_file, "json")
    asked = form_options.period(period)
    loaded = load(catalogue)
    receipt_name = receipt_file or f"{output}.receipt.json"
    _check_apart(output, receipt_name)
    returned = read_folder(folder, loaded, apart_from=(Path(output), Path(receipt_name)))
    names = [str(folder / file.file) for file in returned.files]
    check_target(output, names)
    receipt_path = check_target(receipt_name, names)
    before, kept = read_tidy(output, loaded)
    known = [row.observation for row in kept if row.observation is not None]
    collected, found_in, findings = _counted(loaded, asked, returned, known, strict)
    streams.write_result(summary_text(loaded, collected, found_in, returned.listing.not_read, language))
    streams.say(*finding_lines(findings, language))
    new, staying = _new_rows(collected), _staying_rows(collected, kept)
    if not new and not kept:
        streams.say(say("nothing_to_write", language))
        return COULD_NOT_JUDGE
    written = tidy_csv(loaded, new, staying).encode("utf-8-sig")
    told = receipt(loaded, collected, found_in, Path(output).name, written, _earlier(receipt_path), before)
    counts = len(new) + len(staying), len(collected.rows)
    _put(_Output(Path(output), before, written), _receipt_output(receipt_path, told), counts, language)
    return _code(collected, found_in, strict and any(f.severity == "error" for f in findings))


collect.__doc__ = both(
    """Thu các biểu số liệu gửi về: ai đã gửi, ai chưa, gì thay đổi; ghi một tệp CSV và một biên nhận.

    Mã thoát: 0 đủ và sạch, 1 còn thiếu, 2 có dòng không tính được.
    Ví dụ: dxscore collect gui-ve --period 2025-Q4 --output metrics.csv
    """,
    """Collect returned forms: who has sent, who has not, what changed; writes one CSV and a receipt.

    Exit codes: 0 complete and clean, 1 something is missing, 2 rows could not be counted.
    Example: dxscore collect returned --period 2025-Q4 --output metrics.csv
    """,
)


def _counted(
    catalogue: Catalogue, period: Period, returned: Folder, known: Sequence[Observation], strict: bool
) -> tuple[Collected, tuple[ReturnedFile, ...], tuple[Finding, ...]]:
    """What counts, the files without what cannot be true, and all that is to be said of their rows."""
    sifted = sifting.sift(catalogue, returned.files, period)
    collected = collect_files(catalogue, period, sifted.files, known, sifted.left_out)
    found = sifting.doubtful(catalogue, collected, sifted.files, known)
    read, doubts, files = returned.findings, sifting.warnings(found), sifted.files
    if strict:
        rest = sifting.strictly(sifted, found, read, period)
        read, doubts, files = promoted(read), rest.findings, rest.files
        collected = collect_files(catalogue, period, files, known, (*sifted.left_out, *rest.left_out))
    left_out = sifting.left_out_errors(catalogue, collected)
    return collected, files, (*read, *sifted.findings, *left_out, *doubts)


def _check_apart(output: str, receipt_name: str) -> None:
    if Path(output).resolve() == Path(receipt_name).resolve():
        raise OutputError("--output và --receipt là cùng một tệp", "--output and --receipt are the same file")


def _new_rows(collected: Collected) -> list[Observation]:
    return [row for row in collected.rows if place(row) in collected.decided]


def _staying_rows(collected: Collected, kept: Sequence[KeptRow]) -> list[KeptRow]:
    """Of the rows that stand in the metrics file, those that this collection did not decide anew."""
    return [
        row
        for row in kept
        if row.observation is None
        or row.observation.period != collected.period
        or place(row.observation) not in collected.decided
    ]


def _earlier(path: Path) -> Receipt | None:
    """The receipt that stands there, or None.

    Raises:
        OutputError: something else stands there.
    """
    if not path.exists():
        return None
    try:
        found = read_receipt(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        found = None
    if found is None:
        raise OutputError(
            f"«{path}» không phải biên nhận của dxscore nên không ghi đè; chọn tệp khác cho --receipt",
            f"'{path}' is no receipt of dxscore and is not overwritten; choose another --receipt",
        )
    return found


class _Output(NamedTuple):
    """A file to write: its bytes before, if there were any, and as they are to be."""

    path: Path
    before: bytes | None
    now: bytes


def _receipt_output(path: Path, text: str) -> _Output:
    """Names of files that are no text are escaped."""
    before = path.read_bytes() if path.exists() else None
    return _Output(path, before, text.encode("utf-8", "backslashreplace"))


def _put(tidy: _Output, told: _Output, counts: tuple[int, int], lang: Language) -> None:
    """Write what is new, the receipt first: after an interruption the next run tells of the same changes."""
    shown = options.shown(str(tidy.path))
    if told.now == told.before and tidy.now == tidy.before:
        streams.say(say("unchanged", lang, shown))
        return
    for output in (told, tidy):
        if output.now != output.before:
            write_whole(output.path, output.now)
    streams.say(say("written", lang, shown, *counts))


def _code(collected: Collected, files: Sequence[ReturnedFile], faulty: bool) -> int:
    if faulty or collected.left_out or any(file.unreadable for file in files):
        return COULD_NOT_JUDGE
    old = any(item.remark == "old_form" for item in collected.remarks)
    return 1 if old or any(unit.missing for unit in collected.units) else 0

"""`dxscore check`: the main job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, get_args

import typer

from dxscore.cli import options, outputs, run, streams
from dxscore.cli.baseline import held_against
from dxscore.cli.language import both
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.outputs import Destination, Rendered
from dxscore.errors import RequestError
from dxscore.model.base import Language
from dxscore.report.formats import FORMATS
from dxscore.report.screen import wrap
from dxscore.report.sentences import closing
from dxscore.score.gate import FailOn, Gate, failures

_KINDS: tuple[FailOn, ...] = get_args(FailOn)


def check(
    files: options.Files,
    catalogue: options.CatalogueFolder = None,
    as_of: options.AsOf = None,
    target_year: options.TargetYearOption = None,
    unit: options.Unit = None,
    format_: options.FormatOption = None,
    output: options.Outputs = None,
    units: Annotated[
        str,
        typer.Option(
            "--units",
            metavar="worst|all",
            help=both(
                "Liệt kê các đơn vị thấp nhất hay tất cả đơn vị chưa đạt.",
                "List the farthest units below a target, or all of them.",
            ),
        ),
    ] = "worst",
    rejects: Annotated[
        str | None,
        typer.Option(
            "--rejects",
            metavar="FILE",
            help=both(
                "Ghi các dòng bị loại, kèm lý do, vào tệp CSV này.",
                "Write the rows that were left out, with the reasons, to this CSV file.",
            ),
        ),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="|".join(_KINDS),
            help=both(
                "Khi nào mã thoát là 1; ghi nhiều lần hoặc cách nhau bằng dấu phẩy. Mặc định: unmet.",
                "When to exit with 1; repeat it, or separate by commas. Default: unmet.",
            ),
        ),
    ] = None,
    min_coverage: Annotated[
        str | None,
        typer.Option(
            "--min-coverage",
            metavar="N",
            help=both("Tỷ lệ báo cáo tối thiểu, 0–100.", "Least coverage, 0 to 100."),
        ),
    ] = None,
    min_score: Annotated[
        str | None,
        typer.Option(
            "--min-score", metavar="N", help=both("Điểm tối thiểu, 0–100.", "Least score, 0 to 100.")
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help=both(
                "Coi cảnh báo là lỗi: dòng có cảnh báo bị loại như dòng có lỗi, mã thoát là 2.",
                "Take warnings for errors: a row with one is left out, as with an error; the exit code is 2.",
            ),
        ),
    ] = False,
    waivers: options.WaiversOption = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            "--baseline",
            metavar="OLD.json",
            help=both(
                "Bảng điểm cũ (--format json) làm mốc: chỉ báo không đạt với phần mới không đạt hoặc kém đi.",
                "An earlier scorecard (--format json): fail only for what is newly missed or worse.",
            ),
        ),
    ] = None,
    lang: options.Lang = None,
) -> int:
    language = run.chosen_language(lang)
    wanted = outputs.destinations(format_, output or ())
    sources = [*files, *(str(name) for name in (waivers, baseline) if name is not None)]
    paths = outputs.targets([*(item.file for item in wanted), rejects], sources)
    all_units = options.one_of("--units", units, ("worst", "all")) == "all"
    gate = Gate(
        _kinds(fail_on),
        options.share("--min-coverage", min_coverage),
        options.share("--min-score", min_score),
    )
    judged = run.judge_files(files, catalogue, as_of, target_year, unit, strict, waivers)
    held = None if baseline is None else held_against(baseline, judged)
    rendered = _rendered(judged, wanted, language, all_units)
    if rejects is not None:
        from dxscore.report.rejects import rejects_text
        from dxscore.score.engine import rejected_rows

        left_out = rejected_rows(judged.catalogue, judged.metrics)
        text = rejects_text(judged.metrics.tables, judged.scorecard.findings, left_out, language)
        rendered.append(Rendered(text, rejects, bom=True))
    outputs.deliver(rendered, paths)
    if any(item.format == "github" for item in wanted):
        from dxscore.cli.step_summary import append_step_summary

        append_step_summary(run.view_of(judged, language, "", all_units))
    run.tell_findings(judged.scorecard, language)
    if any(item.file is None and FORMATS[item.format].for_people for item in wanted):
        lines = wrap(closing(judged.scorecard, language), options.width())
        streams.write_result("".join(f"{line}\n" for line in ["", *lines]))
    else:
        streams.say(closing(judged.scorecard, language))
    weights = {pillar.id: pillar.weight for pillar in judged.catalogue.targets.pillars}
    failed = failures(judged.scorecard, gate, weights, held and held.ratchet)
    if held is not None:
        streams.say(*held.lines(run.view_of(judged, language, "")))
    streams.say(*(f"dxscore: {reason.get(language)}" for reason in failed))
    if run.rejected(judged.scorecard):
        return COULD_NOT_JUDGE
    return 1 if failed else 0


check.__doc__ = both(
    """Chấm số liệu theo danh mục mục tiêu: bảng kết quả, đơn vị còn thấp, phần còn thiếu và cơ quan chủ trì.

    Ví dụ: dxscore check metrics.csv
    """,
    """Score metrics against the catalogue: results, units that lag, gaps and who leads.

    Example: dxscore check metrics.csv
    """,
)


def _rendered(
    judged: run.Run, wanted: Sequence[Destination], lang: Language, all_units: bool
) -> list[Rendered]:
    """Every result in its format; all are made before the first is written."""
    rendered = []
    for item in wanted:
        chosen = FORMATS[item.format]
        text = chosen.render(run.view_of(judged, lang, item.file, all_units))
        rendered.append(Rendered(text, item.file, chosen.bom))
    return rendered


def _kinds(asked: list[str] | None) -> frozenset[FailOn]:
    names = [name.strip() for item in asked or ["unmet"] for name in item.split(",")]
    for name in names:
        options.one_of("--fail-on", name, _KINDS)
    kinds = frozenset(kind for kind in _KINDS if kind in names)
    if "never" in kinds and len(kinds) > 1:
        raise RequestError(
            "--fail-on: never không đi cùng lựa chọn khác", "--fail-on: never goes with nothing else"
        )
    return kinds - {"never"}

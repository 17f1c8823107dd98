"""`dxscore compare`: what got better, worse, new and gone between two scorecards."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxscore.cli import options, run, streams
from dxscore.cli.configured import configured_lines
from dxscore.cli.files import check_suffix
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.flows.asked import one_of
from dxscore.flows.judge import read_scorecard
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Scorecard
from dxscore.report.comparison import ComparisonView
from dxscore.report.findings import finding_lines
from dxscore.report.outputs import OUTPUTS, choices
from dxscore.words.say import Language

_JSON = ".json"


def compare(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help=phrase("help_compare.old"),
        ),
    ],
    new: Annotated[
        str,
        typer.Argument(
            metavar="NEW",
            help=phrase("help_compare.new"),
        ),
    ],
    catalogue: options.CatalogueFolder = None,
    target_year: options.TargetYearOption = None,
    unit: options.Unit = None,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="|".join(choices("comparison")), help=phrase("help_compare.format")),
    ] = "table",
    output: options.Output = None,
    lang: options.Lang = None,
    ctx: typer.Context = options.NO_CONTEXT,
) -> int:
    from dxscore.read.catalogue import load
    from dxscore.score.compare import compare as compared

    language = run.chosen_language(lang)
    chosen = OUTPUTS[one_of("--format", format_, choices("comparison"))]
    check_suffix("--output", output, format_)
    loaded = load(catalogue)
    before, after = (_scorecard(name, loaded, catalogue, target_year, unit) for name in (old, new))
    for scorecard in (before, after):
        _tell(scorecard, language)
    view = ComparisonView(
        compared(before, after),
        loaded,
        run.language_of(lang, format_),
        options.width(),
        options.colour(output is None),
    )
    run.put(chosen.render_comparison(view), output, chosen.bom, (old, new))
    streams.say(*configured_lines(ctx, language))
    findings = (*before.findings, *after.findings)
    return COULD_NOT_JUDGE if any(finding.severity == "error" for finding in findings) else 0


compare.__doc__ = phrase("help_compare.command")


def _scorecard(
    name: str, catalogue: Catalogue, folder: Path | None, target_year: str | None, unit: str | None
) -> Scorecard:
    """A scorecard file read back; anything else is metrics, and is judged."""
    if not name.lower().endswith(_JSON):
        return run.judge_files([name], folder, None, target_year, unit).with_results().scorecard
    return read_scorecard(name, catalogue)


def _tell(scorecard: Scorecard, language: Language) -> None:
    """Errors only: a finding that leaves a row out makes the comparison one of less than was handed in."""
    errors = [finding for finding in scorecard.findings if finding.severity == "error"]
    streams.say(*finding_lines(errors, language))

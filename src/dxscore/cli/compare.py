"""`dxscore compare`: value, verdict and calendar of two scorecards, three facts apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, get_args

import typer

from dxscore.cli import options, outputs, run, streams
from dxscore.cli.configured import configured_lines
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.outputs import Destination, Rendered
from dxscore.flows import asked
from dxscore.flows.compare import Compared, compare_files
from dxscore.flows.judge import Request
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Scorecard
from dxscore.report.comparison import ComparisonView, comparison_summary
from dxscore.report.findings import finding_lines
from dxscore.report.outputs import OUTPUTS, choices
from dxscore.score.gate import ComparedFailOn, failures_of
from dxscore.words.say import Language

_FACTS: tuple[ComparedFailOn, ...] = get_args(ComparedFailOn)


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help=phrase("help_compare.old"))],
    new: Annotated[str, typer.Argument(metavar="NEW", help=phrase("help_compare.new"))],
    catalogue: options.CatalogueFolder = None,
    target_year: options.TargetYearOption = None,
    unit: options.Unit = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="|".join(choices("comparison")), help=phrase("help_compare.format")),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", metavar="[FORMAT=]FILE", help=phrase("help_compare.output")),
    ] = None,
    units: Annotated[
        str, typer.Option("--units", metavar="worst|all", help=phrase("help_compare.units"))
    ] = "worst",
    fail_on: Annotated[
        list[str] | None,
        typer.Option("--fail-on", metavar="|".join((*_FACTS, "never")), help=phrase("help_compare.fail_on")),
    ] = None,
    lang: options.Lang = None,
    ctx: typer.Context = options.NO_CONTEXT,
) -> int:
    from dxscore.read.catalogue import load

    language = run.chosen_language(lang)
    wanted = outputs.destinations(format_, output or (), choices("comparison"))
    paths = outputs.targets([item.file for item in wanted], [old, new])
    gate = _facts(fail_on)
    all_units = asked.one_of("--units", units, ("worst", "all")) == "all"
    loaded = load(catalogue)
    request = Request(
        target_year=asked.target_year("--target-year", target_year),
        reporting_unit=asked.reporting_unit("--for", loaded, unit),
    )
    compared = compare_files(loaded, old, new, request)
    for scorecard in (compared.old, compared.new):
        _show_errors(scorecard, language)
    outputs.deliver([_finished(compared, loaded, item, lang, all_units) for item in wanted], paths)
    if any(item.format == "github" for item in wanted):
        from dxscore.cli.step_summary import append_to_summary

        behind = run.view_of_scorecard(compared.new, loaded, language, compared.ratchet, compared.old)
        view = ComparisonView(compared.comparison, loaded, language, all_units=all_units, run=behind)
        append_to_summary(lambda: comparison_summary(view), language)
    failed = failures_of(compared.ratchet, gate)
    streams.say(*configured_lines(ctx, language), *(f"dxscore: {reason.get(language)}" for reason in failed))
    findings = (*compared.old.findings, *compared.new.findings)
    if any(finding.severity == "error" for finding in findings):
        return COULD_NOT_JUDGE
    return 1 if failed else 0


compare.__doc__ = phrase("help_compare.command")


def _facts(fail_on: Sequence[str] | None) -> frozenset[ComparedFailOn]:
    names = [name.strip() for item in fail_on or () for name in item.split(",")]
    told = {asked.one_of("--fail-on", name, (*_FACTS, "never")) for name in names}
    return frozenset(fact for fact in _FACTS if fact in told)


def _finished(
    compared: Compared, catalogue: Catalogue, item: Destination, asked_lang: str | None, all_units: bool
) -> Rendered:
    chosen, lang = OUTPUTS[item.format], run.language_of(asked_lang, item.format)
    behind = None
    if chosen.findings_alone and item.format not in ("json", "ndjson"):  # for services, which show a run
        behind = run.view_of_scorecard(compared.new, catalogue, lang, compared.ratchet, compared.old)
    view = ComparisonView(
        compared.comparison,
        catalogue,
        lang,
        options.width(),
        options.colour(item.file is None),
        all_units,
        behind,
    )
    return Rendered(chosen.render_comparison(view), item.file, chosen.bom, commands=chosen.commands)


def _show_errors(scorecard: Scorecard, language: Language) -> None:
    """Errors only: a finding that leaves a row out makes the comparison one of less than was handed in."""
    errors = [finding for finding in scorecard.findings if finding.severity == "error"]
    streams.say(*finding_lines(errors, language))

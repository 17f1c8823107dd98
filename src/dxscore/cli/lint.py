"""`dxscore lint`: what is wrong with files, and no verdict."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Final

import typer

from dxscore.cli import options, outputs, run, streams
from dxscore.cli.configured import configured_lines
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.outputs import Destination, Rendered
from dxscore.flows import lint as linting
from dxscore.flows.lint_files import files_in
from dxscore.flows.lint_request import LintRequest, codes, severities
from dxscore.report.lint import LintView, lint_summary, total_line
from dxscore.report.outputs import OUTPUTS, choices

UNREAD: Final = frozenset(f"DX10{number}" for number in range(1, 8))
"""Codes of files that could not be opened: nothing is known of what is in them."""


def lint(
    files: Annotated[list[str], typer.Argument(metavar="FILES...", help=phrase("help_lint.files"))],
    catalogue: options.CatalogueFolder = None,
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="CODES", help=phrase("help_lint.select"))
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="CODES", help=phrase("help_lint.ignore"))
    ] = None,
    severity: Annotated[
        list[str] | None, typer.Option("--severity", metavar="CODE=LEVEL", help=phrase("help_lint.severity"))
    ] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help=phrase("help_lint.statistics"))] = False,
    stdin_filename: Annotated[
        str | None, typer.Option("--stdin-filename", metavar="NAME", help=phrase("help_lint.stdin"))
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help=phrase("help_lint.exit_zero"))] = False,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="|".join(choices("lint")), help=phrase("help_lint.format")),
    ] = None,
    output: options.Outputs = None,
    lang: options.Lang = None,
    ctx: typer.Context = options.NO_CONTEXT,
) -> int:
    if format_ is None and not output:
        format_ = "table" if streams.to_terminal() else "concise"
    wanted = outputs.destinations(format_, output or (), choices("lint"))
    request = LintRequest(
        catalogue=catalogue,
        stdin_filename=stdin_filename,
        select=codes("--select", select or ()),
        ignore=codes("--ignore", ignore or ()),
        severity=severities("--severity", severity or ()),
    )
    names = files_in(files)
    paths = outputs.targets([item.file for item in wanted], names)
    linted = linting.lint(names, request)
    seen = partial(_view, linted, lang, statistics)
    outputs.deliver([_finished(item, seen(item)) for item in wanted], paths)
    people = LintView(*linted, lang=run.chosen_language(lang))
    if any(item.format == "github" for item in wanted):
        from dxscore.cli.step_summary import append_to_summary

        append_to_summary(lambda: lint_summary(seen(Destination("github", ""))), people.lang)
    if Destination("table", None) not in wanted:
        streams.say(total_line(people))
    streams.say(*configured_lines(ctx, run.chosen_language(lang)))
    if any(finding.code in UNREAD for finding in linted.listed.findings):
        return COULD_NOT_JUDGE
    return 1 if linted.listed.errors and not exit_zero else 0


def _view(linted: linting.Linted, asked: str | None, statistics: bool, item: Destination) -> LintView:
    """The run as one format shows it."""
    root, here = run.checkout()
    return LintView(
        *linted,
        lang=run.language_of(asked, item.format),
        width=options.width(),
        colour=options.colour(to_terminal=item.file is None),
        root=root,
        here=here,
        statistics=statistics,
    )


def _finished(item: Destination, view: LintView) -> Rendered:
    chosen = OUTPUTS[item.format]
    return Rendered(chosen.render_lint(view), item.file, chosen.bom, commands=chosen.commands)


lint.__doc__ = phrase("help_lint.command")

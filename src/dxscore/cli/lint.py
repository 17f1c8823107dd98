"""`dxscore lint`: what is wrong with files, and no verdict."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from dxscore.cli import options, run, streams
from dxscore.cli.configured import configured_lines
from dxscore.cli.files import check_suffix
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.flows import lint as linting
from dxscore.flows.asked import one_of
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
    output: options.Output = None,
    lang: options.Lang = None,
    ctx: typer.Context = options.NO_CONTEXT,
) -> int:
    on_terminal = output is None and streams.to_terminal()
    name = one_of("--format", format_ or ("table" if on_terminal else "concise"), choices("lint"))
    check_suffix("--output", output, name)
    request = linting.LintRequest(
        catalogue=catalogue,
        stdin_filename=stdin_filename,
        select=linting.codes("--select", select or ()),
        ignore=linting.codes("--ignore", ignore or ()),
        severity=linting.severities("--severity", severity or ()),
    )
    linted = linting.lint(files, request)
    root, here = run.checkout()
    view = LintView(
        *linted,
        lang=run.language_of(lang, name),
        width=options.width(),
        colour=options.colour(to_terminal=output is None),
        root=root,
        here=here,
        statistics=statistics,
    )
    chosen = OUTPUTS[name]
    run.put(chosen.render_lint(view), output, chosen.bom, files, commands=chosen.commands)
    if name == "github":
        from dxscore.cli.step_summary import append_to_summary

        append_to_summary(lambda: lint_summary(view), view.lang)
    if name != "table" or output is not None:
        streams.say(total_line(view))
    streams.say(*configured_lines(ctx, run.chosen_language(lang)))
    if any(finding.code in UNREAD for finding in linted.listed.findings):
        return COULD_NOT_JUDGE
    return 1 if linted.listed.errors and not exit_zero else 0


lint.__doc__ = phrase("help_lint.command")

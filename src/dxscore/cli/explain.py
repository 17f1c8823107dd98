"""`dxscore explain`: one indicator, finding code, task, duty or body."""

from __future__ import annotations

from typing import Annotated

import typer

from dxscore.cli import options, run, streams
from dxscore.cli.configured import configured_lines
from dxscore.cli.language import phrase
from dxscore.flows.asked import refused, shown
from dxscore.model.assignments import Duty, Task
from dxscore.model.loaded import Catalogue
from dxscore.model.rules import RULES
from dxscore.report import explain as pages
from dxscore.report.view import View
from dxscore.words.say import Language
from dxscore.words.text import Text, both


def explain(
    subject: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help=phrase("help_explain.subject"),
        ),
    ] = None,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILES...]",
            help=phrase("help_explain.files"),
        ),
    ] = None,
    catalogue: options.CatalogueFolder = None,
    as_of: options.AsOf = None,
    target_year: options.TargetYearOption = None,
    every: Annotated[bool, typer.Option("--all", help=phrase("help_explain.all"))] = False,
    lang: options.Lang = None,
    ctx: typer.Context = options.NO_CONTEXT,
) -> int:
    language = run.chosen_language(lang)
    if every:
        streams.write_result(pages.explain_rules(language, options.width()))
        return 0
    if subject is None:
        raise refused(both("refusal.nothing_to_explain"))
    rule = RULES.get(subject.upper())
    if rule is not None:
        streams.write_result(pages.explain_rule(rule, language, options.width()))
        return 0
    if files:
        judged = run.judge_files(files, catalogue, as_of, target_year, None).with_results()
        view = run.view_of(judged, language, None)
        streams.write_result(_page(judged.catalogue, subject, language, view))
        streams.say(*configured_lines(ctx, language))
        return 0
    from dxscore.read.catalogue import load

    streams.write_result(_page(load(catalogue), subject, language, None))
    return 0


explain.__doc__ = phrase("help_explain.command")


def _page(catalogue: Catalogue, subject: str, lang: Language, view: View | None) -> str:
    wanted = subject.casefold()
    for indicator in catalogue.targets.indicators:
        if indicator.id.casefold() == wanted:
            return pages.explain_indicator(catalogue, indicator, lang, view, options.width())
    work: tuple[Task | Duty, ...] = (*catalogue.assignments.tasks, *catalogue.assignments.duties)
    for item in work:
        if item.id.casefold() == wanted:
            return pages.explain_work(catalogue, item, lang, options.width())
    for body in catalogue.assignments.bodies:
        if body.id.casefold() == wanted:
            return pages.explain_body(catalogue, body, lang, options.width())
    known = [*catalogue.indicators, *RULES, *catalogue.tasks, *catalogue.duties, *catalogue.bodies]
    raise refused(_unknown(subject, known))


def _unknown(subject: str, known: list[str]) -> Text:
    from dxscore.words.nearest import nearest  # only for a fault

    near = nearest(subject.upper(), [name.upper() for name in known])[:3]
    names = [name for name in known if name.upper() in near]
    if names:
        return both("explain.unknown_but", typed=shown(subject), near=", ".join(names))
    return both("explain.unknown", typed=shown(subject))

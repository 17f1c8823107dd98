"""`dxscore template`: forms to send out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from dxscore.cli import form_options, options, run, streams
from dxscore.cli.files import check_target, unfit, write_whole
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.flows.asked import one_of, printed_day, shown
from dxscore.flows.asked import period as asked_period
from dxscore.flows.catalogue import left_to_do
from dxscore.flows.form_tasks import tasks_asked
from dxscore.flows.many_plans import expected_once, load_plans, read_for, units_asked
from dxscore.flows.template import FORM_FORMATS, form_files
from dxscore.forms.expected import Expected
from dxscore.forms.form import SendBack, form
from dxscore.forms.written import day_words, successor_names, unit_name
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.period import Period, period_inside
from dxscore.report.findings import finding_lines
from dxscore.words.say import Language, say
from dxscore.words.system import system_words
from dxscore.words.text import both
from dxscore.words.visible import visible


def template(
    unit: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="UNIT|all",
            help=phrase("help_template.for"),
        ),
    ],
    period: form_options.PeriodOption,
    output: Annotated[
        Path,
        typer.Option("--output", metavar="DIR", help=phrase("help_template.output")),
    ],
    due: Annotated[str | None, typer.Option("--due", metavar="DAY", help=phrase("help_template.due"))] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="NAME", help=phrase("help_template.to"))] = None,
    previous: Annotated[
        str | None,
        typer.Option(
            "--previous",
            metavar="FILE",
            help=phrase("help_template.previous"),
        ),
    ] = None,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="|".join(FORM_FORMATS), help=phrase("help_template.format")),
    ] = "xlsx",
    force: Annotated[bool, typer.Option("--force", help=phrase("help_template.force"))] = False,
    catalogue: options.Catalogues = None,
    lang: options.Lang = None,
) -> int:
    from dxscore.read.catalogue import load

    language = run.chosen_language(lang)
    suffix = one_of("--format", format_, FORM_FORMATS)
    asked = asked_period("--period", period)
    send = SendBack(to or "", printed_day("--due", due))
    plans = load_plans(catalogue) if catalogue else (load(None),)
    earlier = [Metrics(())] * len(plans) if previous is None else read_for(plans, [previous])
    errors = [each for metrics in earlier for each in metrics.findings if each.severity == "error"]
    if errors:
        streams.say(*dict.fromkeys(finding_lines(errors, language)))
        return COULD_NOT_JUDGE
    contents: dict[str, bytes] = {}
    every = expected_once(plans, asked)
    units_of = _units(every, unit)
    for expected, metrics, units in zip(every, earlier, units_of, strict=True):
        mark = "" if expected.catalogue is plans[0] else f"-{expected.catalogue.targets.plan.id}"
        asked_about = tasks_asked(expected.catalogue, asked, language)
        for id_ in units:
            built = form(expected, id_, metrics.observations)
            built = built._replace(tasks=asked_about.get(id_, ()), send=send)
            files = form_files(built, suffix, language)
            contents |= {f"{built.file_stem}{mark}{end}": content for end, content in files.items()}
    _write(output, contents, force)
    for folder in catalogue or ():
        streams.say(*finding_lines(left_to_do(folder), language))
    for expected, units in zip(every, units_of, strict=True):
        _tell_of_shorter(expected, language)
        _tell_of_ended(expected.catalogue, units, asked, language)
    return 0


template.__doc__ = phrase("help_template.command")


def _units(every: Sequence[Expected], asked: str) -> list[Sequence[str]]:
    """Who gets a form, plan by plan: all, or the one asked for, in the plans that still ask it for something.

    Raises:
        RequestError: no plan asks it for anything.
    """
    if asked == "all":
        return [expected.asked for expected in every]
    return [() if unit is None else (unit,) for unit in units_asked(every, asked)]


def _write(folder: Path, contents: dict[str, bytes], force: bool) -> None:
    """All files or, where one of them exists and may not be overwritten, none."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise unfit(both("refusal.folder_not_made", folder=folder, why=system_words(error))) from error
    paths = {check_target(str(folder / name), ()): content for name, content in contents.items()}
    there = [path for path in paths if path.exists()]
    if there and not force:
        raise unfit(both("refusal.files_exist", count=len(there), file=there[0]))
    for path, content in paths.items():
        write_whole(path, content)
    streams.write_result("".join(f"{shown(str(path))}\n" for path in paths))


def _tell_of_shorter(expected: Expected, lang: Language) -> None:
    """Which indicators stand in no such form, and whose figures forms of shorter periods ask for."""
    left_out = expected.asked_within
    if left_out:
        names = "; ".join(visible(expected.catalogue.indicators[id_].name.get(lang)) for id_ in left_out)
        period = period_inside(expected.period, lang)
        shorter = ", ".join(dict.fromkeys(f"--period {each}" for each in left_out.values()))
        said = say("template.shorter", lang, count=len(left_out), period=period, names=names, shorter=shorter)
        streams.say(f"dxscore: {said}")


def _tell_of_ended(catalogue: Catalogue, units: Sequence[str], period: Period, lang: Language) -> None:
    opens = period.opens(catalogue.targets.plan.reporting_calendar)
    ended: dict[tuple[date, tuple[str, ...]], list[str]] = defaultdict(list)
    for body in map(catalogue.bodies.__getitem__, units):
        if body.valid_to is not None and body.valid_to < opens:
            since = body.valid_to + timedelta(days=1)
            ended[since, body.successors].append(unit_name(catalogue, body.id, lang))
    if ended:
        names = successor_names(catalogue, lang)
        told = "; ".join(
            _what_became(", ".join(units), day_words(since), ", ".join(names[each] for each in into), lang)
            for (since, into), units in ended.items()
        )
        count, asked = sum(map(len, ended.values())), period_inside(period, lang)
        line = say("template.ended", lang, count=count, period=asked, day=day_words(opens), units=told)
        streams.say(f"dxscore: {line}")


def _what_became(units: str, since: str, into: str, lang: Language) -> str:
    if not into:
        return say("template.gone", lang, units=units, since=since)
    return say("template.merged", lang, units=units, into=into, since=since)

"""`dxscore check` with several catalogues: one run over one set of files, a scorecard for each plan."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dxscore.cli import outputs, run, streams
from dxscore.cli.configured import configured_lines
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.outputs import Destination, Rendered
from dxscore.flows import asked as asking
from dxscore.flows import judge as judging
from dxscore.flows.asked import refused
from dxscore.flows.judge import Judgement, Request
from dxscore.flows.many_plans import load_plans, of_plan, read_for
from dxscore.flows.report import rendered
from dxscore.model.json_document import json_document
from dxscore.model.scorecards import SCORECARDS
from dxscore.report.findings import finding_lines
from dxscore.report.outputs import OUTPUTS
from dxscore.report.summary import closing
from dxscore.words.say import Language, say
from dxscore.words.text import both

if TYPE_CHECKING:
    import typer

    from dxscore.model.loaded import Catalogue
    from dxscore.model.observation import Metrics
    from dxscore.model.scorecard import UnitsShown
    from dxscore.score.gate import Gate

_JOINED = ("table", "markdown", "json")
"""Formats of which several make one whole on standard output."""


class PlansAsked(NamedTuple):
    """What is asked of every plan, as it was typed."""

    as_of: str | None
    target_year: str | None
    unit: str | None
    strict: bool
    units: UnitsShown | None
    brief: bool


def check_plans(
    files: Sequence[str],
    folders: Sequence[Path],
    wanted: Sequence[Destination],
    gate: Gate,
    asked: PlansAsked,
    lang: str | None,
    ctx: typer.Context,
) -> int:
    """Judge the files for every plan; the exit code is the gravest of all."""
    language = run.chosen_language(lang)
    for item in wanted:
        if item.file is None and item.format not in _JOINED:
            raise refused(both("plans.one_output", format=item.format))
    plans = load_plans(folders)
    names = [
        of_plan(item.file, plan.targets.plan.id) for item in wanted for plan in plans if item.file is not None
    ]
    paths = outputs.targets(names, files)
    judged = [
        _judged(catalogue, metrics, asked)
        for catalogue, metrics in zip(plans, read_for(plans, files), strict=True)
    ]
    outputs.deliver(_finished(judged, wanted, asked, lang), paths)
    on_screen = any(item.file is None and OUTPUTS[item.format].screen for item in wanted)
    seen: set[str] = set()
    code = 0
    for one in judged:
        code = max(code, _told(one, gate, language, on_screen, seen))
    streams.say(*configured_lines(ctx, language))
    undrawn = run.not_drawn(language)
    streams.say(*undrawn)
    return COULD_NOT_JUDGE if undrawn else code


def _judged(catalogue: Catalogue, metrics: Metrics, asked: PlansAsked) -> Judgement:
    request = Request(
        as_of=asking.day("--as-of", asked.as_of),
        target_year=asking.target_year("--target-year", asked.target_year),
        reporting_unit=asking.reporting_unit("--for", catalogue, asked.unit, or_group=True),
        strict=asked.strict,
    )
    return judging.judge(catalogue, metrics, request)


def _finished(
    judged: Sequence[Judgement], wanted: Sequence[Destination], asked: PlansAsked, lang: str | None
) -> list[Rendered]:
    finished = []
    for item in wanted:
        chosen = OUTPUTS[item.format]
        made: list[bytes] = []
        for one in judged:
            if one.nothing is not None and not chosen.findings_alone:
                continue
            view = run.view_of(one, run.language_of(lang, item.format), item.file, asked.units, asked.brief)
            made.append(rendered(one, view, item.format))
            if item.file is not None:
                file = of_plan(item.file, one.catalogue.targets.plan.id)
                finished.append(Rendered(made[-1], file, chosen.bom, chosen.binary, chosen.commands))
        if item.file is None:
            finished.append(Rendered(_together(made, item.format), None, commands=chosen.commands))
    return finished


def _together(made: Sequence[bytes], format_: str) -> bytes:
    """Scorecards one after the other; as JSON in one document."""
    if format_ != "json":
        return b"\n\n".join(data.rstrip(b"\n") for data in made) + b"\n"
    cards = [json.loads(data) for data in made]
    return json_document({"schema": SCORECARDS, "scorecards": cards}).encode()


def _told(judged: Judgement, gate: Gate, lang: Language, on_screen: bool, seen: set[str]) -> int:
    """What is to be said of one plan, each line once of all plans; its exit code."""
    plan = judged.catalogue.targets.plan.name.get(lang)
    lines = [line for line in finding_lines(judged.scorecard.findings, lang) if line not in seen]
    seen.update(lines)
    streams.say(*lines)
    if judged.nothing is not None:
        streams.say(f"dxscore: {say('plans.nothing', lang, plan=plan)}")
        return COULD_NOT_JUDGE
    if not on_screen:
        streams.say(f"{plan}: {closing(judged.scorecard, lang)}")
    failed = judged.failures(gate)
    streams.say(*(f"dxscore: {plan}: {reason.get(lang)}" for reason in failed))
    if judged.faulty:
        return COULD_NOT_JUDGE
    return 1 if failed else 0

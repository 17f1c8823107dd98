"""`dxscore collect`: forms back in."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from dxscore.cli import check_options, form_options, options, run, streams
from dxscore.cli.collected_pair import Pair, earlier_receipt, finished, write
from dxscore.cli.files import check_suffix, check_target, unfit, write_whole
from dxscore.cli.language import phrase
from dxscore.cli.lock import alone_with
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.progress import watched
from dxscore.flows.asked import period as asked_period
from dxscore.flows.asked import printed_day
from dxscore.flows.returned_folder import Folder, read_folders
from dxscore.flows.take_in import Plan, plans_of, take_in, what_stands
from dxscore.forms.arrivals import Days
from dxscore.model.period import Period
from dxscore.words.say import Language, say
from dxscore.words.text import both


def collect(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help=phrase("help_collect.folder")),
    ],
    period: form_options.PeriodOption,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            metavar="FILE",
            help=phrase("help_collect.output"),
        ),
    ],
    receipt_file: Annotated[
        str | None,
        typer.Option(
            "--receipt",
            metavar="FILE",
            help=phrase("help_collect.receipt"),
        ),
    ] = None,
    tasks: Annotated[
        str | None, typer.Option("--tasks", metavar="FILE", help=phrase("help_collect.tasks"))
    ] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DAY", help=phrase("help_collect.due"))] = None,
    today: Annotated[
        str | None, typer.Option("--today", metavar="DAY", help=phrase("help_collect.today"))
    ] = None,
    strict: check_options.Strict = False,
    catalogue: options.Catalogues = None,
    lang: options.Lang = None,
) -> int:
    language = run.chosen_language(lang)
    check_suffix("--output", output, "csv")
    check_suffix("--receipt", receipt_file, "json")
    check_suffix("--tasks", tasks, "csv")
    asked = asked_period("--period", period)
    days = Days(printed_day("--today", today) or date.today(), printed_day("--due", due))
    plans = plans_of(catalogue, output, receipt_file, tasks)
    _check_apart(plans)
    written = [path for plan in plans for path in plan.files]
    returned = read_folders(folder, [plan.catalogue for plan in plans], written, watched)
    _check_targets(folder, plans, returned)
    told = [
        _collect_alone(plan, asked, found, days, strict, language)
        for plan, found in zip(plans, returned, strict=True)
    ]
    streams.write_result("\n".join(said.summary for said in told))
    streams.say(*dict.fromkeys(line for said in told for line in said.lines))
    collected = any(plan.metrics.exists() for plan in plans)
    return max(said.code for said in told) if collected else COULD_NOT_JUDGE


collect.__doc__ = phrase("help_collect.command")


class _Said(NamedTuple):
    """What is told of a collection: the summary, lines for people, and the exit code."""

    summary: str
    lines: tuple[str, ...]
    code: int


def _check_apart(plans: Sequence[Plan]) -> None:
    for plan in plans:
        if len({path.resolve() for path in plan.files}) < len(plan.files):
            raise unfit(both("refusal.same_file"))


def _check_targets(folder: Path, plans: Sequence[Plan], returned: Sequence[Folder]) -> None:
    for plan, found in zip(plans, returned, strict=True):
        names = [str(folder / file.file) for file in found.files]
        check_target(str(plan.metrics), names)
        check_target(str(plan.receipt), names)
        if found.tasks.records:
            check_target(str(plan.tasks), names)


def _collect_alone(
    plan: Plan, period: Period, returned: Folder, days: Days, strict: bool, lang: Language
) -> _Said:
    """What came for one plan is added to its files, once nobody else writes them."""

    def say_waiting() -> None:
        streams.say(say("collection.waiting", lang, file=plan.metrics))

    # What came in is told when all is written: whoever stops reading it takes no file with it.
    with contextlib.ExitStack() as locks:
        locks.enter_context(alone_with(plan.metrics, say_waiting))
        locks.enter_context(alone_with(plan.receipt, say_waiting))
        if returned.tasks.records:
            locks.enter_context(alone_with(plan.tasks, lambda: None))
        return _collect_into(plan, period, returned, days, strict, lang)


def _collect_into(
    plan: Plan, period: Period, returned: Folder, days: Days, strict: bool, lang: Language
) -> _Said:
    """Add what came to the files of a plan, which nobody else is writing; what to say of it."""
    pair = Pair(plan.metrics, plan.receipt)
    lines = [say("collection.finished", lang, receipt=pair.receipt)] if finished(pair) else []
    before = what_stands(plan, earlier_receipt(pair), returned)
    taken = take_in(plan, period, returned, before, days, strict=strict)
    listed = taken.task_list
    if listed is not None:
        write_whole(plan.tasks, listed)
    summary = taken.summary(lang)
    lines += taken.lines(lang)
    if taken.has_nothing:
        # Of several plans one may wait.
        code = 1 if plan.named and not taken.found.faulty else COULD_NOT_JUDGE
        return _Said(summary, (*lines, say("collection.nothing_to_write", lang)), code)
    metrics = taken.metrics_file
    if write(pair, before.metrics, metrics, taken.receipt(metrics)):
        lines.append(taken.written_line(lang))
    else:
        lines.append(say("collection.unchanged", lang, file=pair.metrics))
    code = COULD_NOT_JUDGE if taken.faulty else int(not taken.found.complete)
    return _Said(summary, tuple(lines), code)

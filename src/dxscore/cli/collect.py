"""`dxscore collect`: forms back in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from dxscore.cli import check_options, form_options, options, run, streams
from dxscore.cli.collected_pair import Pair, digest, earlier_receipt, finished, write
from dxscore.cli.files import check_suffix, check_target, unfit, write_whole
from dxscore.cli.language import phrase
from dxscore.cli.lock import alone_with
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.progress import watched
from dxscore.flows.asked import period as asked_period
from dxscore.flows.asked import printed_day
from dxscore.flows.collect import collection, read_kept
from dxscore.flows.collected_tasks import CollectedTasks, collected_tasks, kept_tasks
from dxscore.flows.many_plans import of_plan
from dxscore.flows.returned_folder import Folder, read_folder
from dxscore.forms.arrivals import Days
from dxscore.forms.expected import Expected
from dxscore.forms.normalised import KeptRow
from dxscore.forms.summary import summary_text
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period, written_period
from dxscore.model.place import Place
from dxscore.model.receipt import Receipt, TaskReturns
from dxscore.model.rules import CHANGED_SINCE
from dxscore.report.findings import finding_lines
from dxscore.words.say import Language, say
from dxscore.words.text import both, joined

_TASKS = "tasks.csv"


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
    plans = _plans(catalogue, output, receipt_file, tasks)
    written = [path for plan in plans for path in (*plan.pair, plan.tasks)]
    others = [[each.catalogue for each in plans if each is not plan] for plan in plans]
    returned = [
        read_folder(folder, plan.catalogue, written, watched, beside)
        for plan, beside in zip(plans, others, strict=True)
    ]
    for plan, found in zip(plans, returned, strict=True):
        names = [str(folder / file.file) for file in found.files]
        check_target(str(plan.pair.metrics), names)
        check_target(str(plan.pair.receipt), names)
        if found.tasks.records:
            check_target(str(plan.tasks), names)
    told = [
        _collect_alone(plan, asked, found, days, strict, language)
        for plan, found in zip(plans, returned, strict=True)
    ]
    streams.write_result("\n".join(said.summary for said, _ in told))
    streams.say(*dict.fromkeys(line for said, _ in told for line in said.lines))
    collected = any(plan.pair.metrics.exists() for plan in plans)
    return max(code for _, code in told) if collected else COULD_NOT_JUDGE


collect.__doc__ = phrase("help_collect.command")


class _Plan(NamedTuple):
    """One plan, and where its figures are collected; its name is said where there are several."""

    catalogue: Catalogue
    pair: Pair
    tasks: Path
    named: bool


def _plans(
    folders: Sequence[Path] | None, output: str, receipt: str | None, tasks: str | None
) -> list[_Plan]:
    from dxscore.flows.many_plans import load_plans
    from dxscore.read.catalogue import load

    loaded = load_plans(folders) if folders else (load(None),)
    made = []
    for catalogue in loaded:
        plan, several = catalogue.targets.plan, len(loaded) > 1
        own = of_plan(output, plan.id) if several else output
        beside = f"{own}.receipt.json"
        if receipt is not None:
            beside = of_plan(receipt, plan.id) if several else receipt
        listed = tasks or str(Path(output).with_name(_TASKS))
        listed = of_plan(listed, plan.id) if several else listed
        _check_apart(own, beside, listed)
        made.append(_Plan(catalogue, Pair(Path(own), Path(beside)), Path(listed), several))
    return made


def _collect_alone(
    plan: _Plan, period: Period, returned: Folder, days: Days, strict: bool, lang: Language
) -> tuple[_Said, int]:
    """What came for one plan is added to its file, once nobody else writes it."""

    def say_waiting() -> None:
        streams.say(say("collection.waiting", lang, file=plan.pair.metrics))

    # What came in is told when all is written: whoever stops reading it takes no file with it.
    with alone_with(plan.pair.metrics, say_waiting), alone_with(plan.pair.receipt, say_waiting):
        taken = _take_tasks(plan.tasks, plan.catalogue, period, returned)
        said, code = _collect_into(plan, period, returned, taken, days, strict, lang)
    title = f"{plan.catalogue.targets.plan.name.get(lang)}\n" if plan.named else ""
    return said._replace(summary=f"{title}{said.summary}"), code


class _Said(NamedTuple):
    """What is told of a collection: the summary, and lines for people."""

    summary: str
    lines: tuple[str, ...]


def _collect_into(
    plan: _Plan,
    period: Period,
    returned: Folder,
    taken: _Taken,
    days: Days,
    strict: bool,
    lang: Language,
) -> tuple[_Said, int]:
    """Add what came to the metrics file and its receipt, which nobody else is writing; what to say of it."""
    pair, catalogue, beside = plan.pair, plan.catalogue, plan.named
    was_unfinished = finished(pair)
    before, kept = read_kept(str(pair.metrics), catalogue)
    earlier = earlier_receipt(pair)
    found = collection(catalogue, period, returned, kept, strict)
    timed = found.arrivals(earlier, days)
    summary = summary_text(catalogue, found.collected, found.files, returned.listing.not_read, lang, timed)
    told = [*_changed_since(catalogue, pair, earlier, before, kept), *found.findings, *taken.tasks.findings]
    lines = [say("collection.finished", lang, receipt=pair.receipt)] if was_unfinished else []
    lines += [*finding_lines(told, lang), *taken.tasks.lines(taken.file, lang)]
    if not found.new and not kept:
        nothing = 1 if beside and not found.faulty else COULD_NOT_JUDGE  # of several plans one may wait
        return _Said(summary, (*lines, say("collection.nothing_to_write", lang))), nothing
    written = found.metrics_file(catalogue)
    told_of = found.receipt(catalogue, pair.metrics.name, written, earlier, before, days, taken.told)
    if write(pair, before, written, told_of):
        rows, of_period = len(found.new) + len(found.staying), len(found.collected.rows)
        lines.append(say("collection.written", lang, file=pair.metrics, rows=rows, of_period=of_period))
    else:
        lines.append(say("collection.unchanged", lang, file=pair.metrics))
    faulty = found.faulty or taken.tasks.faulty
    return _Said(summary, tuple(lines)), COULD_NOT_JUDGE if faulty else int(not found.complete)


class _Taken(NamedTuple):
    """What forms said of tasks, the list that it stands in now, and what the receipt tells of it."""

    tasks: CollectedTasks
    file: Path
    told: TaskReturns | None = None


def _take_tasks(file: Path, catalogue: Catalogue, period: Period, returned: Folder) -> _Taken:
    """Add to the task list what forms say of tasks; nothing is written where none says anything new."""
    if not returned.tasks.records:
        return _Taken(collected_tasks(catalogue, period, returned), file)
    with alone_with(file, lambda: None):
        before, kept = kept_tasks(str(file), catalogue)
        found = collected_tasks(catalogue, period, returned, kept)
        content = found.task_list(catalogue)
        if found.taken and content != before:
            write_whole(file, content)
    return _Taken(found, file, found.told(file.name, content))


def _changed_since(
    catalogue: Catalogue, pair: Pair, earlier: Receipt | None, before: bytes | None, kept: Sequence[KeptRow]
) -> Iterator[Finding]:
    """A warning where the metrics file is not the one that the receipt speaks of."""
    if earlier is None or earlier.output.sha256 == digest(before):
        return
    held = [row.observation for row in kept if row.observation is not None]
    rows = {name: _rows_of(catalogue, name, held) for name in earlier.collections}
    differ = {name: c.rows for name, c in earlier.collections.items() if c.rows != rows[name]}
    each = [
        both("collection.rows_differ", period=name, reported=reported, found=rows[name])
        for name, reported in differ.items()
    ] or [both("collection.rows_agree")]
    how = joined(each, "; ")
    yield CHANGED_SINCE.finding(Place(str(pair.metrics)), how=how)


def _rows_of(catalogue: Catalogue, period: str, rows: Iterable[Observation]) -> int:
    """How many rows a collection of `period` would take for its own."""
    try:
        expected = Expected(catalogue, written_period(period))
    except ValueError:  # somebody else's receipt
        return 0
    return sum(map(expected.takes, rows))


def _check_apart(*names: str) -> None:
    if len({Path(name).resolve() for name in names}) < len(names):
        raise unfit(both("refusal.same_file"))

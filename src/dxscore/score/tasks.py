"""Where tasks, duties and deliverables stand on a day: what was reported, held against what is owed.

What is owed every year is judged for one year, the one in force on the day of judgement.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from dxscore.errors import MetricsError
from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.finding_counts import finding_counts
from dxscore.model.in_order import in_order
from dxscore.model.loaded import Catalogue
from dxscore.model.period import year_closes
from dxscore.model.tasks import (
    DONE,
    BodyTasks,
    ItemKind,
    ItemState,
    TaskCounts,
    TaskList,
    TaskLog,
    TaskRecord,
    TaskState,
)
from dxscore.model.version import VERSION
from dxscore.score.task_items import LATE_DAYS, Item, items, owing
from dxscore.score.task_states import Counted, count, state_of, whole
from dxscore.words.say import pair, say_of
from dxscore.words.text import Text, in_both

OUT_OF_LINE: Final = timedelta(days=366)
"""A report this much later than that of most bodies is taken for a mistyped year."""
_BEGUN: Final = frozenset(("in_progress", "submitted", "done"))


@dataclass
class _Judging:
    """What one run knows."""

    catalogue: Catalogue
    as_of: date
    year: int
    records: Mapping[tuple[str, int | None], list[TaskRecord]]
    findings: list[Finding] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)


def judge_tasks(
    catalogue: Catalogue, log: TaskLog, as_of: date | None = None, year: int | None = None
) -> TaskList:
    """Where everything stands that the catalogue orders.

    Args:
        catalogue: what is owed, by whom and when.
        log: what was reported.
        as_of: the day of judgement; by default the day of the newest report, but none that lies a year and
            more behind that of most bodies.
        year: for which year standing items are judged; by default that which closed at most a month ago,
            else the open one, as far as the reports speak of it.

    Raises:
        MetricsError: nothing was reported, and no day was given.
    """
    all_items = {item.id: item for item in items(catalogue)}
    findings = list(log.findings)
    day = as_of or _newest_day(log)
    records = list(_until(log.records, day, findings))
    years = {id(record): _year(all_items[record.task], record, catalogue) for record in records}
    spoken = sorted({each for each in years.values() if each is not None})
    in_force = year if year is not None else _year_in_force(day, spoken, catalogue)
    by_item: dict[tuple[str, int | None], list[TaskRecord]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record.as_of):
        by_item[record.task, years[id(record)]].append(record)
    run = _Judging(catalogue, day, in_force, by_item, findings)
    _note_years(run, all_items, records, years)
    states: list[TaskState] = []
    wholes: list[ItemState] = []
    earlier: list[TaskState] = []
    for item in all_items.values():
        own = _occurrence(run, item, in_force if item.standing else None)
        if own is None:
            run.ended.append(item.id)
            continue
        states += own[1]
        wholes.append(own[0])
        for before in spoken if item.standing else ():
            if before < in_force and before >= (item.first or before):
                old = _occurrence(run, item, before)
                earlier += old[1] if old else ()
    kinds = {item.id: item.kind for item in all_items.values()}
    of_kind: dict[ItemKind, list[TaskState]] = {kind: [] for kind in ("task", "duty", "deliverable")}
    for state in states:
        of_kind[kinds[state.task]].append(state)
    return TaskList(
        dxscore=VERSION,
        plan=catalogue.targets.plan.id,
        catalogue_sha256=catalogue.sha256,
        as_of=day,
        year=in_force,
        years=tuple(spoken),
        tasks=tuple(of_kind["task"]),
        duties=tuple(of_kind["duty"]),
        deliverables=tuple(of_kind["deliverable"]),
        earlier=tuple(earlier),
        items=tuple(wholes),
        summary=_summary(wholes, states, "task", day),
        duty_summary=_summary(wholes, states, "duty", day),
        deliverable_summary=count(_distinct(of_kind["deliverable"]), day),
        bodies=tuple(_bodies(catalogue, all_items, states, day)),
        ended=tuple(run.ended),
        inputs=log.inputs,
        rejected=log.rejected,
        findings_total=finding_counts(run.findings).total,
        findings=tuple(in_order(run.findings)),
    )


def _newest_day(log: TaskLog) -> date:
    """The day of the newest report that is in line with the others."""
    newest: dict[str, date] = {}
    for record in log.records:
        newest[record.body] = max(record.as_of, newest.get(record.body, record.as_of))
    if not newest:
        raise MetricsError(*pair("tasks.nothing_reported"))
    days = sorted(newest.values(), reverse=True)
    most = days[len(days) // 2]
    return max(record.as_of for record in log.records if record.as_of <= most + OUT_OF_LINE)


def _until(records: Iterable[TaskRecord], day: date, findings: list[Finding]) -> Iterator[TaskRecord]:
    """The reports up to the day of judgement; of each later one it is said that it is not used."""
    for record in records:
        if record.as_of <= day:
            yield record
        else:
            findings.append(
                rules.TASK_AFTER_AS_OF.finding(record.place, "as_of", got=record.as_of, as_of=day)
            )


def _year(item: Item, record: TaskRecord, catalogue: Catalogue) -> int | None:
    if not item.standing:
        return None
    if record.year is not None:
        return record.year
    return item.year_of(_day_told(record), catalogue.targets.plan.reporting_calendar)


def _day_told(record: TaskRecord) -> date:
    return record.done_on if record.stage == "done" and record.done_on is not None else record.as_of


def _year_in_force(day: date, spoken: Sequence[int], catalogue: Catalogue) -> int:
    """The year that closed at most a month ago, else the open one; of those of which the reports speak."""
    closed = year_closes(day.year - 1, catalogue.targets.plan.reporting_calendar)
    own = day.year - 1 if day <= closed + timedelta(days=LATE_DAYS) else day.year
    if not spoken or own in spoken:
        return own
    before = [year for year in spoken if year < own]
    return before[-1] if before else min(spoken)


def _note_years(
    run: _Judging,
    all_items: Mapping[str, Item],
    records: Iterable[TaskRecord],
    years: Mapping[int, int | None],
) -> None:
    """Say of each report that was taken for the year before the one in which its day lies."""
    for record in records:
        year, told = years[id(record)], _day_told(record)
        if record.year is None and year is not None and year < told.year:
            due = all_items[record.task].due(year, run.catalogue.targets.plan.reporting_calendar)
            run.findings.append(
                rules.TASK_TAKEN_FOR_YEAR.finding(
                    record.place, "as_of", got=told, year=str(year), due=due, next=str(told.year)
                )
            )


def _occurrence(run: _Judging, item: Item, year: int | None) -> tuple[ItemState, list[TaskState]] | None:
    """An item in one year, as a whole and by body; None where nobody owes it any more."""
    of_year = item.first if year is None else year
    due = item.due(of_year or run.year, run.catalogue.targets.plan.reporting_calendar)
    if year is not None and item.first is not None and year < item.first:
        due, year = item.due(item.first, run.catalogue.targets.plan.reporting_calendar), item.first
    told = run.records.get((item.id, year), [])
    owned = min(run.as_of, due or run.as_of)
    bodies = owing(run.catalogue, item, owned, year or run.year, {record.body for record in told})
    if not bodies:
        return None
    _note_reopened(run, item, told)
    states: list[TaskState] = []
    if item.shared:
        newest = _newest(told)
        states = [_state(run, item, body, year, due, newest, shared=len(bodies) > 1) for body in bodies]
    else:
        for body in bodies:
            newest = _newest([record for record in told if record.body == body])
            states.append(_state(run, item, body, year, due, newest))
    counted = states[:1] if item.shared else states
    begun = any(state.stage in _BEGUN for state in counted)
    state, days = whole([(each.state, each.days_overdue) for each in counted], begun)
    return (
        ItemState(
            task=item.id,
            kind=item.kind,
            of=item.of,
            basis=item.basis,
            year=year,
            due=due,
            state=state,
            days_overdue=days,
            bodies=len(counted),
            bodies_done=sum(each.state in DONE for each in counted),
        ),
        states,
    )


def _note_reopened(run: _Judging, item: Item, told: Sequence[TaskRecord]) -> None:
    """Say of each report that takes back a 'done' of the same body that it does so; the newest one speaks."""
    done: dict[str, TaskRecord] = {}
    for record in told:
        if record.stage == "done":
            done[record.body] = record
        elif record.body in done and record.as_of > (before := done.pop(record.body)).as_of:
            finding = rules.TASK_REOPENED.finding(
                record.place, "stage", item=item.title, before=before.as_of, other=before.place
            )
            _say_once(run, finding)


def _newest(records: Sequence[TaskRecord]) -> TaskRecord | None:
    """The newest report; of several of one day one that says done, else the last."""
    if not records:
        return None
    last = [record for record in records if record.as_of == records[-1].as_of]
    return next((record for record in last if record.stage == "done"), last[-1])


def _state(
    run: _Judging,
    item: Item,
    body: str,
    year: int | None,
    due: date | None,
    record: TaskRecord | None,
    *,
    shared: bool = False,
) -> TaskState:
    done_on, reason, is_done = _done(run, item, due, record)
    begun = record is not None and record.stage in _BEGUN
    state, days = state_of(due, run.as_of, done_on, begun=begun, is_done=is_done)
    return TaskState(
        task=item.id,
        body=body,
        year=year,
        due=due,
        state=state,
        days_overdue=days,
        stage=None if record is None else record.stage,
        done_on=_known_day(item, record),
        reported_on=None if record is None else record.as_of,
        evidence=record.evidence or None if record else None,
        provisional=reason == "no_day",
        reason=reason,
        shared=shared,
    )


def _known_day(item: Item, record: TaskRecord | None) -> date | None:
    """The day on which it was done, as the row or its document says it."""
    if record is None or record.stage != "done":
        return None
    return record.done_on or (record.document.day if item.document else None)


def _done(
    run: _Judging, item: Item, due: date | None, record: TaskRecord | None
) -> tuple[date | None, str | None, bool]:
    """The day on which it was done, what is wrong with that, and whether it counts as done."""
    if record is None or record.stage != "done":
        return None, None, False
    if item.document and record.document.lacking:
        _say_once(
            run,
            rules.TASK_DOCUMENT_INCOMPLETE.finding(
                record.place, "evidence", lacking=_listed(record.document.lacking), item=item.title
            ),
        )
        return None, "no_evidence", False
    if not item.document and not record.evidence:
        _say_once(run, rules.TASK_NO_EVIDENCE.finding(record.place, "evidence", item=item.title))
    day = _known_day(item, record)
    if day is None:
        late = due is not None and record.as_of > due
        _say_once(run, rules.TASK_NO_DAY.finding(record.place, "done_on", as_of=record.as_of))
        return record.as_of, "no_day" if late else None, True
    if day > run.as_of:
        return None, None, False
    return day, None, True


def _say_once(run: _Judging, finding: Finding) -> None:
    """A report that stands for several bodies, or years, has its faults once."""
    if finding not in run.findings:
        run.findings.append(finding)


def _listed(parts: Sequence[str]) -> Text:
    return in_both(lambda lang: ", ".join(say_of("document_part", part, lang) for part in parts))


def _summary(
    wholes: Iterable[ItemState], states: Iterable[TaskState], kind: ItemKind, day: date
) -> TaskCounts:
    told = {state.task for state in states if state.stage is not None}
    return count(
        (Counted(each.state, each.due, each.task in told) for each in wholes if each.kind == kind), day
    )


def _distinct(states: Iterable[TaskState]) -> Iterator[Counted]:
    """Each state once, of what several bodies owe together the first."""
    seen: set[str] = set()
    for state in states:
        if state.shared and state.task in seen:
            continue
        seen.add(state.task)
        yield Counted(state.state, state.due, state.stage is not None)


def _bodies(
    catalogue: Catalogue, all_items: Mapping[str, Item], states: Sequence[TaskState], day: date
) -> Iterator[BodyTasks]:
    own: dict[str, list[Counted]] = defaultdict(list)
    for state in states:
        own[state.body].append(Counted(state.state, state.due, state.stage is not None))
    taking_part: Counter[str] = Counter()
    leading: dict[str, set[str]] = defaultdict(set)
    for state in states:
        leading[state.task].add(state.body)
    for item in all_items.values():
        if item.id in leading:
            units = {unit for each in item.coordinating for unit in catalogue.units(each)}
            taking_part.update(units - leading[item.id])
    for body in catalogue.bodies:
        if body in own or body in taking_part:
            yield BodyTasks(body=body, counts=count(own[body], day), coordinating=taking_part[body])

"""Where tasks, duties and deliverables stand: laws first, then the cases that the words of plans make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from builders import catalogue, rows, scored, words
from hypothesis import given
from hypothesis import strategies as st

from dxscore.errors import MetricsError
from dxscore.model.assignments import AssignmentsFile
from dxscore.model.loaded import Catalogue
from dxscore.model.place import Place
from dxscore.model.tasks import (
    DONE,
    STATES,
    NamedDocument,
    Stage,
    TaskList,
    TaskLog,
    TaskRecord,
    TaskState,
)
from dxscore.score.task_states import Counted, count, state_of, whole
from dxscore.score.tasks import judge_tasks

CLOSE = date(2025, 12, 14)
DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))
SOURCE = {"document": "KH", "section": "1", "wording": "…"}
WHOLE = NamedDocument("1/BC", date(2025, 1, 1), "về việc này")
NONE = NamedDocument()


def task(id: str = "A", lead: Sequence[str] = ("town",), **said: Any) -> dict[str, Any]:
    return {"id": id, "title": words(id), "source": SOURCE, "lead": list(lead), "from": 2024, **said}


def duty(id: str = "D", **said: Any) -> dict[str, Any]:
    owed = {"bodies": ["town"], "kind": "yes_no", "frequency": "not_stated"}
    return {"id": id, "title": words(id), "source": SOURCE, **owed, **said}


def told(
    stage: Stage = "done",
    on: date = date(2025, 12, 1),
    done: date | None = None,
    task: str = "A",
    body: str = "town",
    year: int | None = None,
    document: NamedDocument = WHOLE,
    line: int = 2,
) -> TaskRecord:
    evidence = "" if document is NONE else "Báo cáo số 1/BC"
    return TaskRecord(task, body, on, year, stage, done, evidence, document, "", Place("t.csv", None, line))


def judged(
    plan: Catalogue, *records: TaskRecord, as_of: date | None = None, year: int | None = None
) -> TaskList:
    return judge_tasks(plan, TaskLog(records), as_of, year)


def only(listed: TaskList) -> TaskState:
    (row,) = listed.rows
    return row


def codes(listed: TaskList) -> list[str]:
    return [finding.code for finding in listed.findings]


# Laws.


@given(st.one_of(st.none(), DAYS), DAYS, st.one_of(st.none(), DAYS), st.booleans(), st.booleans())
def test_a_state_is_what_the_order_says(
    due: date | None, as_of: date, done_on: date | None, begun: bool, is_done: bool
) -> None:
    """Held against the contract read literally: the first of these that is true."""
    state, days = state_of(due, as_of, done_on, begun=begun, is_done=is_done)
    late = is_done and due is not None and done_on is not None and done_on > due
    said = [
        (is_done and not late, "done_in_time"),
        (late, "done_late"),
        (due is not None and as_of > due, "overdue"),
        (due is not None and due <= as_of + timedelta(days=30), "due_soon"),
        (begun, "in_progress"),
        (True, "not_started"),
    ]
    assert state == next(name for holds, name in said if holds)
    assert (days > 0) == (state in ("done_late", "overdue"))


@given(st.lists(st.tuples(st.sampled_from(STATES), st.integers(-3, 3)), max_size=40))
def test_parts_add_up(drawn: list[tuple[Any, int]]) -> None:
    counts = count((Counted(state, CLOSE + timedelta(days), days > 1) for state, days in drawn), CLOSE)
    assert counts.not_reported == sum(days <= 1 for _, days in drawn)
    assert counts.due_today == sum(days == 0 and state not in DONE for state, days in drawn)
    assert sum(counts.states.values()) == counts.assigned == len(drawn)
    assert counts.done == counts.done_in_time + counts.done_late
    assert counts.due == counts.done_of_due + counts.overdue
    assert counts.done_of_due <= counts.done
    assert counts.states == {state: Counter(s for s, _ in drawn)[state] for state in STATES}


@given(
    st.lists(st.tuples(st.sampled_from(STATES), st.integers(1, 400)), min_size=1, max_size=30), st.booleans()
)
def test_a_whole_is_done_when_all_parts_are_and_presses_as_its_worst_part(
    drawn: list[tuple[Any, int]], begun: bool
) -> None:
    parts = [(state, days if state in ("overdue", "done_late") else 0) for state, days in drawn]
    state, days = whole(parts, begun)
    states = {each for each, _ in parts}
    assert (state in DONE) == (states <= DONE)
    assert (state == "overdue") == ("overdue" in states)
    assert days == max((d for s, d in parts if s == state), default=0) or state == "in_progress"
    if state == "not_started":
        assert states == {"not_started"} and not begun


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["an", "binh", "chau"]),
            st.sampled_from(["A", "B", "K"]),
            st.sampled_from(["not_started", "in_progress", "submitted", "done"]),
            DAYS,
            st.integers(0, 60),
        ),
        max_size=12,
    ),
    DAYS,
)
def test_every_run_adds_up_and_never_depends_on_the_order_of_rows(
    drawn: list[tuple[str, str, Any, date, int]], as_of: date
) -> None:
    own = {"id": "K", "kind": "plan", "every": "year", "per_body": True}
    plan = catalogue(tasks=[task("A", ["communes"]), task("B", ["an", "binh", "chau"], deliverables=[own])])
    seen: dict[object, TaskRecord] = {}
    for line, (body, id_, stage, day, before) in enumerate(drawn, start=2):
        done = day - timedelta(days=before) if stage == "done" else None
        seen.setdefault((body, id_, day), told(stage, day, done, id_, body, line=line))
    listed = judged(plan, *seen.values(), as_of=as_of)
    for counts in (listed.summary, listed.duty_summary, listed.deliverable_summary):
        assert sum(counts.states.values()) == counts.assigned
        assert counts.due == counts.done_of_due + counts.overdue
    assert listed.summary.assigned == 2
    assert listed.deliverable_summary.assigned == 3
    assert sum(each.counts.assigned for each in listed.bodies) == len(listed.rows) == 9
    again = judged(plan, *reversed(seen.values()), as_of=as_of)
    assert (again.tasks, again.deliverables, again.items) == (listed.tasks, listed.deliverables, listed.items)


# What is owed every year.


@pytest.mark.parametrize(
    ("as_of", "stage", "done", "state", "days"),
    [
        (date(2025, 11, 13), "in_progress", None, "in_progress", 0),
        (date(2025, 11, 14), "in_progress", None, "due_soon", 0),
        (CLOSE, "submitted", None, "due_soon", 0),
        (date(2025, 12, 15), "submitted", None, "overdue", 1),
        (date(2025, 11, 1), "submitted", None, "in_progress", 0),
        (date(2025, 11, 1), "not_started", None, "not_started", 0),
        (date(2026, 1, 10), "done", CLOSE, "done_in_time", 0),
        (date(2026, 1, 10), "done", date(2025, 12, 20), "done_late", 6),
        (date(2026, 1, 10), "done", date(2026, 1, 10), "done_late", 27),
    ],
)
def test_a_standing_task_falls_due_when_the_year_closes(
    as_of: date, stage: Stage, done: date | None, state: str, days: int
) -> None:
    row = only(judged(catalogue(tasks=[task()]), told(stage, as_of, done), as_of=as_of))
    assert (row.due, row.state, row.days_overdue) == (CLOSE, state, days)


def test_the_gregorian_calendar_closes_on_its_last_day() -> None:
    plan = catalogue(tasks=[task()], calendar="calendar")
    assert only(judged(plan, told("in_progress", date(2025, 12, 20)))).due == date(2025, 12, 31)


def test_a_year_of_which_nobody_speaks_is_not_judged_and_an_earlier_one_is_shown_apart() -> None:
    plan = catalogue(tasks=[task("A", ["an", "binh"])])
    records = [
        told("in_progress", date(2024, 11, 1), body="an"),
        told("done", date(2025, 10, 1), date(2025, 10, 1), body="an"),
        told("done", date(2025, 10, 1), date(2025, 10, 1), body="binh"),
    ]
    listed = judged(plan, *records)
    assert (listed.year, listed.years) == (2025, (2024, 2025))
    assert listed.summary.done == listed.summary.assigned == 1
    assert [(row.body, row.year, row.state) for row in listed.earlier] == [
        ("an", 2024, "overdue"),
        ("binh", 2024, "overdue"),
    ]
    assert judged(plan, *records[1:]).earlier == ()
    assert judged(plan, *records, year=2024).summary.overdue == 1
    assert judged(plan, *records[:1], as_of=date(2025, 10, 1)).year == 2024  # the only year spoken of


def test_a_report_of_january_is_of_the_year_that_closed_and_that_is_said() -> None:
    plan = catalogue(tasks=[task()])
    listed = judged(plan, told("done", date(2026, 1, 12), date(2026, 1, 5)))
    assert (only(listed).year, only(listed).state, codes(listed)) == (2025, "done_late", ["DX735"])
    listed = judged(plan, told("done", date(2026, 2, 12), date(2026, 2, 5)))
    assert (only(listed).year, only(listed).state, codes(listed)) == (2026, "done_in_time", [])


def test_a_period_written_as_the_day_settles_the_year() -> None:
    plan = catalogue(tasks=[task()])
    listed = judged(plan, told("done", date(2026, 3, 14), date(2026, 1, 5), year=2026))
    assert (only(listed).year, only(listed).state, codes(listed)) == (2026, "done_in_time", [])


def test_a_plan_of_the_year_is_made_in_it() -> None:
    own = {"id": "K", "kind": "plan", "every": "year"}
    plan = catalogue(duties=[duty(deliverables=[own])])
    listed = judged(plan, told("done", date(2025, 1, 8), date(2025, 1, 8), task="K"), as_of=date(2025, 2, 1))
    (row,) = listed.deliverables
    assert (row.year, row.due, row.state) == (2025, CLOSE, "done_in_time")


def test_a_day_of_every_year() -> None:
    own = {"id": "K", "kind": "event", "every": "year", "by": "06-30"}
    plan = catalogue(duties=[duty(deliverables=[own])])
    (row,) = judged(plan, told("in_progress", date(2025, 7, 20), task="K")).deliverables
    assert (row.due, row.state, row.days_overdue) == (date(2025, 6, 30), "overdue", 20)


# What is owed once.


@pytest.mark.parametrize(
    ("by", "due"),
    [
        (2025, CLOSE),
        ("2025-Q2", date(2025, 6, 14)),
        ("2025-H1", date(2025, 6, 14)),
        ("2025-09", date(2025, 9, 14)),
        (date(2025, 6, 30), date(2025, 6, 30)),
    ],
)
def test_a_deadline_is_a_year_a_period_or_a_day(by: Any, due: date) -> None:
    for plan in (catalogue(tasks=[task(by=by)]), catalogue(duties=[duty("A", by=by)])):
        row = only(judged(plan, told("in_progress", date(2025, 5, 1))))
        assert (row.due, row.year) == (due, None)


def test_the_last_year_of_a_task_is_its_deadline() -> None:
    row = only(judged(catalogue(tasks=[task(to=2025)]), told("in_progress", date(2026, 1, 1))))
    assert (row.due, row.state) == (CLOSE, "overdue")


def test_what_no_document_dates_is_never_overdue() -> None:
    plan = catalogue(duties=[duty("A")])
    row = only(judged(plan, as_of=date(2029, 1, 1)))
    assert (row.due, row.state) == (None, "not_started")
    assert judged(plan, as_of=date(2029, 1, 1)).duty_summary.due == 0


# Bodies.


def test_a_task_of_all_is_done_when_all_are() -> None:
    plan = catalogue(tasks=[task("A", ["communes"])])
    records = [told("done", CLOSE, CLOSE, body=body) for body in ("an", "binh")]
    (item,) = judged(plan, *records).items
    assert (item.state, item.bodies_done, item.bodies) == ("due_soon", 2, 3)
    (item,) = judged(plan, *records, told("done", CLOSE, CLOSE, body="chau")).items
    assert (item.state, item.bodies_done, item.bodies) == ("done_in_time", 3, 3)


def test_what_all_owe_together_is_done_by_any_of_them_and_counted_once() -> None:
    own = {"id": "K", "kind": "event", "every": "once"}
    plan = catalogue(tasks=[task("A", ["an", "binh"], deliverables=[own])])
    listed = judged(plan, told("done", CLOSE, CLOSE, task="K", body="binh"))
    assert [(row.body, row.state, row.shared) for row in listed.deliverables] == [
        ("an", "done_in_time", True),
        ("binh", "done_in_time", True),
    ]
    assert listed.deliverable_summary.done == listed.deliverable_summary.assigned == 1


def merged(*, heir_is_member: bool = True) -> Catalogue:
    """'an' and 'binh' became 'moi' in the middle of 2025; 'chau' went on."""
    plan = catalogue(communes=("an", "binh", "chau", "moi"), tasks=[task("A", ["communes"])])
    data = plan.assignments.model_dump(mode="json", by_alias=True, exclude_none=True)
    for body in data["bodies"]:
        if body["id"] in ("an", "binh"):
            body |= {"valid_to": date(2025, 6, 30), "successor": "moi"}
        if body["id"] == "moi":
            body["valid_from"] = date(2025, 7, 1)
    if not heir_is_member:
        data["groups"][0]["members"].remove("moi")
    return Catalogue(plan.targets, AssignmentsFile.model_validate(data), plan.sha256)


def bodies(listed: TaskList) -> list[str]:
    return [row.body for row in listed.tasks]


def test_who_took_over_owes_the_part_of_who_ended() -> None:
    assert bodies(judged(merged(), as_of=date(2025, 6, 1))) == ["an", "binh", "chau"]
    assert bodies(judged(merged(), as_of=date(2025, 8, 1))) == ["chau", "moi"]
    assert bodies(judged(merged(heir_is_member=False), as_of=date(2025, 8, 1))) == ["an", "binh", "chau"]


def test_former_units_count_for_their_part_where_their_heir_is_silent() -> None:
    early = told("done", date(2025, 6, 20), date(2025, 6, 20), body="an")
    listed = judged(merged(), early, as_of=date(2025, 8, 1))
    assert [(row.body, row.state) for row in listed.tasks] == [
        ("an", "done_in_time"),
        ("binh", "not_started"),
        ("chau", "not_started"),
    ]
    own = told("in_progress", date(2025, 7, 20), body="moi")
    assert bodies(judged(merged(), early, own, as_of=date(2025, 8, 1))) == ["chau", "moi"]


def test_who_ended_without_an_heir_owes_its_last_year_and_no_later_one_unless_it_reported() -> None:
    plan = catalogue(tasks=[task()])
    data = plan.assignments.model_dump(mode="json", by_alias=True, exclude_none=True)
    data["bodies"][0]["valid_to"] = date(2025, 6, 30)
    ended = Catalogue(plan.targets, AssignmentsFile.model_validate(data), plan.sha256)
    assert only(judged(ended, as_of=date(2025, 12, 20))).state == "overdue"
    listed = judged(ended, as_of=date(2026, 8, 1))
    assert (listed.tasks, listed.ended, listed.summary.assigned) == ((), ("A",), 0)
    late = told("done", date(2026, 8, 1), date(2026, 3, 1))
    assert judged(ended, late).summary.done == 1


def test_each_body_is_counted_with_what_it_leads_and_what_it_takes_part_in() -> None:
    plan = catalogue(
        tasks=[task("A", ["an"], coordinating=["communes"]), task("B", ["binh"])],
        duties=[duty(bodies=["an"])],
    )
    listed = judged(plan, as_of=date(2025, 5, 1))
    assert [(each.body, each.counts.assigned, each.coordinating) for each in listed.bodies] == [
        ("an", 2, 0),
        ("binh", 1, 1),
        ("chau", 0, 1),
    ]


# Reports.


def test_the_newest_report_speaks_and_taking_back_is_said() -> None:
    listed = judged(
        catalogue(tasks=[task()]),
        told("in_progress", date(2025, 9, 1), line=3),
        told("done", date(2025, 6, 1), date(2025, 5, 30), line=2),
    )
    assert (only(listed).state, codes(listed)) == ("in_progress", ["DX733"])


def test_reports_after_the_day_of_judgement_are_not_used() -> None:
    plan = catalogue(tasks=[task()])
    listed = judged(plan, told("done", date(2025, 9, 1), date(2025, 9, 1)), as_of=date(2025, 8, 1))
    assert (only(listed).state, codes(listed)) == ("not_started", ["DX734"])


def test_one_mistyped_year_moves_no_day() -> None:
    plan = catalogue(tasks=[task("A", ["communes"])])
    days = {"an": date(2025, 10, 1), "binh": date(2025, 10, 2), "chau": date(2052, 10, 2)}
    listed = judged(plan, *(told("in_progress", day, body=body) for body, day in days.items()))
    assert (listed.as_of, codes(listed)) == (date(2025, 10, 2), ["DX734"])


@pytest.mark.parametrize(("days", "taken"), [(0, True), (366, True), (367, False)])
def test_a_report_is_out_of_line_a_leap_year_after_the_others(days: int, taken: bool) -> None:
    plan, day = catalogue(tasks=[task("A", ["communes"])]), date(2025, 10, 1)
    last = day + timedelta(days=days)
    sent = (told("in_progress", on, body=body) for body, on in (("an", day), ("binh", day), ("chau", last)))
    assert judged(plan, *sent).as_of == (last if taken else day)


def test_nothing_reported_wants_a_day() -> None:
    with pytest.raises(MetricsError, match="--as-of"):
        judged(catalogue(tasks=[task()]))


def test_a_document_without_number_day_or_summary_is_not_done() -> None:
    own = {"id": "K", "kind": "report", "every": "once", "by": 2025}
    plan = catalogue(tasks=[task(deliverables=[own])])
    for document in (NONE, NamedDocument("1/BC", CLOSE), NamedDocument(None, CLOSE, "về việc")):
        listed = judged(plan, told("done", CLOSE, CLOSE, task="K", document=document))
        (row,) = listed.deliverables
        assert (row.state, row.reason, codes(listed)) == ("due_soon", "no_evidence", ["DX736"])
    (row,) = judged(plan, told("done", CLOSE, None, task="K")).deliverables
    assert (row.state, row.done_on) == ("done_in_time", date(2025, 1, 1))  # the document's own day


def test_done_without_a_day_is_in_time_only_where_that_is_certain() -> None:
    plan = catalogue(tasks=[task()])
    row = only(listed := judged(plan, told("done", date(2025, 12, 10), None)))
    assert (row.state, row.provisional, codes(listed)) == ("done_in_time", False, ["DX738"])
    row = only(listed := judged(plan, told("done", date(2025, 12, 20), None)))
    assert (row.state, row.provisional, row.reason) == ("done_late", True, "no_day")


def test_done_without_evidence_is_said() -> None:
    listed = judged(catalogue(tasks=[task()]), told("done", CLOSE, CLOSE, document=NONE))
    assert (only(listed).state, codes(listed)) == ("done_in_time", ["DX737"])


def test_what_is_done_later_is_not_done_yet() -> None:
    plan = catalogue(tasks=[task()])
    listed = judged(
        plan, told("done", date(2025, 3, 14), date(2025, 5, 1), year=2025), as_of=date(2025, 4, 1)
    )
    assert only(listed).state == "in_progress"


def test_an_entry_that_only_says_who_leads_is_reported_by_nobody() -> None:
    own = {"id": "A-BC", "kind": "report", "every": "year"}
    served = {"indicator": "X", "basis": "stated"}
    led = task("A", ["an"], reported=False, serves=[served], deliverables=[own])
    plan = catalogue(tasks=[led, task("B")])
    listed = judge_tasks(plan, TaskLog(), CLOSE)
    assert {row.task for row in listed.rows} == {"A-BC", "B"}, "what it must bring about is still owed"
    (result,) = scored(plan, *rows(an="8/10", binh="8/10", chau="8/10")).results
    assert [owner.body for owner in result.lead] == ["an"]

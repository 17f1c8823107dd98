"""Where tasks stand, reckoned a second time: body by body, from what the plan and the reports say alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from builders import COMMUNES, TOWN, catalogue, words

from dxscore.model.loaded import Catalogue
from dxscore.model.place import Place
from dxscore.model.tasks import NamedDocument, Stage, TaskCounts, TaskList, TaskLog, TaskRecord
from dxscore.score.tasks import judge_tasks

WORLDS: Final = 600
SOURCE: Final = {"document": "KH", "section": "1", "wording": "…"}
UNION: Final = date(2025, 6, 30)
LASTING: Final[dict[str, dict[str, Any]]] = {}
MERGED: Final[dict[str, dict[str, Any]]] = {
    "an": {"valid_to": UNION, "successor": "moi"},
    "binh": {"valid_to": UNION, "successor": "moi"},
    "moi": {"valid_from": UNION + timedelta(days=1)},
}
ENDED: Final[dict[str, dict[str, Any]]] = {"an": {"valid_to": UNION}}
PAPERS: Final = ("plan", "report", "decision")
MONTH: Final = timedelta(days=31)
STAGES: Final[tuple[Stage, ...]] = ("not_started", "in_progress", "submitted", "done", "done", "done")
DAYS: Final = tuple(
    date(year, month, day)
    for year in (2023, 2024, 2025, 2026)
    for month, day in ((1, 14), (1, 15), (2, 14), (5, 30), (6, 30), (7, 1), (11, 14), (12, 14), (12, 31))
)


@dataclass
class Owed:
    """A task, duty or deliverable as the plan has it; `yearly` is the last day of a year, or none."""

    id: str
    kind: str
    who: Sequence[str]
    first: int
    due: date | None
    yearly: tuple[int, int] | None = None
    paper: bool = False
    plan: bool = False
    together: bool = False
    beside: Sequence[str] = ()


@dataclass
class World:
    units: Sequence[str]
    lives: dict[str, dict[str, Any]]
    tasks: list[dict[str, Any]] = field(default_factory=list)
    duties: list[dict[str, Any]] = field(default_factory=list)
    owed: list[Owed] = field(default_factory=list)

    def bodies(self, names: Sequence[str]) -> list[str]:
        every = [unit for name in names for unit in (self.units if name == "communes" else (name,))]
        return list(dict.fromkeys(every))


def world(rng: Random) -> World:
    lives = rng.choice((LASTING, LASTING, MERGED, ENDED))
    units = ("an", "binh", "moi") if lives is MERGED else COMMUNES
    made = World(units, lives)
    names = (TOWN, "communes", *units)
    kinds = [rng.random() < 0.7 for _ in range(rng.choice((1, 2, 3)))]
    for number, is_task in enumerate(sorted(kinds, reverse=True)):
        who = rng.sample(names, rng.choice((1, 1, 2)))
        beside = rng.sample(names, rng.choice((0, 0, 1, 2)))
        first = rng.choice((2024, 2025, 2026))
        said: dict[str, Any] = {"id": f"T{number}", "title": words("T"), "source": SOURCE}
        said["coordinating"] = beside
        owed = Owed(f"T{number}", "task", who, first, None, beside=beside)
        if is_task:
            by, owed.due = rng.choice(DATED)
            said |= {"lead": who, "from": first}
            said |= {"to": by} if isinstance(by, int) and rng.random() < 0.5 else {"by": by} if by else {}
            owed.yearly = None if by else (12, 14)
            reported = rng.random() < 0.85
            made.tasks.append(said | {"reported": reported})
        else:
            yearly = rng.random() < 0.5
            often = "yearly" if yearly else rng.choice(("once", "not_stated"))
            owed.kind, owed.first, reported = "duty", 2024, True
            by, owed.due = (None, None) if yearly else rng.choice(DATED)
            if yearly:
                by, owed.yearly = rng.choice(YEARLY)
            said |= {"bodies": who, "kind": "yes_no", "frequency": often, "by": by}
            made.duties.append(said)
        if reported:
            made.owed.append(owed)
        more = [_product(rng, owed, names, f"S{number}{n}") for n in range(rng.choice((0, 0, 1, 2)))]
        (made.tasks if is_task else made.duties)[-1]["deliverables"] = [each for each, _ in more]
        made.owed += [each for _, each in more]
    return made


DATED: Final[tuple[tuple[Any, date | None], ...]] = (
    (None, None),
    (2025, date(2025, 12, 14)),
    (date(2025, 5, 30), date(2025, 5, 30)),
    ("2025-H1", date(2025, 6, 14)),
)
YEARLY: Final[tuple[tuple[Any, tuple[int, int]], ...]] = (
    (None, (12, 14)),
    ("06-30", (6, 30)),
    ("02-29", (2, 29)),
)


def _product(rng: Random, of: Owed, names: Sequence[str], id: str) -> tuple[dict[str, Any], Owed]:
    kind = rng.choice((*PAPERS, "event"))
    said: dict[str, Any] = {"id": id, "kind": kind, "per_body": rng.random() < 0.5}
    owed = Owed(id, "deliverable", of.who, of.first, None, paper=kind in PAPERS, plan=kind == "plan")
    owed.together = not said["per_body"]
    if rng.random() < 0.3:
        owed.who = said["bodies"] = [rng.choice(names)]
    if rng.random() < 0.3:
        owed.first = said["from"] = rng.choice((2024, 2025, 2026))
    if rng.random() < 0.6:
        by, owed.yearly = rng.choice(YEARLY)
        said["every"] = "year"
    else:
        by, owed.due = rng.choice(DATED)
        said["every"] = "once"
    return said | ({"by": by} if by else {}), owed


def records(rng: Random, made: World) -> list[TaskRecord]:
    if not made.owed:
        return []
    days = rng.sample(DAYS, 4)
    found = []
    for line in range(2, rng.choice((2, 5, 12))):
        owed, day, stage = rng.choice(made.owed), rng.choice(days), rng.choice(STAGES)
        done = rng.choice((None, day, rng.choice(DAYS))) if stage == "done" else None
        paper = NamedDocument("1/BC", rng.choice(DAYS), "về việc này")
        document = rng.choice((paper, paper, paper._replace(day=None), NamedDocument()))
        body, year = rng.choice(made.bodies(owed.who)), rng.choice((None, None, 2024, 2025))
        told = rng.choice(("", "QĐ 1"))
        place = Place("t.csv", None, line)
        found.append(TaskRecord(owed.id, body, day, year, stage, done, told, document, "", place))
    return found


# ------------------------------------------------------------------ the second reckoning


@dataclass
class Judge:
    """What follows from the reports up to a day."""

    made: World
    day: date
    reports: Sequence[TaskRecord]
    told: set[tuple[str, int | None]] = field(default_factory=set)
    """Codes of findings, and the rows on which they stand: each is said once."""
    asked: int = 0
    """The year for which what is owed every year is judged."""

    def due(self, owed: Owed, year: int) -> date | None:
        if owed.yearly is None:
            return owed.due
        month, day = owed.yearly
        leap = year % 4 == 0
        return date(year, month, 28 if (month, day) == (2, 29) and not leap else day)

    def year(self, owed: Owed, report: TaskRecord) -> int | None:
        """A year's work is that of the year that is named, else of the one that was due a month ago."""
        if owed.yearly is None:
            return None
        if report.year is not None:
            return report.year
        day = report.done_on if report.done_on and report.stage == "done" else report.as_of
        before = self.due(owed, day.year - 1)
        assert before is not None
        if owed.plan or day > before + MONTH:
            return day.year
        self.told.add(("DX735", report.place.row))
        return day.year - 1

    def in_force(self, spoken: set[int]) -> int:
        year = self.day.year - (self.day <= date(self.day.year - 1, 12, 14) + MONTH)
        if not spoken or year in spoken:
            return year
        return max((each for each in spoken if each < year), default=min(spoken))

    def owing(self, owed: Owed, day: date, year: int, heard: set[str]) -> Iterator[str]:
        members = self.made.bodies(owed.who)

        def life(body: str) -> dict[str, Any]:
            return self.made.lives.get(body, {})

        def lives(body: str) -> bool:
            said = life(body)
            return bool(said.get("valid_from", date.min) <= day <= said.get("valid_to", date.max))

        for body in members:
            said = life(body)
            heir = said.get("successor")
            formers = [each for each in members if life(each).get("successor") == body]
            if lives(body):
                # Where it said nothing and a former unit did, each of those counts for its own.
                if body in heard or heard.isdisjoint(formers):
                    yield body
            elif said.get("valid_from", date.min) > day:
                continue
            elif heir in members and lives(heir):
                if heir not in heard and not heard.isdisjoint(
                    each for each in members if life(each).get("successor") == heir
                ):
                    yield body
            elif body in heard or said["valid_to"].year >= year:
                yield body

    def rows(self, owed: Owed, year: int | None) -> list[tuple[Any, ...]]:
        """Task, body, year, due day, state, days, stage, day, last report, whether and why it is in doubt."""
        of_year = year
        if year is not None and year < owed.first:
            of_year = year = owed.first
        due = self.due(owed, of_year or owed.first)
        mine = [one for one in self.reports if one.task == owed.id and self.year(owed, one) == year]
        mine.sort(key=lambda one: one.as_of)
        until = min(self.day, due or self.day)
        who = list(self.owing(owed, until, year or self.asked, {one.body for one in mine}))
        if who:
            self.taken_back(mine)
        found = []
        for body in who:
            own = mine if owed.together else [one for one in mine if one.body == body]
            last = [one for one in own if one.as_of == own[-1].as_of]
            newest = next((one for one in last if one.stage == "done"), last[-1] if last else None)
            found.append(self.row(owed, body, year, due, newest, owed.together and len(who) > 1))
        return found

    def taken_back(self, reports: Sequence[TaskRecord]) -> None:
        for number, one in enumerate(reports):
            before = [each for each in reports[:number] if each.body == one.body][-1:]
            if one.stage != "done" and before and before[0].stage == "done" and before[0].as_of < one.as_of:
                self.told.add(("DX733", one.place.row))

    def row(
        self, owed: Owed, body: str, year: int | None, due: date | None, one: TaskRecord | None, shared: bool
    ) -> tuple[Any, ...]:
        stage = one.stage if one else None
        done_on = why = known = None
        if one is not None and one.stage == "done":
            known = one.done_on or (one.document.day if owed.paper else None)
            if owed.paper and None in (one.document.number, one.document.day, one.document.summary):
                why = "no_evidence"
                self.told.add(("DX736", one.place.row))
            else:
                if not owed.paper and not one.evidence:
                    self.told.add(("DX737", one.place.row))
                done_on = known or one.as_of
                if known is None:
                    self.told.add(("DX738", one.place.row))
                    why = "no_day" if due and one.as_of > due else None
            if done_on and done_on > self.day:
                done_on = None
        late = 0
        if done_on is not None:
            late = max(0, (done_on - due).days) if due else 0
            state = "done_late" if late else "done_in_time"
        elif due is not None and due < self.day:
            state, late = "overdue", (self.day - due).days
        elif due is not None and due - self.day <= timedelta(days=30):
            state = "due_soon"
        else:
            state = "in_progress" if stage in ("in_progress", "submitted", "done") else "not_started"
        told = stage, known, one.as_of if one else None, why == "no_day", why
        return owed.id, body, year, due, state, late, *told, shared


STATE, LATE, STAGE, SHARED = 4, 5, 6, 11


def as_a_whole(owed: Owed, rows: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Done when all are; else it presses as its worst part does."""
    parts = rows[:1] if owed.together else rows
    states = [row[STATE] for row in parts]
    done = [state for state in states if state.startswith("done")]
    order = ("overdue", "due_soon", "in_progress", "not_started")
    worst = next((state for state in order if state in states), None)
    if worst is None:
        worst = "done_late" if "done_late" in states else "done_in_time"
    elif worst == "not_started" and (done or any(row[STAGE] not in (None, "not_started") for row in parts)):
        worst = "in_progress"
    late = max((row[LATE] for row in parts if row[STATE] == worst), default=0)
    return owed.id, owed.kind, parts[0][2], parts[0][3], worst, late, len(parts), len(done)


def counts(of: Sequence[tuple[str, date | None, bool]], day: date) -> dict[str, int]:
    """Of states with their due days, and whether anything was told."""
    states = Counter(state for state, _, _ in of)
    done_of_due = sum(state.startswith("done") for state, due, _ in of if due and due <= day)
    found = {name: states[name] for name in TaskCounts.model_fields if name in STATES}
    done = found["done_in_time"] + found["done_late"]
    return found | {
        "assigned": len(of), "done": done, "done_of_due": done_of_due, "due": done_of_due + found["overdue"],
        "due_today": len([state for state, due, _ in of if due == day and not state.startswith("done")]),
        "not_reported": len([state for state, _, told in of if not told]),
    }  # fmt: skip


STATES: Final = ("done_in_time", "done_late", "overdue", "due_soon", "in_progress", "not_started")


def naive(made: World, plan: Catalogue, sent: Sequence[TaskRecord], day: date, year: int | None) -> Any:
    judge = Judge(made, day, [one for one in sent if one.as_of <= day])
    judge.told |= {("DX734", one.place.row) for one in sent if one.as_of > day}
    of = {owed.id: owed for owed in made.owed}
    spoken = {told for one in judge.reports if (told := judge.year(of[one.task], one)) is not None}
    asked = judge.asked = year if year is not None else judge.in_force(spoken)
    now = {id: judge.rows(owed, asked if owed.yearly else None) for id, owed in of.items()}
    before = [
        row
        for owed in made.owed
        for each in sorted(spoken)
        if owed.yearly and owed.first <= each < asked
        for row in judge.rows(owed, each)
    ]
    order = ("task", "duty", "deliverable")
    rows = [row for kind in order for id in of if of[id].kind == kind for row in now[id]]
    wholes = [as_a_whole(of[id], now[id]) for id in of if now[id]]
    parts = [row for row in rows if of[row[0]].kind == "deliverable"]
    once = {(row[0], None if row[SHARED] else row[1]): row for row in reversed(parts)}
    known = {id for id, own in now.items() if any(row[STAGE] is not None for row in own)}
    told_of = {
        **{
            kind: counts([(w[4], w[3], w[0] in known) for w in wholes if w[1] == kind], day)
            for kind in ("task", "duty")
        },
        "deliverable": counts([(row[STATE], row[3], row[STAGE] is not None) for row in once.values()], day),
    }
    bodies = {}
    for body in plan.bodies:
        own = [(row[STATE], row[3], row[STAGE] is not None) for row in rows if row[1] == body]
        beside = sum(
            body in made.bodies(owed.beside) and body not in [row[1] for row in now[owed.id]]
            for owed in made.owed
            if now[owed.id]
        )
        if own or beside:
            bodies[body] = (counts(own, day), beside)
    ended = tuple(id for id in of if not now[id])
    return rows, before, wholes, told_of, bodies, ended, (asked, tuple(sorted(spoken))), judge.told


def program(listed: TaskList) -> Any:
    def row(one: Any) -> tuple[Any, ...]:
        known = one.stage, one.done_on, one.reported_on, one.provisional, one.reason
        return one.task, one.body, one.year, one.due, one.state, one.days_overdue, *known, one.shared

    wholes = [
        (w.task, w.kind, w.year, w.due, w.state, w.days_overdue, w.bodies, w.bodies_done)
        for w in listed.items
    ]
    told_of = {
        "task": listed.summary.model_dump(),
        "duty": listed.duty_summary.model_dump(),
        "deliverable": listed.deliverable_summary.model_dump(),
    }
    bodies = {one.body: (one.counts.model_dump(), one.coordinating) for one in listed.bodies}
    rows = [row(one) for one in (*listed.tasks, *listed.duties, *listed.deliverables)]
    said = [(finding.code, finding.row) for finding in listed.findings]
    assert len(said) == len(set(said))
    earlier = [row(one) for one in listed.earlier]
    return rows, earlier, wholes, told_of, bodies, listed.ended, (listed.year, listed.years), set(said)


def test_the_same_is_told() -> None:
    seen: Counter[object] = Counter()
    for seed in range(WORLDS):
        rng = Random(seed)
        made = world(rng)
        plan = catalogue(tasks=made.tasks, duties=made.duties, communes=made.units, lives=made.lives)
        sent = records(rng, made)
        day, year = rng.choice(DAYS), rng.choice((None, None, 2024, 2025))
        told = program(judge_tasks(plan, TaskLog(tuple(sent)), day, year))
        for one, other in zip(told, naive(made, plan, sent, day, year), strict=True):
            assert one == other, seed
        seen.update(row[STATE] for row in told[0])
        seen.update(code for code, _ in told[-1])
    assert set(STATES) | {f"DX{number}" for number in range(733, 739)} == set(seen)

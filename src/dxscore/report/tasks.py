"""Where tasks, duties and deliverables stand: on a terminal, as Markdown, JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from dxscore.model.assignments import Duty, Task
from dxscore.model.cells import csv_text
from dxscore.model.loaded import Catalogue
from dxscore.model.tasks import DONE, STATES, ItemState, State, TaskCounts, TaskList, TaskState
from dxscore.report.markdown import escape
from dxscore.report.markdown import table as markdown_table
from dxscore.report.naming import Names
from dxscore.report.screen import Block, ScreenGrid, ScreenLine, Style, Title, draw, fit
from dxscore.words.numbers import day, percent
from dxscore.words.say import Language, say, say_of
from dxscore.words.text import Text
from dxscore.words.visible import visible

BODIES_NAMED: Final = 5
LEAST_FOR_PERCENT: Final = 5
"""Of fewer items no percentage is given: 1/2 is not 'half of its work'."""
_STYLE: Final[dict[State, Style]] = {
    "done_in_time": "good",
    "done_late": "waiting",
    "overdue": "bad",
    "due_soon": "waiting",
    "in_progress": "",
    "not_started": "faint",
}
_CSV: Final = (
    *("kind", "task", "title", "body", "body_name", "year", "due", "state", "days_overdue", "stage"),
    *("done_on", "reported_on", "evidence", "provisional", "reason", "shared"),
)


@dataclass(frozen=True)
class TaskView:
    """One list as somebody wants to see it.

    Args:
        listed: where everything stands.
        catalogue: titles and names.
        lang: language of everything that people read.
        width: columns available to text that is drawn.
        colour: whether to write terminal colours.
        whole: list everything, not only what is overdue or due soon.
        body: only what this body owes.
    """

    listed: TaskList
    catalogue: Catalogue
    lang: Language = "vi"
    width: int = 100
    colour: bool = False
    whole: bool = False
    body: str | None = None

    @cached_property
    def names(self) -> Names:
        """The catalogue's names in the view's language."""
        return Names(self.catalogue, self.lang)

    @cached_property
    def titles(self) -> Mapping[str, Text]:
        """What each task, duty and deliverable is, by id."""
        found: dict[str, Text] = {}
        items: tuple[Task | Duty, ...] = (
            *self.catalogue.assignments.tasks,
            *self.catalogue.assignments.duties,
        )
        for item in items:
            found[item.id] = item.title
            found |= {each.id: each.title or item.title for each in item.deliverables}
        return found

    def title(self, task: str) -> str:
        """What one is, in the view's language."""
        return visible(self.titles[task].get(self.lang))

    def state(self, item: ItemState | TaskState) -> str:
        """The state in words, with the days where it is late."""
        said = say_of("task_state", item.state, self.lang)
        return (
            self.names.say("task_list.days", said=said, count=item.days_overdue)
            if item.days_overdue
            else said
        )

    def due(self, item: ItemState | TaskState) -> str:
        """The due day."""
        return self.names.say("task_list.no_due") if item.due is None else day(item.due, self.lang)

    @cached_property
    def rows(self) -> tuple[TaskState, ...]:
        """A row for each body that owes one, of one body where one was asked for."""
        return tuple(row for row in self.listed.rows if self.body in (None, row.body))

    @cached_property
    def items(self) -> tuple[ItemState, ...]:
        """Everything that is owed, each as a whole; of one body its own part."""
        if self.body is None:
            return self.listed.items
        own = {row.task: row for row in self.rows}
        return tuple(
            item.model_copy(
                update={
                    "state": row.state,
                    "days_overdue": row.days_overdue,
                    "bodies": 1,
                    "bodies_done": int(row.state in DONE),
                }
            )
            for item in self.listed.items
            if (row := own.get(item.task)) is not None
        )

    def missing(self, item: ItemState) -> tuple[str, ...]:
        """Ids of the bodies that have not done their part."""
        return tuple(row.body for row in self.rows if row.task == item.task and row.state not in DONE)


def share(part: int, whole: int, lang: Language) -> str:
    """'11/24 (45,8%)'; of fewer than five without the percentage."""
    said = f"{part}/{whole}"
    if whole < LEAST_FOR_PERCENT:
        return said
    return f"{said} ({percent(Fraction(100 * part, whole), (), lang)})"


def counted(counts: TaskCounts, lang: Language) -> str:
    """Both shares under their names, then what presses: 'hoàn thành 11/24 được giao …'."""
    if not counts.assigned:
        return say("task_list.none", lang)
    said = [say("task_list.of_assigned", lang, share=share(counts.done, counts.assigned, lang))]
    if counts.due:
        said.append(say("task_list.of_due", lang, share=share(counts.done_of_due, counts.due, lang)))
    else:
        said.append(say("task_list.nothing_due", lang))
    for state in ("overdue", "due_soon"):
        number = counts.states[state]
        if number:
            said.append(f"{number} {say_of('task_state', state, lang).lower()}")
    if counts.not_reported:
        said.append(say("task_report.not_reported", lang, count=counts.not_reported))
    return "; ".join(said)


def answer(view: TaskView) -> list[str]:
    """What to know first: a line each for tasks, duties and deliverables."""
    listed, lang = view.listed, view.lang
    if view.body is not None:
        counts = (each.counts for each in listed.bodies if each.body == view.body)
        own = next((each for each in counts if each.assigned), None)
        name = view.names.body(view.body)
        return [f"{name}: {counted(own, lang) if own else say('task_list.none', lang)}."]
    parts = (
        ("task", listed.summary),
        ("duty", listed.duty_summary),
        ("deliverable", listed.deliverable_summary),
    )
    return [f"{say_of('task_kind', kind, lang)}: {counted(counts, lang)}." for kind, counts in parts]


def remarks(view: TaskView) -> list[str]:
    """What to know about the numbers."""
    listed, names = view.listed, view.names
    said = [names.say("task_list.basis", day=day(listed.as_of, view.lang), year=listed.year)]
    if view.body is None:
        said.append(names.say("task_list.counted"))
    owed_earlier = [row for row in listed.earlier if row.state not in DONE and view.body in (None, row.body)]
    if owed_earlier:
        years = ", ".join(str(year) for year in sorted({row.year for row in owed_earlier if row.year}))
        said.append(
            names.say("task_list.earlier", count=len({row.task for row in owed_earlier}), years=years)
        )
    if listed.ended and view.body is None:
        said.append(names.say("task_list.ended", count=len(listed.ended), ids=", ".join(listed.ended)))
    return said


def tasks_table(view: TaskView) -> str:
    """The answer, what is overdue (worst first), what is due within 30 days, then bodies against states."""
    blocks: list[Block] = [ScreenLine(view.names.plan(), "strong")]
    blocks += [ScreenLine(line, "strong") for line in answer(view)]
    blocks += [ScreenLine(line) for line in remarks(view)]
    blocks += _pressing(view, "overdue")
    blocks += _pressing(view, "due_soon")
    if view.whole:
        blocks += _all(view)
    blocks += _matrix(view)
    return draw(blocks, view.width, view.colour)


def _pressing(view: TaskView, state: State) -> list[Block]:
    items = [item for item in view.items if item.state == state]
    items.sort(key=lambda item: (-item.days_overdue, item.due or view.listed.as_of))
    title = Title(say_of("task_title", state, view.lang) + f" · {len(items)}")
    if not items:
        return []
    return [title, *_listed(view, items, state), *_legend(view, items)]


def _legend(view: TaskView, items: Sequence[ItemState]) -> list[Block]:
    """What the * after ids means, where there is one."""
    inferred = any(item.basis == "inferred" for item in items)
    return [ScreenLine(view.names.say("task_list.inferred"), "faint")] if inferred else []


def _all(view: TaskView) -> list[Block]:
    return [Title(view.names.say("task_list.all")), *_listed(view, view.items), *_legend(view, view.items)]


def _listed(view: TaskView, items: Sequence[ItemState], state: State | None = None) -> list[Block]:
    header = header_of(view, state)
    rows = [
        (
            (ScreenLine(marked(item), "strong"),),
            (ScreenLine(view.title(item.task)),),
            (ScreenLine(_who(view, item)),),
            (ScreenLine(view.due(item)),),
            (ScreenLine(days(view, item) if state else view.state(item), _STYLE[item.state]),),
        )
        for item in items
    ]
    widths = fit(header, rows, view.width)
    if widths is not None:
        return [ScreenGrid(rows, widths, header)]
    return [
        line
        for item in items
        for line in (
            ScreenLine(marked(item), "strong"),
            ScreenLine(view.title(item.task)),
            ScreenLine(f"{_who(view, item)}; {view.due(item)}"),
            ScreenLine(view.state(item), _STYLE[item.state]),
            ScreenLine(),
        )
    ]


def marked(item: ItemState) -> str:
    """Its id, with a * where not the document but its subject says that it is owed."""
    return item.task + ("*" if item.basis == "inferred" else "")


def days(view: TaskView, item: ItemState) -> str:
    """By how many days it is overdue, or how many are left."""
    if item.days_overdue or item.due is None:
        return str(item.days_overdue)
    return str((item.due - view.listed.as_of).days)


def header_of(view: TaskView, state: State | None) -> list[str]:
    """Titles of a list: of one pressing state days stand in place of the state."""
    names = view.names
    last = names.say("column.status")
    if state is not None:
        last = names.say("task_list.days_late" if state == "overdue" else "task_list.days_left")
    return [
        names.say("column.id"),
        names.say("task_list.what"),
        names.say("task_list.who"),
        names.say("column.deadline"),
        last,
    ]


def _who(view: TaskView, item: ItemState) -> str:
    """Who has not done it yet, or who did; of several bodies with how many of them have."""
    bodies = view.missing(item) or tuple(row.body for row in view.rows if row.task == item.task)
    shown = bodies if view.whole else bodies[:BODIES_NAMED]
    said = view.names.bodies(shown)
    if len(shown) < len(bodies):
        said += view.names.say("task_list.more_bodies", more=len(bodies) - len(shown))
    if item.bodies > 1 and view.body is None:
        done = view.names.say("task_list.bodies_done", done=item.bodies_done, bodies=item.bodies)
        return view.names.say("task_report.left", done=done, who=said) if item.state not in DONE else done
    return said


def matrix(view: TaskView) -> tuple[list[str], list[tuple[str, ...]]]:
    """Bodies against states: the header and a row for each body that owes anything, counts as text."""
    header = [
        view.names.say("task_list.body"),
        *(say_of("task_state_short", state, view.lang) for state in STATES),
        view.names.say("task_list.total"),
    ]
    rows = [
        (
            view.names.body(each.body),
            *(str(count or "") for count in each.counts.states.values()),
            str(each.counts.assigned),
        )
        for each in view.listed.bodies
        if view.body in (None, each.body) and each.counts.assigned
    ]
    return header, rows


def _matrix(view: TaskView) -> list[Block]:
    header, rows = matrix(view)
    blocks: list[Block] = [Title(view.names.say("task_list.by_body"))]
    cells = [tuple((ScreenLine(cell),) for cell in row) for row in rows]
    widths = fit(header, cells, view.width) if cells else None
    if widths is not None:
        return [*blocks, ScreenGrid(cells, widths, header)]
    for row in rows:
        counts = "; ".join(
            f"{title}: {count}" for title, count in zip(header[1:], row[1:], strict=True) if count
        )
        blocks += [ScreenLine(row[0], "strong"), ScreenLine(counts)]
    return blocks


def tasks_markdown(view: TaskView) -> str:
    """The same as Markdown."""
    parts = [f"# {escape(view.names.plan())}", *(escape(line) for line in (*answer(view), *remarks(view)))]
    for state in ("overdue", "due_soon"):
        items = [item for item in view.items if item.state == state]
        if items:
            parts.append(f"## {say_of('task_title', state, view.lang)}")
            parts.append(_markdown_list(view, sorted(items, key=lambda item: -item.days_overdue), state))
    header, rows = matrix(view)
    parts += [
        f"## {view.names.say('task_list.by_body')}",
        markdown_table([escape(cell) for cell in header], [[escape(cell) for cell in row] for row in rows]),
    ]
    return "\n\n".join(parts) + "\n"


def _markdown_list(view: TaskView, items: Sequence[ItemState], state: State) -> str:
    rows = [
        (
            f"`{item.task}`",
            *map(escape, (view.title(item.task), _who(view, item), view.due(item), days(view, item))),
        )
        for item in items
    ]
    return markdown_table([escape(cell) for cell in header_of(view, state)], rows)


def tasks_json(view: TaskView) -> str:
    """One document, dxscore/tasks/1; of all bodies, whichever was asked for."""
    return view.listed.to_json()


def tasks_csv(view: TaskView) -> str:
    """A row for each task, duty and deliverable of each body."""
    return csv_text([_CSV, *_csv_rows(view)])


def _csv_rows(view: TaskView) -> Iterator[Sequence[object]]:
    kinds = {item.task: item.kind for item in view.listed.items}
    for row in view.rows:
        values = row.model_dump(mode="json")
        values |= {
            "kind": kinds[row.task],
            "title": view.titles[row.task].get(view.lang),
            "body_name": view.catalogue.name(row.body).get(view.lang),
            "provisional": str(row.provisional).lower(),
            "shared": str(row.shared).lower(),
        }
        yield [values[column] for column in _CSV]

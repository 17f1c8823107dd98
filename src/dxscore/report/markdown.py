"""A scorecard as Markdown, for a pull-request comment or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dxscore.report.findings import SHOWN_IN_ONE_FILE, counts_line, findings_rest
from dxscore.report.groups import (
    GroupBy,
    due_first,
    gap_words,
    gaps_answer,
    gaps_by_lead,
    grouped_gaps,
    pressing,
)
from dxscore.report.summary import closing, facts, misses, score_sentence
from dxscore.report.view import View
from dxscore.words.names import owed_words
from dxscore.words.say import say_of
from dxscore.words.visible import visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&@:-])")


def escape(text: str) -> str:
    """`text` with everything that Markdown or HTML would act on shown as typed."""
    return _SPECIAL.sub(r"\\\1", visible(text)).replace("\\<", "&lt;").replace("\\>", "&gt;")


def markdown_text(view: View) -> str:
    """The report: the answer, facts, a table for each pillar, gaps by lead body, findings."""
    return "\n\n".join(part for part in markdown_parts(view) if part) + "\n"


def gaps_markdown(view: View, by: GroupBy) -> str:
    """The gap list alone, in groups, and the tasks that press under their bodies."""
    parts = [f"# {escape(view.names.plan())}"]
    answer = gaps_answer(view)
    parts += [f"**{answer}**"] if answer else []
    parts.append("\n".join(f"- {escape(fact)}" for fact in facts(view)))
    for title, lines in grouped_gaps(view, by).items():
        items = "\n".join(f"- `{line.id}` {escape(gap_words(view, line, by))}" for line in due_first(lines))
        parts.append(f"**{escape(title)}**\n\n{items}")
    owed: dict[str, list[str]] = {}
    for task in pressing(view):
        owed.setdefault(task.body, []).append(f"- `{task.task}` {escape(owed_words(task, view.lang))}")
    parts += [f"## {escape(view.say('task_list.pressing'))}"] if owed else []
    for body, items_of in owed.items():
        parts.append(f"**{escape(view.names.body(body))}**\n\n" + "\n".join(items_of))
    return "\n\n".join(parts) + "\n"


def markdown_parts(view: View, findings_at_most: int = SHOWN_IN_ONE_FILE) -> tuple[str, str]:
    """What the report says of the targets, the answer first, and what it ends with: the findings."""
    of_targets = [
        f"# {escape(view.names.plan())}",
        f"**{closing(view.scorecard, view.lang)}**",
        *_misses(view),
        "\n".join(f"- {escape(fact)}" for fact in [*facts(view), score_sentence(view)] if fact),
        *(_pillar(view, pillar.id) for pillar in view.scorecard.pillars),
        *_gaps(view),
        *([escape(view.say("report.owners"))] if view.has_inferred_leads else []),
        *_tasks(view),
    ]
    return "\n\n".join(of_targets), "\n\n".join(_findings(view, findings_at_most))


def _misses(view: View) -> list[str]:
    """What is due and not met, worst first, with gap and owner."""
    lines = misses(view)
    if not lines:
        return [escape(view.say("report.no_misses"))] if view.any_due else []
    rows = [
        [escape(line.name), f"{line.sign} {line.verdict}", escape(line.gap), escape(line.lead)]
        for line in lines
    ]
    title = escape(view.say("report.misses", count=len(lines)))
    return [f"## {title}", table(_titles(view, "indicator", "status", "gap", "lead"), rows)]


def _tasks(view: View) -> list[str]:
    """Tasks, where the report was given any."""
    from dxscore.report.task_report import task_section

    section = task_section(view)
    if section is None:
        return []
    parts = [f"## {view.say('task_report.title')}", *map(escape, section.lines)]
    for title, lines in (("late_title", section.late), ("soon_title", section.soon)):
        if lines:
            items = "\n".join(f"- {escape(line)}" for line in lines)
            parts.append(f"{escape(say_of('task_report', title, view.lang))}\n\n{items}")
    header = [escape(cell) for cell in section.header]
    return [*parts, table(header, [[escape(cell) for cell in row] for row in section.rows])]


def _titles(view: View, *columns: str) -> list[str]:
    return [say_of("column", column, view.lang) for column in columns]


def _pillar(view: View, pillar: str) -> str:
    header = _titles(view, "id", "indicator", "target", "result", "status", "gap", "lead")
    rows = [
        [
            f"`{line.id}`",
            escape(line.name),
            line.target,
            escape(line.figures),
            f"{line.sign} {line.verdict}",
            escape(line.gap),
            escape(line.lead),
        ]
        for line in view.of_pillar(pillar)
    ]
    return f"## {escape(view.names.pillar(pillar))}\n\n{table(header, rows)}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; cells are escaped already."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _gaps(view: View) -> list[str]:
    groups = gaps_by_lead(view)
    if not groups:
        return []
    parts = [f"## {view.say('report.gaps_by_lead')}"]
    for title, lines in groups.items():
        items = "\n".join(
            f"- `{line.id}` {escape(gap_words(view, line, 'body'))}" for line in due_first(lines)
        )
        parts.append(f"**{escape(title)}**\n\n{items}")
    return parts


def _findings(view: View, at_most: int) -> list[str]:
    if not view.findings:
        return []
    rows = [
        [
            escape(line.place),
            f"{line.code} ({line.severity})",
            escape(line.about),
            escape(line.remedy),
        ]
        for line in view.findings[:at_most]
    ]
    more = findings_rest(view.scorecard.findings[at_most:], view.lang)
    rest = [escape(more)] if more else []
    header = _titles(view, "place", "code", "message", "remedy")
    counted = escape(counts_line(view))
    return [f"## {view.say('report.findings')}", counted, table(header, rows), *rest]

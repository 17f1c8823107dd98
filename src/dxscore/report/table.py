"""A scorecard on a terminal: rich tables where they fit, lines where they do not."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from itertools import compress

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Styled

from dxscore.model.scorecard import Result, Status, UnitResult
from dxscore.model.text import visible
from dxscore.report.facts import facts, score_sentence
from dxscore.report.groups import GroupBy, gap_line, gaps_by_lead, grouped_gaps
from dxscore.report.sentences import findings_count
from dxscore.report.view import View
from dxscore.report.words import SIGN

WIDE = 130
GUTTER = 2
LAGGING_AT_MOST = 5
_STYLE: dict[Status, str] = {
    "met": "green",
    "missed": "bold red",
    "pending": "yellow",
    "no_data": "magenta",
    "not_assessable": "magenta",
    "not_applicable": "dim",
}


def table_text(view: View) -> str:
    """Header, a table for each pillar, the units that lag, gaps by lead body, and the count of findings."""
    parts: list[RenderableType] = [*_header(view)]
    results = _results(view)
    for pillar in view.scorecard.pillars:
        name = view.catalogue.pillars[pillar.id].name.get(view.lang)
        scope = (pillar.met_due, pillar.due) if pillar.due else (pillar.met, pillar.targets)
        parts += [_title(f"{visible(name)} · {scope[0]}/{scope[1]} {SIGN['met']}")]
        parts += [results[pillar.id]]
    parts += _lagging(view)
    parts += _gap_list(view, view.say("gaps_by_lead"), "body")
    if view.scorecard.findings:
        parts += [Styled(), Styled(findings_count(view.scorecard.findings, view.lang))]
    return draw(view, parts)


def gaps_text(view: View, by: GroupBy) -> str:
    """The gap list alone, in groups."""
    groups = {"body": "lead", "unit": "reporting_unit", "pillar": "pillar", "deadline": "deadline"}
    title = view.say("gaps_by", view.say(groups[by]).lower())
    return draw(view, [*_header(view), *_gap_list(view, title, by)])


def draw(view: View, parts: Iterable[RenderableType]) -> str:
    """What `parts` look like at the view's width."""
    return draw_at(view.width, view.colour, parts)


def draw_at(width: int, colour: bool, parts: Iterable[RenderableType]) -> str:
    """What `parts` look like in so many columns. Nothing in them is read as markup."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    console.print(Group(*parts))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _header(view: View) -> list[RenderableType]:
    title = Styled(visible(view.catalogue.targets.plan.name.get(view.lang)), style="bold")
    score = score_sentence(view)
    return [title, *(Styled(fact) for fact in facts(view)), *([Styled(score, style="dim")] if score else [])]


def _title(text: str) -> RenderableType:
    return Padding(Rule(Styled(text, style="bold"), align="left", characters="─", style="dim"), (1, 0, 0, 0))


def _results(view: View) -> dict[str, RenderableType]:
    """What stands under each pillar's title: tables of one shape, or lines where no table fits."""
    wide = view.width >= WIDE
    header, rows = _wide(view) if wide else _narrow(view)
    widths = _widths(header, rows, view.width)
    pillars: dict[str, RenderableType] = {}
    for pillar in view.scorecard.pillars:
        own = [r.pillar == pillar.id for r in view.scorecard.results]
        if widths is None:
            pillars[pillar.id] = _lines(view, list(compress(view.scorecard.results, own)))
        else:
            pillars[pillar.id] = _table(header, list(compress(rows, own)), widths)
    return pillars


Row = tuple[Styled, ...]


def _wide(view: View) -> tuple[Row, list[Row]]:
    columns = ("id", "indicator", "target", "result", "status", "gap", "lead")
    rows: list[Row] = [
        (
            Styled(result.indicator, style="bold"),
            Styled(visible(view.indicator(result).name.get(view.lang))),
            Styled(view.target(result)),
            Styled(view.figures(result)),
            _verdict(view, result),
            Styled(view.gap(result, result)),
            Styled(view.lead(result)),
        )
        for result in view.scorecard.results
    ]
    return tuple(Styled(view.say(name)) for name in columns), rows


def _narrow(view: View) -> tuple[Row, list[Row]]:
    columns = ("indicator", "target_result", "status", "gap")
    rows: list[Row] = [
        (
            Styled.assemble(
                (result.indicator, "bold"),
                f"\n{visible(view.indicator(result).name.get(view.lang))}",
                (f"\n{view.say('lead')}: {view.lead(result)}", "dim"),
            ),
            Styled(f"{view.target(result)}\n{view.figures(result)}"),
            _verdict(view, result),
            Styled(view.gap(result, result)),
        )
        for result in view.scorecard.results
    ]
    return tuple(Styled(view.say(name)) for name in columns), rows


def _widths(header: Row, rows: Sequence[Row], width: int) -> list[int] | None:
    """Widths that fill the line, none below its column's longest word, so that no number is ever cut.

    None where even that does not fit. What is left over goes where the longest lines are.
    """
    columns = list(zip(header, *rows, strict=True))
    least = [max(_longest(cell, str.split) for cell in cells) for cells in columns]
    most = [max(_longest(cell, str.splitlines) for cell in cells) for cells in columns]
    spare = width - sum(least) - GUTTER * (len(columns) - 1)
    if spare < 0:
        return None
    wanted = [high - low for low, high in zip(least, most, strict=True)]
    total = sum(wanted)
    if total <= spare:
        return most
    return [low + spare * want // total for low, want in zip(least, wanted, strict=True)]


def _longest(cell: Styled, split: Callable[[str], list[str]]) -> int:
    return max((cell_len(part) for part in split(cell.plain)), default=0)


def _table(header: Row, rows: Sequence[Row], widths: Sequence[int]) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GUTTER, 0, 0), collapse_padding=True
    )
    for title, width in zip(header, widths, strict=True):
        table.add_column(title, width=width)
    for row in rows:
        table.add_row(*row)
    return table


def _lines(view: View, results: Sequence[Result]) -> RenderableType:
    """For a very narrow terminal: id and verdict each on a line of its own, whole."""
    parts: list[RenderableType] = []
    for result in results:
        parts += [
            Styled(result.indicator, style="bold"),
            _verdict(view, result),
            Styled(visible(view.indicator(result).name.get(view.lang))),
            Styled(f"{view.target(result)}: {view.figures(result)}"),
            *([Styled(gap)] if (gap := view.gap(result, result)) else []),
            Styled(f"{view.say('lead')}: {view.lead(result)}\n"),
        ]
    return Group(*parts)


def _verdict(view: View, result: Result | UnitResult) -> Styled:
    return Styled(f"{SIGN[result.status]} {view.status(result)}", style=_STYLE[result.status])


def _lagging(view: View) -> list[RenderableType]:
    """For each target that is not met: the units below it, worst first, and those without a figure."""
    parts: list[RenderableType] = []
    for result in view.scorecard.results:
        if result.status in ("missed", "pending") and result.units:
            parts += _lagging_of(view, result)
    return [_title(view.say("lagging")), *parts] if parts else []


def _lagging_of(view: View, result: Result) -> list[RenderableType]:
    below = sorted(
        (unit for unit in result.units if unit.status in ("missed", "pending")),
        key=lambda unit: (unit.gap or 0, unit.gap_count or 0),
        reverse=True,
    )
    shown = below if view.all_units else below[:LAGGING_AT_MOST]
    head = f"{result.indicator} ({view.target(result)}): {view.say('below', len(below), len(result.units))}"
    if result.coverage.missing:
        head += f"; {view.say('missing_units', view.bodies(result.coverage.missing))}"
    parts: list[RenderableType] = [Styled(head)]
    if shown:
        table = Table.grid(padding=(0, 2))
        for unit in shown:
            table.add_row(
                "  " + view.body(unit.reporting_unit), view.value(result, unit), view.gap(result, unit)
            )
        parts.append(table)
    if len(below) > len(shown):
        parts.append(Styled("  " + view.say("more_units", len(below) - len(shown)), style="dim"))
    return parts


def _gap_list(view: View, title: str, by: GroupBy) -> list[RenderableType]:
    groups = gaps_by_lead(view) if by == "body" else grouped_gaps(view, by)
    if not groups:
        return [Styled(), Styled(view.say("no_gaps"))]
    parts: list[RenderableType] = [_title(title)]
    for name, gaps in groups.items():
        parts.append(Styled(visible(name), style="bold"))
        for gap in gaps:
            line = f"{gap.indicator} {gap_line(view, gap, by)}"
            parts.append(Padding(Styled(line), (0, 0, 0, 2)))
    if any(view.lead_is_inferred(gap) for gap in view.scorecard.gaps):
        parts += [Styled(), Styled(view.say("owners"), style="dim")]
    return parts

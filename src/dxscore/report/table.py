"""A scorecard on a terminal: tables where they fit, lines where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress

from dxscore.model.figures import lagging_units
from dxscore.model.scorecard import Gap, Result, Status, UnitResult
from dxscore.report.facts import facts, met_of, score_sentence
from dxscore.report.groups import GroupBy, gap_line, gaps_by_lead, grouped_gaps
from dxscore.report.screen import Block, Grid, Line, Style, Title, draw, fit
from dxscore.report.sentences import findings_count
from dxscore.report.view import View
from dxscore.report.words import SIGN
from dxscore.words.visible import visible

WIDE = 130
LAGGING_AT_MOST = 5
_STYLE: dict[Status, Style] = {
    "met": "good",
    "missed": "bad",
    "pending": "waiting",
    "no_data": "unknown",
    "not_assessable": "unknown",
    "not_applicable": "faint",
    "waived": "waiting",
}
Cell = tuple[Line, ...]
Row = tuple[Cell, ...]


def table_text(view: View) -> str:
    """Header, a table for each pillar, the units that lag, gaps by lead body, and the count of findings."""
    blocks = _header(view)
    results = _results(view)
    for pillar in view.scorecard.pillars:
        name = view.catalogue.pillars[pillar.id].name.get(view.lang)
        met, scope = met_of(view, pillar)
        counted = f"{met}/{scope} {SIGN['met']}" if scope else view.say("not_due")
        blocks += [Title(f"{visible(name)} · {counted}"), *results[pillar.id]]
    blocks += _lagging(view)
    blocks += [*_gap_list(view, view.say("gaps_by_lead"), "body"), *_legend(view, view.scorecard.results)]
    if view.scorecard.findings:
        blocks += [Line(), Line(findings_count(view.scorecard.findings, view.lang))]
    return draw(blocks, view.width, view.colour)


def gaps_text(view: View, by: GroupBy) -> str:
    """The gap list alone, in groups."""
    groups = {"body": "lead", "unit": "reporting_unit", "pillar": "pillar", "deadline": "deadline"}
    title = view.say("gaps_by", view.say(groups[by]).lower())
    blocks = [*_header(view), *_gap_list(view, title, by), *_legend(view, view.scorecard.gaps)]
    return draw(blocks, view.width, view.colour)


def _header(view: View) -> list[Block]:
    title = Line(visible(view.catalogue.targets.plan.name.get(view.lang)), "strong")
    score = score_sentence(view)
    return [title, *(Line(fact) for fact in facts(view)), *([Line(score, "faint")] if score else [])]


def _results(view: View) -> dict[str, list[Block]]:
    """What stands under each pillar's title: tables of one shape, or lines where no table fits."""
    header, rows = _wide(view) if view.width >= WIDE else _narrow(view)
    widths = fit(header, rows, view.width)
    pillars: dict[str, list[Block]] = {}
    for pillar in view.scorecard.pillars:
        own = [r.pillar == pillar.id for r in view.scorecard.results]
        if widths is None:
            pillars[pillar.id] = _lines(view, list(compress(view.scorecard.results, own)))
        else:
            pillars[pillar.id] = [Grid(list(compress(rows, own)), widths, header)]
    return pillars


def _wide(view: View) -> tuple[list[str], list[Row]]:
    columns = ("id", "indicator", "target", "result", "status", "gap", "lead")
    rows: list[Row] = [
        (
            (Line(result.indicator, "strong"),),
            (Line(visible(view.indicator(result).name.get(view.lang))),),
            (Line(view.target(result)),),
            (Line(view.figures(result)),),
            (_verdict(view, result),),
            (Line(view.gap(result, result)),),
            (Line(view.lead(result)),),
        )
        for result in view.scorecard.results
    ]
    return [view.say(name) for name in columns], rows


def _narrow(view: View) -> tuple[list[str], list[Row]]:
    columns = ("indicator", "target_result", "status", "gap")
    rows: list[Row] = [
        (
            (
                Line(result.indicator, "strong"),
                Line(visible(view.indicator(result).name.get(view.lang))),
                Line(f"{view.say('lead')}: {view.lead(result)}", "faint"),
            ),
            (Line(view.target(result)), Line(view.figures(result))),
            (_verdict(view, result),),
            (Line(view.gap(result, result)),),
        )
        for result in view.scorecard.results
    ]
    return [view.say(name) for name in columns], rows


def _lines(view: View, results: Sequence[Result]) -> list[Block]:
    """For a very narrow terminal: id and verdict each on a line of its own, whole."""
    blocks: list[Block] = []
    for result in results:
        gap = view.gap(result, result)
        blocks += [
            Line(result.indicator, "strong"),
            _verdict(view, result),
            Line(visible(view.indicator(result).name.get(view.lang))),
            Line(f"{view.target(result)}: {view.figures(result)}"),
            *([Line(gap)] if gap else []),
            Line(f"{view.say('lead')}: {view.lead(result)}"),
            Line(),
        ]
    return blocks


def _verdict(view: View, result: Result | UnitResult) -> Line:
    return Line(f"{SIGN[result.status]} {view.status(result)}", _STYLE[result.status])


def _lagging(view: View) -> list[Block]:
    """For each target that is not met: the units below it, worst first, and those without a figure."""
    blocks: list[Block] = []
    for result in view.scorecard.results:
        if result.status in ("missed", "pending") and result.units:
            blocks += _lagging_of(view, result)
    return [Title(view.say("lagging")), *blocks] if blocks else []


def _lagging_of(view: View, result: Result) -> list[Block]:
    below = lagging_units(result)
    shown = below if view.all_units else below[:LAGGING_AT_MOST]
    head = f"{result.indicator} ({view.target(result)}): {view.say('below', len(below), len(result.units))}"
    if result.coverage.missing:
        head += f"; {view.say('missing_units', view.bodies(result.coverage.missing))}"
    more = (
        [Line(view.say("more_units", len(below) - len(shown)), "faint", 2)] if len(below) > len(shown) else []
    )
    return [Line(head), *(_units(view, result, shown) if shown else []), *more]


def _units(view: View, result: Result, units: Sequence[UnitResult]) -> list[Block]:
    rows = [
        tuple(
            (Line(text),)
            for text in (view.body(unit.reporting_unit), view.value(result, unit), view.gap(result, unit))
        )
        for unit in units
    ]
    widths = fit((), rows, view.width - 2)
    if widths is None:
        return [Line(" ".join(cell[0].text for cell in row), indent=2) for row in rows]
    return [Grid(rows, widths, indent=2)]


def _gap_list(view: View, title: str, by: GroupBy) -> list[Block]:
    groups = gaps_by_lead(view) if by == "body" else grouped_gaps(view, by)
    if not groups:
        return [Line(), Line(view.say("no_gaps"))]
    blocks: list[Block] = [Title(title)]
    for name, gaps in groups.items():
        blocks.append(Line(visible(name), "strong"))
        blocks += [Line(f"{gap.indicator} {gap_line(view, gap, by)}", indent=2) for gap in gaps]
    return blocks


def _legend(view: View, leading: Iterable[Result | Gap]) -> list[Block]:
    """What the * after leads means, where there is one."""
    inferred = any(view.lead_is_inferred(item) for item in leading)
    return [Line(), Line(view.say("owners"), "faint")] if inferred else []

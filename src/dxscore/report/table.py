"""A scorecard on a terminal: tables where they fit, lines where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dxscore.model.figures import lagging_units
from dxscore.model.scorecard import UnitsShown, UnitVerdict
from dxscore.report.figure_line import UnitLine
from dxscore.report.findings import findings_count
from dxscore.report.groups import GroupBy, due_first, gap_words, gaps_answer, grouped_gaps, pressing
from dxscore.report.lines import ResultLine, any_inferred
from dxscore.report.naming import SIGN, is_inferred
from dxscore.report.screen import Block, ScreenGrid, ScreenLine, Style, Title, draw, fit
from dxscore.report.summary import closing, facts, met_of, misses, score_sentence
from dxscore.report.view import View
from dxscore.words.names import owed_words
from dxscore.words.say import say_of
from dxscore.words.visible import visible

WIDE = 130
LAGGING_AT_MOST = 5
_LISTED: dict[UnitsShown | None, int | None] = {"none": 0, "all": None}
_STYLE: dict[UnitVerdict, Style] = {
    "met": "good",
    "missed": "bad",
    "pending": "waiting",
    "no_data": "unknown",
    "not_assessable": "unknown",
    "not_applicable": "faint",
    "waived": "waiting",
    "counted": "faint",
}
_GROUP_COLUMN = {"body": "lead", "unit": "reporting_unit", "pillar": "pillar", "deadline": "deadline"}
Cell = tuple[ScreenLine, ...]
Row = tuple[Cell, ...]


def table_text(view: View) -> str:
    """The answer; then facts, a table for each pillar, units that lag, gaps by lead body and findings."""
    blocks = _answer(view)
    if view.brief:
        return draw([*blocks, *_legend(view, any_inferred(misses(view)))], view.width, view.colour)
    blocks += [ScreenLine(), *_facts(view, facts(view)[1:])]
    results = _results(view)
    for pillar in view.scorecard.pillars:
        met, scope = met_of(view, pillar)
        counted = f"{met}/{scope} {SIGN['met']}" if scope else view.say("report.not_due")
        blocks += [Title(f"{view.names.pillar(pillar.id)} · {counted}"), *results[pillar.id]]
    blocks += _lagging(view)
    blocks += _gap_list(view, view.say("report.gaps_by_lead"), "body")
    blocks += _legend(view, view.has_inferred_leads)
    if view.scorecard.findings:
        blocks += [ScreenLine(), ScreenLine(findings_count(view.scorecard.findings, view.lang))]
    return draw(blocks, view.width, view.colour)


def gaps_text(view: View, by: GroupBy) -> str:
    """The gap list alone, in groups."""
    group = say_of("column", _GROUP_COLUMN[by], view.lang).lower()
    answer = gaps_answer(view)
    blocks: list[Block] = [ScreenLine(answer, "strong")] if answer else []
    blocks += [ScreenLine(view.names.plan(), "faint"), *_facts(view, facts(view))]
    blocks += _gap_list(view, view.say("report.gaps_by", group=group), by)
    blocks += _pressing(view)
    blocks += _legend(view, any(is_inferred(gap.lead) for gap in view.scorecard.gaps))
    return draw(blocks, view.width, view.colour)


def _answer(view: View) -> list[Block]:
    """How it stands, of what plan and on what day; and what is due and not met, with owner and gap."""
    missed = misses(view)
    style: Style = "good" if view.any_due else "strong"
    if missed:
        style = "waiting" if all(line.status == "met" for line in missed) else "bad"
    blocks: list[Block] = [
        ScreenLine(closing(view.scorecard, view.lang), style),
        ScreenLine(f"{view.names.plan()} · {facts(view)[0]}", "faint"),
    ]
    if missed:
        blocks += [Title(view.say("report.misses", count=len(missed))), *_misses(view, missed)]
    elif view.any_due:
        blocks.append(ScreenLine(view.say("report.no_misses")))
    return blocks


def _misses(view: View, lines: Sequence[ResultLine]) -> list[Block]:
    """A row a target, or a paragraph where no table fits."""
    wide = view.width >= WIDE
    columns = ("id", "indicator", "status", "gap", "lead") if wide else ("indicator", "gap", "lead")
    header = [say_of("column", name, view.lang) for name in columns]
    rows: list[Row] = []
    for line in lines:
        name = ScreenLine(line.name) if wide else ScreenLine(f"{line.sign} {line.name}", _STYLE[line.status])
        verdict = ((ScreenLine(line.id, "strong"),), (name,), (_verdict(line),)) if wide else ((name,),)
        rows.append((*verdict, (ScreenLine(line.gap),), (ScreenLine(line.lead),)))
    widths = fit(header, rows, view.width)
    if widths is not None:
        return [ScreenGrid(rows, widths, header)]
    return [
        ScreenLine(f"{line.sign} {line.name}: {line.gap} [{line.lead}]", _STYLE[line.status])
        for line in lines
    ]


def _facts(view: View, said: Iterable[str]) -> list[Block]:
    score = score_sentence(view)
    return [*(ScreenLine(fact) for fact in said), *([ScreenLine(score, "faint")] if score else [])]


def _results(view: View) -> dict[str, list[Block]]:
    """What stands under each pillar's title: tables of one shape, or lines where no table fits."""
    columns, row = (_WIDE, _wide) if view.width >= WIDE else (_NARROW, _narrow)
    header = [say_of("column", name, view.lang) for name in columns]
    rows = {line: row(view, line) for line in view.results}
    widths = fit(header, list(rows.values()), view.width)
    pillars: dict[str, list[Block]] = {}
    for pillar in view.scorecard.pillars:
        own = view.of_pillar(pillar.id)
        if widths is None:
            pillars[pillar.id] = [block for line in own for block in _lines(view, line)]
        else:
            pillars[pillar.id] = [ScreenGrid([rows[line] for line in own], widths, header)]
    return pillars


_WIDE = ("id", "indicator", "target", "result", "status", "gap", "lead")
_NARROW = ("indicator", "target_result", "status", "gap")


def _wide(_view: View, line: ResultLine) -> Row:
    return (
        (ScreenLine(line.id, "strong"),),
        (ScreenLine(line.name),),
        (ScreenLine(line.target),),
        (ScreenLine(line.figures),),
        (_verdict(line),),
        (ScreenLine(line.gap),),
        (ScreenLine(line.lead),),
    )


def _narrow(view: View, line: ResultLine) -> Row:
    return (
        (ScreenLine(line.id, "strong"), ScreenLine(line.name), ScreenLine(_lead(view, line), "faint")),
        (ScreenLine(line.target), ScreenLine(line.figures)),
        (_verdict(line),),
        (ScreenLine(line.gap),),
    )


def _lines(view: View, line: ResultLine) -> list[Block]:
    """For a very narrow terminal: id and verdict each on a line of its own, whole."""
    return [
        ScreenLine(line.id, "strong"),
        _verdict(line),
        ScreenLine(line.name),
        ScreenLine(f"{line.target}: {line.figures}"),
        *([ScreenLine(line.gap)] if line.gap else []),
        ScreenLine(_lead(view, line)),
        ScreenLine(),
    ]


def _lead(view: View, line: ResultLine) -> str:
    return f"{view.say('column.lead')}: {line.lead}"


def _verdict(line: ResultLine) -> ScreenLine:
    return ScreenLine(f"{line.sign} {line.verdict}", _STYLE[line.status])


def _lagging(view: View) -> list[Block]:
    """For each target that is not met: the units below it, worst first, and those without a figure."""
    blocks: list[Block] = []
    for line in view.results:
        if line.status in ("missed", "pending") and line.units:
            blocks += _lagging_of(view, line)
    return [Title(view.say("report.lagging")), *blocks] if blocks else []


def _lagging_of(view: View, line: ResultLine) -> list[Block]:
    below = [line.unit_of[unit.reporting_unit] for unit in lagging_units(line.result)]
    shown = below[: _LISTED.get(view.units, LAGGING_AT_MOST)]
    said = []
    if all(unit.status != "counted" for unit in line.units):  # parts of a sum fall short of nothing
        said.append(view.say("report.below", failing=len(below), units=len(line.units)))
    if line.result.coverage.missing and view.units != "none":
        said.append(view.say("report.missing_units", units=line.missing_units))
    if not said:
        return []
    head = f"{line.id} ({line.target}): {'; '.join(said)}"
    rest = len(below) - len(shown)
    more = [ScreenLine(view.say("report.more_units", more=rest), "faint", 2)] if rest and shown else []
    return [ScreenLine(head), *(_units(view, shown) if shown else []), *more]


def _units(view: View, units: Sequence[UnitLine]) -> list[Block]:
    rows = [
        tuple((ScreenLine(text),) for text in (unit.unit, _timed(unit), unit.shortfall)) for unit in units
    ]
    widths = fit((), rows, view.width - 2)
    if widths is None:
        return [ScreenLine(" ".join(cell[0].text for cell in row), indent=2) for row in rows]
    return [ScreenGrid(rows, widths, indent=2)]


def _timed(unit: UnitLine) -> str:
    return f"{unit.value}; {unit.time}" if unit.time else unit.value


def _gap_list(view: View, title: str, by: GroupBy) -> list[Block]:
    groups = grouped_gaps(view, by)
    if not groups:
        return [ScreenLine(), ScreenLine(view.say("report.no_gaps"))]
    blocks: list[Block] = [Title(title)]
    for name, lines in groups.items():
        blocks.append(ScreenLine(visible(name), "strong"))
        said = (f"{line.id} {gap_words(view, line, by)}" for line in due_first(lines))
        blocks += [ScreenLine(text, indent=2) for text in said]
    return blocks


def _pressing(view: View) -> list[Block]:
    """Tasks and documents that are overdue or due soon, under their bodies."""
    blocks: list[Block] = []
    body = None
    for one in pressing(view):
        if one.body != body:
            body = one.body
            blocks.append(ScreenLine(view.names.body(body), "strong"))
        blocks.append(ScreenLine(f"{one.task} {owed_words(one, view.lang)}", indent=2))
    return [Title(view.say("task_list.pressing")), *blocks] if blocks else []


def _legend(view: View, inferred: bool) -> list[Block]:
    """What the * after leads means, where there is one, and where its ground stands."""
    said = f"{view.say('report.owners')} {view.say('report.see_explain')}"
    return [ScreenLine(), ScreenLine(said, "faint")] if inferred else []

"""The heat map: targets and units, a colour and a shape for each verdict.

Targets stand down the side, where their names have room, and units across; many units stand down the side.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from dxscore.model.scorecard import STATUSES
from dxscore.report.charts.chart import Chart, Spec, whole_spec
from dxscore.report.charts.palette import LIGHT, SHAPES, colours
from dxscore.report.figure_line import UnitLine
from dxscore.report.lines import ResultLine
from dxscore.report.view import View
from dxscore.words.say import say_of

CELLS_AT_MOST = 1_000
UNITS_ACROSS_AT_MOST = 24
Side = Literal["unit", "target"]
_LETTERS_A_LINE: dict[Side, int] = {"unit": 30, "target": 44}
_LINE, _BETWEEN = 13, 6  # a line of a name, and the room between two names
_CELL = {"width": 52, "height": 20}
_LETTER, _BESIDE_TEXT = 7, 24  # the widest digit at the size of a cell's text; the sign and its margins


def heat_results(view: View) -> tuple[ResultLine, ...]:
    """Results that have figures of several units."""
    return tuple(line for line in view.results if line.result.units)


def heat_units(view: View) -> tuple[str, ...]:
    """Ids of the units that any of them names, in the catalogue's order."""
    named = {unit.reporting_unit for line in heat_results(view) for unit in line.result.units}
    return tuple(body for body in view.catalogue.bodies if body in named)


def target_names(lines: Sequence[ResultLine]) -> list[str]:
    """The indicators' names, with what tells them apart: the year, or the id of another of that name."""
    return [_target_name(line, lines) for line in lines]


def _target_name(line: ResultLine, lines: Sequence[ResultLine]) -> str:
    others = [other for other in lines if other is not line and other.name == line.name]
    apart = [line.id] if any(other.id != line.id for other in others) else []
    apart += [str(line.by)] if any(other.id == line.id for other in others) else []
    return f"{line.name} ({', '.join(apart)})" if apart else line.name


def heat_map(view: View, due_only: bool = False) -> Chart | None:
    """The heat map; None without figures of several units, or with too many to draw.

    Args:
        view: the scorecard.
        due_only: leave out what is not due, where anything is: for paper, which does not scroll.
    """
    # Parts of a sum have no verdict, and so no colour.
    judged = [line for line in heat_results(view) if all(u.status != "counted" for u in line.result.units)]
    due = [line for line in judged if line.result.due]
    results, units = due if due_only and due else judged, heat_units(view)
    if not results or len(results) * len(units) > CELLS_AT_MOST:
        return None
    named = _told_apart({unit: view.names.body(unit) for unit in units})
    targets = target_names(results)
    values = [
        {
            "unit": _on_lines(named[unit.id], "unit"),
            "target": _on_lines(target, "target"),
            "status": unit.verdict,
            "text": _short(unit),
        }
        for target, result in zip(targets, results, strict=True)
        for unit in result.units
    ]
    met = "; ".join(
        f"{target} {sum(unit.status == 'met' for unit in result.units)}/{len(result.units)}"
        for target, result in zip(targets, results, strict=True)
    )
    sides: dict[Side, list[str]] = {
        "unit": [_on_lines(name, "unit") for name in named.values()],
        "target": [_on_lines(name, "target") for name in targets],
    }
    return Chart(
        title=view.say("chart.heat_title"),
        description=view.say("chart.heat_description", units=len(units), indicators=len(results), met=met),
        spec=whole_spec(_spec(view, values, sides)),
        lang=view.lang,
    )


def _told_apart(names: dict[str, str]) -> dict[str, str]:
    """Names by id, with the id where two are alike: else two units would be drawn as one."""
    times = Counter(names.values())
    return {id_: name if times[name] == 1 else f"{name} ({id_})" for id_, name in names.items()}


def _on_lines(name: str, side: Side) -> str:
    """A name on as many lines as it takes; no name has a break of its own."""
    return "\n".join(textwrap.wrap(name, _LETTERS_A_LINE[side], break_on_hyphens=False))


def _short(unit: UnitLine) -> str:
    """The figure alone, for a cell, as every other place has it; per cent go without saying."""
    if unit.exact is None or unit.indicator.measure == "yes_no":
        return ""
    return unit.amount.removesuffix("%")


def _axis(field: Side, names: list[str], across: bool) -> Spec:
    """One side with its names, in this order."""
    style: Spec = {"title": None, "domain": False, "ticks": False, "labelExpr": "split(datum.label, '\\n')"}
    if across:
        style |= {"orient": "top", "labelAngle": -60}
    else:  # several lines begin in the middle of the cell, else
        style["labelOffset"] = -_LINE * (max(name.count("\n") for name in names)) / 2
    return {"field": field, "type": "ordinal", "sort": names, "axis": style}


def _spec(view: View, values: list[Spec], sides: dict[Side, list[str]]) -> Spec:
    is_wide = len(sides["unit"]) <= UNITS_ACROSS_AT_MOST
    down: Side = "target" if is_wide else "unit"
    across: Side = "unit" if is_wide else "target"
    longest = max(len(value["text"]) for value in values)
    width = max(_CELL["width"], _BESIDE_TEXT + _LETTER * longest)
    height = max(_CELL["height"], _LINE * max(name.count("\n") + 1 for name in sides[down]) + _BETWEEN)
    shown = {value["status"] for value in values}
    statuses = [status for status in STATUSES if say_of("status", status, view.lang) in shown]
    words = [say_of("status", status, view.lang) for status in statuses]
    place = {"x": _axis(across, sides[across], True), "y": _axis(down, sides[down], False)}
    colour = {
        "field": "status",
        "type": "nominal",
        "scale": {"domain": words, "range": colours(tuple(statuses))},
    }
    shape = {**colour, "scale": {"domain": words, "range": [SHAPES[status] for status in statuses]}}
    mark = {"type": "point", "filled": False, "size": 50, "strokeWidth": 2, "opacity": 1}
    mark["xOffset"] = 8 - width / 2
    shapes = {"mark": mark, "encoding": {**place, "stroke": colour, "shape": shape}}
    text = {"type": "text", "align": "right", "dx": width / 2 - 2, "color": LIGHT["ink"]}
    figures = {"mark": text, "encoding": {**place, "text": {"field": "text"}}}
    back = {"type": "rect", "fillOpacity": 0.14, "stroke": LIGHT["paper"], "strokeWidth": 2}
    cells = {"mark": back, "encoding": {**place, "fill": {**colour, "legend": None}}}
    return {
        "width": len(sides[across]) * width,
        "height": len(sides[down]) * height,
        "data": {"values": values},
        "layer": [cells, shapes, figures],
        # Else the cells' legend, which is none, would take that of the shapes with it.
        "resolve": {"legend": {"fill": "independent", "stroke": "independent", "shape": "independent"}},
    }

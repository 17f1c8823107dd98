"""The heat map: units down, targets across, a colour and a shape for each verdict."""

from __future__ import annotations

from dxscore.model.scorecard import STATUSES
from dxscore.report.charts.chart import Chart, Spec, whole_spec
from dxscore.report.charts.palette import LIGHT, SHAPES, colours
from dxscore.report.figure_line import UnitLine
from dxscore.report.lines import ResultLine
from dxscore.report.view import View
from dxscore.words.say import say_of

CELLS_AT_MOST = 1_000
_CELL = {"width": 52, "height": 20}
_LETTER, _BESIDE_TEXT = 7, 24  # the widest digit at the size of a cell's text; the sign and its margins


def heat_results(view: View) -> tuple[ResultLine, ...]:
    """Results that have figures of several units: the columns of the heat map."""
    return tuple(line for line in view.results if line.result.units)


def heat_units(view: View) -> tuple[str, ...]:
    """Ids of the units that any of them names, in the catalogue's order: the rows."""
    named = {unit.reporting_unit for line in heat_results(view) for unit in line.result.units}
    return tuple(body for body in view.catalogue.bodies if body in named)


def column_name(view: View, line: ResultLine) -> str:
    """The indicator's id, with the year where the indicator stands there more than once."""
    same = sum(other.id == line.id for other in heat_results(view))
    return f"{line.id} {line.by}" if same > 1 else line.id


def heat_map(view: View) -> Chart | None:
    """The heat map; None without figures of several units, or with too many to draw."""
    # Parts of a sum have no verdict, and so no colour.
    judged = [line for line in heat_results(view) if all(u.status != "counted" for u in line.result.units)]
    results, units = judged, heat_units(view)
    if not results or len(results) * len(units) > CELLS_AT_MOST:
        return None
    values = [
        {
            "unit": unit.unit,
            "target": column_name(view, result),
            "status": unit.verdict,
            "text": _short(unit),
        }
        for result in results
        for unit in result.units
    ]
    met = "; ".join(
        f"{column_name(view, r)} {sum(u.status == 'met' for u in r.units)}/{len(r.units)}" for r in results
    )
    return Chart(
        title=view.say("chart.heat_title"),
        description=view.say("chart.heat_description", units=len(units), indicators=len(results), met=met),
        spec=whole_spec(_spec(view, values, len(results), len(units))),
        lang=view.lang,
    )


def _short(unit: UnitLine) -> str:
    """The figure alone, for a cell, as every other place has it; per cent go without saying."""
    if unit.exact is None or unit.indicator.measure == "yes_no":
        return ""
    return unit.amount.removesuffix("%")


def _spec(view: View, values: list[Spec], columns: int, rows: int) -> Spec:
    longest = max(len(value["text"]) for value in values)
    width = max(_CELL["width"], _BESIDE_TEXT + _LETTER * longest)
    shown = {value["status"] for value in values}
    statuses = [status for status in STATUSES if say_of("status", status, view.lang) in shown]
    words = [say_of("status", status, view.lang) for status in statuses]
    place = {
        "x": {
            "field": "target",
            "type": "ordinal",
            "sort": None,
            "axis": {"orient": "top", "labelAngle": -60, "title": None, "domain": False, "ticks": False},
        },
        "y": {
            "field": "unit",
            "type": "ordinal",
            "sort": None,
            "axis": {"title": None, "domain": False, "ticks": False},
        },
    }
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
        "width": columns * width,
        "height": rows * _CELL["height"],
        "data": {"values": values},
        "layer": [cells, shapes, figures],
        # Else the cells' legend, which is none, would take that of the shapes with it.
        "resolve": {"legend": {"fill": "independent", "stroke": "independent", "shape": "independent"}},
    }

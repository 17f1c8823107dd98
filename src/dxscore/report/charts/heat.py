"""The heat map: units down, targets across, a colour and a shape for each verdict."""

from __future__ import annotations

from dxscore.model.figures import exact_value
from dxscore.model.scorecard import STATUSES, Result, UnitResult
from dxscore.report.charts.chart import Chart, Spec, whole_spec
from dxscore.report.charts.palette import LIGHT, SHAPES, colours
from dxscore.report.charts.words import HEAT_DESCRIPTION, HEAT_TITLE, say
from dxscore.report.view import View
from dxscore.report.words import STATUS, pick

CELLS_AT_MOST = 1_000
_CELL = {"width": 52, "height": 20}
_LETTER, _BESIDE_TEXT = 7, 24  # the widest digit at the size of a cell's text; the sign and its margins


def heat_results(view: View) -> tuple[Result, ...]:
    """Results that have figures of several units: the columns of the heat map."""
    return tuple(result for result in view.scorecard.results if result.units)


def heat_units(view: View) -> tuple[str, ...]:
    """Ids of the units that any of them names, in the catalogue's order: the rows."""
    named = {unit.reporting_unit for result in heat_results(view) for unit in result.units}
    return tuple(body for body in view.catalogue.bodies if body in named)


def column_name(view: View, result: Result) -> str:
    """The indicator's id, with the year where the indicator stands there more than once."""
    same = sum(other.indicator == result.indicator for other in heat_results(view))
    return f"{result.indicator} {result.target.by}" if same > 1 else result.indicator


def heat_map(view: View) -> Chart | None:
    """The heat map; None without figures of several units, or with too many to draw."""
    results, units = heat_results(view), heat_units(view)
    if not results or len(results) * len(units) > CELLS_AT_MOST:
        return None
    values = [
        {
            "unit": view.body(unit.reporting_unit),
            "target": column_name(view, result),
            "status": pick(STATUS[unit.status], view.lang),
            "text": _short(view, result, unit),
        }
        for result in results
        for unit in result.units
    ]
    met = "; ".join(
        f"{column_name(view, r)} {sum(u.status == 'met' for u in r.units)}/{len(r.units)}" for r in results
    )
    return Chart(
        title=say(HEAT_TITLE, view.lang),
        description=say(HEAT_DESCRIPTION, view.lang, len(units), len(results), met),
        spec=whole_spec(_spec(view, values, len(results), len(units))),
        lang=view.lang,
    )


def _short(view: View, result: Result, unit: UnitResult) -> str:
    """The figure alone, for a cell, as every other place has it; per cent go without saying."""
    if exact_value(unit) is None or view.indicator(result).measure == "yes_no":
        return ""
    return view.value(result, unit).split(" (")[0].removesuffix("%")


def _spec(view: View, values: list[Spec], columns: int, rows: int) -> Spec:
    longest = max(len(value["text"]) for value in values)
    width = max(_CELL["width"], _BESIDE_TEXT + _LETTER * longest)
    shown = {value["status"] for value in values}
    statuses = [status for status in STATUSES if pick(STATUS[status], view.lang) in shown]
    words = [pick(STATUS[status], view.lang) for status in statuses]
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

"""The trend of an indicator: its figure in every period, and the threshold to reach."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from dxscore.model.history import History
from dxscore.report.charts.bullet import point_value, point_words
from dxscore.report.charts.chart import Chart, Spec, top_of_axis, value_axis, whole_spec
from dxscore.report.charts.palette import LIGHT
from dxscore.report.lines import ResultLine
from dxscore.report.view import View

WIDTH, HEIGHT = 300, 120
LABELLED_AT_MOST = 6


def trend_chart(view: View, history: History) -> Chart | None:
    """The chart; None where no two periods of one length have a figure: one point is no trend.

    Lines join periods of one length only, for half a year is no step between two years. A hollow point says
    that not all units had reported.
    """
    if max(Counter(point.period.kind for point in history.points).values()) < 2:
        return None
    line = _judged(view, history)
    bounds = tuple(Fraction(bound) for bound in line.bounds) if line else ()
    indicator = view.catalogue.indicators[history.indicator]
    is_percent = indicator.unit_of_measure == "percent"
    top = top_of_axis([*bounds, *(p.value for p in history.points)], is_percent)
    return Chart(
        title=view.say("chart.trend_title", indicator=view.names.indicator(history.indicator)),
        description=_description(view, history, line),
        spec=whole_spec(_spec(view, history, bounds, is_percent, top)),
        lang=view.lang,
    )


def _judged(view: View, history: History) -> ResultLine | None:
    """The result whose threshold is drawn: of several, the one that falls due first."""
    return next((line for line in view.results if line.id == history.indicator), None)


def _description(view: View, history: History, line: ResultLine | None) -> str:
    indicator = view.catalogue.indicators[history.indicator]
    said = []
    for point in history.points:
        words = point_words(view, indicator, point)
        if point.expected > 1:
            units = view.say("report.units_of", reported=point.reported, expected=point.expected)
            words += f" ({units})"
        said.append(words)
    target = f"{view.say('column.target')} {line.by}: {line.target}. " if line else ""
    return f"{target}{'; '.join(said)}."


def _spec(view: View, history: History, bounds: tuple[Fraction, ...], is_percent: bool, top: float) -> Spec:
    indicator = view.catalogue.indicators[history.indicator]
    few = len(history.points) <= LABELLED_AT_MOST
    complete, incomplete = view.say("chart.complete"), view.say("chart.incomplete")
    values = [
        {
            "period": str(point.period),
            "v": float(point.value),
            "kind": point.period.kind,
            "coverage": complete if point.complete else incomplete,
            "t": point_value(view, indicator, point) if few or point is history.points[-1] else "",
        }
        for point in history.points
    ]
    ticks = {"title": None, "labelAngle": 0 if few else -60, "grid": False}
    x = {"field": "period", "type": "ordinal", "sort": None, "axis": ticks}
    axis = {**value_axis(is_percent, top), "grid": True}
    y = {"field": "v", "type": "quantitative", "scale": {"domain": [0, top], "nice": False}, "axis": axis}
    place = {"x": x, "y": y}
    words = [complete, incomplete]
    legend: Spec | None = None if all(point.complete for point in history.points) else {}
    fill = {
        "field": "coverage",
        "type": "nominal",
        "scale": {"domain": words, "range": [LIGHT["met"], LIGHT["paper"]]},
        "legend": legend,
    }
    line = {"type": "line", "color": LIGHT["met"], "strokeWidth": 2}
    dots = {
        "type": "point",
        "size": 60,
        "stroke": LIGHT["met"],
        "strokeWidth": 2,
        "opacity": 1,
        "fillOpacity": 1,
    }
    rule = {"type": "rule", "color": LIGHT["ink"], "strokeDash": [5, 4], "strokeWidth": 1.5}
    text = {"type": "text", "dy": -11}
    labels = {**place, "text": {"field": "t"}}
    thresholds = {"values": [{"v": float(bound)} for bound in bounds]}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "data": {"values": values},
        "layer": [
            {"data": thresholds, "mark": rule, "encoding": {"y": y}},
            {"mark": line, "encoding": {**place, "detail": {"field": "kind"}}},
            {"mark": dots, "encoding": {**place, "fill": fill}},
            {"mark": {**text, "stroke": LIGHT["paper"], "strokeWidth": 4}, "encoding": labels},
            {"mark": text, "encoding": labels},
        ],
    }

"""The bullet chart of a target: result, threshold and earlier figures on one line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dxscore.model.catalogue import Comparator, Indicator
from dxscore.model.history import Point
from dxscore.model.period import Period, written_period
from dxscore.report.charts.chart import Chart, Spec, top_of_axis, value_axis, whole_spec
from dxscore.report.charts.palette import LIGHT
from dxscore.report.lines import ResultLine
from dxscore.report.naming import unit_sign
from dxscore.report.view import View
from dxscore.words.numbers import distinct, number, percent

WIDTH, HEIGHT = 300, 18
EARLIER_AT_MOST = 3
_SIGNS: dict[Comparator, str] = {
    "at_least": "≥ {0}",
    "more_than": "> {0}",
    "at_most": "≤ {0}",
    "less_than": "< {0}",
    "exactly": "= {0}",
    "between": "{0} – {1}",
}


@dataclass(frozen=True, slots=True)
class _Measured:
    """What is drawn: numbers on one axis, and the words that stand over them.

    Args:
        value: length of the bar; None where there is no figure.
        bounds: where the marks of the threshold stand.
        earlier: figures of earlier periods.
        is_percent: whether the axis counts per cent.
        target, shown: the threshold's and the result's words.
    """

    value: Fraction | None
    bounds: tuple[Fraction, ...]
    earlier: tuple[Point, ...]
    is_percent: bool
    target: str
    shown: str

    @property
    def top(self) -> float:
        """Where the axis ends."""
        numbers = [*self.bounds, *(point.value for point in self.earlier)]
        return top_of_axis(numbers if self.value is None else [*numbers, self.value], self.is_percent)


def bullet_chart(view: View, line: ResultLine) -> Chart | None:
    """The chart of one result; None for a yes/no duty of one body, where there is nothing to measure.

    Where every unit is judged by itself, the bar is the number of units that pass and the mark all units.
    """
    if line.result.units and line.indicator.judged_on == "each":
        measured = _units_passing(view, line)
    elif line.result.target.comparator == "done":
        return None
    else:
        measured = _against_threshold(view, line)
    scale = {"domain": [0, measured.top], "clamp": True, "nice": False}
    ticks = value_axis(measured.is_percent, measured.top)
    axis = {"field": "v", "type": "quantitative", "scale": scale, "axis": ticks}
    layers = _layers(measured, LIGHT[line.result.status], axis)
    return Chart(
        title=line.name,
        description=describe(view, line, measured.earlier),
        spec=whole_spec({"width": WIDTH, "height": HEIGHT, "layer": layers}),
        lang=view.lang,
    )


def _units_passing(view: View, line: ResultLine) -> _Measured:
    passing = sum(unit.status == "met" for unit in line.result.units)
    expected = line.result.coverage.expected
    return _Measured(
        Fraction(passing),
        (Fraction(expected),),
        (),
        is_percent=False,
        target=f"= {number(expected, view.lang)}",
        shown=view.say("report.units_passing", passing=passing, expected=expected),
    )


def _against_threshold(view: View, line: ResultLine) -> _Measured:
    sign = unit_sign(line.indicator)
    written = [number(Decimal(bound), view.lang) + sign for bound in line.bounds]
    return _Measured(
        line.exact,
        tuple(Fraction(bound) for bound in line.bounds),
        earlier_points(view, line),
        is_percent=line.indicator.unit_of_measure == "percent",
        target=_SIGNS[line.comparator].format(*written),
        shown=line.verdict if line.exact is None else line.amount,
    )


def earlier_points(view: View, line: ResultLine) -> tuple[Point, ...]:
    """The last figures before the result's own, over periods of the same length."""
    history = next((h for h in view.history if h.indicator == line.id), None)
    if history is None:
        return ()
    if line.result.period is None:
        return ()
    own = written_period(line.result.period)
    same = [p for p in history.points if p.period.kind == own.kind and _ends(p.period) < _ends(own)]
    return tuple(same[-EARLIER_AT_MOST:])


def _ends(period: Period) -> tuple[int, int]:
    return period.year, period.last_month


def point_words(view: View, indicator: Indicator, point: Point) -> str:
    """A figure of a period: '2024: 62,1%'."""
    return f"{point.period}: {point_value(view, indicator, point)}"


def point_value(view: View, indicator: Indicator, point: Point) -> str:
    """The figure alone, '62,1%', which reads like one of the indicator's thresholds only if it is that."""
    bounds = [Fraction(bound) for target in indicator.targets for bound in target.bounds]
    if indicator.unit_of_measure == "percent":
        return percent(point.value, bounds, view.lang)
    return distinct(point.value, bounds, view.lang)


def describe(view: View, line: ResultLine, earlier: tuple[Point, ...] = ()) -> str:
    """The result in sentences: target, figure, verdict, what is missing, earlier figures."""
    said = [
        f"{view.say('column.target')} {line.by}: {line.target}",
        f"{view.say('column.result')}: {line.figures}",
        f"{view.say('column.status')}: {line.verdict}",
    ]
    said += [line.gap[0].upper() + line.gap[1:]] if line.gap else []
    if earlier:
        figures = "; ".join(point_words(view, line.indicator, point) for point in earlier)
        said.append(f"{view.say('chart.earlier')}: {figures}")
    return ". ".join(said) + "."


def _layers(measured: _Measured, colour: str, axis: Spec) -> list[Spec]:
    """From back to front: track, bar, earlier figures, threshold, words."""
    diamond = {"type": "point", "shape": "diamond", "size": 60, "opacity": 1, "strokeWidth": 1.5}
    diamond |= {"fill": LIGHT["paper"], "stroke": LIGHT["ink"]}
    tick = {"type": "tick", "thickness": 3, "size": 24, "color": LIGHT["ink"], "opacity": 1}
    layers = [_marks({"type": "bar", "size": 16, "color": LIGHT["track"]}, [measured.top], axis)]
    if measured.value is not None:
        layers.append(_marks({"type": "bar", "size": 8, "color": colour}, [float(measured.value)], axis))
    layers.append(_marks(diamond, [float(point.value) for point in measured.earlier], axis))
    layers.append(_marks(tick, [float(bound) for bound in measured.bounds], axis))
    return layers + _words(measured, axis)


def _marks(mark: Spec, values: list[float], axis: Spec) -> Spec:
    return {"data": {"values": [{"v": v} for v in values]}, "mark": mark, "encoding": {"x": axis}}


def _words(measured: _Measured, axis: Spec) -> list[Spec]:
    """The threshold's number over its mark, the result's at the far end of the same line."""
    at = float(measured.bounds[-1])
    place = at / measured.top
    align = "right" if place > 0.8 else "left" if place < 0.2 else "center"
    ours = _label(measured.target, at, align, axis)
    side = ("left", 0.0) if place > 0.5 else ("right", measured.top)
    return [ours, _label(measured.shown, side[1], side[0], axis, bold=True)]


def _label(text: str, at: float, align: str, axis: Spec, bold: bool = False) -> Spec:
    mark = {"type": "text", "align": align, "dy": -19, "fontWeight": "bold" if bold else "normal"}
    encoding = {"x": axis, "text": {"field": "t"}}
    return {"data": {"values": [{"v": at, "t": text}]}, "mark": mark, "encoding": encoding}

"""A chart, before it is drawn: a Vega-Lite specification with its text alternative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dxscore.report.charts.palette import LIGHT
from dxscore.words.say import Language

Spec = dict[str, Any]
"""A Vega-Lite specification, or part of one: JSON by its nature."""

FONT = "DejaVu Sans"  # the one that travels with the program; a page sets its own
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"  # the name of the language; nothing is fetched
_SMALL_PERCENT = 10


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that can be drawn as SVG or PNG.

    Args:
        title: what it shows, in a few words.
        description: all that it shows, in sentences, for who cannot see it.
        spec: Vega-Lite, with its data inside.
        lang: language of its numbers.
    """

    title: str
    description: str
    spec: Spec
    lang: Language


def whole_spec(spec: Spec) -> Spec:
    """`spec` with what every chart shares: fonts, colours, no background, no tooltips."""
    text = {
        "labelColor": LIGHT["muted"],
        "titleColor": LIGHT["muted"],
        "labelFontSize": 11,
        "labelLimit": 400,
    }
    lines = {"gridColor": LIGHT["grid"], "domainColor": LIGHT["muted"], "tickColor": LIGHT["muted"]}
    config = {
        "font": FONT,
        "background": "transparent",
        "view": {"stroke": None},
        "axis": {**text, **lines, "titleFontSize": 11, "titleFontWeight": "normal"},
        "legend": {**text, "title": None, "orient": "top", "symbolSize": 70},
        "mark": {"tooltip": None},
        "text": {"color": LIGHT["ink"], "fontSize": 11},
    }
    return {"$schema": _SCHEMA, "padding": 2, **spec, "config": config}


def value_axis(is_percent: bool, highest: float) -> Spec:
    """The axis of values, from 0 up to `highest`."""
    sign = {"labelExpr": "datum.label + '%'"} if is_percent else {}
    return {"tickCount": 5, "title": None, "grid": False, **sign, "format": "~r" if highest < 1 else "~f"}


def top_of_axis(values: Sequence[Fraction], is_percent: bool) -> float:
    """Where the axis ends: 100 for percentages, unless all are so small that they would not be seen."""
    highest = max(values, default=Fraction(0))
    if is_percent and highest > _SMALL_PERCENT:
        return 100.0
    return float(highest) * 1.5 or 1.0

"""Charts drawn: SVG that a page can hold, PNG for a document. The only module that knows the library."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import vl_convert

from dxscore.model.base import Language
from dxscore.report.charts.chart import Chart

_VERSION = "6.1"
_SVG = "http://www.w3.org/2000/svg"
_NUMBERS: dict[Language, dict[str, object]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "đ"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""]},
}
_ELEMENTS = frozenset({"g", "path", "line", "rect", "circle", "text", "tspan", "defs", "clipPath"})
_GEOMETRY = {
    "d",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "dx",
    "dy",
    "cx",
    "cy",
    "r",
    "width",
    "height",
    "transform",
}
_TEXT = {"text-anchor", "font-family", "font-size", "font-weight", "font-style"}
_STROKE = {
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-dasharray",
    "stroke-miterlimit",
    "stroke-linecap",
}
_ATTRIBUTES = _GEOMETRY | _TEXT | _STROKE | {"fill", "fill-opacity", "opacity", "id", "clip-path"}
_OWN_REFERENCE = re.compile(r"url\(#([A-Za-z0-9_-]+)\)")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")


class UnsafeDrawingError(Exception):
    """The library drew something that a page must not hold: a bug here or there, never the data's fault."""


def svg(chart: Chart, id_: str) -> str:
    """The chart as an `<svg>` element for a page.

    Args:
        chart: what to draw.
        id_: unique in the page; every id inside starts with it.

    Only shapes, text and their looks are let through: no script, style, link, picture or address. The title
    and description are the text alternative; what is drawn is hidden behind them.
    """
    drawn = vl_convert.vegalite_to_svg(chart.spec, **_options(chart))
    source = ElementTree.fromstring(drawn)  # noqa: S314  # drawn just now by the library, no stranger's XML
    if source.tag != f"{{{_SVG}}}svg":
        raise UnsafeDrawingError(source.tag)
    width, height = source.get("width", "0"), source.get("height", "0")
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": _SVG,
            "viewBox": f"0 0 {width} {height}",
            "width": width,
            "height": height,
            "role": "img",
            "aria-labelledby": f"{id_}-t {id_}-d",
        },
    )
    ElementTree.SubElement(root, "title", {"id": f"{id_}-t"}).text = chart.title
    ElementTree.SubElement(root, "desc", {"id": f"{id_}-d"}).text = chart.description
    for child in source:
        _copy(child, root, id_)
    return ElementTree.tostring(root, encoding="unicode")


def png(chart: Chart, scale: float = 2.0) -> bytes:
    """The chart as a PNG picture on white, `scale` pixels to a point."""
    spec = {**chart.spec, "background": "white"}
    return vl_convert.vegalite_to_png(spec, scale=scale, **_options(chart))


def _options(chart: Chart) -> dict[str, Any]:
    """What every drawing is made with: our fonts, no address that data could be fetched from."""
    _register_fonts()
    return {"vl_version": _VERSION, "allowed_base_urls": [], "format_locale": _NUMBERS[chart.lang]}


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(Path(__file__).parent / "fonts"))


def _copy(source: ElementTree.Element, parent: ElementTree.Element, id_: str) -> None:
    name = source.tag.removeprefix(f"{{{_SVG}}}")
    if name not in _ELEMENTS:
        raise UnsafeDrawingError(name)
    if source.get("display") == "none" or _draws_nothing(name, source):
        return
    looks = {key: _safe(key, value, id_) for key, value in source.attrib.items() if key in _ATTRIBUTES}
    if name == "g" and not looks:
        for child in source:
            _copy(child, parent, id_)
        return
    copy = ElementTree.SubElement(parent, name, looks)
    copy.text = source.text
    for child in source:
        _copy(child, copy, id_)
    if name == "g" and not len(copy):
        parent.remove(copy)


def _draws_nothing(name: str, source: ElementTree.Element) -> bool:
    """Areas without a colour, which the library leaves for the mouse to point at."""
    if name == "rect":
        return source.get("fill") == "transparent"
    unpainted = source.get("fill") in (None, "none", "transparent") and source.get("stroke") is None
    return name == "path" and unpainted and "background" in (source.get("class") or "")


def _safe(key: str, value: str, id_: str) -> str:
    if key == "id":
        return f"{id_}-{value}"
    if "url(" in value.lower():
        own = _OWN_REFERENCE.fullmatch(value.strip())
        if own is None:
            raise UnsafeDrawingError(f"{key}={value}")
        return f"url(#{id_}-{own.group(1)})"
    return _LONG_NUMBER.sub(lambda found: f"{float(found.group()):.2f}", value)

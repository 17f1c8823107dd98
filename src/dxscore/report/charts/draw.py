"""Charts drawn: SVG that a page can hold, PNG for a document.

The library draws in a process of its own (`drawing`). Where it cannot, for want of memory perhaps, the report
goes without charts and says so: all figures stand in its tables as well.
"""

from __future__ import annotations

import atexit
import json
import re
import subprocess
from xml.etree import ElementTree

from dxscore.isolated import parent
from dxscore.isolated.child import LENGTH_BYTES
from dxscore.report.charts.chart import Chart
from dxscore.report.charts.drawing import DRAWN, FAILED, MISSING
from dxscore.report.packages import drawing_packages
from dxscore.words.say import Language
from dxscore.words.text import Text, both

_SECONDS_OF_SILENCE = 60.0
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


class NotDrawnError(Exception):
    """Charts cannot be drawn on this machine; `words` say so, and why, in place of one."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.words = both("chart.not_drawn", why=why)


class _Pen:
    """The process that draws, started for the first chart and used for all; after a failure for none."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self.failed: NotDrawnError | None = None

    def draw(self, kind: str, chart: Chart, spec: object, scale: float = 1.0) -> bytes:
        """The picture of `spec`.

        Raises:
            NotDrawnError: the process could not, or an earlier one could not.
            OutputError: the package that draws is not installed.
        """
        if self.failed is not None:
            raise self.failed
        try:
            request = {"kind": kind, "spec": spec, "locale": _NUMBERS[chart.lang], "scale": scale}
            return self._ask(json.dumps(request).encode())
        except NotDrawnError as error:
            self.failed = error
            self.close()
            raise

    def _ask(self, request: bytes) -> bytes:
        process = self._running()
        watch = parent.Watch(process, _SECONDS_OF_SILENCE)
        try:
            answer = _answer(process) if parent.ask(process, request) else None
        except OSError:
            answer = None
        finally:
            watch.end()
        if answer is None:
            raise _late() if watch.late else _died()
        kind, picture = answer
        if kind == MISSING:
            with drawing_packages():
                raise ModuleNotFoundError(name=picture.decode())
        if kind == FAILED:
            raise _refused(picture.decode())
        return picture

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            try:
                self._process = parent.start("dxscore.report.charts.drawing")
            except OSError:
                raise _died() from None
        return self._process

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            parent.end(process)


_PEN = _Pen()
atexit.register(_PEN.close)


def not_drawn() -> Text | None:
    """What a report says in place of its charts, and its reader hears, where they could not be drawn."""
    return None if _PEN.failed is None else _PEN.failed.words


def _answer(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes] | None:
    """What it is and its bytes; None where the process died before the end of it."""
    if process.stdout is None:
        return None
    head = process.stdout.read(1 + LENGTH_BYTES)
    length = int.from_bytes(head[1:], "big")
    picture = process.stdout.read(length) if len(head) == 1 + LENGTH_BYTES else b""
    return (head[:1], picture) if head[:1] in (DRAWN, MISSING, FAILED) and len(picture) == length else None


def _died() -> NotDrawnError:
    return NotDrawnError(both("chart.died"))


def _late() -> NotDrawnError:
    return NotDrawnError(both("chart.late", seconds=f"{_SECONDS_OF_SILENCE:g}"))


def _refused(name: str) -> NotDrawnError:
    return NotDrawnError(both("chart.failed", name=name))


def svg(chart: Chart, id_: str) -> str:
    """The chart as an `<svg>` element for a page.

    Args:
        chart: what to draw.
        id_: unique in the page; every id inside starts with it.

    Only shapes, text and their looks are let through: no script, style, link, picture or address. The title
    and description are the text alternative; what is drawn is hidden behind them.

    Raises:
        NotDrawnError: it could not be drawn.
    """
    drawn = _PEN.draw("svg", chart, chart.spec).decode()
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
    """The chart as a PNG picture on white, `scale` pixels to a point.

    Raises:
        NotDrawnError: it could not be drawn.
    """
    return _PEN.draw("png", chart, {**chart.spec, "background": "white"}, scale)


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

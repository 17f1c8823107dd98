"""Namespaces of the XML in workbooks, and the short names by which readers call what is in them.

'x:row' is the row of a spreadsheet, in the transitional form of Office Open XML and in the strict one,
whatever prefix a file writes before it. A name without a namespace is its own short name.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_TRANSITIONAL = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"
_BY_PREFIX: Final[dict[str, tuple[str, ...]]] = {
    # Office Open XML (ECMA-376), transitional and strict.
    "x": (f"{_TRANSITIONAL}/spreadsheetml/2006/main", f"{_STRICT}/spreadsheetml/main"),
    "r": (f"{_TRANSITIONAL}/officeDocument/2006/relationships", f"{_STRICT}/officeDocument/relationships"),
    "a": (f"{_TRANSITIONAL}/drawingml/2006/main", f"{_STRICT}/drawingml/main"),
    "xdr": (
        f"{_TRANSITIONAL}/drawingml/2006/spreadsheetDrawing",
        f"{_STRICT}/drawingml/spreadsheetDrawing",
    ),
    "m": (f"{_TRANSITIONAL}/officeDocument/2006/math", f"{_STRICT}/officeDocument/math"),
    "w": (f"{_TRANSITIONAL}/wordprocessingml/2006/main", f"{_STRICT}/wordprocessingml/main"),
    "rel": (f"{_TRANSITIONAL}/package/2006/relationships",),
    "mc": (f"{_TRANSITIONAL}/markup-compatibility/2006",),
    # OpenDocument (ISO/IEC 26300).
    **{
        prefix: (f"{_OPEN_DOCUMENT}:{name}:1.0",)
        for prefix, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("draw", "drawing"),
            ("manifest", "manifest"),
        )
    },
}
_MICROSOFT: Final[dict[str, tuple[str, ...]]] = {
    "a14": ("http://schemas.microsoft.com/office/drawing/2010/main",),
    "tc": ("http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments",),
    "v": ("urn:schemas-microsoft-com:vml",),
    "vx": ("urn:schemas-microsoft-com:office:excel",),
}
_ALL: Final = {**_BY_PREFIX, **_MICROSOFT}
_PREFIXES: Final = {namespace: prefix for prefix, names in _ALL.items() for namespace in names}
NAMESPACES: Final = frozenset(namespace for names in _BY_PREFIX.values() for namespace in names)
"""Those of the formats themselves, without what came later."""


def written(name: str) -> tuple[str, ...]:
    """A short name as expat writes it, namespace and name; one for each namespace that it stands for."""
    prefix, colon, local = name.rpartition(":")
    return tuple(f"{namespace} {local}" for namespace in _ALL[prefix]) if colon else (local,)


@lru_cache(maxsize=1024)
def known(name: str) -> str:
    """The short name of what expat wrote; '' where its namespace is foreign."""
    namespace, space, local = name.rpartition(" ")
    if not space:
        return name
    prefix = _PREFIXES.get(namespace)
    return "" if prefix is None else f"{prefix}:{local}"

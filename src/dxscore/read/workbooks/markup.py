"""XML parts of a workbook, read as a stream of tags: no tree, no DTD, no entity, nothing from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from xml.parsers import expat

from dxscore.read.workbooks.events import RefusedError

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """A tag or attribute without its prefix."""
    return name.rpartition(":")[2]


def parse(chunks: Iterable[bytes], start: Start, end: End, text: Text) -> Iterator[None]:
    """Call back for every tag, by its name as written; pauses after every chunk, so that rows can leave.

    Raises:
        RefusedError: no XML, or XML with a document type, which no workbook has.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 64 * 1024
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        raise RefusedError(
            "broken",
            "XML broken at line {row}, column {column}",
            row=error.lineno,
            column=error.offset + 1,
        ) from error


def _refuse_doctype(*_: object) -> None:
    raise RefusedError("unsafe", "XML with a document type")


def elements(chunks: Iterable[bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    """Every start tag, by local name, with its attributes by local name. For small parts."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((local(name), {local(key): value for key, value in attributes.items()}))

    for _ in parse(chunks, start, lambda _: None, lambda _: None):
        yield from found
        found.clear()

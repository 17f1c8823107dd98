"""XML parts of a workbook, read as a stream of tags: no tree, no DTD, no entity, nothing from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from xml.parsers import expat

from dxscore.read.workbooks.events import RefusedError

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]

# What no program writes, and what costs much to read: all of it is looked for before a piece is parsed.
NAMES_AT_MOST = 10_000
DEPTH_AT_MOST = 10_000
TAG_AT_MOST = 1024 * 1024
ELEMENTS_AT_MOST = 500_000


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """A tag or attribute without its prefix."""
    return name.rpartition(":")[2]


def parse(chunks: Iterable[bytes], start: Start, end: End, text: Text) -> Iterator[None]:
    """Call back for every tag, by its name as written; pauses after every chunk, so that rows can leave.

    Raises:
        RefusedError: no XML, or XML as no workbook has it: with a document type, or beyond the limits.
    """
    names: dict[str, str] = {}
    shape = _Shape()
    parser = expat.ParserCreate(intern=names)
    parser.buffer_text = True
    parser.buffer_size = 64 * 1024
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for chunk in chunks:
            shape.add(chunk)
            parser.Parse(chunk, False)
            if len(names) > NAMES_AT_MOST:
                raise RefusedError("too_much", "XML with more than {limit} names", limit=NAMES_AT_MOST)
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


class _Shape:
    """How deep tags may be nested and how long one may be, told by counting bytes.

    A byte may mean something else (a sign in a text, half a character of UTF-16), so the count is a guess;
    but one that is right for what programs write, and low for what could be taken for it.
    """

    def __init__(self) -> None:
        self._depth = self._tag = 0

    def add(self, chunk: bytes) -> None:
        """Take account of the next piece.

        Raises:
            RefusedError: it is too much.
        """
        closed = 2 * chunk.count(b"</") + chunk.count(b"/>")
        self._depth += chunk.count(b"<") - closed
        if self._depth > DEPTH_AT_MOST:
            raise RefusedError(
                "too_much", "XML with more than {limit} tags within each other", limit=DEPTH_AT_MOST
            )
        begun, ended = chunk.rfind(b"<"), chunk.rfind(b">")
        if begun > ended:
            self._tag = len(chunk) - begun
        elif ended >= 0:
            self._tag = 0
        elif self._tag:
            self._tag += len(chunk)
        if self._tag > TAG_AT_MOST:
            raise RefusedError("too_much", "XML with a tag of more than {limit} bytes", limit=TAG_AT_MOST)


def elements(chunks: Iterable[bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    """Every start tag, by local name, with its attributes by local name. For small parts.

    Raises:
        RefusedError: no XML, or more of it than `ELEMENTS_AT_MOST`.
    """
    found: list[tuple[str, dict[str, str]]] = []
    counted = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal counted
        counted += 1
        if counted > ELEMENTS_AT_MOST:
            raise RefusedError("too_much", "a part of more than {limit} elements", limit=ELEMENTS_AT_MOST)
        found.append((local(name), {local(key): value for key, value in attributes.items()}))

    for _ in parse(chunks, start, lambda _: None, lambda _: None):
        yield from found
        found.clear()

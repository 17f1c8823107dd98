"""XML parts of a workbook, read as a stream of tags: no tree, no DTD, no entity, nothing from outside.

What a reader takes of a part is written down as tags within tags, each by its namespace. Everything else is
passed over with all that it holds: another program's name, or a known one in a place where it means nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Protocol
from xml.parsers import expat

from dxscore.workbooks.events import RefusedError
from dxscore.workbooks.namespaces import NAMESPACES, known, written

# What no program writes, and what costs much to read: all of it is looked for before a piece is parsed.
NAMES_AT_MOST = 10_000
DEPTH_AT_MOST = 10_000
TAG_AT_MOST = 1024 * 1024
ELEMENTS_AT_MOST = 500_000
NAMESPACE_AT_MOST = 1_000  # characters; it is written out before every name

Attributes = dict[str, str]
_ALTERNATIVES, _CHOICE, _FALLBACK = (
    written(f"mc:{name}")[0] for name in ("AlternateContent", "Choice", "Fallback")
)


class Tag:
    """What is done with an element that stands where this tag does."""

    __slots__ = ("end", "others", "start", "text", "within")

    def __init__(
        self,
        within: Mapping[str, Tag] | None = None,
        *,
        start: Callable[[Attributes], object] | None = None,
        end: Callable[[], object] | None = None,
        text: Callable[[str], object] | None = None,
        others: Tag | None = None,
    ) -> None:
        """Nothing is done by itself.

        Args:
            within: elements in it, by names as in `namespaces`.
            start, end: called where it begins and ends. Attributes come by names as expat writes them.
            text: called for the text right in it, in pieces.
            others: what all other elements in it are taken for; None to pass them over.
        """
        self.within: dict[str, Tag] = {}
        self.start = start
        self.end = end
        self.text = text
        self.others = others
        self.add(within or {})

    def add(self, within: Mapping[str, Tag]) -> None:
        """More elements in it; for tags that hold their own kind."""
        for name, tag in within.items():
            self.within |= dict.fromkeys(written(name), tag)


class Watcher(Protocol):
    """Whoever is told all that an element holds, by names as in `namespaces`; '' for a foreign one."""

    def start(self, tag: str) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text between tags."""


class Parser:
    """One part, read once."""

    def __init__(self, root: Mapping[str, Tag], *, extended: bool = False) -> None:
        """Nothing is read yet.

        Args:
            root: the tags with which the part may begin.
            extended: whether, of what was written twice (for newer programs and for older ones), the first
                is taken, and not what a program takes that knows the format's own names alone.
        """
        self._extended = extended
        self._open = [Tag(root)]
        self._within = self._open[0].within
        self._take: Callable[[str], object] | None = None
        self._prefixes: dict[str | None, list[str]] = {}
        self._passed_over = 0
        self._depth = 0  # of the elements that a watcher is told, or nobody
        self._watcher: Watcher | None = None
        self._parser = self._new_parser()

    def _new_parser(self) -> expat.XMLParserType:
        self._names: dict[str, str] = {}
        parser = expat.ParserCreate(namespace_separator=" ", intern=self._names)
        parser.buffer_text = True
        parser.buffer_size = 64 * 1024
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartNamespaceDeclHandler = self._start_namespace
        parser.EndNamespaceDeclHandler = self._end_namespace
        parser.StartDoctypeDeclHandler = _refuse_doctype
        return parser

    def run(self, chunks: Iterable[bytes], elements_at_most: int | None = None) -> Iterator[None]:
        """Read the part; pauses after every chunk, so that rows can leave.

        Raises:
            RefusedError: no XML, or XML as no workbook has it: of another kind, with a document type, or
                beyond the limits.
        """
        shape = _Shape(elements_at_most)
        try:
            for chunk in chunks:
                shape.add(chunk)
                self._parser.Parse(chunk, False)
                if len(self._names) > NAMES_AT_MOST:
                    raise RefusedError("too_much", "XML with more than {limit} names", limit=NAMES_AT_MOST)
                yield
            self._parser.Parse(b"", True)
            yield
        except expat.ExpatError as error:
            raise RefusedError(
                "broken",
                "XML broken at line {row}, column {column}",
                row=error.lineno,
                column=error.offset + 1,
            ) from error
        except LookupError as error:
            raise RefusedError("broken", "XML in an unknown encoding") from error

    def watch(self, watcher: Watcher | None) -> None:
        """For a tag's `start`: all that the element holds goes to `watcher`, or to nobody.

        The element itself is not among it, and its tag's `end` is called as ever.
        """
        self._watcher = watcher
        self._parser.StartElementHandler = self._start_watched
        self._parser.EndElementHandler = self._end_watched
        self._parser.CharacterDataHandler = self._text_watched

    def _start(self, name: str, attributes: Attributes) -> None:
        tag = self._within.get(name)
        if tag is None:
            self._start_other(name, attributes)
        else:
            self._begin(tag)
            if tag.start is not None:
                tag.start(attributes)

    def _begin(self, tag: Tag) -> None:
        self._open.append(tag)
        self._within = tag.within
        self._take = tag.text

    def _end(self, _: str) -> None:
        tag = self._open.pop()
        outer = self._open[-1]
        self._within = outer.within
        self._take = outer.text
        if tag.end is not None:
            tag.end()

    def _text(self, data: str) -> None:
        if self._take is not None:
            self._take(data)

    def _start_other(self, name: str, attributes: Attributes) -> None:
        outer = self._open[-1]
        if len(self._open) == 1:
            raise RefusedError("broken", "a part that begins with {name}", name=name.rpartition(" ")[2][:40])
        if name == _ALTERNATIVES:
            self._begin(_Alternatives(outer))
        elif isinstance(outer, _Alternatives) and self._is_taken(name, attributes, outer):
            outer.taken = True
            self._begin(outer.around)
        elif outer.others is not None:
            self._begin(outer.others)
            if outer.others.start is not None:
                outer.others.start(attributes)
        else:
            self._begin(_NOBODY)
            self.watch(None)
            self._count()

    def _is_taken(self, name: str, attributes: Attributes, alternatives: _Alternatives) -> bool:
        """Whether this is the one that counts of what was written for several programs (ECMA-376 part 3)."""
        if alternatives.taken or name == _FALLBACK:
            return name == _FALLBACK and not alternatives.taken
        needed = attributes.get("Requires", "").split()
        return name == _CHOICE and (self._extended or all(map(self._is_known, needed)))

    def _is_known(self, prefix: str) -> bool:
        return self._prefixes.get(prefix, [""])[-1] in NAMESPACES

    def _start_namespace(self, prefix: str | None, namespace: str | None) -> None:
        if namespace and len(namespace) > NAMESPACE_AT_MOST:
            raise RefusedError(
                "too_much", "XML with a namespace of more than {limit} characters", limit=NAMESPACE_AT_MOST
            )
        self._prefixes.setdefault(prefix, [""]).append(namespace or "")

    def _end_namespace(self, prefix: str | None) -> None:
        self._prefixes[prefix].pop()

    def _count(self) -> None:
        self._passed_over += 1
        if self._passed_over > ELEMENTS_AT_MOST:
            raise RefusedError(
                "too_much", "a sheet of more than {limit} elements but cells", limit=ELEMENTS_AT_MOST
            )

    def _start_watched(self, name: str, _: Attributes) -> None:
        self._count()
        self._depth += 1
        if self._watcher is not None:
            self._watcher.start(known(name))

    def _end_watched(self, name: str) -> None:
        if self._depth:
            self._depth -= 1
            if self._watcher is not None:
                self._watcher.end(known(name))
            return
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._end(name)

    def _text_watched(self, data: str) -> None:
        if self._watcher is not None:
            self._watcher.text(data)


_NOBODY: Final = Tag()


class _Alternatives(Tag):
    """mc:AlternateContent: one thing, written anew for each generation of programs."""

    __slots__ = ("around", "taken")

    def __init__(self, outer: Tag) -> None:
        super().__init__()
        self.taken = False
        # What stands in the one that is taken is as if it stood around it.
        self.around = Tag(text=outer.text, others=outer.others)
        self.around.within = outer.within


def _refuse_doctype(*_: object) -> None:
    raise RefusedError("unsafe", "XML with a document type")


def read(chunks: Iterable[bytes], root: Mapping[str, Tag]) -> None:
    """Read a small part at once.

    Raises:
        RefusedError: as in `Parser.run`; or it has more than `ELEMENTS_AT_MOST` elements.
    """
    for _ in Parser(root).run(chunks, ELEMENTS_AT_MOST):
        pass


def root(chunks: Iterable[bytes]) -> str:
    """The name, as in `namespaces`, of the tag with which a part begins; '' for a foreign one, or no XML."""
    found: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, _: found.append(known(name))
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            if found:
                return found[0]
    except expat.ExpatError:
        pass
    return found[0] if found else ""


def attribute(attributes: Attributes, name: str) -> str | None:
    """The attribute of a name as in `namespaces`."""
    return next((attributes[full] for full in written(name) if full in attributes), None)


def by_known_name(attributes: Attributes) -> Attributes:
    """Attributes by names as in `namespaces`, without foreign ones."""
    return {short: value for name, value in attributes.items() if (short := known(name))}


class _Shape:
    """How many tags there may be, how deep within each other, and how long one; told by counting bytes.

    A byte may mean something else (a sign in a text, half a character of UTF-16), so the count is a guess;
    but one that is right for what programs write, and low for what could be taken for it.
    """

    def __init__(self, elements_at_most: int | None) -> None:
        self._depth = self._tag = self._elements = 0
        self._elements_at_most = elements_at_most

    def add(self, chunk: bytes) -> None:
        """Take account of the next piece.

        Raises:
            RefusedError: it is too much.
        """
        tags, ends = chunk.count(b"<"), chunk.count(b"</")
        self._elements += tags - ends
        if self._elements_at_most is not None and self._elements > self._elements_at_most:
            raise RefusedError(
                "too_much", "a part of more than {limit} elements", limit=self._elements_at_most
            )
        self._depth += tags - 2 * ends - chunk.count(b"/>")
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

"""YAML as plain values with the line and column of each, read so that a hostile file costs next to nothing.

PyYAML's own construction follows merge keys and aliases without bound, keeps the last of two equal keys and
recurses as deep as the file says. So only its event stream is used, in one pass: values are built from the
events, and everything beyond mappings, lists and scalars is refused with its place.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import yaml

from dxscore.model import rules
from dxscore.model.finding import Finding, Rule
from dxscore.model.place import Place
from dxscore.read.yaml_items import id_at, named
from dxscore.read.yaml_marks import MAX_BYTES, KeyPath, Mark, Marks, key_path, place_of
from dxscore.read.yaml_scalars import Scalar, UnclearScalarError, plain
from dxscore.words.text import both

if TYPE_CHECKING:
    from dxscore.words.keys import Key

Value = Scalar | list["Value"] | dict[str, "Value"]

MAX_DEPTH = 32
MAX_VALUES = 400_000
MAX_FINDINGS = 100

_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REFUSED = (yaml.YAMLError, ValueError, OverflowError)
"""What a parser raises; the latter two for a number too long for Python (%YAML 1.11…) and an escape beyond
Unicode ("\\UFFFFFFFF")."""
_ANSWERS: Final = frozenset({"yes", "no"})
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LINE_END = re.compile(r"\r\n|\r|\n")
# Controls, separators that editors do not count as lines, marks that hide or reorder, private letters, and
# Ð/ð (U+00D0, U+00F0), which only look like the Vietnamese Đ/đ.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\xd0\xf0\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\uf8ff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U0010ffff]"
)


@dataclass(frozen=True)
class MarkedYaml:
    """A read file.

    Args:
        value: the contents as dict, list, str, int, Decimal, bool, date and None; what was refused stands
            there as its text, or None.
        marks: the place of each value.
        findings: the faults, 100 at most.
        left_out: how many more there were.
        faulty: key paths of the values that could not be taken as written.
        complete: False where the reading had to stop, and `value` is None.
    """

    value: Value
    marks: Marks
    findings: tuple[Finding, ...] = ()
    left_out: int = 0
    faulty: frozenset[KeyPath] = frozenset()
    complete: bool = True


_SYNTAX_HINTS: Final[dict[str, Key]] = {
    "mapping values are not allowed": "yaml.colon_inside",
    "cannot start any token": "yaml.cannot_start",
    "quoted scalar": "yaml.open_quote",
    "while parsing a flow": "yaml.open_bracket",
    "could not find expected ':'": "yaml.no_colon",
    "while parsing a block": "yaml.indentation",
    "anchor": "yaml.anchor",
    "alias": "yaml.alias",
}
"""What a part of PyYAML's own complaint means."""


def read(data: bytes, file: str, *, answers: bool = False) -> MarkedYaml:
    """The one document in `data`; `file` is how findings name it. Never raises for what `data` holds.

    The words of a finding begin with the id of the item that it is in, where it is in one.

    With `answers` a plain yes or no is that word: such a file has no truths that it could be taken for.
    """
    found = _read_twice(data, file, answers)
    return _with_ids(found, data) if found.findings else found


def _with_ids(found: MarkedYaml, data: bytes) -> MarkedYaml:
    """The same with the items of findings named; of a file too large to look at, as it is."""
    if len(data) > MAX_BYTES:
        return found
    lines = [line.rstrip() for line in _LINE_END.split(data.decode("utf-8-sig", "replace"))]
    ids = (None if each.row is None else id_at(lines, each.row) for each in found.findings)
    told = tuple(named(each, id_) for each, id_ in zip(found.findings, ids, strict=True))
    return replace(found, findings=told)


def _read_twice(data: bytes, file: str, answers: bool) -> MarkedYaml:
    try:
        return _read(data, _Builder(file, answers), _LOADER)
    except _REFUSED:
        pass
    # What libyaml refuses is heard from PyYAML's own parser: it gives events as far as the fault, while
    # libyaml (from 0.2.6 on) counts the brackets ahead and refuses a thousand of them before any event.
    builder = _Builder(file, answers)
    try:
        return _read(data, builder, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        builder.syntax(error)
    except _REFUSED:
        builder.add(rules.YAML_SYNTAX, place_of(builder.parser), hint=both("yaml.anything"))
    return builder.result(None, None, complete=False)


def _read(data: bytes, builder: _Builder, loader: type[Any]) -> MarkedYaml:
    """What `read` gives, by the parser of `loader`.

    Raises:
        one of _REFUSED: the parser refuses the text.
    """
    try:
        builder.open(_text(data, builder), loader)
        value, root = builder.document()
    except _StopError:  # the finding says why
        return builder.result(None, None, complete=False)
    return builder.result(value, root, complete=True)


class _StopError(Exception):
    """Reading on makes no sense; the finding is already there."""


def _text(data: bytes, builder: _Builder) -> str:
    if len(data) > MAX_BYTES:
        builder.add(rules.FILE_TOO_LARGE, None, limit=f"{MAX_BYTES >> 20} MiB")
        raise _StopError
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace").removeprefix("\ufeff")
        place = Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))
        builder.add(rules.CATALOGUE_NOT_UTF8, place, byte=f"0x{data[error.start]:02X}")
        raise _StopError from error
    # isprintable is one quick pass; only a text with something unusual in it is looked at closely.
    if text.replace("\n", "").isprintable() and "Ð" not in text and "ð" not in text:
        return text
    _report_unwanted(text, builder)
    return _UNWANTED.sub("\ufffd", text)


def _report_unwanted(text: str, builder: _Builder) -> None:
    line, line_start, seen = 1, 0, 0
    for match in islice(_UNWANTED.finditer(text), MAX_FINDINGS):
        for line_end in _LINE_END.finditer(text, seen, match.start()):
            line, line_start = line + 1, line_end.end()
        seen = match.start()
        place = Mark(line, match.start() - line_start + 1)
        builder.add(rules.UNWANTED_CHARACTER, place, point=f"U+{ord(match[0]):04X}")
    builder.left_out += max(0, len(_UNWANTED.findall(text)) - MAX_FINDINGS)


@dataclass
class _Builder:
    """Values from events. Depth is bounded, so plain recursion is safe."""

    file: str
    answers: bool = False
    findings: list[Finding] = field(default_factory=list)
    faulty: set[KeyPath] = field(default_factory=set)
    path: list[str | int] = field(default_factory=list)
    left_out: int = 0
    values: int = 0

    def open(self, text: str, loader: type[Any]) -> None:
        self.parser = loader(text)
        self.next = self.parser.get_event

    def result(self, value: Value, root: Any, *, complete: bool) -> MarkedYaml:
        """What was read, with the findings so far."""
        found = tuple(self.findings)
        return MarkedYaml(value, Marks(root), found, self.left_out, frozenset(self.faulty), complete)

    def document(self) -> tuple[Value, Any]:
        """The value and the mark tree of the only document."""
        self.next()  # the start of the stream
        if isinstance(self.next(), yaml.StreamEndEvent):
            self.add(rules.EMPTY_FILE, None)
            raise _StopError
        value, entry = self.node(self.next())
        self.next()  # the end of the document
        following = self.next()
        if not isinstance(following, yaml.StreamEndEvent):
            self.add(rules.SEVERAL_DOCUMENTS, place_of(following.start_mark))
        if value is None and not self.findings:
            self.add(rules.EMPTY_FILE, None)
            raise _StopError
        return value, entry

    def node(self, event: Any) -> tuple[Value, Any]:
        """The value and the mark tree of the node that `event` opens."""
        self.values += 1
        if self.values > MAX_VALUES:
            self.add(rules.TOO_MANY_VALUES, place_of(event.start_mark), limit=MAX_VALUES)
            raise _StopError
        kind = type(event)
        if kind is yaml.AliasEvent:
            self.fault(rules.ANCHOR, event, name="*" + event.anchor)
            return None, event.start_mark
        if event.anchor is not None:
            self.fault(rules.ANCHOR, event, name="&" + event.anchor)
        if event.tag is not None:
            self.fault(rules.TAG, event, tag=event.tag)
        if kind is yaml.ScalarEvent:
            return self.scalar(event), event.start_mark
        if len(self.path) >= MAX_DEPTH:
            self.add(rules.TOO_DEEP, place_of(event.start_mark), limit=MAX_DEPTH)
            raise _StopError
        return self.mapping(event) if kind is yaml.MappingStartEvent else self.sequence(event)

    def scalar(self, event: Any) -> Scalar:
        """Quoted text as it is, a plain word as `plain` reads it; text in NFC."""
        text: str = event.value
        if event.style:  # quoted, or a block: always text
            if event.style == '"' and (hidden := _UNWANTED.search(text)):  # written as an escape
                self.fault(rules.UNWANTED_CHARACTER, event, point=f"U+{ord(hidden[0]):04X}")
            return text if text.isascii() else unicodedata.normalize("NFC", text)
        if self.answers and text in _ANSWERS:
            return text
        try:
            value = plain(text)
        except UnclearScalarError as unclear:
            self.fault(unclear.rule, event, value=text)
            return text
        if type(value) is str and not value.isascii():
            return unicodedata.normalize("NFC", value)
        return value

    def sequence(self, start: Any) -> tuple[Value, Any]:
        values: list[Value] = []
        entries: list[Any] = []
        path = self.path
        path.append(0)
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            path[-1] = len(values)
            value, entry = self.node(event)
            values.append(value)
            entries.append(entry)
        path.pop()
        return values, (start.start_mark, entries)

    def mapping(self, start: Any) -> tuple[Value, Any]:
        values: dict[str, Value] = {}
        entries: dict[str, Any] = {}
        path = self.path
        path.append("?")
        while type(event := self.next()) is not yaml.MappingEndEvent:
            key = self.key(event, next(reversed(values.values()), None) if values else None)
            if key is None or key in values:
                if key is not None:
                    self.fault(
                        rules.DUPLICATE_KEY, event, key=key, line=place_of(entries[key][0]).line, at=(key,)
                    )
                self.node(self.next())  # what it holds may have faults of its own
                continue
            path[-1] = key
            value, entry = self.node(self.next())
            values[key] = value
            entries[key] = (event.start_mark, entry)
        path.pop()
        return values, (start.start_mark, entries)

    def key(self, event: Any, before: Value) -> str | None:
        """The text of a key; None, with a finding, where it is none. `before` is the value before it."""
        self.path[-1] = "?"
        if type(event) is yaml.ScalarEvent:
            text: str = event.value
            # A plain word of ASCII letters that means one thing: nearly every key there is.
            if text.isidentifier() and text.isascii() and len(text) > 5 and event.tag is event.anchor is None:
                return text
            self.path[-1] = text
            if text == "<<" and not event.style:
                self.fault(rules.MERGE_KEY, event)
                return None
            if _YEAR.fullmatch(text) and not event.style and event.tag is event.anchor is None:
                return text  # path: {2026: 75}
        value, _ = self.node(event)
        if isinstance(value, str):
            return value
        if isinstance(value, int) and isinstance(before, int) and not isinstance(before, bool):
            # {at_least: 70,5}: the comma ended the number, and its decimals became a key.
            self.fault(
                rules.NUMBER_CUT, event, typed=f"{before},{event.value}", dotted=f"{before}.{event.value}"
            )
        else:
            self.fault(rules.KEY_NOT_TEXT, event)
        return None

    def fault(self, rule: Rule, event: Any, *, at: KeyPath = (), **values: object) -> None:
        """A finding at `event` and at the present path (its last step replaced by `at`)."""
        path = (*self.path[:-1], *at) if at else tuple(self.path)
        if (
            type(event) is not yaml.MappingStartEvent
            and type(event) is not yaml.SequenceStartEvent
            and not at
        ):
            self.faulty.add(path)
        self.add(rule, place_of(event.start_mark), path, **values)

    def add(self, rule: Rule, place: Mark | None, path: KeyPath = (), **values: object) -> None:
        if len(self.findings) >= MAX_FINDINGS:
            self.left_out += 1
            return
        line, column = place or (None, None)
        self.findings.append(rule.finding(Place(self.file, None, line, column), key_path(path), **values))

    def syntax(self, error: yaml.MarkedYAMLError) -> None:
        """The parser's own complaint in our words, for it speaks English only."""
        # An unclosed quote is noticed at the end of the file: where it opens is what helps.
        unclosed = "end of stream" in (error.problem or "")
        mark = (unclosed and error.context_mark) or error.problem_mark
        problem = f"{error.problem} {error.context}"
        hint: Key = next((key for part, key in _SYNTAX_HINTS.items() if part in problem), "yaml.anything")
        self.add(rules.YAML_SYNTAX, place_of(mark), hint=both(hint))

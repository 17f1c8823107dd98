"""Metrics files -> observations, findings, and the tables as they were typed."""

from __future__ import annotations

import gc
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.place import Place
from dxscore.model.scorecard import InputFile
from dxscore.read import encoding, grid, header
from dxscore.read.between_rows import settle
from dxscore.read.breakdown import breakdown
from dxscore.read.collected import FindingsSoFar
from dxscore.read.delimited import LINE_LIMIT, line_limit, split_lines
from dxscore.read.encoding import NotUnicode
from dxscore.read.generations import settled
from dxscore.read.layout import find, guess
from dxscore.read.sources import Source, expand, open_source
from dxscore.read.table import Reading, read_table, report_broken
from dxscore.read.vocabulary import Vocabulary
from dxscore.words.patterns import regex

if TYPE_CHECKING:
    from dxscore.workbooks.sheet import Workbook
    from dxscore.workbooks.worker import Worker

_WORDS_LOOKED_AT: Final = 2_000
_WORD_LIMIT: Final = 200
_WORD = regex(r'[^;,\t"\r\n]+')


def read_files(files: Iterable[str], catalogue: Catalogue, standard_input: BinaryIO | None = None) -> Metrics:
    """Open and read metrics files: as `read`, from names.

    Args:
        files: paths and glob patterns; '-' is standard input. Each file is read once, in the order of names.
        catalogue: whose indicators and units the rows name.
        standard_input: read in place of the process's own.
    """
    return read((open_source(name, standard_input) for name in expand(files)), catalogue)


def read(sources: Iterable[Source], catalogue: Catalogue, others: Sequence[Catalogue] = ()) -> Metrics:
    """Read metrics files against a catalogue. Nothing is raised: every fault is a finding.

    Args:
        sources: opened files, for example ``map(open_source, expand(patterns))``.
        catalogue: whose indicators and units the rows name.
        others: catalogues of other plans that the files are read for, too: a row of theirs alone is noted.

    Returns:
        Observations of all good rows, by file and row; findings by file and row; each file with its digest
        and number of data rows; the data rows as typed. A row with an error gives no observation, a file
        that cannot be understood gives none at all.
    """
    (metrics,) = read_for_each(sources, ((catalogue, others),))
    return metrics


Readers = Sequence[tuple[Catalogue, Sequence[Catalogue]]]
"""Catalogues for which files are read, each with those of the other plans."""


def read_for_each(sources: Iterable[Source], readers: Readers) -> list[Metrics]:
    """As `read`, for several catalogues: each file is opened and taken apart once, and read by each."""
    vocabularies = [Vocabulary(catalogue, others) for catalogue, others in readers]
    each: list[list[_File]] = [[] for _ in vocabularies]
    workbooks = _Workbooks()
    with _no_collecting():
        for source in sources:
            for files, vocabulary in zip(each, vocabularies, strict=True):
                files.append(_read_file(source, vocabulary, workbooks))
    workbooks.close()
    return [
        _all_of(files, catalogue, vocabulary)
        for files, (catalogue, _), vocabulary in zip(each, readers, vocabularies, strict=True)
    ]


def _all_of(each: Sequence[_File], catalogue: Catalogue, vocabulary: Vocabulary) -> Metrics:
    settle([reading for file in each for reading in file.readings])
    files = [_joined(file) for file in each]
    metrics = Metrics(
        observations=tuple(chain.from_iterable(one.observations for one in files)),
        findings=tuple(chain.from_iterable(one.findings for one in files)),
        inputs=tuple(chain.from_iterable(one.inputs for one in files)),
        tables=tuple(chain.from_iterable(one.tables for one in files)),
        totals=tuple(chain.from_iterable(one.totals for one in files)),
        remarks=tuple(chain.from_iterable(one.remarks for one in files)),
    )
    return settled(metrics, catalogue, vocabulary.unclear)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Rows are made by the hundred thousand and kept: the collector finds nothing, and walks all of them.

    That took a sixth of the time of a large file.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class _File(NamedTuple):
    """A file, and a reading of each of its tables; one without a table where it has none."""

    source: Source
    readings: Sequence[Reading]


def _read_file(source: Source, vocabulary: Vocabulary, workbooks: _Workbooks) -> _File:
    """What one file gives. The one boundary around every reader: where one breaks down, a finding says so."""
    if source.fault is not None:
        return _File(source, ())
    try:
        return _File(source, _read_source(source, vocabulary, workbooks))
    except BaseException as error:
        workbooks.close()  # the process that was asked for this file must not answer for the next one
        return _File(source, [_refused(breakdown(source.name, error))])


def _joined(file: _File) -> Metrics:
    """What all tables of one file give; the first has the findings."""
    source, readings = file
    if source.fault is not None:
        return Metrics((), (source.fault,))
    digest = hashlib.sha256(source.content).hexdigest()
    rows = sum(len(reading.rows) for reading in readings)
    return Metrics(
        observations=tuple(each for reading in readings for each in reading.observations),
        findings=readings[0].findings.result(),
        inputs=(InputFile.model_construct(file=source.name, sha256=digest, rows=rows),),
        tables=tuple(reading.table() for reading in readings),
        totals=tuple(each for reading in readings for each in reading.totals),
        remarks=tuple(each for reading in readings for each in reading.remarks),
    )


class _Workbooks:
    """The reader of workbooks, loaded and started for the first of them: most runs see none."""

    def __init__(self) -> None:
        self._worker: Worker | None = None
        self._last: tuple[Source, Workbook | Finding] | None = None

    def read(self, source: Source, vocabulary: Vocabulary) -> list[Reading]:
        """A reading of each sheet with a table; one that holds nothing but a finding where there is none."""
        from dxscore.read import workbook as sheets

        opened = self._opened(source)
        if isinstance(opened, Finding):
            return [_refused(opened)]
        readings = sheets.read_sheets(source, opened, vocabulary)
        for sheet, words in sheets.words_in_doubt(opened, readings):
            recognised = _recognised(source.name, words, vocabulary)
            if recognised is not None:
                return [_refused(recognised.model_copy(update={"sheet": sheet}))]
        legacy = next((reading.legacy for reading in readings if reading.legacy), None)
        return readings if legacy is None else [_refused(legacy)]

    def _opened(self, source: Source) -> Workbook | Finding:
        """The sheets behind a file; taken apart once, though several readers want it one after the other."""
        from dxscore.read import workbook as sheets
        from dxscore.workbooks.worker import Worker

        if self._last is None or self._last[0] is not source:
            self._worker = self._worker or Worker(documents=True)
            self._last = source, sheets.open_workbook(source, self._worker)
        return self._last[1]

    def close(self) -> None:
        """End the process that reads workbooks."""
        self._last = None
        if self._worker is not None:
            self._worker.close()
            self._worker = None


def _read_source(source: Source, vocabulary: Vocabulary, workbooks: _Workbooks) -> list[Reading]:
    kind = encoding.posing_as_text(source.content)
    suffix = PurePath(source.name).suffix.casefold()
    if kind in encoding.WORKBOOKS and suffix not in encoding.TEXT_SUFFIXES:
        return workbooks.read(source, vocabulary)
    if kind is None and suffix in encoding.WORKBOOK_SUFFIXES and source.content:
        from dxscore.model import rules

        return [_refused(rules.NOT_A_WORKBOOK.finding(Place(source.name), suffix=suffix))]
    return [_read_text_source(source, kind, vocabulary)]


def _read_text_source(source: Source, kind: str | None, vocabulary: Vocabulary) -> Reading:
    if kind is not None:
        from dxscore.read.other_formats import other_format  # only for what is no text

        return _refused(other_format(source.name, kind, encoding.workbook_suffix(source.content)))
    decoded = encoding.decode(source.name, source.content)
    if isinstance(decoded, Finding):
        return _refused(decoded)
    if isinstance(decoded, NotUnicode):
        return _read_old_encoding(source, decoded, vocabulary)
    if not decoded or decoded.isspace():
        return _refused(rules.EMPTY.finding(Place(source.name)))
    return _read_text(source.name, decoded, vocabulary)


def _refused(finding: Finding) -> Reading:
    findings = FindingsSoFar(finding.file)
    findings.keep(finding)
    return Reading(findings)


def _read_old_encoding(source: Source, place: NotUnicode, vocabulary: Vocabulary) -> Reading:
    """Windows-1258 where every header and unit is then right; otherwise the file is refused, with advice."""
    try:
        text = unicodedata.normalize("NFC", source.content.decode("cp1258"))
    except UnicodeDecodeError:
        pass
    else:
        reading = _read_text(source.name, text, vocabulary)
        if _is_proven(reading, vocabulary):
            reading.findings.add(rules.WINDOWS_1258)
            return reading
    from dxscore.read import legacy_fonts  # tables that only a file in an old encoding needs

    words = _words(split_lines(legacy_fonts.as_windows_1252(source.content)))
    recognised = _recognised(source.name, words, vocabulary)
    if recognised is not None:
        return _refused(recognised)
    value = f"0x{place.value:02X}"
    return _refused(
        rules.NOT_UTF8.finding(
            Place(source.name, row=place.line, cell=place.byte), value=value, byte=place.byte
        )
    )


def _is_proven(reading: Reading, vocabulary: Vocabulary) -> bool:
    """Whether all headers and names are the catalogue's, and one of them has letters beyond ASCII."""
    if reading.header is None or reading.unknown or not reading.observations:
        return False
    positions = reading.header.positions
    words = {reading.header.cells[place] for place in positions.values()}
    for place in (positions[column] for column in ("indicator", "reporting_unit") if column in positions):
        words |= {row[place] for _, row in reading.rows if len(row) > place}
    return any(not word.isascii() and vocabulary.knows(word) for word in words)


def _read_text(file: str, text: str, vocabulary: Vocabulary) -> Reading:
    """The rows of `text`, unless its words turn out to be in a legacy encoding."""
    lines = split_lines(text)
    findings = FindingsSoFar(file)
    separator = header.separator_of(lines)
    if separator is None:
        reading = Reading(findings)
        findings.add(rules.NO_HEADER)
        wide = header.too_wide(lines)
        if wide is not None:
            report_broken(wide, findings)
    else:
        reading = _read_grid(grid.of_text(lines, separator), vocabulary, findings)
    if len(lines) > LINE_LIMIT and len(lines) > (most := line_limit()):
        findings.add(rules.TOO_MANY_ROWS, most + 1, limit=most)
    recognised = _recognised(file, _doubtful_words(reading, lines), vocabulary) or reading.legacy
    return reading if recognised is None else _refused(recognised)


def _read_grid(rows: grid.Grid, vocabulary: Vocabulary, findings: FindingsSoFar) -> Reading:
    layout = find(rows, vocabulary) or guess(rows)
    if layout is None:
        findings.add(rules.NO_HEADER)
        return Reading(findings)
    findings.turn_to(None, once=layout.holds_several)
    return read_table(rows, layout, vocabulary, findings)


def _doubtful_words(reading: Reading, lines: list[str]) -> Iterable[tuple[str, int]]:
    """Words, with their lines, that ought to be the catalogue's: all of them where the header is not."""
    if reading.header is None:
        return _words(lines)
    return [*((cell, reading.header.row) for cell in reading.header.extra), *reading.unknown.items()]


def _words(lines: list[str]) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        for found in _WORD.finditer(line):
            if found.end() - found.start() <= _WORD_LIMIT and found.group() not in seen:
                seen.add(found.group())
                yield found.group(), number
            if len(seen) > _WORDS_LOOKED_AT:
                return


def _recognised(file: str, words: Iterable[tuple[str, int]], vocabulary: Vocabulary) -> Finding | None:
    """The finding that names the legacy encoding in which `words` are written."""
    for word, line in words:
        if vocabulary.knows(word):
            continue
        from dxscore.read import legacy_fonts  # as above

        found = legacy_fonts.recognise(word, vocabulary.knows)
        if found is not None:
            name, meant = found
            got = legacy_fonts.drawn(word)
            return rules.LEGACY_ENCODING.finding(
                Place(file, row=line or None), encoding=name, got=got, meant=meant
            )
    return None

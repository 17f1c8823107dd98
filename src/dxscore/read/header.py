"""The header row: which cell is which column, in English or Vietnamese, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from typing import Final, NamedTuple

from dxscore.model import rules
from dxscore.model.finding import SHOWN_AT_MOST
from dxscore.read.collected import FindingsSoFar
from dxscore.read.column_names import (
    REQUIRED,
    Column,
    Ranked,
    closest,
    column_of,
    header_key,
    is_usual,
    means,
)
from dxscore.read.delimited import SEPARATORS, BrokenRecord, Record, records
from dxscore.words.columns import named
from dxscore.words.folding import tidy
from dxscore.words.text import Text, alike
from dxscore.words.visible import visible

_LISTED_AT_MOST: Final = 20
_SEARCHED_ROWS = 30


class Header(NamedTuple):
    """A header row that could be used.

    Args:
        cells: as typed.
        positions: place of each column, from 0.
        width: cells that a row must have, up to the last that has a name; what stands beyond is outside.
        unnamed: places between the others whose header is blank: nothing may stand there.
        unused: places whose header names no column of ours, or one that another names better.
        row: its number.
    """

    cells: tuple[str, ...]
    positions: dict[Column, int]
    width: int
    unnamed: tuple[int, ...]
    unused: tuple[int, ...]
    row: int

    @property
    def extra(self) -> tuple[str, ...]:
        """Headers of the columns that are not used."""
        return tuple(tidy(self.cells[place]) for place in self.unused)

    def padded(self, cells: Sequence[str]) -> tuple[str, ...]:
        """A row's cells with blank ones behind them, so that it has one under every cell of the header."""
        return (*cells, *[""] * (len(self.cells) - len(cells)))


def separator_of(lines: Sequence[str]) -> str | None:
    """The separator with which the most column names appear in a row near the top; None where none does."""
    best: tuple[int, str] | None = None
    for separator in SEPARATORS:
        for record in islice(records(lines, separator), _SEARCHED_ROWS):
            if isinstance(record, Record):
                count = len({*map(means, record.cells)} - {None})
                if count and (best is None or count > best[0]):
                    best = (count, separator)
    return None if best is None else best[1]


def too_wide(lines: Sequence[str]) -> BrokenRecord | None:
    """The first row near the top that no separator cuts into as few cells as a sheet has columns."""
    for separator in SEPARATORS:
        for record in islice(records(lines, separator), _SEARCHED_ROWS):
            if isinstance(record, BrokenRecord) and record.kind == "wide":
                return record
    return None


def missing(
    cells: Sequence[str], given: Collection[Column] = (), taken: Collection[int] = ()
) -> tuple[Column, ...]:
    """Columns that a table needs and has not; the arguments are those of `understand`."""
    present = {means(cell) for place, cell in enumerate(cells) if place not in taken} | {*given}
    lacking = tuple(column for column in REQUIRED if column not in present)
    return lacking if taken or present & {"value", "numerator"} else (*lacking, "numerator")


def understand(
    cells: Sequence[str],
    line: int,
    findings: FindingsSoFar,
    given: Collection[Column] = (),
    taken: Collection[int] = (),
    *,
    in_form: bool = False,
    told: Collection[int] = (),
) -> Header | None:
    """What each cell of the header means. Every fault goes into `findings`; None where one is an error.

    Args:
        cells: the header row.
        line: its number.
        findings: where faults go.
        given: columns that need not be there, for the table says elsewhere what they would.
        taken: places of columns that were understood otherwise, and hold the figures.
        in_form: whether the table is a form of ours: of its usual columns nothing is said.
        told: places of columns that are not used, of which more is said elsewhere.
    """
    keys = [header_key(cell) if place not in taken else "" for place, cell in enumerate(cells)]
    ranked = [column_of(cell) if place not in taken else None for place, cell in enumerate(cells)]
    positions, unused = _positions(keys, ranked)
    width = max((place + 1 for place, key in enumerate(keys) if key or place in taken), default=0)
    faulty = _report_duplicates(cells, keys, ranked, line, findings)
    faulty |= _report_close(cells, keys, [p for p in unused if not ranked[p]], positions, line, findings)
    lacking = missing(cells, given, taken)
    if lacking:
        findings.add(rules.MISSING_COLUMN, line, columns=named(*lacking))
    if faulty or lacking:
        return None
    unnamed = tuple(place for place, key in enumerate(keys[:width]) if not key and place not in taken)
    header = Header(tuple(cells), positions, width, unnamed, tuple(unused), line)
    extra = [tidy(cells[place]) for place in unused if place not in told]
    extra = [cell for cell in extra if not (in_form and is_usual(cell))]
    if extra:
        findings.add(rules.EXTRA_COLUMNS, line, columns=listed(extra))
    return header


def listed(cells: Sequence[str]) -> Text:
    """Headers for people to read, none of them cut off by those before it."""
    shown = [visible(cell, SHOWN_AT_MOST) for cell in cells[:_LISTED_AT_MOST]]
    text = ", ".join([*shown, "…"] if len(cells) > _LISTED_AT_MOST else shown)
    return alike(text)


def _positions(keys: list[str], ranked: list[Ranked]) -> tuple[dict[Column, int], list[int]]:
    """The first and best-ranked place of each column, and the places that name none."""
    best: dict[Column, tuple[int, int]] = {}
    for place, found in enumerate(ranked):
        if found is not None:
            column, rank = found
            best[column] = min(best.get(column, (rank, place)), (rank, place))
    positions = {column: place for column, (_, place) in best.items()}
    used = set(positions.values())
    return positions, [place for place, key in enumerate(keys) if key and place not in used]


def _report_duplicates(
    cells: Sequence[str], keys: list[str], ranked: list[Ranked], line: int, findings: FindingsSoFar
) -> bool:
    first: dict[object, int] = {}
    faulty = False
    for place, key in enumerate(keys):
        if not key:
            continue
        found = ranked[place]
        meaning: object = found or key
        if meaning not in first:
            first[meaning] = place
            continue
        faulty = True
        findings.add(
            rules.DUPLICATE_COLUMN,
            line,
            column=found[0] if found else tidy(cells[place]),
            position=place + 1,
            got=tidy(cells[place]),
            first=first[meaning] + 1,
        )
    return faulty


def _report_close(
    cells: Sequence[str],
    keys: list[str],
    unknown: list[int],
    positions: Collection[Column],
    line: int,
    findings: FindingsSoFar,
) -> bool:
    """Names that nearly are one of ours, unless that column is there, too: 'Minh chứng 2' is another."""
    faulty = False
    for place in unknown:
        meant = closest(keys[place])
        if meant is not None and meant not in positions:
            faulty = True
            got, name = tidy(cells[place]), named(meant)
            findings.add(rules.MISSPELT_COLUMN, line, column=got, position=place + 1, got=got, meant=name)
    return faulty

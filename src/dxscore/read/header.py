"""The header row: which cell is which column, in English or Vietnamese, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from dxscore.model.base import Text
from dxscore.model.columns import named
from dxscore.model.finding import SHOWN_AT_MOST
from dxscore.model.rules import files
from dxscore.model.text import visible
from dxscore.read.collected import Collected
from dxscore.read.delimited import SEPARATORS, Record, records
from dxscore.read.folding import tidy, unaccented, word_key

Column = Literal[
    "indicator",
    "reporting_unit",
    "period",
    "numerator",
    "denominator",
    "value",
    "evidence",
    "note",
    "closed_on",
]

# Names by column. An earlier line wins over a later one where a file has both ("Mã chỉ tiêu" beside "Tên
# chỉ tiêu"); two names of one line are a duplicate.
_NAMES: dict[Column, tuple[tuple[str, ...], ...]] = {
    "indicator": (
        ("indicator id", "indicator code", "mã chỉ tiêu", "mã chỉ số"),
        ("indicator", "chỉ tiêu", "chỉ số", "mục tiêu, chỉ tiêu"),
        ("indicator name", "tên chỉ tiêu", "tên chỉ số"),
    ),
    "reporting_unit": (
        (
            "reporting unit id",
            "reporting unit code",
            "unit id",
            "unit code",
            "mã đơn vị",
            "mã đơn vị báo cáo",
        ),
        ("reporting unit", "đơn vị", "đơn vị báo cáo", "cơ quan, đơn vị"),
        ("unit", "unit name", "reporting unit name", "tên đơn vị", "xã, phường"),
    ),
    "period": (("period", "reporting period", "kỳ", "kỳ báo cáo"), ("year", "năm", "thời gian")),
    "numerator": (("numerator", "tử số"), ("tử",)),
    "denominator": (("denominator", "mẫu số"), ("mẫu",)),
    "value": (
        ("value", "giá trị"),
        ("result", "kết quả", "kết quả thực hiện"),
        ("percent", "percentage", "tỷ lệ", "tỉ lệ"),
    ),
    "evidence": (
        ("evidence", "minh chứng", "bằng chứng", "tài liệu kiểm chứng", "tài liệu minh chứng"),
        ("source", "nguồn", "nguồn số liệu"),
    ),
    "note": (("note", "notes", "ghi chú"), ("remark", "remarks", "comment", "chú thích")),
    "closed_on": (("closed on", "cutoff date", "ngày chốt", "ngày chốt số liệu"),),
}
# Columns that real forms have and that are no misspelling of ours, however close ("Đơn vị tính").
_OTHERS = frozenset(
    {"stt", "tt", "donvitinh", "dvt", "giaithichchitieu", "muctieu", "danhgia", "coquanchutri", "donvichutri"}
    | {"coquanphoihop", "donviphoihop", "target", "unitofmeasure", "status", "lead", "nguoilap", "ngaylap"}
    | {"nguoibaocao", "ngaybaocao", "tylehoanthanh", "kytruoc", "giatrikytruoc"}
    | {"no", "whatiscounted", "lasttime", "maso", "ketquadat", "thoihan"}
    | {"tendonvitinh", "nhomchitieu", "loaichitieu", "bangchu"}
)
# No misspelling of ours either, but what people write in them is their own.
_WORDS = frozenset({"giaitrinh", "ghinhan"})
Ranked = tuple[Column, int] | None
"""The column that a cell names, and its rank among the names of that column; None where it names none."""

REQUIRED: tuple[Column, ...] = ("indicator", "reporting_unit", "period")
_SPACING = re.compile(r"[\s_\-.,/:()%*]+")
# "(1)", "[2]", "(3) = (1)/(2)", "(A)": the number of a column. Any other remark tells what a figure or a word
# counts, unless it makes another column of it: "Giá trị (kỳ trước)".
_REMARK = re.compile(r"[^(\[]*[^\s(\[](?P<remark>\s*[(\[].*)", re.DOTALL)
_COLUMN_NUMBER = re.compile(r"[\s()\[\]0-9A-ZĐ=+/*:.,x×%-]*")
_OTHER_FIGURE = re.compile(r"truoc|nam|ky|quy|thang|muctieu|kehoach|tinh|luyke|last|previous|target|[0-9]{4}")
# Of the columns that say whose figure it is only a remark that fits: 'Đơn vị (hồ sơ)' is a unit of measure.
_KEY_REMARKS: Final[dict[Column, re.Pattern[str]]] = {
    "indicator": re.compile(r"(?:ma|ten|so|chiso|chitieu|code|name|id)+"),
    "reporting_unit": re.compile(r"(?:ma|ten|so|xa|phuong|thitran|coquan|phong|baocao|code|name|id)+"),
    "period": re.compile(r"(?!.*(?:truoc|last|previous)).*"),
}
_BEHIND_PLAIN: Final = 10
_CLOSE = 0.8
_LISTED_AT_MOST: Final = 20
_SEARCHED_ROWS = 30
_SEPARATOR_LINE = re.compile(r'"?sep=.?"?')


class Header(NamedTuple):
    """A header row that could be used.

    Args:
        cells: as typed.
        positions: place of each column, from 0.
        width: cells that a row must have; empty cells beyond it are harmless.
        unnamed: places whose header is blank, also beyond the width: nothing may stand there.
        unused: places whose header names no column of ours, or one that another names better.
    """

    cells: tuple[str, ...]
    positions: dict[Column, int]
    width: int
    unnamed: tuple[int, ...]
    unused: tuple[int, ...]

    @property
    def extra(self) -> tuple[str, ...]:
        """Headers of the columns that are not used."""
        return tuple(tidy(self.cells[place]) for place in self.unused)


@lru_cache(maxsize=1024)
def header_key(cell: str) -> str:
    """A header without case, accents, spaces and underscores: 'Đơn vị báo cáo' -> 'donvibaocao'.

    Signs that VIQR uses for accents (^ ` ' ~ ? +) stay, so that VIQR text is not mistaken for words.
    """
    return _SPACING.sub("", unaccented(word_key(cell)))


_RANKED: dict[str, tuple[Column, int]] = {
    header_key(name): (column, rank)
    for column, ranks in _NAMES.items()
    for rank, names in enumerate(ranks)
    for name in names
}
_VIETNAMESE = frozenset(
    word_key(name) for ranks in _NAMES.values() for names in ranks for name in names if not name.isascii()
)


def is_vietnamese_name(cell: str) -> bool:
    """Whether `cell` is one of our Vietnamese column names, accents and all."""
    return word_key(cell) in _VIETNAMESE


def means(cell: str) -> Column | None:
    """The column that `cell` names, or None."""
    found = _ranked(cell)
    return found[0] if found else None


@lru_cache(maxsize=1024)
def _ranked(cell: str) -> tuple[Column, int] | None:
    """The column that `cell` names, and how well: least, with a remark behind it as in 'Tử số (hồ sơ)'."""
    plain = _RANKED.get(header_key(cell))
    found = _REMARK.fullmatch(cell)
    if plain is not None or found is None:
        return plain
    remark = found["remark"]
    ranked = _RANKED.get(header_key(cell.removesuffix(remark)))
    if ranked is None:
        return None
    column, rank = ranked
    said = header_key(remark.strip("()[] "))
    if column in _KEY_REMARKS:
        words = _KEY_REMARKS[column].fullmatch(said) is not None
    else:
        words = column == "closed_on" or _OTHER_FIGURE.search(said) is None
    return (column, rank + _BEHIND_PLAIN) if words or _COLUMN_NUMBER.fullmatch(remark) else None


def is_usual(cell: str) -> bool:
    """Whether a column of this name, where it is not read, holds nothing of its own: a number, a name."""
    return header_key(cell) in _OTHERS or means(cell) in ("indicator", "reporting_unit")


def find(lines: list[str]) -> tuple[str, Record] | None:
    """The separator and the header row: the row near the top in which most column names appear.

    Returns:
        None where no column name appears with any separator.
    """
    best: tuple[int, str, Record] | None = None
    for separator in SEPARATORS:
        for number, record in enumerate(records(lines, separator)):
            if number >= _SEARCHED_ROWS:
                break
            if isinstance(record, Record):
                count = len({*map(means, record.cells)} - {None})
                if count and (best is None or count > best[0]):
                    best = (count, separator, record)
    return None if best is None else best[1:]


def is_separator_line(line: str) -> bool:
    """Whether `line` is the hint that Excel writes above a header: 'sep=;'."""
    return _SEPARATOR_LINE.fullmatch(line.strip()) is not None


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
    findings: Collected,
    given: Collection[Column] = (),
    taken: Collection[int] = (),
    *,
    in_form: bool = False,
) -> Header | None:
    """What each cell of the header means. Every fault goes into `findings`; None where one is an error.

    Args:
        cells: the header row.
        line: its number.
        findings: where faults go.
        given: columns that need not be there, for the table says elsewhere what they would.
        taken: places of columns that were understood otherwise, and hold the figures.
        in_form: whether the table is a form of ours: of its usual columns nothing is said.
    """
    keys = [header_key(cell) if place not in taken else "" for place, cell in enumerate(cells)]
    ranked = [_ranked(cell) if place not in taken else None for place, cell in enumerate(cells)]
    positions, unused = _positions(keys, ranked)
    width = max((place + 1 for place, key in enumerate(keys) if key or place in taken), default=0)
    faulty = _report_duplicates(cells, keys, ranked, line, findings)
    faulty |= _report_close(cells, keys, [p for p in unused if not ranked[p]], positions, line, findings)
    lacking = missing(cells, given, taken)
    if lacking:
        findings.add(files.MISSING_COLUMN, line, columns=named(*lacking))
    if faulty or lacking:
        return None
    unnamed = tuple(place for place, key in enumerate(keys) if not key and place not in taken)
    header = Header(tuple(cells), positions, width, unnamed, tuple(unused))
    told = [cell for cell in header.extra if not (in_form and is_usual(cell))]
    if told:
        findings.add(files.EXTRA_COLUMNS, line, columns=listed(told))
    return header


def listed(cells: Sequence[str]) -> Text:
    """Headers for people to read, none of them cut off by those before it."""
    shown = [visible(cell, SHOWN_AT_MOST) for cell in cells[:_LISTED_AT_MOST]]
    text = ", ".join([*shown, "…"] if len(cells) > _LISTED_AT_MOST else shown)
    return Text(vi=text, en=text)


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
    cells: Sequence[str], keys: list[str], ranked: list[Ranked], line: int, findings: Collected
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
            files.DUPLICATE_COLUMN,
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
    findings: Collected,
) -> bool:
    """Names that nearly are one of ours, unless that column is there, too: 'Minh chứng 2' is another."""
    faulty = False
    for place in unknown:
        meant = None if keys[place] in _OTHERS | _WORDS else _closest(keys[place])
        if meant is not None and meant not in positions:
            faulty = True
            got, name = tidy(cells[place]), named(meant)
            findings.add(files.MISSPELT_COLUMN, line, column=got, position=place + 1, got=got, meant=name)
    return faulty


def _closest(key: str) -> Column | None:
    import difflib  # costs start-up time, and good files never need it

    if not 4 <= len(key) <= 40:
        return None
    names = [name for name in _RANKED if len(name) >= 4]
    found = difflib.get_close_matches(key, names, n=1, cutoff=_CLOSE)
    return _RANKED[found[0]][0] if found else None

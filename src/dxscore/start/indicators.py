"""Printed rows -> indicators with targets that can be judged, and questions about the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from dxscore.model.catalogue import Comparator, Measure
from dxscore.start.ids import free, is_word
from dxscore.start.printed_rows import Annex, PrintedTarget, Row
from dxscore.start.questions import Question
from dxscore.start.table import At
from dxscore.words.deadlines import deadline_in, last_day
from dxscore.words.folding import name_key, word_key
from dxscore.words.printed import LEADING, Printed

_PERCENT: Final = re.compile(r"%|phần trăm|tỷ lệ\s*\(?%\)?|tỉ lệ\s*\(?%\)?|percent")
_RANK: Final = re.compile(r"(?<!\w)(?:xếp hạng|thứ hạng|hạng|vị trí|thứ bậc|rank)(?!\w)")
# 'Tốc độ tăng GRDP', 'mức giảm tỷ lệ hộ nghèo': a figure that arrives ready, a part of nothing.
_GROWTH: Final = re.compile(
    r"(?<!\w)(?:tốc độ (?:tăng|giảm)|mức (?:tăng|giảm)|tăng trưởng|(?:tăng|giảm) (?:trung bình|bình quân)"
    r"|t[ỷỉ] lệ (?:tăng|giảm)|chỉ số giá)(?!\w)"
)
_YES_NO: Final = re.compile(r"có/không|đạt/không đạt|đạt/không|yes/no")
# What is better when there is less of it; whether a bare number is a ceiling then, the document has to say.
_LESS_IS_BETTER: Final = re.compile(
    r"(?<!\w)(?:nghèo|cận nghèo|tử vong|suy dinh dưỡng|thất nghiệp|tai nạn|trễ hạn|quá hạn|chậm|ô nhiễm"
    r"|thất thoát|vi phạm|tội phạm|sinh con thứ|giảm|cắt giảm|tồn đọng|khiếu nại|mù chữ|tảo hôn|thời gian"
    r"|chi phí|số vụ|sự cố|lỗi)(?!\w)"
)
_MEASURED: Final = re.compile(
    r"%|/|(?<!\w)(?:km|m2|m²|m3|ha|kg|tấn|tạ|đồng|usd|tỷ|triệu|gb|mb|tbps|gbps|mbps|kwh|mw"
    r"|điểm|chỉ số|lần|giờ|năm)(?!\w)"
)
_NUMBER: Final = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.]{0,18}[0-9A-Za-z])?")
Better = Literal["higher", "lower"]
Meaning = Literal[
    "band",
    "at_least",
    "at_most",
    "exactly",
    "about",
    "percent",
    "points",
    "once",
    "groups",
    "deadline",
    "kept",
    "year",
    "half_year",
    "quarter",
    "month",
]
_SIDES: Final[dict[str, Better]] = {
    "at_least": "higher",
    "more_than": "higher",
    "at_most": "lower",
    "less_than": "lower",
}


class Alternative(NamedTuple):
    """One way to read an unclear target: what could stand in the catalogue, and what it means.

    Args:
        keys: comparator and number, or the change.
        meaning: what that says.
        when: its own deadline, 'every: year, from: 2026'; None for that of the column.
    """

    keys: str
    meaning: Meaning
    when: str | None = None


class BegunTarget(NamedTuple):
    """One target; `comparator` is None where a person has to choose among `alternatives`, or to write it."""

    at: At
    words: str
    by: str | None
    comparator: Comparator | None
    number: Decimal | None = None
    alternatives: tuple[Alternative, ...] = ()


class Begun(NamedTuple):
    """One indicator on its way into the file."""

    id: str
    pillar: int
    row: Row
    measure: Measure
    better: Better
    whole: bool
    targets: tuple[BegunTarget, ...]
    of: int | None = None

    @property
    def usable(self) -> bool:
        """Whether there is a target that can be judged: without one it stands in the file as a comment."""
        return any(target.comparator for target in self.targets)


class Interpreted(NamedTuple):
    """All indicators, what a person has to decide, and cells that hold a bare number."""

    indicators: tuple[Begun, ...]
    questions: tuple[Question, ...]
    bare: tuple[At, ...]


def pillar_ids(annex: Annex) -> list[str]:
    """Ids of the headings: their own numbers where those are letters, each once."""
    found: list[str] = []
    for place, pillar in enumerate(annex.pillars, start=1):
        own = (
            pillar.number
            if re.fullmatch(r"[A-Z]{1,6}", pillar.number) and is_word(pillar.number)
            else f"P{place}"
        )
        found.append(free(own, found))
    return found


def interpret(annex: Annex) -> Interpreted:
    """What the rows of a table say."""
    pillars = pillar_ids(annex)
    begun: list[Begun] = []
    questions = list(annex.questions)
    bare: list[At] = []
    for place, row in enumerate(annex.rows, start=1):
        number = row.number if _NUMBER.fullmatch(row.number) else ""
        id_ = free(f"{pillars[row.pillar]}-{number or place}", (each.id for each in begun))
        reading = _Reading(row, id_)
        begun.append(reading.begun())
        questions += reading.questions
        bare += reading.bare
    return Interpreted(tuple(begun), tuple(questions), tuple(bare))


class _Reading:
    """One row understood, as far as that can be done in one way alone."""

    def __init__(self, row: Row, id_: str) -> None:
        self._row = row
        self._id = id_
        self.questions: list[Question] = []
        self.bare: list[At] = []

    def begun(self) -> Begun:
        row = self._row
        measure = self._measure()
        better = self._better(measure)
        targets = tuple(self._targets(measure, better))
        numbers = [target.number for target in targets if target.number is not None]
        fractions = any(number != number.to_integral_value() for number in numbers)
        measured = bool(_MEASURED.search(word_key(row.unit))) or fractions
        begun = Begun(
            self._id,
            row.pillar,
            row,
            measure,
            better or "higher",
            measure == "share" or not measured,
            targets,
            next(iter(self._fields())) if measure == "rank" and len(self._fields()) == 1 else None,
        )
        if begun.usable and measure in ("share", "number"):
            self._ask("share_parts" if measure == "share" else "over_time", row.at, row.name)
        if begun.usable and measure == "number" and _is_growth(row):
            self._ask("growth", row.at, row.name)
        if measure == "number" and not row.unit and not any(t.printed.rest for t in row.targets):
            self._ask("no_unit", row.at, row.name)
        return begun

    def _ask(self, ask: str, at: At, words: str, detail: str = "") -> None:
        self.questions.append(Question(ask, at, words, self._id, detail))  # type: ignore[arg-type]  # one of Ask

    def _measure(self) -> Measure:
        unit = word_key(self._row.unit)
        kinds = {target.printed.kind for target in self._row.targets} - {"unclear"}
        unclear = {target.printed.unclear for target in self._row.targets} - {None}
        if kinds == {"done"} or (not kinds and unclear == {"deadline"}):
            return "yes_no"
        if _YES_NO.fullmatch(unit) and kinds <= {"done"}:
            return "yes_no"
        if _RANK.search(unit) or (not unit and _RANK.search(word_key(self._row.name))):
            return "rank"
        rests = {target.printed.rest for target in self._row.targets if target.printed.kind == "limit"}
        if rests == {LEADING}:
            return "rank"
        if _is_growth(self._row):
            return "number"
        if _PERCENT.fullmatch(unit) or (not unit and rests and all(r.startswith("%") for r in rests)):
            return "share"
        if not unit and kinds == {"all"}:
            return "share"
        return "number"

    def _better(self, measure: Measure) -> Better | None:
        """The direction that the printed signs say; of bare numbers, what can be told without a guess."""
        row = self._row
        said = {
            _SIDES[t.printed.side]
            for t in row.targets
            if t.printed.kind in ("limit", "all") and t.printed.side
        }
        changes = [t.printed for t in row.targets if t.printed.unclear == "change"]
        if changes and len(changes) == len(row.targets) and all(each.falls for each in changes):
            return "lower"  # a fall is what is asked for, and nothing else
        if not said and any(t.printed.falls for t in row.targets):
            return None  # a fall beside a bare number: whether that is a ceiling, nobody says
        if len(said) == 1:
            return next(iter(said))
        if said:
            return None
        if measure == "rank":
            return "lower"
        numbers = [t.printed.numbers[0] for t in self._in_time() if t.printed.kind == "limit"]
        if _LESS_IS_BETTER.search(word_key(row.name)) or any(
            after < before for before, after in pairwise(numbers)
        ):
            return None
        return "higher"

    def _in_time(self) -> Iterable[PrintedTarget]:
        return sorted((t for t in self._row.targets if t.by is not None), key=lambda t: last_day(t.by or ""))

    def _targets(self, measure: Measure, better: Better | None) -> Iterator[BegunTarget]:
        """All targets of the row; of several with one deadline, a column a region perhaps, none is taken."""
        begun = [self._target(target, measure, better) for target in self._row.targets]
        together: dict[str, list[BegunTarget]] = {}
        for each in begun:
            if each.by is not None:
                together.setdefault(each.by, []).append(each)
        for target, each in zip(self._row.targets, begun, strict=True):
            same = together.get(each.by or "", [])
            if len(same) < 2:
                yield each
                continue
            self._ask("same_deadline", target.at, f"{target.column}: {target.words}")
            whole = each is same[0] and measure != "yes_no" and all(other.comparator for other in same)
            yield each._replace(comparator=None, alternatives=(_for_groups(same),) if whole else ())

    def _fields(self) -> set[int]:
        """Out of how many it is ranked: of '10/96' and '5/96' 96."""
        found = (t.printed.numbers for t in self._row.targets if _is_rank_of(t.printed))
        return {int(field) for _, field in found}

    def _target(self, target: PrintedTarget, measure: Measure, better: Better | None) -> BegunTarget:
        printed = target.printed
        if measure == "rank" and _is_rank_of(printed) and len(self._fields()) == 1:
            printed = Printed("limit", None, printed.numbers[:1])
        undecided = BegunTarget(target.at, target.words, target.by, None)
        if printed.kind == "unclear":
            self._ask("unclear", target.at, target.words, printed.unclear or "words")
            return undecided._replace(alternatives=tuple(_alternatives(target, measure)))
        if (measure == "yes_no") != (printed.kind == "done"):
            self._ask("mixed", target.at, target.words)
            return undecided
        if target.by is None:
            return undecided  # the title of its column is asked about
        if measure == "yes_no":
            return undecided._replace(comparator="done")
        number = printed.numbers[0]
        if not self._in_own_unit(printed, measure):
            self._ask("other_unit", target.at, target.words, self._row.unit)
            return undecided
        if not _possible(measure, number, printed.side):
            self._ask("out_of_range", target.at, target.words)
            return undecided
        if printed.side is None:
            if better is None and not (measure == "share" and number == 100):
                self._ask("direction", target.at, target.words)
                return undecided._replace(alternatives=_both_sides(number))
            self.bare.append(target.at)
        side: Comparator = printed.side or ("at_most" if better == "lower" else "at_least")
        return undecided._replace(comparator=side, number=number)

    def _in_own_unit(self, printed: Printed, measure: Measure) -> bool:
        """Whether the word beside a number is the unit that the row says: no 'mô hình' in a row of '%'."""
        rest = printed.rest
        if not rest:
            return True
        if measure == "rank" or rest == LEADING:
            return measure == "rank" and not rest.startswith("%")
        if measure == "share":
            return rest.startswith(("%", "phần trăm"))
        others = (t.printed.rest for t in self._row.targets if t.printed.kind == "limit" and t.printed.rest)
        unit = word_key(self._row.unit) or next(others, "")
        if rest.startswith("%") or unit.startswith("%"):
            return rest.startswith("%") and "%" in unit
        said, own = name_key(rest), name_key(unit)
        return said.startswith(own) or own.startswith(said)


def _is_rank_of(printed: Printed) -> bool:
    """Whether a cell may be a rank and out of how many: '10/96'."""
    if printed.unclear != "rank_of" or any(number % 1 for number in printed.numbers):
        return False
    rank, field = printed.numbers
    return 1 <= rank <= field and field >= 2


def _is_growth(row: Row) -> bool:
    """Whether a row in per cent or points is of a growth."""
    unit = word_key(row.unit)
    return bool(_GROWTH.search(word_key(row.name))) and ("%" in unit or "điểm" in unit or not unit)


def _possible(measure: Measure, number: Decimal, side: str | None) -> bool:
    if measure == "share":
        return (
            0 <= number <= 100
            and not (side == "more_than" and number == 100)
            and not (side == "less_than" and not number)
        )
    return measure != "rank" or (number >= 1 and not (side == "less_than" and number == 1))


def _for_groups(targets: Sequence[BegunTarget]) -> Alternative:
    """The targets as the thresholds of one, each for the units that its column is about."""
    each = (f"{{units: …, {t.comparator}: {format(t.number or Decimal(0), 'f')}}}" for t in targets)
    return Alternative(f"for: [{', '.join(each)}]", "groups")


def _both_sides(number: Decimal) -> tuple[Alternative, ...]:
    shown = format(number, "f")
    return Alternative(f"at_least: {shown}", "at_least"), Alternative(f"at_most: {shown}", "at_most")


def _alternatives(target: PrintedTarget, measure: Measure) -> Iterator[Alternative]:
    """What an unclear target may mean, as the file would say it; nothing where too much is open."""
    printed = target.printed
    numbers = [format(number, "f") for number in printed.numbers]
    if printed.unclear == "band" and len(numbers) == 2 and printed.numbers[0] <= printed.numbers[1]:
        yield Alternative(f"between: [{numbers[0]}, {numbers[1]}]", "band")
        yield Alternative(f"at_least: {numbers[0]}", "at_least")
    elif printed.unclear in ("about", "mean") and len(numbers) == 1 and printed.side is None:
        yield Alternative(f"at_least: {numbers[0]}", "at_least")
        yield Alternative(f"at_most: {numbers[0]}", "at_most")
    elif printed.unclear in ("about", "mean", "words") and len(numbers) == 1:
        yield Alternative(f"{printed.side or 'at_least'}: {numbers[0]}", "once")
    elif printed.unclear == "change" and len(numbers) == 1 and printed.kept:
        side = {"rising": ("at_least", "more_than"), "falling": ("at_most", "less_than")}[printed.kept]
        if (printed.side or side[0]) in side:
            keys = f"{printed.side or side[0]}: {numbers[0]}, keep: {printed.kept}"
            yield Alternative(keys, "kept", f"every: year, from: {(target.by or '…')[:4]}")
    elif printed.unclear == "change" and len(numbers) == 1 and printed.base:
        yield from _changes(printed, numbers[0], measure)
    elif printed.unclear == "yearly" and len(numbers) == 1:
        keys = f"{printed.side or 'at_least'}: {numbers[0]}"
        every = printed.every or "year"
        yield Alternative(keys, every, f"every: {every}, from: {(target.by or '…')[:4]}")
        yield Alternative(keys, "once")
    elif printed.unclear == "deadline" and measure == "yes_no":
        by = deadline_in(_BEFORE.sub("", word_key(target.words)))
        yield Alternative("done: true", "deadline", f"by: {by}")


_BEFORE: Final = re.compile(r"^(?:hoàn thành\s+)?(?:xong\s+)?trước\s+")


def _changes(printed: Printed, number: str, measure: Measure) -> Iterator[Alternative]:
    """A change in per cent of the base and, where a percentage changes by so many '%', in points."""
    fall = {"at_least": "at_most", "more_than": "less_than"}
    side = printed.side or "at_least"
    asked = f"{fall.get(side, side)}: -{number}" if printed.falls else f"{side}: {number}"
    yield Alternative(f"against: {{period: {printed.base}, change: percent, {asked}}}", "percent")
    if "%" in printed.rest and measure == "share":
        yield Alternative(f"against: {{period: {printed.base}, change: points, {asked}}}", "points")

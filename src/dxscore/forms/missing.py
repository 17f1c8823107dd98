"""Why a figure is missing: the one true reason for each indicator of a unit, and its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import Final, NamedTuple

from dxscore.forms.copies import Copy
from dxscore.forms.expected import Expected
from dxscore.forms.normalised import Series, series_of
from dxscore.forms.rejected import Rejected
from dxscore.forms.written import row_words, unit_name
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period, period_inside
from dxscore.model.place import Place
from dxscore.model.receipt import CopyKind, Fault, Why, WrongCell
from dxscore.model.rules import BESIDE_DIFFERS
from dxscore.words.say import Language, say_of

_NAMED_AT_MOST: Final = 3


class Missing(NamedTuple):
    """Why there is no figure of one indicator and unit.

    Args:
        why: the reason.
        rejected: the rows that are it, where rows are.
        copies: what kinds of files came that are not read, where they are it.
        places: the rows with an error, where they are it.
        cells: the first cells of theirs that are wrong.
    """

    why: Why
    rejected: tuple[Rejected, ...] = ()
    copies: tuple[CopyKind, ...] = ()
    places: tuple[Place, ...] = ()
    cells: tuple[WrongCell, ...] = ()


class CameIn(NamedTuple):
    """What came in, by series, besides the rows that count.

    Args:
        rejected: rows that were understood.
        faulty: series of rows with an error.
        blank: series that hold no figure in a file that speaks for the unit.
        refused: units of whose form no row could be read.
        faulty_units: units with faulty rows that name no indicator.
        copies: of each body what it sent that is not read.
        faulty_at: of the series of rows with an error where these stand.
    """

    rejected: Mapping[tuple[Series, Why], Sequence[Rejected]]
    faulty: frozenset[Series] = frozenset()
    blank: frozenset[Series] = frozenset()
    refused: frozenset[str] = frozenset()
    faulty_units: frozenset[str] = frozenset()
    copies: Mapping[str, Sequence[Copy]] = MappingProxyType({})
    faulty_at: Mapping[Series, tuple[Place, ...]] = MappingProxyType({})

    def holds(self, why: Why, key: Series, body: str) -> bool:
        """Whether `why` is a reason for there being no figure at `key`, rows aside."""
        return {
            "faulty": key in self.faulty,
            "left_blank": key in self.blank,
            "refused": body in self.refused,
            "faulty_rows": not self.faulty_units.isdisjoint((key[1], body)),
        }.get(why, False)


def by_series(
    rejected: Iterable[Rejected], expected: Expected
) -> Mapping[tuple[Series, Why], Sequence[Rejected]]:
    """A row in another body's form speaks of two series: its own unit's, and that of the form."""
    found: dict[tuple[Series, Why], list[Rejected]] = defaultdict(list)
    for item in rejected:
        found[series_of(item.observation), _WHY[item.fault]].append(item)
        for body in item.forms:
            for each in expected.of.get(body, ()):
                if each[0] == item.observation.indicator and each != series_of(item.observation):
                    found[each, "other_unit"].append(item)
    return found


_WHY: Final[Mapping[Fault, Why]] = {
    "differs": "contradictory",
    "impossible": "impossible",
    "doubtful": "doubtful",
    "wrong_unit": "other_form",
    "wrong_period": "other_period",
}


def why_missing(key: Series, body: str, came: CameIn, has_sent: bool) -> Missing:
    """The reason why `key` has no figure.

    Where several hold it is the one that came nearest to a figure that counts, for that is the shortest way
    to one: figures that contradict each other (one has to be confirmed), one in doubt (likewise), one that
    cannot be true (it has to be corrected), a row with an error (likewise), a form of which no row could be
    read (it has to be sent again), a cell left blank in the right form, faulty rows of the unit that may have
    been this figure's, a figure of the right period in another unit's form, another unit's figure in the
    unit's own form, a figure of another period, a copy of the unit that is not read.
    Where nothing came for it, but the unit has sent other figures of the period, it is not in what was sent.

    Args:
        key: ids of indicator and unit.
        body: id of the body that is asked for it.
        came: what came in.
        has_sent: whether a file speaks for the body.
    """
    for why in _NEAREST_FIRST:
        rows = came.rejected.get((key, why), ())
        if rows or came.holds(why, key, body):
            places = came.faulty_at.get(key, ()) if why == "faulty" else ()
            return Missing(why, tuple(rows), places=places)
    if body in came.copies:
        return Missing("unread", copies=tuple(dict.fromkeys(copy.kind for copy in came.copies[body])))
    return Missing("not_listed" if has_sent else "not_sent")


_NEAREST_FIRST: Final[tuple[Why, ...]] = (
    "contradictory",
    "doubtful",
    "impossible",
    "faulty",
    "refused",
    "left_blank",
    "faulty_rows",
    "other_form",
    "other_unit",
    "other_period",
)


def letter_words(catalogue: Catalogue, asked: Period, missing: Missing, lang: Language) -> str:
    """As a letter asks for the figure of `asked`: ' – đã gửi nhưng để trống'."""
    if missing.why == "not_sent":
        return ""
    details, period = _details(catalogue, missing, lang), period_inside(asked, lang)
    return say_of("why_missing", _phrase(missing), lang, details=details, period=period)


def short_words(catalogue: Catalogue, missing: Missing, lang: Language) -> str:
    """As a list has it: 'để trống'."""
    return say_of("why_missing_short", _phrase(missing), lang, details=_details(catalogue, missing, lang))


def _phrase(missing: Missing) -> str:
    beside = {item.code for item in missing.rejected} == {BESIDE_DIFFERS.code}
    return "contradictory_beside" if beside else missing.why


def _details(catalogue: Catalogue, missing: Missing, lang: Language) -> str:
    """Which figures, units or periods, each once, the first few."""

    def names() -> Iterable[str]:
        yield from (say_of("copy_kind", kind, lang) for kind in missing.copies)
        for item in missing.rejected:
            row = item.observation
            if missing.why == "other_period":
                yield period_inside(row.period, lang)
            elif missing.why == "other_unit":
                yield unit_name(catalogue, row.reporting_unit, lang)
            elif missing.why == "other_form":
                forms = [unit for unit in item.forms if unit != row.reporting_unit]
                yield from (unit_name(catalogue, unit, lang) for unit in forms)
            else:
                yield row_words(catalogue, row, lang)

    different = list(islice(dict.fromkeys(names()), _NAMED_AT_MOST + 1))
    return "; ".join(different[:_NAMED_AT_MOST]) + ("; …" if len(different) > _NAMED_AT_MOST else "")

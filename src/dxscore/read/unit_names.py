"""Which reporting unit a cell means. Exact names only, in any usual spelling; never a near match."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Literal, NamedTuple

from dxscore.model.assignments import Body
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period
from dxscore.model.territory import months_of
from dxscore.words.folding import has_hidden, name_key, unaccented
from dxscore.words.patterns import regex
from dxscore.words.say import say_of
from dxscore.words.text import Text, in_both

UnitFault = Literal["unknown", "ambiguous", "successor"]
LifeFault = Literal["outside", "unclear", "other"]
Type = Literal["area", "ward", "commune", "township", "special_zone", "hamlet"]

# Words before a name, as `name_key` leaves them (a dot has become a space).
_OFFICE_OF = regex(rf"(?:ubnd|{name_key('ủy ban nhân dân')}|uy ban nhan dan)\s+")
_TYPE_WORDS: dict[str, Type] = {
    "phường": "ward",
    "phuong": "ward",
    "p": "ward",
    "xã": "commune",
    "xa": "commune",
    "x": "commune",
    "thị trấn": "township",
    "thi tran": "township",
    "tt": "township",
    "đặc khu": "special_zone",
    "dac khu": "special_zone",
    "thôn": "hamlet",
    "thon": "hamlet",
    "tổ dân phố": "hamlet",
    "to dan pho": "hamlet",
    "tdp": "hamlet",
    "thị xã": "area",
    "thi xa": "area",
    "tx": "area",
    "thành phố": "area",
    "thanh pho": "area",
    "tp": "area",
    "huyện": "area",
    "huyen": "area",
    "tỉnh": "area",
    "tinh": "area",
}
_AREA_WORDS = (("thị xã", "tx"), ("thành phố", "tp"), ("huyện",), ("tỉnh",))
_TYPED = regex(rf"({'|'.join(sorted(_TYPE_WORDS, key=len, reverse=True))})\s+(.+)")
_CALLED: Final = frozenset({"ward", "commune", "special_zone"})
_ADMINISTRATIVE = frozenset({"area", "ward", "commune", "township", "special_zone", "hamlet"})
_LONGEST = 200


class UnitMatch(NamedTuple):
    """What a cell means as a reporting unit.

    Args:
        unit: id of the body; None where `fault` says why there is none.
        fault: unknown; ambiguous (several units have the name at one time); successor (a unit that came later
            and reports nothing).
        candidates: the bodies or successors that an ambiguous or successor's name may mean.
        generations: ids of the units that had this code or name one after the other, `unit` the first.
        unaccented: found only without accents.
        actual_kind: what the unit is, where it was called something else.
        hidden: the cell holds characters that cannot be seen, or look-alikes.
    """

    unit: str | None = None
    fault: UnitFault | None = None
    candidates: tuple[Text, ...] = ()
    unaccented: bool = False
    actual_kind: Text | None = None
    hidden: bool = False
    generations: tuple[str, ...] = ()


class Living(NamedTuple):
    """Which unit a code or name means for one period.

    Args:
        unit: id of the body; None where `fault` says why there is none.
        fault: outside (it did not live then); unclear (two did, one after the other); other (only a unit that
            reports nothing did).
        candidates: ids of the units that `fault` speaks of.
    """

    unit: str | None = None
    fault: LifeFault | None = None
    candidates: tuple[str, ...] = ()


class _Named(NamedTuple):
    """A bare name and whose it is: 'phổ hòa', ward, pho-hoa."""

    kind: str
    name: Text
    unit: str


class Units:
    """Look-up of reporting units of one catalogue. Answers are remembered by the cell's text."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._came_later = catalogue.came_later
        self._bodies = {**catalogue.came_later, **catalogue.bodies}
        self._lives = catalogue.territory.lives
        self._ids = {body.casefold(): body for body in self._bodies}
        self._codes: dict[str, list[str]] = {}
        for body in self._bodies.values():
            if body.code:
                self._codes.setdefault(body.code, []).append(body.id)
        self._places = _places(catalogue)
        self._full: dict[str, set[str]] = {}
        self._bare: dict[str, list[_Named]] = {}
        self._index()
        self._full_unaccented = _unaccented_sets(self._full)
        self._bare_unaccented = _unaccented_lists(self._bare)
        self._answers: dict[str, UnitMatch] = {}

    def find(self, text: str) -> UnitMatch:
        """The unit that `text` means, by id, official code, name or alias."""
        answer = self._answers.get(text)
        if answer is None:
            answer = self._answers[text] = self._find(text.strip())
        return answer

    def also(self, text: str, known_as: str) -> None:
        """From now on `text` means what `known_as` does."""
        self._answers[text] = self.find(known_as)

    def on(self, match: UnitMatch, period: Period, closed_on: date | None) -> Living:
        """The unit that `match` means in `period`: of several generations the one that lived then.

        Where two did, the day on which the figure was taken decides.
        """
        named = match.generations or ((match.unit,) if match.unit else ())
        living = tuple(unit for unit in named if self._lives[unit].months(period.year) & months_of(period))
        if closed_on is not None and len(living) > 1:
            living = tuple(unit for unit in living if self._lives[unit].on(closed_on)) or living
        reporting = tuple(unit for unit in living if unit not in self._came_later)
        if len(reporting) == 1:
            return Living(reporting[0])
        if reporting:
            return Living(fault="unclear", candidates=reporting)
        return Living(fault="other" if living else "outside", candidates=living or named)

    def forget(self, text: str) -> None:
        """Remember no answer for `text`: whoever reads millions of texts remembers them by what they mean."""
        self._answers.pop(text, None)

    def name(self, unit: str) -> Text:
        """What a unit that was found is called."""
        return self._bodies[unit].name

    def nearest(self, text: str) -> Text | None:
        """A name to suggest to a person, that of a later unit too; never to be used as an answer.

        Words for kinds of units ('xã', 'UBND phường') count where they bring a name nearer, for they may be
        misspelt, too; they decide between names that are equally near, and alone they mean the one unit that
        bears them. None where two are left.
        """
        from dxscore.words.nearest import far, nearest  # good files never need it

        typed = name_key(text[:_LONGEST])
        alone = self._of_kind(_OFFICE_OF.sub("", typed, count=1))
        if alone:
            return next(iter(alone.values())) if len(alone) == 1 else None
        kind, _ = _split_type(self._without_place(typed))
        meant = self._named_alike()
        bodies = self._bodies
        whole = {
            key: [_Named(bodies[unit].kind, bodies[unit].name, unit) for unit in units]
            for key, units in self._full.items()
        }
        near = [
            (far(text, name), each)
            for text, names in ((self._without_words(typed), meant), (typed, whole))
            for name in nearest(text, names)
            for each in names[name]
        ]
        found = [each for distance, each in near if distance == min(far_off for far_off, _ in near)]
        of_kind = [each for each in found if each.kind == kind] or found
        return of_kind[0].name if len({each.name.vi for each in of_kind}) == 1 else None

    def _named_alike(self) -> dict[str, list[_Named]]:
        """All names without words for kinds and places, and whose each is."""
        meant = {key: list(named) for key, named in self._bare.items()}
        for key, units in self._full.items():
            for unit in units:
                body = self._bodies[unit]
                meant.setdefault(self._without_words(key), []).append(_Named(body.kind, body.name, unit))
        return meant

    def _of_kind(self, word: str) -> dict[str, Text]:
        """The units with a name that begins with this word for a kind: of 'thị xã' the town."""
        kind = _TYPE_WORDS.get(word)
        if kind is None:
            return {}
        words = {unaccented(known) for known, its in _TYPE_WORDS.items() if its == kind}
        if kind == "area":  # a town is no district
            words = next(
                {*map(unaccented, all_)} for all_ in _AREA_WORDS if unaccented(word) in map(unaccented, all_)
            )
        return {
            body.id: body.name
            for body in self._bodies.values()
            for key in _written_names(body)
            if (found := _TYPED.fullmatch(_OFFICE_OF.sub("", key, count=1))) and unaccented(found[1]) in words
        }

    def _index(self) -> None:
        for body in self._bodies.values():
            for key in _written_names(body):
                # An area's own name without its place would be a bare "UBND".
                forms = {key} if body.kind == "area" else {key, self._without_place(key)}
                for form in forms:
                    self._full.setdefault(form, set()).add(body.id)
                kind, bare = _split_type(key)
                if kind is not None and body.kind in _ADMINISTRATIVE:
                    self._bare.setdefault(bare, []).append(_Named(kind, body.name, body.id))

    def _find(self, text: str) -> UnitMatch:
        if len(text) > _LONGEST:
            return UnitMatch(fault="unknown")
        found = self._by_key(text)
        if found is None:
            key = name_key(text)
            found = self._by_name(key, self._full, self._bare)
            if found is None and key.isascii():
                found = self._by_name(key, self._full_unaccented, self._bare_unaccented)
                found = found._replace(unaccented=found.unit is not None) if found else None
        if found is None:
            return UnitMatch(fault="unknown")
        return found._replace(hidden=True) if has_hidden(text) else found

    def _by_key(self, text: str) -> UnitMatch | None:
        """By our id, which nothing else shares, or by official code, which may have been given out again."""
        folded = text.casefold()
        if folded.endswith(".0") and folded[:-2].isdigit():
            text = folded = folded[:-2]  # a column of numbers leaves a data frame so: 21469.0
        if folded in self._ids:
            return self._one(self._ids[folded])
        return self._several(self._codes[text]) if text in self._codes else None

    def _one(self, unit: str) -> UnitMatch:
        if unit in self._came_later:
            return UnitMatch(fault="successor", candidates=(self._bodies[unit].name,))
        return UnitMatch(unit)

    def _several(self, units: Iterable[str]) -> UnitMatch:
        """One unit, the generations that had a code or name in turn, or units that have it together."""
        order = sorted(dict.fromkeys(units), key=lambda unit: self._lives[unit].first or date.min)
        if len(order) == 1:
            return self._one(order[0])
        lives = [self._lives[unit] for unit in order]
        in_turn = all(
            before.last is not None and after.first is not None and before.last < after.first
            for before, after in itertools.pairwise(lives)
        )
        names = tuple({self._bodies[unit].name.vi: self._bodies[unit].name for unit in order}.values())
        if all(unit in self._came_later for unit in order):
            return UnitMatch(fault="successor", candidates=names)
        if not in_turn:
            return UnitMatch(fault="ambiguous", candidates=names)
        return UnitMatch(order[0], generations=tuple(order))

    def _by_name(
        self, key: str, full: dict[str, set[str]], bare: dict[str, list[_Named]]
    ) -> UnitMatch | None:
        for form in dict.fromkeys(self._forms(key)):
            units = full.get(form)
            if units is not None:
                return self._several(sorted(units))
        for form in dict.fromkeys(self._forms(key)):
            kind, name = _split_type(form)
            named = bare.get(name)
            if named:
                return self._typed(kind, named) if kind else self._untyped(named)
        return None

    def _typed(self, kind: Type, named: list[_Named]) -> UnitMatch | None:
        """'xã Phổ Hòa': a unit of that type, else a ward or commune of the other; a hamlet is neither."""
        exact = sorted({n.unit for n in named if n.kind == kind})
        if exact:
            return self._several(exact)
        others = {n.unit: n for n in named if n.kind in _CALLED}
        if not others or kind in ("area", "hamlet") or any(n.kind == "area" for n in named):
            return None
        if all(n.unit in self._came_later for n in named):
            return UnitMatch(fault="successor", candidates=_distinct(named))
        reporting = {unit: n for unit, n in others.items() if unit not in self._came_later}
        found = self._several(sorted(reporting or others))
        if found.unit is None or found.generations:
            return found if found.fault == "ambiguous" else None
        return found._replace(actual_kind=_called(others[found.unit].kind))

    def _untyped(self, named: list[_Named]) -> UnitMatch:
        """'Phổ Hòa'. A name that a later unit took over is clear only where one of them lived."""
        names = _distinct(named)
        if len(names) > 1 and "area" in {n.kind for n in named}:
            return UnitMatch(fault="ambiguous", candidates=names)
        return self._several(n.unit for n in named)

    def _forms(self, key: str) -> Iterator[str]:
        """`key`, then without 'UBND', the place it lies in, or both. 'P. VHTT' may stand for 'Phòng VHTT'."""
        short = _OFFICE_OF.sub("", key, count=1) if _OFFICE_OF.match(key) else key
        yield from (key, short, self._without_place(key), self._without_place(short))
        if key.startswith("p "):
            yield f"phòng {self._without_place(key[2:])}"
            yield f"phong {self._without_place(key[2:])}"

    def _without_place(self, key: str) -> str:
        return next((key.removesuffix(place) for place in self._places if key.endswith(place)), key)

    def _without_words(self, key: str) -> str:
        return _split_type(self._without_place(_OFFICE_OF.sub("", key, count=1)))[1]


def _called(kind: str) -> Text:
    return in_both(lambda lang: say_of("unit_kind", kind, lang))


def _written_names(body: Body) -> Iterator[str]:
    yield from {name_key(name): None for name in (body.name.vi, body.name.en, *body.aliases)}


def _split_type(key: str) -> tuple[Type | None, str]:
    """('ward', 'phổ hòa') from 'phường phổ hòa'; 'UBND' before it is passed over."""
    key = _OFFICE_OF.sub("", key, count=1) if _OFFICE_OF.match(key) else key
    found = _TYPED.fullmatch(key)
    return (_TYPE_WORDS[found[1]], found[2]) if found else (None, key)


def _places(catalogue: Catalogue) -> tuple[str, ...]:
    """What may follow a unit's name for the place it lies in: ' thị xã đức phổ', ' tx đức phổ', ' thị xã'."""
    endings: set[str] = set()
    for body in catalogue.bodies.values():
        if body.kind != "area":
            continue
        for key in _written_names(body):
            kind, bare = _split_type(key)
            if kind == "area":
                for words in _AREA_WORDS:
                    if any(f"{word} {bare}" in key for word in words):
                        endings |= {f" {word} {bare}" for word in words} | {f" {word}" for word in words}
    endings |= {unaccented(ending) for ending in endings}
    return tuple(sorted(endings, key=lambda ending: (-len(ending), ending)))


def _distinct(named: list[_Named]) -> tuple[Text, ...]:
    return tuple({n.name.vi: n.name for n in named}.values())


def _unaccented_sets(index: dict[str, set[str]]) -> dict[str, set[str]]:
    merged: dict[str, set[str]] = {}
    for key, units in index.items():
        merged.setdefault(unaccented(key), set()).update(units)
    return merged


def _unaccented_lists(index: dict[str, list[_Named]]) -> dict[str, list[_Named]]:
    merged: dict[str, list[_Named]] = {}
    for key, named in index.items():
        merged.setdefault(unaccented(key), []).extend(named)
    return merged

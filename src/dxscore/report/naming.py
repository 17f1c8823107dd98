"""Names out of a catalogue and phrases out of a language, as the lines of every format say them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from dxscore.model.catalogue import Comparator, Indicator
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Owner, TargetRef, UnitVerdict
from dxscore.words.names import inside
from dxscore.words.numbers import number
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from dxscore.model.place import Place
    from dxscore.model.scorecard import Result
    from dxscore.words.keys import Key

SIGN: dict[UnitVerdict, str] = {
    "met": "✓",
    "missed": "✗",
    "pending": "…",
    "no_data": "?",
    "not_assessable": "?",
    "not_applicable": "–",
    "waived": "~",
    "counted": "·",
}
"""Beside the word of a verdict, on the screen; official texts have none."""
LESS: frozenset[Comparator] = frozenset({"at_most", "less_than"})
"""The comparators by which less is better."""


class Names(NamedTuple):
    """Whatever a catalogue names, in one language, with nothing in it that acts or hides."""

    catalogue: Catalogue
    lang: Language

    def say(self, key: Key, **named: object) -> str:
        """A phrase with its values put in."""
        return say(key, self.lang, **named)

    def indicator(self, id_: str) -> str:
        """Name of an indicator."""
        return visible(self.catalogue.indicators[id_].name.get(self.lang))

    def place(self, result: Result) -> Place | None:
        """Where the target of a result stands in the catalogue."""
        return self.catalogue.place_of(result.indicator, result.target)

    def pillar(self, id_: str) -> str:
        """Name of a pillar."""
        return visible(self.catalogue.pillars[id_].name.get(self.lang))

    def plan(self) -> str:
        """Name of the plan."""
        return visible(self.catalogue.targets.plan.name.get(self.lang))

    def body(self, id_: str) -> str:
        """Name of a body or group."""
        return visible(self.catalogue.name(id_).get(self.lang))

    def bodies(self, ids: Iterable[str]) -> str:
        """Names of several, in their order."""
        return "; ".join(self.body(id_) for id_ in ids)

    def missing(self, result: Result, in_sentence: bool = False) -> list[str]:
        """Names of the units without a whole figure; of one formed of others also whose part is missing."""
        absent = {unit.reporting_unit: unit.absent_formers for unit in result.units}
        named = []
        for id_ in result.coverage.missing:
            formers = absent.get(id_, ())
            name, *parts = [self._named(each, in_sentence) for each in (id_, *formers)]
            said = self.say("report.without_formers", unit=name, formers="; ".join(parts))
            named.append(said if formers else name)
        return named

    def _named(self, id_: str, in_sentence: bool) -> str:
        name = self.body(id_)
        return inside(name, self.lang) if in_sentence else name

    def owners(self, owners: Iterable[Owner]) -> list[str]:
        """Names of owners, without the ground on which they are."""
        return [self.body(owner.body) for owner in owners]

    def lead(self, owners: Sequence[Owner]) -> str:
        """Names of lead bodies, with a * where they are inferred from tasks; `report.owners` explains it."""
        marked = [self.body(o.body) + ("*" if o.basis == "inferred" else "") for o in owners]
        return "; ".join(marked) or self.say("report.no_lead")

    def lead_in_words(self, owners: Sequence[Owner], in_sentence: bool = False) -> str:
        """The same for official texts, which have no asterisks: 'Phòng Nội vụ (suy ra từ nhiệm vụ)'."""
        ground = f" ({self.say('report.inferred_from_tasks')})"
        names = [inside(name, self.lang) if in_sentence else name for name in self.owners(owners)]
        inferred = [owner.basis == "inferred" for owner in owners]
        if names and all(inferred):  # said once of all
            return "; ".join(names) + ground
        said = [name + ground * own for name, own in zip(names, inferred, strict=True)]
        return "; ".join(said) or self.say("report.no_lead")


def first_units(named: Sequence[str], most: int, lang: Language) -> str:
    """The first `most` of what is said of units, and how many more units there are."""
    said, more = "; ".join(named[:most]), len(named) - most
    return f"{said} {say('official.others', lang, more=more)}" if more > 0 else said


def is_inferred(owners: Iterable[Owner]) -> bool:
    """Whether no document ties one of the owners to the indicator."""
    return any(owner.basis == "inferred" for owner in owners)


def target_words(indicator: Indicator, comparator: Comparator, bounds: Sequence[str], lang: Language) -> str:
    """A comparator and its numbers in words, as the indicator's kind of number asks: 'Trên 80%'."""
    form: str = comparator
    if indicator.measure == "rank" and comparator == "at_most":
        form = "rank_at_most"
    elif indicator.measure == "share" and comparator == "at_least" and Decimal(bounds[0]) == 100:
        form = "all"
    elif comparator == "done" and indicator.needs_evidence:
        form = "done_with_evidence"
    sign = unit_sign(indicator)
    written = (number(Decimal(bound), lang) + sign for bound in bounds)
    return say_of("comparator", form, lang, **dict(zip(("bound", "upper"), written, strict=False)))


_SHOWN_OTHERWISE = frozenset({"number", "rank", "yes_no"})


def unit_sign(indicator: Indicator) -> str:
    """What stands behind a number: '%', ' Tbps', '% GDP'; nothing behind a plain number or a rank."""
    unit = indicator.unit_of_measure
    if unit == "percent":
        return "%"
    if unit in _SHOWN_OTHERWISE:
        return ""
    return visible(unit) if unit.startswith("%") else f" {visible(unit)}"


def difference_sign(indicator: Indicator, lang: Language) -> str:
    """The same behind a difference: of percentages ' điểm phần trăm', ' điểm phần trăm GDP'."""
    sign = unit_sign(indicator)
    return f" {say('report.points', lang)}{sign[1:]}" if sign.startswith("%") else sign


def unit_words(indicator: Indicator, lang: Language) -> str:
    """The unit of measure, for a column of its own; of a number the noun that is counted: 'sự cố'."""
    unit = indicator.unit_of_measure
    if unit == "number" and indicator.counted_in is not None:
        return visible(indicator.counted_in.get(lang))
    known = unit == "percent" or unit in _SHOWN_OTHERWISE
    return say_of("unit_of_measure", unit, lang) if known else visible(unit)


def written_bounds(target: TargetRef) -> tuple[str, ...]:
    """The threshold's numbers as the catalogue writes them: none, one, or two."""
    return () if target.threshold is None else written(target.threshold)


def written(threshold: str | tuple[str, str]) -> tuple[str, ...]:
    """One number, or two."""
    return (threshold,) if isinstance(threshold, str) else threshold


def yes_no(value: object, lang: Language) -> str:
    """What 1 and 0 mean where the answer is yes or no."""
    return say_of("yes_no", "yes" if value == 1 else "no", lang)

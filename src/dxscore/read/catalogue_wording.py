"""The keys of a target held against the words that it quotes: its number, how strict it is, its year.

What no number settles is left alone: a target whose `choice` says why, and wording without digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dxscore.model import rules
from dxscore.model.catalogue import COMPARATORS
from dxscore.read.catalogue_items import Item
from dxscore.read.catalogue_rules import moment_of, parts_of
from dxscore.words.numbers import number
from dxscore.words.printed import Limit, Side, limits_in, years_in
from dxscore.words.say import say_of
from dxscore.words.text import Text, in_both

_SIDES: tuple[Side, ...] = ("at_least", "more_than", "at_most", "less_than")


def advise_wording(targets: Item) -> None:
    """Report every target whose keys say something else than its own wording."""
    for indicator in targets.items("indicators"):
        for target in indicator.items("targets"):
            source = target.item("source")
            wording = source.text("wording") if source else None
            if wording is not None and not target.has("choice"):
                _compare(target, wording)


def _compare(target: Item, wording: str) -> None:
    moment = moment_of(target.data.get("by"))
    years = years_in(wording)
    base = moment_of((against.data if (against := target.item("against")) else {}).get("period"))
    if base is not None:  # the year of the base is named beside it
        years -= {base.year}
    if moment is not None and years and moment.year not in years:
        said = ", ".join(map(str, sorted(years)))
        target.report(rules.WORDING_OF_OTHER_YEAR, "by", year=moment.written, said=said)
    limits = list(limits_in(wording))
    if any(True for _ in parts_of(target)):
        _compare_parts(target, limits)
        return
    thresholds = _thresholds(target)
    if not limits or not thresholds:
        return
    named = [limit for limit in limits if set(limit.readings) & set(thresholds.values())]
    if not named:
        key, threshold = next(iter(thresholds.items()))
        numbers = dict.fromkeys(limit.readings[0] for limit in limits)
        said_ = in_both(lambda lang: "; ".join(number(value, lang) for value in numbers))
        target.report(rules.WORDING_OF_OTHER_NUMBER, key, threshold=str(threshold), said=said_)
        return
    for key, threshold in thresholds.items():
        _compare_strictness(target, key, [limit for limit in named if threshold in limit.readings])


def _compare_parts(target: Item, limits: Sequence[Limit]) -> None:
    """Of levels, units and changes: a number that the wording does not have, where it has any."""
    readings = {abs(reading) for limit in limits for reading in limit.readings}
    for part in parts_of(target):
        for key, threshold in _thresholds(part).items():
            if readings and abs(threshold) not in readings:
                said = in_both(lambda lang: "; ".join(number(value, lang) for value in sorted(readings)))
                part.report(rules.WORDING_OF_OTHER_NUMBER, key, threshold=str(threshold), said=said)


def _thresholds(target: Item) -> dict[str, Decimal]:
    """The number under each comparator that has one number; of `between` nothing is compared."""
    found = {key: target.number(key) for key in COMPARATORS if key not in ("between", "done")}
    return {key: number for key, number in found.items() if number is not None}


def _compare_strictness(target: Item, key: str, limits: Sequence[Limit]) -> None:
    if not limits or key not in _SIDES:
        return
    said = {limit.side for limit in limits}
    strict = key in ("more_than", "less_than")
    if key in said or (None in said and not strict):
        return
    side = next((limit.side for limit in limits if limit.side), None)
    target.report(rules.WORDING_OF_OTHER_STRICTNESS, key, comparator=key, said=_words(side))


def _words(side: Side | None) -> Text:
    return in_both(lambda lang: say_of("wording", side or "bare", lang))

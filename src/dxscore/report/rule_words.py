"""What a target asks for in words, be it levels, thresholds of units, changes or parts of a year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dxscore.model.catalogue import Comparator, Indicator
from dxscore.model.period import period_words, written_period
from dxscore.model.scorecard import AgainstRef, HeldAgainst, TargetRef, TargetRule
from dxscore.report.naming import Names, difference_sign, target_words, unit_sign, written, written_bounds
from dxscore.words.numbers import day, number
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible


def deadline_words(at: str, lang: Language) -> str:
    """A deadline that is not the close of a year: 'Quý II/2025', '30/06/2025'."""
    try:
        return period_words(written_period(at), lang)
    except ValueError:
        return day(date.fromisoformat(at), lang)


def asked_words(names: Names, indicator: Indicator, target: TargetRef) -> str:
    """The target without its deadline: 'Trên 80%'; 'Đạt: tối thiểu 60%; Tốt: tối thiểu 80%'."""
    return _in_field(indicator, _asked(names, indicator, target), names)


def with_path(names: Names, indicator: Indicator, target: TargetRef, words: str) -> str:
    """A target's words and the yearly path to it, where the plan states one: '…; lộ trình 2026: 75%'."""
    steps = [
        f"{step.year}: {number(Decimal(step.threshold), names.lang)}{unit_sign(indicator)}"
        for step in target.path
    ]
    return names.say("rule.on_path", target=words, steps=", ".join(steps)) if steps else words


def begins_with_name(target: TargetRef) -> bool:
    """Whether a target's words begin with a name, whose first letter stays as it is."""
    return target.rule is not None and bool(target.rule.levels or target.rule.for_)


def _asked(names: Names, indicator: Indicator, target: TargetRef) -> str:
    rule = target.rule
    if rule is None:
        return target_words(indicator, target.comparator, written_bounds(target), names.lang)
    if rule.levels:
        said = [
            f"{visible(level.name.get(names.lang))}: {limit_words(names, indicator, level)}"
            for level in rule.levels
        ]
        return "; ".join(said)
    if rule.against is not None:
        words = _change(names, indicator, rule.against, target)
        return f"{words}{_held(names, indicator, rule)}"
    if rule.for_:
        return _units(names, indicator, target, rule)
    kept = say_of("kept", rule.keep or "rising", names.lang)
    if target.threshold is None:
        return f"{kept[:1].upper()}{kept[1:]}{_held(names, indicator, rule)}"
    own = target_words(indicator, target.comparator, written_bounds(target), names.lang)
    return names.say("rule.and_kept", target=own, kept=kept) + _held(names, indicator, rule)


def _in_field(indicator: Indicator, words: str, names: Names) -> str:
    """Of a rank also out of how many, and among whom."""
    if indicator.of is not None:
        words = names.say("rule.of_field", target=words, count=indicator.of)
    if indicator.scope is not None:
        scope = visible(indicator.scope.get(names.lang))
        words = names.say("rule.in_scope", target=words, scope=scope)
    return words


def limit_words(names: Names, indicator: Indicator, held: HeldAgainst) -> str:
    """A limit in the middle of a sentence: 'tối thiểu 60%'."""
    words = target_words(indicator, held.comparator, written(held.threshold), names.lang)
    return f"{words[:1].lower()}{words[1:]}"


def _units(names: Names, indicator: Indicator, target: TargetRef, rule: TargetRule) -> str:
    said = [f"{names.body(each.units)}: {limit_words(names, indicator, each)}" for each in rule.for_]
    first = (target.comparator, target.threshold)
    if (rule.for_[0].comparator, rule.for_[0].threshold) != first:
        own = target_words(indicator, target.comparator, written_bounds(target), names.lang)
        said.append(names.say("rule.others", target=f"{own[:1].lower()}{own[1:]}"))
    return "; ".join(said)


def _held(names: Names, indicator: Indicator, rule: TargetRule) -> str:
    """The earlier figure, and what follows from it: ' (gốc 50%: tối thiểu 60%)'."""
    if rule.base is None:
        return ""
    sign = unit_sign(indicator)
    base = f"{number(rule.base, names.lang)}{sign}"
    if rule.held is None:
        return f" ({names.say('rule.base', base=base)})"
    return f" ({names.say('rule.base_and_held', base=base, target=limit_words(names, indicator, rule.held))})"


_FALLING: dict[Comparator, Comparator] = {
    "at_most": "at_least",
    "less_than": "more_than",
    "at_least": "at_most",
    "more_than": "less_than",
}
"""A fall of at least 30 is a change of at most -30."""


def _change(names: Names, indicator: Indicator, against: AgainstRef, target: TargetRef) -> str:
    lang = names.lang
    bounds = [Decimal(bound) for bound in written_bounds(target)]
    yearly = against.period == "previous_year"
    base = say("rule.since_last", lang) if yearly else say("rule.since", lang, period=against.period)
    comparator = target.comparator
    if bounds == [0] and comparator in ("at_least", "at_most"):
        return say_of("no_change", comparator, lang, base=base)
    down = all(bound < 0 for bound in bounds)
    amounts = [_amount(indicator, against, abs(bound), lang) for bound in bounds]
    if comparator in ("between", "exactly"):
        if down:
            amounts.reverse()
        verb = say_of("change", "falls" if down else "rises", lang)
        between = " – ".join(dict.fromkeys(amounts))
        return say("rule.changes", lang, verb=verb, amount=between, base=base)
    form = _FALLING.get(comparator, comparator) if down else comparator
    verb = say_of("change", "falls" if down else "rises", lang)
    amount = say_of("change_limit", form, lang, amount=amounts[0])
    return say("rule.changes", lang, verb=verb, amount=amount, base=base)


def _amount(indicator: Indicator, against: AgainstRef, bound: Decimal, lang: Language) -> str:
    if against.change == "percent":
        return f"{number(bound, lang)}%"
    noun = "" if indicator.counted_in is None else f" {visible(indicator.counted_in.get(lang))}"
    return f"{number(bound, lang)}{difference_sign(indicator, lang) or noun}"

"""What a trend says, in words: the pace, the pace needed, the outlook with its reason, the year before."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from dxscore.model.catalogue import Indicator
from dxscore.model.like_for_like import OfBoth, ValueFact
from dxscore.model.period import period_inside, written_period
from dxscore.model.scorecard import Outlook, Result
from dxscore.report.naming import difference_sign, unit_sign
from dxscore.words.numbers import distinct, number, percent
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible

_ZERO = [Fraction(0)]


def period_shown(period: str, lang: Language) -> str:
    """A period that a scorecard names, as people read it; what is none stays as it is."""
    try:
        return period_inside(written_period(period), lang)
    except ValueError:
        return visible(period)


def amount(indicator: Indicator, change: Decimal, lang: Language) -> str:
    """The size of a change, without its direction: '6,5 điểm phần trăm', '12 xã'."""
    size = abs(change)
    if indicator.measure == "rank" and size == size.to_integral_value():
        return say("trend.places", lang, count=int(size))
    if indicator.unit_of_measure == "percent":
        return say("trend.points", lang, change=distinct(Fraction(size), _ZERO, lang))
    return counted(indicator, size, lang)


def counted(indicator: Indicator, count: Decimal | int, lang: Language) -> str:
    """A number with the indicator's noun: '1.240 người'."""
    shown = number(Decimal(count).normalize() if count else Decimal(0), lang, None)
    if not isinstance(count, int):
        shown = distinct(Fraction(count), _ZERO, lang)
    if indicator.counted_in is None:
        return f"{shown}{difference_sign(indicator, lang)}"
    return say("report.counted", lang, count=shown, noun=visible(indicator.counted_in.get(lang)))


def signed(indicator: Indicator, change: Decimal | None, lang: Language) -> str:
    """'+4,0 điểm phần trăm' for a table; '–' where nothing is known."""
    if change is None:
        return say("trend.none", lang)
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return sign + amount(indicator, change, lang)


def needed(indicator: Indicator, change: Decimal | None, count: int | None, lang: Language) -> str:
    """The pace needed in points and in counts, for a table."""
    if change is None:
        return say("trend.none", lang)
    if not change:
        return say("trend.reached", lang)
    points = signed(indicator, change, lang)
    if not count or indicator.unit_of_measure != "percent":
        return points
    return say("trend.count", lang, points=points, count=counted(indicator, count, lang))


def outlook_words(outlook: Outlook | None, provisional: bool, lang: Language) -> str:
    """The class in words, '–' where there is none."""
    if outlook is None:
        return say("trend.none", lang)
    told = say_of("outlook", outlook, lang)
    return f"{told} ({say('trend.provisional', lang)})" if provisional else told


def outlook_sentences(indicator: Indicator, result: Result, lang: Language) -> list[str]:
    """For reports: against the year before, the pace so far, the pace needed, the outlook."""
    before = year_before_sentence(indicator, result, lang)
    return [*([before] if before else []), *ahead_sentences(indicator, result, lang)]


def ahead_sentences(indicator: Indicator, result: Result, lang: Language) -> list[str]:
    """Of a target that is not due: the pace so far, the pace needed, the outlook."""
    said: list[str] = []
    if result.due or (result.outlook is None and not result.needed_per_year):
        return said
    if result.change_per_year is not None:
        change = result.change_per_year
        way = "rises" if change > 0 else "falls" if change < 0 else "stays"
        so_far = say_of("trend", way, lang, by=amount(indicator, change, lang))
        said.append(say("trend.seen", lang, change=so_far))
    if result.needed_per_year and not _is_of_its_last_year(result):
        way = "rise" if result.needed_per_year > 0 else "fall"
        wanted = say_of("trend", way, lang, by=amount(indicator, result.needed_per_year, lang))
        count = result.needed_count_per_year
        if count and indicator.unit_of_measure == "percent":
            counts = counted(indicator, count, lang)
            said.append(say("trend.needs_count", lang, change=wanted, count=counts))
        else:
            said.append(say("trend.needs", lang, change=wanted))
    if result.outlook is not None:
        told = outlook_words(result.outlook, result.outlook_provisional, lang)
        said.append(say("trend.outlook_is", lang, outlook=told))
    return said


def _is_of_its_last_year(result: Result) -> bool:
    """Whether the figure is of the year in which the target falls due: the gap says what is still needed,
    and a pace of a whole year is more than that.
    """
    newest = result.period if result.span is None else result.span.to
    return newest is not None and newest[:4] == str(result.target.by)


def year_before_sentence(indicator: Indicator, result: Result, lang: Language) -> str:
    """'So với cùng kỳ năm trước (…): tốt lên 4,0 điểm phần trăm.'; '' where nothing of it is known."""
    before = result.year_before
    if before is None:
        return ""
    if before.of_both is not None and before.period is not None:
        return _by_units_of_both(indicator, result, before.of_both, before.period, lang)
    if before.fact == "not_comparable" or before.value is None or before.period is None:
        why = before.why_not or "none_before"
        if why in ("none", "none_before"):
            return say("trend.year_before_none", lang)
        return say("trend.year_before_unlike", lang, why=say_of("why_not", why, lang))
    period, value = period_shown(before.period, lang), _value_shown(indicator, result, before.value, lang)
    fact = _became(indicator, before.fact, before.difference, lang)
    return say("trend.year_before", lang, period=period, value=value, fact=fact)


def _by_units_of_both(indicator: Indicator, result: Result, both: OfBoth, period: str, lang: Language) -> str:
    """What the units counted in both come to, where the whole is not comparable."""
    old, new = (_value_shown(indicator, result, value, lang) for value in (both.before, both.now))
    fact = _became(indicator, both.value, both.difference, lang)
    when, count = period_shown(period, lang), len(both.units)
    return say("trend.year_before_of_both", lang, period=when, count=count, old=old, new=new, fact=fact)


def _value_shown(indicator: Indicator, result: Result, value: Decimal, lang: Language) -> str:
    if indicator.unit_of_measure != "percent":
        return f"{number(value, lang)}{unit_sign(indicator)}"
    bounds = result.target.threshold
    thresholds = [Fraction(bound) for bound in ((bounds,) if isinstance(bounds, str) else bounds or ())]
    return percent(Fraction(value), thresholds, lang)


def _became(indicator: Indicator, fact: ValueFact, difference: Decimal | None, lang: Language) -> str:
    """Better or worse, and by how much."""
    if fact in ("same", "not_comparable") or difference is None:
        return say("comparison.same", lang)
    return say_of("comparison", fact, lang, by=amount(indicator, difference, lang))

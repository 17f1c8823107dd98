"""What a target asks of the unit that fills in a form: what is to be reached, by when, by each or by all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from dxscore.forms.expected import wants_shorter
from dxscore.forms.written import day_words
from dxscore.model.catalogue import Indicator, Target
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period, period_inside
from dxscore.model.target import Comparator, ForUnits, Level, period_of, year_of
from dxscore.words.numbers import number
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible


def asked_of(
    catalogue: Catalogue, indicator: Indicator, unit: str, period: Period, lang: Language
) -> tuple[str, ...]:
    """A line for each target that `period` is on the way to."""
    lines = []
    for target in _ahead(catalogue, indicator, period):
        words = _what(catalogue, indicator, target, unit, period, lang)
        if words:
            key = "form.target_of_all" if _is_pooled(catalogue, indicator) else "form.target"
            line = say(key, lang, when=_when(target, lang), what=words)  # type: ignore[arg-type]
            lines.append(line + (say("form.each_by_itself", lang) if wants_shorter(target, period) else ""))
    return tuple(lines)


def _is_pooled(catalogue: Catalogue, indicator: Indicator) -> bool:
    """Whether the units' figures are added up and held together against the target."""
    return indicator.judged_on == "pooled" and len(catalogue.reporting_units(indicator.id)) > 1


def _ahead(catalogue: Catalogue, indicator: Indicator, period: Period) -> Iterator[Target]:
    """Targets that come again, and the first dated one that falls due when `period` closes or later."""
    calendar = catalogue.targets.plan.reporting_calendar
    closes = period.closes(calendar)
    dated: list[tuple[date, Target]] = []
    for target in indicator.targets:
        if target.by is None:
            if target.from_ is not None and year_of(target.from_) <= period.year:
                yield target
            continue
        due = target.by if isinstance(target.by, date) else period_of(target.by).closes(calendar)
        if due >= closes:
            dated.append((due, target))
    if dated:
        yield min(dated, key=lambda each: each[0])[1]


def _when(target: Target, lang: Language) -> str:
    if target.every is not None:
        return say_of("every", target.every, lang)
    by = target.by
    assert by is not None  # noqa: S101  # a target has one of the two: its model says so
    if isinstance(by, date):
        return say("form.until", lang, at=day_words(by))
    return say("form.until", lang, at=period_inside(period_of(by), lang))


def _what(
    catalogue: Catalogue, indicator: Indicator, target: Target, unit: str, period: Period, lang: Language
) -> str:
    """What is asked of the unit, '' where nothing is. A change is said as it is printed."""
    if target.against is not None or target.keep is not None:
        return say("form.as_printed", lang, words=visible(target.source.wording))
    if target.levels:
        said = (
            f"{visible(level.name.get(lang))}: {_limit(indicator, level, lang)}" for level in target.levels
        )
        return "; ".join(said)
    for each in target.for_ or ():
        if unit in catalogue.units(each.units):
            return _limit(indicator, each, lang)
    own = [key for key in target.asking if key != "for"]
    if not own:
        return ""
    bounds = () if target.done else target.bounds
    return _said(indicator, target.comparator, bounds, lang) + _step(indicator, target, period, lang)


def _step(indicator: Indicator, target: Target, period: Period, lang: Language) -> str:
    """What the plan's own path states for the year of the form; '' where it states nothing."""
    stated = (target.path or {}).get(period.year)
    if stated is None:
        return ""
    step = f"{period.year}: {number(stated, lang)}{_sign(indicator)}"
    return say("form.on_path", lang, step=step)


def _limit(indicator: Indicator, asking: Level | ForUnits, lang: Language) -> str:
    return _said(indicator, asking.comparator, asking.bounds, lang)


def _said(indicator: Indicator, comparator: Comparator, bounds: Sequence[Decimal], lang: Language) -> str:
    """'tối thiểu 2 buổi'."""
    form: str = "rank_at_most" if (indicator.measure, comparator) == ("rank", "at_most") else comparator
    noun = "" if indicator.counted_in is None else f" {visible(indicator.counted_in.get(lang))}"
    sign = _sign(indicator) or (noun if indicator.measure == "number" else "")
    plain = [number(bound, lang) for bound in bounds]
    # Of a band the noun stands once: 'từ 40 đến 50 tổ chức'.
    signs = ["" if sign.startswith(" ") else sign] * (len(plain) - 1) + [sign]
    written = (shown + own for shown, own in zip(plain, signs, strict=False))
    words = say_of("comparator", form, lang, **dict(zip(("bound", "upper"), written, strict=False)))
    words = f"{words[:1].lower()}{words[1:]}"
    if indicator.of is not None:
        words = say("rule.of_field", lang, target=words, count=indicator.of)
    if indicator.scope is not None:
        words = say("rule.in_scope", lang, target=words, scope=visible(indicator.scope.get(lang)))
    return words


def _sign(indicator: Indicator) -> str:
    """'%', ' Tbps', '% GDP'; '' of a plain number, a rank, an answer."""
    unit = indicator.unit_of_measure
    if unit in ("number", "rank", "yes_no"):
        return ""
    return "%" if unit == "percent" else visible(unit) if unit.startswith("%") else f" {visible(unit)}"

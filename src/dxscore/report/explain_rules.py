"""How the rules of an indicator's targets are judged, a sentence each, for whoever reads what it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dxscore.model.catalogue import Indicator, Target
from dxscore.model.loaded import Catalogue
from dxscore.model.target import period_of
from dxscore.words.numbers import day, number
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible


def rule_lines(catalogue: Catalogue, indicator: Indicator, lang: Language) -> list[str]:
    """What is to be known of every rule that the indicator and its targets use; each said once."""
    lines = [*_of_indicator(indicator, lang), *_of_deadlines(catalogue, indicator, lang)]
    for target in indicator.targets:
        lines += _of_target(target, lang)
    return list(dict.fromkeys(lines))


def _of_indicator(indicator: Indicator, lang: Language) -> Iterator[str]:
    if indicator.of is not None:
        yield say("explain_rule.of", lang, of=indicator.of)
    if indicator.scope is not None:
        yield say("explain_rule.scope", lang, scope=visible(indicator.scope.get(lang)))
    if indicator.measure == "share" and indicator.maximum is not None:
        yield say("explain_rule.maximum", lang, maximum=number(indicator.maximum, lang))
    if indicator.parts == "apart":
        yield say("explain_rule.apart", lang)


def _of_deadlines(catalogue: Catalogue, indicator: Indicator, lang: Language) -> Iterator[str]:
    often = [each.every for each in indicator.targets if each.every is not None]
    for every in dict.fromkeys(often):
        yield say("explain_rule.every", lang, often=say_of("every", every, lang))
    calendar = catalogue.targets.plan.reporting_calendar
    within = [each.by for each in indicator.targets if isinstance(each.by, date | str)]
    days = [by if isinstance(by, date) else period_of(by).closes(calendar) for by in within]
    if days:
        yield say("explain_rule.by_day", lang, days=", ".join(day(each, lang) for each in days))
        if indicator.over_time == "flow":
            yield say("explain_rule.from_new_year", lang)


def _of_target(target: Target, lang: Language) -> Iterator[str]:
    if target.levels:
        yield say("explain_rule.levels", lang, level=visible(target.levels[0].name.get(lang)))
    if target.for_:
        common = target.asking != ["for"]
        yield say("explain_rule.for_common" if common else "explain_rule.for_each", lang)
    if target.against is not None:
        base = target.against.period
        year = say("explain_rule.year_before", lang) if base == "previous_year" else str(base)
        percent = target.against.change == "percent"
        yield say("explain_rule.percent" if percent else "explain_rule.points", lang, year=year)
    if target.keep is not None:
        yield say("explain_rule.keep" if target.asking == ["keep"] else "explain_rule.keep_and_limit", lang)
    if target.between is not None:
        yield say("explain_rule.between", lang)
    if target.path:
        yield say("explain_rule.path", lang)

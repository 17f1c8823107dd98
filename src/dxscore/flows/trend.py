"""Metrics of many periods, or scorecards of many days, in; the series and what they lead to out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dxscore.errors import ScorecardError
from dxscore.flows.judge import Request, judge, read_files, scorecard_in
from dxscore.model import rules
from dxscore.model.catalogue import Indicator
from dxscore.model.figures import exact_value
from dxscore.model.finding import Finding, Rule
from dxscore.model.in_order import in_order
from dxscore.model.loaded import Catalogue
from dxscore.model.place import NOWHERE, Place
from dxscore.model.reference import definition_of
from dxscore.model.scorecard import CatalogueRef, InputFile, Result, Scorecard
from dxscore.model.trend import LeftOutReason, Series, Trend
from dxscore.score.alike import months_of
from dxscore.score.compare import two_scopes
from dxscore.score.deadlines import DatedTarget, dated_targets
from dxscore.score.like_for_like import LikeForLike, by_each, measured_otherwise
from dxscore.score.series import series
from dxscore.score.trend import Figures, Joined, held_in, towards
from dxscore.words.numbers import number
from dxscore.words.say import pair
from dxscore.words.text import Text, in_both

if TYPE_CHECKING:
    from dxscore.flows.judge import Judgement, Watched
    from dxscore.model.observation import Metrics
    from dxscore.read.sources import Source

_JSON = ".json"


class Told(NamedTuple):
    """What came of it.

    Args:
        trend: the series.
        without_target: ids of indicators that have no target in the year asked for.
    """

    trend: Trend
    without_target: tuple[str, ...]


def trend_files(
    catalogue: Catalogue,
    names: Sequence[str],
    request: Request,
    to: int | None = None,
    watched: Watched | None = None,
) -> Told:
    """The trend of one or more metrics files, or of scorecards of several days.

    Args:
        catalogue: whose targets they are held towards.
        names: metrics files and patterns, or scorecards (.json); '-' is standard input and may be either.
        request: the day and the unit asked for.
        to: the year of the targets; by default the next ones ahead.
        watched: told how far reading has come.

    Raises:
        ScorecardError: scorecards and metrics together, or scorecards that cannot be held together.
        MetricsError: nothing could be judged.
    """
    from dxscore.read.sources import expand, open_source

    files = [name for each in names for name in expand([each])]
    cards: list[tuple[str, Scorecard]] = []
    data: list[str] = []
    stream: Source | None = None
    for name in dict.fromkeys(files):
        if name == "-":
            stream = open_source(name)
            if not stream.content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
                data.append(name)
                continue
            cards.append((name, scorecard_in(stream, name, catalogue)))
        elif name.lower().endswith(_JSON):
            cards.append((name, scorecard_in(open_source(name), name, catalogue)))
        else:
            data.append(name)
    if cards and data:
        raise ScorecardError(*pair("scoring.cards_and_data"))
    if cards:
        return of_scorecards(catalogue, cards, to)
    if stream is None:
        metrics = read_files(data, catalogue, watched)
    else:
        metrics = _with_stream(data, stream, catalogue)
    return of_judgement(judge(catalogue, metrics, request, outlooks=False), to)


def _with_stream(names: Sequence[str], stream: Source, catalogue: Catalogue) -> Metrics:
    from dxscore.read.metrics import read
    from dxscore.read.sources import open_source

    return read([stream if name == "-" else open_source(name) for name in names], catalogue)


def of_judgement(judged: Judgement, to: int | None = None) -> Told:
    """The trend of what was judged.

    Raises:
        MetricsError: there is nothing at all in it.
    """
    card, yearly = judged.with_results().scorecard, judged.yearly
    figures = {}
    unit = judged.request.reporting_unit
    for indicator in _asked_of(judged.catalogue, unit):
        if yearly is not None:
            figures[indicator.id] = yearly.figures(indicator)
    return _told(judged.catalogue, card.day, card.inputs, figures, to, list(card.findings), None, unit)


def _asked_of(catalogue: Catalogue, unit: str | None) -> list[Indicator]:
    """The indicators that one unit, or a group of units, reports; all of them where none is named."""
    every = catalogue.targets.indicators
    if unit is None:
        return list(every)
    own = set(catalogue.units(unit))
    return [each for each in every if not own.isdisjoint(catalogue.reporting_units(each.id))]


def of_scorecards(
    catalogue: Catalogue, cards: Sequence[tuple[str, Scorecard]], to: int | None = None
) -> Told:
    """The trend of scorecards, each of its day: a scorecard is its own history.

    Raises:
        ScorecardError: they are of two scopes.
    """
    scopes = {result.reporting_unit: None for _, card in cards for result in card.results}
    if len(scopes) > 1:
        raise two_scopes(scopes)
    in_time = sorted(cards, key=lambda each: each[1].day)
    known = _known(catalogue, in_time)
    findings = [*_of_order(cards), *known.revised]
    like = LikeForLike(catalogue)
    figures = {}
    for indicator in catalogue.targets.indicators:
        results, odd = _of_one_kind(known, indicator)
        if odd:
            findings.append(_said(rules.SERIES_OTHER_DEFINITION, indicator, NOWHERE, odd))
        if results:
            figures[indicator.id] = Figures(like.alike, indicator, results)
    inputs = tuple(item for _, card in in_time for item in card.inputs)
    scope = next(iter(scopes), None)
    return _told(catalogue, in_time[-1][1].day, inputs, figures, to, findings, scope, scope)


_Time = tuple[int, int, int, int]


class _Known(NamedTuple):
    """What scorecards know, by indicator.

    Args:
        figures: the figure of each time, by its months: of two of one time the later scorecard's.
        otherwise: figures that were measured by another definition than the catalogue's.
        revised: figures that a later scorecard replaces with others.
    """

    figures: dict[str, dict[_Time, tuple[str, Result]]]
    otherwise: dict[str, list[Result]]
    revised: list[Finding]


def _known(catalogue: Catalogue, in_time: Sequence[tuple[str, Scorecard]]) -> _Known:
    known = _Known(defaultdict(dict), defaultdict(list), [])
    for name, card in in_time:
        for result in _newest_of_each(card):
            indicator = catalogue.indicators.get(result.indicator)
            months = months_of(result)
            if indicator is None or months is None:
                continue
            if measured_otherwise(result.definition, definition_of(indicator)):
                known.otherwise[indicator.id].append(result)
                continue
            before = known.figures[indicator.id].get(months)
            if before is not None:
                known.revised.extend(_revised(indicator, name, before[1], result))
            known.figures[indicator.id][months] = (name, result)
    return known


def _of_one_kind(known: _Known, indicator: Indicator) -> tuple[list[Result], list[Result]]:
    """The figures that make one series, oldest first; and those measured or pooled otherwise."""
    results = [result for _, result in sorted_by_time(known.figures[indicator.id])]
    apart = [result for result in results if by_each(result)]
    odd = [*known.otherwise[indicator.id]]
    if apart and len(apart) < len(results):
        odd += apart
        results = [result for result in results if not by_each(result)]
    return results, odd


def sorted_by_time(
    known: dict[_Time, tuple[str, Result]],
) -> list[tuple[str, Result]]:
    """By the year, then by the last month."""
    return [known[months] for months in sorted(known, key=lambda m: (m[0], m[2], m[3]))]


def _newest_of_each(card: Scorecard) -> Iterator[Result]:
    """Of each indicator the result with the newest figure: what is measured does not hang on the target."""
    newest: dict[str, Result] = {}
    for result in card.results:
        months = months_of(result)
        if months is None or result.reason is not None:
            continue
        before = newest.get(result.indicator)
        than = months_of(before) if before is not None else None
        if than is None or (months.year, months.last, months.long) > (than.year, than.last, than.long):
            newest[result.indicator] = result
    yield from newest.values()


def _of_order(cards: Sequence[tuple[str, Scorecard]]) -> Iterator[Finding]:
    """Days that go back, and days that come twice."""
    days: dict[date, str] = {}
    last: date | None = None
    for name, card in cards:
        if last is not None and card.day < last:
            yield rules.SERIES_OUT_OF_ORDER.finding(Place(name), day=card.day)
        if card.day in days:
            yield rules.SERIES_REPEATED.finding(Place(name), day=card.day, other=days[card.day])
        days.setdefault(card.day, name)
        last = card.day


def _revised(indicator: Indicator, name: str, before: Result, now: Result) -> list[Finding]:
    old, new = exact_value(before), exact_value(now)
    same_parts = (before.numerator, before.denominator) == (now.numerator, now.denominator)
    if old is None or new is None or (old == new and same_parts):
        return []
    return [
        rules.SERIES_REVISED.finding(
            Place(name),
            indicator=indicator.name,
            periods=now.period or "",
            old=in_both(lambda lang: number(before.value or 0, lang)),
            new=in_both(lambda lang: number(now.value or 0, lang)),
        )
    ]


def _told(
    catalogue: Catalogue,
    as_of: date,
    inputs: tuple[InputFile, ...],
    figures: dict[str, Figures],
    to: int | None,
    findings: list[Finding],
    scope: str | None,
    asked: str | None,
) -> Told:
    """The series; `scope` is whose figures scorecards hold, `asked` the unit or group that is asked about."""
    rows: list[Series] = []
    without: list[str] = []
    place = Place(inputs[0].file) if inputs else NOWHERE
    for indicator in catalogue.targets.indicators:
        own = figures.get(indicator.id)
        if own is None:
            continue
        wanted = _targets(catalogue, indicator, as_of, to)
        if not wanted:
            without.append(indicator.id)
            continue
        whole, units = own.whole(), list(own.units())
        by_each = indicator.judged_on == "each" and len(units) > 1
        is_part = asked is not None and {*catalogue.units(asked)} < {*catalogue.reporting_units(indicator.id)}
        if not by_each:
            findings += _of_series(indicator, whole, place)
        for dated in wanted:
            held = held_in(catalogue, dated, whole, scope)
            told = towards(indicator, dated, whole, by_each=by_each, held=held, is_part=is_part)
            rows.append(series(indicator, dated, told, scope))
            for unit, joined in units if len(units) > 1 else ():
                held = held_in(catalogue, dated, joined, unit)
                of_unit = towards(indicator, dated, joined, held=held, is_part=True)
                rows.append(series(indicator, dated, of_unit, unit))
    trend = Trend(
        plan=catalogue.targets.plan.id,
        as_of=as_of,
        catalogue=CatalogueRef(sha256=catalogue.sha256),
        inputs=inputs,
        series=tuple(rows),
        findings=in_order(findings),
    )
    return Told(trend, tuple(without))


def _targets(
    catalogue: Catalogue, indicator: Indicator, as_of: date, to: int | None
) -> Sequence[DatedTarget]:
    """The targets that fall due in the year asked for; else the next one ahead, or the last that was due."""
    calendar = catalogue.targets.plan.reporting_calendar
    dated = dated_targets(indicator, calendar, as_of, to)
    if to is not None:
        return dated
    return [each for each in dated if not each.due] or dated[-1:]


def _of_series(indicator: Indicator, joined: Joined, place: Place) -> Iterator[Finding]:
    """What a reader of a series has to know: what was not joined, what is missing in it."""
    of_rule: dict[LeftOutReason, Rule] = {
        "other_units": rules.SERIES_OTHER_UNITS,
        "other_span": rules.SERIES_OTHER_SPAN,
    }
    years = [each.months.year for each in joined.points]
    # A year that has only begun is shown beside the series and is no fault of it.
    told = [each for each in joined.left_out if years and int(each.period[:4]) < years[-1]]
    for reason, rule in of_rule.items():
        periods = [each.period for each in told if each.reason == reason]
        if periods:
            yield rule.finding(place, indicator=indicator.name, periods=", ".join(periods))
    if len(years) == 1 and indicator.measure != "yes_no":
        yield rules.SERIES_ONE_POINT.finding(place, indicator=indicator.name, periods=joined.points[0].period)
    known = {*years, *(int(each.period[:4]) for each in joined.left_out)}
    gaps = [str(year) for year in range(years[0], years[-1]) if year not in known] if years else []
    if gaps:
        yield rules.SERIES_GAP.finding(place, indicator=indicator.name, periods=", ".join(gaps))


def _said(rule: Rule, indicator: Indicator, place: Place, results: Iterable[Result]) -> Finding:
    name: Text = indicator.name
    return rule.finding(place, indicator=name, periods=", ".join(r.period or "" for r in results))

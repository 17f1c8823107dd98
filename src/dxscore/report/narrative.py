"""The sentences of an official report that follow from the figures, pillar by pillar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dxscore.model.figures import exact_value
from dxscore.model.scorecard import STATUSES, Gap, Pillar, Result, UnitResult
from dxscore.report.facts import coverage_counts, met_of
from dxscore.report.office_words import COUNTED, capitalised, letter, say, uncapitalised
from dxscore.report.view import View, target_words, written_bounds
from dxscore.report.words import LESS, farthest_words, pick
from dxscore.words.names import inside
from dxscore.words.numbers import distinct, number, percent
from dxscore.words.visible import visible

NAMED_AT_MOST = 10
LOWEST_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Point:
    """A lettered point with the lines under it.

    Args:
        letter: a, b, c, …
        title: what the point says.
        items: the lines under it, without their dash.
    """

    letter: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PillarSection:
    """What the report says of one pillar.

    Args:
        number: place in the report, from 1.
        title: name of the pillar.
        counts: how many of its targets are met.
        points: its targets under their verdicts.
    """

    number: int
    title: str
    counts: str
    points: tuple[Point, ...]


def pillar_sections(view: View) -> tuple[PillarSection, ...]:
    """One section for each pillar that has results."""
    return tuple(
        PillarSection(
            number=place,
            title=pillar_name(view, pillar.id),
            counts=_counts(view, pillar),
            points=_points_by_verdict(view, [r for r in view.scorecard.results if r.pillar == pillar.id]),
        )
        for place, pillar in enumerate(view.scorecard.pillars, start=1)
    )


def _counts(view: View, pillar: Pillar) -> str:
    said = pillar_words(view, pillar)
    if view.scorecard.summary.due and pillar.due and pillar.targets > pillar.due:
        said += say("and_not_due", view.lang, pillar.targets - pillar.due)
    return _sentence(said)


def pillar_words(view: View, pillar: Pillar) -> str:
    """How many of its targets in question are met; the pillars' counts add up to those of the whole."""
    met, scope = met_of(view, pillar)
    return say("pillar_counts" if scope else "none_due", view.lang, met, scope)


def pillar_name(view: View, pillar: str) -> str:
    """Name of a pillar."""
    return visible(view.catalogue.pillars[pillar].name.get(view.lang))


def indicator_name(view: View, result: Result | Gap) -> str:
    """Name of the indicator."""
    return visible(view.indicator(result).name.get(view.lang))


def dated_name(view: View, result: Result) -> str:
    """Name of the indicator, with the target's year where the report speaks of several."""
    name = indicator_name(view, result)
    same = sum(other.indicator == result.indicator for other in view.scorecard.results)
    return f"{name} ({result.target.by})" if same > 1 else name


def in_scope(results: Sequence[Result]) -> tuple[Result, ...]:
    """The results that totals speak of: those due, or all where none is due yet."""
    return tuple(result for result in results if result.due) or tuple(results)


def _points_by_verdict(view: View, results: Sequence[Result]) -> tuple[Point, ...]:
    scope = [result for result in results if result in in_scope(view.scorecard.results)]
    groups = {pick(COUNTED[s], view.lang): [r for r in scope if r.status == s] for s in STATUSES}
    groups[say("not_due", view.lang)] = [r for r in results if r not in scope]
    held = [(title, own) for title, own in groups.items() if own]
    return tuple(
        Point(
            letter(place, view.lang),
            f"{title} ({len(own)}):",
            tuple(result_sentences(view, result) for result in own),
        )
        for place, (title, own) in enumerate(held)
    )


def result_sentences(view: View, result: Result) -> str:
    """One result in prose: figure, target, how far beyond or short, who reported, who is lowest."""
    value = view.value(result, result)
    if value.startswith("("):  # parts that make no share stand alone: 0/0
        value = value.strip("()")
    target = target_of(view, result)
    name = indicator_name(view, result)
    head = f"{name} ({target})" if value == "–" else f"{name}: {value}; {target}"
    said = [head, _distance(view, result), _coverage(view, result), *_remarks(view, result)]
    said.append(_lowest(view, result))
    return " ".join(_sentence(part) for part in said if part)


def target_of(view: View, result: Result) -> str:
    bounds = written_bounds(result)
    words = target_words(view.indicator(result), result.target.comparator, bounds, view.lang)
    return say("target_of", view.lang, result.target.by, uncapitalised(words))


def _distance(view: View, result: Result) -> str:
    if result.status != "met":
        return view.gap(result, result)
    if not result.exceeded:
        return ""
    limit = result.target.comparator in LESS and view.indicator(result).measure != "rank"
    return say("below_limit" if limit else "beyond", view.lang, _excess(view, result))


def _excess(view: View, result: Result) -> str:
    """How far beyond its one bound the value lies, from the exact value."""
    exact = exact_value(result) or Fraction(0)
    beyond = abs(exact - Fraction(written_bounds(result)[0]))
    if view.indicator(result).unit_of_measure == "percent":
        return f"{distinct(beyond, [Fraction(0)], view.lang)} {view.say('points')}"
    return distinct(beyond, [Fraction(0)], view.lang)


def _coverage(view: View, result: Result) -> str:
    coverage = result.coverage
    if coverage.expected < 2 or coverage.reported == coverage.expected or not coverage.reported:
        return ""
    reported = say("reported", view.lang, number(coverage.reported, view.lang), coverage.expected)
    return f"{reported}; {view.say('missing_units', named(view, coverage.missing))}"


def shortfall(view: View, result: Result, figure: Result | UnitResult | Gap) -> str:
    """What is missing in words. Of a unit's old figure the period is not said where it is not known."""
    if figure.reason == "stale" and isinstance(figure, UnitResult) and figure.period is None:
        return say("stale", view.lang)
    return view.gap(result, figure)


def _remarks(view: View, result: Result) -> list[str]:
    said = [say("provisional", view.lang)] if result.provisional else []
    return said + view.remarks(result)


def _lowest(view: View, result: Result) -> str:
    """The units farthest from the target, where several report and the result falls short."""
    if result.status not in ("missed", "pending"):
        return ""
    own = {unit.reporting_unit: unit for unit in result.units}
    worst = [id_ for gap in view.scorecard.gaps if _is_of(gap, result) for id_ in gap.worst_units]
    lines = [f"{view.body(id_)} {view.value(result, own[id_])}" for id_ in worst[:LOWEST_AT_MOST]]
    return f"{farthest_words(result.target.comparator, view.lang)}: {'; '.join(lines)}" if lines else ""


def _is_of(gap: Gap, result: Result) -> bool:
    return gap.indicator == result.indicator and gap.target_by == result.target.by


def named(view: View, units: Sequence[str], most: int = NAMED_AT_MOST, in_sentence: bool = False) -> str:
    """Names of the units, the first `most` of them, and how many more there are."""
    names = "; ".join(view.body(unit) for unit in units[:most])
    if in_sentence:
        names = "; ".join(inside(view.body(unit), view.lang) for unit in units[:most])
    rest = len(units) - most
    return f"{names} {say('others', view.lang, rest)}" if rest > 0 else names


def coverage_sentence(view: View) -> str:
    """Figures that came in, of those that units owe, over the targets that totals speak of."""
    reported, expected = coverage_counts(view)
    if not expected:
        return ""
    share = percent(Fraction(100 * reported, expected), [], view.lang)
    return say("coverage", view.lang, share, number(reported, view.lang), number(expected, view.lang))


def _sentence(text: str) -> str:
    return f"{capitalised(text.rstrip('.'))}." if text else ""

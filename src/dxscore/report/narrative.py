"""The sentences of an official report that follow from the figures, pillar by pillar and body by body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dxscore.model.scorecard import STATUSES, Counts, Gap, Pillar, Result, UnitResult
from dxscore.model.text import visible
from dxscore.report.groups import gaps_by_lead
from dxscore.report.numbers import distinct, number, percent
from dxscore.report.office_words import COUNTED, capitalised, letter, say, uncapitalised
from dxscore.report.view import View, exact_value, target_words, written_bounds
from dxscore.report.words import REMARK, pick

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
    met, scope = met_of(pillar)
    said = say("pillar_counts", view.lang, met, scope)
    if pillar.targets > scope:
        said += say("and_not_due", view.lang, pillar.targets - scope)
    return _sentence(said)


def pillar_name(view: View, pillar: str) -> str:
    """Name of a pillar."""
    return visible(view.catalogue.pillars[pillar].name.get(view.lang))


def met_of(counts: Counts) -> tuple[int, int]:
    """Targets met, and targets in question: those due, or all where none is due yet."""
    return (counts.met_due, counts.due) if counts.due else (counts.met, counts.targets)


def indicator_name(view: View, result: Result | Gap) -> str:
    """Name of the indicator."""
    return visible(view.indicator(result).name.get(view.lang))


def in_scope(results: Sequence[Result]) -> tuple[Result, ...]:
    """The results that totals speak of: those due, or all where none is due yet."""
    return tuple(result for result in results if result.due) or tuple(results)


def _points_by_verdict(view: View, results: Sequence[Result]) -> tuple[Point, ...]:
    scope = in_scope(results)
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
    target = _target(view, result)
    name = indicator_name(view, result)
    head = f"{name} ({target})" if value == "–" else f"{name}: {value}; {target}"
    said = [head, _distance(view, result), _coverage(view, result), *_remarks(view, result)]
    said.append(_lowest(view, result))
    return " ".join(_sentence(part) for part in said if part)


def _target(view: View, result: Result) -> str:
    bounds = written_bounds(result)
    words = target_words(view.indicator(result), result.target.comparator, bounds, view.lang)
    return say("target_of", view.lang, result.target.by, uncapitalised(words))


def _distance(view: View, result: Result) -> str:
    if result.status != "met":
        return view.gap(result, result)
    return say("beyond", view.lang, _excess(view, result)) if result.exceeded else ""


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
    return said + [pick(REMARK[r], view.lang) for r in result.remarks if r != "on_strict_threshold"]


def _lowest(view: View, result: Result) -> str:
    """The units farthest below the target, where several report and the result falls short."""
    if result.status not in ("missed", "pending"):
        return ""
    own = {unit.reporting_unit: unit for unit in result.units}
    worst = [id_ for gap in view.scorecard.gaps if _is_of(gap, result) for id_ in gap.worst_units]
    lines = [f"{view.body(id_)} {view.value(result, own[id_])}" for id_ in worst[:LOWEST_AT_MOST]]
    return say("lowest", view.lang, "; ".join(lines)) if lines else ""


def _is_of(gap: Gap, result: Result) -> bool:
    return gap.indicator == result.indicator and gap.target_by == result.target.by


def named(view: View, units: Sequence[str], most: int = NAMED_AT_MOST) -> str:
    """Names of the units, the first `most` of them, and how many more there are."""
    names = "; ".join(view.body(unit) for unit in units[:most])
    rest = len(units) - most
    return f"{names} {say('others', view.lang, rest)}" if rest > 0 else names


def coverage_sentence(view: View) -> str:
    """Figures that came in, of those that units owe, over the targets that totals speak of."""
    scope = in_scope(view.scorecard.results)
    reported = sum(result.coverage.reported for result in scope)
    expected = sum(result.coverage.expected for result in scope)
    if not expected:
        return ""
    share = percent(Fraction(100 * reported, expected), [], view.lang)
    return say("coverage", view.lang, share, number(reported, view.lang), number(expected, view.lang))


def strengths(view: View) -> tuple[str, ...]:
    """For each pillar, what is met."""
    said = []
    for pillar in view.scorecard.pillars:
        met = [r for r in view.scorecard.results if r.pillar == pillar.id and r.status == "met"]
        if met:
            names = "; ".join(indicator_name(view, result) for result in met)
            line = say("strength", view.lang, pillar_name(view, pillar.id), *met_of(pillar), names)
            said.append(line)
    return tuple(said) or (say("none_yet", view.lang),)


def weaknesses(view: View) -> tuple[str, ...]:
    """What is missed or cannot be judged among what is due, and who has not reported."""
    scope = in_scope(view.scorecard.results)
    said = []
    for status in STATUSES[1:5]:
        own = [indicator_name(view, result) for result in scope if result.status == status]
        if own:
            title = pick(COUNTED[status], view.lang)
            said.append(say("weak", view.lang, title, len(own), "; ".join(own)))
    silent = silent_units(view)
    if silent:
        said.append(say("silent_units", view.lang, len(silent), named(view, silent)))
    return tuple(said) or (say("no_gaps", view.lang),)


def silent_units(view: View) -> tuple[str, ...]:
    """Ids of the units that owe a figure on a target in question, in the catalogue's order."""
    scope = in_scope(view.scorecard.results)
    owing = {unit for result in scope for unit in result.coverage.missing}
    return tuple(body for body in view.catalogue.bodies if body in owing)


def urgings(view: View) -> tuple[Point, ...]:
    """What each lead body is asked to make good of the targets in question.

    Several bodies that lead together stand together; * marks leads that are inferred from tasks.
    """
    points: list[Point] = []
    scope = {(r.indicator, r.target.by) for r in in_scope(view.scorecard.results)}
    for title, gaps in gaps_by_lead(view).items():
        own = [gap for gap in gaps if (gap.indicator, gap.target_by) in scope]
        if own:
            items = tuple(_urged(view, of_target) for of_target in _by_target(own))
            points.append(Point(letter(len(points), view.lang), _asked(view, title, own), items))
    return tuple(points)


def _asked(view: View, title: str, gaps: Sequence[Gap]) -> str:
    if not gaps[0].lead:
        return say("urge_nobody", view.lang)
    star = "*" if any(view.lead_is_inferred(gap) for gap in gaps) else ""
    return say("urge", view.lang, title + star)


def _by_target(gaps: Iterable[Gap]) -> list[list[Gap]]:
    """Gaps of one target together: where every unit is judged by itself there is one gap a unit."""
    groups: dict[tuple[str, int], list[Gap]] = {}
    for gap in gaps:
        groups.setdefault((gap.indicator, gap.target_by), []).append(gap)
    return list(groups.values())


def _urged(view: View, gaps: Sequence[Gap]) -> str:
    first = gaps[0]
    result = view.result_of(first)
    said = f"{indicator_name(view, first)} ({_target(view, result)}): "
    if first.reporting_unit is None or first.reporting_unit == result.reporting_unit:
        said += view.gap(result, view.figure_of(first))
    else:
        units = [gap.reporting_unit for gap in gaps if gap.reporting_unit is not None]
        said += say("units_below", view.lang, len(units), named(view, units))
    if first.coordinating:
        said += f" ({say('with', view.lang, view.bodies(first.coordinating))})"
    return f"{said}."


def _sentence(text: str) -> str:
    return f"{capitalised(text.rstrip('.'))}." if text else ""

"""A run against its baseline: what is newly missed, worse or not sent any more, and what is only known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dxscore.model.comparison import Compared, Ratchet
from dxscore.model.scorecard import Result, Scorecard
from dxscore.report.comparison import ComparisonView, name_of, target_of, value_words
from dxscore.report.naming import first_units
from dxscore.report.view import View
from dxscore.words.numbers import day
from dxscore.words.say import say, say_of
from dxscore.words.visible import visible

UNITS_NAMED_AT_MOST = 5
"""Units that got worse, of one target."""
TARGETS_AT_MOST = 20
"""Targets that are no worse, and have units that are."""


def baseline_notes(baseline: Scorecard, view: View) -> list[str]:
    """What is to be known of a baseline before anything is held against it."""
    now, lang = view.scorecard.day, view.lang
    said = []
    if baseline.day > now:
        newer = say("comparison.baseline_newer", lang, day=day(baseline.day, lang), now=day(now, lang))
        said.append(newer)
    if baseline.catalogue != view.scorecard.catalogue:
        said.append(say("comparison.baseline_other_catalogue", lang))
    return said


def ratchet_lines(view: View, baseline: Scorecard, ratchet: Ratchet) -> list[str]:
    """What a run is to its baseline: how many are newly missed, worse, stopped, known; then a line for each.

    Targets of which only single units got worse follow, and last what could not be held against it, with the
    reason.
    """
    groups = (ratchet.newly_missed, ratchet.unjudged, ratchet.worse, ratchet.stopped, ratchet.known)
    names = ("newly_missed", "unjudged", "worse", "stopped", "known")
    counts = {name: len(own) for name, own in zip(names, groups, strict=True)}
    said = baseline_notes(baseline, view)
    said.append(view.say("comparison.against_baseline", day=day(baseline.day, view.lang), **counts))
    for result in dict.fromkeys(map(id, (*ratchet.failing, *ratchet.known))):
        said += [
            f"  {ratchet_line(view, ratchet, each)}" for each in view.scorecard.results if id(each) == result
        ]
    return [*said, *_only_units_worse(view, ratchet), *_not_compared(view, ratchet)]


def ratchet_line(view: View, ratchet: Ratchet, result: Result) -> str:
    """One result: its facts, then its target and figures."""
    facts = ", ".join(say_of("comparison", fact, view.lang) for fact in ratchet.facts_on(result))
    line = next(line for line in view.results if line.result is result)
    said = f"{facts}: {line.id} {line.name} ({line.target}): {line.figures}"
    said = f"{said}; {line.gap}" if line.gap else said
    against = against_baseline(view, ratchet, result)
    return f"{said}; {against}" if against else said


def against_baseline(view: View, ratchet: Ratchet, result: Result) -> str:
    """How the figure stands to the baseline's, whose is worse and who is silent; '' where alike."""
    comparison = ratchet.comparison
    lines = ComparisonView(comparison, view.catalogue, view.lang)
    own = [
        row
        for row in comparison.targets
        if row.indicator == result.indicator and row.target == result.target and row.now is not None
    ]
    whole = next((row for row in own if row.reporting_unit == comparison.reporting_unit), None)
    said = (
        []
        if whole is None or whole.value == "same" or whole.why_not == "none"
        else [value_words(lines, whole)]
    )
    silent = [
        lines.unit(row.reporting_unit)
        for row in own
        if row.calendar == "stopped_reporting" and row.reporting_unit is not None
    ]
    worse = _worse_units(ratchet, own)
    if worse:
        said.append(view.say("comparison.worse_units", units=_named(lines, worse)))
    if silent:
        said.append(view.say("comparison.silent_units", units="; ".join(silent)))
    return "; ".join(said)


def _worse_units(ratchet: Ratchet, rows: Sequence[Compared]) -> list[Compared]:
    """Of the rows of one target, the units whose own figure is worse: the most first."""
    scope = ratchet.comparison.reporting_unit
    worse = [row for row in rows if row.value == "worse" and row.reporting_unit != scope]
    return sorted(worse, key=lambda row: row.difference or Decimal(0))


def _named(lines: ComparisonView, worse: Sequence[Compared]) -> str:
    """'An: 90% → 80%: kém đi 10 điểm phần trăm; … và 3 đơn vị nữa'."""
    said = [f"{lines.unit(row.reporting_unit or '')} {value_words(lines, row)}" for row in worse]
    return first_units(said, UNITS_NAMED_AT_MOST, lines.lang)


def _only_units_worse(view: View, ratchet: Ratchet) -> Iterator[str]:
    """Of indicators that are in no line above, the units that got worse: pooled, their loss is in the sum."""
    lines = ComparisonView(ratchet.comparison, view.catalogue, view.lang)
    listed = {result.indicator for result in (*ratchet.failing, *ratchet.known)}
    of_each: dict[str, list[Compared]] = defaultdict(list)
    for row in _worse_units(ratchet, ratchet.comparison.targets):
        if row.indicator not in listed:
            of_each[row.indicator].append(row)
    said = []
    for rows in of_each.values():
        once = {row.reporting_unit: row for row in reversed(rows)}  # held against each of its targets
        units = view.say("comparison.worse_units", units=_named(lines, list(reversed(once.values()))))
        said.append(f"  {visible(rows[0].indicator)} {name_of(lines, rows[0])}: {units}")
    if said:
        yield view.say("comparison.only_units_worse", count=len(said))
    yield from said[:TARGETS_AT_MOST]
    if len(said) > TARGETS_AT_MOST:
        yield f"  {view.say('comparison.more_targets', count=len(said) - TARGETS_AT_MOST)}"


def _not_compared(view: View, ratchet: Ratchet) -> Iterator[str]:
    """Targets that the two do not share, or whose figures are not alike: nothing is known of them."""
    comparison = ratchet.comparison
    lines = ComparisonView(comparison, view.catalogue, view.lang)
    told = {(result.indicator, result.target.due_by) for result in ratchet.failing}
    for row in comparison.wholes:
        if row.value != "not_comparable":
            continue
        if row.now is not None and (row.indicator, row.target.due_by) in told:
            continue
        if row.why_not in ("none", "none_before") or row.calendar == "year_turned":
            continue
        name, target = name_of(lines, row), target_of(lines.names, lines.indicator(row), row.target)
        why = say_of("why_not", row.why_not or "none", view.lang)
        yield f"  {view.say('comparison.not_compared')}: {visible(row.indicator)} {name} ({target}): {why}"

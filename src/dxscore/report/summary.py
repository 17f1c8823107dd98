"""What every report begins and ends with: day, files, coverage and score, and the closing sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dxscore.model.scorecard import Counts, Result, Scorecard, Status, in_scope
from dxscore.report.lines import ResultLine
from dxscore.report.view import View
from dxscore.words.names import inside
from dxscore.words.numbers import ENDS, day, distinct, number, percent
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible

COUNTED: tuple[Status, ...] = (
    "met",
    "missed",
    "no_data",
    "not_assessable",
    "not_applicable",
    "waived",
)
"""The verdicts that tables of pillars have a column for: of what is due, where anything is."""
_UNMET = ("missed", "pending", "no_data", "not_assessable", "not_applicable", "waived")


def closing(scorecard: Scorecard, lang: Language) -> str:
    """'Có 9/19 chỉ tiêu đạt; 5 không đạt; … .', then a sentence on the targets that lie ahead."""
    if not scorecard.results:
        return say("closing.nothing", lang)
    due = [result for result in scorecard.results if result.falls_due]
    scope = in_scope(scorecard.results)
    said = [_met(scope, lang)]
    said += [say_of("closing_unmet", s, lang, count=n) for s in _UNMET if (n := _count(scope, s))]
    provisional = sum(result.provisional for result in scope)
    if provisional:
        said.append(say("closing.provisional", lang, count=provisional))
    turned = sum(result.due and not result.falls_due for result in scorecard.results)
    if turned:
        said.append(say("closing.year_not_in_files", lang, count=turned))
    elif not due:
        said.append(say("closing.none_due", lang))
    ahead = _ahead(scorecard.results, due, lang) if due else ""
    undecided = scorecard.catalogue.undecided
    open_ = say("closing.undecided", lang, count=undecided) if undecided else ""
    return " ".join(part for part in ("; ".join(said) + ".", ahead, open_) if part)


def _ahead(results: Sequence[Result], due: Sequence[Result], lang: Language) -> str:
    """'Chưa đến hạn: 16 mục tiêu, trong đó 6 đã đạt mức của năm 2025.'; empty where there is none."""
    ahead = [result for result in results if not result.due]
    if not ahead:
        return ""
    unmet = {result.indicator for result in due if result.status != "met"}
    reached = {result.indicator: result.target.by for result in due if result.indicator not in unmet}
    short = [result for result in ahead if result.status != "met"]
    levels = [reached[result.indicator] for result in short if result.indicator in reached]
    said = [say("closing.of_them_met", lang, count=n)] if (n := _count(ahead, "met")) else []
    if levels:
        key = "earlier_level" if len(set(levels)) == 1 else "earlier_levels"
        said.append(say_of("closing", key, lang, count=len(levels), by=levels[0]))
    of_them = say("closing.of_them", lang, said="; ".join(said)) if said else ""
    return say("closing.ahead", lang, count=len(ahead), of_them=of_them)


def _met(scope: Sequence[Result], lang: Language) -> str:
    met, exceeded = _count(scope, "met"), sum(result.exceeded for result in scope)
    beyond = say("closing.exceeded", lang, exceeded=exceeded) if exceeded else ""
    return say("closing.met", lang, met=met, targets=len(scope)) + beyond


def _count(scope: Sequence[Result], status: str) -> int:
    return sum(result.status == status for result in scope)


def misses(view: View) -> list[ResultLine]:
    """The due targets that are not met for certain, worst first: missed by how little is achieved, then those
    that nobody can judge, without data first, then those that are met only provisionally.

    A yes/no target that is not done has achieved nothing; where it is not known how much is achieved, the
    target follows those of which it is. What is equal keeps the scorecard's order.
    """
    order = ("missed", "no_data", "not_assessable", "met")
    due = [
        line
        for line in view.results
        if line.result.falls_due
        and line.status in order
        and (line.status != "met" or line.result.provisional)
    ]
    return sorted(due, key=lambda line: (order.index(line.status), _achieved(line)))


def _achieved(line: ResultLine) -> Decimal:
    """The share of the target that is achieved; more than all of it where that is not known."""
    if line.result.achievement is not None:
        return line.result.achievement
    return Decimal(0) if line.indicator.measure == "yes_no" else Decimal(2)


def facts(view: View) -> list[str]:
    """The day of judgement, the files, the coverage, and the unit where only one is judged."""
    scorecard, lang = view.scorecard, view.lang
    said = [view.say("report.as_of", day=day(scorecard.day, lang)) + _why_that_day(view)]
    files = ", ".join(
        f"{visible(item.file)} ({view.say('report.rows', count=number(item.rows, lang))})"
        for item in scorecard.inputs
    )
    if files:
        said.append(f"{view.say('report.files')}: {files}")
    reported, expected = coverage_counts(view)
    if expected:
        share = f"{coverage_share(view)} ({number(reported, lang)}/{number(expected, lang)})"
        said.append(view.say("report.coverage", share=share))
    unit = scorecard.results[0].reporting_unit
    if unit is not None:
        said.append(view.say("report.one_unit", unit=inside(view.names.body(unit), lang)))
    return said


def _why_that_day(view: View) -> str:
    """How the day of judgement was found, in brackets; '' where the scorecard does not say."""
    reason, units = view.scorecard.as_of_reason, view.scorecard.as_of_units
    if reason is None:
        return ""
    counts = {} if units is None else {"reached": units.reached, "concerned": units.concerned}
    return f" ({say_of('as_of_reason', reason, view.lang, **counts)})"


def coverage_counts(view: View) -> tuple[int, int]:
    """Figures that came in, and those that units owe, over the targets that totals speak of."""
    scope = [line.result.coverage for line in view.in_scope]
    return sum(coverage.reported for coverage in scope), sum(coverage.expected for coverage in scope)


def coverage_share(view: View) -> str:
    """The one in percent of the other; at least one figure is owed."""
    reported, expected = coverage_counts(view)
    return percent(Fraction(100 * reported, expected), [], view.lang)


def met_of(view: View, counts: Counts) -> tuple[int, int]:
    """Targets met, and targets in question: those due, or all where none of the whole run is due yet."""
    any_due = view.scorecard.summary.due
    return (counts.met_due, counts.due) if any_due else (counts.met, counts.targets)


class PillarRow(NamedTuple):
    """Counts of one pillar, or of all.

    Args:
        name: of the pillar, or '' for all.
        counts: how many targets there are, and how many are due.
        verdicts: those of the targets in question.
    """

    name: str
    counts: Counts
    verdicts: Counter[Status]


def pillar_rows(view: View) -> tuple[PillarRow, ...]:
    """Counts of every pillar, then of the whole run."""
    scope = [line.result for line in view.in_scope]
    rows = [
        PillarRow(view.names.pillar(p.id), p, Counter(r.status for r in scope if r.pillar == p.id))
        for p in view.scorecard.pillars
    ]
    return (*rows, PillarRow("", view.scorecard.summary, Counter(result.status for result in scope)))


def score_sentence(view: View) -> str:
    """The mean achievement with the range that missing data leave open; '' where nothing was judged."""
    summary = view.scorecard.summary
    scores = [
        score_words(view, score)
        for score in (summary.score, summary.score_low, summary.score_high)
        if score is not None
    ]
    if not scores:
        return ""
    score, low, high = scores
    range_ = view.say("report.score_range", low=low, high=high) if low != high else ""
    return view.say("report.score", score=score, range=range_)


def score_words(view: View, score: float) -> str:
    """A score of 100: to one decimal, or as many more as it takes not to look like 0 or 100.

    Where a due target is missed it never reads as 100: a yes/no target takes no part in the mean, and exactly
    the number that had to be passed has achieved all of it, so that the mean can come to 100 beside a miss.
    """
    exact = Fraction(str(score))
    if exact == 100 and view.scorecard.summary.missed:
        return view.say("report.not_all_of", all=number(100, view.lang))
    return number(exact, view.lang, 1) if exact.denominator == 1 else distinct(exact, ENDS, view.lang)

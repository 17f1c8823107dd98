"""What stands at the head of every report for people: day, files, coverage, score."""

from __future__ import annotations

from fractions import Fraction

from dxscore.model.scorecard import Counts
from dxscore.report.view import View
from dxscore.words.names import inside
from dxscore.words.numbers import ENDS, day, distinct, number, percent
from dxscore.words.visible import visible


def facts(view: View) -> list[str]:
    """The day of judgement, the files, the coverage, and the unit where only one is judged."""
    scorecard, lang = view.scorecard, view.lang
    said = [view.say("as_of", day(scorecard.day, lang))]
    files = ", ".join(
        f"{visible(item.file)} ({view.say('rows', number(item.rows, lang))})" for item in scorecard.inputs
    )
    if files:
        said.append(f"{view.say('files')}: {files}")
    reported, expected = coverage_counts(view)
    if expected:
        share = percent(Fraction(100 * reported, expected), [], lang)
        said.append(view.say("coverage", f"{share} ({number(reported, lang)}/{number(expected, lang)})"))
    unit = scorecard.results[0].reporting_unit
    if unit is not None:
        said.append(view.say("one_unit", inside(view.body(unit), lang)))
    return said


def coverage_counts(view: View) -> tuple[int, int]:
    """Figures that came in, and those that units owe, over the targets that totals speak of."""
    results = view.scorecard.results
    scope = [result for result in results if result.due] or results
    return sum(r.coverage.reported for r in scope), sum(r.coverage.expected for r in scope)


def met_of(view: View, counts: Counts) -> tuple[int, int]:
    """Targets met, and targets in question: those due, or all where none of the whole run is due yet."""
    any_due = view.scorecard.summary.due
    return (counts.met_due, counts.due) if any_due else (counts.met, counts.targets)


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
    range_ = view.say("score_range", *scores[1:]) if scores[1] != scores[2] else ""
    return view.say("score", scores[0], range_)


def score_words(view: View, score: float) -> str:
    """A score of 100: to one decimal, or as many more as it takes not to look like 0 or 100.

    Where a due target is missed it never reads as 100: a yes/no target takes no part in the mean, and exactly
    the number that had to be passed has achieved all of it, so that the mean can come to 100 beside a miss.
    """
    exact = Fraction(str(score))
    if exact == 100 and view.scorecard.summary.missed:
        return view.say("not_all_of", number(100, view.lang))
    return number(exact, view.lang, 1) if exact.denominator == 1 else distinct(exact, ENDS, view.lang)

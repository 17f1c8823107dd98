"""What stands at the head of every report for people: day, files, coverage, score."""

from __future__ import annotations

from fractions import Fraction

from dxscore.model.text import visible
from dxscore.report.numbers import day, number, percent
from dxscore.report.view import View


def facts(view: View) -> list[str]:
    """The day of judgement, the files, the coverage, and the unit where only one is judged."""
    scorecard, lang = view.scorecard, view.lang
    said = [view.say("as_of", day(scorecard.day, lang))]
    files = ", ".join(
        f"{visible(item.file)} ({view.say('rows', number(item.rows, lang))})" for item in scorecard.inputs
    )
    if files:
        said.append(f"{view.say('files')}: {files}")
    scope = [r for r in scorecard.results if r.due] or list(scorecard.results)
    reported = sum(r.coverage.reported for r in scope)
    expected = sum(r.coverage.expected for r in scope)
    if expected:
        share = percent(Fraction(100 * reported, expected), [], lang)
        said.append(view.say("coverage", f"{share} ({number(reported, lang)}/{number(expected, lang)})"))
    unit = scorecard.results[0].reporting_unit
    if unit is not None:
        said.append(view.say("one_unit", view.body(unit)))
    return said


def score_sentence(view: View) -> str:
    """The mean achievement with the range that missing data leave open; '' where nothing was judged."""
    summary = view.scorecard.summary
    scores = [
        _one_decimal(view, score)
        for score in (summary.score, summary.score_low, summary.score_high)
        if score is not None
    ]
    if not scores:
        return ""
    range_ = view.say("score_range", *scores[1:]) if scores[1] != scores[2] else ""
    return view.say("score", scores[0], range_)


def _one_decimal(view: View, value: float) -> str:
    return f"{value:.1f}".replace(".", "," if view.lang == "vi" else ".")

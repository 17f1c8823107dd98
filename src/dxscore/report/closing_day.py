"""The day on which the figure of a result was closed."""

from __future__ import annotations

from datetime import date

from dxscore.model.period import written_period
from dxscore.model.scorecard import Result
from dxscore.report.view import View
from dxscore.words.numbers import day


def closing_day(view: View, result: Result) -> str:
    """The last day on which rows behind the figure were closed; '' where no day is known.

    Rows say it themselves, or they are closed on the last day of their period by the plan's calendar. Where
    the rows are not at hand the period's last day stands, unless that is still to come on the day of
    judgement: then the figure was closed earlier, on a day that only the rows know.
    """
    if result.period is None:
        return ""
    closed = [when for when in _days(view, result, result.period) if when <= view.scorecard.day]
    return day(max(closed), view.lang) if closed else ""


def _days(view: View, result: Result, period: str) -> list[date]:
    calendar = view.catalogue.targets.plan.reporting_calendar
    own = [
        row.closes(calendar)
        for row in view.observations
        if row.indicator == result.indicator and str(row.period) == period
    ]
    return own or [written_period(period).closes(calendar)]

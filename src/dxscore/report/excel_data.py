"""The sheet of data: the rows as they were read, or the figures that were judged."""

from __future__ import annotations

from collections.abc import Sequence

from dxscore.model.observation import Observation
from dxscore.model.scorecard import Result, UnitResult
from dxscore.report.excel_cells import Cell, Figure, Sheet, date_cell, fitting, number_cell
from dxscore.report.excel_sheets import TOP, figure_cell, titles, verdict_tints
from dxscore.report.narrative import indicator_name, shortfall
from dxscore.report.office_words import say
from dxscore.report.view import View
from dxscore.report.words import STATUS, YES_NO, pick


def data_sheet(view: View, observations: Sequence[Observation]) -> Sheet:
    """The rows as read; without them, the figures that were judged."""
    rows: Sequence[tuple[Cell, ...]]
    if observations:
        title, columns = "data_read", "period numerator denominator value evidence note closed_on file row"
        rows = [_observed(view, observation) for observation in observations]
    else:
        title, columns = "data_judged", "period numerator denominator value status gap"
        rows = [row for result in view.scorecard.results for row in _judged(view, result)]
    heads = titles(view, f"id indicator reporting_unit {columns}")
    held, left_out = fitting(rows, TOP)
    tints = () if observations else ((heads.index(view.say("status")), verdict_tints(view)),)
    lines = ((say(title, view.lang),), ())
    return Sheet(say("sheet_data", view.lang), lines, heads, held, tints, fixed=3, rows_left_out=left_out)


def _observed(view: View, seen: Observation) -> tuple[Cell, ...]:
    indicator = view.catalogue.indicators[seen.indicator]
    value = number_cell(seen.value, view.lang)
    if seen.value is not None and indicator.measure == "yes_no":
        value = pick(YES_NO[seen.value == 1], view.lang)
    elif seen.value is not None and indicator.unit_of_measure == "percent":
        value = number_cell(seen.value, view.lang, percent="%")
    return (
        seen.indicator,
        indicator.name.get(view.lang),
        view.body(seen.reporting_unit),
        str(seen.period),
        number_cell(seen.numerator, view.lang),
        number_cell(seen.denominator, view.lang),
        pick(STATUS["not_applicable"], view.lang) if seen.not_applicable else value,
        seen.evidence,
        seen.note,
        date_cell(seen.closed_on),
        seen.place.file,
        Figure(seen.place.row, grouped=False) if seen.place.row else None,
    )


def _judged(view: View, result: Result) -> list[tuple[Cell, ...]]:
    figures: Sequence[Result | UnitResult] = result.units or (result,)
    return [
        (
            result.indicator,
            indicator_name(view, result),
            _whose(view, result, figure),
            figure.period,
            number_cell(figure.numerator, view.lang),
            number_cell(figure.denominator, view.lang),
            figure_cell(view, result, figure),
            view.status(figure),
            shortfall(view, result, figure),
        )
        for figure in figures
    ]


def _whose(view: View, result: Result, figure: Result | UnitResult) -> str:
    return view.body(figure.reporting_unit or view.indicator(result).reported_by)

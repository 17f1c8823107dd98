"""The sheet of reporting units × targets: every unit's own figure with its verdict's mark and colour."""

from __future__ import annotations

from dxscore.model.scorecard import Result, UnitResult
from dxscore.report.excel_cells import Cell, Sheet, Tinted
from dxscore.report.excel_sheets import figure_cell
from dxscore.report.narrative import indicator_name, shortfall
from dxscore.report.office_words import say
from dxscore.report.view import View
from dxscore.report.words import SIGN


def units_sheet(view: View) -> Sheet:
    """One row a unit, one column a target that several units report on; first the target and the whole."""
    results = [result for result in view.scorecard.results if result.units]
    own = [{unit.reporting_unit: unit for unit in result.units} for result in results]
    reporting = {id_ for units in own for id_ in units}
    heads = (view.say("unit"), *(f"{r.indicator}: {indicator_name(view, r)}" for r in results))
    target: tuple[Cell, ...] = (view.say("target"), *(view.target(result) for result in results))
    whole: tuple[Cell, ...] = (
        say("whole_place", view.lang),
        *(_marked(view, result, result) for result in results),
    )
    rows = [
        (
            view.body(body),
            *(_unit(view, result, units.get(body)) for result, units in zip(results, own, strict=True)),
        )
        for body in view.catalogue.bodies
        if body in reporting
    ]
    name = say("sheet_units", view.lang)
    lines: tuple[tuple[Cell, ...], ...] = ((name,), (say("units_legend", view.lang),), ())
    return Sheet(name, lines, heads, (target, whole, *rows), fixed=1)


def _unit(view: View, result: Result, unit: UnitResult | None) -> Cell:
    return None if unit is None else _marked(view, result, unit)


def _marked(view: View, result: Result, figure: Result | UnitResult) -> Cell:
    """The figure with its mark; where there is none, the mark with the reason."""
    cell = figure_cell(view, result, figure, SIGN[figure.status], tinted=True)
    if cell is not None:
        return cell
    words = shortfall(view, result, figure) or view.status(figure)
    return Tinted(f"{SIGN[figure.status]} {words}", figure.status)

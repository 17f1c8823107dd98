"""The sheets of figures: units × targets with marks and colours, and the rows as they were read."""

from __future__ import annotations

from collections.abc import Sequence

from dxscore.model.observation import Observation
from dxscore.report.excel_cells import Cell, NumberCell, SheetContent, Tinted, date_cell, fitting, number_cell
from dxscore.report.excel_sheets import TOP, figure_cell, titles, verdict_tints
from dxscore.report.figure_line import FigureLine, UnitLine
from dxscore.report.lines import ResultLine
from dxscore.report.naming import yes_no
from dxscore.report.narrative import capitalised
from dxscore.report.view import View
from dxscore.words.say import say_of


def units_sheet(view: View) -> SheetContent:
    """One row a unit, one column a target that several units report on; first the target and the whole."""
    lines = [line for line in view.results if line.units]
    reporting = {id_ for line in lines for id_ in line.unit_of}
    heads = (say_of("column", "unit", view.lang), *(f"{line.id}: {line.name}" for line in lines))
    target: tuple[Cell, ...] = (say_of("column", "target", view.lang), *(line.target for line in lines))
    whole: tuple[Cell, ...] = (view.say("workbook.whole_place"), *(_marked(line) for line in lines))
    rows = [
        (view.names.body(body), *(_unit(line.unit_of.get(body)) for line in lines))
        for body in view.catalogue.bodies
        if body in reporting
    ]
    name = view.say("workbook.sheet_units")
    above: tuple[tuple[Cell, ...], ...] = ((name,), (view.say("workbook.units_legend"),), ())
    return SheetContent(name, above, heads, (target, whole, *rows), fixed=1)


def _unit(unit: UnitLine | None) -> Cell:
    return None if unit is None else _marked(unit)


def _marked(line: FigureLine) -> Cell:
    """The figure with its mark; where there is none, the mark with the reason."""
    cell = figure_cell(line, line.sign, tinted=True)
    if cell is not None:
        return cell
    return Tinted(f"{line.sign} {line.shortfall or line.verdict}", line.status)


def data_sheet(view: View) -> SheetContent:
    """The rows as read; without them, the figures that were judged."""
    rows: Sequence[tuple[Cell, ...]]
    if view.observations:
        title = view.say("workbook.data_read")
        columns = "period numerator denominator value evidence note closed_on file row"
        rows = [_observed(view, observation) for observation in view.observations]
    else:
        title, columns = view.say("workbook.data_judged"), "period numerator denominator value status gap"
        rows = [row for line in view.results for row in _judged(view, line)]
    heads = titles(view, f"id indicator reporting_unit {columns}")
    held, left_out = fitting(rows, TOP)
    status = say_of("column", "status", view.lang)
    tints = () if view.observations else ((heads.index(status), verdict_tints(view)),)
    return SheetContent(
        view.say("workbook.sheet_data"), ((title,), ()), heads, held, tints, fixed=3, rows_left_out=left_out
    )


def _observed(view: View, seen: Observation) -> tuple[Cell, ...]:
    indicator = view.catalogue.indicators[seen.indicator]
    value = number_cell(seen.value, view.lang)
    if seen.value is not None and indicator.measure == "yes_no":
        value = yes_no(seen.value, view.lang)
    elif seen.value is not None and indicator.unit_of_measure == "percent":
        value = number_cell(seen.value, view.lang, percent="%")
    return (
        seen.indicator,
        indicator.name.get(view.lang),
        view.names.body(seen.reporting_unit),
        str(seen.period),
        number_cell(seen.numerator, view.lang),
        number_cell(seen.denominator, view.lang),
        say_of("status", "not_applicable", view.lang) if seen.not_applicable else value,
        seen.evidence,
        seen.note,
        date_cell(seen.closed_on),
        seen.place.file,
        NumberCell(seen.place.row, grouped=False) if seen.place.row else None,
    )


def _judged(view: View, line: ResultLine) -> list[tuple[Cell, ...]]:
    figures: Sequence[FigureLine] = line.units or (line,)
    return [
        (
            line.id,
            line.name,
            view.names.body(own.figure.reporting_unit or line.indicator.reported_by),
            capitalised(own.covers) or None,
            number_cell(own.figure.numerator, view.lang),
            number_cell(own.figure.denominator, view.lang),
            figure_cell(own),
            own.verdict,
            own.shortfall,
        )
        for own in figures
    ]

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
from dxscore.report.units_shown import Listed, cut_words, units_listed
from dxscore.report.view import View
from dxscore.words.say import say_of


def units_sheet(view: View) -> SheetContent:
    """One row a unit, one column a target that several units report on; first the target and the whole."""
    lines, listed = [line for line in view.results if line.result.units], units_listed(view)
    reporting = {
        unit.reporting_unit
        for line in lines
        for unit in line.result.units
        if listed.holds(unit.reporting_unit)
    }
    heads = (say_of("column", "unit", view.lang), *(f"{line.id}: {line.name}" for line in lines))
    target: tuple[Cell, ...] = (say_of("column", "target", view.lang), *(line.target for line in lines))
    whole: tuple[Cell, ...] = (view.say("workbook.whole_place"), *(_marked(line) for line in lines))
    rows = [
        (view.names.body(body), *(_unit(line.unit_of.get(body)) for line in lines))
        for body in view.catalogue.bodies
        if body in reporting
    ]
    name = view.say("workbook.sheet_units")
    cut = cut_words(view, listed)
    above: tuple[tuple[Cell, ...], ...] = (
        (name,),
        (view.say("workbook.units_legend"),),
        (cut,) if cut else (),
    )
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
    listed = units_listed(view)
    if view.observations:
        title = view.say("workbook.data_read")
        columns = "period numerator denominator value evidence note closed_on file row"
        seen = _of_listed(view, listed)
        rows, cut = [_observed(view, own) for own in seen], len(view.observations) - len(seen)
    else:
        title, columns = view.say("workbook.data_judged"), "period numerator denominator value status gap"
        rows = [row for line in view.results for row in _judged(view, line, listed)]
        cut = sum(max(len(line.result.units), 1) for line in view.results) - len(rows)
    heads = titles(view, f"id indicator reporting_unit {columns}")
    held, left_out = fitting(rows, TOP)
    status = say_of("column", "status", view.lang)
    tints = () if view.observations else ((heads.index(status), verdict_tints(view)),)
    return SheetContent(
        view.say("workbook.sheet_data"),
        ((title,), (cut_words(view, listed),) if cut else ()),
        heads,
        held,
        tints,
        fixed=3,
        rows_left_out=left_out + cut,
    )


def _of_listed(view: View, listed: Listed) -> Sequence[Observation]:
    """The rows as read of units that are listed, and those that are no unit's own."""
    if listed.ids is None:
        return view.observations
    units = {unit.reporting_unit for line in view.results for unit in line.result.units}
    left_out = units - listed.ids
    return [own for own in view.observations if own.reporting_unit not in left_out]


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


def _judged(view: View, line: ResultLine, listed: Listed) -> list[tuple[Cell, ...]]:
    """The result's own units that are listed; the result itself where it has none."""
    own_units = [unit for unit in line.units if listed.holds(unit.id)]
    figures: Sequence[FigureLine] = own_units if line.result.units else (line,)
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

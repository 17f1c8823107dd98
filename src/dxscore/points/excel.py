"""A points card as an Excel workbook: ranking, criteria by unit, the printed form, findings."""

from __future__ import annotations

from decimal import Decimal

from dxscore.model.period import written_period
from dxscore.points.view import PointsView
from dxscore.report.excel import workbook_of
from dxscore.report.excel_cells import Cell, NumberCell, SheetContent
from dxscore.words.say import say_of
from dxscore.words.visible import visible

_PLACES_AT_MOST = 9


def excel_workbook(view: PointsView) -> bytes:
    """The workbook as an .xlsx file: the same input gives the same bytes."""
    sheets = (_ranking(view), _matrix(view), _criteria(view), _findings(view))
    closes = written_period(view.card.period).closes(view.catalogue.targets.plan.reporting_calendar)
    return workbook_of(sheets, view.title, closes, view.lang)


def _figure(value: Decimal | None) -> Cell:
    if value is None:
        return None
    exponent = value.normalize().as_tuple().exponent
    places = min(max(0, -exponent), _PLACES_AT_MOST) if isinstance(exponent, int) else 0
    return NumberCell(float(value), places)


def _whole(value: int | None) -> Cell:
    return None if value is None else NumberCell(value)


def _titles(view: PointsView, names: str) -> tuple[str, ...]:
    return tuple(view.say(f"title_{name}") for name in names.split())


def _ranking(view: PointsView) -> SheetContent:
    lines: list[tuple[Cell, ...]] = [(view.title,), ("", view.answer())]
    lines += [("", note) for note in (*view.notes(), *view.what_if(), *view.remarks())]
    rows = []
    for line in view.lines:
        unit = line.unit
        rows.append(
            (
                line.name,
                _figure(unit.total),
                _whole(unit.rank),
                _whole(unit.rank_best),
                _whole(unit.rank_worst),
                _figure(unit.low),
                _figure(unit.high),
                line.band,
                line.unanswered,
                line.next,
            )
        )
    columns = _titles(view, "unit total rank rank_best rank_worst low high band unanswered next")
    return SheetContent(view.say("ranking"), (*lines, ()), columns, tuple(rows), fixed=1)


def _matrix(view: PointsView) -> SheetContent:
    """Units down, criteria across: official points."""
    columns = (view.say("title_unit"), *(criterion.id for criterion in view.placed.criteria))
    rows = tuple(
        (view.text(unit.name), *(_cell(view, own) for own in unit.criteria)) for unit in view.shown_units
    )
    most: tuple[Cell, ...] = (
        view.say("title_max"),
        *(_figure(Decimal(c.most.numerator) / c.most.denominator) for c in view.placed.criteria),
    )
    return SheetContent(view.say("sheet_matrix"), ((view.title,), ()), columns, (most, *rows), fixed=1)


def _cell(view: PointsView, own: object) -> Cell:
    official = getattr(own, "official", None)
    return _figure(official) if official is not None else view.official(own)  # type: ignore[arg-type]


def _criteria(view: PointsView) -> SheetContent:
    """The printed form, every unit below the other."""
    columns = _titles(
        view,
        "unit group number criterion name max how documents computed self verified official"
        " explanation missing next_count",
    )
    rows: list[tuple[Cell, ...]] = []
    for unit in view.shown_units:
        name = view.text(unit.name)
        for title, lines in view.criteria(unit):
            for line in lines:
                own = line.points
                rows.append(
                    (
                        name,
                        title,
                        NumberCell(int(line.number)),
                        line.id,
                        line.name,
                        _figure(Decimal(line.criterion.most.numerator) / line.criterion.most.denominator),
                        line.how,
                        line.documents,
                        _figure(own.computed),
                        _figure(own.self_),
                        _figure(own.verified),
                        _figure(own.official) if own.official is not None else line.official,
                        line.explanation,
                        _figure(own.missing) if own.missing and own.missing > 0 else None,
                        _whole(own.missing_count),
                    )
                )
    return SheetContent(view.say("criteria"), ((view.title,), ()), columns, tuple(rows), fixed=1)


def _findings(view: PointsView) -> SheetContent:
    rows = tuple(
        (
            say_of("severity", finding.severity, view.lang),
            finding.code,
            visible(finding.file),
            finding.sheet,
            None if finding.row is None else NumberCell(finding.row, grouped=False),
            finding.message.get(view.lang),
            finding.remedy.get(view.lang),
        )
        for finding in view.card.findings
    )
    columns = _titles(view, "severity code file sheet row message remedy")
    return SheetContent(view.say("page_findings"), ((view.say("page_findings"),), ()), columns, rows)

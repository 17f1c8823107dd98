"""A points card for programs: JSON, and CSV with one row for each unit and criterion."""

from __future__ import annotations

from collections.abc import Iterator

from dxscore.model.cells import csv_text as written
from dxscore.points.view import PointsView
from dxscore.words.visible import visible

COLUMNS = (
    "set",
    "period",
    "reporting_unit",
    "unit_name",
    "rank",
    "rank_best",
    "rank_worst",
    "total",
    "total_low",
    "total_high",
    "band",
    "criterion",
    "group",
    "name",
    "max",
    "computed",
    "self",
    "verified",
    "official",
    "low",
    "high",
    "left_out",
    "cause",
    "reason",
    "evidence",
    "numerator",
    "denominator",
    "value",
    "missing",
    "missing_count",
)


def json_text(view: PointsView) -> str:
    """The card, with the unit asked for alone where one is."""
    card = view.card
    if view.unit is not None:
        card = card.model_copy(update={"units": view.shown_units})
    return card.to_json(view.lang)


def csv_text(view: PointsView) -> str:
    """One row for each unit and criterion."""
    return written([COLUMNS, *_rows(view)])


def _rows(view: PointsView) -> Iterator[tuple[object, ...]]:
    card = view.card
    criteria = {criterion.id: criterion for criterion in view.placed.criteria}
    for unit in view.shown_units:
        head = (
            card.set,
            card.period,
            unit.reporting_unit,
            view.text(unit.name),
            unit.rank,
            unit.rank_best,
            unit.rank_worst,
            unit.total,
            unit.low,
            unit.high,
            view.text(unit.band),
        )
        for own in unit.criteria:
            criterion = criteria[own.criterion]
            yield (
                *head,
                own.criterion,
                criterion.group,
                view.text(criterion.name),
                own.max,
                own.computed,
                own.self_,
                own.verified,
                own.official,
                own.low,
                own.high,
                "true" if own.left_out else "false",
                own.cause,
                own.reason and visible(own.reason),
                own.evidence and visible(own.evidence),
                own.numerator,
                own.denominator,
                own.value,
                own.missing,
                own.missing_count,
            )

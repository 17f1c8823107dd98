"""The heat map: names on both sides, whichever way it lies, and on paper what is due."""

from __future__ import annotations

import pytest
from builders import catalogue, indicator, row, scored, target

from dxscore.report.charts.draw import svg
from dxscore.report.charts.heat import UNITS_ACROSS_AT_MOST, heat_map, target_names
from dxscore.report.view import View


@pytest.mark.parametrize(
    ("units", "down"), [(UNITS_ACROSS_AT_MOST, "target"), (UNITS_ACROSS_AT_MOST + 1, "unit")]
)
def test_every_name_stands_beside_the_cells(units: int, down: str) -> None:
    names = [f"xa-{number}" for number in range(units)]
    data = catalogue(indicator(target(at_least="80"), target(at_least="90", by=2030)), communes=names)
    chart = heat_map(View(scored(data, *(row(name, "85/100") for name in names)), data))
    assert chart is not None
    assert chart.spec["layer"][0]["encoding"]["y"]["field"] == down
    drawn = svg(chart, "h")
    for name in (*(data.bodies[unit].name.vi for unit in names), "X (2025)", "X (2030)"):
        assert f">{name}<" in drawn


def test_on_paper_stands_what_is_due_and_where_nothing_is_all() -> None:
    due, ahead = target(at_least="80"), target(at_least="90", by=2030)
    for targets, shown in (((due, ahead), {"X"}), ((ahead,), {"X"}), ((due,), {"X"})):
        data = catalogue(indicator(*targets))
        chart = heat_map(View(scored(data, row("an", "85/100"), row("binh", "7/10")), data), due_only=True)
        assert chart is not None
        assert {cell["target"] for cell in chart.spec["data"]["values"]} == shown


def test_names_are_told_apart_by_year_and_by_id() -> None:
    one = indicator(target(at_least="80"), target(at_least="90", by=2030), id="A")
    other = indicator(target(at_least="80"), id="B") | {"name": one["name"]}
    data = catalogue(one, other)
    view = View(scored(data, row("an", "85/100", id="A"), row("an", "85/100", id="B")), data)
    names = target_names(view.results)
    assert sorted(names) == ["A (A, 2025)", "A (A, 2030)", "A (B)"]


def test_units_of_one_name_are_two_in_the_drawing() -> None:
    data = catalogue(indicator(target(at_least="80")))
    named = {unit: body.name for unit, body in data.bodies.items()}
    twin = data.bodies["binh"].model_copy(update={"name": named["an"]})
    bodies = tuple(twin if body.id == "binh" else body for body in data.assignments.bodies)
    data = type(data)(data.targets, data.assignments.model_copy(update={"bodies": bodies}), "0" * 64)
    chart = heat_map(View(scored(data, row("an", "85/100"), row("binh", "7/10")), data))
    assert chart is not None
    cells = chart.spec["data"]["values"]
    assert len({cell["unit"] for cell in cells}) == len(cells)

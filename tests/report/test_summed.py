"""A number that units add up to: the sum has a verdict, a part of it has none, in whatever is made of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from builders import CLOSE_2025, catalogue, number, row, rows, scored, seen, target

from dxscore.model.observation import Observation
from dxscore.model.place import Place
from dxscore.model.scorecard import Scorecard
from dxscore.model.waivers import PlacedWaiver, Waiver, Waivers
from dxscore.report.charts.heat import heat_map
from dxscore.report.groups import grouped_gaps
from dxscore.report.page.page import html_page
from dxscore.report.table import table_text
from dxscore.report.view import View
from dxscore.score.compare import compare
from dxscore.score.waive import waive
from dxscore.words.say import LANGUAGES

SUM = number(target(at_least="17"), minimum="0", over_time="flow")
ALL = {"an": "5", "binh": "8", "chau": "3"}
PLAN = catalogue(SUM)
COUNTED = re.compile(r"\d+/\d+ (?:đơn vị|units? fall)")


def card(*observations: Observation, data: Any = PLAN, **said: Any) -> Scorecard:
    return scored(data, *observations, as_of=CLOSE_2025, **said)


@pytest.mark.parametrize("missing", [(), ("chau",), ("an", "chau")])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_unit_falls_short_of_a_sum(missing: tuple[str, ...], lang: Any) -> None:
    own = card(*rows(**{unit: figure for unit, figure in ALL.items() if unit not in missing}))
    view = View(own, PLAN, lang)
    assert not COUNTED.search("".join(re.findall(r"X \(.*", table_text(view))))
    by_unit = grouped_gaps(view, "unit")
    together = PLAN.name(PLAN.indicators["X"].reported_by).get(lang)
    assert together in by_unit
    assert {*by_unit} - {together} == {PLAN.name(unit).get(lang) for unit in missing}
    assert heat_map(view) is None
    assert b'data-status="counted"' in html_page(view)


def test_one_unit_alone_has_its_number_and_no_verdict() -> None:
    whole = card(*rows(**{**ALL, "chau": "4"})).results[0]
    alone = card(*rows(**ALL), unit="an").results[0]
    assert whole.status == "met"
    assert seen(alone, "status", "reason", "value") == ("not_applicable", "part_of_sum", 5)
    assert (alone.gap, alone.gap_count, alone.achievement) == (None, None, None)
    each = catalogue(number(target(at_least="4"), judged_on="each"))
    assert card(*rows(**ALL), data=each, unit="chau").results[0].status == "missed"


def test_a_waiver_of_a_part_is_told_to_be_needless() -> None:
    waiver = Waiver.model_validate(
        {
            "indicator": "X",
            "reporting_unit": "an",
            "reason": "bão",
            "document": "1/CV",
            "approved_by": "UBND",
            "from": date(2025, 1, 1),
            "until": date(2026, 12, 31),
        }
    )
    held = Waivers("w.yaml", "0" * 64, (PlacedWaiver(waiver, Place("w.yaml"), "waivers.0"),))
    waived = waive(PLAN, card(*rows(**ALL)), held)
    assert waived.results[0].status == "missed"
    assert [finding.code for finding in waived.findings if finding.code.startswith("DX5")] == ["DX512"]


@pytest.mark.parametrize(
    ("bound", "value"),
    [
        ({"at_least": "17"}, "better"),
        ({"at_most": "17"}, "worse"),
        ({"between": ["15", "20"]}, "not_comparable"),
    ],
)
def test_a_part_is_compared_where_more_or_less_is_better(bound: dict[str, Any], value: str) -> None:
    data = catalogue(number(target(**bound), minimum="0", over_time="flow"))
    before, now = (card(row("an", figure), *rows(binh="8", chau="3"), data=data) for figure in ("5", "6"))
    (part,) = (each for each in compare(data, before, now).targets if each.reporting_unit == "an")
    assert part.value == value

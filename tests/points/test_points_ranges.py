"""What figures of part of a period may still become: no completion lies outside, by brute force."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from points_sets import CATALOGUE, UNITS, contents, criterion, of, scored, unit
from points_sets import said as said_

from dxscore.flows import points as scoring
from dxscore.model.period import written_period
from dxscore.model.points import PointsCard
from dxscore.points.ranges import Range, ratio
from dxscore.points.view import PointsView

YEAR = written_period("2026")
THREE = UNITS[:3]
PARTS = [
    {"max": 3, "indicator": "A", "share": {"none_arising": "left_out"}},
    {"max": 1, "steps": [{"at_least": 50, "points": 1}], "indicator": "A", "none_arising": "zero"},
]
RULES: dict[str, dict[str, Any]] = {
    "itself": {"max": 4, "share": {"full_at": 80, "none_arising": "zero"}},
    "floor": {"max": 4, "share": {"nothing_below": 50, "none_arising": "full"}},
    "left_out": {"max": 4, "share": {"none_arising": "left_out"}},
    "best_unit": {"max": 4, "share": {"against": "best_unit", "none_arising": "zero"}},
    "leader": {"max": 4, "leader": {}, "none_arising": "zero"},
    "steps": {
        "max": 4,
        "steps": [{"at_least": 50, "points": 1}, {"more_than": 50, "points": 4}],
        "none_arising": "left_out",
    },
    "few": {
        "max": 4,
        "steps": [{"at_most": 20, "points": 3}, {"less_than": 60, "points": 1}],
        "none_arising": "left_out",
    },
    "parts": {"max": 4, "parts": PARTS},
    "best_of": {"max": 4, "best_of": PARTS},
    "each": {"max": 4, "each": {"points": 1}},
    "fewer": {"deduction": True, "max": 4, "each": {"points": -1}},
    "late": {"max": 4, "late": [{"up_to_days": 1, "keep": 1}, {"up_to_days": 2, "keep": "1/2"}]},
}
NUMBERS = ("each", "fewer", "late")
OVER = ("flow", "stock")
MORE = ("0,0", "0,2", "1,1", "1,2", "2,2")
"""What the second half may bring of a share."""


def half_card(
    folder: Path,
    over_time: str,
    rules: tuple[str, str],
    figures: Mapping[str, tuple[str | None, ...]],
    **own: Any,
) -> PointsCard:
    """The card of 2026: figures by unit, for criterion A and B and each half; None is not sent."""
    criteria = [
        criterion(**{**_named(RULES[rule], id_), "id": id_}) for rule, id_ in zip(rules, "AB", strict=True)
    ]
    indicators = [
        {
            "id": id_,
            "name": id_,
            "measure": "number" if rule in NUMBERS else "share",
            "over_time": over_time,
            **({"maximum": 4} if rule in NUMBERS else {}),
        }
        for rule, id_ in zip(rules, "AB", strict=True)
    ]
    data = contents(
        *criteria,
        criterion(id="Z", max=10, done={}),
        scored_for=list(THREE),
        indicators=indicators,
        rounding={"each": 2, "total": 2},
        **own,
    )
    lines = ["indicator,reporting_unit,period,numerator,denominator,value"]
    lines += [f"Z,{name},2026,,,có" for name in THREE]
    for name, said in figures.items():
        for (id_, rule), (place, half) in itertools.product(
            zip("AB", rules, strict=True), enumerate(("2026-H1", "2026-H2"))
        ):
            figure = said[2 * "AB".index(id_) + place]
            if figure is not None:
                lines.append(f"{id_},{name},{half},{f',,{figure}' if rule in NUMBERS else f'{figure},'}")
    file = folder / "m.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return scored(folder, data, [str(file)], period=YEAR)


def _named(rule: Mapping[str, Any], id_: str) -> dict[str, Any]:
    """The rule, its parts taking their figures from the criterion's own indicator."""
    own = deepcopy(dict(rule))  # the same value twice would be an alias, which no set may hold
    for key in ("parts", "best_of"):
        if key in own:
            own[key] = [{**part, "indicator": id_} for part in own[key]]
    return own


def completions(
    rules: tuple[str, str], figures: Mapping[str, tuple[str | None, ...]]
) -> Iterator[dict[str, tuple[str | None, ...]]]:
    """Every way, of few, in which the second halves that are missing may come in."""
    open_ = [(name, place) for name, said in figures.items() for place in (1, 3) if said[place] is None]
    choices = [("0", "1", "2") if rules[place // 2] in NUMBERS else MORE for _, place in open_]
    for chosen in itertools.product(*choices):
        whole = {name: list(said) for name, said in figures.items()}
        for (name, place), figure in zip(open_, chosen, strict=True):
            whole[name][place] = figure
        yield {name: tuple(said) for name, said in whole.items()}


def figure_of(rule: str) -> st.SearchStrategy[str]:
    return st.sampled_from(("0", "1", "2") if rule in NUMBERS else MORE)


@st.composite
def cases(draw: st.DrawFn) -> tuple[tuple[str, str], dict[str, tuple[str | None, ...]]]:
    """Two rules, and figures of three units of which one or two have no second half of something."""
    rules = draw(st.sampled_from(sorted(RULES))), draw(st.sampled_from(sorted(RULES)))
    figures: dict[str, list[str | None]] = {
        name: [draw(figure_of(rules[place // 2])) for place in range(4)] for name in THREE
    }
    for name, place in draw(
        st.lists(
            st.sampled_from([(n, p) for n in THREE for p in (1, 3)]), unique=True, min_size=1, max_size=2
        )
    ):
        figures[name][place] = None
    return rules, {name: tuple(said) for name, said in figures.items()}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases(), st.sampled_from(OVER), st.sampled_from(("rescale", "keep_max")))
def test_completing_the_months_leads_to_no_total_and_no_rank_outside(
    tmp_path: Path,
    case: tuple[tuple[str, str], dict[str, tuple[str | None, ...]]],
    over_time: str,
    left_out: str,
) -> None:
    rules, figures = case
    now = {
        u.reporting_unit: u for u in half_card(tmp_path, over_time, rules, figures, left_out=left_out).units
    }
    for whole in completions(rules, figures):
        for after in half_card(tmp_path, over_time, rules, whole, left_out=left_out).units:
            before = now[after.reporting_unit]
            assert before.low is not None and before.high is not None and after.total is not None
            assert before.low <= after.total <= before.high
            assert after.low == after.high == after.total  # nothing is open any more
            assert before.rank_best is not None and before.rank_worst is not None and after.rank is not None
            assert before.rank_best <= after.rank <= before.rank_worst
            for one, other in zip(before.criteria, after.criteria, strict=True):
                if other.official is not None:
                    assert one.low <= other.official <= one.high


@pytest.mark.parametrize(
    ("rule", "over_time", "low", "points", "high"),
    [
        ("itself", "flow", 0, Fraction("2.5"), 4),
        ("itself", "stock", 0, Fraction("2.5"), 4),
        ("each", "flow", 2, 2, 4),  # counts only grow
        ("each", "stock", 0, 2, 4),
        ("fewer", "flow", -4, -2, -2),
        ("late", "flow", 0, 2, 2),
        ("floor", "flow", 0, 2, 4),
        ("leader", "flow", 0, 1, 2),
    ],
)
def test_what_half_a_year_may_still_become(
    tmp_path: Path, rule: str, over_time: str, low: int, points: Fraction | int, high: int
) -> None:
    half = "2" if rule in NUMBERS else "1,2"
    said: dict[str, tuple[str | None, ...]] = {THREE[0]: (half, None, "1,2", "1,2")}
    said |= dict.fromkeys(THREE[1:], ("0" if rule in NUMBERS else "0,2",) * 2 + ("1,2", "1,2"))
    card = half_card(tmp_path, over_time, (rule, "itself"), said)
    own, whole = of(card, THREE[0]), unit(card, THREE[0])
    assert said_(own.low, own.official, own.high, own.cause) == (low, points, high, "provisional")
    assert whole.complete  # a figure is there: nothing is unanswered, and the total is what it gives so far
    assert whole.total is not None and whole.low is not None and whole.high is not None
    assert Fraction(whole.total) - Fraction(whole.low) == Fraction(points) - low


def test_band_is_said_from_the_least_to_the_most_that_it_may_become(tmp_path: Path) -> None:
    bands = [
        {"name": "Khá", "at_least": 12},
        {"name": "Tốt", "at_least": 16},
        {"name": "Giỏi", "at_least": 18},
    ]
    said: dict[str, tuple[str | None, ...]] = {THREE[0]: ("1,2", None, "2,2", "2,2")}
    said |= dict.fromkeys(THREE[1:], ("2,2", "2,2", "2,2", "2,2"))
    card = half_card(tmp_path, "flow", ("itself", "floor"), said, bands=bands)
    one = unit(card, THREE[0])
    words = [None if band is None else band.vi for band in (one.band_low, one.band, one.band_high)]
    assert words == ["Khá", "Tốt", "Giỏi"]
    loaded = scoring.load(tmp_path / "points.yaml", CATALOGUE)
    view = PointsView(card, loaded.placed, loaded.catalogue, "vi")
    assert [view.band(each) for each in card.units] == ["Giỏi", "Giỏi", "Khá–Giỏi"]
    assert [note[:32] for note in view.notes()] == ["1 đơn vị có số liệu chưa đủ kỳ: "]


def test_nothing_bounds_a_ratio_whose_parts_may_be_below_0() -> None:
    one = Fraction(1)
    assert said_(*ratio(Range(one, 2 * one), Range(4 * one, None))) == (0, 50, False)
    assert said_(*ratio(Range(one, None), Range(one, one))) == (100, None, False)
    assert said_(*ratio(Range(one, one), Range(Fraction(0), one))) == (100, None, True)
    assert said_(*ratio(Range(-one, one), Range(one, one))) == (None, None, True)
    assert said_(*ratio(Range(one, one), Range(None, one))) == (None, None, True)

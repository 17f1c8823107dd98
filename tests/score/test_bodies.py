"""Scorecards of bodies: laws of the counts first, then who leads, reports and owes what."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from builders import CLOSE_2025, catalogue, indicator, row, rows, scored, target, words
from hypothesis import given
from hypothesis import strategies as st

from dxscore.flows.bodies import bodies
from dxscore.model.body_scorecard import BodyScorecard, TargetCounts
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Scorecard
from dxscore.model.tasks import TaskLog
from dxscore.score.tasks import judge_tasks

SOURCE = {"document": "KH", "section": "1", "wording": "…"}
NAMES = ("an", "binh", "chau")
COUNTED = ("met", "missed", "no_data", "not_assessable", "not_applicable", "waived")


def task(id: str, *lead: str, serves: str, basis: str = "stated", **said: Any) -> dict[str, Any]:
    tied = [{"indicator": serves, "basis": basis}]
    given = {"id": id, "title": words(id), "source": SOURCE, "lead": list(lead), "from": 2024}
    return {**given, "serves": tied, **said}


def plan(**said: Any) -> Catalogue:
    """X is led by `an` by a document, Y by inference by `binh`, Z by all communes."""
    tasks = (
        task("A", "an", serves="X", coordinating=["communes"]),
        task("B", "binh", serves="Y", basis="inferred"),
        task("C", "communes", serves="Z"),
    )
    return catalogue(indicator(id="X"), indicator(id="Y"), indicator(id="Z"), tasks=tasks, **said)


def of(card: Scorecard, held: Catalogue, body: str, **said: Any) -> BodyScorecard | None:
    return next((each for each in bodies(held, card, **said).bodies if each.body == body), None)


figures = st.dictionaries(
    st.tuples(st.sampled_from("XYZ"), st.sampled_from(NAMES)), st.integers(0, 100), min_size=1
)


def judged(held: Catalogue, found: dict[tuple[str, str], int]) -> Scorecard:
    every = enumerate(found.items(), 2)
    return scored(held, *(row(unit, f"{a}/100", id=id_, line=n) for n, ((id_, unit), a) in every))


@given(found=figures)
def test_parts_make_the_whole(found: dict[tuple[str, str], int]) -> None:
    held = plan()
    for card in bodies(held, judged(held, found)).bodies:
        counts: list[TargetCounts] = [card.stated, card.inferred, card.shared, card.own_counts]
        for each in counts:
            assert sum(getattr(each, name) for name in COUNTED) == each.due <= each.targets
            assert each.provisional <= each.met
        assert sum(each.targets for each in counts[:3]) == len(card.led)
        assert card.own_counts.targets == len(card.own)


@given(found=figures)
def test_a_verdict_is_that_of_the_scorecard(found: dict[tuple[str, str], int]) -> None:
    held = plan()
    card = judged(held, found)
    whole = {result.indicator: result for result in card.results}
    for body in bodies(held, card).bodies:
        for led in body.led:
            assert (led.status, led.provisional) == (
                whole[led.indicator].status,
                whole[led.indicator].provisional,
            )
        units = {unit.reporting_unit: unit for r in card.results for unit in r.units if r.indicator == "X"}
        own = [each for each in body.own if each.indicator == "X"]
        assert [each.value for each in own] == [units[body.body].value]


@given(found=figures)
def test_a_figure_is_owed_by_its_unit_exactly_where_it_is_missing(found: dict[tuple[str, str], int]) -> None:
    held = plan()
    card = judged(held, found)
    owed = {(o.indicator, body.body) for body in bodies(held, card).bodies for o in body.owes}
    due = {result.indicator for result in card.results if result.falls_due}
    assert owed == {(id_, unit) for id_ in due for unit in NAMES} - set(found)


def test_stated_inferred_and_shared_leads_stand_apart() -> None:
    held = plan()
    card = judged(held, {(id_, unit): 90 for id_ in "XYZ" for unit in NAMES})
    an, binh, chau = (of(card, held, body) for body in NAMES)
    assert an is not None
    assert binh is not None
    assert chau is not None
    assert [(led.indicator, led.ground) for led in an.led] == [("X", "stated"), ("Z", "shared")]
    assert [(led.indicator, led.ground) for led in binh.led] == [("Y", "inferred"), ("Z", "shared")]
    assert [(led.indicator, led.ground, led.leads_as) for led in chau.led] == [("Z", "shared", "communes")]
    assert [each.coordinating_targets for each in (an, binh, chau)] == [0, 1, 1], "who leads takes no part"


@pytest.mark.parametrize("order", [("stated", "inferred"), ("inferred", "stated")])
def test_who_leads_on_two_grounds_leads_on_the_better(order: tuple[str, ...]) -> None:
    tasks = tuple(task(f"T-{basis}", "an", serves="X", basis=basis) for basis in order)
    held = catalogue(indicator(id="X"), tasks=tasks)
    card = judged(held, {("X", "an"): 90})
    assert [(owner.body, owner.basis) for owner in card.results[0].lead] == [("an", "stated")]


LEADS = (("an", "stated"), ("communes", "stated"), ("an", "inferred"), ("communes", "inferred"))


@pytest.mark.parametrize("leads", list(permutations(LEADS, 2)))
def test_of_two_leads_the_one_that_says_most_counts(leads: tuple[tuple[str, str], ...]) -> None:
    """What is stated alone where anything is, and one's own name before a group's."""
    tasks = tuple(task(f"T{n}", who, serves="X", basis=basis) for n, (who, basis) in enumerate(leads))
    held = catalogue(indicator(id="X"), tasks=tasks)
    found = of(judged(held, {("X", "an"): 90}), held, "an")
    assert found is not None
    said = min(leads, key=LEADS.index)
    assert [(led.leads_as, led.basis) for led in found.led] == [said]


def test_who_leads_by_name_and_in_a_group_leads_by_name() -> None:
    tasks = (task("A", "communes", "an", serves="X"),)
    held = catalogue(indicator(id="X"), tasks=tasks)
    card = judged(held, {("X", "an"): 90})
    found = of(card, held, "an")
    assert found is not None
    assert [(led.ground, led.leads_as) for led in found.led] == [("stated", "an")]


def test_a_body_that_was_taken_over_shares_no_lead() -> None:
    lives = {
        "an": {"valid_to": date(2025, 6, 30), "successor": "chau"},
        "chau": {"valid_from": date(2025, 7, 1)},
    }
    held = plan(lives=lives)
    card = judged(held, {("X", "chau"): 90, ("X", "binh"): 90})
    an = of(card, held, "an")
    assert an is not None, "it leads X by name"
    assert (an.ended, an.successors) == (date(2025, 6, 30), ("chau",))
    assert [led.ground for led in an.led] == ["stated"]


def test_whoever_holds_a_figure_owes_it() -> None:
    held = catalogue(indicator(id="X", supplied_by={"body": "town", "basis": "stated"}))
    card = judged(held, {("X", "an"): 90})
    assert of(card, held, "binh") is None or not of(card, held, "binh").owes  # type: ignore[union-attr]
    town = of(card, held, "town")
    assert town is not None
    assert [(owed.indicator, owed.reporting_unit) for owed in town.owes] == [("X", "binh"), ("X", "chau")]


def test_of_a_percentage_alone_the_parts_are_owed() -> None:
    held = catalogue(indicator(id="X"))
    card = scored(held, *rows(an="90/100", chau="90/100", binh="85"))
    found = of(card, held, "binh")
    assert found is not None
    assert [(owed.indicator, owed.parts_only) for owed in found.owes] == [("X", True)]


def test_what_is_not_due_is_not_owed() -> None:
    held = catalogue(indicator(target(at_least="80", by=2030), id="X"))
    card = judged(held, {("X", "an"): 10})
    found = of(card, held, "binh")
    assert found is None or not found.owes


@pytest.mark.parametrize("given", [True, False])
def test_of_tasks_nothing_is_said_without_a_list(given: bool) -> None:
    held = plan()
    card = judged(held, {("X", "an"): 90})
    listed = judge_tasks(held, TaskLog(), CLOSE_2025) if given else None
    found = of(card, held, "an", tasks=listed)
    assert found is not None
    if not given:
        assert (found.tasks, found.items, found.coordinating_tasks) == (None, (), None)
        return
    assert found.tasks is not None
    assert found.tasks.assigned == len(found.items) == 2
    assert found.coordinating_tasks == 0

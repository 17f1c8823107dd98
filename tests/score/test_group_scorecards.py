"""Scorecards of groups: laws over worlds by chance first, then what each kind of target makes of a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from builders import CLOSE_2025, catalogue, indicator, number, row, rows, seen, target, words
from hypothesis import given
from hypothesis import strategies as st
from naive_judge import World
from random_worlds import catalogue_of, rows_of, waivers_of, world

from dxscore.errors import RequestError
from dxscore.flows.groups import group_results
from dxscore.flows.judge import Judgement, Request, judge
from dxscore.model.assignments import Group
from dxscore.model.group_scorecard import GroupResult, GroupScorecards, UnitCounts
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation
from dxscore.words.text import Text

VERDICTS = [name for name in UnitCounts.model_fields if name != "units"]
COUNTS = (None, "zero_denominator", "part_of_sum")
"""Why a figure has no verdict that adds up all the same."""
seeds = st.integers(0, 2**32)


def with_groups(data: Catalogue, **groups: Sequence[str]) -> Catalogue:
    """The catalogue with these groups beside that of all communes."""
    made = (
        Group(id=id_, name=Text.model_validate(words(id_)), members=tuple(own)) for id_, own in groups.items()
    )
    held = (*data.assignments.groups, *made)
    return replace(data, assignments=data.assignments.model_copy(update={"groups": held}))


def parted(made: World, rng: Random) -> tuple[Catalogue, list[str]]:
    """The catalogue of a world with its units in disjoint groups within one that holds them; their ids."""
    parts: dict[str, list[str]] = {}
    for unit in made.lives:
        parts.setdefault(rng.choice(("p1", "p2", "p3")), []).append(unit)
    nested = {"country": sorted(parts), **parts}
    return with_groups(catalogue_of(made), **nested), sorted(parts)


def judged(data: Catalogue, sent: Sequence[Observation], **asked: Any) -> Judgement:
    return judge(data, Metrics(tuple(sent)), Request(**asked))


def of_world(seed: int, shuffled: bool = False) -> tuple[GroupScorecards, list[str], Judgement] | None:
    rng = Random(seed)
    made = world(rng)
    data, parts = parted(made, rng)
    sent = rows_of(made)
    if shuffled:
        Random(seed + 1).shuffle(sent)
    found = judged(data, sent, as_of=made.as_of, target_year="all", waivers=waivers_of(made))
    return None if found.nothing is not None else (group_results(found).document, parts, found)


def by_group(cards: GroupScorecards) -> dict[str, GroupResult]:
    """Of one target the result of every group."""
    return {card.group: card.results[0] for card in cards.groups}


@given(seed=seeds)
def test_units_of_a_partition_add_up_by_every_verdict(seed: int) -> None:
    found = of_world(seed)
    if found is None:
        return
    cards, parts, _ = found
    own, (whole,) = by_group(cards), cards.whole.results
    here = [part for part in parts if part in own]
    for name in ("units", *VERDICTS):
        assert sum(getattr(own[part].units, name) for part in here) == getattr(whole.units, name), name
        assert getattr(own["country"].units, name) == getattr(whole.units, name)
    assert set(parts) - set(here) <= set(cards.without_units)
    for result in (whole, *own.values()):
        assert sum(getattr(result.units, name) for name in VERDICTS) == result.units.units


@given(seed=seeds)
def test_pooled_figures_of_a_partition_add_up_to_the_whole(seed: int) -> None:
    """Of what can be counted; a figure that percentages alone settle is not known."""
    found = of_world(seed)
    if found is None or found[0].whole.results[0].reason not in COUNTS:
        return
    cards, parts, judgement = found
    (whole,), own = cards.whole.results, by_group(cards)
    here = [own[part] for part in parts if part in own]
    if any("settled_by_percentages" in result.remarks for result in (whole, *here)):
        return
    added = [result for result in here if result.reason in COUNTS]
    if whole.numerator is not None:
        assert sum((part.numerator or Decimal(0) for part in added), Decimal(0)) == whole.numerator
        assert sum((part.denominator or Decimal(0) for part in added), Decimal(0)) == whole.denominator
    if judgement.catalogue.targets.indicators[0].is_summed and whole.value is not None:
        assert sum((part.value or Decimal(0) for part in added), Decimal(0)) == whole.value


@given(seed=seeds)
def test_the_group_of_all_units_is_the_scorecard(seed: int) -> None:
    found = of_world(seed)
    if found is None:
        return
    cards, _, judgement = found
    (result,) = judgement.scorecard.results
    for group in ("communes", "country"):
        card = next(card for card in cards.groups if card.group == group)
        assert card.results == cards.whole.results
        assert (card.counts, card.units) == (cards.whole.counts, cards.whole.units)
    (own,) = cards.whole.results
    for name in ("status", "numerator", "denominator", "value", "gap_count", "provisional", "span", "reason"):
        assert getattr(own, name) == getattr(result, name)


@given(seed=seeds)
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    one, other = of_world(seed), of_world(seed, shuffled=True)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one[0] == other[0]


@given(seed=seeds)
def test_a_group_that_is_due_is_judged_as_by_itself(seed: int) -> None:
    """Where nobody is taken over by a unit outside, and the year asked for is the group's own."""
    rng = Random(seed)
    made = world(rng)
    data, parts = parted(made, rng)
    if any(life.start != date.min or life.end != date.max for life in made.lives.values()):
        return
    found = judged(data, rows_of(made), as_of=made.as_of, target_year="all")
    if found.nothing is not None or not found.scorecard.results[0].due:
        return
    own = by_group(group_results(found).document)
    for part in parts:
        alone = judged(data, rows_of(made), as_of=made.as_of, target_year="all", reporting_unit=part)
        if part not in own or alone.nothing is not None:
            continue
        (result,) = alone.scorecard.results
        if "year_not_in_files" in (result.reason, own[part].reason):
            continue
        if result.reason != "part_of_sum":
            assert own[part].status == result.status
        told = ("numerator", "denominator", "value", "provisional", "gap", "gap_count", "closes", "span")
        # Of an old figure the span is that of which it was asked: of the whole, or of its own year.
        for name in told[:-1] if result.reason == "stale" else told:
            assert getattr(own[part], name) == getattr(result, name), name
        assert (own[part].reported, own[part].expected) == (
            result.coverage.reported,
            result.coverage.expected,
        )


@given(seed=seeds)
def test_worst_units_are_the_groups_own_below_the_target(seed: int) -> None:
    found = of_world(seed)
    if found is None:
        return
    cards, _, judgement = found
    for card in cards.groups:
        members = judgement.catalogue.units(card.group)
        result = card.results[0]
        assert set(result.worst_units) | set(result.missing_units) <= set(members)
        assert len(result.worst_units) == min(5, result.units.missed + result.units.pending)
        assert len(result.missing_units) == min(5, result.units.no_data)


# What each kind of target makes of a group.


def results(data: Catalogue, *sent: Observation, **asked: Any) -> Mapping[str, GroupResult]:
    return by_group(group_results(judged(data, sent, **{"as_of": CLOSE_2025, **asked})).document)


def test_shares_are_added_within_the_group() -> None:
    data = with_groups(catalogue(indicator(target(at_least="80"))), north=("an", "binh"), south=("chau",))
    own = results(data, *rows(an="70/100", binh="95/100", chau="10/100"))
    north, south = own["north"], own["south"]
    assert seen(north, "numerator", "denominator", "status") == (165, 200, "met")
    assert (north.units.met, north.units.missed, north.worst_units) == (1, 1, ("an",))
    assert seen(south, "status", "gap_count") == ("missed", 70)
    assert own["communes"].status == "missed"


def test_a_group_without_any_figure_has_no_data_and_never_zero() -> None:
    data = with_groups(catalogue(indicator(target(at_most="80"), better="lower")), south=("chau",))
    south = results(data, *rows(an="70/100", binh="75/100"))["south"]
    assert (south.status, south.value, south.numerator) == ("no_data", None, None)
    assert (south.units.no_data, south.missing_units, south.expected) == (1, ("chau",), 1)


def test_a_part_of_a_sum_is_counted_and_judged_only_as_the_whole() -> None:
    data = with_groups(catalogue(number(target(at_least="100"))), north=("an", "binh"))
    found = judged(data, rows(an="30", binh="40", chau="50"), as_of=CLOSE_2025)
    cards = group_results(found).document
    own = by_group(cards)
    assert seen(own["north"], "status", "value", "gap") == ("counted", 70, None)
    assert own["north"].units.counted == 2
    assert own["communes"].status == "met"
    north = next(card for card in cards.groups if card.group == "north")
    assert (north.counts.targets, north.counts.due) == (0, 0), "no target of its own"


def test_where_each_unit_is_judged_a_group_holds_when_all_of_its_own_do() -> None:
    data = with_groups(
        catalogue(indicator(target(at_least="80"), judged_on="each")), north=("an", "binh"), south=("chau",)
    )
    own = results(data, *rows(an="90/100", binh="95/100", chau="10/100"))
    assert (own["north"].status, own["south"].status, own["communes"].status) == ("met", "missed", "missed")
    assert own["communes"].gap_count == 1


def test_the_row_of_the_whole_place_says_nothing_of_a_part() -> None:
    data = with_groups(catalogue(indicator(target(at_least="80")), total=True), north=("an", "binh"))
    own = results(data, *rows(town="90/100", an="1/2"))
    assert seen(own["communes"], "numerator", "status") == (90, "met")
    north = own["north"]
    assert seen(north, "numerator", "reported", "expected") == (1, 1, 2)
    assert (north.units.missed, north.units.no_data) == (1, 1)


def test_a_change_is_held_against_the_groups_own_base() -> None:
    wanted = target(against={"period": 2020, "change": "percent", "at_least": 20})
    data = with_groups(catalogue(number(wanted)), north=("an", "binh"), south=("chau",))
    before = [row(unit, "100", "2020", line=n) for n, unit in enumerate(("an", "binh", "chau"), 2)]
    now = [
        row(unit, figure, line=n)
        for n, (unit, figure) in enumerate({"an": "130", "binh": "120", "chau": "110"}.items(), 9)
    ]
    own = results(data, *before, *now)
    assert own["north"].held is not None and own["north"].held.threshold == "240"
    assert seen(own["north"], "value", "status") == (250, "met")
    assert seen(own["south"], "value", "status") == (110, "missed")


def test_a_unit_that_is_old_for_the_whole_is_old_in_its_group() -> None:
    data = with_groups(catalogue(indicator(target(at_least="80", by=2030))), south=("chau",))
    sent = [*rows(an="70/100", binh="75/100"), row("chau", "90/100", "2024", line=9)]
    south = results(data, *sent)["south"]
    assert (south.status, south.reason, south.units.no_data) == ("no_data", "stale", 1)


def test_a_year_that_was_named_counts_in_groups_too() -> None:
    data = with_groups(catalogue(indicator(target(at_least="80", by=2024))), south=("chau",))
    own = results(data, *rows(an="70/100", binh="75/100", chau="1/2"), target_year=2024)
    assert {own["south"].reason, own["communes"].reason} == {"after_deadline"}
    assert own["south"].due


def test_groups_stand_under_the_group_that_holds_them() -> None:
    data = with_groups(
        catalogue(indicator(target(at_least="80"))),
        south=("chau",), country=("south", "north"), north=("an", "binh"), offices=("town",),
    )  # fmt: skip
    cards = group_results(judged(data, rows(an="1/2"), as_of=CLOSE_2025)).document
    assert [card.group for card in cards.groups] == ["communes", "country", "south", "north"]
    assert [card.within for card in cards.groups] == [(), (), ("country",), ("country",)]
    assert [card.groups for card in cards.groups] == [(), ("south", "north"), (), ()]
    assert cards.without_units == ("offices",)


def test_groups_of_one_unit_alone_are_refused() -> None:
    found = judged(catalogue(), rows(an="1/2"), as_of=CLOSE_2025, reporting_unit="an")
    with pytest.raises(RequestError, match="all units"):
        group_results(found)

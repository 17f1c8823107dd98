"""What is not satisfied, and who has to act."""

from __future__ import annotations

from typing import Any

from builders import COMMUNES, MID_2025, TOWN, catalogue, indicator, row, rows, scored, target, yes_no

from dxscore.model.scorecard import Owner, Scorecard

SIX = ("a", "b", "c", "d", "e", "f")


def short(card: Scorecard) -> list[tuple[Any, ...]]:
    return [(g.indicator, g.reporting_unit, g.status, g.gap, g.gap_count) for g in card.gaps]


def test_met_and_not_applicable_have_no_gap() -> None:
    data = catalogue(indicator(id="A", reported_by=TOWN), indicator(id="B", reported_by=TOWN))
    assert scored(data, row(TOWN, "8/10", id="A"), row(TOWN, "na", id="B")).gaps == ()


def test_one_gap_for_each_unsatisfied_result() -> None:
    data = catalogue(*(indicator(id=name, reported_by=TOWN) for name in "ABC"), yes_no(id="D"))
    card = scored(data, row(TOWN, "7/10", id="A"), row(TOWN, "0/0", id="B"), row(TOWN, "0", id="D"))
    assert short(card) == [
        ("A", None, "missed", 10, 1),
        ("B", None, "not_assessable", None, None),
        ("C", None, "no_data", None, None),
        ("D", None, "missed", None, None),
    ]
    assert [gap.reason for gap in card.gaps] == [None, "zero_denominator", "not_reported", None]
    assert {gap.target_by for gap in card.gaps} == {"2025"}


def test_pending_is_a_gap_too() -> None:
    (gap,) = scored(catalogue(), row("an", "7/10", "2025-Q1"), as_of=MID_2025).gaps
    assert gap.status == "pending"


def test_the_worst_units_of_a_pooled_result() -> None:
    figures = dict(zip(SIX, ("7/10", "1/10", "700/1000", "79/100", "8/10", "0/0"), strict=True))
    (gap,) = scored(catalogue(communes=SIX), *rows(**figures)).gaps
    # Farthest in points first; of two as far, the one with more to do.
    assert gap.worst_units == ("b", "c", "a", "d")


def test_five_worst_units_at_most() -> None:
    figures = {name: f"{n}/10" for n, name in enumerate(SIX)}
    (gap,) = scored(catalogue(communes=SIX), *rows(**figures)).gaps
    assert gap.worst_units == SIX[:5]


def test_units_as_far_stand_in_the_catalogues_order() -> None:
    (gap,) = scored(catalogue(), *rows(**dict.fromkeys(reversed(COMMUNES), "1/10"))).gaps
    assert gap.worst_units == COMMUNES


def test_one_gap_for_each_failing_unit_where_each_is_judged() -> None:
    data = catalogue(indicator(judged_on="each"))
    card = scored(data, *rows(an="7/10", binh="9/10", chau="1/10"))
    assert short(card) == [("X", "chau", "missed", 70, 7), ("X", "an", "missed", 10, 1)]
    assert {gap.worst_units for gap in card.gaps} == {()}


def test_each_without_figures_is_one_gap() -> None:
    data = catalogue(indicator(judged_on="each"), indicator(id="Y", reported_by=TOWN))
    card = scored(data, row(TOWN, "8/10", id="Y"))
    assert short(card) == [("X", None, "no_data", None, None)]


def test_met_so_far_is_a_gap_until_it_is_certain() -> None:
    each = catalogue(indicator(judged_on="each"))
    (gap,) = scored(each, *rows(an="9/10")).gaps
    assert (gap.status, gap.gap, gap.gap_count, gap.worst_units) == ("met", None, None, ())
    assert scored(each, *rows(an="9/10", binh="9/10", chau="9/10")).gaps == ()


def test_owners_ride_along_and_a_units_own_gap_names_it() -> None:
    task = {
        "id": "T1",
        "title": {"vi": "v", "en": "e"},
        "source": {"document": "KH", "section": "II", "wording": "…"},
        "lead": ["town"],
        "coordinating": ["an"],
        "from": 2024,
        "serves": [{"indicator": "X", "basis": "stated"}],
    }
    data = catalogue(indicator(target(at_least=80)), tasks=[task])
    (gap,) = scored(data, row("an", "7/10"), unit="an").gaps
    assert gap.reporting_unit == "an"
    assert gap.lead == (Owner(body="town", basis="stated"),)
    assert gap.coordinating == (Owner(body="an", basis="stated"),)
    (each,) = scored(catalogue(indicator(judged_on="each"), tasks=[task]), row("an", "7/10")).gaps
    assert (each.reporting_unit, each.lead, each.coordinating) == ("an", gap.lead, gap.coordinating)

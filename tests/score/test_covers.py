"""Laws of what a figure covers, in time and territory: splitting, merging, lives, and what is still open."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from builders import CLOSE_2025, TOWN, catalogue, indicator, number, row, scored, seen, target
from hypothesis import given
from hypothesis import strategies as st

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.scorecard import Result
from dxscore.score.gate import Gate, failures

AT_LEAST = target(at_least=70)
FLOW = indicator(AT_LEAST, over_time="flow")
STOCK = indicator(AT_LEAST, over_time="stock")
NOT_STATED = indicator(AT_LEAST)

# Two communes went into one on 1 July 2025; a third lives on.
MERGED = ("an", "binh", "chau", "anbinh")
LIVES: dict[str, dict[str, Any]] = {
    "an": {"valid_to": date(2025, 6, 30), "successor": "anbinh"},
    "binh": {"valid_to": date(2025, 6, 30), "successor": "anbinh"},
    "anbinh": {"valid_from": date(2025, 7, 1)},
}

# Every way of splitting a year that periods have.
SPLITS = [
    ["2025"],
    ["2025-H1", "2025-H2"],
    ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"],
    ["2025-9M", "2025-Q4"],
    ["2025-H1", "2025-Q3", "2025-10", "2025-11", "2025-12"],
    [f"2025-{n:02d}" for n in range(1, 13)],
    ["2025-11M", "2025-12"],
]


def of(data: Catalogue, *rows: Observation, as_of: date | None = CLOSE_2025) -> Result:
    """The result of the one target that is due."""
    numbered = [o._replace(place=o.place._replace(row=n)) for n, o in enumerate(rows, 2)]
    return scored(data, *numbered, as_of=as_of).results[0]


def verdict(result: Result) -> tuple[Any, ...]:
    return seen(
        result, "numerator", "denominator", "status", "provisional", "reason", "gap_count", "coverage"
    )


def shared(total: int, parts: int, chance: random.Random) -> list[int]:
    """`total` in so many parts."""
    cuts = sorted(chance.randint(0, total) for _ in range(parts - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]


@given(st.sampled_from(SPLITS), st.integers(0, 50), st.integers(0, 50), st.randoms(use_true_random=False))
def test_splitting_a_year_of_a_count_changes_nothing(
    split: Sequence[str], done: int, left: int, chance: random.Random
) -> None:
    data = catalogue(FLOW)
    others = [row("binh", "7/10"), row("chau", "3/10")]
    whole = of(data, row("an", f"{done}/{done + left}"), *others)
    dones, lefts = shared(done, len(split), chance), shared(left, len(split), chance)
    parts = [row("an", f"{a}/{a + b}", when) for when, a, b in zip(split, dones, lefts, strict=True)]
    assert verdict(of(data, *parts, *others)) == verdict(whole)


@given(st.sampled_from(SPLITS[1:]), st.data())
def test_what_is_left_out_of_a_year_makes_it_provisional_unless_it_cannot_matter(
    split: Sequence[str], data: st.DataObject
) -> None:
    """Brute force over what the missing period could bring: both outcomes, or one where it is final."""
    missing = data.draw(st.sampled_from(split))
    figures = {when: data.draw(st.sampled_from(["0/0", "0/5", "5/5", "9/10"])) for when in split}
    threshold = data.draw(st.sampled_from([{"at_least": "70"}, {"at_least": "100"}, {"more_than": "0"}]))
    town = catalogue(indicator(target(**threshold), over_time="flow", reported_by=TOWN))
    known = [row(TOWN, figure, when) for when, figure in figures.items() if when != missing]
    result = of(town, *known)
    if result.reason is not None:
        return
    outcomes = {
        of(town, *known, row(TOWN, later, missing)).status
        for later in ("0/0", "0/1000000", "1000000/1000000")
    }
    assert (len(outcomes - {"not_assessable"}) > 1) is result.provisional
    if not result.provisional:
        assert outcomes == {result.status}


@given(st.integers(0, 9), st.integers(0, 9), st.sampled_from(["stock", "flow", None]))
def test_the_sum_of_units_is_one_unit_of_the_same_life(a: int, b: int, over_time: str | None) -> None:
    said = {} if over_time is None else {"over_time": over_time}
    three = catalogue(indicator(AT_LEAST, **said))
    two = catalogue(indicator(AT_LEAST, **said), communes=("anbinh", "chau"))
    apart = of(three, row("an", f"{a}/9"), row("binh", f"{b}/9"), row("chau", "7/10"))
    merged = of(two, row("anbinh", f"{a + b}/18"), row("chau", "7/10"))
    assert verdict(apart)[:5] == verdict(merged)[:5]


@given(st.sampled_from(["2026", "2026-Q1", "2026-01", "2025-12"]), st.sampled_from(["0/10", "10/10"]))
def test_a_row_that_closes_after_the_day_changes_no_verdict(when: str, figure: str) -> None:
    day = date(2025, 11, 14)
    for said in (FLOW, STOCK, NOT_STATED):
        data = catalogue(said)
        rows = [row("an", "8/10", "2025-10"), row("binh", "7/10", "2025-Q3")]
        with_it = of(data, *rows, row("chau", figure, when), as_of=day)
        without = of(data, *rows, as_of=day)
        assert verdict(with_it)[:5] == verdict(without)[:5]


# Stock: the newest state


def test_the_newest_state_speaks_and_an_old_one_is_provisional() -> None:
    town = catalogue(indicator(AT_LEAST, over_time="stock", reported_by=TOWN))
    quarters = [row(TOWN, f"{n}/10", f"2025-Q{n // 2}") for n in (2, 4, 6, 8)]
    assert seen(of(town, *quarters), "value", "status", "provisional") == (80, "met", False)
    early = of(town, *quarters[:3])
    assert seen(early, "value", "status", "provisional", "closes") == (60, "missed", True, date(2025, 9, 14))
    assert "closed_early" in early.remarks
    december = row(TOWN, "8/10", "2025", closed_on=date(2025, 12, 1))
    assert seen(of(town, december), "status", "provisional") == ("met", False)
    january = row(TOWN, "8/10", "2025", closed_on=date(2025, 1, 15))
    assert seen(of(town, january), "status", "provisional") == ("met", True)


def test_where_it_is_not_stated_nothing_is_added_up() -> None:
    town = catalogue(indicator(AT_LEAST, reported_by=TOWN))
    quarters = [row(TOWN, f"{n}/10", f"2025-Q{n // 2}") for n in (2, 4, 6, 8)]
    result = of(town, *quarters)
    assert seen(result, "value", "status", "provisional", "period") == (80, "met", True, "2025-Q4")
    assert seen(of(town, *quarters, row(TOWN, "6/10")), "value", "provisional") == (60, False)


def test_what_a_count_covers_is_said() -> None:
    town = catalogue(indicator(AT_LEAST, over_time="flow", reported_by=TOWN))
    result = of(town, row(TOWN, "160/400", "2025-9M"), row(TOWN, "30/30", "2025-12"))
    assert result.span is not None
    assert result.span.model_dump(by_alias=True) == {
        "from": "2025-01",
        "to": "2025-12",
        "months": 10,
        "of": 12,
    }
    assert seen(result, "numerator", "denominator", "provisional") == (190, 430, True)
    assert "not_whole_span" in result.remarks


def test_a_whole_and_its_parts_that_differ_are_told_and_the_whole_speaks() -> None:
    town = catalogue(indicator(AT_LEAST, over_time="flow", reported_by=TOWN))
    rows = [row(TOWN, "80/100", line=2), *(row(TOWN, "10/25", f"2025-Q{n}", line=n + 2) for n in range(1, 5))]
    card = scored(town, *rows)
    assert seen(card.results[0], "numerator", "status", "provisional") == (80, "met", False)
    assert [(f.code, f.row) for f in card.findings if f.code == "DX326"] == [("DX326", 2)]


def test_two_sets_of_periods_that_are_equally_good_and_differ_contradict() -> None:
    town = catalogue(indicator(AT_LEAST, over_time="flow", reported_by=TOWN))
    rows = [
        row(TOWN, "1/2", "2025-Q1"),
        row(TOWN, "1/2", "2025-9M"),
        row(TOWN, "5/9", "2025-H1"),
        row(TOWN, "5/9", "2025-Q3"),
        row(TOWN, "1/2", "2025-Q4"),
    ]
    # Nine months and the last quarter are two pieces, as are no others: they speak.
    assert of(town, *rows).numerator == 2
    halves = [row(TOWN, "1/2", "2025-H1"), row(TOWN, "1/2", "2025-Q3"), row(TOWN, "1/2", "2025-9M")]
    assert of(town, *halves).status in ("missed", "met")


# Territory


def merged(said: dict[str, Any], total: bool = False) -> Catalogue:
    return catalogue(said, communes=MERGED, lives=LIVES, total=total)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_a_merged_unit_counts_once_however_it_is_reported(a: int, b: int, later: int) -> None:
    """For the year of the merger: in one row, as its former units and itself, or both."""
    data = merged(FLOW)
    rest = row("chau", "7/10")
    one_row = of(data, row("anbinh", f"{a + b + later}/27"), rest)
    in_turn = of(
        data,
        row("an", f"{a}/9", "2025-H1"),
        row("binh", f"{b}/9", "2025"),  # to its last day
        row("anbinh", f"{later}/9", "2025-H2"),
        rest,
    )
    both = of(
        data,
        row("anbinh", f"{a + b + later}/27"),
        row("an", f"{a}/9", "2025-H1"),
        row("binh", f"{b}/9", "2025"),
        rest,
    )
    assert verdict(one_row) == verdict(in_turn) == verdict(both)
    assert (one_row.coverage.reported, one_row.coverage.expected, one_row.provisional) == (2, 2, False)
    assert in_turn.units[1].formers == ("an", "binh")


def test_only_the_former_units_make_half_a_year() -> None:
    data = merged(FLOW)
    result = of(data, row("an", "5/10"), row("binh", "5/10"), row("chau", "7/10"))
    assert seen(result, "numerator", "denominator", "provisional") == (17, 30, True)
    unit = next(u for u in result.units if u.reporting_unit == "anbinh")
    assert unit.span is not None and (unit.span.months, unit.span.of) == (6, 12)
    missing = of(data, row("an", "5/10", "2025-H1"), row("anbinh", "5/10", "2025-H2"), row("chau", "7/10"))
    unit = next(u for u in missing.units if u.reporting_unit == "anbinh")
    assert (unit.absent_formers, missing.coverage.missing) == (("binh",), ("anbinh",))


def test_who_is_expected_is_who_lives_at_the_close() -> None:
    data = merged(FLOW)
    before = scored(data, *(row(u, "8/10", "2024") for u in ("an", "binh", "chau")), as_of=date(2024, 12, 14))
    assert before.results[0].coverage.expected == 3
    spring = scored(
        data, *(row(u, "8/10", "2025-Q1") for u in ("an", "binh", "chau")), as_of=date(2025, 3, 14)
    )
    assert spring.results[0].coverage.expected == 3
    autumn = scored(
        data, row("anbinh", "8/10", "2025-Q3"), row("chau", "8/10", "2025-9M"), as_of=date(2025, 9, 14)
    )
    assert autumn.results[0].coverage.expected == 2


@pytest.mark.parametrize("when", ["2025-Q1", "2025-H1"])
def test_a_merger_ahead_leaves_the_year_open(when: str) -> None:
    """Before it, judged by what may come: the later unit's months can turn the verdict on the year."""
    data, day = merged(FLOW), date(2025, 6, 14)
    rows = [row(unit, "9/10", when) for unit in ("an", "binh", "chau")]
    before = of(data, *rows, as_of=day)
    assert seen(before, "status", "provisional", "coverage.expected") == ("met", True, 3)
    assert before.span is not None and before.span.of == 12
    assert "unit_ended" not in before.remarks
    later = [row("anbinh", figure, "2025-H2") for figure in ("0/90", "90/90")]
    statuses = {of(data, *rows, each, row("chau", "9/10", "2025-H2")).status for each in later}
    assert statuses == {"met", "missed"}
    # Where the later unit reports nothing on this plan, what the former ones have is all there will be.
    alone = catalogue(FLOW, communes=("an", "binh", "chau"), lives={**LIVES, "anbinh": {}})
    if when == "2025-H1":
        assert not of(alone, *rows[:2], row("chau", "9/10"), as_of=CLOSE_2025).provisional


@given(st.sampled_from(["0/10", "10/10"]))
def test_a_former_unit_that_counted_more_than_the_whole_contradicts(figure: str) -> None:
    data = merged(FLOW)
    result = scored(data, row("anbinh", "1/5"), row("an", figure, "2025-H1"), row("chau", "7/10"))
    assert "DX327" in [f.code for f in result.findings]
    unit = next(u for u in result.results[0].units if u.reporting_unit == "anbinh")
    assert (unit.status, unit.reason) == ("not_assessable", "contradictory")


def test_a_row_that_is_exceeded_is_said_once_however_many_targets_it_decides() -> None:
    data = merged(indicator(AT_LEAST, target(at_least=80, by=2026), over_time="flow"))
    result = scored(data, row("anbinh", "1/5"), row("an", "10/10", "2025-H1"), row("chau", "7/10"))
    assert [f.code for f in result.findings if f.code == "DX327"] == ["DX327"]


@pytest.mark.parametrize(("year", "said"), [(2025, ["DX333"]), (2026, [])])
def test_a_former_unit_is_beside_the_figure_of_its_own_year_alone(year: int, said: list[str]) -> None:
    data = merged(indicator(target(at_least=70, by=year), over_time="flow"))
    figures = row("anbinh", "8/20", str(year)), row("chau", "7/10", str(year))
    day = date(year, 12, 14)
    result = scored(data, *figures, row("an", "4/10", "2025-H1"), as_of=day)
    assert [f.code for f in result.findings if f.code == "DX333"] == said


def test_what_a_merged_unit_counted_later_makes_no_room_for_its_former_units() -> None:
    """The row that covers the former units' months is exceeded, whatever the row after it holds."""
    rows = [row("anbinh", "0/1", "2025-11M"), row("anbinh", "5/5", "2025-12"), row("an", "1/1", "2025-8M")]
    result = scored(merged(FLOW), *rows, row("chau", "7/10"))
    assert [f.code for f in result.findings if f.code == "DX327"] == ["DX327"]
    assert seen(result.results[0], "numerator", "denominator", "provisional") == (7, 10, True)


def test_a_unit_that_ended_without_a_successor_is_final_to_its_last_day() -> None:
    lives: dict[str, dict[str, Any]] = {"an": {"valid_to": date(2025, 6, 30)}}
    for said in (FLOW, STOCK):
        data = catalogue(said, lives=lives)
        result = of(data, row("an", "5/10"), row("binh", "8/10"), row("chau", "8/10"))
        assert (result.coverage.expected, result.provisional) == (3, False)
        assert "unit_ended" in result.remarks
        early = of(data, row("an", "5/10", "2025-Q1"), row("binh", "8/10"), row("chau", "8/10"))
        assert early.provisional


def test_a_divided_unit_is_carried_nowhere_and_that_is_said() -> None:
    lives: dict[str, dict[str, Any]] = {
        "an": {"valid_to": date(2025, 6, 30), "successor": ["binh", "chau"]},
        "binh": {"valid_from": date(2025, 7, 1)},
        "chau": {"valid_from": date(2025, 7, 1)},
    }
    card = scored(
        catalogue(FLOW, lives=lives),
        row("an", "9/10", "2025-H1"),
        row("binh", "7/10", "2025-H2"),
        row("chau", "7/10", "2025-H2"),
    )
    result = card.results[0]
    assert seen(result, "numerator", "denominator", "provisional") == (14, 20, False)
    assert (result.coverage.expected, [f.code for f in card.findings if f.code == "DX331"]) == (2, ["DX331"])


# The whole place beside its units


@pytest.mark.parametrize(
    ("whole", "units", "numerator", "whole_speaks"),
    [
        (row(TOWN, "20/40"), [row("an", "9/10")], 20, True),
        (row(TOWN, "20/40", "2025-9M"), [row("an", "9/10")], 9, False),
        (row(TOWN, "20/40"), [row(u, "8/10", "2025-H1") for u in ("an", "binh", "chau")], 20, True),
        (row(TOWN, "24/30"), [row(u, "8/10") for u in ("an", "binh", "chau")], 24, False),
    ],
)
def test_whose_count_speaks(
    whole: Observation, units: list[Observation], numerator: int, whole_speaks: bool
) -> None:
    result = of(catalogue(FLOW, total=True), whole, *units)
    assert result.numerator == numerator
    assert ("whole_row" in result.remarks) is whole_speaks


# The gate, and every order of rows


def test_what_is_met_only_as_far_as_one_knows_fails_the_gate() -> None:
    card = scored(catalogue(STOCK), row("an", "8/10"), row("binh", "8/10"))
    assert card.results[0].provisional and failures(card, Gate(), {"P": Fraction(1)})  # type: ignore[dict-item]
    assert failures(card, Gate(frozenset({"missed"})), {"P": Fraction(1)}) == ()  # type: ignore[dict-item]


@given(st.permutations(range(6)))
def test_order_never_matters(order: list[int]) -> None:
    rows = [
        row("an", "5/9", "2025-Q1"),
        row("an", "5/9", "2025-Q2"),
        row("anbinh", "5/9", "2025-H2"),
        row("binh", "3/9", "2025"),
        row("chau", "7/10", "2025-9M"),
        row(TOWN, "20/50", "2025-H1"),
    ]
    data = merged(FLOW, total=True)
    numbered = [o._replace(place=o.place._replace(row=n)) for n, o in enumerate(rows, 2)]
    first = scored(data, *numbered)
    again = scored(data, *(numbered[n] for n in order))
    assert first.model_dump_json() == again.model_dump_json()


def test_provisional_is_what_brute_force_over_missing_units_says() -> None:
    later = ("0/0", "0/1000", "1000/1000")
    for figures in product(("8/10", "6/10", "10/10", None), repeat=2):
        known = [row(u, f) for u, f in zip(("an", "binh"), figures, strict=True) if f]
        data = catalogue(STOCK)
        if not known:
            continue
        result = of(data, *known)
        absent = [u for u in ("an", "binh", "chau") if u not in {o.reporting_unit for o in known}]
        outcomes = {
            of(data, *known, *(row(u, f) for u, f in zip(absent, given_, strict=True))).status
            for given_ in product(later, repeat=len(absent))
        }
        assert (len(outcomes) > 1) is result.provisional


def test_of_former_units_that_do_not_apply_and_others_that_are_silent_nothing_is_declared() -> None:
    data = catalogue(FLOW, communes=MERGED, lives=LIVES)
    both = row("an", "na", "2025-H1"), row("binh", "na", "2025-H1"), row("chau", "8/10")
    (result,) = scored(data, *both, as_of=CLOSE_2025).results
    assert result.coverage.not_applicable == ("anbinh",)
    (result,) = scored(data, both[0], both[2], as_of=CLOSE_2025).results
    assert result.coverage.not_applicable == ()
    unit = next(unit for unit in result.units if unit.reporting_unit == "anbinh")
    assert (unit.status, unit.absent_formers) == ("no_data", ("binh",))
    assert (result.status, result.provisional, result.coverage.missing) == ("met", True, ("anbinh",))


def test_former_units_of_which_only_percentages_are_known_are_not_added() -> None:
    data = catalogue(FLOW, communes=MERGED, lives=LIVES)
    bare = row("an", "80", "2025-H1"), row("binh", "90", "2025-H1"), row("chau", "8/10")
    (result,) = scored(data, *bare, as_of=CLOSE_2025).results
    unit = next(unit for unit in result.units if unit.reporting_unit == "anbinh")
    assert (unit.status, unit.reason) == ("not_assessable", "no_parts")


def test_a_count_without_the_evidence_that_it_needs_is_not_added() -> None:
    said = indicator(target(by=2025, at_least=70), over_time="flow", needs_evidence=True)
    proven = row("an", "8/10", evidence="BC 1"), row("binh", "9/10", evidence="BC 2")
    (result,) = scored(catalogue(said), *proven, row("chau", "1/10"), as_of=CLOSE_2025).results
    chau = next(unit for unit in result.units if unit.reporting_unit == "chau")
    assert (chau.status, chau.reason) == ("not_assessable", "no_evidence")
    assert seen(result, "status", "numerator", "provisional") == ("met", 17, True)


def told_of(figures: Sequence[str | None], whens: Sequence[str], said: dict[str, Any]) -> Any:
    """What is told of the one unit that reports."""
    sent = [row(TOWN, figure, f"2025-{when}") for figure, when in zip(figures, whens, strict=True) if figure]
    return of(catalogue(said | {"reported_by": TOWN}), *sent)


@pytest.mark.parametrize("share", [True, False])
def test_what_does_not_apply_in_some_quarters_adds_nothing_to_the_others(share: bool) -> None:
    """Every mixture of a figure, "does not apply" and silence in four quarters."""
    said, figure = (FLOW, "8/10") if share else (number(AT_LEAST, over_time="flow"), "20")
    quarters = ("Q1", "Q2", "Q3", "Q4")
    for figures in product((figure, "na", None), repeat=4):
        if not any(figures):
            continue
        result = told_of(figures, quarters, said)
        counted = figures.count(figure)
        assert (result.status == "not_applicable") is (counted == 0), figures
        if counted:
            assert result.value == (80 if share else 20 * counted)
            assert result.numerator == (8 * counted if share else None)
        assert len(result.period or "") > 0
        covered = result.span
        assert (covered is None or covered.months == covered.of) is (None not in figures), figures


@pytest.mark.parametrize("share", [True, False])
def test_two_rows_of_the_same_months_contradict_where_they_say_different_things(share: bool) -> None:
    """A half-year, and nine months of which six had passed: beside them the third quarter is added."""
    said = FLOW if share else number(AT_LEAST, over_time="flow")
    figures = ("3/5", "3/6", "2/5", "0/0", "na") if share else ("3", "2", "0", "na")
    for one, other, third in product(figures, figures, (None, figures[0])):
        sent = [row(TOWN, one, "2025-H1"), row(TOWN, other, "2025-9M", closed_on=date(2025, 6, 14))]
        result = of(
            catalogue(said | {"reported_by": TOWN}), *sent, *([row(TOWN, third, "2025-Q3")] if third else [])
        )
        if "na" in (one, other) and (one != other or third):
            continue  # that it does not apply beside a figure of the same months is another fault
        assert (result.reason == "contradictory") is (one != other), (one, other, third)


@pytest.mark.parametrize("last", [1, 14, 30])
def test_a_unit_formed_within_a_month_covers_the_next_ones(last: int) -> None:
    """Its former units speak of the month in which they ended."""
    lives = {name: {"valid_to": date(2025, 7, last), "successor": "anbinh"} for name in ("an", "binh")} | {
        "anbinh": {"valid_from": date(2025, 7, last + 1)}
    }
    data = catalogue(FLOW, communes=MERGED, lives=lives)
    before = row("an", "5/10", "2025-7M"), row("binh", "6/10", "2025-7M"), row("chau", "8/10")
    after = [row("anbinh", "1/1", f"2025-{month:02}") for month in range(8, 13)]
    result = of(data, *before, *after)
    assert seen(result, "numerator", "denominator", "provisional") == (24, 35, False)
    assert of(data, *before, *after[1:]).provisional
    assert of(data, before[0], before[2], *after).coverage.missing == ("anbinh",)


def test_percentages_of_some_months_bound_the_sum_of_the_others() -> None:
    """A half-year with its parts, the other without: nobody reaches 100 % any more."""
    all_of_it = indicator(target(by=2025, at_least=100), over_time="flow", reported_by=TOWN)
    half = row(TOWN, "10/10", "2025-H1")
    assert seen(of(catalogue(all_of_it), half), "status", "provisional") == ("met", True)
    result = of(catalogue(all_of_it), half, row(TOWN, "20", "2025-H2"))
    assert seen(result, "status", "provisional", "remarks") == ("missed", False, ("settled_by_percentages",))


@pytest.mark.parametrize("wanted", ["at_least", "exactly"])
@pytest.mark.parametrize(("over_time", "open_"), [("flow", False), ("stock", True), (None, False)])
def test_what_former_units_counted_stands_and_a_state_of_theirs_may_change(
    over_time: str | None, open_: bool, wanted: str
) -> None:
    """Half of what they counted is not all of it any more; of their state in June December may say more."""
    said = indicator(target(**{wanted: 100}), **({"over_time": over_time} if over_time else {}))
    half = row("an", "5/10", "2025-H1"), row("binh", "5/10", "2025-H1"), row("chau", "10/10")
    assert seen(of(merged(said), *half), "status", "provisional") == ("missed", open_)


def test_a_percentage_of_a_former_unit_bounds_the_sum_of_the_others() -> None:
    """All of the other two is not all, where the third said that it reached a fifth."""
    whole = row("an", "10/10", "2025-H1"), row("anbinh", "10/10", "2025-H2"), row("chau", "10/10")
    data = merged(indicator(target(at_least=100), over_time="flow"))
    assert seen(of(data, *whole, row("binh", "10/10", "2025-H1")), "status", "provisional") == ("met", False)
    assert of(data, *whole, row("binh", "20", "2025-H1")).status == "missed"

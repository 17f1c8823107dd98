"""Value, verdict and calendar of two scorecards: three facts, each by itself, like held against like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from builders import catalogue, indicator, number, target
from cards import card, result, span, unit
from hypothesis import given
from hypothesis import strategies as st

from dxscore.errors import ScorecardError
from dxscore.model.comparison import CalendarFact, Compared, Comparison
from dxscore.model.like_for_like import ValueFact, WhyNot
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import STATUSES, Definition, Remark, Result, Scorecard, Status, UnitResult
from dxscore.score.alike import Alike, Months
from dxscore.score.compare import compare
from dxscore.score.like_for_like import LikeForLike, measured_otherwise

UNITS = ("an", "binh", "chau")
OPPOSITE: dict[ValueFact, ValueFact] = {
    "better": "worse",
    "worse": "better",
    "same": "same",
    "not_comparable": "not_comparable",
}
PLAN = catalogue(*(indicator(id=name) for name in "ABCDXY"))
BEFORE, NOW = date(2024, 12, 14), date(2025, 12, 14)


def compared(old: Scorecard, new: Scorecard, plan: Catalogue = PLAN) -> Comparison:
    return compare(plan, old, new)


def fact(old: Result, new: Result, plan: Catalogue = PLAN) -> Compared:
    """What became of the one target of both."""
    return compared(card(old), card(new), plan).wholes[0]


@pytest.mark.parametrize(
    ("old", "new", "value", "difference"),
    [
        (result(50), result(51), "better", "1.0"),
        (result(51), result(50), "worse", "-1.0"),
        (result(50), result(50), "same", "0.0"),
        (result(50), result(5025, 10_000), "better", "0.25"),
        (result(1, 3), result(333_333, 1_000_000), "worse", "-0.000033"),
        (result(20, comparator="at_most"), result(30, comparator="at_most"), "worse", "-10.0"),
        (result(10, status="pending", due=False), result(79), "better", "69.0"),  # whatever fell due
        (result(50), result(40, status="waived"), "worse", "-10.0"),  # a waiver changes no figure
        (result(90, status="met"), result(85, status="met"), "worse", "-5.0"),
    ],
)
def test_value_is_the_exact_difference_of_margins(
    old: Result, new: Result, value: ValueFact, difference: str
) -> None:
    found = fact(old, new)
    assert (found.value, str(found.difference)) == (value, difference)
    assert (found.verdict_before, found.verdict_after) == (old.status, new.status)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (result(None, status="no_data"), result(50), "none_before"),
        (result(50), result(None, status="no_data"), "none_now"),
        (result(None, status="no_data"), result(None, status="not_assessable"), "none"),
        (result(50), result(None, status="not_applicable"), "none_now"),
        (result(50, id="Y"), result(50), "only_now"),
        (result(50, period="2024"), result(50, period="2025-Q4"), "other_span"),
        (result(50), result(None, units=[unit("an", 1), unit("binh", 1)]), "other_kind"),
        (
            result(50, units=[unit("an", 1), unit("binh", 1)]),
            result(50, units=[unit("an", 1), unit("binh", 1), unit("chau", 1)]),
            "other_members",
        ),
        (
            result(50, units=[unit("an", 1), unit("binh", 1)]),
            result(50, units=[unit("an", 1), unit("binh", 0, status="no_data")]),
            "other_units",
        ),
    ],
)
def test_what_is_not_alike_is_not_compared(old: Result, new: Result, why: WhyNot) -> None:
    found = fact(old, new)
    assert (found.value, found.why_not, found.difference) == ("not_comparable", why, None)


def test_units_of_both_sides_are_compared_where_the_whole_is_not() -> None:
    old = result(
        140, 200, units=[unit("an", 60), unit("binh", 80, status="met")], status="pending", due=False
    )
    lone = [unit("an", 0, status="no_data"), unit("binh", 95, status="met")]
    new = result(95, units=lone, status="met", provisional=True)
    comparison = compared(card(old, as_of=BEFORE), card(new))
    whole, an, binh = comparison.targets
    assert (whole.value, whole.why_not) == ("not_comparable", "other_units")
    assert whole.of_both is not None
    assert (whole.of_both.units, whole.of_both.value) == (("binh",), "better")
    assert list(map(str, (whole.of_both.difference, whole.of_both.before, whole.of_both.now))) == [
        "15.0",
        "80",
        "95",
    ]
    assert whole.now is not None
    assert whole.now.provisional
    assert (an.reporting_unit, an.calendar, an.why_not) == ("an", "stopped_reporting", "none_now")
    assert (binh.reporting_unit, binh.value, str(binh.difference)) == ("binh", "better", "15.0")


@pytest.mark.parametrize(
    ("over_time", "measure", "old", "new", "alike"),
    [
        ("stock", "share", (2024, 12, 12), (2025, 9, 9), True),
        ("flow", "share", (2024, 1, 12), (2025, 1, 12), True),
        ("flow", "share", (2024, 1, 9), (2025, 1, 9), True),
        ("flow", "share", (2025, 1, 3), (2025, 1, 9), True),  # both from the start of one year
        ("flow", "share", (2024, 1, 3), (2025, 1, 9), False),
        ("flow", "share", (2025, 4, 6), (2025, 7, 9), True),  # a quarter with a quarter
        ("flow", "share", (2025, 4, 6), (2025, 1, 6), False),
        ("flow", "share", (2025, 10, 12), (2025, 1, 12), False),
        ("flow", "number", (2025, 1, 3), (2025, 1, 9), False),  # counts grow with time
        ("flow", "number", (2024, 1, 9), (2025, 1, 9), True),
        (None, "share", (2025, 4, 6), (2025, 7, 9), True),
        (None, "share", (2024, 1, 12), (2025, 10, 12), False),
    ],
)
def test_like_is_held_against_like(
    over_time: str | None,
    measure: str,
    old: tuple[int, int, int],
    new: tuple[int, int, int],
    alike: bool,
) -> None:
    said = {} if over_time is None else {"over_time": over_time}
    plan = catalogue(indicator(**said) if measure == "share" else number(**said))
    spans = [Months(year, first, last, last - first + 1) for year, first, last in (old, new)]
    told = Alike(plan)
    assert told.spans("X", spans[0], spans[1]) is alike
    assert told.spans("X", spans[1], spans[0]) is alike
    before, now = (result(50, span=span(*each)) for each in (old, new))
    assert (fact(before, now, plan).value == "same") is alike


def merged() -> Catalogue:
    """An and Binh went into Moi on 1 July 2025."""
    ended = {"valid_to": "2025-06-30", "successor": "moi"}
    lives = {"an": ended, "binh": ended, "moi": {"valid_from": "2025-07-01"}}
    return catalogue(communes=("an", "binh", "chau", "moi"), lives=lives)


def test_territory_survives_a_merger() -> None:
    old = result(120, 300, units=[unit("an", 30), unit("binh", 50), unit("chau", 40)])
    new = result(140, 300, units=[unit("chau", 45), unit("moi", 95, 200)])
    comparison = compare(merged(), card(old, as_of=BEFORE), card(new))
    whole = comparison.wholes[0]
    assert (whole.value, whole.difference) == ("better", Decimal("6.666667"))
    units = {row.reporting_unit: row for row in comparison.of_single_units}
    assert (units["moi"].value, str(units["moi"].difference)) == ("better", "7.5")  # 95/200 after 80/200
    assert {units[name].why_not for name in ("an", "binh")} == {"unit_ended"}
    assert {units[name].calendar for name in ("an", "binh")} == {None}


def test_unit_whose_former_units_are_missing_covers_less() -> None:
    old = result(120, 300, units=[unit("an", 30), unit("binh", 50), unit("chau", 40)])
    less = unit("moi", 50, absent_formers=["an"], formers=["binh"])
    new = result(95, 200, units=[unit("chau", 45), less])
    whole = compare(merged(), card(old, as_of=BEFORE), card(new)).wholes[0]
    assert whole.why_not == "other_units"
    assert whole.of_both is not None
    # What Moi's figure covers is Binh alone, and Binh stood there before.
    assert (whole.of_both.units, whole.of_both.units_before) == (("chau", "moi"), ("chau", "binh"))
    assert list(map(str, (whole.of_both.before, whole.of_both.now))) == ["45", "47.5"]


@pytest.mark.parametrize("before", [(), ("an",), ("binh",)])
@pytest.mark.parametrize("now", [(), ("an",), ("binh",)])
def test_a_unit_is_held_against_itself_where_it_covers_the_same(
    before: tuple[str, ...], now: tuple[str, ...]
) -> None:
    def side(figure: int, lacking: tuple[str, ...]) -> Scorecard:
        return card(result(figure, units=[unit("chau", 45), unit("moi", figure, absent_formers=lacking)]))

    rows = compare(merged(), side(50, before), side(60, now)).of_single_units
    (moi,) = (row for row in rows if row.reporting_unit == "moi")
    same = before == now
    assert (moi.value, moi.why_not) == (("better", None) if same else ("not_comparable", "other_units"))


def test_units_of_both_sides_are_told_across_a_merger() -> None:
    old = result(80, 200, units=[unit("an", 30), unit("binh", 50), unit("chau", 0, status="no_data")])
    new = result(140, 300, units=[unit("chau", 45), unit("moi", 95, 200)])
    whole = compare(merged(), card(old, as_of=BEFORE), card(new)).wholes[0]
    assert whole.why_not == "other_units"
    assert whole.of_both is not None
    assert (whole.of_both.units, whole.of_both.units_before) == (("moi",), ("an", "binh"))
    assert list(map(str, (whole.of_both.before, whole.of_both.now, whole.of_both.difference))) == [
        "40",
        "47.5",
        "7.5",
    ]
    lacking = result(30, units=[unit("an", 30), unit("binh", 0, status="no_data"), unit("chau", 40)])
    told = compare(merged(), card(lacking, as_of=BEFORE), card(new)).wholes[0].of_both
    assert told is not None
    assert (told.units, told.units_before) == (("chau",), ())  # of Moi a part alone was known


COMMUNES = tuple(f"xa-{number}" for number in range(6))


@given(
    st.lists(st.integers(0, 2), min_size=6, max_size=6),
    st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=6, max_size=6),
    st.lists(st.one_of(st.none(), st.integers(0, 300)), min_size=3, max_size=3),
)
def test_units_of_both_sides_are_those_that_cover_the_same(
    goes_to: list[int], before: list[int | None], now: list[int | None]
) -> None:
    """By hand: a new unit counts where it reported, and so did each unit that went into it."""
    into = dict(zip(COMMUNES, (f"moi-{number}" for number in goes_to), strict=True))
    names = sorted(set(into.values()))
    lives: dict[str, dict[str, object]] = {
        commune: {"valid_to": "2025-06-30", "successor": name} for commune, name in into.items()
    }
    lives |= {name: {"valid_from": "2025-07-01"} for name in names}
    plan = catalogue(communes=(*COMMUNES, *names), lives=lives)
    was = dict(zip(COMMUNES, before, strict=True))
    is_ = {name: now[int(name[-1])] for name in names}

    def side(figures: dict[str, int | None], each: int) -> Result:
        units = [
            unit(name, 0, status="no_data") if a is None else unit(name, a, each)
            for name, a in figures.items()
        ]
        return result(0, 100, units=units)

    like = LikeForLike(plan)
    pairs = like.pairs(side(was, 100), side(is_, 300))
    told = {
        name: sorted(u.reporting_unit for u in pair.before) for pair in pairs for name in _names(pair.now)
    }
    formers = {name: sorted(c for c in COMMUNES if into[c] == name) for name in names}
    assert told == {
        name: own
        for name, own in formers.items()
        if is_[name] is not None and all(was[commune] is not None for commune in own)
    }


def _names(units: Sequence[UnitResult]) -> list[str]:
    return [unit.reporting_unit for unit in units]


def test_successor_of_units_judged_by_themselves_is_held_against_their_sum() -> None:
    old = result(None, units=[unit("an", 90, status="met"), unit("binh", 50), unit("chau", 40)])
    new = result(None, units=[unit("chau", 40), unit("moi", 142, 200)])
    units = {row.reporting_unit: row for row in compare(merged(), card(old), card(new)).of_single_units}
    assert (units["moi"].value, str(units["moi"].difference)) == ("better", "1.0")  # 71 % after 70 %


@pytest.mark.parametrize(
    ("old", "new", "compared_"),
    [
        (None, "stock", True),
        ("flow", "flow", True),
        ("flow", None, True),  # what is not stated contradicts nothing
        ("flow", "stock", False),
    ],
)
def test_figures_of_two_definitions_are_not_compared(
    old: str | None, new: str | None, compared_: bool
) -> None:
    def of(over_time: str | None) -> Result:
        told = {"measure": "share", "unit_of_measure": "percent", "over_time": over_time}
        return result(50, units=[unit("an", 50)], definition=told)

    for row in compared(card(of(old)), card(of(new))).targets:
        assert (row.value, row.why_not) == (
            ("same", None) if compared_ else ("not_comparable", "other_definition")
        )


DEFINITIONS = [
    Definition.model_validate(
        {"measure": measure, "unit_of_measure": of_what, "over_time": over_time, "of": of}
    )
    for measure, of_what in (("share", "percent"), ("number", "percent"), ("number", "number"))
    for over_time, of in ((None, None), ("flow", None), ("stock", 63), (None, 64))
]


@pytest.mark.parametrize("old", DEFINITIONS)
def test_two_definitions_differ_where_both_say_different_things(old: Definition) -> None:
    for new in DEFINITIONS:
        both = ((getattr(old, name), getattr(new, name)) for name in ("over_time", "of"))
        differ = (old.measure, old.unit_of_measure) != (new.measure, new.unit_of_measure)
        assert measured_otherwise(old, new) is (differ or any(a and b and a != b for a, b in both))
    assert not measured_otherwise(old, None) and not measured_otherwise(None, old)


def test_share_of_all_that_is_not_known_is_compared_by_the_units_with_parts() -> None:
    """Shares without parts settle a verdict of the whole: it is no count of units that pass."""
    bare = unit("chau", 0, numerator=None, denominator=None, value=Decimal(95))
    settled: list[Remark] = ["settled_by_percentages"]
    old = result(140, 200, units=[unit("an", 60), unit("binh", 80), unit("chau", 90)])
    new = result(None, units=[unit("an", 70), unit("binh", 85), bare], remarks=settled)
    whole = fact(old, new)
    assert (whole.why_not, whole.by_each) == ("no_share", False)
    assert whole.of_both is not None
    assert (whole.of_both.units, str(whole.of_both.difference)) == (("an", "binh"), "7.5")
    assert fact(new, old).why_not == "no_share"


def test_units_of_which_one_has_no_parts_are_not_added() -> None:
    like = LikeForLike(PLAN)
    whole, bare = unit("an", 60), unit("chau", 0, numerator=None, denominator=None, value=Decimal(95))
    assert like.added("X", [whole, bare]) is None
    assert [like.added("X", [each]) for each in (bare, whole)] == [95, 60]


def test_due_without_a_figure_is_not_called_missed() -> None:
    none = result(None, status="no_data", due=False, units=[unit("an", 0, status="no_data")])
    due = result(None, status="no_data", units=[unit("an", 0, status="no_data")])
    for row in compared(card(none, as_of=BEFORE), card(due)).targets:
        assert (row.newly_missed, row.unjudged, row.calendar) == (False, True, "fell_due")
    for row in compared(card(due, as_of=BEFORE), card(due)).targets:
        assert (row.newly_missed, row.unjudged) == (False, False)  # known
    there = result(50, units=[unit("an", 50)], due=False, status="pending")
    for row in compared(card(there, as_of=BEFORE), card(due)).targets:
        assert (row.newly_missed, row.unjudged, row.calendar) == (False, False, "stopped_reporting")


def test_row_of_the_whole_place_covers_what_its_units_cover() -> None:
    old = result(120, 300, units=[unit("an", 30), unit("binh", 50), unit("chau", 40)])
    whole_row: list[Remark] = ["whole_row"]
    new = result(150, 300, remarks=whole_row)
    assert fact(old, new).value == "better"


def test_units_of_different_times_are_compared_each_with_itself() -> None:
    mixed: list[Remark] = ["mixed_periods"]
    old = result(50, units=[unit("an", 1, period="2024"), unit("binh", 1, period="2024-Q4")], remarks=mixed)
    same = result(60, units=[unit("an", 2), unit("binh", 2, period="2025-Q4")], remarks=mixed)
    other = result(60, units=[unit("an", 2), unit("binh", 2)])
    assert fact(old, same).value == "better"
    found = fact(old, other)
    assert found.why_not == "mixed_spans"
    assert found.of_both is not None
    assert found.of_both.units == ("an",)


def test_each_by_the_portion_of_units_that_pass() -> None:
    old = result(None, units=[unit("an", 90, status="met"), unit("binh", 10)])
    new = result(None, units=[unit("an", 90, status="met"), unit("binh", 85, status="met")], status="met")
    whole, an, binh = compared(card(old), card(new)).targets
    assert (whole.value, str(whole.difference), whole.by_each) == ("better", "50.0", True)
    assert (an.value, binh.value, str(binh.difference)) == ("same", "better", "75.0")


def test_target_of_every_year_is_matched_year_to_year() -> None:
    old = result(70, by=2024, every="year", period="2024")
    new = result(75, every="year")
    found = fact(old, new)
    assert (found.value, str(found.difference)) == ("better", "5.0")
    assert (found.verdict_before, found.verdict_after, found.newly_missed) == ("missed", "missed", False)
    same_year = result(72, by=2025, every="year", due=False, status="pending")
    (found,) = compared(card(old, same_year), card(new)).wholes
    assert (found.verdict_before, str(found.difference)) == ("pending", "3.0")


def test_year_that_has_brought_no_figure_yet_has_not_stopped_reporting() -> None:
    old = result(70, every="year")
    ahead = result(None, by=2026, every="year", due=False, status="no_data", reason="stale")
    assert [row.calendar for row in compared(card(old), card(old, ahead)).wholes] == [None, None]


def test_target_newly_in_force_is_held_against_the_figure_before() -> None:
    old = card(result(50, status="pending", due=False, by=2025, period="2024"), as_of=BEFORE)
    new = card(result(70), result(70, by=2030, status="pending", due=False))
    due, ahead = compared(old, new).wholes
    assert (due.calendar, due.newly_missed) == ("fell_due", True)
    assert (ahead.value, str(ahead.difference)) == ("better", "20.0")
    assert (ahead.verdict_before, ahead.verdict_after, ahead.calendar) == (None, "pending", None)


@pytest.mark.parametrize(
    ("old", "new", "calendar", "newly"),
    [
        (result(50, status="pending", due=False), result(50), "fell_due", "newly_missed"),
        (result(90, status="met", due=False), result(90, status="met"), "fell_due", None),
        (result(50), result(None, status="no_data"), "stopped_reporting", None),
        (result(90, status="met"), result(None, status="no_data"), "stopped_reporting", None),
        (result(90, status="met"), result(None, status="not_assessable"), "fell_due", "unjudged"),
        (
            result(90, status="met"),
            result(None, status="no_data", reason="year_not_in_files"),
            "year_turned",
            None,
        ),
        (result(None, status="no_data"), result(None, status="no_data"), "fell_due", None),
    ],
)
def test_calendar_is_a_fact_of_its_own(
    old: Result, new: Result, calendar: CalendarFact | None, newly: str | None
) -> None:
    (found,) = compared(card(old, as_of=BEFORE), card(new)).wholes
    assert found.calendar == calendar
    assert [name for name in ("newly_missed", "unjudged") if getattr(found, name)] == (
        [newly] if newly else []
    )


def test_deadline_before_both_days_is_no_news() -> None:
    assert fact(result(50, by=2024), result(50, by=2024)).calendar is None


def test_what_is_in_the_old_one_alone_is_listed_unless_another_target_followed() -> None:
    old = card(
        result(50, id="A"),
        result(50, by=2024, threshold="70"),
        result(50, threshold="60", due=False, by=2035),
        as_of=BEFORE,
    )
    new = card(result(50), result(50, by=2030, due=False))
    gone = [row for row in compared(old, new).wholes if row.now is None]
    assert [(row.indicator, row.why_not) for row in gone] == [("A", "only_before")]
    changed = compared(card(result(50, threshold="70")), card(result(50)))
    assert [row.why_not for row in changed.wholes] == [None, "only_before"]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (card(result(), plan="q"), "two plans: p and q"),
        (card(result().model_copy(update={"reporting_unit": "an"})), "differ in scope"),
    ],
)
def test_what_cannot_be_compared_at_all_is_refused(other: Scorecard, reason: str) -> None:
    with pytest.raises(ScorecardError, match=reason):
        compared(card(result()), other)


def test_another_version_of_the_catalogue_is_compared_target_by_target() -> None:
    comparison = compared(card(result(50), sha256="1" * 64), card(result(60)))
    assert comparison.wholes[0].value == "better"
    assert comparison.old.catalogue != comparison.new.catalogue


def test_indicator_that_the_catalogue_does_not_know_is_compared_as_it_stands() -> None:
    assert fact(result(50, id="UNKNOWN"), result(60, id="UNKNOWN")).value == "better"


def units_of(draw: st.DrawFn) -> list[UnitResult]:
    names = draw(st.lists(st.sampled_from(UNITS), unique=True, max_size=3))
    return [unit(n, draw(st.integers(0, 100)), status=draw(st.sampled_from(STATUSES))) for n in names]


@st.composite
def cards(draw: st.DrawFn) -> Scorecard:
    found = []
    for name in draw(st.lists(st.sampled_from("ABCD"), unique=True, min_size=1, max_size=4)):
        units = units_of(draw)
        pooled = draw(st.booleans()) or not units
        b = draw(st.integers(1, 2_000_000))
        a = draw(st.integers(0, b)) if pooled else None
        status: Status = draw(st.sampled_from(STATUSES))
        found.append(result(a, b, id=name, status=status, due=draw(st.booleans()), units=units))
    return card(*found)


@given(cards())
def test_nothing_changes_between_a_scorecard_and_itself(same: Scorecard) -> None:
    for row in compared(same, same).targets:
        assert row.value == "same" or row.why_not in ("none", "other_kind")
        assert row.verdict_before == row.verdict_after
        assert not row.newly_missed or row.reporting_unit is not None
        assert row.calendar is None


@given(cards(), cards())
def test_swapping_old_and_new_swaps_better_and_worse(one: Scorecard, other: Scorecard) -> None:
    there, back = compared(one, other), compared(other, one)

    def seen(comparison: Comparison, swap: bool) -> dict[tuple[str, str], tuple[object, ...]]:
        return {
            (row.indicator, row.reporting_unit or ""): (
                OPPOSITE[row.value] if swap else row.value,
                None if row.difference is None else -row.difference if swap else row.difference,
            )
            for row in comparison.targets
            if row.before is not None and row.now is not None
        }

    assert seen(there, False) == seen(back, True)


@given(cards(), cards())
def test_every_target_and_unit_is_counted_once(one: Scorecard, other: Scorecard) -> None:
    found = compared(one, other)
    for counted, rows in ((found.of_targets, found.wholes), (found.of_units, found.of_single_units)):
        assert counted.better + counted.worse + counted.same + counted.not_comparable == len(rows)
        keys = [(row.indicator, row.reporting_unit) for row in rows]
        assert len(set(keys)) == len(keys)
    assert {row.indicator for row in found.wholes} >= {r.indicator for r in (*one.results, *other.results)}


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(50, 99)), min_size=2, max_size=3),
    st.lists(st.integers(0, 99), min_size=3, max_size=3),
)
def test_whole_of_the_same_units_is_the_difference_of_their_sums(
    before: list[tuple[int, int]], now: list[int]
) -> None:

    def of(numerators: list[int]) -> Result:
        units = [unit(name, a) for name, a in zip(UNITS, numerators, strict=False)]
        return result(sum(numerators), 100 * len(units), units=units)

    found = fact(of([a for a, _ in before]), of(now[: len(before)]))
    expected = Fraction(sum(now[: len(before)]) - sum(a for a, _ in before), len(before))
    assert found.difference is not None
    assert abs(Fraction(found.difference) - expected) < Fraction(1, 10**6)


def test_number_of_the_units_on_both_sides_is_their_sum() -> None:
    plan = catalogue(number(target(at_least="80"), over_time="flow"))

    def of(**values: int) -> Result:
        units = [
            UnitResult(reporting_unit=name, status="met", value=Decimal(value), period="2025")
            for name, value in values.items()
        ]
        asked = [unit(name, 0, status="no_data") for name in UNITS if name not in values]
        both = sorted([*units, *asked], key=lambda each: each.reporting_unit)
        return result(None, units=both, value=Decimal(sum(values.values())), status="met")

    found = fact(of(an=10, binh=20), of(an=15, chau=7), plan)
    assert found.of_both is not None
    assert (found.why_not, found.of_both.units) == ("other_units", ("an",))
    assert found.of_both.difference == 5

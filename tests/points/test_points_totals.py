"""What criteria add up to, and what ranks completing the data can give, by brute force."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dxscore.model.place import Place
from dxscore.model.points_set import Criterion, PlacedSet, PointsFile
from dxscore.points.totals import Official, Total, band_of, half_up, ranks, total
from points_sets import contents, criterion, said


def placed(*criteria: dict[str, Any], **own: Any) -> PlacedSet:
    file = PointsFile.model_validate(contents(*criteria, **own))
    return PlacedSet(file, "points.yaml", "", {c.id: Place("points.yaml") for c in file.criteria})


def given_points(most: int, id_: str) -> dict[str, Any]:
    return criterion(id=id_, max=most, given={})


def known(wanted: Criterion, points: Fraction | int) -> Official:
    points = Fraction(points)
    return Official(wanted, points, points, points, wanted.most)


def missing(wanted: Criterion, may_leave: bool = False) -> Official:
    none = Fraction(0)
    return Official(wanted, none, none, wanted.most, wanted.most, answered=False, may_leave=may_leave)


def gone(wanted: Criterion) -> Official:
    none = Fraction(0)
    return Official(wanted, none, none, none, none, left_out=True)


def test_each_is_rounded_before_the_sum_as_the_set_says() -> None:
    each = placed(given_points(6, "A"), given_points(2, "B"), rounding={"each": 2, "total": 2})
    items = [
        known(c, points)
        for c, points in zip(each.criteria, (Fraction("5.175"), Fraction("0.954")), strict=True)
    ]
    assert total(each, items).points == Fraction("5.18") + Fraction("0.95")
    sums = placed(given_points(6, "A"), given_points(2, "B"), rounding={"total": 1})
    assert total(sums, items).points == Fraction("6.1")
    exact = placed(given_points(6, "A"), given_points(2, "B"))
    assert total(exact, items).points == Fraction("6.129")


def test_what_is_left_out_is_made_up_for_or_lost() -> None:
    rows = [given_points(60, "A"), given_points(40, "B")]
    for way, points, rescaled in (("rescale", 75, True), ("keep_max", 45, False)):
        own = placed(*rows, left_out=way)
        found = total(own, [known(own.criteria[0], 45), gone(own.criteria[1])])
        assert said(found.points, found.low, found.high, found.rescaled) == (points, points, points, rescaled)
    own = placed(*rows, left_out="rescale")
    assert total(own, [gone(c) for c in own.criteria]).points is None


def test_bonus_and_deduction_stand_beside_the_maximum() -> None:
    own = placed(
        given_points(10, "A"),
        criterion(id="B", bonus=True, each={"points": 1, "max": 2}),
        criterion(id="C", deduction=True, each={"points": -1, "min": -3}),
    )
    a, b, c = own.criteria
    found = total(own, [known(a, 10), known(b, 2), known(c, -1)])
    assert said(found.points, found.bonus, found.deduction, found.counted) == (11, 2, -1, 10)


CAPS = [{"when": {"criterion": "A", "less_than": 100}, "total_at_most": 49}]


def test_a_cap_holds_the_total_where_its_condition_holds() -> None:
    own = placed(given_points(10, "A"), given_points(90, "B"), caps=CAPS)
    a, b = own.criteria
    assert total(own, [known(a, 10), known(b, 90)]).points == 100
    capped = total(own, [known(a, 9), known(b, 90)])
    assert said(capped.points, capped.capped_at) == (49, 49)
    open_ = total(own, [missing(a), known(b, 90)])  # it may or may not hold
    assert said(open_.low, open_.high) == (49, 100)


def test_a_band_is_the_highest_that_is_reached() -> None:
    own = placed(
        given_points(100, "A"), bands=[{"name": "Khá", "at_least": 65}, {"name": "Tốt", "at_least": 80}]
    )
    names = [
        band.name.vi if (band := band_of(own.set.bands, Fraction(n))) else None for n in (64, 65, 80, 100)
    ]
    assert names == [None, "Khá", "Tốt", "Tốt"]


def settled(points: int) -> Total:
    value = Fraction(points)
    return Total(value, value, value, Fraction(0), Fraction(100), False, None, Fraction(0), Fraction(0))


def test_ties_are_ranked_as_in_a_competition() -> None:
    found = ranks([settled(n) for n in (90, 80, 80, 70)])
    assert [each and each.rank for each in found] == [1, 2, 2, 4]
    assert all(each is not None and each.best == each.rank == each.worst for each in found)


def test_no_rank_where_more_than_a_fifth_is_not_answered() -> None:
    for worth, has in ((20, True), (21, False)):
        own = placed(given_points(100 - worth, "A"), given_points(worth, "B"))
        a, b = own.criteria
        found = ranks([total(own, [known(a, 10), missing(b)]), total(own, [known(a, 5), known(b, 5)])])
        assert (found[0] is not None, found[1] is not None) == (has, True)


# By brute force: every completion of a small set in which points are whole.

MAXIMA = (4, 2, 1)
UNIT = st.tuples(*(st.sampled_from([None, "gone", *range(most + 1)]) for most in MAXIMA))


def official(wanted: Criterion, said: object) -> Official:
    if said is None:
        return missing(wanted, may_leave=True)
    return gone(wanted) if said == "gone" else known(wanted, int(str(said)))


@settings(max_examples=60, deadline=None)
@given(st.lists(UNIT, min_size=2, max_size=3), st.sampled_from(["rescale", "keep_max"]), st.booleans())
def test_a_range_contains_every_total_and_rank_that_completing_the_data_can_give(
    units: list[tuple[object, ...]], way: str, capped: bool
) -> None:
    caps = [{"when": {"criterion": "A", "less_than": 50}, "total_at_most": 3}] if capped else []
    own = placed(
        *(given_points(most, id_) for most, id_ in zip(MAXIMA, "ABC", strict=True)),
        left_out=way,
        rounding={"each": 1, "total": 1},
        caps=caps,
    )
    now = [
        total(own, [official(c, said) for c, said in zip(own.criteria, unit, strict=True)]) for unit in units
    ]
    ranges = ranks(now)
    choices = [
        list(
            itertools.product(
                *(
                    ["gone", 0, most // 2, most] if said is None else [said]
                    for said, most in zip(unit, MAXIMA, strict=True)
                )
            )
        )
        for unit in units
    ]
    for whole in itertools.islice(itertools.product(*choices), 0, 300):
        done = [
            total(own, [official(c, said) for c, said in zip(own.criteria, unit, strict=True)])
            for unit in whole
        ]
        for before, after in zip(now, done, strict=True):
            if after.points is not None and before.low is not None and before.high is not None:
                assert before.low <= after.points <= before.high
        if any(each.points is None for each in done):
            continue
        for range_, rank in zip(ranges, ranks(done), strict=True):
            if range_ is not None and rank is not None:
                assert range_.best <= rank.rank <= range_.worst
                assert range_.best <= range_.rank <= range_.worst


def test_rounding_of_a_sum_is_the_last_step() -> None:
    assert half_up(Fraction("0.125"), 2) == Fraction("0.13")
    assert half_up(Fraction("-0.125"), 2) == Fraction("-0.13")

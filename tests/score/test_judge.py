"""One target, the figures that speak on it, one result: status, reason, gap and coverage."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from builders import (
    CLOSE_2025,
    MID_2025,
    TOWN,
    catalogue,
    indicator,
    judged,
    number,
    row,
    rows,
    scored,
    seen,
    target,
    yes_no,
)

from dxscore.model.scorecard import Owner, Result

OWN = indicator(reported_by=TOWN)  # at least 80 % of the town's own
EACH = indicator(judged_on="each")
LATER = date(2026, 6, 1)


def town(figure: str | None, when: str = "2025", **said: Any) -> Result:
    """The town's own share against at least 80 %."""
    return judged(OWN, row(TOWN, figure, when), **said)


# One unit


def test_met() -> None:
    result = town("85/100")
    assert seen(result, "status", "reason", "due") == ("met", None, True)
    assert seen(result, "value", "margin", "gap", "gap_count") == (85, 5, 0, 0)
    assert seen(result, "achievement", "exceeded", "provisional") == (1, True, False)
    assert result.coverage.model_dump(exclude={"not_applicable"}) == {
        "reported": 1,
        "expected": 1,
        "missing": (),
    }
    assert seen(result, "period", "units", "remarks") == ("2025", (), ())


def test_met_on_the_threshold_is_not_exceeded() -> None:
    assert (town("80/100").status, town("80/100").exceeded) == ("met", False)


def test_missed() -> None:
    result = town("60/100")
    assert seen(result, "status", "due", "exceeded") == ("missed", True, False)
    assert seen(result, "value", "margin", "gap", "gap_count") == (60, -20, 20, 20)
    assert result.achievement == Decimal("0.75")


def test_pending_before_the_deadline() -> None:
    result = town("60/100", "2025-Q1", as_of=MID_2025)
    assert seen(result, "status", "due", "period") == ("pending", False, "2025-Q1")
    assert seen(result, "gap", "gap_count") == (20, 20)


def test_met_before_the_deadline() -> None:
    assert town("90/100", "2025-Q1", as_of=MID_2025).status == "met"


def test_no_data() -> None:
    other = indicator(id="Y", reported_by=TOWN)
    result = scored(catalogue(OWN, other), row(TOWN, "8/10", id="Y")).results[0]
    assert seen(result, "status", "reason", "value", "period") == (
        "no_data",
        "not_reported",
        None,
        None,
    )
    assert seen(result, "margin", "gap", "gap_count", "achievement") == (None, None, None, None)
    assert result.coverage.missing == (TOWN,)


def test_stale_figures_are_shown_and_not_judged() -> None:
    result = town("90/100", "2024")
    assert seen(result, "status", "reason", "due") == ("no_data", "stale", True)
    assert seen(result, "value", "numerator", "denominator", "period") == (90, 90, 100, "2024")
    assert seen(result, "margin", "gap", "gap_count", "achievement") == (None, None, None, None)
    assert seen(result, "exceeded", "provisional", "coverage.reported") == (False, False, 0)


@pytest.mark.parametrize("figure", ["0/0", "na", "85", "90/100"])
def test_whatever_is_stale_is_stale(figure: str) -> None:
    result = town(figure, "2024")
    assert seen(result, "status", "reason", "coverage.missing") == ("no_data", "stale", (TOWN,))


def test_stale_rows_that_contradict_are_stale() -> None:
    result = judged(OWN, row(TOWN, "8/10", "2024"), row(TOWN, "9/10", "2024"))
    assert seen(result, "status", "reason", "value") == ("no_data", "stale", None)


def test_figures_after_the_deadline_change_nothing() -> None:
    data, late = catalogue(OWN), row(TOWN, "90/100", "2026-01")
    (result,) = scored(data, late, as_of=LATER, target_year=2025).results
    assert seen(result, "status", "reason", "value") == ("no_data", "after_deadline", None)
    (result,) = scored(data, late, row(TOWN, "60/100"), as_of=LATER, target_year=2025).results
    assert seen(result, "status", "value") == ("missed", 60)


def test_nothing_arose() -> None:
    result = town("0/0")
    assert seen(result, "status", "reason", "value") == ("not_assessable", "zero_denominator", None)
    assert seen(result, "numerator", "denominator", "gap") == (0, 0, None)
    assert seen(result, "coverage.missing", "provisional") == ((), False)


def test_contradictory() -> None:
    result = judged(OWN, row(TOWN, "8/10"), row(TOWN, "9/10"), row(TOWN, "10/10", "2025-H1"))
    assert seen(result, "status", "reason", "value") == ("not_assessable", "contradictory", None)
    assert seen(result, "coverage.reported", "period") == (0, "2025")


def test_declared_not_applicable() -> None:
    result = town("na")
    assert seen(result, "status", "reason") == ("not_applicable", "declared")
    assert result.coverage.model_dump(exclude={"not_applicable"}) == {
        "reported": 0,
        "expected": 0,
        "missing": (),
    }


def test_a_row_without_figures_is_no_report() -> None:
    result = town(None)
    assert seen(result, "status", "reason", "coverage.reported") == ("no_data", "not_reported", 0)


def test_a_share_of_one_unit_needs_no_parts() -> None:
    result = town("79.5")
    assert seen(result, "status", "value", "gap", "gap_count") == (
        "missed",
        Decimal("79.5"),
        Decimal("0.5"),
        None,
    )
    assert result.numerator is None


def test_exactly_on_a_strict_threshold() -> None:
    strict = indicator(target(more_than="80"), reported_by=TOWN)
    result = judged(strict, row(TOWN, "91484/114355"))
    assert seen(result, "status", "remarks") == ("missed", ("on_strict_threshold",))
    assert seen(result, "value", "gap", "gap_count", "achievement") == (80, 0, 1, 1)
    above = judged(strict, row(TOWN, "91485/114355"))
    assert seen(above, "status", "remarks", "exceeded") == ("met", (), False)
    assert judged(strict, row(TOWN, "8/10", "2024")).remarks == ()


@pytest.mark.parametrize(
    ("said", "figure", "value"),
    [
        ({"at_least": "80"}, "799999999999/1000000000003", "79.999999999660"),
        ({"between": ["20", "30"]}, "300000000001/1000000000003", "30.000000000010"),
        ({"between": ["20", "30"]}, "200000000001/1000000000003", "20.000000000040"),
    ],
)
def test_values_never_read_like_a_threshold(said: dict[str, Any], figure: str, value: str) -> None:
    result = judged(indicator(target(**said), reported_by=TOWN), row(TOWN, figure))
    assert str(result.value) == value
    assert result.margin != 0


def test_achievement_never_reads_like_all_of_it() -> None:
    result = town("799999999999/1000000000003")
    assert result.achievement is not None
    assert result.achievement < 1


# Numbers, ranks, yes and no


@pytest.mark.parametrize(
    ("said", "value", "status", "gap", "count", "achieved"),
    [
        ({"at_least": "150"}, "143", "missed", "7", 7, "0.953333"),
        ({"at_least": "150"}, "150", "met", "0", 0, "1"),
        ({"at_most": "10"}, "13", "missed", "3", 3, "0.769231"),
        ({"at_most": "10"}, "10", "met", "0", 0, "1"),
        ({"less_than": "10"}, "10", "missed", "0", 1, "1"),
        ({"less_than": "10"}, "9", "met", "0", 0, "1"),
        ({"exactly": "5"}, "5", "met", "0", 0, "1"),
        ({"exactly": "5"}, "4", "missed", "1", 1, "0.8"),
        ({"between": ["2", "4"]}, "3", "met", "0", 0, "1"),
        ({"between": ["2", "4"]}, "8", "missed", "4", 4, "0.5"),
    ],
)
@pytest.mark.parametrize("measure", ["number", "rank"])
def test_numbers_and_ranks(
    measure: str, said: dict[str, Any], value: str, status: str, gap: str, count: int, achieved: str
) -> None:
    result = judged(number(target(**said), measure=measure, reported_by=TOWN), row(TOWN, value))
    assert seen(result, "status", "gap", "gap_count") == (status, Decimal(gap), count)
    assert result.achievement == Decimal(achieved)


def test_better_than_at_most_is_exceeded() -> None:
    rank = number(target(at_most="10"), measure="rank", reported_by=TOWN)
    assert judged(rank, row(TOWN, "9")).exceeded
    assert not judged(rank, row(TOWN, "10")).exceeded


def test_nothing_is_counted_of_what_is_not_whole() -> None:
    money = number(target(at_least="10"), whole=False, reported_by=TOWN)
    assert judged(money, row(TOWN, "9.5")).gap_count is None


def test_yes_and_no() -> None:
    done = judged(yes_no(), row(TOWN, "1", evidence="Báo cáo 12/BC-UBND"))
    assert seen(done, "status", "value", "exceeded") == ("met", 1, False)
    assert seen(done, "margin", "gap", "gap_count", "achievement") == (None, None, None, None)
    assert done.target.threshold is None
    assert judged(yes_no(), row(TOWN, "0")).status == "missed"
    assert judged(yes_no(), row(TOWN, "0", "2025-Q1"), as_of=MID_2025).status == "pending"


def test_a_yes_counts_only_with_evidence() -> None:
    bare = judged(yes_no(), row(TOWN, "1"))
    assert seen(bare, "status", "reason", "value") == ("not_assessable", "no_evidence", None)
    assert judged(yes_no(needs_evidence=False), row(TOWN, "1")).status == "met"


def test_the_target_is_carried_along() -> None:
    between = judged(indicator(target(between=["20", "30.5"]), reported_by=TOWN), row(TOWN, "25"))
    assert between.target.model_dump() == {
        "by": 2025,
        "at": None,
        "every": None,
        "comparator": "between",
        "threshold": ("20", "30.5"),
        "rule": None,
        "path": (),
        "source": {"document": "KH", "section": "II"},
    }
    yearly = indicator(target(every="year", **{"from": 2024}, at_least="0.50"), reported_by=TOWN)
    reference = judged(yearly, row(TOWN, "25")).target
    assert seen(reference, "by", "every", "threshold") == (2025, "year", "0.50")


# Pooled


def test_pooling_adds_parts_and_never_averages() -> None:
    # The mean of 100 %, 100 % and 50 % is 83 %; 6 of 12 files are half.
    result = judged(indicator(), *rows(an="1/1", binh="1/1", chau="4/10"))
    assert seen(result, "numerator", "denominator", "value", "status") == (6, 12, 50, "missed")
    assert [(u.reporting_unit, u.status) for u in result.units] == [
        ("an", "met"),
        ("binh", "met"),
        ("chau", "missed"),
    ]
    assert seen(result.units[2], "gap", "gap_count") == (40, 4)
    assert result.coverage.reported == 3


@pytest.mark.parametrize(
    ("said", "figure", "status", "provisional"),
    [
        ({"at_least": "80"}, "90/100", "met", True),
        ({"at_least": "80"}, "70/100", "missed", True),
        ({"at_least": "100"}, "99/100", "missed", False),
        ({"at_least": "100"}, "100/100", "met", True),
        ({"more_than": "0"}, "1/100", "met", False),
        ({"at_most": "0"}, "1/100", "missed", False),
        ({"at_most": "100"}, "1/100", "met", False),
        ({"exactly": "100"}, "99/100", "missed", False),
        ({"exactly": "50"}, "50/100", "met", True),
        ({"exactly": "50"}, "60/100", "missed", True),
        ({"between": ["0", "100"]}, "60/100", "met", False),
        ({"between": ["20", "30"]}, "60/100", "missed", True),
    ],
)
def test_provisional_where_missing_units_could_change_the_verdict(
    said: dict[str, Any], figure: str, status: str, provisional: bool
) -> None:
    result = judged(indicator(target(**said)), row("an", figure))
    assert seen(result, "status", "provisional") == (status, provisional)
    assert result.coverage.model_dump(exclude={"not_applicable"}) == {
        "reported": 1,
        "expected": 3,
        "missing": ("binh", "chau"),
    }
    complete = judged(indicator(target(**said)), row("an", figure), *rows(binh="0/0", chau="0/0"))
    assert seen(complete, "status", "provisional") == (status, False)


def test_pending_may_be_provisional() -> None:
    result = judged(indicator(), row("an", "7/10", "2025-Q1"), as_of=MID_2025)
    assert seen(result, "status", "provisional") == ("pending", True)


def test_a_percentage_without_parts_is_not_pooled() -> None:
    result = judged(indicator(), *rows(an="9/10", binh="9/10", chau="20"))
    assert seen(result, "value", "status", "provisional") == (90, "met", True)
    assert result.coverage.missing == ("chau",)
    assert seen(result.units[2], "status", "value") == ("missed", 20)


def test_only_percentages_without_parts() -> None:
    result = judged(indicator(), *rows(an="90", binh="95"))
    assert seen(result, "status", "reason", "value") == ("not_assessable", "no_parts", None)
    assert seen(result, "provisional", "coverage.reported") == (False, 0)
    assert [unit.status for unit in result.units] == ["met", "met", "no_data"]


def test_old_figures_take_no_place_from_percentages_of_this_year() -> None:
    """A sum of last year beside this year's percentages: found by the second judge."""
    old = row("chau", "9/10", "2024")
    below = judged(indicator(), row("an", "20"), row("binh", "30"), old)
    assert seen(below, "status", "reason", "value") == ("not_assessable", "no_parts", None)
    settled = judged(indicator(target(by=2025, at_least=100)), row("an", "20"), old)
    assert seen(settled, "status", "provisional", "remarks") == ("missed", False, ("settled_by_percentages",))
    assert settled.coverage.missing == ("an", "binh", "chau")


def test_percentages_settle_it_also_where_nothing_arose_elsewhere() -> None:
    """A sum of 0/0 beside percentages of unknown weight: found by the second judge."""
    whole = judged(indicator(), *rows(an="90", binh="80", chau="0/0"))
    assert seen(whole, "status", "value", "provisional") == ("met", None, False)
    below = judged(indicator(), *rows(an="90", binh="20", chau="0/0"))
    assert seen(below, "status", "reason") == ("not_assessable", "zero_denominator")
    nothing = judged(indicator(target(by=2025, at_least=0)), *rows(an="0/0", binh="0/0", chau="0/0"))
    assert seen(nothing, "status", "reason") == ("not_assessable", "zero_denominator")


def test_nobody_can_report_more_than_all_of_a_share() -> None:
    result = judged(indicator(target(by=2025, between=[0, 100])), row("an", "9/10"))
    assert seen(result, "status", "provisional") == ("met", False)


def test_old_percentages_without_parts_are_stale() -> None:
    result = judged(indicator(), *(row(unit, "90", "2024") for unit in ("an", "binh")))
    assert seen(result, "status", "reason") == ("no_data", "stale")
    assert [unit.value for unit in result.units] == [90, 90, None]


def test_nothing_arose_in_one_unit() -> None:
    result = judged(indicator(), *rows(an="8/10", binh="0/0", chau="8/10"))
    assert seen(result, "status", "value", "provisional") == ("met", 80, False)
    assert result.coverage.missing == ()
    assert seen(result.units[1], "status", "reason") == ("not_assessable", "zero_denominator")


def test_nothing_arose_anywhere() -> None:
    result = judged(indicator(), *rows(an="0/0", binh="0/0"))
    assert seen(result, "status", "reason", "denominator") == ("not_assessable", "zero_denominator", 0)
    assert seen(result, "provisional", "coverage.reported") == (False, 2)


def test_a_unit_to_which_it_does_not_apply_is_not_expected() -> None:
    result = judged(indicator(), *rows(an="8/10", binh="8/10", chau="na"))
    assert seen(result, "status", "provisional") == ("met", False)
    assert result.coverage.model_dump(exclude={"not_applicable"}) == {
        "reported": 2,
        "expected": 2,
        "missing": (),
    }
    assert result.units[2].status == "not_applicable"


def test_applies_nowhere() -> None:
    result = judged(indicator(), *rows(an="na", binh="na", chau="na"))
    assert seen(result, "status", "coverage.expected") == ("not_applicable", 0)


def test_applies_somewhere_but_nobody_reported() -> None:
    result = judged(indicator(), *rows(an="na"))
    assert seen(result, "status", "reason") == ("no_data", "not_reported")
    assert result.coverage.missing == ("binh", "chau")


def test_a_contradicted_unit_is_missing() -> None:
    result = judged(
        indicator(), *rows(an="9/10", binh="8/10"), row("chau", "1/10", line=8), row("chau", "2/10", line=9)
    )
    assert seen(result, "numerator", "status", "provisional") == (17, "met", True)
    assert result.coverage.missing == ("chau",)
    assert seen(result.units[2], "status", "reason") == ("not_assessable", "contradictory")


def test_the_weightiest_reason_stands_for_all() -> None:
    result = judged(indicator(), row("an", "1/10", line=2), row("an", "2/10", line=3))
    assert seen(result, "status", "reason") == ("not_assessable", "contradictory")


def test_units_of_other_years_are_missing() -> None:
    result = judged(
        indicator(), row("an", "8/10"), row("binh", "1/10", "2024"), row("chau", "1/10", "2024-Q4")
    )
    assert seen(result, "numerator", "denominator", "provisional") == (8, 10, True)
    assert result.coverage.missing == ("binh", "chau")
    assert [(u.status, u.reason) for u in result.units[1:]] == [("no_data", "stale")] * 2


def test_all_stale_sums_are_shown() -> None:
    result = judged(indicator(), *(row(unit, "9/10", "2024") for unit in ("an", "binh")))
    assert seen(result, "status", "reason", "value", "period") == ("no_data", "stale", 90, "2024")
    assert seen(result, "coverage.reported", "provisional") == (0, False)
    nothing = judged(indicator(), *(row(unit, "0/0", "2024") for unit in ("an", "binh")))
    assert seen(nothing, "status", "reason") == ("no_data", "stale")


def test_mixed_periods_are_said() -> None:
    mixed = judged(
        indicator(), row("an", "8/10", "2025-11"), row("binh", "8/10"), row("chau", "8/10", "2025-Q4")
    )
    assert seen(mixed, "remarks", "period") == (("mixed_periods", "closed_early"), "2025")
    assert judged(indicator(), *rows(an="8/10", binh="8/10")).remarks == ()
    uncounted = judged(indicator(), row("an", "8/10"), row("chau", "na", "2025-Q4"))
    assert uncounted.remarks == ()


@pytest.mark.parametrize(
    ("said", "bounds", "figures", "status", "provisional"),
    [
        ({"at_least": "10"}, {"minimum": "0"}, {"an": "12"}, "met", False),
        ({"at_least": "10"}, {}, {"an": "12"}, "met", True),
        ({"at_least": "10"}, {"minimum": "0"}, {"an": "5"}, "missed", True),
        ({"at_most": "10"}, {"minimum": "0"}, {"an": "11"}, "missed", False),
        ({"at_most": "10"}, {"minimum": "0"}, {"an": "9"}, "met", True),
        ({"at_most": "10"}, {"minimum": "0"}, {"an": "3", "binh": "4", "chau": "3"}, "met", False),
        ({"exactly": "10"}, {"minimum": "0"}, {"an": "10"}, "met", True),
        ({"exactly": "10"}, {"minimum": "0"}, {"an": "11"}, "missed", False),
    ],
)
def test_numbers_are_added_up(
    said: dict[str, Any], bounds: dict[str, str], figures: dict[str, str], status: str, provisional: bool
) -> None:
    result = judged(number(target(**said), **bounds), *rows(**figures))
    assert result.value == sum(Decimal(figure) for figure in figures.values())
    assert seen(result, "status", "provisional") == (status, provisional)
    assert result.numerator is None


@pytest.mark.parametrize(("figure", "status"), [("8", "missed"), ("9", "met")])
def test_a_part_of_a_sum_has_no_verdict_of_its_own(figure: str, status: str) -> None:
    """5 of one unit are no miss of the 17 that all are asked for, nor 3 a miss; the sum is one."""
    result = judged(number(target(at_least="17"), minimum="0"), *rows(an="5", binh=figure, chau="3"))
    assert result.status == status
    said = [seen(unit, "value", "status", "gap", "gap_count", "provisional") for unit in result.units]
    assert said == [(Decimal(value), "counted", None, None, False) for value in ("5", figure, "3")]


def test_a_unit_that_is_to_pass_by_itself_has_a_verdict() -> None:
    result = judged(number(target(at_least="4"), judged_on="each"), *rows(an="5", binh="4", chau="3"))
    assert [unit.status for unit in result.units] == ["met", "met", "missed"]


# One row for the whole place


def test_a_whole_row_in_place_of_the_communes() -> None:
    result = judged(indicator(), row(TOWN, "24/30"), total=True)
    assert seen(result, "status", "value", "provisional") == ("met", 80, False)
    assert seen(result, "remarks", "units") == (("whole_row",), ())
    assert result.coverage.model_dump(exclude={"not_applicable"}) == {
        "reported": 1,
        "expected": 1,
        "missing": (),
    }
    assert judged(indicator(), row(TOWN, "85"), total=True).status == "met"


def test_communes_decide_beside_a_whole_row_that_says_the_same() -> None:
    units = rows(an="7/10", binh="8/10", chau="8/10")
    for whole in ("23/30", "76.7", "77"):
        result = judged(indicator(), *units, row(TOWN, whole), total=True)
        assert seen(result, "numerator", "status", "remarks") == (23, "missed", ())
    for whole in ("24/30", "30/30", "76.6"):
        result = judged(indicator(), *units, row(TOWN, whole), total=True)
        assert seen(result, "status", "reason") == ("not_assessable", "contradictory")


def test_a_whole_row_says_nothing_of_each() -> None:
    result = judged(EACH, row(TOWN, "30/30"), total=True)
    assert seen(result, "status", "reason", "coverage.expected") == ("no_data", "not_reported", 3)


# Every unit by itself


def test_each_met() -> None:
    result = judged(EACH, *rows(an="8/10", binh="9/10", chau="10/10"))
    assert seen(result, "status", "gap_count", "achievement", "period") == ("met", 0, 1, "2025")
    assert seen(result, "value", "numerator", "gap", "margin") == (None, None, None, None)
    assert seen(result, "exceeded", "provisional", "coverage.reported") == (False, False, 3)


def test_one_failing_unit_settles_it() -> None:
    result = judged(EACH, *rows(an="7/10", binh="9/10"))
    assert seen(result, "status", "gap_count", "provisional") == ("missed", 1, False)
    assert seen(result, "achievement", "coverage.missing") == (Decimal("0.5"), ("chau",))
    first_quarter = judged(EACH, row("an", "7/10", "2025-Q1"), as_of=MID_2025)
    assert seen(first_quarter, "status", "provisional") == ("pending", True)


def test_each_met_so_far_is_provisional() -> None:
    result = judged(EACH, *rows(an="8/10", binh="9/10"))
    assert seen(result, "status", "provisional") == ("met", True)


def test_each_takes_percentages_without_parts() -> None:
    result = judged(EACH, *rows(an="80", binh="79", chau="90"))
    assert seen(result, "status", "gap_count", "coverage.missing") == ("missed", 1, ())


def test_a_unit_where_nothing_arose_has_reported_and_cannot_fail() -> None:
    result = judged(EACH, *rows(an="8/10", binh="9/10", chau="0/0"))
    assert seen(result, "status", "provisional", "coverage.missing") == ("met", False, ())
    everywhere = judged(EACH, *rows(an="0/0", binh="0/0", chau="0/0"))
    assert seen(everywhere, "status", "reason") == ("not_assessable", "zero_denominator")
    assert seen(everywhere, "coverage.reported", "gap_count") == (3, None)


def test_each_of_two() -> None:
    data = catalogue(EACH, communes=("an", "binh"))
    (result,) = scored(data, *rows(an="10/10", binh="7/10")).results
    assert seen(result, "status", "gap_count", "value") == ("missed", 1, None)  # pooled it would be 85 %


def test_each_without_a_usable_figure() -> None:
    stale = judged(EACH, row("an", "8/10", "2024"))
    assert seen(stale, "status", "reason", "coverage.reported") == ("no_data", "stale", 0)
    assert seen(stale.units[0], "value", "period") == (80, "2024")
    assert judged(EACH, *rows(an="na", binh="na", chau="na")).status == "not_applicable"


def test_each_leaves_out_units_to_which_it_does_not_apply() -> None:
    result = judged(EACH, *rows(an="8/10", binh="na", chau="8/10"))
    assert seen(result, "status", "provisional", "coverage.expected") == ("met", False, 2)


def test_each_yes_and_no() -> None:
    every = yes_no(reported_by="communes", judged_on="each", needs_evidence=False)
    result = judged(every, *rows(an="1", binh="0", chau="1"))
    assert seen(result, "status", "gap_count", "achievement") == ("missed", 1, None)
    assert judged(every, *rows(an="1", binh="1", chau="1")).status == "met"


# One unit on its own, and who owns it


@pytest.mark.parametrize("way", ["pooled", "each"])
def test_one_commune_on_its_own_figures(way: str) -> None:
    said = indicator(judged_on=way)
    result = judged(said, *rows(an="8/10", binh="1/10"), unit="an")
    assert seen(result, "reporting_unit", "status", "value") == ("an", "met", 80)
    assert seen(result, "coverage.expected", "units") == (1, ())
    percentage = judged(said, row("an", "70"), unit="an")
    assert seen(percentage, "status", "gap") == ("missed", 10)


def test_the_whole_row_is_not_the_communes_own() -> None:
    data = catalogue(indicator(), indicator(id="Y"), total=True)
    own, other = scored(data, row(TOWN, "9/10"), row("an", "9/10", id="Y"), unit="an").results
    assert (own.status, other.status) == ("no_data", "met")


def task(id: str, basis: str, lead: list[str], coordinating: list[str]) -> dict[str, Any]:
    return {
        "id": id,
        "title": {"vi": id, "en": id},
        "source": {"document": "KH", "section": "II", "wording": "…"},
        "lead": lead,
        "coordinating": coordinating,
        "from": 2024,
        "serves": [{"indicator": "X", "basis": basis}],
    }


def test_tasks_and_owners() -> None:
    duty = task("D1", "inferred", [], []) | {"kind": "measured", "frequency": "yearly", "bodies": ["binh"]}
    del duty["lead"], duty["from"]
    inferred = (task("T1", "inferred", ["an"], [TOWN]), task("T2", "inferred", ["an"], ["an", "chau"]))
    figure = row(TOWN, "8/10")
    (result,) = scored(catalogue(OWN, tasks=inferred, duties=[duty]), figure).results
    assert result.tasks == ("T1", "T2", "D1")
    assert owners(result.lead) == [("an", "inferred"), ("binh", "inferred")]
    assert owners(result.coordinating) == [(TOWN, "inferred"), ("chau", "inferred")]
    stated = task("T3", "stated", ["chau"], [])
    (result,) = scored(catalogue(OWN, tasks=(*inferred, stated)), figure).results
    assert (result.tasks, owners(result.lead)) == (("T3",), [("chau", "stated")])


def owners(named: tuple[Owner, ...]) -> list[tuple[str, str]]:
    return [(owner.body, owner.basis) for owner in named]


def test_the_calendar_decides_what_is_due() -> None:
    figure = row(TOWN, "7/10")
    for calendar, status in (("administrative", "missed"), ("calendar", "pending")):
        data = catalogue(OWN, calendar=calendar)
        (result,) = scored(data, figure, row(TOWN, "7/10", "2025-11"), as_of=CLOSE_2025).results
        assert result.status == status

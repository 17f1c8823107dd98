"""Series that can be held together, and what they lead to; the years and units that cannot be joined."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from builders import catalogue, indicator, number, target, yes_no
from cards import card, result, unit
from hypothesis import given
from hypothesis import strategies as st

from dxscore.errors import ScorecardError
from dxscore.flows.judge import Request, judge
from dxscore.flows.trend import Told, of_judgement, of_scorecards
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation
from dxscore.model.period import written_period
from dxscore.model.place import Place
from dxscore.model.scorecard import Scorecard
from dxscore.model.trend import Series
from dxscore.score.alike import Alike

AHEAD = target(at_least="80", by=2030)
Rows = Mapping[str, Mapping[str, int | tuple[int, int]]]


def metrics(rows: Rows, id: str = "X") -> Metrics:
    """Rows by unit and period: a share of 100, of another denominator, or a number."""
    observations: list[Observation] = []
    for unit_, figures in rows.items():
        for period, figure in figures.items():
            parts: dict[str, Any]
            if isinstance(figure, tuple):
                parts = {"numerator": Decimal(figure[0]), "denominator": Decimal(figure[1])}
            else:
                parts = {"value": Decimal(figure)}
            place = Place("made.csv", row=len(observations) + 2)
            observations.append(Observation(id, unit_, written_period(period), place=place, **parts))
    return Metrics(tuple(observations), (), ())


def of_100(figures: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    return {period: (value, 100) for period, value in figures.items()}


def told(plan: Catalogue, rows: Rows, to: int | None = None, **asked: Any) -> Told:
    return of_judgement(judge(plan, metrics(rows), Request(**asked)), to)


def whole(trend: Told) -> Series:
    return trend.trend.series[0]


def codes(trend: Told) -> list[str]:
    return [finding.code for finding in trend.trend.findings if finding.code.startswith("DX34")]


def town(*targets: dict[str, Any], **said: Any) -> Catalogue:
    return catalogue(indicator(*(targets or (AHEAD,)), reported_by="town", over_time="flow", **said))


def test_quarters_add_up_to_years() -> None:
    rows = {f"{year}-Q{q}": 40 + 10 * (year - 2022) + q for year in range(2022, 2026) for q in (1, 2, 3, 4)}
    found = whole(told(town(), {"town": of_100(rows)}))
    assert [(point.period, str(point.value)) for point in found.points] == [
        ("2022", "42.5"),
        ("2023", "52.5"),
        ("2024", "62.5"),
        ("2025", "72.5"),
    ]
    assert (str(found.change_per_year), str(found.needed_per_year)) == ("10.0", "1.5")
    assert found.needed_count_per_year == 6  # 30 of 400 in five years
    assert (found.outlook, found.reason, found.provisional) == ("on_track", "would_reach", False)
    assert str(found.projected) == "100.0"  # and no more, for it is a share


def test_year_that_has_only_begun_is_no_point_and_no_fault() -> None:
    rows = {"2023": 50, "2024": 60, "2025-Q1": 10}
    found = told(town(), {"town": of_100(rows)})
    assert [point.period for point in whole(found).points] == ["2023", "2024"]
    assert [(out.period, out.reason) for out in whole(found).left_out] == [("2025-Q1", "other_span")]
    assert codes(found) == []
    assert (whole(found).outlook, whole(found).reason) == ("too_few_points", "two_points")


def test_same_months_of_each_year_where_there_is_no_whole_year() -> None:
    found = told(town(), {"town": of_100({"2023-9M": 50, "2024-9M": 55, "2025-9M": 60})})
    assert [point.period for point in whole(found).points] == ["2023-9M", "2024-9M", "2025-9M"]
    assert (str(whole(found).change_per_year), whole(found).provisional) == ("5.0", True)
    assert str(whole(found).needed_per_year) == str(Decimal("3.809524"))  # 20 in five years and a quarter


def test_spans_are_not_mixed() -> None:
    found = told(town(), {"town": of_100({"2022": 50, "2023-9M": 10, "2024": 60, "2025": 70})})
    assert [point.period for point in whole(found).points] == ["2022", "2024", "2025"]
    assert [(out.period, out.reason) for out in whole(found).left_out] == [("2023-9M", "other_span")]
    assert "DX341" in codes(found)
    assert "DX343" not in codes(found)  # 2023 is there, though it cannot be joined


def test_gap_of_years_and_one_point_are_said() -> None:
    gapped = told(town(), {"town": of_100({"2021": 50, "2024": 60, "2025": 70})})
    (gap,) = [f for f in gapped.trend.findings if f.code == "DX343"]
    assert "2022, 2023" in gap.message.en
    assert str(whole(gapped).change_per_year) == "5.0"
    one = told(town(), {"town": of_100({"2025": 70})})
    assert (whole(one).outlook, whole(one).reason, codes(one)) == (None, "one_point", ["DX342"])
    assert (str(whole(one).needed_per_year), whole(one).needed_count_per_year) == ("2.0", 2)


def test_other_units_are_not_joined_and_each_has_its_own_series() -> None:
    plan = catalogue(indicator(AHEAD, over_time="flow"))
    full = {str(year): 50 + year - 2021 for year in range(2021, 2026)}
    rows = {
        "an": of_100(full),
        "binh": of_100(full),
        "chau": of_100({y: v for y, v in full.items() if y != "2023"}),
    }
    found = told(plan, rows)
    assert [point.period for point in whole(found).points] == ["2021", "2022", "2024", "2025"]
    assert [(out.period, out.reason) for out in whole(found).left_out] == [("2023", "other_units")]
    assert "DX340" in codes(found)
    units = {each.reporting_unit: [p.period for p in each.points] for each in found.trend.series[1:]}
    assert units == {
        "an": ["2021", "2022", "2023", "2024", "2025"],
        "binh": ["2021", "2022", "2023", "2024", "2025"],
        "chau": ["2021", "2022", "2024", "2025"],
    }


def test_series_goes_through_a_merger() -> None:
    ended = {"valid_to": "2025-06-30", "successor": "moi"}
    lives = {"an": ended, "binh": ended, "moi": {"valid_from": "2025-07-01"}}
    plan = catalogue(indicator(AHEAD, over_time="flow"), communes=("an", "binh", "moi"), lives=lives)
    rows: Rows = {
        "an": of_100({"2023": 30, "2024": 40}),
        "binh": of_100({"2023": 50, "2024": 60}),
        "moi": {"2025": (120, 200)},
    }
    found = told(plan, rows)
    values = [["2023", 40], ["2024", 50], ["2025", 60]]
    assert [[p.period, int(p.value)] for p in whole(found).points] == values
    (moi,) = [each for each in found.trend.series if each.reporting_unit == "moi"] or [whole(found)]
    assert [[p.period, int(p.value)] for p in moi.points] == values


def test_series_goes_through_another_name() -> None:
    """One unit went into one: nothing but the name is new."""
    lives = {"an": {"valid_to": "2025-06-30", "successor": "moi"}, "moi": {"valid_from": "2025-07-01"}}
    plan = catalogue(indicator(AHEAD, over_time="flow"), communes=("an", "moi", "chau"), lives=lives)
    rows: Rows = {
        "an": of_100({"2023": 30, "2024": 40}),
        "moi": of_100({"2025": 50}),
        "chau": of_100({"2023": 10, "2024": 20, "2025": 30}),
    }
    series = {each.reporting_unit: each for each in told(plan, rows).trend.series}
    assert [[p.period, int(p.value)] for p in series["moi"].points] == [
        ["2023", 30],
        ["2024", 40],
        ["2025", 50],
    ]


def test_what_has_no_whole_and_what_has_no_direction() -> None:
    plan = catalogue(
        indicator(AHEAD, id="EACH", judged_on="each"),
        indicator(target(between=["10", "20"], by=2030), id="BAND", reported_by="town"),
        indicator(target(exactly="5", by=2030), id="EXACT", reported_by="town"),
        yes_no(id="YES"),
    )
    rows = {"an": of_100({"2024": 50, "2025": 60}), "binh": of_100({"2024": 50, "2025": 60})}
    observations = (
        *metrics(rows, "EACH").observations,
        *metrics({"town": of_100({"2024": 50, "2025": 60})}, "BAND").observations,
        *metrics({"town": of_100({"2024": 50, "2025": 60})}, "EXACT").observations,
    )
    trend = of_judgement(judge(plan, Metrics(observations, (), ()))).trend
    reasons = {each.indicator: each.reason for each in trend.series if each.reporting_unit is None}
    assert reasons == {
        "EACH": "by_each",
        "BAND": "no_direction",
        "EXACT": "no_direction",
        "YES": "due",
    }
    own = [each for each in trend.series if each.reporting_unit == "an"]
    assert [each.reason for each in own] == ["two_points"]


def test_targets_asked_for() -> None:
    plan = catalogue(
        indicator(target(at_least="60"), AHEAD, reported_by="town"),
        indicator(target(at_least="60"), id="Y", reported_by="town"),
    )
    rows = {"town": of_100({"2024": 50, "2025": 60})}
    assert [(each.target_by, each.due) for each in told(plan, rows).trend.series] == [
        ("2030", False),
        ("2025", True),
    ]
    to = told(plan, rows, to=2030)
    assert [each.target_by for each in to.trend.series] == ["2030"]
    assert to.without_target == ("Y",)


def test_path_of_the_plan_comes_first_and_is_never_due() -> None:
    plan = town(target(at_least="90", by=2030, path={2025: 75, 2027: 80}))
    found = whole(told(plan, {"town": of_100({"2024": 60, "2025": 70})}))
    assert found.path is not None
    assert (found.path.year, str(found.path.value), str(found.path.distance)) == (2025, "75", "-5.0")
    before = whole(told(plan, {"town": of_100({"2024": 60})})).path
    assert before is not None
    assert (before.year, before.distance) == (2025, None)
    judged = judge(plan, metrics({"town": of_100({"2025": 70})}))
    assert [(each.target.by, each.status) for each in judged.scorecard.results] == [(2030, "pending")]


def test_less_is_better() -> None:
    plan = town(target(at_most="10", by=2030), better="lower")
    rows = {str(year): 50 - 5 * (year - 2022) for year in range(2022, 2026)}
    found = whole(told(plan, {"town": of_100(rows)}))
    assert (str(found.change_per_year), str(found.needed_per_year)) == ("-5.0", "-5.0")
    assert found.outlook == "on_track"


def test_numbers_are_held_within_what_the_catalogue_says() -> None:
    plan = catalogue(number(target(at_least="120", by=2030), reported_by="town", minimum="0", maximum="100"))
    rows = {str(year): 60 + 10 * (year - 2022) for year in range(2022, 2026)}
    found = whole(told(plan, {"town": rows}))
    assert (str(found.projected), found.outlook) == ("100", "off_track")


def test_scorecard_has_the_outlook_and_the_year_before() -> None:
    rows = {f"{year}-Q{q}": 40 + 10 * (year - 2021) + q for year in range(2021, 2025) for q in (1, 2, 3, 4)}
    rows |= {"2025-Q1": 90, "2025-Q2": 90}
    card_ = judge(town(), metrics({"town": of_100(rows)})).scorecard
    (found,) = card_.results
    assert (found.outlook, str(found.change_per_year)) == ("on_track", "10.0")
    before = found.year_before
    assert before is not None
    assert (before.period, before.value, before.fact, str(before.difference)) == (
        "2024-H1",
        Decimal("71.5"),
        "better",
        "18.5",
    )


def test_scorecards_are_their_own_history() -> None:
    plan = catalogue(indicator(AHEAD, over_time="flow"))
    rows = {name: of_100({"2023": 50, "2024": 60, "2025": 70}) for name in ("an", "binh", "chau")}
    cards = [
        (f"{year}.json", judge(plan, metrics(rows), Request(as_of=date(year, 12, 14))).scorecard)
        for year in (2023, 2024, 2025)
    ]
    from_cards, from_data = of_scorecards(plan, cards), told(plan, rows)
    assert from_cards.trend.series == from_data.trend.series
    turned = of_scorecards(plan, cards[::-1])
    assert turned.trend.series == from_cards.trend.series
    assert codes(turned) == ["DX345", "DX345"]


def test_revised_repeated_and_other_definitions_of_scorecards() -> None:
    plan = catalogue(indicator(AHEAD))
    first = card(result(50, by=2030, due=False, status="pending", period="2024"), as_of=date(2024, 12, 14))
    later = card(result(55, by=2030, due=False, status="pending", period="2024"), as_of=date(2025, 3, 14))
    found = of_scorecards(plan, [("a.json", first), ("b.json", later)])
    assert codes(found) == ["DX342", "DX344"][::-1] or set(codes(found)) == {"DX342", "DX344"}
    assert [str(point.value) for point in whole(found).points] == ["55.0"]
    twice = of_scorecards(plan, [("a.json", first), ("b.json", first)])
    assert "DX346" in codes(twice)
    each = card(
        result(None, by=2030, due=False, status="pending", units=[unit("an", 1), unit("binh", 1)]),
        as_of=date(2025, 12, 14),
    )
    other = of_scorecards(plan, [("a.json", first), ("c.json", each)])
    assert "DX347" in codes(other)
    assert [point.period for point in whole(other).points] == ["2024"]


def test_scorecards_of_two_definitions_are_not_joined() -> None:
    """A state of yesterday's catalogue and a count of today's: the state is left out, and it is said."""
    plan = catalogue(indicator(AHEAD, over_time="flow"))
    told = {"measure": "share", "unit_of_measure": "percent"}

    def of(period: str, over_time: str | None, day: date) -> tuple[str, Scorecard]:
        definition = {**told, "over_time": over_time}
        return f"{period}.json", card(result(50, period=period, definition=definition), as_of=day)

    state = of("2023", "stock", date(2023, 12, 14))
    unsaid = of("2024", None, date(2024, 12, 14))
    count = of("2025", "flow", date(2025, 12, 14))
    joined = of_scorecards(plan, [state, unsaid, count])
    assert "DX347" in codes(joined)
    assert "2023" in "".join(each.message.en for each in joined.trend.findings if each.code == "DX347")
    assert [point.period for point in whole(joined).points] == ["2024", "2025"]
    assert "DX347" not in codes(of_scorecards(plan, [unsaid, count]))


def test_scorecards_of_two_scopes_are_refused() -> None:
    plan = catalogue(indicator(AHEAD))
    cards = [
        ("a.json", card(result(50))),
        ("b.json", card(result(50).model_copy(update={"reporting_unit": "an"}))),
    ]
    with pytest.raises(ScorecardError, match=r"differ in scope.* \(all units together, an\)"):
        of_scorecards(plan, cards)


@given(st.dictionaries(st.integers(2015, 2025), st.integers(0, 100), min_size=1))
def test_series_is_what_was_handed_in(years: dict[int, int]) -> None:
    found = whole(told(town(), {"town": of_100({str(year): value for year, value in years.items()})}))
    assert {int(point.period): int(point.value) for point in found.points} == years
    used = {year: value for year, value in years.items() if year >= max(years) - 5}
    if len(used) > 1:
        first, last = min(used), max(used)
        change = Fraction(used[last] - used[first], last - first)
        assert found.change_per_year is not None
        assert abs(Fraction(found.change_per_year) - change) < Fraction(1, 10**6)
    else:
        assert found.change_per_year is None


_ROUND = st.sampled_from(["", "-9M", "-H1", "-Q4"])


@given(st.dictionaries(st.integers(2005, 2025), st.tuples(st.integers(0, 100), _ROUND), min_size=1))
def test_outlook_of_check_is_that_of_the_whole_series(years: dict[int, tuple[int, str]]) -> None:
    """`check` looks no further back than an outlook does; it must not be seen in what it says."""
    rows = of_100({f"{year}{part}": value for year, (value, part) in years.items()})
    judged = judge(town(), metrics({"town": rows}), Request()).with_results()
    (ahead,) = [each for each in judged.scorecard.results if not each.due]
    series = whole(of_judgement(judged))
    assert (ahead.outlook, ahead.outlook_provisional) == (series.outlook, series.provisional)
    assert (ahead.change_per_year, ahead.needed_per_year, ahead.needed_count_per_year) == (
        series.change_per_year,
        series.needed_per_year,
        series.needed_count_per_year,
    )


@given(
    st.dictionaries(st.integers(2021, 2025), st.integers(1, 90), min_size=1),
    st.integers(1, 60),
    st.integers(1, 60),
)
def test_change_against_a_year_leads_to_the_same_as_its_number(
    years: dict[int, int], base: int, percent: int
) -> None:
    rows = {"town": of_100({"2020": base} | {str(year): value for year, value in years.items()})}
    rising = town(
        target(at_least=None, by=2030, against={"period": 2020, "change": "percent", "at_least": percent})
    )
    number_ = base * (1 + Decimal(percent) / 100)
    plain = whole(told(town(target(at_least=str(number_), by=2030)), rows))
    found = told(rising, rows)
    keys = ("change_per_year", "needed_per_year", "needed_count_per_year", "outlook", "reason", "projected")
    assert [getattr(whole(found), key) for key in keys] == [getattr(plain, key) for key in keys]
    (ahead,) = judge(rising, metrics(rows), Request()).with_results().scorecard.results
    assert (ahead.outlook, ahead.needed_per_year) == (plain.outlook, plain.needed_per_year)


def test_change_against_a_year_that_nobody_knows_has_no_outlook() -> None:
    rising = town(
        target(at_least=None, by=2030, against={"period": 2019, "change": "percent", "at_least": 20})
    )
    rows = {"town": of_100({str(year): 10 * (year - 2019) for year in range(2021, 2026)})}
    (ahead,) = judge(rising, metrics(rows), Request()).with_results().scorecard.results
    assert (ahead.outlook, ahead.needed_per_year) == (None, None)
    assert (whole(told(rising, rows)).outlook, whole(told(rising, rows)).reason) == (None, "no_base")


def test_unit_with_a_threshold_of_its_own_goes_towards_that() -> None:
    own = [{"units": "an", "at_least": "60"}]
    plan = catalogue(
        indicator(target(at_least="90", by=2030, **{"for": own}), over_time="flow", judged_on="each")
    )
    full = of_100({str(year): 30 + 5 * (year - 2021) for year in range(2021, 2026)})
    found = told(plan, dict.fromkeys(("an", "binh", "chau"), full))
    needed = {each.reporting_unit: str(each.needed_per_year) for each in found.trend.series}
    assert (needed["an"], needed["binh"]) == ("2.0", "8.0")  # 10 and 40 in five years


@given(st.permutations(["an", "binh", "chau"]))
def test_ground_of_a_unit_does_not_depend_on_the_order_of_mergers(order: list[str]) -> None:
    first, second, third = order
    lives = {
        first: {"valid_to": "2024-06-30", "successor": "mot"},
        second: {"valid_to": "2024-06-30", "successor": "mot"},
        "mot": {"valid_from": "2024-07-01", "valid_to": "2025-06-30", "successor": "hai"},
        third: {"valid_to": "2025-06-30", "successor": "hai"},
        "hai": {"valid_from": "2025-07-01"},
    }
    plan = catalogue(communes=("an", "binh", "chau", "mot", "hai"), lives=lives)
    assert Alike(plan).ground("hai") == {"an", "binh", "chau"}
    assert Alike(plan).ground("mot") == {first, second}

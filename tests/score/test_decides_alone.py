"""Cases in which one condition of scoring decides alone: it was turned round, and no other test noticed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from builders import (
    CLOSE_2025,
    COMMUNES,
    TOWN,
    catalogue,
    indicator,
    number,
    row,
    rows,
    scored,
    seen,
    target,
    words,
)

from dxscore.flows.bodies import bodies
from dxscore.flows.judge import Request, judge
from dxscore.flows.trend import of_judgement
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, SourceTable
from dxscore.model.place import Place
from dxscore.model.rules import SPREADSHEET_ERROR
from dxscore.model.scorecard import HeldAgainst, Result, Scorecard
from dxscore.model.tasks import NamedDocument, TaskList, TaskLog, TaskRecord
from dxscore.model.waivers import PlacedWaiver, Waiver, Waivers
from dxscore.score.arithmetic import Threshold
from dxscore.score.day import find_day
from dxscore.score.deadlines import DatedTarget, dated_targets
from dxscore.score.gate import Gate, failures
from dxscore.score.history import history
from dxscore.score.periods import periods_against_parts
from dxscore.score.rows import said_of_unit, validate
from dxscore.score.strict import strictly
from dxscore.score.task_items import items
from dxscore.score.tasks import judge_tasks
from dxscore.score.totals import threshold_of
from dxscore.score.trend import figures_by_year, possible
from dxscore.score.waive import waive
from scoring import score

MERGED: dict[str, dict[str, Any]] = {
    "an": {"valid_to": date(2025, 6, 30), "successor": "anbinh"},
    "binh": {"valid_to": date(2025, 6, 30), "successor": "anbinh"},
    "anbinh": {"valid_from": date(2025, 7, 1)},
}
UNITED = ("an", "binh", "anbinh", "chau")


SERVED = {"indicator": "X", "basis": "stated"}


def due(card: Scorecard) -> Result:
    return next(result for result in card.results if result.due)


# The day.


def test_of_several_who_report_later_the_first_by_name_is_told() -> None:
    data = catalogue(
        indicator(),
        *(indicator(id=name, reported_by=name) for name in ("mau", "nam")),
        communes=(*COMMUNES, "mau", "nam"),
    )
    late = row("mau", "8/10", "2025", id="mau"), row("nam", "8/10", "2025-H1", id="nam")
    found = find_day(data, [*(row(unit, "8/10", "2024") for unit in ("an", "binh", "chau", "dinh")), *late])
    assert (found.day, found.behind) == (date(2024, 12, 14), ("mau", CLOSE_2025))


# Deadlines.


def of_year(year: int, **said: object) -> DatedTarget:
    data = catalogue(number(target(by="2025-Q2", **said), reported_by=TOWN))
    (dated,) = dated_targets(data.indicators["X"], "administrative", CLOSE_2025, 2025)
    return dated.of_year(year, "administrative")


def test_a_base_year_is_the_whole_year_and_the_year_before_as_long_as_this_one() -> None:
    base = of_year(2020, against={"period": 2020, "change": "percent", "at_least": 20})
    assert (base.deadline, base.months, base.at) == (date(2020, 12, 14), 0b1111_1111_1111, None)
    before = of_year(2024, against={"period": "previous_year", "change": "percent", "at_least": 20})
    assert (before.deadline, before.months, before.at) == (date(2024, 6, 14), 0b0011_1111, "2024-06")
    assert before.due and base.due


# Which rows speak.


@pytest.mark.parametrize(("strict", "severity"), [(False, "warning"), (True, "error")])
def test_what_closes_after_the_day_that_was_found_is_an_error_where_warnings_are(
    strict: bool, severity: str
) -> None:
    sent = [row(unit, f"{line}/10", "2024", line=line) for line, unit in enumerate(COMMUNES, 5)]
    card = score(catalogue(indicator()), Metrics((*sent, row("an", "8/10", line=9))), strict=strict)
    assert card.as_of == date(2024, 12, 14)
    assert [(f.code, f.severity) for f in card.findings if f.row == 9] == [("DX332", severity)]


def test_a_figure_of_the_year_that_came_too_late_says_so_though_newer_years_are_there() -> None:
    data = catalogue(indicator(target(by="2025-06-30", at_least=80), reported_by=TOWN))
    late, newer = row(TOWN, "9/10", "2025", line=2), row(TOWN, "9/10", "2026", line=3)
    for sent in ((late, newer), (newer, late)):
        card = scored(data, *sent, as_of=date(2026, 12, 14))
        assert seen(due(card), "status", "reason") == ("no_data", "after_deadline")
    turned = scored(data, newer, as_of=date(2026, 12, 14))
    assert seen(due(turned), "status", "reason") == ("no_data", "year_not_in_files")


def test_where_the_year_has_turned_an_old_row_of_the_whole_place_does_not_speak() -> None:
    sent = (
        row(TOWN, "9/10", "2023", line=9),
        *(row(unit, "9/10", "2026", line=n) for n, unit in enumerate(COMMUNES)),
    )
    (result, *_) = scored(catalogue(indicator(), total=True), *sent, as_of=date(2026, 12, 14)).results
    assert seen(result, "reason", "remarks", "value") == ("year_not_in_files", (), None)


@pytest.mark.parametrize(("year", "found"), [(2023, []), (2024, [2024]), (2026, [2026]), (10000, [])])
def test_of_a_yearly_target_a_year_that_is_asked_for_is_one_target_from_its_first_year_on(
    year: int, found: list[int]
) -> None:
    yearly = catalogue(indicator(target(every="year", **{"from": 2024}, at_least=80))).indicators["X"]
    dated = dated_targets(yearly, "administrative", CLOSE_2025, year)
    assert [each.year for each in dated] == found
    ahead = dated_targets(yearly, "administrative", date(2020, 1, 1), "all")
    assert [each.year for each in ahead] == [2024]


def test_of_a_quarter_only_those_are_asked_who_live_in_it() -> None:
    data = catalogue(
        indicator(target(every="quarter", **{"from": 2025}, at_least=80)),
        lives={"an": {"valid_to": date(2025, 2, 28)}},
    )
    sent = [
        row(unit, "9/10", when, line=n)
        for n, (unit, when) in enumerate((("binh", "2025-Q2"), ("chau", "2025-Q2")))
    ]
    card = scored(data, *sent, as_of=date(2025, 6, 14), target_year="all")
    first, second = [result for result in card.results if result.due]
    assert seen(second, "coverage.expected", "coverage.reported", "status", "provisional") == (
        2,
        2,
        "met",
        False,
    )
    assert first.coverage.expected == 3


# What a figure covers.


def test_percentages_of_former_units_cannot_be_added_and_say_so() -> None:
    data = catalogue(indicator(over_time="flow"), communes=UNITED, lives=MERGED)
    card = scored(
        data, row("an", "90", "2025-H1"), row("binh", "70", "2025-H1", line=2), row("chau", "8/10", line=3)
    )
    (united,) = [unit for unit in due(card).units if unit.reporting_unit == "anbinh"]
    assert seen(united, "status", "reason", "value") == ("not_assessable", "no_parts", None)


@pytest.mark.parametrize(("over_time", "remark"), [("flow", "not_whole_span"), ("stock", "closed_early")])
def test_the_row_of_a_whole_that_ended_leaves_open_what_its_units_still_owe(
    over_time: str, remark: str
) -> None:
    """The body ended in October; its units go on, and owe November and December as well."""
    data = catalogue(
        indicator(over_time=over_time), total=True, lives={TOWN: {"valid_to": date(2025, 10, 31)}}
    )
    result = due(scored(data, row(TOWN, "90/100", "2025")))
    assert seen(result, "status", "provisional", "remarks") == ("met", True, ("whole_row", remark))


def test_where_no_former_unit_has_it_nothing_is_asked_of_the_one_after_them() -> None:
    data = catalogue(indicator(over_time="flow"), communes=UNITED, lives=MERGED)
    sent = row("an", "na", "2025-H1"), row("binh", "na", "2025-H1", line=2), row("chau", "8/10", line=3)
    result = due(scored(data, *sent))
    (united,) = [unit for unit in result.units if unit.reporting_unit == "anbinh"]
    assert seen(united, "status", "reason", "span") == ("not_applicable", "declared", united.span)
    assert result.coverage.not_applicable == ("anbinh",)


def test_what_does_not_apply_to_the_one_former_unit_does_not_to_the_one_after_it() -> None:
    lives: dict[str, dict[str, Any]] = {
        "an": {"valid_to": date(2025, 6, 30), "successor": "mau"},
        "mau": {"valid_from": date(2025, 7, 1)},
    }
    data = catalogue(indicator(over_time="flow"), communes=("an", "mau", "chau"), lives=lives)
    result = due(scored(data, row("an", "na", "2025-H1"), row("chau", "8/10", line=3)))
    assert seen(result, "status", "coverage.not_applicable") == ("met", ("mau",))


# The whole place beside its units.


def test_what_the_whole_place_contradicts_itself_in_says_nothing_against_its_units() -> None:
    data = catalogue(number(target(at_least=100), over_time="flow"), total=True)
    town = row(TOWN, "120", line=8), row(TOWN, "110", line=9)
    result = due(scored(data, *rows(an="50", binh="40", chau="30"), *town))
    assert seen(result, "status", "reason", "value") == ("met", None, 120)


def test_a_whole_without_parts_contradicts_no_units_in_which_nothing_arose() -> None:
    data = catalogue(indicator(over_time="flow"), total=True)
    result = due(scored(data, *rows(an="0/0", binh="0/0", chau="0/0"), row(TOWN, "80", line=9)))
    assert seen(result, "status", "reason") == ("not_assessable", "zero_denominator")


def test_the_row_of_the_whole_place_may_stand_for_two_units() -> None:
    data = catalogue(indicator(over_time="flow"), total=True, communes=("an", "binh"))
    result = due(scored(data, row(TOWN, "9/10")))
    assert seen(result, "status", "value", "remarks") == ("met", 90, ("whole_row",))


@pytest.mark.parametrize("sent", [{"an": "80", "binh": "40"}, {"an": "50", "binh": "40", "chau": "30"}])
def test_the_base_of_the_whole_may_be_the_one_row_of_the_whole_place(sent: dict[str, str]) -> None:
    asked = target(against={"period": 2020, "change": "percent", "at_least": 20})
    data = catalogue(number(asked, over_time="stock"), total=True, communes=tuple(sent))
    now = rows(**sent)
    result = due(scored(data, row(TOWN, "100", "2020", line=9), *now))
    assert result.target.rule is not None
    assert seen(result, "status", "target.rule.base") == ("met", 100)
    missing = due(scored(data, *now))
    assert seen(missing, "status", "reason") == ("no_data", "no_base")


# Rows.


def test_parts_of_a_year_are_held_against_it_only_where_they_are_all_of_it() -> None:
    data = catalogue(number(reported_by=TOWN, over_time="flow"))
    year = row(TOWN, "10", "2025", line=2)

    def found(**parts: str) -> list[str]:
        sent = [
            row(TOWN, figure, "2025-" + when, line=n) for n, (when, figure) in enumerate(parts.items(), 3)
        ]
        return [finding.code for finding in periods_against_parts(data, validate(data, [year, *sent]).usable)]

    assert found(H1="4", H2="5") == ["DX326"]
    assert found(H1="4", H2="6") == []
    assert found(H1="4", Q4="5") == []
    assert found(Q1="4", Q2="4") == []


@pytest.mark.parametrize(("figure", "doubted"), [("0", False), ("0.5", True), ("1", True), ("100", False)])
def test_a_percentage_that_all_units_send_is_doubted_but_for_nothing_and_all(
    figure: str, doubted: bool
) -> None:
    card = scored(catalogue(indicator()), *rows(an=figure, binh=figure, chau=figure))
    assert ("DX313" in [finding.code for finding in card.findings]) is doubted


def test_a_fault_on_a_blank_line_of_another_unit_is_not_the_units() -> None:
    table = SourceTable(
        "m.csv", ("unit",), ((4, ("an",)), (5, ("binh",))), blank=((4, "X", "an"), (5, "X", "binh"))
    )
    faults = tuple(
        SPREADSHEET_ERROR.finding(Place("m.csv", row=line), "value", got="#REF!") for line in (4, 5, 6)
    )
    metrics = Metrics((row("chau", "8/10", line=7),), faults, tables=(table,))
    assert [f.row for f in said_of_unit(catalogue(), metrics, "an")] == [4, 6]


def test_what_totals_say_is_held_against_all_units_and_against_none_alone() -> None:
    data = catalogue(indicator())
    units = rows(an="8/10", binh="7/10", chau="9/10")
    metrics = Metrics(units, totals=(row("Tổng cộng", "23/30", line=9),))
    checked = validate(data, units)

    def told(unit: str | None) -> list[str]:
        return [f.code for f in strictly(data, metrics, checked, unit).metrics.findings if f.row == 9]

    assert (told(None), told("an")) == (["DX316"], [])


# Years.


def test_a_year_that_was_asked_for_by_name_counts_though_the_files_hold_another() -> None:
    data = catalogue(indicator(reported_by=TOWN))
    newer = row(TOWN, "9/10", "2026")
    day = date(2026, 12, 14)
    (named,) = scored(data, newer, as_of=day, target_year=2025).results
    assert seen(named, "status", "reason") == ("no_data", "after_deadline")
    assert named.falls_due
    (unnamed,) = scored(data, newer, as_of=day).results
    assert unnamed.reason == "year_not_in_files"
    (missed,) = scored(data, row(TOWN, "1/10"), as_of=day, target_year=2025).results
    assert seen(missed, "status", "reason") == ("missed", None)


def test_units_that_are_judged_by_themselves_have_no_series_of_the_whole_and_one_alone_has() -> None:
    def points(*communes: str) -> int:
        data = catalogue(indicator(judged_on="each"), communes=communes)
        usable = validate(data, [row(unit, "8/10", line=n) for n, unit in enumerate(communes, 2)]).usable
        return sum(len(each.points) for each in history(data, usable, CLOSE_2025))

    assert points("an") == 1
    assert points("an", "binh") == 0


# Waivers.


def test_a_target_that_is_met_is_not_waived_though_a_silent_unit_is_excused() -> None:
    data = catalogue(indicator(judged_on="each"))
    said = {
        "reporting_unit": "binh",
        "from": CLOSE_2025,
        "until": CLOSE_2025,
        "indicator": "X",
        "reason": "bão",
        "document": "CV",
        "approved_by": "CT",
    }
    placed = PlacedWaiver(Waiver.model_validate(said), Place("w.yaml", None, 3, 5), "waivers[0]")
    card = waive(data, scored(data, *rows(an="9/10", chau="8/10")), Waivers("w.yaml", "0" * 64, (placed,)))
    (result,) = card.results
    assert seen(result, "status", "provisional") == ("met", True)
    assert [unit.status for unit in result.units] == ["met", "waived", "met"]


# What a figure was held against.


def test_a_threshold_that_has_travelled_is_the_same() -> None:
    one, both = (
        HeldAgainst(comparator="at_least", threshold="80"),
        HeldAgainst(comparator="between", threshold=("5", "7.5")),
    )
    assert threshold_of(one) == Threshold("at_least", (Fraction(80),))
    assert threshold_of(both) == Threshold("between", (Fraction(5), Fraction(15, 2)))


# Tasks.


def test_a_body_takes_part_in_the_tasks_of_which_it_is_said_and_in_no_others() -> None:
    source = {"document": "KH", "section": "1", "wording": "…"}
    given = {"title": words("A"), "source": source, "lead": ["an"], "from": 2024, "serves": [SERVED]}
    data = catalogue(tasks=[{**given, "id": "A", "coordinating": ["binh"]}, {**given, "id": "B"}])
    card = scored(data, *rows(an="8/10", binh="8/10", chau="8/10"))
    told = bodies(data, card, tasks=judge_tasks(data, TaskLog(), CLOSE_2025))
    assert {each.body: each.coordinating_tasks for each in told.bodies} == {"an": 0, "binh": 1, "chau": 0}


def ordered(**said: object) -> Catalogue:
    source = {"document": "KH", "section": "1", "wording": "…"}
    given = {"id": "A", "title": words("A"), "source": source, "lead": ["town"], "from": 2020, **said}
    return catalogue(tasks=[given])


def listed(plan: Catalogue, *years: int, day: date) -> TaskList:
    places = [(year, Place("t.csv", None, line)) for line, year in enumerate(years, 2)]
    records = [
        TaskRecord("A", "town", day, year, "in_progress", None, "", NamedDocument(), "", place)
        for year, place in places
    ]
    return judge_tasks(plan, TaskLog(tuple(records)), day, None)


@pytest.mark.parametrize(
    ("spoken", "in_force"), [((2027, 2026), 2026), ((2022, 2023, 2027), 2023), ((2023, 2025, 2026), 2025)]
)
def test_the_year_in_force_is_this_one_else_the_newest_before_it_else_the_nearest(
    spoken: tuple[int, ...], in_force: int
) -> None:
    told = listed(ordered(), *spoken, day=date(2025, 5, 1))
    assert (told.year, {item.year for item in told.items}) == (in_force, {in_force})


@pytest.mark.parametrize(("day", "year"), [(date(2026, 1, 14), 2025), (date(2026, 1, 15), 2026)])
def test_a_report_speaks_of_the_year_that_closed_at_most_31_days_before(day: date, year: int) -> None:
    (standing,) = items(ordered())
    assert standing.year_of(day, "administrative") == year
    assert listed(ordered(), 2025, 2026, day=day).year == year


def test_a_deliverable_without_a_title_bears_that_of_its_task_else_its_own() -> None:
    given = {"kind": "report", "every": "once", "by": 2025}
    products = [{**given, "id": "A-1"}, {**given, "id": "A-2", "title": words("Own")}]
    titles = {item.id: item.title.en for item in items(ordered(deliverables=products))}
    assert titles == {"A": "A", "A-1": "A", "A-2": "Own"}


# Former units.


def test_of_years_in_which_a_former_unit_gave_no_parts_the_merged_unit_has_no_figure() -> None:
    data = catalogue(indicator(target(by=2030, at_least=80), over_time="flow"), communes=UNITED, lives=MERGED)
    sent = [
        row("an", "8/10", "2023", line=2),
        row("binh", "6/10", "2023", line=3),
        row("an", "8/10", "2024", line=4),
        row("binh", "60", "2024", line=5),
        row("anbinh", "9/10", "2025", line=6),
    ]
    judged = judge(data, Metrics(tuple(sent)), Request(as_of=CLOSE_2025))
    (united,) = [one for one in of_judgement(judged).trend.series if one.reporting_unit == "anbinh"]
    assert [(point.period, int(point.value)) for point in united.points] == [("2023", 70), ("2025", 90)]


def test_a_figure_that_closes_after_the_day_is_in_no_series() -> None:
    data = catalogue(indicator(over_time="flow", reported_by=TOWN))
    sent = row(TOWN, "4/10", "2025-H1", line=2), row(TOWN, "9/10", "2025", line=3)
    usable = validate(data, sent).usable
    (known,) = figures_by_year(data, data.indicators["X"], usable, date(2025, 6, 14))
    assert seen(known, "period", "value") == ("2025-H1", 40)
    (known,) = figures_by_year(data, data.indicators["X"], usable, CLOSE_2025)
    assert seen(known, "period", "value") == ("2025", 90)


@pytest.mark.parametrize(("whole", "pace"), [(True, 4), (False, None)])
def test_of_a_number_the_pace_is_counted_where_it_is_a_whole_one(whole: bool, pace: int | None) -> None:
    data = catalogue(number(target(by=2030, at_least=40), over_time="stock", whole=whole, reported_by=TOWN))
    sent = row(TOWN, "10", "2024", line=2), row(TOWN, "20", "2025", line=3)
    (result,) = scored(data, *sent).results
    assert seen(result, "needed_per_year", "needed_count_per_year") == (4, pace)
    assert seen(result, "year_before.period", "year_before.difference") == ("2024", 10)


@pytest.mark.parametrize(
    ("own", "least", "reason"),
    [("10", 0, None), ("9", 0, None), ("8", 0, "contradictory"), ("8", None, None)],
)
def test_a_merged_units_number_holds_those_of_its_former_units_where_numbers_only_add_up(
    own: str, least: int | None, reason: str | None
) -> None:
    data = catalogue(number(over_time="flow", minimum=least), communes=UNITED, lives=MERGED)
    formers = row("an", "4", "2025-H1", line=3), row("binh", "5", "2025-H1", line=4)
    result = due(scored(data, row("anbinh", own, line=2), *formers, row("chau", "1", line=5)))
    (united,) = [unit for unit in result.units if unit.reporting_unit == "anbinh"]
    assert united.reason == reason


# The outlook.


def test_only_what_lies_ahead_has_an_outlook_and_a_pace() -> None:
    """What is due is met or missed, however its figures moved; where units are judged alone there is none."""

    def told(**said: Any) -> list[tuple[bool, bool]]:
        targets = target(at_least=80), target(by=2030, at_least=95)
        data = catalogue(indicator(*targets, over_time="flow", **said))
        sent = [
            row(unit, f"{40 + 10 * n}/100", str(year), line=10 * n + m)
            for n, year in enumerate(range(2021, 2026))
            for m, unit in enumerate(COMMUNES)
        ]
        return [
            (
                one.due,
                all(each is not None for each in (one.outlook, one.change_per_year, one.needed_per_year)),
            )
            for one in scored(data, *sent).results
        ]

    assert told() == [(True, False), (False, True)]
    assert told(judged_on="each") == [(True, False), (False, False)]


@pytest.mark.parametrize(
    ("measured", "least", "greatest"),
    [
        (indicator(), 0, 100),
        (indicator(maximum=120), 0, 120),
        (number(), None, None),
        (number(minimum=1, maximum=7), 1, 7),
    ],
)
def test_a_share_lies_between_nothing_and_all_and_a_number_as_it_is_said(
    measured: dict[str, Any], least: int | None, greatest: int | None
) -> None:
    assert possible(catalogue(measured).indicators["X"]) == (least, greatest)


@pytest.mark.parametrize(
    ("years", "year", "distance"),
    [
        ((2023,), 2024, None),
        ((2023, 2024), 2024, Decimal("-10.0")),
        ((2024, 2025), 2027, None),
        ((2026, 2027, 2028), 2027, None),
    ],
)
def test_the_path_names_the_newest_year_else_the_next_else_the_last(
    years: tuple[int, ...], year: int, distance: Decimal | None
) -> None:
    asked = target(by=2030, at_least=90, path={2024: 70, 2027: 80})
    data = catalogue(indicator(asked, reported_by=TOWN, over_time="flow"))
    sent = tuple(row(TOWN, "60/100", str(each), line=line) for line, each in enumerate(years, 2))
    judged = judge(data, Metrics(sent), Request(as_of=date(max(years), 12, 14)))
    path = of_judgement(judged).trend.series[0].path
    assert path is not None
    assert (path.year, path.distance) == (year, distance)


# The gate.


def test_a_score_is_held_by_its_low_end_and_what_is_not_due_is_said() -> None:
    """One of two is there, with all of it: between 50 and 100."""
    one, other = indicator(id="A", reported_by=TOWN), indicator(id="B", reported_by=TOWN)
    card = scored(catalogue(one, other), row(TOWN, "9/10", id="A"))
    weights = {"P": Decimal(1)}

    def holds(least: int) -> bool:
        return not failures(card, Gate(frozenset(), min_score=Fraction(least)), weights)

    assert (holds(50), holds(51)) == (True, False)


@pytest.mark.parametrize(("ahead", "told"), [(False, False), (True, True)])
def test_where_what_is_provisional_is_partly_not_due_that_is_said(ahead: bool, told: bool) -> None:
    later = [indicator(target(by=2030, at_least=80), id="Y")] if ahead else []
    sent = [row("an", "9/10", id=id, line=line) for line, id in enumerate("XY"[: 1 + ahead], 2)]
    card = scored(catalogue(indicator(), *later), *sent)
    (said,) = failures(card, Gate(frozenset({"provisional"})), {"P": Decimal(1)})
    assert ("not yet due included" in said.en) is told

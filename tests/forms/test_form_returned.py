"""Who has sent, what counts, what is left out, what changed: files in, a collection out."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sent_back import CATALOGUE, Q3, Q4, of, returned

from dxscore.forms.expected import Expected
from dxscore.forms.returned import Collected, collect
from dxscore.forms.unit_returns import UnitReturn
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.place import Place

HELD_BY_POLICE = ("CQ-DDXT", 4, "duc-pho")
"""The town's figure, of which the police is asked, not the town."""
OF_POLICE = ("AT-MADOC-CAIDAT", "AT-MADOC-KETNOI", "AT-CAPDO-PHEDUYET", "AT-CAPDO-PHUONGAN")


def seen(
    indicator: str, numerator: int, unit: str = "cong-an", period: Period = Q4, **more: Any
) -> Observation:
    return Observation(indicator, unit, period, Decimal(numerator), Decimal(100), **more)


def police(collected: Collected) -> UnitReturn:
    return next(unit for unit in collected.units if unit.unit == "cong-an")


def reasons(collected: Collected, unit: str = "cong-an") -> dict[str, str]:
    """Why each figure of a unit is missing, by indicator."""
    of_unit = next(item for item in collected.units if item.unit == unit)
    return {indicator: missing.why for (indicator, _), missing in of_unit.missing.items()}


def figures(collected: Collected) -> dict[str, Decimal | None]:
    return {row.indicator: row.numerator for row in collected.rows}


def test_a_whole_form_counts_and_nothing_else_is_said_of_it() -> None:
    rows = [seen(indicator, number) for number, indicator in enumerate(OF_POLICE)]
    collected = collect(Expected(CATALOGUE, Q4), [returned(*rows, seen(*HELD_BY_POLICE))])
    assert figures(collected) == dict(zip((*OF_POLICE, "CQ-DDXT"), map(Decimal, range(5)), strict=True))
    assert police(collected).missing == {}
    assert police(collected).files == ("a.xlsx",)
    assert (collected.rejected, collected.remarks, collected.changes) == ((), (), ())


def test_every_other_unit_has_not_sent() -> None:
    collected = collect(Expected(CATALOGUE, Q4), [returned(seen(OF_POLICE[0], 1))])
    silent = [unit for unit in collected.units if not unit.sent]
    assert len(silent) == 27
    assert {missing.why for unit in silent for missing in unit.missing.values()} == {"not_sent"}


def test_what_is_missing_says_why() -> None:
    file = returned(
        seen(OF_POLICE[0], 1),
        blank=frozenset({(OF_POLICE[1], "cong-an")}),
        faulty=frozenset({(OF_POLICE[2], "cong-an")}),
        unreadable=True,
    )
    other = returned(seen(OF_POLICE[3], 1), name="b.xlsx")
    third = returned(seen(OF_POLICE[3], 2), name="c.xlsx")
    assert reasons(collect(Expected(CATALOGUE, Q4), [file, other, third])) == {
        "CQ-DDXT": "not_listed",
        OF_POLICE[1]: "left_blank",
        OF_POLICE[2]: "faulty",
        OF_POLICE[3]: "contradictory",
    }


def test_a_row_for_the_whole_place_stands_for_its_members() -> None:
    total = returned(seen("XH-DTTM", 5, unit="duc-pho"), stamps=())
    collected = collect(Expected(CATALOGUE, Q4), [total])
    communes = [unit for unit in collected.units if unit.unit.startswith("pho-")]
    assert all(("XH-DTTM", unit.unit) not in unit.missing for unit in communes)


def test_the_same_figures_sent_twice_count_once() -> None:
    row = seen(OF_POLICE[0], 1, note="x")
    collected = collect(Expected(CATALOGUE, Q4), [returned(row), returned(row, name="b.xlsx")])
    assert len(collected.rows) == 1
    assert [(item.remark, item.file, item.units) for item in collected.remarks] == [
        ("same_twice", "a.xlsx, b.xlsx", ("cong-an",))
    ]


@pytest.mark.parametrize(
    "other",
    [
        seen(OF_POLICE[0], 2),
        seen(OF_POLICE[0], 1, note="khác"),
        seen(OF_POLICE[0], 1, evidence="BC 01"),
        seen(OF_POLICE[0], 1, closed_on=date(2024, 12, 1)),
    ],
)
def test_of_two_that_differ_neither_is_chosen(other: Observation) -> None:
    files = [returned(seen(OF_POLICE[0], 1), seen(OF_POLICE[1], 1)), returned(other, name="b.xlsx")]
    for order in (files, files[::-1]):
        collected = collect(Expected(CATALOGUE, Q4), order)
        assert figures(collected) == {OF_POLICE[1]: Decimal(1)}
        assert [(item.fault, item.observation.place.file) for item in collected.rejected] == [
            ("differs", "a.xlsx"),
            ("differs", "b.xlsx"),
        ]


def test_where_two_differ_what_was_collected_before_stands() -> None:
    files = [returned(seen(OF_POLICE[0], 1)), returned(seen(OF_POLICE[0], 2), name="b.xlsx")]
    collected = collect(Expected(CATALOGUE, Q4), files, [seen(OF_POLICE[0], 1)])
    assert figures(collected) == {OF_POLICE[0]: Decimal(1)}
    assert collected.decided == frozenset()
    assert len(police(collected).kept) == 1


def test_two_files_with_other_indicators_each_are_parts_of_one_answer() -> None:
    collected = collect(
        Expected(CATALOGUE, Q4),
        [returned(seen(OF_POLICE[0], 1)), returned(seen(OF_POLICE[1], 2), name="b.xlsx")],
    )
    assert len(collected.rows) == 2
    assert collected.remarks == ()


def test_rows_of_another_period_are_left_out_and_their_unit_has_not_sent() -> None:
    file = returned(seen(OF_POLICE[0], 1, period=Q3), stamps=(of("cong-an", Q3),))
    collected = collect(Expected(CATALOGUE, Q4), [file])
    assert [item.fault for item in collected.rejected] == ["wrong_period"]
    assert not police(collected).sent


def test_a_form_of_another_period_whose_rows_name_this_one_counts_and_is_told() -> None:
    file = returned(seen(OF_POLICE[0], 1), stamps=(of("cong-an", Q3),))
    collected = collect(Expected(CATALOGUE, Q4), [file])
    assert len(collected.rows) == 1
    assert [item.remark for item in collected.remarks] == ["other_period_form"]


def test_an_old_form_counts_and_is_told() -> None:
    file = returned(seen(OF_POLICE[0], 1), stamps=(of("cong-an", catalogue="f" * 64),))
    collected = collect(Expected(CATALOGUE, Q4), [file])
    assert len(collected.rows) == 1
    assert [item.remark for item in collected.remarks] == ["old_form"]


def test_figures_of_another_unit_than_the_forms_do_not_count() -> None:
    file = returned(seen(OF_POLICE[0], 1, unit="phong-y-te"))
    collected = collect(Expected(CATALOGUE, Q4), [file])
    assert collected.rows == ()
    assert [item.fault for item in collected.rejected] == ["wrong_unit"]


def test_forms_of_several_units_in_one_file_count_and_no_other_unit_does() -> None:
    rows = (seen(OF_POLICE[0], 1), seen(OF_POLICE[0], 2, unit="phong-y-te"))
    blank = frozenset({(OF_POLICE[0], "pho-hoa"), (OF_POLICE[0], "pho-minh")})
    stamps = (of("cong-an"), of("pho-hoa"))
    collected = collect(Expected(CATALOGUE, Q4), [returned(*rows, stamps=stamps, blank=blank)])
    assert [(item.fault, item.forms) for item in collected.rejected] == [
        ("wrong_unit", ("cong-an", "pho-hoa"))
    ]
    assert {unit.unit for unit in collected.units if unit.files} == {"cong-an", "pho-hoa"}


def test_a_blank_in_somebody_elses_form_takes_nothing_back() -> None:
    file = returned(blank=frozenset({(OF_POLICE[0], "phong-y-te")}))
    before = [seen(OF_POLICE[0], 1, unit="phong-y-te")]
    assert len(collect(Expected(CATALOGUE, Q4), [file], before).rows) == 1


def test_a_figure_that_stands_although_a_newer_one_was_refused_is_named() -> None:
    files = [returned(seen(OF_POLICE[0], 2)), returned(seen(OF_POLICE[0], 3))]
    collected = collect(Expected(CATALOGUE, Q4), files, [seen(OF_POLICE[0], 1), seen(OF_POLICE[1], 5)])
    assert figures(collected) == {OF_POLICE[0]: Decimal(1), OF_POLICE[1]: Decimal(5)}
    stale = {name: missing.why for (name, _), missing in police(collected).stale.items()}
    assert stale == {OF_POLICE[0]: "contradictory"}


def test_a_file_without_a_stamp_counts() -> None:
    collected = collect(Expected(CATALOGUE, Q4), [returned(seen(OF_POLICE[0], 1), stamps=())])
    assert len(collected.rows) == 1
    assert collected.remarks == ()


def test_an_empty_form_is_sent_but_holds_nothing() -> None:
    blank = frozenset({*((indicator, "cong-an") for indicator in OF_POLICE), ("CQ-DDXT", "duc-pho")})
    collected = collect(Expected(CATALOGUE, Q4), [returned(blank=blank)])
    assert police(collected).sent
    assert set(reasons(collected).values()) == {"left_blank"}
    assert [item.remark for item in collected.remarks] == ["no_figures"]


def test_changes_tell_old_new_and_file() -> None:
    before = [seen(OF_POLICE[0], 1), seen(OF_POLICE[1], 5), seen(OF_POLICE[0], 9, period=Q3)]
    file = returned(seen(OF_POLICE[0], 2, note="đếm lại"), seen(OF_POLICE[1], 5))
    collected = collect(Expected(CATALOGUE, Q4), [file], before)
    (change,) = collected.changes
    assert change.old and change.old.numerator == 1
    assert change.new and change.new.numerator == 2
    assert change.reason == "đếm lại"
    assert (change.file, change.sha256) == ("a.xlsx", "0" * 64)


def test_a_blank_in_a_newer_form_takes_a_figure_back_and_says_so() -> None:
    key = (OF_POLICE[0], "cong-an")
    file = returned(seen(OF_POLICE[1], 5), blank=frozenset({key}))._replace(notes={key: "đếm nhầm"})
    collected = collect(Expected(CATALOGUE, Q4), [file], [seen(OF_POLICE[0], 1), seen(OF_POLICE[1], 5)])
    assert figures(collected) == {OF_POLICE[1]: Decimal(5)}
    (change,) = collected.changes
    assert (change.key, change.new, change.reason) == (key, None, "đếm nhầm")


def test_a_figure_that_a_unit_adds_is_a_change_and_its_first_ones_are_none() -> None:
    file = returned(seen(OF_POLICE[0], 1), seen(OF_POLICE[1], 5))
    assert collect(Expected(CATALOGUE, Q4), [file], [seen(OF_POLICE[0], 9, period=Q3)]).changes == ()
    (change,) = collect(Expected(CATALOGUE, Q4), [file], [seen(OF_POLICE[0], 1)]).changes
    assert (change.key, change.old) == ((OF_POLICE[1], "cong-an"), None)
    assert change.new and change.new.numerator == 5


@pytest.mark.parametrize(
    "more",
    [
        {"stamps": ()},
        {"stamps": (of("cong-an", Q3),)},
        {"faulty": frozenset({(OF_POLICE[0], "cong-an")})},
    ],
)
def test_a_blank_that_may_not_be_meant_takes_nothing_back(more: dict[str, Any]) -> None:
    file = returned(blank=frozenset({(OF_POLICE[0], "cong-an")}), **more)
    collected = collect(Expected(CATALOGUE, Q4), [file], [seen(OF_POLICE[0], 1)])
    assert figures(collected) == {OF_POLICE[0]: Decimal(1)}


def test_a_unit_without_a_file_now_keeps_what_it_sent_before() -> None:
    collected = collect(
        Expected(CATALOGUE, Q4), [], [seen(OF_POLICE[0], 1), seen(OF_POLICE[1], 1, period=Q3)]
    )
    assert figures(collected) == {OF_POLICE[0]: Decimal(1)}
    assert (len(police(collected).kept), police(collected).files) == (1, ())
    assert police(collected).sent


def test_a_percentage_beside_the_same_parts_is_no_other_answer() -> None:
    with_value = seen(OF_POLICE[0], 1)._replace(value=Decimal(5), place=Place(row=9))
    collected = collect(Expected(CATALOGUE, Q4), [returned(seen(OF_POLICE[0], 1)), returned(with_value)])
    assert figures(collected) == {OF_POLICE[0]: Decimal(1)}
    assert [item.remark for item in collected.remarks] == ["same_twice"]
    without_parts = with_value._replace(numerator=None, denominator=None)
    differing = collect(Expected(CATALOGUE, Q4), [returned(seen(OF_POLICE[0], 1)), returned(without_parts)])
    assert figures(differing) == {}

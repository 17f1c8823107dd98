"""Figures beside each other: "not applicable" beside counts, percentages alone, a whole in pieces."""

from __future__ import annotations

from datetime import date

import pytest
from builders import TOWN, catalogue, codes, indicator, judged, row, scored, seen, target

from dxscore.errors import MetricsError

HALF = target(at_least=50)
ALL = target(at_least=100)


@pytest.mark.parametrize("over_time", ["flow", None])
def test_not_applicable_of_a_year_beside_figures_of_its_quarters_is_a_contradiction(
    over_time: str | None,
) -> None:
    data = catalogue(indicator(HALF, over_time=over_time))
    others = [row("an", "60/100", line=2), row("binh", "61/100", line=3)]
    quarters = [row("chau", "0/100", f"2025-Q{n}", line=4 + n) for n in (1, 2, 3, 4)]
    card = scored(data, *others, row("chau", "na", line=4), *quarters)
    assert codes(card).count("DX336") == 4
    assert seen(card.results[0], "status", "provisional", "coverage.missing") == ("met", True, ("chau",))
    assert card.results[0].coverage.not_applicable == ()


def test_not_applicable_beside_what_contradicts_it_not() -> None:
    data = catalogue(indicator(HALF, over_time="stock"))
    rows = [row("an", "60/100", line=2), row("binh", "61/100", line=3)]
    first = row("chau", "10/100", "2025-Q1", line=4)
    assert "DX336" not in codes(scored(data, *rows, first, row("chau", "na", line=5)))  # a later state
    nothing = row("chau", "0/0", "2025-Q4", line=4)
    assert "DX336" not in codes(scored(data, *rows, nothing, row("chau", "na", line=5)))


@pytest.mark.parametrize(
    ("figures", "status"),
    [
        ({"an": "95", "binh": "100", "chau": "100"}, "missed"),
        ({"an": "95"}, "missed"),
        ({"an": "95", "binh": "99/99", "chau": "100"}, "missed"),
        ({"an": "100", "binh": "100", "chau": "100"}, "met"),
        ({"an": "100", "binh": "100"}, "not_assessable"),
    ],
)
def test_one_unit_below_100_settles_a_target_of_100(figures: dict[str, str], status: str) -> None:
    found = judged(
        indicator(ALL), *(row(unit, figure, line=n) for n, (unit, figure) in enumerate(figures.items()))
    )
    assert seen(found, "status", "provisional") == (status, False)


def test_of_a_miss_settled_by_percentages_nothing_is_known_to_be_achieved() -> None:
    card = scored(
        catalogue(indicator(ALL)),
        row("an", "95", line=2),
        row("binh", "100", line=3),
        row("chau", "100", line=4),
    )
    assert card.results[0].status == "missed"
    assert card.summary.score is None


def test_a_whole_in_pieces_that_contradicts_its_units_says_so() -> None:
    data = catalogue(indicator(HALF, over_time="flow"), total=True)
    units = [row("an", "60/100", line=2), row("binh", "61/100", line=3), row("chau", "62/100", line=4)]
    pieces = ["60/75", "60/75", "60/75", "4/75"]
    town = [row(TOWN, figure, f"2025-Q{n}", line=4 + n) for n, figure in enumerate(pieces, 1)]
    card = scored(data, *units, *town)
    assert seen(card.results[0], "status", "reason") == ("not_assessable", "contradictory")
    (told,) = [finding for finding in card.findings if finding.code == "DX306"]
    assert told.place.row == 5
    assert "184/300" in told.message.en and "183/300" in told.message.en
    assert "DX307" not in codes(card)


def test_an_older_row_of_the_whole_is_not_said_to_be_decided_by_units() -> None:
    data = catalogue(indicator(HALF, over_time="flow"), total=True)
    card = scored(data, row(TOWN, "60/100", "2024", line=2), row(TOWN, "65/100", line=3))
    assert "DX307" not in codes(card)
    units = [row("an", "60/100", line=4), row("binh", "61/100", line=5), row("chau", "62/100", line=6)]
    beside = scored(data, row(TOWN, "183/300", line=3), *units)
    assert "DX307" in codes(beside)


def test_the_day_of_a_unit_that_ended_is_its_last_whenever_its_period_closes() -> None:
    plan = catalogue(
        indicator(HALF, over_time="flow", reported_by=TOWN), lives={TOWN: {"valid_to": date(2025, 6, 30)}}
    )
    found = scored(plan, row(TOWN, "60/100", "2025-H1")).results[0]
    assert seen(found, "status", "provisional", "closes") == ("met", False, date(2025, 6, 30))
    assert "unit_ended" in found.remarks
    before = scored(plan, row(TOWN, "60/100", "2025-H1"), as_of=date(2025, 6, 14)).results[0]
    assert "unit_ended" not in before.remarks


def test_the_day_that_is_not_guessed_is_said_in_words_of_both_languages() -> None:
    plan = catalogue(indicator(HALF), indicator(HALF, id="Y", reported_by=TOWN))
    rows = [row(unit, "60/100", "2024", line=n) for n, unit in enumerate(("an", "binh", "chau"))]
    with pytest.raises(MetricsError) as refused:
        scored(plan, *rows, row(TOWN, "60/100", id="Y", line=9), as_of=None)
    assert "mọi số liệu của Thị xã khép lại từ ngày 14/12/2025" in refused.value.vi
    assert "vi=" not in refused.value.vi + refused.value.en

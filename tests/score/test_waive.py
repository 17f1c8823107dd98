"""Waivers on the day of judgement: when they hold, what they change, and what is said of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from builders import CLOSE_2025, TOWN, catalogue, codes, indicator, row, rows, scored, seen, target, yes_no

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.place import Place
from dxscore.model.scorecard import STATUSES, Scorecard
from dxscore.model.waivers import PlacedWaiver, Waiver, Waivers
from dxscore.score.gate import Gate, failures
from dxscore.score.waive import waive

DAY = CLOSE_2025
MONTHS = timedelta(days=90)
ONE = catalogue(indicator())
EACH = catalogue(yes_no(reported_by="communes", judged_on="each", needs_evidence=False))


def waiver(unit: str | None = None, **said: Any) -> Waiver:
    """One that has held for long and holds for long."""
    given = {"from": DAY - MONTHS, "until": DAY + MONTHS, "indicator": "X", "reporting_unit": unit, **said}
    return Waiver.model_validate({"reason": "bão", "document": "CV 77", "approved_by": "CT", **given})


def held(data: Catalogue, observations: tuple[Observation, ...], *waivers: Waiver, **how: Any) -> Scorecard:
    placed = tuple(
        PlacedWaiver(w, Place("w.yaml", None, n + 3, 5), f"waivers[{n}]") for n, w in enumerate(waivers)
    )
    return waive(data, scored(data, *observations, **how), Waivers("w.yaml", "0" * 64, placed))


def fails(data: Catalogue, card: Scorecard) -> bool:
    weights = {pillar.id: pillar.weight for pillar in data.targets.pillars}
    return bool(failures(card, Gate(), weights))


MISS = rows(an="1/10", binh="2/10", chau="3/10")


def test_a_waived_miss_is_neither_met_nor_missed_and_keeps_its_figures() -> None:
    before = scored(ONE, *MISS)
    card = held(ONE, MISS, waiver())
    (was,), (result,) = before.results, card.results
    assert (was.status, result.status) == ("missed", "waived")
    figures = ("numerator", "denominator", "value", "margin", "gap", "gap_count", "coverage", "provisional")
    assert seen(result, *figures) == seen(was, *figures)
    assert seen(result, "waiver.reason", "waiver.document", "waiver.until") == ("bão", "CV 77", DAY + MONTHS)
    assert seen(card.summary, "met", "missed", "waived", "targets") == (0, 0, 1, 1)
    assert card.pillars[0].waived == 1
    assert card.gaps == ()
    assert (fails(ONE, before), fails(ONE, card)) == (True, False)


def test_waived_targets_leave_the_mean() -> None:
    data = catalogue(indicator(), indicator(id="Y"))
    figures = (*MISS, *(row(u, "4/10", id="Y", line=9) for u in ("an", "binh", "chau")))
    assert scored(data, *figures).summary.score == 37.5
    assert held(data, figures, waiver()).summary.score == 50.0
    assert held(data, figures, waiver(), waiver(indicator="Y")).summary.score is None


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [
        (0, 0, "waived"),  # both days are whole days
        (-10, 0, "waived"),
        (0, 10, "waived"),
        (1, 10, "missed"),
        (-10, -1, "missed"),
    ],
)
def test_it_holds_from_the_first_day_to_the_last(first: int, last: int, status: str) -> None:
    days: dict[str, Any] = {"from": DAY + timedelta(days=first), "until": DAY + timedelta(days=last)}
    card = held(ONE, MISS, waiver(**days))
    assert card.results[0].status == status
    assert card.summary.waived == (status == "waived")


@pytest.mark.parametrize(("figure", "reason"), [(None, "not_reported"), ("0/0", "zero_denominator")])
def test_what_is_missing_or_cannot_be_assessed_is_waived_with_its_reason(
    figure: str | None, reason: str
) -> None:
    data = catalogue(indicator(reported_by=TOWN), indicator(id="Y", reported_by=TOWN))
    figures = (row(TOWN, "9/10", id="Y"), *([row(TOWN, figure)] if figure else []))
    result = held(data, figures, waiver()).results[0]
    assert seen(result, "status", "reason") == ("waived", reason)


def test_what_is_not_due_is_left_as_it_is_and_nothing_is_said() -> None:
    data = catalogue(indicator(target(by=2030, at_least="80")))
    card = held(data, MISS, waiver())
    assert seen(card.results[0], "status", "due") == ("pending", False)
    assert codes(card) == []


def test_a_units_waiver_leaves_the_pooled_target_alone() -> None:
    card = held(ONE, MISS, waiver("an"))
    (result,) = card.results
    assert (result.status, [unit.status for unit in result.units]) == (
        "missed",
        ["waived", "missed", "missed"],
    )
    assert card.gaps[0].worst_units == ("binh", "chau")
    assert fails(ONE, card)


def test_the_sole_units_waiver_is_the_targets() -> None:
    data = catalogue(indicator(reported_by=TOWN))
    assert held(data, (row(TOWN, "1/10"),), waiver(TOWN)).results[0].status == "waived"


def test_a_unit_judged_by_itself_is_under_its_own_waiver_only() -> None:
    assert held(ONE, MISS, waiver("an"), unit="an").results[0].status == "waived"
    other = held(ONE, MISS, waiver("binh"), unit="an")
    assert other.results[0].status == "missed"
    assert "DX513" not in codes(other)  # it is about somebody else


def test_each_is_waived_once_no_other_unit_fails() -> None:
    figures = rows(an="0", binh="0", chau="1")
    partly = held(EACH, figures, waiver("an"))
    assert seen(partly.results[0], "status", "gap_count") == ("missed", 1)
    assert [gap.reporting_unit for gap in partly.gaps] == ["binh"]
    early = waiver("binh", until=DAY + timedelta(days=1))
    wholly = held(EACH, figures, waiver("an"), early)
    assert seen(wholly.results[0], "status", "provisional", "waiver.until") == ("waived", False, early.until)
    assert held(EACH, figures, waiver()).results[0].status == "waived"
    unheard = held(EACH, rows(an="0", chau="1"), waiver("an"))
    assert seen(unheard.results[0], "status", "provisional") == ("waived", True)


def test_what_all_others_meet_is_met_whoever_is_excused() -> None:
    share = catalogue(indicator(judged_on="each"))
    figures = rows(an="9/10", binh="0/0", chau="9/10")
    (result,) = held(share, figures, waiver("binh")).results
    assert [unit.status for unit in result.units] == ["met", "waived", "met"]
    assert seen(result, "status", "waiver") == seen(scored(share, *figures).results[0], "status", "waiver")
    assert result.status == "met"


def test_each_counts_the_other_units() -> None:
    data = catalogue(indicator(judged_on="each"))
    card = held(data, rows(an="1/10", binh="1/10", chau="9/10"), waiver("an"))
    assert seen(card.results[0], "status", "achievement") == ("missed", card.results[0].achievement)
    assert str(card.results[0].achievement) == "0.5"
    assert card.summary.score == 50.0


@pytest.mark.parametrize(("days", "said"), [(-1, ["DX510"]), (0, ["DX511"]), (30, ["DX511"]), (31, [])])
def test_one_about_to_end_is_warned_of_and_one_that_ended_is_said(days: int, said: list[str]) -> None:
    card = held(ONE, MISS, waiver(until=DAY + timedelta(days=days)))
    assert codes(card) == said
    places = [seen(f, "file", "row", "position", "column") for f in card.findings]
    assert places == [("w.yaml", 3, 5, "waivers[0]")] * len(said)


def test_one_that_has_not_begun_is_not_spoken_of() -> None:
    tomorrow: dict[str, Any] = {"from": DAY + timedelta(days=1)}
    assert codes(held(ONE, MISS, waiver(**tomorrow))) == []


def test_one_no_longer_needed_is_said() -> None:
    good = rows(an="9/10", binh="18/20", chau="28/30")
    card = held(ONE, good, waiver(), waiver("an"))
    assert card.results[0].status == "met"
    assert [(f.code, f.severity) for f in card.findings] == [("DX512", "note"), ("DX512", "note")]


def test_one_that_matches_nothing_is_said() -> None:
    card = held(ONE, MISS, waiver(TOWN))
    assert [(f.code, f.severity) for f in card.findings] == [("DX513", "warning")]
    assert f"X ({TOWN})" in card.findings[0].message.en


def test_counts_add_up_and_the_file_is_named() -> None:
    card = held(ONE, MISS, waiver())
    assert sum(getattr(card.summary, status) for status in STATUSES) == card.summary.targets
    assert card.waivers is not None
    assert seen(card.waivers, "file", "sha256") == ("w.yaml", "0" * 64)
    assert card.as_of == date(2025, 12, 14)

"""Counts, coverage and the score with its range."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from builders import (
    MID_2025,
    TOWN,
    catalogue,
    indicator,
    number,
    row,
    rows,
    scored,
    seen,
    target,
    yes_no,
)
from hypothesis import given
from hypothesis import strategies as st

from dxscore.model.observation import Observation
from dxscore.model.scorecard import STATUSES, in_scope
from dxscore.score.totals import exact_coverage, exact_score

PLAIN = {"P": Decimal(1)}


def own(id: str, *targets: dict[str, object], **said: object) -> dict[str, object]:
    """A share of the town's own."""
    return indicator(*targets, id=id, reported_by=TOWN, **said)


def test_score_is_the_mean_of_achievement() -> None:
    card = scored(catalogue(own("A"), own("B")), row(TOWN, "60/100", id="A"), row(TOWN, "90/100", id="B"))
    assert seen(card, "summary.score", "summary.score_low", "summary.score_high") == (87.5, 87.5, 87.5)
    assert card.summary.coverage == 1


def test_the_range_is_what_missing_data_could_make_of_it() -> None:
    data = catalogue(own("A"), own("B"), own("C"), own("D"))
    card = scored(data, row(TOWN, "60/100", id="A"), row(TOWN, "0/0", id="B"), row(TOWN, "na", id="C"))
    assert seen(card, "summary.score", "summary.score_low", "summary.score_high") == (75, 25, 91.7)
    assert card.summary.coverage == round(2 / 3, 4)


def test_a_stale_figure_is_no_achievement() -> None:
    card = scored(catalogue(own("A"), own("B")), row(TOWN, "8/10", id="A"), row(TOWN, "8/10", "2024", id="B"))
    assert seen(card, "summary.score", "summary.score_low", "summary.score_high") == (100, 50, 100)


def test_nothing_has_no_score() -> None:
    card = scored(catalogue(own("A"), yes_no(id="B")), row(TOWN, "1", id="B", evidence="QĐ 1"))
    assert seen(card, "summary.score", "summary.score_low", "summary.score_high") == (None, None, None)
    assert card.summary.met == 1
    nowhere = scored(catalogue(own("A")), row(TOWN, "na", id="A"))
    assert seen(nowhere, "summary.score", "summary.coverage") == (None, None)


def test_what_percentages_settle_is_wholly_achieved_or_not_known() -> None:
    data = catalogue(indicator(id="A"), own("B"))
    settled = (
        *(row(unit, figure, id="A") for unit, figure in (("an", "90"), ("binh", "85"), ("chau", "0/0"))),
    )
    card = scored(data, *settled, row(TOWN, "60/100", id="B"))
    assert [result.status for result in card.results] == ["met", "missed"]
    assert card.summary.score == 87.5


def test_pillars_are_weighed() -> None:
    data = catalogue(own("A", pillar="P"), own("B", pillar="Q"), weights={"P": "1", "Q": "3"})
    card = scored(data, row(TOWN, "8/10", id="A"), row(TOWN, "4/10", id="B"))
    assert card.summary.score == 62.5
    assert [(p.id, p.targets, p.met, p.missed) for p in card.pillars] == [("P", 1, 1, 0), ("Q", 1, 0, 1)]


def test_a_pillar_without_results_is_not_counted() -> None:
    data = catalogue(indicator(pillar="P"), own("B", pillar="Q"), weights={"P": "1", "Q": "1"})
    assert [p.id for p in scored(data, row("an", "8/10"), unit="an").pillars] == ["P"]


def test_where_each_is_judged_the_score_is_the_part_of_units_that_pass() -> None:
    each = indicator(id="A", judged_on="each")
    card = scored(
        catalogue(each), *(row(unit, figure, id="A") for unit, figure in (("an", "9/10"), ("binh", "1/10")))
    )
    assert seen(card, "summary.score", "summary.score_low", "summary.score_high") == (50, 50, 50)
    assert card.results[0].achievement == Decimal("0.5")
    every = yes_no(id="A", reported_by="communes", judged_on="each", needs_evidence=False)
    assert scored(catalogue(every), row("an", "1", id="A")).summary.score is None


def test_totals_speak_of_what_is_due() -> None:
    later = own("B", target(by=2030, at_least=80))
    card = scored(catalogue(own("A"), later), row(TOWN, "4/10", id="A"), row(TOWN, "8/10", id="B"))
    assert [r.indicator for r in in_scope(card.results)] == ["A"]
    assert seen(card, "summary.score", "summary.due", "summary.met_due", "summary.met") == (50, 1, 0, 1)
    early = scored(catalogue(own("A")), row(TOWN, "4/10", "2025-Q1", id="A"), as_of=MID_2025)
    assert seen(early, "summary.due", "summary.pending", "summary.score") == (0, 1, 50)


def test_coverage_counts_units_over_all_results() -> None:
    data = catalogue(indicator(id="A"), number(target(at_least=1), id="B"))
    card = scored(data, row("an", "8/10", id="A"), row("an", "1", id="B"), row("binh", "1", id="B"))
    assert exact_coverage(card.results) == Fraction(1, 2)
    assert card.summary.coverage == 0.5


def test_exact_score_is_not_rounded() -> None:
    card = scored(catalogue(own("A", target(at_least="50"))), row(TOWN, "1/3", id="A"))
    assert exact_score(card.results, PLAIN) == Fraction(200, 3)
    assert card.summary.score == pytest.approx(66.7)


FIGURES = st.sampled_from(["0/0", "na", "85", "20", "0/10", "5/10", "8/10", "9/10", "10/10", None])


@st.composite
def reports(draw: st.DrawFn) -> tuple[list[dict[str, object]], list[Observation]]:
    """Up to four indicators of every kind, with figures and without."""
    kinds = draw(st.lists(st.sampled_from(["pooled", "each", "own", "yes_no"]), min_size=1, max_size=4))
    indicators: list[dict[str, object]] = []
    observations = [row(TOWN, "8/10", id="FIRST")]
    for n, kind in enumerate(kinds):
        id_ = f"I{n}"
        comparator = draw(st.sampled_from(["at_least", "more_than", "at_most", "exactly"]))
        limit = target(
            **{
                comparator: draw(st.sampled_from(["0", "50", "80", "100"])),
                "by": draw(st.sampled_from([2025, 2030])),
            }
        )
        if kind == "yes_no":
            indicators.append(yes_no(id=id_))
            answer = draw(st.sampled_from(["0", "1"]))
            observations.append(row(TOWN, answer, id=id_, evidence=draw(st.sampled_from(["", "QĐ 1"]))))
            continue
        indicators.append(own(id_, limit) if kind == "own" else indicator(limit, id=id_, judged_on=kind))
        for unit in (TOWN,) if kind == "own" else ("an", "binh", "chau"):
            when = draw(st.sampled_from(["2025", "2025-Q4", "2024"]))
            observations.append(row(unit, draw(FIGURES), when, id=id_))
    return [own("FIRST"), *indicators], observations


@given(reports())
def test_totals_hold_together(report: tuple[list[dict[str, object]], list[Observation]]) -> None:
    indicators, observations = report
    card = scored(catalogue(*indicators), *observations)
    summary = card.summary
    assert sum(getattr(summary, status) for status in STATUSES) == summary.targets == len(card.results)
    for status in (*STATUSES, "targets", "due", "met_due", "provisional"):
        assert sum(getattr(pillar, status) for pillar in card.pillars) == getattr(summary, status)
    assert summary.score is not None and summary.score_low is not None and summary.score_high is not None
    assert 0 <= summary.score_low <= summary.score <= summary.score_high <= 100
    low, middle, high = (
        exact_score(card.results, PLAIN, missing) for missing in (Fraction(0), None, Fraction(1))
    )
    assert low is not None and middle is not None and high is not None
    assert low <= middle <= high
    for result in card.results:
        assert result.coverage.reported + len(result.coverage.missing) == result.coverage.expected
        assert (result.reason is None) is (result.status in ("met", "missed", "pending"))
        open_ = result.coverage.missing or {"not_whole_span", "closed_early"}.intersection(result.remarks)
        assert not (result.provisional and (result.reason or not open_))
        if result.gap is not None:
            assert result.gap >= 0
            assert result.gap_count is None or (result.gap_count == 0) is (result.status == "met")


def test_rows_helper_is_the_whole_story() -> None:
    # Pooled equals the sum of its units, whatever their order.
    card = scored(catalogue(indicator()), *rows(chau="1/7", an="3/9", binh="2/5"))
    (result,) = card.results
    assert seen(result, "numerator", "denominator") == (6, 21)
    assert [u.reporting_unit for u in result.units] == ["an", "binh", "chau"]

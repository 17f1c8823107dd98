"""Gaps in groups."""

from __future__ import annotations

from every_kind import view

from dxscore.report.groups import grouped_gaps
from dxscore.report.view import View


def test_by_unit_everybody_who_falls_short_or_has_not_reported() -> None:
    groups = grouped_gaps(view("en"), "unit")
    each = {
        title: [(line.gap.status, line.gap.reason) for line in gaps if line.id == "XH-EACH"]
        for title, gaps in groups.items()
    }
    assert each["Bình commune"] == [("missed", None)]
    assert each["Cát commune"] == [("no_data", "not_reported")]
    assert each["An ward"] == []


def test_by_unit_keeps_the_order_of_the_results() -> None:
    wanted = [result.indicator for result in view().scorecard.results]
    for gaps in grouped_gaps(view(), "unit").values():
        places = [wanted.index(gap.id) for gap in gaps]
        assert places == sorted(places)


def test_by_unit_with_one_unit_alone() -> None:
    some = view()
    gaps = tuple(gap.model_copy(update={"reporting_unit": "an"}) for gap in some.scorecard.gaps)
    results = tuple(
        r.model_copy(update={"units": (), "reporting_unit": "an"}) for r in some.scorecard.results
    )
    one = View(some.scorecard.model_copy(update={"gaps": gaps, "results": results}), some.catalogue)
    assert [*grouped_gaps(one, "unit")] == ["Phường An"]


def test_other_groupings_hold_every_gap_once() -> None:
    gaps = view().scorecard.gaps
    for by in ("body", "pillar", "deadline"):
        groups = grouped_gaps(view(), by)
        assert sorted(g.id for group in groups.values() for g in group) == sorted(
            gap.indicator for gap in gaps
        )

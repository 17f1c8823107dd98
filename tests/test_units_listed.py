"""`--units`: fewer units are listed, all that is said stays that of all units, what is cut is counted."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args

import openpyxl
import pytest
from asked import ask
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dxscore import api
from dxscore.cli.run import not_listed
from dxscore.errors import RequestError, ScorecardError
from dxscore.flows.judge import Judgement
from dxscore.model.figures import lagging_units
from dxscore.model.scorecard import CUT_LISTS, Result, Scorecard, UnitResult, UnitsShown
from dxscore.report.table import table_text
from dxscore.report.units_shown import cut_words, units_listed
from dxscore.report.view import View

EXAMPLE = Path(__file__).parents[1] / "examples" / "duc-pho-2025" / "metrics.csv"
WAYS: tuple[UnitsShown, ...] = get_args(UnitsShown)


@cache
def judged() -> Judgement:
    """The town's example: fifteen communes."""
    return api.judge(EXAMPLE, target_year="all")


def card() -> Scorecard:
    return judged().scorecard


def some_units(result: Result) -> st.SearchStrategy[Result]:
    """The result with some of its units, each with another verdict, and some that did not report."""
    statuses = st.sampled_from(["met", "missed", "pending", "no_data"])
    units = st.lists(
        st.tuples(st.sampled_from(result.units), statuses), unique_by=lambda u: u[0].reporting_unit
    )

    def with_them(drawn: list[tuple[UnitResult, str]]) -> Result:
        own = tuple(unit.model_copy(update={"status": status}) for unit, status in drawn)
        missing = tuple(unit.reporting_unit for unit in own if unit.status == "no_data")
        covered = result.coverage.model_copy(update={"missing": missing})
        return result.model_copy(update={"units": own, "coverage": covered})

    return units.map(with_them)


@st.composite
def cards(draw: st.DrawFn) -> Scorecard:
    several = [result for result in card().results if result.units][:3]
    results = [*map(draw, map(some_units, several)), *(own for own in card().results if not own.units)]
    return card().model_copy(update={"results": tuple(results)})


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(cards(), st.sampled_from(["none", "worst"]))
def test_only_lists_change_and_what_is_cut_is_counted(whole: Scorecard, which: UnitsShown) -> None:
    cut = whole.with_units(which)
    most = {"none": 0, "worst": 5}[which]
    for before, after in zip(whole.results, cut.results, strict=True):
        kept = {unit.reporting_unit for unit in after.units}
        assert kept == {unit.reporting_unit for unit in lagging_units(before)[:most]}
        assert after.units == tuple(unit for unit in before.units if unit.reporting_unit in kept)
        assert (after.units_in_all or len(after.units)) == len(before.units)
        assert after.coverage.missing == before.coverage.missing[:most]
        assert (after.missing_in_all or len(after.coverage.missing)) == len(before.coverage.missing)
        lists = {"units": (), "coverage": before.coverage, **dict.fromkeys(CUT_LISTS)}
        assert after.model_copy(update=lists) == before.model_copy(update=lists)
        assert after.coverage.reported == before.coverage.reported
    assert cut.units_listed is not None
    assert cut.units_listed.units == sum(len(result.units) for result in whole.results)
    assert cut.units_listed.units_listed == sum(len(result.units) for result in cut.results)
    assert (cut.units_listed.gaps, cut.units_listed.gaps_listed) == (len(whole.gaps), len(cut.gaps))
    rest = {"results": (), "gaps": (), "units_listed": None}
    assert cut.model_copy(update=rest) == whole.model_copy(update=rest)
    assert Scorecard.from_json(cut.to_json()).to_json() == cut.to_json()


def test_all_is_the_scorecard_itself_and_by_default_nothing_is_said_of_lists() -> None:
    assert card().with_units("all") is card()
    assert api.report(judged(), "json") == api.report(judged(), "json", units="all")
    said = json.loads(card().to_json())
    assert "units_listed" not in said
    assert not any(name in result for result in said["results"] for name in CUT_LISTS)


def test_a_scorecard_whose_lists_are_cut_is_compared_with_nothing() -> None:
    read_back = Scorecard.from_json(api.report(judged(), "json", units="worst"))
    for old, new in ((read_back, card()), (card(), read_back)):
        with pytest.raises(ScorecardError, match="--units all"):
            api.compare(old, new)
    with pytest.raises(ScorecardError, match="--units all"):
        api.judge(EXAMPLE, baseline=read_back)


@pytest.mark.parametrize("which", WAYS)
def test_a_page_lists_the_units_that_were_asked_for_and_says_of_how_many(which: UnitsShown) -> None:
    page = api.report(judged(), "html", units=which, lang="en").decode()
    view = View(judged().scorecard, judged().catalogue, lang="en", units=which)
    listed = units_listed(view)
    rows = re.findall(r'<tr data-unit="([^"]*)" data-status', page)
    every = {unit.reporting_unit for result in card().results for unit in result.units}
    assert set(rows) == (every if listed.ids is None else listed.ids)
    keys = {key for own in re.findall(r'data-unit="([^"]*)"', page) for key in own.split("|") if key}
    assert keys <= {unit for unit in every | set(judged().catalogue.bodies) if listed.holds(unit)}
    assert cut_words(view, listed) in page
    assert len(every) == listed.total
    assert f"of {listed.total} units are listed" in page or which != "worst"
    assert f"there are {listed.total}" in page or which != "none"


@pytest.mark.parametrize("which", WAYS)
def test_a_workbook_lists_them_and_counts_what_it_leaves_out(which: UnitsShown) -> None:
    book = openpyxl.load_workbook(io.BytesIO(api.report(judged(), "xlsx", units=which, lang="en")))
    listed = units_listed(View(judged().scorecard, judged().catalogue, units=which))
    shown = listed.total if listed.ids is None else len(listed.ids)
    names = {row[0] for row in book["Units"].iter_rows(values_only=True)}
    bodies = judged().catalogue.bodies
    assert len(names & {bodies[body].name.en for body in bodies}) == shown
    sheet = list(book["Data"].iter_rows(min_row=1, values_only=True))
    told = [re.search(r"(\d+) more rows", str(row[0])) for row in sheet]
    more = sum(int(found[1]) for found in told if found)
    whole = api.report(judged(), "xlsx", units="all", lang="en")
    of_all = len(list(openpyxl.load_workbook(io.BytesIO(whole))["Data"].iter_rows()))
    assert (more > 0) == (which != "all")
    assert len(sheet) - (1 if more else 0) + more == of_all


def test_the_screen_lists_no_unit_below_a_target_where_none_is_wanted() -> None:
    result = next(result for result in card().results if len(result.units) > 5 and result.status == "missed")
    missed = tuple(unit.model_copy(update={"status": "missed"}) for unit in result.units)
    results = (result.model_copy(update={"units": missed}),)
    view = View(card().model_copy(update={"results": results, "gaps": ()}), judged().catalogue, "en", 200)
    few, none = (table_text(replace(view, units=which)) for which in ("worst", "none"))
    assert table_text(view) == few
    assert "more units (--units all)" in few and "more units" not in none
    of_all = table_text(replace(view, units="all"))
    named = [
        sum(
            any(line.startswith(f"  {view.names.body(unit.reporting_unit)}") for line in said.splitlines())
            for unit in missed
        )
        for said in (none, few, of_all)
    ]
    assert named == [0, 5, len(missed)]


def test_another_word_is_refused() -> None:
    with pytest.raises(RequestError, match="none, worst, all"):
        api.report(judged(), "json", units="best")


def test_the_commands_take_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = ask(
        "check", str(EXAMPLE), "--no-config", "--units", "none", "--format", "json", "--fail-on", "never"
    )
    assert json.loads(said.out)["units_listed"]["units_listed"] == 0
    report = ask(
        "report", str(EXAMPLE), "--no-config", "--units", "worst", "--output", "page.html", "--lang", "en"
    )
    assert report.code == 0
    assert "units are listed: for each target" in Path("page.html").read_text("utf-8")
    refused = ask(
        "report", str(EXAMPLE), "--no-config", "--units", "some", "--output", "other.html", "--lang", "en"
    )
    assert refused.code == 2 and "none, worst, all" in refused.err


def test_a_page_of_too_many_units_says_how_to_have_them_all() -> None:
    def many(result: Result) -> Result:
        return result.model_copy(update={"units": result.units * 200})

    whole = card().model_copy(update={"results": tuple(map(many, card().results))})
    view = View(whole, judged().catalogue, lang="en")
    told = not_listed(view, [("html", "page.html"), ("json", None)])
    assert [line.split(":")[1].strip() for line in told] == ["page.html"]
    assert "--units all" in told[0]
    assert not_listed(replace(view, units="all"), [("html", "page.html")]) == []
    assert not_listed(View(card(), judged().catalogue), [("html", "page.html")]) == []

"""The main example: what its README says of it is what the program says."""

from __future__ import annotations

import csv
import runpy
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

import dxscore
from dxscore.model.scorecard import Result

FOLDER = Path(__file__).parents[2] / "examples" / "duc-pho-2025"
METRICS = FOLDER / "metrics.csv"

# Status, reason, whole counts still missing.
EXPECTED = {
    "CQ-DVC": ("not_assessable", "zero_denominator", None),
    "CQ-HSCV-TX": ("met", None, 0),
    "CQ-HSCV-XP": ("missed", None, 7),
    "CQ-BC": ("no_data", "not_reported", None),
    "CQ-KTRA": ("no_data", "stale", None),
    "CQ-DDXT": ("missed", None, 342),
    "KT-DNNVV": ("missed", None, 17),
    "XH-CAPQUANG-HO": ("met", None, 0),
    "XH-CAPQUANG-XP": ("met", None, 0),
    "XH-DIDONG": ("met", None, None),
    "XH-DTTM": ("missed", None, 1),
    "XH-TKTT": ("met", None, 0),
    "XH-KYNANG": ("met", None, 0),
    "XH-CHUKYSO": ("missed", None, 10953),
    "NL-NGANSACH": ("met", None, 0),
    "AT-MADOC-CAIDAT": ("met", None, 0),
    "AT-MADOC-KETNOI": ("missed", None, 28),
    "AT-CAPDO-PHEDUYET": ("met", None, 0),
    "AT-CAPDO-PHUONGAN": ("missed", None, 4),
}


@pytest.fixture(scope="module")
def scorecard() -> dxscore.Scorecard:
    catalogue = dxscore.load_catalogue()
    metrics = dxscore.read_metrics(METRICS, catalogue)
    return dxscore.score(metrics, catalogue, as_of=date(2025, 12, 14))


@pytest.fixture(scope="module")
def results(scorecard: dxscore.Scorecard) -> dict[str, Result]:
    return {result.indicator: result for result in scorecard.results if result.due}


def parts(result: Result) -> tuple[str, str]:
    """Numerator and denominator as they are printed."""
    return str(result.numerator), str(result.denominator)


def test_the_file_is_what_make_writes() -> None:
    table = runpy.run_path(str(FOLDER / "make.py"))["table"]
    assert METRICS.read_bytes() == table().encode("utf-8")


def test_every_row_says_that_it_is_illustrative() -> None:
    with METRICS.open(encoding="utf-8", newline="") as lines:
        notes = [row["note"] for row in csv.DictReader(lines)]
    assert 280 <= len(notes) <= 400
    assert {note.split(";")[0] for note in notes} == {"số liệu minh họa"}


def test_verdicts(results: dict[str, Result]) -> None:
    found = {name: (r.status, r.reason, r.gap_count) for name, r in results.items()}
    assert found == EXPECTED


def test_totals(scorecard: dxscore.Scorecard) -> None:
    summary = scorecard.summary
    assert (summary.due, summary.met_due, summary.missed, summary.not_assessable) == (19, 9, 7, 1)
    assert (summary.targets, summary.provisional) == (34, 4)


def test_no_row_is_rejected(scorecard: dxscore.Scorecard) -> None:
    assert [finding for finding in scorecard.findings if finding.severity == "error"] == []
    assert scorecard.inputs[0].rows == len(METRICS.read_text("utf-8").splitlines()) - 1


def test_the_newest_period_closes_on_the_day_of_judgement(scorecard: dxscore.Scorecard) -> None:
    catalogue = dxscore.load_catalogue()
    without_day = dxscore.score(dxscore.read_metrics(METRICS, catalogue), catalogue)
    assert (without_day.as_of_reason, scorecard.as_of_reason) == ("most_units", "given")
    same = {"as_of_reason": "given", "as_of_units": None}
    assert without_day.model_copy(update=same) == scorecard


def test_a_commune_is_missing_so_two_results_are_provisional(results: dict[str, Result]) -> None:
    provisional = {name: r.coverage.missing for name, r in results.items() if r.provisional}
    assert provisional == {"XH-KYNANG": ("xa-nguyen-nghiem",), "XH-CHUKYSO": ("xa-nguyen-nghiem",)}
    assert results["XH-KYNANG"].coverage.reported == 4


def test_a_year_is_the_half_of_the_former_communes_and_the_half_of_the_new_ones(
    results: dict[str, Result],
) -> None:
    files = results["CQ-HSCV-XP"]
    assert files.span is not None and (files.span.months, files.span.of) == (12, 12)
    formers = [unit.formers for unit in files.units]
    assert sorted(former for each in formers for former in each) == sorted(
        dxscore.load_catalogue().units("communes")[:15]
    )
    assert "former_units" in files.remarks and not files.provisional


def test_what_ended_with_the_town_is_final_to_its_last_day(results: dict[str, Result]) -> None:
    ended = {name for name, r in results.items() if r.closes == date(2025, 6, 30) and not r.provisional}
    assert {"CQ-HSCV-TX", "NL-NGANSACH", "AT-MADOC-CAIDAT"} <= ended
    assert all("unit_ended" in results[name].remarks for name in ended if results[name].reason is None)


def test_seven_files_short(results: dict[str, Result]) -> None:
    files = results["CQ-HSCV-XP"]
    assert parts(files) == ("11239", "16065")
    below = [unit.reporting_unit for unit in files.units if unit.status == "missed"]
    assert below == ["xa-nguyen-nghiem", "xa-khanh-cuong", "phuong-sa-huynh"]


def test_exactly_on_a_strict_threshold(results: dict[str, Result]) -> None:
    on_threshold = [name for name, r in results.items() if "on_strict_threshold" in r.remarks]
    assert on_threshold == ["XH-DTTM"]
    smartphones = results["XH-DTTM"]
    assert parts(smartphones) == ("91484", "114355")
    assert (smartphones.value, smartphones.gap) == (Decimal(80), Decimal(0))
    assert smartphones.achievement == Decimal(1)


def test_stale_figures_are_shown_and_not_judged(results: dict[str, Result]) -> None:
    stale = results["CQ-KTRA"]
    assert (stale.period, *parts(stale)) == ("2024", "22", "41")
    assert stale.gap is None


def test_zero_denominators(results: dict[str, Result]) -> None:
    nothing_arose = results["CQ-DVC"]
    assert (*parts(nothing_arose), nothing_arose.value) == ("0", "0", None)
    plans = results["AT-CAPDO-PHUONGAN"]
    without_systems = [unit.reporting_unit for unit in plans.units if unit.reason == "zero_denominator"]
    assert without_systems == ["phong-y-te", "thi-doan", "mttq"]
    assert plans.coverage.missing == ()


def test_what_is_exceeded(results: dict[str, Result]) -> None:
    assert [name for name, r in results.items() if r.exceeded] == ["CQ-HSCV-TX", "NL-NGANSACH"]


def test_yes_needs_its_evidence(tmp_path: Path) -> None:
    bare = tmp_path / "bare.csv"
    text = METRICS.read_text("utf-8").replace("Báo cáo minh họa, không phải văn bản thật", "")
    bare.write_text(text.replace('""', ""), "utf-8")
    catalogue = dxscore.load_catalogue()
    without = dxscore.score(dxscore.read_metrics(bare, catalogue), catalogue)
    mobile = next(result for result in without.results if result.indicator == "XH-DIDONG")
    assert (mobile.status, mobile.reason) == ("not_assessable", "no_evidence")


def test_five_communes_and_seventeen_bodies(results: dict[str, Result]) -> None:
    expected = Counter(result.coverage.expected for result in results.values())
    assert expected == {1: 9, 5: 6, 17: 4}


def test_a_time_of_day_judges_on_its_day(scorecard: dxscore.Scorecard) -> None:
    read = dxscore.read_metrics(METRICS)
    assert dxscore.score(read, as_of=datetime(2025, 12, 14, 12, 0)) == scorecard

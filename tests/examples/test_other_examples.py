"""The other examples: published figures, and the verdicts that their authors or their READMEs give."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import dxscore
from dxscore.model.scorecard import Result

EXAMPLES = Path(__file__).parents[2] / "examples"


def judged(example: str, as_of: date | None = None, every_target: bool = False) -> dxscore.Scorecard:
    """The scorecard of an example's own metrics against its own catalogue."""
    catalogue = dxscore.load_catalogue(EXAMPLES / example)
    metrics = dxscore.read_metrics(EXAMPLES / example / "metrics.csv", catalogue)
    scorecard = dxscore.score(metrics, catalogue, as_of=as_of, target_year="all" if every_target else None)
    assert not [finding for finding in scorecard.findings if finding.severity == "error"]
    return scorecard


def printed_word(result: Result) -> str:
    """How an official table words the verdict."""
    return "Vượt" if result.exceeded else {"met": "Đạt"}.get(result.status, "")


def test_quang_binh_gives_every_printed_verdict() -> None:
    results = {result.indicator: result for result in judged("quang-binh-2023").results}
    with (EXAMPLES / "quang-binh-2023/metrics.csv").open(encoding="utf-8", newline="") as lines:
        notes = {row["indicator"]: row["note"] for row in csv.DictReader(lines)}
    printed = {name: note.removeprefix("Đánh giá đã in: ") for name, note in notes.items()}
    *verdicts, last = printed
    assert {name: printed_word(results[name]) for name in verdicts} == {n: printed[n] for n in verdicts}
    assert [printed[name] for name in verdicts].count("Vượt") == 2
    assert (results[last].status, results[last].reason) == ("no_data", "not_reported")


def test_quang_ngai_meets_its_rank_in_both_years() -> None:
    results = judged("quang-ngai-province", every_target=True).results
    ranks = {
        (r.target.by, str(r.value)): (r.status, r.exceeded) for r in results if r.due and r.value is not None
    }
    assert ranks == {(2022, "26"): ("met", True), (2023, "21"): ("met", True)}


def test_binh_dinh_is_short_and_not_due() -> None:
    found = {r.indicator: (r.status, r.due, r.gap_count) for r in judged("binh-dinh").results}
    assert found == {"HANG-CQS": ("pending", False, 3), "HANG-KTXHS": ("pending", False, 7)}


def test_binh_dinh_has_no_figures_of_2025() -> None:
    results = judged("binh-dinh", as_of=date(2025, 12, 31)).results
    assert {(r.status, r.reason, r.due) for r in results} == {("no_data", "stale", True)}


def test_the_96_units_are_those_of_the_list_and_live_from_july_2025() -> None:
    catalogue = dxscore.load_catalogue(EXAMPLES / "quang-ngai-96")
    assert dxscore.check_catalogue(EXAMPLES / "quang-ngai-96") == ()
    with (EXAMPLES / "quang-ngai-96" / "units.csv").open(encoding="utf-8", newline="") as lines:
        listed = {(row["code"], row["name"]) for row in csv.DictReader(lines)}
    bodies = {each.id: each for each in catalogue.assignments.bodies}
    units = [bodies[id_] for id_ in catalogue.units("units")]
    assert {(each.code, each.name.vi) for each in units} == listed and len(units) == len(listed) == 96
    assert {each.valid_from for each in units} == {date(2025, 7, 1)}


def test_the_96_units_whose_names_are_one_without_accents_are_told_apart(tmp_path: Path) -> None:
    catalogue = dxscore.load_catalogue(EXAMPLES / "quang-ngai-96")
    typed = ["Xã Sơn Hạ", "Sơn Hà", "Xã Ba Tô", "Ba Tơ", "21289", "Xa Son Ha", "ba to"]
    file = tmp_path / "m.csv"
    rows = "".join(f"CQ-1,{name},2026-{month:02d},1,2\n" for month, name in enumerate(typed, start=1))
    file.write_text(f"indicator,reporting_unit,period,numerator,denominator\n{rows}", encoding="utf-8")
    metrics = dxscore.read_metrics(file, catalogue)
    codes = {each.id: each.code for each in catalogue.assignments.bodies}
    read = {each.place.row: codes[each.reporting_unit] for each in metrics.observations}
    assert read == {2: "21292", 3: "21289", 4: "21523", 5: "21484", 6: "21289"}
    refused = [finding for finding in metrics.findings if finding.severity == "error"]
    assert [(finding.code, finding.row) for finding in refused] == [("DX232", 7), ("DX232", 8)]
    assert "Xã Sơn Hà; Xã Sơn Hạ" in refused[0].message.vi


def test_one_of_96_that_has_not_reported_leaves_the_share_provisional() -> None:
    result = next(r for r in judged("quang-ngai-96").results if r.indicator == "CQ-1")
    assert (result.status, result.provisional) == ("met", True)
    assert (result.coverage.reported, result.coverage.expected) == (95, 96)


def test_a_commune_with_hamlets_is_judged_by_quarter_by_hamlet_and_by_level() -> None:
    scorecard = judged("xa-va-thon")
    results = {(r.indicator, r.target.by, r.due): r for r in scorecard.results}
    assert str(scorecard.as_of) == "2026-06-14"
    files = next(r for r in scorecard.results if r.indicator == "CQ-HSTT" and r.due)
    assert files.status == "met" and str(files.numerator) == "653" and str(files.denominator) == "930"
    quarter = next(r for r in scorecard.results if r.indicator == "XH-TAPHUAN" and r.due)
    assert quarter.status == "missed"
    assert [u.reporting_unit for u in quarter.units if u.status == "missed"] == ["thon-an-hoa"]
    accounts = results["XH-TAIKHOAN", 2026, False]
    assert {u.reporting_unit: u.status for u in accounts.units}[
        "thon-suoi-da"
    ] == "met"  # 50 % in the mountains
    fibre = results["XH-MANG", 2026, False]
    assert fibre.status == "met" and fibre.level is not None

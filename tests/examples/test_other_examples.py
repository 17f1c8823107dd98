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

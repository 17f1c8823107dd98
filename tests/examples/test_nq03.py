"""The 41 national targets of a draft's text: each can be said, and is judged as it is printed."""

from __future__ import annotations

from pathlib import Path

import dxscore

FOLDER = Path(__file__).parents[2] / "examples" / "nq03"


def test_every_number_of_the_annex_is_there_and_nothing_is_found() -> None:
    catalogue = dxscore.load_catalogue(FOLDER)
    assert dxscore.check_catalogue(FOLDER) == ()
    sections = {t.source.section.partition(".")[0] for i in catalogue.targets.indicators for t in i.targets}
    assert sections == {str(number) for number in range(1, 42)}


def test_every_kind_of_target_is_judged_as_it_is_printed() -> None:
    catalogue = dxscore.load_catalogue(FOLDER)
    results = dxscore.score(FOLDER / "metrics.csv", catalogue, as_of="2030-12-31").results
    found = {r.indicator: r.status for r in results if r.due and r.reason is None}
    assert found == {
        "NQ-1": "met",  # with evidence
        "NQ-4-DNA": "met",  # the third of 11
        "NQ-4-TG": "missed",
        "NQ-10": "met",
        "NQ-11.1": "missed",  # 79,999 of 100,000
        "NQ-11.9": "missed",  # 401 of 800 is no cut of 50 %
        "NQ-14": "missed",  # '> 0,7' is not 0,7
        "NQ-17": "missed",  # above 3, and below the year before
        "NQ-19": "missed",  # above the band
        "NQ-23.2": "met",  # '09'
        "NQ-23.3": "missed",
    }
    assert next(r.gap_count for r in results if r.indicator == "NQ-11.9" and r.due) == 1

"""Targets beyond one number, as people read them: on the screen, in explanations, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dxscore
from dxscore.model.catalogue import Target
from dxscore.model.reference import target_ref
from dxscore.report.lines import ResultLine
from dxscore.report.naming import Names
from dxscore.report.rule_words import asked_words, deadline_words
from dxscore.words.say import Language

CATALOGUE = Path(__file__).parents[1] / "catalogues" / "good" / "language"
METRICS = """indicator,reporting_unit,period,numerator,denominator,value
MUC,thon-1,2025,70,100,
MUC,thon-2,2025,80,100,
RIENG,thon-1,2025,69,100,
RIENG,thon-2,2025,51,100,
TANG,thon-1,2024,,,100
TANG,thon-2,2024,,,"50,5"
TANG,thon-1,2025,,,110
TANG,thon-2,2025,,,55
QUY,xa,2025-Q4,,,1
HANG,xa,2025-H1,,,25/63
"""
SHARE, TURNOVER = "MUC", "TANG"


@pytest.mark.parametrize(
    ("lang", "id_", "target", "verdict", "gap"),
    [
        (
            "vi",
            "MUC",
            "Đạt: tối thiểu 60%; Tốt: tối thiểu 80%",
            "Đạt, mức Đạt",
            "còn thiếu 5 điểm phần trăm; 10 hộ để đạt mức Tốt",
        ),
        ("en", "MUC", "Pass: at least 60%; Good: at least 80%", "Met, level Pass", None),
        (
            "vi",
            "RIENG",
            "thôn miền núi: tối thiểu 50%; các đơn vị khác: tối thiểu 70%",
            "Không đạt",
            "1 đơn vị chưa đạt",
        ),
        (
            "vi",
            "TANG",
            "Tăng tối thiểu 10% so với năm 2024 (gốc 150,5 tỷ đồng: tối thiểu 165,55 tỷ đồng)",
            "Không đạt",
            "còn thiếu 0,55 tỷ đồng",
        ),
        ("vi", "QUY", "Tối thiểu 2, hằng quý (Quý IV/2025)", "Không đạt", "còn thiếu 1 buổi"),
        ("vi", "HANG", "Hạng 20 trở lên, trong 63 (30/06/2025)", "Không đạt", "còn cách 5 bậc"),
    ],
)
def test_a_result_says_what_was_asked(
    tmp_path: Path, lang: Language, id_: str, target: str, verdict: str, gap: str | None
) -> None:
    file = tmp_path / "m.csv"
    file.write_text(METRICS, encoding="utf-8")
    catalogue = dxscore.load_catalogue(CATALOGUE)
    scorecard = dxscore.score(file, catalogue, as_of="2025-12-31")
    result = next(result for result in scorecard.results if result.indicator == id_ and result.due)
    line = ResultLine(Names(catalogue, lang), result, result, one_of_several=id_ == "QUY")
    assert (line.target, line.verdict) == (target, verdict)
    assert gap is None or line.gap == gap


@pytest.mark.parametrize(
    ("id_", "asked", "vi", "en"),
    [
        (
            TURNOVER,
            {"against": {"period": 2020, "change": "percent", "at_most": -30}},
            "Giảm tối thiểu 30% so với năm 2020",
            "Fall of at least 30% against 2020",
        ),
        (
            TURNOVER,
            {"against": {"period": "previous_year", "change": "points", "more_than": 5}},
            "Tăng trên 5 tỷ đồng so với năm trước",
            "Rise of more than 5 tỷ đồng against the year before",
        ),
        (
            SHARE,
            {"against": {"period": 2020, "change": "points", "between": [-8, -5]}},
            "Giảm 5 điểm phần trăm – 8 điểm phần trăm so với năm 2020",
            "Fall of 5 percentage points – 8 percentage points against 2020",
        ),
        (
            SHARE,
            {"against": {"period": 2020, "change": "percent", "at_least": 0}},
            "Không giảm so với năm 2020",
            "No fall against 2020",
        ),
        (SHARE, {"keep": "rising"}, "Không thấp hơn năm trước", "Never below the year before"),
        (
            SHARE,
            {"at_most": 5, "keep": "falling"},
            "Tối đa 5% và không cao hơn năm trước",
            "At most 5% and never above the year before",
        ),
        (
            SHARE,
            {"for": [{"units": "thon-1", "at_least": 60}]},
            "Thôn Một: tối thiểu 60%",
            "Thôn Một: at least 60%",
        ),
    ],
)
def test_what_is_asked_in_words(id_: str, asked: dict[str, Any], vi: str, en: str) -> None:
    catalogue = dxscore.load_catalogue(CATALOGUE)
    source = {"document": "D1", "section": "1", "wording": "…"}
    reference = target_ref(Target.model_validate({"by": 2025, **asked, "source": source}))
    indicator = catalogue.indicators[id_]
    assert asked_words(Names(catalogue, "vi"), indicator, reference) == vi
    assert asked_words(Names(catalogue, "en"), indicator, reference) == en


def test_deadlines_within_a_year() -> None:
    assert [deadline_words(at, "vi") for at in ("2025-Q2", "2025-H1", "2025-06", "2025-06-30")] == [
        "Quý II/2025",
        "6 tháng đầu năm 2025",
        "Tháng 06/2025",
        "30/06/2025",
    ]
    assert deadline_words("2025-Q2", "en") == "2025-Q2"

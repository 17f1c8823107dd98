"""A figure is told once in a report, whatever number of targets it is held against."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders import catalogue, indicator, row, scored, target

import dxscore
from dxscore.report.narrative import pillar_sections
from dxscore.report.outlooks import year_before_sentence
from dxscore.report.view import View
from dxscore.words.say import Language

EXAMPLE = Path(__file__).parents[2] / "examples" / "duc-pho-2025" / "metrics.csv"
CATALOGUE = dxscore.load_catalogue()


def _items(view: View) -> list[str]:
    return [item for pillar in pillar_sections(view) for point in pillar.points for item in point.items]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_target_has_its_line_and_every_figure_stands_in_one(lang: Language) -> None:
    scorecard = dxscore.judge(str(EXAMPLE)).scorecard
    view = View(scorecard, CATALOGUE, lang=lang)
    items = _items(view)
    assert len(items) == len(scorecard.results)
    told = {(line.name, line.parts) for line in view.results if line.parts and line.exact is not None}
    for name, parts in told:
        assert sum(name in item and f"({parts})" in item for item in items) == 1, (name, parts)


def test_a_later_target_says_what_is_missing_and_not_the_figure_again() -> None:
    data = catalogue(indicator(target(at_least="80"), target(at_least="90", by=2030)))
    view = View(scored(data, row("an", "85/100"), row("binh", "85/100"), row("chau", "85/100")), data)
    due, later = _items(view)
    assert due == "X: 85% (255/300); mục tiêu năm 2025: tối thiểu 80%. Vượt 5 điểm phần trăm."
    assert later == (
        "X (mục tiêu năm 2030: tối thiểu 90%). So với kết quả nêu trên, còn thiếu 5 điểm phần trăm; "
        "15 hồ sơ. Tính từ số liệu gần nhất so sánh được, mỗi năm cần tăng thêm 1 điểm phần trăm, "
        "tức 3 hồ sơ."
    )


def test_an_old_figure_is_told_from_none_at_all() -> None:
    old, none = indicator(target(at_least="80")), indicator(target(at_least="80"), id="Y")
    data = catalogue(old, none, communes=("an",))
    card = scored(data, row("an", "85/100", "2023"), as_of=date(2025, 12, 14))
    ((title, _),) = [
        (point.title, point.items) for pillar in pillar_sections(View(card, data)) for point in pillar.points
    ]
    assert title.endswith("(2, trong đó 1 chỉ có số liệu cũ):")


def test_a_later_target_that_is_reached_says_so() -> None:
    data = catalogue(indicator(target(at_least="80"), target(at_least="84", by=2030)))
    view = View(scored(data, row("an", "85/100"), row("binh", "85/100"), row("chau", "85/100")), data)
    assert _items(view)[1].startswith(
        "X (mục tiêu năm 2030: tối thiểu 84%). Kết quả nêu trên đã đạt mức này."
    )


def _year_before(*earlier: tuple[str, str, str], over_time: str = "stock") -> str:
    """What is said of the year before, where everybody has 85/100 now."""
    data = catalogue(indicator(target(at_least="80"), over_time=over_time), communes=("an", "binh"))
    now = [row(name, "85/100", "2025") for name in ("an", "binh")]
    before = [row(unit, figure, when) for unit, figure, when in earlier]
    view = View(scored(data, *before, *now), data)
    line = view.results[0]
    return year_before_sentence(line.indicator, line.result, "vi")


def test_against_the_year_before() -> None:
    assert _year_before(("an", "7/10", "2024"), ("binh", "7/10", "2024")) == (
        "So với cùng kỳ năm trước (năm 2024: 70%): tốt lên 15 điểm phần trăm."
    )
    assert _year_before(("an", "7/10", "2024")) == (
        "So với cùng kỳ năm trước (năm 2024), tính riêng 1 đơn vị có số liệu ở cả hai kỳ: "
        "từ 70% đến 85%, tốt lên 15 điểm phần trăm."
    )
    assert _year_before() == ""


def test_what_is_not_like_the_year_before_says_why() -> None:
    january = [(unit, "7/10", "2024-01") for unit in ("an", "binh")]
    assert _year_before(january[0], over_time="flow") == (
        "Không so sánh được với cùng kỳ năm trước: tính trên các đơn vị khác nhau."
    )
    assert _year_before(*january, over_time="flow") == (
        "Không so sánh được với cùng kỳ năm trước: thời gian của số liệu khác loại."
    )


def test_no_pace_of_a_whole_year_is_asked_within_the_last() -> None:
    data = catalogue(indicator(target(at_least="90"), over_time="stock"))
    earlier = [row(unit, "7/10", "2024") for unit in ("an", "binh", "chau")]
    for when, asked in (("2024", True), ("2025-06", False)):
        now = [row(unit, "8/10", when) for unit in ("an", "binh", "chau")] if when != "2024" else []
        view = View(scored(data, *earlier, *now, as_of=date(2025, 7, 20)), data)
        (line,) = view.results
        assert not line.result.due
        assert ("mỗi năm cần" in " ".join(line.ahead)) is asked

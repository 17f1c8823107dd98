"""Every rule that a target can have, on one scorecard, and what people read of it everywhere.

The catalogue in tests/report/every_rule/ has an indicator for every rule; its targets stand as real documents
print them, and it says where. `RULES` is the table of rule and place: what each output has to say of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import dxscore
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Scorecard
from dxscore.words.say import Language

FOLDER = Path(__file__).with_suffix("")
AS_OF = date(2025, 12, 31)


class Said(NamedTuple):
    """What is to be read of a rule in one language.

    Args:
        target: what is asked, in every report.
        told: how it is judged, in explanations; '' where the words of the target say all.
        gap: what is missing, or what was reached.
        form: what a form says to the unit that fills it in; None where it does not ask for it.
    """

    target: str
    told: str
    gap: str
    form: str | None


class RuleSeen(NamedTuple):
    """One rule.

    Args:
        keys: keys of the catalogue that make it.
        json: whether a result of the JSON document tells it.
        vi, en: what people read.
        unit: whose form is looked at.
    """

    keys: tuple[str, ...]
    json: Callable[[dict[str, Any]], bool]
    vi: Said
    en: Said
    unit: str = "noi"


@cache
def catalogue() -> Catalogue:
    """The catalogue with an indicator for every rule."""
    return dxscore.load_catalogue(FOLDER)


@cache
def scorecard() -> Scorecard:
    """Its made-up figures, judged at the end of 2025."""
    return dxscore.score(FOLDER / "metrics.csv", catalogue(), as_of=AS_OF.isoformat())


def said(rule: RuleSeen, lang: Language) -> Said:
    """What is to be read of a rule in a language."""
    return rule.vi if lang == "vi" else rule.en


RULES: dict[str, RuleSeen] = {
    "BY-DAY": RuleSeen(
        ("by",),
        lambda r: r["target"]["at"] == "2025-08-15",
        Said("Hoàn thành (15/08/2025)", "Đến hạn ngày 15/08/2025", "chưa hoàn thành", None),
        Said("Done (2025-08-15)", "Due on 2025-08-15", "not done", None),
    ),
    "BY-QUARTER": RuleSeen(
        ("by",),
        lambda r: r["target"]["at"] == "2025-Q4",
        Said(
            "Tối thiểu 8,4% (Quý IV/2025)",
            "Đến hạn ngày 30/06/2025, 30/09/2025, 31/12/2025",
            "còn thiếu 0,1 điểm phần trăm",
            "Mục tiêu đến hết Quý IV/2025: tối thiểu 8,4%",
        ),
        Said(
            "At least 8.4% (2025-Q4)",
            "Due on 2025-06-30, 2025-09-30, 2025-12-31",
            "short by 0.1 percentage points",
            "Target, by 2025-Q4: at least 8.4%",
        ),
    ),
    "EVERY-MONTH": RuleSeen(
        ("every", "from"),
        lambda r: (r["target"]["every"], r["target"]["at"]) == ("month", "2025-12"),
        Said(
            "Tối thiểu 1, hằng tháng (Tháng 12/2025)",
            "Đánh giá riêng từng kỳ (hằng tháng)",
            "còn thiếu 1 buổi",
            "Mục tiêu hằng tháng: tối thiểu 1 buổi",
        ),
        Said(
            "At least 1, every month (2025-12)",
            "Every period is judged by itself (every month)",
            "short by 1 (days)",
            "Target, every month: at least 1 days",
        ),
    ),
    "EVERY-QUARTER": RuleSeen(
        ("every", "from"),
        lambda r: (r["target"]["every"], r["target"]["at"]) == ("quarter", "2025-Q4"),
        Said(
            "Tối thiểu 2, hằng quý (Quý IV/2025)",
            "Đánh giá riêng từng kỳ (hằng quý)",
            "còn thiếu 1 buổi",
            "Mục tiêu hằng quý: tối thiểu 2 buổi",
        ),
        Said(
            "At least 2, every quarter (2025-Q4)",
            "Every period is judged by itself (every quarter)",
            "short by 1 (lessons)",
            "Target, every quarter: at least 2 lessons",
        ),
    ),
    "PATH": RuleSeen(
        ("path",),
        lambda r: r["target"]["path"][0] == {"year": 2026, "threshold": "89.0"},
        Said(
            "lộ trình 2026: 89,0%, 2027: 90,0%, 2028: 91,0%, 2029: 92,0%",
            "không dùng để đánh giá",
            "còn thiếu 5,6 điểm phần trăm",
            "Mục tiêu đến hết năm 2030: tối thiểu 92,6%",
        ),
        Said(
            "path 2026: 89.0%, 2027: 90.0%, 2028: 91.0%, 2029: 92.0%",
            "nothing is judged by them",
            "short by 5.6 percentage points",
            "Target, by 2030: at least 92.6%",
        ),
    ),
    "LEVELS": RuleSeen(
        ("levels",),
        lambda r: (
            [level["threshold"] for level in r["target"]["rule"]["levels"]] == ["85", "95"]
            and r["level"]["gap_count"] == 18
        ),
        Said(
            "Nông thôn mới: tối thiểu 85%; Kiểu mẫu: tối thiểu 95%",
            "Đạt khi đến được mức thấp nhất (Nông thôn mới)",
            "18 người để đạt mức Kiểu mẫu",
            "Nông thôn mới: tối thiểu 85%; Kiểu mẫu: tối thiểu 95%",
        ),
        Said(
            "New rural: at least 85%; Model: at least 95%",
            "Met at the lowest level (New rural)",
            "18 people for level Model",
            "New rural: at least 85%; Model: at least 95%",
        ),
        unit="nui",
    ),
    "FOR": RuleSeen(
        ("for",),
        lambda r: (
            [each["threshold"] for each in r["target"]["rule"]["for"]] == ["26.7", "13.9"]
            and r["units"][0]["held"]["threshold"] == "13.9"
        ),
        Said(
            "trung du miền núi phía Bắc: tối đa 26,7%; đồng bằng sông Hồng: tối đa 13,9%;"
            " các đơn vị khác: tối đa 21,8%",
            "Từng đơn vị được so với ngưỡng của mình",
            "cần giảm 0,1 điểm phần trăm; 1 trẻ em",
            "Mục tiêu đến hết năm 2025: tối đa 26,7%",
        ),
        Said(
            "northern uplands: at most 26.7%; Red River delta: at most 13.9%; other units: at most 21.8%",
            "Every unit is held against its own threshold",
            "over by 0.1 percentage points; 1 (children)",
            "Target, by 2025: at most 26.7%",
        ),
        unit="nui",
    ),
    "BASE": RuleSeen(
        ("against",),
        lambda r: (
            (r["target"]["rule"]["base"], r["target"]["rule"]["held"]["threshold"]) == ("60", "30")
            and r["target"]["rule"]["against"] == {"period": "2024", "change": "percent"}
        ),
        Said(
            "Giảm tối thiểu 50% so với năm 2024 (gốc 60 giờ: tối đa 30 giờ)",
            "Phần trăm thay đổi tính trên số gốc (2024)",
            "cần giảm 5 giờ",
            "Mục tiêu đến hết năm 2025: «Cắt giảm 50% … so với năm 2024»",
        ),
        Said(
            "Fall of at least 50% against 2024 (base 60 giờ: at most 30 giờ)",
            "The change in per cent is of the base (2024)",
            "over by 5 giờ",
            "Target, by 2025: “Cắt giảm 50% … so với năm 2024”",
        ),
    ),
    "LAST-YEAR": RuleSeen(
        ("against",),
        lambda r: r["target"]["rule"]["held"]["threshold"] == "117.585",
        Said(
            "Tăng tối thiểu 17% so với năm 2024 (gốc 100,5 tỷ đồng: tối thiểu 117,585 tỷ đồng)",
            "Phần trăm thay đổi tính trên số gốc (năm trước)",
            "còn thiếu 7,085 tỷ đồng",
            "Mục tiêu đến hết năm 2025: «tăng 17% trở lên»",
        ),
        Said(
            "Rise of at least 17% against 2024 (base 100.5 tỷ đồng: at least 117.585 tỷ đồng)",
            "The change in per cent is of the base (the year before)",
            "short by 7.085 tỷ đồng",
            "Target, by 2025: “tăng 17% trở lên”",
        ),
    ),
    "KEEP": RuleSeen(
        ("keep",),
        lambda r: (r["target"]["rule"]["keep"], r["target"]["rule"]["base"]) == ("rising", "3.5"),
        Said(
            "Tối thiểu 3% và không thấp hơn năm trước (gốc 3,5%: tối thiểu 3,5%)",
            "bằng năm trước vẫn là đạt",
            "còn thiếu 0,3 điểm phần trăm; 3 tỷ đồng",
            "Mục tiêu hằng năm: «≥ 3% và tăng dần»",
        ),
        Said(
            "At least 3% and never below the year before (base 3.5%: at least 3.5%)",
            "equal is enough",
            "short by 0.3 percentage points; 3 billion dong",
            "Target, every year: “≥ 3% và tăng dần”",
        ),
    ),
    "RANK": RuleSeen(
        ("of", "scope"),
        lambda r: (r["definition"]["of"], r["definition"]["scope"] is not None) == (11, True),
        Said(
            "Hạng 3 trở lên, trong 11, phạm vi Đông Nam Á",
            "Thứ hạng trong số 11",
            "còn cách 2 bậc",
            "Mục tiêu đến hết năm 2025: hạng 3 trở lên, trong 11, phạm vi Đông Nam Á",
        ),
        Said(
            "Rank 3 or better, of 11, within South-East Asia",
            "A rank out of 11",
            "2 places away",
            "Target, by 2025: rank 3 or better, of 11, within South-East Asia",
        ),
    ),
    "BAND": RuleSeen(
        ("between",),
        lambda r: r["target"]["threshold"] == ["40", "50"],
        Said("Từ 40 đến 50", "Tính cả hai đầu của khoảng", "còn thiếu 2 tổ chức", "từ 40 đến 50 tổ chức"),
        Said("From 40 to 50", "Both ends are in", "short by 2 institutes", "from 40 to 50 institutes"),
    ),
    "UNIT": RuleSeen(
        ("unit_of_measure",),
        lambda r: r["definition"]["unit_of_measure"] == "Tbps",
        Said("Tối thiểu 350 Tbps", "Đơn vị tính: Tbps", "còn thiếu 10 Tbps", "tối thiểu 350 Tbps"),
        Said("At least 350 Tbps", "Unit: Tbps", "short by 10 Tbps", "at least 350 Tbps"),
    ),
    "OVER-100": RuleSeen(
        ("maximum", "parts"),
        lambda r: (r["definition"]["maximum"], r["value"]) == ("200", "110"),
        Said(
            "Trên 110%",
            "Tỷ lệ có thể vượt 100%, nhiều nhất 200%",
            "còn thiếu 1 tỷ đồng",
            "Mục tiêu đến hết năm 2025: trên 110%",
        ),
        Said(
            "More than 110%",
            "The share may pass 100%, up to 200%",
            "short by 1 (billion dong)",
            "Target, by 2025: more than 110%",
        ),
    ),
}
"""By the id of the indicator that has it."""

"""What the summary of a collection says of changes and of files that do not count."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sent_back import CATALOGUE, Q3, Q4, of, returned

from dxscore.forms.expected import Expected
from dxscore.forms.returned import collect
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.summary import summary_text
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.words.say import Language


def seen(numerator: int | None = 690, period: Period = Q4, unit: str = "pho-hoa", **more: Any) -> Observation:
    if numerator is None:
        return Observation("CQ-HSCV-XP", unit, period, **more)
    return Observation("CQ-HSCV-XP", unit, period, Decimal(numerator), Decimal(1060), **more)


def summary(*files: ReturnedFile, before: Observation | None = None, lang: Language = "vi") -> list[str]:
    collected = collect(Expected(CATALOGUE, Q4), files, [] if before is None else [before])
    return [line.strip() for line in summary_text(CATALOGUE, collected, files, {}, lang).splitlines()]


def answer(*rows: Observation) -> ReturnedFile:
    """The form of Phổ Hòa."""
    return returned(*rows, stamps=(of("pho-hoa"),))


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (seen(690), seen(None, value=Decimal(70)), "690/1.060 → 70% (tệp a.xlsx)"),
        (seen(690), seen(700, note="đếm lại"), "690/1.060 → 700/1.060 (tệp a.xlsx); ghi chú: đếm lại"),
        (
            seen(),
            seen(evidence="BC 20/BC-UBND"),
            "690/1.060; minh chứng: (trống) → BC 20/BC-UBND (tệp a.xlsx)",
        ),
        (
            seen(note="x", closed_on=date(2024, 11, 30)),
            seen(closed_on=date(2024, 12, 5)),
            "690/1.060; ghi chú: x → (trống); ngày chốt: 30/11/2024 → 05/12/2024 (tệp a.xlsx)",
        ),
        (seen(), seen(value=Decimal("65.1")), "690/1.060; giá trị: (trống) → 65,1 (tệp a.xlsx)"),
    ],
)
def test_a_change_says_what_changed(before: Observation, now: Observation, told: str) -> None:
    assert summary(answer(now), before=before)[-1] == f"CQ-HSCV-XP · UBND phường Phổ Hòa: {told}"


def test_a_file_of_another_period_is_one_line() -> None:
    rows = [seen(period=Q3), seen(period=Q3, unit="pho-an"), seen(period=Period("year", 2024))]
    lines = summary(answer(*rows))
    (at,) = (number for number, line in enumerate(lines) if line.startswith("Sai kỳ"))
    assert lines[at : at + 2] == [
        "Sai kỳ; không tính (1)",
        "a.xlsx: 3 dòng của Quý III/2024, năm 2024; dòng đầu: a.xlsx:8",
    ]


def test_a_file_with_another_units_figures_is_one_line() -> None:
    lines = summary(answer(seen(unit="pho-an"), seen(unit="pho-an")), lang="en")
    assert "a.xlsx: rows: 2, of People's Committee of Phổ An commune; the first: a.xlsx:8" in lines


def test_the_title_names_the_period_once() -> None:
    assert summary()[0] == "Thu biểu số liệu Quý IV/2024"


SEVERAL = ("CQ-HSCV-XP", "XH-DTTM", "XH-TKTT", "AT-MADOC-CAIDAT", "AT-MADOC-KETNOI")


def all_of(numerator: int, **more: Any) -> list[Observation]:
    return [seen(numerator, **more)._replace(indicator=indicator) for indicator in SEVERAL]


def test_a_unit_that_sent_two_different_files_is_one_line() -> None:
    stamps = (of("pho-hoa"),)
    first, second = (returned(*all_of(n), name=f"{n}.xlsx", stamps=stamps) for n in (690, 700))
    lines = summary(first, second)
    (told,) = [line for line in lines if line.startswith("UBND phường Phổ Hòa: ")]
    assert told == "UBND phường Phổ Hòa: 5 số liệu, trong các tệp 690.xlsx, 700.xlsx"


def test_a_corrected_form_is_one_line_with_how_much_it_replaced() -> None:
    stamps, days = (of("pho-hoa"),), (date(2024, 12, 10), date(2024, 12, 12))
    files = [
        returned(*all_of(690 + day.day), name=f"{day.day}.xlsx", stamps=stamps, saved_day=day) for day in days
    ]
    lines = summary(*files)
    assert "UBND phường Phổ Hòa (tệp 10.xlsx → 12.xlsx): 5 số liệu" in lines


def test_many_changes_of_one_file_are_one_line_each_with_its_figures() -> None:
    before = all_of(690)
    collected = collect(Expected(CATALOGUE, Q4), [answer(*all_of(700, note="đếm lại"))], before)
    text = summary_text(CATALOGUE, collected, [], {}, "vi")
    (told,) = [line for line in text.splitlines() if " → " in line]
    assert told.startswith(
        "  UBND phường Phổ Hòa: 5 số liệu (tệp a.xlsx): AT-MADOC-CAIDAT 690/1.060 → 700/1.060"
    )
    assert told.count("ghi chú: đếm lại") == 5

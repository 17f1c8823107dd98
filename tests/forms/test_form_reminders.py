"""Letters about what is owed."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sent_back import CATALOGUE, Q3, Q4, of, returned
from shape import kept_to

from dxscore.api import template
from dxscore.flows.start import answers, begin
from dxscore.forms.expected import Expected
from dxscore.forms.reminders import reminder, reminder_json, reminder_text
from dxscore.forms.returned import collect
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.stamp import stamp
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.place import Place
from dxscore.read.catalogue import load
from dxscore.start.answers import Unit
from dxscore.words.say import Language

EXPECTED = Expected(CATALOGUE, Q4)


def all_but(*owed: tuple[str, str]) -> list[Observation]:
    return [
        Observation(indicator, unit, EXPECTED.period_of(indicator), Decimal(1), Decimal(2))
        for indicator, unit in EXPECTED.bodies
        if (indicator, unit) not in owed
    ]


def test_a_paragraph_can_be_pasted_into_a_letter() -> None:
    collected = collect(
        Expected(CATALOGUE, Q4), [], all_but(("XH-DTTM", "pho-hoa"), ("CQ-HSCV-XP", "pho-hoa"))
    )
    asked = reminder(collected, "vi", date(2024, 12, 20))
    opening = (
        "Đề nghị UBND phường Phổ Hòa khẩn trương rà soát, bổ sung số liệu Quý IV/2024 của 2 chỉ tiêu sau"
        " đây, gửi về Phòng Văn hóa và Thông tin trước ngày 20/12/2024:\n"
    )
    assert reminder_text(asked) == (
        f"{opening}1. Hồ sơ công việc xử lý trên mạng tại UBND xã, phường;\n"
        "2. Người trưởng thành có điện thoại thông minh.\n"
    )
    assert reminder_text(asked._replace(definitions=True)) == (
        f"{opening}"
        "1. Hồ sơ công việc xử lý trên mạng tại UBND xã, phường (Tử số: Hồ sơ công việc tại UBND"
        " xã, phường được xử lý trên môi trường mạng; Mẫu số: Tổng số hồ sơ công việc tại UBND xã, phường);\n"
        "2. Người trưởng thành có điện thoại thông minh (Tử số: Người trưởng thành có điện thoại"
        " thông minh; Mẫu số: Dân số trưởng thành (từ đủ 15 tuổi)).\n"
    )


def owing(unit: str, *indicators: str, to: str | None = None, lang: Language = "vi") -> str:
    """The first line to a body that owes the given indicators of the year 2024."""
    owed = [(indicator, unit) for indicator in indicators]
    year = Period("year", 2024)
    collected = collect(Expected(CATALOGUE, year), [], [row._replace(period=year) for row in all_but(*owed)])
    return reminder_text(reminder(collected, lang, date(2024, 12, 20), to)).splitlines()[0]


def test_another_place_is_sent_its_own_figures(tmp_path: Path) -> None:
    """No office that collects is in its catalogue: its committee is where to send; hamlets are below it."""
    new = begin(answers("Xã Minh Phương", year=2026, units=[Unit("Thôn Một")]))
    for name, text in new.files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    collected = collect(Expected(load(tmp_path), Period("year", 2026)), [], [])
    text = reminder_text(reminder(collected, "vi", date(2026, 12, 16)))
    assert "Đề nghị Thôn Một khẩn trương" in text and "gửi về UBND xã Minh Phương trước" in text
    assert "Phòng Văn hóa và Thông tin" not in text
    english = reminder_text(reminder(collected, "en", date(2026, 12, 16)))
    assert "People's Committee of" in english
    form = template("Thôn Một", "2026", load(tmp_path), kind="csv", due="2026-12-16").decode()
    assert "Gửi về UBND xã Minh Phương chậm nhất ngày 16/12/2026" in form


OFFICES_OWN = ("AT-MADOC-CAIDAT", "AT-MADOC-KETNOI")


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (
            "duc-pho",
            "Kính đề nghị UBND thị xã Đức Phổ quan tâm, chỉ đạo bổ sung số liệu năm 2024 của chỉ tiêu",
        ),
        ("cong-an", "Kính đề nghị Công an thị xã phối hợp rà soát, bổ sung số liệu năm 2024 của chỉ tiêu"),
        ("pho-an", "Đề nghị UBND xã Phổ An khẩn trương rà soát, bổ sung số liệu năm 2024 của chỉ tiêu"),
    ],
)
def test_a_body_is_asked_as_its_rank_wants_it(unit: str, said: str) -> None:
    indicator = next(indicator for indicator, of in EXPECTED.of[unit] if of == unit)
    end = " sau đây, gửi về Phòng Văn hóa và Thông tin trước ngày 20/12/2024:"
    assert owing(unit, indicator) == said + end


@pytest.mark.parametrize(
    ("unit", "to", "said"),
    [
        ("phong-vhtt", None, "Phòng Văn hóa và Thông tin (đơn vị tổng hợp) tự rà soát, bổ sung"),
        ("phong-vhtt", "Phòng VH-TT", "Phòng Văn hóa và Thông tin (đơn vị tổng hợp) tự rà soát, bổ sung"),
        ("phong-vhtt", "UBND thị xã", "Kính đề nghị Phòng Văn hóa và Thông tin phối hợp rà soát, bổ sung"),
        ("phong-noi-vu", "Phòng Nội vụ", "Phòng Nội vụ (đơn vị tổng hợp) tự rà soát, bổ sung"),
    ],
)
def test_nobody_is_asked_to_send_to_themselves(unit: str, to: str | None, said: str) -> None:
    line = owing(unit, *OFFICES_OWN, to=to)
    assert line.startswith(f"{said} số liệu năm 2024 của 2 chỉ tiêu sau đây")
    assert ("gửi về" in line) == line.startswith("Kính")


def test_one_indicator_is_asked_for_in_the_singular() -> None:
    assert "on the following indicator, to" in owing("pho-an", "XH-DTTM", lang="en")
    assert "on the following 2 indicators, to" in owing("pho-an", "XH-DTTM", "XH-TKTT", lang="en")


def test_what_came_back_blank_or_wrong_is_told_apart() -> None:
    file = ReturnedFile(
        "a.xlsx",
        "0" * 64,
        stamps=(stamp("pho-hoa", "2024-Q4", CATALOGUE.sha256),),
        faulty=frozenset({("XH-DTTM", "pho-hoa")}),
        blank=frozenset({("CQ-HSCV-XP", "pho-hoa")}),
        unreadable=True,
    )
    owed = (("XH-DTTM", "pho-hoa"), ("CQ-HSCV-XP", "pho-hoa"))
    text = reminder_text(reminder(collect(Expected(CATALOGUE, Q4), [file], all_but(*owed)), "vi"))
    lines = text.splitlines()
    assert lines[1].endswith("– đã gửi nhưng để trống;")
    assert lines[2].endswith("– đã gửi nhưng có lỗi, đề nghị kiểm tra lại.")


def test_without_a_day_there_are_dots_to_fill_in() -> None:
    collected = collect(Expected(CATALOGUE, Q4), [], [])
    text = reminder_text(reminder(collected, "vi"))
    assert text.count("trước ngày …/…/……:") == 28
    assert "để trống" not in text


def test_one_body_and_another_recipient_can_be_asked_for() -> None:
    collected = collect(Expected(CATALOGUE, Q4), [], [])
    asked = reminder(collected, "en", to="the Office", only="cong-an")
    text = reminder_text(asked)
    assert text.startswith("Town Police is kindly asked to review")
    assert "to the Office before" in text
    assert len(text.splitlines()) == 1 + len(EXPECTED.of["cong-an"])


def test_nothing_owed_is_said() -> None:
    collected = collect(Expected(CATALOGUE, Q4), [], all_but())
    assert reminder_text(reminder(collected, "vi")) == ("Các đơn vị đã gửi đủ số liệu Quý IV/2024.\n")


def test_a_body_that_owes_nothing_while_others_do_is_named() -> None:
    collected = collect(Expected(CATALOGUE, Q4), [], all_but(("XH-DTTM", "pho-an")))
    text = reminder_text(reminder(collected, "en", only="pho-hoa"))
    assert text == "People's Committee of Phổ Hòa ward has handed in all its figures of 2024-Q4.\n"


def test_json_has_a_body_for_each_that_owes() -> None:
    collected = collect(Expected(CATALOGUE, Q4), [], all_but(("XH-DTTM", "pho-hoa")))
    document = kept_to("reminder-1", reminder_json(reminder(collected, "en", date(2024, 12, 20))))
    assert document["schema"] == "dxscore/reminder/1"
    assert (document["period"], document["before"]) == ("2024-Q4", "2024-12-20")
    (body,) = document["bodies"]
    assert (body["reporting_unit"], body["expected"]) == ("pho-hoa", 10)
    assert [item["indicator"] for item in body["owes"]] == ["XH-DTTM"]


def test_json_tells_what_came_instead() -> None:
    stamps = (stamp("pho-hoa", "2024-Q3", CATALOGUE.sha256),)
    late = Observation("XH-DTTM", "pho-hoa", Q3, Decimal(1), Decimal(2), place=Place("a.csv", row=2))
    collected = collect(
        Expected(CATALOGUE, Q4),
        [ReturnedFile("a.csv", "0" * 64, stamps, (late,))],
        all_but(("XH-DTTM", "pho-hoa")),
    )
    document = kept_to("reminder-1", reminder_json(reminder(collected, "vi")))
    (owed,) = document["bodies"][0]["owes"]
    (row,) = owed["left_out"]
    assert (document["before"], owed["reason"]) == (None, "other_period")
    assert (row["code"], row["file"], row["row"], row["period"]) == ("DX321", "a.csv", 2, "2024-Q3")


def test_whoever_sent_a_bare_percentage_is_asked_for_its_parts_and_whoever_sent_parts_is_not() -> None:
    for row, owed in (
        (Observation("CQ-HSCV-XP", "pho-hoa", Q4, value=Decimal(70)), True),
        (Observation("CQ-HSCV-XP", "pho-hoa", Q4, Decimal(7), Decimal(10), Decimal(70)), False),
    ):
        collected = collect(Expected(CATALOGUE, Q4), [returned(row, stamps=(of("pho-hoa"),))])
        text = reminder_text(reminder(collected, "vi", only="pho-hoa"))
        assert ("tại UBND xã, phường – mới gửi tỷ lệ, đề nghị gửi cả tử số, mẫu số" in text) == owed
        (unit,) = [unit for unit in collected.units if unit.unit == "pho-hoa"]
        assert ("CQ-HSCV-XP", "pho-hoa") not in unit.missing, "for the receipt it came"

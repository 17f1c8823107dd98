"""Who writes a report and to whom it goes: neither is urged in it, and places are named as committees."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from builders import catalogue, indicator, row, scored, target
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

import dxscore
from calls import calls
from dxscore.report.letterhead import addressees, author, has_ended, head_ended, in_running_text, parted
from dxscore.report.naming import Names
from dxscore.report.narrative import ended
from dxscore.report.view import View
from dxscore.words.say import Language

EXAMPLE = Path(__file__).parents[2] / "examples" / "duc-pho-2025" / "metrics.csv"
CATALOGUE = dxscore.load_catalogue()


def test_who_writes_and_to_whom() -> None:
    assert author(CATALOGUE) == "phong-vhtt"
    assert addressees(CATALOGUE) == {"duc-pho"}


@given(st.lists(st.sampled_from(sorted(CATALOGUE.bodies)), unique=True))
def test_every_body_is_in_one_part(bodies: list[str]) -> None:
    urged, above, own = parted(CATALOGUE, bodies)
    assert sorted((*urged, *above, *own)) == sorted(bodies)
    assert not {author(CATALOGUE), *addressees(CATALOGUE)} & set(urged)


def test_whoever_signs_is_told_that_the_head_names_bodies_that_ended() -> None:
    names = Names(CATALOGUE, "vi")
    assert has_ended(CATALOGUE, ("cong-an", "hdnd", "communes"), date(2025, 7, 1)) == {"cong-an"}
    assert head_ended(names, date(2025, 6, 30)) == ""
    said = head_ended(names, date(2025, 7, 1))
    assert "UBND thị xã Đức Phổ; Phòng Văn hóa và Thông tin đã kết thúc hoạt động" in said


def test_what_is_asked_of_bodies_that_ended_is_asked_of_whoever_acts_for_them() -> None:
    card = dxscore.judge(str(EXAMPLE)).scorecard
    assert "Công an thị xã" in ended(View(card, CATALOGUE, "vi"))
    assert "xã Nguyễn Nghiêm" not in ended(View(card, CATALOGUE, "vi"))


def test_places_are_named_as_their_committees() -> None:
    names = Names(CATALOGUE, "vi")
    assert in_running_text(names, ("xa-nguyen-nghiem", "cong-an")) == (
        "UBND xã Nguyễn Nghiêm",
        "Công an thị xã",
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_report_urges_neither_its_addressee_nor_its_author(lang: Language) -> None:
    document = Document(io.BytesIO(dxscore.report(dxscore.judge(str(EXAMPLE)), "docx", lang=lang)))
    urging = {"vi": "khẩn trương", "en": "without delay"}[lang]
    names = Names(CATALOGUE, lang)
    spared = {names.body("phong-vhtt"), *in_running_text(names, ("duc-pho",))}
    texts = [paragraph.text for paragraph in document.paragraphs]
    urged = [text.partition(urging)[0] for text in texts if urging in text]
    assert urged
    assert not [text for text in urged if any(name in text for name in spared)]


def test_naming_silent_units_that_ended_costs_twice_as_much_for_twice_the_units() -> None:
    def cost(units: int) -> int:
        names = [f"xa-{number}" for number in range(units)]
        data = catalogue(
            indicator(target(at_least="50"), over_time="stock"),
            communes=names,
            lives={name: {"valid_to": "2025-06-30"} for name in names},
        )
        view = View(scored(data, row(names[0], "1/3", "2025"), as_of=date(2025, 12, 31)), data, lang="vi")
        assert "Xã xa-9" in ended(view).replace("xã", "Xã")
        return calls(lambda: ended(view))

    assert cost(200) < 2.5 * cost(100)

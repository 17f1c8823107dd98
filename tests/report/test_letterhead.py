"""Who writes a report and to whom it goes: neither is urged in it, and places are named as committees."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

import dxscore
from dxscore.report.letterhead import addressees, author, in_running_text, parted
from dxscore.report.naming import Names
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

"""Abbreviations are spelled out once, where they stand first, and never inside a document's number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxscore.report.abbreviations import spelled_out
from dxscore.words.say import phrases

KNOWN = phrases("vi")["abbreviations"]
WORDS = st.sampled_from([*KNOWN, "xã", "13-NQ/TU", "05/KH-UBND", "(", ")", ".", "và"])


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["Kính gửi: UBND thị xã.", "UBND xã"], ["Kính gửi: Ủy ban nhân dân (UBND) thị xã.", "UBND xã"]),
        (["số 05/KH-UBND, BC-UBND"], ["số 05/KH-UBND, BC-UBND"]),
        (["Văn phòng HĐND và UBND"], ["Văn phòng Hội đồng nhân dân (HĐND) và Ủy ban nhân dân (UBND)"]),
        (["DN dùng DVC"], ["Doanh nghiệp (DN) dùng dịch vụ công (DVC)"]),
        (["trung tâm điều hành (IOC) và IOC"], ["trung tâm điều hành (IOC) và IOC"]),
        (["tổ chức CT-XH"], ["tổ chức chính trị - xã hội (CT-XH)"]),
    ],
)
def test_the_first_is_spelled_out(texts: list[str], said: list[str]) -> None:
    assert list(spelled_out(texts, "vi")) == said


@given(st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=6))
def test_each_is_spelled_out_at_most_once_and_nothing_else_changes(texts: list[str]) -> None:
    said = list(spelled_out(texts, "vi"))
    whole = "\n".join(said)
    for short, words in KNOWN.items():
        spelled = [f"{words} ({short})", f"{words[:1].upper()}{words[1:]} ({short})"]
        assert sum(whole.count(each) for each in dict.fromkeys(spelled)) <= 1
        for each in spelled:
            whole = whole.replace(each, short)
    assert whole == "\n".join(texts)
    again = list(spelled_out(said, "vi"))
    assert again == said, "spelling out once more changes nothing"


def test_inside_a_proper_name_it_stays_and_where_a_name_begins_with_it_the_words_stand() -> None:
    names = ("Văn phòng HĐND và UBND", "UBND thị xã Đức Phổ")
    texts = ["Giao Văn phòng HĐND và UBND; UBND thị xã Đức Phổ chỉ đạo.", "HĐND thị xã giám sát."]
    assert list(spelled_out(texts, "vi", names)) == [
        "Giao Văn phòng HĐND và UBND; Ủy ban nhân dân (UBND) thị xã Đức Phổ chỉ đạo.",
        "Hội đồng nhân dân (HĐND) thị xã giám sát.",
    ]

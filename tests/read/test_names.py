"""Unit names: every line of the table of aliases, the traps of the reform, and no near match ever."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxscore.model.loaded import Catalogue
from dxscore.model.period import written_period
from dxscore.read.indicator_names import Indicators
from dxscore.read.unit_names import Units
from dxscore.words.folding import has_hidden, name_key, tidy, unaccented, word_key
from dxscore.words.text import Text


@pytest.fixture(scope="module")
def units(catalogue: Catalogue) -> Units:
    return Units(catalogue)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("pho-hoa", "pho-hoa"),
        ("PHO-HOA", "pho-hoa"),
        ("21469", "pho-hoa"),
        ("Phường Phổ Hòa", "pho-hoa"),
        ("phường Phổ Hoà", "pho-hoa"),
        ("Phổ Hòa", "pho-hoa"),
        ("PHỔ HOÀ", "pho-hoa"),
        ("P. Phổ Hòa", "pho-hoa"),
        ("P.Phổ Hòa", "pho-hoa"),
        ("P Phổ Hòa", "pho-hoa"),
        ("UBND phường Phổ Hòa", "pho-hoa"),
        ("Ủy ban nhân dân phường Phổ Hòa", "pho-hoa"),
        ("Uỷ ban nhân dân phường Phổ Hòa", "pho-hoa"),
        ("UBND P. Phổ Hòa", "pho-hoa"),
        ("Phổ Hòa, thị xã Đức Phổ", "pho-hoa"),
        ("phường Phổ Hòa - TX Đức Phổ", "pho-hoa"),
        ("UBND phường Phổ Hòa, TX. Đức Phổ", "pho-hoa"),
        ("  Phổ\u00a0 Hòa ", "pho-hoa"),
        ("X. Phổ An", "pho-an"),
        ("xã Phổ An", "pho-an"),
        ("Phổ Minh", "pho-minh"),
        ("Phổ Ninh", "pho-ninh"),
        ("Phường Nguyễn Nghiêm", "nguyen-nghiem"),
        ("Nguyễn Nghiêm", "nguyen-nghiem"),
        ("Thị trấn Đức Phổ", "nguyen-nghiem"),
        ("UBND thị xã Đức Phổ", "duc-pho"),
        ("Ủy ban nhân dân thị xã Đức Phổ", "duc-pho"),
        ("thị xã Đức Phổ", "duc-pho"),
        ("TX. Đức Phổ", "duc-pho"),
        ("TX Đức Phổ", "duc-pho"),
        ("Toàn thị xã", "duc-pho"),
        ("duc-pho", "duc-pho"),
        ("People's Committee of Đức Phổ town", "duc-pho"),
        ("Phòng Văn hóa và Thông tin", "phong-vhtt"),
        ("Phòng Văn hoá và Thông tin thị xã", "phong-vhtt"),
        ("Phòng Văn hóa và Thông tin thị xã Đức Phổ", "phong-vhtt"),
        ("VH-TT", "phong-vhtt"),
        ("VHTT", "phong-vhtt"),
        ("P. VHTT", "phong-vhtt"),
        ("Phòng VH&TT", "phong-vhtt"),
        ("Công an thị xã", "cong-an"),
        ("Công an", "cong-an"),
        ("Công an thị xã Đức Phổ", "cong-an"),
        ("CA thị xã", "cong-an"),
        ("Town Police", "cong-an"),
    ],
)
def test_exact_names(units: Units, text: str, unit: str) -> None:
    for form in ("NFC", "NFD"):
        match = units.find(unicodedata.normalize(form, text))
        assert (match.unit, match.fault) == (unit, None)
        assert not match.unaccented
        assert match.actual_kind is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("pho hoa", "pho-hoa"),
        ("PHO HOA", "pho-hoa"),
        ("UBND phuong Pho Hoa", "pho-hoa"),
        ("P. Pho Hoa", "pho-hoa"),
        ("xa Pho An", "pho-an"),
        ("thi xa Duc Pho", "duc-pho"),
        ("Phong Van hoa va Thong tin", "phong-vhtt"),
    ],
)
def test_unaccented_names_are_taken_with_a_warning(units: Units, text: str, unit: str) -> None:
    match = units.find(text)
    assert (match.unit, match.unaccented) == (unit, True)


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        ("xã Phổ Hòa", "pho-hoa", "phường"),
        ("phường Phổ An", "pho-an", "xã"),
        ("TT. Phổ Minh", "pho-minh", "phường"),
    ],
)
def test_the_wrong_type_is_taken_with_a_warning(units: Units, text: str, unit: str, kind: str) -> None:
    match = units.find(text)
    assert match.unit == unit
    assert match.actual_kind is not None
    assert match.actual_kind.vi == kind


@pytest.mark.parametrize(
    ("text", "successor"),
    [
        ("xã Nguyễn Nghiêm", "Xã Nguyễn Nghiêm"),
        ("xa Nguyen Nghiem", "Xã Nguyễn Nghiêm"),
        ("UBND xã Nguyễn Nghiêm", "Xã Nguyễn Nghiêm"),
        ("phường Đức Phổ", "Phường Đức Phổ"),
        ("Khánh Cường", "Xã Khánh Cường"),
        ("phường Khánh Cường", "Xã Khánh Cường"),
        ("xa-khanh-cuong", "Xã Khánh Cường"),
        ("21472", "Xã Khánh Cường"),
    ],
)
def test_later_units_are_named_and_refused(units: Units, text: str, successor: str) -> None:
    match = units.find(text)
    assert (match.unit, match.fault) == (None, "successor")
    assert [name.vi for name in match.candidates] == [successor]


@pytest.mark.parametrize("text", ["Đức Phổ", "ĐỨC PHỔ", "Duc Pho"])
def test_bare_duc_pho_may_be_three_units(units: Units, text: str) -> None:
    match = units.find(text)
    assert match.fault == "ambiguous"
    assert {name.vi for name in match.candidates} == {
        "UBND thị xã Đức Phổ",
        "Phường Nguyễn Nghiêm",
        "Phường Đức Phổ",
    }


@pytest.mark.parametrize("text", ["21439", "21457", "Nguyễn Nghiêm"])
def test_what_is_used_again_is_safe_only_with_a_date(units: Units, text: str) -> None:
    match = units.find(text)
    assert len(match.generations) == 2
    assert units.on(match, written_period("2025"), None).unit == match.unit  # the later one reports nothing
    assert units.on(match, written_period("2025-Q4"), None).fault == "other"


@pytest.mark.parametrize("text", ["21463", "nguyen-nghiem", "phường Nguyễn Nghiêm", "Thị trấn Đức Phổ"])
def test_what_is_not_used_again_needs_no_date(units: Units, text: str) -> None:
    assert units.find(text).generations == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Phổ Linh",
        "Phổ Mính",
        "Phố Hòa",
        "Phổ Hòaa",
        "PhổHòa",
        "Phổ",
        "UBND",
        "UBND phường",
        "xã Đức Phổ",
        "thị xã Phổ Hòa",
        "huyện Phổ Hòa",
        "thôn Phổ Hòa",
        "Tổ dân phố Phổ Hòa",
        "2146",
        "021469",
        "21469.5",
        "٢١٤٦٩",
        "x" * 5000,
    ],
)
def test_near_names_are_unknown(units: Units, text: str) -> None:
    match = units.find(text)
    assert (match.unit, match.fault) == (None, "unknown")


@pytest.mark.parametrize("text", ["Phổ Hòa\u200b", "\u202ePhổ Hòa", "Phổ\u00ad Hòa", "Thị xã Ðức Phổ"])
def test_hidden_characters_and_look_alikes_are_flagged(units: Units, text: str) -> None:
    match = units.find(text)
    assert match.unit is not None
    assert match.hidden


LETTERS = "abcdeghiklmnopqrstuvxyàáảãạăâđêôơưìíỉĩị"


@given(st.sampled_from(["Phổ Minh", "Phổ Ninh", "Phổ Hòa", "Phổ An"]), st.data())
def test_a_changed_letter_never_finds_a_near_name(
    catalogue: Catalogue, name: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(name) - 1).filter(lambda at: name[at] != " "))
    changed = name[:place] + data.draw(st.sampled_from(LETTERS)) + name[place + 1 :]
    bare = {name_key(body.name.vi).partition(" ")[2]: id_ for id_, body in catalogue.bodies.items()}
    match, key = Units(catalogue).find(changed), name_key(changed)
    if match.unaccented:
        bare = {unaccented(word): id_ for word, id_ in bare.items()}
    assert match.unit == bare.get(key)


def test_suggestions_are_only_for_people(units: Units) -> None:
    nearest = units.nearest("Phổ Hoaf")
    assert nearest is not None
    assert nearest.vi == "Phường Phổ Hòa"
    assert units.nearest("zzzzzzzz") is None


def test_indicators(catalogue: Catalogue) -> None:
    indicators = Indicators(catalogue)
    for text in ("HS", "hs", " HS ", "Tỷ lệ hồ sơ xử lý trên mạng", "TỶ LỆ HỒ SƠ XỬ LÝ TRÊN MẠNG"):
        assert indicators.find(text) == "HS"
    assert indicators.find("Tỷ lệ hồ sơ xử lý trên mạng (en)") == "HS"
    for text in ("", "H", "Tỷ lệ hồ sơ", "ty le ho so xu ly tren mang"):
        assert indicators.find(text) is None
    assert indicators.nearest("Tỷ lệ hồ sơ xử lý mạng") == Text(vi="HS", en="HS")
    assert indicators.nearest("HANGG") == Text(vi="HANG", en="HANG")
    assert indicators.nearest("zzzzzzzz") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("hòa", "hoà"), ("Thụy", "Thuỵ"), ("ỦY BAN", "UỶ BAN"), ("CỘNG HÒA", "CỘNG HOÀ"), ("khỏe", "khoẻ")],
)
def test_both_tone_placements_are_one(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
    assert name_key(unicodedata.normalize("NFD", one)) == name_key(other)


@pytest.mark.parametrize("word", ["quý", "toàn", "hoàn", "khoản", "tuần", "quỳ"])
def test_other_syllables_are_left_alone(word: str) -> None:
    assert word_key(word) == word


@given(st.text(max_size=30))
def test_keys_do_not_depend_on_the_unicode_form(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert word_key(unicodedata.normalize(form, text)) == word_key(unicodedata.normalize("NFC", text))


def test_folding() -> None:
    assert tidy(" a\u00a0\u2009b\t\nc ") == "a b c"
    assert unaccented("đường phổ hòa") == "duong pho hoa"
    assert has_hidden("a\u200bb")
    assert has_hidden("Ð")
    assert not has_hidden("Đức Phổ\u00a0")

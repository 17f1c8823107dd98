"""Names of bodies as letters, forms and reports have them: 'UBND' once, nothing decapitalised by halves."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxscore.forms.written import unit_name
from dxscore.model.assignments import COMMITTEES, Body, Group
from dxscore.model.loaded import Catalogue
from dxscore.read.catalogue import load
from dxscore.words.names import committee, document_inside, inside
from dxscore.words.text import Text

PROJECT = Path(__file__).parents[2]
CATALOGUES = [PROJECT / "data", *sorted(path.parent for path in PROJECT.glob("examples/*/targets.yaml"))]
TWICE = re.compile(
    r"(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân)\W+(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân)", re.I
)


def halved(text: str) -> bool:
    """Whether a word begins with a small letter before a large one, as nobody writes: 'uBND', 'đẢNG'."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text))
    return any(word[0].islower() and word[1:2].isupper() for word in words)


def both(name: str) -> Text:
    return Text(vi=name, en=name)


def loaded(folder: Path) -> Catalogue:
    return load(folder)


def holds(name: str, said: str) -> None:
    """What is true of any name that a letter has: nothing of it is lost, doubled or halved."""
    assert not halved(said) or halved(name), (name, said)
    assert not TWICE.search(said) or TWICE.search(name), (name, said)
    plain = unicodedata.normalize("NFC", name)
    assert said.casefold() in (plain.casefold(), f"ubnd {plain}".casefold()), (name, said)
    assert said.removeprefix("UBND ")[1:] == plain.removeprefix("UBND ")[1:] or plain[0].isupper()


@pytest.mark.parametrize("folder", CATALOGUES, ids=lambda path: path.name)
def test_every_name_and_alias_of_every_catalogue(folder: Path) -> None:
    catalogue = loaded(folder)
    named: list[Body | Group] = [*catalogue.assignments.bodies, *catalogue.assignments.groups]
    names = [item.name.vi for item in named]
    names += [alias for body in catalogue.assignments.bodies for alias in body.aliases]
    names += [each.name.vi for each in catalogue.assignments.successors]
    for name in names:
        for as_typed in (name, unicodedata.normalize("NFD", name)):
            holds(as_typed, committee(both(as_typed), "vi"))
            assert inside(as_typed, "vi").casefold() == unicodedata.normalize("NFC", name).casefold()
            assert not halved(inside(as_typed, "vi")) or halved(name)
    for body in catalogue.assignments.bodies:
        said = unit_name(catalogue, body.id, "vi")
        holds(body.name.vi, said)
        if body.kind in COMMITTEES:
            assert re.fullmatch(r"UBND (xã|phường|thị trấn|đặc khu|thị xã|tỉnh) .+", said), said
            english = unit_name(catalogue, body.id, "en")
            if body.name.en != body.name.vi:  # a catalogue may speak Vietnamese alone
                assert english.count("People's Committee") == 1 and "UBND" not in english
        else:
            assert said == body.name.vi


@given(
    st.sampled_from(
        ["Xã", "xã", "XÃ", "Phường", "Thị xã", "Thị Xã", "TX.", "TP", "UBND xã", "uỷ ban nhân dân"]
    )
    | st.sampled_from(["Công an xã", "ĐẢNG ỦY", "Phòng", "VNPT", "BCH Quân sự", "Hội đồng nhân dân", ""]),
    st.sampled_from(["A", "Phổ An", "PHỔ AN", "Đức Phổ", "Ea H'leo", "Tân-Bình", "số 1", "UBND", "ấp 3"]),
)
def test_made_up_names(kind: str, name: str) -> None:
    whole = f"{kind} {name}".strip()
    said = committee(both(whole), "vi")
    holds(whole, said)
    assert committee(both(said), "vi") == said, "a committee's name is nobody else's"


@given(st.text(alphabet="aAbBđĐấẤ .-'1UBND", min_size=1, max_size=20).filter(str.strip))
def test_any_name(name: str) -> None:
    said = committee(both(name), "vi")
    assert said.removeprefix("UBND ").casefold() == unicodedata.normalize(
        "NFC", name
    ).casefold().removeprefix("ubnd ")
    assert not TWICE.search(said) or TWICE.search(name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Xã Phổ An", "UBND xã Phổ An"),
        ("Phường Phổ Hòa", "UBND phường Phổ Hòa"),
        ("UBND xã A", "UBND xã A"),
        ("Ủy ban nhân dân xã A", "Ủy ban nhân dân xã A"),
        ("Uỷ ban nhân dân xã A", "Uỷ ban nhân dân xã A"),
        ("Thị xã Đức Phổ", "UBND thị xã Đức Phổ"),
        ("thị xã Đức Phổ", "UBND thị xã Đức Phổ"),
        ("TX. Đức Phổ", "UBND TX. Đức Phổ"),
        ("Thị trấn Đức Phổ", "UBND thị trấn Đức Phổ"),
        ("Đặc khu Lý Sơn", "UBND đặc khu Lý Sơn"),
        ("Tỉnh Quảng Ngãi", "UBND tỉnh Quảng Ngãi"),
        ("XÃ PHỔ AN", "UBND XÃ PHỔ AN"),
        ("Phổ An", "UBND Phổ An"),
        ("Hội An", "UBND Hội An"),
        ("Xãm", "UBND Xãm"),
        ("Công an xã Phổ An", "Công an xã Phổ An"),
        ("Phòng Nội vụ", "Phòng Nội vụ"),
        ("ĐẢNG ỦY", "ĐẢNG ỦY"),
        ("Đảng ủy", "Đảng ủy"),
        ("VNPT Đức Phổ", "VNPT Đức Phổ"),
        ("HĐND xã A", "HĐND xã A"),
        ("Hội Nông dân thị xã", "Hội Nông dân thị xã"),
    ],
)
def test_committees(name: str, said: str) -> None:
    assert committee(both(name), "vi") == said


@pytest.mark.parametrize(
    ("vi", "en", "said"),
    [
        ("Xã Phổ An", "Phổ An commune", "People's Committee of Phổ An commune"),
        ("Xã Phổ An", "People's Committee of Phổ An commune", "People's Committee of Phổ An commune"),
        ("UBND xã A", "UBND of A", "UBND of A"),
        ("Công an xã A", "Police of A", "Police of A"),
    ],
)
def test_committees_in_english(vi: str, en: str, said: str) -> None:
    assert committee(Text(vi=vi, en=en), "en") == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Kế hoạch triển khai", "kế hoạch triển khai"),
        ("KẾ HOẠCH TRIỂN KHAI", "KẾ HOẠCH TRIỂN KHAI"),
        ("KH số 12", "KH số 12"),
        ("CĐS năm 2025", "CĐS năm 2025"),
        ("Đức Phổ số", "Đức Phổ số"),
        ("Chương trình 2025", "chương trình 2025"),
    ],
)
def test_documents(name: str, said: str) -> None:
    assert document_inside(name, "vi") == said
    assert document_inside(name, "en") == name


def test_groups_within_a_sentence() -> None:
    assert inside("Các cơ quan, ban, ngành thị xã", "vi") == "các cơ quan, ban, ngành thị xã"
    assert inside("UBND các xã, phường", "vi") == "UBND các xã, phường"

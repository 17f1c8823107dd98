"""The names of the Đức Phổ catalogue that travels with the program: all are found, none are mixed up."""

from __future__ import annotations

from datetime import date

import pytest

from dxscore.model.loaded import Catalogue
from dxscore.model.period import written_period
from dxscore.read.catalogue import load
from dxscore.read.indicator_names import Indicators
from dxscore.read.unit_names import Units
from dxscore.words.folding import name_key, unaccented


@pytest.fixture(scope="module")
def town() -> Catalogue:
    return load()


def test_every_body_is_found_by_every_name(town: Catalogue) -> None:
    units = Units(town)
    for body in town.bodies.values():
        for text in (body.id, body.name.vi, body.name.en, *body.aliases):
            match = units.find(text)
            assert (match.unit, match.unaccented, match.actual_kind) == (body.id, False, None), text
        if body.code:
            match = units.find(body.code)
            assert body.id in (match.generations or (match.unit,)), body.code


def test_codes_that_were_given_out_again_mean_two_units_in_turn(town: Catalogue) -> None:
    units = Units(town)
    again = {"21439", "21451", "21457", "21472", "21478"}
    codes = {body.code for body in town.bodies.values() if body.code}
    assert {code for code in codes if units.find(code).generations} == again
    for code in again:
        match = units.find(code)
        former, later = match.generations
        for text, closed_on, unit in [
            ("2024", None, former),
            ("2025-Q2", None, former),
            ("2025-Q4", None, later),
            ("2026", None, later),
            ("2025", date(2025, 6, 30), former),
            ("2025", date(2025, 12, 1), later),
        ]:
            assert units.on(match, written_period(text), closed_on).unit == unit
        assert units.on(match, written_period("2025"), None).fault == "unclear"


def test_every_commune_is_found_without_accents_and_without_its_type(town: Catalogue) -> None:
    units = Units(town)
    communes = town.units("communes")
    assert len(communes) == 20
    twice = {"nguyen-nghiem", "xa-nguyen-nghiem", "phuong-duc-pho"}
    for id_ in communes:
        if id_ in twice:  # tested by themselves: bare names of two units, or of the town as well
            continue
        bare = town.name(id_).vi.partition(" ")[2]
        assert units.find(bare).unit == id_
        assert units.find(f"UBND {town.name(id_).vi}, thị xã Đức Phổ").unit == id_
        plain = units.find(unaccented(name_key(bare)))
        assert (plain.unit, plain.unaccented) == (id_, True)


def test_a_bare_name_of_two_units_in_turn(town: Catalogue) -> None:
    units = Units(town)
    match = units.find("Nguyễn Nghiêm")
    assert match.generations == ("nguyen-nghiem", "xa-nguyen-nghiem")
    assert units.find("phường Nguyễn Nghiêm").unit == "nguyen-nghiem"
    assert units.find("xã Nguyễn Nghiêm").unit == "xa-nguyen-nghiem"
    assert units.find("Đức Phổ").fault == "ambiguous"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("VH-TT", "phong-vhtt"),
        ("P. VHTT", "phong-vhtt"),
        ("Phòng VH&TT", "phong-vhtt"),
        ("VP HĐND-UBND", "vp-hdnd-ubnd"),
        ("TC-KH", "phong-tckh"),
        ("Phòng TCKH", "phong-tckh"),
        ("TN&MT", "phong-tnmt"),
        ("TNMT", "phong-tnmt"),
        ("GD&ĐT", "phong-gddt"),
        ("GDĐT", "phong-gddt"),
        ("QLĐT", "phong-qldt"),
        ("CA thị xã", "cong-an"),
        ("Phòng Nội vụ thị xã Đức Phổ", "phong-noi-vu"),
        ("UBND thị xã Đức Phổ", "duc-pho"),
        ("thị xã Đức Phổ", "duc-pho"),
    ],
)
def test_offices_by_their_usual_short_names(town: Catalogue, text: str, unit: str) -> None:
    assert Units(town).find(text).unit == unit


def test_every_indicator_is_found_by_id_and_name(town: Catalogue) -> None:
    indicators = Indicators(town)
    for indicator in town.indicators.values():
        for text in (indicator.id.lower(), indicator.name.vi.upper(), indicator.name.en):
            assert indicators.find(text) == indicator.id

"""The names of the Đức Phổ catalogue that travels with the program: all are found, none are mixed up."""

from __future__ import annotations

import pytest

from dxscore.model.loaded import Catalogue
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
        for text in (body.id, body.code or body.id, body.name.vi, body.name.en, *body.aliases):
            match = units.find(text)
            assert (match.unit, match.unaccented, match.actual_kind) == (body.id, False, None), text


def test_every_commune_is_found_without_accents_and_without_its_type(town: Catalogue) -> None:
    units = Units(town)
    communes = town.units("communes")
    assert len(communes) == 15
    for id_ in communes:
        bare = town.name(id_).vi.partition(" ")[2]
        assert units.find(bare).unit == id_
        assert units.find(f"UBND {town.name(id_).vi}, thị xã Đức Phổ").unit == id_
        plain = units.find(unaccented(name_key(bare)))
        assert (plain.unit, plain.unaccented) == (id_, True)


def test_every_later_unit_is_refused(town: Catalogue) -> None:
    units = Units(town)
    assert len(town.assignments.successors) == 5
    for successor in town.assignments.successors:
        for text in (successor.id, successor.name.vi):
            assert units.find(text).fault == "successor"


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

"""Who signs a form: by what the body is."""

from pathlib import Path

import pytest

from dxscore.forms.heads import all_heads, head_lines, how_signed
from dxscore.forms.signatures import signatures
from dxscore.read.catalogue import load

VILLAGES = load(Path(__file__).parents[2] / "examples" / "xa-va-thon")


@pytest.mark.parametrize(
    ("body", "signs"),
    [
        ("thon-an-binh", ("TRƯỞNG THÔN",)),
        ("to-dan-pho-1", ("TỔ TRƯỞNG TỔ DÂN PHỐ",)),
        ("vh-xh", ("TRƯỞNG PHÒNG",)),
        ("tt-pvhcc", ("GIÁM ĐỐC",)),
        ("xa-minh-phuong", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ],
)
def test_the_head_of_the_body_signs(body: str, signs: tuple[str, ...]) -> None:
    assert head_lines(VILLAGES, body, "vi") == signs


@pytest.mark.parametrize("label", [*all_heads("vi")[1:], *all_heads("en")[1:]])
def test_a_name_below_each_of_them_is_read_back(label: str) -> None:
    signed, told = signatures(None, {(20, 8): label, (25, 8): "Nguyễn Văn A"}, last=10)
    assert signed.head == "Nguyễn Văn A"
    assert (20, 8) in told, "the label itself is no word that somebody added"


@pytest.mark.parametrize(
    ("body", "sealed"), [("thon-an-binh", False), ("to-dan-pho-1", False), ("vh-xh", True)]
)
def test_who_has_no_seal_is_asked_for_none(body: str, sealed: bool) -> None:
    assert ("đóng dấu" in how_signed(VILLAGES, body, "vi")) is sealed

"""'Did you mean': the nearest name, or none; never one that a word for a kind or 'Phổ' alone makes alike."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dxscore.read.catalogue import load
from dxscore.read.indicator_names import Indicators
from dxscore.read.unit_names import Units
from dxscore.words.folding import name_key
from dxscore.words.nearest import edits, far, nearest

CATALOGUE = load()
UNITS, INDICATORS = Units(CATALOGUE), Indicators(CATALOGUE)
COMMUNES = [body for body in CATALOGUE.bodies.values() if body.kind in ("ward", "commune")]
words = st.text("abcđêò -", max_size=9)
LETTERS = "abdđeghiklmnopqrstuvxyàăâéêôơưạảãấ"


@st.composite
def with_typos(draw: st.DrawFn, of: list[str], most: int = 2) -> tuple[str, str]:
    """One of the names, and the same with so many letters put in, left out, replaced or swapped."""
    name = typed = draw(st.sampled_from(of))
    for _ in range(draw(st.integers(1, most))):
        at, letter = draw(st.integers(0, len(typed) - 1)), draw(st.sampled_from(LETTERS))
        changed = [
            typed[:at] + letter + typed[at:],
            typed[:at] + typed[at + 1 :],
            typed[:at] + letter + typed[at + 1 :],
        ]
        changed.append(typed[:at] + typed[at : at + 2][::-1] + typed[at + 2 :])
        typed = draw(st.sampled_from([text for text in changed if text]))
    return name, typed


@given(words, words, words)
def test_the_measure_is_one(a: str, b: str, c: str) -> None:
    assert (edits(a, b) == 0) == (a == b)
    assert edits(a, b) == edits(b, a) <= max(len(a), len(b))
    assert abs(len(a) - len(b)) <= edits(a, b)
    assert edits(a + c, b + c) <= edits(a, b)


@given(words, st.lists(words, max_size=6))
def test_what_is_proposed_is_at_least_as_near_as_every_other(typed: str, names: list[str]) -> None:
    found = nearest(typed, names)
    plain = typed.isascii()

    assert all(far(typed, name) == min(far(typed, other) for other in names) for name in found)
    assert typed not in names or plain or found == (typed,)


@settings(max_examples=400)
@given(with_typos([body.name.vi for body in COMMUNES]))
@example(("Phường Phổ Hòa", "Phường Phổ Hoaf"))
def test_a_misspelt_unit_is_known_again_or_none_is_proposed(case: tuple[str, str]) -> None:
    name, typed = case
    proposed = UNITS.nearest(typed)
    if proposed is None or proposed.vi == name:
        return

    def bare(text: str) -> str:
        return " ".join(word for word in name_key(text).split() if word not in ("phường", "xã"))

    assert min(far(bare(typed), bare(proposed.vi)), far(name_key(typed), name_key(proposed.vi))) <= min(
        far(bare(typed), bare(name)), far(name_key(typed), name_key(name))
    )


@given(with_typos(sorted(CATALOGUE.indicators)))
def test_a_misspelt_code_is_known_again_or_none_is_proposed(case: tuple[str, str]) -> None:
    code, typed = case
    proposed = INDICATORS.nearest(typed)
    assert proposed is None or far(typed.casefold(), proposed.vi.casefold()) <= far(
        typed.casefold(), code.casefold()
    )


@pytest.mark.parametrize("body", COMMUNES, ids=lambda body: body.id)
def test_one_letter_too_many_is_forgiven(body: object) -> None:
    vi = body.name.vi  # type: ignore[attr-defined]  # a Body
    if vi == "Phường Đức Phổ":  # as near to the town's own name
        return
    proposed = UNITS.nearest(f"{vi}h")
    assert proposed is not None
    assert proposed.vi == vi


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Phổ Hoà Bình", None),
        ("Phổ", None),
        ("Phổ Xyz", None),
        ("UBND xã Phổ Abc", None),
        ("thị xã", "UBND thị xã Đức Phổ"),
        ("Thị Xã", "UBND thị xã Đức Phổ"),
        ("xã", None),
        ("phường", None),
        ("Phổ Hoaf", "Phường Phổ Hòa"),
        ("Pho Hoaa", "Phường Phổ Hòa"),
        ("UBND phường Phổ Mnih", "Phường Phổ Minh"),
        ("zzzzzzzz", None),
    ],
)
def test_units(typed: str, meant: str | None) -> None:
    proposed = UNITS.nearest(typed)
    assert (proposed and proposed.vi.removeprefix("UBND ").casefold()) == (
        meant and meant.removeprefix("UBND ").casefold()
    )

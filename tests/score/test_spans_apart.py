"""Pieces that share no month need no search: the set of all is what the search finds."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dxscore.model.territory import months_between
from dxscore.score import spans


@st.composite
def pieces(draw: st.DrawFn) -> list[tuple[int, tuple[int | str, ...]]]:
    """Runs of months that lie apart, in any order; some add up with nothing."""
    ends = sorted(draw(st.sets(st.integers(1, 13), max_size=8)))
    runs = [(first, after - 1) for first, after in pairwise(ends)]
    kept = draw(st.permutations([run for run in runs if draw(st.booleans())]))
    said = st.one_of(st.tuples(st.integers(0, 5), st.integers(1, 5)), st.just(("declared",)))
    return [(months_between(first, last), draw(said)) for first, last in kept]


@given(pieces())
def test_the_set_of_all_is_what_the_search_finds(given_: list[tuple[int, tuple[int | str, ...]]]) -> None:
    quick = spans._apart(given_)
    assert quick is not None
    # One more piece that changes nothing makes the search look at all of them.
    searched = spans.cover([*given_, given_[0]]) if given_ else spans.cover([])
    covered = sum(months for months, _ in given_)
    assert (quick.months, quick.pieces) == (covered, len(given_))
    assert (searched.months, searched.pieces, searched.longest) == (quick.months, quick.pieces, quick.longest)
    repeated = {len(given_): 0}  # the same piece once more: either of the two may be named
    assert tuple(repeated.get(number, number) for number in searched.members) == quick.members


@given(pieces())
def test_pieces_that_overlap_are_searched(given_: list[tuple[int, tuple[int | str, ...]]]) -> None:
    if given_:
        assert spans._apart([*given_, given_[0]]) is None

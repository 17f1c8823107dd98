"""Of a share to which anything may still come nothing is settled: told at once or by the whole reckoning."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dxscore.score.arithmetic import HUNDRED, Threshold, satisfies, share_verdict

ONE_SIDED = st.sampled_from(["at_least", "more_than", "at_most", "less_than"])
PERCENT = st.fractions(0, 120, max_denominator=50)


@given(ONE_SIDED, PERCENT, st.integers(0, 50), st.integers(0, 50), st.lists(PERCENT, max_size=3))
def test_what_is_open_is_told_as_by_the_whole_reckoning(
    comparator: str, bound: Fraction, part: int, more: int, bare: list[Fraction]
) -> None:
    held = Threshold(comparator, (bound,))  # type: ignore[arg-type]  # one of the comparators
    # Every share from 0 to 100 can still be had, an end only where nothing lies beside it.
    marks = sorted({Fraction(0), HUNDRED, *([bound] if 0 < bound < HUNDRED else [])})
    possible = [(one + other) / 2 for one, other in pairwise(marks)] + marks[1:-1]
    known = [*bare, *([Fraction(100 * part, part + more)] if part + more else [])]
    if not known or len(set(known)) == 1:
        possible += [min(known), max(known)] if known else [Fraction(0), HUNDRED]
    verdicts = {satisfies(value, held) for value in possible}
    told = share_verdict(Decimal(part), Decimal(part + more), bare, True, held)
    assert told == (verdicts.pop() if len(verdicts) == 1 else None)

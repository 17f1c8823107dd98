"""Several levels on one date: which one a figure reaches, and what is missing to the next."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dxscore.model.target import Level
from dxscore.score.arithmetic import Threshold, satisfies


def threshold_of(level: Level) -> Threshold:
    """The comparator and number of a level."""
    return Threshold(level.comparator, tuple(Fraction(bound) for bound in level.bounds))


def reached(levels: Sequence[Level], value: Fraction) -> int:
    """How many of the levels, the lowest first, the value reaches.

    They are checked to rise when the catalogue is read, so that a value that reaches one reaches all below.
    """
    count = 0
    for level in levels:
        if not satisfies(value, threshold_of(level)):
            break
        count += 1
    return count

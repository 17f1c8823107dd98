"""Every rule of a criterion as it is worked out: the parts inside it, and whence their figures come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dxscore.model.points_rules import NoneArising, Rule, figures_of
from dxscore.model.points_set import Criterion, PointsSet


class Taken(NamedTuple):
    """One rule as it is worked out: the rule, its criterion, and whence its figures come.

    Args:
        rule: a criterion or a part of one.
        criterion: the criterion.
        indicators: one indicator with its parts or value; two, whose values are a and b; none.
        path: places in `parts` and `best_of` that lead to it.
        none_arising: what a denominator of 0 gives, as the rule, its criterion or the set says.
    """

    rule: Rule
    criterion: Criterion
    indicators: tuple[str, ...]
    path: tuple[int, ...]
    none_arising: NoneArising | None


def taken(criterion: Criterion, contents: PointsSet) -> Iterator[Taken]:
    """The criterion's rule and, depth first, every rule inside it."""
    yield from _taken(
        criterion, criterion, (), (criterion.indicator or criterion.id,), criterion.none_arising, contents
    )


def _taken(
    rule: Rule,
    criterion: Criterion,
    path: tuple[int, ...],
    inherited: tuple[str, ...],
    none_arising: NoneArising | None,
    contents: PointsSet,
) -> Iterator[Taken]:
    own = figures_of(rule) or inherited
    said = (rule.share.none_arising if rule.share else None) or rule.none_arising or none_arising
    yield Taken(rule, criterion, own, path, said or contents.none_arising)
    for place, part in enumerate(rule.cases):
        yield from _taken(part, criterion, (*path, place), own, said, contents)

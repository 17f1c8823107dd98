"""Which units a document lists: all, those that stand worst, or none, and how many there are."""

from __future__ import annotations

from typing import NamedTuple

from dxscore.model.units_listed import worst_units
from dxscore.report.view import View
from dxscore.words.numbers import number

PAGE_FIGURES_AT_MOST = 25_000
"""Figures of units that a page lists where nobody asked for more or fewer: about 3 MB."""


class Listed(NamedTuple):
    """The units that are listed.

    Args:
        ids: of those; None where all are.
        total: how many there are.
        asked: whether it was asked for, or there are too many.
    """

    ids: frozenset[str] | None
    total: int
    asked: bool = True

    def holds(self, unit: str) -> bool:
        """Whether `unit` is one of them."""
        return self.ids is None or unit in self.ids

    @property
    def left_out(self) -> int:
        """How many are not listed."""
        return 0 if self.ids is None else self.total - len(self.ids)


def units_listed(view: View, figures_at_most: int | None = None) -> Listed:
    """The units that `view` asks for.

    Args:
        view: with `units`, or without: then all, as long as there are not too many.
        figures_at_most: how many figures of units are listed where nothing was asked for.
    """
    results = view.scorecard.results
    all_ = {unit.reporting_unit for result in results for unit in result.units}
    figures = sum(len(result.units) for result in results)
    too_many = view.units is None and figures_at_most is not None and figures > figures_at_most
    if view.units == "none":
        return Listed(frozenset(), len(all_))
    if view.units == "worst" or too_many:
        worst = frozenset().union(*(worst_units(result) for result in results))
        return Listed(worst, len(all_), asked=not too_many)
    return Listed(None, len(all_))


def cut_words(view: View, listed: Listed) -> str:
    """Which units are listed, of how many; '' where all are."""
    if not listed.left_out or listed.ids is None:
        return ""
    total = number(listed.total, view.lang)
    if not listed.ids:
        return view.say("units_shown.none", total=total)
    return view.say("units_shown.worst", listed=number(len(listed.ids), view.lang), total=total)

"""A doubtful figure: what is said of it, and every row that it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dxscore.model.finding import Finding, Rule
from dxscore.model.observation import Observation
from dxscore.model.placed import finding_on


class Doubt(NamedTuple):
    """One warning on one row or on several.

    Args:
        rule: a warning.
        observations: the rows that it speaks of, in order; it is said once, on the first.
        values: what its words name.
    """

    rule: Rule
    observations: tuple[Observation, ...]
    values: Mapping[str, object]

    def finding(self) -> Finding:
        """The warning, at its place."""
        return finding_on(self.rule, self.observations[0], None, **self.values)

"""Findings on rows that were understood."""

from __future__ import annotations

from dxscore.model.finding import Finding, Rule
from dxscore.model.observation import Observation
from dxscore.model.place import place

_FIGURES = frozenset({None, "numerator", "value"})


def finding_on(rule: Rule, observation: Observation, column: str | None = None, **values: object) -> Finding:
    """A finding of `rule` on the row of `observation`; in a workbook, on its figure or evidence."""
    position = observation.evidence_position if column == "evidence" else None
    return rule.finding(
        observation.file,
        observation.row or None,
        column=column,
        position=observation.position if column in _FIGURES else position,
        sheet=observation.sheet or None,
        **values,
    )


def place_of(observation: Observation) -> str:
    """Where the row stands: 'm.csv:12', 'm.xlsx:Sheet1!D12'."""
    return place(observation.file, observation.sheet or None, observation.row, observation.position)


def order(observation: Observation) -> tuple[str, str, int, int]:
    """By which rows are put in order, whatever the order in which they came."""
    return observation.file, observation.sheet, observation.row, observation.position or 0

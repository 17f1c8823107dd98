"""A doubtful figure: what is said of it, and every row that it concerns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from dxscore.model.finding import Finding, Rule, Severity
from dxscore.model.observation import Observation, finding_on


class Unwritten(NamedTuple):
    """A finding that is put into words only where it is kept: of tens of thousands most are counted.

    Args:
        rule: as whose finding.
        observation: the row that it stands on.
        values: what its words name.
        severity: of the finding.
    """

    rule: Rule
    observation: Observation
    values: Callable[[], Mapping[str, object]]
    severity: Severity

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def file(self) -> str:
        return self.observation.file

    @property
    def sheet(self) -> str | None:
        return self.observation.sheet or None

    @property
    def row(self) -> int | None:
        return self.observation.row or None

    @property
    def position(self) -> int | None:
        return self.observation.position

    def written(self) -> Finding:
        """The finding with its words, which are only put together for what is shown."""
        found = finding_on(self.rule, self.observation, None, **self.values())
        return found.model_copy(update={"severity": self.severity})


class Doubt(NamedTuple):
    """One warning on one row or on several.

    Args:
        rule: a warning.
        observations: the rows that it speaks of, in order; it is said once, on the first.
        values: what its words name.
    """

    rule: Rule
    observations: tuple[Observation, ...]
    values: Callable[[], Mapping[str, object]]

    def warning(self, severity: Severity = "warning") -> Unwritten:
        """What is said of it, at its place."""
        return Unwritten(self.rule, self.observations[0], self.values, severity)

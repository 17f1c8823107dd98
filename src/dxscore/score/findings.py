"""Many findings kept within bounds: a file of nothing but faults stays readable, and fits into memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from dxscore.model.finding import Finding, Rule, Severity
from dxscore.model.finding_counts import unlisted_finding
from dxscore.model.observation import Observation, finding_on
from dxscore.model.place import Place


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
    def place(self) -> Place:
        return self.observation.place

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


KEPT_AT_MOST = 1000


class Capped(NamedTuple):
    """Findings, with every cell or row that one was made on.

    Args:
        findings: of each file and severity the first thousand, then one that counts the rest.
        cells: where they were made, by severity, also those that are only counted.
    """

    findings: tuple[Finding, ...]
    cells: Mapping[Severity, frozenset[Place]]


def capped(found: Iterable[Finding | Unwritten]) -> Capped:
    """Take findings as they are made; past the cap they are counted, and dropped unwritten."""
    kept: list[Finding] = []
    counts: Counter[tuple[str, Severity]] = Counter()
    unlisted: dict[str, Counter[tuple[str, Severity]]] = defaultdict(Counter)
    cells: dict[Severity, set[Place]] = defaultdict(set)
    for finding in found:
        place = finding.place
        counts[place.file, finding.severity] += 1
        if counts[place.file, finding.severity] <= KEPT_AT_MOST:
            kept.append(finding if isinstance(finding, Finding) else finding.written())
        else:
            unlisted[place.file][finding.code, finding.severity] += 1
        if place.row is not None:
            cells[finding.severity].add(place)
    kept += [
        _more(file, counts, unlisted[file])
        for file in dict.fromkeys(f for f, _ in counts)
        if file in unlisted
    ]
    return Capped(tuple(kept), {severity: frozenset(places) for severity, places in cells.items()})


def _more(
    file: str, counts: Counter[tuple[str, Severity]], unlisted: Counter[tuple[str, Severity]]
) -> Finding:
    total = sum(n for (name, _), n in counts.items() if name == file)
    return unlisted_finding(file, unlisted, total)

"""Records counted by what they mean, and those that cannot be counted, each with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from dxscore.model import rules
from dxscore.model.finding import Finding, Rule
from dxscore.model.place import Place
from dxscore.rollup.meanings import fault_of
from dxscore.rollup.plan import CountingPlan, Group, Outcome
from dxscore.rollup.text import Texts

PLACES: Final = 1_000
"""Rejected records that are told with their place."""


@dataclass
class Tally:
    """What came of some records; tallies of parts of a log add up to that of the whole.

    Args:
        records: how many there were.
        groups: how many of each meaning.
        rejected: how many were rejected before they had one, by code of the finding.
        repeated: how many said once more what another of the same key says.
        places: the first thousand rejected: of each, all that is wrong with it.
        doubts: warnings about texts that were taken.
    """

    records: int = 0
    groups: Counter[Group] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    places: list[tuple[Finding, ...]] = field(default_factory=list)
    doubts: list[Finding] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add a tally of records that come after these."""
        self.records += other.records
        self.groups.update(other.groups)
        self.rejected.update(other.rejected)
        self.repeated += other.repeated
        self.places = [*self.places, *other.places][:PLACES]
        known = {(doubt.code, doubt.message) for doubt in self.doubts}
        self.doubts += [doubt for doubt in other.doubts if (doubt.code, doubt.message) not in known]


class Rejects:
    """The rejected records of one file: all are counted, the first thousand told."""

    def __init__(self, plan: CountingPlan, file: str) -> None:
        self._plan, self._file = plan, file
        self.places: list[tuple[Finding, ...]] = []

    @property
    def full(self) -> bool:
        """Whether enough have been told."""
        return len(self.places) >= PLACES

    def tell(self, row: int | None, details: Sequence[str], outcome: Outcome) -> None:
        """What is wrong with one record: each of its faults, or that of all together."""
        if self.full:
            return
        found = tuple(
            axis.finding(fault, detail, self._file, row)
            for axis, detail in zip(self._plan.axes, details, strict=True)
            if (fault := fault_of(detail))
        )
        if not found:
            header = self._plan.axes[outcome.place].headers[0]
            rule, day = rules.RULES[outcome.fault], date.fromisoformat(details[1][1:])
            found = (rule.finding(Place(self._file, None, row), header, day=day, **outcome.told),)
        self.places.append(found)

    def tell_finding(self, finding: Finding) -> None:
        """A record that cannot be read at all."""
        if not self.full:
            self.places.append((finding,))


class Recorder:
    """Counts the records of one file, or part of one, as they are read.

    Args:
        plan: what is read of each.
        file: how findings name the file, or table.
    """

    def __init__(self, plan: CountingPlan, file: str) -> None:
        self.plan = plan
        self.records = 0
        self.rejects = Rejects(plan, file)
        self._file = file
        self._groups: Counter[tuple[int, ...]] = Counter()
        self._outcomes: dict[tuple[int, ...], Outcome] = {}
        self._rejected: Counter[str] = Counter()

    def add(
        self,
        texts: Texts,
        keys: Sequence[str] | None,
        rows: Sequence[int] | None,
        times: Sequence[int] | None = None,
    ) -> None:
        """Count records.

        Args:
            texts: those of the plan's columns.
            keys: None, for each record counts.
            rows: the line of each; None where there are no lines.
            times: how often each stands there; once where None.
        """
        if keys is not None:
            raise ValueError("records with keys are to be settled first")
        codes = [axis.codes(texts) for axis in self.plan.axes]
        groups: Counter[tuple[int, ...]] = Counter()
        if times is None:
            groups.update(zip(*codes, strict=True))
            self.records += len(codes[0])
        else:
            for group, count in zip(zip(*codes, strict=True), times, strict=True):
                groups[group] += count
            self.records += sum(times)
        faulty = {group for group in groups if self._outcome(group).fault}
        if faulty and not self.rejects.full:
            self._tell(texts, rows, list(zip(*codes, strict=True)), faulty)
        self._groups.update(groups)

    def reject(self, rule: Rule, row: int, cell: int | None = None, **values: Any) -> None:
        """Count a record that cannot be cut into cells."""
        self.records += 1
        self._rejected[rule.code] += 1
        self.rejects.tell_finding(rule.finding(Place(self._file, None, row, cell), **values))

    def tally(self) -> Tally:
        """What has been counted."""
        groups: Counter[Group] = Counter()
        for group, count in self._groups.items():
            groups[self._meant(group)] += count
        places = sorted(self.rejects.places, key=lambda found: found[0].row or 0)
        return Tally(
            records=self.records,
            groups=groups,
            rejected=self._rejected,
            places=places,
            doubts=self.plan.doubts(self._file),
        )

    def _meant(self, group: tuple[int, ...]) -> Group:
        return tuple(axis.meanings[code] for axis, code in zip(self.plan.axes, group, strict=True))

    def _outcome(self, group: tuple[int, ...]) -> Outcome:
        known = self._outcomes.get(group)
        if known is None:
            known = self._outcomes[group] = self.plan.outcome(self._meant(group))
        return known

    def _tell(
        self,
        texts: Texts,
        rows: Sequence[int] | None,
        groups: Sequence[tuple[int, ...]],
        faulty: Iterable[tuple[int, ...]],
    ) -> None:
        wanted = set(faulty)
        at = [place for place, group in enumerate(groups) if group in wanted][
            : PLACES - len(self.rejects.places)
        ]
        chosen = [[column[place] for place in at] for column in texts]
        details = zip(*(axis.details(chosen) for axis in self.plan.axes), strict=True)
        for place, said in zip(at, details, strict=True):
            self.rejects.tell(None if rows is None else rows[place], said, self._outcome(groups[place]))

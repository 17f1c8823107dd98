"""Findings of one file, gathered with a cap, so that a file of nothing but faults stays readable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from dxscore.model.finding import Finding, Rule, Severity
from dxscore.model.finding_counts import unlisted_finding
from dxscore.model.place import Place

KEPT_AT_MOST = 1000
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class FindingsSoFar:
    """Findings of one file; past `KEPT_AT_MOST` they are only counted, and never built."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._sheets: list[str | None] = [None]
        self._said: set[tuple[str, int, int]] = set()
        self._placed: set[tuple[str, int | None, int | None]] | None = None
        self._kept: dict[Severity, list[Finding]] = {severity: [] for severity in _SEVERITIES}
        self._counts: dict[Severity, int] = dict.fromkeys(_SEVERITIES, 0)
        self._unlisted: Counter[tuple[str, Severity]] = Counter()

    @property
    def sheet(self) -> str | None:
        """The sheet of a workbook to which findings belong from now on; None for the file as a whole."""
        return self._sheets[-1]

    def turn_to(self, sheet: str | None, once: bool = False) -> None:
        """What is added from now on stands in `sheet`.

        With `once`, a rule speaks once of each place: where a row holds many figures, their common faults
        (an unknown unit) are said of one of them.
        """
        self._sheets.append(sheet)
        self._said = set()
        self._placed = set() if once else None

    def _is_said(self, rule: Rule, row: int | None, position: int | None) -> bool:
        if self._placed is None:
            return False
        place = (rule.code, row, position)
        if place in self._placed:
            return True
        self._placed.add(place)
        return False

    def add(
        self,
        rule: Rule,
        row: int | None = None,
        *,
        column: str | None = None,
        position: int | None = None,
        **values: object,
    ) -> None:
        """One more finding of `rule`. A value that is a function is called only if the finding is kept."""
        if self._is_said(rule, row, position):
            return
        self._counts[rule.severity] += 1
        kept = self._kept[rule.severity]
        if len(kept) >= KEPT_AT_MOST:
            self._unlisted[rule.code, rule.severity] += 1
            return
        filled = {name: value() if callable(value) else value for name, value in values.items()}
        kept.append(rule.finding(Place(self.file, self.sheet, row, position), column, **filled))

    def add_once(
        self, rule: Rule, row: int, position: int, *, column: str | None = None, **values: object
    ) -> None:
        """`add`, but only the first time for this rule and cell of the sheet."""
        place = (rule.code, row, position)
        if place not in self._said:
            self._said.add(place)
            self.add(rule, row, column=column, position=position, **values)

    def keep(self, finding: Finding) -> None:
        """One more finding, made elsewhere."""
        self._counts[finding.severity] += 1
        self._kept[finding.severity].append(finding)

    def result(self) -> tuple[Finding, ...]:
        """The kept findings by row and cell, errors preferred; then one that counts what was left out."""
        kept: list[Finding] = []
        unlisted = Counter(self._unlisted)
        for severity in _SEVERITIES:
            room = KEPT_AT_MOST - len(kept)
            unlisted.update((finding.code, severity) for finding in self._kept[severity][room:])
            kept += self._kept[severity][:room]
        # Sheets in the order of the workbook; what concerns the file as a whole comes first.
        order = {name: place for place, name in reversed(list(enumerate(self._sheets)))} | {None: 0}
        kept.sort(key=lambda f: (order.get(f.sheet, 0), f.row or 0, f.position or 0, f.code))
        if unlisted:
            kept.append(unlisted_finding(self.file, unlisted, sum(self._counts.values())))
        return tuple(kept)


class RowFaults:
    """Findings of one row, placed in it.

    Attributes:
        errors: errors so far; a row with one is left out.
    """

    __slots__ = ("_above", "_findings", "_positions", "_whole_row", "errors", "line")

    def __init__(
        self,
        findings: FindingsSoFar,
        line: int,
        positions: Mapping[str, int],
        whole_row: int | None = None,
        above: Mapping[str, tuple[int, int]] | None = None,
    ) -> None:
        """Findings on `line`; those on no column of `positions` stand on the cell `whole_row`, or on none.

        `above` is the row and the place of what is stated once above the table: its faults are said there,
        once, and every row that they concern counts them.
        """
        self._above = above or {}
        self._findings = findings
        self._whole_row = whole_row
        self._positions = positions
        self.line = line
        self.errors = 0

    def add(self, rule: Rule, column: str | None = None, **values: object) -> None:
        """One more finding, in the cell of `column` or on the whole row."""
        if rule.severity == "error":
            self.errors += 1
        if column is not None and column in self._above:
            row, place_above = self._above[column]
            self._findings.add_once(rule, row, place_above + 1, column=column, **values)
            return
        place = self._positions.get(column) if column else None
        position = self._whole_row if place is None else place + 1
        self._findings.add(rule, self.line, column=column, position=position, **values)

"""Findings by the thousand: a thousand of each severity and file are kept, every row is remembered."""

import re
from collections.abc import Iterator

import pytest

from dxscore.model.finding import Finding, Severity
from dxscore.model.place import Place
from dxscore.score.findings import KEPT_AT_MOST, capped
from made_rules import made_rule

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
RULES = {
    severity: made_rule(f"DX99{n}", severity, ("a", "a"), ("b", "b")) for n, severity in enumerate(SEVERITIES)
}


def found(severity: Severity, count: int, file: str = "m.csv") -> Iterator[Finding]:
    return (RULES[severity].finding(Place(file, row=row)) for row in range(2, count + 2))


def test_few_are_all_kept() -> None:
    few = list(found("error", 3))
    assert capped(few).findings == tuple(few)
    assert capped(few).cells == {"error": frozenset({Place("m.csv", row=row) for row in (2, 3, 4)})}


@pytest.mark.parametrize(("severity", "code"), [("error", "DX140"), ("warning", "DX141"), ("note", "DX141")])
def test_past_the_cap_they_are_counted_and_their_rows_remembered(severity: Severity, code: str) -> None:
    result = capped(found(severity, KEPT_AT_MOST + 7))
    *kept, last = result.findings
    assert (len(kept), last.code) == (KEPT_AT_MOST, code)
    more = ["7", "7"] if severity == "error" else ["7"]
    assert re.findall("[0-9]+", last.message.en) == [*more, str(KEPT_AT_MOST + 7)]
    assert len(result.cells[severity]) == KEPT_AT_MOST + 7


def test_each_file_has_its_own_cap() -> None:
    both = [*found("note", KEPT_AT_MOST, "a.csv"), *found("note", KEPT_AT_MOST + 1, "b.csv")]
    assert [f.file for f in capped(both).findings if f.code == "DX141"] == ["b.csv"]

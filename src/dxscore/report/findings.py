"""Findings for people: one line for those that are alike, and how many there are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dxscore.model.finding import Finding
from dxscore.model.finding_counts import counts
from dxscore.model.in_order import in_order
from dxscore.report.lines import FindingLine
from dxscore.report.view import View
from dxscore.words.numbers import number
from dxscore.words.say import Language, say
from dxscore.words.visible import visible

SHOWN_IN_ONE_FILE = 100
_RANGES_SHOWN = {"error": 100, "warning": 100, "note": 10}


def finding_line(finding: Finding, lang: Language) -> str:
    """One line: FILE:ROW:CELL: severity CODE: column: message; remedy. In a workbook, FILE:Sheet1!D12."""
    line = FindingLine(finding, lang)
    return f"{line.place}: {_said(line)}"


def _said(line: FindingLine, times: str = "") -> str:
    return f"{line.severity} {line.code}{times}: {line.about}; {line.remedy}"


def _reported(alike: Sequence[Finding], lang: Language) -> str:
    """What the first one says, how many there are, on which rows, and whether the others say the same."""
    first = FindingLine(alike[0], lang)
    if len(alike) == 1:
        return _said(first)
    rows = _row_ranges((finding.row for finding in alike), _RANGES_SHOWN[first.finding.severity])
    if rows:
        times = say("report.on_rows", lang, times=len(alike), rows=rows)
    else:
        times = say("report.times", lang, times=len(alike))
    differ = any(finding.message != first.finding.message for finding in alike)
    return _said(first, times + (say("report.the_first", lang) if differ else ""))


def _row_ranges(rows: Iterable[int | None], shown: int) -> str:
    """'8, 10, 22–25'."""
    ranges: list[list[int]] = []
    for row in sorted({row for row in rows if row is not None}):
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    said = [f"{first}–{last}" if first < last else str(first) for first, last in ranges[:shown]]
    return ", ".join(said + (["…"] if len(ranges) > shown else []))


def _alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings together that are of one code in one column of a sheet: notes whatever they say, errors and
    warnings where they differ in nothing but their row.

    Notes ask for nothing and come by the dozen: a table's group titles and its foot are one each. An error
    that says something else is to be mended otherwise.
    """
    groups: dict[object, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.severity == "note":
            groups[finding.file, finding.sheet, finding.code, finding.column].append(finding)
        else:
            groups[finding.model_copy(update={"row": None})].append(finding)
    return list(groups.values())


def _lines(groups: Iterable[list[Finding]], lang: Language) -> Iterator[str]:
    """A line for each group; notes that say the very same of several files share one."""
    same: dict[tuple[int, str], list[Finding]] = defaultdict(list)
    for place, group in enumerate(groups):
        shared = group[0].severity == "note"
        same[-1 if shared else place, _reported(group, lang)].append(group[0])
    for (_, said), (first, *others) in same.items():
        files = len({finding.file for finding in others} - {first.file})
        more = say("report.more_files", lang, files=files) if files else ""
        yield f"{FindingLine(first, lang).place}{more}: {said}"


def finding_lines(findings: Sequence[Finding], lang: Language) -> list[str]:
    """A line for findings that are alike, errors first.

    No more than a hundred to a file, then how many more errors, warnings and notes that file has.
    """
    shown: list[list[Finding]] = []
    lines_of: Counter[str] = Counter()
    more: dict[str, list[Finding]] = defaultdict(list)
    for group in _alike(in_order(findings)):
        file = group[0].file
        lines_of[file] += 1
        if lines_of[file] <= SHOWN_IN_ONE_FILE:
            shown.append(group)
        else:
            more[file] += group
    return [
        *_lines(shown, lang),
        *(
            say("report.findings_more", lang, file=visible(file), **_counted(rest))
            for file, rest in more.items()
        ),
    ]


def findings_count(findings: Sequence[Finding], lang: Language) -> str:
    """How many findings there are, by severity."""
    return say("report.findings_count", lang, **_counted(findings))


def faults_count(findings: Sequence[Finding], lang: Language) -> str:
    """How many findings there are in a catalogue, by severity."""
    return say("catalogue.faults", lang, **_counted(findings))


def counts_line(view: View) -> str:
    """How many findings there are, how many of them are listed, and how many rows were left out."""
    counted, lang = view.scorecard.counted, view.lang
    errors, warnings, notes = (number(n, lang) for n in (counted.errors, counted.warnings, counted.notes))
    total = number(counted.total, lang)
    said = say("report.findings_counted", lang, count=total, errors=errors, warnings=warnings, notes=notes)
    if counted.listed < counted.total:
        said += " " + say("report.findings_listed", lang, count=number(counted.listed, lang))
    if counted.rejected:
        said += " " + say("report.rows_rejected", lang, count=number(counted.rejected, lang))
    return said


def findings_rest(findings: Sequence[Finding], lang: Language) -> str:
    """How many findings are not listed; '' where all are."""
    if not findings:
        return ""
    errors, warnings, notes = (number(n, lang) for n in counts(findings))
    return say("report.findings_rest", lang, errors=errors, warnings=warnings, notes=notes)


def _counted(findings: Sequence[Finding]) -> dict[str, str]:
    errors, warnings, notes = counts(findings)
    return {"errors": f"{errors}", "warnings": f"{warnings}", "notes": f"{notes}"}


def shape(words: str) -> str:
    """A finding's words with '…' wherever it puts in what it met."""
    return re.sub(r"\{\w+\}", "…", words)

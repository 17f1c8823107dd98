"""Whole sentences: the closing one, and one line for each finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dxscore.model.base import Language
from dxscore.model.finding import Finding
from dxscore.model.scorecard import Result, Scorecard
from dxscore.model.text import visible
from dxscore.report.places import place_of
from dxscore.report.words import SEVERITY, finding_column, phrase, pick

SHOWN_IN_ONE_FILE = 100


def closing(scorecard: Scorecard, lang: Language) -> str:
    """'Có 9/19 chỉ tiêu đạt; 5 không đạt; …': counts of what is due, then of what is not due yet."""
    if not scorecard.results:
        return "Không có số liệu nào để đánh giá." if lang == "vi" else "There is nothing to judge."
    due = [result for result in scorecard.results if result.due]
    scope = due or list(scorecard.results)
    said = [_met(scope, lang)]
    said += [f"{n} {words}" for status, words in _UNMET[lang].items() if (n := _count(scope, status))]
    provisional = sum(result.provisional for result in scope)
    if provisional:
        results = "result is" if provisional == 1 else "results are"
        said.append(f"{provisional} {'kết quả là tạm tính' if lang == 'vi' else f'{results} provisional'}")
    rest = len(scorecard.results) - len(due)
    if due and rest:
        targets = "target is" if rest == 1 else "targets are"
        said.append(f"{rest} {'chỉ tiêu chưa đến hạn' if lang == 'vi' else f'{targets} not due yet'}")
    elif not due:
        said.append("chưa chỉ tiêu nào đến hạn" if lang == "vi" else "no target is due yet")
    return "; ".join(said) + "."


def _met(scope: Sequence[Result], lang: Language) -> str:
    met, exceeded = _count(scope, "met"), sum(result.exceeded for result in scope)
    if lang == "vi":
        beyond = f" (trong đó {exceeded} vượt)" if exceeded else ""
        return f"Có {met}/{len(scope)} chỉ tiêu đạt{beyond}"
    beyond = f" ({exceeded} of them exceeded)" if exceeded else ""
    return f"{met} of {len(scope)} targets are met{beyond}"


_UNMET: dict[Language, dict[str, str]] = {
    "vi": {
        "missed": "chỉ tiêu không đạt",
        "pending": "chỉ tiêu chưa đạt",
        "no_data": "chỉ tiêu chưa có số liệu",
        "not_assessable": "chỉ tiêu chưa đánh giá được",
        "not_applicable": "chỉ tiêu không áp dụng",
        "waived": "chỉ tiêu được tạm miễn",
    },
    "en": {
        "missed": "missed",
        "pending": "pending",
        "no_data": "without data",
        "not_assessable": "not assessable",
        "not_applicable": "not applicable",
        "waived": "waived",
    },
}


def _count(scope: Sequence[Result], status: str) -> int:
    return sum(result.status == status for result in scope)


def finding_line(finding: Finding, lang: Language) -> str:
    """One line: FILE:ROW:CELL: severity CODE: column: message; remedy. In a workbook, FILE:Sheet1!D12.

    A name that would start a line like a workflow command of a CI service is moved off the line's start.
    """
    place = place_of(finding)
    severity = pick(SEVERITY[finding.severity], lang)
    column = f"{finding_column(finding.column, lang)}: " if finding.column else ""
    message, remedy = finding.message.get(lang), finding.remedy.get(lang)
    line = f"{place}: {severity} {finding.code}: {column}{message}; {remedy}"
    return f" {line}" if line.startswith(("::", "##[")) else line


def finding_lines(findings: Sequence[Finding], lang: Language) -> list[str]:
    """A line for each finding, a hundred to a file at most, then how many more that file has."""
    lines: list[str] = []
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.file] += 1
        if seen[finding.file] <= SHOWN_IN_ONE_FILE:
            lines.append(finding_line(finding, lang))
    lines += [
        phrase("findings_more", lang, visible(file), n - SHOWN_IN_ONE_FILE)
        for file, n in seen.items()
        if n > SHOWN_IN_ONE_FILE
    ]
    return lines


def findings_count(findings: Sequence[Finding], lang: Language) -> str:
    """How many findings there are, by severity."""
    by_severity = Counter(finding.severity for finding in findings)
    return phrase("findings_count", lang, *(by_severity[s] for s in ("error", "warning", "note")))

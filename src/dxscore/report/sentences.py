"""Whole sentences: the closing one, and one line for each finding."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dxscore.model.finding import Finding
from dxscore.model.in_order import counts, in_order
from dxscore.model.scorecard import Result, Scorecard
from dxscore.report.words import SEVERITY, phrase, pick, with_column
from dxscore.words.say import Language
from dxscore.words.visible import visible

SHOWN_IN_ONE_FILE = 100
_RANGES_SHOWN = {"error": 100, "warning": 100, "note": 10}


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
    """One line: FILE:ROW:CELL: severity CODE: column: message; remedy. In a workbook, FILE:Sheet1!D12."""
    return f"{finding.place}: {_said(finding, lang)}"


def _said(finding: Finding, lang: Language, times: str = "") -> str:
    severity = pick(SEVERITY[finding.severity], lang)
    return f"{severity} {finding.code}{times}: {with_column(finding, lang)}; {finding.remedy.get(lang)}"


def _told(alike: Sequence[Finding], lang: Language) -> str:
    """What the first one says, how many there are, on which rows, and whether the others say the same."""
    first = alike[0]
    if len(alike) == 1:
        return _said(first, lang)
    rows = _row_ranges((finding.row for finding in alike), _RANGES_SHOWN[first.severity])
    times = phrase("on_rows" if rows else "times", lang, len(alike), rows)
    differ = any(finding.message != first.message for finding in alike)
    return _said(first, lang, times + (phrase("the_first", lang) if differ else ""))


def _row_ranges(rows: Iterable[int | None], shown: int) -> str:
    """'8, 10, 22–25'."""
    ranges: list[list[int]] = []
    for row in sorted({row for row in rows if row is not None}):
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    told = [f"{first}–{last}" if first < last else str(first) for first, last in ranges[:shown]]
    return ", ".join(told + (["…"] if len(ranges) > shown else []))


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
    for number, group in enumerate(groups):
        shared = group[0].severity == "note"
        same[-1 if shared else number, _told(group, lang)].append(group[0])
    for (_, told), (first, *others) in same.items():
        files = len({finding.file for finding in others} - {first.file})
        yield f"{first.place}{phrase('more_files', lang, files) if files else ''}: {told}"


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
        *(phrase("findings_more", lang, visible(file), *counts(rest)) for file, rest in more.items()),
    ]


def findings_count(findings: Sequence[Finding], lang: Language) -> str:
    """How many findings there are, by severity."""
    return phrase("findings_count", lang, *counts(findings))

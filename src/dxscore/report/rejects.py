"""Rows that were left out, written out again with the reasons, to be mended and handed in once more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from dxscore.model.cells import csv_text
from dxscore.model.finding import Finding
from dxscore.model.observation import SourceTable
from dxscore.model.place import Place
from dxscore.report.lines import FindingLine
from dxscore.words.columns import named
from dxscore.words.say import Language, say

ADDED = ("rejected_from", "rejected_line", "rejected_because")


def rejects_text(
    tables: Sequence[SourceTable],
    findings: Iterable[Finding],
    rejected: Collection[Place],
    lang: Language,
) -> str:
    """CSV of every row that was left out: its cells as typed, what was stated above, then file, row, reasons.

    Files with other headers follow one another, each under its own header.

    Args:
        tables: the files as they were typed.
        findings: whose errors are the reasons.
        rejected: the rows of everything left out, also where findings are no longer listed.
        lang: language of the reasons.
    """
    reasons: dict[Place, list[str]] = defaultdict(list)
    for finding in findings:
        if finding.severity == "error" and finding.row is not None:
            reasons[finding.place.line].append(f"{finding.code}: {FindingLine(finding, lang).about}")
    rows: list[Sequence[object]] = []
    written: tuple[str, ...] | None = None
    for table in tables:
        for line, cells in table.rows:
            place = table.place.at(line)
            if place not in rejected and place not in reasons:
                continue
            header = (*table.header, *(named(column).get(lang) for column, _ in table.stated), *ADDED)
            if header != written:
                rows.append(header)
                written = header
            padded = (*cells, *[""] * (len(table.header) - len(cells)))
            stated = [text for _, text in table.stated]
            said = "; ".join(reasons.get(place) or [say("report.not_listed", lang)])
            rows.append((*padded, *stated, table.file, line, said))
    return csv_text(rows)

"""Rows that were left out, written out again with the reasons, to be mended and handed in once more."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dxscore.model.base import Language
from dxscore.model.cells import plain_cell
from dxscore.model.finding import Finding
from dxscore.model.observation import SourceTable

ADDED = ("rejected_from", "rejected_line", "rejected_because")


def rejects_text(tables: Sequence[SourceTable], findings: Iterable[Finding], lang: Language) -> str:
    """CSV of every row with an error: its cells as typed, then file, row and reasons.

    Files with other headers follow one another, each under its own header.
    """
    reasons: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for finding in findings:
        if finding.severity == "error" and finding.row is not None:
            reasons[finding.file, finding.sheet or "", finding.row].append(
                f"{finding.code}: {finding.message.get(lang)}"
            )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    written: tuple[str, ...] | None = None
    for table in tables:
        for line, cells in table.rows:
            if (table.file, table.sheet, line) not in reasons:
                continue
            if table.header != written:
                writer.writerow([plain_cell(cell) for cell in (*table.header, *ADDED)])
                written = table.header
            padded = (*cells, *[""] * (len(table.header) - len(cells)))
            said = "; ".join(reasons[table.file, table.sheet, line])
            writer.writerow([plain_cell(cell) for cell in (*padded, table.file, line, said)])
    return out.getvalue()

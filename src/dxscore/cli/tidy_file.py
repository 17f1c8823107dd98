"""The tidy metrics file that `dxscore collect` keeps, as it stands."""

from __future__ import annotations

import os
from typing import Final

from dxscore.cli.returned_folder import NOTHING_IN_IT
from dxscore.errors import OutputError
from dxscore.flows.asked import shown
from dxscore.forms.tidy import HOUSE_HEADER, KeptRow
from dxscore.model import rules
from dxscore.model.loaded import Catalogue
from dxscore.read.metrics import read
from dxscore.read.sources import open_source

# What a tidy file has none of, and what writing it again would lose.
_WOULD_BE_LOST: Final = (
    rules.LINES_ABOVE.code,
    rules.NOT_DATA.code,
    rules.REPEATED_HEADER.code,
)


def read_tidy(name: str, catalogue: Catalogue) -> tuple[bytes | None, tuple[KeptRow, ...]]:
    """The tidy CSV as it stands, and its rows; (None, ()) where there is none yet.

    Raises:
        OutputError: it is no tidy CSV, or has faults: writing it again would lose something.
    """
    if not os.path.lexists(name):
        return None, ()
    source = open_source(name)
    metrics = read([source], catalogue)
    lossy = [
        finding
        for finding in metrics.findings
        if finding.code in _WOULD_BE_LOST
        or (finding.severity == "error" and finding.code not in NOTHING_IN_IT)
    ]
    if lossy or any(table.header != HOUSE_HEADER for table in metrics.tables):
        raise OutputError(
            f"«{shown(name)}» không phải tệp số liệu chuẩn của dxscore ({','.join(HOUSE_HEADER)}) hoặc còn"
            " lỗi, nên không ghi vào; sửa tệp đó hoặc chọn tệp khác cho --output",
            f"'{shown(name)}' is no tidy metrics file ({','.join(HOUSE_HEADER)}) or has faults, so it is not"
            " written to; mend it, or choose another --output",
            tuple(lossy),
        )
    by_row = {observation.row: observation for observation in metrics.observations}
    rows = tuple(KeptRow(cells, by_row.get(line)) for table in metrics.tables for line, cells in table.rows)
    return source.content, rows

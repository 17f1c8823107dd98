"""What the reading process would answer, worked out here, without its limits."""

import io
from typing import Final

from dxscore.workbooks.child import answer
from dxscore.workbooks.sheet import Refusal, Workbook
from dxscore.workbooks.worker import Worker, gathered

_OFFICE = "http://schemas.openxmlformats.org"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
MAIN: Final = f'xmlns="{_OFFICE}/spreadsheetml/2006/main"'
"""As the parts of an .xlsx workbook declare what they are written in."""
RELATED: Final = f'xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
RELATIONS: Final = f'xmlns="{_OFFICE}/package/2006/relationships"'
OPEN_DOCUMENT: Final = " ".join(
    f'xmlns:{prefix}="{_OPEN}:{name}:1.0"'
    for prefix, name in (
        *((name, name) for name in ("office", "table", "text", "style", "manifest")),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    )
)


def read_here(content: bytes, seconds: float = 600) -> Workbook | Refusal | None:
    """The answer of the code that the process runs."""
    out = io.BytesIO()
    answer(content, out, seconds)
    out.seek(0)
    return gathered(out)


def read_there(content: bytes) -> Workbook | Refusal:
    """The answer of a process; where no limit was reached, it has to be that of its code."""
    with Worker() as worker:
        given = worker.read(content)
    if not (isinstance(given, Refusal) and given.reason == "too_much"):
        assert read_here(content) == given
    return given

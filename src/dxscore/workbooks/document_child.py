"""The process that opens untrusted workbooks, and Word documents for the tables in them."""

from __future__ import annotations

from typing import Final

from dxscore.workbooks import child, docx

READERS: Final[child.Readers] = {**child.READERS, "DOCX": docx.events}


def main() -> None:
    """Answer requests until standard input ends."""
    child.main(READERS)

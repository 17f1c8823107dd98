"""The process that opens untrusted workbooks, and Word documents for the tables in them."""

from __future__ import annotations

from dxscore.workbooks import child, docx


def main() -> None:
    """Answer requests until standard input ends."""
    child.main({**child.READERS, "DOCX": docx.events})

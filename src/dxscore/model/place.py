"""Places in files, as people look them up."""

from __future__ import annotations

from dxscore.words.visible import visible


def cell_name(position: int, row: int | None) -> str:
    """A cell as spreadsheets name it: 'D12'; a column without a row is 'D'."""
    letters = ""
    while position > 0:
        position, letter = divmod(position - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{'' if row is None else row}"


def place(file: str, sheet: str | None, row: int | None, position: int | None) -> str:
    """FILE:ROW:CELL as far as known; in a workbook FILE:Sheet1!D12, FILE:'Quý IV'!12 or FILE:Sheet1."""
    if sheet is None:
        return ":".join(str(part) for part in (visible(file), row, position) if part is not None)
    name = visible(sheet)
    if not name.replace("_", "").isalnum():
        name = "'{}'".format(name.replace("'", "''"))
    cell = cell_name(position, row) if position else row
    return f"{visible(file)}:{name}" if cell is None else f"{visible(file)}:{name}!{cell}"

"""A form as a CSV file: the version stamp, who prepared it, the header, one row for each indicator."""

from __future__ import annotations

import csv
import io

from dxscore.forms.form import DEFINITION_MARK, Form, fixed_cells, headers
from dxscore.forms.printed import line_above_csv
from dxscore.forms.words import say
from dxscore.model.base import Language
from dxscore.model.cells import plain_cell


def form_csv(built: Form, lang: Language) -> str:
    """The form with empty cells where figures go.

    Vietnamese spreadsheet programs cut at semicolons, for the comma stands before decimals there.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if lang == "vi" else ",", lineterminator="\r\n")
    writer.writerow([line_above_csv(built, lang)])
    writer.writerow([f"{say('prepared_by', lang)}: "])
    names = {column: header for column, header in headers(lang).items() if column != "number"}
    writer.writerow(names.values())
    for _, lines in built.sections:
        for line in lines:
            cells = fixed_cells(built, line, lang)
            said = (cells.get(column, "").replace("\n", DEFINITION_MARK) for column in names)
            writer.writerow([plain_cell(cell) for cell in said])
    return out.getvalue()

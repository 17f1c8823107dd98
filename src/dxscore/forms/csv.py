"""A form as a CSV file: the version stamp, who prepared it, the header, one row for each indicator."""

from __future__ import annotations

from dxscore.forms.form import DEFINITION_MARK, Form, fixed_cells, headers
from dxscore.forms.printed import line_above_csv
from dxscore.model.cells import csv_text
from dxscore.words.say import Language, say


def form_csv(built: Form, lang: Language) -> str:
    """The form with empty cells where figures go.

    Vietnamese spreadsheet programs cut at semicolons, for the comma stands before decimals there.
    """
    names = {column: header for column, header in headers(lang).items() if column != "number"}
    rows = [[line_above_csv(built, lang)], [f"{say('form.prepared_by', lang)}: "], list(names.values())]
    for _, lines in built.sections:
        for line in lines:
            cells = fixed_cells(built, line, lang)
            rows.append([cells.get(column, "").replace("\n", DEFINITION_MARK) for column in names])
    return csv_text(rows, delimiter=";" if lang == "vi" else ",", line_end="\r\n")

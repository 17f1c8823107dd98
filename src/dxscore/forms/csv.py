"""A form as CSV files: the version stamp, who prepared it, the header, a row for each indicator or task."""

from __future__ import annotations

from dxscore.forms.form import DEFINITION_MARK, Form, fixed_cells, headers
from dxscore.forms.printed import line_above_csv, send_back
from dxscore.forms.task_form import TASK_COLUMNS, numbered, task_headers
from dxscore.model.cells import csv_text
from dxscore.words.say import Language, say


def form_csv(built: Form, lang: Language) -> str:
    """The form with empty cells where figures go.

    Vietnamese spreadsheet programs cut at semicolons, for the comma stands before decimals there.
    """
    names = {column: header for column, header in headers(lang).items() if column != "number"}
    rows = [[_above(built, lang)], [f"{say('form.prepared_by', lang)}: "], list(names.values())]
    for _, lines in built.sections:
        for line in lines:
            cells = fixed_cells(built, line, lang)
            rows.append([cells.get(column, "").replace("\n", DEFINITION_MARK) for column in names])
    return _text(rows, lang)


def form_tasks_csv(built: Form, lang: Language) -> str:
    """What the form asks of tasks, in a file of its own: a text has no second sheet."""
    titles = task_headers(lang)
    names = [column for column in TASK_COLUMNS if column != "number"]
    rows = [[_above(built, lang)], [titles[column] for column in names]]
    for number, line in numbered(built.tasks):
        cells = line.fixed_cells(number, built.unit, str(built.period), lang)
        rows.append([cells.get(column, "") for column in names])
    return _text(rows, lang)


def _above(built: Form, lang: Language) -> str:
    """The stamp, then where to send the form, without what would cut the line."""
    return line_above_csv(built, lang) + send_back(built, lang).replace(",", " –").replace(";", " –")


def _text(rows: list[list[str]], lang: Language) -> str:
    return csv_text(rows, delimiter=";" if lang == "vi" else ",", line_end="\r\n")

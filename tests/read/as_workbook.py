"""The cells of a CSV file as a workbook."""

import csv
import io
from collections.abc import Iterable

import openpyxl


def as_workbook(text: str, merges: Iterable[str] = ()) -> bytes:
    """A workbook whose only sheet holds the cells of `text`, all as texts, with some of them merged."""
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(text), delimiter=";"):
        book.worksheets[0].append([cell or None for cell in row])
    for merged in merges:
        book.worksheets[0].merge_cells(merged)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()

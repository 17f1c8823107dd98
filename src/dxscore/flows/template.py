"""A form to send out, as the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dxscore.forms.form import Form
from dxscore.words.say import Language


def _workbook(built: Form, lang: Language) -> bytes:
    from dxscore.forms.workbook import form_workbook

    return form_workbook(built, lang)


def _csv(built: Form, lang: Language) -> bytes:
    from dxscore.forms.csv import form_csv

    return form_csv(built, lang).encode("utf-8-sig")


def form_files(built: Form, kind: str, lang: Language) -> dict[str, bytes]:
    """The files of a form by the ends of their names: one, and beside a text one more on tasks."""
    files = {f".{kind}": FORM_FORMATS[kind](built, lang)}
    if kind == "csv" and built.tasks:
        from dxscore.forms.csv import form_tasks_csv

        files[".tasks.csv"] = form_tasks_csv(built, lang).encode("utf-8-sig")
    return files


FORM_FORMATS: Final[dict[str, Callable[[Form, Language], bytes]]] = {"xlsx": _workbook, "csv": _csv}
"""The kinds of file that a form can be, by suffix."""

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
    from dxscore.forms.csv import form_csv, form_tasks_csv

    write = form_csv if built.sections or not built.tasks else form_tasks_csv
    return write(built, lang).encode("utf-8-sig")


def form_files(built: Form, kind: str, lang: Language) -> dict[str, bytes]:
    """The files of a form by the ends of their names: one; of texts one on figures and one on tasks."""
    files = {f".{kind}": FORM_FORMATS[kind](built, lang)}
    if kind == "csv" and built.tasks:
        on_tasks = built._replace(sections=())
        if not built.sections:
            files.clear()
        files[".tasks.csv"] = _csv(on_tasks, lang)
    return files


FORM_FORMATS: Final[dict[str, Callable[[Form, Language], bytes]]] = {"xlsx": _workbook, "csv": _csv}
"""The kinds of file that a form can be, by suffix."""

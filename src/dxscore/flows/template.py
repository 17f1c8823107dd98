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


FORM_FORMATS: Final[dict[str, Callable[[Form, Language], bytes]]] = {"xlsx": _workbook, "csv": _csv}
"""The kinds of file that a form can be, by suffix."""

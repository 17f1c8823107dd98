"""The files for people that a scorecard can become, by suffix: the choices of `report --output` are these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dxscore.report.packages import drawing_packages
from dxscore.report.view import View


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of file.

    Args:
        render: the scorecard as the bytes of a file; the second argument is the bytes of an office's own
            template, or None.
        takes_template: whether such a template changes anything.
    """

    render: Callable[[View, bytes | None], bytes]
    takes_template: bool = False


def _page(view: View, _template: bytes | None) -> bytes:
    with drawing_packages():
        from dxscore.report.page.page import html_page
    return html_page(view)


def _word(view: View, template: bytes | None) -> bytes:
    with drawing_packages():
        from dxscore.report.word import word_document
    return word_document(view, template)


def _excel(view: View, _template: bytes | None) -> bytes:
    with drawing_packages():
        from dxscore.report.excel import excel_workbook
    return excel_workbook(view, view.observations)


def _markdown(view: View, _template: bytes | None) -> bytes:
    from dxscore.report.markdown import markdown_text

    return markdown_text(view).encode("utf-8", "backslashreplace")


DOCUMENTS: dict[str, Document] = {
    ".html": Document(_page),
    ".docx": Document(_word, takes_template=True),
    ".xlsx": Document(_excel),
    ".md": Document(_markdown),
}

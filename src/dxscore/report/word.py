"""A scorecard as a draft of the official report, from a Word template that an office can replace."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dxscore.errors import RequestError
from dxscore.report.abbreviations import spelled_out
from dxscore.report.packages import drawing_packages
from dxscore.report.view import View
from dxscore.report.word_fields import fields
from dxscore.words.system import library_words
from dxscore.words.text import Text, both
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from docxtpl import DocxTemplate, InlineImage
    from jinja2.sandbox import SandboxedEnvironment

# The largest picture that stands on a landscape page under the title of an annex.
WIDEST_MM, HIGHEST_MM = 250, 130


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart to be shown.

    Args:
        png: the picture's bytes; none where it could not be drawn, which the caption then says.
        caption: the line under it.
        description: all that it shows, for who cannot see it.
    """

    png: bytes
    caption: str
    description: str


def word_document(view: View, charts: Sequence[Picture] | None = None) -> bytes:
    """The report as a .docx file: the same scorecard, template and charts give the same bytes.

    Args:
        view: what to report, in which language, and in which template: a Word file with fields in double
            braces, by default the shipped one of the language.
        charts: pictures for the part on results; by default the heat map of units and targets.

    Raises:
        RequestError: the template is no Word file, or asks for something that no field gives.
        OutputError: the packages that write Word files are not installed.
    """
    pictures = usual_charts(view) if charts is None else charts
    if view.template is None:
        try:
            return _filled(_shipped(view), view, pictures, ours=True)
        except SyntaxError as error:  # our template is sound: so lxml answers where memory ends
            raise MemoryError from error
    try:
        return _filled(view.template, view, pictures)
    except MemoryError:
        raise
    except Exception as error:  # a template is a program of its own: whatever goes wrong in it is its fault
        raise _broken(error) from error


def usual_charts(view: View) -> tuple[Picture, ...]:
    """The heat map of what is due, where several units report."""
    with drawing_packages():
        from dxscore.report.charts.draw import NotDrawnError, png
        from dxscore.report.charts.heat import heat_map
    chart = heat_map(view, due_only=True)
    if chart is None:
        return ()
    try:
        return (Picture(png(chart), chart.title, chart.description),)
    except NotDrawnError as error:
        return (Picture(b"", error.words.get(view.lang), ""),)


def _shipped(view: View) -> bytes:
    return files("dxscore.report").joinpath("templates", f"report-{view.lang}.docx").read_bytes()


def _filled(template: bytes, view: View, charts: Sequence[Picture], ours: bool = False) -> bytes:
    with drawing_packages():
        from docxtpl import DocxTemplate
    document = DocxTemplate(io.BytesIO(template))
    context = fields(view) | {"charts": [_chart(document, chart) for chart in charts]}
    document.render(context, jinja_env=_environment())
    if ours:
        _spell_out(document, view)
    _fix_properties(document, view)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _spell_out(document: DocxTemplate, view: View) -> None:
    """Abbreviations in words where they stand first in running text; tables have no room for it."""
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    paragraphs = [child for child in document.docx.element.body if child.tag == f"{word}p"]
    nodes = [node for paragraph in paragraphs for node in paragraph.iter(f"{word}t")]
    names = [view.names.body(body) for body in view.catalogue.bodies]
    texts = spelled_out([node.text or "" for node in nodes], view.lang, names)
    for node, said in zip(nodes, texts, strict=True):
        node.text = said


def _environment() -> SandboxedEnvironment:
    """Jinja in which every value shows as the text it is, and a field that does not exist is an error."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_as_text)


def _as_text(value: Any) -> Any:
    """`value` ready for XML: nothing in it is markup, a control character or a brace that is read again.

    docxtpl turns '{_{' in a finished page into '{{': the underscore is written as a reference.
    """
    from markupsafe import Markup, escape

    if hasattr(value, "__html__"):
        return value
    return Markup(str(escape(visible(str(value)))).replace("_", "&#95;"))  # noqa: S704 - escaped just before


def _chart(document: DocxTemplate, chart: Picture) -> dict[str, object]:
    from docx.shared import Mm
    from docxtpl import InlineImage

    if not chart.png:
        return {"image": "", "caption": visible(chart.caption)}
    width, height = _picture_size(chart.png)
    room = (
        {"width": Mm(WIDEST_MM)} if height * WIDEST_MM <= width * HIGHEST_MM else {"height": Mm(HIGHEST_MM)}
    )
    image = InlineImage(document, io.BytesIO(chart.png), **room)
    return {"image": _Described(image, chart.description), "caption": visible(chart.caption)}


def _picture_size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the header that starts every PNG."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


@dataclass(frozen=True, slots=True)
class _Described:
    """A picture in the page, with its text alternative."""

    image: InlineImage
    description: str

    def __html__(self) -> str:
        from markupsafe import escape

        drawn = str(self.image.__html__())
        return drawn.replace("<wp:docPr ", f'<wp:docPr descr="{escape(visible(self.description))}" ', 1)


def _fix_properties(document: DocxTemplate, view: View) -> None:
    """Dates of the file are the day of judgement, for the same scorecard is to give the same bytes."""
    day = view.scorecard.day
    properties = document.docx.core_properties  # get_docx() would read the empty template again
    properties.created = properties.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    properties.title = str(fields(view)["subject"])


def _broken(error: Exception) -> Exception:
    from dxscore.errors import DxscoreError

    if isinstance(error, DxscoreError):
        return error
    said = both("word_file.unusable", why=_why_broken(error))
    return RequestError(said.vi, said.en)


def _why_broken(error: Exception) -> Text:
    """Known by the class: of the libraries' own words only names and line numbers are for a reader."""
    said = visible(f"{type(error).__name__}: {error}", 200)
    kind = {known.__name__ for known in type(error).__mro__}
    if "UndefinedError" in kind:
        named = ", ".join(re.findall(r"'([^']*)'", said)[-1:])
        return both("word_file.no_field", field=named) if named else both("word_file.no_such_field")
    if "TemplateSyntaxError" in kind:
        return both("word_file.syntax", said=said)
    if kind & {"BadZipFile", "PackageNotFoundError"}:
        return both("word_file.no_docx")
    return library_words(said)


_ALWAYS = (1980, 1, 1, 0, 0, 0)


def repacked(archive: bytes) -> bytes:
    """The zip `archive` with the same members in the same order, all dated 1 January 1980: the same contents
    are the same bytes.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            fixed = zipfile.ZipInfo(member.filename, _ALWAYS)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, old.read(member))
    return out.getvalue()

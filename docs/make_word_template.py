"""Builds the shipped Word templates, report-vi.docx and report-en.docx, in the layout of Nghị định 30/2020.

    python docs/make_word_template.py [FOLDER]

FOLDER is src/dxscore/report/templates unless another is named. What the fields in double braces mean stands
in docs/word-template.md; the fixed words, the same in every report, are the topics word_... of
src/dxscore/words.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from word_template_parts import (
    CENTRE,
    LEFT,
    add_blank,
    add_body,
    add_grid,
    add_heading,
    header_row,
    keep_whole,
    loop_rows,
    rule_below,
    tag_row,
    write_cell,
    write_line,
)

from dxscore.report.word import repacked
from dxscore.words.say import LANGUAGES, Language, phrases, say_of

if TYPE_CHECKING:
    from dxscore.words.keys import Topic

FOLDER = Path(__file__).parent.parent / "src" / "dxscore" / "report" / "templates"
FONT = "Times New Roman"
INDENT = Mm(12.7)
ANNEX_1_MM = (10, 42, 11, 22, 21, 32, 21, 21, 18, 31, 28)  # a result may take ten signs: 79,999998%
PILLAR_FIELDS = (
    "name",
    "targets",
    "not_due",
    "due",
    "met",
    "missed",
    "no_data",
    "not_assessable",
    "not_applicable",
    "waived",
)
BRIEF_FIELDS = ("number", "name", "target", "value", "gap", "lead")
ANNEX_1_FIELDS = (
    "number",
    "name",
    "unit_of_measure",
    "target",
    "value",
    "parts",
    "period",
    "achievement",
    "verdict",
    "lead",
    "remark",
)
CENTRED_FIELDS = {"number", "unit_of_measure", "value", "parts", "period", "achievement", "verdict"}


def main(folder: Path) -> None:
    """Write both templates."""
    for lang in LANGUAGES:
        out = io.BytesIO()
        built(Words(lang)).save(out)
        (folder / f"report-{lang}.docx").write_bytes(repacked(out.getvalue()))


class Words:
    """The fixed words of one language."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang

    def __getitem__(self, name: str) -> str:
        return say_of("word_template", name, self.lang)

    def titles(self, table: Topic) -> list[str]:
        """Titles of the columns of a table."""
        return [say_of(table, name, self.lang) for name in phrases(self.lang)[table]]


def built(words: Words) -> WordDocument:
    """One template."""
    document = Document()
    _styles(document, words["locale"])
    _properties(document)
    _first_section(document.sections[0])
    _letterhead(document, words)
    _title(document, words)
    _results(document, words)
    _assessment(document, words)
    _next_period(document, words)
    _signature(document, words)
    _target_annex(document, words)
    _unit_annex(document, words)
    return document


def _properties(document: WordDocument) -> None:
    properties = document.core_properties
    properties.title = "{{ subject }}"
    properties.author = ""
    properties.comments = ""
    properties.created = properties.modified = datetime(2020, 3, 5)


def _styles(document: WordDocument, locale: str) -> None:
    normal = cast(ParagraphStyle, document.styles["Normal"])
    _typeface(normal, 14, locale)
    normal.paragraph_format.space_after = Pt(0)
    body = _style(document, "Report Body", 14, locale)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.first_line_indent = INDENT
    body.paragraph_format.space_after = Pt(6)
    body.paragraph_format.line_spacing = 1.1
    for level in (1, 2, 3):
        heading = cast(ParagraphStyle, document.styles[f"Heading {level}"])
        _typeface(heading, 14, locale)
        heading.font.bold, heading.font.italic = True, level == 3
        heading.paragraph_format.first_line_indent = INDENT
        heading.paragraph_format.space_before = heading.paragraph_format.space_after = Pt(6)
        heading.paragraph_format.keep_with_next = True
    small = _style(document, "Report Table", 10.5, locale)
    small.paragraph_format.space_before = small.paragraph_format.space_after = Pt(1)
    centred = _style(document, "Report Centred", 14, locale)
    centred.paragraph_format.alignment = CENTRE
    centred.paragraph_format.space_after, centred.paragraph_format.line_spacing = Pt(0), 1.1
    fill = document.styles.add_style("To Fill In", WD_STYLE_TYPE.CHARACTER)
    fill.font.italic = True


def _style(document: WordDocument, name: str, size: float, locale: str) -> ParagraphStyle:
    style = cast(ParagraphStyle, document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    _typeface(style, size, locale)
    return style


def _typeface(style: ParagraphStyle, size: float, locale: str) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for attribute in [name for name in fonts.attrib if "Theme" in str(name)]:
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale)
    language.set(qn("w:eastAsia"), locale)
    properties.append(language)


def _first_section(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)
    run = number.add_run("2")
    run.font.size = Pt(13)
    field.append(run._r)


def _letterhead(document: WordDocument, words: Words) -> None:
    table = add_grid(document, 2, (72, 93), border=False)
    left, right = table.rows[0].cells
    write_line(left, "{{ parent_body }}", 12)
    write_line(left, "{{ issuing_body }}", 12, bold=True)
    rule_below(left.add_paragraph(), 22)
    write_line(right, words["nation"], 12, bold=True)
    write_line(right, words["motto"], 13, bold=True)
    rule_below(right.add_paragraph(), 17)
    left, right = table.rows[1].cells
    write_line(left, words["number"], 13)
    write_line(right, words["day"], 13, italic=True)


def _title(document: WordDocument, words: Words) -> None:
    title = document.add_paragraph(style="Report Centred")
    title.paragraph_format.space_before = Pt(18)
    title.add_run(words["kind"]).bold = True
    document.add_paragraph(style="Report Centred").add_run("{{ subject }}").bold = True
    rule_below(document.add_paragraph(), 55)
    to = document.add_paragraph(words["to"], style="Report Centred")
    to.paragraph_format.space_before = to.paragraph_format.space_after = Pt(12)
    add_body(document, "{{ opening }}")
    _brief(document, words)
    add_heading(document, words["I"], 1)
    document.paragraphs[-1].paragraph_format.page_break_before = True
    add_blank(document, words["I_to_fill_in"])


def _brief(document: WordDocument, words: Words) -> None:
    """The whole answer on the first page, for who reads no other."""
    head = document.add_paragraph(words["brief"], style="Heading 1")
    head.paragraph_format.space_before = Pt(3)
    document.add_paragraph(style="Report Body").add_run("{{ summary }}").bold = True
    add_body(document, "{%p for line in scope %}", "{{ line }}", "{%p endfor %}", "{%p if brief_rows %}")
    document.add_paragraph(style="Report Centred").add_run(words["brief_title"]).bold = True
    table = add_grid(document, 4, (11, 43, 20, 17, 35, 39))
    header_row(table.rows[0], words.titles("word_brief"))
    fields = [f"row.{field}" for field in BRIEF_FIELDS]
    loop_rows(table, 1, "row in brief_rows", fields, {"row.number", "number", "value"})
    after = document.add_paragraph("{%p endif %}", style="Report Body")
    after.paragraph_format.space_before = Pt(6)
    add_body(document, "{%p for line in brief_lines %}", "{{ line }}", "{%p endfor %}")


def _results(document: WordDocument, words: Words) -> None:
    add_heading(document, words["II"], 1)
    add_heading(document, words["II_1"], 2)
    add_body(document, "{{ summary }}")
    document.add_paragraph(style="Report Centred").add_run(words["table_title"]).bold = True
    _pillar_table(document, words.titles("word_pillars"))
    after = document.add_paragraph(words["detail"], style="Report Body")
    after.paragraph_format.space_before = Pt(6)
    add_body(document, "{%p for pillar in pillars %}")
    add_heading(document, "1.{{ pillar.number }}. {{ pillar.title }}", 3)
    add_body(document, "{{ pillar.counts }}")
    _points(document, "pillar.points")
    add_body(document, "{%p endfor %}")
    add_heading(document, words["II_2"], 2)
    add_body(document, "{%p if tasks %}", "{%p for line in tasks.lines %}", "{{ line }}", "{%p endfor %}")
    for title, lines in (("late_title", "late"), ("soon_title", "soon")):
        add_body(document, f"{{%p if tasks.{lines} %}}", say_of("task_report", title, words.lang))
        add_body(
            document, f"{{%p for line in tasks.{lines} %}}", "- {{ line }}", "{%p endfor %}", "{%p endif %}"
        )
    add_body(document, "{%p else %}")
    add_blank(document, words["II_2_to_fill_in"])
    add_body(document, "{%p endif %}")


def _charts(document: WordDocument) -> None:
    add_body(document, "{%p for chart in charts %}")
    image = document.add_paragraph("{{ chart.image }}", style="Report Centred")
    image.paragraph_format.keep_with_next = True
    caption = document.add_paragraph(style="Report Centred")
    caption.paragraph_format.space_after = Pt(6)
    caption.add_run("{{ chart.caption }}").italic = True
    add_body(document, "{%p endfor %}")


def _points(document: WordDocument, points: str) -> None:
    """Lettered points with their lines."""
    add_body(document, f"{{%p for point in {points} %}}")
    head = document.add_paragraph("{{ point.letter }}) {{ point.title }}", style="Report Body")
    head.paragraph_format.keep_with_next = True
    add_body(document, "{%p for item in point.items %}", "- {{ item }}", "{%p endfor %}", "{%p endfor %}")


def _assessment(document: WordDocument, words: Words) -> None:
    add_heading(document, words["III"], 1)
    for number, lines in (("III_1", "strengths"), ("III_2", "weaknesses")):
        add_heading(document, words[number], 2)
        _lines(document, lines)
        add_blank(document, words[f"{number}_to_fill_in"])
    add_heading(document, words["III_3"], 2)
    for number in ("III_3a", "III_3b"):
        add_body(document, words[number])
        add_blank(document, words["III_3_to_fill_in"])


def _lines(document: WordDocument, lines: str) -> None:
    add_body(document, f"{{%p for line in {lines} %}}", "- {{ line }}", "{%p endfor %}")


def _next_period(document: WordDocument, words: Words) -> None:
    add_heading(document, words["IV"], 1)
    add_heading(document, words["IV_1"], 2)
    add_body(document, "{%p if not urgings %}", "{{ no_gaps }}", "{%p endif %}")
    _points(document, "urgings")
    add_body(document, "{%p if inferred %}", "{{ inferred }}", "{%p endif %}")
    add_body(document, "{%p if ended %}", "{{ ended }}", "{%p endif %}")
    add_heading(document, words["IV_2"], 2)
    add_body(document, "{{ data_request }}")
    add_heading(document, words["IV_3"], 2)
    add_blank(document, words["IV_3_to_fill_in"])
    add_heading(document, words["V"], 1)
    add_body(document, "{%p if proposals %}", "{{ propose }}")
    _lines(document, "proposals")
    add_body(document, "{%p endif %}")
    add_blank(document, words["V_to_fill_in"])
    ending = document.add_paragraph("{{ ending }}", style="Report Body")
    ending.paragraph_format.keep_with_next = True


def _signature(document: WordDocument, words: Words) -> None:
    row = add_grid(document, 1, (75, 90), border=False).rows[0]
    keep_whole(row)
    left, right = row.cells
    write_line(left, words["sent_to"], 12, LEFT, bold=True, italic=True)
    for number in (1, 2, 3):
        write_line(left, words[f"sent_{number}"], 11, LEFT)
    write_line(right, words["signer"], 14, bold=True)
    for _ in range(4):
        write_line(right, " ", 14)
    write_line(right, words["name"], 14, bold=True)


def _pillar_table(document: WordDocument, columns: Sequence[str]) -> None:
    table = add_grid(document, 4, (30, 15, 14, 13, 12, 15, 15, 18, 16, 17))
    header_row(table.rows[0], columns)
    fields = [f"row.{field}" for field in PILLAR_FIELDS]
    loop_rows(table, 1, "row in pillar_rows", fields, set(PILLAR_FIELDS) - {"name"})


def _target_annex(document: WordDocument, words: Words) -> None:
    _annex_section(document)
    _annex_title(document, words, 1)
    table = add_grid(document, 6, ANNEX_1_MM)
    header_row(table.rows[0], words.titles("word_annex_1"))
    tag_row(table.rows[1], "tr for group in target_groups")
    group = table.rows[2].cells
    write_cell(group[0], "{{ group.numeral }}", CENTRE, bold=True)
    write_cell(group[1].merge(group[-1]), "{{ group.title }}", LEFT, bold=True)
    fields = [f"row.{field}" for field in ANNEX_1_FIELDS]
    loop_rows(table, 3, "row in group.rows", fields, CENTRED_FIELDS)
    cells = table.rows[4].cells
    write_cell(cells[ANNEX_1_FIELDS.index("period")], "{{ row.closed_on }}", CENTRE, more=True)
    tag_row(table.add_row(), "tr endfor")
    note = "{%p if inferred %}", "{{ inferred }}", "{%p endif %}"
    for line in note:
        document.add_paragraph(line, style="Report Table")


def _unit_annex(document: WordDocument, words: Words) -> None:
    _annex_section(document)
    _annex_title(document, words, 2)
    _charts(document)
    document.add_paragraph("{%p if not unit_rows %}", style="Report Centred")
    document.add_paragraph(words["nobody"], style="Report Centred")
    document.add_paragraph("{%p else %}", style="Report Centred")
    table = add_grid(document, 4, (12, 45, 95, 105))
    header_row(table.rows[0], words.titles("word_annex_2"))
    loop_rows(
        table, 1, "row in unit_rows", ["row.number", "row.name", "row.missing", "row.behind"], {"number"}
    )
    for cell, field in zip(table.rows[2].cells[2:], ("missing", "behind"), strict=True):
        cell.paragraphs[0].runs[0].text = f"{{%p for line in row.{field} %}}"
        write_cell(cell, "{{ line }}", LEFT, more=True)
        write_cell(cell, "{%p endfor %}", LEFT, more=True)
    document.add_paragraph("{%p endif %}", style="Report Centred")


def _annex_section(document: WordDocument) -> None:
    """A landscape section whose pages are counted anew."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.different_first_page_header_footer = True
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    section._sectPr.find(qn("w:pgMar")).addnext(numbering)


def _annex_title(document: WordDocument, words: Words, number: int) -> None:
    for line in (words[f"annex_{number}"], words[f"annex_{number}_title"]):
        document.add_paragraph(style="Report Centred").add_run(line).bold = True
    annexed = document.add_paragraph(style="Report Centred")
    annexed.add_run(words["annexed"]).italic = True
    annexed.paragraph_format.space_after = Pt(6)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)

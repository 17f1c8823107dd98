"""Every rule of the language is told in every output, in both languages: the table is `every_rule.RULES`."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from functools import cache

import openpyxl
import pytest
from every_rule import RULES, catalogue, said, scorecard

from dxscore import api
from dxscore.model.catalogue import Indicator, Target
from dxscore.report.explain import explain_indicator
from dxscore.report.outputs import OUTPUTS
from dxscore.report.view import View
from dxscore.words.say import Language

LANGUAGES: tuple[Language, ...] = ("vi", "en")
REPORTS = ("table", "markdown", "html", "docx", "xlsx", "junit")
each_rule = pytest.mark.parametrize("id_", RULES)
in_both = pytest.mark.parametrize("lang", LANGUAGES)


@cache
def report(name: str, lang: Language) -> str:
    """All that can be read in a report, in one line; a screen wide enough not to wrap."""
    made = OUTPUTS[name].render(View(scorecard(), catalogue(), lang=lang, width=600))
    if name == "xlsx":
        return workbook_text(io.BytesIO(made))
    if name == "docx":
        with zipfile.ZipFile(io.BytesIO(made)) as document:
            made = document.read("word/document.xml")
    text = made.decode()
    if name == "markdown":
        text = re.sub(r"\\(?=[^\w\s])", "", text)
    elif name == "junit":
        text = html.unescape(text)
    elif name != "table":
        text = html.unescape(re.sub(r"</w:p>|<(?!/?w:)[^>]*>", " ", text))
        text = re.sub(r"<[^>]*>", "", text)
    return " ".join(text.split())


def workbook_text(file: io.BytesIO) -> str:
    """Words of all cells."""
    book = openpyxl.load_workbook(file)
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return " ".join(" ".join(str(cell) for cell in cells if cell is not None).split())


FORMS = {"EVERY-QUARTER": "2025-Q4", "EVERY-MONTH": "2025-12"}
"""Where the form of the year does not ask, for its count could judge nothing: a form that does."""


@cache
def form(unit: str, lang: Language, period: str = "2025") -> str:
    """What the form of a period says."""
    return workbook_text(io.BytesIO(api.template(unit, period, catalogue(), lang=lang)))


@each_rule
@in_both
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_says_what_is_asked_and_what_is_missing(name: str, id_: str, lang: Language) -> None:
    words, text = said(RULES[id_], lang), report(name, lang)
    # In a sentence the deadline stands in front, and the first letter is small.
    begun = re.sub(r" \([^()]*\)$", "", words.target)
    assert begun in text or f"{begun[:1].lower()}{begun[1:]}" in text
    assert words.target in text or name == "junit"
    if name not in ("xlsx", "junit"):  # numbers in cells of their own; a case has its verdict alone
        assert words.gap in text or f"{words.gap[:1].upper()}{words.gap[1:]}" in text


@each_rule
@in_both
def test_an_explanation_says_how_it_is_judged(id_: str, lang: Language) -> None:
    words = said(RULES[id_], lang)
    text = explain_indicator(catalogue(), catalogue().indicators[id_], lang, None, width=100)
    assert words.told in " ".join(text.split())
    assert catalogue().documents[catalogue().indicators[id_].targets[0].source.document].number in text
    page = report("html", lang)  # which explains each indicator, too, with labels of their own
    assert all(part in page for part in words.told.split(": "))


@each_rule
@in_both
def test_a_form_says_what_is_asked_of_the_unit(id_: str, lang: Language) -> None:
    rule = RULES[id_]
    wanted = said(rule, lang).form
    assert wanted is None or wanted in form(rule.unit, lang, FORMS.get(id_, "2025"))


@pytest.mark.parametrize("id_", FORMS)
def test_a_form_of_a_longer_time_does_not_ask_for_what_could_judge_nothing(id_: str) -> None:
    wanted = RULES[id_].vi.form
    assert wanted is not None and wanted not in form(RULES[id_].unit, "vi")


@each_rule
def test_json_tells_it(id_: str) -> None:
    document = json.loads(OUTPUTS["json"].render(View(scorecard(), catalogue(), lang="vi", width=100)))
    own = [result for result in document["results"] if result["indicator"] == id_]
    assert any(RULES[id_].json(result) for result in own)


def test_the_table_has_every_rule() -> None:
    """A key of the language that no rule here uses would be told of nowhere."""
    plain = {*("done", "at_least", "more_than", "at_most", "less_than", "exactly", "source", "choice")}
    asked = {field.alias or name for name, field in Target.model_fields.items()} - plain
    measured = {"of", "scope", "maximum", "parts", "unit_of_measure"}
    assert measured <= set(Indicator.model_fields)
    assert {key for rule in RULES.values() for key in rule.keys} == asked | measured


def test_every_target_is_of_a_document_that_can_be_looked_up() -> None:
    assert {id_ for id_, document in catalogue().documents.items() if not document.url} == {"MH"}  # made up
    assert set(RULES) == set(catalogue().indicators)


def test_a_threshold_in_a_unit_of_its_own_is_no_percentage() -> None:
    made = OUTPUTS["xlsx"].render(View(scorecard(), catalogue(), lang="vi", width=100))
    rows = list(openpyxl.load_workbook(io.BytesIO(made)).worksheets[1].iter_rows(values_only=True))
    head = next(row for row in rows if "Ngưỡng" in row)
    of = {row[0]: row[head.index("Ngưỡng")] for row in rows}
    assert (of["UNIT"], of["BASE"], of["BY-QUARTER"], of["OVER-100"]) == (350, 30, 8.4, 1.1)


@in_both
def test_what_is_counted_by_the_month_has_no_trend_of_years(lang: Language) -> None:
    """The newest month stands beside the next one, and not the sum of those before it."""
    for id_, shown in (("EVERY-MONTH", 0), ("EVERY-QUARTER", 1)):
        ahead = next(r for r in scorecard().results if r.indicator == id_ and not r.due)
        assert ahead.reason == "stale"
        assert ahead.value == shown
        assert (ahead.outlook, ahead.needed_per_year) == (None, None)
    assert ("kỳ tháng 12/2025" if lang == "vi" else "figure of 2025-12") in report("table", lang)

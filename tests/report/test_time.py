"""The time that a figure covers is printed wherever it is not the target's own year, in every format."""

from __future__ import annotations

import io
import json
from datetime import date

import docx
import openpyxl
import pytest
from builders import TOWN, catalogue, indicator, row, scored, target
from hypothesis import given
from hypothesis import strategies as st
from texts import as_text

from dxscore.model.period import Period, period_inside
from dxscore.model.scorecard import Span
from dxscore.report.excel import excel_workbook
from dxscore.report.explain import explain_indicator
from dxscore.report.figure_line import span_words
from dxscore.report.page.page import html_page
from dxscore.report.view import View
from dxscore.report.word import word_document
from dxscore.words.say import Language

YEAR_END = date(2025, 12, 14)
NAMED = [
    *(Period("month", 2025, n) for n in range(1, 13)),
    *(Period("quarter", 2025, n) for n in range(1, 5)),
    *(Period("half", 2025, n) for n in (1, 2)),
    *(Period("months", 2025, n) for n in (2, 4, 5, 7, 8, 9, 10, 11)),
    Period("year", 2025),
]


def flow(period: str, by: int = 2025, lang: Language = "vi") -> View:
    """A count over time of one body, of which the file has one period."""
    data = catalogue(indicator(target(by=by, at_least=80), reported_by=TOWN, over_time="flow"))
    return View(
        scored(data, row(TOWN, "175/200", period), as_of=YEAR_END, target_year="all"), data, lang, width=200
    )


def span(first: int, last: int, months: int) -> Span:
    return Span.model_validate(
        {"from": f"2025-{first:02d}", "to": f"2025-{last:02d}", "months": months, "of": 12}
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("period", NAMED, ids=str)
def test_months_that_are_a_period_bear_its_name(period: Period, lang: Language) -> None:
    months = period.last_month - period.first_month + 1
    assert span_words(span(period.first_month, period.last_month, months), lang) == period_inside(
        period, lang
    )


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 12))
def test_all_other_months_are_named_by_the_first_the_last_and_their_number(
    a: int, b: int, months: int
) -> None:
    first, last = min(a, b), max(a, b)
    months = min(months, last - first + 1)
    names = {period_inside(period, "vi") for period in NAMED}
    said = span_words(span(first, last, months), "vi")
    exact = [p for p in NAMED if (p.first_month, p.last_month) == (first, last)]
    assert (said in names) is (bool(exact) and months == last - first + 1)
    if said not in names:
        assert said == f"{months} tháng, từ tháng {first} đến tháng {last}/2025"


TIMES = {"vi": "số liệu 6 tháng đầu năm 2025", "en": "figures of 2025-H1"}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_half_a_year_is_named_in_every_format(lang: Language) -> None:
    view, said = flow("2025-H1", lang=lang), TIMES[lang]
    for format_ in ("table", "markdown", "junit"):
        assert said in " ".join(as_text(format_, view).replace("\\", "").split()), format_
    assert said in html_page(view).decode()
    text = explain_indicator(view.catalogue, view.catalogue.indicators["X"], lang, view, 200)
    assert f"· {said} ·" in text
    document = docx.Document(io.BytesIO(word_document(view, charts=())))
    assert any(said in p.text or f"{said[0].upper()}{said[1:]}." in p.text for p in document.paragraphs)
    cells = [cell.text for table in document.tables for r in table.rows for cell in r.cells]
    assert any(cell.startswith({"vi": "6 tháng đầu năm 2025", "en": "2025-H1"}[lang]) for cell in cells)
    book = openpyxl.load_workbook(io.BytesIO(excel_workbook(view)))
    shown = {cell.value for page in book.worksheets for r in page.iter_rows() for cell in r}
    assert {"vi": "6 tháng đầu năm 2025", "en": "2025-H1"}[lang] in shown
    (result,) = json.loads(as_text("json", view))["results"]
    assert result["span"] == {"from": "2025-01", "to": "2025-06", "months": 6, "of": 12}
    head, values = (line.split(",") for line in as_text("csv", view).splitlines())
    row_ = dict(zip(head, values, strict=True))
    assert [row_[f"span_{part}"] for part in ("from", "to", "months", "of")] == [
        "2025-01",
        "2025-06",
        "6",
        "12",
    ]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_targets_own_year_goes_without_saying(lang: Language) -> None:
    (line,) = flow("2025", lang=lang).results
    assert line.time == "" and line.covers == {"vi": "năm 2025", "en": "2025"}[lang]
    assert line.figures.count("2025") == 0


def test_a_later_target_names_the_year_that_its_figure_is_of() -> None:
    (line,) = flow("2025", by=2030).results
    assert "số liệu năm 2025" in line.figures


def test_four_quarters_that_make_the_year_are_the_year() -> None:
    data = catalogue(indicator(target(at_least=80), reported_by=TOWN, over_time="flow"))
    rows = [row(TOWN, "20/25", f"2025-Q{n}") for n in (1, 2, 3, 4)]
    (line,) = View(scored(data, *rows, as_of=YEAR_END), data).results
    assert line.time == "" and line.covers == "năm 2025" and line.parts == "80/100"


def test_a_unit_of_another_time_than_the_whole_says_so() -> None:
    data = catalogue(indicator(target(at_least=80), over_time="flow"))
    rows = (row("an", "7/10", "2025"), row("binh", "7/10", "2025"), row("chau", "7/10", "2025-Q1"))
    view = View(scored(data, *rows, as_of=YEAR_END), data, width=200)
    (line,) = view.results
    times = {unit.id: unit.time for unit in line.units}
    assert times["chau"] == "số liệu Quý I/2025"
    assert {times["an"], times["binh"]} <= {"", "số liệu năm 2025"}
    assert "số liệu Quý I/2025" in as_text("table", view)


def test_no_figure_has_no_time() -> None:
    data = catalogue(indicator(target(at_least=80), reported_by=TOWN), indicator(id="Y", reported_by=TOWN))
    view = View(scored(data, row(TOWN, "9/10", id="Y")), data)
    line = next(line for line in view.results if line.id == "X")
    assert (line.time, line.covers) == ("", "")

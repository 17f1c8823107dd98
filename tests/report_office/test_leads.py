"""Leads that are inferred are marked wherever they are printed: * for the screen, words in official texts."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest
from office import LANGUAGES, example, example_word, lines
from texts import gaps_as_text

from dxscore.report.annotations import lead_words
from dxscore.report.excel_sheets import gaps_sheet, results_sheet
from dxscore.report.machine import csv_text, json_text
from dxscore.report.markdown import markdown_text
from dxscore.report.page.page import html_page
from dxscore.report.table import gaps_text, table_text
from dxscore.words.say import Language

WORDS = {"vi": "suy ra từ nhiệm vụ", "en": "inferred from tasks"}


def name_of(lang: Language) -> str:
    """The lead of KT-DNNVV alone, which no document names for it."""
    view = example(lang)
    result = next(r for r in view.scorecard.results if r.indicator == "KT-DNNVV")
    (owner,) = result.lead
    assert owner.basis == "inferred"
    return view.names.body(owner.body)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_star_on_screen_in_markdown_on_the_page_and_in_the_workbook(lang: Language) -> None:
    view, name = replace(example(lang), width=200), name_of(lang)
    legend = view.say("report.owners")
    for text in (table_text(view), gaps_text(view, "body"), gaps_text(view, "pillar")):
        assert f"{name}*" in text and text.replace(f"{name}*", "").count(f"{name}\n") == 0
        assert " ".join(legend.split()[:4]) in text
    assert f"{name}\\*" in markdown_text(view) and f"**{name}**" not in markdown_text(view)
    page = html_page(view).decode()
    assert f">{name}*</td>" in page and f"<h3>{name}*</h3>" in page and f"<h3>{name}</h3>" not in page
    for sheet, column in (
        (results_sheet(view), view.say("column.lead")),
        (gaps_sheet(view), view.say("column.lead")),
    ):
        leads = [row[sheet.columns.index(column)] for row in sheet.rows]
        assert f"{name}*" in leads and name not in leads
        assert legend in sheet.lines[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_and_no_star_in_official_texts(lang: Language) -> None:
    view, name = example(lang), name_of(lang)
    words = f"{name} ({WORDS[lang]})"
    text = lines(example_word(lang))
    assert not any("*" in line for line in text)
    assert sum(words in line for line in text) >= 2  # where it is asked to act, and in the annex
    line = next(line for line in view.results if line.id == "KT-DNNVV")
    assert lead_words(view, line) == f"{view.say('column.lead')}: {words}"


def test_the_ground_in_json_and_csv() -> None:
    view = example()
    results = json.loads(json_text(view))["results"]
    known = {o["basis"] for r in results for key in ("lead", "coordinating") for o in r[key]}
    assert known == {"stated", "inferred"}
    for group in json.loads(gaps_as_text("json", view, "body"))["groups"]:
        assert "*" not in group["group"]
        assert all(owner.keys() == {"body", "basis"} for gap in group["gaps"] for owner in gap["lead"])
    for text in (csv_text(view), gaps_as_text("csv", view, "body")):
        head = text.splitlines()[0]
        assert {"lead_basis", "coordinating_basis"} <= {*head.split(",")}
        own = [row for row in csv.DictReader(text.splitlines()) if "KT-DNNVV" in row.values()]
        assert own and {row["lead_basis"] for row in own} == {"inferred"}
        assert "*" not in text


def test_no_legend_where_no_lead_is_inferred() -> None:
    view = example()
    stated = [r.model_copy(update={"lead": ()}) for r in view.scorecard.results]
    gaps = [gap.model_copy(update={"lead": ()}) for gap in view.scorecard.gaps]
    card = view.scorecard.model_copy(update={"results": tuple(stated), "gaps": tuple(gaps)})
    plain = replace(view, scorecard=card)
    assert view.say("report.owners")[:20] not in table_text(plain) + markdown_text(plain)

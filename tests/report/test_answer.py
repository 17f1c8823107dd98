"""The screen answers first: closing sentence, due targets not met, worst first, with gap and owner."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from builders import TOWN, catalogue, indicator, row, scored, target
from every_kind import view
from hypothesis import given
from hypothesis import strategies as st

from dxscore.report.excel_sheets import summary_sheet
from dxscore.report.markdown import escape, markdown_text
from dxscore.report.page.page import html_page
from dxscore.report.screen import wrap
from dxscore.report.summary import closing, facts, misses
from dxscore.report.table import table_text
from dxscore.report.view import View

OPEN = {"vi": "(tạm tính)", "en": "(provisional)"}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("brief", [True, False])
def test_the_screen_begins_with_the_closing_sentence_and_every_miss(
    lang: str, width: int, brief: bool
) -> None:
    seen = replace(view(lang, width), brief=brief)
    text = table_text(seen)
    sentence = wrap(closing(seen.scorecard, seen.lang), width)
    assert text.splitlines()[: len(sentence)] == sentence
    answer = text if brief else text.partition(seen.say("report.files"))[0]
    said = re.sub(r"\s+", "", answer)
    due = [line for line in seen.results if line.result.falls_due]
    known = ("met", "not_applicable", "waived")
    unmet = [line for line in due if line.status not in known or line.verdict.endswith(OPEN[lang])]
    if width == 200:  # in a narrow table a cell stands on several lines beside others
        for line in unmet:
            assert all(re.sub(r"\s+", "", part) in said for part in (line.name, line.id, line.lead))
    assert f"({len(unmet)})" in answer
    assert answer.count("✗ ") == sum(line.status == "missed" for line in due)


def test_brief_stops_after_the_answer() -> None:
    for lang in ("vi", "en"):
        whole, brief = table_text(view(lang)), table_text(replace(view(lang), brief=True))
        shared = brief.partition(view(lang).say("report.owners")[:20])[0].rstrip()
        assert whole.startswith(shared) and len(brief) < len(whole) / 2


@given(st.lists(st.integers(0, 100), min_size=1, max_size=6))
def test_misses_are_ordered_by_how_little_is_achieved(figures: list[int]) -> None:
    data = catalogue(
        *(indicator(target(at_least=80), id=f"I{n}", reported_by=TOWN) for n, _ in enumerate(figures))
    )
    card = scored(data, *(row(TOWN, f"{figure}/100", id=f"I{n}") for n, figure in enumerate(figures)))
    said = [line.id for line in misses(View(card, data))]
    wanted = sorted((figure, n) for n, figure in enumerate(figures) if figure < 80)
    assert said == [f"I{n}" for _, n in wanted]


def test_what_nobody_can_judge_follows_what_is_missed() -> None:
    statuses = [line.status for line in misses(view())]
    order = ("missed", "no_data", "not_assessable", "met")
    assert set(statuses) == set(order)
    assert all(line.result.provisional for line in misses(view()) if line.status == "met")
    assert statuses == sorted(statuses, key=order.index)
    assert all(line.result.falls_due for line in misses(view()))


def test_where_every_due_target_is_met_that_is_the_answer() -> None:
    data = catalogue(indicator(target(at_least=80), reported_by=TOWN))
    met = View(scored(data, row(TOWN, "9/10")), data, brief=True)
    assert table_text(met).splitlines()[-1] == "Không có chỉ tiêu đến hạn nào chưa đạt."
    later = catalogue(indicator(target(by=2030, at_least=80), reported_by=TOWN))
    pending = View(scored(later, row(TOWN, "1/10")), later, brief=True)
    assert (
        table_text(pending).splitlines()[0]
        == "Có 0/1 chỉ tiêu đạt; 1 chỉ tiêu chưa đạt; chưa chỉ tiêu nào đến hạn."
    )
    assert "Không có chỉ tiêu đến hạn nào" not in table_text(pending)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_markdown_and_the_first_sheet_answer_first_too(lang: str) -> None:
    seen = view(lang)
    unmet, sentence = misses(seen), closing(seen.scorecard, seen.lang)
    markdown = markdown_text(seen)
    assert markdown.split("\n\n")[1] == f"**{sentence}**"
    answer = markdown.partition(f"- {escape(facts(seen)[0])}")[0]
    assert all(escape(line.name) in answer and escape(line.gap) in answer for line in unmet)
    page = html_page(seen).decode()
    first = page[page.index('<ol class="misses">') : page.index("</ol>")]
    assert first.count("<li>") == len(unmet) and page.index(sentence) < page.index(first)
    rows = [line for line in summary_sheet(seen).lines if line and line[0] in {miss.id for miss in unmet}]
    assert [row_[0] for row_ in rows] == [line.id for line in unmet]
    assert all(line.lead in str(row_[1]) for line, row_ in zip(unmet, rows, strict=True))


def test_what_is_not_known_is_not_the_worst() -> None:
    unknown = [
        line.result.achievement is None and line.indicator.measure != "yes_no" for line in misses(view())
    ]
    missed = [flag for flag, line in zip(unknown, misses(view()), strict=True) if line.status == "missed"]
    assert any(missed) and missed == sorted(missed)

"""Two counts in the same words are one count, in whatever format they stand; what differs has other words."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

import every_kind
import pytest
from builders import TOWN, catalogue, indicator, row, scored, target

from dxscore.model.scorecard import STATUSES, Result
from dxscore.report.charts.bullet import bullet_chart
from dxscore.report.excel_cells import NumberCell
from dxscore.report.excel_sheets import summary_sheet
from dxscore.report.findings import findings_count
from dxscore.report.narrative import pillar_sections, weaknesses
from dxscore.report.page.sections import counted_statuses, pillar_counts, status_counts
from dxscore.report.summary import closing, met_of, pillar_rows
from dxscore.report.table import table_text
from dxscore.report.view import View
from dxscore.score.gate import Gate, failures
from dxscore.words.say import Language, say_of

KINDS = {
    "vi": {
        "missed": "không đạt",
        "no_data": "chưa có số liệu",
        "not_assessable": "chưa đánh giá được",
        "not_applicable": "không áp dụng",
        "waived": "tạm miễn",
    },
    "en": {
        "missed": "missed",
        "no_data": "without data",
        "not_assessable": "not assessable",
        "not_applicable": "(?:not applicable|that do not apply)",
        "waived": "waived",
    },
}
ALL = Gate(frozenset({"unmet", "missed", "pending", "provisional", "finding"}))
LANGUAGES: tuple[Language, ...] = ("vi", "en")


UNMET_OR_MET = ("missed", "no_data", "not_assessable", "met")


def in_totals(view: View) -> list[Result]:
    """The due results that totals speak of: of their year the files hold something."""
    return [r for r in view.scorecard.results if r.falls_due]


def told(view: View) -> dict[str, set[int]]:
    """The numbers that stand before, or in brackets after, the words of each verdict, over whole texts."""
    weights = {pillar.id: Decimal(1) for pillar in view.catalogue.targets.pillars}
    gate = [reason.get(view.lang) for reason in failures(view.scorecard, ALL, weights)]
    found: dict[str, set[int]] = defaultdict(set)
    for text in (closing(view.scorecard, view.lang), *gate, *weaknesses(view)):
        for status, words in KINDS[view.lang].items():
            before = re.findall(rf"(\d+) (?:chỉ tiêu |targets are )?(?:được )?{words}", text)
            after = re.findall(rf"(?:Chỉ tiêu |Targets )(?:được )?{words} \((\d+)\)", text)
            found[status] |= {int(number) for number in (*before, *after)}
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_verdict_has_one_count_in_every_format(lang: Language) -> None:
    view = every_kind.view(lang)
    found = told(view)
    for status, numbers in found.items():
        due = sum(r.status == status for r in in_totals(view))
        # Met only as far as one knows is counted by the gate in words of its own.
        assert numbers == ({due} if due else set()), status
    shown = {count.status: int(count.count) for count in status_counts(view)}
    page, office = pillar_counts(view)[-1], pillar_rows(view)[-1]
    excel = [cell.value for cell in summary_sheet(view).rows[-1] if isinstance(cell, NumberCell)]
    heads = summary_sheet(view).columns[1:]
    on_page = dict(zip(counted_statuses(view), page.others, strict=True)) | {"met": page.met}
    assert int(page.not_due) == int(page.targets) - int(page.due)
    for status in STATUSES:
        due = sum(r.status == status for r in in_totals(view))
        assert shown.get(status, 0) == due
        assert int(on_page.get(status, 0)) == due
        words = say_of("status", status, lang)
        if words in heads:
            assert excel[heads.index(words)] == due == office.verdicts[status]
    assert int(page.due) == sum(map(int, (page.met, *page.others)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pillars_add_up_to_the_whole(lang: Language) -> None:
    """Beside a pillar with targets due, one without any says so, and lists none of its targets as met."""
    later = indicator(target(by=2030, at_least=50), id="LATER", pillar="Q", reported_by=TOWN)
    data = catalogue(indicator(reported_by=TOWN), later, weights={"P": "1", "Q": "1"})
    card = scored(data, row(TOWN, "8/10"), row(TOWN, "8/10", id="LATER"), target_year="all")
    view = View(card, data, lang=lang)
    met = [met_of(view, pillar) for pillar in card.pillars]
    assert (sum(m for m, _ in met), sum(of for _, of in met)) == met_of(view, card.summary) == (1, 1)
    none_due = {"vi": "chưa đến hạn", "en": "not due"}[lang]
    assert f"Q · {none_due} ─" in table_text(view)
    first, second = pillar_sections(view)
    assert [len(section.points) for section in (first, second)] == [1, 1]
    assert (
        second.points[0].title == {"vi": "Chỉ tiêu chưa đến hạn (1):", "en": "Targets not due yet (1):"}[lang]
    )
    assert [row_.verdicts["met"] for row_ in pillar_rows(view)] == [1, 0, 1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_gate_counts_in_words_of_its_own(lang: Language) -> None:
    view = every_kind.view(lang)
    said = [reason.get(lang) for reason in failures(view.scorecard, ALL, defaultdict(lambda: Decimal(1)))]
    unmet = sum(r.status != "met" or r.provisional for r in in_totals(view) if r.status in UNMET_OR_MET)
    words = {"vi": "chỉ tiêu đến hạn mà chưa xác nhận là đạt: ", "en": "due targets are not met: "}[lang]
    (first,) = (text for text in said if text.startswith(f"{unmet} {words}"))
    assert sum(map(int, re.findall(r"\d+", first.partition(": ")[2]))) == unmet
    errors, warnings, _ = map(int, re.findall(r"\d+", findings_count(view.scorecard.findings, lang)))
    both = {"vi": "lỗi và cảnh báo trong số liệu", "en": "errors and warnings in the data"}[lang]
    assert f"{errors + warnings} {both}" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_units_that_pass_are_not_told_as_units_that_reported(lang: Language) -> None:
    view = every_kind.view(lang)
    (each,) = (line for line in view.results if line.id == "XH-EACH")
    chart = bullet_chart(view, each)
    assert chart is not None
    drawn = [v["t"] for layer in chart.spec["layer"] for v in layer["data"]["values"] if "t" in v]
    assert {"vi": "1/3 đơn vị đạt", "en": "1/3 units met"}[lang] in drawn
    assert {"vi": "2/3 đơn vị", "en": "2/3 units"}[lang] in each.figures

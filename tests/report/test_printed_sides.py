"""No format prints a figure on another side of its threshold, of 0 or of 100 than it lies on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from builders import TOWN, catalogue, indicator, row, scored, target, yes_no
from hypothesis import example, given, settings
from hypothesis import strategies as st
from texts import as_text, gaps_as_text

from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Scorecard
from dxscore.report.charts.bullet import bullet_chart
from dxscore.report.charts.heat import heat_map
from dxscore.report.comparison import ComparisonView, comparison_text
from dxscore.report.excel_cells import Cell, NumberCell, Tinted
from dxscore.report.excel_figures import units_sheet
from dxscore.report.excel_sheets import results_sheet, summary_sheet
from dxscore.report.explain import explain_indicator
from dxscore.report.lines import ResultLine
from dxscore.report.narrative import result_sentences
from dxscore.report.page.tables import result_rows
from dxscore.report.summary import score_sentence
from dxscore.report.units_shown import units_listed
from dxscore.report.view import View
from dxscore.report.word_fields import target_groups
from dxscore.score.arithmetic import Threshold, satisfies
from dxscore.score.compare import compare
from dxscore.score.totals import threshold
from dxscore.words.say import Language
from printed import read_back

LANGUAGES: tuple[Language, ...] = ("vi", "en")
NUMBER = r"((?:chưa tới |hơn |just under |just over )?[0-9][0-9.,]*)"
SHARE = re.compile(NUMBER + r"% \([0-9.,]+/[0-9.,]+\)")
PERCENT = re.compile(NUMBER + "%")
GAP = re.compile(NUMBER + r" (?:điểm phần trăm|percentage points)")
COMPARATORS = ("at_least", "more_than", "at_most", "less_than", "exactly")
FOR_PEOPLE = ("table", "markdown", "junit", "sarif", "github", "gitlab")

Case = tuple[Catalogue, Scorecard]


@st.composite
def judged(draw: st.DrawFn) -> Case:
    """One share against one target, as often as not so near that a few decimals cannot tell them apart."""
    comparator = draw(st.sampled_from((*COMPARATORS, "between")))
    bound = draw(st.decimals("0.01", "99.99", places=draw(st.integers(0, 4))).filter(bool))
    said: dict[str, Any] = {comparator: str(bound)}
    if comparator == "between":
        said = {"between": [str(bound), str(bound + 1)]}
    denominator = draw(st.integers(1, 10**9))
    near = int(Fraction(bound) * denominator / 100) + draw(st.integers(-2, 2))
    numerator = draw(
        st.sampled_from([near, 0, 1, denominator - 1, denominator]) | st.integers(0, denominator)
    )
    numerator = min(max(numerator, 0), denominator)
    data = catalogue(indicator(target(**said), reported_by=TOWN))
    return data, scored(data, row(TOWN, f"{numerator}/{denominator}", line=2))


def is_met(printed: Fraction, against: Threshold) -> bool:
    return satisfies(printed, against)


def on_one_line(text: str) -> str:
    """Without what a format escapes, and without the coverage, which has parts of its own."""
    joined = re.sub(r"\s+", " ", text.replace("\\n", " ").replace("\\", "").replace("%25", "%"))
    return re.sub(r"(Tỷ lệ báo cáo|Coverage) \S+% \(1/1\)", "", joined)


def texts(view: View, line: ResultLine) -> Iterator[tuple[str, str]]:
    """Every place that prints the result with its parts."""
    for name in FOR_PEOPLE if line.status == "missed" else ("table", "markdown", "junit"):
        yield name, on_one_line(as_text(name, replace(view, width=300)))
    yield "narrow", on_one_line(as_text("table", replace(view, width=20)))
    yield (
        "explain",
        on_one_line(explain_indicator(view.catalogue, line.indicator, view.lang, view, 300)),
    )
    yield "page", result_rows(view, units_listed(view))[0].line.figures
    yield "chart", chart.description if (chart := bullet_chart(view, line)) else ""
    yield "report", result_sentences(view, line)


def shown_by_a_spreadsheet(cell: Cell, lang: Language) -> str:
    """The cell as Excel draws it: fifteen digits, halves away from zero."""
    if not isinstance(cell, NumberCell):
        return cell.text if isinstance(cell, Tinted) else str(cell or "")
    digits = Decimal(f"{cell.value:.15g}") * (100 if cell.percent else 1)
    rounded = f"{digits.quantize(Decimal(1).scaleb(-cell.places), ROUND_HALF_UP):,f}"
    swapped = rounded.translate(str.maketrans(",.", ".,")) if lang == "vi" else rounded
    return swapped + ("%" if cell.percent else "")


@settings(max_examples=60)
@given(judged(), st.sampled_from(LANGUAGES))
def test_results_and_gaps_in_every_format(case: Case, lang: Language) -> None:
    data, card = case
    (result,) = card.results
    view, against = View(card, data, lang=lang), threshold(result)
    exact = 100 * Fraction(result.numerator or 0) / Fraction(result.denominator or 1)
    met = result.status == "met"
    assert met is satisfies(exact, against)
    for place, text in texts(view, view.results[0]):
        figures = [read_back(found, lang) for found in SHARE.findall(text)]
        assert figures, (place, text)
        for printed in figures:
            assert is_met(printed, against) is met, (place, text)
            assert (printed == 0) is (exact == 0) and (printed == 100) is (exact == 100), (place, text)
        gaps = [read_back(found, lang) for found in GAP.findall(text)] if not met else []
        assert all((printed > 0) is (result.gap != 0) for printed in gaps), (place, text)
    (short,) = PERCENT.findall(target_groups(view)[0].rows[0].value)
    assert is_met(read_back(short, lang), against) is met
    for bound, written in zip(against.bounds, PERCENT.findall(view.results[0].target), strict=True):
        assert read_back(written, lang) == bound


@settings(max_examples=200)
@given(judged(), st.sampled_from(LANGUAGES))
def test_what_excel_shows(case: Case, lang: Language) -> None:
    data, card = case
    (result,) = card.results
    sheet = results_sheet(View(card, data, lang=lang))
    cells = dict(zip(sheet.columns, sheet.rows[0], strict=True))
    shown = {title: shown_by_a_spreadsheet(cell, lang) for title, cell in cells.items()}
    named = {"vi": ("Kết quả", "Ngưỡng", "Tỷ lệ hoàn thành"), "en": ("Result", "Threshold", "Achievement")}
    value, bound, achieved = (shown[title] for title in named[lang])
    against = threshold(result)
    assert [read_back(text, lang) for text in PERCENT.findall(bound)] == list(against.bounds)
    (printed,) = PERCENT.findall(value)
    assert satisfies(read_back(printed, lang), against) is (result.status == "met")
    # The very words of the screen.
    assert value == View(card, data, lang=lang).results[0].amount
    (achievement,) = PERCENT.findall(achieved)
    assert (read_back(achievement, lang) == 100) is (result.achievement == 1)
    assert (read_back(achievement, lang) == 0) is (result.achievement == 0)


@settings(max_examples=60)
@given(judged())
def test_what_programs_get(case: Case) -> None:
    _, card = case
    (result,) = card.results
    assert result.value is not None and result.gap is not None
    against = threshold(result)
    assert satisfies(Fraction(result.value), against) is (result.status == "met")
    assert all(name in ("met", "missed") for name in (result.status,))
    exact = 100 * Fraction(result.numerator or 0) / Fraction(result.denominator or 1)
    assert (result.gap > 0) is (result.status == "missed" and exact not in against.bounds)


NEAR_100 = st.integers(10**3, 10**9).map(lambda many: (many - 1, many))


@given(NEAR_100, st.sampled_from(LANGUAGES))
@example((99_999_999, 100_000_000), "vi")
def test_a_score_short_of_100_never_reads_as_100(parts: tuple[int, int], lang: Language) -> None:
    data = catalogue(indicator(target(at_least=100), reported_by=TOWN))
    card = scored(data, row(TOWN, "{}/{}".format(*parts)))
    view = View(card, data, lang=lang)
    assert (card.summary.score or 0) < 100
    for place in (score_sentence(view), as_text("markdown", view).replace("\\", "")):
        printed = re.findall(NUMBER + r"/100(?![.,]?\d)", place)
        assert printed and all(90 < read_back(text, lang) < 100 for text in printed), place


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "missed",
    [indicator(target(more_than=80), reported_by=TOWN, id="Y"), yes_no(id="Y")],
    ids=["strict", "done"],
)
def test_a_score_of_100_beside_a_miss_is_told_in_words(missed: dict[str, Any], lang: Language) -> None:
    data = catalogue(indicator(reported_by=TOWN), missed)
    figure = row(TOWN, "8/10", id="Y") if missed["measure"] == "share" else row(TOWN, "0", id="Y")
    card = scored(data, row(TOWN, "8/10"), figure)
    assert (card.summary.score, card.summary.missed) == (100, 1)
    view = View(card, data, lang=lang)
    words = {"vi": "chưa trọn 100/100", "en": "short of 100/100"}[lang]
    assert words in score_sentence(view)
    assert words.removesuffix("/100") in [line[1] for line in summary_sheet(view).lines if len(line) > 1]


@given(st.integers(1000, 10**6), st.sampled_from(LANGUAGES))
def test_coverage_short_of_all_never_reads_as_all(expected: int, lang: Language) -> None:
    data = catalogue(indicator(reported_by=TOWN))
    card = scored(data, row(TOWN, "8/10"))
    (result,) = card.results
    coverage = result.coverage.model_copy(update={"reported": expected - 1, "expected": expected})
    card = card.model_copy(update={"results": (result.model_copy(update={"coverage": coverage}),)})
    view = View(card, data, lang=lang)
    label = {"vi": "Tỷ lệ báo cáo", "en": "Coverage"}[lang]
    texts_ = [as_text("table", view), as_text("markdown", view).replace("\\", "")]
    found = [read_back(text, lang) for each in texts_ for text in re.findall(f"{label} {NUMBER}%", each)]
    (cell,) = [line[1] for line in summary_sheet(view).lines if line and line[0] == label]
    found.append(read_back(shown_by_a_spreadsheet(cell, lang).removesuffix("%"), lang))
    assert len(found) == 3 and all(99 < printed < 100 for printed in found)
    metrics = as_text("openmetrics", view)
    assert all(Decimal(n) < 1 for n in re.findall(r"coverage_ratio\{.*\} (\S+)", metrics))


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(-3, 3), st.sampled_from(LANGUAGES))
def test_two_sides_of_a_comparison_differ_as_they_do(before: int, by: int, lang: Language) -> None:
    data = catalogue(indicator(target(at_least="62.37"), reported_by=TOWN))
    now = min(max(before + by, 0), 10**6)
    old, new = (scored(data, row(TOWN, f"{n}/{10**6}")) for n in (before, now))
    text = on_one_line(comparison_text(ComparisonView(compare(data, old, new), data, lang, 300)))
    sides = [read_back(found, lang) for found in re.findall(rf"{NUMBER}%(?= →|:)", text)]
    if before == now:
        assert sides == []
        return
    assert len(sides) == 2
    assert (sides[1] > sides[0]) is (now > before)
    limit = Fraction("62.37")
    assert [p >= limit for p in sides] == [Fraction(n, 10**4) >= limit for n in (before, now)]
    (change,) = re.findall(NUMBER + " (?:điểm|percentage)", text)
    assert read_back(change, lang) > 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_units_in_the_heat_map_and_the_sheet_of_units(lang: Language) -> None:
    data = catalogue(indicator(target(at_least=80)))
    card = scored(data, row("an", "79990/100000"), row("binh", "8/10"), row("chau", "80001/100000"))
    view = View(card, data, lang=lang)
    chart = heat_map(view)
    assert chart is not None
    drawn = [value["text"] for value in chart.spec["data"]["values"]]
    assert [read_back(text, lang) for text in drawn] == [Fraction("79.99"), 80, Fraction("80.001")]
    cells = [row_[1] for row_ in units_sheet(view).rows[2:]]
    assert [shown_by_a_spreadsheet(cell, lang) for cell in cells] == [f"{text}%" for text in drawn]
    gaps = on_one_line(gaps_as_text("table", view, "unit"))
    assert [read_back(found, lang) for found in GAP.findall(gaps)] == [Fraction("0.01")]

"""The Word report says what the scorecard says, in the layout of Nghị định 30/2020."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import every_kind
import hostile
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Length
from office import (
    LANGUAGES,
    example,
    example_metrics,
    example_word,
    kinds_word,
    lines,
    member,
    opened,
    rows,
)

from dxscore.api import score
from dxscore.model.figures import exact_value
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Result
from dxscore.report.narrative import letter, roman
from dxscore.report.summary import closing
from dxscore.report.view import View
from dxscore.report.word import word_document
from dxscore.words.say import Language
from dxscore.words.text import Text
from dxscore.words.visible import visible

ANNEX = 4
PERCENT_COLUMN, PARTS_COLUMN, PERIOD_COLUMN, VERDICT_COLUMN = 4, 5, 6, 8


def annex_rows(word: bytes) -> list[list[str]]:
    """Rows of the annex of targets, without header and groups."""
    return [row for row in rows(opened(word).tables[ANNEX]) if row[0].isdigit()]


def planned(name: str) -> View:
    """The scorecard of every kind, of a plan with this name."""
    known = every_kind.catalogue()
    plan = known.targets.plan.model_copy(update={"name": Text.model_construct(vi=name, en=name)})
    targets = known.targets.model_copy(update={"plan": plan})
    return View(every_kind.scorecard(), Catalogue(targets, known.assignments, known.sha256))


def read_number(text: str) -> Decimal:
    """A Vietnamese number."""
    return Decimal(text.rstrip("%").replace(".", "").replace(",", "."))


def millimetres(length: Length | None) -> int:
    """A length of the file, which counts in twentieths of a point."""
    assert length is not None
    return int(length.mm + 0.5)


def test_the_letterhead_and_its_blanks() -> None:
    head = opened(example_word()).tables[0]
    assert list(rows(head)) == [
        [
            "UBND THỊ XÃ ĐỨC PHỔ\nPHÒNG VĂN HÓA VÀ THÔNG TIN\n",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n",
        ],
        ["Số:          /BC-VHTT", "……………, ngày …… tháng …… năm ……"],
    ]


def test_an_office_that_the_catalogue_does_not_name_is_left_to_fill_in() -> None:
    head = opened(word_document(every_kind.view())).tables[0]
    assert head.rows[0].cells[0].text == "UBND THỊ XÃ MẪU\n……………\n"
    assert head.rows[1].cells[0].text == "Số:          /BC-……"


def test_page_margins_and_annexes() -> None:
    body, targets, units = opened(example_word()).sections
    assert [millimetres(length) for length in (body.page_width, body.page_height)] == [210, 297]
    assert 30 <= millimetres(body.left_margin) <= 35
    assert 15 <= millimetres(body.right_margin) <= 20
    assert 20 <= millimetres(body.top_margin) <= 25
    assert 20 <= millimetres(body.bottom_margin) <= 25
    assert body.different_first_page_header_footer
    assert "PAGE" in body.header.paragraphs[0]._p.xml
    for annex in (targets, units):
        assert annex.orientation == WD_ORIENT.LANDSCAPE
        assert 'w:start="1"' in annex._sectPr.xml


def test_the_annex_repeats_its_header_and_breaks_no_row() -> None:
    table = opened(example_word()).tables[ANNEX]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows if row.cells[0].text.isdigit())


def test_every_target_is_in_the_annex_with_its_own_figure() -> None:
    results = example().scorecard.results
    written = annex_rows(example_word())
    assert [int(row[0]) for row in written] == list(range(1, len(results) + 1))
    for row, line in zip(written, example().results, strict=True):
        result = line.result
        assert row[1] == line.indicator.name.vi, "and no code"
        assert row[VERDICT_COLUMN] == line.verdict
        if result.numerator is not None and result.denominator is not None:
            assert [read_number(part) for part in row[PARTS_COLUMN].split("/")] == [
                result.numerator,
                result.denominator,
            ]


def closing_days(view: View) -> dict[str, str]:
    """The annex's cell of period and closing day, by indicator."""
    column = [row[PERIOD_COLUMN] for row in annex_rows(word_document(view, charts=()))]
    pairs = zip(view.results, column, strict=True)
    return {line.id: cell for line, cell in pairs if line.by == 2025}


def test_the_annex_says_of_what_time_the_figures_are_and_when_they_were_closed() -> None:
    closed = closing_days(example())
    assert closed["CQ-HSCV-XP"] == "Năm 2025\n14/12/2025"
    assert closed["CQ-DDXT"] == "6 tháng đầu năm 2025\n30/06/2025"
    assert closed["CQ-KTRA"] == "Năm 2024\n14/12/2024"
    assert closed["CQ-BC"] == "–\n"


def test_sentences_name_no_year_where_one_target_of_an_indicator_is_due() -> None:
    catalogue = example().catalogue
    every = View(score(example_metrics(), catalogue, target_year="all"), catalogue)
    said = lines(word_document(every, charts=()))
    strong = next(line for line in said if line.startswith("- Chính quyền số: có 1/6"))
    assert strong.endswith("Hồ sơ công việc xử lý trên mạng tại UBND thị xã.")
    weak = next(line for line in said if line.startswith("- Chỉ tiêu không đạt"))
    assert "(2025)" not in weak
    assert "; Người dân, DN dùng DVC trực tuyến được định danh, xác thực; " in weak


@pytest.mark.parametrize("result", every_kind.scorecard().results, ids=lambda result: result.indicator)
def test_a_printed_percentage_is_the_exact_one_to_its_last_digit(result: Result) -> None:
    view = every_kind.view("vi")
    cell = annex_rows(kinds_word())[view.scorecard.results.index(result)][PERCENT_COLUMN]
    exact = exact_value(result)
    if exact is None:
        assert cell == "–"
    elif cell.endswith("%"):
        places = len(cell.rstrip("%").partition(",")[2])
        assert abs(Fraction(read_number(cell)) - exact) <= Fraction(1, 2 * 10**places)
    elif cell not in ("Có", "Chưa"):
        assert Fraction(read_number(cell)) == exact


def test_the_pillar_table_counts_as_the_scorecard_does() -> None:
    summary = example().scorecard.summary
    total = list(rows(opened(example_word()).tables[2]))[-1]
    assert total[:5] == [
        "Tổng cộng",
        str(summary.targets),
        str(summary.targets - summary.due),
        str(summary.due),
        str(summary.met_due),
    ]
    assert sum(int(cell) for cell in total[4:]) == summary.due


def test_the_sentences_of_a_result() -> None:
    said = lines(example_word())
    assert closing(example().scorecard, "vi") in said
    assert (
        "- Hồ sơ công việc xử lý trên mạng tại UBND xã, phường: 69,96% (11.239/16.065); mục tiêu năm 2025:"
        " tối thiểu 70%. Còn thiếu 0,04 điểm phần trăm; 7 hồ sơ. Gồm số liệu của đơn vị cũ. Thấp nhất: Xã"
        " Nguyễn Nghiêm 64,2% (1.180/1.838); Xã Khánh Cường 68,0% (1.937/2.849); Phường Sa Huỳnh 68,8%"
        " (1.256/1.825). So với cùng kỳ năm trước (năm 2024: 62,1%): tốt lên 7,9 điểm phần trăm."
    ) in said
    assert (
        "- Người trong độ tuổi lao động được đào tạo kỹ năng số: 65,9% (52.294/79.373); mục tiêu năm 2025:"
        " trên 60%. Có 4/5 đơn vị báo cáo. Kết quả tạm tính: số liệu còn thiếu có thể làm thay đổi đánh giá."
        " So với cùng kỳ năm trước (năm 2024), tính riêng 4 đơn vị có số liệu ở cả hai kỳ: từ 54,8% đến"
        " 65,9%, tốt lên 11,1 điểm phần trăm."
    ) in said
    assert any("(mục tiêu năm 2030: tối thiểu 90%). So với kết quả nêu trên, còn" in line for line in said)


def test_what_is_not_due_is_urged_on_nobody() -> None:
    said = lines(example_word())
    start = next(place for place, line in enumerate(said) if line.startswith("IV. "))
    end = next(place for place, line in enumerate(said) if line.startswith("V. "))
    assert not [line for line in said[start:end] if "năm 2030" in line]
    letters = [line[0] for line in said[start:end] if line[1:2] == ")"]
    assert letters == ["a", "b", "c", "d", "đ", "e", "g", "h", "i"]


def test_every_blank_that_the_officer_fills_in_is_marked() -> None:
    document = opened(example_word())
    marked = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.runs and paragraph.runs[0].font.highlight_color is not None
    ]
    assert len(marked) == 8
    assert all(text.startswith("… (") for text in marked)


def test_english_is_english_throughout() -> None:
    said = "\n".join(lines(example_word("en")))
    assert "9 of 19 targets are met (2 of them exceeded)" in said
    for vietnamese in ("Mục tiêu", "còn thiếu", "chỉ tiêu", "Đề nghị", "Phụ lục"):
        assert vietnamese not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_scorecard_gives_the_same_bytes(lang: Language) -> None:
    assert word_document(example(lang)) == example_word(lang)


def test_the_heat_map_has_a_text_alternative() -> None:
    assert 'descr="17 đơn vị, 10 chỉ tiêu.' in member(example_word(), "word/document.xml")


def test_without_charts() -> None:
    assert "wp:inline" not in member(word_document(example(), charts=()), "word/document.xml")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_names_show_as_text(lang: Language) -> None:
    for view in hostile.views(lang):
        said = "\n".join(lines(word_document(view, charts=())))
        assert all(visible(line.indicator.name.get(lang)) in said for line in view.results)


@pytest.mark.parametrize(
    "name",
    [
        "{{ 7 * 7 }}",
        "{% for x in y %}",
        "{_{ a }_} {_% b %_}",
        "{%p if x %}",
        "<w:p><w:r/></w:p>",
        "]]></w:t>",
        "&lt;b&gt; &amp;",
        "a\tb\nc\x0bd\ae\ff",
        "\ufffe\U000fffff\ud800",
    ],
)
def test_template_language_and_markup_in_a_name_show_as_text(name: str) -> None:
    view = planned(name)
    assert f"Thực hiện {visible(name)} (số " in "\n".join(lines(word_document(view, charts=())))


def test_points_are_lettered_as_the_decree_does() -> None:
    assert [letter(place, "vi") for place in range(6)] == ["a", "b", "c", "d", "đ", "e"]
    assert letter(4, "en") == "e"
    assert letter(40, "vi") == "41"


def test_roman_numerals() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40, 1994)] == ["I", "IV", "IX", "XIV", "XL", "MCMXCIV"]

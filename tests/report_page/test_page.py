"""The web page: its structure, its figures, and that nothing in it acts or is fetched."""

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pages
import pytest

from dxscore.read.metrics import read
from dxscore.read.sources import open_source
from dxscore.report.page.page import html_page
from dxscore.report.page.sections import bullets, gap_groups
from dxscore.report.summary import closing
from dxscore.report.units_shown import units_listed
from scoring import score


@pytest.fixture(scope="module")
def page() -> pages.Element:
    return pages.parse(pages.example_page())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return html_page(pages.hostile_view(tmp_path_factory.mktemp("hostile")))


def test_sections_in_vietnamese(page: pages.Element) -> None:
    assert [(s.attributes["id"], s.all("h2")[0].words) for s in page.all("section")] == [
        ("summary", "Tổng quan"),
        ("results", "Kết quả từng chỉ tiêu"),
        ("bullets", "Kết quả so với mục tiêu"),
        ("units", "Từng đơn vị"),
        ("trends", "Diễn biến qua các kỳ"),
        ("gaps", "Còn thiếu, theo cơ quan chủ trì"),
        ("details", "Chi tiết từng chỉ tiêu"),
        ("documents", "Văn bản nguồn"),
        ("findings", "Lỗi trong số liệu"),
        ("reading", "Cách đọc báo cáo này"),
    ]


def test_english_page_says_so_and_has_the_same_shape() -> None:
    vietnamese, english = pages.parse(pages.example_page("vi")), pages.parse(pages.example_page("en"))
    assert english.all("html")[0].attributes["lang"] == "en"
    assert english.all("h2")[1].words == "Results"
    # A drawing sets a long name on several lines, each language on its own.
    shapes = [[e.name for e in page.all("*") if e.name != "tspan"] for page in (english, vietnamese)]
    assert shapes[0] == shapes[1]


def test_the_closing_sentence_is_that_of_check(page: pages.Element) -> None:
    said = [p.words for p in page.all("p") if p.attributes.get("class") == "closing"]
    assert said == [closing(pages.example().scorecard, "vi")]


def test_a_row_of_every_result_with_its_figures(page: pages.Element) -> None:
    view = pages.example()
    (table,) = [t for t in page.all("table") if t.attributes.get("class") == "results stack"]
    rows = [[cell.words for cell in row.children] for row in table.all("tbody")[0].all("tr")]
    assert [row[0] for row in rows] == [result.indicator for result in view.scorecard.results]
    by_target = {(row[0], row[3]): row for row in rows}
    assert by_target["XH-DTTM", "2025"] == [
        "XH-DTTM",
        "Người trưởng thành có điện thoại thông minh",
        "Trên 80% II.1.3",
        "2025",
        "80% (91.484/114.355); 5/5 đơn vị",
        "✗ Không đạt",
        "còn thiếu 1 người (đúng bằng ngưỡng, mà mục tiêu là «trên») So với cùng kỳ năm trước"
        " (năm 2024: 76,4%): tốt lên 3,6 điểm phần trăm.",
        "Phòng Văn hóa và Thông tin*; Văn phòng HĐND và UBND*",
    ]
    assert by_target["XH-DTTM", "2030"][4] == "80% (91.484/114.355); 5/5 đơn vị; số liệu năm 2025"


def test_each_row_links_to_the_document_that_its_target_is_from(page: pages.Element) -> None:
    (table,) = [t for t in page.all("table") if t.attributes.get("class") == "results stack"]
    found = [
        [(a.attributes["href"], a.words) for a in row.all("a")] for row in table.all("tbody")[0].all("tr")
    ]
    assert found == [
        [(f"#ct-{r.indicator}", r.indicator), (f"#vb-{r.target.source.document}", r.target.source.section)]
        for r in pages.example().scorecard.results
    ]


def test_several_targets_of_an_indicator_are_told_apart_by_their_year() -> None:
    view = pages.example()
    card = score(view.catalogue, read([open_source(str(pages.EXAMPLE))], view.catalogue), target_year="all")
    figures = [f for group in bullets(replace(view, scorecard=card)) for f in group.figures]
    assert len({(f.id, f.words.split(" → ")[0]) for f in figures}) == len(figures) == len(card.results)
    gaps = [item.words for group in gap_groups(view, units_listed(view)) for item in group.items]
    assert any("(Hoàn thành, có minh chứng, 2030)" in words for words in gaps)


def test_every_link_leads_somewhere_in_the_page_or_to_a_web_address(page: pages.Element) -> None:
    ids = [e.attributes["id"] for e in page.all("*") if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    links = [a.attributes["href"] for a in page.all("a")]
    inner = {link for link in links if link.startswith("#")}
    assert {link[1:] for link in inner} <= set(ids)
    assert all(link.startswith("https://") for link in set(links) - inner)
    assert "#ct-CQ-DVC" in inner and "#vb-KH-2024" in inner


def test_every_chart_has_a_title_and_a_description_with_its_figures(page: pages.Element) -> None:
    charts = page.all("svg")
    assert len(charts) > len(pages.example().scorecard.results)
    for chart in charts:
        title, description = chart.children[0], chart.children[1]
        assert chart.attributes["role"] == "img"
        labels = f"{title.attributes['id']} {description.attributes['id']}"
        assert (title.name, description.name) == ("title", "desc")
        assert chart.attributes["aria-labelledby"] == labels
        assert title.text and re.search("[0-9]", description.text)


def test_every_unit_has_its_row_and_every_verdict_a_word(page: pages.Element) -> None:
    matrix = next(d for d in page.all("div") if d.attributes.get("class") == "matrix")
    rows = {row.all("th")[0].words: row.all("td") for row in matrix.all("tbody")[0].all("tr")}
    assert len(rows) == 17
    assert rows["Xã Nguyễn Nghiêm"][0].words == "✗ 64,2% Không đạt"
    assert rows["Xã Nguyễn Nghiêm"][7].words == "? Chưa có số liệu"
    assert rows["Công an thị xã"][0].words == ""


def test_the_page_fetches_nothing(page: pages.Element) -> None:
    assert {e.name for e in page.all("*")}.isdisjoint(
        {"img", "link", "iframe", "object", "use", "image", "form"}
    )
    for element in page.all("*"):
        assert not {"src", "srcset", "style", "xlink:href", "background"} & set(element.attributes)
        assert not [name for name in element.attributes if name.startswith("on")]
    styles = page.all("style")[0].text
    assert "url(" not in styles and "@import" not in styles
    assert all(found == "url(#" for found in re.findall(r"url\(.", pages.example_page().decode()))


def test_the_policy_allows_this_style_and_this_script_only(page: pages.Element) -> None:
    policies = [m.attributes["content"] for m in page.all("meta") if "http-equiv" in m.attributes]
    (style,), (script,) = page.all("style"), page.all("script")
    assert policies == [
        f"default-src 'none'; style-src '{_hash(style.text)}'; script-src '{_hash(script.text)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    ]


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_same_view_gives_the_same_bytes() -> None:
    assert html_page(pages.example()) == pages.example_page()


def test_the_example_stays_under_three_megabytes() -> None:
    assert len(pages.example_page()) < 3_000_000


def test_hostile_text_is_text(hostile: bytes) -> None:
    page = pages.parse(hostile)
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert {e.name for e in page.all("*")} <= {e.name for e in pages.parse(pages.example_page()).all("*")}
    for element in page.all("*"):
        assert not [name for name in element.attributes if name.startswith("on")]
        assert not element.attributes.get("href", "").lower().startswith("javascript")
    words = page.words
    assert all(text in words for text in pages.HOSTILE if text.isascii())
    assert "</title><script>alert(4)</script>" in words
    assert "<script>alert(5)<!--.csv" in words
    assert "javascript:alert(6)" not in hostile.decode()


def test_bidi_marks_are_shown_as_escapes(hostile: bytes) -> None:
    assert "\u202e" not in hostile.decode()
    assert r"\u202egnp.exe" in pages.parse(hostile).words


def test_a_unit_by_itself_has_no_table_of_units(tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    file.write_text(f"{pages.HEADER}\nCQ-HSCV-TX,duc-pho,2025,9,10,,,,\n", encoding="utf-8")
    page = pages.parse(html_page(pages.view_of([file])))
    assert "Chưa có chỉ tiêu nào đủ hai kỳ số liệu." in page.words
    assert "Không có lỗi nào trong số liệu." in page.words

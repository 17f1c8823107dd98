"""The page in a real browser: what it asks the network for, what it does under mouse and keyboard, axe."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pages
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from dxscore.report.page.page import html_page

pytestmark = pytest.mark.browser

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
RESULTS = "#results tbody tr:visible"
UNITS = "#units tbody tr:visible"


class Opened:
    """A page with everything that it asked for and complained of."""

    def __init__(self, browser: Browser, file: Path, *, script: bool = True, **options: object) -> None:
        self.context = browser.new_context(java_script_enabled=script, **options)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(file.as_uri())


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(f"none of {', '.join(_BROWSERS)} is installed")
        pytest.skip(f"none of {', '.join(_BROWSERS)} is installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_bytes(pages.example_page())
    return path


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Opened]:
    opened = Opened(browser, file)
    yield opened
    assert opened.complaints == []
    assert opened.asked == [file.as_uri()]
    opened.context.close()


def _first_cells(rows: Locator) -> list[str]:
    return rows.locator("th").all_text_contents()


def _filter(page: Page, section: str, name: str) -> Locator:
    """A filter of a section, found by its label."""
    return page.locator(f"#{section} .controls").get_by_label(name)


def test_the_page_asks_for_itself_and_complains_of_nothing(opened: Opened) -> None:
    opened.page.mouse.wheel(0, 20_000)
    assert opened.page.locator("h1").inner_text().startswith("Kế hoạch triển khai")
    assert opened.page.locator("svg").count() > 25


def test_filters_by_status_pillar_and_lead_say_how_many_rows_are_left(opened: Opened) -> None:
    page = opened.page
    whole = page.locator(RESULTS).count()
    _filter(page, "results", "Đánh giá").select_option("missed")
    missed = page.locator(RESULTS).count()
    assert missed == sum(r.status == "missed" for r in pages.example().scorecard.results)
    assert page.locator("#results [role=status]").inner_text() == f"Hiện {missed} trên {whole} dòng."
    _filter(page, "results", "Trụ cột").select_option("XH")
    assert _first_cells(page.locator(RESULTS)) == ["XH-DTTM", "XH-CHUKYSO"]
    _filter(page, "results", "Đánh giá").select_option("")
    _filter(page, "results", "Trụ cột").select_option("")
    _filter(page, "results", "Chủ trì").select_option("cong-an")
    leads = page.locator(f"{RESULTS} td:last-child").all_inner_texts()
    assert leads and all("Công an thị xã" in lead for lead in leads)


def test_what_a_unit_owes_is_found_in_the_results_and_in_the_gap_list(opened: Opened) -> None:
    page, results = opened.page, pages.example().scorecard.results
    _filter(page, "results", "Đơn vị chưa đạt").select_option("xa-nguyen-nghiem")
    owing = [
        result.indicator
        for result in results
        if "xa-nguyen-nghiem" in result.coverage.missing
        or any(
            unit.reporting_unit == "xa-nguyen-nghiem" and unit.status in ("missed", "pending")
            for unit in result.units
        )
    ]
    assert "CQ-HSCV-XP" in owing and len(owing) < len(results)
    assert _first_cells(page.locator(RESULTS)) == owing
    items, groups = page.locator("#gaps li:visible"), page.locator("#gaps h3:visible")
    before = groups.count()
    _filter(page, "gaps", "Đơn vị báo cáo").select_option("xa-nguyen-nghiem")
    found = items.locator("a").all_text_contents()
    gaps = {gap.indicator for gap in pages.example().scorecard.gaps}
    assert set(found) == gaps & set(owing)
    assert 0 < groups.count() < before
    said = page.locator("#gaps [role=status]").inner_text()
    assert said == f"Hiện {len(found)} trên {page.locator('#gaps li').count()} dòng."
    _filter(page, "gaps", "Đơn vị báo cáo").select_option("")
    assert groups.count() == before


def test_units_are_filtered_by_name_and_by_verdict(opened: Opened) -> None:
    page = opened.page
    _filter(page, "units", "Đơn vị báo cáo").select_option("phuong-sa-huynh")
    assert page.locator(UNITS).count() == 1
    _filter(page, "units", "Đơn vị báo cáo").select_option("")
    _filter(page, "units", "Đánh giá").select_option("no_data")
    card = pages.example().scorecard
    silent = {u.reporting_unit for r in card.results for u in r.units if u.status == "no_data"}
    assert page.locator(UNITS).count() == len(silent) < len(pages.example().catalogue.bodies)


def test_a_click_on_a_column_sorts_by_its_figures_and_a_second_click_turns_round(opened: Opened) -> None:
    page = opened.page
    header = page.locator("#results thead th").filter(has_text="Kết quả")
    values = page.locator("#results tbody tr td:nth-of-type(4)")
    header.get_by_role("button").click()
    assert header.get_attribute("aria-sort") == "ascending"
    rising = [v.get_attribute("data-v") or "" for v in values.all()]
    figures = [float(v) for v in rising if v]
    assert figures == sorted(figures) and rising[len(figures) :] == [""] * (len(rising) - len(figures))
    header.get_by_role("button").click()
    assert header.get_attribute("aria-sort") == "descending"
    falling = [float(v) for e in values.all() if (v := e.get_attribute("data-v"))]
    assert falling == sorted(falling, reverse=True)
    assert page.locator("#results thead [aria-sort]").count() == 1


def test_everything_works_from_the_keyboard(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    header = page.locator("#results thead th").first
    header.get_by_role("button").focus()
    page.keyboard.press("Enter")
    ids = _first_cells(page.locator(RESULTS))
    assert ids == sorted(ids) and header.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Space")
    assert _first_cells(page.locator(RESULTS)) == ids[::-1]
    _filter(page, "results", "Trụ cột").focus()
    page.keyboard.type("Kinh")
    assert _first_cells(page.locator(RESULTS)) == ["KT-DNNVV", "KT-DNNVV"]


def test_links_lead_to_the_detail_and_from_there_to_the_source(opened: Opened) -> None:
    page = opened.page
    page.locator(RESULTS).first.get_by_role("link", name="CQ-DVC").click()
    detail = page.locator("#ct-CQ-DVC")
    assert page.url.endswith("#ct-CQ-DVC") and detail.is_visible()
    detail.get_by_role("link").first.click()
    assert page.url.endswith("#vb-KH-2024")
    page.go_back()
    page.locator(RESULTS).first.get_by_role("link", name="II.1.1").click()
    assert page.url.endswith("#vb-KH-2024")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation_of_wcag_22_aa(browser: Browser, file: Path, scheme: str, width: int) -> None:
    size = {"width": width, "height": 900}
    opened = Opened(browser, file, color_scheme=scheme, viewport=size, bypass_csp=True)
    found = Axe().run(opened.page, options=_RULES)
    assert found.response["passes"]
    assert found.violations_count == 0, found.generate_report()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.context.close()


def test_charts_and_text_follow_the_dark_scheme(browser: Browser, file: Path) -> None:
    colours = []
    for scheme in ("light", "dark"):
        opened = Opened(browser, file, color_scheme=scheme)
        colours.append(
            opened.page.evaluate(
                "[document.body, document.querySelector('.chart svg text')]"
                ".map((e, i) => getComputedStyle(e)[i ? 'fill' : 'backgroundColor'])"
            )
        )
        opened.context.close()
    assert colours == [["rgb(254, 254, 254)", "rgb(85, 97, 109)"], ["rgb(18, 24, 31)", "rgb(169, 180, 192)"]]


def test_without_scripts_everything_is_there_but_the_controls(browser: Browser, file: Path) -> None:
    opened = Opened(browser, file, script=False)
    assert opened.page.locator(".controls:visible").count() == 0
    assert opened.page.locator(RESULTS).count() == len(pages.example().scorecard.results)
    assert opened.page.get_by_role("button").count() == 0
    assert opened.complaints == [] and opened.asked == [file.as_uri()]
    opened.context.close()


def test_it_prints_on_a4_without_controls(opened: Opened) -> None:
    opened.page.emulate_media(media="print")
    assert opened.page.locator(".controls:visible, nav:visible").count() == 0
    pdf = opened.page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF") and b"/MediaBox [0 0 59" in pdf


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="there is no pdftotext to read the sheets")
def test_every_printed_sheet_of_the_results_repeats_their_head(opened: Opened, tmp_path: Path) -> None:
    opened.page.pdf(prefer_css_page_size=True, path=tmp_path / "a.pdf")
    done = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True
    )
    sheets = [sheet.lstrip().splitlines()[0] for sheet in done.stdout.split("\f") if sheet.strip()]
    heads = [sheet for sheet in sheets if sheet.startswith("Mã") and sheet.endswith("Chủ trì")]
    assert len(heads) > 1


def test_hostile_text_does_nothing(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_bytes(html_page(pages.hostile_view(tmp_path)))
    opened = Opened(browser, file)
    assert opened.page.locator("script").count() == 1
    assert "<script>alert(1)</script></style>" in opened.page.locator("#findings").inner_text()
    assert "</title><script>alert(4)</script>" in opened.page.locator("#results").inner_text()
    assert "\u202e" not in opened.page.locator("body").inner_text()
    assert opened.complaints == [] and opened.asked == [file.as_uri()]
    opened.context.close()


def test_a_long_name_of_a_file_widens_no_narrow_page(browser: Browser, tmp_path: Path) -> None:
    figures = tmp_path / f"{'metrics-' * 12}.csv"
    shutil.copy(pages.EXAMPLE, figures)
    page = tmp_path / "report.html"
    page.write_bytes(html_page(pages.view_of([figures])))
    opened = Opened(browser, page, viewport={"width": 390, "height": 900})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    opened.context.close()

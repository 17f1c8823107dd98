"""Charts: what is drawn, what is said beside it, and that the drawing is harmless."""

from pathlib import Path

import altair
import pages
import pytest

from dxscore.report.charts.bullet import bullet_chart
from dxscore.report.charts.chart import Chart
from dxscore.report.charts.draw import UnsafeDrawingError, png, svg
from dxscore.report.charts.heat import heat_map
from dxscore.report.charts.palette import DARK, LIGHT, Scheme
from dxscore.report.charts.trend import trend_chart
from dxscore.report.view import View


def _bullet(view: View, indicator: str) -> Chart | None:
    return bullet_chart(view, next(line for line in view.results if line.id == indicator))


def _charts(view: View) -> list[Chart]:
    charts = [bullet_chart(view, line) for line in view.results]
    charts += [heat_map(view), *(trend_chart(view, history) for history in view.history)]
    return [chart for chart in charts if chart is not None]


def test_every_specification_is_valid_vega_lite() -> None:
    charts = _charts(pages.example())
    assert len(charts) > 25
    for chart in charts:
        altair.Chart.from_dict(chart.spec)  # raises where the schema does not hold


def test_a_bullet_chart_tells_target_result_verdict_and_earlier_figures() -> None:
    chart = _bullet(pages.example(), "CQ-HSCV-XP")
    assert chart is not None
    assert chart.title == "Hồ sơ công việc xử lý trên mạng tại UBND xã, phường"
    assert chart.description == (
        "Mục tiêu 2025: Tối thiểu 70%. Kết quả: 69,96% (11.239/16.065); 5/5 đơn vị; gồm số liệu của đơn vị "
        "cũ. Đánh giá: Không đạt. Còn thiếu 0,04 điểm phần trăm; 7 hồ sơ. Kỳ trước: 2023: 49,5%; 2024: 62,1%."
    )


def test_a_bullet_chart_draws_threshold_value_and_earlier_figures_to_scale() -> None:
    chart = _bullet(pages.example(), "CQ-HSCV-XP")
    assert chart is not None
    drawn = [[row["v"] for row in layer["data"]["values"]] for layer in chart.spec["layer"]]
    track, bar, earlier, threshold = drawn[:4]
    assert (track, threshold) == ([100.0], [70.0])
    assert bar == [pytest.approx(100 * 11239 / 16065)]
    assert earlier == [pytest.approx(49.5366, abs=1e-4), pytest.approx(62.0503, abs=1e-4)]


def test_a_small_target_has_an_axis_of_its_own() -> None:
    chart = _bullet(pages.example(), "NL-NGANSACH")
    assert chart is not None
    track = chart.spec["layer"][0]["data"]["values"][0]["v"]
    assert 0.6 < track < 1
    assert "2024: 0,52%" in chart.description  # never '0,5%', which is the threshold


def test_a_yes_or_no_duty_has_no_bullet_chart() -> None:
    assert _bullet(pages.example(), "XH-DIDONG") is None


def test_without_a_figure_only_track_and_threshold_are_drawn() -> None:
    chart = _bullet(pages.example(), "CQ-BC")
    assert chart is not None
    marks = [layer["mark"]["type"] for layer in chart.spec["layer"] if layer["data"]["values"]]
    assert marks == ["bar", "tick", "text", "text"]
    assert "Chưa có số liệu" in svg(chart, "x")


def test_a_point_without_all_units_is_hollow_and_says_so() -> None:
    view = pages.example()
    history = next(h for h in view.history if h.indicator == "XH-KYNANG")
    chart = trend_chart(view, history)
    assert chart is not None
    assert [row["coverage"] for row in chart.spec["data"]["values"]] == [
        "đủ đơn vị báo cáo",
        "đủ đơn vị báo cáo",
        "chưa đủ đơn vị báo cáo",
    ]
    assert chart.description == (
        "Mục tiêu 2025: Trên 60%. 2023: 42,1% (15/15 đơn vị); 2024: 54,0% (15/15 đơn vị); "
        "2025: 65,9% (4/5 đơn vị)."
    )


def test_one_period_is_no_trend() -> None:
    view = pages.example()
    assert trend_chart(view, next(h for h in view.history if h.indicator == "AT-MADOC-CAIDAT")) is None


def test_the_heat_map_has_a_cell_for_every_unit_of_every_target() -> None:
    view = pages.example()
    chart = heat_map(view)
    assert chart is not None
    cells = chart.spec["data"]["values"]
    assert len(cells) == sum(len(result.units) for result in view.scorecard.results)
    target = "Hồ sơ công việc xử lý trên mạng tại UBND xã,\nphường (2025)"
    assert {"unit": "Phường Đức Phổ", "target": target, "status": "Đạt", "text": "73,0"} in cells
    assert len({(cell["unit"], cell["target"]) for cell in cells}) == len(cells)


def test_drawings_hold_shapes_and_text_only() -> None:
    view = pages.example()
    for number, chart in enumerate(_charts(view)):
        root = pages.parse(svg(chart, f"c{number}").encode())
        assert {e.name for e in root.all("*")} <= {
            *("svg", "title", "desc", "g", "path", "line", "rect", "text", "tspan", "defs", "clippath")
        }
        ids = [e.attributes["id"] for e in root.all("*") if "id" in e.attributes]
        assert all(id_.startswith(f"c{number}-") for id_ in ids)


@pytest.mark.parametrize("url", ["https://example.org/x.png", "data:image/png;base64,AAAA", "javascript:1"])
def test_a_picture_or_an_address_in_a_drawing_is_refused(url: str) -> None:
    spec = {"data": {"values": [{"u": url}]}, "mark": "image", "encoding": {"url": {"field": "u"}}}
    with pytest.raises(UnsafeDrawingError):
        svg(Chart("t", "d", spec, "vi"), "x")


def test_a_link_in_a_drawing_is_refused() -> None:
    spec = {
        "data": {"values": [{"v": 1, "u": "https://example.org/"}]},
        "mark": "point",
        "encoding": {"x": {"field": "v"}, "href": {"field": "u"}},
    }
    with pytest.raises(UnsafeDrawingError):
        svg(Chart("t", "d", spec, "vi"), "x")


def test_text_that_looks_like_markup_is_drawn_as_text(tmp_path: Path) -> None:
    view = pages.hostile_view(tmp_path)
    chart = _bullet(view, "CQ-HSCV-XP")
    assert chart is not None
    drawn = svg(chart, "x")
    assert "<script" not in drawn and "&lt;script&gt;alert(4)" in drawn


def test_numbers_follow_the_language() -> None:
    vietnamese, english = (
        _bullet(pages.example("vi"), "NL-NGANSACH"),
        _bullet(pages.example("en"), "NL-NGANSACH"),
    )
    assert vietnamese is not None and english is not None
    assert ">0,2%<" in svg(vietnamese, "x") and ">0.2%<" in svg(english, "x")


def test_a_picture_is_a_png_of_the_asked_scale() -> None:
    chart = _bullet(pages.example(), "CQ-HSCV-XP")
    assert chart is not None
    small, large = png(chart, 1), png(chart, 3)
    assert small.startswith(b"\x89PNG") and large.startswith(b"\x89PNG")
    assert int.from_bytes(large[16:20], "big") >= 2.9 * int.from_bytes(small[16:20], "big")


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_signs_stand_out_from_the_paper(scheme: Scheme) -> None:
    for shade in set(scheme) - {"paper", "grid", "track"}:
        assert _contrast(scheme[shade], scheme["paper"]) >= 4.5, shade
        assert _contrast(scheme[shade], scheme["track"]) >= 3, shade


def test_light_colours_are_told_apart_by_their_code() -> None:
    assert len(set(LIGHT.values())) == len(LIGHT)


def _contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""Every line of the table of non-numbers."""

from __future__ import annotations

import unicodedata

import pytest

from dxscore.read.markers import Answer, Marker, answer, marker


@pytest.mark.parametrize(("width", "found"), [(20, Marker.MISSING), (40, Marker.MISSING), (41, None)])
def test_no_marker_is_looked_for_in_long_cells(width: int, found: Marker | None) -> None:
    assert marker("chưa  có".ljust(width - 7) + "số liệu") is found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((t, Marker.MISSING) for t in ("", "  ", "\u00a0", "-", "–", "—", "…", "...", "---", "n/a", "N/A")),
        *((t, Marker.MISSING) for t in ("chưa có số liệu", "Không có số liệu.", "chưa thống kê", "KCSL")),
        *(
            (t, Marker.MISSING)
            for t in ("chưa tổng hợp", "chua co so lieu", "Chưa có", "không có.", "Chưa báo cáo")
        ),
        *(
            (t, Marker.MISSING)
            for t in ("n.a.", "N.A", "nd", "NA", "null", "None", "nan", "k", "KXĐ", "?", "TBD")
        ),
        *(
            (t, Marker.MISSING)
            for t in ("đang cập nhật", "Đang rà soát.", "dang ra soat", "chưa rõ", "\u200b")
        ),
        *((t, Marker.SPREADSHEET_ERROR) for t in ("#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#####")),
        *((t, Marker.NOT_APPLICABLE) for t in ("không áp dụng", "KHÔNG ÁP DỤNG")),
        *((t, Marker.NOTHING_AROSE) for t in ("không phát sinh", "0 phát sinh", "Không  phát sinh")),
        *((t, None) for t in ("0", "82,5", "x", "có", "#tag", "*", "High", "không", "a" * 50_000)),
    ],
)
def test_markers(text: str, expected: Marker | None) -> None:
    assert marker(text) is expected
    assert marker(unicodedata.normalize("NFD", text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(
            (t, Answer.YES)
            for t in ("x", "X", "có", "Đạt", "Đ", "đã thực hiện", "đã ban hành", "hoàn thành", "✓")
        ),
        *((t, Answer.YES) for t in ("1", "yes", "co", "da thuc hien")),
        *(
            (t, Answer.NO)
            for t in ("không", "chưa", "chưa đạt", "không đạt", "KĐ", "chưa thực hiện", "0", "no")
        ),
        *((t, Answer.UNDER_WAY) for t in ("đang thực hiện", "Đang thực hiện")),
        *((t, None) for t in ("", "-", "d", "82,5", "đang họp", "2", "không áp dụng", "đạt 80%")),
    ],
)
def test_answers(text: str, expected: Answer | None) -> None:
    assert answer(text) is expected
    assert answer(unicodedata.normalize("NFD", text)) is expected

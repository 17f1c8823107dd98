"""The short way for plain rows and the careful reader give the same, whatever stands between what."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.read import metrics, plain_rows, table
from dxscore.read import sources as opened
from dxscore.words.text import Text

COLUMNS = (
    "indicator",
    "reporting_unit",
    "period",
    "numerator",
    "denominator",
    "value",
    "evidence",
    "note",
    "closed_on",
    "Ghi chú của thôn",
)
SHARE: dict[str, tuple[str, ...]] = {
    "indicator": ("HS", "TIEN", "AT"),
    "reporting_unit": ("pho-minh", "Phường Phổ Ninh", "21469", "pho-an", "cong-an", "duc-pho"),
    "period": ("2025-Q1", "2024", "2024-11", "Quý I/2025"),
    "numerator": ("1", "90", "0", "1200"),
    "denominator": ("1", "100", "1500"),
    "evidence": ("", "", "BC 12/BC-UBND"),
    "Ghi chú của thôn": ("", "a"),
}
NUMBER = {
    **SHARE,
    "indicator": ("SO", "DUONG"),
    "numerator": ("",),
    "denominator": ("",),
    "value": ("5", "0", "99", "101"),
}
DIRTY: dict[str, tuple[str, ...]] = {
    "indicator": ("hs", " HS ", "CK", "HANG", "HSS", "", "Tổng cộng", "Chỉ tiêu", "Tổng số", "CT khác"),
    "reporting_unit": (
        *(
            "pho minh",
            "xã Phổ Minh",
            "Phổ An\u200b",
            "21439",
            "phuong-duc-pho",
            "",
            "Tổng cộng",
            "toàn thị xã",
        ),
        *("Phổ Minhh", "phong-vhtt", "Đơn vị", "Cộng"),
    ),
    "period": ("2025-Q4", "2026", "", "Quý 5/2025", "kỳ 1/2025", "Lũy kế đến tháng 11/2024", "Kỳ"),
    "numerator": ("", "-", "1.234", "1,234", "12/15", "n/a", "²", "１２", "-5", "12 hồ sơ", "0,5", "1" * 16),
    "denominator": ("", "không áp dụng", "0", "1.000.000", "x", "#REF!", "00100", " 100"),
    "value": ("80", "82,5", "101", "5", "1.5", "-3", "có", "12/15", "99999"),
    "evidence": ("5", " ", "-", "n/a", " 25 ", "chưa có", "Báo cáo số 7", "Baùo caùo"),
    "note": ("7", "đang rà soát", "không phát sinh", "lý do"),
    "closed_on": ("2025-03-14", "14/03", "45000", "-", "01/07/2025"),
    "Ghi chú của thôn": ("5", "12"),
}


def careful(text: str, catalogue: Catalogue) -> Metrics:
    """What is read where no row takes the short way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "plain_rows", lambda *_: None)
        return read(text, catalogue)


def read(text: str, catalogue: Catalogue) -> Metrics:
    return metrics.read([opened.Source("a.csv", text.encode())], catalogue)


def written(rows: Sequence[Sequence[str]], separator: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
    return text.getvalue()


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A file of plain rows, about half of them with a dirty cell, or with a cell too many or too few."""
    columns = draw(st.sampled_from((COLUMNS, COLUMNS[:6], COLUMNS[:3] + COLUMNS[5:7], COLUMNS[::-1])))
    rows: list[list[str]] = [list(columns)]
    for _ in range(draw(st.integers(4, 16))):
        plain = draw(st.sampled_from((SHARE, SHARE, NUMBER)))
        row = [draw(st.sampled_from(plain.get(column, ("",)))) for column in columns]
        place = draw(st.integers(0, 2 * len(columns) - 1))
        if place < len(columns):
            row[place] = draw(st.sampled_from(DIRTY[columns[place]]))
        row += draw(st.sampled_from(([], [], [], [], [], [""], ["5"])))
        rows.append(row[: len(row) - draw(st.sampled_from((0, 0, 0, 0, 0, 1)))])
    return written(rows, draw(st.sampled_from(",;\t")))


@pytest.fixture(scope="module")
def with_a_sum(catalogue: Catalogue) -> Catalogue:
    """The catalogue, one of whose indicators is called what rows of totals are."""
    indicators = [
        each.model_copy(update={"name": Text(vi="Tổng số", en="Total")}) if each.id == "SO" else each
        for each in catalogue.targets.indicators
    ]
    targets = catalogue.targets.model_copy(update={"indicators": tuple(indicators)})
    return Catalogue(targets=targets, assignments=catalogue.assignments, sha256="0" * 64)


@pytest.fixture(scope="module")
def without_ends(with_a_sum: Catalogue) -> Catalogue:
    """The same, in which no unit begins or ends: there no row needs the careful reader first."""
    file = with_a_sum.assignments
    bodies = tuple(body.model_copy(update={"valid_to": None, "successor": None}) for body in file.bodies)
    assignments = file.model_copy(update={"bodies": bodies, "successors": ()})
    return Catalogue(targets=with_a_sum.targets, assignments=assignments, sha256="0" * 64)


@given(text=texts())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_ways_give_the_same(text: str, with_a_sum: Catalogue) -> None:
    assert read(text, with_a_sum) == careful(text, with_a_sum)


def one_dirty_cell() -> Iterator[tuple[str, dict[str, str]]]:
    """Every dirty cell once, in a row of a share and in one of a number."""
    for column, cells in DIRTY.items():
        for cell in cells:
            for plain in (SHARE, NUMBER):
                yield column, {**{name: texts[0] for name, texts in plain.items()}, column: cell}


WHOLE_ROWS = (
    ("(1)", "(2)", "(3)", "(4)", "(5)"),
    ("Người lập biểu",),
    ("Đức Phổ, ngày 5 tháng 1 năm 2025",),
    ("I", "Khối phường"),
    COLUMNS,
    ("Kỳ báo cáo: 2023",),
    ("", "Tổng cộng", "2024", "5", "9"),
    ("indicator", "pho-minh", "pho-ninh"),
)


@pytest.mark.parametrize("of", ["with_a_sum", "without_ends"])
def test_every_dirty_row_is_read_with_care(request: pytest.FixtureRequest, of: str) -> None:
    """One at a time, between plain rows, under a line that names another unit than the rows do."""
    catalogue: Catalogue = request.getfixturevalue(of)
    columns = COLUMNS if of == "with_a_sum" else COLUMNS[:7]
    share, number = ([texts.get(c, ("",))[0] for c in columns] for texts in (SHARE, NUMBER))
    dirty = [[cells.get(name, "") for name in columns] for it, cells in one_dirty_cell() if it in columns]
    whole = [[*cells, *[""] * (len(columns) - len(cells))][: len(columns)] for cells in WHOLE_ROWS]
    for row in (*dirty, *whole):
        for before in ([], [share, share, number]):
            rows = [columns, *before, row, share, share]
            text = "Đơn vị: phường Phổ Hòa\nKỳ: 2020\n" + written(rows, ",")
            assert read(text, catalogue) == careful(text, catalogue), text


ROW = "HS,pho-minh,2024,90,100,,,,\n"
HEADER = "indicator,reporting_unit,period,numerator,denominator,value,evidence,note,closed_on\n"


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Counter[bool]:
    """How many rows took the short way, and how many were left to the careful reader."""
    count: Counter[bool] = Counter()
    short: Callable[..., Any] = plain_rows.PlainRows.read

    def counted(self: plain_rows.PlainRows, row: Any) -> Any:
        found = short(self, row)
        count[found is not None] += 1
        return found

    monkeypatch.setattr(plain_rows.PlainRows, "read", counted)
    return count


def test_plain_rows_take_the_short_way(catalogue: Catalogue, taken: Counter[bool]) -> None:
    """In a plan whose units begin and end, too."""
    told = read(HEADER + "".join(ROW.replace("90", str(count)) for count in range(1, 51)), catalogue)
    assert len(told.observations) == 50
    assert taken == {True: 50}


@pytest.mark.parametrize(
    "above, header",
    [
        ("Kỳ báo cáo: 2024\n", HEADER.replace("period,", "")),
        ("", HEADER.replace("value", "")),
        ("", "indicator,period,pho-minh,pho-ninh\n"),
    ],
    ids=["stated above", "a column without a name", "units across"],
)
def test_other_tables_are_read_with_care(
    catalogue: Catalogue, taken: Counter[bool], above: str, header: str
) -> None:
    row = ",".join(
        {"indicator": "HS", "period": "2024"}.get(name, "80") for name in header.strip().split(",")
    )
    read(f"{above}{header}{row}\n", catalogue)
    assert not taken

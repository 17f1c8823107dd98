"""Whole logs: in one process or several, in one file or many, in any order; broken ones never give fewer."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from counting import (
    COUNTS,
    HEADER,
    KEYED,
    SOUND,
    counts_in,
    csv_of,
    nfd,
    random_rows,
    rolled,
    told,
)
from hypothesis import given
from hypothesis import strategies as st

from dxscore.errors import RecordsError
from dxscore.flows.rollup import RollupRequest, roll_up
from dxscore.isolated import parent
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period, PeriodKind, ReportingCalendar
from dxscore.rollup import files, keys
from dxscore.rollup.meanings import period_of
from dxscore.rollup.text import LineCount


def written(folder: Path, text: str | bytes, name: str = "log.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@given(
    st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["year", "half", "quarter", "month"]),
    st.sampled_from(["administrative", "calendar"]),
)
def test_a_day_is_of_the_period_that_opens_and_closes_around_it(
    day: date, kind: PeriodKind, calendar: ReportingCalendar
) -> None:
    period = period_of(day, kind, calendar)
    if period is None:
        assert day > Period("year", 2100).closes(calendar)
    else:
        assert period.kind == kind
        assert period.opens(calendar) <= day <= period.closes(calendar)


def test_the_twentieth_of_december_is_of_the_next_year_by_the_administrative_calendar() -> None:
    assert str(period_of(date(2025, 12, 20), "quarter", "administrative")) == "2026-Q1"
    assert str(period_of(date(2025, 12, 20), "quarter", "calendar")) == "2025-Q4"


@pytest.mark.parametrize("counts", [COUNTS, KEYED])
def test_any_order_and_any_split_give_the_same(catalogue: Catalogue, tmp_path: Path, counts: str) -> None:
    rows = random_rows(11, 1_500, keys=2_500)
    how = counts_in(tmp_path, catalogue, counts)
    whole = rolled(catalogue, how, written(tmp_path, csv_of(rows)))
    random.Random(5).shuffle(rows)
    split = [
        written(tmp_path, csv_of(rows[start:end]), f"part-{start}.csv")
        for start, end in ((0, 100), (100, 100 + 700), (800, 1_500))
    ]
    parts = rolled(catalogue, how, *split)
    assert parts.metrics == whole.metrics
    for name in ("records", "counted", "repeated", "rejected", "rejected_for"):
        assert getattr(parts.document, name) == getattr(whole.document, name)


@pytest.mark.parametrize("counts", [COUNTS, KEYED])
def test_processes_say_what_one_says_with_the_same_places(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counts: str
) -> None:
    monkeypatch.setattr(files, "APART_FROM", 0)
    monkeypatch.setattr(keys, "CASES_IN_A_PART", 10)
    how = counts_in(tmp_path, catalogue, counts)
    log = written(tmp_path, csv_of(random_rows(3, 4_000, keys=6_000)))
    one, several = (rolled(catalogue, how, log, processes=count) for count in (1, 3))
    same = several.document == one.document  # pytest would compare thousands of findings letter by letter
    assert same
    assert several.metrics == one.metrics
    assert one.document.listed > 900


def test_a_file_with_records_on_several_lines_is_read_in_one_go(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "APART_FROM", 0)
    rows = [(*SOUND[:-1], "hai\ndòng") for _ in range(500)]
    how = counts_in(tmp_path, catalogue)
    came = rolled(catalogue, how, written(tmp_path, csv_of(rows)), processes=4)
    assert told(came.observations)["TT", "pho-hoa", "2025-Q1"] == (500, 500, None)


def test_a_process_that_ends_gives_no_figures(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "APART_FROM", 0)
    start = parent.start
    monkeypatch.setattr(parent, "start", lambda _: start("dxscore.errors"))
    how = counts_in(tmp_path, catalogue)
    with pytest.raises(RecordsError, match="a process that counted has ended"):
        rolled(catalogue, how, written(tmp_path, csv_of([SOUND] * 500)), processes=2)


def test_standard_input_is_read_as_a_file_is(catalogue: Catalogue, tmp_path: Path) -> None:
    text = csv_of(random_rows(2, 400))
    how = counts_in(tmp_path, catalogue)
    piped = roll_up(catalogue, how, RollupRequest(files=["-"], standard_input=io.BytesIO(text.encode())))
    assert piped.metrics == rolled(catalogue, how, written(tmp_path, text)).metrics


def test_a_file_that_changes_meanwhile_gives_no_figures(catalogue: Catalogue, tmp_path: Path) -> None:
    log = written(tmp_path, csv_of([SOUND] * 50))
    how = counts_in(tmp_path, catalogue)

    def append(_: int) -> Callable[[int], None]:
        log.write_bytes(log.read_bytes() + b"x\n")
        return lambda _: None

    with pytest.raises(RecordsError) as caught:
        roll_up(catalogue, how, RollupRequest(files=[str(log)]), append)
    assert [finding.code for finding in caught.value.findings] == ["DX851"]


def test_a_count_that_the_lines_do_not_bear_out_gives_no_figures(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LineCount, "result", lambda _: 52)
    how = counts_in(tmp_path, catalogue)
    with pytest.raises(RecordsError) as caught:
        rolled(catalogue, how, written(tmp_path, csv_of([SOUND] * 50)))
    assert (
        caught.value.findings[0].message.en
        == "50 records were counted, while another way of counting finds 51"
    )


CLEAN = csv_of([SOUND] * 40)
LINES = CLEAN.splitlines(keepends=True)
TWENTY = "".join(LINES[:21])
REST = "".join(LINES[21:])
BROKEN: dict[str, bytes] = {
    "an open quote": (TWENTY + 'H,"pho-hoa,10/03/2025,12/03/2025,12/03/2025,xa,1,0,\n' + REST).encode(),
    "a quote inside": (TWENTY + 'H,pho-hoa,10/03/2025,12/03/2025,12/03/2025,xa,1,0,a"b\n' + REST).encode(),
    "letters behind a quote": (TWENTY + 'H,"pho-hoa"x,10/03/2025,,,xa,1,0,\n' + REST).encode(),
    "a short row": (TWENTY + "H,pho-hoa,10/03/2025\n" + REST).encode(),
    "a long row": (TWENTY + LINES[1].rstrip("\n") + ",more\n" + REST).encode(),
    "no end of the last line": CLEAN.rstrip("\n").encode(),
    "cut in the last row": CLEAN[:-20].encode(),
    "cut in a quote": (CLEAN + 'H,"pho-ho').encode(),
    "CRLF": CLEAN.replace("\n", "\r\n").encode(),
    "CR": CLEAN.replace("\n", "\r").encode(),
    "mixed ends": (TWENTY.replace("\n", "\r\n") + REST).encode(),
    "blank lines": (TWENTY + "\n\n ,\n".replace(" ,", ",,,,,,,,") + REST).encode(),
    "a BOM": CLEAN.encode("utf-8-sig"),
    "UTF-16": CLEAN.encode("utf-16"),
    "UTF-16 that is cut": CLEAN.encode("utf-16")[:-1],
    "Latin-1": (TWENTY + REST).encode() + "H,Phổ Hòá\n".encode("latin-1", "replace"),
    "a NUL": (TWENTY + "\0" + REST).encode(),
    "a quoted row": (TWENTY + ",".join(f'"{cell}"' for cell in SOUND) + "\n" + REST).encode(),
    "a quoted line break": (TWENTY + ",".join([*SOUND[:-1], '"hai\ndòng"']) + "\n" + REST).encode(),
    "a header again": (TWENTY + LINES[0] + REST).encode(),
}


@pytest.mark.parametrize("processes", [1, 3])
@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_gives_the_same_or_is_refused_but_never_fewer(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, processes: int
) -> None:
    monkeypatch.setattr(files, "APART_FROM", 0)
    how = counts_in(tmp_path, catalogue)
    log = written(tmp_path, BROKEN[kind])
    try:
        came = rolled(catalogue, how, log, processes=processes)
    except RecordsError as error:
        assert error.findings
        return
    document = came.document
    assert document.counted + document.rejected == document.records >= 40
    sound = document.counted
    assert told(came.observations)["TT", "pho-hoa", "2025-Q1"] == (sound, sound, None)
    assert sound >= 39
    assert sound + document.rejected >= 40
    assert document.rejected == len({finding.row for finding in document.findings})


def test_names_in_any_form_are_one_unit(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [
        (SOUND[0], name, *SOUND[2:])
        for name in ("pho-hoa", "21457", "UBND phường Phổ Hoà", nfd("Phường Phổ Hòa"), "Hòa Thành")
    ]
    came = rolled(catalogue, counts_in(tmp_path, catalogue), written(tmp_path, csv_of(rows)))
    assert told(came.observations) == {
        ("TT", "pho-hoa", "2025-Q1"): (5, 5, None),
        ("SL", "pho-hoa", "2025-Q1"): (None, None, 0),
    }
    assert not came.faulty


@pytest.mark.parametrize(
    ("unit", "day", "whose", "code"),
    [
        ("cu", "14/06/2025", "cu", None),
        ("cu", "15/06/2025", "moi", None),  # of the third quarter, in no month of which it lived
        ("cu", "30/06/2025", "moi", None),
        ("cu", "01/07/2025", None, "DX821"),
        ("moi", "30/06/2025", None, "DX822"),
        ("moi", "01/07/2025", "moi", None),
        ("chia", "14/06/2025", "chia", None),
        ("chia", "15/06/2025", None, "DX823"),
        ("van-phong", "14/06/2025", None, "DX824"),
    ],
)
def test_units_have_lives(
    catalogue: Catalogue, tmp_path: Path, unit: str, day: str, whose: str | None, code: str | None
) -> None:
    log = written(tmp_path, csv_of([SOUND, (SOUND[0], unit, day, *SOUND[3:])]))
    came = rolled(catalogue, counts_in(tmp_path, catalogue), log)
    others = {each.reporting_unit for each in came.observations} - {"pho-hoa"}
    assert others == ({whose} if whose else set())
    assert [reason.code for reason in came.document.rejected_for] == ([code] if code else [])


def test_a_period_that_is_not_over_is_said_to_be_up_to_the_last_day_of_the_log(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    how = counts_in(tmp_path, catalogue)
    rows = [
        SOUND,
        (SOUND[0], SOUND[1], "05/04/2025", *SOUND[3:]),
        (SOUND[0], SOUND[1], "06/04/2025", *SOUND[3:]),
    ]
    request = RollupRequest(files=[str(written(tmp_path, csv_of(rows)))], until=date(2025, 4, 5))
    came = roll_up(catalogue, how, request)
    closed = {str(each.period): each.closed_on for each in came.observations}
    assert closed == {"2025-Q1": None, "2025-Q2": date(2025, 4, 5)}
    assert [reason.code for reason in came.document.rejected_for] == ["DX816"]


@pytest.mark.parametrize(
    ("left", "op", "right", "holds"),
    [
        ("12/03/2025", "<=", "12/03/2025", True),
        ("13/03/2025", "<=", "12/03/2025", False),
        ("12/03/2025", "<", "12/03/2025", False),
        ("12/03/2025 10:00", "<=", "12/03/2025 09:59", False),
        ("12/03/2025 10:00", "<=", "12/03/2025", True),
        ("2025-03-12T10:00:00", "=", "12/3/2025 10:00", True),
        ("12/03/2025", "!=", "2025-03-12", False),
        ("12/03/2025", ">", "11/03/2025 23:59", True),
        ("12/03/2025", ">=", "13/03/2025", False),
        ("", ">=", "13/03/2025", False),  # blank: no
    ],
)
def test_days_are_compared_and_hours_where_both_have_one(
    catalogue: Catalogue, tmp_path: Path, left: str, op: str, right: str, holds: bool
) -> None:
    how = counts_in(tmp_path, catalogue, COUNTS.replace('"<="', f'"{op}"'))
    rows = [(*SOUND[:3], left, right, *SOUND[5:])]
    came = rolled(catalogue, how, written(tmp_path, csv_of(rows)))
    assert told(came.observations)["TT", "pho-hoa", "2025-Q1"] == (int(holds), int(holds), None)


def test_a_unit_whose_records_fit_an_indicator_of_others_is_told(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    text = COUNTS + "  VP: {}\n"
    rows = [SOUND, (SOUND[0], "van-phong", *SOUND[2:])]
    came = rolled(catalogue, counts_in(tmp_path, catalogue, text), written(tmp_path, csv_of(rows)))
    assert set(told(came.observations)) == {
        ("TT", "pho-hoa", "2025-Q1"),
        ("SL", "pho-hoa", "2025-Q1"),
        ("VP", "van-phong", "2025-Q1"),
    }
    strays = [finding.message.en for finding in came.document.findings if finding.code == "DX840"]
    assert len(strays) == 3  # two of the office's, one of the ward's
    assert "1 records of Office fit TT, which it does not report: they are not counted there" in strays


def test_nothing_counted_gives_no_figures(catalogue: Catalogue, tmp_path: Path) -> None:
    how = counts_in(tmp_path, catalogue)
    for rows in ([], [(SOUND[0], "Phổ X", *SOUND[2:])]):
        with pytest.raises(RecordsError) as caught:
            rolled(catalogue, how, written(tmp_path, csv_of(rows)))
        assert caught.value.findings[-1].code == "DX854"


def test_all_files_that_cannot_be_read_are_told_together(catalogue: Catalogue, tmp_path: Path) -> None:
    how = counts_in(tmp_path, catalogue)
    with pytest.raises(RecordsError) as caught:
        rolled(catalogue, how, tmp_path / "none.csv", tmp_path)
    assert {finding.code for finding in caught.value.findings} == {"DX101", "DX103"}
    with pytest.raises(RecordsError) as caught:
        rolled(
            catalogue,
            how,
            written(tmp_path, "", "a.csv"),
            written(tmp_path, CLEAN, "b.csv"),
            written(tmp_path, "x,y\n1,2\n", "c.csv"),
        )
    assert [finding.code for finding in caught.value.findings] == ["DX120", "DX810"]


def test_guards_of_spreadsheets_are_no_part_of_a_value(catalogue: Catalogue, tmp_path: Path) -> None:
    text = COUNTS.replace('no: ["0", "không"]', 'no: ["0", "-x"]')
    rows = [(*SOUND[:6], "'-x", *SOUND[7:])]
    came = rolled(catalogue, counts_in(tmp_path, catalogue, text), written(tmp_path, csv_of(rows)))
    assert told(came.observations)["TT", "pho-hoa", "2025-Q1"] == (0, 1, None)


def test_a_column_may_have_another_name_in_the_log(catalogue: Catalogue, tmp_path: Path) -> None:
    text = COUNTS.replace("online: {yes:", "online: {column: Nộp trực tuyến, yes:")
    header = ["nộp_TRỰC tuyến" if name == "online" else name for name in HEADER]
    came = rolled(
        catalogue, counts_in(tmp_path, catalogue, text), written(tmp_path, csv_of([SOUND], header, ";"))
    )
    assert told(came.observations)["TT", "pho-hoa", "2025-Q1"] == (1, 1, None)


def test_of_millions_of_rejected_records_a_thousand_are_told(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [SOUND, *[(SOUND[0], "Phổ X", *SOUND[2:])] * 2_500]
    document = rolled(catalogue, counts_in(tmp_path, catalogue), written(tmp_path, csv_of(rows))).document
    assert (document.rejected, document.total, document.listed, len(document.findings)) == (
        2_500,
        2_500,
        1_000,
        1_000,
    )
    assert [finding.row for finding in document.findings] == list(range(3, 1_003))

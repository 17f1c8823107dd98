"""Files of waivers: read right, or refused with every fault at its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dxscore.errors import WaiversError
from dxscore.model.finding import Finding
from dxscore.read.catalogue import load
from dxscore.read.waivers import read_waivers
from dxscore.read.yaml_marks import MAX_BYTES

CATALOGUE = load()
GOOD = """\
version: 1
waivers:
  - indicator: CQ-HSCV-XP
    reporting_unit: pho-hoa
    reason: Trụ sở hư hỏng sau bão số 13
    document: Công văn 77/UBND-VX ngày 10/11/2025
    approved_by: Chủ tịch UBND thị xã
    from: 2025-11-10
    until: 2025-12-31
  - {indicator: CQ-DVC, reason: r, document: d, approved_by: a, from: 2025-11-10, until: 2025-11-10}
"""
LINE = "  - {indicator: CQ-DVC, reason: r, document: d, approved_by: a, from: 2026-01-01, until: 2026-12-31}"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "waivers.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def faults(folder: Path, text: str | bytes) -> tuple[Finding, ...]:
    with pytest.raises(WaiversError) as caught:
        read_waivers(written(folder, text), CATALOGUE)
    assert str(len(caught.value.findings)) in caught.value.vi
    return caught.value.findings


def test_what_it_says_and_where(tmp_path: Path) -> None:
    waivers = read_waivers(written(tmp_path, GOOD), CATALOGUE)
    first, second = waivers.items
    assert (waivers.file, len(waivers.sha256)) == (str(tmp_path / "waivers.yaml"), 64)
    assert (*first.place[2:], first.path) == (3, 5, "waivers[0]")
    assert (first.waiver.indicator, first.waiver.reporting_unit) == ("CQ-HSCV-XP", "pho-hoa")
    assert (first.waiver.from_, first.waiver.until) == (date(2025, 11, 10), date(2025, 12, 31))
    assert (second.place.row, second.waiver.reporting_unit) == (10, None)


def test_none_at_all_is_a_file_too(tmp_path: Path) -> None:
    assert read_waivers(written(tmp_path, "version: 1\nwaivers: []\n"), CATALOGUE).items == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "row", "words"),
    [
        ("CQ-HSCV-XP", "CQ-HSCV-XQ", "DX430", 3, "did you mean CQ-HSCV-XP?"),
        ("pho-hoa", "pho-hoaa", "DX430", 4, "did you mean pho-hoa?"),
        ("approved_by: Ch", "approved_bi: Ch", "DX421", 7, "did you mean approved_by?"),
        ("    reason: Trụ sở hư hỏng sau bão số 13\n", "", "DX420", 3, "reason"),
        ("until: 2025-12-31", "until: 2025-11-09", "DX501", 9, "before it begins on 2025-11-10"),
        ("until: 2025-12-31", 'until: "2025-12-31"', "DX422", 9, "a date is wanted"),
        ("until: 2025-12-31", "until: 0", "DX422", 9, "a date is wanted"),
        ("until: 2025-12-31", "until: 2025-02-30", "DX415", 9, ""),
        ("version: 1", "version: 2", "DX423", 1, ""),
        ("reason: r", 'reason: ""', "DX424", 10, "not empty"),
        ("reason: r", "reason: &x r", "DX410", 10, "&x"),
        ("reason: r", "reason: r, reason: s", "DX412", 10, "reason"),
    ],
)
def test_a_fault_is_placed(tmp_path: Path, old: str, new: str, code: str, row: int, words: str) -> None:
    assert old in GOOD
    found = faults(tmp_path, GOOD.replace(old, new, 1))
    (fault,) = [finding for finding in found if finding.code == code]
    assert fault.row == row
    assert words in fault.message.en


def test_all_faults_at_once_in_their_order(tmp_path: Path) -> None:
    text = GOOD.replace("CQ-DVC", "CQ-NEIN").replace("pho-hoa", "pho-nein").replace("reason: r", "reason: 3")
    found = faults(tmp_path, text)
    assert [(finding.code, finding.row) for finding in found] == [("DX430", 4), ("DX430", 10), ("DX422", 10)]


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        ("from: 2026-01-01, until: 2026-06-30", "from: 2026-06-30, until: 2026-07-01", True),
        ("from: 2026-01-01, until: 2026-06-30", "from: 2026-07-01, until: 2026-07-02", False),
        ("from: 2026-02-01, until: 2026-02-02", "from: 2026-01-01, until: 2026-12-31", True),
    ],
)
def test_days_in_common_are_a_fault(tmp_path: Path, first: str, second: str, overlap: bool) -> None:
    days = "from: 2026-01-01, until: 2026-12-31"
    text = "\n".join(["version: 1", "waivers:", LINE.replace(days, first), LINE.replace(days, second)])
    if overlap:
        (fault,) = faults(tmp_path, text)
        assert (fault.code, fault.row, fault.column) == ("DX502", 4, "waivers[1]")
        assert "line 3" in fault.message.en
    else:
        assert len(read_waivers(written(tmp_path, text), CATALOGUE).items) == 2


def test_another_unit_or_indicator_is_no_overlap(tmp_path: Path) -> None:
    others = (
        LINE,
        LINE.replace("CQ-DVC", "CQ-BC"),
        LINE.replace("CQ-DVC", "CQ-DVC, reporting_unit: pho-hoa"),
    )
    text = "\n".join(["version: 1", "waivers:", *others])
    assert len(read_waivers(written(tmp_path, text), CATALOGUE).items) == 3


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "DX405"),
        (b"waivers: [", "DX404"),
        (b"\xff\xfe", "DX402"),
        (b"- a", "DX422"),
        (b"version: 1\nwaivers: 3", "DX422"),
        (b"#" * (MAX_BYTES + 1), "DX401"),
    ],
)
def test_what_is_no_such_file(tmp_path: Path, content: bytes, code: str) -> None:
    assert code in [finding.code for finding in faults(tmp_path, content)]


def test_what_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(WaiversError) as caught:
            read_waivers(path, CATALOGUE)
        assert [finding.code for finding in caught.value.findings] == ["DX500"]

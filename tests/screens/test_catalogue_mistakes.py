"""What authors of a catalogue type wrong: each is refused with its item's id, the key and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from asked import ask

from dxscore.flows.start import answers, begin
from dxscore.start.answers import Unit

TARGETS, BODIES = "targets.yaml", "assignments.yaml"
SOUND = begin(answers("Xã Minh Phương", year=2026, units=[Unit("Thôn Một"), Unit("Thôn Hai")])).files
NAME = 'name: {vi: "Hồ sơ trực tuyến (mẫu)"}'
FLOW = "    over_time: flow\n    unit_of_measure: percent"
Mistake = tuple[str, str, str, tuple[str, ...]]
MISTAKES: tuple[Mistake, ...] = (
    # words of print in place of keys and values
    (TARGETS, "more_than: 2", "trên: 2", ("XH-1", "more_than")),
    (TARGETS, "at_least: 80", "tối thiểu: 80", ("CQ-1", "at_least")),
    (TARGETS, "at_least: 80", "at_leest: 80", ("CQ-1", "có phải là at_least?")),
    (TARGETS, "at_least: 80", "at_least: trên 80", ("CQ-1", "«trên 80»", "không có %")),
    (TARGETS, "at_least: 80", "at_least: 80%", ("CQ-1", "«80%»")),
    (TARGETS, "by: 2026, at", "by: năm 2026, at", ("CQ-1", "«năm 2026»")),
    (TARGETS, "by: 2026, at", "by: 31/12/2026, at", ("CQ-1", "2025-12-14")),
    (TARGETS, "every: year, from", "every: năm, from", ("XH-1", "half_year")),
    (TARGETS, "every: year, from: 2026", "every: year", ("XH-1", "from")),
    (TARGETS, "measure: share", "measure: tỷ lệ", ("CQ-1", "share, number, rank, yes_no")),
    (TARGETS, "    numerator:", "    tử số:", ("CQ-1", "có phải là numerator?")),
    (TARGETS, "indicators:", "chỉ tiêu:", ("có phải là indicators?",)),
    (TARGETS, "reporting_calendar: administrative", "reporting_calendar: hành chính", ("calendar",)),
    (TARGETS, "{id: CQ, ", "{id: CQ, trọng số: 2, ", ("CQ:", "weight")),
    (TARGETS, "pillar: XH", "Pillar: XH", ("XH-1", "có phải là pillar?")),
    # what is named and is not there
    (TARGETS, "pillar: XH", "pillar: xa-hoi", ("XH-1", "trụ cột là một phần của kế hoạch")),
    (TARGETS, "reported_by: units", "reported_by: các thôn", ("XH-1", "nhóm gồm nhiều cơ quan")),
    (TARGETS, "document: KH, sec", "document: KH-2026, sec", ("CQ-1", "documents")),
    (BODIES, "[thon-mot, thon-hai]", "[thon-mot, thon-ba]", ("units", "thon-ba")),
    (BODIES, "total: xa-minh-phuong", "total: Xã Minh Phương", ("có phải là xa-minh-phuong?",)),
    (BODIES, "kind: hamlet", "kind: thôn", ("thon-mot", "hamlet")),
    # twice, or too much
    (TARGETS, "id: XH-1", "id: CQ-1", ("CQ-1", "đã dùng ở dòng")),
    (BODIES, "{id: thon-hai", "{id: thon-mot", ("thon-mot", "đã dùng ở dòng")),
    (TARGETS, "at_least: 80", "at_least: 80, at_most: 90", ("CQ-1", "đúng một ngưỡng")),
    (TARGETS, "at_least: 80", "between: [90, 80]", ("CQ-1", "khoảng ngược")),
    (TARGETS, "at_least: 80", "between: 80 - 90", ("CQ-1", "[a, b]")),
    (TARGETS, "at_least: 80", "at_least: 180", ("CQ-1", "180")),
    (TARGETS, "id: CQ-1", "id: Chính quyền 1", ("Chính quyền 1", "chữ cái không dấu")),
    # what is not there
    (TARGETS, '    numerator: {vi: "Hồ sơ nộp trực tuyến"}\n', "", ("CQ-1", "numerator")),
    (TARGETS, "version: 1\n", "", ("version",)),
    (TARGETS, "measure: share", "measure: rank", ("CQ-1", "over_time: stock")),
    # slips of YAML
    (TARGETS, "at_least: 80", "at_least: 70,5", ("70,5", "70.5")),
    (TARGETS, NAME, "name: {vi: Hồ sơ, trực tuyến}", ("CQ-1", 'vi: "Hồ sơ, trực tuyến"')),
    (TARGETS, NAME, "name: Hồ sơ", ("CQ-1", "{vi: …, en: …}")),
    (TARGETS, FLOW, FLOW[1:], ("thụt",)),
    (TARGETS, FLOW, f"\t{FLOW.lstrip()}", ("tab",)),
    (TARGETS, "    measure: share", "    measure:share", ("dấu hai chấm",)),
    (TARGETS, "at_least: 80,", "at_least: 80", ("thiếu dấu phẩy",)),
    (TARGETS, '(mẫu)"}', "(mẫu)}", ("dấu nháy",)),
    (TARGETS, "issued: 2026", "issued: 30/02/2026", ("KH", "30/02/2026")),
    # what is hostile
    (TARGETS, NAME, 'name: {vi: "[red]x[/red]\\x1b[31m"}', ("U+001B",)),
    (TARGETS, "pillar: XH", 'pillar: "::error::x"', ("XH-1",)),
    (TARGETS, "version: 1", "version: &a [*a]", ("version",)),
)


@pytest.mark.parametrize(("file", "old", "new", "said"), MISTAKES)
def test_a_mistake_is_named_by_its_item_and_explained(
    tmp_path: Path, file: str, old: str, new: str, said: tuple[str, ...]
) -> None:
    assert old in SOUND[file]
    for name, text in SOUND.items():
        written = text.replace(old, new, 1) if name == file else text
        (tmp_path / name).write_text(written, encoding="utf-8")
    done = ask("catalogue", "check", str(tmp_path), "--lang", "vi")
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err and "\x1b" not in done.err
    assert all(words in done.err for words in said), done.err
    assert "trong danh mục." in done.err
    assert not any(line.startswith("::") for line in done.err.splitlines())


def test_so_they_are_in_english(tmp_path: Path) -> None:
    for name, text in SOUND.items():
        wrong = text.replace("more_than: 2", "trên: 2").replace("kind: hamlet", "kind: thôn")
        (tmp_path / name).write_text(wrong, encoding="utf-8")
    done = ask("catalogue", "check", str(tmp_path), "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "XH-1: " in done.err and "more_than" in done.err and "thon-mot: " in done.err
    assert done.err.endswith("errors, 2 warnings, 0 notes in the catalogue.\n")

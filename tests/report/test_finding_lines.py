"""Lines about findings: those that are alike together."""

from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.place import Place
from dxscore.report.findings import SHOWN_IN_ONE_FILE, finding_lines


def skipped(row: int, got: str = "x", file: str = "a.csv") -> Finding:
    return rules.NOT_DATA.finding(Place(file, row=row), got=got)


def over(row: int, value: str = "120") -> Finding:
    return rules.SHARE_OUT_OF_RANGE.finding(Place("a.csv", row=row), value=value)


def test_notes_of_one_code_are_one_line_with_their_rows() -> None:
    told = [skipped(8, "I"), over(9), *(skipped(row) for row in (10, 22, 23, 24))]
    lines = finding_lines(told, "vi")
    assert lines[1].startswith("a.csv:8: lưu ý DX138 (5 chỗ, dòng 8, 10, 22–24), chỗ đầu: ")
    assert "“I”" in lines[1]
    assert [line.split(":")[1] for line in lines] == ["9", "8"]


def test_errors_that_say_the_same_are_one_line_with_all_their_rows() -> None:
    (line,) = finding_lines([over(row) for row in range(1, 41, 2)], "en")
    assert line.startswith("a.csv:1: error DX302 (20 times, rows 1, 3, 5,")
    assert " 37, 39): " in line


def test_errors_that_differ_stay_one_by_one() -> None:
    told = [over(2), over(3, "130"), over(4), over(5).model_copy(update={"position": 4})]
    assert [line.split(" ")[0] for line in finding_lines(told, "en")] == [
        "a.csv:2:",
        "a.csv:3:",
        "a.csv:5:4:",
    ]
    other_file = over(5).model_copy(update={"file": "b.csv"})
    assert len(finding_lines([over(2), other_file], "en")) == 2


def test_one_note_is_told_as_it_is() -> None:
    assert finding_lines([skipped(8)], "en")[0].startswith("a.csv:8: note DX138: not a row of data")


def test_the_same_notes_of_several_files_share_a_line() -> None:
    told = [skipped(row, file=file) for file in ("a.csv", "b.csv", "c.csv") for row in (2, 4)]
    (line,) = finding_lines(told, "en")
    assert line.startswith("a.csv:2 (and 2 more): note DX138 (2 times, rows 2, 4): ")
    other = skipped(3, file="d.csv")
    assert len(finding_lines([*told, other], "en")) == 2


def test_a_hundred_lines_to_a_file_and_every_note_counts() -> None:
    told = [over(row, str(200 + row)) for row in range(SHOWN_IN_ONE_FILE)] + [
        skipped(row) for row in range(3)
    ]
    lines = finding_lines(told, "en")
    assert len(lines) == SHOWN_IN_ONE_FILE + 1
    assert lines[-1].startswith("a.csv: 0 more errors, 0 warnings, 3 notes")


def test_many_ranges_are_cut() -> None:
    (line,) = finding_lines([skipped(row) for row in range(1, 41, 2)], "en")
    assert "(20 times, rows 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, …): " in line

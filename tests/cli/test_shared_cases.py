"""Inputs that once failed, and figures that others published, where they stand beside the checkout.

Each is the smallest input of its kind; the laws about the kind stand with the rooms that keep them.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from program import PROJECT, run

from beside import found, needs


def cases(*names: str) -> Path:
    return found("cases").joinpath(*names)


@needs("cases")
@pytest.mark.parametrize("name", ["short-total-row", "form-header-cell-blank", "short-row-blank-header"])
def test_a_row_shorter_than_its_header_is_told(name: str) -> None:
    done = run("check", cases("files", f"crash-{name}.csv"), "--lang", "en")
    assert done.code == 2 and "error DX134" in done.err and "internal error" not in done.err


@needs("cases")
def test_one_such_file_ends_no_collection(tmp_path: Path) -> None:
    folder = tmp_path / "returned"
    folder.mkdir()
    for path in cases("files").glob("crash-*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "good.csv").write_text(
        "indicator,reporting_unit,period,numerator,denominator\nCQ-HSCV-TX,duc-pho,2025-Q1,81,100\n",
        encoding="utf-8",
    )
    output = tmp_path / "metrics.csv"
    assert run("collect", folder, "--period", "2025-Q1", "--output", output).code == 2
    assert "duc-pho,2025-Q1,81,100" in output.read_text(encoding="utf-8-sig")


@needs("cases")
def test_days_of_1904_stay_where_they_are_whatever_stands_beside() -> None:
    plain, newer = (run("check", cases("files", f"date1904-{n}.xlsx")) for n in ("plain", "excel2013"))
    assert plain.code == newer.code
    assert newer.out.replace("excel2013", "plain") == plain.out
    assert newer.err.replace("excel2013", "plain") == plain.err and "2025-12" in plain.out + plain.err


@needs("cases")
@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("files/ext-v.xlsx", 1, r"\(105/300\)"),
        ("files/ss-space.xlsx", 2, "Sheet1!A1: error DX151"),
        ("files/rel-lost.xlsx", 2, "error DX174"),
        ("reports/k06-formula-never-calculated.xlsx", 2, "error DX163"),
    ],
)
def test_a_workbook_says_what_it_holds_or_why_it_does_not(name: str, code: int, said: str) -> None:
    done = run("check", cases(name), "--lang", "en")
    assert done.code == code
    assert re.search(said, done.out + done.err), done.err


@needs("cases")
@pytest.mark.parametrize("name", ["rejects-cr-formula.csv", "cr-in-cell.xlsx"])
def test_rejected_rows_open_no_formula_and_are_read_back(name: str, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    done = run("check", cases("files", name), "--rejects", rejects)
    assert done.code == 2
    cells = [
        cell for row in csv.reader(rejects.read_bytes().decode("utf-8-sig").splitlines(True)) for cell in row
    ]
    pieces = [piece.lstrip() for cell in cells for piece in re.split(r"[\r\n,;\t|]", cell)]
    assert any(pieces) and not [piece for piece in pieces if piece.startswith(("=", "+", "@"))]
    again = run("check", rejects, "--lang", "en")
    assert again.code == 2 and "DX203" in again.err


@needs("cases")
def test_a_printed_figure_stands_on_its_side_of_the_threshold() -> None:
    folder = cases("printed")
    done = run("check", "m.csv", "--catalogue", ".", cwd=folder)
    assert "Trên 62,37%" in done.out and "62,366%" in done.out and "62,4%" not in done.out
    assert "mục tiêu là «dưới»" in done.out and done.code == 1


@needs("cases")
def test_a_score_with_misses_is_never_printed_as_a_hundred() -> None:
    done = run("check", cases("reports", "k13-score-rounds-up.csv"))
    assert "bình quân 99,9" in done.out and "100,0/100" not in done.out


@needs("cases")
@pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown", "junit", "sarif", "gitlab"])
def test_no_line_is_a_command_to_the_runner(format_: str) -> None:
    done = run("check", cases("strangers", "runner-v1-command.csv"), "--format", format_)
    reader = subprocess.run(
        [sys.executable, cases("strangers", "runner_order.py")],
        input=done.out + done.err,
        capture_output=True,
        text=True,
        check=True,
    )
    assert reader.stdout == ""


@needs("real")
def test_the_published_table_has_the_verdicts_that_were_printed() -> None:
    """The example's figures are those of the table as published, and so are its verdicts."""
    folder = PROJECT / "examples" / "quang-binh-2023"
    done = run("check", folder / "metrics.csv", "--catalogue", folder, "--format", "json")
    results = json.loads(done.out)["results"]
    with (found("real") / "quang-binh-2023.csv").open(encoding="utf-8", newline="") as file:
        printed = list(csv.DictReader(file))
    verdicts = {"met": "Đạt", "missed": "Không đạt", "no_data": ""}
    ours = [
        ("Vượt" if result["exceeded"] else verdicts[result["status"]], result["value"]) for result in results
    ]
    theirs = [
        (row["official_verdict"], row["achieved"].rstrip("%").replace(",", ".") or None) for row in printed
    ]
    assert ours == theirs


@needs("cases")
def test_a_table_and_its_csv_export_say_the_same() -> None:
    sheet, text = (run("check", cases("files", f"beside.{kind}"), "--lang", "en") for kind in ("xlsx", "csv"))
    assert sheet.code == text.code == 1  # only that one indicator has figures
    assert "1,252/1,674" in text.out and "warning DX168" in text.err
    without_files = (
        [line for line in done.out.splitlines() if not line.startswith("Data files")]
        for done in (sheet, text)
    )
    assert next(without_files) == next(without_files)


def _told(name: str) -> tuple[dict[str, tuple[str, str | None, bool]], list[tuple[str, int | None]]]:
    """Of each result with a figure its status, value and whether it is provisional; and the findings."""
    done = run("check", cases("reports", name), "--format", "json")
    document = json.loads(done.out)
    results = {
        r["indicator"]: (r["status"], r["value"], r["provisional"])
        for r in document["results"]
        if r["value"] is not None
    }
    return results, [(f["code"], f["row"]) for f in document["findings"]]


@needs("cases")
def test_cumulative_columns_are_judged_for_the_year() -> None:
    results, findings = _told("k01-month-beside-cumulative.csv")
    assert results["CQ-HSCV-TX"][1] == "64"
    assert ("DX178", 1) in findings


@needs("cases")
def test_any_number_of_months_is_a_period() -> None:
    results, findings = _told("k01-eleven-months.csv")
    assert len(results) == 5 and not [code for code, _ in findings if code == "DX241"]


@needs("cases")
def test_a_point_proven_in_its_row_is_one() -> None:
    results, _ = _told("k02-dot-in-one-row.csv")
    assert results["NL-NGANSACH"][1] == "0.502203"
    done = run("check", cases("dots", "budget-dot-decimals.csv"), "--format", "json")
    values = {r["value"] for r in json.loads(done.out)["results"] if r["value"] is not None}
    assert values and all(value.startswith("0.094") for value in values)


@needs("cases")
@pytest.mark.parametrize(
    ("name", "code", "rows"),
    [("k03-hamlets.csv", "DX323", range(16, 26)), ("k10-decimal-comma-cut.csv", "DX227", range(2, 4))],
)
def test_what_would_be_a_guess_is_asked_about(name: str, code: str, rows: range) -> None:
    done = run("check", cases("reports", name), "--fail-on", "missed", "--lang", "en")
    assert done.code == 2 and f"error {code}" in done.err
    assert ("thôn" in done.err) is (code == "DX323") and rows


@needs("cases")
@pytest.mark.parametrize("name", ["kobo-groups", "pandas-index", "pandas-floats", "years-across"])
def test_tables_as_programs_export_them_are_read(name: str) -> None:
    results, findings = _told(f"k11-{name}.csv")
    assert results and not [
        code for code, _ in findings if code in ("DX121", "DX122", "DX124", "DX231", "DX241")
    ]


@needs("cases")
def test_years_across_without_units_are_understood_as_that() -> None:
    done = run("check", cases("reports", "k11-years-across.xlsx"), "--lang", "en")
    assert (
        done.code == 2 and "missing columns: reporting_unit" in done.err and "for each period (3)" in done.err
    )


@needs("cases")
def test_markers_are_missing_and_other_words_errors() -> None:
    done = run("check", cases("reports", "k12-missing-marks.csv"), "--format", "ndjson", "--lang", "en")
    said = done.out + done.err
    assert "“x” is not a number" in said and "“High” is not a number" in said
    for mark in ("tbd", "KXĐ", "đang cập nhật", "nan"):
        assert f"“{mark}” is not" not in said


@needs("cases")
def test_parts_of_two_offices_are_joined() -> None:
    done = run(
        "check",
        cases("reports", "k14-numerators.csv"),
        cases("reports", "k14-denominators.csv"),
        "--format",
        "json",
    )
    document = json.loads(done.out)
    assert not [f for f in document["findings"] if f["code"] == "DX214"]
    assert [
        f["file"].endswith("k14-numerators.csv") for f in document["findings"] if f["code"] == "DX324"
    ] == [True]


def judged(*arguments: str | Path, folder: Path | None = None) -> tuple[int, dict[str, dict[str, object]]]:
    """Exit code, and the due result of each indicator that has a figure."""
    done = run("check", *arguments, "--format", "json", cwd=folder)
    results = json.loads(done.out)["results"]
    return done.code, {r["indicator"]: r for r in results if r["due"] and r["period"] is not None}


@needs("cases")
@pytest.mark.parametrize(
    ("name", "indicator", "status", "parts", "provisional"),
    [
        ("whole/one-unit-beside-whole", "CQ-HSCV-XP", "missed", "1000/1500", True),
        ("whole/half-year-beside-year", "CQ-HSCV-XP", "missed", "1000/1500", True),
        ("units/suc", "CQ-HSCV-XP", "met", "3250/4500", False),
        ("evidence/closed-in-january", "CQ-HSCV-TX", "met", "90/100", True),
        ("reports/k05-not-applicable", "CQ-HSCV-XP", "met", "10115/14000", True),
        ("evidence/share-without-parts", "AT-MADOC-CAIDAT", "missed", "None/None", False),
    ],
)
def test_what_a_figure_covers(name: str, indicator: str, status: str, parts: str, provisional: bool) -> None:
    code, results = judged(cases(f"{name}.csv"))
    result = results[indicator]
    assert code == 1 and result["status"] == status and result["provisional"] is provisional
    assert f"{result['numerator']}/{result['denominator']}" == parts


@needs("cases")
def test_four_quarters_of_a_count_are_the_year() -> None:
    done = run("check", cases("evidence", "quarters.csv"), "--format", "json")
    (result,) = (r for r in json.loads(done.out)["results"] if r["numerator"])
    assert (result["numerator"], result["denominator"], result["provisional"]) == ("395", "1300", False)


@needs("cases")
@pytest.mark.parametrize(("name", "codes"), [("suc2", {"DX244"}), ("suc3", {"DX244", "DX239"})])
def test_a_unit_that_is_unclear_or_gone_is_asked_about(name: str, codes: set[str]) -> None:
    done = run("check", cases("units", f"{name}.csv"), "--format", "json")
    assert done.code == 2
    assert codes <= {finding["code"] for finding in json.loads(done.out)["findings"]}


@needs("cases")
def test_one_mistyped_year_or_one_unit_behind_moves_no_day() -> None:
    folder = cases("day")
    for name, unit in [("good", ()), ("one-year-mistyped", ()), ("b-behind", ("--for", "b"))]:
        done = run("check", f"{name}.csv", "--catalogue", ".", *unit, "--format", "json", cwd=folder)
        assert (done.code, json.loads(done.out)["as_of"]) == (1, "2025-12-14")
    behind = run("gaps", "b-behind.csv", "--catalogue", ".", "--lang", "en", cwd=folder)
    assert "figures of B are missing" in behind.out


@needs("cases")
def test_units_count_in_their_own_time_only() -> None:
    folder = cases("reports")
    for name, parts, code in [("merged-units", "150/200", 1), ("old-and-new-unit", "190/300", 2)]:
        found, results = judged(f"k04-{name}.csv", "--catalogue", "cat-merged", folder=folder)
        result = results["P-XP"]
        assert found == code and result["provisional"] is False
        assert f"{result['numerator']}/{result['denominator']}" == parts
        assert result["coverage"]["reported"] == result["coverage"]["expected"] == 2  # type: ignore[index]


@needs("cases")
def test_the_gate_on_a_score_looks_at_its_low_end() -> None:
    done = run("check", cases("reports", "k08-one-figure.csv"), "--min-score", "80", "--fail-on", "never")
    assert done.code == 1

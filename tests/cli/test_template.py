"""`dxscore template` from outside: which forms it writes, and where."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from answers import PERIOD, csv_form
from program import EXAMPLE, environment, run


def test_all_units_get_a_form_named_by_ids(tmp_path: Path) -> None:
    done = run("template", "--for", "all", *PERIOD, "--output", tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert (done.code, len(names)) == (0, 33)
    assert {"pho-hoa_2024-Q4.xlsx", "cong-an_2024-Q4.xlsx", "duc-pho_2024-Q4.xlsx"} <= set(names)
    assert len(done.out.splitlines()) == 33


def test_bodies_that_have_ended_are_named(tmp_path: Path) -> None:
    done = run(
        "template", "--for", "all", "--period", "2025-Q4", "--output", tmp_path / "out", "--format", "csv"
    )
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert "phuong-duc-pho_2025-Q4.csv" in names and "pho-hoa_2025-Q4.csv" not in names
    # The town has no fourth quarter of 2025; what is asked once a year it has, up to its last day.
    assert "duc-pho_2025-Q4.csv" not in names and "phong-tckh_2025-Q4.csv" in names
    assert "chấm dứt hoạt động trước khi Quý IV/2025 bắt đầu (15/09/2025)" in done.err
    assert "Phòng Tài chính - Kế hoạch" in done.err and "(chấm dứt hoạt động từ 01/07/2025)" in done.err


def test_a_unit_can_be_named_as_people_name_it(tmp_path: Path) -> None:
    assert (
        run("template", "--for", "Phường Phổ Hòa", "--period", "Quý IV/2024", "--output", tmp_path).code == 0
    )
    assert (tmp_path / "pho-hoa_2024-Q4.xlsx").is_file()


def test_existing_forms_stay_unless_forced(tmp_path: Path) -> None:
    path = csv_form(tmp_path)
    path.write_text("typed", encoding="utf-8")
    again = ("template", "--for", "all", *PERIOD, "--output", tmp_path, "--format", "csv")
    refused = run(*again)
    assert (refused.code, path.read_text(encoding="utf-8")) == (2, "typed")
    assert {path.name for path in tmp_path.iterdir()} == {path.name, "phong-noi-vu_2024-Q4.tasks.csv"}
    assert "--force" in refused.err
    assert run(*again, "--force").code == 0
    assert path.read_text(encoding="utf-8") != "typed"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--for", "cong-dong", *PERIOD), "không phải báo cáo chỉ tiêu, nhiệm vụ nào của Quý IV/2024"),
        (("--for", "Phổ Hoa Nam", *PERIOD), "không có đơn vị"),
        (
            ("--for", "phường Trà Câu", *PERIOD),
            "mới có từ ngày 01/07/2025, không có số liệu Quý IV/2024",
        ),
        (("--for", "Phổ Hòa", "--period", "2025-Q4"), "đã chấm dứt hoạt động từ sau ngày 30/06/2025"),
        (("--for", "all", "--period", "Q5"), "--period"),
        (("--for", "all", *PERIOD, "--format", "docx"), "--format"),
        (("--for", "all", *PERIOD, "--previous", "no.csv"), "no.csv"),
    ],
)
def test_what_cannot_be_done_is_refused(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("template", *arguments, "--output", tmp_path / "out", LANG="vi_VN.UTF-8")
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "out").exists()


def test_last_figures_stand_beside(tmp_path: Path) -> None:
    run(
        "template",
        "--for",
        "pho-hoa",
        *PERIOD,
        "--output",
        tmp_path,
        "--format",
        "csv",
        "--previous",
        EXAMPLE,
    )
    lines = (tmp_path / "pho-hoa_2024-Q4.csv").read_text(encoding="utf-8-sig").splitlines()
    with EXAMPLE.open(encoding="utf-8-sig") as file:
        last = [r for r in csv.DictReader(file) if (r["indicator"], r["period"]) == ("CQ-HSCV-XP", "2023")]
    own = next(row for row in last if row["reporting_unit"].endswith("Phổ Hòa"))
    assert f"{own['numerator']}/{own['denominator']} | Năm 2023" in lines[3]


def test_without_the_package_the_message_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "xlsxwriter.py").write_text("raise ModuleNotFoundError(name='xlsxwriter')", encoding="utf-8")
    done = run(
        "template", "--for", "cong-an", *PERIOD, "--output", tmp_path / "out", PYTHONPATH=str(tmp_path)
    )
    assert done.code == 2
    assert "cài lại dxscore từ thư mục hoặc tệp .whl" in done.err
    csv_form(tmp_path / "out")


def test_checking_a_csv_loads_nothing_of_forms() -> None:
    script = (
        "import sys; from dxscore.cli.main import main\n"
        "try: main(['check', sys.argv[1]])\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if 'xlsx' in m or 'openpyxl' in m or 'dxscore.forms' in m])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(EXAMPLE)],
        capture_output=True,
        env=environment(),
        check=True,
    )
    assert done.stdout.decode().splitlines()[-1] == "[]"

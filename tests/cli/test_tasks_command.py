"""`dxscore tasks`, as a user runs it: the screen, every format, the gate and the exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from docx import Document
from program import MET, metrics, run

from dxscore.model.schemas import json_schema

TASKS = """\
task,body,as_of,stage,done_on,evidence,note
NV-4d,cong-an,2025-06-20,done,2025-05-20,Báo cáo số 12/BC-CA ngày 20/05/2025 về Đề án 06,
NV-8.6,Công an thị xã,20/06/2025,đang thực hiện,,,
TC-1.6-KH,cong-an,2025-06-20,done,2025-06-09,Kế hoạch số 5/KH-CA ngày 09/06/2025 về chuyển đổi số năm 2026,
"""


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    path = tmp_path / "tasks.csv"
    path.write_text(TASKS, encoding="utf-8")
    return path


def test_the_screen_of_one_body(tasks: Path) -> None:
    done = run(
        "tasks", tasks, "--as-of", "2026-01-10", "--for", "Công an thị xã", "--lang", "vi", COLUMNS="100"
    )
    assert (done.code, done.err) == (0, "")
    assert done.out == SCREEN


SCREEN = """\
Kế hoạch triển khai thực hiện Nghị quyết số 13-NQ/TU về chuyển đổi số
Công an thị xã: hoàn thành 2/23 (8,7%) được giao; hoàn thành 2/13 (15,4%) đã đến hạn; 11 quá hạn; 20
chưa có báo cáo nào.
Đánh giá tại ngày 10/01/2026; việc hằng năm tính cho năm 2025.

Quá hạn · 11 ───────────────────────────────────────────────────────────────────────────────────────
Mã         Nội dung                                       Cơ quan chưa hoàn  Hạn         Quá hạn
                                                          thành                          (ngày)
────────────────────────────────────────────────────────────────────────────────────────────────────
NV-1a      Tuyên truyền, nâng cao nhận thức; trách nhiệm  Công an thị xã     14/12/2025  27
           người đứng đầu
NV-1d      Từng cơ quan có chương trình, kế hoạch riêng   Công an thị xã     14/12/2025  27
NV-1d-KH*  Chương trình, kế hoạch riêng của từng cơ quan  Công an thị xã     14/12/2025  27
NV-2a      Thực hiện cơ chế, chính sách; rà soát, đơn     Công an thị xã     14/12/2025  27
           giản hóa thủ tục
NV-2b      Bảo đảm kinh phí cho chuyển đổi số             Công an thị xã     14/12/2025  27
NV-3       Phát triển, ứng dụng hạ tầng số, nền tảng số,  Công an thị xã     14/12/2025  27
           dữ liệu số
NV-4a      Chuyển đổi số trong cơ quan Đảng, Nhà nước,    Công an thị xã     14/12/2025  27
           MTTQ, tổ chức CT-XH
NV-8.6     An ninh, an toàn xã hội                        Công an thị xã     14/12/2025  27
TC-1.6     Hằng năm: báo cáo sơ kết, kế hoạch năm sau,    Công an thị xã     14/12/2025  27
           dự toán
TC-1.6-SK  Báo cáo sơ kết Kế hoạch                        Công an thị xã     14/12/2025  27
TC-1.6-DT  Dự toán gửi Phòng Tài chính - Kế hoạch         Công an thị xã     14/12/2025  27
* Văn bản giao việc nhưng không nêu rõ cơ quan hoặc số lần trong năm: suy ra từ nội dung.

Theo cơ quan, đơn vị ───────────────────────────────────────────────────────────────────────────────
Cơ quan, đơn vị  Xong trong hạn  Xong quá hạn  Quá hạn  Sắp đến hạn  Đang làm  Chưa làm  Tổng
─────────────────────────────────────────────────────────────────────────────────────────────
Công an thị xã   2                             11                              10        23
"""


def test_the_answer_comes_first_and_counts_tasks_duties_and_documents_apart(tasks: Path) -> None:
    done = run("tasks", tasks, "--as-of", "2026-01-10", "--lang", "vi", COLUMNS="120")
    assert done.out.splitlines()[1:4] == [
        "Nhiệm vụ: hoàn thành 1/24 (4,2%) được giao; hoàn thành 1/24 (4,2%) đã đến hạn; 23 quá hạn;"
        " 22 chưa có báo cáo nào.",
        "Trách nhiệm khác: hoàn thành 0/35 (0%) được giao; hoàn thành 0/3 đã đến hạn; 3 quá hạn;"
        " 35 chưa có báo cáo nào.",
        "Văn bản, sản phẩm: hoàn thành 1/145 (0,7%) được giao; hoàn thành 1/76 (1,3%) đã đến hạn;"
        " 75 quá hạn; 144 chưa có báo cáo",
    ]
    assert "1/17 nơi xong" in done.out  # Kế hoạch năm tiếp theo


def test_json_keeps_its_schema_and_its_parts_add_up(tasks: Path) -> None:
    done = run("tasks", tasks, "--format", "json", "--as-of", "2026-01-10")
    listed = json.loads(done.out)
    jsonschema.validate(listed, json_schema("tasks"))
    assert listed["schema"] == "dxscore/tasks/1"
    assert {row["task"] for row in listed["tasks"]} == {
        item["task"] for item in listed["items"][:200] if item["kind"] == "task"
    }
    for name in ("summary", "duty_summary", "deliverable_summary"):
        counts = listed[name]
        assert counts["due"] == counts["done_of_due"] + counts["overdue"]
    (row,) = [row for row in listed["tasks"] if row["task"] == "NV-8.6"]
    assert (row["body"], row["due"], row["state"], row["days_overdue"]) == (
        "cong-an",
        "2025-12-14",
        "overdue",
        27,
    )
    assert done.out == run("tasks", tasks, "--format", "json", "--as-of", "2026-01-10").out


def test_csv_has_a_row_for_each_part(tasks: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    done = run("tasks", tasks, "--format", "csv", "--output", out, "--for", "cong-an")
    assert (done.code, done.out) == (0, "")
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert {row["body"] for row in rows} == {"cong-an"}
    assert next(row for row in rows if row["task"] == "NV-4d")["state"] == "done_in_time"


def test_markdown_acts_on_nothing_that_a_cell_says(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(TASKS.replace("NV-8.6,Công an thị xã", "<script>,[x](http://y)"), encoding="utf-8")
    done = run("tasks", path, "--format", "markdown", "--as-of", "2026-01-10")
    assert done.code == 2
    assert "<script>" not in done.out
    assert "| `NV-8.6` |" in done.out


def test_the_gate(tasks: Path) -> None:
    held = run("tasks", tasks, "--fail-on", "overdue", "--as-of", "2025-12-14", "--lang", "vi")
    assert held.code == 0
    failed = run("tasks", tasks, "--fail-on", "overdue", "--as-of", "2025-12-15", "--lang", "vi")
    assert failed.code == 1
    assert failed.err.splitlines()[-1].startswith("Không đạt: ")
    assert run("tasks", tasks, "--as-of", "2025-12-15").code == 0


def test_faults_are_said_with_their_place_and_the_rest_is_still_shown(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(TASKS + "NV-9999,cong-an,2025-06-20,done,,x,\n", encoding="utf-8")
    done = run("tasks", path, "--fail-on", "overdue", "--lang", "vi")
    assert done.code == 2
    assert f"{path}:5:1: lỗi DX712: " in done.err
    assert "Nhiệm vụ: hoàn thành 1/24" in done.out


def test_without_files_it_says_what_is_owed(tmp_path: Path) -> None:
    done = run("tasks", "--as-of", "2025-11-20", "--for", "cong-an", "--lang", "en", cwd=tmp_path)
    assert done.code == 0
    assert (
        "Town Police: done 0/23 (0%) of what was assigned; nothing has fallen due; 13 due soon; 23 were never"
        in done.out
    )
    nothing = run("tasks", "--lang", "vi", cwd=tmp_path)
    assert nothing.code == 2
    assert "--as-of" in nothing.err


@pytest.mark.parametrize("width", [30, 60, 80, 130])
def test_no_width_cuts_an_id_or_a_number(tasks: Path, width: int) -> None:
    done = run("tasks", tasks, "--as-of", "2026-01-10", "--all", COLUMNS=str(width))
    for id_ in ("NV-1a", "TC-1.6-KH", "CT16-5.1-KH"):
        assert id_ in done.out
    if width >= 60:
        assert max(map(len, done.out.splitlines())) <= width


def test_other_years_and_wrong_options(tasks: Path) -> None:
    done = run("tasks", tasks, "--year", "2024", "--as-of", "2025-06-01", "--format", "json")
    assert json.loads(done.out)["tasks"][0]["due"] == "2024-12-14"
    for wrong in (("--year", "all"), ("--fail-on", "late"), ("--for", "Sở X"), ("--format", "html")):
        assert run("tasks", tasks, *wrong).code == 2


def test_hostile_names_of_files_and_cells_are_shown_and_do_nothing(tmp_path: Path) -> None:
    path = tmp_path / "::error::x.csv"
    path.write_text(
        TASKS + "\x1b[31m::set-output name=a::b,cong-an,2025-06-20,done,,=1+1,\n", encoding="utf-8"
    )
    for kind in ("table", "json", "csv", "markdown"):
        done = run("tasks", path.name, "--format", kind, cwd=tmp_path)
        for line in (done.out + done.err).splitlines():
            assert not line.lstrip().startswith("::")
            assert "\x1b" not in line


def test_a_report_tells_of_tasks_in_word_page_and_markdown(tasks: Path, tmp_path: Path) -> None:
    figures = metrics(tmp_path, MET)
    names = ("r.docx", "r.html", "r.md")
    wanted = [part for name in names for part in ("--output", tmp_path / name)]
    done = run("report", figures, "--tasks", tasks, "--as-of", "2026-01-10", "--lang", "vi", *wanted)
    assert done.code == 0
    said = (
        "đã hoàn thành 1/24 (4,2%) nhiệm vụ được giao; hoàn thành 1/24 (4,2%) việc đã đến hạn; 23 quá hạn; "
    )
    said += "22 chưa có báo cáo nào."
    word = [paragraph.text for paragraph in Document(str(tmp_path / "r.docx")).paragraphs]
    begins = word.index("2. Kết quả thực hiện nhiệm vụ, giải pháp")
    assert word[begins + 1] == f"Tính đến ngày 10/01/2026, {said}"
    assert not any("{" in line or "NV-" in line for line in word)  # an official text has no codes
    assert said in (tmp_path / "r.html").read_text("utf-8")
    assert "## Kết quả thực hiện nhiệm vụ" in (tmp_path / "r.md").read_text("utf-8")
    plain = run("report", figures, "--lang", "vi", "--output", tmp_path / "plain.docx")
    assert plain.code == 0
    word = [paragraph.text for paragraph in Document(str(tmp_path / "plain.docx")).paragraphs]
    assert word[word.index("2. Kết quả thực hiện nhiệm vụ, giải pháp") + 1].startswith("… (Nêu kết quả")


def test_a_faulty_task_list_makes_a_report_and_says_so(tasks: Path, tmp_path: Path) -> None:
    tasks.write_text(TASKS + "NV-9999,cong-an,2025-06-20,done,,x,\n", encoding="utf-8")
    done = run(
        "report", metrics(tmp_path, MET), "--tasks", tasks, "--output", tmp_path / "r.md", "--lang", "vi"
    )
    assert done.code == 2
    assert "DX712" in done.err

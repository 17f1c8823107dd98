"""Three printed annexes, from `catalogue init --from` to verdicts, by documented commands alone.

python docs/annexes/walk.py

Writes docs/annexes/transcript.md: every command with what it said and its exit code, every error met, and
every hand edit as a diff. The measure is the number of hand edits. A test holds the file against a new walk.
"""

from __future__ import annotations

import difflib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

HERE: Final = Path(__file__).resolve().parent
TRANSCRIPT: Final = HERE / "transcript.md"
PROGRAM: Final = Path(sys.executable).with_name("dxscore")
MOST_LINES: Final = 14


class Edit(NamedTuple):
    """What a person changes in a file, and why."""

    file: str
    why: str
    change: Callable[[str], str]


class Walk(NamedTuple):
    """One annex: its title and source, and commands and edits in their order."""

    title: str
    source: str
    steps: tuple[str | Edit, ...]


def chosen_band(text: str) -> str:
    """The comment signs of one indicator taken away, and of the reading 'between'."""
    lines = text.splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if line.startswith("  # - id: P1-19"))
    last = next(n for n in range(first, len(lines)) if "between: [40, 50]" in lines[n])
    for n in range(first, last + 1):
        lines[n] = lines[n].replace("  # ", "  ", 1)
    lines[last] = lines[last].replace("# - {by", "- {by", 1)
    return "".join(lines)


def state_or_count(text: str) -> str:
    """What the annex does not say, said for every share: the state on the closing day."""
    return "".join(
        "    over_time: stock\n" if line.startswith("    # over_time: flow") else line
        for line in text.splitlines(keepends=True)
    )


WALKS: Final = (
    Walk(
        "Tỉnh Quảng Bình, năm 2023",
        "Bảng «Mục tiêu/Chỉ tiêu – Đề ra năm 2023 – Kết quả thực hiện – Đánh giá» trong Kế hoạch 2656/KH-UBND"
        " ngày 22/12/2023; tám dòng, số và chữ như đã in: "
        "<https://ls1.hethongphapluat.com/ke-hoach-2656-kh-ubnd-nam-2023-thuc-hien-chuyen-doi-so-tinh-quang-binh"
        "-nam-2024.html>. Số liệu là cột kết quả đã in.",
        (
            'dxscore catalogue init quang-binh --place "Tỉnh Quảng Bình" --year 2023'
            " --from quang-binh.csv --yes",
            "dxscore check quang-binh-so-lieu.csv --catalogue quang-binh --brief",
        ),
    ),
    Walk(
        "Xã Gia Phong (Gia Viễn, Ninh Bình)",
        "Phụ lục 1 «Mục tiêu triển khai thực hiện mô hình chuyển đổi số trên địa bàn xã», ba dòng đầu: bố"
        " cục, các cột và số như đã in, tên chỉ tiêu rút gọn; bảng không ghi năm, 2023 là năm chọn ở đây: "
        "<http://giaphong.giavien.ninhbinh.gov.vn/thu-tuc-hanh-chinh/phu-luc-1-muc-tieu-trien-khai-thuc-hien-mo-hinh"
        "-chuyen-doi-so-tren-dia-ban-xa-kem-theo-ke-hoach--266546>. Số liệu minh họa.",
        (
            'dxscore catalogue init gia-phong --place "Xã Gia Phong" --year 2023 --from gia-phong.csv --yes',
            'dxscore catalogue init gia-phong --place "Xã Gia Phong" --year 2023 --deadline 2023'
            " --from gia-phong.csv --yes",
            Edit(
                "gia-phong/targets.yaml", "Ba tỷ lệ là số tại ngày khép kỳ: bảng không nói.", state_or_count
            ),
            "dxscore catalogue check gia-phong",
            "dxscore check gia-phong-so-lieu.csv --catalogue gia-phong --brief",
        ),
    ),
    Walk(
        "Nghị quyết 03/NQ-CP, mục tiêu đến năm 2030 và 2045",
        "Phụ lục I, chép từ **bản dự thảo**: số, dấu và đơn vị như bản đó in, tên chỉ tiêu rút gọn (như"
        " [`examples/nq03`](../../examples/nq03/)). Số liệu minh họa.",
        (
            'dxscore catalogue init nq03 --place "Việt Nam" --level province --calendar calendar --year 2025'
            " --from nq03.csv --yes",
            Edit("nq03/targets.yaml", "«40 - 50» đọc là khoảng.", chosen_band),
            "dxscore check nq03-so-lieu.csv --catalogue nq03 --as-of 2030-12-31 --brief",
        ),
    ),
)


def transcript() -> str:
    """The whole page: the walks made in an empty folder."""
    edits = sum(isinstance(step, Edit) for walk in WALKS for step in walk.steps)
    lines = [
        "# Ba phụ lục đã in, từ bảng đến kết luận · Three printed annexes, from table to verdicts",
        "",
        "Viết bởi `docs/annexes/walk.py`, chỉ bằng lệnh ghi trong [another-place.md](../another-place.md).",
        f"Số lần sửa tay: **{edits}**, mỗi lần ghi dưới dạng diff. Lỗi gặp phải đều ở lại trong bản ghi.",
        "",
        f"Made by `docs/annexes/walk.py` from documented commands. Hand edits: **{edits}**, each a diff;"
        " every error met is kept.",
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in HERE.glob("*.csv"):
            shutil.copy(path, folder)
        for walk in WALKS:
            lines += ["", f"## {walk.title}", "", walk.source]
            for step in walk.steps:
                lines += ["", *(_edited(step, folder) if isinstance(step, Edit) else _run(step, folder))]
    return "\n".join(lines) + "\n"


def _run(command: str, folder: Path) -> list[str]:
    """A command, what it said, and its exit code; long lists are cut with their length."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DXSCORE_", "FORCE_COLOR"))
    }
    done = subprocess.run(
        [PROGRAM, *shlex.split(command)[1:]],
        cwd=folder,
        env=environment | {"COLUMNS": "100", "DXSCORE_LANG": "vi"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]
    if len(said) > MOST_LINES:
        cut = len(said) - MOST_LINES
        said = [*said[: MOST_LINES - 3], f"… ({cut} dòng nữa)", *said[-3:]]
    return ["```console", f"$ {command}", *said, f"(mã thoát {done.returncode})", "```"]


def _edited(edit: Edit, folder: Path) -> list[str]:
    path = folder / edit.file
    before = path.read_text(encoding="utf-8")
    after = edit.change(before)
    path.write_text(after, encoding="utf-8")
    diff = difflib.unified_diff(
        before.splitlines(), after.splitlines(), edit.file, edit.file, lineterm="", n=0
    )
    return [f"Sửa tay: {edit.why}", "", "```diff", *diff, "```"]


if __name__ == "__main__":
    TRANSCRIPT.write_text(transcript(), encoding="utf-8", newline="\n")

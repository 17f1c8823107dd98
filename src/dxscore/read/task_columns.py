"""What the columns and stages of a task list are called, in English or Vietnamese, as people write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, get_args

from dxscore.model.tasks import Stage
from dxscore.read.column_names import header_key
from dxscore.words.folding import unaccented, word_key

TaskColumn = Literal["task", "body", "as_of", "stage", "done_on", "evidence", "note"]
TASK_COLUMNS: Final[tuple[TaskColumn, ...]] = get_args(TaskColumn)
REQUIRED: Final[tuple[TaskColumn, ...]] = ("task", "body", "as_of", "stage")

FILLED_IN: Final[tuple[TaskColumn, ...]] = ("stage", "done_on", "evidence", "note")
"""What whoever fills in a form writes; all else is printed in it."""

# An earlier line wins over a later one where a table has both; two names of one line are a duplicate.
_NAMES: Final[dict[TaskColumn, tuple[tuple[str, ...], ...]]] = {
    "task": (
        ("task", "task id", "mã nhiệm vụ", "mã nhiệm vụ, sản phẩm"),
        ("nhiệm vụ", "duty", "deliverable", "sản phẩm", "mã số"),
        ("tên nhiệm vụ", "task name", "nội dung nhiệm vụ", "nội dung"),
    ),
    "body": (
        ("body", "body id", "mã cơ quan", "mã đơn vị", "unit id"),
        ("cơ quan", "đơn vị", "cơ quan, đơn vị", "cơ quan thực hiện", "đơn vị thực hiện", "unit"),
        ("cơ quan chủ trì", "đơn vị chủ trì", "lead", "tên đơn vị", "reporting unit", "đơn vị báo cáo"),
    ),
    "as_of": (
        ("as of", "ngày báo cáo", "tính đến", "tính đến ngày", "thời điểm"),
        ("period", "kỳ", "kỳ báo cáo", "ngày", "năm", "year"),
    ),
    "stage": (
        ("stage", "tiến độ", "trạng thái", "tình trạng"),
        ("status", "state", "kết quả", "kết quả thực hiện", "tình hình thực hiện", "mức độ"),
    ),
    "done_on": (("done on", "ngày hoàn thành", "hoàn thành ngày", "completed on"),),
    "evidence": (
        ("evidence", "minh chứng", "văn bản", "số, ngày, trích yếu", "tài liệu kiểm chứng", "bằng chứng"),
        ("sản phẩm hoàn thành", "document", "nguồn"),
    ),
    "note": (("note", "notes", "ghi chú"), ("remark", "remarks", "comment", "chú thích")),
}
_RANKED: Final[dict[str, tuple[TaskColumn, int]]] = {
    header_key(name): (column, rank)
    for column, ranks in _NAMES.items()
    for rank, names in enumerate(ranks)
    for name in names
}
_SEARCHED_ROWS: Final = 30
_STAGES: Final[dict[Stage, tuple[str, ...]]] = {
    "not_started": (
        *("not started", "not_started", "chưa thực hiện", "chưa triển khai", "chưa bắt đầu", "chưa làm"),
        *("chưa", "chưa có", "chưa ban hành", "chưa hoàn thành và chưa triển khai"),
    ),
    "in_progress": (
        *(
            "in progress",
            "in_progress",
            "đang thực hiện",
            "đang triển khai",
            "đang làm",
            "đang",
            "đang xử lý",
        ),
        *(
            "đang thực hiện trong hạn",
            "đang thực hiện quá hạn",
            "chưa hoàn thành",
            "đang xây dựng",
            "dự thảo",
        ),
        *("đang dự thảo", "thường xuyên", "đang thực hiện thường xuyên", "ongoing"),
    ),
    "submitted": (
        *("submitted", "đã trình", "đang trình", "đã gửi", "chờ duyệt", "chờ phê duyệt", "đã báo cáo"),
        *("trình duyệt", "đã trình, chờ duyệt", "đã trình, chờ phê duyệt", "chờ ký"),
    ),
    "done": (
        *("done", "completed", "complete", "hoàn thành", "đã hoàn thành", "xong", "đã xong", "đã thực hiện"),
        *("hoàn thành trong hạn", "hoàn thành đúng hạn", "hoàn thành trước hạn", "hoàn thành quá hạn"),
        *("đã ban hành", "đã duyệt", "đã phê duyệt", "hoàn thành trễ hạn"),
    ),
}
_STAGE_OF: Final[dict[str, Stage]] = {
    word_key(name): stage for stage, names in _STAGES.items() for name in names
}
_UNACCENTED: Final[dict[str, Stage]] = {unaccented(key): stage for key, stage in _STAGE_OF.items()}


def column_of(cell: str) -> tuple[TaskColumn, int] | None:
    """The column that a header names, and its rank among that column's names; None where it names none."""
    return _RANKED.get(header_key(cell))


def closest(cell: str) -> TaskColumn | None:
    """The column whose name a header nearly is, for a person to read."""
    import difflib  # only for faults

    key = header_key(cell)
    names = [name for name in _RANKED if len(name) >= 4]
    found = difflib.get_close_matches(key, names, n=1, cutoff=0.85) if 4 <= len(key) <= 40 else []
    return _RANKED[found[0]][0] if found else None


def stage_of(text: str) -> Stage | None:
    """The stage that a cell names, in English or Vietnamese; None for any other word: nothing is guessed."""
    key = word_key(text)
    return _STAGE_OF.get(key) or (_UNACCENTED.get(key) if key.isascii() else None)


def is_filled_in(rows: Sequence[Sequence[str]]) -> bool | None:
    """Whether a sheet on tasks has anything filled in; None where it is no such sheet."""
    for at, cells in enumerate(rows[:_SEARCHED_ROWS]):
        if is_task_header(cells):
            best = best_named(cells)
            positions = {column: place for column, (_, place) in best.items()}
            return any(is_answer(row, positions) for row in rows[at + 1 :])
    return None


def best_named(cells: Sequence[str]) -> dict[TaskColumn, tuple[int, int]]:
    """Rank and place of the best-named cell of each column."""
    best: dict[TaskColumn, tuple[int, int]] = {}
    for place, cell in enumerate(cells):
        found = column_of(cell)
        if found is not None:
            column, rank = found
            best[column] = min(best.get(column, (rank, place)), (rank, place))
    return best


def is_answer(cells: Sequence[str], positions: Mapping[TaskColumn, int]) -> bool:
    """Whether somebody has filled in a row of our own form.

    Below its last row people sign, in the columns of answers: such a row names nothing, and has no stage.
    """
    said = {column for column, place in positions.items() if place < len(cells) and cells[place].strip()}
    return not said.isdisjoint(FILLED_IN) and not said.isdisjoint(REQUIRED)


def is_task_header(cells: Sequence[str]) -> bool:
    """Whether a row is the header of a task list: it names a task and a stage."""
    named = {found[0] for cell in cells if (found := column_of(cell))}
    return {"task", "stage"} <= named

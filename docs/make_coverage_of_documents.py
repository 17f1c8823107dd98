"""Writes docs/coverage-of-documents.md: clause by clause, where each stands in a catalogue or why nowhere.

    python docs/make_coverage_of_documents.py

What stands somewhere is read from the catalogues; what stands nowhere is listed, with its reason, in
docs/clauses.yaml. tests/test_coverage_of_documents.py holds both against the documents' own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from dxscore.model.assignments import Duty, Task
from dxscore.model.catalogue import Source
from dxscore.model.loaded import Catalogue
from dxscore.read.catalogue import load

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "docs" / "coverage-of-documents.md"
CLAUSES = PROJECT / "docs" / "clauses.yaml"
CATALOGUES: Final = {
    "KH-2024": "data",
    "CT-16": "data",
    "CT-19": "examples/quang-ngai-province",
    "TB-01": "examples/binh-dinh",
}
_HEAD: Final = """\
# Văn bản được đưa vào danh mục đến đâu · Coverage of the source documents

<!-- Made by docs/make_coverage_of_documents.py; change the catalogues or docs/clauses.yaml instead. -->

Từng câu có thể kiểm tra của các văn bản gốc, và nơi câu đó đứng: mục tiêu, nhiệm vụ, trách nhiệm hoặc sản
phẩm (văn bản, sự kiện, hệ thống phải có). Câu không đứng ở đâu thì có lý do. Dấu * là suy luận: văn bản giao
việc mà không nêu cơ quan, hoặc không nêu mỗi năm mấy lần. Văn bản của nơi khác nằm trong danh mục riêng,
không bao giờ thêm dòng vào bảng điểm của thị xã.

Every clause of the source documents that can be checked, and where it stands; what stands nowhere has its
reason. Documents of other places have catalogues of their own.
"""
_NEWS: Final = """\
## Tin của Sở Nội vụ, 01/6/2022

Tóm tắt Chỉ thị 19-CT/TU (mục 1.1–1.4, 2.1–2.6, 2.8), không có cam kết nào của riêng mình: không đưa vào danh
mục nào, để không tính hai lần.
"""


class Clause(NamedTuple):
    """One clause and where it stands; `why` where it stands nowhere."""

    section: str
    wording: str
    where: str
    why: str = ""


def placed(catalogue: Catalogue) -> Iterator[tuple[str, Clause]]:
    """Clauses that stand in a catalogue, by document."""
    for indicator in catalogue.indicators.values():
        for target in indicator.targets:
            deadline = f"{target.by}" if target.by is not None else f"hằng năm từ {target.from_}"
            yield _clause(target.source, f"mục tiêu `{indicator.id}` ({deadline})")
    items: tuple[Task | Duty, ...] = (*catalogue.assignments.tasks, *catalogue.assignments.duties)
    for item in items:
        kind = "nhiệm vụ" if isinstance(item, Task) else "trách nhiệm"
        inferred = "*" if isinstance(item, Duty) and item.basis == "inferred" else ""
        yield _clause(item.source, f"{kind} `{item.id}`{inferred}")
        for each in item.deliverables:
            marked = "*" if each.basis == "inferred" else ""
            often = "hằng năm" if each.every == "year" else "một lần"
            each_body = ", từng cơ quan" if each.per_body else ""
            until = f", hạn {each.by}" if each.by else ""
            yield _clause(
                each.source or item.source, f"sản phẩm `{each.id}`{marked} ({often}{each_body}{until})"
            )


def _clause(source: Source, where: str) -> tuple[str, Clause]:
    return source.document, Clause(source.section, source.wording, where)


def unplaced() -> Iterator[tuple[str, Clause]]:
    """Clauses that stand nowhere, with their reasons, by document."""
    listed: dict[str, Any] = yaml.safe_load(CLAUSES.read_text(encoding="utf-8"))
    for each in listed["clauses"]:
        where = f"xem `{each['where']}`" if "where" in each else ""
        yield (
            each["document"],
            Clause(each["section"], each["wording"], where, listed["reasons"][each["why"]]),
        )


def clauses() -> dict[str, list[Clause]]:
    """All clauses by document, in the order of their sections; those of one wording together."""
    found: dict[str, list[Clause]] = {document: [] for document in CATALOGUES}
    for folder in dict.fromkeys(CATALOGUES.values()):
        for document, clause in placed(load(PROJECT / folder)):
            found[document].append(clause)
    for document, clause in unplaced():
        found[document].append(clause)
    return {document: sorted(_together(own), key=_order) for document, own in found.items()}


def _together(own: list[Clause]) -> list[Clause]:
    same: dict[tuple[str, str], Clause] = {}
    for clause in own:
        key = (clause.section, clause.wording)
        first = same.get(key)
        same[key] = clause if first is None else first._replace(where=f"{first.where}; {clause.where}")
    return list(same.values())


def _order(clause: Clause) -> tuple[list[tuple[int, str]], str]:
    """Sections as people count them: II.1 before II(2), 1.4.d before 1.4.đ."""
    parts = re.findall(r"[0-9]+|[^\W\d_]+|\(", clause.section)
    numbers = {"I": 1, "II": 2, "III": 3, "IV": 4, "(": 99}
    order = [(numbers.get(part, int(part) if part.isdecimal() else 0), part) for part in parts]
    return [(number, "" if number else text.replace("đ", "d~")) for number, text in order], clause.wording


def page() -> str:
    """The page as Markdown."""
    parts = [_HEAD]
    for document, own in clauses().items():
        catalogue = load(PROJECT / CATALOGUES[document])
        its = catalogue.documents[document]
        stands = sum(not clause.why for clause in own)
        parts.append(
            f"## {its.number}, {its.issuer.vi}\n\n{its.title.vi}.\n\n"
            f"{stands}/{len(own)} câu có chỗ trong [`{CATALOGUES[document]}`](../{CATALOGUES[document]}/).\n"
        )
        rows = [
            f"| {c.section} | {_cell(c.wording)} | {'; '.join(filter(None, (c.where, c.why)))} |" for c in own
        ]
        parts.append("\n".join(("| Mục | Câu | Ở đâu, hoặc vì sao không |", "|---|---|---|", *rows)) + "\n")
    return "\n".join((*parts, _NEWS))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")

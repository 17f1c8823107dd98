"""What the shipped catalogues cite stands in the documents that they cite.

Runs where the documents' text stands beside the checkout (tests/beside.py).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import pytest

import beside
from dxscore.model.loaded import Catalogue
from shipped_catalogues import BINH_DINH, QUANG_NGAI, TOWN, catalogue, sources

# What the text of each document, and of no other, contains.
TELLTALES = {
    "KH-2024": "Số: /KH-UBND",
    "CT-16": "Số 16-CT/TU",
    "CT-19": "Số 19-CT/TU",
    "TB-01": "Số 01-TB/BCĐ",
}

# Where each section of the plan's targets begins; the next one's beginning ends it.
TARGET_SECTIONS = {
    "II.1.1": "1.1. Về chuyển đổi số trong hoạt động",
    "II.1.2": "1.2. Phát triển kinh tế số",
    "II.1.3": "1.3. Phát triển xã hội số",
    "II.2.1": "2.1. Về chuyển đổi số trong hoạt động",
    "II.2.2": "2.2. Phát triển kinh tế số",
    "II.2.3": "2.3 Phát triển xã hội số",
    "II(2)": "II. NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU",
}


@dataclass(frozen=True)
class Documents:
    text: dict[str, str]

    def target_section(self, section: str) -> str:
        plan, names = self.text["KH-2024"], list(TARGET_SECTIONS)
        following = names[names.index(section) + 1]
        return plan[plan.index(TARGET_SECTIONS[section]) : plan.index(TARGET_SECTIONS[following])]


def plain(text: str) -> str:
    """One line of composed text: without emphasis marks, line wraps and page breaks."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).replace("*", "")).strip()


@pytest.fixture(scope="module")
def documents() -> Documents:
    folder = beside.found("sources")
    texts = [plain(path.read_text("utf-8")) for path in sorted(folder.glob("*.txt"))]
    found = {name: [text for text in texts if telltale in text] for name, telltale in TELLTALES.items()}
    assert {name: len(matches) for name, matches in found.items()} == dict.fromkeys(TELLTALES, 1)
    return Documents({name: matches[0] for name, matches in found.items()})


@pytest.mark.parametrize("folder", [TOWN, QUANG_NGAI, BINH_DINH])
def test_every_wording_stands_in_its_document(folder: str, documents: Documents) -> None:
    cited = list(sources(catalogue(folder)))
    assert cited
    assert [source for source in cited if source.wording not in documents.text[source.document]] == []


def test_every_target_stands_in_the_section_it_cites(documents: Documents) -> None:
    cited = [
        target.source
        for indicator in catalogue(TOWN).indicators.values()
        for target in indicator.targets
        if target.by
    ]
    assert len(cited) == 24
    assert [s for s in cited if s.wording not in documents.target_section(s.section)] == []


def test_leads_and_coordinators_read_as_in_the_plan(documents: Documents) -> None:
    """Each task's bodies, written out by name, are the plan's own lines, in its order."""
    data = catalogue(TOWN)
    text = documents.text["KH-2024"]
    tasks = list(data.tasks.values())
    starts = [text.index(task.source.wording) for task in tasks]
    assert starts == sorted(starts)
    for task, start, end in zip(tasks, starts, [*starts[1:], text.index("III. NGUỒN KINH PHÍ")], strict=True):
        block = text[start:end]
        assert printed(block, "Cơ quan tham mưu, thực hiện") == named(data, task.lead), task.id
        assert printed(block, "Cơ quan phối hợp") == named(data, task.coordinating), task.id
        assert printed(block, "Thời gian thực hiện") == "năm 2024 và các năm tiếp theo", task.id


def printed(block: str, label: str) -> str:
    match = re.search(rf"- {label}: (.*?)\.", block)
    return match[1].casefold() if match else ""


def named(data: Catalogue, bodies: tuple[str, ...]) -> str:
    """Names as the plan prints them: offices with «thị xã» behind, which the short names leave out."""
    names = [data.name(body).vi for body in bodies]
    return ", ".join(n if "thị xã" in n or "Đức Phổ" in n else f"{n} thị xã" for n in names).casefold()

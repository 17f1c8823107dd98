"""Views and pages to test with: the example, what somebody typed to do harm, and a parsed page."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from dxscore.flows.judge import judge
from dxscore.read.catalogue import load
from dxscore.read.metrics import read_files
from dxscore.report.page.page import html_page
from dxscore.report.view import View
from dxscore.words.say import Language

PROJECT = Path(__file__).parents[2]
EXAMPLE = PROJECT / "examples" / "duc-pho-2025" / "metrics.csv"
HEADER = "indicator,reporting_unit,period,numerator,denominator,value,evidence,note,closed_on"
HOSTILE = (
    "<script>alert(1)</script></style>",
    '<img src=x onerror="alert(2)">',
    "javascript:alert(3)",
    "\u202egnp.exe",
    "</title>&lt;b&gt;{{ 7*7 }}",
)
_VOID = frozenset({"meta", "br", "hr", "img", "input", "link"})


def view_of(files: list[Path], lang: Language = "vi", catalogue_folder: Path | None = None) -> View:
    """The files judged against the Đức Phổ plan, or another, with their history."""
    catalogue = load(catalogue_folder)
    metrics = read_files([str(file) for file in files], catalogue)
    judged = judge(catalogue, metrics)
    return View(judged.scorecard, catalogue, lang, history=judged.history)


@cache
def example(lang: Language = "vi") -> View:
    """The example of the fifteen communes over three years."""
    return view_of([EXAMPLE], lang)


@cache
def example_page(lang: Language = "vi") -> bytes:
    """Its page."""
    return html_page(example(lang))


def hostile_view(folder: Path) -> View:
    """A catalogue, a file name and cells that somebody filled with markup, scripts and bidi marks."""
    shutil.copytree(PROJECT / "data", folder / "data")
    targets = folder / "data" / "targets.yaml"
    text = targets.read_text(encoding="utf-8")
    changes = {
        "Hồ sơ công việc xử lý trên mạng tại UBND xã, phường": "</title><script>alert(4)</script>",
        "    issued: 2024\n": '    issued: 2024\n    url: "javascript:alert(6)"\n',
    }
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    targets.write_text(text, encoding="utf-8")
    metrics = folder / "<script>alert(5)<!--.csv"
    quoted = ['"' + text.replace('"', '""') + '"' for text in HOSTILE]
    rows = [
        HEADER,
        *(f"CQ-HSCV-XP,pho-an,{2020 + n},{cell},100,,{cell},{cell}," for n, cell in enumerate(quoted)),
        *(f"{cell},pho-an,2025,1,2,,,," for cell in quoted),
        *(f"CQ-HSCV-XP,{cell},2025,1,2,,,," for cell in quoted),
        *(f"XH-DIDONG,duc-pho,{2020 + n},,,1,{cell},," for n, cell in enumerate(quoted)),
        "CQ-HSCV-XP,pho-phong,2025,60,100,,,,",
        "CQ-HSCV-XP,pho-phong,2024,50,100,,,,",
    ]
    metrics.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return view_of([metrics], catalogue_folder=folder / "data")


@dataclass
class Element:
    """An element of a page."""

    name: str
    attributes: dict[str, str]
    parent: Element | None
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> list[Element]:
        """Every element of that name below this one, in the order of the page; '*' for every element."""
        found = []
        for child in self.children:
            found += [child] if name in ("*", child.name) else []
            found += child.all(name)
        return found

    @property
    def words(self) -> str:
        """All text below, as a reader sees it."""
        return " ".join(" ".join([self.text, *(child.words for child in self.children)]).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in _VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        assert self.here.name == tag, f"<{self.here.name}> is closed by </{tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.text += data


def parse(page: bytes) -> Element:
    """The page as elements; every element has to be closed in its turn."""
    reader = _Reader()
    reader.feed(page.decode())
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.name}> is never closed"
    return reader.root

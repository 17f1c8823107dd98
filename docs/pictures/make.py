"""Draw the pictures of the README and the officer's guide from what the program really makes.

Run: python docs/pictures/make.py

Terminal pictures need nothing else. The report's need Debian's chromium, libreoffice and poppler-utils.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
WIDTH = 110
EXAMPLE = "examples/duc-pho-2025/metrics.csv"
# rich's own frame asks a font server for its letters; this one takes what the reader's machine has.
FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" role="img" aria-label="@TITLE@"
 xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Consolas, Menlo, "DejaVu Sans Mono", monospace;
 font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>{lines}</defs>
<rect width="100%" height="100%" rx="8" fill="#292929"/>
<g transform="translate(12, 16)" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g></svg>
"""


def picture(name: str, lines: int, *arguments: str, folder: Path = PROJECT) -> None:
    """Write NAME.svg: what the command prints in a folder, in colour; past so many lines only how it ends."""
    done = subprocess.run(
        [Path(sys.executable).with_name("dxscore"), *arguments],
        cwd=folder,
        env=os.environ | {"FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "NO_COLOR": "", "DXSCORE_LANG": "vi"},
        capture_output=True,
        text=True,
        check=False,
    )
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w"))  # noqa: PTH123, SIM115
    printed = done.stdout.splitlines()
    if len(printed) > lines:
        printed = [*printed[:lines], "", "⋮", *printed[-2:]]
    typed = (f'"{argument}"' if " " in argument else argument for argument in arguments)
    command = f"$ dxscore {' '.join(typed)}"
    console.print(Text.from_ansi("\n".join([command, *printed])))
    frame = FRAME.replace("@TITLE@", f"dxscore {arguments[0]}")
    svg = console.export_svg(title=command, code_format=frame, unique_id=name)
    (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")


def report_pictures() -> None:
    """Write report-html.png, report-docx.png and report-xlsx.png: the first screen or page of each."""
    with tempfile.TemporaryDirectory() as folder:
        names = [f"report.{kind}" for kind in ("html", "docx", "xlsx")]
        outputs = [argument for name in names for argument in ("--output", f"{folder}/{name}")]
        _run(Path(sys.executable).with_name("dxscore"), "report", EXAMPLE, "--lang", "vi", *outputs)
        _run(
            *(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-first-run",
            ),
            *(
                "--disable-background-networking",
                f"--user-data-dir={folder}/profile",
                "--window-size=1100,900",
            ),
            *(f"--screenshot={HERE / 'report-html.png'}", f"file://{folder}/report.html"),
        )
        for kind in ("docx", "xlsx"):
            _printed(Path(folder) / f"report.{kind}", f"report-{kind}")


def guide_pictures() -> None:
    """Write the pictures of docs/officer.md: its own commands are run, in their order, in an empty folder."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    page = (PROJECT / "docs" / "officer.md").read_text(encoding="utf-8")
    drawn = {"catalogue init": "guide-init", "collect": "guide-collect", "check": "guide-check"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for block in re.findall(r"<!-- run: exit \d -->\n```sh\n(.*?)```", page, re.DOTALL):
            *before, last = re.split(r"\n(?=dxscore )", f"\n{block.rstrip()}")
            begins = next((words for words in drawn if last.startswith(f"dxscore {words} ")), None)
            subprocess.run(
                ["bash", "-c", "\n".join(before if begins else [*before, last])],
                cwd=folder,
                env=os.environ | {"PATH": path, "DXSCORE_LANG": "vi"},
                capture_output=True,
                check=False,
            )
            if begins:
                picture(drawn.pop(begins), 26, *shlex.split(last)[1:], folder=folder)
        _printed(folder / "bieu-mau" / "thon-mot_2026.xlsx", "guide-form")
        _printed(folder / "bao-cao.docx", "guide-report")


def _printed(file: Path, name: str) -> None:
    """Write NAME.png: the first page of an office file."""
    _run("soffice", "--headless", "--convert-to", "pdf", "--outdir", file.parent, file)
    _run("pdftoppm", "-r", "70", "-png", "-singlefile", file.with_suffix(".pdf"), HERE / name)


def _run(*command: str | Path) -> None:
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)


if __name__ == "__main__":
    picture("check", 40, "check", EXAMPLE, "--lang", "vi")
    picture("explain", 60, "explain", "CQ-HSCV-XP", "--lang", "vi")
    guide_pictures()
    report_pictures()

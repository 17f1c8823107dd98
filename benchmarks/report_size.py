"""Seconds, size and first paint of the web page, for the example and for a large plan.

The large plan has 500 communes, 40 indicators and 5 years: 100,000 rows. Run it with

    python benchmarks/report_size.py [--communes 500] [--indicators 40] [--years 5]

Prints a Markdown table; first paint is measured in headless Chromium where there is one.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cold_start import machine

PROJECT = Path(__file__).parents[1]
EXAMPLE = PROJECT / "examples" / "duc-pho-2025" / "metrics.csv"
PROGRAM = Path(sys.executable).with_name("dxscore")
HEADER = "indicator,reporting_unit,period,numerator,denominator,value,evidence,note,closed_on"
LAST_YEAR = 2025
_PAINT = """new Promise(done => {
  const paint = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
  const wait = () => paint() ? done(paint()) : setTimeout(wait, 20);
  wait();
})"""


def write_plan(folder: Path, communes: int, indicators: int) -> None:
    """A catalogue with so many communes and shares that all of them report."""
    both = {"vi": "phần", "en": "part"}
    targets = {
        "version": 1,
        "plan": {
            "id": "large",
            "name": {"vi": "Kế hoạch lớn", "en": "Large plan"},
            "place": {"vi": "tỉnh", "en": "province"},
            "reporting_calendar": "administrative",
        },
        "documents": [{"id": "KH", "number": "1/KH", "issuer": both, "issued": 2021, "title": both}],
        "pillars": [{"id": f"P{n}", "name": {"vi": f"Trụ cột {n}", "en": f"Pillar {n}"}} for n in range(5)],
        "indicators": [
            {
                "id": f"CT-{n:02d}",
                "pillar": f"P{n % 5}",
                "name": {"vi": f"Tỷ lệ hồ sơ loại {n} xử lý trên mạng", "en": f"Files of kind {n} online"},
                "measure": "share",
                "unit_of_measure": "percent",
                "counted_in": {"vi": "hồ sơ", "en": "files"},
                "numerator": both,
                "denominator": both,
                "reported_by": "communes",
                "targets": [
                    {
                        "by": LAST_YEAR,
                        "at_least": 60 + n % 30,
                        "source": {"document": "KH", "section": "II", "wording": f"{60 + n % 30}%"},
                    }
                ],
            }
            for n in range(indicators)
        ],
    }
    bodies = [
        {
            "id": f"xa-{n:03d}",
            "name": {"vi": f"Xã Phổ Hòa {n}", "en": f"Phổ Hòa {n} commune"},
            "kind": "commune",
            "code": f"{20000 + n}",
        }
        for n in range(communes)
    ]
    group = {"id": "communes", "name": {"vi": "Các xã", "en": "Communes"}}
    assignments = {
        "version": 1,
        "bodies": bodies,
        "groups": [{**group, "members": [body["id"] for body in bodies]}],
    }
    for name, data in (("targets.yaml", targets), ("assignments.yaml", assignments)):
        (folder / name).write_text(json.dumps(data), encoding="utf-8")  # JSON is YAML


def write_metrics(path: Path, communes: int, indicators: int, years: int) -> None:
    """A row for each commune, indicator and year, growing year by year, the same in every run."""
    chance = random.Random(2025)
    lines = [HEADER]
    for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
        for indicator in range(indicators):
            for commune in range(communes):
                whole = chance.randint(40, 4000)
                share = min(1.0, chance.uniform(0.55, 1.0) - 0.05 * (LAST_YEAR - year))
                part = int(whole * share)
                lines.append(f"CT-{indicator:02d},xa-{commune:03d},{year},{part},{whole},,,,")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def make(metrics: Path, output: Path, *options: str) -> tuple[float, float]:
    """Seconds and peak memory (MB) of `dxscore report`."""
    start = time.perf_counter()
    command = [str(PROGRAM), "report", str(metrics), "--output", str(output), "--force", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def first_paint(page: Path) -> tuple[float, float] | None:
    """Milliseconds until something is painted, and until all is loaded, in headless Chromium."""
    program = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), None)
    if program is None:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        opened = browser.new_page()
        opened.goto(page.as_uri())
        painted = opened.evaluate(_PAINT)
        loaded = opened.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        browser.close()
    return painted, loaded


def tell(name: str, page: Path, seconds: float, memory: float) -> None:
    """A row of the table."""
    size = page.stat().st_size / 1e6
    painted = first_paint(page)
    paint = f"{painted[0]:.0f}" if painted else "no browser"
    print(f"| page, {name} | {seconds:.1f} | {memory:.0f} | {size:.2f} | {paint} |")


def main() -> None:
    """Make and measure both pages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    for name, default in (("communes", 500), ("indicators", 40), ("years", 5)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--keep", type=Path, help="folder to leave the pages in")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        print(f"{datetime.date.today()}, one round; {machine()}; first paint in headless Chromium.")
        print("Command: `python benchmarks/report_size.py`.\n")
        print(
            "| document | seconds | peak memory, MB | size, MB | first paint, ms |\n|---|---:|---:|---:|---:|"
        )
        tell("the example", folder / "example.html", *make(EXAMPLE, folder / "example.html"))
        write_plan(folder, asked.communes, asked.indicators)
        write_metrics(folder / "large.csv", asked.communes, asked.indicators, asked.years)
        measured = make(folder / "large.csv", folder / "large.html", "--catalogue", str(folder))
        tell(f"{asked.communes} × {asked.indicators} × {asked.years}", folder / "large.html", *measured)


if __name__ == "__main__":
    main()

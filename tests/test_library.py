"""The library: values in, values out, and what it says is what the command line says."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import dxscore
from dxscore import api
from dxscore.cli.main import main

EXAMPLE = Path(__file__).parent.parent / "examples" / "duc-pho-2025" / "metrics.csv"
DAY = date(2025, 12, 14)
WAIVERS = """version: 1
waivers:
  - indicator: CQ-HSCV-XP
    reason: chờ hệ thống mới
    document: Công văn 1/UBND
    approved_by: UBND thị xã
    from: 2025-01-01
    until: 2026-12-31
"""


def command(capfd: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What a command prints on standard output."""
    with pytest.raises(SystemExit):
        main(["--no-config", *map(str, arguments)])
    return capfd.readouterr().out


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    """The example, with a row that cannot be read, one with a warning and one that cannot be true."""
    path = tmp_path / "metrics.csv"
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    lines += [
        "CQ-HSCV-XP,pho-hoa,2025-Q9,1,2,,,,",
        "CQ-HSCV-XP,pho-vinh,2025,3,2,,,,",
        "CQ-HSCV-TX,duc-pho,2024,2,100,,,,",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_scorecard_of_the_example_is_the_bytes_of_the_command(capfd: pytest.CaptureFixture[str]) -> None:
    scorecard = dxscore.score(str(EXAMPLE))
    assert scorecard.to_json() == command(capfd, "check", EXAMPLE, "--format", "json")
    english = command(capfd, "check", EXAMPLE, "--format", "json", "--lang", "en")
    assert scorecard.to_json("en") == english


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ((), {}),
        (("--strict",), {"strict": True}),
        (("--for", "Phổ Cường"), {"reporting_unit": "Phổ Cường"}),
        (("--as-of", "2025-06-30"), {"as_of": "2025-06-30"}),
        (("--target-year", "2030"), {"target_year": "2030"}),
        (("--target-year", "all", "--strict"), {"target_year": "all", "strict": True}),
    ],
)
def test_judge_is_check(
    capfd: pytest.CaptureFixture[str], figures: Path, options: tuple[str, ...], asked: dict[str, Any]
) -> None:
    judged = dxscore.judge(str(figures), **asked)
    assert judged.scorecard.to_json() == command(capfd, "check", figures, "--format", "json", *options)
    assert judged.faulty or "reporting_unit" in asked


def test_waivers_and_a_baseline_are_held_against_it_as_by_the_command(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    waivers, old = tmp_path / "waivers.yaml", tmp_path / "old.json"
    waivers.write_text(WAIVERS, encoding="utf-8")
    before = dxscore.score(EXAMPLE)
    old.write_text(before.to_json(), encoding="utf-8")
    judged = dxscore.judge(EXAMPLE, waivers=str(waivers), baseline=old)
    options = ("--waivers", waivers, "--baseline", old, "--format", "json")
    assert judged.scorecard.to_json() == command(capfd, "check", EXAMPLE, *options)
    waived = [result.indicator for result in judged.scorecard.results if result.status == "waived"]
    assert waived == ["CQ-HSCV-XP"]
    # The same with values in place of files.
    held = dxscore.judge(
        dxscore.read_metrics(EXAMPLE),
        waivers=dxscore.read_waivers(waivers),
        baseline=dxscore.read_scorecard(old),
    )
    assert (held.scorecard, held.ratchet) == (judged.scorecard, judged.ratchet)
    assert judged.failures(dxscore.Gate()) == ()  # every miss of the example is known to its own scorecard
    assert dxscore.judge(EXAMPLE).failures(dxscore.Gate()) != ()


def test_findings_are_those_of_the_scorecard_and_come_without_a_verdict(
    figures: Path, tmp_path: Path
) -> None:
    for strict in (False, True):
        found = dxscore.findings([figures], strict=strict)
        assert found == dxscore.judge(figures, strict=strict).scorecard.findings
        assert {finding.severity for finding in found} >= {"error"}
    nothing = tmp_path / "nothing.csv"
    nothing.write_text("indicator,reporting_unit,period,value\n", encoding="utf-8")
    judged = dxscore.judge(nothing)
    assert judged.nothing is not None
    assert dxscore.findings(nothing) == judged.scorecard.findings != ()
    with pytest.raises(dxscore.MetricsError):
        dxscore.score(nothing)


def test_gaps_are_those_of_the_command(capfd: pytest.CaptureFixture[str]) -> None:
    scorecard = dxscore.score(EXAMPLE)
    for by in ("body", "unit", "pillar", "deadline"):
        listed = dxscore.gaps(scorecard, by=by)
        assert listed.to_json() == command(capfd, "gaps", EXAMPLE, "--by", by, "--format", "json")


def test_a_comparison_is_that_of_the_command(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    later = tmp_path / "later.csv"
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    later.write_text("\n".join([lines[0], *lines[5:]]) + "\n", encoding="utf-8")
    old, new = dxscore.score(EXAMPLE), dxscore.score(later, as_of=DAY)
    compared = dxscore.compare(old, new)
    assert compared.of_units.stopped_reporting or compared.of_targets.not_comparable
    files = [tmp_path / "old.json", tmp_path / "new.json"]
    for file, scorecard in zip(files, (old, new), strict=True):
        file.write_text(scorecard.to_json(), encoding="utf-8")
    assert compared.to_json() == command(capfd, "compare", *files, "--format", "json")


def test_a_scorecard_comes_back_from_its_json() -> None:
    scorecard = dxscore.score(EXAMPLE)
    for catalogue in (None, dxscore.load_catalogue()):
        assert dxscore.Scorecard.from_json(scorecard.to_json(), catalogue).to_json() == scorecard.to_json()
        assert dxscore.Scorecard.from_json(scorecard.to_json().encode(), catalogue).gaps == scorecard.gaps
    first = scorecard.to_json().replace("dxscore/scorecard/2", "dxscore/scorecard/1", 1)
    with pytest.raises(dxscore.ScorecardError, match="takes a catalogue"):
        dxscore.Scorecard.from_json(first)
    with pytest.raises(dxscore.ScorecardError, match="not valid JSON"):
        dxscore.Scorecard.from_json("{")


def test_a_scorecard_of_another_catalogue_is_no_baseline_and_has_no_gaps_here() -> None:
    scorecard = dxscore.score(EXAMPLE)
    other = scorecard.model_copy(update={"plan": "other"})
    for refused in (lambda: dxscore.gaps(other), lambda: dxscore.judge(EXAMPLE, baseline=other)):
        with pytest.raises(dxscore.ScorecardError, match="its plan is other"):
            refused()
    empty = scorecard.model_copy(update={"as_of": None, "results": ()})
    for old, new in ((empty, scorecard), (scorecard, empty)):
        with pytest.raises(dxscore.ScorecardError, match="nothing was judged"):
            dxscore.compare(old, new)


@pytest.mark.parametrize(
    "day",
    [
        "2025-12-14",
        DAY,
        datetime(2025, 12, 14, 23, 59, tzinfo=UTC),
        pd.Timestamp("2025-12-14 10:00"),
    ],
)
def test_a_day_is_taken_as_text_a_date_or_a_moment_of_it(day: Any) -> None:
    assert dxscore.score(EXAMPLE, as_of=day).as_of == DAY


@pytest.mark.parametrize("day", ["14/12/2025", "", "2025-02-30", pd.NaT, 2025, float("nan")])
def test_what_is_no_day_is_refused_with_a_sentence(day: Any) -> None:
    with pytest.raises(dxscore.RequestError, match=r"^as_of: '.*' is no day like 2025-12-14$"):
        dxscore.score(EXAMPLE, as_of=day)


def test_a_year_is_taken_as_a_number_or_text_and_anything_else_is_refused() -> None:
    assert dxscore.score(EXAMPLE, target_year="2025") == dxscore.score(EXAMPLE, target_year=2025)
    wrong: Any
    for wrong in ("25", "", "next", True, 2025.0, 20255):
        with pytest.raises(dxscore.RequestError, match=r"^target_year: '.*' is no year, nor all$"):
            dxscore.score(EXAMPLE, target_year=wrong)


def test_a_unit_is_found_by_name_and_a_wrong_one_refused() -> None:
    assert dxscore.score(EXAMPLE, reporting_unit="Phổ Cường") == dxscore.score(
        EXAMPLE, reporting_unit="pho-cuong"
    )
    for ask in (dxscore.score, dxscore.findings):
        with pytest.raises(dxscore.RequestError, match=r"^reporting_unit: there is no unit 'Phổ Không'"):
            ask(EXAMPLE, reporting_unit="Phổ Không")


def test_a_frame_gives_what_its_file_gives() -> None:
    frame = pd.read_csv(EXAMPLE, dtype=str)
    of_frame, of_file = dxscore.score(frame), dxscore.score(EXAMPLE)
    assert (of_frame.results, of_frame.gaps) == (of_file.results, of_file.gaps)


def test_frames_have_a_row_for_each_item_and_their_columns_without_any(figures: Path) -> None:
    scorecard = dxscore.judge(figures).scorecard
    empty = scorecard.model_copy(update={"results": (), "gaps": (), "findings": ()})
    counted: dict[Any, int] = {
        "results": len(scorecard.results),
        "units": sum(len(result.units) for result in scorecard.results),
        "gaps": len(scorecard.gaps),
        "findings": len(scorecard.findings),
    }
    for of, rows in counted.items():
        frame = scorecard.to_frame(of)
        assert len(frame) == rows > 0
        assert list(empty.to_frame(of).columns) == list(frame.columns)
    english = scorecard.to_frame("findings", "en")
    assert list(english["message"]) == [finding.message.en for finding in scorecard.findings]
    unknown: Any = "targets"
    with pytest.raises(ValueError, match="one of results, units, gaps, findings"):
        scorecard.to_frame(unknown)


def test_a_catalogue_is_checked_without_raising(tmp_path: Path) -> None:
    assert not [finding for finding in dxscore.check_catalogue() if finding.severity == "error"]
    (tmp_path / "targets.yaml").write_text("version: 1\n", encoding="utf-8")
    found = dxscore.check_catalogue(tmp_path)
    assert found == dxscore.check_catalogue(tmp_path / "targets.yaml")
    with pytest.raises(dxscore.CatalogueError) as caught:
        dxscore.load_catalogue(tmp_path)
    assert set(caught.value.findings) <= set(found)


def test_what_is_public_is_listed_documented_and_bound_to_its_value() -> None:
    assert sorted(dxscore.__all__) == sorted(api.__all__)
    assert set(dxscore.__all__) | {"__version__", "__doc__"} <= set(dir(dxscore))
    for name in dxscore.__all__:
        assert getattr(dxscore, name) is getattr(api, name)
        assert getattr(dxscore, name).__doc__, name
    project = tomllib.loads((EXAMPLE.parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert dxscore.__version__ == project["version"]
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        dxscore.nothing  # noqa: B018  # that is the test
    errors: list[Callable[..., object]] = [
        getattr(dxscore, name) for name in dxscore.__all__ if name.endswith("Error")
    ]
    assert all(issubclass(error, dxscore.DxscoreError) for error in errors)  # type: ignore[arg-type]  # classes


def test_importing_it_loads_nothing_of_it_and_no_pandas() -> None:
    code = (
        "import sys, dxscore; print(*(n for n in sys.modules if n.split('.')[0] in {'dxscore','pydantic'}))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).split() == ["dxscore"]
    code = "import sys, dxscore; dxscore.score; print('pandas' in sys.modules, 'typer' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).split() == ["False", "False"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_form_is_the_bytes_of_the_command(kind: Any, tmp_path: Path) -> None:
    command_line(
        "template", "--for", "cong-an", "--period", "2024-Q4", "--format", kind, "--output", tmp_path
    )
    written = tmp_path / f"cong-an_2024-Q4.{kind}"
    assert dxscore.template("Công an thị xã", "Quý IV/2024", kind=kind) == written.read_bytes()
    with pytest.raises(dxscore.RequestError, match=r"^unit: there is no unit 'nobody'"):
        dxscore.template("nobody", "2024-Q4")
    with pytest.raises(dxscore.RequestError, match=r"^period: 'soon' is no period"):
        dxscore.template("cong-an", "soon")


def test_a_new_catalogue_is_that_of_the_command(tmp_path: Path) -> None:
    options = ("--place", "Xã Mới", "--unit", "Thôn 1", "--yes", "--lang", "en")
    command_line("catalogue", "init", tmp_path / "xa", *options)
    begun = dxscore.new_catalogue("Xã Mới", units=["Thôn 1"], lang="en")
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "xa").iterdir()}
    assert begun.files == written
    with pytest.raises(dxscore.RequestError, match="level"):
        dxscore.new_catalogue("Xã Mới", level="district")  # type: ignore[arg-type]  # what is refused


def test_what_was_collected_is_what_the_command_writes(tmp_path: Path) -> None:
    folder, output = tmp_path / "returned", tmp_path / "metrics.csv"
    folder.mkdir()
    (folder / "a.csv").write_text(
        "indicator,reporting_unit,period,numerator,denominator\nCQ-HSCV-XP,pho-hoa,2024-Q4,81,100\n",
        encoding="utf-8",
    )
    found = dxscore.collect(folder, "2024-Q4")
    assert [(row.reporting_unit, str(row.numerator)) for row in found.new] == [("pho-hoa", "81")]
    assert (found.complete, found.faulty) == (False, False)
    command_line("collect", folder, "--period", "2024-Q4", "--output", output)
    assert found.metrics_file(dxscore.load_catalogue()) == output.read_bytes()
    os.utime(folder / "a.csv", (0, 0))
    timed = dxscore.collect(folder, "2024-Q4", due="1970-01-10", today="1970-01-20")
    assert timed.arrivals().units["pho-hoa"].days_late == 0
    assert "Hạn gửi 10/01/1970: 1 đơn vị gửi đúng hạn" in timed.summary(dxscore.load_catalogue())
    again = dxscore.collect(folder, "2024-Q3", metrics_file=output)
    assert again.faulty and len(again.staying) == 1  # a row of another period is left out, the kept one stays


def test_what_is_owed_is_what_the_command_says(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder, letter = tmp_path / "returned", tmp_path / "letter.docx"
    folder.mkdir()
    (folder / "a.csv").write_text(
        "indicator,reporting_unit,period,numerator,denominator\nCQ-HSCV-XP,pho-hoa,2024-Q4,81,100\n",
        encoding="utf-8",
    )
    days = ("--before", "20/12/2024", "--today", "15/12/2024")
    asked = ("remind", folder, "--period", "2024-Q4", *days)
    found = dxscore.remind(folder, "2024-Q4", before="2024-12-20", today="2024-12-15")
    assert command(capfd, *asked, "--format", "json", "--lang", "vi") == found.bodies.to_json()
    assert command(capfd, *asked, "--lang", "vi") == found.text
    command_line(*asked, "--lang", "vi", "--output", letter)
    assert found.letter() == letter.read_bytes()
    one = dxscore.remind(folder, "2024-Q4", unit="UBND phường Phổ Hòa", today="2024-12-15")
    assert {body.reporting_unit for body in one.bodies.bodies} <= {"pho-hoa"}
    with pytest.raises(dxscore.RequestError, match="before"):
        dxscore.remind(folder, "2024-Q4", before="20/12/2024")


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "md"])
def test_a_report_is_the_bytes_of_the_command(kind: Any, tmp_path: Path) -> None:
    written = tmp_path / f"report.{kind}"
    command_line("report", EXAMPLE, "--output", written)
    assert dxscore.report(dxscore.judge(str(EXAMPLE)), kind) == written.read_bytes()


@pytest.mark.parametrize("kind", ["json", "parquet", "openmetrics", "findings"])
def test_any_format_is_the_bytes_of_check(kind: str, tmp_path: Path) -> None:
    written = tmp_path / "file"
    command_line("check", EXAMPLE, "--output", f"{kind}={written}", "--lang", "vi")
    assert dxscore.report(dxscore.judge(str(EXAMPLE)), kind) == written.read_bytes()


def test_a_report_of_no_kind_is_refused() -> None:
    with pytest.raises(dxscore.RequestError, match="kind: no 'pptx'"):
        dxscore.report(dxscore.judge(str(EXAMPLE)), "pptx")


def command_line(*arguments: object) -> None:
    with pytest.raises(SystemExit):
        main(["--no-config", *map(str, arguments)])


def test_tasks_are_those_of_the_command(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text("task,body,as_of,stage\nNV-4d,cong-an,2025-06-20,submitted\n", encoding="utf-8")
    listed = dxscore.tasks(file, as_of="2025-12-20")
    assert command(capfd, "tasks", file, "--as-of", "2025-12-20", "--format", "json") == listed.to_json()
    assert dxscore.tasks(dxscore.read_tasks(file), as_of=date(2025, 12, 20)) == listed
    assert {row.state for row in dxscore.tasks(as_of="2025-12-20", year="2025").tasks} == {"overdue"}
    with pytest.raises(dxscore.RequestError, match="year"):
        dxscore.tasks(file, year="all")


def test_lint_is_that_of_the_command(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    file.write_text("indicator,reporting_unit,period,value\nX,duc-pho,2025,1\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="1"):
        main(["lint", str(file), "--format", "json"])
    assert capfd.readouterr().out == (listed := dxscore.lint(file)).to_json()
    assert [finding.code for finding in listed.findings] == ["DX139", "DX201"]
    assert dxscore.lint(file, ignore=["DX2"], select=["DX"]).total == 1


def test_points_are_the_bytes_of_the_command(capfd: pytest.CaptureFixture[str]) -> None:
    folder = EXAMPLE.parents[1] / "points-illustrative"
    files = [folder / "metrics.csv", folder / "scores.csv"]
    catalogue = dxscore.load_catalogue(folder)
    points = dxscore.points(files, folder / "points.yaml", catalogue)
    printed = command(capfd, "points", *files, "--catalogue", folder, "--format", "json")
    assert points.to_json() == printed == dxscore.points_report(points, "json").decode()
    assert [unit.reporting_unit for unit in points.card.units][:2] == ["xa-mot", "xa-hai"]


def test_a_group_is_judged_by_itself_by_its_id_or_its_name() -> None:
    example = Path(__file__).parents[1] / "examples" / "duc-pho-2025" / "metrics.csv"
    whole = {r.indicator: r for r in dxscore.judge(example).scorecard.results if r.due}
    communes = dxscore.judge(example, reporting_unit="communes").scorecard
    assert communes == dxscore.judge(example, reporting_unit="UBND các xã, phường").scorecard
    due = {r.indicator: r for r in communes.results if r.due}
    assert {r.reporting_unit for r in communes.results} == {"communes"}
    assert due["CQ-HSCV-XP"].numerator == whole["CQ-HSCV-XP"].numerator
    # A group of groups: both parts of it, judged apart, add up to the whole.
    apart = [dxscore.judge(example, reporting_unit=name).scorecard for name in ("communes", "town-bodies")]
    parts = [r for card in apart for r in card.results if r.due and r.indicator == "AT-MADOC-KETNOI"]
    assert len(parts) == 2
    assert sum(r.denominator or 0 for r in parts) == whole["AT-MADOC-KETNOI"].denominator
    assert dxscore.judge(example, reporting_unit="all-bodies").scorecard.day == communes.day

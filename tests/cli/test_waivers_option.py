"""`--waivers`, as a user runs it, through every format."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from program import metrics, run

from dxscore.model.schemas import json_schema

MISSED = "KT-DNNVV,duc-pho,2025,209,451,,,,"
WAIVER = """\
version: 1
waivers:
  - indicator: {indicator}
    reason: bão <số> 13
    document: CV 77/UBND
    approved_by: Chủ tịch
    from: 2025-11-01
    until: {until}
"""


def waivers(folder: Path, until: str = "2026-06-30", indicator: str = "KT-DNNVV") -> Path:
    path = folder / "waivers.yaml"
    path.write_text(WAIVER.format(until=until, indicator=indicator), encoding="utf-8")
    return path


def status_of(out: str, indicator: str = "KT-DNNVV") -> str:
    (found,) = [r["status"] for r in json.loads(out)["results"] if r["indicator"] == indicator and r["due"]]
    return str(found)


def test_a_waived_miss_in_json_with_its_schema(tmp_path: Path) -> None:
    done = run("check", metrics(tmp_path, MISSED), "--waivers", waivers(tmp_path), "--format", "json")
    data = json.loads(done.out)
    jsonschema.Draft202012Validator(json_schema("scorecard")).validate(data)
    assert status_of(done.out) == "waived"
    assert data["summary"]["waived"] == 1
    assert data["waivers"]["file"].endswith("waivers.yaml")
    assert ("KT-DNNVV", "2025") not in [(gap["indicator"], gap["target_by"]) for gap in data["gaps"]]


@pytest.mark.parametrize(
    ("day", "status", "codes"),
    [
        ("2025-12-14", "waived", ["DX511"]),
        ("2025-12-31", "waived", ["DX511"]),
        ("2026-01-01", "missed", ["DX510"]),
    ],
)
def test_it_is_judged_at_the_as_of_date(tmp_path: Path, day: str, status: str, codes: list[str]) -> None:
    arguments = (metrics(tmp_path, MISSED), "--waivers", waivers(tmp_path, "2025-12-31"), "--as-of", day)
    done = run("check", *arguments, "--target-year", "2025", "--format", "json")
    assert status_of(done.out) == status
    found = [f for f in json.loads(done.out)["findings"] if f["file"].endswith("waivers.yaml")]
    assert [f["code"] for f in found] == codes
    assert [f["row"] for f in found] == [3]


def test_the_gate_lets_it_pass(tmp_path: Path) -> None:
    data = metrics(tmp_path, MISSED)
    assert "1 target is missed" in run("check", data, "--fail-on", "missed", "--lang", "en").err
    done = run("check", data, "--fail-on", "missed", "--waivers", waivers(tmp_path), "--lang", "en")
    assert done.code == 0
    assert "1 waived" in done.out


def test_strict_makes_no_error_of_a_waiver(tmp_path: Path) -> None:
    arguments = (metrics(tmp_path, MISSED), "--waivers", waivers(tmp_path, "2025-12-20"), "--strict")
    done = run("check", *arguments, "--fail-on", "never")
    assert done.code == 0
    assert "cảnh báo DX511" in done.err


def test_words_in_both_languages(tmp_path: Path) -> None:
    arguments = ("check", metrics(tmp_path, MISSED), "--waivers", waivers(tmp_path), "--format", "csv")
    assert "1 chỉ tiêu được tạm miễn" in run(*arguments).err
    assert "1 waived" in run(*arguments, "--lang", "en").err
    table = run(*arguments[:-2], "--lang", "vi", COLUMNS="200").out
    assert "~ Tạm miễn" in table
    words = " ".join(table.split())  # cells of a table are wrapped
    assert all(part in words for part in ("30/06/2026", "77/UBND", "<số>"))
    assert "bão &lt;số&gt; 13" in run(*arguments[:-1], "markdown").out


def test_services_are_told_that_it_is_excused(tmp_path: Path) -> None:
    arguments = ("check", metrics(tmp_path, MISSED), "--waivers", waivers(tmp_path), "--format")
    (case,) = [
        case
        for case in ET.fromstring(run(*arguments, "junit").out).iter("testcase")
        if (case.get("name") or "").startswith("KT-DNNVV 2025")
    ]
    skipped = case.find("skipped")
    assert skipped is not None
    assert (skipped.get("type"), case.find("failure")) == ("waived", None)
    results = json.loads(run(*arguments, "sarif").out)["runs"][0]["results"]
    (suppressed,) = [r for r in results if r["ruleId"] == "KT-DNNVV"]
    assert suppressed["suppressions"][0]["status"] == "accepted"
    assert "KT-DNNVV" not in {issue["check_name"] for issue in json.loads(run(*arguments, "gitlab").out)}
    assert "KT-DNNVV" not in run(*arguments, "github").out
    assert 'status="waived"} 1' in run(*arguments, "openmetrics").out


def test_gaps_and_reports_leave_it_out(tmp_path: Path) -> None:
    data, file = metrics(tmp_path, MISSED), waivers(tmp_path)
    left = run("gaps", data, "--waivers", file).out  # the target of 2030, which is not due, stays
    assert run("gaps", data).out.count("KT-DNNVV") == left.count("KT-DNNVV") + 1


def test_a_waived_gap_is_missed_anew_once_the_waiver_has_ended(tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    data = metrics(tmp_path, MISSED)
    run("check", data, "--waivers", waivers(tmp_path), "--output", old)
    done = run("check", data, "--baseline", old, "--lang", "en")
    assert (done.code, "newly missed: KT-DNNVV" in done.err) == (1, True)


@pytest.mark.parametrize("text", ["", "version: 1\nwaivers: [", "a: b"])
def test_a_faulty_file_is_2_and_nothing_is_judged(tmp_path: Path, text: str) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text(text)
    done = run("check", metrics(tmp_path, MISSED), "--waivers", path)
    assert (done.code, done.out) == (2, "")
    assert "waivers.yaml" in done.err
    assert "Traceback" not in done.err


def test_an_unknown_indicator_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    file = waivers(tmp_path, indicator="KT-DNNV")
    done = run("check", metrics(tmp_path, MISSED), "--waivers", file, "--lang", "en")
    assert done.code == 2
    assert "waivers.yaml:3:16: error DX430: waivers[0].indicator:" in done.err
    assert "did you mean KT-DNNVV?" in done.err

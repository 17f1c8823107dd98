"""`dxscore lint`, as hooks, services and people run it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from openpyxl import Workbook
from program import PROJECT, run
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from dxscore.model.rules import RULES
from dxscore.model.schemas import json_schema
from dxscore.model.scorecard import Scorecard

METRICS = """\
indicator,reporting_unit,period,numerator,denominator
KT-DNNVV,duc-pho,2025,209,451
KT-DNNVV,duc-pho,2024,x,451
KT-DNNVX,duc-pho,2025,1,451
"""
TASKS = "task,body,as_of,stage\nNV-4d,cong-an,2025-06-20,done\nNV-99,cong-an,2025-06-20,done\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "m.csv").write_text(METRICS, encoding="utf-8")
    (tmp_path / "tasks.csv").write_text(TASKS, encoding="utf-8")
    (tmp_path / "theirs.yaml").write_text("targets: [a, b]\nrules: 1\n", encoding="utf-8")
    return tmp_path


def catalogue(folder: Path, wrong: bool = True) -> Path:
    own = folder / "plan"
    own.mkdir()
    for name in ("targets.yaml", "assignments.yaml"):
        shutil.copy(PROJECT / "data" / name, own)
    if wrong:
        path = own / "targets.yaml"
        path.write_text(path.read_text("utf-8").replace("at_least: 80\n", "at_leest: 80\n"), "utf-8")
    return own


def test_one_line_for_each_fault_is_the_default_off_a_terminal(folder: Path) -> None:
    done = run("lint", "m.csv", "tasks.csv", "theirs.yaml", "--lang", "en", cwd=folder)
    assert done.code == 1
    assert [line.partition(" ")[0] for line in done.out.splitlines()] == [
        "m.csv:3:4:",
        "m.csv:4:1:",
        "tasks.csv:3:1:",
    ]
    assert "m.csv:3:4: DX203 " in done.out
    assert done.err == "3 errors, 0 warnings, 0 notes in 2 of 3 files.\n"


def test_json_counts_truly_and_keeps_its_schema(folder: Path) -> None:
    many = folder / "many.csv"
    rows = [f"KT-DNNVV,duc-pho,2025,x{n},451" for n in range(1500)]
    many.write_text("\n".join([METRICS.partition("\n")[0], *rows]), encoding="utf-8")
    found = json.loads(run("lint", "m.csv", "tasks.csv", "many.csv", "--format", "json", cwd=folder).out)
    jsonschema.validate(found, json_schema("findings"))
    assert found["schema"] == "dxscore/findings/1"
    assert (found["total"], found["listed"]) == (1504, 1003)  # DX139: no usable row
    assert found["files"] == [
        {"file": "m.csv", "kind": "metrics", "rows": 3, "rejected": 2},
        {"file": "many.csv", "kind": "metrics", "rows": 1500, "rejected": 1500},
        {"file": "tasks.csv", "kind": "tasks", "rows": 2, "rejected": 1},
    ]


FAULTY = [f"KT-DNNVV,duc-pho,2025,x{n},451" for n in range(1500)]
"""More rows with an error than are listed, of one code."""


def test_what_is_not_listed_is_chosen_and_weighed_as_the_rest(folder: Path) -> None:
    rows = [*FAULTY, *(f"KT-DNNVX,duc-pho,2025,{n},451" for n in range(300))]
    (folder / "many.csv").write_text("\n".join([METRICS.partition("\n")[0], *rows]), encoding="utf-8")

    def counts(*options: str) -> dict[str, int]:
        found = json.loads(run("lint", "many.csv", "--format", "json", *options, cwd=folder).out)
        assert found["total"] == found["errors"] + found["warnings"] + found["notes"]
        by_code = {item["code"]: item["count"] for item in found["codes"]}
        assert sum(by_code.values()) == found["total"]
        return by_code

    every = {"DX139": 1, "DX201": 300, "DX203": 1500}
    assert counts() == every
    assert counts("--select", "DX203") == {"DX203": 1500}
    assert counts("--ignore", "DX203") == {"DX139": 1, "DX201": 300}
    assert counts("--severity", "DX203=note") == every
    softer = ("--select", "DX203", "--severity", "DX203=note")
    assert run("lint", "many.csv", *softer, cwd=folder).code == 0
    assert "\n1500\tDX203\t" in "\n" + run("lint", "many.csv", "--statistics", cwd=folder).out


def test_check_counts_what_it_does_not_list_in_every_service(folder: Path) -> None:
    good = "KT-DNNVV,duc-pho,2024,209,451"
    header = METRICS.partition("\n")[0]
    (folder / "many.csv").write_text("\n".join([header, good, *FAULTY]), encoding="utf-8")
    summary = folder / "summary.md"
    names = {"json": "card.json", "sarif": "r.sarif", "junit": "j.xml", "ndjson": "lines.ndjson"}
    outputs = [part for name in names.values() for part in ("--output", name)]
    asked = ("check", "many.csv", *outputs, "--format", "github", "--lang", "en")
    done = run(*asked, cwd=folder, GITHUB_STEP_SUMMARY=str(summary))
    assert done.out.count("::error ") == 10
    card = json.loads((folder / "card.json").read_text("utf-8"))
    wanted = {"total": 1500, "listed": 1000, "errors": 1500, "warnings": 0, "notes": 0, "rejected": 1500}
    assert card["finding_counts"] == wanted
    assert [(item["rows"], item["rejected"]) for item in card["inputs"]] == [(1501, 1500)]
    (sarif,) = json.loads((folder / "r.sarif").read_text("utf-8"))["runs"]
    assert sarif["properties"] == wanted
    first = json.loads((folder / "lines.ndjson").read_text("utf-8").partition("\n")[0])
    assert first["finding_counts"] == wanted
    suite = ET.parse(folder / "j.xml").getroot().findall("testsuite")[-1]
    told = {item.attrib["name"]: item.attrib["value"] for item in suite.iter("property")}
    assert {name: int(told[name]) for name in wanted} == wanted
    said = summary.read_text("utf-8").replace("\\", "")
    assert "1,500 findings: 1,500 errors, 0 warnings, 0 notes. 1,000 of them are listed." in said
    assert "1,500 rows were left out." in said
    read_back = Scorecard.from_json((folder / "card.json").read_bytes())
    assert read_back.counted.model_dump() == wanted


def test_rows_left_out_of_a_task_list_are_counted_to_the_last(folder: Path) -> None:
    rows = [f"NV-4d,cong-an,2025-13-{n},done" for n in range(1200)]
    (folder / "t.csv").write_text("task,body,as_of,stage\n" + "\n".join(rows), encoding="utf-8")
    found = json.loads(run("lint", "t.csv", "--format", "json", cwd=folder).out)
    assert found["files"] == [{"file": "t.csv", "kind": "tasks", "rows": 1200, "rejected": 1200}]
    assert found["total"] == 1200
    assert found["listed"] == 1000


def test_codes_are_chosen_counted_and_weighed(folder: Path) -> None:
    done = run("lint", "m.csv", "tasks.csv", "--select", "DX2,DX712", "--ignore", "DX201", cwd=folder)
    assert [line.split()[1] for line in done.out.splitlines()] == ["DX203", "DX712"]
    done = run("lint", "m.csv", "tasks.csv", "--statistics", cwd=folder)
    assert [line.split("\t")[:2] for line in done.out.splitlines()] == [
        ["1", "DX201"],
        ["1", "DX203"],
        ["1", "DX712"],
    ]
    softer = [part for code in ("DX201", "DX203", "DX712") for part in ("--severity", f"{code}=note")]
    assert run("lint", "m.csv", "tasks.csv", *softer, cwd=folder).code == 0
    for wrong in (
        ("--select", "DX99"),
        ("--severity", "DX2=note"),
        ("--severity", "DX201=loud"),
        ("--format", "csv"),
    ):
        assert run("lint", "m.csv", *wrong, cwd=folder).code == 2


def test_exit_codes(folder: Path) -> None:
    (folder / "good.csv").write_text(METRICS.rpartition("KT-DNNVV,duc-pho,2024")[0], encoding="utf-8")
    clean = run("lint", "good.csv", "--lang", "en", cwd=folder)
    assert (clean.code, clean.out, clean.err) == (0, "", "1 file, nothing wrong.\n")
    assert run("lint", "m.csv", "--exit-zero", cwd=folder).code == 0
    assert run("lint", "missing.csv", cwd=folder).code == 2
    assert run("lint", "m.csv", "missing.csv", "--exit-zero", cwd=folder).code == 2


def test_one_run_serves_several_services(folder: Path) -> None:
    done = run(
        "lint", "m.csv", "--output", "r.sarif", "--output", "gitlab=q", "--output", "j.xml", cwd=folder
    )
    assert (done.code, done.out) == (1, "")
    assert json.loads((folder / "r.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert len(json.loads((folder / "q").read_text("utf-8"))) == 2
    assert ET.parse(folder / "j.xml").getroot().attrib["errors"] == "2"
    before = (folder / "m.csv").read_bytes()
    assert run("lint", ".", "--output", "json=m.csv", cwd=folder).code == 2
    assert (folder / "m.csv").read_bytes() == before
    assert run("lint", "m.csv", "--output", "x.docx", cwd=folder).code == 2


def test_standard_input_under_its_name() -> None:
    done = run("lint", "-", "--stdin-filename", "so-lieu/x.csv", stdin=METRICS.encode())
    assert done.out.startswith("so-lieu/x.csv:3:4: DX203 ")


def test_a_folder_is_searched_for_what_is_ours(folder: Path) -> None:
    own = catalogue(folder, wrong=False)
    (folder / ".git").mkdir()
    (folder / ".git" / "x.csv").write_text("nothing", encoding="utf-8")
    found = json.loads(run("lint", folder, "--format", "json").out)
    assert {(Path(f["file"]).name, f["kind"]) for f in found["files"]} == {
        ("m.csv", "metrics"),
        ("tasks.csv", "tasks"),
        ("theirs.yaml", "other"),
        ("targets.yaml", "catalogue"),
        ("assignments.yaml", "catalogue"),
    }
    assert {f["code"] for f in found["findings"] if str(own) in f["file"]} == {"DX437"}


def test_another_tools_targets_yaml_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text("targets:\n  - name: prometheus\n", encoding="utf-8")
    assert run("lint", "targets.yaml", cwd=tmp_path).code == 0
    (tmp_path / "targets.yaml").write_text("version: 1\nplan: {}\nindicators: []\n", encoding="utf-8")
    assert run("lint", "targets.yaml", cwd=tmp_path).code == 1


def test_faults_of_a_catalogue_reach_every_service(folder: Path) -> None:
    own = catalogue(folder)
    said = {
        kind: run("lint", "m.csv", "--catalogue", own, "--format", kind, cwd=folder).out
        for kind in ("sarif", "junit", "github", "gitlab", "checkstyle", "rdjson", "ndjson", "concise")
    }
    assert all("DX421" in out and "targets.yaml" in out and "DX492" in out for out in said.values())
    (result, *_) = json.loads(said["sarif"])["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] > 1
    error = ET.fromstring(said["checkstyle"]).find("file/error")
    assert error is not None
    assert int(error.attrib["column"]) > 1


def test_check_tells_services_of_a_faulty_catalogue_and_judges_nothing(folder: Path) -> None:
    own, sarif = catalogue(folder), folder / "out.sarif"
    others = ("--output", folder / "m.prom", "--output", folder / "all.findings.ndjson")
    asked = ("--format", "github", "--output", sarif, *others)
    done = run("check", "m.csv", "--catalogue", own, *asked, cwd=folder)
    assert done.code == 2
    assert done.out.startswith("::error file=")
    assert "DX421" in done.out
    assert "DX421" in sarif.read_text("utf-8")
    text = (folder / "m.prom").read_text("utf-8")
    families = text_string_to_metric_families(text)  # type: ignore[no-untyped-call]  # it wants its # EOF
    counted = {
        s.labels["severity"]: s.value for f in families for s in f.samples if s.name == "dxscore_findings"
    }
    assert counted == {"error": 1, "warning": 0, "note": 0}
    (line,) = (folder / "all.findings.ndjson").read_text("utf-8").splitlines()
    assert json.loads(line)["code"] == "DX421"
    assert run("check", "m.csv", "--catalogue", own, "--format", "json", cwd=folder).out == ""


def test_the_configuration_chooses_and_weighs_and_that_is_said(folder: Path) -> None:
    (folder / "dxscore.toml").write_text(
        'ignore = ["DX201"]\n[severity]\nDX203 = "warning"\n', encoding="utf-8"
    )
    done = run("lint", "m.csv", "--lang", "en", cwd=folder)
    assert done.code == 0
    assert "DX201" not in done.out
    assert "ignore" in done.err
    assert "severity" in done.err
    (folder / "dxscore.toml").write_text("select = [1]\n", encoding="utf-8")
    assert run("lint", "m.csv", cwd=folder).code == 2


def test_every_code_is_listed() -> None:
    done = run("explain", "--all", "--lang", "en", COLUMNS="400")
    assert [line[:5] for line in done.out.splitlines()] == list(RULES)
    assert run("explain").code == 2


def test_github_shows_ten_and_the_summary_has_all(folder: Path) -> None:
    rows = [f"KT-DNNVV,duc-pho,2025,x{n},451" for n in range(30)]
    (folder / "many.csv").write_text("\n".join([METRICS.partition("\n")[0], *rows]), encoding="utf-8")
    summary = folder / "summary.md"
    done = run("lint", "many.csv", "--format", "github", cwd=folder, GITHUB_STEP_SUMMARY=str(summary))
    assert done.out.count("::error ") == 10
    assert "31" in done.out.splitlines()[-1]  # DX139: no usable row
    assert summary.read_text("utf-8").count("| DX203 |") == 30


def test_a_workbook_of_tasks_is_told_from_one_of_figures(tmp_path: Path) -> None:
    for name, text in (("t.xlsx", TASKS), ("m.xlsx", METRICS)):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for line in text.splitlines():
            sheet.append(line.split(","))
        book.save(tmp_path / name)
    found = json.loads(run("lint", "t.xlsx", "m.xlsx", "--format", "json", cwd=tmp_path).out)
    assert {f["file"]: f["kind"] for f in found["files"]} == {"t.xlsx": "tasks", "m.xlsx": "metrics"}
    said = run("lint", "t.xlsx", "--format", "rdjson", cwd=tmp_path).out
    assert "t.xlsx:Sheet!A3: " in said


def test_one_faulty_row_is_said_in_few_lines(folder: Path) -> None:
    (folder / "one.csv").write_text(METRICS.rpartition("KT-DNNVX")[0], encoding="utf-8")
    done = run("lint", "one.csv", cwd=folder)
    assert len((done.out + done.err).splitlines()) == 2


@pytest.mark.parametrize(
    "kind",
    ["table", "concise", "json", "ndjson", "sarif", "junit", "github", "gitlab", "checkstyle", "rdjson"],
)
def test_hostile_names_and_cells_do_nothing(kind: str, tmp_path: Path) -> None:
    name = "::error::x\x1b[31m.csv"
    (tmp_path / name).write_text(
        METRICS.replace("KT-DNNVX", "\x1b[2J::set-output name=a::<b>&amp;\x85"), encoding="utf-8"
    )
    done = run("lint", name, "--format", kind, cwd=tmp_path)
    assert done.code == 1
    lines = (done.out + done.err).splitlines()
    assert "\x1b" not in done.out + done.err
    own = ("::error file=", "::warning file=", "::notice title=dxscore::")
    assert all(
        not line.lstrip().startswith("::") or (kind == "github" and line.startswith(own)) for line in lines
    )


def test_what_compare_does_not_mark_stands_in_the_summary(folder: Path) -> None:
    header, good = METRICS.partition("\n")[0], "KT-DNNVV,duc-pho,2025,209,451"
    faulty = [f"KT-DNNVX,duc-pho,2025,{n},451" for n in range(30)]
    (folder / "old.csv").write_text("\n".join([header, good]), encoding="utf-8")
    (folder / "new.csv").write_text("\n".join([header, good, *faulty]), encoding="utf-8")
    summary = folder / "summary.md"
    asked = ("compare", "old.csv", "new.csv", "--format", "github", "--lang", "en")
    done = run(*asked, cwd=folder, GITHUB_STEP_SUMMARY=str(summary))
    assert done.out.count("::error ") == 10
    assert summary.read_text("utf-8").count("| DX201 (") == 30

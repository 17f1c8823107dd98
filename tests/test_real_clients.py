"""What dxscore writes, read by the programs that people read it with: each finds the same as the others."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from dxscore.model.schemas import SCHEMA_NAMES, VERSIONS, WRITTEN_BY_DXSCORE, SchemaName
from extras import NO_EXTRAS, THERE

PROJECT = Path(__file__).parents[1]
SCHEMAS = PROJECT / "schemas"
BIN = Path(sys.executable).parent
EXAMPLE = PROJECT / "examples" / "duc-pho-2025" / "metrics.csv"
FAULTY = "KT-DNNVV,duc-pho,2025,x,451,,,,\nKT-DNNVX,duc-pho,2025,1,451,,,,\n"


def needs(module: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(find_spec(module) is None, reason=f"{module} is not installed (it is in [dev])")


def client(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, cwd=cwd, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every output of one check, with faulty rows beside good ones, and of one lint."""
    folder = tmp_path_factory.mktemp("written")
    (folder / "số liệu.csv").write_text(EXAMPLE.read_text("utf-8") + FAULTY, "utf-8")
    names = ("card.json", "lines.ndjson", "r.sarif", "j.xml", "rows.csv")
    outputs = [part for name in names for part in ("--output", name)]
    done = subprocess.run(
        [BIN / "dxscore", "check", "số liệu.csv", *outputs, "--lang", "en"], cwd=folder, check=False
    )
    assert done.returncode == 2, "rows were left out"
    lint: list[str | Path] = [
        BIN / "dxscore",
        "lint",
        "số liệu.csv",
        "--output",
        "found.json",
        "--output",
        "found.ndjson",
    ]
    assert subprocess.run(lint, cwd=folder, check=False).returncode == 1
    return folder


@pytest.fixture(scope="module")
def card(written: Path) -> Any:
    return json.loads((written / "card.json").read_text("utf-8"))


def listed(written: Path) -> list[str]:
    """Codes of the findings of lint, by file and place; two of them are the faulty rows'."""
    codes = [
        finding["code"] for finding in json.loads((written / "found.json").read_text("utf-8"))["findings"]
    ]
    assert {"DX203", "DX201"} <= set(codes)
    return sorted(codes)


def test_every_schema_is_sound_by_its_metaschema() -> None:
    client(BIN / "check-jsonschema", "--check-metaschema", *sorted(SCHEMAS.glob("*.json")))


def test_check_jsonschema_takes_what_is_written(written: Path) -> None:
    for name, file in (("scorecard", "card.json"), ("findings", "found.json")):
        schema = SCHEMAS / f"{name}-{VERSIONS[name]}.json"  # type: ignore[index]  # both are names of schemas
        client(BIN / "check-jsonschema", "--schemafile", schema, written / file)


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_jq_counts_as_the_scorecard_says(written: Path, card: Any) -> None:
    assert client("jq", "[.inputs[].rejected] | add", written / "card.json").strip() == "2"
    total = client("jq", ".findings | length", written / "card.json").strip()
    assert total == str(card["finding_counts"]["total"])
    types = client("jq", "-r", ".type", written / "lines.ndjson").splitlines()
    lists = {"result": "results", "gap": "gaps", "finding": "findings"}
    assert Counter(types) == {"scorecard": 1} | {kind: len(card[name]) for kind, name in lists.items()}


@needs("sarif")
def test_sarif_tools_finds_each_result_with_its_severity(written: Path) -> None:
    summary = client(sys.executable, "-m", "sarif", "summary", written / "r.sarif")
    (run,) = json.loads((written / "r.sarif").read_text("utf-8"))["runs"]
    by_level = Counter(result["level"] for result in run["results"])
    told = {level: int(n) for level, n in re.findall(r"^(error|warning|note): (\d+)$", summary, re.MULTILINE)}
    assert told == {level: by_level[level] for level in ("error", "warning", "note")}
    assert by_level["error"] >= 2


@needs("junitparser")
def test_junitparser_reads_suites_cases_and_counts(written: Path, card: Any) -> None:
    from junitparser import JUnitXml

    suites = list(JUnitXml.fromfile(str(written / "j.xml")))
    *of_pillars, found = suites
    assert sum(suite.tests for suite in of_pillars) == len(card["results"])
    assert sum(suite.failures for suite in of_pillars) == card["summary"]["missed"]
    told = {each.name: each.value for each in found.properties()}
    for name, count in card["finding_counts"].items():
        assert told[name] == str(count)
    assert found.errors == card["finding_counts"]["errors"] == 2
    assert [case.result for case in found if case.result] != []


@needs("polars")
def test_polars_reads_json_and_lines(written: Path, card: Any, tmp_path: Path) -> None:
    import polars

    whole = polars.read_json(written / "card.json")
    assert whole["results"].list.len().item() == len(card["results"])
    lines = (written / "lines.ndjson").read_text("utf-8").splitlines(keepends=True)
    results = tmp_path / "results.ndjson"
    results.write_text("".join(line for line in lines if '"type": "result"' in line), "utf-8")
    table = polars.read_ndjson(results, infer_schema_length=None)
    assert table["status"].to_list() == [result["status"] for result in card["results"]]
    findings = polars.read_ndjson(written / "found.ndjson", infer_schema_length=None)
    assert sorted(findings["code"].to_list()) == listed(written)


@pytest.mark.skipif(not THERE, reason=NO_EXTRAS)
def test_duckdb_reads_json_and_lines(written: Path, card: Any) -> None:
    import duckdb

    def asked(query: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = duckdb.sql(query).fetchall()
        return rows

    card_file, lines = str(written / "card.json"), str(written / "lines.ndjson")
    by_status = Counter(result["status"] for result in card["results"])
    unnested = f"SELECT unnest(results, recursive := false) AS r FROM read_json('{card_file}')"
    assert dict(asked(f"SELECT r.status, count(*) FROM ({unnested}) GROUP BY 1")) == by_status
    query = f"SELECT status, count(*) FROM read_json('{lines}') WHERE type = 'result' GROUP BY 1"
    assert dict(asked(query)) == by_status
    codes = f"SELECT code FROM read_json('{written / 'found.ndjson'}')"
    assert sorted(code for (code,) in asked(codes)) == listed(written)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Models that datamodel-code-generator makes of the schemas of what dxscore writes."""
    folder = tmp_path_factory.mktemp("generated")
    for name in WRITTEN_BY_DXSCORE:
        schema = SCHEMAS / f"{name}-{VERSIONS[name]}.json"
        client(
            sys.executable, "-m", "datamodel_code_generator", "--input", schema,
            "--input-file-type", "jsonschema", "--output-model-type", "pydantic_v2.BaseModel",
            "--output", folder / f"{name.replace('-', '_')}.py", "--disable-timestamp",
        )  # fmt: skip
    return folder


@needs("datamodel_code_generator")
def test_generated_models_are_named_as_the_schema_names_them(generated: Path) -> None:
    for name in WRITTEN_BY_DXSCORE:
        text = (generated / f"{name.replace('-', '_')}.py").read_text("utf-8")
        classes = re.findall(r"^class (\w+)\(", text, re.MULTILINE)
        assert classes
        # Two keys of one schema are called `reason` and have other values; File1 would be for want of a name.
        assert [each for each in classes if re.search(r"\d$", each) and each != "Reason1"] == []


@needs("datamodel_code_generator")
def test_generated_models_take_what_is_written(generated: Path, written: Path) -> None:
    script = (
        "import sys, importlib; sys.path.insert(0, sys.argv[1]); m = importlib.import_module(sys.argv[2]);"
        "root = [c for n, c in vars(m).items() if n == sys.argv[3]][0];"
        "made = root.model_validate_json(open(sys.argv[4], encoding='utf-8').read());"
        "print(len(made.findings))"
    )
    kinds: list[tuple[SchemaName, str]] = [("scorecard", "card.json"), ("findings", "found.json")]
    for name, file in kinds:
        text = (generated / f"{name}.py").read_text("utf-8")
        root = re.findall(r"^class (\w+)\(", text, re.MULTILINE)[-1]
        said = client(sys.executable, "-c", script, generated, name, root, written / file)
        assert int(said) == len(json.loads((written / file).read_text("utf-8"))["findings"])
    assert set(SCHEMA_NAMES) >= {name for name, _ in kinds}

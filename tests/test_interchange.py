"""The metrics file for other programs: the Table Schema itself, and frictionless with it."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dxscore.read.catalogue import load
from dxscore.report.table_schema import METRICS_SCHEMAS, data_package, table_schema

PROJECT = Path(__file__).parents[1]
CATALOGUES = {
    "duc-pho-2025": None,
    "quang-binh-2023": PROJECT / "examples" / "quang-binh-2023",
    "quang-ngai-province": PROJECT / "examples" / "quang-ngai-province",
    "binh-dinh": PROJECT / "examples" / "binh-dinh",
}
COLUMNS = [
    "indicator",
    "reporting_unit",
    "period",
    "numerator",
    "denominator",
    "value",
    "evidence",
    "note",
    "closed_on",
]
# What the Table Schema specification says of a field, as far as it is used here.
FIELD = {
    "type": "object",
    "required": ["name", "type", "title", "description"],
    "properties": {
        "type": {"enum": ["string", "number", "date"]},
        "constraints": {
            "type": "object",
            "properties": {
                "required": {"const": True},
                "minimum": {"const": 0},
                "enum": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}},
            },
            "additionalProperties": False,
        },
    },
}


def test_the_table_schema() -> None:
    schema: Any = table_schema(load())
    assert [field["name"] for field in schema["fields"]] == COLUMNS
    for field in schema["fields"]:
        Draft202012Validator(FIELD).validate(field)
    required = [f["name"] for f in schema["fields"] if f.get("constraints", {}).get("required")]
    assert required == ["indicator", "reporting_unit", "period"]
    assert schema["fields"][0]["constraints"]["enum"] == list(load().indicators)
    assert schema["missingValues"] == [""]


def test_every_example_has_the_columns_in_this_order() -> None:
    for name in CATALOGUES:
        text = (PROJECT / "examples" / name / "metrics.csv").read_text(encoding="utf-8")
        assert text.splitlines()[0] == ",".join(COLUMNS)


def test_the_data_package() -> None:
    package: Any = data_package(load(), ("a/Quý 4.csv", "b/quý 4.csv", "c.csv"))
    assert package["name"] == "duc-pho"
    assert [r["name"] for r in package["resources"]] == ["qu-4", "qu-4-2", "c"]
    assert [r["path"] for r in package["resources"]] == ["a/Quý 4.csv", "b/quý 4.csv", "c.csv"]
    assert [r["path"] for r in data_package(load(), ())["resources"]] == ["metrics.csv"]  # type: ignore[attr-defined]
    assert METRICS_SCHEMAS["frictionless"](load(), ()) == METRICS_SCHEMAS["datapackage"](load(), ())
    assert json.loads(METRICS_SCHEMAS["table-schema"](load(), ())) == package["resources"][0]["schema"]


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (("metrics",), 0, '"resources"'),
        (("metrics", "--format", "table-schema"), 0, '"fields"'),
        (("waivers",), 0, '"urn:dxscore:waivers:1"'),
        (
            ("waivers", "--format", "table-schema"),
            2,
            "--format: no 'table-schema'; choose one of json-schema",
        ),
        (("metrics", "--format", "json-schema"), 2, "choose one of frictionless"),
        (("scorecard", "a.csv"), 2, "only schema metrics takes names of files"),
        (("metric",), 2, "schema: no 'metric'"),
    ],
)
def test_the_command(asked: tuple[str, ...], code: int, said: str) -> None:
    program = Path(sys.executable).with_name("dxscore")
    done = subprocess.run(
        [program, "schema", *asked, "--lang", "en"], capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert said in (done.stdout if code == 0 else done.stderr)


frictionless = pytest.mark.skipif(
    importlib.util.find_spec("frictionless") is None, reason="frictionless is not installed (it is in [dev])"
)


def validated(folder: Path, example: str, text: str) -> dict[str, Any]:
    """What frictionless says of these metrics with the package of that example's catalogue."""
    (folder / "metrics.csv").write_text(text, encoding="utf-8")
    package = METRICS_SCHEMAS["frictionless"](load(CATALOGUES[example]), ())
    (folder / "datapackage.json").write_text(package, encoding="utf-8")
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@frictionless
@pytest.mark.parametrize("example", CATALOGUES)
def test_frictionless_finds_the_examples_valid(tmp_path: Path, example: str) -> None:
    shutil.copy(PROJECT / "examples" / example / "metrics.csv", tmp_path)
    report = validated(tmp_path, example, (tmp_path / "metrics.csv").read_text(encoding="utf-8"))
    assert report["valid"], report


@frictionless
def test_frictionless_refuses_what_is_wrong(tmp_path: Path) -> None:
    rows = ["CQ-NEIN,pho-hoa,2025,1,2,,,,", "CQ-DVC,,2025,-1,x,,,,14.12.2025"]
    report = validated(tmp_path, "duc-pho-2025", "\n".join([",".join(COLUMNS), *rows, ""]))
    found = {(e["rowNumber"], e["fieldName"]) for task in report["tasks"] for e in task["errors"]}
    assert found == {
        (2, "indicator"),
        (3, "reporting_unit"),
        (3, "numerator"),
        (3, "denominator"),
        (3, "closed_on"),
    }

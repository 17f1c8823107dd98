"""The published JSON Schemas: current, compatible, and kept by every catalogue and example."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from every_kind import scorecard, view
from texts import gaps_as_text

from dxscore.cli.schema import json_text
from dxscore.model.schemas import SCHEMA_NAMES, VERSIONS, WRITTEN_BY_PEOPLE, SchemaName, json_schema
from dxscore.report.machine import as_data

PROJECT = Path(__file__).parents[1]
SCHEMAS = PROJECT / "schemas"
CHECKER = Path(sys.executable).with_name("check-jsonschema")
CATALOGUES = [PROJECT / "data", *sorted(path.parent for path in PROJECT.glob("examples/*/targets.yaml"))]
sys.path.insert(0, str(PROJECT / "docs"))

from schema_changes import (  # type: ignore[import-not-found]  # noqa: E402  # a script beside the docs
    incompatible,
)


def published(name: SchemaName) -> Path:
    return SCHEMAS / f"{name}-{VERSIONS[name]}.json"


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_no_incompatible_change_without_a_new_version(name: SchemaName) -> None:
    kept = json.loads(published(name).read_text(encoding="utf-8"))
    faults = list(incompatible(kept, json_schema(name), written_by_people=name in WRITTEN_BY_PEOPLE))
    assert faults == [], f"{name} needs a new version: see docs/make_schemas.py"


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_what_is_published_is_what_the_program_prints(name: SchemaName) -> None:
    assert published(name).read_text(encoding="utf-8") == json_text(name), "run: python docs/make_schemas.py"
    assert json.loads(json_text(name))["$id"] == f"urn:dxscore:{name}:{VERSIONS[name]}"


def test_nothing_but_schemas_is_published() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*-[1-9][0-9]*\.json", path.name) for path in SCHEMAS.iterdir())


OLD: dict[str, Any] = {
    "type": "object",
    "properties": {"a": {"type": "string", "enum": ["x", "y"]}, "b": {"$ref": "#/$defs/B"}},
    "required": ["a"],
    "$defs": {
        "B": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"n": {"type": "integer", "minimum": 0}},
        }
    },
}


def drop_property(schema: Any) -> None:
    del schema["properties"]["b"]


def require_another(schema: Any) -> None:
    schema["required"].append("b")


def require_nothing(schema: Any) -> None:
    schema["required"].clear()


def narrow_enum(schema: Any) -> None:
    schema["properties"]["a"]["enum"].remove("x")


def widen_enum(schema: Any) -> None:
    schema["properties"]["a"]["enum"].append("z")


def other_type(schema: Any) -> None:
    schema["properties"]["a"]["type"] = "integer"


def tighten_bound(schema: Any) -> None:
    schema["$defs"]["B"]["properties"]["n"]["minimum"] = 1


def add_pattern(schema: Any) -> None:
    schema["properties"]["a"]["pattern"] = "x"


def drop_bound(schema: Any) -> None:
    del schema["$defs"]["B"]["properties"]["n"]["minimum"]


def drop_definition(schema: Any) -> None:
    del schema["$defs"]["B"]


def add_optional(schema: Any) -> None:
    schema["properties"]["c"] = {"type": "string"}


def open_up(schema: Any) -> None:
    del schema["$defs"]["B"]["additionalProperties"]


def shut(schema: Any) -> None:
    schema["additionalProperties"] = False


def reword(schema: Any) -> None:
    schema["description"] = "other words"


@pytest.mark.parametrize(
    ("change", "for_people", "for_programs"),
    [
        (drop_property, True, True),
        (require_another, True, False),
        (require_nothing, False, True),
        (narrow_enum, True, False),
        (widen_enum, False, False),
        (other_type, True, True),
        (tighten_bound, True, True),
        (add_pattern, True, True),
        (drop_bound, False, True),
        (drop_definition, True, True),
        (add_optional, False, False),
        (open_up, False, False),
        (shut, True, True),
        (reword, False, False),
    ],
)
def test_which_changes_are_incompatible(
    change: Callable[[Any], None], for_people: bool, for_programs: bool
) -> None:
    new = copy.deepcopy(OLD)
    change(new)
    assert bool(list(incompatible(OLD, new, written_by_people=True))) is for_people
    assert bool(list(incompatible(OLD, new, written_by_people=False))) is for_programs


def test_the_script_refuses_an_incompatible_change(tmp_path: Path) -> None:
    script = PROJECT / "docs" / "make_schemas.py"
    run = subprocess.run([sys.executable, script, tmp_path], capture_output=True, text=True, check=False)
    assert (run.returncode, len(list(tmp_path.iterdir()))) == (0, len(SCHEMA_NAMES))
    kept = tmp_path / published("waivers").name
    changed = json.loads(kept.read_text(encoding="utf-8"))
    changed["properties"]["gone"] = {"type": "string"}
    kept.write_text(json.dumps(changed), encoding="utf-8")
    run = subprocess.run([sys.executable, script, tmp_path], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "waivers-1.json needs a new version:" in run.stderr
    assert json.loads(kept.read_text(encoding="utf-8")) == changed


@pytest.mark.parametrize("name", ["targets", "assignments"])
def test_catalogues_keep_to_the_published_schema(name: SchemaName) -> None:
    files = [folder / f"{name}.yaml" for folder in CATALOGUES]
    checked = subprocess.run(
        [CHECKER, "--schemafile", published(name), *files], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_checker_does_refuse(tmp_path: Path) -> None:
    faulty = tmp_path / "waivers.yaml"
    faulty.write_text("version: 1\nwaivers: [{indicator: X}]\n")
    checked = subprocess.run(
        [CHECKER, "--schemafile", published("waivers"), faulty], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 1
    assert "'reason' is a required property" in checked.stdout


@pytest.mark.parametrize(
    "file",
    [folder / f"{name}.yaml" for folder in CATALOGUES for name in ("targets", "assignments")],
    ids=lambda path: "/".join(path.parts[-2:]),
)
def test_editors_find_the_schema(file: Path) -> None:
    first_line = file.read_text(encoding="utf-8").partition("\n")[0]
    named = first_line.removeprefix("# yaml-language-server: $schema=")
    assert (file.parent / named).resolve() == published(
        "targets" if file.stem == "targets" else "assignments"
    )


@pytest.mark.parametrize(
    ("screen", "name", "kinds"),
    [
        ("compare", "comparison-record", {"comparison", "target"}),
        ("trend", "trend-record", {"trend", "series", "finding"}),
    ],
)
def test_lines_of_compare_and_trend_keep_to_their_schemas(
    screen: str, name: SchemaName, kinds: set[str]
) -> None:
    printed = (PROJECT / "tests" / "screens" / "golden" / f"{screen}-en.ndjson").read_text("utf-8")
    records = [json.loads(line) for line in printed.partition("\n--- ")[0].splitlines()]
    validator = jsonschema.Draft202012Validator(json_schema(name))
    for record in records:
        validator.validate(record)
        assert list(validator.iter_errors({key: v for key, v in record.items() if key != "type"}))
    assert {record["type"] for record in records} == kinds


def test_no_key_of_a_schema_has_a_title() -> None:
    """By it generators of types call a type File, File1 …"""
    for name in SCHEMA_NAMES:
        schema = json_schema(name)
        for model in (schema, *schema.get("$defs", {}).values()):
            assert [key for key, value in model.get("properties", {}).items() if "title" in value] == []


def test_what_dxscore_writes_keeps_to_the_published_schema() -> None:
    written: dict[SchemaName, Any] = {
        "scorecard": as_data(scorecard(), "vi"),
        "gaps": json.loads(gaps_as_text("json", view("vi"), "unit")),
    }
    for name, document in written.items():
        schema = json.loads(published(name).read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(document)

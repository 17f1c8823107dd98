"""Records, one a line: each keeps to the published schema, and findings alone are the findings of all."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from every_kind import scorecard, view
from texts import as_text

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "record-1.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("format_", ["ndjson", "findings"])
def test_every_line_keeps_to_the_published_schema(format_: str, lang: str) -> None:
    lines = as_text(format_, view(lang)).splitlines()
    assert lines
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for line in lines:
        validator.validate(json.loads(line))


def test_the_schema_knows_each_type_and_wants_what_tells_a_record() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    wanted = {"scorecard": "plan", "result": "indicator", "gap": "indicator", "finding": "code"}
    for line in as_text("ndjson", view()).splitlines():
        record = json.loads(line)
        for key in ("type", wanted[record["type"]]):
            assert list(validator.iter_errors({k: v for k, v in record.items() if k != key})), (key, record)
    assert list(validator.iter_errors({"type": "row"}))


def test_findings_alone_are_the_findings_of_all_records() -> None:
    every = [line for line in as_text("ndjson", view("en")).splitlines() if '"type": "finding"' in line]
    alone = as_text("findings", view("en")).splitlines()
    assert alone == every
    assert [json.loads(line)["code"] for line in alone] == [f.code for f in scorecard().findings]

"""Three known validators doing to the same rows what each can: types, allowed ids, required cells, one row
for each indicator, unit and period, and no part above its whole.

None of them scores anything. check-jsonschema cannot compare two cells and reads JSON only: it is given the
rows as JSON beforehand, at no cost to it, and leaves out the comparison and the repeated rows.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

from processes import Program, child_environment

PACKAGES = ("frictionless", "pandera[pandas]", "check-jsonschema")
KEY = ("indicator", "reporting_unit", "period")
COUNTS = ("numerator", "denominator")
Rows = list[dict[str, str]]

PANDERA = """
import pandas as pd
import pandera.pandas as pa

ids = pa.Check.isin
counts = pa.Column("Int64", pa.Check.ge(0), nullable=True)
text = pa.Column(str, nullable=True)
schema = pa.DataFrameSchema(
    {{
        "indicator": pa.Column(str, ids({indicator})),
        "reporting_unit": pa.Column(str, ids({reporting_unit})),
        "period": pa.Column(str, ids({period})),
        "numerator": counts,
        "denominator": counts,
        "value": text,
        "evidence": text,
        "note": text,
        "closed_on": text,
    }},
    checks=pa.Check(lambda rows: rows["numerator"].isna() | (rows["numerator"] <= rows["denominator"])),
    unique=["indicator", "reporting_unit", "period"],
)
kinds = dict.fromkeys(("period", "value", "evidence", "note", "closed_on"), str)
schema.validate(
    pd.read_csv({file!r}, dtype=kinds | {{"numerator": "Int64", "denominator": "Int64"}}), lazy=True
)
"""


def install(folder: Path) -> Path:
    """An environment of their own with the three in it; its `bin` folder. The versions are the newest."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    binaries = folder / "bin"
    install = [str(binaries / "python"), "-m", "pip", "install", "-qq", *PACKAGES]
    subprocess.run(install, check=True, env=child_environment())
    return binaries


def versions(binaries: Path) -> dict[str, str]:
    """The version that was installed of each."""
    names = [package.partition("[")[0] for package in PACKAGES]
    script = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
    said = subprocess.run(
        [str(binaries / "python"), "-c", script, *names], capture_output=True, text=True, check=True
    ).stdout
    return dict(zip(names, said.split(), strict=True))


def programs(binaries: Path, file: Path) -> list[Program]:
    """The three, ready to check `file`; what they need is written beside it."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    allowed = {column: sorted({row[column] for row in rows}) for column in KEY}
    table_schema = _written(file.with_name("table-schema.json"), _table_schema(rows, allowed))
    json_rows = _written(file.with_name("metrics.json"), [_typed(row) for row in rows])
    json_schema = _written(file.with_name("json-schema.json"), _json_schema(allowed))
    script = file.with_name("with_pandera.py")
    script.write_text(PANDERA.format(file=str(file), **allowed), "utf-8")
    interpreter = str(binaries / "python")
    # frictionless reads files by absolute path only when told that they are trusted.
    frictionless = (interpreter, str(binaries / "frictionless"), "validate", str(file), "--trusted")
    part_and_whole = {"type": "row-constraint", "formula": "(numerator or 0) <= (denominator or 0)"}
    checks = ("--schema", table_schema, "--checklist", json.dumps({"checks": [part_and_whole]}))
    jsonschema = (interpreter, str(binaries / "check-jsonschema"), "--schemafile", json_schema, json_rows)
    return [
        Program("frictionless validate", (*frictionless, *checks)),
        Program("pandera on pandas.read_csv", (interpreter, str(script))),
        Program("check-jsonschema", jsonschema),
    ]


def _written(path: Path, content: object) -> str:
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return str(path)


def _table_schema(rows: Rows, allowed: dict[str, list[str]]) -> dict[str, object]:
    fields: list[dict[str, object]] = []
    for column in rows[0]:
        field: dict[str, object] = {"name": column, "type": "integer" if column in COUNTS else "string"}
        if column in KEY:
            field["constraints"] = {"required": True, "enum": allowed[column]}
        elif column in COUNTS:
            field["constraints"] = {"minimum": 0}
        fields.append(field)
    return {"fields": fields, "primaryKey": list(KEY)}


def _json_schema(allowed: dict[str, list[str]]) -> dict[str, object]:
    properties: dict[str, object] = {column: {"enum": values} for column, values in allowed.items()}
    properties |= {column: {"type": "integer", "minimum": 0} for column in COUNTS}
    properties |= {column: {"type": "string"} for column in ("value", "evidence", "note", "closed_on")}
    row = {
        "type": "object",
        "properties": properties,
        "required": list(KEY),
        "additionalProperties": False,
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "array", "items": row}


def _typed(row: dict[str, str]) -> dict[str, object]:
    return {column: int(cell) if column in COUNTS else cell for column, cell in row.items() if cell}

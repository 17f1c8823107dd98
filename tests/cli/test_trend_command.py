"""`dxscore trend`, as a user runs it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import jsonschema
from program import run
from test_ratchet import BODIES, HEADER, TARGETS

from dxscore.model.schemas import json_schema

DONE = {
    2021: 50,
    2022: 55,
    2023: 60,
    2024: 65,
}


def folder(path: Path) -> Path:
    """An illustrative plan, and four years of its one indicator."""
    (path / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    (path / "assignments.yaml").write_text(BODIES, encoding="utf-8")
    rows = [f"HS,{unit},{year},{a},100" for unit in "ab" for year, a in DONE.items()]
    (path / "m.csv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_table_json_and_csv_say_the_same(tmp_path: Path) -> None:
    made = folder(tmp_path)
    asked = ("trend", "m.csv", "--catalogue", made, "--to", "2030", "--output", "t.csv", "--format")
    done = run(*asked, "json", cwd=made)
    told = json.loads(done.out)
    jsonschema.Draft202012Validator(json_schema("trend")).validate(told)
    assert (done.code, [each["reporting_unit"] for each in told["series"]]) == (0, [None, "a", "b"])
    whole = told["series"][0]
    keys = ("target_by", "change_per_year", "needed_per_year", "needed_count_per_year", "outlook", "reason")
    assert [whole[key] for key in keys] == ["2030", "5.0", "4.166667", 9, "on_track", "would_reach"]
    with (made / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    assert (row["points"], row["outlook"]) == ("2021:50.0 2022:55.0 2023:60.0 2024:65.0", "on_track")
    shown = run(*asked, "table", "--lang", "en", cwd=made, COLUMNS="160").out
    assert "▁▃▆█ 50%" in shown
    assert "On track: at this pace" in shown
    assert max(map(len, run(*asked, "table", cwd=made, COLUMNS="60").out.splitlines())) <= 60


def test_metrics_and_scorecards_together_are_refused(tmp_path: Path) -> None:
    made = folder(tmp_path)
    run("check", "m.csv", "--catalogue", made, "--output", "c.json", cwd=made)
    done = run("trend", "m.csv", "c.json", "--catalogue", made, "--lang", "en", cwd=made)
    assert (done.code, "not from both together" in done.err) == (2, True)
    from_card = run("trend", "c.json", "--catalogue", made, "--lang", "en", cwd=made)
    assert (from_card.code, "DX342" in from_card.err) == (0, True)

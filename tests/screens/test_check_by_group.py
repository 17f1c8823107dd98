"""`dxscore check --by group` and `--units-to`: what the command writes, and what it refuses."""

from __future__ import annotations

import csv
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from asked import ask
from pyarrow import parquet

import dxscore
from dxscore.model.schemas import json_schema

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "duc-pho-2025" / "metrics.csv")
GROUPS = ("all-bodies", "town-bodies", "communes")
WAIVERS = """version: 1
waivers:
  - {indicator: CQ-HSCV-XP, reason: bão, document: CV 1, approved_by: CT, from: 2025-01-01, until: 2026-12-31}
"""


def units_in(name: Path) -> list[dict[str, str]]:
    with name.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_json_is_of_its_schema_and_what_the_library_says() -> None:
    said = ask("check", EXAMPLE, "--by", "group", "--format", "json")
    assert said.code == 1, "the gate is that of check"
    document = json.loads(said.out)
    jsonschema.validate(document, json_schema("groups"))
    assert tuple(card["group"] for card in document["groups"]) == GROUPS
    assert dxscore.groups(dxscore.judge(EXAMPLE)).to_json() == said.out


@pytest.mark.parametrize("options", [(), ("--target-year", "all"), ("--waivers", "w.yaml"), ("--strict",)])
def test_the_units_beside_are_those_that_the_groups_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("w.yaml").write_text(WAIVERS, encoding="utf-8")
    ask("check", EXAMPLE, "--by", "group", "--output", "g.json", "--units-to", "u.csv", *options)
    document: dict[str, Any] = json.loads(Path("g.json").read_text("utf-8"))
    units = units_in(Path("u.csv"))
    assert len({(u["indicator"], u["target_by"], u["reporting_unit"]) for u in units}) == len(units)
    for card in (document["whole"], *document["groups"]):
        own = [unit for unit in units if "group" not in card or card["group"] in unit["groups"].split()]
        assert len({unit["reporting_unit"] for unit in own}) == card["units"]
        for result in card["results"]:
            key = (result["indicator"], result["target_by"])
            found = Counter(u["status"] for u in own if (u["indicator"], u["target_by"]) == key)
            counted = {name: count for name, count in result["units"].items() if count and name != "units"}
            assert found == counted
            assert found.total() == result["units"]["units"]


def test_under_a_waiver_groups_are_waived_as_the_whole_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("w.yaml").write_text(WAIVERS, encoding="utf-8")
    found = json.loads(ask("check", EXAMPLE, "--by", "group", "--format", "json", "--waivers", "w.yaml").out)
    for card in (found["whole"], found["groups"][2]):
        (result,) = (r for r in card["results"] if (r["indicator"], r["due"]) == ("CQ-HSCV-XP", True))
        assert (result["status"], result["waived_until"]) == ("waived", "2026-12-31")


def test_csv_and_parquet_of_units_say_the_same(tmp_path: Path) -> None:
    names = [tmp_path / f"u.{kind}" for kind in ("csv", "parquet")]
    for name in names:
        assert ask("check", EXAMPLE, "--units", "none", "--units-to", str(name)).code == 1
    table = parquet.read_table(names[1])
    assert table.schema.metadata[b"dxscore.schema"] == b"dxscore/units/1"
    told, typed = units_in(names[0]), table.to_pylist()
    assert len(told) == len(typed) > 100
    assert list(told[0]) == table.schema.names
    for one, other in zip(told, typed, strict=True):
        for column in ("reporting_unit", "status", "unit_name", "target_by"):
            assert one[column] == other[column]
        for column in ("numerator", "denominator", "value", "gap", "gap_count"):
            wanted = other[column]
            assert one[column] == "" if wanted is None else Decimal(one[column]) == wanted
        assert one["groups"].split() == other["groups"]


def test_for_a_group_its_own_units_are_written(tmp_path: Path) -> None:
    name = tmp_path / "u.csv"
    said = ask("check", EXAMPLE, "--by", "group", "--for", "communes", "--brief", "--units-to", str(name))
    assert "UBND các xã, phường" in said.out and "Tất cả đơn vị" not in said.out
    own = set(dxscore.load_catalogue().units("communes"))
    assert {unit["reporting_unit"] for unit in units_in(name)} <= own


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--by", "group", "--for", "pho-an"), "«pho-an» là một đơn vị"),
        (("--by", "group", "--output", "g.html"), "--by group: không có dạng html"),
        (("--by", "group", "--format", "docx"), "--format"),
        (("--by", "group", "--tasks", "t.csv"), "--tasks"),
        (("--units-to", "u.xlsx"), ".parquet"),
        (("--units-to", "u.csv", "--for", "pho-an"), "--by group"),
        (("--units-to", "u.csv", "--output", "u.csv"), "hai đầu ra"),
        (("--units-to", EXAMPLE), "metrics.csv"),
        (("--by", "pillar"), "body, group"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found = ask("check", EXAMPLE, *asked)
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert not list(tmp_path.iterdir())


def test_a_group_whose_units_owe_nothing_is_told_and_refused() -> None:
    folder = Path(__file__).parents[2] / "examples" / "quang-ngai-96"
    asked = ("check", str(folder / "metrics.csv"), "--catalogue", str(folder), "--by", "group")
    assert "Không có đơn vị nào phải báo cáo số liệu: " in ask(*asked, "--brief", width=400).out
    found = ask(*asked, "--for", "offices")
    assert (found.code, found.out) == (2, "")
    assert "phải báo cáo số liệu" in found.err


def test_where_nothing_can_be_judged_nothing_is_written(tmp_path: Path) -> None:
    name = tmp_path / "empty.csv"
    name.write_text("indicator,reporting_unit,period,numerator,denominator\n", encoding="utf-8")
    units = tmp_path / "u.csv"
    found = ask("check", str(name), "--by", "group", "--units-to", str(units))
    assert (found.code, found.out) == (2, "")
    assert not units.exists()

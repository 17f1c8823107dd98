"""A scorecard file read back: the same scorecard, or refused with the reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from every_kind import catalogue, scorecard, view

from dxscore.errors import ScorecardError
from dxscore.flows.judge import read_scorecard
from dxscore.model.scorecard import Scorecard
from dxscore.model.scorecard_json import read_json
from dxscore.read.catalogue import load
from dxscore.report.machine import json_text

TEXT = json_text(view("en"))


def read_back(text: str | bytes) -> Any:
    return read_json(text.encode() if isinstance(text, str) else text, "old.json", catalogue())


def refusal(text: str | bytes) -> str:
    with pytest.raises(ScorecardError) as caught:
        read_back(text)
    assert "old.json" in caught.value.vi
    return caught.value.en


def changed(change: Callable[[Any], object]) -> str:
    data = json.loads(TEXT)
    change(data)
    return json.dumps(data)


def test_every_kind_of_result_comes_back_as_it_was() -> None:
    again = read_back(TEXT)
    # Findings leave in one language; everything else is the same value.
    assert again.model_copy(update={"findings": scorecard().findings}) == scorecard()
    assert json_text(replace(view("en"), scorecard=again)) == TEXT


def test_keys_that_a_later_version_may_write_are_passed_over() -> None:
    def add(data: Any) -> None:
        data["surplus"] = {"of": "a later version"}
        first(data)["weather"] = {"on": "2025-01", "degrees": 12}
        first(data)["lead"][0]["since"] = 2026

    assert read_back(changed(add)) == read_back(TEXT)


SCHEMA_1 = json.loads((Path(__file__).parents[2] / "schemas" / "scorecard-1.json").read_text("utf-8"))


NEW_REASONS = ("year_not_in_files", "no_base", "base_zero")


def pruned(value: Any, schema: Any) -> Any:
    """`value` without the keys, and the remarks, that `schema` does not have."""
    schema = SCHEMA_1["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if isinstance(value, dict) and "properties" in schema:
        known = schema["properties"]
        return {name: pruned(item, known[name]) for name, item in value.items() if name in known}
    if isinstance(value, list) and "items" in schema:
        allowed = schema["items"].get("enum")
        return [pruned(item, schema["items"]) for item in value if allowed is None or item in allowed]
    return value


def of_the_first_version(data: Any) -> None:
    """As it was written before owners had their ground, and figures their spans."""
    data["schema"] = "dxscore/scorecard/1"
    for item in (*data["results"], *data["gaps"]):
        for key in ("lead", "coordinating"):
            item[key] = [owner["body"] for owner in item[key]]
    for gap in data["gaps"]:  # only the year, as a number
        gap["target_by"] = int(gap["target_by"][:4])
    for name in ("results", "gaps"):
        data[name] = [item for item in data[name] if item["reason"] not in NEW_REASONS]
    kept = pruned(data, SCHEMA_1)
    data.clear()
    data.update(kept)


def test_a_scorecard_of_the_first_version_is_read_with_its_grounds_from_the_catalogue() -> None:
    text = changed(of_the_first_version)
    jsonschema.Draft202012Validator(SCHEMA_1).validate(json.loads(text))
    again, today = read_back(text), read_back(TEXT)

    def kept(card: Scorecard) -> list[tuple[object, ...]]:
        known = [r for r in card.results if r.reason not in NEW_REASONS]
        return [(r.indicator, r.target.by, r.status, r.value, r.lead, r.coordinating) for r in known]

    assert kept(again) == kept(today)


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(results=3),
        lambda d: d.update(gaps=[None, 1]),
        lambda d: first(d).update(lead=[None]),
        lambda d: first(d).update(lead=[{"body": "an"}]),
        lambda d: first(d).update(indicator=["x"]),
        lambda d: first(d).update(lead="an"),
    ],
)
def test_what_is_wrong_in_the_first_version_stays_wrong(change: Callable[[Any], object]) -> None:
    def both(data: Any) -> None:
        of_the_first_version(data)
        change(data)

    assert "wrong shape" in refusal(changed(both))


def first(data: Any) -> Any:
    return data["results"][0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            lambda d: d.update(schema="dxscore/scorecard/3"),
            "it is dxscore/scorecard/3, and this dxscore reads dxscore/scorecard/2",
        ),
        (lambda d: d.update(schema="dxscore/gaps/1"), "it is dxscore/gaps/1"),
        (lambda d: d.pop("schema"), 'it has no "schema"'),
        (lambda d: d.update(plan="elsewhere"), "its plan is elsewhere, not mau"),
        (lambda d: first(d)["lead"][0].update(basis="guessed"), "results[0].lead[0].basis"),
        (lambda d: first(d).update(lead=["duc-pho"]), "results[0].lead[0]"),
        (lambda d: d.pop("results"), "wrong shape in 1 place: results"),
        (lambda d: first(d).update(status="fine"), "results[0].status"),
        (lambda d: first(d).update(due="true"), "results[0].due"),
        (lambda d: first(d).update(value="1E+999999999"), "number 1E+999999999 is too long"),
        (lambda d: first(d).update(value="NaN"), "results[0].value"),
        (lambda d: first(d)["target"].update(threshold="1e999999999"), "1e999999999"),
    ],
)
def test_what_is_refused(change: Callable[[Any], object], reason: str) -> None:
    assert reason in refusal(changed(change))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is not valid JSON (line 1)"),
        ('{"schema": ', "it is not valid JSON (line 1)"),
        ("[]", "it is not a JSON object"),
        ('{"schema": "a", "schema": "b"}', "key schema is there twice"),
        (b"\xff", "it is not UTF-8"),
        ("[" * 100_000, "it is not valid JSON"),
        ('{"a": NaN}', "it is not valid JSON"),
        ('{"a": ' + "9" * 10_000 + "}", "it is not valid JSON"),
        (json.dumps({"schema": "dxscore/scorecard/1\x1b[2J"}), "\\x1b"),
    ],
)
def test_hostile_and_broken_files(text: str | bytes, reason: str) -> None:
    said = refusal(text)
    assert reason in said
    assert "\x1b" not in said


def test_a_duplicate_key_deep_inside_is_refused() -> None:
    assert "key status is there twice" in refusal(
        TEXT.replace('"due": true', '"status": "met", "due": true', 1)
    )


def test_another_catalogue_is_refused_and_a_file_that_is_not_there() -> None:
    with pytest.raises(ScorecardError, match="its plan is mau"):
        read_json(TEXT.encode(), "old.json", load())
    with pytest.raises(ScorecardError) as caught:
        read_scorecard("no-such-file.json", catalogue())
    assert [finding.code for finding in caught.value.findings] == ["DX101"]

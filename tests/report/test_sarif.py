"""SARIF: valid by the published schema, and within the limits of the services that read it."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import jsonschema
import pytest
from every_kind import scorecard, view
from hostile import views
from published import schema

from dxscore.model.place import Place
from dxscore.model.rules import RULES
from dxscore.report.sarif import RESULTS_AT_MOST, sarif_text
from dxscore.report.view import View
from dxscore.words.say import LANGUAGES

ALL = [view("vi"), view("en"), *views("en")]


def run_of(item: View) -> dict[str, Any]:
    log = json.loads(sarif_text(item))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_valid_by_the_published_schema() -> None:
    validator = jsonschema.Draft4Validator(json.loads(schema("sarif-schema-2.1.0.json")))
    for item in ALL:
        assert [error.message for error in validator.iter_errors(json.loads(sarif_text(item)))] == []


@pytest.mark.parametrize("number", range(len(ALL)))
def test_what_services_want(number: int) -> None:
    run = run_of(ALL[number])
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(len(rule["properties"]["tags"]) <= 20 for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        address = location["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"(file:///)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+", address)
    prints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_nothing_is_a_link_or_a_numbered_place() -> None:
    for item in ALL:
        for result in run_of(item)["results"]:
            text = result["message"]["text"]
            assert "](" not in text
            assert not re.search(r"(?<!\{)\{[0-9]+\}(?!\})", text)


def test_findings_and_due_unmet_targets_and_nothing_else() -> None:
    results = run_of(view())["results"]
    held = ("missed", "no_data", "not_assessable", "waived")
    unmet = [r for r in scorecard().results if r.falls_due and r.status in held]
    expected = Counter([f.code for f in scorecard().findings] + [r.indicator for r in unmet])
    assert Counter(result["ruleId"] for result in results) == expected
    levels = {result["ruleId"]: result["level"] for result in results}
    assert levels["CQ-MISSED"] == "error"
    assert {levels["XH-STALE"], levels["CQ-CONTRADICTORY"]} == {"warning"}
    cell = next(r for r in results if r["ruleId"] == "DX203")["locations"][0]
    assert cell["physicalLocation"] == {
        "artifactLocation": {"uri": "n%E1%BB%99p/x%C3%A3%20B%C3%ACnh.csv"},
        "region": {"startLine": 30},
    }


def test_rules_have_help_in_both_languages() -> None:
    rules = {rule["id"]: rule for rule in run_of(view("en"))["tool"]["driver"]["rules"]}
    name = view().catalogue.indicators["XH-STALE"].name
    for lang in LANGUAGES:
        why, said = RULES["DX203"].words("why", lang), name.get(lang)
        assert why in rules["DX203"]["help"]["text"]
        assert said in rules["XH-STALE"]["help"]["text"]
    assert rules["DX203"]["shortDescription"]["text"] == "“…” is not a number"


def test_without_a_file_a_target_stands_in_the_catalogue() -> None:
    bare = View(scorecard().model_copy(update={"inputs": (), "findings": ()}), view().catalogue)
    places = {
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run_of(bare)["results"]
    }
    assert places == {"targets.yaml"}


def test_a_code_of_another_version_is_kept() -> None:
    strange = scorecard().findings[0].model_copy(update={"code": "DX999"})
    item = View(scorecard().model_copy(update={"findings": (strange,)}), view().catalogue)
    assert run_of(item)["results"][0]["ruleId"] == "DX999"


def test_past_the_limit_the_weightiest_stay_and_the_rest_is_said() -> None:
    note = RULES["DX206"].finding(Place("a.csv", row=2), "value", got="82.5", meant="82,5", typed="82,5")
    error = RULES["DX203"].finding(Place("a.csv", row=3), "value", got="abc")
    item = View(
        scorecard().model_copy(update={"findings": (*[note] * RESULTS_AT_MOST, error)}), view().catalogue
    )
    run = run_of(item)
    assert len(run["results"]) == RESULTS_AT_MOST
    levels = Counter(result["level"] for result in run["results"])
    targets = len([r for r in run_of(view())["results"] if not r["ruleId"].startswith("DX")])
    assert levels["note"] == RESULTS_AT_MOST - targets - 1
    assert "DX203" in {result["ruleId"] for result in run["results"]}
    _, told = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"].startswith(f"còn {targets + 1} kết quả nữa")


def test_a_waived_target_is_an_alert_closed_with_its_reason() -> None:
    results = run_of(view("en"))["results"]
    suppressed = {r["ruleId"]: r["suppressions"] for r in results if "suppressions" in r}
    assert list(suppressed) == ["CQ-WAIVED"]
    ((said,),) = suppressed.values()
    assert (said["kind"], said["status"]) == ("external", "accepted")
    assert "Công văn 77/UBND-VX" in said["justification"]

"""A scorecard file read back: the same scorecard, or refused with the reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from every_kind import catalogue, scorecard, view

from dxscore.errors import ScorecardError
from dxscore.read.catalogue import load
from dxscore.read.scorecard import read_scorecard
from dxscore.read.sources import Source, open_source
from dxscore.report.machine import json_text

TEXT = json_text(view("en"))


def read_back(text: str | bytes) -> Any:
    return read_scorecard(Source("old.json", text.encode() if isinstance(text, str) else text), catalogue())


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
    assert json_text(view("en")._replace(scorecard=again)) == TEXT


def first(data: Any) -> Any:
    return data["results"][0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            lambda d: d.update(schema="dxscore/scorecard/2"),
            "it is dxscore/scorecard/2, and this dxscore reads",
        ),
        (lambda d: d.update(schema="dxscore/gaps/1"), "it is dxscore/gaps/1"),
        (lambda d: d.pop("schema"), 'it has no "schema"'),
        (lambda d: d.update(plan="elsewhere"), "its plan is elsewhere, not mau"),
        (
            lambda d: d["catalogue"].update(sha256="1" * 64),
            "another version of the catalogue (sha256 111111111111",
        ),
        (lambda d: d.update(surplus=1), "wrong shape in 1 places: surplus"),
        (lambda d: d.update(schema_="x"), "wrong shape"),
        (lambda d: d.pop("results"), "wrong shape in 1 places: results"),
        (lambda d: first(d).update(status="fine"), "results[0].status"),
        (lambda d: first(d).update(due="true"), "results[0].due"),
        (lambda d: first(d).update(value="1E+999999999"), "number 1E+999999999 is too long"),
        (lambda d: first(d).update(value="NaN"), "results[0].value"),
        (lambda d: first(d).update(indicator="NO-SUCH"), "NO-SUCH"),
        (lambda d: first(d).update(pillar="XX"), "the catalogue does not have CQ-MISSED (XX)"),
        (lambda d: first(d)["units"][0].update(reporting_unit="nobody"), "nobody"),
        (lambda d: first(d)["target"].update(threshold="70.5"), "70.5"),
        (lambda d: first(d)["target"].update(threshold="1e999999999"), "1e999999999"),
        (lambda d: d["gaps"][0].update(indicator="NO-SUCH"), "NO-SUCH"),
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
        read_scorecard(Source("old.json", TEXT.encode()), load())
    with pytest.raises(ScorecardError) as caught:
        read_scorecard(open_source("no-such-file.json"), catalogue())
    assert [finding.code for finding in caught.value.findings] == ["DX101"]

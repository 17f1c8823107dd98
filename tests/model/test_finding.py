"""Findings are made from rules, with a stranger's text made safe."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from dxscore.model.finding import SHOWN_AT_MOST, Finding
from dxscore.model.place import Place
from dxscore.words.text import Text
from made_rules import made_rule

RULE = made_rule(
    "DX999",
    "warning",
    message=("“{got}” không có ở {where}", "no “{got}” in {where}"),
    remedy=("sửa {got}", "mend {got}"),
)


def test_a_finding_has_the_rules_words_and_its_own_place() -> None:
    finding = RULE.finding(
        Place("m.csv", row=12, cell=3), "value", got="x", where=Text(vi="bảng", en="table")
    )
    assert finding.model_dump() == {
        "code": "DX999",
        "severity": "warning",
        "file": "m.csv",
        "sheet": None,
        "row": 12,
        "position": 3,
        "column": "value",
        "message": "“x” không có ở bảng",
        "remedy": "sửa x",
    }
    assert (finding.message.en, finding.remedy.en) == ("no “x” in table", "mend x")


def test_a_finding_without_a_place() -> None:
    finding = RULE.finding(Place("-"), got=1, where="")
    assert (finding.row, finding.position, finding.column) == (None, None, None)


def test_a_strangers_text_is_cut_and_cannot_act() -> None:
    finding = RULE.finding(Place("m.csv"), got="\x1b]0;x\x07" + "y" * 500, where="")
    assert "\x1b" not in finding.message.vi and "\\x1b" in finding.message.vi
    assert len(finding.message.en) < SHOWN_AT_MOST + 30


def test_a_strangers_braces_are_only_text() -> None:
    assert (
        RULE.finding(Place("m.csv"), got="{where}{0.__class__}", where="w").message.en
        == "no “{where}{0.__class__}” in w"
    )


def test_the_language_is_chosen_when_it_leaves() -> None:
    finding = RULE.finding(Place("m.csv"), got="x", where="w")
    assert finding.model_dump(context={"lang": "en"})["message"] == "no “x” in w"
    assert finding.model_dump(context={"lang": "vi"})["message"] == finding.model_dump()["message"]


def test_one_language_is_read_back_as_both() -> None:
    finding = RULE.finding(Place("m.csv"), got="x", where="w")
    again = Finding.model_validate(finding.model_dump(context={"lang": "en"}))
    assert again.message == Text(vi="no “x” in w", en="no “x” in w")
    assert again.message.get("vi") == again.message.get("en")


def test_a_catalogue_names_the_language_of_its_words_and_needs_no_english() -> None:
    for bare in ("one", {"en": "one"}, {"vi": ""}, {"vi": "một", "en": ""}):
        with pytest.raises(ValidationError):
            Text.model_validate(bare, context={"by_language": True})
    assert Text.model_validate({"vi": "một", "en": "one"}, context={"by_language": True}).en == "one"
    for missing in ({"vi": "một"}, {"vi": "một", "en": None}):
        assert Text.model_validate(missing, context={"by_language": True}) == Text(vi="một", en="một")


def test_findings_do_not_change() -> None:
    finding = RULE.finding(Place("m.csv"), got="x", where="w")
    with pytest.raises(ValidationError):
        finding.row = 3  # type: ignore[misc]


def test_a_later_version_may_say_more_of_a_finding() -> None:
    finding = RULE.finding(Place("m.csv"), got="x", where="w")
    written = finding.model_dump()
    assert Finding.model_validate(written | {"extra": 1}) == Finding.model_validate(written)


def test_figures_are_written_as_each_language_writes_them() -> None:
    figured = made_rule("DX998", "note", message=("{n}", "{n}"), remedy=("{n}", "{n}"))

    def told(value: object) -> tuple[str, str]:
        message = figured.finding(Place("m.csv"), n=value).message
        return message.vi, message.en

    assert told(Decimal("12008.5")) == ("12.008,5", "12,008.5")
    assert told(Decimal("0.825")) == ("0,825", "0.825")
    assert told(200_000) == ("200.000", "200,000")
    assert told(2025) == ("2025", "2025")  # a year
    assert told("0.825") == ("0.825", "0.825")  # as typed

"""points.yaml: read right, or refused with every fault at its place, all at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from points_sets import CATALOGUE, EXAMPLE, SET_766, contents, criterion, written

from dxscore.errors import PointsError
from dxscore.model.finding import Finding
from dxscore.model.points_rules import RULE_KEYS
from dxscore.points.reader import read_set
from dxscore.points.taken import taken

SHARE = {"max": 6, "share": {"none_arising": "zero"}}


def faults(folder: Path, data: Any) -> tuple[Finding, ...]:
    with pytest.raises(PointsError) as caught:
        read_set(written(folder, data), CATALOGUE)
    errors = tuple(f for f in caught.value.findings if f.severity == "error")
    assert str(len(errors)) in caught.value.vi
    return errors


def test_the_shipped_set_is_sound_and_says_where_it_comes_from() -> None:
    placed, notes = read_set(SET_766, CATALOGUE)
    assert notes == ()
    assert (placed.set.id, len(placed.criteria), placed.set.left_out) == ("766", 23, "keep_max")
    assert all(one.source is not None for one in placed.criteria)
    assert "không phải văn bản pháp luật" in " ".join(placed.set.remarks[0].vi.split())


def test_the_illustrative_set_uses_every_rule_key() -> None:
    placed, _ = read_set(EXAMPLE / "points.yaml", CATALOGUE)
    assert placed.set.illustrative
    rules = [each.rule for one in placed.criteria for each in taken(one, placed.set)]
    assert {rule.key for rule in rules} == set(RULE_KEYS)


@pytest.mark.parametrize(
    ("rule", "code", "words"),
    [
        ({"max": 6}, "DX601", "no key"),
        ({**SHARE, "given": {}}, "DX601", "share, given"),
        ({"max": 6, "done": None}, "DX601", "no key"),
        ({"max": 6, "steps": [{"at_least": None, "points": 3}]}, "DX605", "no key"),
        ({"max": 6, "shares": {}}, "DX421", "did you mean share"),
        ({"max": 6, "share": {}}, "DX602", "denominator of 0"),
        ({"max": 6, "share": {"none_arising": "nothing"}}, "DX423", "nothing"),
        ({"share": {"none_arising": "zero"}}, "DX420", "max"),
        ({"max": 6, "share": {"full_at": 0, "none_arising": "zero"}}, "DX425", "> 0"),
        ({"max": 6, "share": {"full_at": "80%", "none_arising": "zero"}}, "DX422", "a number"),
        ({"max": 6, "share": {"nothing_below": 90, "full_at": 80, "none_arising": "zero"}}, "DX611", "90"),
        ({"max": 6, "share": {"none_arising": "left_out"}}, "DX612", "left out"),
        ({"max": 6, "steps": [{"points": 3}]}, "DX605", "no key"),
        ({"max": 6, "steps": [{"at_least": 1, "at_most": 2, "points": 3}]}, "DX605", "at_least, at_most"),
        ({"max": 6, "steps": [{"at_least": 3, "points": 6}, {"at_most": 1, "points": 2}]}, "DX606", "both"),
        ({"max": 6, "steps": [{"at_least": 3, "points": 6}, {"at_least": 3, "points": 2}]}, "DX607", "line"),
        ({"max": 6, "steps": [{"at_least": 3, "points": 7}]}, "DX608", "7"),
        ({"each": {"points": 1}}, "DX609", "max"),
        ({"each": {"points": -1}}, "DX609", "min"),
        ({"max": 6, "late": [{"up_to_days": 5, "keep": 1}, {"up_to_days": 0, "keep": 1}]}, "DX610", "order"),
        ({"max": 6, "late": [{"up_to_days": 5, "keep": "1/2"}], "later": 1}, "DX610", "order"),
        ({"max": 6, "levels": {"head": 2}}, "DX425", "≤ 1"),
        ({"max": 6, "levels": {"head": "one half"}}, "DX422", "a number"),
        ({"max": 6, "done": {"of": "HSS"}}, "DX430", "did you mean HS"),
        ({"max": 6, "done": {"of": "HS"}}, "DX616", "share"),
        (
            {"max": 6, "indicator": "HS", "steps": [{"at_least": 50, "points": 6}]},
            "DX602",
            "denominator of 0",
        ),
        ({**SHARE, "bonus": True, "deduction": True}, "DX615", "both"),
        ({**SHARE, "group": "G"}, "DX430", "G"),
        ({"max": 6, "parts": [{"max": 3, "share": {}}]}, "DX602", "denominator of 0"),
        ({"max": 6, "parts": []}, "DX426", "at least 1"),
    ],
)
def test_a_fault_in_a_rule_is_said_at_its_place(
    tmp_path: Path, rule: dict[str, Any], code: str, words: str
) -> None:
    found = faults(tmp_path, contents(criterion(**rule)))
    mine = [finding for finding in found if finding.code == code]
    assert mine, [(finding.code, finding.message.en) for finding in found]
    assert words in mine[0].message.en
    assert mine[0].row is not None and mine[0].position is not None
    assert str(mine[0].column).startswith(("criteria[0]", "set"))


@pytest.mark.parametrize(
    ("own", "code", "words"),
    [
        ({"groups": [{"id": "G", "name": "Nhóm", "max": 7}]}, "DX603", "add up to 6"),
        ({"max": 7, "groups": [{"id": "G", "name": "Nhóm"}]}, "DX604", "add up to 6"),
        ({"bands": [{"name": "a", "at_least": 5}, {"name": "b", "at_least": 5}]}, "DX613", "5"),
        ({"valid_from": 2027, "valid_to": 2026}, "DX614", "2026"),
        ({"scored_for": "cac-xaa"}, "DX430", "did you mean cac-xa"),
        ({"caps": [{"when": {"criterion": "B", "less_than": 1}, "total_at_most": 3}]}, "DX430", "B"),
        ({"caps": [{"when": {"criterion": "A"}, "total_at_most": 3}]}, "DX605", "no key"),
        ({"rounding": {"each": -1}}, "DX425", "≥ 0"),
        ({"stages": ["computed", "checked"]}, "DX423", "checked"),
        ({"round": 2}, "DX421", "round"),
    ],
)
def test_a_fault_in_the_set_is_said_at_its_place(
    tmp_path: Path, own: dict[str, Any], code: str, words: str
) -> None:
    groups = {"group": "G"} if "groups" in own else {}
    found = faults(tmp_path, contents(criterion(**SHARE, **groups), **own))
    mine = [finding for finding in found if finding.code == code]
    assert mine, [(finding.code, finding.message.en) for finding in found]
    assert words in mine[0].message.en and mine[0].row is not None


def test_all_faults_of_all_kinds_are_said_at_once(tmp_path: Path) -> None:
    data = contents(
        criterion(**SHARE, colour="red"),
        {"id": "A", "name": "again", "max": 3, "done": {"of": "nobody"}},
        {"id": "B", "name": "b", "max": "six", "given": {}},
        max=99,
    )
    codes = sorted({finding.code for finding in faults(tmp_path, data)})
    assert codes == ["DX421", "DX422", "DX430", "DX431"]


def test_a_file_that_is_none_is_refused_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(PointsError) as caught:
        read_set(tmp_path / "none.yaml", CATALOGUE)
    assert [finding.code for finding in caught.value.findings] == ["DX600"]
    assert {f.code for f in faults(tmp_path, "version: 1\nset: [\n")} == {"DX404"}
    assert {f.code for f in faults(tmp_path, "- 1\n")} == {"DX422"}


def test_hostile_text_of_a_set_is_only_shown(tmp_path: Path) -> None:
    data = contents(criterion(**SHARE, **{"\x1b[31m::error::": 1}))
    found = faults(tmp_path, data)
    assert all("\x1b" not in finding.message.vi for finding in found)


def test_names_may_be_plain_words_and_the_id_a_number(tmp_path: Path) -> None:
    placed, notes = read_set(written(tmp_path, contents(criterion(**SHARE), id=766)), CATALOGUE)
    assert (placed.set.id, placed.criteria[0].name.en) == ("766", "Tiêu chí A")
    assert [note.code for note in notes] == ["DX617"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_set_that_somebody_broke_is_read_or_refused_and_never_breaks_the_program(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole: Any = yaml.safe_load((EXAMPLE / "points.yaml").read_text(encoding="utf-8"))
    holder: Any = whole["set"] if data.draw(st.booleans()) else data.draw(st.sampled_from(whole["criteria"]))
    key: Any = data.draw(st.sampled_from(sorted(holder)))
    if isinstance(holder[key], dict) and holder[key] and data.draw(st.booleans()):
        holder = holder[key]
        key = data.draw(st.sampled_from(sorted(holder)))
    holder[key] = data.draw(st.sampled_from([None, True, 0, -1, 1.5, "x", "1/2", [], {}, [1], ["A", "B"]]))
    folder = tmp_path_factory.mktemp("broken")
    try:
        placed, _ = read_set(written(folder, whole), CATALOGUE)
    except PointsError as error:
        assert all(finding.row is not None for finding in error.findings)
    else:
        assert placed.criteria

"""What stays the same of a finding from run to run."""

from __future__ import annotations

from every_kind import scorecard

from dxscore.model.finding import Finding
from dxscore.model.place import Place
from dxscore.model.rules import RULES
from dxscore.report.annotations import finding_fingerprints, target_fingerprint
from dxscore.words.text import Text


def findings(file: str = "a.csv", *, down: int = 0) -> list[Finding]:
    """Three faults, one of which points at another row; `down` rows further down."""
    return [
        RULES["DX203"].finding(Place(file, row=5 + down, cell=4), "numerator", got="abc"),
        RULES["DX304"].finding(Place(file, row=7 + down), other=f"{file}:{6 + down}"),
        RULES["DX203"].finding(Place(file, row=9 + down, cell=4), "numerator", got="abc"),
    ]


def test_rows_put_in_above_change_nothing() -> None:
    assert finding_fingerprints(findings(down=12)) == finding_fingerprints(findings())


def test_a_finding_that_goes_leaves_the_others_as_they_were() -> None:
    first, _, _ = finding_fingerprints(findings())
    assert finding_fingerprints(findings()[:1]) == (first,)


def test_equal_findings_are_told_apart_by_their_order() -> None:
    first, other, third = finding_fingerprints(findings())
    assert first.endswith(":1")
    assert third == first.removesuffix(":1") + ":2"
    assert other.split(":")[0] != first.split(":")[0]


def test_file_sheet_column_code_and_words_each_make_a_difference() -> None:
    base = findings()[0]
    others = [
        base.model_copy(update={"file": "b.csv"}),
        base.model_copy(update={"column": "denominator"}),
        base.model_copy(update={"sheet": "Biểu 1"}),
        base.model_copy(update={"code": "DX204"}),
        base.model_copy(update={"message": Text(vi="khác", en=base.message.en)}),
    ]
    digests = {item.split(":")[0] for item in finding_fingerprints([base, *others])}
    assert len(digests) == 6


def test_the_way_a_file_is_named_and_english_words_make_none() -> None:
    base = findings()[0]
    same = [
        base.model_copy(update={"file": "./a.csv"}),
        base.model_copy(update={"message": Text(vi=base.message.vi, en="other words")}),
        base.model_copy(update={"remedy": Text(vi="khác", en="other"), "position": 9}),
    ]
    assert len({item.split(":")[0] for item in finding_fingerprints([base, *same])}) == 1
    absolute = base.model_copy(update={"file": "/r/a.csv"})
    assert finding_fingerprints([absolute], "/r") == finding_fingerprints([base])


def test_a_target_keeps_its_own_whatever_its_verdict() -> None:
    results = scorecard().results
    assert len({target_fingerprint("p", result) for result in results}) == len(results)
    changed = results[0].model_copy(update={"status": "met", "value": None})
    assert target_fingerprint("p", changed) == target_fingerprint("p", results[0])
    assert target_fingerprint("q", results[0]) != target_fingerprint("p", results[0])

"""JSON by the quick writer and by Python's own: the same text, or the quick one steps aside."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dxscore.model import rules
from dxscore.model.json_document import _quickly, json_document
from dxscore.model.place import Place
from dxscore.model.scorecard import (
    CatalogueRef,
    Coverage,
    InputFile,
    Result,
    Scorecard,
    Summary,
    TargetRef,
    TargetSource,
    UnitResult,
)
from dxscore.words.say import Language

AWKWARD = [
    '": 1e5',
    "1e5",
    "NaN",
    "\ud800",
    "\x00\x1f\x7f\x85\u2028",
    '\\": 0.00001',
    "##vso[",
    "đ\u0323",
    "",
]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(AWKWARD)
DATA = st.recursive(LEAVES, lambda of: st.lists(of) | st.dictionaries(st.text(), of), max_leaves=20)


@given(DATA)
@example(1e-5)
@example(1e16)
@example(123456789012345680.0)
@example(-0.0)
@example(10**40)
@example({"a": [], "b": {}, "c": [[], {}]})
def test_the_quick_writer_says_the_same_or_nothing(data: object) -> None:
    quick = _quickly(data)
    assert quick is None or quick == json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2)


@pytest.mark.parametrize("data", [float("nan"), [float("inf")], {"a": {"b": -float("inf")}}])
def test_what_is_no_number_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_document(data)


@pytest.mark.parametrize("data", [{"a": [1, "hai", None, True, 0.25]}, [{"x": "1e5"}], "đạt"])
def test_ordinary_data_goes_the_quick_way(data: object) -> None:
    assert _quickly(data) is not None


@given(
    st.text() | st.sampled_from(AWKWARD),
    st.integers(),
    st.floats(0, 100) | st.sampled_from([1e-5, 99.99999, 0.0001]),
    st.sampled_from(["vi", "en"]),
)
@example("\ud800", 10**40, 93.1, "vi")
@example("1e5", 0, 1e-05, "en")
def test_a_scorecard_is_written_as_its_data_is(text: str, count: int, score: float, lang: Language) -> None:
    unit = UnitResult.model_construct(
        reporting_unit=text, status="missed", gap_count=count, closes=date(2025, 12, 14), gap=Decimal("1E-7")
    )
    source = TargetSource.model_construct(document=text, section=text)
    wanted = TargetRef.model_construct(by=2025, comparator="at_least", threshold="80", source=source)
    coverage = Coverage.model_construct(reported=0, expected=1, missing=(text,))
    said: dict[str, Any] = dict.fromkeys(n for n, one in Result.model_fields.items() if one.is_required())
    said |= {"indicator": text, "pillar": "P", "target": wanted, "status": "missed", "due": True}
    result = Result.model_construct(None, **{**said, "coverage": coverage, "units": (unit,)})
    finding = rules.NO_EVIDENCE.finding(Place(text, row=2))
    inputs = (InputFile.model_construct(file=text, sha256="0", rows=1),)
    counts: dict[str, Any] = dict.fromkeys(Summary.model_fields, 0)
    summary = Summary.model_construct(None, **{**counts, "score": score})
    card = Scorecard.model_construct(
        plan="nuoc",
        as_of=date(2025, 12, 14),
        catalogue=CatalogueRef.model_construct(sha256="0"),
        inputs=inputs,
        summary=summary,
        pillars=(),
        results=(result,),
        gaps=(),
        findings=(finding,),
    )
    for each in (card, card.with_units("none"), card.with_units("worst")):
        assert each.to_json(lang) == json_document(each.to_data(lang))


def test_the_summary_alone_has_floats() -> None:
    """They are what the two writers may write otherwise."""
    schema = Scorecard.model_json_schema(mode="serialization")
    parts = {**schema.pop("$defs"), "Scorecard": schema}
    assert [name for name, part in parts.items() if '"type": "number"' in json.dumps(part)] == ["Summary"]

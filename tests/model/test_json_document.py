"""JSON by the quick writer and by Python's own: the same text, or the quick one steps aside."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dxscore.model.json_document import _quickly, json_document

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

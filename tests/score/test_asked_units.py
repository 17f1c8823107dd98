"""A unit or a group named: an id means what it is the id of, whatever it looks like as words."""

from __future__ import annotations

import pytest
from builders import catalogue, indicator

from dxscore.errors import RequestError
from dxscore.flows.asked import reporting_unit
from dxscore.model.assignments import AssignmentsFile
from dxscore.model.loaded import Catalogue


@pytest.fixture(scope="module")
def plan() -> Catalogue:
    """Communes and hamlets; the id of a group of hamlets reads as the name of a commune: 'thôn A'."""
    made = catalogue(indicator(reported_by="all"), communes=("a", "a1", "a2", "b1"))
    groups = [
        {"id": "thon-a", "name": {"vi": "Các thôn xã A", "en": "Hamlets of A"}, "members": ["a1", "a2"]},
        {"id": "all", "name": {"vi": "Tất cả", "en": "All"}, "members": ["thon-a", "b1"]},
    ]
    said = made.assignments.model_dump(by_alias=True, exclude_none=True) | {"groups": groups}
    return Catalogue(made.targets, AssignmentsFile.model_validate(said), "0" * 64)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("thon-a", "thon-a"), ("Các thôn xã A", "thon-a"), ("all", "all"), ("a1", "a1"), ("Xã a1", "a1")],
)
def test_ids_come_before_names(plan: Catalogue, typed: str, meant: str) -> None:
    assert reporting_unit("--for", plan, typed, or_group=True) == meant


def test_a_group_is_no_unit_where_only_units_are_asked_for(plan: Catalogue) -> None:
    with pytest.raises(RequestError):
        reporting_unit("--for", plan, "thon-a")

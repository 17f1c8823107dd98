"""What the models of a catalogue refuse by themselves, and the look-ups of a loaded one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from dxscore.model.assignments import AssignmentsFile
from dxscore.model.catalogue import Indicator, Pillar, Target, TargetsFile
from dxscore.model.loaded import Catalogue

SOURCE = {"document": "KH", "section": "II", "wording": "…"}
WORDS = {"vi": "v", "en": "e"}


def target(**said: Any) -> dict[str, Any]:
    return {"source": SOURCE, **said}


@pytest.mark.parametrize(
    ("said", "comparator", "bounds"),
    [
        ({"at_least": "0.5"}, "at_least", (Decimal("0.5"),)),
        ({"more_than": 80}, "more_than", (Decimal(80),)),
        ({"at_most": 0}, "at_most", (Decimal(0),)),
        ({"less_than": 10}, "less_than", (Decimal(10),)),
        ({"exactly": 5}, "exactly", (Decimal(5),)),
        ({"between": ["2", "2"]}, "between", (Decimal(2), Decimal(2))),
        ({"done": True}, "done", ()),
    ],
)
def test_comparator_and_bounds(said: dict[str, Any], comparator: str, bounds: tuple[Decimal, ...]) -> None:
    model = Target.model_validate(target(by=2025, **said))
    assert (model.comparator, model.bounds) == (comparator, bounds)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"by": 2025}, "exactly one comparator is wanted, not none"),
        ({"by": 2025, "at_least": 1, "at_most": 2}, "not at_least, at_most"),
        ({"at_least": 1}, "either by: YEAR or every: year"),
        ({"by": 2025, "every": "year", "from": 2024, "at_least": 1}, "either by: YEAR or every: year"),
        ({"every": "year", "at_least": 1}, "wants from: YEAR"),
        ({"by": 2025, "from": 2024, "at_least": 1}, "wants from: YEAR"),
        ({"by": 2025, "between": [3, 2]}, "wants a ≤ b"),
        ({"by": 2025, "at_least": True}, "a number is wanted"),
        ({"by": 2025, "at_least": "1_000"}, "a number is wanted"),
        ({"by": 2025, "at_least": "８０"}, "a number is wanted"),
        ({"by": 2025, "at_least": "nan"}, "a number is wanted"),
        ({"by": 2025, "done": False}, "Input should be True"),
        ({"by": 1900, "at_least": 1}, "greater than or equal to 1975"),
        ({"by": "2025", "at_least": 1}, "valid integer"),
    ],
)
def test_targets_that_cannot_be(said: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Target.model_validate(target(**said))


def indicator(**said: Any) -> dict[str, Any]:
    return {
        "id": "X",
        "pillar": "P",
        "name": WORDS,
        "measure": "number",
        "unit_of_measure": "number",
        "reported_by": "all",
        "targets": [target(by=2025, at_least=1)],
        **said,
    }


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"measure": "share"}, "a share wants numerator, denominator and counted_in"),
        ({"measure": "yes_no"}, "done: true goes with measure: yes_no"),
        ({"targets": [target(by=2025, done=True)]}, "done: true goes with measure: yes_no"),
        ({"targets": []}, "at least 1 item"),
    ],
)
def test_indicators_that_cannot_be(said: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Indicator.model_validate(indicator(**said))


@pytest.mark.parametrize(("minimum", "adds"), [(None, False), ("-1", False), ("0", True), ("1", True)])
def test_what_can_only_add_up(minimum: str | None, adds: bool) -> None:
    assert Indicator.model_validate(indicator(minimum=minimum)).only_adds_up is adds


def test_a_weight_is_above_nothing() -> None:
    assert Pillar.model_validate({"id": "P", "name": WORDS}).weight == 1
    with pytest.raises(ValidationError):
        Pillar.model_validate({"id": "P", "name": WORDS, "weight": 0})


def loaded() -> Catalogue:
    def served(basis: str) -> list[dict[str, str]]:
        return [{"indicator": "X", "basis": basis}]

    duty = {"title": WORDS, "source": SOURCE, "bodies": ["town"], "kind": "measured", "frequency": "yearly"}
    task = {"title": WORDS, "source": SOURCE, "lead": ["town"], "from": 2024}
    return Catalogue(
        TargetsFile.model_validate(
            {
                "version": 1,
                "plan": {"id": "p", "name": WORDS, "place": WORDS, "reporting_calendar": "calendar"},
                "documents": [{"id": "KH", "number": "1", "issuer": WORDS, "issued": 2024, "title": WORDS}],
                "pillars": [{"id": "P", "name": WORDS}],
                "indicators": [indicator(), indicator(id="Y", reported_by="town"), indicator(id="Z")],
            }
        ),
        AssignmentsFile.model_validate(
            {
                "version": 1,
                "bodies": [
                    {"id": name, "name": {"vi": name, "en": name.upper()}, "kind": "commune"}
                    for name in ("town", "an", "binh")
                ],
                "groups": [
                    {"id": "communes", "name": WORDS, "members": ["binh", "an"]},
                    {"id": "all", "name": WORDS, "members": ["town", "communes", "an"], "total": "town"},
                ],
                "tasks": [
                    {**task, "id": "T1", "serves": served("inferred")},
                    {**task, "id": "T2", "serves": served("stated")},
                    {**task, "id": "T3", "serves": [{"indicator": "Z", "basis": "inferred"}]},
                ],
                "duties": [{**duty, "id": "D1", "serves": served("stated")}],
            }
        ),
        "0" * 64,
    )


def test_groups_of_groups_name_each_body_once() -> None:
    catalogue = loaded()
    assert catalogue.units("all") == ("town", "binh", "an")
    assert catalogue.units("an") == ("an",)
    assert catalogue.reporting_units("X") == ("town", "binh", "an")
    assert catalogue.reporting_units("Y") == ("town",)
    assert (catalogue.total_unit("X"), catalogue.total_unit("Y")) == ("town", None)


def test_stated_ties_go_before_inferred_ones() -> None:
    catalogue = loaded()
    assert [item.id for item in catalogue.serving("X")] == ["T2", "D1"]
    assert [item.id for item in catalogue.serving("Z")] == ["T3"]
    assert catalogue.serving("Y") == ()


def test_everything_by_its_id() -> None:
    catalogue = loaded()
    assert list(catalogue.indicators) == ["X", "Y", "Z"]
    assert (list(catalogue.pillars), list(catalogue.documents)) == (["P"], ["KH"])
    assert list(catalogue.bodies) == ["town", "an", "binh"]
    assert (list(catalogue.tasks), list(catalogue.duties)) == (["T1", "T2", "T3"], ["D1"])
    assert (catalogue.name("an").en, catalogue.name("all").vi) == ("AN", "v")

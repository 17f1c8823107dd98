"""The scorecard as it leaves: JSON and back, and as a table."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import jsonschema
import pytest
from pydantic import ValidationError

from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.place import Place
from dxscore.model.schemas import SCHEMA_NAMES, VERSIONS, json_schema
from dxscore.model.scorecard import (
    CatalogueRef,
    Coverage,
    Gap,
    InputFile,
    Owner,
    Pillar,
    Result,
    Scorecard,
    Summary,
    TargetRef,
    TargetSource,
    UnitResult,
)
from dxscore.model.scorecard_json import read_json

SOURCE = TargetSource(document="KH-2024", section="II.1.1")
AT_LEAST = TargetRef(by=2025, comparator="at_least", threshold="70", source=SOURCE)
BETWEEN = TargetRef(by=2025, every="year", comparator="between", threshold=("20", "30.5"), source=SOURCE)
DONE = TargetRef(by=2030, comparator="done", threshold=None, source=SOURCE)
FINDINGS: tuple[Finding, ...] = (
    rules.PART_OVER_WHOLE.finding(
        Place("m.csv", row=12), "numerator", numerator=11, denominator=10, counted_in="hồ sơ"
    ),
)
MISSED = Result(
    indicator="CQ-HSCV-XP",
    pillar="CQ",
    target=AT_LEAST,
    due=True,
    period="2025",
    numerator=Decimal("9787"),
    denominator=Decimal("15010"),
    value=Decimal("65.203198"),
    status="missed",
    remarks=("mixed_periods",),
    exceeded=False,
    provisional=True,
    margin=Decimal("-4.796802"),
    gap=Decimal("4.796802"),
    gap_count=720,
    achievement=Decimal("0.931474"),
    coverage=Coverage(reported=14, expected=15, missing=("pho-nhon",)),
    units=(UnitResult(reporting_unit="pho-hoa", period="2025-Q4", value=Decimal("1E+2"), status="met"),),
    tasks=("NV-4a", "NV-4b"),
    lead=(Owner(body="vh-tt", basis="stated"), Owner(body="communes", basis="inferred")),
    coordinating=(Owner(body="tc-kh", basis="stated"),),
)
EMPTY = Result(
    indicator="XH-PHOCAP",
    pillar="XH",
    target=DONE,
    due=False,
    status="no_data",
    reason="not_reported",
    exceeded=False,
    provisional=False,
    coverage=Coverage(reported=0, expected=1, missing=("duc-pho",)),
)
COUNTS = {
    "targets": 3,
    "due": 1,
    "met_due": 0,
    "met": 1,
    "missed": 1,
    "pending": 0,
    "no_data": 1,
    "not_assessable": 0,
    "not_applicable": 0,
    "provisional": 1,
}
CARD = Scorecard(
    plan="duc-pho",
    as_of=date(2025, 12, 14),
    catalogue=CatalogueRef(sha256="0" * 64),
    inputs=(InputFile(file="m.csv", sha256="1" * 64, rows=300),),
    summary=Summary(**COUNTS, coverage=0.9333, score=93.1, score_low=93.1, score_high=None),
    pillars=(Pillar(id="CQ", **COUNTS),),
    results=(MISSED, MISSED.model_copy(update={"target": BETWEEN, "reporting_unit": "pho-hoa"}), EMPTY),
    gaps=(
        Gap(
            indicator="CQ-HSCV-XP",
            target_by="2025",
            status="missed",
            gap=Decimal("4.796802"),
            gap_count=720,
            lead=(Owner(body="vh-tt", basis="stated"),),
            coordinating=(),
            worst_units=("pho-hoa",),
        ),
    ),
    findings=FINDINGS,
)


def written(card: Scorecard, lang: str = "vi") -> str:
    return card.model_dump_json(by_alias=True, context={"lang": lang})


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_json_and_back_to_the_same_json(lang: str) -> None:
    text = written(CARD, lang)
    again = Scorecard.model_validate_json(text)
    assert written(again, lang) == text
    assert again.model_copy(update={"findings": CARD.findings}) == CARD


def test_decimals_travel_as_plain_strings() -> None:
    result = json.loads(written(CARD))["results"][0]
    assert {name: result[name] for name in ("numerator", "value", "margin", "gap", "achievement")} == {
        "numerator": "9787",
        "value": "65.203198",
        "margin": "-4.796802",
        "gap": "4.796802",
        "achievement": "0.931474",
    }
    assert (result["gap_count"], result["units"][0]["value"]) == (720, "100")
    assert (result["reporting_unit"], result["outlook"], result["reason"]) == (None, None, None)


def test_the_shape_names_itself_first() -> None:
    assert written(CARD).startswith('{"schema":"dxscore/scorecard/2","dxscore":null,"plan":"duc-pho",')
    found = [result["target"]["threshold"] for result in json.loads(written(CARD))["results"]]
    assert found == ["70", ["20", "30.5"], None]


def test_only_findings_change_with_the_language() -> None:
    vietnamese, english = (json.loads(written(CARD, lang)) for lang in ("vi", "en"))
    assert vietnamese.pop("findings") != english.pop("findings")
    assert vietnamese == english


def test_json_keeps_to_its_own_schema() -> None:
    validator = jsonschema.Draft202012Validator(json_schema("scorecard"))
    document = json.loads(written(CARD))
    validator.validate(document)
    document["results"][0]["status"] = "fine"
    assert not validator.is_valid(document)


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_schemas_are_sound_and_name_themselves(name: str) -> None:
    schema = json_schema(name)  # type: ignore[arg-type]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:dxscore:{name}:{VERSIONS[name]}"  # type: ignore[index]
    for definition in (schema, *schema.get("$defs", {}).values()):
        assert definition["description"]
        for key, field in definition.get("properties", {}).items():
            # A field that says no more than the shape it refers to is described there.
            assert field.get("description") or "$ref" in field, key


def test_a_gap_of_an_earlier_version_keeps_its_finer_deadline() -> None:
    document = json.loads(written(CARD))
    gap = document["gaps"][0] if document["gaps"] else pytest.fail("a gap is wanted")
    gap |= {"target_by": 2025, "target_at": "2025-Q2"}
    assert read_json(json.dumps(document).encode(), "old.json").gaps[0].target_by == "2025-Q2"


def test_another_shape_is_refused() -> None:
    document = json.loads(written(CARD))
    with pytest.raises(ValidationError):
        Scorecard.model_validate(document | {"schema": "dxscore/scorecard/3"})


def test_keys_that_this_version_does_not_know_are_passed_over() -> None:
    document = json.loads(written(CARD))
    assert Scorecard.model_validate(document | {"surplus": 1}) == Scorecard.model_validate(document)


def test_to_frame() -> None:
    frame = CARD.to_frame()
    assert frame.shape[0] == 3
    assert list(frame["indicator"]) == ["CQ-HSCV-XP", "CQ-HSCV-XP", "XH-PHOCAP"]
    first = frame.iloc[0]
    assert isinstance(first["value"], Decimal)
    assert first["value"] == Decimal("65.203198")
    assert (first["target_by"], first["comparator"], first["threshold"]) == ("2025", "at_least", "70")
    assert (first["reported"], first["expected"]) == (14, 15)
    assert (first["tasks"], first["lead"], first["coordinating"]) == (
        "NV-4a; NV-4b",
        "vh-tt; communes",
        "tc-kh",
    )
    assert (first["lead_basis"], first["coordinating_basis"]) == ("stated; inferred", "stated")
    assert first["remarks"] == "mixed_periods"
    assert list(frame["threshold"].where(frame["threshold"].notna(), "")) == ["70", "20;30.5", ""]
    assert not {"target", "coverage", "units"} & set(frame.columns)


def test_objects_made_of_the_same_fields_share_what_was_given_and_a_copy_does_not() -> None:
    one, other = (UnitResult.model_construct(reporting_unit=unit, status="met") for unit in ("an", "binh"))
    copied = one.model_copy(update={"gap_count": 2})
    assert one.model_fields_set is other.model_fields_set
    assert other.model_fields_set == {"reporting_unit", "status"}
    assert copied.model_fields_set == {"reporting_unit", "status", "gap_count"}

"""JSON Schemas of the files that dxscore reads and writes, generated from the models."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from dxscore.model.assignments import AssignmentsFile
from dxscore.model.body_scorecard import BodyScorecards
from dxscore.model.cases import CasesFile, CatalogueTest
from dxscore.model.catalogue import COMPARATORS, TargetsFile
from dxscore.model.catalogue_diff import CatalogueDiff
from dxscore.model.comparison import Comparison
from dxscore.model.configuration import ConfigurationFile, HeldConfiguration
from dxscore.model.counts import CountsFile
from dxscore.model.gap_list import GapList
from dxscore.model.group_scorecard import GroupScorecards
from dxscore.model.lint import FindingList
from dxscore.model.points import PointsCard
from dxscore.model.points_set import PointsFile, schema_extra
from dxscore.model.receipt import Receipt
from dxscore.model.records import ComparisonRecord, Record, TrendRecord
from dxscore.model.reminder import ReminderList
from dxscore.model.rollup import RolledUp
from dxscore.model.scorecard import Scorecard
from dxscore.model.scorecards import Scorecards
from dxscore.model.tasks import TaskList
from dxscore.model.trend import Trend
from dxscore.model.waivers import WaiversFile

SchemaName = Literal[
    "targets",
    "assignments",
    "waivers",
    "points-set",
    "counts",
    "configuration",
    "cases",
    "scorecard",
    "scorecards",
    "comparison",
    "trend",
    "gaps",
    "catalogue-diff",
    "record",
    "comparison-record",
    "trend-record",
    "receipt",
    "reminder",
    "tasks",
    "bodies",
    "groups",
    "findings",
    "points",
    "rollup",
    "config",
    "catalogue-test",
]
DIALECT = "https://json-schema.org/draft/2020-12/schema"

WRITTEN_BY_PEOPLE: dict[SchemaName, type[BaseModel]] = {
    "targets": TargetsFile,
    "assignments": AssignmentsFile,
    "waivers": WaiversFile,
    "points-set": PointsFile,
    "counts": CountsFile,
    "configuration": ConfigurationFile,
    "cases": CasesFile,
}
WRITTEN_BY_DXSCORE: dict[SchemaName, type[BaseModel]] = {
    "scorecard": Scorecard,
    "scorecards": Scorecards,
    "comparison": Comparison,
    "trend": Trend,
    "gaps": GapList,
    "catalogue-diff": CatalogueDiff,
    "record": Record,
    "comparison-record": ComparisonRecord,
    "trend-record": TrendRecord,
    "receipt": Receipt,
    "reminder": ReminderList,
    "tasks": TaskList,
    "bodies": BodyScorecards,
    "groups": GroupScorecards,
    "findings": FindingList,
    "points": PointsCard,
    "rollup": RolledUp,
    "config": HeldConfiguration,
    "catalogue-test": CatalogueTest,
}
SCHEMA_NAMES: tuple[SchemaName, ...] = (*WRITTEN_BY_PEOPLE, *WRITTEN_BY_DXSCORE)
VERSIONS: dict[SchemaName, int] = {
    **dict.fromkeys(SCHEMA_NAMES, 1),
    "scorecard": 2,
    "gaps": 2,
    "comparison": 2,
}
"""The version of each shape: a new one for a change that old files or old readers would not survive."""


class _Untitled(GenerateJsonSchema):
    """Without a title for every key: what makes types of a schema names them by it, File, File1, File2 …"""

    def field_title_should_be_set(self, schema: object) -> bool:
        del schema
        return False


def json_schema(name: SchemaName) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of file.

    The same version of dxscore gives the same schema; ``$id`` changes only with the version of the shape.
    """
    head = {"$schema": DIALECT, "$id": f"urn:dxscore:{name}:{VERSIONS[name]}", "title": _TITLES[name]}
    if name in WRITTEN_BY_PEOPLE:
        schema = WRITTEN_BY_PEOPLE[name].model_json_schema(schema_generator=_Untitled)
    else:
        schema = WRITTEN_BY_DXSCORE[name].model_json_schema(mode="serialization", schema_generator=_Untitled)
    if name in WRITTEN_BY_DXSCORE:
        for model in (schema, *schema.get("$defs", {}).values()):
            _say_schema_always(model)
    if name == "targets":
        schema["$defs"]["Target"] |= _one_of_each()
    if name == "points-set":
        schema_extra(schema)
    schema = _named_once(schema)
    return {**head, **{key: value for key, value in schema.items() if key != "title"}}


_TITLES: dict[SchemaName, str] = {
    "targets": "dxscore catalogue: targets.yaml",
    "assignments": "dxscore catalogue: assignments.yaml",
    "waivers": "dxscore waivers: waivers.yaml",
    "counts": "dxscore rollup: counts.yaml",
    "configuration": "dxscore configuration: dxscore.toml",
    "cases": "dxscore catalogue: cases.yaml",
    "catalogue-test": "dxscore catalogue test: what came of the cases",
    "config": "dxscore config: what holds, and from where",
    "scorecard": "dxscore scorecard",
    "scorecards": "dxscore scorecards of several plans",
    "comparison": "dxscore comparison of two scorecards",
    "trend": "dxscore trend",
    "gaps": "dxscore gap list",
    "catalogue-diff": "dxscore difference of two catalogues",
    "record": "dxscore records, one a line",
    "comparison-record": "dxscore records of compare, one a line",
    "trend-record": "dxscore records of trend, one a line",
    "receipt": "dxscore receipt of collections",
    "reminder": "dxscore reminder list",
    "findings": "dxscore findings of lint",
    "tasks": "dxscore tasks, duties and deliverables",
    "bodies": "dxscore scorecards of bodies",
    "groups": "dxscore scorecards of groups of units",
    "points-set": "dxscore points set: points.yaml",
    "points": "dxscore points of units",
    "rollup": "dxscore rollup: what was counted",
}


def _named_once(node: Any) -> Any:
    """References with nothing beside them, for what makes types of a schema takes any other for a new type.

    It would call a `Side` with another description `Side1`.
    """
    if isinstance(node, list):
        return [_named_once(each) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: _named_once(value) for key, value in node.items()}
    if "$ref" in found and len(found) > 1:
        found["allOf"] = [{"$ref": found.pop("$ref")}]
    return found


def _say_schema_always(model: dict[str, Any]) -> None:
    """`schema` is in every document that dxscore writes, and tells readers which one they have."""
    if "schema" in model.get("properties", {}) and "schema" not in model.get("required", ()):
        model["required"] = ["schema", *model.get("required", ())]


def _one_of_each() -> dict[str, Any]:
    """One comparator and one kind of deadline: what the model checks in code, said to editors too."""
    own = [*COMPARATORS, "levels", "against"]
    alone = {
        "not": {"anyOf": [{"required": [key]} for key in own]},
        "anyOf": [{"required": ["for"]}, {"required": ["keep"]}],
    }
    return {
        "allOf": [
            {"oneOf": [*({"required": [key]} for key in own), alone]},
            {"oneOf": [{"required": ["by"]}, {"required": ["every", "from"]}]},
        ],
        "dependentRequired": {"every": ["from"], "from": ["every"]},
    }

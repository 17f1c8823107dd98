"""Scorecards and gap lists for programs: JSON, one object a line, CSV. The same input, the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from dxscore.model.cells import csv_text as written
from dxscore.model.json_document import json_document
from dxscore.model.scorecard import Gap, Owner, Scorecard
from dxscore.report.groups import GroupBy, gap_list, grouped_gaps
from dxscore.report.view import View
from dxscore.words.say import Language


def as_data(scorecard: Scorecard, lang: Language) -> dict[str, object]:
    """The scorecard as plain data; words of findings in `lang`, everything else the same in any language."""
    data: dict[str, object] = scorecard.model_dump(mode="json", by_alias=True, context={"lang": lang})
    return data


def json_text(view: View) -> str:
    """The whole scorecard as one JSON document (schema dxscore/scorecard/2)."""
    return view.scorecard.to_json(view.lang)


def ndjson_text(view: View) -> str:
    """One JSON object a line, each with its `type`: scorecard (without the lists), result, gap, finding."""
    data = as_data(view.scorecard, view.lang)
    lists = {
        kind: cast(list[dict[str, object]], data.pop(f"{kind}s")) for kind in ("result", "gap", "finding")
    }
    lines: list[dict[str, object]] = [{"type": "scorecard", **data}]
    lines += [{"type": kind, **item} for kind, items in lists.items() for item in items]
    return "".join(json_document(line, indent=None) for line in lines)


CSV_COLUMNS = (
    "indicator",
    "name",
    "pillar",
    "reporting_unit",
    "target_by",
    "comparator",
    "threshold",
    "period",
    "numerator",
    "denominator",
    "value",
    "status",
    "reason",
    "exceeded",
    "provisional",
    "margin",
    "gap",
    "gap_count",
    "achievement",
    "reported",
    "expected",
    "missing",
    "lead",
    "coordinating",
    "waived_until",
    "lead_basis",
    "coordinating_basis",
)


_OWNERS = ("lead", "coordinating")


def _owners(name: str, owners: tuple[Owner, ...]) -> dict[str, str]:
    """Ids, and in a column of its own on what ground each of them is named."""
    return {
        name: " ".join(owner.body for owner in owners),
        f"{name}_basis": " ".join(owner.basis for owner in owners),
    }


def csv_text(view: View) -> str:
    """One row a result, ids and numbers in their stable form, names in the view's language."""
    rows: list[Sequence[object]] = [CSV_COLUMNS]
    for line in view.results:
        result = line.result
        row = {
            **{name: getattr(result, name, None) for name in CSV_COLUMNS},
            "name": line.indicator.name.get(view.lang),
            "target_by": result.target.by,
            "comparator": result.target.comparator,
            "threshold": ";".join(line.bounds),
            "exceeded": str(result.exceeded).lower(),
            "provisional": str(result.provisional).lower(),
            "reported": result.coverage.reported,
            "expected": result.coverage.expected,
            "missing": " ".join(result.coverage.missing),
            **_owners("lead", result.lead),
            **_owners("coordinating", result.coordinating),
            "waived_until": result.waiver.until if result.waiver else None,
        }
        rows.append([row[name] for name in CSV_COLUMNS])
    return written(rows)


def gaps_json(view: View, by: GroupBy) -> str:
    """The gap list as one JSON document."""
    return gap_list(view, by).to_json()


def gaps_csv(view: View, by: GroupBy) -> str:
    """One row a gap under its group, with what is missing in words."""
    columns = [name for name in Gap.model_fields if name != "worst_units"]
    rows: list[Sequence[object]] = [
        ("group", "name", *columns, "in_words", *(f"{name}_basis" for name in _OWNERS))
    ]
    for title, lines in grouped_gaps(view, by, marked=False).items():
        for line in lines:
            values: dict[str, object] = {column: getattr(line.gap, column) for column in columns}
            owners = {
                key: text for name in _OWNERS for key, text in _owners(name, getattr(line.gap, name)).items()
            }
            bases = [owners.pop(f"{name}_basis") for name in _OWNERS]
            name = line.result.indicator.name.get(view.lang)
            rows.append((title, name, *(values | owners).values(), line.figure.gap, *bases))
    return written(rows)

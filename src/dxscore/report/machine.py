"""Scorecards and gap lists for programs: JSON, one object a line, CSV. The same input, the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from dxscore.model.cells import csv_text as written
from dxscore.model.json_document import json_document
from dxscore.model.scorecard import Gap, Scorecard
from dxscore.report.groups import GroupBy, gap_list, grouped_gaps, pressing
from dxscore.report.lines import ResultLine
from dxscore.report.view import View
from dxscore.words.names import owed_words
from dxscore.words.say import Language

_TASK_COLUMNS = ("task", "body", "due", "state", "days_overdue")

Json = dict[str, object]


def as_data(scorecard: Scorecard, lang: Language) -> dict[str, object]:
    """The scorecard as plain data; words of findings in `lang`, everything else the same in any language."""
    return scorecard.to_data(lang)


def json_text(view: View) -> str:
    """The whole scorecard as one JSON document (schema dxscore/scorecard/2)."""
    return _listed(view).to_json(view.lang)


def ndjson_text(view: View) -> str:
    """One JSON object a line, each with its `type`: scorecard (without the lists), result, gap, finding."""
    return records(view, "scorecard", "result", "gap", "finding")


def records(view: View, *kinds: str) -> str:
    """The records of some kinds, one a line (schema record/1)."""
    data = as_data(_listed(view), view.lang)
    lists = {kind: cast(list[Json], data.pop(f"{kind}s")) for kind in ("result", "gap", "finding")}
    lists["scorecard"] = [data]
    return "".join(
        json_document({"type": kind, **item}, indent=None) for kind in kinds for item in lists[kind]
    )


def _listed(view: View) -> Scorecard:
    """The scorecard with the units that were asked for; all of them where nothing was."""
    return view.scorecard.with_units(view.units or "all")


_OWNERS = ("lead", "coordinating")


def result_record(line: ResultLine) -> Json:
    """One result as a row of a table: ids and numbers in their stable form, the name in words."""
    result = line.result
    return {
        "indicator": line.id,
        "name": line.indicator.name.get(line.names.lang),
        "pillar": result.pillar,
        "reporting_unit": result.reporting_unit,
        "target_by": result.target.due_by,
        "comparator": result.target.comparator,
        "threshold": ";".join(line.bounds),
        "period": result.period,
        "numerator": result.numerator,
        "denominator": result.denominator,
        "value": result.value,
        "status": result.status,
        "reason": result.reason,
        "exceeded": result.exceeded,
        "provisional": result.provisional,
        "margin": result.margin,
        "gap": result.gap,
        "gap_count": result.gap_count,
        "achievement": result.achievement,
        "reported": result.coverage.reported,
        "expected": result.coverage.expected,
        "missing": result.coverage.missing,
        **{name: [owner.body for owner in getattr(result, name)] for name in _OWNERS},
        "waived_until": result.waiver.until if result.waiver else None,
        "span_from": result.span.from_ if result.span else None,
        "span_to": result.span.to if result.span else None,
        "span_months": result.span.months if result.span else None,
        "span_of": result.span.of if result.span else None,
        "closes": result.closes,
        **{f"{name}_basis": [owner.basis for owner in getattr(result, name)] for name in _OWNERS},
    }


def csv_text(view: View) -> str:
    """One row a result; several ids in a cell are parted by a space."""
    rows = [result_record(line) for line in view.results]
    return written([tuple(rows[0]), *([cell(value) for value in row.values()] for row in rows)])


def cell(value: object) -> object:
    """A value of a record as a cell of CSV; several ids in one are parted by a space."""
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(value) if isinstance(value, list | tuple) else value


def gaps_json(view: View, by: GroupBy) -> str:
    """The gap list as one JSON document."""
    return gap_list(view, by).to_json()


def gaps_csv(view: View, by: GroupBy) -> str:
    """One row a gap under its group, with what is missing in words; then one a task that presses."""
    columns = [name for name in Gap.model_fields if name != "worst_units"]
    told_bases = (f"{name}_basis" for name in _OWNERS)
    header = ("group", "name", *columns, "in_words", *told_bases, *_TASK_COLUMNS)
    rows: list[Sequence[object]] = [header]
    for title, lines in grouped_gaps(view, by, marked=False).items():
        for line in lines:
            values = {column: getattr(line.gap, column) for column in columns}
            values |= {name: " ".join(owner.body for owner in values[name]) for name in _OWNERS}
            bases = [" ".join(owner.basis for owner in getattr(line.gap, name)) for name in _OWNERS]
            name = line.result.indicator.name.get(view.lang)
            nothing = [""] * len(_TASK_COLUMNS)
            rows.append((title, name, *values.values(), line.figure.gap, *bases, *nothing))
    for task in pressing(view):
        groups = {"deadline": str(task.due or ""), "pillar": ""}
        told = {"group": groups.get(by, view.names.body(task.body)), "name": task.title}
        told |= {"in_words": owed_words(task, view.lang)}
        told |= {name: getattr(task, name) for name in _TASK_COLUMNS}
        rows.append([told.get(name, "") for name in header])
    return written(rows)

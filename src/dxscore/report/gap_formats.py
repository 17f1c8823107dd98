"""The formats of the gap list alone, by name."""

from __future__ import annotations

from collections.abc import Callable

from dxscore.model.cells import csv_text
from dxscore.model.scorecard import Gap
from dxscore.report.groups import GroupBy, gap_list, grouped_gaps
from dxscore.report.view import View

_OWNERS = ("lead", "coordinating")


def _table(view: View, by: GroupBy) -> str:
    from dxscore.report.table import gaps_text

    return gaps_text(view, by)


def _json(view: View, by: GroupBy) -> str:
    return gap_list(view, by).to_json()


def _csv(view: View, by: GroupBy) -> str:
    columns = [name for name in Gap.model_fields if name != "worst_units"]
    head: list[object] = ["group", "name", *columns, "in_words", *(f"{name}_basis" for name in _OWNERS)]
    rows = [head]
    for title, gaps in grouped_gaps(view, by, marked=False).items():
        for gap in gaps:
            name = view.indicator(gap).name.get(view.lang)
            words = view.gap(view.result_of(gap), view.figure_of(gap))
            owners = {column: getattr(gap, column) for column in _OWNERS}
            values = {column: getattr(gap, column) for column in columns}
            values |= {column: " ".join(owner.body for owner in own) for column, own in owners.items()}
            bases = [" ".join(owner.basis for owner in own) for own in owners.values()]
            rows.append([title, name, *values.values(), words, *bases])
    return csv_text(rows)


GAP_FORMATS: dict[str, Callable[[View, GroupBy], str]] = {"table": _table, "json": _json, "csv": _csv}

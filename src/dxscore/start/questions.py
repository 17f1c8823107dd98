"""What a table leaves open: one question for a person to decide, with its cell."""

from __future__ import annotations

from typing import Literal, NamedTuple

from dxscore.start.table import At

Ask = Literal[
    "no_deadline",
    "deadline",
    "assumed",
    "continued",
    "table",
    "unclear",
    "mixed",
    "direction",
    "out_of_range",
    "other_unit",
    "growth",
    "share_parts",
    "no_unit",
    "no_target",
    "cut",
    "lead",
    "not_read",
    "column",
    "merged",
    "same_deadline",
    "group",
    "over_time",
]


class Question(NamedTuple):
    """Something that a person has to decide.

    Args:
        ask: what it is about.
        at: the cell.
        words: what stands there.
        indicator: id of the indicator concerned, where there is one.
        detail: of an unclear target, why it is; of one in another unit, the unit of its row.
    """

    ask: Ask
    at: At
    words: str
    indicator: str | None = None
    detail: str = ""

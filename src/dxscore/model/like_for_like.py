"""How a figure stands to an earlier one, like held against like, in the shape in which it leaves as JSON."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from dxscore.model.base import Exact, Written

ValueFact = Literal["worse", "better", "same", "not_comparable"]
VALUE_FACTS: tuple[ValueFact, ...] = get_args(ValueFact)
"""In the order in which they are shown."""

WhyNot = Literal[
    "only_before",
    "only_now",
    "none_before",
    "none_now",
    "none",
    "unit_ended",
    "other_units",
    "other_members",
    "other_span",
    "mixed_spans",
    "other_kind",
    "other_definition",
    "no_share",
    "part_of_sum",
]
"""Why two figures are not held against each other.

only_before, only_now: the target, or the unit, is in one of the scorecards alone; none_before, none_now,
none: no figure was judged then, now, or ever; unit_ended: the unit does not exist any more; other_units:
other units are counted in it; other_members: other units are asked; other_span: it covers another kind of
time; mixed_spans: its units' figures cover different times; other_kind: it is pooled in another way;
other_definition: it was measured by another definition; no_share: units' shares without parts settled a
verdict, and the share of all is not known; part_of_sum: a unit's number, where the sum is to
lie in a range or at a number: neither more nor less of one is better.
"""


class OfBoth(Written):
    """Of a figure of the whole: what the units come to that are counted on both sides."""

    units: tuple[str, ...] = Field(description="Ids of these units, as they are now.")
    units_before: tuple[str, ...] = Field(
        default=(), description="Ids of those who covered the same before, where these were others."
    )
    before: Exact = Field(description="Their figure before.")
    now: Exact = Field(description="Their figure now.")
    value: ValueFact = Field(description="Better or worse.")
    difference: Exact = Field(description="By how much; positive is good.")

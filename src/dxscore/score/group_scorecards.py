"""What was judged of groups, as the scorecards that travel."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from dxscore.model.body_scorecard import TargetCounts
from dxscore.model.figures import farthest_first
from dxscore.model.group_scorecard import (
    UNITS_NAMED,
    Grouped,
    GroupResult,
    GroupScorecard,
    GroupScorecards,
    Part,
    UnitCounts,
)
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import HeldAgainst, Result, Scorecard, UnitResult, UnitVerdict
from dxscore.model.version import VERSION
from dxscore.score.groups import Groups


def group_scorecards(
    catalogue: Catalogue,
    scorecard: Scorecard,
    whole: Sequence[Grouped],
    found: Mapping[str, Sequence[Grouped]],
    groups: Groups,
) -> GroupScorecards:
    """The scorecards of all groups in which something was found, in the order of `groups`.

    Args:
        catalogue: whose groups they are.
        scorecard: of all units.
        whole: every target over all units.
        found: every target over each group that it asks anything of.
        groups: the units behind every group.
    """
    of_groups = {group.id: group.members for group in catalogue.assignments.groups}
    within: dict[str, list[str]] = defaultdict(list)
    for id_, members in of_groups.items():
        for member in dict.fromkeys(members) if id_ in found else ():
            within[member].append(id_)
    return GroupScorecards.model_construct(
        dxscore=VERSION,
        plan=scorecard.plan,
        catalogue_sha256=scorecard.catalogue.sha256,
        as_of=scorecard.day,
        whole=Part.model_construct(**_part(whole)),
        groups=tuple(
            GroupScorecard.model_construct(
                group=id_,
                within=tuple(within[id_]),
                groups=tuple(member for member in of_groups[id_] if member in found),
                **_part(found[id_]),
            )
            for id_ in groups
            if id_ in found
        ),
        without_units=tuple(id_ for id_ in groups if id_ not in found),
    )


def status_of(result: Result) -> UnitVerdict:
    """The verdict on a group: a number that is a part of a sum is counted, as that of a unit is."""
    return "counted" if result.reason == "part_of_sum" else result.status


def unit_counts(units: Iterable[UnitResult]) -> UnitCounts:
    """The units by their verdicts."""
    by_status = Counter(unit.status for unit in units)
    return UnitCounts.model_construct(
        units=by_status.total(),
        met=by_status["met"],
        missed=by_status["missed"],
        pending=by_status["pending"],
        no_data=by_status["no_data"],
        not_assessable=by_status["not_assessable"],
        not_applicable=by_status["not_applicable"],
        waived=by_status["waived"],
        counted=by_status["counted"],
    )


def target_counts(results: Sequence[Result]) -> TargetCounts:
    """The due targets by their verdicts; what is a part of a sum is not among the targets."""
    own = [result for result in results if status_of(result) != "counted"]
    due = [result for result in own if result.falls_due]
    by_status = Counter(result.status for result in due)
    return TargetCounts.model_construct(
        targets=len(own),
        due=len(due),
        met=by_status["met"],
        provisional=sum(result.status == "met" and result.provisional for result in due),
        missed=by_status["missed"],
        no_data=by_status["no_data"],
        not_assessable=by_status["not_assessable"],
        not_applicable=by_status["not_applicable"],
        waived=by_status["waived"],
    )


def _part(parts: Sequence[Grouped]) -> dict[str, Any]:
    units = {unit.reporting_unit for part in parts for unit in part.units}
    return {
        "units": len(units),
        "counts": target_counts([part.result for part in parts]),
        "results": tuple(map(_result, parts)),
    }


_ALIKE: Final = (
    *("indicator", "reason", "provisional", "exceeded", "period", "span", "closes", "numerator"),
    *("denominator", "value", "remarks", "level", "margin", "gap", "gap_count", "achievement"),
)


def _result(part: Grouped) -> GroupResult:
    result = part.result
    lacking = [unit.reporting_unit for unit in part.units if unit.status == "no_data"]
    alike: dict[str, Any] = {name: getattr(result, name) for name in _ALIKE}
    return GroupResult.model_construct(
        **alike,
        target_by=result.target.due_by,
        due=result.falls_due,
        status=status_of(result),
        held=_held(result),
        reported=result.coverage.reported,
        expected=result.coverage.expected,
        units=unit_counts(part.units),
        worst_units=tuple(unit.reporting_unit for unit in farthest_first(part.units)[:UNITS_NAMED]),
        missing_units=tuple(lacking[:UNITS_NAMED]),
        waived_until=None if result.waiver is None else result.waiver.until,
    )


def _held(result: Result) -> HeldAgainst | None:
    return None if result.target.rule is None else result.target.rule.held

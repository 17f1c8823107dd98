"""Scorecards made of results and units' figures, for what two of them say when they are held together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from dxscore.model.catalogue import Comparator
from dxscore.model.scorecard import (
    CatalogueRef,
    Coverage,
    Reason,
    Remark,
    Result,
    Scorecard,
    Span,
    Status,
    Summary,
    TargetRef,
    TargetSource,
    UnitResult,
)
from dxscore.score.totals import counts

WITHOUT_VERDICT: dict[Status, Reason] = {
    "no_data": "not_reported",
    "not_assessable": "zero_denominator",
    "not_applicable": "declared",
}
PERIOD = "2025"


def span(year: int, first: int, last: int) -> Span:
    """The months from `first` to `last`, all of them asked for."""
    months = last - first + 1
    return Span(from_=f"{year}-{first:02d}", to=f"{year}-{last:02d}", months=months, of=months)


def unit(
    name: str,
    a: int,
    b: int = 100,
    status: Status = "missed",
    period: str | None = PERIOD,
    **said: object,
) -> UnitResult:
    """One unit's own share."""
    given = status not in WITHOUT_VERDICT
    parts = {"numerator": Decimal(a), "denominator": Decimal(b), "period": period} if given else {}
    known = {"reason": WITHOUT_VERDICT.get(status), **parts, **said}
    return UnitResult.model_validate({"reporting_unit": name, "status": status, **known})


def result(
    a: int | None = 50,
    b: int = 100,
    *,
    id: str = "X",
    status: Status = "missed",
    by: int = 2025,
    due: bool = True,
    units: Sequence[UnitResult] = (),
    comparator: Comparator = "at_least",
    threshold: str = "80",
    every: str | None = None,
    period: str | None = PERIOD,
    remarks: Sequence[Remark] = (),
    **said: object,
) -> Result:
    """One pooled share against 80; with `a` None every unit is judged by itself, or there is no figure."""
    given = a is not None and status not in WITHOUT_VERDICT
    parts = {"numerator": Decimal(a or 0), "denominator": Decimal(b)} if given else {}
    target = TargetRef.model_validate(
        {
            "by": by,
            "every": every,
            "comparator": comparator,
            "threshold": threshold,
            "source": TargetSource(document="KH", section="II"),
        }
    )
    return Result.model_validate(
        {
            "indicator": id,
            "pillar": "P",
            "target": target,
            "due": due,
            "status": status,
            "reason": WITHOUT_VERDICT.get(status),
            "period": period if status not in WITHOUT_VERDICT else None,
            "exceeded": False,
            "provisional": False,
            "coverage": Coverage(reported=1, expected=1, missing=()),
            "units": tuple(units),
            "remarks": tuple(remarks),
            **parts,
            **said,
        }
    )


def card(
    *results: Result, plan: str = "p", sha256: str = "0" * 64, as_of: date = date(2025, 12, 14)
) -> Scorecard:
    """A scorecard of these results."""
    return Scorecard.model_validate(
        {
            "plan": plan,
            "as_of": as_of,
            "catalogue": CatalogueRef(sha256=sha256),
            "inputs": (),
            "summary": Summary(**counts(results), coverage=None, score=None, score_low=None, score_high=None),
            "pillars": (),
            "results": results,
            "gaps": (),
            "findings": (),
        }
    )

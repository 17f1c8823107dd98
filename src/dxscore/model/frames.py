"""A scorecard's lists as pandas DataFrames: the one place that knows pandas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from dxscore.model.finding import Finding
from dxscore.model.scorecard import CUT_LISTS, FrameOf, Gap, Owner, Result, Scorecard, UnitResult
from dxscore.words.say import Language

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, object]
_OWNERS: Final = ("lead", "coordinating")
_NESTED: Final = frozenset(
    {"target", "coverage", "units", "remarks", "tasks", *_OWNERS, "waiver", *CUT_LISTS}
)


def frame(scorecard: Scorecard, of: FrameOf, lang: Language) -> pd.DataFrame:
    """As `Scorecard.to_frame`. The columns are there without rows, too."""
    import pandas as pd  # a DataFrame costs twice everything else at start-up: only on demand

    if of not in _FRAMES:
        raise ValueError(f"no frame of {of!r}: one of {', '.join(_FRAMES)}")
    columns, rows = _FRAMES[of]
    return pd.DataFrame(list(rows(scorecard, lang)), columns=list(columns))


def _owners(item: Result | Gap) -> Row:
    row: Row = {}
    for name in _OWNERS:
        owners: tuple[Owner, ...] = getattr(item, name)
        row[name] = "; ".join(owner.body for owner in owners)
        row[f"{name}_basis"] = "; ".join(owner.basis for owner in owners)
    return row


_OWNER_COLUMNS: Final = tuple(f"{name}{part}" for name in _OWNERS for part in ("", "_basis"))
_RESULT_COLUMNS: Final = (
    *(name for name in Result.model_fields if name not in _NESTED),
    *("target_by", "comparator", "threshold", "reported", "expected", "remarks", "tasks"),
    *_OWNER_COLUMNS,
    "waived_until",
)


def _results(scorecard: Scorecard, _lang: Language) -> Iterator[Row]:
    for result in scorecard.results:
        threshold = result.target.threshold
        yield {
            **{name: getattr(result, name) for name in Result.model_fields if name not in _NESTED},
            "target_by": result.target_by,
            "comparator": result.target.comparator,
            "threshold": ";".join(threshold) if isinstance(threshold, tuple) else threshold,
            "reported": result.coverage.reported,
            "expected": result.coverage.expected,
            "remarks": "; ".join(result.remarks),
            "tasks": "; ".join(result.tasks),
            **_owners(result),
            "waived_until": result.waiver.until if result.waiver else None,
        }


_UNIT_FIELDS: Final = tuple(name for name in UnitResult.model_fields if name != "waiver")
_UNIT_COLUMNS: Final = ("indicator", "target_by", *_UNIT_FIELDS, "waived_until")


def _units(scorecard: Scorecard, _lang: Language) -> Iterator[Row]:
    for result in scorecard.results:
        for unit in result.units:
            yield {
                "indicator": result.indicator,
                "target_by": result.target_by,
                **{name: getattr(unit, name) for name in _UNIT_FIELDS},
                "waived_until": unit.waiver.until if unit.waiver else None,
            }


_GAP_FIELDS: Final = tuple(name for name in Gap.model_fields if name not in (*_OWNERS, "worst_units"))
_GAP_COLUMNS: Final = (*_GAP_FIELDS, *_OWNER_COLUMNS, "worst_units")


def _gaps(scorecard: Scorecard, _lang: Language) -> Iterator[Row]:
    for gap in scorecard.gaps:
        row: Row = {name: getattr(gap, name) for name in _GAP_FIELDS}
        yield {**row, **_owners(gap), "worst_units": "; ".join(gap.worst_units)}


_FINDING_FIELDS: Final = tuple(name for name in Finding.model_fields if name != "more")


def _findings(scorecard: Scorecard, lang: Language) -> Iterator[Row]:
    for finding in scorecard.findings:
        row: Row = {name: getattr(finding, name) for name in _FINDING_FIELDS}
        yield {**row, "message": finding.message.get(lang), "remedy": finding.remedy.get(lang)}


_FRAMES: Final[dict[str, tuple[Sequence[str], Callable[[Scorecard, Language], Iterator[Row]]]]] = {
    "results": (_RESULT_COLUMNS, _results),
    "units": (_UNIT_COLUMNS, _units),
    "gaps": (_GAP_COLUMNS, _gaps),
    "findings": (_FINDING_FIELDS, _findings),
}

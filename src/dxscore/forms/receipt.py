"""The receipt of a collection: which files, which units, which rows, what changed. Deterministic JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from dxscore.forms.annotations import SheetAnnotation
from dxscore.forms.arrivals import Arrivals, Days, Timely, arrivals
from dxscore.forms.changes import Change
from dxscore.forms.expected import Expected
from dxscore.forms.missing import Missing
from dxscore.forms.normalised import Series, cells
from dxscore.forms.rejected import Rejected
from dxscore.forms.returned import Collected
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.signatures import Signed
from dxscore.forms.unit_returns import UnitReturn
from dxscore.model.json_document import json_document
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.place import Place, cell_name
from dxscore.model.receipt import (
    CatalogueDigest,
    Collection,
    Figure,
    FigureChange,
    FileRemark,
    MissingFigure,
    OutputFile,
    Receipt,
    ReceivedFile,
    RowLeftOut,
    Signature,
    TaskReturns,
    UnitState,
    Where,
    WordsBeside,
)
from dxscore.model.version import VERSION

LISTED_AT_MOST: Final = 1000
"""Rows left out, and words of one file: more of them have one cause, and stand in files of known digests."""


def receipt(
    catalogue: Catalogue,
    collected: Collected,
    files: Sequence[ReturnedFile],
    output: str,
    written: bytes,
    earlier: Receipt | None,
    before: bytes | None,
    timed: Arrivals | None = None,
    tasks: TaskReturns | None = None,
) -> str:
    """The receipt as JSON text.

    Args:
        catalogue: whose indicators and units the rows name.
        collected: what came of it.
        files: every file that was read.
        output: name of the normalised file.
        written: its bytes now.
        earlier: the receipt that stands beside it, if any: its collections of other periods, and the changes
            of this one, are carried on, so that no figure that was ever replaced is forgotten.
        before: the normalised file's bytes before, if there were any.
        timed: when what came arrived; None where the files and the earlier receipt alone tell.
        tasks: what forms said of tasks; None where none did.
    """
    known = {} if earlier is None else dict(earlier.collections)
    period = str(collected.period)
    changes = tuple(_change(catalogue, change) for change in collected.changes)
    carried = known[period].changes if period in known else ()
    if changes and not _was_finished(earlier, before) and carried[-len(changes) :] == changes:
        carried = carried[: -len(changes)]  # an interrupted run had told of them already
    if timed is None:
        timed = arrivals(collected, files, (), Days(), known.get(period))
    told_before = known[period].tasks if period in known else None
    known[period] = _collection(catalogue, collected, files, carried + changes, timed).model_copy(
        update={"tasks": _tasks(told_before, tasks)}
    )
    document = Receipt(
        dxscore=VERSION,
        plan=catalogue.targets.plan.id,
        output=OutputFile(file=output, sha256=hashlib.sha256(written).hexdigest()),
        collections={name: known[name] for name in sorted(known)},
    )
    data = document.model_dump(mode="json", by_alias=True)
    return json_document(data)


def _tasks(before: TaskReturns | None, now: TaskReturns | None) -> TaskReturns | None:
    """What forms say of tasks, now or else before, with all changes."""
    if before is None or now is None:
        return now or before
    if now.changes == before.changes[-len(now.changes) :]:
        return now.model_copy(
            update={"changes": before.changes}
        )  # an interrupted run had told of them already
    return now.model_copy(update={"changes": (*before.changes, *now.changes)})


def read_receipt(text: str) -> Receipt | None:
    """An earlier receipt; None where `text` is none of ours."""
    try:
        # Not pydantic's own parser: it takes no name of a file that is no text, which JSON can hold.
        return Receipt.model_validate(json.loads(text), by_alias=True, by_name=False)
    except (ValueError, RecursionError, ValidationError):
        return None


def _collection(
    catalogue: Catalogue,
    collected: Collected,
    files: Sequence[ReturnedFile],
    changes: tuple[FigureChange, ...],
    timed: Arrivals,
) -> Collection:
    left_out = (*collected.rejected, *collected.replaced)
    return Collection(
        catalogue=CatalogueDigest(sha256=catalogue.sha256),
        due=timed.days.due,
        rows=len(collected.rows),
        files=tuple(_file(file, timed.files.get(file.file)) for file in files),
        units=tuple(_unit(collected.expected, unit, timed.units[unit.unit]) for unit in collected.units),
        left_out=rejected_rows(catalogue, left_out[:LISTED_AT_MOST]),
        left_out_not_listed=max(0, len(left_out) - LISTED_AT_MOST),
        remarks=tuple(
            FileRemark(remark=item.remark, file=item.file, units=item.units) for item in collected.remarks
        ),
        changes=changes,
    )


def _was_finished(earlier: Receipt | None, before: bytes | None) -> bool:
    """Whether the normalised file that the earlier receipt speaks of is the one that stood there."""
    if earlier is None or before is None:
        return True
    return earlier.output.sha256 == hashlib.sha256(before).hexdigest()


def _file(file: ReturnedFile, arrived: date | None) -> ReceivedFile:
    words = [*(words for each in file.annotations for words in each.items), *file.remarks]
    listed = sorted(words, key=lambda each: each.receipt_only)[:LISTED_AT_MOST]  # first what is to be read
    return ReceivedFile(
        file=file.file,
        sha256=file.sha256,
        forms=tuple(str(stamp) for stamp in file.stamps),
        rows=len(file.observations),
        blank=len(file.blank),
        faulty=file.unreadable,
        signed_day=file.signed_day,
        saved_day=file.saved_day,
        arrived=arrived,
        signed=tuple(_signed(each.signed) for each in file.annotations if any(each.signed.who_and_when)),
        words=tuple(map(_words, listed if len(words) > LISTED_AT_MOST else words)),
        words_not_listed=len(words) - len(listed),
    )


def _signed(signed: Signed) -> Signature:
    return Signature(
        sheet=signed.sheet,
        prepared_by=signed.prepared_by,
        head=signed.head,
        signed_on=signed.signed_on,
    )


def _words(words: SheetAnnotation) -> WordsBeside:
    return WordsBeside(
        row=words.place.row or 0, sheet=words.place.sheet, cell=_cell(words.place), text=words.text
    )


def _cell(place: Place) -> str | None:
    """Its cell as spreadsheets name it; None outside a workbook, and where no cell is meant."""
    return None if place.sheet is None or place.cell is None else cell_name(place.cell, place.row)


def _unit(expected: Expected, unit: UnitReturn, timely: Timely) -> UnitState:
    return UnitState(
        reporting_unit=unit.unit,
        status=unit.status,
        files=unit.files,
        set_aside=unit.set_aside,
        unread=unit.unread,
        expected=len(unit.expected),
        kept=len(unit.kept),
        tasks_asked=len(unit.tasks),
        tasks_told=unit.told,
        tasks_missing=None if unit.tasks_missing is None else unit.tasks_missing.why,
        tasks_cells=() if unit.tasks_missing is None else unit.tasks_missing.cells,
        missing=_reasons(expected, unit.unit, unit.missing),
        stale=_reasons(expected, unit.unit, unit.stale),
        **timely._asdict(),
    )


def _reasons(expected: Expected, body: str, figures: Mapping[Series, Missing]) -> tuple[MissingFigure, ...]:
    return tuple(
        MissingFigure(**whose(expected, body, series), reason=missing.why, cells=missing.cells)
        for series, missing in figures.items()
    )


def whose(expected: Expected, body: str, series: Series) -> dict[str, Any]:
    """Which figure is meant: its unit where that is not the body, its period where not the forms'."""
    indicator, unit = series
    period = expected.period_of(indicator)
    return {
        "indicator": indicator,
        "reporting_unit": None if unit == body else unit,
        "period": None if period == expected.period else str(period),
    }


def rejected_rows(catalogue: Catalogue, rejected: Iterable[Rejected]) -> tuple[RowLeftOut, ...]:
    """Rows that do not count, as receipt and reminder list tell of them."""
    return tuple(
        RowLeftOut(
            **_where(item.observation).model_dump(),
            **_content(catalogue, item.observation),
            indicator=item.observation.indicator,
            reporting_unit=item.observation.reporting_unit,
            reason=item.fault,
            code=item.code,
            forms=item.forms,
            against=None if item.against is None else _where(item.against),
        )
        for item in rejected
    )


def _where(row: Observation) -> Where:
    place = row.place
    return Where(file=place.file, row=place.row or 0, sheet=place.sheet, cell=_cell(place))


def _change(catalogue: Catalogue, change: Change) -> FigureChange:
    indicator, unit = change.key
    return FigureChange(
        indicator=indicator,
        reporting_unit=unit,
        old=_figure(catalogue, change.old),
        new=_figure(catalogue, change.new),
        file=change.file,
        sha256=change.sha256,
        by=None if change.signed is None else _signed(change.signed),
        reason=change.reason,
    )


def _figure(catalogue: Catalogue, row: Observation | None) -> Figure | None:
    return None if row is None else Figure(**_content(catalogue, row))


def _content(catalogue: Catalogue, row: Observation) -> Mapping[str, str]:
    """What a row says, as the normalised file has it."""
    return dict(zip(Figure.model_fields, cells(catalogue, row)[2:], strict=True))

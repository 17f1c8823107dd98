"""What has come of a period so far, and so what each body still owes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from dxscore.errors import MetricsError
from dxscore.flows import returned_rows
from dxscore.flows.asked import shown
from dxscore.flows.collected_tasks import collected_tasks
from dxscore.flows.form_tasks import expected as all_expected
from dxscore.flows.returned_folder import Folder, read_folder
from dxscore.forms.arrivals import Timely
from dxscore.forms.copies import kind_of
from dxscore.forms.expected import Expected
from dxscore.forms.missing import Missing
from dxscore.forms.normalised import Series
from dxscore.forms.receipt import read_receipt
from dxscore.forms.rejected import Rejected
from dxscore.forms.returned import Collected, collect
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.unit_returns import Told, UnitReturn
from dxscore.forms.wrong_cells import with_wrong_cells
from dxscore.model.finding import Finding
from dxscore.model.json_document import json_document
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period, written_period
from dxscore.model.place import Place, cell_number
from dxscore.model.receipt import Receipt, RowLeftOut, UnitState
from dxscore.read.sources import open_source
from dxscore.words.say import pair


def collected_so_far(
    source: str,
    catalogue: Catalogue,
    period: Period,
    unit: str | None = None,
    others: Sequence[Catalogue] = (),
    expected: Expected | None = None,
    returned: Folder | None = None,
) -> tuple[Collected, tuple[Finding, ...]]:
    """Which figures have come, and what is wrong with them; where one unit is asked for, with its files.

    Args:
        source: a folder of returned files, or a metrics file that was collected.
        catalogue: whose forms they are.
        period: what is asked for.
        unit: the one unit that is asked, by its id.
        others: catalogues of other plans for which figures came to the same place.
        expected: what this plan asks for, where that is less than all: the rest is asked for by another.
        returned: the folder, read for this plan, where it is one.

    Raises:
        MetricsError: nothing could be read: not to know what somebody sent is no reason to ask for it.
    """
    expected = all_expected(catalogue, period) if expected is None else expected
    if returned is not None or Path(source).is_dir():
        returned = returned or read_folder(Path(source), catalogue)
        spoken = any(map(_says_something, returned.files))
        of_others_alone = len(returned.files) < len(returned.listing.wanted)
        if not spoken and not returned.copies and not of_others_alone:
            raise _unread(source, returned.findings)
        possible = returned_rows.without_impossible(expected, returned.files)
        tasks = collected_tasks(catalogue, period, returned)
        told = tasks.told(period, catalogue.targets.plan.reporting_calendar, returned.files)
        collected = collect(
            expected, possible.files, taken_out=possible.rejected, copies=returned.copies, told=told
        )
        collected = with_wrong_cells(collected, returned.findings)
        rejected = returned_rows.rejection_errors(collected)
        findings = (*returned.findings, *possible.findings, *rejected, *tasks.findings)
        of_another = {
            file.file for file in returned.files if unit is not None and not _may_name(file, unit, expected)
        }
        return collected, tuple(finding for finding in findings if finding.file not in of_another)
    from dxscore.read.metrics import read
    from dxscore.read.sources import expand

    metrics = read(map(open_source, expand([source])), catalogue, others)
    said = tuple(finding for finding in metrics.findings if finding.severity != "note")
    if not any(table.columns for table in metrics.tables):
        raise _unread(source, said)
    known = receipt_of(source, catalogue, period)
    told_of = None if known is None else _told_of(known, period, expected)
    return with_receipt(collect(expected, (), metrics.observations, told=told_of), known), said


def _told_of(known: Receipt, period: Period, expected: Expected) -> Told | None:
    """How many tasks each body told of, as so many of those it is asked; None where nothing is known of any.

    A receipt counts them and does not name them: these stand for their number alone.
    """
    states = known.collections[str(period)].units
    if not any(state.tasks_asked for state in states):
        return None
    return Told(
        {
            state.reporting_unit: frozenset(expected.tasks.get(state.reporting_unit, ())[: state.tasks_told])
            for state in states
        }
    )


def _says_something(file: ReturnedFile) -> bool:
    return bool(file.stamps or file.observations or file.blank or file.faulty or file.on_tasks)


def _may_name(file: ReturnedFile, unit: str, expected: Expected) -> bool:
    """Whether a file is the unit's form or holds a row of it; one that names nobody may be anybody's."""
    asked = (body for each in file.blank for body in expected.asked_for(each))
    named = file.named(expected).union(asked)
    return not named or unit in named


def _unread(source: str, findings: tuple[Finding, ...]) -> MetricsError:
    return MetricsError(*pair("collect.nothing_read", source=shown(source)), findings)


SUFFIX = ".receipt.json"


def with_receipt(collected: Collected, known: Receipt | None) -> Collected:
    """`collected` from a metrics file, with the reasons that its receipt gives.

    A receipt of another state of the file, of another period, or none at all changes nothing: then a figure
    is missing, and nobody knows why.
    """
    if known is None:
        return collected
    of_period = known.collections[str(collected.period)]
    states = {state.reporting_unit: state for state in of_period.units}
    rows = _by_series(of_period.left_out, collected)
    return collected._replace(
        units=tuple(_told(unit, states.get(unit.unit), rows) for unit in collected.units)
    )


def receipt_of(source: str, catalogue: Catalogue, period: Period) -> Receipt | None:
    """The receipt beside the metrics file `source`, where it is of this plan, knows of the period, and is of
    the file as it stands.
    """
    found = open_source(source + SUFFIX)
    known = None if found.fault is not None else read_receipt(found.content.decode(errors="replace"))
    if known is None or known.output.sha256 != hashlib.sha256(open_source(source).content).hexdigest():
        return None
    fits = str(period) in known.collections and known.plan == catalogue.targets.plan.id
    return known if fits else None


def timely(known: Receipt, period: Period) -> Mapping[str, Timely]:
    """Of each unit when it sent for `period`, and when it was reminded; of a period that `known` holds."""
    return {
        state.reporting_unit: Timely(state.arrived, state.completed, state.days_late, state.reminded)
        for state in known.collections[str(period)].units
    }


def noted(known: Receipt, period: Period, bodies: Collection[str], day: date) -> str:
    """The receipt as JSON text with a note that `bodies` were reminded of `period` on `day`; once a day."""
    of_period = known.collections[str(period)]
    units = tuple(
        state.model_copy(update={"reminded": tuple(sorted({*state.reminded, day}))})
        if state.reporting_unit in bodies
        else state
        for state in of_period.units
    )
    collections = {**known.collections, str(period): of_period.model_copy(update={"units": units})}
    return json_document(
        known.model_copy(update={"collections": collections}).model_dump(mode="json", by_alias=True)
    )


def _told(unit: UnitReturn, state: UnitState | None, rows: Mapping[Series, list[Rejected]]) -> UnitReturn:
    if state is None:
        return unit
    told = {(each.indicator, each.reporting_unit or unit.unit): each for each in state.missing}
    missing = {
        series: why
        if series not in told
        else Missing(
            told[series].reason,
            tuple(rows.get(series, ())),
            tuple(dict.fromkeys(map(kind_of, state.unread))) if told[series].reason == "unread" else (),
            cells=told[series].cells,
        )
        for series, why in unit.missing.items()
    }
    unit = unit._replace(missing=missing, set_aside=state.set_aside, unread=state.unread)
    if not state.tasks_asked:  # the receipt knows nothing of tasks
        return unit
    return unit._replace(files=state.files, tasks_missing=_on_tasks(state))


def _on_tasks(state: UnitState) -> Missing | None:
    why = state.tasks_missing
    if why is None:
        return None
    kinds = tuple(dict.fromkeys(map(kind_of, state.unread))) if why == "unread" else ()
    return Missing(why, copies=kinds, cells=state.tasks_cells)


def _by_series(left_out: Iterable[RowLeftOut], collected: Collected) -> Mapping[Series, list[Rejected]]:
    """Rows that do not count, as they were; of figures nobody asks for none is told."""
    found: dict[Series, list[Rejected]] = {}
    for row in left_out:
        if row.reason != "replaced" and row.indicator in collected.expected.catalogue.indicators:
            item = Rejected(row.reason, _observation(row), row.code, forms=row.forms)
            found.setdefault((row.indicator, row.reporting_unit), []).append(item)
    return found


def _observation(row: RowLeftOut) -> Observation:
    return Observation(
        row.indicator,
        row.reporting_unit,
        written_period(row.period),
        _number(row.numerator),
        _number(row.denominator),
        _number(row.value),
        evidence=row.evidence,
        note=row.note,
        closed_on=_day(row.closed_on),
        place=Place(row.file, row.sheet, row.row or None, cell_number(row.cell)),
    )


def _number(text: str) -> Decimal | None:
    """A number as the metrics file has it, with a decimal comma; yes is 1, no is 0."""
    if text in ("yes", "no"):
        return Decimal(text == "yes")
    try:
        return Decimal(text.removesuffix("%").replace(",", "."))
    except InvalidOperation:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

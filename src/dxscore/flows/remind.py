"""What has come of a period so far, and so what each body still owes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from dxscore.errors import MetricsError
from dxscore.flows import returned_rows
from dxscore.flows.asked import shown
from dxscore.flows.judge import Watched
from dxscore.flows.returned_folder import read_folder
from dxscore.forms.copies import kind_of
from dxscore.forms.expected import Expected
from dxscore.forms.missing import Missing
from dxscore.forms.normalised import Series
from dxscore.forms.receipt import read_receipt
from dxscore.forms.rejected import Rejected
from dxscore.forms.returned import Collected, collect
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.unit_returns import UnitReturn
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period, written_period
from dxscore.model.place import Place, cell_number
from dxscore.model.receipt import RowLeftOut, UnitState
from dxscore.read.sources import open_source
from dxscore.words.say import pair


def collected_so_far(
    source: str,
    catalogue: Catalogue,
    period: Period,
    unit: str | None = None,
    watched: Watched | None = None,
    others: Sequence[Catalogue] = (),
    expected: Expected | None = None,
) -> tuple[Collected, tuple[Finding, ...]]:
    """Which figures have come, and what is wrong with them; where one unit is asked for, with its files.

    Args:
        source: a folder of returned files, or a metrics file that was collected.
        catalogue: whose forms they are.
        period: what is asked for.
        unit: the one unit that is asked, by its id.
        watched: told of the files while a folder is read.
        others: catalogues of other plans for which figures came to the same place.
        expected: what this plan asks for, where that is less than all: the rest is asked for by another.

    Raises:
        MetricsError: nothing could be read: not to know what somebody sent is no reason to ask for it.
    """
    expected = Expected(catalogue, period) if expected is None else expected
    if Path(source).is_dir():
        returned = read_folder(Path(source), catalogue, watched=watched, others=others)
        spoken = any(file.stamps or file.observations or file.blank or file.faulty for file in returned.files)
        of_others_alone = len(returned.files) < len(returned.listing.wanted)
        if not spoken and not returned.copies and not of_others_alone:
            raise _unread(source, returned.findings)
        possible = returned_rows.without_impossible(expected, returned.files)
        collected = collect(expected, possible.files, taken_out=possible.rejected, copies=returned.copies)
        rejected = returned_rows.rejection_errors(collected)
        findings = (*returned.findings, *possible.findings, *rejected)
        of_another = {
            file.file for file in returned.files if unit is not None and not _may_name(file, unit, expected)
        }
        return collected, tuple(finding for finding in findings if finding.file not in of_another)
    from dxscore.read.metrics import read
    from dxscore.read.sources import expand

    metrics = read(map(open_source, expand([source])), catalogue, others)
    told = tuple(finding for finding in metrics.findings if finding.severity != "note")
    if not any(table.columns for table in metrics.tables):
        raise _unread(source, told)
    return with_receipt(collect(expected, (), metrics.observations), source), told


def _may_name(file: ReturnedFile, unit: str, expected: Expected) -> bool:
    """Whether a file is the unit's form or holds a row of it; one that names nobody may be anybody's."""
    asked = (body for each in file.blank for body in expected.asked_for(each))
    named = file.named(expected).union(asked)
    return not named or unit in named


def _unread(source: str, findings: tuple[Finding, ...]) -> MetricsError:
    return MetricsError(*pair("collect.nothing_read", source=shown(source)), findings)


SUFFIX = ".receipt.json"


def with_receipt(collected: Collected, source: str) -> Collected:
    """`collected` from a metrics file, with the reasons that its receipt gives.

    A receipt of another state of the file, of another period, or none at all changes nothing: then a figure
    is missing, and nobody knows why.
    """
    found = open_source(source + SUFFIX)
    known = None if found.fault is not None else read_receipt(found.content.decode(errors="replace"))
    if known is None or known.output.sha256 != hashlib.sha256(open_source(source).content).hexdigest():
        return collected
    of_period = known.collections.get(str(collected.period))
    if of_period is None or known.plan != collected.expected.catalogue.targets.plan.id:
        return collected
    states = {state.reporting_unit: state for state in of_period.units}
    rows = _by_series(of_period.left_out, collected)
    return collected._replace(
        units=tuple(_told(unit, states.get(unit.unit), rows) for unit in collected.units)
    )


def _told(unit: UnitReturn, state: UnitState | None, rows: Mapping[Series, list[Rejected]]) -> UnitReturn:
    if state is None:
        return unit
    reasons = {(each.indicator, each.reporting_unit or unit.unit): each.reason for each in state.missing}
    missing = {
        series: why
        if series not in reasons
        else Missing(
            reasons[series],
            tuple(rows.get(series, ())),
            tuple(dict.fromkeys(map(kind_of, state.unread))) if reasons[series] == "unread" else (),
        )
        for series, why in unit.missing.items()
    }
    return unit._replace(missing=missing, set_aside=state.set_aside, unread=state.unread)


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

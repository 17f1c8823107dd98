"""What has come of a period so far, and so what each body still owes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dxscore.errors import MetricsError
from dxscore.flows import returned_rows
from dxscore.flows.asked import shown
from dxscore.flows.judge import Watched
from dxscore.flows.receipts import with_receipt
from dxscore.flows.returned_folder import read_folder
from dxscore.forms.expected import Expected
from dxscore.forms.returned import Collected, collect
from dxscore.forms.returned_file import ReturnedFile
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period
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
    from dxscore.read.sources import expand, open_source

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

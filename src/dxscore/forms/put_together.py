"""Figures that nobody has to send, for figures of other periods are them together.

Of a metrics file that was not collected from forms of one period: the first half of a year and its two last
quarters are the year of a count, also where the first was sent by the units that became this one; the year's
state is that of its last quarter. Coverage reads rows in the same way (decision 26).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dxscore.forms.expected import Expected
from dxscore.forms.normalised import Series, series_of
from dxscore.model.observation import Observation
from dxscore.model.territory import Months, last_of, months_of


def put_together(
    expected: Expected, owed: Iterable[Series], observations: Iterable[Observation]
) -> frozenset[Series]:
    """Those of the figures `owed` that the rows are together.

    Args:
        expected: what is asked for, and of which period.
        owed: figures that no row is by itself.
        observations: usable rows, of any period.
    """
    rows: dict[Series, list[Observation]] = defaultdict(list)
    for observation in observations:
        rows[series_of(observation)].append(observation)
    return frozenset(series for series in owed if _is_there(expected, series, rows))


def _is_there(expected: Expected, series: Series, rows: Mapping[Series, Sequence[Observation]]) -> bool:
    indicator, unit = series
    period, territory = expected.period_of(indicator), expected.catalogue.territory
    over_time = expected.catalogue.indicators[indicator].over_time
    asked = months_of(period)

    def counted(body: str) -> Months:
        """The months of the period that the body's rows cover, one row or several."""
        found = 0
        for row in rows.get((indicator, body), ()):
            if row.period.year == period.year and not months_of(row.period) & ~asked:
                found |= months_of(row.period)
        return found

    if over_time == "stock":
        return any(
            (row.period.year, row.period.last_month) == (period.year, last_of(asked))
            and row.closed_on is None
            for row in rows.get(series, ())
        )
    if over_time != "flow":
        return False
    own, formers = counted(unit), territory.formers(unit)
    before = asked & ~territory.lived(unit, period.year) & ~own
    if asked & territory.lived(unit, period.year) & ~own or (before and not formers):
        return False
    return bool(own or formers) and all(
        not before & territory.lived(former, period.year) & ~counted(former) for former in formers
    )

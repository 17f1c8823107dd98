"""What stands beside a verdict and had no say in it: said once, so that nobody takes it for counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation, finding_on, order
from dxscore.model.place import Place
from dxscore.score.judge import Against, Judged
from dxscore.score.select import Usable
from dxscore.words.text import joined


def beside(
    catalogue: Catalogue, usable: Usable, judged: Sequence[Judged], said: Iterable[Finding]
) -> Iterator[Finding]:
    """Notes on rows of the whole place, of former and of divided units that decided nothing.

    Args:
        catalogue: whose units these are.
        usable: the rows.
        judged: the results, with the rows that decided each.
        said: what has been said: a row of the whole place that contradicts its units needs no note.
    """
    told = {f.place for f in said if f.code in _OF_WHOLES}
    spoke: dict[str, list[Observation]] = defaultdict(list)
    contradicting: set[Observation] = set()
    for each in judged:
        spoke[each.result.indicator] += each.rows
        if each.against is not None and contradicting.isdisjoint(each.against.rows):
            contradicting.update(each.against.rows)
            yield from _of_contradiction(each.against, told)
    for name, rows in usable.by_indicator.items():
        total = catalogue.total_unit(name) if len(catalogue.reporting_units(name)) > 1 else None
        whole = [o for o in rows if o.reporting_unit == total] if total is not None else []
        if whole or catalogue.territory.changes:  # else of a hundred thousand rows none has to be looked up
            own = set(spoke[name])
            years = {o.period.year for o in own if o.reporting_unit != total}
            for o in whole:
                unused = o not in own and o not in contradicting and o.place not in told
                if unused and o.period.year in years:
                    yield finding_on(rules.TOTAL_NOT_USED, o)
            if catalogue.territory.changes:
                yield from _of_former_units(catalogue, rows, own)
    for row, added in dict.fromkeys(pair for each in judged for pair in each.exceeded):  # of every target
        unit = catalogue.name(row.reporting_unit)
        yield finding_on(rules.FORMERS_EXCEED, row, None, unit=unit, sum=added, period=str(row.period))


def _of_contradiction(against: Against, told: Collection[Place]) -> Iterator[Finding]:
    """Both figures, on the first of the rows of the whole place, unless that has been said of one of them."""
    if any(row.place in told for row in against.rows):
        return
    yield finding_on(
        rules.TOTAL_CONTRADICTS_UNITS,
        min(against.rows, key=order),
        None,
        figure=against.figure,
        sum=against.added,
        reported=against.units,
        expected=against.units,
    )


_OF_WHOLES = frozenset({rules.TOTAL_CONTRADICTS_UNITS.code, rules.TOTAL_NOT_COMPARED.code})


def _of_former_units(
    catalogue: Catalogue, rows: Sequence[Observation], spoke: set[Observation]
) -> Iterator[Finding]:
    """One note for each former unit with figures of its last year that went into no verdict."""
    silent: dict[str, list[Observation]] = defaultdict(list)
    counted: set[str] = {o.reporting_unit for o in spoke}
    years = {(o.reporting_unit, o.period.year) for o in spoke}
    for o in rows:
        last = catalogue.territory.lives[o.reporting_unit].last
        into = catalogue.territory.successors(o.reporting_unit)
        if last is not None and into and o.period.year == last.year and o.reporting_unit not in counted:
            silent[o.reporting_unit].append(o)
    for unit, own in silent.items():
        into = catalogue.territory.successors(unit)
        if len(into) == 1 and (into[0], own[0].period.year) not in years:
            continue  # nor has the unit that it went into spoken of that year
        rule = rules.DIVIDED_NOT_CARRIED if len(into) > 1 else rules.FORMER_NOT_ADDED
        yield finding_on(
            rule,
            min(own, key=order),
            None,
            unit=catalogue.name(unit),
            names=joined((catalogue.name(id_) for id_ in into), "; "),
            count=len(own),
        )

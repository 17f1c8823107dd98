"""Several plans read from one set of files: their catalogues, held against each other first.

Nothing is guessed between plans: an id that two of them use has to be said to be one figure (`same_as`), or
is refused, for a row under it would count for both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Final

from dxscore.errors import RequestError
from dxscore.flows.asked import form_unit, refused, shown
from dxscore.flows.form_tasks import expected as all_expected
from dxscore.forms.expected import Expected
from dxscore.forms.normalised import Series
from dxscore.model.catalogue import Indicator
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.period import Period
from dxscore.read.vocabulary import Vocabulary
from dxscore.words.text import Text, both, joined

_NAMED_AT_MOST: Final = 10


def load_plans(folders: Sequence[Path]) -> tuple[Catalogue, ...]:
    """The catalogues in the folders, in order.

    Raises:
        CatalogueError: one of them cannot be used.
        RequestError: they cannot be used together.
    """
    from dxscore.read.catalogue import load

    plans = tuple(load(folder) for folder in folders)
    faults = [fault for one, other in combinations(plans, 2) for fault in _faults(one, other)]
    if faults:
        shown_ = faults[:_NAMED_AT_MOST]
        more = len(faults) - len(shown_)
        said = both("plans.not_together", faults=joined(shown_, "; "), more=f" (+{more})" if more else "")
        raise RequestError(said.vi, said.en)
    return plans


def _faults(one: Catalogue, other: Catalogue) -> Iterator[Text]:
    first, second = one.targets.plan.id, other.targets.plan.id
    if first == second:
        yield both("plans.same_plan", plan=first)
        return
    for own, theirs in _pairs(one, other):
        said = {"id": own.id, "other": theirs.id, "first": first, "second": second}
        if not (theirs.id in own.same_as or own.id in theirs.same_as):
            yield both("plans.same_id", **said)
        elif (own.measure, own.over_time) != (theirs.measure, theirs.over_time):
            yield both("plans.other_measure", **said)
    for id_, body in one.bodies.items():
        code = other.bodies[id_].code if id_ in other.bodies else None
        if code is not None and body.code is not None and code != body.code:
            yield both("plans.other_unit", id=id_, first=first, second=second)


def _pairs(one: Catalogue, other: Catalogue) -> Iterator[tuple[Indicator, Indicator]]:
    """Indicators of two plans that have one id, or are said to be one figure."""
    for own in one.indicators.values():
        for theirs in other.indicators.values():
            if own.id == theirs.id or theirs.id in own.same_as or own.id in theirs.same_as:
                yield own, theirs


def read_for(plans: Sequence[Catalogue], files: Sequence[str]) -> list[Metrics]:
    """The files, opened once, as each of the plans reads them: a row of another plan's alone is noted."""
    from dxscore.read.metrics import read
    from dxscore.read.sources import expand, open_source

    sources = [open_source(name) for name in expand(files)]
    return [read(sources, catalogue, others_of(plans, place)) for place, catalogue in enumerate(plans)]


def of_plan(file: str, plan: str) -> str:
    """The file of one plan among several: 'all.json' is 'all-PLAN.json'."""
    path = Path(file)
    return str(path.with_name(f"{path.stem}-{plan}{path.suffix}"))


def others_of(plans: Sequence[Catalogue], place: int) -> tuple[Catalogue, ...]:
    """The plans beside the one at `place`."""
    return (*plans[:place], *plans[place + 1 :])


def expected_once(plans: Sequence[Catalogue], period: Period) -> tuple[Expected, ...]:
    """What each plan's forms ask for, a figure that an earlier plan's forms ask for left out."""
    made: list[Expected] = []
    for catalogue in plans:
        expected = all_expected(catalogue, period)
        asked: set[Series] = set()
        for earlier in made:
            names = Vocabulary(earlier.catalogue, (catalogue,))
            asked |= {series for series in expected.bodies if _is_asked(earlier, names, expected, series)}
        made.append(expected.without(asked))
    return tuple(made)


def units_asked(every: Sequence[Expected], asked: str | None) -> list[str | None]:
    """The one body that is asked about, plan by plan; None in a plan that asks it for nothing, or for all.

    Raises:
        RequestError: no plan asks it for anything.
    """
    if asked is None:
        return [None] * len(every)
    found: list[str | None] = []
    refusals: list[RequestError] = []
    for expected in every:
        try:
            found.append(form_unit("--for", expected, asked))
        except RequestError as error:
            found.append(None)
            refusals.append(error)
    if len(refusals) == len(every):
        raise refusals[0]
    return found


def _is_asked(earlier: Expected, names: Vocabulary, expected: Expected, series: Series) -> bool:
    indicator, unit = names.indicators.find(series[0]), names.units.find(series[1]).unit
    if indicator is None or unit is None or (indicator, unit) not in earlier.bodies:
        return False
    return earlier.period_of(indicator) == expected.period_of(series[0])


def refuse_one_plans_options(named: dict[str, object]) -> None:
    """Refuse options that speak of one plan alone.

    Raises:
        RequestError: one of them is given.
    """
    for name, value in named.items():
        if value is not None:
            raise refused(both("plans.of_one", named=shown(name)))

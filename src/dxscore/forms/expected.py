"""Who is asked for which figures of a period: what forms ask, what collecting waits for, what letters demand.

Whose figures are owed is said by `Catalogue.owing`, as it is to coverage and gates. A form asks whoever holds
a figure (`supplied_by`), as often as its indicator says (`asked`): a form of the fourth quarter asks for the
year's figure of an indicator that is asked once a year, a form of the third does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from dxscore.forms.normalised import Series, series_of
from dxscore.model.catalogue import Asked, Indicator, Target
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period, PeriodKind
from dxscore.model.territory import how_many, months_of

_KINDS: Final[Mapping[Asked, PeriodKind]] = {
    "year": "year",
    "half_year": "half",
    "quarter": "quarter",
    "month": "month",
}
_MONTHS: Final[Mapping[Asked, int]] = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}


def period_asked(indicator: Indicator, period: Period) -> Period | None:
    """The period of which a form of `period` asks for the indicator; None where it does not ask.

    That is the form's own, or, of an indicator that is asked less often, the longer one that ends with it.
    A count of the form's time is not asked for where no target could be judged by it.
    """
    asked = indicator.asked
    if is_too_long(indicator, period):
        return None
    if asked is None or _MONTHS[asked] <= how_many(months_of(period)):
        return period
    longer = Period(_KINDS[asked], period.year, (period.last_month - 1) // _MONTHS[asked] + 1)
    return longer if longer.last_month == period.last_month else None


def is_too_long(indicator: Indicator, period: Period) -> bool:
    """Whether a count of `period` could judge no target, for each wants shorter times one by one."""
    is_count = indicator.over_time == "flow"
    return is_count and all(wants_shorter(target, period) for target in indicator.targets)


def wants_shorter(target: Target, period: Period) -> bool:
    """Whether a target comes again within `period`, so that one figure of it cannot stand for those times."""
    return target.every is not None and _MONTHS[target.every] < how_many(months_of(period))


def suppliers(catalogue: Catalogue, indicator: str, unit: str) -> tuple[str, ...]:
    """Ids of the bodies that are asked for the figure of `unit`: who holds it, else the unit itself.

    A member of a group that holds it gives its own; where the unit is none of them, each of them is asked.
    """
    supplied_by = catalogue.indicators[indicator].supplied_by
    if supplied_by is None:
        return (unit,)
    bodies = catalogue.units(supplied_by.body)
    return (unit,) if unit in bodies else bodies


class Expected:
    """The figures that are expected of a period, and the bodies that are asked for them.

    Args:
        catalogue: whose indicators and units.
        period: that of the forms.
        tasks: by body the ids of the tasks and documents that its form asks about.

    Attributes:
        of: by body asked, in the catalogue's order, the figures, in the order of print.
        bodies: of every figure, who is asked for it.
        tasks: as given.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        period: Period,
        tasks: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        self.catalogue = catalogue
        self.period = period
        self.tasks = tasks
        self._periods = {
            id_: period_asked(indicator, period) for id_, indicator in catalogue.indicators.items()
        }
        of: dict[str, list[Series]] = defaultdict(list)
        self.bodies: dict[Series, tuple[str, ...]] = {}
        for indicator, asked in self._periods.items():
            if asked is not None:
                months = months_of(asked)
                for unit in catalogue.owing(indicator, asked):
                    if not catalogue.territory.lived(unit, asked.year) & months:
                        continue  # nobody is left to fill in a form; coverage says what is owed
                    self.bodies[indicator, unit] = suppliers(catalogue, indicator, unit)
                    for body in self.bodies[indicator, unit]:
                        of[body].append((indicator, unit))
        self.of: Mapping[str, tuple[Series, ...]] = {
            body: tuple(of[body]) for body in catalogue.bodies if body in of
        }

    @property
    def asked_within(self) -> Mapping[str, Period]:
        """Ids of the indicators that forms of shorter periods ask for, as a count of this one judges nothing;
        each with the last of those periods.
        """
        found: dict[str, Period] = {}
        for id_, indicator in self.catalogue.indicators.items():
            if is_too_long(indicator, self.period):
                longest = max((t.every for t in indicator.targets if t.every), key=_MONTHS.__getitem__)
                number = (self.period.last_month - 1) // _MONTHS[longest] + 1
                found[id_] = Period(_KINDS[longest], self.period.year, number)
        return found

    @property
    def asked(self) -> tuple[str, ...]:
        """Ids of all bodies that get a form, be it for figures or for tasks, in the catalogue's order."""
        return tuple(body for body in self.catalogue.bodies if body in self.of or self.tasks.get(body))

    def without(self, asked: Collection[Series]) -> Expected:
        """The same, without figures that are asked for elsewhere."""
        if asked:
            left = {body: tuple(each for each in own if each not in asked) for body, own in self.of.items()}
            self.of = {body: own for body, own in left.items() if own}
            self.bodies = {series: own for series, own in self.bodies.items() if series not in asked}
        return self

    def period_of(self, indicator: str) -> Period:
        """The period of which the indicator's figure is expected; the forms' own where none is."""
        return self._periods[indicator] or self.period

    def is_of_period(self, day: date) -> bool:
        """Whether a report of a day is one for the forms' period."""
        calendar = self.catalogue.targets.plan.reporting_calendar
        return self.period.opens(calendar) <= day <= self.period.closes(calendar)

    def takes(self, observation: Observation) -> bool:
        """Whether a row is of the period that is expected of its indicator.

        A state on the last day of the forms' period is also that of the longer one that ends with it.
        """
        wanted = self.period_of(observation.indicator)
        if observation.period == wanted:
            return True
        flow = self.catalogue.indicators[observation.indicator].over_time == "flow"
        return observation.period == self.period and not flow

    def asked_for(self, series: Series) -> tuple[str, ...]:
        """Ids of the bodies that are asked for a figure; of one that nobody is asked for, its own unit."""
        return self.bodies.get(series, (series[1],))

    def bodies_of(self, observation: Observation) -> tuple[str, ...]:
        """Ids of the bodies that answer with this row."""
        return self.asked_for(series_of(observation))

    def is_others(self, body: str, series: Series) -> bool:
        """Whether a body is asked for a figure of which it has to be said whose it is."""
        indicator, unit = series
        return unit != body and len(self.catalogue.reporting_units(indicator)) > 1

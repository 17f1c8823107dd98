"""What each unit's rows cover of what a target asks for, in time and territory, and what they come to.

A figure is a count over a territory and a span of months; a target asks for a territory and a span. A count
over periods (flow) is the sum of disjoint periods, a state (stock) the newest one; a unit that was formed of
whole former units stands for them, and they for it in the time before it was there.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from dxscore.model.catalogue import OverTime
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.scorecard import Reason
from dxscore.model.territory import WHOLE_YEAR, Months, how_many, last_of, months_between, months_of
from dxscore.score.figures import Bench, Figure
from dxscore.score.plain_counts import PlainCounts
from dxscore.score.select import FOREVER, Selection
from dxscore.score.spans import (
    closes,
    counts_as_closed_on,
    cover,
    months_covered,
    period_covering,
)

_NOTHING = Figure(reason="not_reported")


class _Piece(NamedTuple):
    """A row of a flow: the months that it covers, and what it says."""

    months: Months
    row: Observation
    figure: Figure

    @property
    def is_bare(self) -> bool:
        """A percentage without its parts: it adds up with nothing."""
        return self.figure.value is not None and self.figure.denominator is None

    def says(self, is_share: bool) -> tuple[Hashable, ...]:
        """Numbers that add up; of what cannot be counted, why."""
        figure = self.figure
        if figure.reason == "declared":
            return (Decimal(0), Decimal(0)) if is_share else (Fraction(0),)
        if figure.reason not in (None, "zero_denominator"):
            return (str(figure.reason),)
        if is_share:
            return figure.numerator, figure.denominator
        return (figure.value,)


class Covered:
    """The figures of one target's units, laid over what it asks for."""

    def __init__(self, catalogue: Catalogue, bench: Bench, selection: Selection) -> None:
        self._catalogue = catalogue
        self._territory = catalogue.territory
        self._calendar = catalogue.targets.plan.reporting_calendar
        self._bench = bench
        self._selection = selection
        self._asked = selection.asked
        indicator = bench.indicator
        self._is_share = indicator.measure == "share"
        # Ranks and yes/no answers are a state, whether or not the catalogue says so.
        is_state = indicator.measure in ("rank", "yes_no")
        self.exceeded: list[tuple[Observation, Figure]] = []
        """Rows of units whose former units counted more than they say, and the sum of those."""
        self._wholes: dict[str, Figure] = {}
        self._over_time: OverTime | None = "stock" if is_state else indicator.over_time
        self._plain = PlainCounts(bench, self._calendar, selection.asked.year)
        self._adds_shares = self._is_share and self._over_time == "flow" and not selection.stale

    def says_of(self, bench: Bench, selection: Selection) -> bool:
        """Whether it says the same of another target: what a figure is does not hang on its threshold."""
        own = self._bench
        same_rows = own.indicator is bench.indicator and own.contradicted == bench.contradicted
        return same_rows and self._selection == selection

    def figures(self) -> dict[str, Figure]:
        """The figure of every expected unit, in the catalogue's order."""
        return dict(self._figures)

    @cached_property
    def _figures(self) -> dict[str, Figure]:
        return {unit: self.figure(unit) for unit in self._selection.units}

    def figure(self, unit: str) -> Figure:
        """What one unit's own rows and those of its former units come to.

        Where nothing current is there its newest old row is shown, with the reason why it is not judged.
        """
        plain = self._of_steady(unit)
        if plain is not None:
            return plain
        asked = self._asked.months
        figure = self._of(unit, asked)
        if figure.reason == "not_reported" and not figure.rows:
            older = self._selection.older.get(unit)
            if older is not None:
                shown, year = self._bench.figure(older), older.period.year
                months = months_of(older.period)
                return shown._replace(reason="stale", closes=self._closes(older), year=year, months=months)
            return Figure(reason=self._why_absent(unit), asked=asked, whole=False, absent=figure.absent)
        # Where others go on with its territory, the months after its end are still to come.
        goes_on = asked & self._lived_by_heirs(unit)
        if goes_on & ~figure.asked:
            whole = figure.whole and self._over_time == "stock"
            figure = figure._replace(
                asked=figure.asked | goes_on,
                whole=whole,
                fixed=figure.fixed and (whole or self._over_time == "flow"),
            )
        return figure._replace(reason="stale") if self._selection.stale and figure.rows else figure

    def _of_steady(self, unit: str) -> Figure | None:
        """The sum of plain rows of a unit whose territory is always its own: nobody else has to be asked."""
        rows = self._selection.rows.get(unit)
        if rows is None or not self._adds_shares or unit not in self._territory.steady:
            return None
        return self._plain.count(rows, self._asked.months, WHOLE_YEAR, FOREVER, None)

    def _why_absent(self, unit: str) -> Reason:
        """Why nothing of a unit speaks: of a count over a longer time no part can be told."""
        asked = self._asked.months
        covered = (months_of(row.period) for row in self._selection.rows.get(unit, ()))
        beyond = any(months & asked and months & ~asked for months in covered)
        return "longer_period" if beyond else self._selection.why_absent(unit)

    def whole_place(self, body: str) -> Figure:
        """What the one row of the whole place covers, found once: see `_whole_place`."""
        found = self._wholes.get(body)
        if found is None:
            found = self._wholes[body] = self._whole_place(body)
        return found

    def _whole_place(self, body: str) -> Figure:
        """What the one row of the whole place covers of what its units owe together.

        That the body ended does not end what is asked: where its units live on, under whatever name, its
        figure is one up to its own last day.
        """
        figure = self.figure(body)
        owed = 0
        for unit in self._selection.units:
            owed |= self._asked.months & (self._lived_with_formers(unit) | self._lived_by_heirs(unit))
        if not owed & ~self._lived(body):
            return figure
        whole = self._over_time == "flow" and not owed & ~figure.months
        return figure._replace(
            asked=owed, whole=whole, fixed=figure.fixed and self._over_time == "flow", ended=None
        )

    def _of(self, unit: str, asked: Months) -> Figure:
        own = self._selection.rows.get(unit, ())
        lived = self._lived(unit)
        formers = self._territory.formers(unit)
        start = self._formed_in(unit) if formers else 1
        if start <= 1:
            return self._alone(unit, own, asked & lived, lived)
        late = tuple(o for o in own if last_of(months_of(o.period)) >= start)
        early = tuple(o for o in own if last_of(months_of(o.period)) < start)
        # A row of the whole that began before the unit did covers its territory from the period's first day.
        whole_life = lived if early or lived & months_between(1, start - 1) else WHOLE_YEAR
        base = self._alone(unit, late, asked & (whole_life | lived), whole_life | lived)
        before = months_between(1, start - 1)
        if self._over_time != "flow":
            if base.rows and base.reason in (None, "zero_denominator"):
                return base
            return self._of_formers(unit, base, formers, early, asked & before)
        if base.rows and base.reason not in (None, "zero_denominator"):
            return base
        # What began after the merger holds nothing of the former units, and makes no room for their figures.
        for row in base.rows:
            within = asked & before & months_of(row.period)
            more = self._formers_exceed(self._bench.figure(row), formers, within)
            if more is not None:
                self.exceeded.append((row, more))
                return base._replace(reason="contradictory")
        return self._of_formers(unit, base, formers, early, asked & before & ~base.months)

    def _alone(self, unit: str, rows: Sequence[Observation], asked: Months, lived: Months) -> Figure:
        """What a unit's own rows come to, by themselves."""
        if not rows:
            return _NOTHING._replace(asked=asked, whole=False, year=self._asked.year)
        if self._over_time == "flow":
            return self._count(unit, rows, asked, lived)
        return self._state(unit, rows, asked, lived)

    def _state(self, unit: str, rows: Sequence[Observation], asked: Months, lived: Months) -> Figure:
        """The newest state; of two of one day the longer period speaks: the year, not its December."""
        life = self._territory.lives.get(unit, FOREVER)

        def newness(o: Observation) -> tuple[date, int, int]:
            day = counts_as_closed_on(o, life, self._calendar)
            return day, o.period.last_month - o.period.first_month, o.period.last_month

        row = max(rows, key=newness)
        figure = self._bench.figure(row)
        day = counts_as_closed_on(row, life, self._calendar)
        ended = self._ended(unit)
        wanted = min(self._asked.last_day, ended or date.max)
        months = months_covered(row, lived, self._calendar) or months_of(row.period)
        # Where nothing says that it is a state it has to cover what is asked: nothing is added to it.
        whole = day >= wanted if self._over_time == "stock" else not asked & ~months
        return figure._replace(
            year=self._asked.year,
            months=months,
            asked=asked,
            closes=self._closes(row),
            whole=whole,
            fixed=whole,
            ended=ended if whole else None,
        )

    def _count(self, unit: str, rows: Sequence[Observation], asked: Months, lived: Months) -> Figure:
        """The sum of the fewest disjoint periods that cover most of `asked`."""
        if self._is_share:
            life = self._territory.lives.get(rows[0].reporting_unit, FOREVER)
            plain = self._plain.count(rows, asked, lived, life, self._ended(unit))
            if plain is not None:
                return plain
        return self._laid_out(unit, rows, asked, lived)

    def _laid_out(self, unit: str, rows: Sequence[Observation], asked: Months, lived: Months) -> Figure:
        """The same of any rows, whatever keeps one of them from being used or from adding up."""
        pieces = []
        for row in rows:
            months = months_covered(row, lived, self._calendar)
            if months and not months & ~asked:
                pieces.append(_Piece(months, row, self._bench.figure(row)))
        if len(pieces) == 1:  # nothing has to be chosen, and the sum of one is that one
            return self._with_span(pieces[0].figure, pieces, asked, self._ended(unit))
        adding = [piece for piece in pieces if not (self._is_share and piece.is_bare)]
        bare = [piece for piece in pieces if self._is_share and piece.is_bare]
        chosen = self._chosen(adding)
        ended = self._ended(unit)
        longest = max(bare, key=lambda piece: how_many(piece.months), default=None)
        if longest is not None and how_many(longest.months) > how_many(_united(chosen.pieces)):
            return self._with_span(longest.figure, [longest], asked, ended)
        if chosen.contradictory:
            figure = Figure(reason="contradictory", rows=tuple(piece.row for piece in chosen.pieces))
            return self._with_span(figure, chosen.pieces, asked, ended)
        refused = next((p.figure for p in chosen.pieces if not _counts(p.figure)), None)
        if refused is not None:
            return self._with_span(refused, chosen.pieces, asked, ended)
        if chosen.pieces and all(p.figure.reason == "declared" for p in chosen.pieces):
            return self._with_span(chosen.pieces[0].figure, chosen.pieces, asked, ended)
        beside = self._chosen([p for p in bare if not p.months & _united(chosen.pieces)]).pieces
        added = self._bench.added(p.figure for p in chosen.pieces if p.figure.reason != "declared")
        if beside:
            values = tuple(p.figure.value for p in beside if p.figure.value is not None)
            added = added._replace(percentages=(*added.percentages, *values))
        figure = self._with_span(added, chosen.pieces, asked, ended)
        open_ = asked & ~_united(chosen.pieces) & ~_united(beside)
        return figure._replace(whole=not open_)

    def _chosen(self, pieces: Sequence[_Piece]) -> _Laid:
        if len(pieces) == 1:
            return _Laid(tuple(pieces), contradictory=False)
        found = cover([(piece.months, piece.says(self._is_share)) for piece in pieces])
        return _Laid(tuple(pieces[number] for number in found.members), found.contradictory)

    def _with_span(
        self, figure: Figure, pieces: Sequence[_Piece], asked: Months, ended: date | None
    ) -> Figure:
        months = _united(pieces)
        year = self._asked.year
        whole = not asked & ~months
        rows = tuple(piece.row for piece in pieces)
        if len(rows) == 1:
            period: Period | None = rows[0].period
        else:
            period = period_covering(year, months, [row.period for row in rows])
        # With all its months, a figure speaks to the last day of its unit, whenever the period closes.
        ends = ended if whole and ended else max(map(self._closes, rows), default=None)
        return Figure(
            value=figure.value,
            numerator=figure.numerator,
            denominator=figure.denominator,
            reason=figure.reason,
            period=period,
            year=year,
            months=months,
            asked=asked,
            closes=ends,
            whole=whole,
            fixed=True,
            ended=ended if whole else None,
            formers=figure.formers,
            absent=figure.absent,
            percentages=figure.percentages,
            rows=rows,
            held=figure.held,
        )

    def _of_formers(
        self, unit: str, base: Figure, formers: Sequence[str], early: Sequence[Observation], asked: Months
    ) -> Figure:
        """`base` and what the units it was formed of say of the months in `asked`, each for its part."""
        parts: list[tuple[str, Figure]] = []
        lived_before = asked & self._lived(unit)
        wanted = base.asked
        for former in formers:
            owed = asked & self._lived_with_formers(former)
            wanted |= owed
            if owed:
                parts.append((former, self._of(former, owed)))
        if lived_before and early:
            parts.append((unit, self._alone(unit, early, lived_before, self._lived(unit))))
        given = [(id_, figure) for id_, figure in parts if _counts(figure) and figure.rows]
        if not given:
            absent = tuple(id_ for id_, _ in parts if id_ != unit)
            refused = next((f for _, f in parts if f.rows), None)
            if base.rows:
                return base._replace(asked=wanted, whole=base.whole and not asked, absent=absent)
            return (refused or _NOTHING)._replace(asked=wanted, whole=False, absent=absent)
        if all(figure.reason == "declared" for _, figure in given) and not base.rows:
            # What one former unit says does not apply says nothing of another that is silent.
            silent = tuple(id_ for id_, figure in parts if not (_counts(figure) and figure.rows))
            if silent:
                return _NOTHING._replace(asked=wanted, whole=False, absent=silent)
            return given[0][1]._replace(asked=wanted)
        figures = [figure for _, figure in given]
        figures += [base] if base.rows else []
        figure = self._bench.added(figures)
        months = _over_all([*(f for _, f in parts)], base, asked)
        absent = tuple(
            id_
            for id_, f in parts
            for id_ in (f.absent or ((id_,) if not (_counts(f) and f.rows) else ()))
            if id_ != unit
        )
        periods = [row.period for f in figures for row in f.rows]
        flow = self._over_time == "flow"
        closing = [f.closes for f in figures if f.closes is not None]
        is_whole = not wanted & ~months if flow else all(f.whole for f in figures) and not absent
        return figure._replace(
            period=period_covering(self._asked.year, months, periods) if flow else max(periods, default=None),
            year=self._asked.year,
            months=months,
            asked=wanted,
            closes=(max if flow else min)(closing, default=None),
            whole=is_whole,
            fixed=flow or all(f.fixed for f in figures),
            formers=tuple(id_ for id_, f in given for id_ in (f.formers or (id_,)) if id_ != unit),
            absent=absent,
            percentages=(*figure.percentages,),
            rows=tuple(row for f in figures for row in f.rows),
        )

    def _formers_exceed(self, own: Figure, formers: Sequence[str], within: Months) -> Figure | None:
        """What the former units counted in months that the unit's own row covers, where it is more."""
        if not within or not own.is_given:
            return None
        parts = [self._of(former, within & self._lived(former)) for former in formers]
        added = self._bench.added(figure for figure in parts if figure.rows)
        if not added.is_given:
            return None
        if added.denominator is not None and own.denominator is not None:
            above, below = added.numerator or 0, added.denominator
            has, of = own.numerator or 0, own.denominator
            return added if above > has or below > of or below - above > of - has else None
        summed = self._bench.indicator.measure == "number" and self._bench.indicator.only_adds_up
        return added if summed and (added.value or 0) > (own.value or 0) else None

    def _lived(self, unit: str) -> Months:
        return self._territory.lived(unit, self._asked.year)

    def _lived_with_formers(self, unit: str) -> Months:
        lived = self._lived(unit)
        for former in self._territory.formers(unit):
            lived |= self._lived_with_formers(former)
        return lived

    def _lived_by_heirs(self, unit: str) -> Months:
        """The months in which units that took over `unit` live, and report the indicator as well."""
        lived = 0
        for heir in self._territory.successors(unit):
            if heir in self._selection.among:
                lived |= self._lived(heir) | self._lived_by_heirs(heir)
        return lived

    def _formed_in(self, unit: str) -> int:
        """The first month, 1 to 13, of the asked year in which the unit covers all that it was formed of."""
        formed = self._territory.formed_on(unit)
        if formed is None or formed.year < self._asked.year:
            return 1
        if formed.year > self._asked.year:
            return 13
        return formed.month + (formed.day > 1)

    def _ended(self, unit: str) -> date | None:
        """The last day of a unit that has ended by the day of judgement, and that nobody goes on for."""
        last = self._territory.ended(unit, self._asked.year, self._selection.among)
        return None if last is None or last > self._asked.last_day else last

    def _closes(self, row: Observation) -> date:
        return closes(row, self._territory.lives.get(row.reporting_unit, FOREVER), self._calendar)


class _Laid(NamedTuple):
    pieces: tuple[_Piece, ...]
    contradictory: bool


def _united(pieces: Iterable[_Piece]) -> Months:
    months = 0
    for piece in pieces:
        months |= piece.months
    return months


def _counts(figure: Figure) -> bool:
    """Whether a figure goes into a sum: a value, a share of nothing, or what does not apply."""
    return figure.reason in (None, "zero_denominator", "declared")


def _over_all(parts: Sequence[Figure], base: Figure, asked: Months) -> Months:
    """The months covered everywhere: by the unit itself, or by every former unit that lived in them."""
    covered = asked
    for part in parts:
        covered &= (part.months if _counts(part) and part.rows else 0) | ~part.asked
    return base.months | covered

"""A points card put into words of one language: the lines that every format prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from dxscore.model.loaded import Catalogue
from dxscore.model.period import period_inside, period_words, written_period
from dxscore.model.points import CriterionPoints, NextStep, PointsCard, UnitPoints
from dxscore.model.points_rules import LateStep, Rule, Share, Step
from dxscore.model.points_set import Criterion, PlacedSet, SetSource
from dxscore.points.totals import band_of
from dxscore.words.numbers import distinct, number
from dxscore.words.say import Language, say_of
from dxscore.words.text import Text
from dxscore.words.visible import visible

_DECIMALS_SHOWN = 4


class CriterionLine(NamedTuple):
    """One row of the printed form, ready to be shown."""

    number: str
    id: str
    name: str
    max: str
    how: str
    documents: str
    computed: str
    self_: str
    verified: str
    official: str
    explanation: str
    missing: str
    points: CriterionPoints
    criterion: Criterion


class UnitLine(NamedTuple):
    """One row of the ranking, ready to be shown."""

    rank: str
    name: str
    total: str
    range: str
    band: str
    unanswered: str
    next: str
    groups: tuple[str, ...]
    unit: UnitPoints


@dataclass(frozen=True)
class PointsView:
    """A card with what it takes to show it.

    Args:
        card: the points.
        placed: the set.
        catalogue: names of units and nouns.
        lang: of all words.
        width: columns of the terminal.
        colour: whether to colour.
        by: whether the table has a column for each group.
        unit: id of the one unit that is shown in full.
        on_screen: somebody at the command line reads it, and can ask for something else.
    """

    card: PointsCard
    placed: PlacedSet
    catalogue: Catalogue
    lang: Language
    width: int = 100
    colour: bool = False
    by: str = "unit"
    unit: str | None = None
    on_screen: bool = False

    def say(self, name: str, **named: object) -> str:
        """A phrase of this room."""
        return say_of("points", name, self.lang, **named)

    def text(self, text: Text | None) -> str:
        """A text of a file, with nothing in it that acts."""
        return "" if text is None else visible(text.get(self.lang))

    def points(self, value: Decimal | None) -> str:
        """Points as people read them; nothing where there are none."""
        if value is None:
            return ""
        exponent = value.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > _DECIMALS_SHOWN:
            return distinct(Fraction(value), (), self.lang, 2)
        return number(value.quantize(Decimal(1)) if value == value.to_integral() else value, self.lang)

    @cached_property
    def period(self) -> str:
        """The period in words."""
        return period_words(written_period(self.card.period), self.lang)

    @property
    def title(self) -> str:
        """Name of the set, and the period."""
        return f"{self.text(self.card.name)} – {self.period}"

    @cached_property
    def shown_units(self) -> tuple[UnitPoints, ...]:
        """The unit asked for, or all."""
        units = self.card.units
        return units if self.unit is None else tuple(u for u in units if u.reporting_unit == self.unit)

    @cached_property
    def lines(self) -> tuple[UnitLine, ...]:
        """The ranking, best first."""
        return tuple(self._line(unit) for unit in self.shown_units)

    def _line(self, unit: UnitPoints) -> UnitLine:
        best = unit.next[0] if unit.next else None
        return UnitLine(
            self.rank(unit),
            self.text(unit.name),
            self.points(unit.total) or self.say("no_total"),
            self.range(unit),
            self.band(unit),
            self._unanswered(unit),
            "" if best is None else self.step(best),
            tuple(self.points(group.total) for group in unit.groups),
            unit,
        )

    def rank(self, unit: UnitPoints) -> str:
        """3, or 3–7; a dash in words where there is none."""
        if unit.rank is None:
            return self.say("unranked")
        if unit.rank_best == unit.rank_worst:
            return str(unit.rank)
        return f"{unit.rank_best}–{unit.rank_worst}"

    def range(self, unit: UnitPoints) -> str:
        """Between what the total may still lie; nothing where it is settled."""
        if unit.low == unit.high:
            return ""
        return f"{self.points(unit.low)}–{self.points(unit.high)}"

    def band(self, unit: UnitPoints) -> str:
        """The word for the total; where it may still become another, those for the least and the most."""
        low, high = (self._band_of(points) for points in (unit.low, unit.high))
        return low if low == high else f"{low or '…'}–{high}"

    def _band_of(self, points: Decimal | None) -> str:
        found = band_of(self.placed.set.bands, None if points is None else Fraction(points))
        return "" if found is None else self.text(found.name)

    def _unanswered(self, unit: UnitPoints) -> str:
        if unit.complete:
            return ""
        points = self.points(unit.unanswered_points)
        return self.say("unanswered_of", count=len(unit.unanswered), points=points)

    def step(self, step: NextStep) -> str:
        """thêm 14 hồ sơ (TT-1): +0,31 điểm."""
        gain = self.points(step.points)
        of = step.criterion if step.part is None else f"{step.criterion}, {self.text(step.part)}"
        if step.count is None:
            return self.say("step_done", criterion=of, points=gain)
        count = self.points(abs(step.count))
        noun = self.text(step.counted_in)
        name = "step_more" if step.count > 0 else "step_fewer"
        return self.say(name, amount=count, noun=noun, criterion=of, points=gain)

    @property
    def groups(self) -> tuple[str, ...]:
        """Titles of the groups, each with its maximum."""
        own = self.placed.set.groups
        maxima = {group.group: group.max for group in self.card.units[0].groups} if self.card.units else {}
        return tuple(f"{self.text(g.name)} ({self.points(maxima.get(g.id))})" for g in own)

    def criteria(self, unit: UnitPoints) -> Iterator[tuple[str, tuple[CriterionLine, ...]]]:
        """The printed form of one unit, by group: the group's title and its rows."""
        by_id = {each.criterion: each for each in unit.criteria}
        numbers = {criterion.id: place for place, criterion in enumerate(self.placed.criteria, start=1)}
        groups = [(group.id, self.text(group.name)) for group in self.placed.set.groups]
        for id_, title in [*groups, (None, "")]:
            own = [criterion for criterion in self.placed.criteria if criterion.group == id_]
            if own:
                yield (
                    title or (self.say("beside") if groups else ""),
                    tuple(self._criterion(numbers[c.id], c, by_id[c.id]) for c in own),
                )

    def _criterion(self, place: int, criterion: Criterion, own: CriterionPoints) -> CriterionLine:
        return CriterionLine(
            str(place),
            criterion.id,
            self.text(criterion.name),
            self.points(Decimal(0) if criterion.deduction else _decimal(criterion.most)),
            self.how(criterion),
            visible(own.evidence or "") or self.text(criterion.documents),
            self.points(own.computed) or ("" if own.self_ is not None else self.why(own)),
            self.points(own.self_),
            self.points(own.verified),
            self.official(own),
            visible(own.reason or ""),
            self.missing(criterion, own),
            own,
            criterion,
        )

    def official(self, own: CriterionPoints) -> str:
        """The number that counts, or that there is none."""
        if own.left_out:
            return self.say("left_out")
        return self.points(own.official) or self.say("not_answered")

    def why(self, own: CriterionPoints) -> str:
        """Why there is no number, or not the usual one."""
        return "" if own.cause is None else self.say(f"cause_{own.cause}")

    def missing(self, criterion: Criterion, own: CriterionPoints) -> str:
        """thiếu 0,31 điểm; 14 hồ sơ."""
        if not own.missing or own.missing <= 0:
            return ""
        points = self.points(own.missing)
        if own.missing_count is None:
            return self.say("short", points=points)
        return self.say(
            "short_count",
            points=points,
            amount=number(own.missing_count, self.lang),
            noun=self.noun(criterion),
        )

    def noun(self, criterion: Criterion) -> str:
        """What a criterion counts."""
        if criterion.counted_in is not None:
            return self.text(criterion.counted_in)
        indicator = self.catalogue.indicators.get(criterion.indicator or criterion.id)
        return self.text(indicator.counted_in if indicator is not None else None) or self.say("cases")

    def small(self) -> Iterator[str]:
        """A line for each figure whose single case moves much."""
        for unit in self.shown_units:
            for own in unit.criteria:
                if own.small:
                    yield self.say(
                        "small_of",
                        unit=self.text(unit.name),
                        criterion=own.criterion,
                        figures=f"{self.points(own.numerator)}/{self.points(own.denominator)}",
                        points=self.points(own.one_case),
                    )

    def answer(self) -> str:
        """The sentence that comes first."""
        units = self.card.units
        ranked = [unit for unit in units if unit.rank is not None]
        if self.unit is not None and self.shown_units:
            unit = self.shown_units[0]
            total = self.points(unit.total) or self.say("no_total")
            most = self.points(self.card.max)
            rank = self.rank(unit)
            name = "answer_unit" if unit.rank is not None else "answer_unit_unranked"
            return self.say(name, unit=self.text(unit.name), total=total, max=most, rank=rank, of=len(units))
        if not ranked:
            return self.say("answer_none", of=len(units))
        first, last = ranked[0], ranked[-1]
        return self.say(
            "answer",
            ranked=len(ranked),
            of=len(units),
            best=self.text(first.name),
            best_points=self.points(first.total),
            worst=self.text(last.name),
            worst_points=self.points(last.total),
            max=self.points(self.card.max),
        )

    def notes(self) -> Iterator[str]:
        """What a reader must know beside the numbers."""
        units = self.card.units
        if self.card.illustrative:
            yield self.say("illustrative")
        if len(self.card.periods) > 1 and self.on_screen:
            known = [period_inside(written_period(p), self.lang) for p in self.card.periods]
            shown = ", ".join(known[:6]) + (" …" if len(known) > 6 else "")
            period = period_inside(written_period(self.card.period), self.lang)
            yield self.say("several_periods", period=period, periods=shown)
        open_ = sum(not unit.complete for unit in units)
        if open_:
            yield self.say("lowest", count=open_)
        early = sum(any(each.cause == "provisional" for each in unit.criteria) for unit in units)
        if early:
            yield self.say("provisional_note", count=early)
        if self.card.compared:
            yield self.say("compared", criteria=", ".join(self.card.compared))
        gone = sorted({id_ for unit in units for id_ in unit.left_out})
        if gone:
            what = self.say(f"then_{self.placed.set.left_out}") if self.placed.set.left_out else ""
            yield self.say("left_out_note", criteria=", ".join(gone), then=what)
        if any(unit.capped_at is not None for unit in self.shown_units):
            capped = [unit for unit in self.shown_units if unit.capped_at is not None]
            yield self.say("capped", count=len(capped), points=self.points(capped[0].capped_at))

    def remarks(self) -> Iterator[str]:
        """What the set says of itself, and its source."""
        source = self.placed.set.source
        if source is not None:
            yield self.say("source", source=self.source(source))
        yield from (self.text(remark) for remark in self.card.remarks)

    def source(self, source: SetSource) -> str:
        """Document, section and words."""
        parts = [source.document, source.section, f"“{source.wording}”" if source.wording else None]
        return visible(", ".join(part for part in parts if part))

    def what_if(self) -> Iterator[str]:
        """A line for each supposition."""
        for item in self.card.what_if:
            name = self.text(self.catalogue.name(item.reporting_unit))
            yield self.say(
                "what_if_of",
                criterion=item.criterion,
                unit=name,
                figure=item.figure,
                before=self.points(item.total_before) or self.say("no_total"),
                after=self.points(item.total_after) or self.say("no_total"),
                rank_before=item.rank_before or self.say("unranked"),
                rank_after=item.rank_after or self.say("unranked"),
            )

    def how(self, criterion: Criterion) -> str:
        """Cách tính: as the set words it, else read off its rule."""
        if criterion.how is not None:
            return self.text(criterion.how)
        return self._how(criterion)

    def _how(self, rule: Rule) -> str:
        """A rule in words."""
        most = self._n(rule.most)
        if rule.share is not None:
            return self._how_share(rule.share, most)
        if rule.steps is not None:
            return "; ".join(self._step(step) for step in rule.steps)
        if rule.levels is not None:
            return "; ".join(
                f"{visible(name)}: {self._n(portion * rule.most)}" for name, portion in rule.levels.items()
            )
        if rule.done is not None:
            return self.say("how_done", max=most)
        if rule.each is not None:
            bound = rule.most if rule.each.points >= 0 else rule.least
            return self.say("how_each", points=self._n(rule.each.points), bound=self._n(bound))
        if rule.leader is not None:
            at = self._n(rule.leader.at_target * rule.most)
            return self.say("how_leader", at=at, max=most)
        if rule.late is not None:
            return self._how_late(rule, rule.late)
        if rule.cases:
            name = "how_parts" if rule.parts is not None else "how_best_of"
            return self.say(name, cases="; ".join(self._part(part) for part in rule.cases), max=most)
        return self.say("how_given", max=most)

    def _how_share(self, share: Share, most: str) -> str:
        parts = [self.say("how_share_best" if share.against == "best_unit" else "how_share", max=most)]
        if share.full_at != 100:
            parts.append(self.say("how_full_at", full=self._n(share.full_at)))
        if share.nothing_below > 0:
            parts.append(self.say("how_floor", floor=self._n(share.nothing_below)))
        return "; ".join(parts)

    def _how_late(self, rule: Rule, late: tuple[LateStep, ...]) -> str:
        steps = [
            self.say("how_late", days=step.up_to_days, points=self._n(step.keep * rule.most)) for step in late
        ]
        return "; ".join([*steps, self.say("how_later", points=self._n(rule.later * rule.most))])

    def _part(self, rule: Rule) -> str:
        name = self.text(getattr(rule, "name", None))
        return f"{name}: {self._how(rule)}" if name else self._how(rule)

    def _step(self, step: Step) -> str:
        bound = self._n(step.bound)
        return f"{self.say(f'bound_{step.comparator}', bound=bound)}: {self._n(step.points)}"

    def _n(self, value: Fraction) -> str:
        return (
            distinct(value, (), self.lang, 0) if value.denominator == 1 else distinct(value, (), self.lang, 2)
        )


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)

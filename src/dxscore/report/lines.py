"""Results, units' own figures, gaps and findings put into words: the one row that every format shows.

A line holds what it speaks of (`result`, `figure`, `gap`, `finding`) and says each part of it when that is
first asked for, so that a format pays only for what it prints.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Final

from dxscore.model.finding import Finding
from dxscore.model.scorecard import Gap, Remark, Result
from dxscore.report.figure_line import FigureLine, UnitLine
from dxscore.report.letterhead import has_ended
from dxscore.report.naming import LESS, is_inferred
from dxscore.report.outlooks import ahead_sentences, outlook_sentences, outlook_words
from dxscore.report.rule_words import asked_words, begins_with_name, deadline_words, with_path
from dxscore.words.columns import COLUMN_NAMES, TASK_COLUMN_NAMES
from dxscore.words.names import inside
from dxscore.words.numbers import day
from dxscore.words.say import Language, say_of
from dxscore.words.visible import visible

ENDED_NAMED_AT_MOST: Final = 2
"""Of more units that ended only the number is said."""


@dataclass(frozen=True, eq=False)
class ResultLine(FigureLine):
    """The verdict on one target.

    Args:
        one_of_several: whether the scorecard has other results of this indicator.
    """

    figure: Result
    one_of_several: bool = False

    @property
    def id(self) -> str:
        """Id of the indicator."""
        return self.result.indicator

    @cached_property
    def name(self) -> str:
        """Name of the indicator."""
        return self.names.indicator(self.result.indicator)

    @cached_property
    def dated_name(self) -> str:
        """The name, with the target's year where there are several."""
        return f"{self.name} ({self.by})" if self.one_of_several else self.name

    @cached_property
    def by(self) -> int | str:
        """When the target falls due: 2025; or 'Quý II/2025', '30/06/2025' within a year."""
        at = self.result.target.at
        return self.result.target.by if at is None else deadline_words(at, self.names.lang)

    @cached_property
    def threshold(self) -> str:
        """The target without its year: 'Trên 80%'."""
        return asked_words(self.names, self.indicator, self.result.target)

    @cached_property
    def threshold_inside(self) -> str:
        """The same in the middle of a sentence: 'trên 80%'; a name in front stays as it is."""
        words = self.threshold
        return words if begins_with_name(self.result.target) else f"{words[:1].lower()}{words[1:]}"

    @cached_property
    def target(self) -> str:
        """The target as the plan has it, with its year where that tells it apart, and the path to it."""
        return with_path(self.names, self.indicator, self.result.target, self.target_alone)

    @cached_property
    def target_alone(self) -> str:
        """The same without the path to it."""
        if self.result.target.every:
            year = f" ({self.by})" if self.one_of_several else ""
            often = say_of("every", self.result.target.every, self.names.lang)
            return f"{self.threshold}, {often}{year}"
        within_a_year = self.result.target.at is not None
        plain = self.result.due and not within_a_year
        return self.threshold if plain else f"{self.threshold} ({self.by})"

    @cached_property
    def verdict(self) -> str:
        """The verdict in words, with what is uncertain or not due about it."""
        result, lang = self.result, self.names.lang
        words = say_of("status", result.status, lang)
        if result.exceeded:
            words = say_of("status", "below_limit" if self.is_limit else "exceeded", lang)
        if result.level is not None and result.level.reached is not None:
            level = visible(result.level.reached.get(lang))
            words = self.names.say("rule.at_level", verdict=words, level=level)
        if result.provisional:
            words += f" ({say_of('status', 'provisional', lang)})"
        if not result.due and result.status in ("no_data", "not_assessable"):
            words += f" ({self.names.say('report.not_due')})"
        return words

    @property
    def is_limit(self) -> bool:
        """Whether the target is a limit, of which exceeding it would be the fault."""
        return self.result.target.comparator in LESS and self.indicator.measure != "rank"

    @cached_property
    def figures(self) -> str:
        """The value with its coverage, time and remarks, which are never shown without each other."""
        said, coverage = [self.value], self.result.coverage
        if coverage.expected > 1:
            said.append(self.coverage)
        return "; ".join([*said, *([self.time] if self.time else []), *self.remarks])

    @cached_property
    def coverage(self) -> str:
        """'14/15 đơn vị, 1 không áp dụng': units that reported, of those that should have."""
        coverage, say = self.result.coverage, self.names.say
        beside = len(coverage.not_applicable)
        units = say("report.units_of", reported=coverage.reported, expected=coverage.expected + beside)
        return f"{units}, {say('report.not_applicable', count=beside)}" if beside else units

    @cached_property
    def remarks(self) -> list[str]:
        """What to know beside the verdict; that a strict threshold was only reached is said with the gap."""
        return [self._remark(r) for r in self.result.remarks if r != "on_strict_threshold"]

    @cached_property
    def all_remarks(self) -> list[str]:
        """The same with all that there are."""
        return [self._remark(remark) for remark in self.result.remarks]

    def _remark(self, remark: Remark) -> str:
        """A remark in words; of units that ended also which they are."""
        last = self.result.closes
        if remark != "unit_ended" or last is None:
            return super()._remark(remark)
        names, closes = self.names, day(last, self.names.lang)
        reported = [unit.reporting_unit for unit in self.result.units if unit.closes is not None]
        units = reported or names.catalogue.units(self.indicator.reported_by)
        gone = has_ended(names.catalogue, units, last + timedelta(1))
        ended = [unit for unit in units if unit in gone]
        if len(ended) > ENDED_NAMED_AT_MOST or not ended:
            return names.say("report.some_ended", count=len(ended), closes=closes)
        named = "; ".join(inside(names.body(unit), names.lang) for unit in ended)
        return names.say("report.units_ended", units=named, closes=closes)

    @cached_property
    def lead(self) -> str:
        """Names of the lead bodies, with a * after those that are inferred."""
        return self.names.lead(self.result.lead)

    @cached_property
    def lead_in_words(self) -> str:
        """The same for texts that have no asterisks."""
        return self.names.lead_in_words(self.result.lead)

    @cached_property
    def coordinating(self) -> str:
        """Names of the coordinating bodies."""
        return "; ".join(self.names.owners(self.result.coordinating))

    @cached_property
    def prospects(self) -> tuple[str, ...]:
        """Against the year before, the pace, the pace needed, and what that leads to: a sentence each."""
        return tuple(outlook_sentences(self.indicator, self.result, self.names.lang))

    @cached_property
    def ahead(self) -> tuple[str, ...]:
        """The same without the year before."""
        return tuple(ahead_sentences(self.indicator, self.result, self.names.lang))

    @cached_property
    def outlook(self) -> str:
        """The outlook in words; '' where there is none."""
        result, lang = self.result, self.names.lang
        return (
            "" if result.outlook is None else outlook_words(result.outlook, result.outlook_provisional, lang)
        )

    @cached_property
    def missing_units(self) -> str:
        """Names of the units without a usable figure."""
        return "; ".join(self.names.missing(self.result))

    @cached_property
    def units(self) -> tuple[UnitLine, ...]:
        """Each unit's own figure, where several report."""
        return tuple(UnitLine(self.names, self.result, unit) for unit in self.result.units)

    @cached_property
    def unit_of(self) -> dict[str, UnitLine]:
        """The same by the unit's id."""
        return {unit.id: unit for unit in self.units}


@dataclass(frozen=True, eq=False)
class GapLine:
    """One target, or one unit's share of it, that is not satisfied.

    Args:
        gap: what is missing and whose it is.
        result: the line of the target.
        figure: the line of the figure that falls short: the result itself, or one unit's of it.
    """

    gap: Gap
    result: ResultLine
    figure: FigureLine

    @property
    def id(self) -> str:
        """Id of the indicator."""
        return self.gap.indicator

    @cached_property
    def target(self) -> str:
        """What it falls short of: the target, or the unit's own threshold where it has one."""
        return self.own_threshold or self.result.target_alone

    @property
    def own_threshold(self) -> str:
        """The unit's own threshold, where it has one; else ''."""
        return self.figure.own_threshold if isinstance(self.figure, UnitLine) else ""

    @property
    def unit(self) -> str:
        """Name of the unit whose own gap it is; '' where it is the whole's."""
        unit = self.gap.reporting_unit
        return self.result.names.body(unit) if unit else ""

    def is_of(self, units: Collection[str] | None) -> bool:
        """Whether it is the whole target's, or that of one of `units`; None stands for all of them."""
        unit = self.gap.reporting_unit
        return units is None or unit in (None, self.result.result.reporting_unit) or unit in units

    @cached_property
    def lead(self) -> str:
        """Names of the lead bodies, with a * after those that are inferred."""
        return self.result.names.lead(self.gap.lead)

    @cached_property
    def coordinating(self) -> str:
        """Names of the coordinating bodies."""
        return "; ".join(self.result.names.owners(self.gap.coordinating))


@dataclass(frozen=True, eq=False)
class FindingLine:
    """One fault in a file.

    Args:
        finding: what was found.
        lang: of its words.
    """

    finding: Finding
    lang: Language

    @cached_property
    def place(self) -> str:
        """FILE:ROW:CELL; in a workbook FILE:Sheet1!D12."""
        return str(self.finding.place)

    @property
    def code(self) -> str:
        """The code, which never changes."""
        return self.finding.code

    @cached_property
    def severity(self) -> str:
        """How heavy it is, in words."""
        return say_of("severity", self.finding.severity, self.lang)

    @cached_property
    def column(self) -> str:
        """What people call the column of which it speaks; '' where it speaks of none."""
        return column_words(self.finding.column, self.lang) if self.finding.column else ""

    @cached_property
    def message(self) -> str:
        """What is wrong."""
        return visible(self.finding.message.get(self.lang))

    @cached_property
    def about(self) -> str:
        """What is wrong, the column of which it speaks in front."""
        return f"{self.column}: {self.message}" if self.column else self.message

    @cached_property
    def remedy(self) -> str:
        """What to do."""
        return visible(self.finding.remedy.get(self.lang))

    @cached_property
    def advice(self) -> str:
        """What is wrong and what to do, on one line in which nothing acts or hides, without the place."""
        return visible(f"{self.about}; {self.remedy}")


def column_words(column: str, lang: Language) -> str:
    """What people call a column of figures; any other column, or path of keys, is shown as it is."""
    named = COLUMN_NAMES.get(column) or TASK_COLUMN_NAMES.get(column)
    return visible(column) if named is None else named[0] if lang == "vi" else named[1]


def any_inferred(lines: Iterable[ResultLine]) -> bool:
    """Whether a lead of one of them is only inferred from tasks."""
    return any(is_inferred(line.result.lead) for line in lines)


def gap_lines(gaps: Sequence[Gap], results: Sequence[ResultLine]) -> tuple[GapLine, ...]:
    """A line for each gap, beside the line of the result that it was taken from."""
    by_target = {(line.id, line.result.target.due_by): line for line in reversed(results)}
    return tuple(gap_line(gap, by_target[gap.indicator, gap.target_by]) for gap in gaps)


def gap_line(gap: Gap, result: ResultLine) -> GapLine:
    """The line of one gap."""
    return GapLine(gap, result, result.unit_of.get(gap.reporting_unit or "", result))

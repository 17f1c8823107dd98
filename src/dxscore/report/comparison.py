"""Two scorecards held against each other, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from dxscore.model.cells import csv_text
from dxscore.model.comparison import Compared, Comparison, FactCounts, Measured, Side
from dxscore.model.json_document import json_document
from dxscore.model.like_for_like import VALUE_FACTS, ValueFact
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import TargetRef
from dxscore.report.figure_line import NO_FIGURE
from dxscore.report.markdown import escape, table
from dxscore.report.naming import SIGN, Names, difference_sign, unit_sign, written_bounds, yes_no
from dxscore.report.outlooks import period_shown
from dxscore.report.rule_words import asked_words, deadline_words
from dxscore.report.screen import Block, ScreenGrid, ScreenLine, Style, Title, draw, fit
from dxscore.report.view import View
from dxscore.words.numbers import ENDS, day, distinct, number, percent, places_apart
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from dxscore.model.catalogue import Indicator
    from dxscore.words.keys import Key

UNITS_SHOWN = 20
"""Lines of units in each part, unless all are asked for."""
_STYLE: dict[ValueFact, Style] = {"worse": "bad", "better": "good", "same": "", "not_comparable": "faint"}
_ZERO = [Fraction(0)]


class ComparisonView(NamedTuple):
    """One comparison as somebody wants to see it.

    Args:
        comparison: what is to be said.
        catalogue: names and kinds of number.
        lang: language of everything that people read.
        width: columns available to text that is drawn.
        colour: whether to write terminal colours.
        all_units: list every unit, not only those that changed most.
        run: the new scorecard as services are shown it, with what the old one knew.
    """

    comparison: Comparison
    catalogue: Catalogue
    lang: Language = "vi"
    width: int = 100
    colour: bool = False
    all_units: bool = False
    run: View | None = None

    @property
    def names(self) -> Names:
        """The catalogue's names in the view's language."""
        return Names(self.catalogue, self.lang)

    def indicator(self, row: Compared) -> Indicator | None:
        """The indicator of a row; a scorecard of another version may name one that is not there."""
        return self.catalogue.indicators.get(row.indicator)

    def unit(self, id_: str) -> str:
        """Name of a unit, or its id where the catalogue does not know it."""
        return self.names.body(id_) if id_ in self.catalogue.bodies else visible(id_)


def comparison_json(view: ComparisonView) -> str:
    """The whole comparison as one JSON document (schema dxscore/comparison/2)."""
    return view.comparison.to_json()


def comparison_ndjson(view: ComparisonView) -> str:
    """One JSON object a line, each with its `type`: comparison (without the list), target."""
    data = view.comparison.model_dump(mode="json", by_alias=True)
    targets = data.pop("targets")
    lines = [{"type": "comparison", **data}, *({"type": "target", **item} for item in targets)]
    return "".join(json_document(line, indent=None) for line in lines)


CSV_COLUMNS = (
    "indicator",
    "name",
    "pillar",
    "reporting_unit",
    "target_by",
    "comparator",
    "threshold",
    "value",
    "difference",
    "why_not",
    "verdict_before",
    "verdict_after",
    "calendar",
    "newly_missed",
    *(
        f"{name}_{side}"
        for side in ("before", "now")
        for name in ("period", "figure", "provisional", "reported")
    ),
)


def comparison_csv(view: ComparisonView) -> str:
    """One row a target or unit, ids and numbers in their stable form, names in the view's language."""
    rows: list[Sequence[object]] = [CSV_COLUMNS]
    for row in view.comparison.targets:
        indicator = view.indicator(row)
        values = {
            **{name: getattr(row, name, None) for name in CSV_COLUMNS},
            "name": "" if indicator is None else indicator.name.get(view.lang),
            "comparator": row.target.comparator,
            "threshold": ";".join(written_bounds(row.target)),
            "newly_missed": str(row.newly_missed).lower(),
        }
        for side, figure in (("before", row.before), ("now", row.now)):
            values[f"period_{side}"] = figure and figure.period
            values[f"figure_{side}"] = figure and figure.figure
            values[f"provisional_{side}"] = figure and str(figure.provisional).lower()
            values[f"reported_{side}"] = figure and figure.coverage and figure.coverage.reported
        rows.append([values[name] for name in CSV_COLUMNS])
    return csv_text(rows)


def comparison_text(view: ComparisonView) -> str:
    """For a terminal: the facts counted, then a table for each part."""
    blocks: list[Block] = [
        ScreenLine(view.names.plan(), "strong"),
        *(ScreenLine(line) for line in _facts(view)),
    ]
    for part in _parts(view):
        blocks.append(Title(part.title))
        rows = [_row(view, row, part.of_units) for row in part.rows]
        styled = [
            tuple(
                (ScreenLine(text, _STYLE[row.value] if number == _VALUE else ""),)
                for number, text in enumerate(cells)
            )
            for row, cells in zip(part.rows, rows, strict=True)
        ]
        header = _columns(view, part.of_units)
        widths = fit(header, styled, view.width)
        if widths is None:
            blocks += [ScreenLine(" · ".join(text for text in cells if text)) for cells in rows]
        else:
            blocks.append(ScreenGrid(styled, widths, header))
        if part.left:
            blocks.append(ScreenLine(part.left, "faint"))
    return draw(blocks, view.width, view.colour)


def comparison_markdown(view: ComparisonView) -> str:
    """The same as Markdown."""
    parts = [f"# {escape(view.names.plan())}", "\n".join(f"- {escape(line)}" for line in _facts(view))]
    for part in _parts(view):
        rows = [[escape(text) for text in _row(view, row, part.of_units)] for row in part.rows]
        parts.append(f"## {escape(part.title)}\n\n{table(_columns(view, part.of_units), rows)}")
        if part.left:
            parts.append(escape(part.left))
    return "\n\n".join(parts) + "\n"


def comparison_junit(view: ComparisonView) -> str:
    """The new scorecard as JUnit, held against the old one."""
    from dxscore.report.junit import junit_text

    return junit_text(_run(view))


def comparison_sarif(view: ComparisonView) -> str:
    """The new scorecard as SARIF, held against the old one."""
    from dxscore.report.sarif import sarif_text

    return sarif_text(_run(view))


def comparison_github(view: ComparisonView) -> str:
    """The new scorecard as workflow commands, held against the old one."""
    from dxscore.report.github import github_text

    return github_text(_run(view))


def comparison_summary(view: ComparisonView) -> str:
    """What changed, and what is wrong with the new data, for the summary of a step."""
    from dxscore.report.github import within_summary
    from dxscore.report.markdown import markdown_parts

    new = _run(view)
    _, findings = markdown_parts(new, len(new.scorecard.findings))
    text = comparison_markdown(view)
    return within_summary(f"{text}\n{findings}\n" if findings else text, view.lang)


def comparison_gitlab(view: ComparisonView) -> str:
    """The new scorecard as a code quality report, held against the old one."""
    from dxscore.report.gitlab import gitlab_text

    return gitlab_text(_run(view))


def _run(view: ComparisonView) -> View:
    if view.run is None:
        raise ValueError("services are shown the run behind a comparison, and none was given")
    return view.run


def _facts(view: ComparisonView) -> list[str]:
    comparison, lang = view.comparison, view.lang
    old, new = comparison.old, comparison.new
    said = [say("comparison.between", lang, old=day(old.as_of, lang), new=day(new.as_of, lang))]
    for side, called in ((old, say("comparison.before", lang)), (new, say("comparison.now", lang))):
        if side.inputs:
            said.append(say("comparison.side", lang, side=called, files=_files(side)))
    if old.catalogue != new.catalogue:
        said.append(say("comparison.other_catalogue", lang))
    said.append(say("comparison.targets", lang, **_counts(comparison.of_targets)))
    if comparison.of_single_units:
        said.append(say("comparison.units", lang, **_counts(comparison.of_units)))
    if not any(_changed(row) for row in comparison.targets):
        said.append(say("comparison.nothing", lang))
    return said


def _files(side: Side) -> str:
    return ", ".join(visible(item.file) for item in side.inputs)


def _counts(counts: FactCounts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in FactCounts.model_fields}


class _Part(NamedTuple):
    """One kind of value: all are counted in the title, and `left` says what of them is not listed."""

    title: str
    of_units: bool
    rows: list[Compared]
    left: str


def _changed(row: Compared) -> bool:
    """Whether there is anything to say: a missing figure that is missing still is none."""
    if row.value == "same" or row.why_not == "none":
        # An earlier version had a verdict on parts of a sum: that there is none now is no change.
        turned = row.verdict_before != row.verdict_after and row.verdict_after != "counted"
        return turned or row.calendar is not None
    return True


def _parts(view: ComparisonView) -> Iterator[_Part]:
    """What changed, by target and then by unit, each kind of value by itself, the largest first."""
    comparison = view.comparison
    for of_units, rows in ((False, comparison.wholes), (True, comparison.of_single_units)):
        heading = say("comparison.by_unit" if of_units else "comparison.by_target", view.lang)
        for fact in VALUE_FACTS:
            every = [row for row in rows if row.value == fact]
            changed = [row for row in every if _changed(row)]
            there = [row for row in changed if not (of_units and row.why_not == "none")]
            own = _once(there) if of_units else there
            own.sort(key=lambda row: -abs(row.difference or Decimal(0)))
            kept = own if view.all_units or not of_units else own[:UNITS_SHOWN]
            if own:
                title = f"{heading} · {say_of('value_fact', fact, view.lang)} ({len(every)})"
                sizes = [len(each) for each in (every, changed, there, own, kept)]
                yield _Part(title, of_units, kept, _not_listed(sizes, view.lang))


_LEFT: tuple[Key, ...] = (
    "comparison.unchanged",
    "comparison.without_figures",
    "comparison.repeated",
    "comparison.more",
)


def _not_listed(sizes: Sequence[int], lang: Language) -> str:
    """What of a part is counted and not listed, by how much shorter each list got; '' where all is."""
    counts = [longer - shorter for longer, shorter in pairwise(sizes)]
    said = "; ".join(say(key, lang, count=n) for key, n in zip(_LEFT, counts, strict=True) if n)
    return said and say("comparison.not_listed", lang, said=said)


def _once(rows: Sequence[Compared]) -> list[Compared]:
    """Units' figures that are held against two targets of one indicator, with one verdict: once."""
    told = {
        (
            row.indicator,
            row.reporting_unit,
            row.difference,
            row.verdict_after,
            row.calendar == "fell_due",
        ): row
        for row in reversed(rows)
    }
    return list(reversed(told.values()))


_VALUE = 3


def _columns(view: ComparisonView, of_units: bool) -> list[str]:
    lang = view.lang
    who = say("column.reporting_unit" if of_units else "column.indicator", lang)
    facts = (say("comparison.value", lang), say("comparison.verdict", lang), say("comparison.calendar", lang))
    return [say("column.id", lang), who, say("column.target", lang), *facts]


def _row(view: ComparisonView, row: Compared, of_unit: bool) -> list[str]:
    indicator = view.indicator(row)
    name = view.unit(row.reporting_unit) if of_unit and row.reporting_unit else name_of(view, row)
    return [
        visible(row.indicator),
        name,
        target_of(view.names, indicator, row.target),
        value_words(view, row),
        _verdict(view, row),
        "" if row.calendar is None else say_of("calendar_fact", row.calendar, view.lang),
    ]


def name_of(view: ComparisonView, row: Compared) -> str:
    """Name of a row's indicator, or its id where the catalogue does not know it."""
    return visible(row.indicator) if view.indicator(row) is None else view.names.indicator(row.indicator)


def target_of(names: Names, indicator: Indicator | None, target: TargetRef) -> str:
    """A target in words, with its deadline."""
    known = indicator is not None and _knows_units(names, target)
    if indicator is None or not known:  # a scorecard of another version
        said = visible(" ".join((target.comparator, *written_bounds(target))))
    else:
        said = asked_words(names, indicator, target)
    when = str(target.by) if target.at is None else deadline_words(target.at, names.lang)
    return f"{said} ({when})"


def _knows_units(names: Names, target: TargetRef) -> bool:
    """Whether the catalogue has whoever a target names."""
    named = [] if target.rule is None else [each.units for each in target.rule.for_]
    groups = {group.id for group in names.catalogue.assignments.groups}
    return all(each in names.catalogue.bodies or each in groups for each in named)


def value_words(view: ComparisonView, row: Compared) -> str:
    """The figures before and now, then better or worse, by how much, or why that is not said."""
    lang, indicator = view.lang, view.indicator(row)
    old, new = _figures(row, indicator, lang)
    from_to = say("comparison.from_to", lang, old=old, new=new)
    said = "" if old == new == NO_FIGURE else f"{from_to}: "
    if row.value == "not_comparable":
        why = say_of("why_not", row.why_not or "none", lang)
        said += say("comparison.not_comparable", lang, why=why)
    else:
        said += _stands(row.value, row.difference, indicator, row.by_each, lang)
    if row.of_both is None:
        return said
    both = row.of_both
    before, now = _numbers([both.before, both.now], row, indicator, lang)
    fact = _stands(both.value, both.difference, indicator, row.by_each, lang)
    merged = len(both.units_before)
    key: Key = "comparison.of_both_merged" if merged else "comparison.of_both"
    told = say(key, lang, count=len(both.units), before=merged, old=before, new=now, fact=fact)
    return f"{said}; {told}"


def _figures(row: Compared, indicator: Indicator | None, lang: Language) -> tuple[str, str]:
    sides = (row.before, row.now)
    told = _numbers([None if side is None else side.figure for side in sides], row, indicator, lang)
    periods = [None if side is None else side.period for side in sides]
    if periods[0] == periods[1]:
        return told[0], told[1]
    with_period = [
        say("comparison.figure_of", lang, figure=figure, period=period_shown(period, lang))
        if period and figure != NO_FIGURE
        else figure
        for figure, period in zip(told, periods, strict=True)
    ]
    return with_period[0], with_period[1]


def _numbers(
    values: Sequence[Decimal | None], row: Compared, indicator: Indicator | None, lang: Language
) -> list[str]:
    """Figures in words; of two percentages that differ, with decimals that show it."""
    given = [Fraction(value) for value in values if value is not None]
    bounds = [Fraction(bound) for bound in written_bounds(row.target)]
    least = places_apart(given, [*bounds, *ENDS]) or 1 if given else 1
    percents = row.by_each or (indicator is not None and indicator.unit_of_measure == "percent")

    sign = "" if indicator is None or row.by_each else unit_sign(indicator)

    def said(value: Decimal | None) -> str:
        if value is None:
            return NO_FIGURE
        if indicator is not None and indicator.measure == "yes_no" and not row.by_each:
            return yes_no(value, lang)
        return percent(Fraction(value), bounds, lang, least) if percents else number(value, lang) + sign

    return [said(value) for value in values]


def _stands(
    fact: ValueFact, difference: Decimal | None, indicator: Indicator | None, by_each: bool, lang: Language
) -> str:
    """'tốt lên 69,0 điểm phần trăm'."""
    if fact == "same" or difference is None:
        return say("comparison.same", lang)
    better = fact == "better"
    if indicator is not None and indicator.measure == "yes_no" and not by_each:
        return say("comparison.better_done" if better else "comparison.worse_done", lang)
    by = abs(difference)
    if by_each:
        told = say("comparison.of_units", lang, change=distinct(Fraction(by), _ZERO, lang))
    elif indicator is not None and indicator.unit_of_measure == "percent":
        told = say("comparison.points", lang, change=distinct(Fraction(by), _ZERO, lang))
    else:
        told = number(by.normalize(), lang) + ("" if indicator is None else difference_sign(indicator, lang))
    return say("comparison.better" if better else "comparison.worse", lang, by=told)


def _verdict(view: ComparisonView, row: Compared) -> str:
    """The verdicts before and now, each with what is uncertain about it and who reported."""
    before = None if row.verdict_before is None else row.before
    old, new = _judged(view, before), _judged(view, row.now)
    return new if old == new else say("comparison.from_to", view.lang, old=old, new=new)


def _judged(view: ComparisonView, side: Measured | None) -> str:
    if side is None:
        return NO_FIGURE
    lang, beside = view.lang, []
    if side.provisional:
        beside.append(say("comparison.provisional", lang))
    if side.coverage is not None and side.coverage.expected > 1:
        reported, expected = side.coverage.reported, side.coverage.expected
        beside.append(say("comparison.coverage", lang, reported=reported, expected=expected))
    said = f"{SIGN[side.status]} {say_of('status', side.status, lang)}"
    return f"{said} ({'; '.join(beside)})" if beside else said

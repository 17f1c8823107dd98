"""A comparison of two scorecards as a table, as JSON and as Markdown; and of a run with its baseline."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from dxscore.model.comparison import CHANGES, Change, ChangeCounts, Comparison, Kind, Ratchet, Side
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Scorecard
from dxscore.report.lines import ResultLine
from dxscore.report.markdown import escape, table
from dxscore.report.naming import SIGN, Names, written_bounds, yes_no
from dxscore.report.rule_words import asked_words
from dxscore.report.screen import Block, Grid, Line, Style, Title, draw, fit
from dxscore.report.view import View
from dxscore.words.numbers import ENDS, day, distinct, number, percent, places_apart
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible

_STYLE: dict[Kind, Style] = {"worse": "bad", "better": "good", "other": "waiting", "new": "", "gone": "faint"}


class ComparisonView(NamedTuple):
    """One comparison as somebody wants to see it.

    Args:
        comparison: what changed.
        catalogue: names and kinds of number.
        lang: language of everything that people read.
        width: columns available to text that is drawn.
        colour: whether to write terminal colours.
    """

    comparison: Comparison
    catalogue: Catalogue
    lang: Language = "vi"
    width: int = 100
    colour: bool = False

    @property
    def names(self) -> Names:
        """The catalogue's names in the view's language."""
        return Names(self.catalogue, self.lang)


def comparison_json(view: ComparisonView) -> str:
    return view.comparison.to_json()


def comparison_text(view: ComparisonView) -> str:
    blocks: list[Block] = [Line(view.names.plan(), "strong"), *(Line(line) for line in _facts(view))]
    for title, by_unit, changes in _parts(view):
        blocks.append(Title(title))
        header, rows = _columns(view, by_unit), [_row(view, change, by_unit) for change in changes]
        styled = [
            (*((Line(text),) for text in row[:-1]), (Line(row[-1], _STYLE[change.kind]),))
            for row, change in zip(rows, changes, strict=True)
        ]
        widths = fit(header, styled, view.width)
        if widths is None:
            blocks += [Line(" · ".join(part for part in row if part)) for row in rows]
        else:
            blocks.append(Grid(styled, widths, header))
    return draw(blocks, view.width, view.colour)


def comparison_markdown(view: ComparisonView) -> str:
    parts = [f"# {escape(view.names.plan())}", "\n".join(f"- {escape(line)}" for line in _facts(view))]
    for title, by_unit, changes in _parts(view):
        rows = [[escape(text) for text in _row(view, change, by_unit)] for change in changes]
        parts.append(f"## {escape(title)}\n\n{table(_columns(view, by_unit), rows)}")
    return "\n\n".join(parts) + "\n"


def _facts(view: ComparisonView) -> list[str]:
    comparison, lang = view.comparison, view.lang
    old, new = comparison.old, comparison.new
    said = [say("comparison.between", lang, old=day(old.as_of, lang), new=day(new.as_of, lang))]
    for side, called in ((old, say("comparison.before", lang)), (new, say("comparison.now", lang))):
        if side.inputs:
            said.append(say("comparison.side", lang, side=called, files=_files(side)))
    said += [
        say("comparison.targets", lang, **_counts(comparison.targets)),
        say("comparison.units", lang, **_counts(comparison.units)),
    ]
    changed = comparison.target_changes or comparison.unit_changes
    return said if changed else [*said, say("comparison.nothing", lang)]


def _files(side: Side) -> str:
    return ", ".join(visible(item.file) for item in side.inputs)


def _counts(counts: ChangeCounts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in (*CHANGES, "same")}


def _parts(view: ComparisonView) -> Iterator[tuple[str, bool, list[Change]]]:
    """Title, whether units are meant, and the changes: by target and then by unit, each kind by itself."""
    for by_unit, changes in ((False, view.comparison.target_changes), (True, view.comparison.unit_changes)):
        heading = say("comparison.by_unit" if by_unit else "comparison.by_target", view.lang)
        for kind in CHANGES:
            own = [change for change in changes if change.kind == kind]
            if own:
                yield f"{heading} · {say_of('change_kind', kind, view.lang)} ({len(own)})", by_unit, own


def _columns(view: ComparisonView, by_unit: bool) -> list[str]:
    lang = view.lang
    who = say("column.reporting_unit" if by_unit else "column.indicator", lang)
    sides = (say("comparison.before", lang), say("comparison.now", lang), say("comparison.change", lang))
    return [say("column.id", lang), who, say("column.target", lang), *sides]


def _row(view: ComparisonView, change: Change, by_unit: bool) -> list[str]:
    indicator = view.catalogue.indicators[change.indicator]
    name = view.names.indicator(change.indicator)
    if by_unit and change.reporting_unit is not None:
        name = view.names.body(change.reporting_unit)
    target = asked_words(Names(view.catalogue, view.lang), indicator, change.target)
    return [
        change.indicator,
        name,
        f"{target} ({change.target.due_by})",
        *_sides(view, change),
        _change(view, change),
    ]


def _sides(view: ComparisonView, change: Change) -> Iterator[str]:
    """Verdict and value before, and now; of two percentages that differ, with decimals that show it."""
    values = change.old_value, change.new_value
    shares = [Fraction(value) for value in values if value is not None]
    bounds = [Fraction(bound) for bound in written_bounds(change.target)]
    least = places_apart(shares, [*bounds, *ENDS]) or 1 if shares else 1
    indicator = view.catalogue.indicators[change.indicator]
    for status, value in zip((change.old_status, change.new_status), values, strict=True):
        verdict = "–" if status is None else f"{SIGN[status]} {say_of('status', status, view.lang)}"
        if status is None or value is None:
            yield verdict
        elif indicator.measure == "yes_no":
            yield f"{verdict}: {yes_no(value, view.lang)}"
        elif indicator.unit_of_measure == "percent":
            yield f"{verdict}: {percent(Fraction(value), bounds, view.lang, least)}"
        else:
            yield f"{verdict}: {number(value, view.lang)}"


def _change(view: ComparisonView, change: Change) -> str:
    """How much the margin grew: positive is good, in whatever direction the indicator counts."""
    by = change.change
    if not by:
        return ""
    indicator, sign = view.catalogue.indicators[change.indicator], "+" if by > 0 else ""
    if change.new_value is None:  # every unit was judged by itself
        passing = sign + distinct(100 * Fraction(by), [Fraction(0)], view.lang)
        return say("comparison.of_units", view.lang, change=passing)
    if indicator.unit_of_measure == "percent":
        points = sign + distinct(Fraction(by), [Fraction(0)], view.lang)
        return say("comparison.points", view.lang, change=points)
    return sign + number(by, view.lang)


def ratchet_lines(view: View, baseline: Scorecard, ratchet: Ratchet) -> list[str]:
    """What a run's gaps are to its baseline: how many are new, worse and known, then a line for each."""
    newly, worse, known = ratchet.newly_missed, ratchet.worse, ratchet.known
    counts = {"newly_missed": len(newly), "worse": len(worse), "known": len(known)}
    said = [view.say("comparison.against_baseline", day=day(baseline.day, view.lang), **counts)]
    by_target = {(line.id, line.result.target.due_by): line for line in view.results}
    for title, results in (
        (view.say("comparison.newly_missed"), newly),
        (view.say("comparison.got_worse"), worse),
        (view.say("comparison.known"), known),
    ):
        said += [
            f"  {title}: {_of_gap(by_target[result.indicator, result.target.due_by])}" for result in results
        ]
    return said


def _of_gap(line: ResultLine) -> str:
    said = f"{line.id} {line.name} ({line.target}): {line.figures}"
    return f"{said}; {line.gap}" if line.gap else said

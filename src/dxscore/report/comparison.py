"""A comparison of two scorecards as a table, as JSON and as Markdown: the choices of `compare --format`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from dxscore.model.comparison import CHANGES, Change, ChangeCounts, Comparison, Kind, Side
from dxscore.model.loaded import Catalogue
from dxscore.report.comparison_words import KIND, say
from dxscore.report.markdown import escape, table
from dxscore.report.screen import Block, Grid, Line, Style, Title, draw, fit
from dxscore.report.view import target_words
from dxscore.report.words import SIGN, STATUS, YES_NO, phrase, pick
from dxscore.words.numbers import ENDS, day, distinct, number, percent, places_apart
from dxscore.words.say import Language
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


def _json(view: ComparisonView) -> str:
    return view.comparison.to_json()


def _table(view: ComparisonView) -> str:
    blocks: list[Block] = [Line(_plan(view), "strong"), *(Line(line) for line in _facts(view))]
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


def _markdown(view: ComparisonView) -> str:
    parts = [f"# {escape(_plan(view))}", "\n".join(f"- {escape(line)}" for line in _facts(view))]
    for title, by_unit, changes in _parts(view):
        rows = [[escape(text) for text in _row(view, change, by_unit)] for change in changes]
        parts.append(f"## {escape(title)}\n\n{table(_columns(view, by_unit), rows)}")
    return "\n\n".join(parts) + "\n"


COMPARISON_FORMATS: dict[str, Callable[[ComparisonView], str]] = {
    "table": _table,
    "json": _json,
    "markdown": _markdown,
}


def _plan(view: ComparisonView) -> str:
    return visible(view.catalogue.targets.plan.name.get(view.lang))


def _facts(view: ComparisonView) -> list[str]:
    comparison, lang = view.comparison, view.lang
    sides = (comparison.old, comparison.new)
    said = [say("between", lang, *(day(side.as_of, lang) for side in sides))]
    said += [
        say("side", lang, say(name, lang), _files(side))
        for name, side in zip(("before", "now"), sides, strict=True)
        if side.inputs
    ]
    said += [
        say("targets", lang, *_counts(comparison.targets)),
        say("units", lang, *_counts(comparison.units)),
    ]
    changed = comparison.target_changes or comparison.unit_changes
    return said if changed else [*said, say("nothing", lang)]


def _files(side: Side) -> str:
    return ", ".join(visible(item.file) for item in side.inputs)


def _counts(counts: ChangeCounts) -> tuple[int, ...]:
    return counts.worse, counts.better, counts.other, counts.new, counts.gone, counts.same


def _parts(view: ComparisonView) -> Iterator[tuple[str, bool, list[Change]]]:
    """Title, whether units are meant, and the changes: by target and then by unit, each kind by itself."""
    for by_unit, changes in ((False, view.comparison.target_changes), (True, view.comparison.unit_changes)):
        heading = say("by_unit" if by_unit else "by_target", view.lang)
        for kind in CHANGES:
            own = [change for change in changes if change.kind == kind]
            if own:
                yield f"{heading} · {pick(KIND[kind], view.lang)} ({len(own)})", by_unit, own


def _columns(view: ComparisonView, by_unit: bool) -> list[str]:
    lang = view.lang
    who = phrase("reporting_unit" if by_unit else "indicator", lang)
    shared = (phrase("target", lang), say("before", lang), say("now", lang), say("change", lang))
    return [phrase("id", lang), who, *shared]


def _row(view: ComparisonView, change: Change, by_unit: bool) -> list[str]:
    indicator = view.catalogue.indicators[change.indicator]
    name = indicator.name
    if by_unit and change.reporting_unit is not None:
        name = view.catalogue.name(change.reporting_unit)
    target = target_words(indicator, change.target.comparator, _bounds(change), view.lang)
    return [
        change.indicator,
        visible(name.get(view.lang)),
        f"{target} ({change.target.by})",
        *_sides(view, change),
        _change(view, change),
    ]


def _bounds(change: Change) -> Sequence[str]:
    written = change.target.threshold
    return () if written is None else (written,) if isinstance(written, str) else written


def _sides(view: ComparisonView, change: Change) -> Iterator[str]:
    """Verdict and value before, and now; of two percentages that differ, with decimals that show it."""
    values = change.old_value, change.new_value
    shares = [Fraction(value) for value in values if value is not None]
    bounds = [Fraction(bound) for bound in _bounds(change)]
    least = places_apart(shares, [*bounds, *ENDS]) or 1 if shares else 1
    indicator = view.catalogue.indicators[change.indicator]
    for status, value in zip((change.old_status, change.new_status), values, strict=True):
        verdict = "–" if status is None else f"{SIGN[status]} {pick(STATUS[status], view.lang)}"
        if status is None or value is None:
            yield verdict
        elif indicator.measure == "yes_no":
            yield f"{verdict}: {pick(YES_NO[value == 1], view.lang)}"
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
        return say("of_units", view.lang, sign + distinct(100 * Fraction(by), [Fraction(0)], view.lang))
    if indicator.unit_of_measure == "percent":
        return say("points", view.lang, sign + distinct(Fraction(by), [Fraction(0)], view.lang))
    return sign + number(by, view.lang)

"""Series and outlooks as a table with small charts, as Markdown, JSON, one object a line and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dxscore.model.cells import csv_text
from dxscore.model.json_document import json_document
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Outlook, TargetRef
from dxscore.model.trend import Series, Trend
from dxscore.report.markdown import escape, table
from dxscore.report.naming import Names, unit_sign, written, written_bounds, yes_no
from dxscore.report.outlooks import amount, needed, outlook_words, period_shown, signed
from dxscore.report.rule_words import asked_words, deadline_words
from dxscore.report.screen import Block, ScreenGrid, ScreenLine, Style, Title, draw, fit
from dxscore.words.numbers import day, number, percent
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible

UNITS_SHOWN = 20
"""Lines of units, unless all are asked for."""
_BARS = "▁▂▃▄▅▆▇█"
_STYLE: dict[Outlook | None, Style] = {
    "on_track": "good",
    "at_risk": "waiting",
    "off_track": "bad",
    "moving_away": "bad",
    "too_few_points": "faint",
    None: "faint",
}
_WORST_FIRST: tuple[Outlook | None, ...] = (
    "moving_away",
    "off_track",
    "at_risk",
    "too_few_points",
    None,
    "on_track",
)


class TrendView(NamedTuple):
    """One trend as somebody wants to see it.

    Args:
        trend: what is to be said.
        catalogue: names and kinds of number.
        lang: language of everything that people read.
        width: columns available to text that is drawn.
        colour: whether to write terminal colours.
        all_units: list every unit, not only those that stand worst.
        without_target: ids of indicators that have no target in the year asked for.
        year: the year asked for.
    """

    trend: Trend
    catalogue: Catalogue
    lang: Language = "vi"
    width: int = 100
    colour: bool = False
    all_units: bool = False
    without_target: tuple[str, ...] = ()
    year: int | None = None

    @property
    def names(self) -> Names:
        """The catalogue's names in the view's language."""
        return Names(self.catalogue, self.lang)

    @property
    def wholes(self) -> list[Series]:
        """The series of the whole: of each target the first."""
        seen: set[tuple[str, int | str, str]] = set()
        found = []
        for each in self.trend.series:
            key = (each.indicator, each.target.due_by, each.target.comparator)
            if key not in seen:
                seen.add(key)
                found.append(each)
        return found

    @property
    def units(self) -> list[Series]:
        """The series of single units."""
        wholes = {id(each) for each in self.wholes}
        return [each for each in self.trend.series if id(each) not in wholes]


def trend_json(view: TrendView) -> str:
    """The whole trend as one JSON document (schema dxscore/trend/1)."""
    return view.trend.to_json(view.lang)


def trend_ndjson(view: TrendView) -> str:
    """One JSON object a line, each with its `type`: trend (without the lists), series, finding."""
    data = view.trend.model_dump(mode="json", by_alias=True, context={"lang": view.lang})
    rows, findings = data.pop("series"), data.pop("findings")
    lines = [{"type": "trend", **data}]
    lines += [{"type": "series", **item} for item in rows]
    lines += [{"type": "finding", **item} for item in findings]
    return "".join(json_document(line, indent=None) for line in lines)


CSV_COLUMNS = (
    "indicator",
    "name",
    "pillar",
    "reporting_unit",
    "target_by",
    "comparator",
    "threshold",
    "first_period",
    "first_value",
    "last_period",
    "last_value",
    "points",
    "change_per_year",
    "needed_per_year",
    "needed_count_per_year",
    "projected",
    "outlook",
    "provisional",
    "reason",
    "path_year",
    "path_value",
    "path_distance",
)


def trend_csv(view: TrendView) -> str:
    """One row a series, ids and numbers in their stable form, names in the view's language."""
    rows: list[Sequence[object]] = [CSV_COLUMNS]
    for each in view.trend.series:
        values: dict[str, object] = {
            **{name: getattr(each, name, None) for name in CSV_COLUMNS},
            "name": view.catalogue.indicators[each.indicator].name.get(view.lang),
            "comparator": each.target.comparator,
            "threshold": ";".join(written_bounds(each.target)),
            "points": " ".join(f"{point.period}:{point.value:f}" for point in each.points),
            "provisional": str(each.provisional).lower(),
        }
        if each.points:
            values |= {"first_period": each.points[0].period, "first_value": each.points[0].value}
            values |= {"last_period": each.points[-1].period, "last_value": each.points[-1].value}
        if each.path is not None:
            values |= {"path_year": each.path.year, "path_value": each.path.value}
            values |= {"path_distance": each.path.distance}
        rows.append([values[name] for name in CSV_COLUMNS])
    return csv_text(rows)


def trend_text(view: TrendView) -> str:
    """For a terminal: the outlooks counted, then a table of targets and one of units."""
    blocks: list[Block] = [
        ScreenLine(view.names.plan(), "strong"),
        *(ScreenLine(line) for line in _facts(view)),
    ]
    for title, of_units, shown, more in _parts(view):
        blocks.append(Title(title))
        rows = [_row(view, each, of_units) for each in shown]
        styled = [
            (*((ScreenLine(text),) for text in cells[:-1]), (ScreenLine(cells[-1], _STYLE[each.outlook]),))
            for each, cells in zip(shown, rows, strict=True)
        ]
        header = _columns(view, of_units)
        widths = fit(header, styled, view.width)
        if widths is None:
            blocks += [ScreenLine(" · ".join(text for text in cells if text)) for cells in rows]
        else:
            blocks.append(ScreenGrid(styled, widths, header))
        if more:
            blocks.append(ScreenLine(say("trend.more", view.lang, count=more), "faint"))
    blocks.append(ScreenLine(""))
    blocks.append(ScreenLine(say("trend.rule", view.lang), "faint"))
    return draw(blocks, view.width, view.colour)


def trend_markdown(view: TrendView) -> str:
    """The same as Markdown."""
    parts = [f"# {escape(view.names.plan())}", "\n".join(f"- {escape(line)}" for line in _facts(view))]
    for title, of_units, shown, more in _parts(view):
        rows = [[escape(text) for text in _row(view, each, of_units)] for each in shown]
        parts.append(f"## {escape(title)}\n\n{table(_columns(view, of_units), rows)}")
        if more:
            parts.append(escape(say("trend.more", view.lang, count=more)))
    return "\n\n".join([*parts, escape(say("trend.rule", view.lang))]) + "\n"


def _facts(view: TrendView) -> list[str]:
    trend, lang = view.trend, view.lang
    said = [say("trend.title", lang, day=day(trend.as_of, lang))]
    if trend.inputs:
        files = ", ".join(dict.fromkeys(visible(item.file) for item in trend.inputs))
        said.append(say("trend.files", lang, files=files))
    wholes = view.wholes
    named = ("on_track", "at_risk", "off_track", "moving_away")
    counts = {name: sum(each.outlook == name for each in wholes) for name in named}
    none = len(wholes) - sum(counts.values())
    said.append(say("trend.counts", lang, total=len(wholes), none=none, **counts))
    if view.without_target:
        listed = ", ".join(view.without_target)
        count = len(view.without_target)
        said.append(say("trend.no_target_in", lang, count=count, year=view.year, listed=listed))
    return said


def _parts(view: TrendView) -> Iterator[tuple[str, bool, list[Series], int]]:
    wholes, units = view.wholes, [each for each in view.units if each.points]
    if wholes:
        yield say("trend.by_target", view.lang), False, wholes, 0
    if units:
        units.sort(key=lambda each: _WORST_FIRST.index(each.outlook))
        kept = units if view.all_units else units[:UNITS_SHOWN]
        yield f"{say('trend.by_unit', view.lang)} ({len(units)})", True, kept, len(units) - len(kept)


def _columns(view: TrendView, of_units: bool) -> list[str]:
    lang = view.lang
    who = say("column.reporting_unit" if of_units else "column.indicator", lang)
    facts = (say("trend.series", lang), say("trend.pace", lang), say("trend.needed", lang))
    return [say("column.id", lang), who, say("column.target", lang), *facts, say("trend.outlook", lang)]


def _row(view: TrendView, each: Series, of_unit: bool) -> list[str]:
    lang, indicator = view.lang, view.catalogue.indicators[each.indicator]
    when = each.target_by if each.target.at is None else deadline_words(each.target.at, lang)
    name = view.names.indicator(each.indicator)
    if of_unit and each.reporting_unit is not None:
        name = view.names.body(each.reporting_unit)
    return [
        each.indicator,
        name,
        f"{asked_words(view.names, indicator, each.target)} ({when})",
        _series(view, each),
        signed(indicator, each.change_per_year, lang),
        needed(indicator, each.needed_per_year, each.needed_count_per_year, lang),
        _outlook(view, each),
    ]


def _series(view: TrendView, each: Series) -> str:
    """'▁▄█ 50,0% (2023) → 70,0% (2025)', then what could not be joined."""
    lang = view.lang
    if not each.points:
        return say("trend.none", lang)
    first, last = each.points[0], each.points[-1]
    said = f"{_value(view, each, last.value)} ({period_shown(last.period, lang)})"
    if first is not last:
        before = f"{_value(view, each, first.value)} ({period_shown(first.period, lang)})"
        said = say("comparison.from_to", lang, old=before, new=said)
        if not _is_answer(view, each):
            said = f"{small_chart([point.value for point in each.points])} {said}"
    if each.left_out:
        listed = ", ".join(
            f"{period_shown(out.period, lang)} ({say_of('left_out_reason', out.reason, lang)})"
            for out in each.left_out
        )
        said += f"; {say('trend.left_out', lang, listed=listed)}"
    return said


def small_chart(values: Sequence[Decimal]) -> str:
    """A bar of one to eight eighths for each value, from the least to the greatest."""
    least, greatest = min(values), max(values)
    if least == greatest:
        return _BARS[3] * len(values)
    steps = len(_BARS) - 1
    return "".join(_BARS[round((value - least) / (greatest - least) * steps)] for value in values)


def _is_answer(view: TrendView, each: Series) -> bool:
    """Whether it is answered with yes or no."""
    return view.catalogue.indicators[each.indicator].measure == "yes_no"


def _value(view: TrendView, each: Series, value: Decimal) -> str:
    indicator = view.catalogue.indicators[each.indicator]
    if indicator.measure == "yes_no":
        return yes_no(value, view.lang)
    if indicator.unit_of_measure == "percent":
        return percent(Fraction(value), [Fraction(bound) for bound in written_bounds(each.target)], view.lang)
    return f"{number(value, view.lang)}{unit_sign(indicator)}"


def _outlook(view: TrendView, each: Series) -> str:
    """The distance to the plan's own path first, then the class with its reason."""
    lang, said = view.lang, []
    if each.path is not None:
        said.append(_path(view, each))
    reason = reason_words(each, lang)
    if each.outlook is None:
        said.append(reason)
    else:
        said.append(f"{outlook_words(each.outlook, each.provisional, lang)}: {reason}")
    return "; ".join(said)


def reason_words(each: Series, lang: Language) -> str:
    """Why the outlook is what it is."""
    missed = ""
    bounds = _aimed_at(each.target)
    if each.projected is not None and each.points and bounds:
        bound, now = Decimal(bounds[0]), each.points[-1].value
        if bound != now:
            share = 100 * Fraction(bound - each.projected) / Fraction(bound - now)
            missed = number(share, lang, 1)
    return say_of("outlook_reason", each.reason, lang, missed=missed)


def _aimed_at(target: TargetRef) -> tuple[str, ...]:
    """The numbers that the series goes towards."""
    held = None if target.rule is None else target.rule.held
    return written_bounds(target) if held is None else written(held.threshold)


def _path(view: TrendView, each: Series) -> str:
    path, lang = each.path, view.lang
    if path is None:
        return ""
    value = _value(view, each, path.value)
    if path.distance is None:
        return say("trend.path", lang, year=path.year, value=value)
    indicator = view.catalogue.indicators[each.indicator]
    less = each.target.comparator in ("at_most", "less_than")
    if not path.distance:
        fact = say("trend.on_path", lang)
    else:
        ahead = path.distance > 0
        key = ("ahead" if ahead else "behind") + ("_less" if less else "")
        fact = say_of("trend", key, lang, by=amount(indicator, path.distance, lang))
    return say("trend.path_off", lang, year=path.year, value=value, fact=fact)

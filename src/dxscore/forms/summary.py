"""What came of a collection, as text for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from dxscore.forms.arrivals import Arrivals, Timely
from dxscore.forms.changes import Change, change_words, changes_words
from dxscore.forms.expected import Expected
from dxscore.forms.missing import Missing, short_words
from dxscore.forms.normalised import Series
from dxscore.forms.rejected import Rejected
from dxscore.forms.returned import Collected
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.unit_returns import UnitReturn
from dxscore.forms.written import day_words, one_line, row_words, unit_name
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import period_inside, period_words
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible

_LONGEST_WORDS: Final = 200
_ROWS_ONE_BY_ONE: Final = 3
_LISTED_AT_MOST: Final = 300


def summary_text(
    catalogue: Catalogue,
    collected: Collected,
    files: Sequence[ReturnedFile],
    not_read: Mapping[str, Sequence[str]],
    lang: Language,
    timed: Arrivals | None = None,
) -> str:
    """Who has sent, who has not, what does not count and why, what was written beside, what changed.

    With `timed`, and a day by which to send, also who sent in time.
    """
    return "\n".join(_lines(catalogue, collected, files, not_read, lang, timed)) + "\n"


def _lines(
    catalogue: Catalogue,
    collected: Collected,
    files: Sequence[ReturnedFile],
    not_read: Mapping[str, Sequence[str]],
    lang: Language,
    timed: Arrivals | None,
) -> Iterator[str]:
    units = collected.units
    complete, partial, set_aside, silent = (
        [unit for unit in units if unit.status == status]
        for status in ("complete", "partial", "set_aside", "missing")
    )
    settled = [unit for unit in complete if not unit.stale]
    expected = sum(len(unit.expected) for unit in units)
    figures = expected - sum(len(unit.missing) for unit in units)
    yield say("collection.collected", lang, period=period_inside(collected.period, lang))
    sent = sum(unit.sent for unit in units)
    yield say(
        "collection.counts",
        lang,
        sent=sent,
        units=len(units),
        complete=len(settled),
        figures=figures,
        expected=expected,
    )
    asked = [unit for unit in units if unit.tasks]
    if asked:
        reported = sum(bool(unit.told) for unit in asked)
        yield say("collection.counts_of_tasks", lang, told=reported, count=len(asked))
    if timed is not None and timed.days.due is not None:
        yield from _in_time(collected, timed, timed.days.due, lang)
    yield from _section(
        say("collection.units_complete", lang), [_name(collected.expected, u, lang) for u in settled], lang
    )
    yield from _section(
        say("collection.units_partial", lang), [_lacking(collected.expected, u, lang) for u in partial], lang
    )
    told = [_set_aside(collected.expected, unit, lang) for unit in set_aside]
    yield from _section(say("collection.units_set_aside", lang), told, lang)
    yield from _section(say("collection.percentages", lang), _percentages(collected, lang), lang)
    yield from _section(
        say("collection.units_missing", lang), [_name(collected.expected, u, lang) for u in silent], lang
    )
    stale = [_stale(collected.expected, unit, lang) for unit in units if unit.stale]
    yield from _section(say("collection.units_stale", lang), stale, lang)
    yield from _rejected(catalogue, collected, lang)
    yield from _remarks(catalogue, collected, lang)
    yield from _section(say("collection.annotations", lang), list(_annotations(files)), lang)
    for reason, names in not_read.items():
        yield from _section(say_of("not_read", reason, lang), [visible(name) for name in names], lang)
    yield from _section(say("collection.changes", lang), _changes(catalogue, collected, lang), lang)


def _percentages(collected: Collected, lang: Language) -> list[str]:
    """A line for each unit with the indicators of which only the percentage came."""
    by_unit: dict[str, list[str]] = defaultdict(list)
    for row in collected.percentages:
        by_unit[row.reporting_unit].append(row.indicator)
    names = {unit: unit_name(collected.expected.catalogue, unit, lang) for unit in by_unit}
    return [
        say("collection.lacks_so", lang, unit=names[unit], why=", ".join(indicators))
        for unit, indicators in by_unit.items()
    ]


def _changes(catalogue: Catalogue, collected: Collected, lang: Language) -> list[str]:
    """A line for each change; those of one unit and file together where they are many."""
    groups: dict[object, list[Change]] = defaultdict(list)
    for change in collected.changes:
        groups[change.key[1], change.file, change.signed].append(change)
    told = []
    for group in groups.values():
        if len(group) <= _ROWS_ONE_BY_ONE:
            told += [change_words(catalogue, change, lang) for change in group]
        else:
            told.append(changes_words(catalogue, group, lang))
    return told


def _in_time(collected: Collected, timed: Arrivals, due: date, lang: Language) -> Iterator[str]:
    """How many sent in time, late and not at all; then those that were late, and those that are."""
    of = timed.units
    late = [unit for unit in collected.units if of[unit.unit].days_late]
    undated = [unit for unit in collected.units if of[unit.unit].arrived is None]
    silent = [unit for unit in undated if not unit.sent]
    unknown = len(undated) - len(silent)  # what stood in the file before there was a receipt
    past = 0 if timed.days.today is None else max(0, (timed.days.today - due).days)
    yield say(
        "collection.in_time",
        lang,
        day=day_words(due),
        in_time=len(collected.units) - len(late) - len(undated),
        late=len(late),
        silent=len(silent),
        past=say("collection.past", lang, count=past) if silent and past else "",
    )
    if unknown:
        yield say("collection.day_unknown", lang, count=unknown)
    told = [_late(collected.expected, unit, of[unit.unit], lang) for unit in late]
    yield from _section(say("collection.units_late", lang), told, lang)
    reminded = [
        say(
            "collection.lacks_so",
            lang,
            unit=unit_name(collected.expected.catalogue, unit.unit, lang),
            why=why,
        )
        for unit in silent
        if (why := _reminded(of[unit.unit], lang))
    ]
    yield from _section(say("collection.units_reminded", lang), reminded, lang)


def _late(expected: Expected, unit: UnitReturn, timely: Timely, lang: Language) -> str:
    """'UBND phường Phổ Hòa: đến ngày 18/12/2025, chậm 2 ngày; đã nhắc 1 lần'."""
    assert timely.arrived is not None  # noqa: S101  # what is late has come
    name = unit_name(expected.catalogue, unit.unit, lang)
    days = say("letter.days", lang, count=timely.days_late)
    told = say("collection.late", lang, unit=name, day=day_words(timely.arrived), days=days)
    if timely.completed is not None and timely.completed > timely.arrived:
        told += say("collection.complete_since", lang, day=day_words(timely.completed))
    reminded = _reminded(timely, lang)
    return f"{told}; {reminded}" if reminded else told


def _reminded(timely: Timely, lang: Language) -> str:
    """'đã nhắc 2 lần'; '' where it was never reminded."""
    return say("letter.reminded", lang, count=len(timely.reminded)) if timely.reminded else ""


def _section(title: str, items: Sequence[str], lang: Language) -> Iterator[str]:
    if items:
        yield ""
        yield f"{title} ({len(items)})"
        yield from (f"  {item}" for item in items[:_LISTED_AT_MOST])
        if len(items) > _LISTED_AT_MOST:
            more = say("collection.and_more", lang, more=len(items) - _LISTED_AT_MOST)
            yield f"  {more}"


def _name(expected: Expected, unit: UnitReturn, lang: Language) -> str:
    name = unit_name(expected.catalogue, unit.unit, lang)
    if unit.files:
        kept = [_series(expected, unit.unit, each, lang) for each in unit.kept if each not in unit.stale]
        told = say("collection.kept", lang, indicators=", ".join(kept)) if kept else ""
        return name + say("collection.files_of", lang, files=", ".join(map(visible, unit.files)) + told)
    return name + say("collection.sent_before", lang) if unit.kept else name


def _lacking(expected: Expected, unit: UnitReturn, lang: Language) -> str:
    name, why = _name(expected, unit, lang), _reasons(expected, unit, lang)
    if not unit.missing:
        return say("collection.lacks_so", lang, unit=name, why=why)
    if len(unit.missing) == len(unit.expected):
        return say("collection.lacks_all", lang, unit=name, why=why)
    missing, all_ = len(unit.missing), len(unit.expected)
    return say("collection.lacks", lang, unit=name, missing=missing, expected=all_, why=why)


def _set_aside(expected: Expected, unit: UnitReturn, lang: Language) -> str:
    named = (*unit.set_aside, *unit.unread)
    files = say("collection.files_of", lang, files=", ".join(map(visible, named)))
    name = unit_name(expected.catalogue, unit.unit, lang) + files
    if all(missing.why == "not_sent" for missing in (*unit.missing.values(), unit.tasks_missing) if missing):
        return name  # what came holds nothing of this period, as the heading says; that it came is not denied
    return say("collection.lacks_so", lang, unit=name, why=_reasons(expected, unit, lang))


def _stale(expected: Expected, unit: UnitReturn, lang: Language) -> str:
    by_reason = _by_reason(expected, unit.unit, unit.stale, lang)
    name = unit_name(expected.catalogue, unit.unit, lang)
    return say("collection.lacks_so", lang, unit=name, why=_listed(by_reason))


def _reasons(expected: Expected, unit: UnitReturn, lang: Language) -> str:
    """'AT-1, AT-2 (để trống); AT-3 (có lỗi)'; the reason alone where it is one and nothing came at all."""
    by_reason = _by_reason(expected, unit.unit, unit.missing, lang)
    one_for_all = len(by_reason) == 1 and len(unit.missing) == len(unit.expected)
    figures = next(iter(by_reason)) if one_for_all else _listed(by_reason)
    return "; ".join(part for part in (figures, _on_tasks(expected, unit, lang)) if part)


def _on_tasks(expected: Expected, unit: UnitReturn, lang: Language) -> str:
    """'biểu tiến độ 12 nhiệm vụ, văn bản: có dòng lỗi'; '' where nothing is the matter."""
    if unit.tasks_missing is None:
        return ""
    why = short_words(expected.catalogue, unit.tasks_missing, lang)
    return say("collection.form_on_tasks", lang, count=len(unit.tasks), why=why)


def _by_reason(
    expected: Expected, body: str, figures: Mapping[Series, Missing], lang: Language
) -> Mapping[str, Sequence[str]]:
    by_reason: dict[str, list[str]] = defaultdict(list)
    for series, missing in figures.items():
        why = short_words(expected.catalogue, missing, lang)
        by_reason[why].append(_series(expected, body, series, lang))
    return by_reason


def _series(expected: Expected, body: str, series: Series, lang: Language) -> str:
    """'AT-1', and whose figure it is where the body is asked for several units' or another's."""
    indicator, unit = series
    if not expected.is_others(body, series):
        return indicator
    return f"{indicator} ({unit_name(expected.catalogue, unit, lang)})"


def _listed(by_reason: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(f"{', '.join(names)} ({why})" for why, names in by_reason.items())


def _rejected(catalogue: Catalogue, collected: Collected, lang: Language) -> Iterator[str]:
    for fault in ("differs", "impossible", "doubtful", "wrong_period", "wrong_unit"):
        items = [item for item in collected.rejected if item.fault == fault]
        if fault in ("wrong_period", "wrong_unit"):
            told = _files_rejected(catalogue, items, lang)
        elif fault == "differs":
            told = _differing(catalogue, items, lang)
        else:
            told = [f"{_row(catalogue, item.observation, lang)} ({item.code})" for item in items]
        yield from _section(say_of("collection_fault", fault, lang), told, lang)


def _differing(catalogue: Catalogue, items: Sequence[Rejected], lang: Language) -> list[str]:
    """A line for each unit whose files say two things: its figures stand where what it lacks is told."""
    units: dict[str, list[Rejected]] = defaultdict(list)
    for item in items:
        units[item.observation.reporting_unit].append(item)
    told = []
    for unit, of_unit in units.items():
        rows = [item.observation for item in of_unit]
        figures = len({(row.indicator, row.period) for row in rows})
        if len(rows) <= _ROWS_ONE_BY_ONE:
            told += [_row(catalogue, row, lang) for row in rows]
            continue
        files = ", ".join(dict.fromkeys(visible(row.place.file) for row in rows))
        name = unit_name(catalogue, unit, lang)
        told.append(say("collection.differing", lang, unit=name, count=figures, files=files))
    return told


def _files_rejected(catalogue: Catalogue, items: Sequence[Rejected], lang: Language) -> list[str]:
    """A line for each file of another period or unit: all its rows have the same fault, told one by one as
    findings.
    """
    files: dict[str, list[Rejected]] = defaultdict(list)
    for item in items:
        files[item.observation.place.file].append(item)
    told = []
    for file, of_file in files.items():
        rows = [item.observation for item in of_file]
        if of_file[0].fault == "wrong_period":
            names = [period_inside(row.period, lang) for row in rows]
        else:
            names = [unit_name(catalogue, row.reporting_unit, lang) for row in rows]
        listed = ", ".join(dict.fromkeys(names))
        told.append(
            say(
                "collection.rows_of",
                lang,
                file=visible(file),
                rows=len(rows),
                names=listed,
                first=rows[0].place,
            )
        )
    return told


def _row(catalogue: Catalogue, row: Observation, lang: Language) -> str:
    unit = unit_name(catalogue, row.reporting_unit, lang)
    figure = row_words(catalogue, row, lang)
    return f"{row.place}: {row.indicator} · {unit} · {period_words(row.period, lang)}: {figure}"


def _remarks(catalogue: Catalogue, collected: Collected, lang: Language) -> Iterator[str]:
    for remark in ("replaced", "same_twice", "old_form", "other_period_form", "no_figures"):
        items = [item for item in collected.remarks if item.remark == remark]
        if remark == "no_figures":  # an empty form of a known unit is told of with its unit
            items = [item for item in items if not item.units]
        told = [
            "; ".join(unit_name(catalogue, unit, lang) for unit in item.units)
            + say("collection.files_of", lang, files=visible(item.file))
            + (say("collection.figures_replaced", lang, count=item.figures) if item.figures else "")
            for item in items
        ]
        yield from _section(say_of("collection_remark", remark, lang), [line.strip() for line in told], lang)


def _annotations(files: Sequence[ReturnedFile]) -> Iterator[str]:
    """Words that somebody added, for somebody to read."""
    for file in files:
        for words in (words for each in file.annotations for words in each.items if not words.receipt_only):
            yield f"{words.place}: “{one_line(words.text, _LONGEST_WORDS)}”"

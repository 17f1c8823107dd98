"""What came of a collection, as text for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dxscore.forms.changes import change_words
from dxscore.forms.expected import Expected
from dxscore.forms.missing import Missing, short_words
from dxscore.forms.normalised import Series
from dxscore.forms.rejected import Rejected
from dxscore.forms.returned import Collected
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.unit_returns import UnitReturn
from dxscore.forms.written import one_line, row_words, unit_name
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import period_inside, period_words
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible

_LONGEST_WORDS: Final = 200
_LISTED_AT_MOST: Final = 300


def summary_text(
    catalogue: Catalogue,
    collected: Collected,
    files: Sequence[ReturnedFile],
    not_read: Mapping[str, Sequence[str]],
    lang: Language,
) -> str:
    """Who has sent, who has not, what does not count and why, what was written beside, what changed."""
    return "\n".join(_lines(catalogue, collected, files, not_read, lang)) + "\n"


def _lines(
    catalogue: Catalogue,
    collected: Collected,
    files: Sequence[ReturnedFile],
    not_read: Mapping[str, Sequence[str]],
    lang: Language,
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
    yield from _section(
        say("collection.units_complete", lang), [_name(collected.expected, u, lang) for u in settled], lang
    )
    yield from _section(
        say("collection.units_partial", lang), [_lacking(collected.expected, u, lang) for u in partial], lang
    )
    told = [_set_aside(collected.expected, unit, lang) for unit in set_aside]
    yield from _section(say("collection.units_set_aside", lang), told, lang)
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
    told = [change_words(catalogue, change, lang) for change in collected.changes]
    yield from _section(say("collection.changes", lang), told, lang)


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
    if len(unit.missing) == len(unit.expected):
        return say("collection.lacks_all", lang, unit=name, why=why)
    missing, all_ = len(unit.missing), len(unit.expected)
    return say("collection.lacks", lang, unit=name, missing=missing, expected=all_, why=why)


def _set_aside(expected: Expected, unit: UnitReturn, lang: Language) -> str:
    named = (*unit.set_aside, *unit.unread)
    files = say("collection.files_of", lang, files=", ".join(map(visible, named)))
    name = unit_name(expected.catalogue, unit.unit, lang) + files
    if all(missing.why == "not_sent" for missing in unit.missing.values()):
        return name  # what came holds nothing of this period, as the heading says; that it came is not denied
    return say("collection.lacks_so", lang, unit=name, why=_reasons(expected, unit, lang))


def _stale(expected: Expected, unit: UnitReturn, lang: Language) -> str:
    by_reason = _by_reason(expected, unit.unit, unit.stale, lang)
    name = unit_name(expected.catalogue, unit.unit, lang)
    return say("collection.lacks_so", lang, unit=name, why=_listed(by_reason))


def _reasons(expected: Expected, unit: UnitReturn, lang: Language) -> str:
    """'AT-1, AT-2 (để trống); AT-3 (có lỗi)'; the reason alone where it is one and nothing came at all."""
    by_reason = _by_reason(expected, unit.unit, unit.missing, lang)
    if len(by_reason) == 1 and len(unit.missing) == len(unit.expected):
        return next(iter(by_reason))
    return _listed(by_reason)


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
        else:
            told = [f"{_row(catalogue, item.observation, lang)} ({item.code})" for item in items]
        yield from _section(say_of("collection_fault", fault, lang), told, lang)


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
            for item in items
        ]
        yield from _section(say_of("collection_remark", remark, lang), [line.strip() for line in told], lang)


def _annotations(files: Sequence[ReturnedFile]) -> Iterator[str]:
    """Words that somebody added, for somebody to read."""
    for file in files:
        for words in (words for each in file.annotations for words in each.items if not words.receipt_only):
            yield f"{words.place}: “{one_line(words.text, _LONGEST_WORDS)}”"

"""What came of a collection, as text for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from dxscore.forms.changes import Change
from dxscore.forms.form import FormColumn, headers
from dxscore.forms.left_out import LeftOut
from dxscore.forms.missing import Missing, short_words
from dxscore.forms.returned import Collected
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.unit_returns import UnitReturn
from dxscore.forms.words import (
    day_words,
    number_words,
    row_words,
    say,
    unit_name,
)
from dxscore.model.base import Language
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period_words import period_inside, period_words
from dxscore.model.place import place
from dxscore.model.text import visible

_LONGEST = 80
_LONGEST_WORDS = 200
_LISTED_AT_MOST = 300
_BESIDE: tuple[FormColumn, ...] = ("value", "evidence", "note", "closed_on")


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
    yield say("collected", lang, period_inside(collected.period, lang))
    sent = sum(unit.sent for unit in units)
    yield say("counts", lang, sent, len(units), len(settled), figures, expected)
    yield from _section(say("units_complete", lang), [_name(catalogue, u, lang) for u in settled])
    yield from _section(say("units_partial", lang), [_lacking(catalogue, u, lang) for u in partial])
    told = [_set_aside(catalogue, unit, lang) for unit in set_aside]
    yield from _section(say("units_set_aside", lang), told)
    yield from _section(say("units_missing", lang), [_name(catalogue, u, lang) for u in silent])
    stale = [_stale(catalogue, unit, lang) for unit in units if unit.stale]
    yield from _section(say("units_stale", lang), stale)
    yield from _left_out(catalogue, collected, lang)
    yield from _remarks(catalogue, collected, lang)
    yield from _section(say("words_beside", lang), list(_words_beside(files)))
    for reason, names in not_read.items():
        yield from _section(say(reason, lang), [_shown(name) for name in names])
    told = [_change(catalogue, change, lang) for change in collected.changes]
    yield from _section(say("changes", lang), told)


def _section(title: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield ""
        yield f"{title} ({len(items)})"
        yield from (f"  {item}" for item in items[:_LISTED_AT_MOST])
        if len(items) > _LISTED_AT_MOST:
            yield "  …"


def _name(catalogue: Catalogue, unit: UnitReturn, lang: Language) -> str:
    name = unit_name(catalogue, unit.unit, lang)
    if unit.files:
        kept = [indicator for indicator in unit.kept if indicator not in unit.stale]
        told = say("kept", lang, ", ".join(kept)) if kept else ""
        return name + say("files_of", lang, ", ".join(map(_shown, unit.files)) + told)
    return name + say("sent_before", lang) if unit.kept else name


def _lacking(catalogue: Catalogue, unit: UnitReturn, lang: Language) -> str:
    name, why = _name(catalogue, unit, lang), _reasons(catalogue, unit, lang)
    if len(unit.missing) == len(unit.expected):
        return say("lacks_all", lang, name, why)
    return say("lacks", lang, name, len(unit.missing), len(unit.expected), why)


def _set_aside(catalogue: Catalogue, unit: UnitReturn, lang: Language) -> str:
    files = say("files_of", lang, ", ".join(map(_shown, unit.set_aside)))
    name = unit_name(catalogue, unit.unit, lang) + files
    return say("lacks_so", lang, name, _reasons(catalogue, unit, lang))


def _stale(catalogue: Catalogue, unit: UnitReturn, lang: Language) -> str:
    by_reason = _by_reason(catalogue, unit.stale, lang)
    return say("lacks_so", lang, unit_name(catalogue, unit.unit, lang), _listed(by_reason))


def _reasons(catalogue: Catalogue, unit: UnitReturn, lang: Language) -> str:
    """'AT-1, AT-2 (để trống); AT-3 (có lỗi)'; the reason alone where it is one and nothing came at all."""
    by_reason = _by_reason(catalogue, unit.missing, lang)
    if len(by_reason) == 1 and len(unit.missing) == len(unit.expected):
        return next(iter(by_reason))
    return _listed(by_reason)


def _by_reason(
    catalogue: Catalogue, figures: Mapping[str, Missing], lang: Language
) -> Mapping[str, Sequence[str]]:
    by_reason: dict[str, list[str]] = defaultdict(list)
    for indicator, missing in figures.items():
        by_reason[short_words(catalogue, missing, lang)].append(indicator)
    return by_reason


def _listed(by_reason: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(f"{', '.join(names)} ({why})" for why, names in by_reason.items())


def _left_out(catalogue: Catalogue, collected: Collected, lang: Language) -> Iterator[str]:
    for fault in ("differs", "impossible", "doubtful", "wrong_period", "wrong_unit"):
        items = [item for item in collected.left_out if item.fault == fault]
        if fault in ("wrong_period", "wrong_unit"):
            told = _files_left_out(catalogue, items, lang)
        else:
            told = [f"{_row(catalogue, item.observation, lang)} ({item.code})" for item in items]
        yield from _section(say(fault, lang), told)


def _files_left_out(catalogue: Catalogue, items: Sequence[LeftOut], lang: Language) -> list[str]:
    """A line for each file of another period or unit: all its rows have the same fault, told one by one as
    findings.
    """
    files: dict[str, list[LeftOut]] = defaultdict(list)
    for item in items:
        files[item.observation.file].append(item)
    told = []
    for file, of_file in files.items():
        rows = [item.observation for item in of_file]
        if of_file[0].fault == "wrong_period":
            names = [period_inside(row.period, lang) for row in rows]
        else:
            names = [unit_name(catalogue, row.reporting_unit, lang) for row in rows]
        first = place(file, rows[0].sheet or None, rows[0].row, rows[0].position)
        told.append(say("rows_of", lang, _shown(file), len(rows), ", ".join(dict.fromkeys(names)), first))
    return told


def _row(catalogue: Catalogue, row: Observation, lang: Language) -> str:
    unit = unit_name(catalogue, row.reporting_unit, lang)
    figure = _figure(catalogue, row, lang)
    where = place(row.file, row.sheet or None, row.row, row.position)
    return f"{where}: {row.indicator} · {unit} · {period_words(row.period, lang)}: {figure}"


def _remarks(catalogue: Catalogue, collected: Collected, lang: Language) -> Iterator[str]:
    for remark in ("same_twice", "old_form", "other_period_form", "no_figures"):
        items = [item for item in collected.remarks if item.remark == remark]
        if remark == "no_figures":  # an empty form of a known unit is told of with its unit
            items = [item for item in items if not item.units]
        told = [
            "; ".join(unit_name(catalogue, unit, lang) for unit in item.units)
            + say("files_of", lang, _shown(item.file))
            for item in items
        ]
        yield from _section(say(remark, lang), [line.strip() for line in told])


def _change(catalogue: Catalogue, change: Change, lang: Language) -> str:
    """'XH-DTTM · UBND phường Phổ Hòa: 3/20 → 9/20 (tệp …); ghi chú: …', or what changed beside the figure."""
    indicator, unit = change.place
    named = (indicator, unit_name(catalogue, unit, lang))
    old, new = _figure(catalogue, change.old, lang), _figure(catalogue, change.new, lang)
    if old == new and change.old is not None and change.new is not None:
        beside = "; ".join(_beside(change.old, change.new, lang))
        return say("change_beside", lang, *named, new, beside, _by(change, lang))
    note = _one_line(change.reason)
    return say(
        "change", lang, *named, old, new, _by(change, lang), say("because", lang, note) if note else ""
    )


def _beside(old: Observation, new: Observation, lang: Language) -> Iterator[str]:
    """What differs in the columns beside a figure that itself is the same: 'minh chứng: (trống) → BC 20'."""
    titles = headers(lang)
    for column in _BESIDE:
        before, now = getattr(old, column), getattr(new, column)
        if before != now:
            yield say("from_to", lang, titles[column].lower(), _said(before, lang), _said(now, lang))


def _said(content: str | Decimal | date | None, lang: Language) -> str:
    if isinstance(content, date):
        return day_words(content)
    if isinstance(content, Decimal):
        return number_words(content, lang)
    return _one_line(content) if content else say("blank", lang)


def _by(change: Change, lang: Language) -> str:
    """The file, the people who signed it, and the day."""
    signed = change.signed
    people = [
        say(name, lang, _one_line(text))
        for name, text in (
            ("signed_by", signed and signed.prepared_by),
            ("signed_head", signed and signed.head),
            ("signed_day", signed and signed.signed_on),
        )
        if text
    ]
    return say("by_file", lang, "; ".join([_shown(change.file), *people]))


def _words_beside(files: Sequence[ReturnedFile]) -> Iterator[str]:
    """Words that somebody added, for somebody to read."""
    for file in files:
        for words in (words for each in file.beside for words in each.words if not words.receipt_only):
            where = place(file.file, words.sheet or None, words.row, words.position)
            yield f"{where}: “{_one_line(words.text, _LONGEST_WORDS)}”"


def _figure(catalogue: Catalogue, row: Observation | None, lang: Language) -> str:
    return say("blank", lang) if row is None else row_words(catalogue, row, lang)


def _one_line(text: str, limit: int = _LONGEST) -> str:
    """What was typed, its lines beside each other."""
    return visible(" / ".join(line.strip() for line in text.splitlines() if line.strip()), limit)


def _shown(name: str) -> str:
    return visible(name)

"""What is not as it was collected before: old and new figure, in which file, signed by whom, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from dxscore.forms.form import FormColumn, headers
from dxscore.forms.normalised import Series, series_of
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.signatures import Signed
from dxscore.forms.written import day_words, one_line, row_words, unit_name
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.words.numbers import number
from dxscore.words.say import Language, say
from dxscore.words.visible import visible


class Change(NamedTuple):
    """A figure that is not what was collected before.

    Args:
        old: as collected before; None where a unit that had sent others now adds it.
        new: as it is now; None where its cells are blank now.
        file, sha256: the file that says so.
        reason: the row's note.
        signed: who answers for it there, where somebody is named.
    """

    old: Observation | None
    new: Observation | None
    file: str
    sha256: str
    reason: str = ""
    signed: Signed | None = None

    @property
    def key(self) -> Series:
        """Whose figure it is, and of what."""
        row = self.new or self.old
        return ("", "") if row is None else series_of(row)


def changes(
    old: Mapping[Series, Observation],
    new: Mapping[Series, tuple[Observation, ReturnedFile, str | None]],
    blank: Mapping[Series, ReturnedFile],
) -> tuple[Change, ...]:
    """All changes by file and key.

    Args:
        old: what was collected before.
        new: what is collected now, and the file and sheet that say so.
        blank: series that a file now leaves blank.
    """
    had_sent = {unit for _, unit in old}
    found = [*_replaced(old, new, had_sent), *_taken_back(old, blank)]
    return tuple(sorted(found, key=lambda change: (change.file, change.key)))


def _replaced(
    old: Mapping[Series, Observation],
    new: Mapping[Series, tuple[Observation, ReturnedFile, str | None]],
    had_sent: set[str],
) -> Iterator[Change]:
    """A unit's first figures change nothing; one that it adds later does."""
    for key, (row, file, sheet) in new.items():
        before = old.get(key)
        if before != row and (before is not None or key[1] in had_sent):
            yield Change(before, row, file.file, file.sha256, row.note, file.signed(sheet))


def _taken_back(old: Mapping[Series, Observation], blank: Mapping[Series, ReturnedFile]) -> Iterator[Change]:
    for key, file in blank.items():
        if key in old:
            reason = file.notes.get(key, "")
            yield Change(old[key], None, file.file, file.sha256, reason, file.only_signed())


_LONGEST: Final = 80
_BESIDE: Final[tuple[FormColumn, ...]] = ("value", "evidence", "note", "closed_on")


def change_words(catalogue: Catalogue, change: Change, lang: Language) -> str:
    """'XH-DTTM · UBND phường Phổ Hòa: 3/20 → 9/20 (tệp …); ghi chú: …', or what changed beside the figure."""
    indicator, unit = change.key
    named = {"indicator": indicator, "unit": unit_name(catalogue, unit, lang), "by": _by(change, lang)}
    old, new = row_words(catalogue, change.old, lang), row_words(catalogue, change.new, lang)
    if old == new and change.old is not None and change.new is not None:
        columns = "; ".join(_columns(change.old, change.new, lang))
        return say("collection.change_beside", lang, figure=new, columns=columns, **named)
    note = one_line(change.reason, _LONGEST)
    because = say("collection.because", lang, note=note) if note else ""
    return say("collection.change", lang, old=old, new=new, because=because, **named)


def changes_words(catalogue: Catalogue, changes: Sequence[Change], lang: Language) -> str:
    """'UBND phường Phổ Hòa: 10 số liệu đổi (tệp …): XH-DTTM 3/20 → 9/20; …', of one unit and file."""
    first = changes[0]
    each = []
    for change in changes:
        old, new = row_words(catalogue, change.old, lang), row_words(catalogue, change.new, lang)
        note = one_line(change.reason, _LONGEST)
        because = say("collection.because", lang, note=note) if note else ""
        each.append(f"{change.key[0]} {old} → {new}{because}")
    unit, by = unit_name(catalogue, first.key[1], lang), _by(first, lang)
    return say("collection.many_changes", lang, unit=unit, count=len(each), by=by, changes="; ".join(each))


def _columns(old: Observation, new: Observation, lang: Language) -> Iterator[str]:
    """What differs in the columns beside a figure that itself is the same: 'minh chứng: (trống) → BC 20'."""
    titles = headers(lang)
    for column in _BESIDE:
        before, now = getattr(old, column), getattr(new, column)
        if before != now:
            yield say(
                "collection.from_to",
                lang,
                column=titles[column].lower(),
                old=_content(before, lang),
                new=_content(now, lang),
            )


def _content(content: str | Decimal | date | None, lang: Language) -> str:
    if isinstance(content, date):
        return day_words(content)
    if isinstance(content, Decimal):
        return number(content, lang)
    return one_line(content, _LONGEST) if content else say("form.blank", lang)


def _by(change: Change, lang: Language) -> str:
    """The file, the people who signed it, and the day."""
    signed = change.signed
    by = [visible(change.file)]
    if signed is not None:
        prepared_by, head, day = (one_line(text, _LONGEST) for text in signed.who_and_when)
        by += [say("collection.signed_by", lang, name=prepared_by)] if prepared_by else []
        by += [say("collection.signed_head", lang, name=head)] if head else []
        by += [day] if day else []
    return say("collection.files_of", lang, files="; ".join(by))

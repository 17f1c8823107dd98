"""Findings: placed faults in a file, each made from one documented rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from dxscore.model.base import Written
from dxscore.model.period import Period, period_inside
from dxscore.model.place import Place
from dxscore.words.numbers import number
from dxscore.words.say import Language, fill, phrases
from dxscore.words.text import Text, Words
from dxscore.words.visible import visible

Severity = Literal["error", "warning", "note"]
SHOWN_AT_MOST = 80
# A whole number below this may be a year.
_GROUPED_FROM = 10_000


class Unlisted(NamedTuple):
    """Findings that are only counted: how many of one code and severity."""

    code: str
    severity: Severity
    times: int


class Finding(Written):
    """One fault in one place."""

    code: str = Field(
        description="Stable code, DX1xx file, DX2xx cell, DX3xx across rows, DX4xx catalogue, DX5xx waivers,"
        " DX6xx points, DX7xx tasks, DX8xx records, DX9xx configuration."
    )
    severity: Severity = Field(description="An error leaves the row out; a warning or note does not.")
    file: str = Field(description="The file as it was named, '-' for standard input.")
    sheet: str | None = Field(default=None, description="Sheet of a workbook; null for any other file.")
    row: int | None = Field(
        default=None, description="Line in the file, from 1, as an editor shows it; row of a sheet."
    )
    position: int | None = Field(
        default=None, description="Number of the cell in its row, or of the character in its line, from 1."
    )
    column: str | None = Field(default=None, description="Column of a table, or key path in a catalogue.")
    message: Words = Field(description="What is wrong.")
    remedy: Words = Field(description="What to do about it.")
    more: SkipJsonSchema[tuple[Unlisted, ...]] = Field(
        default=(),
        exclude=True,
        description="Of the finding that counts what is not listed: what that is.",
    )

    @property
    def place(self) -> Place:
        """Where it stands; in its JSON the parts of the place are keys of their own."""
        return Place(self.file, self.sheet, self.row, self.position)


class Rule(NamedTuple):
    """What one finding code means. Its words stand under its code in the topic `findings` of `words`."""

    code: str
    severity: Severity

    def words(self, part: Literal["message", "remedy", "why"], lang: Language) -> str:
        """What is wrong, what to do or why it matters; with the ``{names}`` that `finding` fills in."""
        words: str = phrases(lang)["findings"][self.code][part]
        return words

    def finding(
        self,
        place: Place,
        column: str | None = None,
        **values: object,
    ) -> Finding:
        """A finding of this rule at `place`.

        Values are cut and made visible, for they may be a stranger's text.

        A `Text` value is put in per language, and so is a number (82,5 and 82.5), a period (Quý IV/2025 and
        2025-Q4) or a day (14/12/2025 and 2025-12-14). What was typed comes as text, and stays as it was.
        """
        vi = {name: _shown(value, "vi") for name, value in values.items()}
        en = {name: _shown(value, "en") for name, value in values.items()}
        return Finding.model_construct(
            code=self.code,
            severity=self.severity,
            file=place.file,
            sheet=place.sheet,
            row=place.row,
            position=place.cell,
            column=column,
            message=self._both("message", vi, en),
            remedy=self._both("remedy", vi, en),
        )

    def _both(self, part: Literal["message", "remedy"], vi: dict[str, str], en: dict[str, str]) -> Text:
        return Text.of(fill(self.words(part, "vi"), vi), fill(self.words(part, "en"), en))


def _shown(value: object, lang: Language) -> str:
    if isinstance(value, Text):
        return value.get(lang)
    if isinstance(value, Period):
        return period_inside(value, lang)
    if isinstance(value, Decimal) and value.is_finite():
        return number(value, lang)
    if isinstance(value, date) and lang == "vi":
        return value.strftime("%d/%m/%Y")
    if isinstance(value, int) and abs(value) >= _GROUPED_FROM:
        return number(value, lang)
    return visible(str(value), SHOWN_AT_MOST)

"""One row of cells -> an observation, or the findings that say why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Final

from dxscore.model import rules
from dxscore.model.catalogue import Indicator
from dxscore.model.finding import Finding, Rule
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.place import Place
from dxscore.read.collected import FindingsSoFar, RowFaults
from dxscore.read.column_names import Column
from dxscore.read.encoding import may_be_legacy
from dxscore.read.figures import FIGURE_COLUMNS, Typed, is_blank, report_no_figure, understand
from dxscore.read.generations import Mark, Unclear, report_no_life, report_outside_life
from dxscore.read.markers import Marker, is_no_note, marker
from dxscore.read.periods import DayFault, PeriodFault, day_within, serial_day
from dxscore.read.row_cells import RowCells
from dxscore.read.unit_names import Living, UnitMatch
from dxscore.read.vocabulary import Vocabulary
from dxscore.words.folding import tidy
from dxscore.words.patterns import regex
from dxscore.words.text import Text, both, joined

UNKNOWN_WORDS_AT_MOST: Final = 500
SUGGESTIONS_AT_MOST: Final = 50
TEXTS_REMEMBERED: Final = 20_000
_CUT_OFF_DIGITS = regex(r"[0-9]{1,9}\s*%?")
_PERIOD_FAULTS: Final[dict[PeriodFault, Rule]] = {
    "year": rules.YEAR_OUT_OF_RANGE,
    "ambiguous": rules.AMBIGUOUS_PERIOD,
    "unreadable": rules.UNREADABLE_PERIOD,
}


class RowReader:
    """Reads the rows of one file.

    Attributes:
        unknown: words that should have been a unit or an indicator and are none, with their first line.
        strangers: names of indicators that are none of the catalogue's, and how many rows have each.
        legacy: the finding on the first note or evidence in an old encoding.
        blank: line, indicator and unit of every row so far without a figure.
        faulty: those of every figure that an error keeps from being read.
        units: the units of its rows so far.
        periods: their periods.
        in_form: whether they are rows of a form of ours, which come with their codes.
    """

    def __init__(self, cells: RowCells, vocabulary: Vocabulary, findings: FindingsSoFar) -> None:
        """A reader of a table's rows."""
        self._cells = cells
        wide = cells.whole_row is not None  # or any row that holds several figures
        self._is_placed = bool(findings.sheet) or wide
        self._evidence_cell: int | None = None
        # In a wide table a row holds many figures, and its evidence is none's in particular.
        if findings.sheet and not wide and "evidence" in cells.positions:
            self._evidence_cell = cells.positions["evidence"] + 1
        self._vocabulary = vocabulary
        self._findings = findings
        self._texts: dict[tuple[Column, str], str] = {}
        self._suggestions: dict[str, Text | str] = {}
        self._living_then: dict[tuple[str, Period, date | None], Living] = {}
        self.unknown: dict[str, int] = {}
        self.strangers: Counter[str] = Counter()
        self.legacy: Finding | None = None
        self.blank: list[tuple[int, str, str]] = []
        self.faulty: list[tuple[int, str, str]] = []
        self.units: set[str] = set()
        self.periods: set[Period] = set()
        self.in_form = False

    def read(self, line: int, row: Sequence[str]) -> tuple[Observation | None, bool]:
        """The observation in `row`, and whether the row is faulty.

        Where it is neither, the row holds no figure, which is noted.
        """
        faults = RowFaults(self._findings, line, self._cells.places, self._cells.whole_row, self._cells.above)
        if self._is_of_another_plan(row):
            faults.add(rules.OTHER_PLAN, "indicator", got=self._cells.text(row, "indicator"))
            return None, False
        observation = self._observation(row, faults)
        if faults.errors:
            self.remember_faulty(row, line)
            return None, True
        if observation is None:
            self.blank += self._places(row, line)
        return observation, False

    def _is_of_another_plan(self, row: Sequence[str]) -> bool:
        """Whether not this plan, but another one of this run expects the row."""
        vocabulary = self._vocabulary
        if vocabulary.others is None:
            return False
        indicator, unit = self._cells.text(row, "indicator"), self._cells.text(row, "reporting_unit")
        own, body = vocabulary.indicators.find(indicator), vocabulary.units.find(unit).unit
        if own is None:  # whose indicator it is, that plan looks for the unit
            return vocabulary.others.know(indicator)
        return not (body is not None and vocabulary.expects(own, body)) and vocabulary.others.expect(
            indicator, unit
        )

    def remember_faulty(self, row: Sequence[str], line: int) -> None:
        """That what `row` says of its figure is not read."""
        self.faulty += self._places(row, line)

    def _places(self, row: Sequence[str], line: int) -> Iterator[tuple[int, str, str]]:
        """Whose figure a row without one would hold, and of what, where both are known."""
        indicator = self._vocabulary.indicators.find(self._cells.text(row, "indicator"))
        unit = self._vocabulary.units.find(self._cells.text(row, "reporting_unit")).unit
        if indicator is not None and unit is not None:
            yield line, indicator, unit

    def _observation(self, row: Sequence[str], faults: RowFaults) -> Observation | None:
        typed = self._cells.figures(row)
        if self._cells.cumulative and is_blank(typed):
            return None
        if self.in_form and not self._cells.text(row, "indicator").strip() and self._cells.names_nothing(row):
            self._report_no_code(typed, faults)
            return None
        indicator = self._indicator(row, faults)
        if indicator is not None and self._cells.names_nothing(row) and is_blank(typed):
            report_no_figure(typed, faults)
            return None
        period = self._period(row, faults)
        closed_on = self._closed_on(row, period, faults)
        unit = self._unit(row, indicator, period, closed_on, faults)
        evidence, note = self.words(row, "evidence", faults.line), self.words(row, "note", faults.line)
        if indicator is not None and self._cells.beside:
            self._look_for_cut_comma(indicator, typed, row, faults)
        figures = understand(indicator, typed, faults, self._cells.marks) if indicator else None
        if indicator is None or unit is None or period is None or figures is None:
            return None
        if figures.not_applicable and not (evidence or note):
            column = next(c for c in FIGURE_COLUMNS if marker(typed[c]) is Marker.NOT_APPLICABLE)
            faults.add(rules.NO_REASON, column)
        return Observation(
            indicator=indicator.id,
            reporting_unit=unit,
            period=period,
            numerator=figures.numerator,
            denominator=figures.denominator,
            value=figures.value,
            not_applicable=figures.not_applicable,
            evidence=evidence,
            note=note,
            closed_on=closed_on,
            place=Place(
                self._findings.file,
                self._findings.sheet,
                faults.line,
                self._cells.first_figure(row) if self._is_placed else None,
            ),
            evidence_cell=self._evidence_cell,
        )

    def _look_for_cut_comma(
        self, indicator: Indicator, typed: Typed, row: Sequence[str], faults: RowFaults
    ) -> None:
        """'50' with a bare '5' in the column of words to its right may be 50,5 that was cut at its comma."""
        for column, place in self._cells.beside.items():
            behind = row[place].strip() if place < len(row) else ""
            if not behind or not behind[0].isdigit() or not _CUT_OFF_DIGITS.fullmatch(behind):
                continue
            whole = indicator.measure in ("rank", "yes_no") or (indicator.whole and column != "value")
            before = typed[column].strip()
            if before.isdecimal() and not whole:
                meant = f"{before},{behind}"
                faults.add(rules.CUT_AT_COMMA, column, got=before, behind=behind, meant=meant)

    def _report_no_code(self, typed: Typed, faults: RowFaults) -> None:
        """Quote all figures of a row without a code, at the first of them."""
        filled = [column for column in FIGURE_COLUMNS if typed[column].strip()]
        mark = "/" if filled == ["numerator", "denominator"] else " · "
        got = mark.join(typed[column].strip() for column in filled)
        faults.add(rules.NO_CODE_IN_FORM, filled[0], got=got)

    @property
    def beside(self) -> tuple[int, ...]:
        """Places right of columns of figures where digits may be what was cut off a number at its comma."""
        return tuple(self._cells.beside.values())

    def plain_unit(self, text: str, period: Period) -> str | None:
        """The unit of a cell of which nothing is to be said in that period; None where it is to be read."""
        match = self._vocabulary.units.find(text)
        if match.unit is None or match.generations or match.unaccented or match.actual_kind or match.hidden:
            return None
        if not self._vocabulary.catalogue.territory.changes:
            return match.unit
        living = self._vocabulary.units.on(match, period, None)  # whoever asks remembers it
        return living.unit if living.fault is None else None

    def words(self, row: Sequence[str], column: Column, line: int) -> str:
        """Evidence or a note; a dash or 'chưa có số liệu' is none, nor is 'không có' evidence."""
        text = self._cells.text(row, column)
        if not text:
            return ""
        key = column, text
        if key not in self._texts:
            if len(self._texts) > TEXTS_REMEMBERED:
                self._texts.clear()
            if self.legacy is None and may_be_legacy(text):
                self.legacy = self._old_encoding(text, column, line)
            none = is_no_note(text) if column == "note" else marker(text) is Marker.MISSING
            self._texts[key] = "" if none else tidy(text)
        return self._texts[key]

    def _old_encoding(self, text: str, column: Column, line: int) -> Finding | None:
        from dxscore.read import legacy_fonts, legacy_text  # tables that few files need

        found = legacy_text.recognise_text(text)
        if found is None:
            return None
        return rules.LEGACY_ENCODING.finding(
            Place(self._findings.file, self._findings.sheet, line, self._cells.places[column] + 1),
            column,
            encoding=found[0],
            got=legacy_fonts.drawn(text),
            meant=found[1],
        )

    def _indicator(self, row: Sequence[str], faults: RowFaults) -> Indicator | None:
        text = self._cells.text(row, "indicator")
        vocabulary = self._vocabulary
        found = vocabulary.indicators.find(text)
        if found is not None:
            return vocabulary.catalogue.indicators[found]
        if not text.strip():
            example = next(iter(vocabulary.catalogue.indicators))
            faults.add(rules.NO_INDICATOR, "indicator", example=example)
            return None
        self._remember_unknown(text, faults.line)
        if text in self.strangers or len(self.strangers) < UNKNOWN_WORDS_AT_MOST:
            self.strangers[text] += 1
        hint = partial(self._suggestion, text, vocabulary.indicators.nearest)
        faults.add(rules.UNKNOWN_INDICATOR, "indicator", got=text, hint=hint)
        return None

    def _unit(
        self,
        row: Sequence[str],
        indicator: Indicator | None,
        period: Period | None,
        closed_on: date | None,
        faults: RowFaults,
    ) -> str | None:
        text = self._cells.text(row, "reporting_unit")
        if not text.strip():
            faults.add(rules.NO_UNIT, "reporting_unit")
            return None
        match = self._vocabulary.units.find(text)
        if match.unit is None:
            self._report_no_unit(match, text, faults)
            return None
        unit = self._living(match, match.unit, period, closed_on, text, faults)
        if match.unaccented or match.actual_kind or match.hidden:
            self._report_doubts(match, unit, text, faults)
        self.units.add(unit)
        if indicator is not None and not self._vocabulary.expects(indicator.id, unit):
            catalogue = self._vocabulary.catalogue
            faults.add(
                rules.UNIT_NOT_EXPECTED,
                # A unit stated once for the table is right: it is this row's indicator that is another's.
                "indicator" if self._cells.is_stated_once("reporting_unit") else "reporting_unit",
                meant=catalogue.name(unit),
                indicator=indicator.id,
                names=catalogue.name(indicator.reported_by),
            )
        return unit

    def _living(
        self,
        match: UnitMatch,
        unit: str,
        period: Period | None,
        closed_on: date | None,
        text: str,
        faults: RowFaults,
    ) -> str:
        """The unit that the cell means in that period; the first one named, with a fault, where none does.

        Where two lived in it, one after the other, the other rows of the file have to settle it.
        """
        if period is None or not self._vocabulary.catalogue.territory.changes:
            return unit
        key = text, period, closed_on
        living = self._living_then.get(key)
        if living is None:
            if len(self._living_then) > TEXTS_REMEMBERED:
                self._living_then.clear()
            living = self._living_then[key] = self._vocabulary.units.on(match, period, closed_on)
        if living.fault is None:
            unit = living.unit or unit
            if closed_on is not None:
                report_outside_life(self._vocabulary, unit, period, closed_on, faults)
        elif living.fault == "unclear":
            unit = living.candidates[0]
            self._vocabulary.unclear[self._place(faults.line, unit)] = Unclear(text, living.candidates)
        elif living.fault == "outside":
            report_no_life(self._vocabulary, living.candidates, period, faults)
        else:
            names = [self._vocabulary.catalogue.name(each) for each in living.candidates]
            faults.add(
                rules.REUSED_UNIT,
                "reporting_unit",
                got=text,
                names=joined(names, "; "),
                period=str(period),
                unit=unit,
            )
        return unit

    def _place(self, line: int, unit: str) -> Mark:
        return Place(self._findings.file, self._findings.sheet, line), unit

    def _report_no_unit(self, match: UnitMatch, text: str, faults: RowFaults) -> None:
        if match.fault == "unknown":
            self._remember_unknown(text, faults.line)
            hint = partial(self._suggestion, text, self._vocabulary.units.nearest)
            faults.add(rules.UNKNOWN_UNIT, "reporting_unit", got=text, hint=hint)
            return
        rule = rules.AMBIGUOUS_UNIT if match.fault == "ambiguous" else rules.SUCCESSOR_UNIT
        faults.add(rule, "reporting_unit", got=text, names=joined(match.candidates, "; "))

    def _report_doubts(self, match: UnitMatch, unit: str, text: str, faults: RowFaults) -> None:
        meant = self._vocabulary.catalogue.name(unit)
        if match.unaccented:
            faults.add(rules.UNACCENTED_UNIT, "reporting_unit", got=text, meant=meant)
        if match.actual_kind is not None:
            kind = match.actual_kind
            faults.add(rules.WRONG_UNIT_TYPE, "reporting_unit", got=text, actual_kind=kind, meant=meant)
        if match.hidden:
            faults.add(rules.HIDDEN_CHARACTERS, "reporting_unit", got=text, meant=meant)

    def _period(self, row: Sequence[str], faults: RowFaults) -> Period | None:
        text = self._cells.text(row, "period")
        found = self._vocabulary.period(text)
        if isinstance(found, Period):
            found = self._cells.covered(found)
            self.periods.add(found)
            return found
        if not text.strip():
            faults.add(rules.NO_PERIOD, "period")
        else:
            faults.add(_PERIOD_FAULTS[found], "period", got=text)
        return None

    def _closed_on(self, row: Sequence[str], period: Period | None, faults: RowFaults) -> date | None:
        text = self._cells.text(row, "closed_on")
        if not text or marker(text) is Marker.MISSING:
            return None
        found = self._vocabulary.day(text)
        if isinstance(found, str):
            short = None if period is None else day_within(text, *self._ends(period))
            if short is None:
                self._report_no_day(found, text, faults)
            return short
        if period is not None:
            opens, closes = self._ends(period)
            if not opens <= found <= closes:
                ends = {"opens": _shown(opens), "closes": _shown(closes)}
                faults.add(rules.DAY_OUTSIDE_PERIOD, "closed_on", got=_shown(found), period=period, **ends)
        return found

    def _ends(self, period: Period) -> tuple[date, date]:
        return period.opens(self._vocabulary.calendar), period.closes(self._vocabulary.calendar)

    def _report_no_day(self, fault: DayFault, text: str, faults: RowFaults) -> None:
        if fault == "serial":
            faults.add(rules.SERIAL_DAY, "closed_on", got=text, meant=_shown(serial_day(text)))
        else:
            faults.add(rules.UNREADABLE_DAY, "closed_on", got=text)

    def _remember_unknown(self, text: str, line: int) -> None:
        if len(self.unknown) < UNKNOWN_WORDS_AT_MOST:
            self.unknown.setdefault(text, line)

    def _suggestion(self, text: str, nearest: Callable[[str], Text | None]) -> Text | str:
        """'Did you mean …?', looked for only while unknown words are few: many have another cause."""
        if text not in self._suggestions and len(self._suggestions) < SUGGESTIONS_AT_MOST:
            self._suggestions[text] = _did_you_mean(nearest(text))
        return self._suggestions.get(text, "")


def _did_you_mean(name: Text | None) -> Text | str:
    if name is None:
        return ""
    return both("reading.did_you_mean", name=name)


def _shown(day: date) -> str:
    """A day as the country writes it; English readers get the same, for the file has it so too."""
    return day.strftime("%d/%m/%Y")

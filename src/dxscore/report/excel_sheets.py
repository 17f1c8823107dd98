"""The sheets of the workbook, filled from the scorecard: summary, results, gaps, findings, data."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from dxscore.model.scorecard import UNIT_VERDICTS
from dxscore.report.excel_cells import (
    Cell,
    NumberCell,
    SheetContent,
    Tint,
    Tinted,
    date_cell,
    fitting,
    gap_cell,
    number_cell,
    percent_cell,
)
from dxscore.report.figure_line import FigureLine
from dxscore.report.groups import gaps_by_lead
from dxscore.report.lines import FindingLine, GapLine, ResultLine, any_inferred
from dxscore.report.naming import is_inferred, unit_sign, unit_words, yes_no
from dxscore.report.narrative import capitalised
from dxscore.report.outlooks import year_before_sentence
from dxscore.report.summary import COUNTED, closing, coverage_counts, misses, pillar_rows, score_words
from dxscore.report.units_shown import units_listed
from dxscore.report.view import View
from dxscore.words.numbers import number
from dxscore.words.say import say_of

TOP = 3  # title, an empty line (or one that explains) and the header stand above the rows


def titles(view: View, names: str) -> tuple[str, ...]:
    """Column titles by name, in the view's language."""
    return tuple(say_of("column", name, view.lang) for name in names.split())


def verdict_tints(view: View) -> tuple[tuple[str, Tint], ...]:
    """The beginnings of the words of a verdict, and their colours."""
    words: list[tuple[str, Tint]] = [
        (say_of("status", status, view.lang), status) for status in UNIT_VERDICTS
    ]
    return (*words, (say_of("status", "exceeded", view.lang), "met"))


def summary_sheet(view: View) -> SheetContent:
    """Plan, day, counts, coverage, score and files; then the counts of each pillar."""
    summary, lang, say = view.scorecard.summary, view.lang, view.say
    facts: list[tuple[Cell, ...]] = [
        (view.names.plan(),),
        (),
        (say("workbook.as_of"), date_cell(view.scorecard.day)),
        (say("workbook.conclusion"), closing(view.scorecard, lang)),
        *_misses(view),
    ]
    reported, expected = coverage_counts(view)
    if expected:
        coverage = percent_cell(Fraction(100 * reported, expected), (), lang)
        facts.append((say("workbook.coverage_title"), coverage))
    if summary.score is not None:
        facts += [
            (title, None if score is None else _score(view, score))
            for title, score in (
                (say("workbook.score_title"), summary.score),
                (say("workbook.score_low"), summary.score_low),
                (say("workbook.score_high"), summary.score_high),
            )
        ]
        facts.append(("", say("workbook.score_note")))
    facts += [(say("workbook.rows_read"), NumberCell(item.rows), item.file) for item in view.scorecard.inputs]
    rows: list[tuple[Cell, ...]] = [
        (
            row.name or say("official.total"),
            NumberCell(row.counts.targets),
            NumberCell(row.counts.targets - row.counts.due),
            NumberCell(row.counts.due),
            *(NumberCell(row.verdicts[status]) for status in COUNTED),
        )
        for row in pillar_rows(view)
    ]
    verdicts = [say_of("status", status, lang) for status in COUNTED]
    heads = (*titles(view, "pillar targets not_due_count due_count"), *verdicts)
    return SheetContent(say("workbook.sheet_summary"), (*facts, ()), heads, tuple(rows))


def _misses(view: View) -> list[tuple[Cell, ...]]:
    """What is due and not met, worst first: id, and in a sentence name, gap and owner."""
    lead = say_of("column", "lead", view.lang)
    lines = misses(view)
    said = [
        (line.id, f"{line.name}: {line.shortfall or line.verdict} ({lead}: {line.lead})") for line in lines
    ]
    title = view.say("report.misses", count=len(lines))
    meant = _legend(view, any_inferred(lines))
    return [(), (title,), *said, *([meant] if meant else []), ()] if lines else []


def _score(view: View, score: float) -> Cell:
    """As a number, unless words have to say that it is not all of 100."""
    words = score_words(view, score)
    places = words.partition("," if view.lang == "vi" else ".")[2]
    return NumberCell(score, len(places)) if words[0].isdigit() else words


_WRAPPED_EARLY = frozenset({"target", "status", "counted_in"})
_PRINTED_RESULTS = "id indicator target deadline result status gap_points gap_count counted_in lead remark"
_RESULTS = (
    f"{_PRINTED_RESULTS} pillar unit_of_measure threshold period closed_on numerator denominator achievement"
    " units_reported units_expected units_missing coordinating source year_before outlook pace needed"
)


def results_sheet(view: View) -> SheetContent:
    """One row a target."""
    name = view.say("workbook.sheet_results")
    return SheetContent(
        name,
        ((name,), _legend(view, view.has_inferred_leads)),
        titles(view, _RESULTS),
        tuple(_result_row(view, line) for line in view.results),
        tinted=((_RESULTS.split().index("status"), verdict_tints(view)),),
        fixed=2,
        narrow=_narrow(_RESULTS),
        printed=len(_PRINTED_RESULTS.split()),
    )


def _legend(view: View, inferred: bool) -> tuple[Cell, ...]:
    """What the * after leads means, where there is one."""
    return ("", view.say("report.owners")) if inferred else ()


def _narrow(columns: str) -> tuple[int, ...]:
    """Places of the columns whose words can stand on several lines without being harder to read."""
    return tuple(place for place, name in enumerate(columns.split()) if name in _WRAPPED_EARLY)


def _result_row(view: View, line: ResultLine) -> tuple[Cell, ...]:
    result, lang = line.result, view.lang
    source = result.target.source
    return (
        line.id,
        line.name,
        line.target,
        NumberCell(line.by, grouped=False) if isinstance(line.by, int) else line.by,
        figure_cell(line),
        line.verdict,
        *_gap_cells(line),
        line.lead,
        _explained(line),
        view.names.pillar(result.pillar),
        unit_words(line.indicator, lang),
        _threshold(line),
        capitalised(line.covers) or None,
        date_cell(result.closes),
        number_cell(result.numerator, lang),
        number_cell(result.denominator, lang),
        None if result.achievement is None else percent_cell(100 * Fraction(result.achievement), (), lang),
        NumberCell(result.coverage.reported),
        NumberCell(result.coverage.expected),
        line.missing_units,
        line.coordinating,
        f"{view.catalogue.documents[source.document].number}, {source.section}",
        year_before_sentence(line.indicator, result, lang),
        line.outlook,
        _pace(line, result.change_per_year),
        _pace(line, result.needed_per_year),
    )


def _pace(line: ResultLine, change: Decimal | None) -> Cell:
    """A change a year as a number, in points where the figure is a percentage."""
    return None if change is None else number_cell(change, line.names.lang)


def _explained(line: ResultLine) -> str:
    """Why nothing can be said, or why it is waived, and what else to know."""
    why = [line.gap] if line.result.reason is not None or line.result.waiver is not None else []
    return "; ".join(why + line.all_remarks)


def _threshold(line: ResultLine) -> Cell:
    """The threshold's number, with the decimals that the catalogue gives it."""
    lang = line.names.lang
    if len(line.bounds) != 1:
        sign = unit_sign(line.indicator)
        return "–".join(number(Decimal(bound), lang) + sign for bound in line.bounds) or None
    percent = "%" if line.indicator.unit_of_measure == "percent" else ""
    return number_cell(Decimal(line.bounds[0]), lang, percent=percent)


def figure_cell(line: FigureLine, sign: str = "", tinted: bool = False) -> Cell:
    """A result as a number: the exact value of a percentage, told from its threshold by its decimals."""
    lang, tint = line.names.lang, line.status if tinted else None
    if line.exact is None:
        return None
    if line.indicator.measure == "yes_no":
        words = f"{yes_no(line.exact, lang)} {sign}".rstrip()
        return Tinted(words, line.status) if tinted else words
    if line.indicator.unit_of_measure == "percent":
        return percent_cell(line.exact, [Fraction(bound) for bound in line.bounds], lang, sign, tint)
    return number_cell(line.figure.value, lang, sign, tint)


def _gap_cells(line: FigureLine) -> tuple[Cell, Cell, Cell]:
    """What is missing: in points (or in the indicator's own numbers), in counts, and the noun."""
    figure, lang = line.figure, line.names.lang
    if (figure.gap is None and figure.gap_count is None) or figure.status in ("met", "not_applicable"):
        return None, None, None
    noun = line.indicator.counted_in
    bounds = [Fraction(bound) for bound in line.bounds]
    return (
        None if figure.gap is None else gap_cell(Fraction(figure.gap), bounds, lang),
        number_cell(figure.gap_count, lang),
        noun.get(lang) if noun and figure.gap_count is not None else None,
    )


_PRINTED_GAPS = "lead id indicator unit target deadline result status gap"
_GAPS = f"{_PRINTED_GAPS} coordinating lowest_units gap_points gap_count counted_in"


def gaps_sheet(view: View) -> SheetContent:
    """One row a gap, under the bodies that lead."""
    lines = [line for lines in gaps_by_lead(view).values() for line in lines]
    listed = units_listed(view)
    kept = [line for line in lines if line.is_of(listed.ids)]
    held, left_out = fitting([_gap_row(line) for line in kept], TOP)
    name = view.say("workbook.sheet_gaps")
    return SheetContent(
        name,
        ((name,), _legend(view, any(is_inferred(gap.lead) for gap in view.scorecard.gaps))),
        titles(view, _GAPS),
        held,
        tinted=((_GAPS.split().index("status"), verdict_tints(view)),),
        fixed=3,
        narrow=_narrow(_GAPS),
        printed=len(_PRINTED_GAPS.split()),
        rows_left_out=left_out + len(lines) - len(kept),
    )


def _gap_row(line: GapLine) -> tuple[Cell, ...]:
    result, figure = line.result, line.figure
    return (
        line.lead,
        line.id,
        result.name,
        line.unit or None,
        line.target,
        NumberCell(by, grouped=False) if isinstance(by := result.by, int) else by,
        figure_cell(figure),
        figure.verdict,
        figure.gap,
        line.coordinating,
        result.names.bodies(line.gap.worst_units),
        *_gap_cells(figure),
    )


_FINDINGS = "severity code file sheet row position column message remedy"


def findings_sheet(view: View) -> SheetContent:
    """One row a finding."""
    held, left_out = fitting([_finding_row(line) for line in view.findings], TOP)
    severities: tuple[Tint, ...] = ("error", "warning", "note")
    tints = tuple((say_of("severity", severity, view.lang), severity) for severity in severities)
    name = view.say("workbook.sheet_findings")
    return SheetContent(
        name, ((name,), ()), titles(view, _FINDINGS), held, ((0, tints),), rows_left_out=left_out
    )


def _finding_row(line: FindingLine) -> tuple[Cell, ...]:
    finding = line.finding
    return (
        line.severity,
        line.code,
        finding.file,
        finding.sheet,
        None if finding.row is None else NumberCell(finding.row, grouped=False),
        None if finding.position is None else NumberCell(finding.position),
        line.column or None,
        line.message,
        line.remedy,
    )

"""The sheets of the workbook, filled from the scorecard: summary, results, gaps, findings, data."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from dxscore.model.figures import exact_value
from dxscore.model.scorecard import STATUSES, Gap, Result, UnitResult
from dxscore.report.excel_cells import (
    Cell,
    Figure,
    Sheet,
    Tint,
    Tinted,
    date_cell,
    fitting,
    gap_cell,
    number_cell,
    percent_cell,
)
from dxscore.report.facts import coverage_counts, score_words
from dxscore.report.groups import gaps_by_lead
from dxscore.report.narrative import indicator_name, pillar_name, shortfall
from dxscore.report.office_tables import pillar_rows
from dxscore.report.office_words import PHRASES, UNIT_OF_MEASURE, say
from dxscore.report.sentences import closing
from dxscore.report.view import View, written_bounds
from dxscore.report.words import EXCEEDED, SEVERITY, STATUS, YES_NO, finding_column, pick
from dxscore.words.numbers import number

TOP = 3  # title, an empty line (or one that explains) and the header stand above the rows


def titles(view: View, names: str) -> tuple[str, ...]:
    """Column titles by name, in the view's language."""
    return tuple(say(n, view.lang) if n in PHRASES else view.say(n) for n in names.split())


def verdict_tints(view: View) -> tuple[tuple[str, Tint], ...]:
    """The beginnings of the words of a verdict, and their colours."""
    words = [(pick(STATUS[status], view.lang), status) for status in STATUSES]
    return (*words, (pick(EXCEEDED, view.lang), "met"))


def summary_sheet(view: View) -> Sheet:
    """Plan, day, counts, coverage, score and files; then the counts of each pillar."""
    summary, lang = view.scorecard.summary, view.lang
    facts: list[tuple[Cell, ...]] = [
        (view.catalogue.targets.plan.name.get(lang),),
        (),
        (say("as_of", lang), date_cell(view.scorecard.day)),
        (say("conclusion", lang), closing(view.scorecard, lang)),
    ]
    reported, expected = coverage_counts(view)
    if expected:
        coverage = percent_cell(Fraction(100 * reported, expected), (), lang)
        facts.append((say("coverage_title", lang), coverage))
    if summary.score is not None:
        scores = (summary.score, summary.score_low, summary.score_high)
        for name, score in zip(("score_title", "score_low", "score_high"), scores, strict=True):
            facts.append((say(name, lang), None if score is None else _score(view, score)))
        facts.append(("", say("score_note", lang)))
    facts += [(say("rows_read", lang), Figure(item.rows), item.file) for item in view.scorecard.inputs]
    rows: list[tuple[Cell, ...]] = [
        (row.name, *(Figure(getattr(row, name)) for name in _COUNTS)) for row in pillar_rows(view)
    ]
    verdicts = [
        pick(STATUS[s], lang)
        for s in ("met", "missed", "no_data", "not_assessable", "not_applicable", "waived")
    ]
    heads = (*titles(view, "pillar targets not_due_count due_count"), *verdicts)
    return Sheet(say("sheet_summary", lang), (*facts, ()), heads, tuple(rows))


def _score(view: View, score: float) -> Cell:
    """As a number, unless words have to say that it is not all of 100."""
    words = score_words(view, score)
    places = words.partition("," if view.lang == "vi" else ".")[2]
    return Figure(score, len(places)) if words[0].isdigit() else words


_COUNTS = (
    "targets",
    "not_due",
    "due",
    "met",
    "missed",
    "no_data",
    "not_assessable",
    "not_applicable",
    "waived",
)
_WRAPPED_EARLY = frozenset({"target", "status", "counted_in"})
_PRINTED_RESULTS = "id indicator target deadline result status gap_points gap_count counted_in lead remark"
_RESULTS = (
    f"{_PRINTED_RESULTS} pillar unit_of_measure threshold period numerator denominator achievement"
    " units_reported units_expected units_missing coordinating source"
)


def results_sheet(view: View) -> Sheet:
    """One row a target."""
    heads = titles(view, _RESULTS)
    rows = tuple(_result_row(view, result) for result in view.scorecard.results)
    status = _RESULTS.split().index("status")
    name = say("sheet_results", view.lang)
    tints = ((status, verdict_tints(view)),)
    printed = len(_PRINTED_RESULTS.split())
    lines = ((name,), _legend(view, view.scorecard.results))
    return Sheet(name, lines, heads, rows, tints, 2, _narrow(_RESULTS), printed)


def _legend(view: View, leading: Iterable[Result | Gap]) -> tuple[Cell, ...]:
    """What the * after leads means, where there is one."""
    return ("", view.say("owners")) if any(view.lead_is_inferred(item) for item in leading) else ()


def _narrow(columns: str) -> tuple[int, ...]:
    """Places of the columns whose words can stand on several lines without being harder to read."""
    return tuple(place for place, name in enumerate(columns.split()) if name in _WRAPPED_EARLY)


def _result_row(view: View, result: Result) -> tuple[Cell, ...]:
    indicator, lang = view.indicator(result), view.lang
    source = result.target.source
    return (
        result.indicator,
        indicator_name(view, result),
        view.target(result),
        Figure(result.target.by, grouped=False),
        figure_cell(view, result, result),
        view.status(result),
        *_gap_cells(view, result, result),
        view.lead(result),
        _said(view, result),
        pillar_name(view, result.pillar),
        pick(UNIT_OF_MEASURE[indicator.unit_of_measure], lang),
        _threshold(view, result),
        result.period,
        number_cell(result.numerator, lang),
        number_cell(result.denominator, lang),
        None if result.achievement is None else percent_cell(100 * Fraction(result.achievement), (), lang),
        Figure(result.coverage.reported),
        Figure(result.coverage.expected),
        view.bodies(result.coverage.missing),
        "; ".join(view.names(result.coordinating)),
        f"{view.catalogue.documents[source.document].number}, {source.section}",
    )


def _said(view: View, result: Result) -> str:
    """Why nothing can be said, or why it is waived, and what else to know."""
    told = result.reason is not None or result.waiver is not None
    said = [view.gap(result, result)] if told else []
    return "; ".join(said + view.remarks(result, all_=True))


def _threshold(view: View, result: Result) -> Cell:
    """The threshold's number, with the decimals that the catalogue gives it."""
    bounds = written_bounds(result)
    sign = "%" if view.indicator(result).unit_of_measure == "percent" else ""
    if len(bounds) != 1:
        return "–".join(number(Decimal(bound), view.lang) + sign for bound in bounds) or None
    return number_cell(Decimal(bounds[0]), view.lang, percent=sign)


def figure_cell(
    view: View, result: Result, figure: Result | UnitResult, sign: str = "", tinted: bool = False
) -> Cell:
    """A result as a number: the exact value of a percentage, told from its threshold by its decimals."""
    exact, indicator = exact_value(figure), view.indicator(result)
    tint = figure.status if tinted else None
    if exact is None:
        return None
    if indicator.measure == "yes_no":
        words = f"{pick(YES_NO[exact == 1], view.lang)} {sign}".rstrip()
        return Tinted(words, figure.status) if tinted else words
    if indicator.unit_of_measure == "percent":
        bounds = [Fraction(bound) for bound in written_bounds(result)]
        return percent_cell(exact, bounds, view.lang, sign, tint)
    return number_cell(figure.value, view.lang, sign, tint)


def _gap_cells(view: View, result: Result, figure: Result | UnitResult | Gap) -> tuple[Cell, Cell, Cell]:
    """What is missing: in points (or in the indicator's own numbers), in counts, and the noun."""
    if (figure.gap is None and figure.gap_count is None) or figure.status in ("met", "not_applicable"):
        return None, None, None
    noun = view.indicator(result).counted_in
    bounds = [Fraction(bound) for bound in written_bounds(result)]
    return (
        None if figure.gap is None else gap_cell(Fraction(figure.gap), bounds, view.lang),
        number_cell(figure.gap_count, view.lang),
        noun.get(view.lang) if noun and figure.gap_count is not None else None,
    )


_PRINTED_GAPS = "lead id indicator unit target deadline result status gap"
_GAPS = f"{_PRINTED_GAPS} coordinating lowest_units gap_points gap_count counted_in"


def gaps_sheet(view: View) -> Sheet:
    """One row a gap, under the bodies that lead."""
    rows = [(view.lead(gap), *_gap_row(view, gap)) for gaps in gaps_by_lead(view).values() for gap in gaps]
    status = _GAPS.split().index("status")
    held, left_out = fitting(rows, TOP)
    name = say("sheet_gaps", view.lang)
    return Sheet(
        name,
        ((name,), _legend(view, view.scorecard.gaps)),
        titles(view, _GAPS),
        held,
        tinted=((status, verdict_tints(view)),),
        fixed=3,
        narrow=_narrow(_GAPS),
        printed=len(_PRINTED_GAPS.split()),
        rows_left_out=left_out,
    )


def _gap_row(view: View, gap: Gap) -> tuple[Cell, ...]:
    result, figure = view.result_of(gap), view.figure_of(gap)
    return (
        gap.indicator,
        indicator_name(view, gap),
        view.body(gap.reporting_unit) if gap.reporting_unit else None,
        view.target(result),
        Figure(gap.target_by, grouped=False),
        figure_cell(view, result, figure),
        view.status(figure),
        shortfall(view, result, figure),
        "; ".join(view.names(gap.coordinating)),
        view.bodies(gap.worst_units),
        *_gap_cells(view, result, gap),
    )


def findings_sheet(view: View) -> Sheet:
    """One row a finding."""
    rows = [
        (
            pick(SEVERITY[finding.severity], view.lang),
            finding.code,
            finding.file,
            finding.sheet,
            None if finding.row is None else Figure(finding.row, grouped=False),
            None if finding.position is None else Figure(finding.position),
            finding.column and finding_column(finding.column, view.lang),
            finding.message.get(view.lang),
            finding.remedy.get(view.lang),
        )
        for finding in view.scorecard.findings
    ]
    tints: tuple[tuple[str, Tint], ...] = tuple(
        (pick(SEVERITY[severity], view.lang), severity) for severity in ("error", "warning", "note")
    )
    name, columns = (
        say("sheet_findings", view.lang),
        "severity code file sheet row position column message remedy",
    )
    held, left_out = fitting(rows, TOP)
    return Sheet(name, ((name,), ()), titles(view, columns), held, ((0, tints),), rows_left_out=left_out)

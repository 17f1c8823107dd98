"""The page's sections beside its tables: counts, charts, gaps, details, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dxscore.model.catalogue import Document, Indicator
from dxscore.model.scorecard import STATUSES, Status
from dxscore.report.charts.bullet import bullet_chart
from dxscore.report.charts.chart import Chart
from dxscore.report.charts.draw import NotDrawnError, svg
from dxscore.report.charts.trend import trend_chart
from dxscore.report.explain import Piece, indicator_parts, label_words
from dxscore.report.groups import gaps_by_lead
from dxscore.report.lines import GapLine, ResultLine
from dxscore.report.naming import SIGN
from dxscore.report.page.tables import units_behind
from dxscore.report.summary import pillar_rows
from dxscore.report.units_shown import Listed, cut_words
from dxscore.report.view import View
from dxscore.words.numbers import day, number
from dxscore.words.say import say_of
from dxscore.words.visible import visible

UNIT_LINES_AT_MOST = 40
GAPS_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Count:
    """How many results have a status."""

    status: Status
    sign: str
    words: str
    count: str


@dataclass(frozen=True, slots=True)
class PillarCounts:
    """Counts of one pillar; of the whole, where `name` says so."""

    name: str
    targets: str
    due: str
    not_due: str
    met: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaptionedChart:
    """A chart with its caption; `drawing` is '' where there is nothing to draw."""

    id: str
    name: str
    status: Status | str
    verdict: str
    words: str
    drawing: Markup | str


@dataclass(frozen=True, slots=True)
class ChartGroup:
    """The charts of one pillar."""

    title: str
    figures: tuple[CaptionedChart, ...]


@dataclass(frozen=True, slots=True)
class GapItem:
    """One line of the gap list. `unit_keys` are the units that it is about, for the filter."""

    line: GapLine
    unit_keys: str
    words: str


@dataclass(frozen=True, slots=True)
class LeadGroup:
    """What one lead body, or several together, have to see to."""

    title: str
    items: tuple[GapItem, ...]
    more: str


@dataclass(frozen=True, slots=True)
class DetailPart:
    """One labelled piece of an indicator's detail: a text, or a list where there are several lines."""

    label: str
    lines: tuple[str, ...]
    is_list: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """All that there is to say of an indicator."""

    id: str
    name: str
    parts: tuple[DetailPart, ...]
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A legal source; `url` is '' unless it is a web address."""

    id: str
    number: str
    words: str
    url: str


def status_counts(view: View) -> tuple[Count, ...]:
    """Results by status, those that occur: of what is due, or of all where nothing is due yet."""
    found = Counter(line.status for line in view.in_scope)
    return tuple(
        Count(s, SIGN[s], say_of("status", s, view.lang), number(found[s], view.lang))
        for s in STATUSES
        if found[s]
    )


def pillar_counts(view: View) -> tuple[PillarCounts, ...]:
    """One line for each pillar, then the whole; the verdicts counted are those of the targets in question."""
    return tuple(
        PillarCounts(
            row.name or view.say("page.all"),
            str(row.counts.targets),
            str(row.counts.due),
            str(row.counts.targets - row.counts.due),
            str(row.verdicts["met"]),
            tuple(str(row.verdicts[status]) for status in counted_statuses(view)),
        )
        for row in pillar_rows(view)
    )


def counted_statuses(view: View) -> tuple[Status, ...]:
    """The verdicts beside met that occur among the targets in question: of due ones none is pending."""
    found = {line.status for line in view.in_scope}
    return tuple(status for status in STATUSES[1:] if status in found)


def bullets(view: View) -> tuple[ChartGroup, ...]:
    """A bullet chart for each result, under its pillar."""
    ids = {line: f"b{place}" for place, line in enumerate(view.results)}
    return tuple(
        ChartGroup(
            view.names.pillar(pillar.id),
            tuple(_bullet(view, line, ids[line]) for line in view.of_pillar(pillar.id)),
        )
        for pillar in view.scorecard.pillars
    )


def _bullet(view: View, line: ResultLine, id_: str) -> CaptionedChart:
    return CaptionedChart(
        id=line.id,
        name=line.name,
        status=line.status,
        verdict=f"{line.sign} {line.verdict}",
        words=f"{line.target} → {line.figures}",
        drawing=drawing(bullet_chart(view, line), id_),
    )


def drawing(chart: Chart | None, id_: str) -> Markup | str:
    """The chart drawn, or nothing; words in its place where it could not be drawn."""
    if chart is None:
        return ""
    try:
        return Markup(svg(chart, id_))  # noqa: S704  # inspected element by element
    except NotDrawnError as error:
        return Markup('<p class="note">{}</p>').format(error.words.get(chart.lang))


def trends(view: View) -> tuple[CaptionedChart, ...]:
    """A trend for each indicator with figures of two periods or more."""
    figures = []
    for place, history in enumerate(view.history):
        chart = trend_chart(view, history)
        if chart is not None:
            name = view.names.indicator(history.indicator)
            figures.append(
                CaptionedChart(
                    history.indicator, name, "", "", chart.description, drawing(chart, f"t{place}")
                )
            )
    return tuple(figures)


def gap_groups(view: View, listed: Listed) -> tuple[LeadGroup, ...]:
    """The gap list by lead body: of gaps of single units those of the listed ones."""
    return tuple(_lead_group(view, title, lines, listed) for title, lines in gaps_by_lead(view).items())


def _lead_group(view: View, title: str, lines: Sequence[GapLine], listed: Listed) -> LeadGroup:
    shown = [line for line in lines if line.is_of(listed.ids)][:GAPS_AT_MOST]
    rest = len(lines) - len(shown)
    more = view.say("page.more", more=number(rest, view.lang)) if rest else ""
    return LeadGroup(title, tuple(_gap_item(line, listed) for line in shown), more)


def _gap_item(line: GapLine, listed: Listed) -> GapItem:
    result = line.result
    unit = f" – {line.unit}" if line.unit else ""
    due = f"{line.target.removesuffix(f'({result.by})').rstrip()}, {result.by}"
    keys = line.gap.reporting_unit or "|".join(units_behind(result.result, listed))
    return GapItem(line, keys, f"{result.name}{unit} ({due})")


def details(view: View, listed: Listed) -> tuple[Detail, ...]:
    """Every indicator that has a result."""
    judged = {line.id for line in view.results}
    return tuple(_detail(view, i, listed) for i in view.catalogue.targets.indicators if i.id in judged)


def _detail(view: View, indicator: Indicator, listed: Listed) -> Detail:
    parts = indicator_parts(view.catalogue, indicator, view.lang, view, listed.ids)
    sources = dict.fromkeys(target.source.document for target in indicator.targets)
    return Detail(
        indicator.id,
        view.names.indicator(indicator.id),
        tuple(_detail_part(view, part, listed) for part in parts),
        tuple((id_, visible(view.catalogue.documents[id_].number)) for id_ in sources),
    )


def _detail_part(view: View, part: Piece, listed: Listed) -> DetailPart:
    """The piece as it is shown: of the lines on single units (indented) only the first so many."""
    shown: list[str] = []
    of_units = 0
    for line in part.lines:
        of_units += line.startswith(" ") and part.label == "figures"
        if of_units <= UNIT_LINES_AT_MOST or not line.startswith(" "):
            shown.append(visible(line.strip()))
    if of_units > UNIT_LINES_AT_MOST:
        shown.append(view.say("page.more_units", more=number(of_units - UNIT_LINES_AT_MOST, view.lang)))
    if part.label == "figures" and listed.left_out:
        shown.append(cut_words(view, listed))
    return DetailPart(label_words(part.label, view.lang), tuple(shown), part.is_list)


def documents(view: View) -> tuple[SourceDocument, ...]:
    """The legal sources of the catalogue."""
    return tuple(_document(view, document) for document in view.catalogue.targets.documents)


def _document(view: View, document: Document) -> SourceDocument:
    issued = str(document.issued) if isinstance(document.issued, int) else day(document.issued, view.lang)
    said = (
        document.issuer.get(view.lang),
        document.title.get(view.lang),
        view.say("page.issued", day=issued),
    )
    url = document.url or ""
    return SourceDocument(
        document.id,
        visible(document.number),
        visible("; ".join(said)),
        url if url.startswith(("https://", "http://")) else "",
    )

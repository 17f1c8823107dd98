"""The fields that a Word template may use, each filled from the scorecard. See docs/word-template.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dxscore.model.catalogue import Document
from dxscore.report.abbreviations import in_words
from dxscore.report.brief import brief_lines, brief_rows, proposals
from dxscore.report.figure_line import NO_FIGURE
from dxscore.report.findings import findings_count
from dxscore.report.groups import grouped_gaps
from dxscore.report.letterhead import SYMBOL, author, in_running_text, parted
from dxscore.report.lines import GapLine, ResultLine
from dxscore.report.naming import unit_words
from dxscore.report.narrative import (
    capitalised,
    coverage_sentence,
    ended,
    listed,
    pillar_sections,
    pillar_words,
    roman,
    silent_units,
    strengths,
    urgings,
    weaknesses,
)
from dxscore.report.summary import COUNTED, PillarRow, closing, pillar_rows
from dxscore.report.view import View
from dxscore.words.names import committee, document_inside, inside
from dxscore.words.numbers import day, percent
from dxscore.words.say import say_of
from dxscore.words.visible import visible

TO_FILL_IN = "……………"
LISTED_AT_MOST = 12
NAMED_IN_A_CELL = 3


def fields(view: View) -> dict[str, object]:
    """Every field but `charts`, by name."""
    scorecard, lang = view.scorecard, view.lang
    as_of = day(scorecard.day, lang)
    above = visible(committee(view.catalogue.targets.plan.place, lang))
    office = issuing_body(view)
    return {
        "parent_body": above.upper(),
        "issuing_body": office.upper(),
        "issuing_body_in_sentence": office,
        "symbol": SYMBOL if office != TO_FILL_IN else "……",
        "recipient": in_words(above, lang),
        "plan": view.names.plan(),
        "as_of": as_of,
        "subject": _subject(view, as_of),
        "opening": _opening(view, office, as_of),
        "summary": closing(scorecard, lang),
        "scope": _scope(view),
        "brief_rows": brief_rows(view),
        "brief_lines": brief_lines(view),
        "propose": view.say("official.propose", recipient=above),
        "proposals": proposals(view),
        "pillar_rows": tuple(_pillar_row(view, row) for row in pillar_rows(view)),
        "pillars": pillar_sections(view),
        "strengths": strengths(view),
        "weaknesses": _weaknesses(view),
        "urgings": urgings(view),
        "no_gaps": view.say("official.no_gaps"),
        "data_request": _data_request(view, office),
        "inferred": view.say("official.inferred") if view.has_inferred_leads else "",
        "ended": ended(view),
        "ending": view.say("official.ending", day=as_of, office=office),
        "target_groups": target_groups(view),
        "unit_rows": unit_rows(view),
        "tasks": _tasks(view),
    }


def _tasks(view: View) -> dict[str, object]:
    """Section II.2: sentences, and what is overdue or due soon; empty where no task list was given."""
    if view.tasks is None:
        return {}
    from dxscore.report.task_report import task_section

    section = task_section(view)
    return {} if section is None else section._asdict()


def issuing_body(view: View) -> str:
    """Name of the office that reports, or dots to fill in where the catalogue knows none by that sign."""
    office = author(view.catalogue)
    return TO_FILL_IN if office is None else view.names.body(office)


def _subject(view: View, as_of: str) -> str:
    return view.say("official.subject", plan=document_inside(view.names.plan(), view.lang), day=as_of)


def _opening(view: View, office: str, as_of: str) -> str:
    document = _main_document(view)
    issued = document.issued if isinstance(document.issued, int) else document.issued.year
    return view.say(
        "official.opening",
        plan=view.names.plan(),
        number=visible(document.number),
        year=issued,
        issuer=visible(document.issuer.get(view.lang)),
        office=office,
        day=as_of,
    )


def _main_document(view: View) -> Document:
    """The document that most of the targets judged are written in."""
    cited = Counter(result.target.source.document for result in view.scorecard.results)
    return view.catalogue.documents[cited.most_common(1)[0][0]]


def _scope(view: View) -> tuple[str, ...]:
    """Whose figures the report speaks of, and how many came in."""
    said = [coverage_sentence(view)]
    unit = view.scorecard.results[0].reporting_unit
    if unit is not None:
        said.insert(0, view.say("official.one_unit", unit=inside(view.names.body(unit), view.lang)))
    return tuple(line for line in said if line)


def _weaknesses(view: View) -> tuple[str, ...]:
    said = weaknesses(view)
    if any(finding.severity != "note" for finding in view.scorecard.findings):
        counted = findings_count(view.scorecard.findings, view.lang)
        said += (view.say("official.data_faults", counts=counted),)
    return said


def _data_request(view: View, office: str) -> str:
    silent = silent_units(view)
    if not silent:
        return view.say("official.no_data_missing")
    parts = zip(("urge_data", "ask_data", "own_data"), parted(view.catalogue, silent), strict=True)
    said = [
        capitalised(say_of("official", key, view.lang, units=units, office=office))
        for key, own in parts
        if own and (units := listed(view, in_running_text(view.names, own)))
    ]
    return " ".join(said)


def _pillar_row(view: View, row: PillarRow) -> dict[str, object]:
    """Counts of one pillar, or of all. The verdicts counted are those of the targets in question."""
    counts = row.counts
    return {
        "name": row.name or view.say("official.total"),
        "targets": counts.targets,
        "not_due": counts.targets - counts.due,
        "due": counts.due,
        **{status: row.verdicts[status] for status in COUNTED},
    }


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target in the annex, every cell in words."""

    number: int
    id: str
    name: str
    unit_of_measure: str
    target: str
    value: str
    parts: str
    period: str
    closed_on: str
    achievement: str
    verdict: str
    lead: str
    remark: str


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """The annex rows of one pillar under its Roman numeral."""

    numeral: str
    title: str
    rows: tuple[TargetRow, ...]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What one reporting unit still owes: figures, and results."""

    number: int
    name: str
    missing: tuple[str, ...]
    behind: tuple[str, ...]


def target_groups(view: View) -> tuple[TargetGroup, ...]:
    """The annex of targets: rows are numbered through, groups by pillar."""
    groups, before = [], 0
    for place, pillar in enumerate(view.scorecard.pillars, start=1):
        own = view.of_pillar(pillar.id)
        rows = tuple(_target_row(view, line, before + row) for row, line in enumerate(own, start=1))
        title = f"{view.names.pillar(pillar.id)} ({pillar_words(view, pillar)})"
        groups.append(TargetGroup(roman(place), title, rows))
        before += len(own)
    return tuple(groups)


def _target_row(view: View, line: ResultLine, place: int) -> TargetRow:
    return TargetRow(
        number=place,
        id=line.id,
        name=line.name,
        unit_of_measure=unit_words(line.indicator, view.lang),
        target=line.target,
        value=line.amount,
        parts=line.parts or NO_FIGURE,
        period=capitalised(line.covers) or NO_FIGURE,
        closed_on="" if line.result.closes is None else day(line.result.closes, view.lang),
        achievement=_achievement(view, line),
        verdict=line.verdict,
        lead=line.lead_in_words,
        remark=_remark(view, line),
    )


def _achievement(view: View, line: ResultLine) -> str:
    if line.result.achievement is None:
        return NO_FIGURE
    return percent(100 * Fraction(line.result.achievement), [], view.lang)


def _remark(view: View, line: ResultLine) -> str:
    """Gap or reason, who is missing, and what else to know."""
    said, coverage = [line.gap], line.result.coverage
    if coverage.expected > 1 and 0 < coverage.reported < coverage.expected:
        names = listed(view, view.names.missing(line.result), NAMED_IN_A_CELL)
        said.append(f"{line.coverage}, {view.say('report.missing_units', units=names)}")
    said += [remark for remark in line.remarks if remark not in line.gap]
    return capitalised("; ".join(part for part in said if part))


def unit_rows(view: View) -> tuple[UnitRow, ...]:
    """Units that owe figures or fall short of targets in question, in the catalogue's order."""
    rows: list[UnitRow] = []
    for name, lines in grouped_gaps(view, "unit").items():
        own = [line for line in lines if line.result in view.in_scope]
        unreported = [line for line in own if line.gap.status in ("no_data", "not_assessable")]
        missing = [line for line in unreported if _is_owed(line)]
        behind = [line for line in own if line.gap.status in ("missed", "pending")]
        if missing or behind:
            rows.append(UnitRow(len(rows) + 1, name, _listed(view, missing), _listed(view, behind)))
    return tuple(rows)


def _is_owed(line: GapLine) -> bool:
    """Whether a figure could still come: where nothing arose there is none to send."""
    return line.gap.reason != "zero_denominator"


def _listed(view: View, lines: Sequence[GapLine]) -> tuple[str, ...]:
    said = [f"- {line.result.name}: {line.figure.shortfall}" for line in lines[:LISTED_AT_MOST]]
    rest = len(lines) - len(said)
    if rest > 0:
        said.append(view.say("official.more_items", more=rest))
    return tuple(said) or (NO_FIGURE,)  # a cell of a Word table has to hold a paragraph

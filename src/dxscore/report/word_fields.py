"""The fields that a Word template may use, each filled from the scorecard. See docs/word-template.md."""

from __future__ import annotations

from collections import Counter

from dxscore.model.catalogue import Document
from dxscore.report.assessment import silent_units, strengths, urgings, weaknesses
from dxscore.report.narrative import coverage_sentence, named, pillar_sections
from dxscore.report.office_tables import pillar_rows, target_groups, unit_rows
from dxscore.report.office_words import capitalised, say
from dxscore.report.sentences import closing, findings_count
from dxscore.report.view import View
from dxscore.words.names import committee, document_inside, inside
from dxscore.words.numbers import day
from dxscore.words.visible import visible

# The office that reports signs its documents BC-VHTT; a catalogue names it by that alias.
SYMBOL = "VHTT"
TO_FILL_IN = "……………"


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
        "recipient": above,
        "plan": visible(view.catalogue.targets.plan.name.get(lang)),
        "as_of": as_of,
        "subject": _subject(view, as_of),
        "opening": _opening(view, office, as_of),
        "summary": closing(scorecard, lang),
        "scope": _scope(view),
        "pillar_rows": pillar_rows(view),
        "pillars": pillar_sections(view),
        "strengths": strengths(view),
        "weaknesses": _weaknesses(view),
        "urgings": urgings(view),
        "no_gaps": say("no_gaps", lang),
        "data_request": _data_request(view, office),
        "inferred": _inferred(view),
        "ending": say("ending", lang, as_of, office),
        "target_groups": target_groups(view),
        "unit_rows": unit_rows(view),
    }


def issuing_body(view: View) -> str:
    """Name of the office that reports, or dots to fill in where the catalogue knows none by that sign."""
    found = (body.id for body in view.catalogue.assignments.bodies if SYMBOL in body.aliases)
    office = next(found, None)
    return TO_FILL_IN if office is None else view.body(office)


def _subject(view: View, as_of: str) -> str:
    plan = visible(view.catalogue.targets.plan.name.get(view.lang))
    return say("subject", view.lang, document_inside(plan, view.lang), as_of)


def _opening(view: View, office: str, as_of: str) -> str:
    document = _main_document(view)
    return say(
        "opening",
        view.lang,
        visible(view.catalogue.targets.plan.name.get(view.lang)),
        visible(document.number),
        document.issued if isinstance(document.issued, int) else document.issued.year,
        visible(document.issuer.get(view.lang)),
        office,
        as_of,
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
        said.insert(0, say("one_unit", view.lang, inside(view.body(unit), view.lang)))
    return tuple(line for line in said if line)


def _weaknesses(view: View) -> tuple[str, ...]:
    said = weaknesses(view)
    if any(finding.severity != "note" for finding in view.scorecard.findings):
        counted = findings_count(view.scorecard.findings, view.lang)
        said += (say("data_faults", view.lang, counted),)
    return said


def _data_request(view: View, office: str) -> str:
    silent = silent_units(view)
    if not silent:
        return say("no_data_missing", view.lang)
    return capitalised(say("urge_data", view.lang, named(view, silent, in_sentence=True), office))


def _inferred(view: View) -> str:
    if any(view.lead_is_inferred(result) for result in view.scorecard.results):
        return say("inferred", view.lang)
    return ""

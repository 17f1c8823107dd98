"""The scorecard as one web page that needs nothing beside itself."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dxscore.report.charts.heat import heat_map
from dxscore.report.charts.palette import DARK, LIGHT, Scheme, recolouring
from dxscore.report.lines import any_inferred
from dxscore.report.naming import SIGN
from dxscore.report.page import sections, tables
from dxscore.report.summary import closing, facts, misses, score_sentence
from dxscore.report.task_report import task_section
from dxscore.report.units_shown import PAGE_FIGURES_AT_MOST, cut_words, units_listed
from dxscore.report.view import View
from dxscore.words.numbers import day, number
from dxscore.words.say import Language, phrases, say_of
from dxscore.words.visible import visible

_TEMPLATES = Path(__file__).parents[1] / "templates"


def html_page(view: View) -> bytes:
    """The whole page as UTF-8: style, script and charts inside, no address loaded, the same bytes every time.

    The script sorts and filters tables, nothing else; the page's own policy lets no other script, style,
    picture or connection act, whatever a cell of the data may hold.
    """
    return page_of("page.html.j2", view.lang, view.say, _contents(view))


def page_of(template: str, lang: Language, say: Callable[..., str], contents: Mapping[str, object]) -> bytes:
    """A page made of one of our templates, with the style, script and policy that all of them share."""
    style, script = _style(), (_TEMPLATES / "page.js").read_text(encoding="utf-8")
    text = (
        _environment()
        .get_template(template)
        .render(
            lang=lang,
            say=say,
            policy=_policy(style, script),
            style=Markup(style),  # noqa: S704  # ours
            script=Markup(script),  # noqa: S704  # ours
            **contents,
        )
    )
    return text.encode("utf-8", "backslashreplace")


def _contents(view: View) -> dict[str, object]:
    scorecard, lang = view.scorecard, view.lang
    listed = units_listed(view, PAGE_FIGURES_AT_MOST)
    rows, matrix = tables.result_rows(view, listed), tables.matrix(view, listed)
    cell_statuses = [
        unit.status
        for line in view.results
        for unit in line.result.units
        if listed.holds(unit.reporting_unit)
    ]
    return {
        "tasks": task_section(view),
        "title": view.names.plan(),
        "place": visible(view.catalogue.targets.plan.place.get(lang)),
        "as_of": day(scorecard.day, lang),
        "facts": facts(view),
        "closing": closing(scorecard, lang),
        "score": score_sentence(view),
        "counts": sections.status_counts(view),
        "any_due": view.any_due,
        "misses": misses(view),
        "inferred_misses": any_inferred(misses(view)),
        "pillars": sections.pillar_counts(view),
        "other_statuses": [
            (s, f"{SIGN[s]} {say_of('status', s, lang)}") for s in sections.counted_statuses(view)
        ],
        "results": rows,
        "result_statuses": tables.status_choices(view, [row.line.status for row in rows]),
        "result_pillars": tables.pillar_choices(view),
        "result_leads": tables.lead_choices(view),
        "units_behind": tables.unit_choices(view, listed),
        "bullets": sections.bullets(view),
        "heat": "" if listed.left_out else sections.drawing(heat_map(view), "h"),
        "units_cut": cut_words(view, listed),
        "matrix": matrix,
        "unit_statuses": tables.status_choices(view, cell_statuses),
        "trends": sections.trends(view),
        "gaps": sections.gap_groups(view, listed),
        "inferred": view.has_inferred_leads,
        "details": sections.details(view, listed),
        "documents": sections.documents(view),
        "findings": tables.finding_rows(view),
        "more_findings": tables.more_findings(view),
        "reading": [say_of("page_reading", name, lang) for name in phrases(lang)["page_reading"]],
        "inputs": [(visible(i.file), number(i.rows, lang), i.sha256) for i in scorecard.inputs],
    }


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _style() -> str:
    """The style sheet: our own rules, and the colours of both schemes."""
    own = (_TEMPLATES / "page.css").read_text(encoding="utf-8")
    dark = f":root{{{_variables(DARK)}}}{recolouring(DARK)}"
    return f":root{{{_variables(LIGHT)}}}\n{own}\n@media screen and (prefers-color-scheme:dark){{{dark}}}\n"


def _variables(scheme: Scheme) -> str:
    return "".join(f"--{shade}:{colour};" for shade, colour in scheme.items())


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

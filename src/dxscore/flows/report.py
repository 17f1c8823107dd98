"""A judgement as a file for people to read: web page, Word, Excel, Markdown."""

from __future__ import annotations

from dxscore.flows.judge import Judgement
from dxscore.report.documents import DOCUMENTS
from dxscore.report.view import View
from dxscore.words.say import Language


def with_figures(view: View, judged: Judgement) -> View:
    """`view` with what only documents show: earlier figures, and the rows as read."""
    unit = judged.request.reporting_unit
    rows = judged.metrics.observations
    own = rows if unit is None else tuple(o for o in rows if o.reporting_unit == unit)
    return view._replace(history=judged.history, observations=own)


def document(judged: Judgement, suffix: str, lang: Language, template: bytes | None = None) -> bytes:
    """The bytes of a report.

    Args:
        judged: what is reported.
        suffix: '.html', '.docx', '.xlsx' or '.md'.
        lang: of all that people read.
        template: an office's own Word template.

    Raises:
        MetricsError: nothing was judged.
    """
    judged.with_results()
    view = View(judged.scorecard, judged.catalogue, lang)
    return DOCUMENTS[suffix].render(with_figures(view, judged), template)

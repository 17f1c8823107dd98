"""A judgement in any format: what is shown, and the bytes of it."""

from __future__ import annotations

from dataclasses import replace

from dxscore.flows.judge import Judgement
from dxscore.model.scorecard import UnitsShown
from dxscore.report.outputs import OUTPUTS
from dxscore.report.view import View
from dxscore.words.say import Language


def with_figures(view: View, judged: Judgement) -> View:
    """`view` with what only documents show: earlier figures, and the rows as read."""
    unit = judged.request.reporting_unit
    rows = judged.metrics.observations
    own = rows if unit is None else tuple(o for o in rows if o.reporting_unit == unit)
    return replace(view, history=judged.history, observations=own)


def rendered(judged: Judgement, view: View, format_: str) -> bytes:
    """What was judged, in one of `OUTPUTS`, as `view` has it.

    Raises:
        OutputError: a package that makes it is not installed.
        RequestError: the office's own template cannot be used.
    """
    output = OUTPUTS[format_]
    return output.render(with_figures(view, judged) if output.figures else view)


def document(
    judged: Judgement,
    format_: str,
    lang: Language,
    template: bytes | None = None,
    units: UnitsShown | None = None,
) -> bytes:
    """The bytes of a report.

    Args:
        judged: what is reported.
        format_: its name in `OUTPUTS`.
        lang: of all that people read.
        template: an office's own Word template.
        units: which units are listed; None: as the format has it.

    Raises:
        MetricsError: nothing was judged.
    """
    judged.with_results()
    view = View(judged.scorecard, judged.catalogue, lang, template=template, units=units)
    return rendered(judged, view, format_)

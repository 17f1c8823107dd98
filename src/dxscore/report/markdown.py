"""A scorecard as Markdown, for a pull-request comment or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dxscore.model.in_order import counts
from dxscore.report.facts import facts, score_sentence
from dxscore.report.groups import gap_line, gaps_by_lead
from dxscore.report.sentences import SHOWN_IN_ONE_FILE, closing
from dxscore.report.view import View
from dxscore.report.words import SEVERITY, SIGN, pick, with_column
from dxscore.words.visible import visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&@:-])")


def escape(text: str) -> str:
    """`text` with everything that Markdown or HTML would act on shown as typed."""
    return _SPECIAL.sub(r"\\\1", visible(text)).replace("\\<", "&lt;").replace("\\>", "&gt;")


def markdown_text(view: View) -> str:
    """The report: header, a table for each pillar, gaps by lead body, findings, closing sentence."""
    return "\n\n".join(markdown_parts(view)) + "\n"


def markdown_parts(view: View) -> tuple[str, str]:
    """What the report says of the targets, and what it ends with: findings and the closing sentence."""
    plan = view.catalogue.targets.plan
    of_targets = [
        f"# {escape(plan.name.get(view.lang))}",
        "\n".join(f"- {escape(fact)}" for fact in [*facts(view), score_sentence(view)] if fact),
        *(_pillar(view, pillar.id) for pillar in view.scorecard.pillars),
        *_gaps(view),
        *_legend(view),
    ]
    end = [*_findings(view), f"**{closing(view.scorecard, view.lang)}**"]
    return "\n\n".join(of_targets), "\n\n".join(end)


def _pillar(view: View, pillar: str) -> str:
    name = escape(view.catalogue.pillars[pillar].name.get(view.lang))
    header = [view.say(column) for column in ("id", "indicator", "target", "result", "status", "gap", "lead")]
    rows = [
        [
            f"`{result.indicator}`",
            escape(view.indicator(result).name.get(view.lang)),
            view.target(result),
            view.figures(result),
            f"{SIGN[result.status]} {view.status(result)}",
            escape(view.gap(result, result)),
            escape(view.lead(result)),
        ]
        for result in view.scorecard.results
        if result.pillar == pillar
    ]
    return f"## {name}\n\n{table(header, rows)}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; cells are escaped already."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _gaps(view: View) -> list[str]:
    groups = gaps_by_lead(view)
    if not groups:
        return []
    parts = [f"## {view.say('gaps_by_lead')}"]
    for title, gaps in groups.items():
        items = "\n".join(f"- `{gap.indicator}` {escape(gap_line(view, gap, 'body'))}" for gap in gaps)
        parts.append(f"**{escape(title)}**\n\n{items}")
    return parts


def _legend(view: View) -> list[str]:
    inferred = any(view.lead_is_inferred(result) for result in view.scorecard.results)
    return [escape(view.say("owners"))] if inferred else []


def _findings(view: View) -> list[str]:
    findings = view.scorecard.findings
    if not findings:
        return []
    header = [view.say(column) for column in ("place", "code", "message", "remedy")]
    rows = [
        [
            escape(str(finding.place)),
            f"{finding.code} ({pick(SEVERITY[finding.severity], view.lang)})",
            escape(with_column(finding, view.lang)),
            escape(finding.remedy.get(view.lang)),
        ]
        for finding in findings[:SHOWN_IN_ONE_FILE]
    ]
    more = findings[SHOWN_IN_ONE_FILE:]
    rest = [escape(view.say("findings_rest", *counts(more)))] if more else []
    return [f"## {view.say('findings')}", table(header, rows), *rest]

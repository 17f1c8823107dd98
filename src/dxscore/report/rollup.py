"""What came of counting a log, as lines for people and as JSON."""

from __future__ import annotations

from dxscore.model.json_document import json_document
from dxscore.model.rollup import RolledUp
from dxscore.model.rules import RULES
from dxscore.report.findings import finding_lines
from dxscore.words.numbers import number
from dxscore.words.say import Language, say


def rolled_up_lines(rolled: RolledUp, lang: Language) -> list[str]:
    """Findings, then how many records were rejected for what, then the closing sentence."""
    lines = finding_lines(rolled.findings, lang)
    unlisted = rolled.total - rolled.listed
    if unlisted:
        lines.append(say("rollup.more_places", lang, count=number(unlisted, lang)))
    for reason in rolled.rejected_for:
        why = RULES[reason.code].words("why", lang)
        lines.append(
            say("rollup.reason", lang, code=reason.code, count=number(reason.records, lang), message=why)
        )
    counts = {
        name: number(getattr(rolled, name), lang)
        for name in ("counted", "records", "figures", "repeated", "rejected")
    }
    return [*lines, say("rollup.closing", lang, **counts)]


def rolled_up_json(rolled: RolledUp, lang: Language) -> str:
    """The document, its findings in one language."""
    return json_document(rolled.model_dump(mode="json", by_alias=True, context={"lang": lang}))

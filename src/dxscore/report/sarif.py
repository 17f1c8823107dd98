"""SARIF 2.1.0, for code scanning services. The limits are GitHub's, the strictest of those in use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dxscore.model.catalogue import Indicator
from dxscore.model.finding import Severity
from dxscore.model.json_document import json_document
from dxscore.model.rules import RULES
from dxscore.model.version import VERSION
from dxscore.report.annotations import Annotation, home_of_targets, to_annotate
from dxscore.report.explain import target_lines
from dxscore.report.findings import counts_line
from dxscore.report.markdown import escape
from dxscore.report.places import uri
from dxscore.report.view import View
from dxscore.words.say import Language, shape
from dxscore.words.visible import visible

RESULTS_AT_MOST = 25_000
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_WEIGHT: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}
_NUMBERED_PLACE = re.compile(r"\{([0-9]+)\}")
_LANGUAGES: tuple[Language, ...] = ("vi", "en")

Json = dict[str, object]


def sarif_text(view: View) -> str:
    """Findings at their file and row, and due targets that are not met, as one SARIF log."""
    said = to_annotate(view, waived=True)
    shown = _weightiest(said)
    rules = _rules(view)
    order = {str(rule["id"]): number for number, rule in enumerate(rules)}
    run: Json = {
        "tool": {
            "driver": {"name": "dxscore", "version": VERSION, "semanticVersion": VERSION, "rules": rules}
        },
        "language": view.lang,
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"dxscore/{view.scorecard.plan}/{view.scorecard.as_of or 'none'}"},
        "results": [_result(view, item, order[item.rule]) for item in shown],
    }
    told = [_notification(counts_line(view))] if view.scorecard.counted.total else []
    if len(said) > len(shown):
        told.append(_notification(view.say("report.results_more", more=len(said) - len(shown))))
    if told:
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": told}]
    run["properties"] = view.scorecard.counted.model_dump(mode="json")
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_document(log)


def _notification(said: str) -> Json:
    return {"level": "note", "message": {"text": _plain(said)}}


def _weightiest(said: Sequence[Annotation]) -> list[Annotation]:
    """As many as are taken: errors before warnings before notes, targets first; in their own order."""
    ranked = sorted(range(len(said)), key=lambda n: (_WEIGHT[said[n].level], said[n].file is not None, n))
    return [said[n] for n in sorted(ranked[:RESULTS_AT_MOST])]


def _result(view: View, item: Annotation, rule_index: int) -> Json:
    location: Json = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(item.file or home_of_targets(view), view.root, view.here)},
            "region": {"startLine": item.row},
        }
    }
    if item.column:
        location["logicalLocations"] = [{"name": item.column}]
    # A waived target stays an alert of the service's, closed with its reason, so that it opens again after.
    excused = [{"kind": "external", "status": "accepted", "justification": _plain(item.waiver)}]
    return {
        **({"suppressions": excused} if item.waiver else {}),
        **({"baselineState": item.state} if item.state else {}),
        "ruleId": item.rule,
        "ruleIndex": rule_index,
        "level": item.level,
        "message": {"text": _plain(item.message)},
        "locations": [location],
        # The one name that GitHub matches alerts by.
        "partialFingerprints": {"primaryLocationLineHash": item.fingerprint},
    }


def _plain(text: str) -> str:
    """`text` so that nothing in it is read as a link '[words](address)' or as a numbered place '{0}'."""
    return _NUMBERED_PLACE.sub(r"{{\1}}", text).replace("](", "] (")


def _rules(view: View) -> list[Json]:
    codes = sorted({finding.code: finding.severity for finding in view.scorecard.findings}.items())
    indicators = dict.fromkeys(result.indicator for result in view.scorecard.results)
    return [
        *(_finding_rule(view, code, severity) for code, severity in codes),
        *(_target_rule(view, view.catalogue.indicators[id_]) for id_ in indicators),
    ]


def _finding_rule(view: View, code: str, severity: Severity) -> Json:
    known = RULES.get(code)
    if known is None:  # a scorecard of another version
        return _rule(code, severity, "data-quality", code, code, {})
    help_ = {
        lang: [f"{shape(known.words('remedy', lang))}.", shape(known.words("why", lang))]
        for lang in _LANGUAGES
    }
    short, full = shape(known.words("message", view.lang)), shape(known.words("why", view.lang))
    return _rule(code, severity, "data-quality", short, full, help_)


def _target_rule(view: View, indicator: Indicator) -> Json:
    name = view.names.indicator(indicator.id)
    measured = [text.get(view.lang) for text in (indicator.numerator, indicator.denominator) if text]
    help_ = {
        lang: [
            indicator.name.get(lang),
            *(
                line.strip()
                for t in indicator.targets
                for line in target_lines(view.catalogue, indicator, t, lang)
            ),
        ]
        for lang in _LANGUAGES
    }
    full = visible(" / ".join(measured)) or name
    return _rule(indicator.id, "error", "target", name, full, help_)


def _rule(
    id_: str, level: Severity, tag: str, short: str, full: str, help_: dict[Language, list[str]]
) -> Json:
    rule: Json = {
        "id": id_,
        "shortDescription": {"text": _plain(short)},
        "fullDescription": {"text": _plain(full)},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": [tag]},
    }
    if help_:
        blocks = [[visible(line) for line in lines] for lines in help_.values()]
        rule["help"] = {
            "text": _plain("\n\n".join("\n".join(lines) for lines in blocks)),
            "markdown": "\n\n".join("\n\n".join(escape(line) for line in lines) for lines in blocks),
        }
    return rule

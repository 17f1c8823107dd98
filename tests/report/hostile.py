"""Scorecards full of text that tries to act: in messages, file names, columns and a catalogue's names."""

from __future__ import annotations

import json
from itertools import cycle, islice

import every_kind

import beside
from dxscore.model.finding import Finding, Severity
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import InputFile
from dxscore.report.view import View
from dxscore.words.say import Language
from dxscore.words.text import Text

OWN = (
    "::error::hacked",
    "##[error]hacked",
    "::set-output name=a::b",
    "a%0Ab %25 100%",
    "one\ntwo\r\nthree\rfour",
    "]]>",
    "<script>alert(1)</script>",
    "<!-- & &amp; &#x41; -->",
    "[click](http://evil.example)",
    "![x](http://evil.example/x.png)",
    "`code` | **bold** | _it_",
    "\x1b[31mred\x1b]0;title\x07",
    "\x9b31m\x85",
    "right \u202e to left \u2066",
    "zero\u200bwidth\ufeff",
    "nul\0nul",
    "not a character \ufffe \uffff",
    'quote " and \\ backslash \\n',
    "{0} {got} {{}}",
    "=1+1",
    "a,b:c;d=e",
    "C:\\nộp\\tệp.csv",
    "../../etc/passwd",
    "/etc/passwd",
    "http://evil.example/a b?c#d",
    "\u0110\u00d0 Phổ Hòa",
    "\U0001f4a5 emoji",
    " ",
    "",
)
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


def strings() -> list[str]:
    """Our own, and the Big List of Naughty Strings where it stands beside the checkout."""
    folder = beside.folder("corpora")
    listed = json.loads((folder / "blns" / "blns.json").read_bytes()) if folder else []
    return [text for text in (*OWN, *listed) if text]


def views(lang: Language) -> list[View]:
    """Every string once as message, remedy, file and column, and once as each kind of name."""
    return [_in_findings(lang), *_in_names(lang)]


def findings() -> tuple[Finding, ...]:
    """One for each string, of each severity in turn."""
    return tuple(
        Finding(
            code="DX203",
            severity=severity,
            file=text,
            sheet=text,
            row=row,
            column=text,
            message=Text(vi=text, en=text),
            remedy=Text(vi=text, en=text),
        )
        for row, (text, severity) in enumerate(zip(strings(), cycle(SEVERITIES), strict=False), start=1)
    )


def _in_findings(lang: Language) -> View:
    inputs = tuple(InputFile(file=text, sha256="0" * 64, rows=1) for text in strings())
    scorecard = every_kind.scorecard().model_copy(update={"findings": findings(), "inputs": inputs})
    return View(scorecard, every_kind.catalogue(), lang=lang, width=80)


def _in_names(lang: Language) -> list[View]:
    names, at_once = iter(strings()), len(every_kind.catalogue().targets.indicators)
    some: list[View] = []
    while batch := list(islice(names, at_once)):
        some.append(View(every_kind.scorecard(), _renamed(batch), lang=lang, width=80))
    return some


def _renamed(batch: list[str]) -> Catalogue:
    names = cycle(batch)
    known = every_kind.catalogue()

    def next_name() -> Text:
        name = next(names)
        return Text(vi=name, en=name)

    indicators = tuple(
        item.model_copy(update={"name": next_name(), "counted_in": next_name(), "numerator": next_name()})
        for item in known.targets.indicators
    )
    pillars = tuple(item.model_copy(update={"name": next_name()}) for item in known.targets.pillars)
    bodies = tuple(item.model_copy(update={"name": next_name()}) for item in known.assignments.bodies)
    plan = known.targets.plan.model_copy(update={"name": next_name()})
    return Catalogue(
        known.targets.model_copy(update={"indicators": indicators, "pillars": pillars, "plan": plan}),
        known.assignments.model_copy(update={"bodies": bodies}),
        known.sha256,
    )

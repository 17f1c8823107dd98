"""JUnit XML, as Jenkins' xunit plugin and pytest describe it (junit-10.xsd).

A suite for each pillar with a case for each target, and a suite of the findings. That schema has no place
for file and line, so they stand in the message; it needs no time and no clock, so there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree as ET

from dxscore.report.annotations import against, lead_words
from dxscore.report.lines import FindingLine, ResultLine
from dxscore.report.places import relative_path
from dxscore.report.view import View
from dxscore.words.runner_lines import xml_without_commands
from dxscore.words.visible import visible

CASES_AT_MOST: Final = 20_000
"""Of findings: GitLab takes no document of more than 250,000 objects, and drops the whole of it."""


def junit_text(view: View) -> str:
    """The scorecard as one JUnit document."""
    suites = [_pillar(view, pillar.id) for pillar in view.scorecard.pillars]
    if view.scorecard.findings:
        suites.append(_findings(view))
    root = ET.Element("testsuites", {"name": "dxscore", **_added(suites)})
    root.extend(suites)
    ET.indent(root)
    text = xml_without_commands(ET.tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _added(suites: list[ET.Element]) -> dict[str, str]:
    return {
        name: str(sum(int(suite.get(name, "0")) for suite in suites))
        for name in ("tests", "failures", "errors")
    }


def _suite(
    view: View, name: str, cases: list[ET.Element], more: Mapping[str, str] | None = None
) -> ET.Element:
    counts = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    numbers = {key: str(sum(case.find(tag) is not None for case in cases)) for key, tag in counts.items()}
    suite = ET.Element("testsuite", {"name": name, "tests": str(len(cases)), **numbers})
    facts = {"plan": view.scorecard.plan, "as_of": str(view.scorecard.as_of or ""), **(more or {})}
    properties = ET.SubElement(suite, "properties")
    for key, value in facts.items():
        ET.SubElement(properties, "property", name=key, value=visible(value))
    suite.extend(cases)
    return suite


def _pillar(view: View, pillar: str) -> ET.Element:
    cases = [_target(view, line) for line in view.of_pillar(pillar)]
    return _suite(view, f"{pillar} {view.names.pillar(pillar)}", cases)


def _target(view: View, line: ResultLine) -> ET.Element:
    """Its name is the target's alone, the same in every run: services follow a case by its name.

    Held against a baseline, what it knew passes, and what is newly missed, worse or not reported any more
    fails, due or not.
    """
    said = f"{line.id} {line.by}: {line.name} – {line.threshold}"
    case = ET.Element("testcase", classname=line.result.pillar, name=said)
    status, gap = line.verdict, line.gap
    message = f"{status}: {gap}" if gap and gap != status else status
    facts = () if view.ratchet is None else view.ratchet.facts_on(line.result)
    fails = bool(facts and facts != ("known",)) if view.ratchet is not None else line.status == "missed"
    if fails:
        kind = facts[0] if facts else line.status
        failure = ET.SubElement(
            case, "failure", type=kind, message=". ".join([*against(view, line), message])
        )
        failure.text = _details(view, line)
    elif line.status != "met" and facts != ("known",):
        ET.SubElement(case, "skipped", type=line.status, message=message)
    if not fails:
        ET.SubElement(case, "system-out").text = f"{status}\n{_details(view, line)}"
    return case


def _details(view: View, line: ResultLine) -> str:
    lines = [
        *against(view, line),
        f"{view.say('column.target')}: {line.target}",
        f"{view.say('column.result')}: {line.figures}",
        lead_words(view, line),
    ]
    if line.result.coverage.missing and line.units:
        lines.append(view.say("report.missing_units", units=line.missing_units))
    return "\n".join(lines)


def _findings(view: View) -> ET.Element:
    """A case for each finding that is listed; how many there are in all stands in the suite's properties."""
    counts = view.scorecard.counted.model_dump(mode="json", exclude_none=True)
    cases = [_finding(view, line) for line in view.findings[:CASES_AT_MOST]]
    if len(cases) < len(view.findings):
        counts["listed"] = len(cases)
    return _suite(view, view.say("report.findings"), cases, {name: str(n) for name, n in counts.items()})


def _finding(view: View, line: FindingLine) -> ET.Element:
    """An error leaves its row out and is an error here; a warning or note passes, and is printed."""
    path = relative_path(line.finding.file, view.root, view.here)
    place = str(line.finding.place._replace(file=path))
    case = ET.Element("testcase", classname=visible(path), name=f"{line.code} {place}")
    said = f"{place}: {line.advice}"
    if line.finding.severity == "error":
        ET.SubElement(case, "error", type=line.code, message=said).text = said
    else:
        ET.SubElement(case, "system-out").text = f"{line.severity}: {said}"
    return case

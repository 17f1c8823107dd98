"""JUnit XML, as Jenkins' xunit plugin and pytest describe it (junit-10.xsd).

A suite for each pillar with a case for each target, and a suite of the findings. That schema has no place
for file and line, so they stand in the message; it needs no time and no clock, so there is none.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from dxscore.model.finding import Finding
from dxscore.model.scorecard import Result
from dxscore.report.annotations import finding_words, lead_words
from dxscore.report.places import relative_path
from dxscore.report.view import View, target_words, written_bounds
from dxscore.report.words import SEVERITY, pick
from dxscore.words.runner_lines import xml_without_commands
from dxscore.words.visible import visible


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


def _suite(view: View, name: str, cases: list[ET.Element]) -> ET.Element:
    counts = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    numbers = {key: str(sum(case.find(tag) is not None for case in cases)) for key, tag in counts.items()}
    suite = ET.Element("testsuite", {"name": name, "tests": str(len(cases)), **numbers})
    facts = {"plan": view.scorecard.plan, "as_of": str(view.scorecard.as_of or "")}
    properties = ET.SubElement(suite, "properties")
    for key, value in facts.items():
        ET.SubElement(properties, "property", name=key, value=visible(value))
    suite.extend(cases)
    return suite


def _pillar(view: View, pillar: str) -> ET.Element:
    name = visible(view.catalogue.pillars[pillar].name.get(view.lang))
    cases = [_target(view, result) for result in view.scorecard.results if result.pillar == pillar]
    return _suite(view, f"{pillar} {name}", cases)


def _target(view: View, result: Result) -> ET.Element:
    """Its name is the target's alone, the same in every run: services follow a case by its name."""
    indicator = view.indicator(result)
    target = target_words(indicator, result.target.comparator, written_bounds(result), view.lang)
    said = f"{result.indicator} {result.target.by}: {visible(indicator.name.get(view.lang))} – {target}"
    case = ET.Element("testcase", classname=result.pillar, name=said)
    status, gap = view.status(result), view.gap(result, result)
    message = f"{status}: {gap}" if gap and gap != status else status
    if result.status == "missed":
        failure = ET.SubElement(case, "failure", type=result.status, message=message)
        failure.text = _details(view, result)
    elif result.status != "met":
        ET.SubElement(case, "skipped", type=result.status, message=message)
    if result.status != "missed":
        ET.SubElement(case, "system-out").text = f"{status}\n{_details(view, result)}"
    return case


def _details(view: View, result: Result) -> str:
    lines = [
        f"{view.say('target')}: {view.target(result)}",
        f"{view.say('result')}: {view.figures(result)}",
        lead_words(view, result),
    ]
    if result.coverage.missing and result.units:
        lines.append(view.say("missing_units", view.bodies(result.coverage.missing)))
    return "\n".join(lines)


def _findings(view: View) -> ET.Element:
    return _suite(
        view, view.say("findings"), [_finding(view, finding) for finding in view.scorecard.findings]
    )


def _finding(view: View, finding: Finding) -> ET.Element:
    """An error leaves its row out and is an error here; a warning or note passes, and is printed."""
    path = relative_path(finding.file, view.root)
    place = str(finding.place._replace(file=path))
    case = ET.Element("testcase", classname=visible(path), name=f"{finding.code} {place}")
    line = f"{place}: {finding_words(view, finding)}"
    if finding.severity == "error":
        ET.SubElement(case, "error", type=finding.code, message=line).text = line
    else:
        ET.SubElement(case, "system-out").text = f"{pick(SEVERITY[finding.severity], view.lang)}: {line}"
    return case

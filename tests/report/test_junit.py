"""JUnit: valid by the published schema, and every verdict in its place."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import pytest
from every_kind import scorecard, view
from hostile import views
from lxml import etree
from published import schema

from dxscore.model.scorecard import Status
from dxscore.report.junit import junit_text
from dxscore.report.view import View

SCHEMA = "junit-10-jenkins-xunit.xsd"


def everything() -> list[View]:
    return [view("vi"), view("en"), *views("vi")]


def cases(status: Status) -> list[ET.Element]:
    root = ET.fromstring(junit_text(view()))
    wanted = [f"{r.indicator} {r.target.by}:" for r in scorecard().results if r.status == status]
    return [c for c in root.iter("testcase") if str(c.get("name")).startswith(tuple(wanted))]


def test_valid_by_the_published_schema() -> None:
    xsd = etree.XMLSchema(etree.parse(io.BytesIO(schema(SCHEMA))))
    for item in everything():
        assert xsd.validate(etree.fromstring(junit_text(item).encode())), xsd.error_log


def test_attributes_and_children_that_the_schema_allows() -> None:
    allowed = {
        "testsuites": {"name", "tests", "failures", "errors"},
        "testsuite": {"name", "tests", "failures", "errors", "skipped"},
        "testcase": {"name", "classname"},
    }
    for item in everything():
        root = ET.fromstring(junit_text(item))
        for tag, names in allowed.items():
            assert {name for element in root.iter(tag) for name in element.keys()} == names  # noqa: SIM118


def test_counts_are_those_of_the_cases() -> None:
    root = ET.fromstring(junit_text(view()))
    tags = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
    for suite in root.iter("testsuite"):
        assert {name: int(str(suite.get(name))) for name in tags} == {
            name: len(list(suite.iter(tag))) for name, tag in tags.items()
        }
    assert int(str(root.get("tests"))) == len(scorecard().results) + len(scorecard().findings)


@pytest.mark.parametrize(
    ("status", "child"),
    [
        ("met", None),
        ("missed", "failure"),
        ("pending", "skipped"),
        ("no_data", "skipped"),
        ("not_assessable", "skipped"),
        ("not_applicable", "skipped"),
    ],
)
def test_each_status(status: Status, child: str | None) -> None:
    found = cases(status)
    assert found
    for case in found:
        verdicts = [element.tag for element in case if element.tag != "system-out"]
        assert verdicts == ([child] if child else [])
        assert child is None or case.find(str(child)).get("type") == status  # type: ignore[union-attr] # asserted above


def test_a_failure_says_the_gap_and_an_error_its_place() -> None:
    root = ET.fromstring(junit_text(view()))
    failures = [str(failure.get("message")) for failure in root.iter("failure")]
    assert "Không đạt: còn thiếu 4,8 điểm phần trăm; 720 hồ sơ" in failures
    errors = [str(error.get("message")) for error in root.iter("error")]
    assert [e for e in errors if e.startswith("nộp/xã Bình.csv:30:4: Tử số: “khoảng 300”")]


def test_names_of_cases_do_not_change_with_the_figures_or_the_day() -> None:
    def names(item: View) -> list[str]:
        return [str(case.get("name")) for case in ET.fromstring(junit_text(item)).iter("testcase")]

    results = tuple(
        r.model_copy(update={"status": "met", "due": not r.due, "value": None}) for r in scorecard().results
    )
    other = View(scorecard().model_copy(update={"results": results}), view().catalogue)
    assert names(other) == names(view())

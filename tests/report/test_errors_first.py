"""Whatever is cut: no error stands behind a warning, and what is left out is counted by kind."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace

import every_kind
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import as_text

from dxscore.model.finding import Finding, Severity
from dxscore.model.in_order import in_order
from dxscore.model.scorecard import Scorecard
from dxscore.report import github, sarif
from dxscore.report.excel_sheets import findings_sheet
from dxscore.report.findings import SHOWN_IN_ONE_FILE, finding_lines
from dxscore.report.page import tables
from dxscore.report.view import View
from dxscore.words.text import Text

CODE: dict[Severity, str] = {"error": "DX901", "warning": "DX902", "note": "DX903"}
findings = st.lists(
    st.builds(
        lambda severity, file, row, said: Finding(
            code=CODE[severity],
            severity=severity,
            file=file,
            row=row,
            message=Text(vi=f"nói {said}", en=f"says {said}"),
            remedy=Text(vi="sửa", en="mend"),
        ),
        st.sampled_from(["error", "warning", "warning", "warning", "note"]),
        st.sampled_from(["a.csv", "b.csv"]),
        st.none() | st.integers(1, 900),
        st.integers(0, 10**6),
    ),
    max_size=30,
)


def seen(given_: list[Finding]) -> View:
    """A scorecard with these findings, as any program may have put them together."""
    kinds = every_kind.view("en")
    made = Scorecard.model_validate({**dict(kinds.scorecard), "findings": tuple(given_)})
    return replace(kinds, scorecard=made)


LISTINGS: dict[str, Callable[[View], list[str]]] = {
    "stderr": lambda view: re.findall(
        "DX90[123]", "\n".join(finding_lines(view.scorecard.findings[::-1], "en"))
    ),
    "markdown": lambda view: re.findall("DX90[123]", as_text("markdown", view)),
    "step summary": lambda view: re.findall("DX90[123]", github.step_summary(view)),
    "page": lambda view: [row.line.code for row in tables.finding_rows(view)],
    "excel": lambda view: [str(row[1]) for row in findings_sheet(view).rows],
    "json": lambda view: [f["code"] for f in json.loads(as_text("json", view))["findings"]],
    "github": lambda view: re.findall("title=(DX90[123])", as_text("github", view)),
    "junit": lambda view: re.findall(r'name="(DX90[123])', as_text("junit", view)),
    "gitlab": lambda view: [
        i["check_name"] for i in json.loads(as_text("gitlab", view)) if i["check_name"] in CODE.values()
    ],
    "sarif": lambda view: [
        r["ruleId"]
        for r in json.loads(as_text("sarif", view))["runs"][0]["results"]
        if r["ruleId"] in CODE.values()
    ],
}


@pytest.mark.parametrize("listing", LISTINGS)
@settings(max_examples=25)
@given(findings)
def test_errors_stand_before_warnings_and_warnings_before_notes(listing: str, given_: list[Finding]) -> None:
    listed = LISTINGS[listing](seen(given_))
    assert listed == sorted(listed)
    errors = {f.code for f in given_ if f.severity == "error"}
    assert not errors or listed[0] == CODE["error"]


def many(warnings: int, errors: int) -> list[Finding]:
    def made(severity: Severity, row: int) -> Finding:
        words = Text(vi=f"nói {row} " + "x" * 300, en=f"says {row} " + "x" * 300)
        return Finding(
            code=CODE[severity], severity=severity, file="a.csv", row=row, message=words, remedy=words
        )

    return [made("warning", n) for n in range(1, warnings + 1)] + [
        made("error", n) for n in range(warnings + 1, warnings + errors + 1)
    ]


@pytest.mark.parametrize(
    ("listing", "limit"),
    [
        ("stderr", SHOWN_IN_ONE_FILE),
        ("markdown", 100),
        ("step summary", None),  # as many as there is room for
        ("page", 1000),
        ("sarif", 1500),
    ],
)
@pytest.mark.parametrize("errors", [1, 7, 1600])
def test_a_listing_that_is_cut_holds_as_many_errors_as_it_can(
    listing: str, limit: int | None, errors: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "RESULTS_AT_MOST", limit or 1)
    monkeypatch.setattr(github, "SUMMARY_BYTES_AT_MOST", 200_000)
    listed = LISTINGS[listing](seen(many(1600, errors)))
    if limit is None:
        limit = len(listed)
        assert 200 < limit < 1600
    assert min(limit, errors) - 10 * (listing == "sarif") <= listed.count(CODE["error"]) <= min(limit, errors)


def test_what_is_not_listed_is_counted_by_kind() -> None:
    view = seen(many(1600, 103))
    assert "a.csv: 3 more errors, 1600 warnings, 0 notes" in finding_lines(view.scorecard.findings, "en")[-1]
    assert "3 more errors, 1,600 warnings, 0 notes" in as_text("markdown", view)
    assert "0 more errors, 703 warnings, 0 notes" in tables.more_findings(view)


@given(findings, st.randoms())
def test_the_order_depends_on_the_findings_alone(given_: list[Finding], random: object) -> None:
    shuffled = list(given_)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    key = [(f.severity, f.file, f.row, f.code) for f in in_order(given_)]
    assert key == [(f.severity, f.file, f.row, f.code) for f in in_order(shuffled)]


def test_the_words_of_a_junit_file_are_in_order_too() -> None:
    suites = ET.fromstring(as_text("junit", seen(many(5, 1))))
    first = next(case for case in suites.iter("testcase") if "DX90" in str(case.get("name")))
    assert first.find("error") is not None

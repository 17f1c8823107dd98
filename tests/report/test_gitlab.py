"""GitLab's code quality report: the keys and values that its documentation asks for."""

from __future__ import annotations

import json

from every_kind import scorecard, view
from hostile import views

from dxscore.report.gitlab import gitlab_text


def test_every_issue_has_what_gitlab_reads() -> None:
    for item in (view("vi"), view("en"), *views("vi")):
        issues = json.loads(gitlab_text(item))
        for issue in issues:
            assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
            assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
            assert issue["description"]
            assert issue["location"]["lines"]["begin"] >= 1
            assert not issue["location"]["path"].startswith("./")
        assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_findings_then_unmet_targets() -> None:
    issues = json.loads(gitlab_text(view()))
    codes = [finding.code for finding in scorecard().findings]
    assert [issue["check_name"] for issue in issues if issue["check_name"].startswith("DX")] == codes
    severities = [issue["severity"] for issue in issues]
    assert severities == sorted(severities, key=["critical", "minor", "info"].index)
    by_name = {issue["check_name"]: issue for issue in reversed(issues)}
    assert by_name["DX203"]["severity"] == "critical"
    assert by_name["DX203"]["location"] == {"path": "nộp/xã Bình.csv", "lines": {"begin": 30}}
    assert by_name["DX304"]["severity"] == "minor"
    assert by_name["DX206"]["severity"] == "info"
    assert by_name["CQ-MISSED"]["location"] == {"path": "nộp/xã Bình.csv", "lines": {"begin": 1}}
    assert "XH-NOT-APPLICABLE" not in by_name

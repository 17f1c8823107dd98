"""The shared scorecard holds what its name says: else the comparisons of whole outputs prove less."""

from __future__ import annotations

from typing import get_args

from every_kind import catalogue, scorecard

from dxscore.model.catalogue import COMPARATORS, Measure
from dxscore.model.finding import Severity
from dxscore.model.scorecard import STATUSES, Reason, Remark

RESULTS = scorecard().results


def test_every_status_reason_and_remark() -> None:
    assert {result.status for result in RESULTS} == set(STATUSES)
    # The number of one unit alone, where the target is for a sum: tests/report/test_summed.py. A count of a
    # longer time than a target of every quarter asks for: tests/score/test_plan_language.py.
    elsewhere = {"part_of_sum", "longer_period"}
    assert {result.reason for result in RESULTS} == {None, *get_args(Reason)} - elsewhere
    assert {remark for result in RESULTS for remark in result.remarks} == set(get_args(Remark))


def test_every_comparator_and_measure() -> None:
    assert {result.target.comparator for result in RESULTS} == set(COMPARATORS)
    assert {item.measure for item in catalogue().targets.indicators} == set(get_args(Measure))
    assert {item.judged_on for item in catalogue().targets.indicators} == {"pooled", "each"}


def test_flags_and_places() -> None:
    assert {result.exceeded for result in RESULTS} == {True, False}
    assert {result.provisional for result in RESULTS} == {True, False}
    assert {result.due for result in RESULTS} == {True, False}
    assert {bool(result.lead) for result in RESULTS} == {True, False}
    assert {result.target.every for result in RESULTS} == {None, "year"}


def test_findings_of_every_severity_with_and_without_a_place() -> None:
    findings = scorecard().findings
    assert {finding.severity for finding in findings} == set(get_args(Severity))
    assert {finding.row is None for finding in findings} == {True, False}
    assert {finding.sheet is None for finding in findings} == {True, False}
    assert {finding.column is None for finding in findings} == {True, False}

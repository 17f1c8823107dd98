"""OpenMetrics text, read by the parser of the people who wrote the format."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import get_args

import pytest
from every_kind import scorecard, view
from metric_text import read_metrics, read_older_form
from prometheus_client.core import Metric

from dxscore.model.scorecard import Result
from dxscore.report.openmetrics import openmetrics_text
from dxscore.words.say import Language

Samples = dict[tuple[str, str], float]


def text_of(lang: str = "vi") -> str:
    return openmetrics_text(view(lang))


def samples(name: str, **labels: str) -> Samples:
    """Values of one metric by indicator and year, of the samples that have these labels."""
    families = read_metrics(text_of())
    return {
        (sample.labels["indicator"], sample.labels["target_by"]): sample.value
        for sample in families[name].samples
        if labels.items() <= sample.labels.items()
    }


def key(result: Result) -> tuple[str, str]:
    return result.indicator, str(result.target.by)


@pytest.mark.parametrize("name", ["value", "gap"])
def test_known_figures_and_only_those(name: str) -> None:
    known = {key(r): getattr(r, name) for r in scorecard().results}
    expected = {where: float(value) for where, value in known.items() if value is not None}
    assert samples(f"dxscore_target_{name}") == expected
    assert len(expected) < len(known)


def test_one_status_each() -> None:
    for result in scorecard().results:
        ones = [
            s
            for s in ("met", "missed", "pending", "no_data", "not_assessable", "not_applicable", "waived")
            if samples("dxscore_target_status", status=s)[key(result)] == 1
        ]
        assert ones == [result.status]


def test_thresholds_and_their_sides() -> None:
    low, high = (samples("dxscore_target_threshold", bound=side) for side in ("low", "high"))
    assert (low["CQ-PENDING", "2030"], high["CQ-PENDING", "2030"]) == (60, 80)
    assert high["XH-FEWER", "2025"] == 3
    assert samples("dxscore_target_threshold", bound="exact") == {("XH-EXACTLY", "2025"): 3}
    assert not {where for where in low | high if where[0] == "XH-EACH"}


def test_coverage_leaves_out_what_nobody_had_to_report() -> None:
    coverage = samples("dxscore_target_coverage_ratio")
    assert coverage["CQ-PROVISIONAL", "2025"] == pytest.approx(2 / 3, abs=1e-4)
    assert ("XH-NOT-APPLICABLE", "2025") not in coverage


def test_labels_are_ids_and_the_same_in_any_language() -> None:
    def series(lang: Language) -> list[str]:
        return [line for line in text_of(lang).splitlines() if not line.startswith("#")]

    first, *others = (series(lang) for lang in get_args(Language))
    assert all(other == first for other in others)
    assert 'dxscore_target_value{plan="mau",indicator="CQ-NEAR",pillar="CQ",target_by="2025"} 79.996' in first


def test_one_unit_is_named_as_everywhere() -> None:
    results = tuple(r.model_copy(update={"reporting_unit": "an"}) for r in scorecard().results)
    item = view()
    one = type(item)(item.scorecard.model_copy(update={"results": results}), item.catalogue)
    for line in openmetrics_text(one).splitlines():
        assert not line.startswith("dxscore_target") or 'reporting_unit="an"' in line


def test_each_unit_has_its_own_figures_and_what_it_misses_in_counts() -> None:
    families = read_metrics(text_of())

    def unit_samples(name: str) -> dict[tuple[str, str, str], float]:
        labels = ("indicator", "target_by", "reporting_unit")
        return {tuple(s.labels[n] for n in labels): s.value for s in families[name].samples}  # type: ignore[misc]

    units = {(*key(r), unit.reporting_unit): unit for r in scorecard().results for unit in r.units}
    assert units
    for name in ("value", "gap", "gap_count"):
        known = {where: getattr(unit, name) for where, unit in units.items()}
        expected = {where: float(value) for where, value in known.items() if value is not None}
        assert unit_samples(f"dxscore_unit_{name}") == expected
        assert expected
    statuses = {s.labels["status"] for s in families["dxscore_unit_status"].samples if s.value == 1}
    assert statuses == {unit.status for unit in units.values()}
    assert len(families["dxscore_unit_status"].samples) == len(units)
    counted = {key(r): r.gap_count for r in scorecard().results if r.gap_count is not None}
    assert samples("dxscore_target_gap_count") == counted


def test_where_nothing_could_be_judged_findings_are_counted_and_the_text_ends() -> None:
    item = view()
    empty = scorecard().model_copy(update={"results": (), "pillars": (), "gaps": (), "as_of": None})
    text = openmetrics_text(type(item)(empty, item.catalogue))
    assert text.endswith("# EOF\n")
    families = read_metrics(text)
    counted = {s.labels["severity"]: s.value for s in families["dxscore_findings"].samples}
    assert counted == {"error": 5, "warning": 5, "note": 3}
    assert [s.value for s in families["dxscore_rejected_rows"].samples] == [2]
    assert "dxscore_as_of_timestamp_seconds" not in families


def test_the_day_is_a_metric_and_no_sample_has_a_time() -> None:
    families = read_metrics(text_of())
    (day,) = families["dxscore_as_of_timestamp_seconds"].samples
    assert datetime.fromtimestamp(day.value, UTC).date() == scorecard().as_of
    assert {sample.timestamp for family in families.values() for sample in family.samples} == {None}


def test_the_older_form_reads_the_same() -> None:
    def flat(families: dict[str, Metric]) -> set[tuple[str, str, Decimal]]:
        samples = [sample for family in families.values() for sample in family.samples]
        return {(s.name, str(sorted(s.labels.items())), Decimal(s.value)) for s in samples}

    assert flat(read_older_form(text_of())) == flat(read_metrics(text_of()))

"""OpenMetrics and Prometheus text read back by the reference parser, which has no types of its own."""

from __future__ import annotations

from prometheus_client.core import Metric
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from prometheus_client.parser import text_string_to_metric_families as older_form


def read_metrics(text: str) -> dict[str, Metric]:
    """Metrics by name."""
    return {family.name: family for family in text_string_to_metric_families(text)}  # type: ignore[no-untyped-call]  # see above


def read_older_form(text: str) -> dict[str, Metric]:
    """The same text as plain Prometheus reads it."""
    return {family.name: family for family in older_form(text)}

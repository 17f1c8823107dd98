"""Turns the portal's own JSON into a metrics file for the set 766.

    python portal_to_metrics.py PERIOD FILE.json… > metrics.csv

PERIOD is how a metrics file writes it: 2026-08, 2026-Q3, 2026. Each FILE is one answer of the national
portal's evaluation services (dichvucong.gov.vn, /api/v1/reporting/evaluation/…) as it was saved:
transparency, dvc-progress-tree, provide-online-tree, formality-online-payment-tree, dossier-digitized,
handling-satisfaction. Whose figures they are is read from `departmentCode`; handling-satisfaction names no
code, its units are written by name. What the portal gives as null stays out: no data is not 0. Points that
come without a numerator (ELECTRONIC_CERTIFIED_COPY) go to standard error as rows of a points file.

Written for the answers of 2026 as a public repository keeps them (ChippedTopaz/qd766, tests/fixtures).
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

METRICS = {
    "PUBLISH_ON_TIME": "CK-1",
    "PUBLIC_UPDATE_ON_TIME": "CK-2",
    "PUBLIC_CONTENT_FULL": "CK-3",
    "DOSSIER_SYNC": "CK-4",
    "ORIGINAL_RESULT_AVAILABLE": "SH-1",
    "SO_HOA_GIAY_TO_GIAI_QUYET": "SH-2",
    "ELECTRONIC_CERTIFIED_COPY": "SH-3",
    "REUSED_DIGITIZED_DATA": "SH-4",
    "SYNCED_WITH_DVCQG_PERSONAL_STORAGE": "SH-5",
    "CITIZEN_DATA_CONNECTED_DOSSIER": "SH-6",
    "CITIZEN_DATA_CONNECTED_FORMALITY": "SH-7",
    "PETITION_PROCESSING_ON_TIME": "HL-1",
    "PETITION_HANDLING_SATISFACTION": "HL-2",
    "DOSSIER_RECEIVING_SATISFACTION": "HL-3",
    "PETITION_CLASSIFICATION_TTHC": "HL-4",
    "PETITION_CLASSIFICATION_STAFF": "HL-5",
}
"""Criterion of each of the portal's metrics."""
FIELDS = {
    "TD-1": ("totalOnTime", "totalReceived"),
    "DVC-2": ("onlineDossierCount", "onlineServiceTotal"),
    "DVC-3": ("channelOnlineSum", "channelTotalSum"),
    "TT-1": ("totalDossierOnlinePaymentSuccess", "totalDossierFinancialObligation"),
    "TT-2": ("totalDossierOnlineFormalityPaymentSuccess", "totalFeeFormality"),
    "TT-3": ("totalFeeDossierFormality", "totalFeeFormality"),
}
"""Numerator and denominator of each criterion that the portal gives as fields of a unit. What makes up DVC-1
is not said in its answers."""
_OF_PROVINCE = re.compile(r"\s+-\s+Tỉnh .*$")


def unit(department: dict[str, Any]) -> str:
    """Whose figures: the code, else the name without the province behind it."""
    code = department.get("departmentCode")
    return str(code or _OF_PROVINCE.sub("", str(department["departmentName"])))


def departments(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The whole place and its units, in either of the portal's two shapes."""
    data = answer["data"]
    yield from (data[name] for name in ("overview", "parent") if data.get(name))
    for name in ("evaluation", "children"):
        yield from data.get(name) or ()


def figures(department: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Criterion, numerator and denominator of everything that has both."""
    for metric in department.get("metrics") or ():
        criterion = METRICS.get(metric["code"])
        if criterion is not None and None not in (metric["numerator"], metric["denominator"]):
            yield criterion, metric["numerator"], metric["denominator"]
    for criterion, (above, below) in FIELDS.items():
        if department.get(above) is not None and department.get(below) is not None:
            yield criterion, department[above], department[below]


def given(department: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Criterion and points of everything that has points and no parts."""
    for metric in department.get("metrics") or ():
        criterion = METRICS.get(metric["code"])
        if criterion is not None and metric["numerator"] is None and metric["score"] is not None:
            yield criterion, metric["score"]


def main(period: str, names: list[str]) -> int:
    """Write all rows; 1 where a file is no answer of the portal."""
    rows = csv.writer(sys.stdout, lineterminator="\n")
    points = csv.writer(sys.stderr, lineterminator="\n")
    rows.writerow(("indicator", "reporting_unit", "period", "numerator", "denominator"))
    points.writerow(("criterion", "reporting_unit", "period", "stage", "points"))
    for name in names:
        answer = json.loads(Path(name).read_text(encoding="utf-8"))
        if not isinstance(answer, dict) or answer.get("code") != "OK" or "data" not in answer:
            sys.stderr.write(f"{name!r}: không phải câu trả lời của cổng / no answer of the portal\n")
            return 1
        for department in departments(answer):
            for criterion, above, below in figures(department):
                rows.writerow((criterion, unit(department), period, above, below))
            for criterion, score in given(department):
                points.writerow((criterion, unit(department), period, "computed", score))
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.stderr.write(f"{__doc__}\n")
        sys.exit(2)
    sys.exit(main(sys.argv[1], sys.argv[2:]))

"""The portal's JSON as a metrics file: the converter that stands in the examples."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from dxscore.flows import points as scoring
from dxscore.read.catalogue import load
from points_sets import PHU_THO, SET_766, unit

CONVERTER = PHU_THO / "portal_to_metrics.py"
# As the portal answered for August 2026: one unit and the province of each shape, other keys left away.
PAYMENT = {
    "code": "OK",
    "data": {
        "parent": {
            "departmentName": "UBND tỉnh Phú Thọ",
            "departmentCode": "H44",
            "totalDossierOnlinePaymentSuccess": 82913,
            "totalDossierFinancialObligation": 98459,
            "totalDossierOnlineFormalityPaymentSuccess": 93,
            "totalFeeDossierFormality": 56,
            "totalFeeFormality": 310,
            "totalScore": 6.25,
        },
        "children": [
            {
                "departmentName": "UBND Phường Việt Trì",
                "departmentCode": "H44.100",
                "totalDossierOnlinePaymentSuccess": 1516,
                "totalDossierFinancialObligation": 1707,
                "totalDossierOnlineFormalityPaymentSuccess": 12,
                "totalFeeDossierFormality": 7,
                "totalFeeFormality": 35,
                "totalScore": 6.69,
            }
        ],
    },
}
DIGITISED = {
    "code": "OK",
    "data": {
        "evaluation": [
            {
                "departmentName": "Sở Công Thương - Tỉnh Phú Thọ",
                "metrics": [
                    {
                        "code": "SO_HOA_GIAY_TO_GIAI_QUYET",
                        "numerator": 231,
                        "denominator": 482,
                        "score": 1.92,
                    },
                    {
                        "code": "ELECTRONIC_CERTIFIED_COPY",
                        "numerator": None,
                        "denominator": None,
                        "score": 2,
                    },
                    {"code": "NEW_ONE", "numerator": 1, "denominator": 2, "score": 1},
                ],
            }
        ]
    },
}


def converted(folder: Path, *answers: object) -> subprocess.CompletedProcess[str]:
    names = []
    for number, answer in enumerate(answers):
        path = folder / f"{number}.json"
        path.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
        names.append(str(path))
    command = [sys.executable, str(CONVERTER), "2026-08", *names]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_portals_answers_give_the_points_that_it_published(tmp_path: Path) -> None:
    done = converted(tmp_path, PAYMENT, DIGITISED)
    assert done.returncode == 0
    figures, scores = tmp_path / "metrics.csv", tmp_path / "scores.csv"
    figures.write_text(done.stdout, encoding="utf-8")
    scores.write_text(done.stderr, encoding="utf-8")
    loaded = scoring.load(SET_766, load(PHU_THO))
    card = scoring.scored(loaded, scoring.read([str(figures), str(scores)], loaded))
    assert not [finding for finding in card.findings if finding.severity == "error"]
    totals = {
        id_: str(next(group.total for group in unit(card, id_).groups if group.group == "TT"))
        for id_ in ("h44", "h44-100")
    }
    assert totals == {"h44": "6.25", "h44-100": "6.69"}
    office = {each.criterion: each for each in unit(card, "h44-07").criteria}
    assert (str(office["SH-2"].official), str(office["SH-3"].official)) == ("1.92", "2")
    assert (card.period, office["SH-1"].official) == ("2026-08", None)


def test_what_is_no_answer_of_the_portal_is_refused(tmp_path: Path) -> None:
    for answer in ([1], {"code": "ERROR"}):
        assert converted(tmp_path, answer).returncode == 1

"""One scorecard with a row of every kind, for every format to be shown on.

The catalogue stands in tests/report/every_kind/; an indicator's id says what becomes of it (CQ-MISSED,
XH-STALE). The figures stand below and are judged by the scorer itself on 14 December 2025, all years, so
that no row can be one that the program would never make. `test_every_kind.py` holds it to its name: each
status, reason, remark, comparator and severity occurs in it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation
from dxscore.model.period import Period
from dxscore.model.place import Place
from dxscore.model.rules import RULES
from dxscore.model.scorecard import InputFile, Scorecard
from dxscore.model.waivers import PlacedWaiver, Waiver, Waivers
from dxscore.read.catalogue import load
from dxscore.report.view import View
from dxscore.score.waive import waive
from scoring import score

FILE = "nộp/xã Bình.csv"
"""A name with a space and letters beyond ASCII, as it arrives."""
YEAR = Period("year", 2025)
LAST_YEAR = Period("year", 2024)


def view(lang: str = "vi", width: int = 100) -> View:
    """The scorecard as seen in `lang` ('vi' or 'en') at `width` columns, without colour."""
    assert lang in ("vi", "en")
    return View(scorecard(), catalogue(), lang="vi" if lang == "vi" else "en", width=width)


@cache
def catalogue() -> Catalogue:
    """The catalogue with an indicator for every kind."""
    return load(Path(__file__).with_suffix(""))


@cache
def scorecard() -> Scorecard:
    """The figures below, judged."""
    observations = tuple(_shares() + _others())
    inputs = (InputFile(file=FILE, sha256="0" * 64, rows=len(observations) + 1),)
    metrics = Metrics(observations, _findings(), inputs)
    card = score(catalogue(), metrics, as_of=date(2025, 12, 14), target_year="all")
    return waive(catalogue(), card, _waivers())


def _waivers() -> Waivers:
    """One that holds and is about to end."""
    waiver = Waiver(
        indicator="CQ-WAIVED",
        reason="trạm thu phát hỏng sau bão số 13",
        document="Công văn 77/UBND-VX",
        approved_by="Chủ tịch UBND",
        from_=date(2025, 11, 10),
        until=date(2025, 12, 31),
    )
    return Waivers(
        "waivers.yaml", "0" * 64, (PlacedWaiver(waiver, Place("waivers.yaml", None, 4, 5), "waivers[0]"),)
    )


def _shares() -> list[Observation]:
    return [
        _share("CQ-MISSED", "an", 3200, 5000, row=2),
        _share("CQ-MISSED", "binh", 3087, 5010, row=3),
        _share("CQ-MISSED", "cat", 3500, 5000, row=4),
        _share("CQ-EXCEEDED", "an", 900, 1000, row=5),
        _share("CQ-EXCEEDED", "binh", 700, 1000, row=6, period=Period("quarter", 2025, 3)),
        _share("CQ-EXCEEDED", "cat", 800, 1000, row=7),
        _share("CQ-ALL", "an", 100, 100, row=8),
        _share("CQ-ALL", "binh", 250, 250, row=9),
        _share("CQ-ALL", "cat", 99, 99, row=10),
        _share("CQ-STRICT", "mau", 12008, 15010, row=11),
        _share("CQ-NEAR", "mau", 79996, 100000, row=12),
        _share("CQ-PROVISIONAL", "an", 650, 1000, row=13),
        _share("CQ-PROVISIONAL", "binh", 640, 1000, row=14),
        _share("CQ-PENDING", "mau", 1234567, 2469134, row=15),
        _share("CQ-NOTHING-AROSE", "mau", 0, 0, row=16),
        _value("CQ-NO-PARTS", "an", "82.5", row=17),
        _share("CQ-WHOLE", "mau", 9600, 10000, row=18),
        _share("CQ-CONTRADICTORY", "mau", 51, 100, row=19),
        _share("CQ-CONTRADICTORY", "mau", 15, 100, row=20),
        _share("CQ-WAIVED", "an", 700, 1000, row=33),
        _share("CQ-WAIVED", "binh", 710, 1000, row=34),
        _share("CQ-WAIVED", "cat", 760, 1000, row=35),
        _share("CQ-SPAN", "mau", 90, 100, row=36, period=Period("quarter", 2025, 1)),
        _share("CQ-SPAN", "mau", 85, 100, row=37, period=Period("quarter", 2025, 2)),
        _share("CQ-FORMER", "dong", 40, 50, row=38, period=Period("half", 2025, 1)),
        _share("CQ-FORMER", "tay", 45, 50, row=39),
        _share("CQ-FORMER", "dongtay", 80, 100, row=40, period=Period("half", 2025, 2)),
        _share("CQ-ENDED", "nam", 70, 100, row=41),
        _share("CQ-BOUNDED", "an", 10, 10, row=42),
        _share("CQ-BOUNDED", "binh", 10, 10, row=43),
        _value("CQ-BOUNDED", "cat", "95", row=44),
        _share("CQ-TURNED", "mau", 60, 100, row=45),
    ]


def _others() -> list[Observation]:
    return [
        _value("XH-RANK", "mau", "12", row=21),
        _value("XH-FEWER", "mau", "5", row=22),
        _value("XH-EXACTLY", "mau", "3", row=23),
        _value("XH-EACH", "an", "1", row=24),
        _value("XH-EACH", "binh", "0", row=25),
        _value("XH-EVIDENCE", "mau", "1", row=26),
        _value("XH-STALE", "mau", "11", row=27, period=LAST_YEAR),
        _value("XH-NO-BASE", "mau", "120", row=46),
        _value("XH-BASE-ZERO", "mau", "0", row=47, period=Period("year", 2020)),
        _value("XH-BASE-ZERO", "mau", "4", row=48),
        _value("XH-AFTER", "mau", "4", row=28, period=Period("year", 2026)),
        Observation(
            "XH-NOT-APPLICABLE",
            "mau",
            YEAR,
            not_applicable=True,
            note="không có cảng cá",
            place=Place(FILE, row=29),
        ),
    ]


def _findings() -> tuple[Finding, ...]:
    """What reading found: an error, a warning and a note, in a cell, a row, a sheet and the whole file."""
    return (
        RULES["DX203"].finding(Place(FILE, row=30, cell=4), "numerator", got="khoảng 300"),
        RULES["DX206"].finding(Place(FILE, row=31, cell=6), "value", got="82.5", meant="82,5", typed="82,5"),
        RULES["DX304"].finding(Place(FILE, row=32), other=f"{FILE}:31"),
        RULES["DX203"].finding(Place("nộp/xã Cát.xlsx", "Biểu 1", 7, cell=6), "value", got="n/a?"),
        RULES["DX101"].finding(Place("nộp/không-có.csv")),
    )


def _share(
    indicator: str, unit: str, numerator: int, denominator: int, *, row: int, period: Period = YEAR
) -> Observation:
    return Observation(
        indicator,
        unit,
        period,
        numerator=Decimal(numerator),
        denominator=Decimal(denominator),
        place=Place(FILE, row=row),
    )


def _value(indicator: str, unit: str, value: str, *, row: int, period: Period = YEAR) -> Observation:
    return Observation(indicator, unit, period, value=Decimal(value), place=Place(FILE, row=row))

"""A small catalogue made in code, and a way to read text with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dxscore.model.assignments import AssignmentsFile, Body, BodyKind, Group, Successor
from dxscore.model.catalogue import Document, Indicator, Pillar, Plan, Source, Target, TargetsFile
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.read import metrics
from dxscore.read import sources as opened
from dxscore.words.text import Text

LAST_DAY = date(2025, 6, 30)
REFORM = date(2025, 7, 1)


def text(vi: str, en: str | None = None) -> Text:
    return Text(vi=vi, en=en or vi)


def _target(**comparator: Any) -> Target:
    return Target(by=2025, source=Source(document="KH", section="II", wording="80%"), **comparator)


def _indicator(id_: str, name: str, measure: str = "share", **more: Any) -> Indicator:
    share = measure == "share"
    parts = {"numerator": text("tử"), "denominator": text("mẫu"), "counted_in": text("hồ sơ", "files")}
    fields: dict[str, Any] = {
        "id": id_,
        "pillar": "P",
        "name": text(name, f"{name} (en)"),
        "measure": measure,
        "unit_of_measure": "percent" if share else measure,
        "reported_by": "communes",
        "targets": (_target(done=True) if measure == "yes_no" else _target(at_least=Decimal(80)),),
    }
    return Indicator(**(fields | (parts if share else {}) | more))


def _ward(id_: str, name: str, code: str, kind: BodyKind = "ward", **more: Any) -> Body:
    words = "Phường" if kind == "ward" else "Xã"
    return Body(id=id_, name=text(f"{words} {name}"), kind=kind, code=code, valid_to=LAST_DAY, **more)


def _successor(id_: str, name: str, code: str, kind: Any = "ward") -> Successor:
    words = "Phường" if kind == "ward" else "Xã"
    return Successor(id=id_, name=text(f"{words} {name}"), kind=kind, code=code, valid_from=REFORM)


BODIES = (
    Body(
        id="duc-pho",
        name=text("UBND thị xã Đức Phổ", "People's Committee of Đức Phổ town"),
        kind="area",
        code="534",
        aliases=("thị xã Đức Phổ", "TX. Đức Phổ", "toàn thị xã"),
        valid_to=LAST_DAY,
    ),
    _ward(
        "nguyen-nghiem", "Nguyễn Nghiêm", "21439", aliases=("Thị trấn Đức Phổ",), successor="phuong-duc-pho"
    ),
    _ward("pho-minh", "Phổ Minh", "21463", successor="phuong-duc-pho"),
    _ward("pho-ninh", "Phổ Ninh", "21460", successor="phuong-duc-pho"),
    _ward("pho-hoa", "Phổ Hòa", "21469", successor="phuong-duc-pho"),
    _ward("pho-nhon", "Phổ Nhơn", "21457", "commune", successor="xa-nguyen-nghiem"),
    _ward("pho-an", "Phổ An", "21442", "commune"),
    Body(
        id="phong-vhtt",
        name=text("Phòng Văn hóa và Thông tin", "Culture and Information Office"),
        kind="office",
        aliases=("VH-TT", "VHTT", "P. VHTT", "Phòng VH&TT"),
    ),
    Body(id="cong-an", name=text("Công an thị xã", "Town Police"), kind="office", aliases=("CA thị xã",)),
)
COMMUNES = ("nguyen-nghiem", "pho-minh", "pho-ninh", "pho-hoa", "pho-nhon", "pho-an")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    targets = TargetsFile(
        version=1,
        plan=Plan(id="p", name=text("KH"), place=text("Đức Phổ"), reporting_calendar="administrative"),
        documents=(Document(id="KH", number="1/KH", issuer=text("UBND"), issued=2024, title=text("KH")),),
        pillars=(Pillar(id="P", name=text("Trụ cột")),),
        indicators=(
            _indicator("HS", "Tỷ lệ hồ sơ xử lý trên mạng"),
            _indicator("TIEN", "Tỷ lệ chi", whole=False),
            _indicator("SO", "Số lớp", "number", unit_of_measure="number"),
            _indicator("DUONG", "Số không âm", "number", unit_of_measure="number", minimum=0, maximum=100),
            _indicator("HANG", "Xếp hạng", "rank", unit_of_measure="rank", maximum=63, reported_by="duc-pho"),
            _indicator("CK", "Phổ cập di động", "yes_no", unit_of_measure="yes_no"),
            _indicator("AT", "An toàn thông tin", reported_by="all"),
        ),
    )
    assignments = AssignmentsFile(
        version=1,
        bodies=BODIES,
        successors=(
            _successor("phuong-duc-pho", "Đức Phổ", "21439"),
            _successor("xa-nguyen-nghiem", "Nguyễn Nghiêm", "21457", "commune"),
            _successor("xa-khanh-cuong", "Khánh Cường", "21472", "commune"),
        ),
        groups=(
            Group(id="communes", name=text("UBND các xã, phường"), members=COMMUNES, total="duc-pho"),
            Group(id="all", name=text("Các cơ quan"), members=("phong-vhtt", "cong-an", "communes")),
        ),
    )
    return Catalogue(targets=targets, assignments=assignments, sha256="0" * 64)


Read = Callable[[str | bytes], Metrics]


@pytest.fixture
def read(catalogue: Catalogue) -> Read:
    """Reads text or bytes as one file 'so-lieu.csv'."""

    def of(content: str | bytes) -> Metrics:
        data = content.encode() if isinstance(content, str) else content
        return metrics.read([opened.Source("so-lieu.csv", data)], catalogue)

    return of

"""The shipped catalogues against tables read off the documents by hand."""

from __future__ import annotations

import csv
import unicodedata
from decimal import Decimal

import pytest

from dxscore.model.period import written_period
from shipped_catalogues import (
    BINH_DINH,
    CATALOGUES,
    QUANG_BINH,
    QUANG_NGAI,
    ROOT,
    TOWN,
    catalogue,
    sources,
    work,
)

# indicator, due (a year, or "every" from 2024), comparator, threshold, pillar, reported by, judged on
TARGETS = """
CQ-DVC           2025   at_least   100  CQ  duc-pho     pooled
CQ-HSCV-TX       2025   at_least   80   CQ  duc-pho     pooled
CQ-HSCV-TX       2030   at_least   100  CQ  duc-pho     pooled
CQ-HSCV-XP       2025   at_least   70   CQ  communes    pooled
CQ-HSCV-XP       2030   at_least   90   CQ  communes    pooled
CQ-BC            2025   at_least   100  CQ  duc-pho     pooled
CQ-KTRA          2025   at_least   50   CQ  duc-pho     pooled
CQ-KTRA          2030   more_than  70   CQ  duc-pho     pooled
CQ-DDXT          2025   at_least   100  CQ  duc-pho     pooled
CQ-DLSO          2030   done       -    CQ  duc-pho     pooled
KT-DNNVV         2025   more_than  50   KT  duc-pho     pooled
KT-DNNVV         2030   more_than  70   KT  duc-pho     pooled
XH-CAPQUANG-HO   2025   more_than  80   XH  communes    pooled
XH-CAPQUANG-XP   2025   at_least   100  XH  duc-pho     pooled
XH-DIDONG        2025   done       -    XH  duc-pho     pooled
XH-PHOCAP        2030   done       -    XH  duc-pho     pooled
XH-DTTM          2025   more_than  80   XH  communes    pooled
XH-DTTM          2030   more_than  95   XH  communes    pooled
XH-TKTT          2025   more_than  80   XH  communes    pooled
XH-TKTT          2030   more_than  95   XH  communes    pooled
XH-KYNANG        2025   more_than  60   XH  communes    pooled
XH-KYNANG        2030   more_than  80   XH  communes    pooled
XH-CHUKYSO       2025   more_than  50   XH  communes    pooled
XH-CHUKYSO       2030   more_than  70   XH  communes    pooled
NL-NGANSACH      every  at_least   0.5  NL  duc-pho     pooled
AT-MADOC-CAIDAT  every  at_least   100  AT  all-bodies  pooled
AT-MADOC-KETNOI  every  at_least   100  AT  all-bodies  pooled
AT-CAPDO-PHEDUYET every at_least   100  AT  all-bodies  pooled
AT-CAPDO-PHUONGAN every at_least   100  AT  all-bodies  pooled
"""

# id, official code until 30 June 2025, kind, successor
UNITS = """
nguyen-nghiem  21439  ward     phuong-duc-pho
pho-an         21442  commune  phuong-tra-cau
pho-phong      21445  commune  xa-nguyen-nghiem
pho-thuan      21448  commune  phuong-tra-cau
pho-van        21451  ward     phuong-tra-cau
pho-quang      21454  ward     phuong-tra-cau
pho-nhon       21457  commune  xa-nguyen-nghiem
pho-ninh       21460  ward     phuong-duc-pho
pho-minh       21463  ward     phuong-duc-pho
pho-vinh       21466  ward     phuong-duc-pho
pho-hoa        21469  ward     phuong-duc-pho
pho-cuong      21472  commune  xa-khanh-cuong
pho-khanh      21475  commune  xa-khanh-cuong
pho-thanh      21478  ward     phuong-sa-huynh
pho-chau       21481  commune  phuong-sa-huynh
"""

SUCCESSORS = {
    "phuong-duc-pho": "21439",
    "phuong-tra-cau": "21451",
    "xa-nguyen-nghiem": "21457",
    "xa-khanh-cuong": "21472",
    "phuong-sa-huynh": "21478",
}

# task, leading bodies, coordinating bodies
TASKS = """
NV-1a   all-bodies               -
NV-1b   phong-vhtt               thi-doan,all-bodies
NV-1c   phong-vhtt               vp-hdnd-ubnd,all-bodies
NV-1d   all-bodies               -
NV-2a   all-bodies               -
NV-2b   all-bodies               -
NV-3    all-bodies               -
NV-4a   all-bodies               -
NV-4b   phong-vhtt,vp-hdnd-ubnd  all-bodies
NV-4c   vp-hdnd-ubnd             all-bodies
NV-4d   cong-an                  all-bodies
NV-4dd  phong-noi-vu             all-bodies
NV-5a   phong-kinh-te            all-bodies
NV-5b   phong-kinh-te            all-bodies
NV-6a   phong-vhtt,vp-hdnd-ubnd  all-bodies
NV-7a   phong-vhtt               all-bodies
NV-7b   phong-vhtt               all-bodies
NV-8.1  phong-kinh-te            all-bodies
NV-8.2  phong-gddt               all-bodies
NV-8.3  phong-y-te               all-bodies
NV-8.4a phong-tnmt               all-bodies
NV-8.4b phong-qldt               all-bodies
NV-8.5  phong-vhtt               all-bodies
NV-8.6  cong-an                  all-bodies
"""

DUTIES = """
TC-1.1 TC-1.2 TC-1.3 TC-1.4 TC-1.5 TC-1.6 TC-2.1 TC-2.2 TC-2.3 TC-3.1 TC-3.2 TC-4 TC-5 TC-6 TC-7
TC-8.1 TC-8.2 TC-8.3 TC-9 TC-LAST
CT16-1a CT16-1b CT16-2a CT16-2b CT16-3
CT16-5.1 CT16-5.2 CT16-5.3 CT16-5.4a CT16-5.4b CT16-5.4c CT16-5.4d CT16-5.4e CT16-5.5 CT16-5.6
"""

# Printed in Quảng Bình's own table: aim, result, verdict.
PRINTED_IN_QUANG_BINH = {
    "QB-DVC": (100, "100%", "Đạt"),
    "QB-HSTT": (30, "75,3%", "Vượt"),
    "QB-HSCV-TINH": (97, "97%", "Đạt"),
    "QB-HSCV-HUYEN": (92, "95%", "Vượt"),
    "QB-HSCV-XA": (80, "80%", "Đạt"),
    "QB-BC-TINH": (100, "100%", "Đạt"),
    "QB-BC-CP": (100, "100%", "Đạt"),
    "QB-CSDL": (40, "", ""),
}


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


def test_29_targets_on_21_indicators_as_the_plan_words_them() -> None:
    found = [
        [
            indicator.id,
            "every" if target.every else str(target.by),
            target.comparator,
            str(target.bounds[0]) if target.bounds else "-",
            indicator.pillar,
            indicator.reported_by,
            indicator.judged_on,
        ]
        for indicator in catalogue(TOWN).indicators.values()
        for target in indicator.targets
    ]
    assert found == rows(TARGETS)
    assert len(found) == 29
    assert len(catalogue(TOWN).indicators) == 21


def test_yearly_targets_begin_in_2024_and_half_a_percent_is_exact() -> None:
    indicators = catalogue(TOWN).indicators
    yearly = [target for i in indicators.values() for target in i.targets if target.every]
    assert {target.from_ for target in yearly} == {2024}
    assert indicators["NL-NGANSACH"].targets[0].bounds == (Decimal("0.5"),)
    assert {i.id for i in indicators.values() if not i.whole} == {"NL-NGANSACH"}


def test_judgements_want_evidence_and_nothing_else_does() -> None:
    wanting = {i.id for i in catalogue(TOWN).indicators.values() if i.needs_evidence}
    yes_no = {i.id for i in catalogue(TOWN).indicators.values() if i.measure == "yes_no"}
    assert wanting == yes_no == {"XH-DIDONG", "XH-PHOCAP", "CQ-DLSO"}


def test_every_ambiguity_has_a_written_choice() -> None:
    noted = {note.ambiguity for i in catalogue(TOWN).indicators.values() for note in i.notes}
    assert noted == {f"A{number}" for number in range(1, 21)}


def test_every_2030_target_says_that_nobody_owns_it_any_more() -> None:
    indicators = catalogue(TOWN).indicators.values()
    due_2030 = {i.id for i in indicators if any(target.by == 2030 for target in i.targets)}
    assert due_2030 == {i.id for i in indicators if any(note.ambiguity == "A17" for note in i.notes)}
    assert len(due_2030) == 10


def test_15_communes_with_code_kind_end_and_successor() -> None:
    data = catalogue(TOWN)
    found = [
        [body.id, body.code, body.kind, body.successor]
        for body in (data.bodies[u] for u in data.units("communes")[:15])
    ]
    assert found == rows(UNITS)
    assert {str(data.bodies[unit].valid_to) for unit in data.units("communes")[:15]} == {"2025-06-30"}
    later = [data.bodies[unit] for unit in data.units("communes")[15:]]
    assert {unit.id: unit.code for unit in later} == SUCCESSORS
    assert {(str(unit.valid_from), unit.valid_to) for unit in later} == {("2025-07-01", None)}
    for indicator, when, expected in [("CQ-HSCV-XP", "2024", 15), ("CQ-HSCV-XP", "2025", 5)]:
        assert len(data.owing(indicator, written_period(when))) == expected


def test_bodies_are_12_offices_and_15_communes_and_the_town_may_stand_for_them() -> None:
    data = catalogue(TOWN)
    assert len(data.units("town-bodies")) == 12
    assert data.units("all-bodies") == data.units("town-bodies") + data.units("communes")
    totals = {data.total_unit(i) for i in data.indicators if data.indicators[i].reported_by != "duc-pho"}
    assert totals == {"duc-pho"}


def test_24_tasks_with_the_plans_own_leads() -> None:
    tasks = catalogue(TOWN).tasks.values()
    found = [[t.id, ",".join(t.lead), ",".join(t.coordinating) or "-"] for t in tasks]
    assert found == rows(TASKS)
    assert {(task.from_, task.to) for task in tasks} == {(2024, None)}


def test_duties_of_part_iv_and_of_the_directive() -> None:
    assert list(catalogue(TOWN).duties) == DUTIES.split()


def test_owners_are_stated_only_where_the_sentence_names_them() -> None:
    data = catalogue(TOWN)
    stated = {
        (item.id, served.indicator)
        for item in work(data)
        for served in item.serves
        if served.basis == "stated"
    }
    assert stated == {
        ("NV-2b", "NL-NGANSACH"),
        ("TC-4", "NL-NGANSACH"),
        ("NV-7a", "AT-MADOC-CAIDAT"),
        ("NV-7a", "AT-MADOC-KETNOI"),
        ("NV-7a", "AT-CAPDO-PHEDUYET"),
        ("NV-7a", "AT-CAPDO-PHUONGAN"),
    }
    assert [i for i in data.indicators if not data.serving(i)] == ["CQ-KTRA"]


@pytest.mark.parametrize("folder", CATALOGUES)
def test_every_reference_leads_somewhere(folder: str) -> None:
    data = catalogue(folder)
    bodies = {*data.bodies, *(group.id for group in data.assignments.groups)}
    successors = {unit.id for unit in data.assignments.successors}
    named = {i.reported_by for i in data.indicators.values()}
    for group in data.assignments.groups:
        named |= {*group.members, *([group.total] if group.total else [])}
    for task in data.tasks.values():
        named |= {*task.lead, *task.coordinating}
    for duty in data.duties.values():
        named |= {*duty.bodies, *duty.coordinating}
    assert named <= bodies
    assert {id_ for body in data.bodies.values() for id_ in body.successors} <= {*successors, *data.bodies}
    assert {i.pillar for i in data.indicators.values()} <= {*data.pillars}
    assert {source.document for source in sources(data)} <= {*data.documents}


@pytest.mark.parametrize("folder", CATALOGUES)
def test_a_written_name_means_one_body(folder: str) -> None:
    data = catalogue(folder)
    names = [body.name.vi.casefold() for body in data.assignments.bodies]
    names += [unit.name.vi.casefold() for unit in data.assignments.successors]
    names += [alias.casefold() for body in data.assignments.bodies for alias in body.aliases]
    assert len(names) == len(set(names))
    assert "đức phổ" not in names  # the town, the former townlet or the new ward


@pytest.mark.parametrize("folder", CATALOGUES)
def test_files_are_composed_unicode_and_small(folder: str) -> None:
    contents = [(ROOT / folder / name).read_text("utf-8") for name in ("targets.yaml", "assignments.yaml")]
    assert all(unicodedata.is_normalized("NFC", text) for text in contents)
    assert sum(len(text.encode()) for text in contents) < 90_000  # they are read at every start


@pytest.mark.parametrize("folder", CATALOGUES)
def test_names_fit_a_terminal_table(folder: str) -> None:
    data = catalogue(folder)
    long = [i.name.vi for i in data.indicators.values() if len(i.name.vi) > 60]
    long += [item.title.vi for item in work(data) if len(item.title.vi) > 64]
    assert long == []


def metrics(folder: str) -> list[dict[str, str]]:
    with (ROOT / folder / "metrics.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_quang_binh_holds_the_printed_table() -> None:
    data = catalogue(QUANG_BINH)
    aims = {i.id: i.targets[0] for i in data.indicators.values()}
    found = {
        row["indicator"]: (
            int(aims[row["indicator"]].bounds[0]),
            row["value"],
            row["note"].partition("Đánh giá đã in: ")[2],
        )
        for row in metrics(QUANG_BINH)
    }
    assert found == PRINTED_IN_QUANG_BINH
    assert {target.comparator for target in aims.values()} == {"at_least"}


@pytest.mark.parametrize(
    ("folder", "published"),
    [
        (QUANG_NGAI, [("2022", "26"), ("2023", "21")]),
        (BINH_DINH, [("2021", "13"), ("2021", "17")]),
    ],
)
def test_published_ranks(folder: str, published: list[tuple[str, str]]) -> None:
    assert [(row["period"], row["value"]) for row in metrics(folder)] == published
    assert {row["indicator"] for row in metrics(folder)} == set(catalogue(folder).indicators)
    assert all(row["evidence"] for row in metrics(folder))


@pytest.mark.parametrize("folder", [QUANG_NGAI, BINH_DINH])
def test_a_threshold_that_no_document_prints_is_explained(folder: str) -> None:
    targets = [target for i in catalogue(folder).indicators.values() for target in i.targets]
    assert all(target.choice for target in targets)

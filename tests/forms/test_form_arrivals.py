"""When returns arrived: never later than seen or told before, and late against a due day only."""

import json
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from sent_back import CATALOGUE, Q3, Q4, of, returned
from shape import kept_to

from dxscore.flows.remind import noted, timely
from dxscore.forms.arrivals import Arrivals, Days, arrivals
from dxscore.forms.copies import Copy
from dxscore.forms.expected import Expected
from dxscore.forms.receipt import read_receipt, receipt
from dxscore.forms.returned import collect
from dxscore.forms.returned_file import ReturnedFile
from dxscore.model.observation import Observation
from dxscore.model.receipt import Receipt

UNIT = "pho-hoa"
DUE = date(2024, 12, 16)
DAYS = st.one_of(st.none(), st.dates(date(2024, 12, 1), date(2024, 12, 31)))


def sent(arrived: date | None, period: object = Q4) -> ReturnedFile:
    row = Observation("CQ-HSCV-XP", UNIT, period, Decimal(690), Decimal(1060))  # type: ignore[arg-type]
    return returned(row, stamps=(of(UNIT),))._replace(arrived=arrived)


def told(file: ReturnedFile, days: Days, earlier: Receipt | None = None) -> tuple[Arrivals, Receipt]:
    collected = collect(Expected(CATALOGUE, Q4), [file])
    before = None if earlier is None else earlier.collections[str(Q4)]
    timed = arrivals(collected, [file], (), days, before)
    text = receipt(CATALOGUE, collected, [file], "m.csv", b"", earlier, b"", timed)
    kept_to("receipt-1", text)
    read = read_receipt(text)
    assert read is not None
    return timed, read


@given(DAYS, DAYS, DAYS, DAYS)
def test_the_earliest_day_that_anybody_tells_counts_and_stays(
    first: date | None, today: date | None, second: date | None, later: date | None
) -> None:
    _, known = told(sent(first), Days(today, DUE))
    timed, read = told(sent(second), Days(later), known)
    seen = [day for day in (first, today, second, later) if day is not None]
    unit = timed.units[UNIT]
    assert unit.arrived == min(seen, default=None)
    assert timed.days.due == DUE  # of the collection before, for this one sets none
    assert unit.days_late == (None if not seen else max(0, (min(seen) - DUE).days))
    (file,) = read.collections[str(Q4)].files
    assert file.arrived == unit.arrived
    assert timely(read, Q4)[UNIT] == unit


def test_without_a_due_day_nobody_is_late_and_whoever_sent_nothing_has_no_day() -> None:
    timed, _ = told(sent(DUE + timedelta(9)), Days(DUE + timedelta(20)))
    assert timed.units[UNIT].days_late is None
    assert {each.arrived for unit, each in timed.units.items() if unit != UNIT} == {None}


def test_a_copy_counts_as_arrived_and_a_file_of_another_period_does_not() -> None:
    other = sent(DUE, Q3)
    collected = collect(
        Expected(CATALOGUE, Q4), [other], copies=[(copy := Copy("b.pdf", "pdf", ("pho-minh",), DUE))]
    )
    timed = arrivals(collected, [other], [copy], Days(DUE, DUE), None)
    assert timed.units["pho-minh"].days_late == 0
    assert timed.units[UNIT].arrived is None


def test_a_unit_is_reminded_once_a_day_and_the_next_collection_keeps_it() -> None:
    _, known = told(sent(DUE), Days(DUE, DUE))
    for _ in range(2):
        text = noted(known, Q4, [UNIT], DUE)
        kept_to("receipt-1", text)
        known = Receipt.model_validate(json.loads(text), by_alias=True, by_name=False)
    assert timely(known, Q4)[UNIT].reminded == (DUE,)
    assert timely(known, Q4)["pho-minh"].reminded == ()
    timed, _ = told(sent(DUE), Days(DUE), known)
    assert timed.units[UNIT].reminded == (DUE,)


def test_a_unit_is_complete_since_the_last_file_that_made_it_so() -> None:
    asked = Expected(CATALOGUE, Q4)
    unit = "phong-kinh-te"
    rows = [
        Observation(indicator, owner, asked.period_of(indicator), Decimal(1), Decimal(2))
        for indicator, owner in asked.of[unit]
    ]
    halves = [
        ReturnedFile(name, name * 64, (of(unit),), part, arrived=day)
        for name, part, day in (("a", tuple(rows[:1]), DUE), ("b", tuple(rows[1:]), DUE + timedelta(3)))
        if part
    ]
    collected = collect(asked, halves)
    timed = arrivals(collected, halves, (), Days(), None)
    assert timed.units[unit].completed == max(each.arrived for each in halves if each.arrived)
    assert timed.units[unit].arrived == DUE

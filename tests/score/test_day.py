"""The day of judgement beside a slow reading of the contract, over figures made by chance."""

from __future__ import annotations

from datetime import date

from builders import TOWN, catalogue, indicator, row, target
from hypothesis import given
from hypothesis import strategies as st

from dxscore.score.day import Found, find_day

COMMUNES = ("an", "binh", "chau")
CLOSES = {"2024": 2024, "2025-Q1": 2025, "2025-H1": 2025, "2025": 2025}
MONTHS = {"2024": 12, "2025-Q1": 3, "2025-H1": 6, "2025": 12}
ENDED = date(2025, 6, 30)
Sent = frozenset[tuple[str, str]]
SENT = st.frozensets(st.tuples(st.sampled_from((*COMMUNES, TOWN)), st.sampled_from(list(CLOSES))), min_size=1)


def closing(period: str) -> date:
    return date(CLOSES[period], MONTHS[period], 14)


def slowly(sent: Sent, due: str, ended: bool) -> Found:
    """As section 5a of the contract says it, sentence by sentence. The commune `an` may have ended."""
    closes = [(unit, closing(period)) for unit, period in sent]
    more, half = [], []
    for day in sorted({close for _, close in closes}):
        alive = {unit for unit, _ in closes if not (ended and unit == "an" and day > ENDED)}
        concerned = alive | {unit for unit, close in closes if close == day}
        reached = {unit for unit, close in closes if close >= day} & concerned
        told = day, len(reached), len(concerned)
        if len(reached) * 2 > len(concerned):
            more.append(told)
        if len(reached) * 2 == len(concerned):
            half.append(told)
    found, reason = more[-1], "most_units"
    later = [told for told in half if told[0] > found[0]]
    if later and closing(due) == found[0]:
        reason = "half_and_due"
    elif later:
        found, reason = later[-1], "half_and_later"
    first = {
        "communes": min((day for unit, day in closes if unit != TOWN), default=date.min),
        TOWN: min((day for unit, day in closes if unit == TOWN), default=date.min),
    }
    behind = min(((who, day) for who, day in first.items() if day > found[0]), default=None)
    return Found(found[0], reason, found[1], found[2], behind)  # type: ignore[arg-type]


@given(SENT, st.sampled_from(["2024", "2025-H1", "2025"]), st.booleans())
def test_the_day_is_what_the_contract_says(sent: Sent, due: str, ended: bool) -> None:
    data = catalogue(
        indicator(target(by=due if "-" in due else int(due), at_least=50)),
        indicator(target(by=2030, at_least=50), id="Y", reported_by=TOWN),
        communes=COMMUNES,
        lives={"an": {"valid_to": ENDED}} if ended else None,
    )
    rows = [row(unit, "8/10", period, id="Y" if unit == TOWN else "X") for unit, period in sorted(sent)]
    assert find_day(data, rows) == slowly(sent, due, ended)

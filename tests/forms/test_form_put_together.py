"""Which figures rows of other periods are together: a law by brute force over the months of a year."""

from __future__ import annotations

from builders import catalogue, indicator, row, target
from hypothesis import given
from hypothesis import strategies as st

from dxscore.forms.expected import Expected
from dxscore.forms.put_together import put_together
from dxscore.model.period import Period

PARTS = {
    **{f"2025-{month:02}": {month} for month in range(1, 13)},
    **{f"2025-Q{number}": {3 * number - 2, 3 * number - 1, 3 * number} for number in (1, 2, 3, 4)},
    "2025-H1": set(range(1, 7)),
    "2025-H2": set(range(7, 13)),
    "2024-H2": set(),
}
ASKED = {"year": set(range(1, 13)), "half": set(range(7, 13)), "quarter": {10, 11, 12}}
LIVES = {"an": {"valid_to": "2025-06-30", "successor": "binh"}, "binh": {"valid_from": "2025-07-01"}}


@given(
    st.lists(st.tuples(st.sampled_from(("an", "binh")), st.sampled_from(sorted(PARTS))), max_size=10),
    st.sampled_from(sorted(ASKED)),
)
def test_a_count_is_there_when_rows_cover_each_of_its_months(drawn: list[tuple[str, str]], kind: str) -> None:
    data = catalogue(indicator(target(at_least="50"), over_time="flow"), communes=("an", "binh"), lives=LIVES)
    asked = ASKED[kind]
    number = {"year": None, "half": 2, "quarter": 4}[kind]
    expected = Expected(data, Period(kind, 2025, number) if number else Period("year", 2025))  # type: ignore[arg-type]
    rows = [row(unit, "1/2", when) for unit, when in drawn]
    covered = {
        unit: set().union(*(PARTS[when] for own, when in drawn if own == unit and PARTS[when] <= asked))
        for unit in ("an", "binh")
    }
    wanted = all(month in covered["binh"] or (month <= 6 and month in covered["an"]) for month in asked)
    found = put_together(expected, [("X", "binh")], rows)
    assert (("X", "binh") in found) == wanted


@given(st.sampled_from(sorted(PARTS)), st.sampled_from(sorted(ASKED)))
def test_a_state_is_there_when_a_row_is_of_its_last_day(when: str, kind: str) -> None:
    data = catalogue(indicator(target(at_least="50"), over_time="stock"), communes=("an",))
    number = {"year": None, "half": 2, "quarter": 4}[kind]
    expected = Expected(data, Period(kind, 2025, number) if number else Period("year", 2025))  # type: ignore[arg-type]
    found = put_together(expected, [("X", "an")], [row("an", "1/2", when)])
    assert bool(found) == (max(PARTS[when], default=0) == 12)

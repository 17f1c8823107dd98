"""A form asks for no count that could judge nothing, and for every other."""

from __future__ import annotations

from datetime import date

from builders import TOWN, catalogue, number, row, scored, target
from hypothesis import given
from hypothesis import strategies as st

from dxscore.forms.expected import Expected
from dxscore.model.period import Period

EVERY = ("year", "half_year", "quarter", "month")
LAST = (Period("year", 2025), Period("half", 2025, 2), Period("quarter", 2025, 4), Period("month", 2025, 12))


@given(st.sampled_from(EVERY), st.sampled_from([None, 2025]), st.sampled_from(LAST), st.sampled_from([0, 9]))
def test_what_is_asked_is_what_can_be_judged(every: str, by: int | None, form: Period, value: int) -> None:
    again = target(every=every, at_least=5, **{"from": 2025})
    targets = (again, *([target(by=by, at_least=5)] if by else []))
    data = catalogue(number(*targets, reported_by=TOWN, over_time="flow", minimum=0), calendar="calendar")
    expected, figure = Expected(data, form), row(TOWN, str(value), str(form))
    judged = scored(data, figure, as_of=date(2025, 12, 31), target_year="all")
    told = [result for result in judged.results if result.due and result.value is not None]
    assert (("X", TOWN) in expected.of.get(TOWN, ())) == bool(told)
    assert bool(expected.asked_within) != bool(told)
    for shorter in expected.asked_within.values():  # the form that is asked to be made does ask for it
        assert Expected(data, shorter).of[TOWN] == (("X", TOWN),)

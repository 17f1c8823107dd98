"""Whatever comes back: nothing typed is lost, nothing is made up, and doing it again changes nothing."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from sent_back import CATALOGUE, Q3, Q4

from dxscore.forms.expected import Expected
from dxscore.forms.normalised import as_written, series_of
from dxscore.forms.returned import Collected, collect
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.stamp import stamp
from dxscore.model.observation import Observation
from placed import placed

units = st.sampled_from(["cong-an", "phong-y-te"])
indicators = st.sampled_from(["AT-MADOC-CAIDAT", "AT-MADOC-KETNOI"])
places = st.frozensets(st.tuples(indicators, units), max_size=2)
stamps = st.builds(
    lambda unit, period, digest: stamp(unit, str(period), digest),
    units,
    st.sampled_from([Q3, Q4]),
    st.sampled_from([CATALOGUE.sha256, "0" * 64]),
)
observations = st.builds(
    lambda indicator, unit, period, numerator, note: Observation(
        indicator, unit, period, Decimal(numerator), Decimal(9), note=note
    ),
    indicators,
    units,
    st.sampled_from([Q3, Q4, Q4, Q4]),
    st.integers(0, 2),
    st.sampled_from(["", "x"]),
)
files = st.lists(
    st.builds(
        ReturnedFile,
        file=st.just(""),
        sha256=st.just("0" * 64),
        stamps=st.lists(stamps, max_size=2, unique=True).map(tuple),
        observations=st.lists(observations, max_size=3).map(tuple),
        blank=places,
        faulty=places,
        unreadable=st.booleans(),
    ),
    max_size=4,
).map(lambda some: [_placed(file, number) for number, file in enumerate(some)])
before = st.lists(observations, max_size=3, unique_by=lambda row: (series_of(row), row.period))


def _placed(file: ReturnedFile, number: int) -> ReturnedFile:
    """With the name and rows that a folder gives."""
    name = f"{number}.csv"
    rows = tuple(placed(row, file=name, row=line) for line, row in enumerate(file.observations, start=2))
    return file._replace(file=name, observations=rows)


def said(collected: Collected) -> set[Observation]:
    return {as_written(row) for row in collected.rows}


@given(files, before)
def test_every_row_counts_or_is_listed(some: list[ReturnedFile], known: list[Observation]) -> None:
    collected = collect(Expected(CATALOGUE, Q4), some, known)
    left_out = [item.observation for item in (*collected.rejected, *collected.replaced)]
    for row in (row for file in some for row in file.observations):
        counts = series_of(row) in collected.decided and as_written(row) in said(collected)
        assert counts or row in left_out


@given(files, before)
def test_every_figure_is_somebodys(some: list[ReturnedFile], known: list[Observation]) -> None:
    typed = {as_written(row) for file in some for row in file.observations} | set(map(as_written, known))
    assert said(collect(Expected(CATALOGUE, Q4), some, known)) <= typed


@given(files, before)
def test_a_place_has_one_figure_of_the_period_asked_for(
    some: list[ReturnedFile], known: list[Observation]
) -> None:
    rows = collect(Expected(CATALOGUE, Q4), some, known).rows
    assert len({series_of(row) for row in rows}) == len(rows)
    assert {row.period for row in rows} <= {Q4}


@given(files, before)
def test_doing_it_again_changes_nothing(some: list[ReturnedFile], known: list[Observation]) -> None:
    first = collect(Expected(CATALOGUE, Q4), some, known)
    again = collect(Expected(CATALOGUE, Q4), some, first.rows)
    assert said(again) == said(first)
    assert again.changes == ()
    assert again.rejected == first.rejected


@given(files, before)
def test_what_was_known_stands_or_its_change_is_told(
    some: list[ReturnedFile], known: list[Observation]
) -> None:
    collected = collect(Expected(CATALOGUE, Q4), some, known)
    changed = {change.old for change in collected.changes}
    for row in (as_written(row) for row in known if row.period == Q4):
        assert (row in said(collected)) != (row in changed)
